//! Reader `srt`, version 1. Formats: SubRip as it is met: other marks in times, missing counters, empty lines inside text,
//! `{\an8}`, `<font>`, position fields, dashes and `NAME:` for speakers. Limit: 500,000 cues.
//! A voice is taken only from a label in capitals at the beginning of a line.

mod entries;
mod speakers;

use super::Reader;
use super::caption_bytes::decode_captions;
use super::captions::Captions;
use super::lenient_time;
use crate::problem::clip;
use crate::text::line_ends;
use crate::{Problem, Reading, part};
use entries::{Entry, entries};
use firsthand_model::transcript::{Cue, CueKind, Timing};
use speakers::{Said, said};

const NAME: &str = "srt";
const VERSION: &str = "1";
/// Most lines of a file.
const MAX_LINES: usize = 5_000_000;

pub(super) const READER: Reader = Reader { claims, read, part: part::paragraphs };

/// Every `.srt`, and a `.txt` that begins with a counter and times.
fn claims(ending: &str, head: &[u8]) -> bool {
    if ending == "srt" {
        return true;
    }
    let Ok(text) = std::str::from_utf8(whole_characters(head)) else { return false };
    let mut lines = text.trim_start_matches('\u{feff}').trim_start().lines();
    let is_counter = lines.next().is_some_and(entries::is_counter);
    ending == "txt" && is_counter && lines.next().is_some_and(|line| lenient_time::span(line).is_some())
}

/// The head of a file without a character that was cut at its end.
fn whole_characters(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    }
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let (text, damage) = match decode_captions(file, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Reading::failed(NAME, VERSION, problem),
    };
    let text = line_ends(&text);
    let lines: Vec<&str> = text.lines().take(MAX_LINES).collect();
    let mut captions = Captions::of(file);
    if lines.len() == MAX_LINES {
        captions
            .rest_unread(MAX_LINES as u64, format!("the file has more than {MAX_LINES} lines; the rest was not read"));
    }
    let (before, entries) = entries(&lines);
    if !before.is_empty() {
        head(&mut captions, &before);
    }
    let mut expected = None;
    for entry in &entries {
        check(&mut captions, entry, &mut expected);
        add(&mut captions, entry);
    }
    finish(captions, damage, entries.is_empty(), file)
}

fn finish(captions: Captions, damage: Option<Problem>, is_empty: bool, file: &str) -> Reading {
    let (transcript, problems) = captions.finish();
    let mut reading = Reading::by(NAME, VERSION);
    damage.into_iter().chain(problems).for_each(|problem| reading.problem(problem));
    if is_empty {
        reading.problem(Problem::note(file, "no line holds two times with an arrow; no cue was read"));
        return reading;
    }
    reading.with_transcript(transcript)
}

/// What stands above the first times: kept as a note.
fn head(captions: &mut Captions, text: &str) {
    captions.note(1, format!("text above the first times; kept as a note: {}", clip(text)));
    captions.add(Cue { kind: CueKind::Note, text: text.to_owned(), line: Some(1), ..Cue::default() }, None);
}

/// Reports how an entry departs from the form.
fn check(captions: &mut Captions, entry: &Entry, expected: &mut Option<u64>) {
    entry.span.defects.iter().for_each(|defect| captions.tally(defect, entry.line));
    if entry.empty_lines > 0 {
        captions.tally("empty lines inside the text; the lines were joined", entry.line);
    }
    let counter = entry.counter.and_then(|counter| counter.trim().parse::<u64>().ok());
    match (counter, *expected) {
        (None, _) => captions.tally("the cue has no counter", entry.line),
        (Some(found), Some(next)) if found != next => {
            captions.tally("the counter does not follow the one before it; both are kept as they stand", entry.line);
        }
        _ => {}
    }
    *expected = counter.and_then(|counter| counter.checked_add(1));
}

/// A cue for each speaker of an entry; the first carries what the entry says as a whole.
fn add(captions: &mut Captions, entry: &Entry) {
    let written = entry.text.as_str();
    let mut all = said(written);
    let is_plain = matches!(all.as_slice(), [one] if one.text == written && one.voice.is_none());
    let kind = if all.is_empty() { CueKind::Note } else { CueKind::Speech };
    if all.is_empty() {
        all.push(Said::default());
    }
    for (index, Said { voice, text }) in all.into_iter().enumerate() {
        let (start_ms, end_ms) = (Some(entry.span.start_ms), Some(entry.span.end_ms));
        let mut cue = Cue { kind, text, start_ms, end_ms, timing: Timing::Stated, ..Cue::default() };
        cue.line = Some(entry.line);
        cue.label = entry.counter.map(|counter| counter.trim().to_owned());
        let whole = [("text", if is_plain { "" } else { written }), ("position", entry.span.rest)];
        let extra = whole.into_iter().filter(|(_, value)| index == 0 && !value.is_empty());
        cue.extra = extra.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        captions.add(cue, voice.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::Transcript;

    fn transcript(text: &str) -> (Transcript, Vec<String>) {
        let reading = read("a.srt", text.as_bytes());
        let problems = reading.problems.iter().map(ToString::to_string).collect();
        (reading.transcript.unwrap_or_default(), problems)
    }

    #[test]
    fn a_sound_file_is_read_without_a_word() {
        let (transcript, problems) = transcript(
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\nдва\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nThree\r\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        let cue = &transcript.cues[0];
        assert_eq!((cue.text.as_str(), cue.label.as_deref(), cue.line), ("One\nдва", Some("1"), Some(1)));
        assert_eq!((transcript.cues.len(), transcript.cues[1].start_ms, cue.extra.len()), (2, Some(2000), 0));
    }

    #[test]
    fn every_known_defect_is_read_and_told_once() {
        let text = "\u{feff}credits\n\n00:00:01.000 --> 00:00:02.000\nno counter\n\n7\n0:00:02.500 -> 00:00:03,000 X1:1 X2:2\nabove\n\nbelow\n\n9\n00:00:03,000 --> 00:00:01,000\nbackwards\n";
        let (transcript, problems) = transcript(text);
        let texts: Vec<&str> = transcript.cues.iter().map(|cue| cue.text.as_str()).collect();
        assert_eq!(texts, ["credits", "no counter", "above\nbelow", "backwards"]);
        assert_eq!(transcript.cues[2].extra["position"], "X1:1 X2:2");
        for part in [
            "above the first times",
            "full stop",
            "no counter",
            "arrow",
            "empty lines",
            "does not follow",
            "ends before",
        ] {
            assert_eq!(problems.iter().filter(|problem| problem.contains(part)).count(), 1, "{part}: {problems:#?}");
        }
    }

    #[test]
    fn markup_is_taken_off_and_kept_as_written() {
        let (transcript, _) =
            transcript("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color=\"#fff\">a</font> <I>b</I> 1 < 2\n");
        let cue = &transcript.cues[0];
        assert_eq!(cue.text, "a b 1 < 2");
        assert_eq!(cue.extra["text"], "{\\an8}<font color=\"#fff\">a</font> <I>b</I> 1 < 2");
    }

    #[test]
    fn two_dashes_are_two_cues_and_nobody_is_made_up() {
        let (transcript, _) = transcript(
            "1\n00:00:01,000 --> 00:00:02,000\n- Where?\n- There.\n\n2\n00:00:03,000 --> 00:00:04,000\nPRESIDING JUDGE: Go on.\nNo: never\n",
        );
        let cues: Vec<_> = transcript.cues.iter().map(|cue| (transcript.speaker(cue), cue.text.as_str())).collect();
        assert_eq!(cues, [(None, "Where?"), (None, "There."), (Some("PRESIDING JUDGE"), "Go on.\nNo: never")]);
        assert_eq!(transcript.cues[2].extra["text"], "PRESIDING JUDGE: Go on.\nNo: never");
    }

    #[test]
    fn windows_1251_is_named_and_nothing_is_read() {
        let reading = read("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\xc4\xe0, \xef\xee\xec\xed\xfe\n");
        assert!(reading.transcript.is_none() && reading.is_clean());
        assert!(reading.problems[0].message.contains("Windows-1251"), "{:?}", reading.problems);
    }
}

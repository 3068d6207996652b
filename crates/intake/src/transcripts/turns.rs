//! Reader `turns`, version 4. Formats: plain text, Markdown, Word (.docx), OpenDocument text (.odt) and Rich Text (.rtf) in which turns
//! begin with a speaker: `NAME:`, `**Name:**`, `Name:`, `Q.` and `A.`, with or without a time stamp; of documents also tables with a turn in
//! each row. Limits: 64 MiB, 64 MiB of a document's text.
//! A text is taken for a transcript only where speakers recur and take turns; any other text, e-mail included, stays text.

mod document;
mod docx;
mod labels;
mod odt;
mod rtf;
mod spoken_table;

use super::table::stamps;
use super::{Reader, speaker};
use crate::dispatch::ending;
use crate::encoding::decode;
use crate::part::{self, Beginning};
use crate::unpack::is_zip;
use crate::{Problem, Reading, text};
use document::Words;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Timing};
use labels::Labels;

const NAME: &str = "turns";
const VERSION: &str = "4";

pub(super) const READER: Reader = Reader { claims, read, part: first_lines };

/// Whether a file is Rich Text, whatever it is called: its letters are none of any encoding's.
pub(crate) fn is_rich_text(bytes: &[u8]) -> bool {
    bytes.starts_with(rtf::HEAD)
}

fn claims(ending: &str, head: &[u8]) -> bool {
    match ending {
        _ if is_rich_text(head) => true,
        "docx" | "odt" => is_zip(head),
        "txt" | "md" | "markdown" => Labels::of(&String::from_utf8_lossy(head)).is_some(),
        _ => false,
    }
}

/// A document is whole or nothing.
fn first_lines(cut: &[u8]) -> Option<Beginning> {
    if is_zip(cut) || is_rich_text(cut) { None } else { part::lines(cut) }
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    if is_rich_text(bytes) {
        return match rtf::words(bytes) {
            Ok((words, is_cut)) => {
                let mut reading = of_words(file, words);
                if is_cut {
                    let message = "the file ends inside a group: it was cut. Copy it again from where it came";
                    reading.problem_first(Problem::rest_unread(file, message));
                }
                reading
            }
            Err(what) => Reading::failed(NAME, VERSION, Problem::note(file, format!("kept; {what}"))),
        };
    }
    if !is_zip(bytes) {
        return match decode(file, bytes) {
            Ok(text) => read_text(file, text),
            Err(problem) => Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
        };
    }
    let words = if ending(file) == "odt" { odt::words(bytes) } else { docx::words(bytes) };
    match words {
        Ok(words) => of_words(file, words),
        Err(what) => Reading::failed(NAME, VERSION, Problem::note(file, format!("kept; {what}"))),
    }
}

/// The words of a document: turns in rows, turns in paragraphs, or a text.
fn of_words(file: &str, words: Words) -> Reading {
    let mut reading = match spoken_table::transcript(file, &words.blocks) {
        Some((transcript, problems)) => of_rows(file, transcript, problems),
        None => read_text(file, &words.text),
    };
    for part in words.unread {
        reading.problem(Problem::note(file, format!("{part} holds words outside the body; they were not read")));
    }
    reading
}

/// A transcript whose turns stand in rows.
fn of_rows(file: &str, mut transcript: Transcript, problems: Vec<Problem>) -> Reading {
    let mut reading = Reading::by(NAME, VERSION);
    problems.into_iter().for_each(|problem| reading.problem(problem));
    report_backwards(file, &mut transcript, &mut reading);
    transcript.interpolate();
    reading.with_transcript(transcript)
}

fn read_text(file: &str, words: &str) -> Reading {
    let mut reading = Reading::by(NAME, VERSION);
    let Some(labels) = Labels::of(words) else {
        reading.text = Some(text::line_ends(words));
        return reading;
    };
    let mut transcript = Transcript::default();
    for (number, line) in (1..).zip(words.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        take(line.trim(), number, &labels, &mut transcript);
    }
    report_backwards(file, &mut transcript, &mut reading);
    transcript.interpolate();
    reading.with_transcript(transcript)
}

fn take(line: &str, number: u64, labels: &Labels, transcript: &mut Transcript) {
    let (before, rest) = stamp(line);
    let (label, rest) = labels.split(rest).map_or((None, rest), |(label, rest)| (Some(label), rest));
    let (after, words) = if before.is_none() { stamp(rest) } else { (None, rest) };
    let start_ms = before.or(after);
    let last = transcript.cues.iter().rev().find(|cue| cue.kind == CueKind::Speech).and_then(|cue| cue.voice);
    let voice = label.map(|label| transcript.voice(label)).or(last);
    let is_note = label.is_none() && (voice.is_none() || words.is_empty() || speaker::is_remark(words));
    // A stamp on a line of its own is kept as it stands: it times what follows.
    let words = if is_note && words.is_empty() { line } else { words };
    transcript.cues.push(Cue {
        kind: if is_note { CueKind::Note } else { CueKind::Speech },
        voice: voice.filter(|_| !is_note),
        continues: label.is_none() && !is_note,
        text: words.to_owned(),
        start_ms,
        timing: if start_ms.is_some() { Timing::Stated } else { Timing::Absent },
        line: Some(number),
        ..Cue::default()
    });
}

/// A time stamp at the beginning of a line, and what follows it: `[00:03:43]`, `(3:43)`, `00:03:43`.
fn stamp(line: &str) -> (Option<i64>, &str) {
    let inner = line.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let read = match inner {
        Some((time, rest)) => stamps::clock(time).filter(|(_, more)| more.is_empty()).map(|(ms, _)| (ms, rest.trim())),
        None => stamps::clock(line),
    };
    read.map_or((None, line), |(ms, rest)| (Some(ms), rest))
}

/// A stamp before the one before it gives no time; what was written stays with the cue.
fn report_backwards(file: &str, transcript: &mut Transcript, reading: &mut Reading) {
    let mut latest = i64::MIN;
    for cue in transcript.cues.iter_mut().filter(|cue| cue.start_ms.is_some()) {
        if cue.start_ms >= Some(latest) {
            latest = cue.start_ms.unwrap_or(latest);
            continue;
        }
        let message = "its time lies before the one before it; it gives no time";
        reading.problem(Problem::note(file, message).at_row(cue.line.unwrap_or(0)));
        cue.extra.insert("stated times".into(), format!("{} ms", cue.start_ms.unwrap_or(0)));
        (cue.start_ms, cue.timing) = (None, Timing::Absent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> Vec<(String, String, Option<i64>)> {
        let found = read("a.txt", text.as_bytes()).transcript.unwrap_or_default();
        let cue = |cue: &Cue| (found.speaker(cue).unwrap_or("-").to_owned(), cue.text.clone(), cue.start_ms);
        found.cues.iter().map(cue).collect()
    }

    #[test]
    fn turns_in_capitals_with_stamps_are_read() {
        let text = "Recorded at the quay\n\n[00:00:10] KEEPER: I was there.\nThe whole night.\n(pause)\nASKER: [0:20] And then?\nKEEPER: Nothing.\n";
        let found = cues(text);
        let told: Vec<_> = found.iter().map(|(who, what, start)| (who.as_str(), what.as_str(), *start)).collect();
        assert_eq!(told[0], ("-", "Recorded at the quay", None));
        assert_eq!((told[1].0, told[1].1, told[1].2), ("KEEPER", "I was there.", Some(10_000)));
        assert_eq!((told[2].0, told[2].1), ("KEEPER", "The whole night."));
        assert_eq!((told[3].0, told[3].1), ("-", "(pause)"));
        assert_eq!(told[4], ("ASKER", "And then?", Some(20_000)));
    }

    #[test]
    fn bold_names_and_questions_and_answers_are_read() {
        let bold = cues("**Хранитель:** Я был там.\n\n**Ведущий:** А потом?\n\n**Хранитель:** Ничего.\n");
        assert_eq!(
            bold.iter().map(|(who, ..)| who.as_str()).collect::<Vec<_>>(),
            ["Хранитель", "Ведущий", "Хранитель"]
        );
        let asked = cues("Q. Were you there?\nA. I was.\nQ. When?\nA. At night.\n");
        assert_eq!(asked[1], ("A.".into(), "I was.".into(), None));
    }

    #[test]
    fn a_stamp_on_its_own_line_times_what_follows_and_belongs_to_nobody() {
        let found = cues("[0:10]\nKEEPER: One.\n[0:20]\nASKER: Two.\nKEEPER: Three.\n[0:30]\n");
        assert_eq!(found[0], ("-".into(), "[0:10]".into(), Some(10_000)));
        assert_eq!(found[2], ("-".into(), "[0:20]".into(), Some(20_000)));
        assert_eq!(found[1].0, "KEEPER");
        assert!((10_000..20_000).contains(&found[1].2.unwrap()));
    }

    #[test]
    fn a_word_before_a_colon_within_a_marked_turn_is_no_speaker() {
        let found = cues("KEEPER: I said\nThis once: nothing.\nASKER: And then?\nKEEPER: Nothing.\n");
        assert_eq!(found[1], ("KEEPER".into(), "This once: nothing.".into(), None));
    }

    #[test]
    fn a_text_with_a_few_colons_is_no_transcript() {
        for text in
            ["Note: one thing.\nExample: another.\nSee: here.\n", "# Title\n\nWords: of a page.\n\nMore words.\n"]
        {
            assert!(Labels::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_time_that_runs_backwards_is_named_with_its_line() {
        let reading = read("a.txt", b"A B: one\n[0:30] A B: two\n[0:20] C D: three\nC D: four\n");
        assert_eq!(reading.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [Some(3)]);
    }
}

//! Reader `plain`, version 1. Format: the text that this program writes of a transcript for a person to edit, known by its
//! first line; `write` is here too. Limits: 64 MiB. Each cue is a line in brackets with its time, `+` where it goes on with
//! the turn before it, and the speaker or `(note)`, `(heading)`, `(oath)`; its words follow until the next such line.

use super::Reader;
use super::webvtt::Time;
use crate::encoding::decode;
use crate::{Problem, Reading, part};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Timing};
use std::fmt::Write;

/// The reader's name, by which an edited text is told from other formats.
pub const NAME: &str = "plain";
const VERSION: &str = "1";
/// What the first line of such a text begins with.
const FIRST: &str = "# Transcript for editing";
const KINDS: [(CueKind, &str); 3] =
    [(CueKind::Note, "(note)"), (CueKind::Heading, "(heading)"), (CueKind::Oath, "(oath)")];

pub(super) const READER: Reader = Reader { claims, read, part: part::paragraphs };

fn claims(_ending: &str, head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).starts_with(FIRST.as_bytes())
}

/// A transcript as text to be edited. `title` says which one it is.
pub fn write(title: &str, transcript: &Transcript) -> String {
    let mut text = format!(
        "{FIRST}: {}\n# Change words, speakers and turns; lines like this one and times are not read.\n\n",
        title.replace(['\n', '\r'], " ")
    );
    let mut before: Option<Option<u32>> = None;
    for cue in &transcript.cues {
        let time = match (cue.start_ms, cue.timing) {
            (Some(ms), Timing::Interpolated) => format!("~{}", clock(ms)),
            (Some(ms), _) => clock(ms),
            (None, _) => "-".into(),
        };
        let goes_on = if cue.continues { " +" } else { "" };
        let who = match KINDS.iter().find(|(kind, _)| *kind == cue.kind) {
            Some((_, word)) => format!(" {word}"),
            None if cue.continues && before == Some(cue.voice) => String::new(),
            None => transcript.speaker(cue).map(|name| format!(" {}", name.replace('\n', " "))).unwrap_or_default(),
        };
        if cue.kind == CueKind::Speech {
            before = Some(cue.voice);
        }
        let _ = write!(text, "[{time}]{goes_on}{who}\n{}\n\n", escaped(&cue.text));
    }
    text
}

/// Words that begin like a line of ours are set off by a space.
fn escaped(words: &str) -> String {
    let line = |line: &str| if line.starts_with(['[', '#']) { format!(" {line}") } else { line.to_owned() };
    words.lines().filter(|line| !line.trim().is_empty()).map(line).collect::<Vec<_>>().join("\n")
}

fn clock(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    format!("{sign}{}", Time { ms: ms.unsigned_abs().into() })
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => return Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
    };
    let mut reading = Reading::by(NAME, VERSION);
    let mut transcript = Transcript::default();
    let mut lost = 0_u64;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#')) {
        match head(line) {
            Some(head) => begin(head, number, &mut transcript),
            None => match transcript.cues.last_mut() {
                Some(cue) if !line.trim().is_empty() => {
                    let parting = if cue.text.is_empty() { "" } else { "\n" };
                    cue.text.push_str(parting);
                    cue.text.push_str(line.trim());
                }
                None if !line.trim().is_empty() => lost += 1,
                _ => {}
            },
        }
    }
    if lost > 0 {
        reading
            .problem(Problem::note(file, format!("{lost} lines stand before the first [time] and belong to nobody")));
    }
    reading.with_transcript(transcript)
}

/// The parts of a line that begins a cue.
struct Head<'t> {
    start_ms: Option<i64>,
    is_spread: bool,
    goes_on: bool,
    who: &'t str,
}

fn head(line: &str) -> Option<Head<'_>> {
    let (time, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim();
    let (goes_on, who) = match rest.strip_prefix('+') {
        Some(who) if who.is_empty() || who.starts_with(' ') => (true, who.trim()),
        _ => (false, rest),
    };
    // Whoever adds a turn by hand may leave the brackets empty.
    let start_ms = match time.trim() {
        "" | "-" => None,
        time => Some(ms(time.trim_start_matches('~'))?),
    };
    Some(Head { start_ms, is_spread: time.starts_with('~'), goes_on, who })
}

fn ms(clock: &str) -> Option<i64> {
    let (sign, clock) = clock.strip_prefix('-').map_or((1, clock), |clock| (-1, clock));
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = whole.split(':').map(|part| part.parse::<i64>().ok().filter(|part| (0..1_000_000).contains(part)));
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let thousandths: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    (parts.next().is_none() && thousandths >= 0).then_some(())?;
    Some(sign * (((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths))
}

fn begin(head: Head<'_>, line: u64, transcript: &mut Transcript) {
    let kind = KINDS.iter().find(|(_, word)| *word == head.who).map_or(CueKind::Speech, |(kind, _)| *kind);
    let last = transcript.cues.iter().rev().find(|cue| cue.kind == CueKind::Speech).and_then(|cue| cue.voice);
    let voice = match (kind, head.who) {
        (CueKind::Speech, "") if head.goes_on => last,
        (CueKind::Speech, "") => None,
        (CueKind::Speech, name) => Some(transcript.voice(name)),
        _ => None,
    };
    let timing = match (head.start_ms, head.is_spread) {
        (None, _) => Timing::Absent,
        (_, true) => Timing::Interpolated,
        (_, false) => Timing::Stated,
    };
    let start_ms = head.start_ms;
    transcript.cues.push(Cue {
        kind,
        voice,
        start_ms,
        timing,
        continues: head.goes_on,
        line: Some(line),
        ..Cue::default()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let mut transcript = Transcript::default();
        let voices = ["Counsel", "+ A Witness: two"].map(|name| Some(transcript.voice(name)));
        let cue = |kind, voice, text: &str, start_ms| Cue {
            kind,
            voice,
            text: text.into(),
            start_ms,
            timing: if start_ms.is_some() { Timing::Stated } else { Timing::Absent },
            ..Cue::default()
        };
        transcript.cues = vec![
            cue(CueKind::Note, None, "(10.00 am)", Some(36_000_000)),
            cue(CueKind::Speech, voices[0], "[sic] Where\n# were you?", Some(1)),
            Cue { continues: true, ..cue(CueKind::Speech, voices[0], "And when?", None) },
            Cue { continues: true, ..cue(CueKind::Speech, voices[1], "By the light.", Some(-5)) },
            cue(CueKind::Speech, None, "Nobody knows.", None),
            cue(CueKind::Oath, None, "sworn", None),
        ];
        let text = write("a day\nof hearing", &transcript);
        let reading = read("a.txt", text.as_bytes());
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let found = reading.transcript.unwrap();
        let shape = |transcript: &Transcript| -> Vec<_> {
            let cues = transcript.cues.iter();
            cues.map(|cue| {
                let speaker = transcript.speaker(cue).map(str::to_owned);
                (cue.kind, speaker, cue.continues, cue.start_ms, cue.text.clone())
            })
            .collect()
        };
        let expected: Vec<_> = shape(&transcript);
        assert_eq!(shape(&found), expected);
        assert!(claims("txt", text.as_bytes()));
    }

    #[test]
    fn what_stands_before_the_first_turn_is_told_and_empty_brackets_begin_one() {
        let reading = read("a.txt", b"# Transcript for editing: x\nstray words\n[] Counsel\nWhere?\n[12] no head\n");
        assert_eq!(reading.problems.len(), 1);
        let transcript = reading.transcript.unwrap();
        assert_eq!(transcript.cues.len(), 1);
        assert_eq!(transcript.cues[0].text, "Where?\n[12] no head");
    }

    proptest::proptest! {
        #[test]
        fn no_lines_stop_the_reader(lines in proptest::collection::vec("(\\[[-~+:.0-9]{0,14}\\]?)?[ +()a-zé]{0,9}", 0..9)) {
            let text = format!("{FIRST}: x\n{}", lines.join("\n"));
            let read = |text: &str| super::read("a.txt", text.as_bytes()).transcript.unwrap();
            let found = read(&text);
            let again = read(&write("x", &found));
            let words = |transcript: &Transcript| -> Vec<String> {
                transcript.cues.iter().flat_map(|cue| cue.text.split_whitespace()).map(str::to_owned).collect()
            };
            proptest::prop_assert_eq!(words(&again), words(&found));
            proptest::prop_assert_eq!(again.cues.len(), found.cues.len());
        }
    }
}

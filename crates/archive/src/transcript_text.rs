//! A transcript as text that a person can correct in any editor, and such a text read back: a line for each cue, with its
//! number, time and speaker before the words.

use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind};
use std::collections::BTreeMap;

/// How it begins: what can be changed and what not.
const OPENING: &str = "\
# Correct words and speakers; leave the number in brackets, it finds the place. Times are here for you and are not read.
# To take words out leave nothing after the number. Lines that begin with # are not read.
";

/// The transcript as text.
pub(crate) fn write(id: &str, transcript: &Transcript) -> String {
    let mut text = format!("# {id}\n{OPENING}");
    for (number, cue) in (1..).zip(&transcript.cues) {
        let words = cue.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let time = cue.start_ms.map(|ms| format!("{} ", clock(ms))).unwrap_or_default();
        let said = match cue.kind {
            CueKind::Speech => match speaker(transcript, cue) {
                Some(speaker) => format!("{speaker}: {words}"),
                None => words,
            },
            CueKind::Heading => format!("== {words}"),
            CueKind::Note | CueKind::Oath => format!("({words})"),
        };
        text.push_str(&format!("[{number}] {time}{said}\n"));
    }
    text
}

/// The speaker that stands before a cue's words; nothing where the cue goes on with the one before.
pub(crate) fn speaker<'t>(transcript: &'t Transcript, cue: &Cue) -> Option<&'t str> {
    transcript.speaker(cue).filter(|_| cue.kind == CueKind::Speech && !cue.continues)
}

/// A cue as it stands in a text that was corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// The speaker, where the cue has one.
    pub(crate) speaker: Option<String>,
    /// The words.
    pub(crate) words: Vec<String>,
}

/// A text that cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unclear {
    /// The line, from 1.
    pub(crate) line: usize,
    /// What was expected.
    pub(crate) expected: String,
}

/// Reads a corrected text back: the cues of speech that it has, by their place.
pub(crate) fn read(text: &str, transcript: &Transcript) -> Result<BTreeMap<usize, Line>, Unclear> {
    let mut raw: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut open = None;
    for (line, content) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if content.starts_with('#') || (content.trim().is_empty() && open.is_none()) {
            continue;
        }
        match numbered(content) {
            Some((number, rest)) => {
                let place = number.checked_sub(1).filter(|place| *place < transcript.cues.len());
                let expected = || format!("a number from 1 to {}; found [{number}]", transcript.cues.len());
                let place = place.ok_or_else(|| Unclear { line, expected: expected() })?;
                if raw.insert(place, (line, rest.to_owned())).is_some() {
                    return Err(Unclear { line, expected: format!("each number once; [{number}] stands twice") });
                }
                open = Some(place);
            }
            // A line that was broken in the editor goes on with the one before.
            None => match open.and_then(|place| raw.get_mut(&place)) {
                Some((_, text)) => {
                    text.push(' ');
                    text.push_str(content);
                }
                None => return Err(Unclear { line, expected: "a number in brackets, such as [12]".into() }),
            },
        }
    }
    let speech = raw.into_iter().filter(|(place, _)| transcript.cues[*place].kind == CueKind::Speech);
    Ok(speech.map(|(place, (_, text))| (place, said(transcript, place, &text))).collect())
}

fn numbered(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    Some((number.trim().parse().ok()?, rest))
}

fn said(transcript: &Transcript, place: usize, text: &str) -> Line {
    let cue = &transcript.cues[place];
    let text = without_clock(text.trim_start());
    let (speaker, words) = match speaker(transcript, cue) {
        // The label as it was, which may have a colon in it, or whatever stands before the first colon now.
        Some(label) if text.starts_with(&format!("{label}:")) => (Some(label), &text[label.len() + 1..]),
        Some(_) => match text.split_once(": ") {
            Some((label, words)) => (Some(label.trim()), words),
            None => (None, text),
        },
        None => (None, text),
    };
    Line { speaker: speaker.map(str::to_owned), words: words.split_whitespace().map(str::to_owned).collect() }
}

/// What stands after a time at the beginning.
fn without_clock(text: &str) -> &str {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_clock = first.matches(':').count() == 2 && first.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '-');
    if is_clock { rest.trim_start() } else { text }
}

fn clock(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    let seconds = ms.unsigned_abs() / 1000;
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transcript() -> Transcript {
        let mut transcript = Transcript::default();
        let keeper = transcript.voice("Keeper: left");
        let speech = |text: &str| Cue { text: text.into(), start_ms: Some(62_000), ..Cue::default() };
        transcript.cues = vec![
            Cue { voice: Some(keeper), ..speech("we was\nthere") },
            Cue { kind: CueKind::Note, text: "pause".into(), ..Cue::default() },
            speech("12:30: all of us"),
        ];
        transcript
    }

    #[test]
    fn what_was_written_reads_back_as_it_was() {
        let transcript = transcript();
        let text = write("S1", &transcript);
        assert!(
            text.ends_with("[1] 00:01:02 Keeper: left: we was there\n[2] (pause)\n[3] 00:01:02 12:30: all of us\n")
        );
        let lines = read(&text, &transcript).unwrap();
        assert_eq!(lines[&0].speaker.as_deref(), Some("Keeper: left"));
        assert_eq!(lines[&0].words, ["we", "was", "there"]);
        assert_eq!(lines[&2], Line { speaker: None, words: ["12:30:", "all", "of", "us"].map(str::to_owned).into() });
    }

    #[test]
    fn broken_lines_go_on_and_other_speakers_are_taken() {
        let lines = read("[1] Deckhand: we\nwere there\n\n[3]\n", &transcript()).unwrap();
        assert_eq!(lines[&0].speaker.as_deref(), Some("Deckhand"));
        assert_eq!(lines[&0].words, ["we", "were", "there"]);
        assert!(lines[&2].words.is_empty());
    }

    #[track_caller]
    fn unclear(text: &str, line: usize, expected: &str) {
        let found = read(text, &transcript()).unwrap_err();
        assert_eq!((found.line, found.expected.as_str()), (line, expected));
    }

    #[test]
    fn a_text_that_cannot_be_read_back_says_where_and_why() {
        unclear("# x\nwe was there\n", 2, "a number in brackets, such as [12]");
        unclear("[9] x\n", 1, "a number from 1 to 3; found [9]");
        unclear("[0] x\n", 1, "a number from 1 to 3; found [0]");
        unclear("[1] x\n[1] y\n", 2, "each number once; [1] stands twice");
    }
}

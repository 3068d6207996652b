//! Text from bytes that need not be UTF-8. Each byte that is none stands as a mark until words are put together, because
//! recognisers cut characters in two between tokens; what is still broken then becomes U+FFFD and is named with its cue.

use firsthand_model::Transcript;
use firsthand_model::transcript::Cue;
use std::collections::BTreeMap;

/// The first mark: private use, planes 15 and 16, which no recogniser writes. A file that holds them gets no marks.
const FIRST_MARK: u32 = 0xF_0000;
const MAX_MARKS: usize = 65_000;
const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// A file as text, with what stood in the place of each mark.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Place and value of each byte that has a mark.
    marked: Vec<Broken>,
    /// Bytes that became U+FFFD at once.
    lost: Vec<Broken>,
}

#[derive(Clone, Copy)]
struct Broken {
    at: usize,
    row: u64,
    byte: u8,
}

impl Decoded {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let is_marking = !holds_marks(bytes);
        let mut decoded = Self { text: String::with_capacity(bytes.len()), marked: Vec::new(), lost: Vec::new() };
        let body = bytes.strip_prefix(UTF8_BOM).unwrap_or(bytes);
        let (mut at, mut row) = (bytes.len() - body.len(), 1);
        for chunk in body.utf8_chunks() {
            decoded.text.push_str(chunk.valid());
            at += chunk.valid().len();
            row += chunk.valid().bytes().filter(|byte| *byte == b'\n').count() as u64;
            for byte in chunk.invalid() {
                decoded.stand_in(Broken { at, row, byte: *byte }, is_marking);
                at += 1;
            }
        }
        decoded
    }

    fn stand_in(&mut self, broken: Broken, is_marking: bool) {
        match mark(self.marked.len()).filter(|_| is_marking) {
            Some(mark) => {
                self.text.push(mark);
                self.marked.push(broken);
            }
            None => {
                self.text.push('\u{fffd}');
                self.lost.push(broken);
            }
        }
    }

    /// The byte behind a mark.
    fn behind(&self, mark: char) -> Option<(usize, Broken)> {
        let index = usize::try_from(u32::from(mark).checked_sub(FIRST_MARK)?).ok()?;
        self.marked.get(index).map(|broken| (index, *broken))
    }

    /// Whether a text ends or begins inside a character.
    pub(super) fn is_mark(&self, c: char) -> bool {
        self.behind(c).is_some()
    }

    /// Puts bytes back where marks stand; says of each cue with its row what was met there.
    pub(super) fn settle(&self, transcript: &mut Transcript) -> Vec<(u64, String)> {
        if self.marked.is_empty() && self.lost.is_empty() {
            return Vec::new();
        }
        let mut seen = vec![false; self.marked.len()];
        let mut problems = Vec::new();
        for (cue, number) in transcript.cues.iter_mut().zip(1..) {
            problems.extend(self.settle_cue(cue, number, &mut seen));
        }
        self.settle_head(transcript);
        let unseen = self.marked.iter().zip(&seen).filter(|(_, seen)| !**seen).map(|(broken, _)| broken);
        problems.extend(unseen.chain(&self.lost).next().map(|broken| {
            let what = format!("byte {} is not UTF-8; shown as \u{fffd}, the original is as it was", broken.at);
            (broken.row, what)
        }));
        problems
    }

    fn settle_head(&self, transcript: &mut Transcript) {
        let single = transcript.title.iter_mut().chain(&mut transcript.lang).chain(&mut transcript.voices);
        single.for_each(|text| drop(self.settle_text(text)));
        self.settle_map(&mut transcript.extra);
    }

    fn settle_cue(&self, cue: &mut Cue, number: usize, seen: &mut [bool]) -> Option<(u64, String)> {
        let mut met = self.settle_text(&mut cue.text);
        for word in &mut cue.words {
            met.extend(self.settle_text(&mut word.text));
        }
        met.extend(self.settle_map(&mut cue.extra));
        met.iter().for_each(|(index, _)| seen[*index] = true);
        let (_, first) = met.iter().min_by_key(|(index, _)| *index)?;
        let is_whole = !cue.text.contains('\u{fffd}') && cue.words.iter().all(|word| !word.text.contains('\u{fffd}'));
        let made = if is_whole { "a character cut between tokens was put together" } else { "it is shown as \u{fffd}" };
        let what = format!(
            "cue {number}: byte {} is not UTF-8, as some recognisers write; {made}, the original is as it was",
            first.at
        );
        Some((first.row, what))
    }

    fn settle_map(&self, map: &mut BTreeMap<String, String>) -> Vec<(usize, Broken)> {
        let mut met = Vec::new();
        for (mut name, mut value) in std::mem::take(map) {
            met.extend(self.settle_text(&mut name));
            met.extend(self.settle_text(&mut value));
            map.insert(name, value);
        }
        met
    }

    fn settle_text(&self, text: &mut String) -> Vec<(usize, Broken)> {
        let met: Vec<(usize, Broken)> = text.chars().filter_map(|c| self.behind(c)).collect();
        if !met.is_empty() {
            let mut bytes = Vec::with_capacity(text.len());
            for c in text.chars() {
                match self.behind(c) {
                    Some((_, broken)) => bytes.push(broken.byte),
                    None => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                }
            }
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        met
    }
}

fn mark(index: usize) -> Option<char> {
    char::from_u32(FIRST_MARK + u32::try_from(index).ok().filter(|_| index < MAX_MARKS)?)
}

/// Whether the file itself holds characters that serve as marks, as they are or escaped as surrogates.
fn holds_marks(bytes: &[u8]) -> bool {
    let lead = bytes.utf8_chunks().any(|chunk| chunk.valid().chars().any(|c| u32::from(c) >= FIRST_MARK));
    lead || bytes.windows(4).any(|four| four.eq_ignore_ascii_case(b"\\udb"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(bytes: &[u8]) -> (String, Vec<(u64, String)>) {
        let decoded = Decoded::of(bytes);
        let cue = Cue { text: decoded.text.clone(), ..Cue::default() };
        let mut transcript = Transcript { cues: vec![cue], ..Transcript::default() };
        let problems = decoded.settle(&mut transcript);
        (transcript.cues[0].text.clone(), problems)
    }

    #[test]
    fn a_broken_byte_is_shown_as_such_and_named_with_row_and_cue() {
        let (text, problems) = settled(b"one\nt\xd0wo");
        assert_eq!(text, "one\nt\u{fffd}wo");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].0 == 2 && problems[0].1.starts_with("cue 1: byte 5 is not UTF-8"), "{problems:?}");
    }

    #[test]
    fn whole_text_is_not_spoken_of() {
        assert_eq!(settled("\u{feff}да".as_bytes()), ("да".into(), vec![]));
    }

    #[test]
    fn characters_that_look_like_marks_stay_what_they_are() {
        let (text, problems) = settled("\u{f0000}\u{f0001}".as_bytes());
        assert_eq!((text.as_str(), problems.len()), ("\u{f0000}\u{f0001}", 0));
        let (text, problems) = settled(b"\xf3\xb0\x80\x80 \xff");
        assert_eq!((text.as_str(), problems.len()), ("\u{f0000} \u{fffd}", 1));
    }
}

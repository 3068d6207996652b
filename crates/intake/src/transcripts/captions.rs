//! A transcript as caption readers fill it: cues up to a limit, voices found fast, like problems told once with their count.
//! What a format means by its parts is decided in its own reader.

use crate::Problem;
use crate::limits::MAX_PROBLEMS;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Timing};
use std::collections::{BTreeMap, HashMap};

/// Most cues of one file; the rest is not read.
pub(super) const MAX_CUES: usize = 500_000;

/// What is said where more stand in a file.
const FULL: &str = "the file holds more than 500000 cues: from here on they were not read. Split it";

/// A transcript in the making.
pub(super) struct Captions<'f> {
    pub(super) transcript: Transcript,
    file: &'f str,
    voices: HashMap<String, u32>,
    problems: Vec<Problem>,
    tallies: BTreeMap<&'static str, (u64, u64)>,
    /// The line of the first cue for which there was no room.
    full_at: Option<u64>,
    last_start_ms: Option<i64>,
    last_voice: Option<u32>,
}

impl<'f> Captions<'f> {
    pub(super) fn of(file: &'f str) -> Self {
        let (transcript, voices) = (Transcript::default(), HashMap::new());
        let (problems, tallies) = (Vec::new(), BTreeMap::new());
        Self { transcript, file, voices, problems, tallies, full_at: None, last_start_ms: None, last_voice: None }
    }

    /// Whether no further cue is taken.
    pub(super) fn is_full(&self) -> bool {
        self.transcript.cues.len() >= MAX_CUES
    }

    /// Adds a cue. It continues a turn where the cue before it has the same voice by name.
    pub(super) fn add(&mut self, mut cue: Cue, voice: Option<&str>) {
        let line = cue.line.unwrap_or_default();
        if self.is_full() {
            self.full_at.get_or_insert(line);
            return;
        }
        cue.voice = voice.map(|spelling| self.voice(spelling));
        if cue.kind == CueKind::Speech {
            cue.continues = cue.voice.is_some() && cue.voice == self.last_voice;
            self.last_voice = cue.voice;
        }
        self.check_times(&cue, line);
        self.transcript.cues.push(cue);
    }

    /// The index of a voice. The transcript's own look-up walks all voices, which a hostile file makes slow.
    fn voice(&mut self, spelling: &str) -> u32 {
        if let Some(index) = self.voices.get(spelling) {
            return *index;
        }
        let index = u32::try_from(self.transcript.voices.len()).unwrap_or(u32::MAX);
        self.transcript.voices.push(spelling.to_owned());
        self.voices.insert(spelling.to_owned(), index);
        index
    }

    fn check_times(&mut self, cue: &Cue, line: u64) {
        let (Some(start_ms), Timing::Stated) = (cue.start_ms, cue.timing) else { return };
        if cue.end_ms.is_some_and(|end_ms| end_ms < start_ms) {
            self.tally("the cue ends before it begins; both times are kept as they stand", line);
        }
        if self.last_start_ms.is_some_and(|last_ms| start_ms < last_ms) {
            self.tally("the cue begins before the one above it; the order of the file is kept", line);
        }
        self.last_start_ms = Some(start_ms);
    }

    /// Reports something at a line.
    pub(super) fn note(&mut self, line: u64, message: impl Into<String>) {
        if self.problems.len() <= MAX_PROBLEMS {
            let problem = Problem::note(self.file, message);
            self.problems.push(if line == 0 { problem } else { problem.at_row(line) });
        }
    }

    /// Reports that from a line on the file was not read.
    pub(super) fn rest_unread(&mut self, line: u64, message: impl Into<String>) {
        self.problems.push(Problem::rest_unread(self.file, message).at_row(line));
    }

    /// Reports something that may stand in thousands of places: once, where it is first, with the number of places.
    pub(super) fn tally(&mut self, message: &'static str, line: u64) {
        self.tallies.entry(message).or_insert((line, 0)).1 += 1;
    }

    /// Adds to what the file says besides; what stands there already is kept above it.
    pub(super) fn add_extra(&mut self, name: &str, text: &str) {
        let all = self.transcript.extra.entry(name.to_owned()).or_default();
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(text);
    }

    /// The transcript with times between stated ones filled in, and the problems by their lines.
    pub(super) fn finish(mut self) -> (Transcript, Vec<Problem>) {
        for (message, (line, count)) in std::mem::take(&mut self.tallies) {
            let places = if count == 1 { String::new() } else { format!(" (in {count} places, first here)") };
            self.note(line, format!("{message}{places}"));
        }
        if let Some(line) = self.full_at {
            self.rest_unread(line, FULL);
        }
        self.transcript.interpolate();
        self.problems.sort_by_key(|problem| problem.row);
        (self.transcript, self.problems)
    }
}

/// Lines without white space around them and without empty ones.
pub(super) fn tidy(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start_ms: i64) -> Cue {
        Cue { start_ms: Some(start_ms), end_ms: Some(50), timing: Timing::Stated, line: Some(7), ..Cue::default() }
    }

    #[test]
    fn a_named_voice_continues_and_nobody_does_not() {
        let mut captions = Captions::of("a.vtt");
        for voice in [Some("A"), Some("A"), Some("B"), None, None, Some("B")] {
            captions.add(cue(0), voice);
        }
        let (transcript, problems) = captions.finish();
        let continues: Vec<bool> = transcript.cues.iter().map(|cue| cue.continues).collect();
        assert_eq!(continues, [false, true, false, false, false, false]);
        assert_eq!((transcript.voices, problems.len()), (vec!["A".to_owned(), "B".to_owned()], 0));
    }

    #[test]
    fn like_problems_are_told_once_with_their_count() {
        let mut captions = Captions::of("a.vtt");
        (0..3).for_each(|_| captions.add(cue(100), None));
        let (_, problems) = captions.finish();
        assert_eq!((problems.len(), problems[0].row), (1, Some(7)));
        assert!(problems[0].message.contains("in 3 places"), "{}", problems[0]);
    }
}

//! How one transcript is printed for people: a line for each cue, with its time, speaker and words.
//! A time that was spread between others is marked with `~`, as an estimate is.

use super::Readable;
use firsthand_archive::{Cue, CueKind, Timing, Transcript, TranscriptView, WrittenTranscript};

impl Readable for WrittenTranscript {
    fn lines(&self) -> Vec<String> {
        self.text.lines().map(str::to_owned).collect()
    }
}

impl Readable for TranscriptView {
    fn lines(&self) -> Vec<String> {
        let title = self.transcript.title.as_deref().unwrap_or("no title");
        let mut lines = vec![format!("{}  {title}  [{}]", self.id, self.reader)];
        lines.extend(self.transcript.cues.iter().map(|cue| line(&self.transcript, cue)));
        lines
    }
}

fn line(transcript: &Transcript, cue: &Cue) -> String {
    let time = match (cue.start_ms, cue.timing) {
        (Some(start_ms), Timing::Stated) => format!("{} ", clock(start_ms)),
        (Some(start_ms), _) => format!("~{} ", clock(start_ms)),
        (None, _) => String::new(),
    };
    let words = cue.text.replace('\n', " ");
    let words = match &cue.as_read {
        Some(as_read) => format!("{words}  [as read: {}]", as_read.replace('\n', " ")),
        None => words,
    };
    match (cue.kind, transcript.speaker(cue)) {
        (CueKind::Speech, _) if cue.continues => format!("{time}  {words}"),
        (CueKind::Speech, Some(speaker)) => format!("{time}{speaker}: {words}"),
        (CueKind::Speech, None) => format!("{time}{words}"),
        (CueKind::Heading, _) => format!("{time}== {words}"),
        (CueKind::Note | CueKind::Oath, _) => format!("{time}({words})"),
    }
}

/// Hours, minutes and seconds.
pub fn clock(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    let seconds = ms.unsigned_abs() / 1000;
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

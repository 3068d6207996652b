//! How one transcript is printed for people: a line for each cue, with its time, speaker and words.
//! A time that was spread between others is marked with `~`, as an estimate is.

use super::Readable;
use firsthand_archive::{
    Cue, CueKind, RevisionLine, Timing, TranscriptLayer, TranscriptMark, TranscriptView, WrittenTranscript,
};

impl Readable for WrittenTranscript {
    fn lines(&self) -> Vec<String> {
        self.text.lines().map(str::to_owned).collect()
    }
}

impl Readable for TranscriptView {
    fn lines(&self) -> Vec<String> {
        let title = self.transcript.title.as_deref().unwrap_or("no title");
        let mut lines = vec![format!("{}  {title}  [{}]", self.id, self.reader)];
        lines.extend(self.decided.iter().map(decided));
        lines.extend(self.revisions.iter().map(|one| revision(one, self.revision)));
        lines.extend(self.fault.iter().map(|why| format!("note: {why}.")));
        lines.extend(self.transcript.cues.iter().map(|cue| line(self, cue)));
        lines
    }
}

impl Readable for Vec<TranscriptMark> {
    fn lines(&self) -> Vec<String> {
        self.iter().map(mark).chain([format!("{} found.", self.len())]).collect()
    }
}

/// `S45, cue 12, 10:00:00, Counsel: WITN1 <https://…>`.
fn mark(mark: &TranscriptMark) -> String {
    let time = mark.start_ms.map(|ms| format!(", {}", clock(ms))).unwrap_or_default();
    let speaker = mark.speaker.iter().map(|speaker| format!(", {speaker}")).collect::<String>();
    let address = mark.address.iter().map(|address| format!(" <{address}>")).collect::<String>();
    format!("{}, cue {}{time}{speaker}: {}{address}", mark.transcript, mark.cue, mark.words.replace('\n', " "))
}

fn decided(layer: &TranscriptLayer) -> String {
    let said = |what: &str, cell: &Option<String>| cell.as_ref().map(|cell| format!("; {what} {cell}"));
    let more = [said("by", &layer.translator), said("revised by", &layer.reviser), said("of", &layer.of)];
    let word = layer.layer.map(|layer| layer.word()).unwrap_or_default();
    format!("whose words, as decided: {word}{}", more.into_iter().flatten().collect::<String>())
}

fn revision(one: &RevisionLine, shown: i64) -> String {
    let said = [one.at.as_deref(), one.by.as_deref(), one.note.as_deref()].into_iter().flatten();
    let said = said.collect::<Vec<_>>().join(", ");
    let mark = if one.revision > shown { "not shown: " } else { "" };
    format!("{mark}revision {}, {} operations: {said}", one.revision, one.operations)
}

fn line(view: &TranscriptView, cue: &Cue) -> String {
    let transcript = &view.transcript;
    let speaker = transcript.speaker(cue).map(|spelling| match view.voices.get(spelling) {
        Some(label) => format!("{spelling} (as decided: {label})"),
        None => spelling.to_owned(),
    });
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
    match (cue.kind, speaker) {
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

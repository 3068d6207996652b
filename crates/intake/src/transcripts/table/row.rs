//! Rows of a transcript table as cues. A row is a cue, a part of the cue before it, or a problem with its number.

use super::columns::Columns;
use super::sentence::Sentence;
use super::stamps::{clock, seconds};
use crate::Problem;
use crate::grid::letters;
use crate::transcripts::speaker;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Layer, TimedWord, Timing};
use std::collections::BTreeMap;

/// What stands for "missing" in corpora.
const MISSING: &str = "NA";

/// A table while it is read.
pub(in crate::transcripts) struct Rows<'f> {
    pub(super) file: &'f str,
    pub(in crate::transcripts) columns: Columns,
    pub(super) transcript: Transcript,
    pub(super) problems: Vec<Problem>,
    /// The number of the row that is read.
    number: u64,
    /// The sentence that further rows may belong to.
    pub(super) sentence: Option<Sentence>,
    /// Clock and seconds of rows that have both.
    pub(super) both: Vec<(i64, i64)>,
}

impl<'f> Rows<'f> {
    pub fn new(file: &'f str, columns: Columns) -> Self {
        let transcript = Transcript::default();
        Self { file, columns, transcript, problems: Vec::new(), number: 0, sentence: None, both: Vec::new() }
    }

    pub fn problem(&mut self, row: u64, message: String) {
        self.problems.push(Problem::note(self.file, message).at_row(row));
    }

    /// That nothing was read from a row on, as `most` had been.
    pub fn rest_unread(&mut self, row: u64, most: usize) {
        let message = format!("the table has more than {most} rows: nothing from row {row} on was read. Split it");
        self.problems.push(Problem::rest_unread(self.file, message).at_row(row));
    }

    /// Adds what stands in no row.
    pub fn add(&mut self, cue: Cue) {
        self.transcript.cues.push(cue);
    }

    pub fn take(&mut self, number: u64, record: &csv::StringRecord) {
        self.number = number;
        self.surplus(record);
        if self.continues_sentence(record) {
            return;
        }
        self.close_sentence();
        let words = cell(record, Some(self.columns.words)).unwrap_or_default();
        if record.iter().all(|text| text.trim().is_empty()) {
            return self.problem(number, "the row has no words and nothing else".into());
        }
        let mut cue = if words.is_empty() { self.wordless(record) } else { self.cue(record, words) };
        self.time(record, &mut cue);
        let index = self.transcript.cues.len();
        self.transcript.cues.push(cue);
        self.open_sentence(record, index);
        self.form(record, index);
        self.translate(record, index);
    }

    /// Cells beyond the header: kept with the cue, and named.
    fn surplus(&mut self, record: &csv::StringRecord) {
        let width = self.columns.names.len();
        if record.iter().skip(width).any(|text| !text.trim().is_empty()) {
            self.problem(
                self.number,
                format!("more than the {width} cells of the header; the rest is kept beside the words"),
            );
        }
    }

    /// A row without words keeps its time and its other cells; nobody speaks in it.
    fn wordless(&mut self, record: &csv::StringRecord) -> Cue {
        self.problem(self.number, "the row has no words; its other cells are kept as a note".into());
        let mut extra = self.extra(record);
        extra.extend(cell(record, self.columns.speaker).map(|label| ("speaker".to_owned(), label.to_owned())));
        let tier = cell(record, self.columns.recording).map(str::to_owned);
        Cue { kind: CueKind::Note, extra, tier, line: Some(self.number), ..Cue::default() }
    }

    pub(super) fn form(&mut self, record: &csv::StringRecord, index: usize) {
        let Some(form) =
            cell(record, self.columns.form).filter(|form| without_label(form, self.label(record)) == *form)
        else {
            return;
        };
        self.transcript.cues[index].words.push(TimedWord { text: form.to_owned(), ..TimedWord::default() });
    }

    fn label<'r>(&self, record: &'r csv::StringRecord) -> Option<&'r str> {
        cell(record, self.columns.speaker)
    }

    fn cue(&mut self, record: &csv::StringRecord, words: &str) -> Cue {
        let text = without_label(&plain(words), self.label(record)).to_owned();
        let mut extra = self.extra(record);
        if text != words {
            extra.insert("as written".into(), words.to_owned());
        }
        let tier = cell(record, self.columns.recording).map(str::to_owned);
        let cue = Cue { text, extra, tier, line: Some(self.number), ..Cue::default() };
        match cell(record, self.columns.speaker) {
            Some(label) => {
                let spelling = label.strip_suffix(':').unwrap_or(label).trim();
                Cue { voice: Some(self.transcript.voice(spelling)), ..cue }
            }
            None if speaker::is_remark(&cue.text) => Cue { kind: CueKind::Note, ..cue },
            None => self.unlabelled(cue),
        }
    }

    /// Words without a speaker go on with the turn before; before any turn they are nobody's.
    fn unlabelled(&mut self, cue: Cue) -> Cue {
        let before = self.transcript.cues.iter().rev().find(|cue| cue.kind == CueKind::Speech);
        let voice = before.and_then(|cue| cue.voice);
        if self.columns.speaker.is_some() && voice.is_none() {
            self.problem(self.number, "words of nobody named, before any speaker is".into());
        }
        Cue { continues: voice.is_some(), voice, ..cue }
    }

    fn extra(&self, record: &csv::StringRecord) -> BTreeMap<String, String> {
        let others = self.columns.others();
        let filled = others.filter_map(|(place, name)| Some((name.to_owned(), cell(record, Some(place))?.to_owned())));
        let beyond =
            record.iter().enumerate().skip(self.columns.names.len()).filter(|(_, text)| !text.trim().is_empty());
        filled.chain(beyond.map(|(place, text)| (format!("column {}", letters(place)), text.to_owned()))).collect()
    }

    fn time(&mut self, record: &csv::StringRecord, cue: &mut Cue) {
        let stamp = cell(record, self.columns.stamp);
        let told = stamp.and_then(clock);
        if let (Some(stamp), None) = (stamp, told) {
            self.problem(self.number, format!("«{stamp}» is no time such as 0:03:43"));
        }
        if let Some((_, remark)) = told.filter(|(_, remark)| !remark.is_empty()) {
            cue.extra.insert("remark".into(), remark.to_owned());
        }
        let linked = cell(record, self.columns.link).and_then(seconds);
        if let (Some((clock, _)), Some(linked)) = (told, linked) {
            self.both.push((clock, linked));
        }
        let start = cell(record, self.columns.start).and_then(seconds);
        cue.start_ms = start.or(linked).or(told.map(|(clock, _)| clock));
        cue.end_ms = cell(record, self.columns.end).and_then(seconds);
        cue.timing = if cue.start_ms.or(cue.end_ms).is_some() { Timing::Stated } else { Timing::Absent };
    }

    fn translate(&mut self, record: &csv::StringRecord, index: usize) {
        let Some(written) = cell(record, self.columns.translation) else { return };
        let of = &self.transcript.cues[index];
        let text = without_label(written, self.label(record)).to_owned();
        let raw = (text != written).then(|| ("as written".to_owned(), written.to_owned()));
        let translated = Cue {
            text,
            extra: raw.into_iter().collect(),
            layer: Some(Layer::Translation),
            parent: u32::try_from(index).ok(),
            voice: of.voice,
            tier: of.tier.clone(),
            start_ms: of.start_ms,
            end_ms: of.end_ms,
            timing: of.timing,
            line: of.line,
            ..Cue::default()
        };
        self.transcript.cues.push(translated);
    }

    pub fn finish(mut self) -> (Transcript, Vec<Problem>) {
        self.close_sentence();
        self.on_one_clock();
        self.milliseconds();
        (self.transcript, self.problems)
    }
}

/// A filled cell.
pub(super) fn cell(record: &csv::StringRecord, place: Option<usize>) -> Option<&str> {
    record.get(place?).map(str::trim).filter(|text| !text.is_empty() && *text != MISSING)
}

/// Words without the speaker's label in brackets before them, where they repeat what stands in its own column.
fn without_label<'w>(words: &'w str, label: Option<&str>) -> &'w str {
    let rest = label.and_then(|label| words.strip_prefix('[')?.strip_prefix(label)?.strip_prefix(']'));
    rest.map_or(words, str::trim_start)
}

/// Words without tags and entities. What is not well formed stays as written.
fn plain(words: &str) -> String {
    if !words.contains(['<', '&']) {
        return words.to_owned();
    }
    let wrapped = format!("<w>{words}</w>");
    roxmltree::Document::parse(&wrapped).map_or_else(
        |_| words.to_owned(),
        |tree| tree.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect(),
    )
}

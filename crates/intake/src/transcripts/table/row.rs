//! Rows of a transcript table as cues. A row is a cue, a part of the cue before it, or a problem with its number.

use super::columns::Columns;
use super::stamps::{clock, seconds};
use crate::Problem;
use crate::transcripts::speaker;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Layer, TimedWord, Timing};
use std::collections::BTreeMap;

/// What stands for "missing" in corpora.
const MISSING: &str = "NA";
/// Whole numbers as large as this, and no decimals beside them, are milliseconds.
const SURELY_MILLISECONDS: i64 = 10_000;

/// A table while it is read.
pub(super) struct Rows<'f> {
    file: &'f str,
    columns: Columns,
    transcript: Transcript,
    problems: Vec<Problem>,
    /// The number of the row before.
    number: u64,
    /// What the last row shares with further rows of its sentence, and the cue it became.
    sentence: Option<(Vec<String>, usize)>,
    /// Clock and seconds of rows that have both.
    both: Vec<(i64, i64)>,
}

impl<'f> Rows<'f> {
    pub fn new(file: &'f str, columns: Columns) -> Self {
        let transcript = Transcript::default();
        Self { file, columns, transcript, problems: Vec::new(), number: 1, sentence: None, both: Vec::new() }
    }

    pub fn problem(&mut self, row: u64, message: String) {
        self.problems.push(Problem::note(self.file, message).at_row(row));
    }

    pub fn take(&mut self, record: &csv::StringRecord) {
        self.number += 1;
        if self.continues_sentence(record) {
            return;
        }
        let words = cell(record, Some(self.columns.words)).unwrap_or_default();
        if words.is_empty() {
            return self.problem(self.number, "the row has no words; its other cells were left out".into());
        }
        let mut cue = self.cue(record, words);
        self.time(record, &mut cue);
        let index = self.transcript.cues.len();
        self.transcript.cues.push(cue);
        self.sentence = self.key(record).map(|key| (key, index));
        self.form(record, index);
        self.translate(record, index);
    }

    /// A further word of the sentence before: its own columns join those that are there.
    fn continues_sentence(&mut self, record: &csv::StringRecord) -> bool {
        let Some((_, index)) = self.key(record).and_then(|key| self.sentence.take_if(|(known, _)| *known == key))
        else {
            return false;
        };
        self.sentence = self.key(record).map(|key| (key, index));
        self.form(record, index);
        let shared = [self.columns.start, self.columns.end, self.columns.sentence];
        for (place, name) in self.columns.others().filter(|(place, _)| !shared.contains(&Some(*place))) {
            let value = record.get(place).unwrap_or_default();
            let kept = self.transcript.cues[index].extra.entry(name.to_owned()).or_default();
            if kept != value {
                kept.push('\n');
                kept.push_str(value);
            }
        }
        true
    }

    /// What all rows of one sentence have in common; nothing where rows are not numbered by sentence.
    fn key(&self, record: &csv::StringRecord) -> Option<Vec<String>> {
        let Columns { sentence, recording, start, end, speaker, words, .. } = &self.columns;
        let places = [Some((*sentence)?), *recording, *start, *end, *speaker, Some(*words)];
        Some(places.into_iter().flatten().map(|place| record.get(place).unwrap_or_default().to_owned()).collect())
    }

    fn form(&mut self, record: &csv::StringRecord, index: usize) {
        if let Some(form) = cell(record, self.columns.form) {
            self.transcript.cues[index].words.push(TimedWord { text: form.to_owned(), ..TimedWord::default() });
        }
    }

    fn cue(&mut self, record: &csv::StringRecord, words: &str) -> Cue {
        let text = plain(words);
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
        filled.collect()
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
        cue.timing = if cue.start_ms.is_some() { Timing::Stated } else { Timing::Absent };
    }

    fn translate(&mut self, record: &csv::StringRecord, index: usize) {
        let Some(text) = cell(record, self.columns.translation) else { return };
        let of = &self.transcript.cues[index];
        let translated = Cue {
            text: text.trim().to_owned(),
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
        self.on_one_clock();
        self.milliseconds();
        (self.transcript, self.problems)
    }

    /// Rows that have only the clock are brought to the recording's time, where all rows with both differ by the same.
    fn on_one_clock(&mut self) {
        let offsets: Vec<i64> = self.both.iter().map(|(clock, linked)| clock - linked).collect();
        let Some(&offset) = offsets.first().filter(|first| offsets.iter().all(|one| one == *first)) else { return };
        let Some(link) = self.columns.link.map(|place| self.columns.names[place].clone()) else { return };
        let mut early = Vec::new();
        for cue in self.transcript.cues.iter_mut().filter(|cue| !cue.extra.contains_key(&link)) {
            match cue.start_ms.map(|clock| clock - offset) {
                Some(start_ms) if start_ms >= 0 => cue.start_ms = Some(start_ms),
                Some(_) => {
                    (cue.start_ms, cue.timing) = (None, Timing::Absent);
                    early.extend(cue.line);
                }
                None => {}
            }
        }
        for row in early {
            self.problem(row, format!("its clock lies before the recording, which begins {} s later", offset / 1000));
        }
    }

    /// Times of a recording that are whole numbers too large for seconds.
    fn milliseconds(&mut self) {
        let Some(name) = self.columns.start.map(|place| self.columns.names[place].clone()) else { return };
        let mut by_tier: BTreeMap<Option<String>, (bool, i64)> = BTreeMap::new();
        for cue in &self.transcript.cues {
            let Some(written) = cue.extra.get(&name) else { continue };
            let (is_whole, most) = by_tier.entry(cue.tier.clone()).or_insert((true, 0));
            *is_whole &= !written.contains('.');
            *most = (*most).max(cue.start_ms.unwrap_or(0) / 1000);
        }
        by_tier.retain(|_, (is_whole, most)| *is_whole && *most >= SURELY_MILLISECONDS);
        for cue in self.transcript.cues.iter_mut().filter(|cue| by_tier.contains_key(&cue.tier)) {
            (cue.start_ms, cue.end_ms) = (cue.start_ms.map(|ms| ms / 1000), cue.end_ms.map(|ms| ms / 1000));
        }
        for tier in by_tier.into_keys() {
            let tier = tier.unwrap_or_else(|| "rows without a recording".into());
            self.problems
                .push(Problem::note(self.file, format!("{tier}: times are whole and large; read as milliseconds")));
        }
    }
}

/// A filled cell.
fn cell(record: &csv::StringRecord, place: Option<usize>) -> Option<&str> {
    record.get(place?).map(str::trim).filter(|text| !text.is_empty() && *text != MISSING)
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

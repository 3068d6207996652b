//! Tables with a row for each word, on which the sentence is repeated: such rows become one cue.
//! What single cells mean is in `row`.

use super::columns::Columns;
use super::row::Rows;
use csv::StringRecord;

/// The cue that further rows may belong to.
pub(super) struct Sentence {
    /// What all its rows have in common.
    key: Vec<String>,
    /// The cue, as an index.
    cue: usize,
    /// Its rows.
    rows: Vec<StringRecord>,
}

impl Rows<'_> {
    /// Begins a sentence with its first row, where rows are numbered by sentence.
    pub(super) fn open_sentence(&mut self, record: &StringRecord, cue: usize) {
        self.sentence = self.key(record).map(|key| Sentence { key, cue, rows: vec![record.clone()] });
    }

    /// Takes a further row of the sentence before; false where it is none.
    pub(super) fn continues_sentence(&mut self, record: &StringRecord) -> bool {
        let Some(key) = self.key(record) else { return false };
        let Some(sentence) = self.sentence.as_mut().filter(|sentence| sentence.key == key) else { return false };
        sentence.rows.push(record.clone());
        let cue = sentence.cue;
        self.form(record, cue);
        true
    }

    /// Puts what differs between the rows of a sentence into its cue, a line for each row, so that lines and rows agree.
    pub(super) fn close_sentence(&mut self) {
        let Some(Sentence { cue, rows, .. }) = self.sentence.take().filter(|sentence| sentence.rows.len() > 1) else {
            return;
        };
        let extra = &mut self.transcript.cues[cue].extra;
        extra.insert("rows".into(), rows.len().to_string());
        for (place, name) in self.columns.others() {
            let values: Vec<&str> = rows.iter().map(|row| row.get(place).unwrap_or_default()).collect();
            if values.iter().any(|value| *value != values[0]) {
                extra.insert(name.to_owned(), values.join("\n"));
            }
        }
    }

    /// What all rows of one sentence have in common; nothing where rows are not numbered by sentence.
    fn key(&self, record: &StringRecord) -> Option<Vec<String>> {
        let Columns { sentence, recording, start, end, speaker, words, .. } = &self.columns;
        let places = [Some((*sentence)?), *recording, *start, *end, *speaker, Some(*words)];
        Some(places.into_iter().flatten().map(|place| record.get(place).unwrap_or_default().to_owned()).collect())
    }
}

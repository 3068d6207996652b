//! The table of a drawing of tensions: the members of each set with who says so, then what the drawing shows beside them.

use super::{Together, moment_name};
use crate::figure::{Piece, Row, Table, cell};
use crate::words_answers::basis;
use firsthand_model::tension::TenseRecord;

impl Together<'_> {
    /// Members of each set, then what stands beside and what is left.
    pub(super) fn table(&self) -> Table {
        let heads = ["draw.col_tension", "draw.col_record", "question.col_speaker", "question.col_basis"];
        let heads = heads.into_iter().chain(["question.col_says"]);
        let sets = self.sets().into_iter().flat_map(|set| {
            let heading = self.heading(&set);
            set.records.into_iter().map(move |record| self.table_row(heading.clone(), record))
        });
        let beside =
            self.beside().into_iter().map(|record| self.table_row(self.words.t("draw.tensions_beside"), record));
        let left = self.left().into_iter().map(|(times, _)| Row {
            statements: Vec::new(),
            cells: vec![
                cell(Some(self.words.t("draw.tensions_left"))),
                cell(Some(moment_name(times))),
                Vec::new(),
                Vec::new(),
                cell(Some(self.left_words(times))),
            ],
        });
        Table {
            heads: heads.map(|head| self.words.t(head)).collect(),
            rows: sets.chain(beside).chain(left).collect(),
            headed_from: None,
        }
    }

    fn table_row(&self, set: String, record: &TenseRecord) -> Row {
        let duress = record.duress.then(|| self.words.t("common.duress"));
        let who = record.speaker.clone().map(|text| Piece { duress, ..Piece::plain(text) });
        Row {
            statements: record.statement.iter().map(ToString::to_string).collect(),
            cells: vec![
                cell(Some(set)),
                cell(Some(record.name())),
                who.into_iter().collect(),
                cell(record.basis.map(|own| basis(self.words, own))),
                cell(Some(record.says.clone())),
            ],
        }
    }
}

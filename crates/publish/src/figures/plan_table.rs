//! The table of a plan or map: who names each place, in answer to what, and together with which other answers.

use super::named::Named;
use super::who::{basis_text, name_of, speaker_piece};
use crate::figure::{Piece, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::site::Site;
use crate::words_dates::short;
use std::collections::BTreeMap;

/// One row for each statement at each place, numbered as in the drawing; `labels` are the names of the places.
pub fn table(site: &Site, from: &str, rows: &[Named], labels: &BTreeMap<String, Said>) -> Table {
    let words = site.words(site.language_of(from));
    let heads = [
        "draw.col_number",
        "draw.col_place",
        "question.col_speaker",
        "question.col_basis",
        "question.col_said",
        "draw.col_asked",
        "question.col_meets",
    ];
    let line = |(number, row): (usize, &Named)| {
        let place = labels.get(&row.place).cloned().unwrap_or_default();
        Row {
            statements: vec![name_of(site, row.statement.id.as_str())],
            cells: vec![
                cell(Some(number.to_string())),
                vec![Piece { href: site.link_any(from, &row.place), ..Piece::said(place) }],
                vec![speaker_piece(site, from, row.statement)],
                cell(Some(basis_text(&words, row.statement))),
                cell(row.statement.stated_edtf.as_deref().map(short)),
                vec![asked(&words, row)],
                meets(&words, row),
            ],
        }
    };
    Table {
        heads: heads.iter().map(|key| words.t(key)).collect(),
        rows: (1..).zip(rows).map(line).collect(),
        headed_from: None,
    }
}

fn asked(words: &Words, row: &Named) -> Piece {
    match (&row.question, row.is_denied) {
        (Some(question), false) => Piece::said(question.clone()),
        (Some(question), true) => {
            let text = format!("{} · {}", question.text, words.t("draw.not_here"));
            Piece::said(Said { text, ..question.clone() })
        }
        (None, _) if row.is_seen_from => Piece::plain(words.t("draw.seen_from")),
        (None, _) => Piece::plain(words.t("draw.viewpoint")),
    }
}

fn meets(words: &Words, row: &Named) -> Vec<Piece> {
    if row.meets.is_empty() {
        return cell((!row.is_viewpoint()).then(|| words.t("question.bound_only")));
    }
    row.meets.iter().cloned().map(Piece::said).collect()
}

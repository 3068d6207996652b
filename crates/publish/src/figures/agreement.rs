//! Which sources answer which question alike, for investigators: nothing of it stands on a page. That two sources say the
//! same does not make them two: what one has from the other is in the drawing of chains.

use super::who::name_of;
use crate::figure::{Figure, Key, Piece, Row, Table};
use crate::page::Said;
use crate::pages::label_of;
use crate::pages::standing::{self, label_within};
use crate::plot::agreement::{
    AgreementCell, AgreementColumn, AgreementPlot, AgreementRow, agreement_narrow, agreement_wide,
};
use crate::plot::data::Names;
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::Scope;
use firsthand_model::{Kind, QuestionId, SourceId};

/// Sources by questions, by the main scope of each; none where no question has two answers.
pub fn agreement(site: &Site, from: &str) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let asked: Vec<(&QuestionId, &Scope)> = site
        .input
        .boards
        .iter()
        .filter_map(|board| {
            let scope = board.scopes.first()?;
            (scope.groups.len() > 1).then_some((&board.question, scope))
        })
        .collect();
    let rows = rows(site, lang, &asked);
    if rows.is_empty() {
        return None;
    }
    let (title, note) = (words.t("draw.agreement"), words.t("draw.agreement_note"));
    let plot = AgreementPlot {
        names: Names { id: "agreement".into(), title: title.clone(), description: note.clone() },
        columns: asked.iter().map(|(question, scope)| column(site, lang, question, scope)).collect(),
        rows: rows.iter().map(|(_, row)| row.clone()).collect(),
        beside: words.t("draw.beside"),
    };
    Some(Figure {
        id: "agreement".into(),
        heading: title.clone(),
        title,
        note: Some(note),
        wide: agreement_wide(&plot),
        narrow: agreement_narrow(&plot),
        legend: Vec::new(),
        keys: ["letter", "beside", "star"].map(|key| Key::text(words.t(&format!("draw.key_{key}")))).into(),
        is_keyed: false,
        table: table(site, from, &plot, &rows),
    })
}

fn column(site: &Site, lang: &str, id: &QuestionId, scope: &Scope) -> AgreementColumn {
    let text = site.question(id.as_str()).map(|question| standing::text(site, lang, question)).unwrap_or_default();
    let within = answers::scope(site, lang, scope);
    let groups = scope.groups.iter().enumerate();
    AgreementColumn {
        name: label_of(site, Kind::Question, id.as_str()),
        label: Said { text: format!("{} · {}", text.text, within.text), ..text },
        answers: groups.map(|(index, group)| (letter(index), label_within(site, lang, scope, group))).collect(),
    }
}

/// a, b, … z, a1, b1, …
fn letter(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    if index < 26 { letter.to_string() } else { format!("{letter}{}", index / 26) }
}

/// Sources that answer two questions or more, in their own order.
fn rows<'s>(site: &Site<'s>, lang: &str, asked: &[(&QuestionId, &Scope)]) -> Vec<(&'s SourceId, AgreementRow)> {
    let rows = site.input.sources.iter().map(|cleared| {
        let source = &cleared.source;
        let cells: Vec<AgreementCell> = asked.iter().map(|(_, scope)| cell_of(site, scope, &source.id)).collect();
        let name = source.author_or_body.as_deref().or(source.what.as_deref()).unwrap_or(source.id.as_str());
        (&source.id, AgreementRow { label: site.coded(lang, name), cells })
    });
    rows.filter(|(_, row)| row.cells.iter().filter(|cell| !cell.statements.is_empty()).count() > 1).collect()
}

fn cell_of(site: &Site, scope: &Scope, source: &SourceId) -> AgreementCell {
    let mut found = AgreementCell::default();
    for scoped in &scope.answers {
        let statement = site.statement(scoped.statement.as_str()).map(|cleared| &cleared.statement);
        if statement.is_none_or(|statement| statement.source.as_ref() != Some(source)) {
            continue;
        }
        found.letters.extend(scoped.in_groups.iter().map(|group| letter(*group)));
        found.in_custody |= scoped.duress;
        found.statements.push(name_of(site, scoped.statement.as_str()));
    }
    found.letters.sort_by_key(|letter| (letter.len(), letter.clone()));
    found.letters.dedup();
    found.statements.sort();
    found.statements.dedup();
    found
}

fn table(site: &Site, from: &str, plot: &AgreementPlot, rows: &[(&SourceId, AgreementRow)]) -> Table {
    let words = site.words(site.language_of(from));
    let mut heads = vec![words.t("draw.col_source")];
    heads.extend(plot.columns.iter().map(|column| column.name.clone()));
    let in_words = |column: &AgreementColumn, own: &AgreementCell| {
        let duress = own.in_custody.then(|| words.t("common.duress"));
        let named = column.answers.iter().filter(|(letter, _)| own.letters.contains(letter));
        let named: Vec<Piece> =
            named.map(|(_, said)| Piece { duress: duress.clone(), ..Piece::said(said.clone()) }).collect();
        match named.is_empty() && !own.statements.is_empty() {
            true => vec![Piece { duress, ..Piece::plain(plot.beside.clone()) }],
            false => named,
        }
    };
    let line = |(id, row): &(&SourceId, AgreementRow)| {
        let href = site.link(from, Kind::Source, id.as_str());
        let mut cells = vec![vec![Piece { href, ..Piece::said(row.label.clone()) }]];
        cells.extend(plot.columns.iter().zip(&row.cells).map(|(column, own)| in_words(column, own)));
        let mut statements: Vec<String> = row.cells.iter().flat_map(|own| own.statements.clone()).collect();
        statements.sort();
        statements.dedup();
        Row { statements, cells }
    };
    Table { heads, rows: rows.iter().map(line).collect(), headed_from: None }
}

//! Every answer of a scope by how its speaker knows, as a drawing of its own. On the page of a question the same drawing
//! has a table with more ways on.

use super::who::{basis_text, name_of, speaker_piece};
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::page::Said;
use crate::pages::question::drawing::by_family;
use crate::pages::question::scope::part;
use crate::pages::standing::label_within;
use crate::site::Site;
use crate::words_answers::{printed, value};
use crate::words_dates::between;
use firsthand_model::board::{Board, Scope, ScopedAnswer};

/// The drawing of a scope's answers; none where there is nothing to compare.
pub fn answers(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let scope = board.scopes.get(index)?;
    let part = part(site, from, question, board, index);
    let (wide, narrow) = part.wide.zip(part.narrow)?;
    Some(Figure {
        id: format!("plot{}", index + 1),
        heading: words.t("question.every_answer"),
        title: format!("{} {}", question.text, part.title.text),
        note: None,
        wide,
        narrow,
        legend: part.legend,
        keys: part.keys.into_iter().map(Key::text).collect(),
        is_keyed: false,
        table: table(site, from, scope),
    })
}

fn table(site: &Site, from: &str, scope: &Scope) -> Table {
    let words = site.words(site.language_of(from));
    let heads = ["speaker", "basis", "said", "answer", "as_of", "meets"];
    let rows = by_family(site, scope).into_iter().flat_map(|(_, rows)| rows);
    Table {
        heads: heads.iter().map(|head| words.t(&format!("question.col_{head}"))).collect(),
        rows: rows.filter_map(|scoped| row(site, from, scope, scoped)).collect(),
        headed_from: None,
    }
}

fn row(site: &Site, from: &str, scope: &Scope, scoped: &ScopedAnswer) -> Option<Row> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let statement = &site.statement(scoped.statement.as_str())?.statement;
    let answer = site.answer(scoped.answer.as_str())?;
    let own = value(site, lang, answer, scoped.about_assumed).text;
    let own = [Some(own), printed(&words, answer)].into_iter().flatten().map(Piece::plain).collect();
    let moment = scoped.as_of.as_ref().filter(|_| scope.by_moment);
    let meets = scoped.in_groups.iter().filter_map(|index| scope.groups.get(*index));
    let meets: Vec<String> = meets.map(|group| label_within(site, lang, scope, group).text).collect();
    Some(Row {
        statements: vec![name_of(site, statement.id.as_str())],
        cells: vec![
            vec![speaker_piece(site, from, statement)],
            cell(Some(basis_text(&words, statement))),
            cell(statement.stated_edtf.as_deref().map(crate::words_dates::short)),
            own,
            cell(moment.and_then(|moment| between(&words, moment.earliest.as_deref(), moment.latest.as_deref()))),
            cell(Some(if meets.is_empty() { words.t("question.bound_only") } else { meets.join("; ") })),
        ],
    })
}

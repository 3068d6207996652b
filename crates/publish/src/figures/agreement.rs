//! Which sources answer which question alike, scope by scope, for investigators: nothing of it stands on a page. That two sources say
//! the same does not make them two: what one has from the other is in the drawing of chains.

use super::who::name_of;
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::page::Said;
use crate::pages::standing::{self, label_within};
use crate::plot::agreement::{AgreementCell, AgreementPlot, AgreementRow, agreement_narrow, agreement_wide};
use crate::plot::data::Names;
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::{Board, Scope};
use firsthand_model::{Source, SourceId};
use std::collections::BTreeSet;

/// Every scope in which two sources speak, of one question or of all, by the sources that speak in one; none where no two do.
pub fn agreement(site: &Site, from: &str, question: Option<&str>) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let is_asked = |board: &&Board| question.is_none_or(|id| board.question.as_str() == id);
    let boards = site.input.boards.iter().filter(is_asked);
    let all = boards.flat_map(|board| board.scopes.iter().map(move |scope| (board, scope)));
    let compared: Vec<(&Board, &Scope)> = all.filter(|(_, scope)| sources_in(site, scope).len() > 1).collect();
    let speaking: BTreeSet<&SourceId> = compared.iter().flat_map(|(_, scope)| sources_in(site, scope)).collect();
    let sources: Vec<&Source> = site
        .input
        .sources
        .iter()
        .map(|cleared| &cleared.source)
        .filter(|source| speaking.contains(&source.id))
        .collect();
    if sources.is_empty() {
        return None;
    }
    let (title, note) = (words.t("draw.agreement"), words.t("draw.agreement_note"));
    let plot = AgreementPlot {
        names: Names { id: "agreement".into(), title: title.clone(), description: note.clone() },
        columns: sources.iter().enumerate().map(|(at, source)| label(site, lang, at, source)).collect(),
        rows: compared.iter().map(|(board, scope)| row(site, lang, board, scope, &sources)).collect(),
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
        table: table(site, lang, &plot, &sources),
    })
}

/// The sources of the statements that answer in a scope.
fn sources_in<'s>(site: &Site<'s>, scope: &Scope) -> BTreeSet<&'s SourceId> {
    let source = |id: &firsthand_model::StatementId| site.statement(id.as_str())?.statement.source.as_ref();
    scope.answers.iter().filter_map(|scoped| source(&scoped.statement)).collect()
}

fn label(site: &Site, lang: &str, at: usize, source: &Source) -> Said {
    let name = source.author_or_body.as_deref().or(source.what.as_deref()).unwrap_or_default();
    let said = site.coded(lang, name);
    Said { text: format!("{}  {} {}", at + 1, source.id, said.text), ..said }
}

fn row(site: &Site, lang: &str, board: &Board, scope: &Scope, sources: &[&Source]) -> AgreementRow {
    let text = site.question(board.question.as_str()).map(|question| standing::text(site, lang, question));
    let text = text.unwrap_or_default();
    let groups = scope.groups.iter().enumerate();
    AgreementRow {
        name: board.question.to_string(),
        scope: answers::scope(site, lang, scope),
        asked: Said { text: format!("{} {}", text.text, compared(site, lang, scope)), ..text },
        answers: groups.map(|(index, group)| (letter(index), label_within(site, lang, scope, group))).collect(),
        cells: sources.iter().map(|source| cell_of(site, scope, &source.id)).collect(),
    }
}

/// What is compared in a scope and when two answers are alike: by the type of its values, its tolerance and its moments.
fn compared(site: &Site, lang: &str, scope: &Scope) -> String {
    let words = site.words(lang);
    let alike = words.t(&format!("draw.alike_{}", scope.answer_type.word()));
    let tolerance =
        scope.tolerance.as_ref().map(|tolerance| words.fill("draw.alike_about", &[("tolerance", tolerance)]));
    let moment = scope.by_moment.then(|| words.t("draw.alike_moment"));
    [Some(alike), tolerance, moment].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// a, b, … z, a1, b1, …
fn letter(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    if index < 26 { letter.to_string() } else { format!("{letter}{}", index / 26) }
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

/// One row for each question and scope: what is compared, then each answer with the sources that give it.
fn table(site: &Site, lang: &str, plot: &AgreementPlot, sources: &[&Source]) -> Table {
    let words = site.words(lang);
    let heads = ["draw.col_question", "draw.col_scope", "draw.col_compared", "draw.col_alike"].map(|key| words.t(key));
    let line = |row: &AgreementRow| {
        let mut statements: Vec<String> = row.cells.iter().flat_map(|own| own.statements.clone()).collect();
        statements.sort();
        statements.dedup();
        let named = row.answers.iter().map(|(letter, said)| (format!("{letter}: {}", said.text), Some(letter)));
        let answers = named.chain([(plot.beside.clone(), None)]);
        let of_answer = |(answer, letter): (String, Option<&String>)| {
            let free = given_by(&answer, letter, &row.cells, sources, false);
            let in_custody = given_by(&answer, letter, &row.cells, sources, true);
            let marked = in_custody.map(|piece| Piece { duress: Some(words.t("common.duress")), ..piece });
            [free, marked].into_iter().flatten().collect::<Vec<_>>()
        };
        let given = answers.flat_map(of_answer);
        Row {
            statements,
            cells: vec![
                cell(Some(row.name.clone())),
                vec![Piece::said(row.scope.clone())],
                vec![Piece::said(row.asked.clone())],
                given.collect(),
            ],
        }
    };
    Table { heads: heads.into(), rows: plot.rows.iter().map(line).collect(), headed_from: None }
}

/// An answer with the sources that give it, in custody or not; without a letter those whose statements are in no answer. None where
/// there are none.
fn given_by(
    answer: &str,
    letter: Option<&String>,
    cells: &[AgreementCell],
    sources: &[&Source],
    in_custody: bool,
) -> Option<Piece> {
    let is_its = |own: &AgreementCell| match letter {
        Some(letter) => own.letters.contains(letter),
        None => own.letters.is_empty() && !own.statements.is_empty(),
    };
    let own = sources.iter().zip(cells).filter(|(_, own)| is_its(own) && own.in_custody == in_custody);
    let names: Vec<&str> = own.map(|(source, _)| source.id.as_str()).collect();
    (!names.is_empty()).then(|| Piece::plain(format!("{answer} – {}", names.join(", "))))
}

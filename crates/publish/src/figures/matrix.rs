//! Explanations by statements, for questions that leave alternatives (options, parties, yes or no, orders): who says it is so, who says it is not, and about whom
//! it can be said that they say nothing. Read across; nothing is added up.

use super::who::{basis_text, family, legend, name_of, speaker_piece, title, who};
use crate::figure::{Figure, Key, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::question::drawing::by_family;
use crate::plot::data::Names;
use crate::plot::matrix::{MatrixCell, MatrixColumn, MatrixPlot, MatrixWords, matrix_narrow, matrix_wide, sign_inline};
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::beside::Relation;
use firsthand_model::board::{Board, Scope, ScopedAnswer};
use firsthand_model::explanation::Explanation;
use firsthand_model::words::ReadExtent;
use firsthand_model::{AnswerType, Statement, StatementId};

/// The matrix of a scope that leaves two explanations or more that somebody names, to which three statements or more speak;
/// otherwise none.
pub fn matrix(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Option<Figure> {
    let (scope, explanations) = (board.scopes.get(index)?, site.explanations(board.question.as_str(), index));
    let columns = columns(site, from, scope, explanations);
    if explanations.iter().filter(|one| is_named(scope, one)).count() < 2 || columns.len() < 3 {
        return None;
    }
    let lang = site.language_of(from);
    let words = site.words(lang);
    let (id, title) = (format!("matrix{}", index + 1), title(site, lang, "draw.matrix", question, scope));
    let note = words.t("draw.matrix_note");
    let plot = MatrixPlot {
        names: Names { id: id.clone(), title: title.clone(), description: note.clone() },
        rows: labels(site, lang, board, scope, explanations),
        columns: columns.iter().map(|(_, column)| column.clone()).collect(),
        words: kind_words(&words),
    };
    Some(Figure {
        id,
        heading: words.t("draw.matrix_title"),
        title,
        note: Some(note),
        wide: matrix_wide(&plot),
        narrow: matrix_narrow(&plot),
        legend: legend(&words, columns.iter().map(|(_, column)| column.family)),
        keys: keys(&plot, &words),
        is_keyed: true,
        table: table(site, from, &plot, &columns),
    })
}

/// Whether an answer says it or denies it: of yes and no, which are both alternatives, only one need be named.
fn is_named(scope: &Scope, explanation: &Explanation) -> bool {
    scope.answers.iter().flat_map(|scoped| &scoped.options).any(|option| *option == explanation.id)
}

fn labels(site: &Site, lang: &str, board: &Board, scope: &Scope, explanations: &[Explanation]) -> Vec<Said> {
    let question = site.question(board.question.as_str());
    let label = |one: &Explanation| answers::option(site, lang, question, scope.answer_type, &one.id);
    explanations.iter().map(label).collect()
}

fn kind_words(words: &Words) -> MatrixWords {
    MatrixWords {
        consistent: words.t("draw.cell_consistent"),
        inconsistent: words.t("draw.cell_inconsistent"),
        fits: words.t("draw.cell_fits"),
        other: words.t("draw.cell_other"),
        nothing: words.t("draw.cell_nothing"),
        not_read: words.t("draw.cell_not_read"),
    }
}

/// One column for each statement, in the order of the answers plot.
fn columns<'s>(
    site: &Site<'s>,
    from: &str,
    scope: &Scope,
    explanations: &[Explanation],
) -> Vec<(&'s Statement, MatrixColumn)> {
    let lang = site.language_of(from);
    let mut out: Vec<(&Statement, MatrixColumn)> = Vec::new();
    for scoped in by_family(site, scope).into_iter().flat_map(|(_, rows)| rows) {
        let Some(cleared) = site.statement(scoped.statement.as_str()) else { continue };
        let statement = &cleared.statement;
        if out.iter().any(|(known, _)| known.id == statement.id) {
            continue;
        }
        let column = MatrixColumn {
            statement: name_of(site, statement.id.as_str()),
            number: out.len() + 1,
            family: family(statement),
            label: who(site, lang, statement),
            cells: explanations.iter().map(|one| cell_of(site, scope, statement, one)).collect(),
        };
        out.push((statement, column));
    }
    out
}

/// What a statement says of one explanation, by the relation that makes the groups of the scope. What is no answer (taken back,
/// not known) says nothing of any.
fn cell_of(site: &Site, scope: &Scope, statement: &Statement, explanation: &Explanation) -> MatrixCell {
    let own = scope.answers.iter().filter(|scoped| scoped.statement == statement.id);
    let said = own.filter_map(|scoped| said_of(scope, scoped, explanation)).min();
    if let Some(said) = said {
        return said;
    }
    let source = |id: &StatementId| site.statement(id.as_str())?.statement.source.as_ref();
    let same_source = |scoped: &&ScopedAnswer| source(&scoped.statement) == statement.source.as_ref();
    let is_about = |scoped: &ScopedAnswer| {
        said_of(scope, scoped, explanation).is_some_and(|said| said <= MatrixCell::Inconsistent)
    };
    if scope.answers.iter().filter(same_source).any(is_about) {
        return MatrixCell::Elsewhere;
    }
    let read = statement.source.as_ref().and_then(|id| site.source(id.as_str())).and_then(|s| s.source.read_extent);
    if read == Some(ReadExtent::Whole) { MatrixCell::SaysNothing } else { MatrixCell::NotReadWhole }
}

/// What one answer says of an explanation; none if it says nothing of it.
fn said_of(scope: &Scope, scoped: &ScopedAnswer, explanation: &Explanation) -> Option<MatrixCell> {
    Some(match explanation.answers.get(&scoped.answer)? {
        Relation::Says => MatrixCell::Consistent,
        Relation::Fits => MatrixCell::Fits,
        Relation::Excludes if scoped.negated || is_either(scope, scoped, explanation) => MatrixCell::Inconsistent,
        Relation::Excludes => MatrixCell::Other,
        Relation::OtherScope | Relation::NoAnswer => return None,
    })
}

/// Whether an answer says yes to a no, or no to a yes: who says the one says that the other is not so.
fn is_either(scope: &Scope, scoped: &ScopedAnswer, explanation: &Explanation) -> bool {
    let is_word = |id: &str| ["yes", "no"].contains(&id);
    scope.answer_type == AnswerType::YesNo
        && is_word(&explanation.id)
        && scoped.options.iter().any(|option| is_word(option))
}

/// What the signs of the cells mean, as far as they occur.
fn keys(plot: &MatrixPlot, words: &Words) -> Vec<Key> {
    let kinds = [
        MatrixCell::Consistent,
        MatrixCell::Inconsistent,
        MatrixCell::Fits,
        MatrixCell::Other,
        MatrixCell::SaysNothing,
        MatrixCell::NotReadWhole,
        MatrixCell::Elsewhere,
    ];
    let occurs = |kind: &MatrixCell| plot.columns.iter().any(|column| column.cells.contains(kind));
    let key = |kind: MatrixCell| Key {
        sign: (kind != MatrixCell::Elsewhere).then(|| sign_inline(kind)),
        text: match kind {
            MatrixCell::Elsewhere => words.t("draw.key_elsewhere"),
            kind => cell_word(plot, words, kind),
        },
    };
    kinds.into_iter().filter(occurs).map(key).collect()
}

fn cell_word(plot: &MatrixPlot, words: &Words, kind: MatrixCell) -> String {
    match kind {
        MatrixCell::Consistent => plot.words.consistent.clone(),
        MatrixCell::Inconsistent => plot.words.inconsistent.clone(),
        MatrixCell::Fits => plot.words.fits.clone(),
        MatrixCell::Other => plot.words.other.clone(),
        MatrixCell::SaysNothing => plot.words.nothing.clone(),
        MatrixCell::NotReadWhole => plot.words.not_read.clone(),
        MatrixCell::Elsewhere => words.t("draw.cell_elsewhere"),
    }
}

fn table(site: &Site, from: &str, plot: &MatrixPlot, columns: &[(&Statement, MatrixColumn)]) -> Table {
    let words = site.words(site.language_of(from));
    let mut heads = vec![words.t("draw.col_number"), words.t("question.col_speaker"), words.t("question.col_basis")];
    heads.extend(plot.rows.iter().map(|label| label.text.clone()));
    let line = |(statement, column): &(&Statement, MatrixColumn)| {
        let mut cells = vec![
            cell(Some(column.number.to_string())),
            vec![speaker_piece(site, from, statement)],
            cell(Some(basis_text(&words, statement))),
        ];
        cells.extend(column.cells.iter().map(|kind| cell(Some(cell_word(plot, &words, *kind)))));
        Row { statements: vec![column.statement.clone()], cells }
    };
    Table { heads, rows: columns.iter().map(line).collect(), headed_from: Some(3) }
}

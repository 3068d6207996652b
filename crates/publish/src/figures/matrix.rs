//! Explanations by statements, for questions that offer a choice: who says it is so, who says it is not, and about whom
//! it can be said that they say nothing. Read across; nothing is added up.

use super::who::{basis_text, family, legend, name_of, speaker_piece, title, who};
use crate::figure::{Figure, Key, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::question::drawing::{by_family, options_in_order};
use crate::plot::data::Names;
use crate::plot::matrix::{MatrixCell, MatrixColumn, MatrixPlot, MatrixWords, matrix_narrow, matrix_wide, sign_inline};
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::{Scope, ScopedAnswer};
use firsthand_model::words::ReadExtent;
use firsthand_model::{AnswerType, Statement};

/// The matrix of a choice between two explanations or more to which three statements or more speak; otherwise none.
pub fn matrix(site: &Site, from: &str, question: &Said, scope: &Scope, index: usize) -> Option<Figure> {
    let options = options_in_order(scope);
    let columns = columns(site, from, scope, &options);
    if scope.answer_type != AnswerType::Choice || options.len() < 2 || columns.len() < 3 {
        return None;
    }
    let lang = site.language_of(from);
    let words = site.words(lang);
    let (id, title) = (format!("matrix{}", index + 1), title(site, lang, "draw.matrix", question, scope));
    let note = words.t("draw.matrix_note");
    let plot = MatrixPlot {
        names: Names { id: id.clone(), title: title.clone(), description: note.clone() },
        rows: labels(site, lang, scope, &options),
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

fn labels(site: &Site, lang: &str, scope: &Scope, options: &[String]) -> Vec<Said> {
    let first = scope.answers.first().and_then(|scoped| site.answer(scoped.answer.as_str()));
    let question = first.and_then(|answer| answer.question_id.as_ref()).and_then(|id| site.question(id.as_str()));
    options.iter().map(|id| answers::option(site, lang, question, scope.answer_type, id)).collect()
}

fn kind_words(words: &Words) -> MatrixWords {
    MatrixWords {
        consistent: words.t("draw.cell_consistent"),
        inconsistent: words.t("draw.cell_inconsistent"),
        other: words.t("draw.cell_other"),
        nothing: words.t("draw.cell_nothing"),
        not_read: words.t("draw.cell_not_read"),
    }
}

/// One column for each statement, in the order of the answers plot.
fn columns<'s>(site: &Site<'s>, from: &str, scope: &Scope, options: &[String]) -> Vec<(&'s Statement, MatrixColumn)> {
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
            cells: options.iter().map(|option| cell_of(site, scope, statement, option)).collect(),
        };
        out.push((statement, column));
    }
    out
}

/// What a statement says of one explanation. What is no answer (taken back, not known) says nothing of any.
fn cell_of(site: &Site, scope: &Scope, statement: &Statement, option: &str) -> MatrixCell {
    let is_about =
        |scoped: &&ScopedAnswer| scoped.options.iter().any(|named| named == option) && scoped.stance.is_answer();
    let own: Vec<&ScopedAnswer> = scope.answers.iter().filter(|scoped| scoped.statement == statement.id).collect();
    if let Some(scoped) = own.iter().find(|scoped| is_about(scoped)) {
        return if scoped.negated { MatrixCell::Inconsistent } else { MatrixCell::Consistent };
    }
    let together = scope.answers.iter().any(|scoped| !scoped.negated && scoped.options.len() > 1);
    if !together && own.iter().any(|scoped| !scoped.negated && scoped.stance.is_answer()) {
        return MatrixCell::Other;
    }
    let source = |id: &firsthand_model::StatementId| site.statement(id.as_str())?.statement.source.as_ref();
    let same_source = |scoped: &&ScopedAnswer| source(&scoped.statement) == statement.source.as_ref();
    if scope.answers.iter().filter(same_source).any(|scoped| is_about(&scoped)) {
        return MatrixCell::Elsewhere;
    }
    let read = statement.source.as_ref().and_then(|id| site.source(id.as_str())).and_then(|s| s.source.read_extent);
    if read == Some(ReadExtent::Whole) { MatrixCell::SaysNothing } else { MatrixCell::NotReadWhole }
}

/// What the signs of the cells mean, as far as they occur.
fn keys(plot: &MatrixPlot, words: &Words) -> Vec<Key> {
    let kinds = [
        MatrixCell::Consistent,
        MatrixCell::Inconsistent,
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

//! Explanations by statements, for questions that leave alternatives (options, parties, yes or no, orders): who says it is so, who says it is not, and about whom
//! it can be said that they say nothing. Read across; nothing is added up.

use super::who::{basis_text, family, legend, name_of, speaker_piece, title, who};
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::question::drawing::by_family;
use crate::plot::data::Names;
use crate::plot::matrix::{MatrixCell, MatrixColumn, MatrixPlot, MatrixWords, matrix_narrow, matrix_wide, sign_inline};
use crate::site::Site;
use crate::words_answers as answers;
use crate::words_dates::date;
use firsthand_model::beside::Relation;
use firsthand_model::board::{Board, Scope, ScopedAnswer};
use firsthand_model::explanation::{EITHER, Explanation, scope_of, spelled};
use firsthand_model::natural::natural;
use firsthand_model::words::{Bears, ReadExtent};
use firsthand_model::{AnswerType, Bearing, Kind, Statement, StatementId};
use std::collections::BTreeSet;

/// The matrix of a scope that leaves two explanations or more that somebody names, to which three statements or more speak, or are
/// judged to; otherwise none. Who names one of yes and no names the other too: it is what is not so.
pub fn matrix(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Option<Figure> {
    let (scope, explanations) = (board.scopes.get(index)?, site.explanations(board.question.as_str(), index));
    let judged = Judged::of(site, board, index);
    let columns = columns(site, from, scope, explanations, &judged);
    let is_either = scope.answer_type == AnswerType::YesNo && scope.answers.iter().any(names_either);
    let is_named = |one: &&Explanation| {
        is_named(scope, one) || judged.is_about(one) || is_either && EITHER.contains(&one.id.as_str())
    };
    if explanations.iter().filter(is_named).count() < 2 || columns.len() < 3 {
        return None;
    }
    let lang = site.language_of(from);
    let words = site.words(lang);
    let (id, title) = (format!("matrix{}", index + 1), title(site, lang, "draw.matrix", question, scope));
    let own_note = (!judged.bearings.is_empty()).then(|| words.t("draw.matrix_judged"));
    let note = [Some(words.t("draw.matrix_note")), own_note].into_iter().flatten().collect::<Vec<_>>().join(" ");
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
        table: table(site, from, &plot, &columns, explanations, &judged),
    })
}

/// Whether an answer says it or denies it.
fn is_named(scope: &Scope, explanation: &Explanation) -> bool {
    scope.answers.iter().flat_map(|scoped| &scoped.options).any(|option| *option == explanation.id)
}

/// Whether an answer is yes or no.
fn names_either(scoped: &ScopedAnswer) -> bool {
    scoped.options.iter().any(|option| EITHER.contains(&option.as_str()))
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
        judged_consistent: words.t("draw.cell_judged_consistent"),
        judged_inconsistent: words.t("draw.cell_judged_inconsistent"),
        judged_neither: words.t("draw.cell_judged_neither"),
        judged_apart: words.t("draw.cell_judged_apart"),
        fits: words.t("draw.cell_fits"),
        other: words.t("draw.cell_other"),
        nothing: words.t("draw.cell_nothing"),
        not_read: words.t("draw.cell_not_read"),
    }
}

/// One column for each statement that answers, in the order of the answers plot; then one for each that is judged to bear on an
/// explanation and does not answer.
fn columns<'s>(
    site: &Site<'s>,
    from: &str,
    scope: &Scope,
    explanations: &[Explanation],
    judged: &Judged<'s>,
) -> Vec<(&'s Statement, MatrixColumn)> {
    let lang = site.language_of(from);
    let answering = by_family(site, scope).into_iter().flat_map(|(_, rows)| rows).map(|scoped| &scoped.statement);
    let beside = judged.bearings.iter().filter_map(|bearing| bearing.statement_id.as_ref());
    let mut out: Vec<(&Statement, MatrixColumn)> = Vec::new();
    for id in answering.chain(beside) {
        let Some(cleared) = site.statement(id.as_str()) else { continue };
        let statement = &cleared.statement;
        if out.iter().any(|(known, _)| known.id == statement.id) {
            continue;
        }
        let column = MatrixColumn {
            statement: name_of(site, statement.id.as_str()),
            number: out.len() + 1,
            family: family(statement),
            label: who(site, lang, statement),
            cells: explanations.iter().map(|one| cell_of(site, scope, statement, one, judged)).collect(),
        };
        out.push((statement, column));
    }
    out
}

/// How statements are judged to bear on the explanations of one scope, in order of id.
struct Judged<'s> {
    bearings: Vec<&'s Bearing>,
}

impl<'s> Judged<'s> {
    fn of(site: &Site<'s>, board: &Board, index: usize) -> Judged<'s> {
        let question = site.question(board.question.as_str());
        let is_here = |bearing: &&Bearing| question.is_some_and(|asked| scope_of(board, asked, bearing) == Some(index));
        let mut bearings: Vec<&Bearing> = site.input.bearings.iter().filter(is_here).collect();
        bearings.sort_by_cached_key(|bearing| natural(bearing.id.as_str()));
        Judged { bearings }
    }

    fn is_about(&self, explanation: &Explanation) -> bool {
        self.bearings.iter().any(|bearing| names(bearing, explanation))
    }

    fn at(&self, statement: &Statement, explanation: &Explanation) -> impl Iterator<Item = &'s Bearing> {
        let is_its =
            |bearing: &&Bearing| bearing.statement_id.as_ref() == Some(&statement.id) && names(bearing, explanation);
        self.bearings.iter().copied().filter(is_its).collect::<Vec<_>>().into_iter()
    }

    /// The sign of what was judged; none if nothing was.
    fn cell(&self, statement: &Statement, explanation: &Explanation) -> Option<MatrixCell> {
        let found: BTreeSet<Bears> = self.at(statement, explanation).filter_map(|bearing| bearing.bears).collect();
        let sign = |bears: &Bears| match bears {
            Bears::Consistent => MatrixCell::JudgedConsistent,
            Bears::Inconsistent => MatrixCell::JudgedInconsistent,
            Bears::Neither => MatrixCell::JudgedNeither,
        };
        if found.len() > 1 { Some(MatrixCell::JudgedApart) } else { found.first().map(sign) }
    }
}

fn names(bearing: &Bearing, explanation: &Explanation) -> bool {
    bearing.explanation.as_ref().is_some_and(|id| spelled(id.as_str()) == explanation.id)
}

/// What a statement says of one explanation, by the relation that makes the groups of the scope. What is no answer (taken back,
/// not known) says nothing of any. Where it says nothing, what a person judged stands; what it says itself is never covered by that.
fn cell_of(
    site: &Site,
    scope: &Scope,
    statement: &Statement,
    explanation: &Explanation,
    judged: &Judged<'_>,
) -> MatrixCell {
    let own = scope.answers.iter().filter(|scoped| scoped.statement == statement.id);
    let said = own.filter_map(|scoped| said_of(scope, scoped, explanation)).min();
    if let Some(cell) = said.or_else(|| judged.cell(statement, explanation)) {
        return cell;
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
    let is_word = |id: &str| EITHER.contains(&id);
    scope.answer_type == AnswerType::YesNo
        && is_word(&explanation.id)
        && scoped.options.iter().any(|option| is_word(option))
}

/// What the signs of the cells mean, as far as they occur.
fn keys(plot: &MatrixPlot, words: &Words) -> Vec<Key> {
    let kinds = [
        MatrixCell::Consistent,
        MatrixCell::Inconsistent,
        MatrixCell::JudgedConsistent,
        MatrixCell::JudgedInconsistent,
        MatrixCell::JudgedNeither,
        MatrixCell::JudgedApart,
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
        MatrixCell::JudgedConsistent => plot.words.judged_consistent.clone(),
        MatrixCell::JudgedInconsistent => plot.words.judged_inconsistent.clone(),
        MatrixCell::JudgedNeither => plot.words.judged_neither.clone(),
        MatrixCell::JudgedApart => plot.words.judged_apart.clone(),
        MatrixCell::Fits => plot.words.fits.clone(),
        MatrixCell::Other => plot.words.other.clone(),
        MatrixCell::SaysNothing => plot.words.nothing.clone(),
        MatrixCell::NotReadWhole => plot.words.not_read.clone(),
        MatrixCell::Elsewhere => words.t("draw.cell_elsewhere"),
    }
}

fn table(
    site: &Site,
    from: &str,
    plot: &MatrixPlot,
    columns: &[(&Statement, MatrixColumn)],
    explanations: &[Explanation],
    judged: &Judged<'_>,
) -> Table {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let mut heads = vec![words.t("draw.col_number"), words.t("question.col_speaker"), words.t("question.col_basis")];
    heads.extend(plot.rows.iter().map(|label| label.text.clone()));
    let line = |(statement, column): &(&Statement, MatrixColumn)| {
        let mut cells = vec![
            cell(Some(column.number.to_string())),
            vec![speaker_piece(site, from, statement)],
            cell(Some(basis_text(&words, statement))),
        ];
        cells.extend(column.cells.iter().zip(explanations).map(|(kind, explanation)| {
            let judgments = judged.at(statement, explanation).flat_map(|bearing| judgment(site, lang, bearing));
            // Who judged what follows: only that it is not said is to be told first.
            let is_judged = (MatrixCell::JudgedConsistent..=MatrixCell::JudgedApart).contains(kind);
            let word = if is_judged { words.t("draw.cell_not_said") } else { cell_word(plot, &words, *kind) };
            cell(Some(word)).into_iter().chain(judgments).collect()
        }));
        Row { statements: vec![column.statement.clone()], cells }
    };
    Table { heads, rows: columns.iter().map(line).collect(), headed_from: Some(3) }
}

/// What was judged, by whom, when and why; and whether the statement was changed since.
fn judgment(site: &Site, lang: &str, bearing: &Bearing) -> Vec<Piece> {
    let words = site.words(lang);
    let Some(bears) = bearing.bears else { return Vec::new() };
    let (who, when) =
        (bearing.author.clone().unwrap_or_default(), date(&words, bearing.date.as_deref().unwrap_or_default()));
    let said = words.fill(&format!("draw.judged_{bears}"), &[("who", &who), ("when", &when)]);
    let reason = bearing
        .reason
        .as_deref()
        .map(|reason| Piece::said(site.said(lang, Kind::Bearing, bearing.id.as_str(), "reason", reason)));
    let stale = site.input.stale_bearings.get(bearing.id.as_str()).map(|_| Piece::plain(words.t("draw.judged_stale")));
    [Some(Piece::plain(said)), reason, stale].into_iter().flatten().collect()
}

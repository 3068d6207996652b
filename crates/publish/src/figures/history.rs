//! The history of a figure: who gave which number, when, in the place of which of their own, and what only repeats another.

use super::given::{Given, given, strands};
use super::who::{basis_text, family, legend, name_of, speaker_piece, title, who};
use crate::figure::{Figure, Key, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::question::drawing::{position, values};
use crate::plot::axis::Axis;
use crate::plot::data::{Names, Shape};
use crate::plot::history::{HistoryDay, HistoryMark, HistoryPlot, history_narrow, history_wide};
use crate::site::Site;
use crate::words_answers::value;
use firsthand_model::AnswerType;
use firsthand_model::board::{Board, Scope};
use firsthand_model::words::Tally;
use std::collections::BTreeSet;

/// The history of a scope of counts, with the scopes of the same people and unit whose tally is another; none where
/// fewer than three figures were given, or all on one day, or where another tally of them comes first.
pub fn history(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Option<Figure> {
    let together = together(board, index);
    let comes_first = together.first().is_some_and(|first| std::ptr::eq(*first, &board.scopes[index]));
    let rows = drawn(site, board, &together).filter(|_| comes_first)?;
    figure(site, from, question, &together, &rows, index)
}

/// Whether the figures of a scope are in a history that is drawn, of this scope or of one with another tally.
pub fn is_in_a_history(site: &Site, board: &Board, index: usize) -> bool {
    drawn(site, board, &together(board, index)).is_some()
}

/// The scopes of counts of the same people and unit as one of them, whatever their tally.
fn together(board: &Board, index: usize) -> Vec<&Scope> {
    let Some(scope) = board.scopes.get(index).filter(|scope| scope.answer_type == AnswerType::Count) else {
        return Vec::new();
    };
    let alike = |other: &&Scope| {
        other.answer_type == AnswerType::Count && other.population == scope.population && other.unit == scope.unit
    };
    board.scopes.iter().filter(alike).collect()
}

/// The figures of these scopes, if there are three of them and not all of one day.
fn drawn<'s>(site: &Site<'s>, board: &Board, together: &[&'s Scope]) -> Option<Vec<Given<'s>>> {
    let known = site.input.histories.iter().find(|history| history.question == board.question)?;
    let rows = given(site, known, together);
    let days: BTreeSet<&Option<String>> = rows.iter().map(|row| &row.day).collect();
    (rows.len() >= 3 && days.len() >= 2).then_some(rows)
}

fn figure(site: &Site, from: &str, question: &Said, scopes: &[&Scope], rows: &[Given], index: usize) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let all: Vec<i64> = scopes.iter().flat_map(|scope| values(site, scope)).collect();
    let axis = Axis::for_counts(&all)?;
    let title = title(site, lang, "draw.history", question, &Scope { tally: None, ..(*scopes.first()?).clone() });
    let id = format!("history{}", index + 1);
    let names = Names { id: id.clone(), title: title.clone(), description: words.t("draw.history_note") };
    let plot = plot(site, lang, &axis, rows, names)?;
    Some(Figure {
        id,
        heading: words.t("draw.history_title"),
        title,
        note: Some(words.t("draw.history_note")),
        wide: history_wide(&plot),
        narrow: history_narrow(&plot),
        legend: legend(&words, rows.iter().map(|row| family(row.statement))),
        keys: keys(&words, &plot),
        is_keyed: true,
        table: table(site, from, rows),
    })
}

fn plot(site: &Site, lang: &str, axis: &Axis, rows: &[Given], names: Names) -> Option<HistoryPlot> {
    let words = site.words(lang);
    let mut marks = Vec::new();
    let mut day = 0;
    for (index, row) in rows.iter().enumerate() {
        day += usize::from(index > 0 && rows[index - 1].day != row.day);
        let (at, shape) = position(site, axis, row.scoped)?;
        marks.push(HistoryMark {
            statement: name_of(site, row.statement.id.as_str()),
            number: index + 1,
            family: family(row.statement),
            label: who(site, lang, row.statement),
            value: value_text(site, lang, row),
            day,
            at,
            shape,
            running: row.tally == Some(Tally::Running),
            ringed: row.is_marked(),
            repeated: row.repeats.is_some(),
        });
    }
    let strands = strands(rows).into_iter().filter_map(|marks| {
        let last = rows[*marks.last()?].statement;
        Some((crate::card::speaker(site, lang, last), marks))
    });
    Some(HistoryPlot {
        names,
        ticks: axis.count_ticks(&words, &[]),
        days: days(&words, rows),
        strands: strands.collect(),
        marks,
    })
}

fn value_text(site: &Site, lang: &str, row: &Given) -> String {
    let answer = site.answer(row.scoped.answer.as_str());
    answer.map(|answer| value(site, lang, answer, row.scoped.about_assumed).text).unwrap_or_default()
}

fn days(words: &Words, rows: &[Given]) -> Vec<HistoryDay> {
    let mut days: Vec<HistoryDay> = Vec::new();
    let mut before: Option<i64> = None;
    for group in rows.chunk_by(|a, b| a.day == b.day) {
        let day = group[0].day.as_deref();
        let month = day.and_then(month);
        days.push(HistoryDay {
            label: day.map_or_else(|| words.t("draw.no_day"), str::to_owned),
            after_gap: before.zip(month).is_some_and(|(before, month)| month - before > 1),
        });
        before = month.or(before);
    }
    days
}

/// Months since the year 0, of a short day; January where only the year is known.
fn month(day: &str) -> Option<i64> {
    let mut parts = day.trim_start_matches("../").split(['-', '/']);
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next().and_then(|month| month.trim_end_matches(['~', '?', '%']).parse().ok()).unwrap_or(1);
    Some(year * 12 + month)
}

fn keys(words: &Words, plot: &HistoryPlot) -> Vec<Key> {
    let has = |wanted: fn(&Shape) -> bool| plot.marks.iter().any(|mark| wanted(&mark.shape));
    let any = |wanted: bool, key: &str| wanted.then(|| Key::text(words.t(key)));
    let keys = [
        any(!plot.strands.is_empty(), "draw.key_strand"),
        any(plot.marks.iter().any(|mark| mark.running), "draw.key_running"),
        any(plot.marks.iter().any(|mark| mark.repeated), "draw.key_repeated"),
        any(plot.days.iter().any(|day| day.after_gap), "draw.key_gap"),
        any(has(|shape| matches!(shape, Shape::About(..))), "draw.key_about"),
        any(has(|shape| matches!(shape, Shape::Range(..))), "question.legend_range"),
        any(has(|shape| matches!(shape, Shape::Above | Shape::Below)), "question.legend_bound"),
        any(plot.marks.iter().any(|mark| mark.ringed), "draw.key_ringed"),
    ];
    keys.into_iter().flatten().collect()
}

fn table(site: &Site, from: &str, rows: &[Given]) -> Table {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let heads = [
        "draw.col_number",
        "question.col_said",
        "question.col_speaker",
        "question.col_basis",
        "draw.col_figure",
        "draw.col_before",
    ];
    let line = |(index, row): (usize, &Given)| Row {
        statements: vec![name_of(site, row.statement.id.as_str())],
        cells: vec![
            cell(Some((index + 1).to_string())),
            cell(Some(row.day.clone().unwrap_or_else(|| words.t("draw.no_day")))),
            vec![speaker_piece(site, from, row.statement)],
            cell(Some(basis_text(&words, row.statement))),
            cell(Some(with_tally(&words, value_text(site, lang, row), row.tally))),
            cell(Some(earlier(site, lang, rows, row))),
        ],
    };
    Table {
        heads: heads.iter().map(|key| words.t(key)).collect(),
        rows: rows.iter().enumerate().map(line).collect(),
        headed_from: None,
    }
}

/// Which figures it repeats or comes from, or in whose place it stands and why.
fn earlier(site: &Site, lang: &str, rows: &[Given], row: &Given) -> String {
    let words = site.words(lang);
    let named = |key: &str, index: usize| {
        let value = value_text(site, lang, &rows[index]);
        words.fill(key, &[("n", &(index + 1)), ("value", &value)])
    };
    let replaced = row.replaces.iter().map(|(index, why)| named(&format!("draw.why_{}", why.word()), *index));
    let repeated = row.repeats.iter().map(|index| named("draw.repeats", *index));
    let made = row.rests_on.iter().map(|index| named("draw.comes_from", *index));
    replaced.chain(repeated).chain(made).collect::<Vec<_>>().join("; ")
}

fn with_tally(words: &Words, value: String, tally: Option<Tally>) -> String {
    match tally {
        Some(tally) => format!("{value} · {}", words.t(&format!("common.tally_{}", tally.word()))),
        None => value,
    }
}

//! From a scope to its drawing: rows by family, places on the axis, shaded columns. How it is drawn is in `plot`.

use super::measure::bound_end;
use crate::figures::who;
use crate::page::Said;
use crate::pages::standing::group_label;
use crate::plot::axis::Axis;
use crate::plot::clock::{Zone, day_text, same_day};
use crate::plot::data::Names;
use crate::plot::{Cell, ColumnPlot, ColumnRow, MeasuredPlot, MeasuredRow, Section, Shape};
use crate::site::Site;
use crate::words_answers::{self as answers, family, value};
use crate::words_dates::{day_note, short};
use firsthand_model::board::{Group, Scope, ScopedAnswer};
use firsthand_model::{AnswerType, BasisFamily, Bound};
use std::collections::BTreeMap;

/// Families in the order of a drawing: from those who were there to opinion.
pub const ORDER: [BasisFamily; 9] = [
    BasisFamily::FirstHand,
    BasisFamily::Told,
    BasisFamily::Official,
    BasisFamily::Inquiry,
    BasisFamily::Unknown,
    BasisFamily::Deduced,
    BasisFamily::Believes,
    BasisFamily::Speculates,
    BasisFamily::Opinion,
];

/// A drawing of either kind.
pub enum Drawing {
    /// Counts or times on an axis.
    Measured(MeasuredPlot),
    /// Options as columns.
    Columns(ColumnPlot),
}

/// What a page knows of a drawing besides the scope.
pub struct Frame<'s> {
    /// The page's language.
    pub lang: &'s str,
    /// Unique on the page.
    pub id: String,
    /// What the drawing shows: the question and its scope.
    pub title: String,
}

/// The drawing of a scope, if it has two answers or more that can be compared.
pub fn drawing(site: &Site, frame: &Frame, scope: &Scope) -> Option<Drawing> {
    if scope.answers.len() < 2 {
        return None;
    }
    match scope.answer_type {
        AnswerType::Text if scope.groups.is_empty() => None,
        AnswerType::Count | AnswerType::Time => measured(site, frame, scope).map(Drawing::Measured),
        _ => Some(Drawing::Columns(columns(site, frame, scope))),
    }
}

/// Answers of a scope by family, each family by date said, then as perspective orders them.
pub fn by_family<'s>(site: &Site, scope: &'s Scope) -> Vec<(BasisFamily, Vec<&'s ScopedAnswer>)> {
    let day = |scoped: &ScopedAnswer| date_of(site, scoped).unwrap_or_else(|| "~".into());
    let of = |family: BasisFamily| {
        let mut rows: Vec<&ScopedAnswer> = scope.answers.iter().filter(|s| s.basis.family() == family).collect();
        rows.sort_by_key(|scoped| day(scoped));
        (family, rows)
    };
    ORDER.into_iter().map(of).filter(|(_, rows)| !rows.is_empty()).collect()
}

fn date_of(site: &Site, scoped: &ScopedAnswer) -> Option<String> {
    site.statement(scoped.statement.as_str())?.statement.stated_edtf.as_deref().map(short)
}

fn label(site: &Site, lang: &str, scoped: &ScopedAnswer) -> Said {
    site.statement(scoped.statement.as_str()).map(|cleared| who(site, lang, &cleared.statement)).unwrap_or_default()
}

fn measured(site: &Site, frame: &Frame, scope: &Scope) -> Option<MeasuredPlot> {
    let words = site.words(frame.lang);
    let time = scope.answer_type == AnswerType::Time;
    let values = values(site, scope);
    let axis = if time { Axis::for_times(&values) } else { Axis::for_counts(&values) }?;
    let zone = Zone::of(site.input.settings.offset.as_deref());
    let day = if time { common_day(site, frame.lang, &values, zone) } else { None };
    let sections = by_family(site, scope).into_iter().map(|(kind, rows)| Section {
        heading: family(&words, kind.word()),
        rows: rows
            .into_iter()
            .filter_map(|scoped| row(site, frame.lang, &axis, scoped))
            .map(|row| without_day(row, day.as_deref()))
            .collect(),
    });
    let ticks = if time { axis.time_ticks(&words, zone) } else { axis.count_ticks(&words, &wanted(scope)) };
    Some(MeasuredPlot {
        names: names(site, frame, scope),
        ticks,
        bands: bands(&axis, scope),
        hatched: time,
        note: day.as_ref().map(|day| day_note(&words, day, site.input.settings.offset.as_deref())),
        sections: sections.collect(),
    })
}

/// The day of all the times, where it is one.
fn common_day(site: &Site, lang: &str, values: &[i64], zone: Zone) -> Option<String> {
    let (low, high) = (*values.iter().min()?, *values.iter().max()?);
    same_day(low, high, zone).then(|| day_text(&site.words(lang), low, zone))
}

/// The day is said once, beside the drawing, and not at every value.
fn without_day(row: MeasuredRow, day: Option<&str>) -> MeasuredRow {
    let Some(day) = day else { return row };
    MeasuredRow { value: row.value.replace(&format!("{day}, "), ""), ..row }
}

/// Every value that a drawing of the scope must hold.
pub fn values(site: &Site, scope: &Scope) -> Vec<i64> {
    let ends = |scoped: &ScopedAnswer| match shape_of(scoped) {
        Kind::Bound => {
            site.answer(scoped.answer.as_str()).and_then(|answer| bound_end(scoped, answer)).into_iter().collect()
        }
        Kind::Exact => scoped.point.or(scoped.low).into_iter().collect::<Vec<_>>(),
        Kind::Wide => [scoped.low, scoped.high].into_iter().flatten().collect(),
    };
    scope.answers.iter().flat_map(ends).collect()
}

enum Kind {
    Bound,
    Exact,
    Wide,
}

fn shape_of(scoped: &ScopedAnswer) -> Kind {
    /// A clock time given to the minute covers that minute and is still drawn as one moment.
    const ONE_MINUTE_MS: i64 = 60_000;
    match scoped.bound {
        Some(bound) if bound.is_one_sided() => Kind::Bound,
        Some(Bound::Exact) if !scoped.about_assumed => match (scoped.low, scoped.high) {
            (Some(low), Some(high)) if high - low > ONE_MINUTE_MS => Kind::Wide,
            _ => Kind::Exact,
        },
        _ => Kind::Wide,
    }
}

fn row(site: &Site, lang: &str, axis: &Axis, scoped: &ScopedAnswer) -> Option<MeasuredRow> {
    let answer = site.answer(scoped.answer.as_str())?;
    let (at, shape) = position(site, axis, scoped)?;
    Some(MeasuredRow {
        family: scoped.basis.family(),
        label: label(site, lang, scoped),
        date: date_of(site, scoped).unwrap_or_default(),
        value: value(site, lang, answer, scoped.about_assumed).text,
        at,
        shape,
    })
}

/// Where an answer stands on an axis, and what is drawn around it.
pub fn position(site: &Site, axis: &Axis, scoped: &ScopedAnswer) -> Option<(f64, Shape)> {
    let (at, shape) = given(site, scoped)?;
    let shape = shape.map(|value| axis.place(value));
    let middle = match shape {
        Shape::About(low, high) | Shape::Range(low, high) => (low + high) / 2.0,
        Shape::Exact | Shape::Above | Shape::Below => 0.0,
    };
    Some((at.map_or(middle, |value| axis.place(value)), shape))
}

/// The value of an answer and what is drawn around it; no value where only its ends are known.
pub fn given(site: &Site, scoped: &ScopedAnswer) -> Option<(Option<i64>, Shape<i64>)> {
    match shape_of(scoped) {
        Kind::Exact => Some((Some(scoped.point.or(scoped.low)?), Shape::Exact)),
        Kind::Bound => {
            let below = matches!(scoped.bound, Some(Bound::AtMost | Bound::LessThan));
            let end = bound_end(scoped, site.answer(scoped.answer.as_str())?)?;
            Some((Some(end), if below { Shape::Below } else { Shape::Above }))
        }
        Kind::Wide => {
            let (low, high) = (scoped.low?, scoped.high?);
            let about = scoped.bound != Some(Bound::Range) && scoped.point.is_some();
            Some((scoped.point, if about { Shape::About(low, high) } else { Shape::Range(low, high) }))
        }
    }
}

/// The one exact value of a column in which several statements stand: it deserves a label on the axis.
fn wanted(scope: &Scope) -> Vec<i64> {
    let value = |column: &Vec<usize>| {
        let groups = column.iter().filter_map(|index| scope.groups.get(*index));
        let exact: Vec<_> = groups.filter(|group| !group.exact_values.is_empty()).collect();
        match exact.as_slice() {
            [only] if only.statements.len() > 1 => only.low,
            _ => None,
        }
    };
    scope.columns.iter().filter_map(value).collect()
}

/// The columns in which several statements stand, from their lowest to their highest common value.
fn bands(axis: &Axis, scope: &Scope) -> Vec<(f64, f64)> {
    let band = |column: &Vec<usize>| {
        let groups: Vec<_> = column.iter().filter_map(|index| scope.groups.get(*index)).collect();
        let shared = groups.len() > 1 || groups.iter().any(|group| group.statements.len() > 1);
        let low = groups.iter().filter_map(|group| group.low).min()?;
        let high = groups.iter().filter_map(|group| group.high).max()?;
        shared.then(|| (axis.place(low), axis.place(high)))
    };
    scope.columns.iter().filter_map(band).collect()
}

fn columns(site: &Site, frame: &Frame, scope: &Scope) -> ColumnPlot {
    if scope.answer_type == AnswerType::Order {
        return columns_of_groups(site, frame, scope);
    }
    let words = site.words(frame.lang);
    let options = scope.options_in_order();
    let first = scope.answers.first().and_then(|scoped| site.answer(scoped.answer.as_str()));
    let question = first.and_then(|answer| answer.question_id.as_ref()).and_then(|id| site.question(id.as_str()));
    let heads = options.iter().map(|id| answers::option(site, frame.lang, question, scope.answer_type, id));
    let sections = by_family(site, scope).into_iter().map(|(kind, rows)| Section {
        heading: family(&words, kind.word()),
        rows: column_rows(site, frame.lang, &options, &rows),
    });
    ColumnPlot {
        names: names(site, frame, scope),
        heads: heads.collect(),
        not: words.t("question.not_mark"),
        sections: sections.collect(),
    }
}

/// Orders have no options of their own: a column is what answers that can be true together come to, and a statement stands
/// in every column that it can be true with, or against.
fn columns_of_groups(site: &Site, frame: &Frame, scope: &Scope) -> ColumnPlot {
    let words = site.words(frame.lang);
    let cells = |scoped: &ScopedAnswer| {
        let note = scope.bounds.iter().find(|note| note.answer == scoped.answer);
        let cell = |(at, group): (usize, &Group)| match note {
            _ if scoped.in_groups.contains(&at) => Cell::Asserted,
            Some(note) if note.excludes.contains(&group.label) => Cell::Excluded,
            _ => Cell::Empty,
        };
        scope.groups.iter().enumerate().map(cell).collect()
    };
    let row = |scoped: &&ScopedAnswer| ColumnRow {
        family: scoped.basis.family(),
        label: label(site, frame.lang, scoped),
        date: date_of(site, scoped).unwrap_or_default(),
        cells: cells(scoped),
    };
    let sections = by_family(site, scope)
        .into_iter()
        .map(|(kind, rows)| Section { heading: family(&words, kind.word()), rows: rows.iter().map(row).collect() });
    ColumnPlot {
        names: names(site, frame, scope),
        heads: scope.groups.iter().map(|group| group_label(site, frame.lang, scope, group)).collect(),
        not: words.t("question.not_mark"),
        sections: sections.collect(),
    }
}

/// One row for each statement, in the order of the first of its answers.
fn column_rows(site: &Site, lang: &str, options: &[&str], rows: &[&ScopedAnswer]) -> Vec<ColumnRow> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<ColumnRow> = Vec::new();
    for scoped in rows {
        let index = *place.entry(scoped.statement.as_str()).or_insert_with(|| {
            out.push(ColumnRow {
                family: scoped.basis.family(),
                label: label(site, lang, scoped),
                date: date_of(site, scoped).unwrap_or_default(),
                cells: vec![Cell::Empty; options.len()],
            });
            out.len() - 1
        });
        let cell = if scoped.negated { Cell::Excluded } else { Cell::Asserted };
        for (column, _) in
            options.iter().enumerate().filter(|(_, option)| scoped.options.iter().any(|named| named == *option))
        {
            out[index].cells[column] = cell;
        }
    }
    out
}

/// What the drawing is called when it is read aloud: its title, and its groups in words.
fn names(site: &Site, frame: &Frame, scope: &Scope) -> Names {
    let words = site.words(frame.lang);
    let labels: Vec<String> =
        scope.groups.iter().map(|group| group_label(site, frame.lang, scope, group).text).collect();
    let description = words.fill(
        "question.plot_description",
        &[
            ("answers", &words.count("common.answers", scope.answers.len())),
            ("groups", &if labels.is_empty() { "–".to_owned() } else { labels.join("; ") }),
        ],
    );
    Names { id: frame.id.clone(), title: frame.title.clone(), description }
}

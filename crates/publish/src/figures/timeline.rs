//! The timeline as a drawing: every event that is dated, on its day or among the other days, with other times of the
//! same thing; and what questions ask the time of, with every answer. The list of events is on its own page.

use super::moments::{Moment, asked, moments};
use super::printed::printed_minutes;
use super::who::{family, legend, name_of, speaker_piece};
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::label_of;
use crate::pages::question::drawing::{position, values};
use crate::plot::axis::Axis;
use crate::plot::clock::{Zone, day_text};
use crate::plot::data::{Names, Shape};
use crate::plot::timeline::{Core, TimeMark, TimePanel, TimeRow, TimelinePlot, timeline_narrow, timeline_wide};
use crate::site::Site;
use firsthand_model::{BasisFamily, Kind};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What questions ask the time of, with every answer, where a long list of events is drawn without it; none if no
/// question does.
pub fn asked_times(site: &Site, from: &str) -> Option<Table> {
    let mut all = moments(site, site.language_of(from));
    all.retain(|one| one.scope.is_some());
    (!all.is_empty()).then(|| table(site, from, &all))
}

/// Families of bases in answers to questions about times, with their words.
pub fn asked_legend(site: &Site, lang: &str) -> Vec<(String, String)> {
    legend(&site.words(lang), families(site, &asked(site).collect::<Vec<_>>()))
}

/// Other times in print of an event on one day, milliseconds.
pub fn printed_times(site: &Site, one: &Moment) -> Vec<i64> {
    let zone = Zone::of(site.input.settings.offset.as_deref());
    let day = |ms: i64| (ms + zone.0).div_euclid(DAY);
    if day(one.from) == day(one.to) { printed_at(one, day(one.from) * DAY - zone.0) } else { Vec::new() }
}

/// All dated events; none if there are fewer than two.
pub fn timeline(site: &Site, from: &str) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let moments = moments(site, lang);
    if moments.len() < 2 {
        return None;
    }
    let (title, note) = (words.t("draw.timeline"), words.t("draw.timeline_note"));
    let plot = TimelinePlot {
        names: Names { id: "times".into(), title: title.clone(), description: note.clone() },
        panels: panels(site, lang, &moments),
        continued: words.t("timeline.continued"),
    };
    Some(Figure {
        id: "times".into(),
        heading: words.t("draw.timeline_title"),
        title,
        note: Some(note),
        wide: timeline_wide(&plot),
        narrow: timeline_narrow(&plot),
        legend: legend(&words, families(site, &moments)),
        keys: keys(&words, &plot),
        is_keyed: false,
        table: table(site, from, &moments),
    })
}

fn families(site: &Site, moments: &[Moment]) -> Vec<BasisFamily> {
    let ids = moments.iter().flat_map(Moment::statements);
    ids.filter_map(|id| site.statement(id.as_str())).map(|cleared| family(&cleared.statement)).collect()
}

/// Days with hours have a panel each; everything else stands in one panel by date, before or after them.
fn panels(site: &Site, lang: &str, moments: &[Moment]) -> Vec<TimePanel> {
    let zone = Zone::of(site.input.settings.offset.as_deref());
    let day = |ms: i64| (ms + zone.0).div_euclid(DAY);
    let mut days: Vec<i64> = moments.iter().filter(|one| one.has_hour).map(|one| day(one.from)).collect();
    days.sort_unstable();
    days.dedup();
    let home = |one: &Moment| Some(day(one.from)).filter(|first| days.contains(first) && *first == day(one.to));
    let mut out: Vec<TimePanel> = days
        .iter()
        .filter_map(|day| {
            let rows: Vec<&Moment> = moments.iter().filter(|one| home(one) == Some(*day)).collect();
            hours(site, lang, &rows, *day * DAY - zone.0, zone)
        })
        .collect();
    let rest: Vec<&Moment> = moments.iter().filter(|one| home(one).is_none()).collect();
    out.extend(dates(site, lang, &rest));
    out
}

/// A day from the first to the last hour that is given in it.
fn hours(site: &Site, lang: &str, rows: &[&Moment], midnight: i64, zone: Zone) -> Option<TimePanel> {
    let words = site.words(lang);
    let printed = |one: &Moment| printed_at(one, midnight);
    let timed = rows.iter().filter(|one| one.has_hour);
    let all: Vec<i64> = timed
        .flat_map(|one| [one.from, one.to].into_iter().chain(printed(one)).chain(scope_values(site, one)))
        .collect();
    let axis = Axis::for_times(&all)?;
    let row = |one: &&Moment| {
        let marks =
            printed(one).into_iter().map(|at| TimeMark { at: axis.place(at), statement: None, shape: Shape::Exact });
        TimeRow { marks: marks.chain(answers(site, &axis, one)).collect(), ..time_row(site, lang, &axis, one, MINUTE) }
    };
    Some(TimePanel {
        heading: day_text(&words, midnight, zone),
        ticks: axis.time_ticks(&words, zone),
        rows: rows.iter().map(row).collect(),
    })
}

/// Printed alternatives on the day that begins at this midnight.
fn printed_at(one: &Moment, midnight: i64) -> Vec<i64> {
    one.event.and_then(|event| event.printed_alternatives.as_deref()).map_or_else(Vec::new, |note| {
        printed_minutes(note).into_iter().map(|minutes| midnight + minutes * MINUTE).collect()
    })
}

fn scope_values(site: &Site, one: &Moment) -> Vec<i64> {
    one.scope.map(|scope| values(site, scope)).unwrap_or_default()
}

fn dates(site: &Site, lang: &str, rows: &[&Moment]) -> Option<TimePanel> {
    let words = site.words(lang);
    let ends = rows.iter().flat_map(|one| [one.from, one.to].into_iter().chain(scope_values(site, one)));
    let axis = Axis::for_times(&ends.collect::<Vec<_>>())?;
    let row =
        |one: &&Moment| TimeRow { marks: answers(site, &axis, one).collect(), ..time_row(site, lang, &axis, one, DAY) };
    Some(TimePanel {
        heading: words.t("draw.other_days"),
        ticks: axis.date_ticks(),
        rows: rows.iter().map(row).collect(),
    })
}

/// A row without its marks. On an axis of hours, which tells minutes apart, a whole day is anywhere on it.
fn time_row(site: &Site, lang: &str, axis: &Axis, one: &Moment, told_apart: i64) -> TimeRow {
    /// A span is drawn no shorter than this share of the axis, so that it is not taken for a moment.
    const SHORTEST: f64 = 0.02;
    let (from, to) = (axis.place(one.from), axis.place(one.to));
    let grow = ((SHORTEST - (to - from)) / 2.0).max(0.0);
    let core = match one.event {
        None => Core::None,
        Some(_) if told_apart == MINUTE && !one.has_hour => Core::Anywhere,
        Some(event) if event.approx == Some(true) => Core::About((from + to) / 2.0),
        Some(_) if one.to - one.from < told_apart => Core::Moment((from + to) / 2.0),
        Some(_) => Core::Between(from - grow, to + grow),
    };
    TimeRow {
        event: one.event.map(|event| label_of(site, Kind::Event, event.id.as_str())),
        label: one.label(site, lang),
        when: one.when(site, lang),
        core,
        marks: Vec::new(),
    }
}

fn answers<'s>(site: &'s Site, axis: &'s Axis, one: &'s Moment) -> impl Iterator<Item = TimeMark> + 's {
    one.answers().filter_map(|scoped| {
        let (at, shape) = position(site, axis, scoped)?;
        let statement = Some((scoped.basis.family(), name_of(site, scoped.statement.as_str())));
        Some(TimeMark { at, statement, shape })
    })
}

fn keys(words: &Words, plot: &TimelinePlot) -> Vec<Key> {
    let rows: Vec<&TimeRow> = plot.panels.iter().flat_map(|panel| &panel.rows).collect();
    let any =
        |wanted: fn(&TimeRow) -> bool, key: &str| rows.iter().any(|row| wanted(row)).then(|| Key::text(words.t(key)));
    let keys = [
        any(|row| matches!(row.core, Core::Moment(_)), "draw.key_moment"),
        any(|row| matches!(row.core, Core::Between(..) | Core::About(_)), "draw.key_between"),
        any(|row| row.core == Core::Anywhere, "draw.key_anywhere"),
        any(|row| row.marks.iter().any(|mark| mark.statement.is_none()), "draw.key_printed"),
        any(|row| row.core == Core::None, "draw.key_asked"),
    ];
    keys.into_iter().flatten().collect()
}

fn table(site: &Site, from: &str, moments: &[Moment]) -> Table {
    let words = site.words(site.language_of(from));
    let heads = ["draw.col_when", "draw.col_event", "draw.col_other_times"];
    Table {
        heads: heads.iter().map(|key| words.t(key)).collect(),
        rows: moments.iter().map(|one| row(site, from, one)).collect(),
        headed_from: None,
    }
}

fn row(site: &Site, from: &str, one: &Moment) -> Row {
    let lang = site.language_of(from);
    let event = one.event.map(|event| label_of(site, Kind::Event, event.id.as_str()));
    let statements = one.statements().map(|id| name_of(site, id.as_str()));
    let printed = one.event.and_then(|event| Some((event, event.printed_alternatives.as_deref()?)));
    let printed = printed.map(|(event, text)| {
        Piece::said(site.said(lang, Kind::Event, event.id.as_str(), "printed_alternatives", text))
    });
    let given = one.answers().filter_map(|scoped| {
        let statement = &site.statement(scoped.statement.as_str())?.statement;
        let value = crate::words_answers::value(site, lang, site.answer(scoped.answer.as_str())?, scoped.about_assumed);
        let piece = speaker_piece(site, from, statement);
        Some(Piece { text: Said { text: format!("{} {}", piece.text.text, value.text), ..piece.text }, ..piece })
    });
    Row {
        statements: event.into_iter().chain(statements).collect(),
        cells: vec![
            cell(Some(one.when_in_full(site, lang))),
            vec![Piece { href: one.href(site, from), ..Piece::said(one.label(site, lang)) }],
            printed.into_iter().chain(given).collect(),
        ],
    }
}

//! Tensions as drawings with their tables, for the team's own eyes: one for those about the same things. They are made from
//! what perspective found in the whole case, never from cleared input, and so stand on no page.

mod rows;
mod table;

#[cfg(test)]
mod tests;

use super::who::legend;
use crate::figure::{Figure, Key};
use crate::furniture::Words;
use crate::page::Said;
use crate::plot::axis::Axis;
use crate::plot::clock::{Zone, day_text, same_day};
use crate::plot::data::Names;
use crate::plot::tensions::{TensionPanel, TensionPlot, TensionRow, tensions_narrow, tensions_wide};
use crate::words_dates::day_note;
use firsthand_model::edtf::Edtf;
use firsthand_model::tension::{
    AboutInWords, Cause, MomentTimes, TenseIn, TenseRecord, Tension, Tensions, alike, causes_of,
};
use firsthand_model::{Basis, BasisFamily};
use std::collections::BTreeSet;

/// One drawing for tensions about the same things, in the order in which the first of each stands; with `of` only those
/// about that event, message or question, or with that record or statement. `offset_minutes` is that of the case, none where it
/// states none.
pub fn tensions(words: &Words, found: &Tensions, of: Option<&str>, offset_minutes: Option<i32>) -> Vec<Figure> {
    let mut together: Vec<Vec<&Tension>> = Vec::new();
    for tension in &found.tensions {
        match together.iter_mut().find(|alike| alike[0].about == tension.about) {
            Some(alike) => alike.push(tension),
            None => together.push(vec![tension]),
        }
    }
    together.retain(|alike| of.is_none_or(|of| alike.iter().any(|tension| is_of(tension, of))));
    let one = |(index, alike): (usize, &Vec<&Tension>)| {
        Together { words, found, alike, offset_minutes, axis: None, ends: None }.on_its_axis().figure(index)
    };
    together.iter().enumerate().map(one).collect()
}

/// Whether it is about a thing, or has a record, of that id.
fn is_of(tension: &Tension, id: &str) -> bool {
    let is_about = |about: &String| about == id || about.split('/').next() == Some(id);
    let is_record =
        |record: &TenseRecord| record.id == id || record.statement.as_ref().is_some_and(|own| own.as_str() == id);
    tension.about.iter().any(is_about) || tension.records.iter().any(is_record)
}

/// One set of records that do not fit, or several in which others say the same.
struct Set<'t> {
    /// Its number, from 1.
    first: usize,
    /// The number of the last of them.
    last: usize,
    apart: &'t str,
    records: Vec<&'t TenseRecord>,
}

/// The lowest and the highest of something; an open end is none.
type Ends = (Option<i64>, Option<i64>);

/// Tensions about the same things, under way to their drawing.
struct Together<'t> {
    words: &'t Words<'t>,
    found: &'t Tensions,
    alike: &'t [&'t Tension],
    offset_minutes: Option<i32>,
    axis: Option<Axis>,
    /// The lowest and the highest of what is placed.
    ends: Option<(i64, i64)>,
}

impl<'t> Together<'t> {
    fn on_its_axis(self) -> Self {
        let ends = |record: &TenseRecord| record.placed.as_ref().map(|at| [at.low, at.high]);
        let records = self.records().into_iter().chain(self.beside());
        let mut values: Vec<i64> = records.filter_map(ends).flatten().flatten().collect();
        values.extend(self.left().iter().flat_map(|(_, (low, high))| [*low, *high]).flatten());
        let axis = if self.is_in_time() { Axis::for_times(&values) } else { Axis::for_counts(&values) };
        let ends = values.iter().min().copied().zip(values.iter().max().copied());
        Together { axis, ends, ..self }
    }

    fn is_in_time(&self) -> bool {
        self.alike[0].what == TenseIn::Time
    }

    /// Members of all the sets, each once.
    fn records(&self) -> Vec<&'t TenseRecord> {
        distinct(self.alike.iter().flat_map(|tension| &tension.records))
    }

    fn beside(&self) -> Vec<&'t TenseRecord> {
        distinct(self.alike.iter().flat_map(|tension| &tension.beside))
    }

    /// The moments it is about, with what the records outside of every tension leave to each, milliseconds.
    fn left(&self) -> Vec<(&'t MomentTimes, Ends)> {
        let span =
            |text: &Option<String>| Some(text.as_deref()?.parse::<Edtf>().ok()?.span(self.offset_minutes.unwrap_or(0)));
        let of = |times: &'t MomentTimes| {
            let low = span(&times.earliest).and_then(|span| span.earliest_ms);
            (times, (low, span(&times.latest).and_then(|span| span.latest_ms)))
        };
        self.found.times.iter().filter(|times| self.alike[0].about.contains(&times.moment)).map(of).collect()
    }

    fn figure(&self, index: usize) -> Figure {
        let short = |one: &AboutInWords| format!("{} ({})", one.label, one.of);
        let about = self.alike[0].about_in_words.iter().map(short).collect::<Vec<_>>().join("; ");
        let title = self.words.fill("draw.tensions", &[("about", &about)]);
        let note = self.words.t("draw.tensions_note");
        let ticks = self.axis.as_ref().map(|axis| match self.is_in_time() {
            true => axis.time_ticks(self.words, self.zone()),
            false => axis.count_ticks(self.words, &[]),
        });
        let names = Names { id: format!("tensions{}", index + 1), title: title.clone(), description: note.clone() };
        let plot = TensionPlot { names, ticks: ticks.unwrap_or_default(), panels: self.panels() };
        Figure {
            id: plot.names.id.clone(),
            heading: title.clone(),
            title,
            note: Some(note),
            wide: tensions_wide(&plot),
            narrow: tensions_narrow(&plot),
            legend: self.legend(),
            keys: self.keys(),
            is_keyed: false,
            table: self.table(),
        }
    }

    fn panels(&self) -> Vec<TensionPanel> {
        let left: Vec<TensionRow> = self.left().into_iter().map(|(times, ends)| self.left_row(times, ends)).collect();
        let beside: Vec<TensionRow> = self.beside().into_iter().flat_map(|record| self.rows(record)).collect();
        let own = [("draw.tensions_left", left), ("draw.tensions_beside", beside)];
        let own = own.into_iter().filter(|(_, rows)| !rows.is_empty());
        let own = own.map(|(key, rows)| TensionPanel { heading: plain(self.words.t(key)), rows });
        let sets = self.sets().into_iter().map(|set| TensionPanel {
            heading: plain(self.heading(&set)),
            rows: set.records.into_iter().flat_map(|record| self.rows(record)).collect(),
        });
        own.chain(sets).collect()
    }

    /// The sets in their order; those that differ only in who says the same are one.
    fn sets(&self) -> Vec<Set<'t>> {
        let mut first = 0;
        let set = |lot: Vec<&'t Tension>| {
            let own = first;
            first += lot.len();
            let said = |says: &str| lot[0].records.iter().position(|record| record.says == says);
            let mut records = distinct(lot.iter().flat_map(|tension| &tension.records));
            records.sort_by_key(|record| said(&record.says));
            Set { first: own + 1, last: first, apart: &lot[0].apart, records }
        };
        alike(self.alike).into_iter().map(set).collect()
    }

    fn heading(&self, set: &Set<'_>) -> String {
        let Set { first, last, apart, .. } = set;
        let key = match (self.is_in_time(), first == last) {
            (true, true) => "draw.tensions_times",
            (false, true) => "draw.tensions_numbers",
            (true, false) => "draw.tensions_times_alike",
            (false, false) => "draw.tensions_numbers_alike",
        };
        self.words.fill(key, &[("n", first), ("last", last), ("apart", apart)])
    }

    fn legend(&self) -> Vec<(String, String)> {
        let all = self.records().into_iter().chain(self.beside()).filter(|record| record.statement.is_some());
        legend(self.words, all.map(family))
    }

    /// What the signs mean and which day it is, then the ordinary causes, first to last.
    fn keys(&self) -> Vec<Key> {
        let has_order = self.records().iter().any(|record| !record.orders.is_empty());
        let signs = ["draw.key_tension_span"].into_iter().chain(has_order.then_some("draw.key_tension_order"));
        let perhaps =
            |(cause, why): (Cause, &str)| self.words.fill("draw.tensions_cause", &[("cause", &cause), ("why", &why)]);
        let causes = causes_of(self.alike).into_iter().map(perhaps);
        let asked = self.alike[0].about_in_words.iter().filter(|one| one.question.is_some());
        let asked = asked.map(|one| format!("{}: {}", one.of, one.question.as_deref().unwrap_or_default()));
        self.day()
            .into_iter()
            .chain(asked)
            .chain(signs.map(|key| self.words.t(key)))
            .chain(causes)
            .map(Key::text)
            .collect()
    }

    /// The day of the clock times on the axis, where it is one, and their zone.
    fn day(&self) -> Option<String> {
        let zone = self.zone();
        let (low, high) = self.ends.filter(|_| self.is_in_time())?;
        let day = same_day(low, high, zone).then(|| day_text(self.words, low, zone))?;
        let offset = self.offset_minutes.map(|minutes| format!("{:+03}:{:02}", minutes / 60, minutes.abs() % 60));
        Some(day_note(self.words, &day, offset.as_deref()))
    }

    fn zone(&self) -> Zone {
        Zone(i64::from(self.offset_minutes.unwrap_or(0)) * 60_000)
    }
}

fn distinct<'t>(records: impl Iterator<Item = &'t TenseRecord>) -> Vec<&'t TenseRecord> {
    let mut seen = BTreeSet::new();
    records.filter(|record| seen.insert((record.kind, record.id.as_str()))).collect()
}

fn moment_name(times: &MomentTimes) -> String {
    let end = times.end.as_ref().map(|end| format!(".{end}")).unwrap_or_default();
    format!("{}{end}", times.moment)
}

fn family(record: &TenseRecord) -> BasisFamily {
    record.basis.unwrap_or(Basis::Unknown).family()
}

fn plain(text: String) -> Said {
    Said { text, ..Said::default() }
}

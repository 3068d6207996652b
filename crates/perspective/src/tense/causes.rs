//! Ordinary causes of a tension, in the order in which they are to be looked at: coding, zone, translation, scope, rounding.
//! A cause is named where something in the records speaks for looking at it; coding always is.

use super::say::Axis;
use super::told::Told;
use firsthand_model::Kind;
use firsthand_model::tension::{Cause, CauseHere};
use std::collections::BTreeSet;

/// What of a record speaks for an ordinary cause.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clues {
    /// The zone in which a time was printed; none if it has a clock time and no zone is printed with it.
    pub(crate) zone: Option<ZoneClue>,
    /// The language in which its words are.
    pub(crate) lang: Option<String>,
    /// From what its words were rendered, in words; none if they are nobody's rendering.
    pub(crate) rendered: Option<String>,
    /// Records that put the same words otherwise, in another language.
    pub(crate) put_otherwise: Vec<String>,
    /// How far off a value may be by the way it was rounded, in the unit of the axis.
    pub(crate) rounded_by: i64,
}

/// What is known of the zone of a clock time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ZoneClue {
    /// It was printed.
    Printed(String),
    /// It was not printed, and the case's was taken.
    Assumed,
}

/// Zones are at most so far apart.
const ZONES_APART_MS: i64 = 26 * 3_600_000;

/// The causes that there may be. A statement that says how two moments lie to each other has them in the zone of the
/// times that it gives itself, so these count among `beside`; by how much they miss each other is the records' alone.
pub(crate) fn causes(axis: Axis, records: &[&Told<'_>], beside: &[&Told<'_>], apart: i64) -> Vec<CauseHere> {
    let mut causes = vec![CauseHere {
        cause: Cause::Coding,
        why: "Each of these was coded by hand: read the words again at their places.".into(),
    }];
    let zone =
        (axis == Axis::Time && apart <= ZONES_APART_MS).then(|| zone(&with_own_times(records, beside))).flatten();
    causes.extend(zone.map(|why| CauseHere { cause: Cause::Zone, why }));
    causes.extend(translation(records).map(|why| CauseHere { cause: Cause::Translation, why }));
    causes.extend(scope(records).map(|why| CauseHere { cause: Cause::Scope, why }));
    causes.extend(rounding(axis, records, apart).map(|why| CauseHere { cause: Cause::Rounding, why }));
    causes
}

/// The ordinary causes that are looked for: numbers have no zone, and a cause of which the records cannot speak is not looked for.
/// Those that were found were.
pub(crate) fn looked_for(axis: Axis, records: &[&Told<'_>], found: &[CauseHere]) -> Vec<Cause> {
    let is_looked_for = |cause: &Cause| match cause {
        Cause::Coding | Cause::Scope => true,
        // Messages have no column for the zone as printed.
        Cause::Zone => axis == Axis::Time && records.iter().all(|told| told.kind != Kind::Message),
        Cause::Translation => records.iter().all(|told| told.statement.is_none() || told.clues.lang.is_some()),
        Cause::Rounding => records.iter().any(|told| told.placed.is_some()),
        Cause::Print => false,
    };
    let is_found = |cause: &Cause| found.iter().any(|here| here.cause == *cause);
    Cause::ALL.iter().copied().filter(|cause| is_looked_for(cause) || is_found(cause)).collect()
}

/// The records, and what the same statements say of where those things are.
fn with_own_times<'t, 'a>(records: &[&'t Told<'a>], beside: &[&'t Told<'a>]) -> Vec<&'t Told<'a>> {
    let speaks = |one: &&&Told<'_>| {
        let own = one.statement.map(|statement| &statement.id);
        own.is_some() && records.iter().any(|member| member.statement.map(|statement| &statement.id) == own)
    };
    records.iter().chain(beside.iter().filter(speaks)).copied().collect()
}

fn zone(records: &[&Told<'_>]) -> Option<String> {
    let zones: BTreeSet<&ZoneClue> = records.iter().filter_map(|told| told.clues.zone.as_ref()).collect();
    let assumed = ids(records, |told| told.clues.zone == Some(ZoneClue::Assumed));
    if !assumed.is_empty() {
        return Some(format!("No zone is printed with the time of {}; the case's was taken.", assumed.join(", ")));
    }
    let printed: Vec<&str> = zones
        .iter()
        .filter_map(|zone| match zone {
            ZoneClue::Printed(zone) => Some(zone.as_str()),
            ZoneClue::Assumed => None,
        })
        .collect();
    (printed.len() > 1).then(|| format!("The times were printed in different zones: {}.", printed.join(", ")))
}

fn translation(records: &[&Told<'_>]) -> Option<String> {
    let langs: BTreeSet<&str> = records.iter().filter_map(|told| told.clues.lang.as_deref()).collect();
    let langs: Vec<&str> = langs.into_iter().collect();
    let mut whys: Vec<String> = Vec::new();
    whys.extend((langs.len() > 1).then(|| format!("Their words are in different languages: {}.", langs.join(", "))));
    let rendered: BTreeSet<&str> = records.iter().filter_map(|told| told.clues.rendered.as_deref()).collect();
    whys.extend(rendered.into_iter().map(|rendered| format!("{rendered}.")));
    whys.extend(records.iter().filter(|told| !told.clues.put_otherwise.is_empty()).map(|told| {
        format!("What {} has is put otherwise, of the same words, in {}.", told.id, told.clues.put_otherwise.join(", "))
    }));
    (!whys.is_empty()).then(|| whys.join(" "))
}

fn scope(records: &[&Told<'_>]) -> Option<String> {
    let things: BTreeSet<&str> = records.iter().flat_map(|told| &told.of).map(String::as_str).collect();
    let things: Vec<&str> = things.into_iter().collect();
    let why = || format!("They may not all mean the same by {}.", things.join(", "));
    (things.len() > 1).then(why)
}

fn rounding(axis: Axis, records: &[&Told<'_>], apart: i64) -> Option<String> {
    let rounded_by: i64 = records.iter().map(|told| told.clues.rounded_by).fold(0, i64::saturating_add);
    let rounded = ids(records, |told| told.clues.rounded_by > 0);
    (rounded_by > 0 && apart <= rounded_by).then(|| {
        format!(
            "The figures of {} are round, or about: together they may be off by {}.",
            rounded.join(", "),
            axis.apart(rounded_by)
        )
    })
}

fn ids<'t>(records: &[&'t Told<'_>], which: impl Fn(&Told<'_>) -> bool) -> Vec<&'t str> {
    records.iter().filter(|told| which(told)).map(|told| told.id.as_str()).collect()
}

//! The question *acts*: who did what to whom, in which role, one by one or by pattern. A victim is a group or a code; a cell of
//! a pattern names the acts that it counts. Nothing is estimated, and what is withheld is in no pattern.

use crate::Archive;
use crate::coding::coding_sheet::csv_of;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::edtf::Edtf;
use firsthand_model::words::{CommandRole, PartyKind, VictimKind};
use firsthand_model::{Act, Statement};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The acts of a case, one by one and by pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Acts {
    /// Every act that is not withheld, in order of id.
    pub acts: Vec<ActLine>,
    /// How many of them were done to whom nobody names: groups of people, and single ones under a code. No act has a name.
    pub unnamed: Unnamed,
    /// How many acts each pattern has, in order of type, actor, role, place and month.
    pub pattern: Vec<ActCell>,
    /// Acts that were left out because they are withheld.
    pub withheld: usize,
    /// Acts that were left out because every statement that says so was made under duress.
    pub under_duress: usize,
}

/// Acts by the kind of their victim. None of these victims is named; each act says in words or by its code who it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Unnamed {
    /// Acts on a group of people.
    pub groups: usize,
    /// Acts on one person under a code.
    pub codes: usize,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActLine {
    /// Its id.
    pub id: String,
    /// What was done.
    #[serde(rename = "type")]
    pub act_type: String,
    /// To whom: a group in words, or a code.
    pub victim: String,
    /// Whether that is a group or a code.
    pub victim_kind: Option<VictimKind>,
    /// By whom, by id; none means unknown.
    pub actor: Option<String>,
    /// In which role.
    pub role: Option<CommandRole>,
    /// When, EDTF.
    pub time: Option<String>,
    /// Where, by id.
    pub place: Option<String>,
    /// The statements that say so.
    pub statements: Vec<String>,
}

/// Acts of one pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ActCell {
    /// What was done.
    #[serde(rename = "type")]
    pub act_type: String,
    /// By whom: the id and what a body or role is called, never a person's name; `unknown` where nobody is named.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// Where: the id and name of a place; `not stated` where none is.
    pub place: String,
    /// In which month; the time as recorded where it lies in no single month, `not dated` where there is none.
    pub month: String,
    /// The acts, in order of id. Their number is how many there are: of acts as recorded, not of victims.
    pub acts: Vec<String>,
}

impl Acts {
    /// The pattern as a table, one line a cell.
    pub fn csv(&self) -> String {
        let header = ["type", "actor", "role", "place", "month", "acts", "ids"].map(str::to_owned);
        let counted: Vec<(&ActCell, String, String)> =
            self.pattern.iter().map(|cell| (cell, cell.acts.len().to_string(), cell.acts.join(";"))).collect();
        let row = |(cell, count, ids): &'_ (&'_ ActCell, String, String)| {
            [&cell.act_type, &cell.actor, &cell.role, &cell.place, &cell.month, count, ids].map(String::clone)
        };
        let rows: Vec<[String; 7]> = counted.iter().map(row).collect();
        csv_of(&header, rows.iter().map(|row| row.iter().map(String::as_str)))
    }
}

impl Archive {
    /// Every act that may be counted, and how many of each pattern there are.
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn acts(&self, view: View<'_>) -> Result<Acts, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        let under: BTreeSet<&str> = snapshot.statements.iter().filter(|one| one.duress == Some(true)).map(id).collect();
        let rests_on_duress = |act: &Act| {
            view.without_duress
                && !act.statements.is_empty()
                && act.statements.iter().all(|id| under.contains(id.as_str()))
        };
        let mut acts = Acts::default();
        let mut cells: BTreeMap<[String; 5], Vec<String>> = BTreeMap::new();
        for act in &snapshot.acts {
            if act.withhold == Some(true) {
                acts.withheld += 1;
            } else if rests_on_duress(act) {
                acts.under_duress += 1;
            } else {
                cells.entry(pattern(&snapshot, act)).or_default().push(act.id.to_string());
                acts.acts.push(line(act));
            }
        }
        let cell = |([act_type, actor, role, place, month], acts): ([String; 5], Vec<String>)| ActCell {
            act_type,
            actor,
            role,
            place,
            month,
            acts,
        };
        acts.unnamed = unnamed(&acts.acts);
        acts.pattern = cells.into_iter().map(cell).collect();
        Ok(acts)
    }
}

fn unnamed(acts: &[ActLine]) -> Unnamed {
    let of = |kind: VictimKind| acts.iter().filter(|act| act.victim_kind == Some(kind)).count();
    Unnamed { groups: of(VictimKind::Group), codes: of(VictimKind::Code) }
}

fn id(statement: &Statement) -> &str {
    statement.id.as_str()
}

fn line(act: &Act) -> ActLine {
    ActLine {
        id: act.id.to_string(),
        act_type: act.r#type.clone().unwrap_or_default(),
        victim: act.victim.clone().unwrap_or_default(),
        victim_kind: act.victim_kind,
        actor: act.actor_id.as_ref().map(ToString::to_string),
        role: act.role,
        time: act.time.clone(),
        place: act.place_id.as_ref().map(ToString::to_string),
        statements: act.statements.iter().map(ToString::to_string).collect(),
    }
}

/// Type, actor, role, place and month.
fn pattern(snapshot: &Snapshot, act: &Act) -> [String; 5] {
    [
        act.r#type.clone().unwrap_or_default(),
        actor(snapshot, act),
        act.role.unwrap_or(CommandRole::Unknown).word().to_owned(),
        place(snapshot, act),
        month(act.time.as_deref(), snapshot.offset_minutes()),
    ]
}

/// A body or role by what it is called; a person by id alone.
fn actor(snapshot: &Snapshot, act: &Act) -> String {
    let Some(id) = &act.actor_id else { return "unknown".to_owned() };
    let called = snapshot.people.iter().find(|party| party.id == *id);
    let is_named = |kind: Option<PartyKind>| matches!(kind, Some(PartyKind::Body | PartyKind::Role));
    let name = called.filter(|party| is_named(party.kind) && party.withhold != Some(true));
    match name.and_then(|party| party.name.as_deref()) {
        Some(name) => format!("{id} {name}"),
        None => id.to_string(),
    }
}

fn place(snapshot: &Snapshot, act: &Act) -> String {
    let Some(id) = &act.place_id else { return "not stated".to_owned() };
    let place =
        snapshot.places.iter().find(|place| place.id.as_str() == id.as_str()).and_then(|place| place.place.as_ref());
    let part = || snapshot.scene_parts.iter().find(|part| part.id.as_str() == id.as_str())?.part.as_ref();
    place.or_else(part).map_or_else(|| id.to_string(), |name| format!("{id} {name}"))
}

/// The month in which a time lies by the case's clock, `2004-09`.
fn month(time: Option<&str>, offset_minutes: i32) -> String {
    let Some(text) = time else { return "not dated".to_owned() };
    let span = text.parse::<Edtf>().ok().map(|time| time.span(offset_minutes));
    let of = |ms: Option<i64>| {
        let offset = jiff::tz::Offset::from_seconds(offset_minutes.checked_mul(60)?).ok()?;
        let date = offset.to_datetime(jiff::Timestamp::from_millisecond(ms?).ok()?).date();
        Some(format!("{:04}-{:02}", date.year(), date.month()))
    };
    let (first, last) = (span.and_then(|span| of(span.earliest_ms)), span.and_then(|span| of(span.latest_ms)));
    first.filter(|first| last.as_ref() == Some(first)).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(time: Option<&str>, expected: &str) {
        assert_eq!(month(time, 240), expected);
    }

    #[test]
    fn a_month_is_one_in_which_all_of_a_time_lies() {
        check(Some("2004-09-01"), "2004-09");
        check(Some("2004-09-01T13:05:00+04:00"), "2004-09");
        check(Some("2004-09-01/2004-09-03"), "2004-09");
        check(Some("2004-08-31/2004-09-01"), "2004-08-31/2004-09-01");
        check(Some("2004"), "2004");
        check(None, "not dated");
    }
}

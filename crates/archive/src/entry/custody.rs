//! The question *custody*: of each original what is recorded of its coming here and of whether it is what it is said to be.
//! What is not recorded is said to be unknown, with the reason where one was given. Chains are made in `firsthand_model::custody`.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use firsthand_model::custody::{CustodyGap, Handover, chain};
use firsthand_model::words::ExaminedPart;
use firsthand_model::{Custody, Examination, Hold, OriginalRecord, Source, SourceId};
use serde::Serialize;
use std::collections::BTreeMap;

/// Why something is unknown of which nobody gave a reason.
const NOT_RECORDED: &str = "not recorded";
/// The same of all that a hand-over says, where there is none.
const NO_ROW: &str = "custody.csv has no row of it";

/// What is recorded of one original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustodyView {
    /// Its source.
    pub source: String,
    /// What the source is.
    pub what: Option<String>,
    /// Whether its bytes are here.
    pub hold: Hold,
    /// Their digest, `sha256:<hex>`.
    pub sha256: Stated,
    /// Their size in bytes; none if they never were here.
    pub size_bytes: Option<i64>,
    /// Names under which they were received.
    pub names: Stated,
    /// What they were read as: the reader's name.
    pub read_as: Stated,
    /// When they were taken into the case, RFC 3339 in UTC.
    pub taken_in: Stated,
    /// By whom.
    pub taken_in_by: Stated,
    /// The hand-overs in their order.
    pub handovers: Vec<HandoverLine>,
    /// Where there is none: why giver, time, place and method of its coming here are unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handovers_unknown: Option<String>,
    /// What was looked at when it was verified, always all parts.
    pub examined: Vec<ExaminedLine>,
}

/// A value, or why it is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// What is recorded.
    Value(String),
    /// It is unknown, for this reason.
    Unknown(String),
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandoverLine {
    /// Its id.
    pub id: String,
    /// What is missing before it.
    pub gap: Option<CustodyGap>,
    /// Who gave it.
    pub giver: Stated,
    /// Who received it.
    pub receiver: Stated,
    /// When, EDTF.
    pub at: Stated,
    /// Where it was.
    pub place: Stated,
    /// What for.
    pub purpose: Stated,
    /// How.
    pub method: Stated,
    /// A note.
    pub note: Option<String>,
}

/// One part of an original, and everybody who looked at it; nobody means that it is not verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExaminedLine {
    /// The part.
    pub part: ExaminedPart,
    /// Who looked, how, when, and what was found.
    pub looks: Vec<Examination>,
}

impl Archive {
    /// What is recorded of the original of every source that is held or has hand-overs, or of one source whatever it has.
    ///
    /// # Errors
    /// When the case cannot be read, never had the state asked for, or has no such source.
    pub fn custody(&self, source: Option<&str>, at: Option<&str>) -> Result<Vec<CustodyView>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        let is_asked = |one: &&Source| source.is_none_or(|id| one.id.as_str() == id);
        let desk = Desk::of(&snapshot);
        let mut found = Vec::new();
        for one in snapshot.sources.iter().filter(is_asked) {
            let view = self.custody_of(&desk, one)?;
            if source.is_some() || view.hold == Hold::Held || !view.handovers.is_empty() {
                found.push(view);
            }
        }
        match source {
            Some(id) if found.is_empty() => Err(ArchiveError::Unknown { what: "source".into(), id: id.to_owned() }),
            _ => Ok(found),
        }
    }

    fn custody_of(&self, desk: &Desk<'_>, source: &Source) -> Result<CustodyView, ArchiveError> {
        let original = desk.originals.get(&source.id).cloned().unwrap_or_default();
        let digest = original.sha256.as_deref().filter(|_| original.hold == Hold::Held);
        let first = match digest.and_then(|digest| desk.entities.get(digest)) {
            Some(entity) => self.tables.first_of_entity(entity)?,
            None => None,
        };
        let why = if original.hold == Hold::Held { NOT_RECORDED } else { "its bytes are not held" };
        let reader = digest.and_then(|digest| desk.readers.get(digest)).map(|reader| (*reader).to_owned());
        let rows = desk.handovers.get(&source.id).into_iter().flatten().copied();
        let handovers: Vec<HandoverLine> = chain(rows, desk.offset_minutes).handovers.into_iter().map(line).collect();
        Ok(CustodyView {
            source: source.id.to_string(),
            what: source.what.clone(),
            hold: original.hold,
            size_bytes: original.size_bytes,
            names: stated((!original.names.is_empty()).then(|| original.names.join("; ")), why),
            read_as: stated(reader, if digest.is_some() { "nothing was read of it" } else { why }),
            sha256: stated(original.sha256, why),
            taken_in: stated(first.as_ref().map(|row| row.at.clone()), why),
            taken_in_by: stated(first.map(|row| row.author), why),
            handovers_unknown: handovers.is_empty().then(|| NO_ROW.to_owned()),
            handovers,
            examined: ExaminedPart::ALL.iter().map(|part| desk.examined(source, *part)).collect(),
        })
    }
}

/// What of a state is asked for each source, each thing by its key.
struct Desk<'s> {
    originals: BTreeMap<SourceId, OriginalRecord>,
    /// The entity of each held original by its digest.
    entities: BTreeMap<&'s str, &'s str>,
    /// What last read each original, by digest.
    readers: BTreeMap<&'s str, &'s str>,
    handovers: BTreeMap<&'s SourceId, Vec<&'s Custody>>,
    examinations: &'s [Examination],
    offset_minutes: i32,
}

impl<'s> Desk<'s> {
    fn of(snapshot: &'s Snapshot) -> Self {
        let held = snapshot.originals.iter().filter(|(_, original)| original.hold == Hold::Held);
        Desk {
            originals: snapshot.originals_by_source(),
            entities: held.filter_map(|(entity, one)| Some((one.sha256.as_deref()?, entity.as_str()))).collect(),
            readers: snapshot.accepted.values().map(|one| (one.original.as_str(), one.reader.as_str())).collect(),
            handovers: snapshot.handovers_by_source(),
            examinations: &snapshot.examinations,
            offset_minutes: snapshot.offset_minutes(),
        }
    }

    fn examined(&self, source: &Source, part: ExaminedPart) -> ExaminedLine {
        let is_own = |look: &&Examination| look.source_id.as_ref() == Some(&source.id) && look.part == Some(part);
        ExaminedLine { part, looks: self.examinations.iter().filter(is_own).cloned().collect() }
    }
}

fn stated(value: Option<String>, why: &str) -> Stated {
    value.map_or_else(|| Stated::Unknown(why.to_owned()), Stated::Value)
}

fn line(handover: Handover) -> HandoverLine {
    let Custody { id, giver, receiver, at, place, purpose, method, unknown_why, note, .. } = handover.row;
    let why = unknown_why.as_deref().unwrap_or(NOT_RECORDED);
    HandoverLine {
        id: id.to_string(),
        gap: handover.gap,
        giver: stated(giver, why),
        receiver: stated(receiver, why),
        at: stated(at, why),
        place: stated(place, NOT_RECORDED),
        purpose: stated(purpose, why),
        method: stated(method, why),
        note,
    }
}

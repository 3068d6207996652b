//! Whether a finding or bearing is stale: which of the statements it cites were changed after it was written, by the numbers of entries.

use crate::snapshot::Snapshot;
use firsthand_model::words::Stance;
use firsthand_model::{Bearing, Finding, Kind, Statement, StatementId};
use firsthand_publish::{StaleChange as Change, StaleMark};
use std::collections::{BTreeMap, BTreeSet};

/// The entry in which a record was written as it stands.
pub(crate) fn written(snapshot: &Snapshot, kind: Kind, handle: &str) -> Option<u64> {
    snapshot.written.get(&(kind, handle.to_owned())).copied()
}

/// Of each stale bearing what became of its statement after it was written.
pub(crate) fn stale_bearings(snapshot: &Snapshot) -> BTreeMap<String, StaleMark> {
    if snapshot.bearings.is_empty() {
        return BTreeMap::new();
    }
    let changes = Changes::of(snapshot);
    let of = |bearing: &Bearing| {
        let since = written(snapshot, Kind::Bearing, bearing.id.as_str())?;
        Some((bearing.id.to_string(), changes.since(bearing.statement_id.as_ref()?, since)?))
    };
    snapshot.bearings.iter().filter_map(of).collect()
}

/// Of each stale finding the statements it cites that were changed after it was written, in order.
pub(crate) fn stale(snapshot: &Snapshot) -> BTreeMap<String, Vec<StaleMark>> {
    let changes = Changes::of(snapshot);
    let of = |finding: &Finding| {
        let since = written(snapshot, Kind::Finding, finding.id.as_str())?;
        let cited: BTreeSet<&StatementId> = finding.for_statements.iter().chain(&finding.against_statements).collect();
        let marks: Vec<StaleMark> = cited.into_iter().filter_map(|id| changes.since(id, since)).collect();
        (!marks.is_empty()).then(|| (finding.id.to_string(), marks))
    };
    snapshot.findings.iter().filter_map(of).collect()
}

/// What became of a stale finding's statements, in words: "written before E028 was changed (entry 120)".
pub(crate) fn stale_words(marks: &[StaleMark]) -> String {
    let word = |mark: &StaleMark| {
        let name = mark.statement.as_ref().map_or("a statement", |id| id.as_str());
        let entry = mark.entry.map(|entry| format!(" (entry {entry})")).unwrap_or_default();
        format!("{name} was {}{entry}", mark.change.word())
    };
    format!("written before {}", marks.iter().map(word).collect::<Vec<_>>().join(", "))
}

struct Changes<'a> {
    snapshot: &'a Snapshot,
    statements: BTreeMap<&'a StatementId, &'a Statement>,
}

impl<'a> Changes<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        Changes {
            snapshot,
            statements: snapshot.statements.iter().map(|statement| (&statement.id, statement)).collect(),
        }
    }

    /// What became of a statement after an entry, if anything did. Its answers and the withholding of its source count too.
    fn since(&self, id: &StatementId, since: u64) -> Option<StaleMark> {
        let mark = |change, entry| Some(StaleMark { statement: Some(id.clone()), change, entry });
        let Some(statement) = self.statements.get(id) else { return mark(Change::Erased, None) };
        let later = |kind: Kind, handle: &str| written(self.snapshot, kind, handle).filter(|entry| *entry > since);
        let source = statement.source.as_ref();
        let withheld = self.snapshot.sources.iter().find(|one| Some(&one.id) == source && one.withhold == Some(true));
        if let Some(entry) = withheld.and_then(|source| later(Kind::Source, source.id.as_str())) {
            return mark(Change::Withheld, Some(entry));
        }
        if let Some(entry) = later(Kind::Statement, id.as_str()) {
            let change = match (statement.withhold, statement.stance) {
                (Some(true), _) => Change::Withheld,
                (_, Some(Stance::Retracts)) => Change::Retracted,
                _ => Change::Changed,
            };
            return mark(change, Some(entry));
        }
        let answers = self.snapshot.answers.iter().filter(|answer| answer.statement_id.as_ref() == Some(id));
        let changed = answers.filter_map(|answer| later(Kind::Answer, answer.id.as_str())).max();
        changed.and_then(|entry| mark(Change::Changed, Some(entry)))
    }
}

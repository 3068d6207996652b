//! A past state of a case: the tables replayed up to a position of the ledger, in memory, and read as any other state.
//! Nothing is written. What was erased since is not there: its payload is gone from every state.

use crate::Archive;
use crate::commit::applied;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::undo_judgment::is_judgment;
use firsthand_ledger::EntryState;
use firsthand_ledger::tables::Tables;
use firsthand_model::Kind;
use jiff::{Timestamp, civil::Date, tz::Offset};
use serde_json::Value;

/// Which state of a case is asked for, as given: a number of ledger entries, a day (to its end, UTC), or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Position(u64),
    Moment(Timestamp),
}

impl At {
    fn parse(text: &str) -> Option<At> {
        if let Ok(position) = text.parse::<u64>() {
            return Some(At::Position(position));
        }
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(At::Moment(moment));
        }
        let next = text.parse::<Date>().ok()?.tomorrow().ok()?;
        let end = Offset::UTC.to_timestamp(next.at(0, 0, 0, 0)).ok()?;
        end.checked_sub(jiff::SignedDuration::from_nanos(1)).ok().map(At::Moment)
    }
}

impl Archive {
    /// The case as it stands, or as it stood: after so many entries, at the end of a day (UTC), or at a moment (RFC 3339).
    ///
    /// A position inside a batch was never a state of the case: it is taken for the end of the batch before.
    ///
    /// # Errors
    /// When `at` is none of those, or later than the ledger, or the ledger cannot be read.
    pub fn snapshot_at(&self, at: Option<&str>) -> Result<Snapshot, ArchiveError> {
        let Some(text) = at else { return self.snapshot() };
        let at = At::parse(text).ok_or_else(|| self.no_state(text))?;
        if matches!(at, At::Position(position) if position > self.log.size()) {
            return Err(self.no_state(text));
        }
        Snapshot::load(&self.replayed(self.whole_batches(at)?)?)
    }

    /// The state that an edition is made of. What protects somebody now protects them in every edition made now: a past
    /// state is refused if anything but judgments has other content since, or if anything is withheld since.
    pub(crate) fn state_to_publish(&self, at: Option<&str>) -> Result<Snapshot, ArchiveError> {
        let then = self.snapshot_at(at)?;
        if at.is_some()
            && let now = self.snapshot()?
            && let Some((kind, id)) = changed_since(&then, &now)
        {
            let what = format!("{kind} {id} was changed since that state, perhaps for somebody's protection");
            return Err(ArchiveError::NotClear { what });
        }
        Ok(then)
    }

    fn no_state(&self, at: &str) -> ArchiveError {
        ArchiveError::NoSuchState { at: at.to_owned(), size: self.log.size() }
    }

    /// How many entries the last whole batch before the state ends with.
    fn whole_batches(&self, at: At) -> Result<u64, ArchiveError> {
        let mut end = 0;
        for entry in self.log.entries() {
            let entry = entry?;
            let is_later = match (at, &entry.state) {
                (At::Position(position), _) => entry.seq >= position,
                // When an erased entry was made is gone with it: the entries around it tell.
                (At::Moment(_), EntryState::Erased { .. }) => false,
                (At::Moment(moment), EntryState::Live(payload)) => {
                    payload.at.parse::<Timestamp>().is_ok_and(|made| made > moment)
                }
            };
            if is_later {
                break;
            }
            if entry.last {
                end = entry.seq + 1;
            }
        }
        Ok(end)
    }

    fn replayed(&self, position: u64) -> Result<Tables, ArchiveError> {
        let mut tables = Tables::in_memory()?;
        let mut pending = Vec::new();
        for entry in self.log.entries().take(usize::try_from(position).unwrap_or(usize::MAX)) {
            pending.extend(applied(entry?)?);
        }
        tables.apply(&pending)?;
        Ok(tables)
    }
}

/// The first record that bears on what may be shown and has other content now. A record that is gone was taken back.
fn changed_since<'a>(then: &'a Snapshot, now: &'a Snapshot) -> Option<&'a (Kind, String)> {
    let differs = |((kind, handle), body): &(&(Kind, String), &Value)| {
        now.bodies.get(&(*kind, handle.clone())).is_some_and(|now| match is_judgment(*kind) {
            true => now["withhold"] != body["withhold"],
            false => now != *body,
        })
    };
    then.bodies.iter().find(differs).map(|(key, _)| key).or_else(|| corrected_since(then, now))
}

/// A correction made since: it may have taken a name out of a transcript.
fn corrected_since<'a>(then: &Snapshot, now: &'a Snapshot) -> Option<&'a (Kind, String)> {
    now.bodies.keys().find(|key| key.0 == Kind::Correction && !then.bodies.contains_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<At>) {
        assert_eq!(At::parse(text), expected, "{text}");
    }

    #[test]
    fn a_state_is_named_by_position_day_or_moment() {
        check("12", Some(At::Position(12)));
        check("2026-11-24T10:00:00+04:00", Some(At::Moment("2026-11-24T06:00:00Z".parse().unwrap())));
        check("2026-11-24", Some(At::Moment("2026-11-24T23:59:59.999999999Z".parse().unwrap())));
        for text in ["", "yesterday", "2026-11", "-1", "2026-02-30"] {
            check(text, None);
        }
    }
}

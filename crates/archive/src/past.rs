//! A past state of a case: the tables replayed up to a position of the ledger, in memory, and read as any other state.
//! Nothing is written. What was erased since is not there: its payload is gone from every state. It can be published too, but for
//! what may be shown less since.

use crate::Archive;
use crate::commit::applied;
use crate::edition::allowed_links::LINK_ONLY;
use crate::edition::clear_recordings::MAY_GO_ALONG;
use crate::error::ArchiveError;
use crate::import::proposals::CITABLE;
use crate::snapshot::Snapshot;
use firsthand_ledger::EntryState;
use firsthand_ledger::tables::Tables;
use firsthand_model::{Account, Kind};
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

    /// The state that an edition is made of. What keeps something back now keeps it back in every edition made now: a past state
    /// is refused if less may be shown since. Rows that only say something else since are shown as they stood; what was
    /// erased is in no state.
    pub(crate) fn state_to_publish(&self, at: Option<&str>) -> Result<StateToPublish, ArchiveError> {
        let mut then = self.snapshot_at(at)?;
        if at.is_none() {
            return Ok(StateToPublish { snapshot: then, now: None, left_out: Vec::new() });
        }
        let now = self.snapshot()?;
        if let Some(((kind, id), column)) = kept_back_since(&then, &now) {
            let what = format!(
                "{kind} {id} may be shown less than in that state (column {column}); publish the case as it stands, or allow it again"
            );
            return Err(ArchiveError::NotClear { what });
        }
        let now = (then.position < now.position).then_some(now);
        let left_out = leave_out_accounts(&mut then);
        Ok(StateToPublish { snapshot: then, now, left_out })
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

/// A state of which an edition is made.
pub(crate) struct StateToPublish {
    /// The records of that state.
    pub(crate) snapshot: Snapshot,
    /// The case as it stands, if that is another state.
    pub(crate) now: Option<Snapshot>,
    /// Accounts of that state that cite what was erased since, each with that. An account states nothing that it cannot show, and one of
    /// a past state is mended by nobody.
    pub(crate) left_out: Vec<(String, String)>,
}

impl StateToPublish {
    /// What the team is to know of a past state, and no page says.
    pub(crate) fn notices(&self) -> Vec<String> {
        let left_out = |(account, id): &(String, String)| {
            format!(
                "the account {account} is left out: it cites {id}, which was erased since, or of which the source was"
            )
        };
        self.left_out.iter().map(left_out).chain(self.changed()).collect()
    }

    /// Which records the case has otherwise now.
    fn changed(&self) -> Option<String> {
        let now = self.now.as_ref()?;
        let changed: Vec<String> =
            otherwise_now(&self.snapshot, now).map(|(kind, id)| format!("{kind} {id}")).collect();
        let (first, further) = changed.split_at(changed.len().min(NAMED_AT_MOST));
        let more = if further.is_empty() { String::new() } else { format!(" and {} more", further.len()) };
        (!changed.is_empty()).then(|| {
            format!(
                "the case has other content now in {}{more}. What was changed to protect somebody is shown here as it was: withhold or erase it",
                first.join(", ")
            )
        })
    }
}

/// Takes out of a past state the accounts that cite what is in no state any more; each with the first such id.
fn leave_out_accounts(then: &mut Snapshot) -> Vec<(String, String)> {
    // A statement whose source was erased stands on nothing, and no edition shows it.
    let is_groundless = |id: &str| {
        let statement = then.statements.iter().find(|one| one.id.as_str() == id);
        let source = statement.and_then(|one| one.source.as_ref());
        source.is_some_and(|source| !then.entities.contains_key(&(Kind::Source, source.to_string())))
    };
    let is_there = |id: &str| {
        let has = |kind: &Kind| then.entities.contains_key(&(*kind, id.to_owned()));
        CITABLE.iter().any(has) && !is_groundless(id)
    };
    let cites = |account: &Account| {
        let sentences = firsthand_intake::sentences(&account.markdown);
        sentences.into_iter().flat_map(|sentence| sentence.citations).find(|id| !is_there(id))
    };
    let found: Vec<(String, String)> =
        then.accounts.iter().filter_map(|account| Some((account.id.clone(), cites(account)?))).collect();
    for (id, _) in &found {
        let key = (Kind::Account, id.clone());
        then.accounts.retain(|account| account.id != *id);
        then.bodies.remove(&key);
        then.entries.remove(&key);
        then.entities.remove(&key);
    }
    found
}

/// More records are counted and not named.
const NAMED_AT_MOST: usize = 12;

/// The records of a state that have other content now. One that is gone was erased, and is in no state, or taken back.
fn otherwise_now<'a>(then: &'a Snapshot, now: &'a Snapshot) -> impl Iterator<Item = &'a (Kind, String)> {
    let is_other = |(key, body): &(&(Kind, String), &Value)| now.bodies.get(*key).is_some_and(|now| now != *body);
    let corrected = now.bodies.keys().filter(|key| key.0 == Kind::Correction && !then.bodies.contains_key(*key));
    then.bodies.iter().filter(is_other).map(|(key, _)| key).chain(corrected)
}

/// The first record of which less may be shown now than then, and by which column.
fn kept_back_since<'a>(then: &'a Snapshot, now: &'a Snapshot) -> Option<(&'a (Kind, String), &'static str)> {
    let lost = |(key, body): (&'a (Kind, String), &Value)| {
        let now = now.bodies.get(key)?;
        let column = ALLOWS.iter().find(|(column, allows)| allows(&body[*column]) && !allows(&now[*column]))?;
        Some((key, column.0))
    };
    then.bodies.iter().find_map(lost)
}

/// A column, and whether a value of it allows something to be shown.
type Allows = (&'static str, fn(&Value) -> bool);

/// The columns and settings that say what may be shown, each with whether a value allows it; rows of other tables have none of them.
const ALLOWS: [Allows; 8] = [
    ("withhold", |value| *value != true),
    ("public_link", |value| *value == true),
    ("link_is_makers", |value| *value == true),
    ("link_rule", |value| *value == "link"),
    ("ship_text", |value| *value == MAY_GO_ALONG),
    ("ship_position", |value| *value == true),
    ("rule", |value| value.as_str().is_some_and(|rule| rule.starts_with(LINK_ONLY))),
    ("expose_handles", |value| *value == true),
];

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::Statement;
    use serde_json::json;

    #[track_caller]
    fn check(text: &str, expected: Option<At>) {
        assert_eq!(At::parse(text), expected, "{text}");
    }

    /// A case of one record.
    fn of(kind: Kind, body: Value) -> Snapshot {
        Snapshot { bodies: [((kind, "R1".to_owned()), body)].into(), ..Snapshot::default() }
    }

    #[track_caller]
    fn kept_back(kind: Kind, then: Value, now: Value) -> Option<&'static str> {
        kept_back_since(&of(kind, then), &of(kind, now)).map(|(_, column)| column)
    }

    #[test]
    fn a_state_of_which_less_may_be_shown_now_is_kept_back_by_that_column() {
        let source =
            |link: bool, rule: &str, ship: &str| json!({"public_link": link, "link_rule": rule, "ship_text": ship});
        let open = || source(true, "link", "own-work");
        assert_eq!(kept_back(Kind::Source, open(), source(false, "link", "own-work")), Some("public_link"));
        assert_eq!(kept_back(Kind::Source, open(), source(true, "never-ship", "own-work")), Some("link_rule"));
        assert_eq!(kept_back(Kind::Source, open(), source(true, "link", "quote")), Some("ship_text"));
        assert_eq!(kept_back(Kind::Source, json!({"ship_position": true}), json!({})), Some("ship_position"));
        assert_eq!(kept_back(Kind::Statement, json!({"claim": "a"}), json!({"withhold": true})), Some("withhold"));
        assert_eq!(kept_back(Kind::Media, json!({"rule": "link-only"}), json!({"rule": "none"})), Some("rule"));
        assert_eq!(kept_back(Kind::Case, json!({"expose_handles": true}), json!({})), Some("expose_handles"));
        assert_eq!(kept_back(Kind::Source, source(false, "none", "quote"), open()), None, "more may be shown");
        assert_eq!(kept_back(Kind::Statement, json!({"claim": "a"}), json!({"claim": "b"})), None);
        assert_eq!(kept_back(Kind::Finding, json!({"rule": "range"}), json!({"rule": "reason"})), None);
    }

    #[test]
    fn an_account_is_left_out_that_cites_what_was_erased_or_lost_its_source() {
        let account = |id: &str, cited: &str| Account {
            id: id.into(),
            markdown: format!("Something was said [@{cited}].\n"),
            ..Account::default()
        };
        let statement =
            |id: &str, source: &str| Statement { id: id.into(), source: Some(source.into()), ..Statement::default() };
        let entity = |kind: Kind, id: &str| ((kind, id.to_owned()), String::new());
        let mut then = Snapshot {
            statements: vec![statement("E1", "S1"), statement("E2", "S2")],
            accounts: vec![account("a", "E1"), account("b", "E2"), account("c", "E3")],
            entities: [entity(Kind::Statement, "E1"), entity(Kind::Statement, "E2"), entity(Kind::Source, "S1")].into(),
            ..Snapshot::default()
        };
        let left_out = leave_out_accounts(&mut then);
        assert_eq!(left_out, [("b".to_owned(), "E2".to_owned()), ("c".to_owned(), "E3".to_owned())]);
        assert_eq!(then.accounts.len(), 1);
    }

    #[test]
    fn what_the_case_has_otherwise_now_is_named() {
        let (snapshot, now) = (of(Kind::Statement, json!({"claim": "a"})), of(Kind::Statement, json!({"claim": "b"})));
        let notice = StateToPublish { snapshot, now: Some(now), left_out: Vec::new() }.changed().unwrap();
        assert!(notice.starts_with("the case has other content now in statement R1. "), "{notice}");
        assert_eq!(
            StateToPublish { snapshot: Snapshot::default(), now: Some(Snapshot::default()), left_out: Vec::new() }
                .changed(),
            None
        );
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

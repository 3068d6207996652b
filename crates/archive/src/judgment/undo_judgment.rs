//! The verb *undo*: takes the last change of a judgment back. An entry says so, and the state before is shown again.
//! Nothing is removed: the entry that is undone stays in the ledger, and every state before can still be shown.

use crate::commit::Draft;
use crate::erasure::erase_entry::Seen;
use crate::erasure::erase_target::{Target, the_kind};
use crate::error::ArchiveError;
use crate::snapshot::{Snapshot, undoes};
use crate::{Archive, Surroundings};
use firsthand_ledger::tables::Row;
use firsthand_model::Kind;
use firsthand_model::kind::Layer;
use firsthand_model::references::kind_named;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;

/// What an undo took back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// The record, as `kind:id`.
    pub record: String,
    /// The entry that was taken back.
    pub undoes: u64,
    /// The entry whose state is shown again; none if the record is not there any more.
    pub shows: Option<u64>,
    /// Accounts that still cite it, if it is not there any more.
    pub cited_by: Vec<String>,
}

impl Archive {
    /// Takes back the last change of each judgment that has not been taken back yet, named as `kind:id`, or by its id alone.
    /// All of them are one batch.
    ///
    /// # Errors
    /// When no judgment has that id, or several kinds have it; when it was taken back already; when the record is no
    /// judgment, since what sources said is never undone; or when the case cannot be written. Then nothing is.
    pub fn undo_judgments(
        &mut self,
        targets: &[String],
        reason: &str,
        around: &Surroundings,
    ) -> Result<Vec<Undone>, ArchiveError> {
        let writing = self.begin_writing(around)?;
        let seen = self.live_entries()?;
        let named: BTreeSet<(Kind, String)> =
            targets.iter().map(|target| judgment_named(&seen, target)).collect::<Result<_, _>>()?;
        let snapshot = self.snapshot()?;
        if let Some((kind, id)) = named.iter().find(|(kind, _)| *kind == Kind::Correction) {
            return Err(ArchiveError::TakenBackByCorrecting { record: format!("{kind}:{id}") });
        }
        let (mut drafts, mut undone) = (Vec::new(), Vec::new());
        for (kind, id) in named {
            let (draft, done) = self.undoing(kind, id, reason, &snapshot)?;
            drafts.push(draft);
            undone.push(done);
        }
        self.commit(&writing, drafts, around)?;
        Ok(undone)
    }

    /// The entry that takes a judgment's last standing change back.
    fn undoing(
        &self,
        kind: Kind,
        id: String,
        reason: &str,
        snapshot: &Snapshot,
    ) -> Result<(Draft, Undone), ArchiveError> {
        let history = self.tables.history(kind, &id)?;
        let mut standing = standing(&history);
        let last = history.last().zip(standing.pop());
        let (newest, undone) = last.ok_or_else(|| ArchiveError::NothingToUndo { record: format!("{kind}:{id}") })?;
        let before = standing.last();
        let mut body = json!({"undoes": undone.seq, "reason": reason.trim()});
        if let Some(before) = before {
            body["shows"] = json!(before.seq);
            body["record"] = before.body["record"].clone();
        }
        let done = Undone {
            record: format!("{kind}:{id}"),
            undoes: undone.seq,
            shows: before.map(|row| row.seq),
            cited_by: if before.is_none() { citing(snapshot, &id) } else { Vec::new() },
        };
        let (entity, revision) = (newest.entity.clone(), newest.revision + 1);
        Ok((Draft { kind, handle: Some(id), revision, entity, body }, done))
    }
}

fn judgment_named(seen: &[Seen], target: &str) -> Result<(Kind, String), ArchiveError> {
    if let Some((word, id)) = target.split_once(':')
        && let Some(kind) = kind_named(word)
    {
        let record = Target::Record(kind, id.to_owned());
        return match seen.iter().any(|entry| record.is(entry)) {
            true if is_judgment(kind) => Ok((kind, id.to_owned())),
            true => Err(ArchiveError::NoJudgment { record: target.to_owned() }),
            false => Err(ArchiveError::Unknown { what: kind.name().into(), id: id.to_owned() }),
        };
    }
    let with_id = seen.iter().filter(|entry| entry.handle.as_deref() == Some(target));
    let kinds: BTreeSet<Kind> = with_id.filter_map(|entry| entry.kind).collect();
    match the_kind(kinds, "judgment", target)? {
        kind if is_judgment(kind) => Ok((kind, target.to_owned())),
        _ => Err(ArchiveError::NoJudgment { record: target.to_owned() }),
    }
}

/// Whether records of a kind are what people concluded, and can be undone.
pub(crate) fn is_judgment(kind: Kind) -> bool {
    kind.layer() == Layer::Judgment
}

/// The entries of a record that have not been taken back, oldest first.
fn standing(history: &[Row]) -> Vec<&Row> {
    let undone: BTreeSet<u64> = history.iter().filter_map(|row| undoes(&row.body)).collect();
    history.iter().filter(|row| undoes(&row.body).is_none() && !undone.contains(&row.seq)).collect()
}

fn citing(snapshot: &Snapshot, id: &str) -> Vec<String> {
    let cites = |markdown: &str| {
        let mut cited = firsthand_intake::sentences(markdown).into_iter().flat_map(|sentence| sentence.citations);
        cited.any(|cited| cited == id)
    };
    snapshot.accounts.iter().filter(|account| cites(&account.markdown)).map(|account| account.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn row(seq: u64, body: Value) -> Row {
        Row {
            entity: "entity".into(),
            handle: Some("F01".into()),
            revision: seq,
            seq,
            kind: Kind::Finding,
            at: String::new(),
            author: String::new(),
            body,
        }
    }

    proptest! {
        #[test]
        fn undoing_walks_back_through_what_stood_step_by_step(steps in prop::collection::vec(any::<bool>(), 0..24)) {
            // Beside it a plain pile: writing puts an entry on it, undoing takes the topmost one off.
            let (mut history, mut pile) = (Vec::<Row>::new(), Vec::<u64>::new());
            for writes in steps {
                let seq = history.len() as u64 + 1;
                let last = standing(&history).last().map(|row| row.seq);
                prop_assert_eq!(last, pile.last().copied());
                match last {
                    Some(last) if !writes => {
                        history.push(row(seq, json!({"undoes": last})));
                        pile.pop();
                    }
                    _ => {
                        history.push(row(seq, json!({"record": {}})));
                        pile.push(seq);
                    }
                }
                let found: Vec<u64> = standing(&history).iter().map(|row| row.seq).collect();
                prop_assert_eq!(&found, &pile);
            }
        }
    }

    #[track_caller]
    fn check(bodies: &[Value], expected: &[u64]) {
        let history: Vec<Row> = (1..).zip(bodies).map(|(seq, body)| row(seq, body.clone())).collect();
        let found: Vec<u64> = standing(&history).iter().map(|row| row.seq).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_taken_back_no_longer_stands() {
        let written = json!({"record": {}});
        check(&[written.clone(), written.clone()], &[1, 2]);
        check(&[written.clone(), written.clone(), json!({"undoes": 2})], &[1]);
        check(&[written.clone(), written.clone(), json!({"undoes": 2}), json!({"undoes": 1})], &[]);
        check(&[written.clone(), json!({"undoes": 1}), written], &[3]);
    }
}

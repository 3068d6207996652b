//! The originals of a case by their bytes while more come in: one entry for each that is new or has a new name.
//! Storing the bytes is in `vault`.

use crate::Surroundings;
use crate::commit::Draft;
use crate::snapshot::Snapshot;
use firsthand_model::{Hold, Kind, OriginalRecord};
use firsthand_vault::Stored;
use std::collections::{BTreeMap, BTreeSet};

/// Originals by digest while an import goes on: bytes that come twice are one original with two names.
pub(crate) struct OriginalsByDigest {
    known: BTreeMap<String, (String, u64, OriginalRecord)>,
    touched: BTreeSet<String>,
    /// The first name of what came since.
    came: BTreeMap<String, String>,
}

/// How bytes came to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// The case had them not.
    New,
    /// The case had them before.
    Known,
    /// They came just before under this name.
    CopyOf(String),
}

impl OriginalsByDigest {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let held = snapshot.originals.iter().filter(|(_, original)| original.hold == Hold::Held);
        let known = held.filter_map(|(entity, original)| {
            let revision = snapshot.original_entries.get(entity).map_or(1, |mark| mark.revision);
            Some((original.sha256.clone()?, (entity.clone(), revision, original.clone())))
        });
        OriginalsByDigest { known: known.collect(), touched: BTreeSet::new(), came: BTreeMap::new() }
    }

    /// Notes that bytes came under a name, and says whether they are new to the case.
    pub(crate) fn note(
        &mut self,
        kept: &Stored,
        name: &str,
        role: &str,
        source: Option<String>,
        around: &Surroundings,
    ) -> Arrival {
        let key = kept.sha256.to_string();
        match self.known.get_mut(&key) {
            None => {
                let record = original_record(&key, kept, name, role, source);
                self.known.insert(key.clone(), (around.identity(), 0, record));
                self.came.insert(key.clone(), name.to_owned());
                self.touched.insert(key);
                Arrival::New
            }
            Some((_, _, record)) => {
                let new_name = !record.is_called(name);
                let new_source = source.is_some() && record.source != source;
                if new_name {
                    record.names.push(name.to_owned());
                }
                if new_source {
                    record.source = source;
                    record.role = Some(role.to_owned());
                }
                let arrival = self.came.get(&key).map_or(Arrival::Known, |first| Arrival::CopyOf(first.clone()));
                if new_name || new_source {
                    self.touched.insert(key);
                }
                arrival
            }
        }
    }

    pub(crate) fn into_drafts(self) -> impl Iterator<Item = Draft> {
        let OriginalsByDigest { mut known, touched, .. } = self;
        touched.into_iter().filter_map(move |digest| known.remove(&digest)).map(|(entity, revision, record)| Draft {
            kind: Kind::Original,
            handle: None,
            revision: revision + 1,
            entity,
            body: serde_json::to_value(record).unwrap_or_default(),
        })
    }
}

fn original_record(digest: &str, kept: &Stored, name: &str, role: &str, source: Option<String>) -> OriginalRecord {
    OriginalRecord {
        hold: Hold::Held,
        sha256: Some(digest.to_owned()),
        blake3: Some(kept.blake3.clone()),
        size_bytes: i64::try_from(kept.size_bytes).ok(),
        names: vec![name.to_owned()],
        source,
        role: Some(role.to_owned()),
    }
}

//! The payload of an entry: whose revision of what, when, by whom, and the body as JSON.
//! What a body means is the archive's matter; the one exception is which entries an erasure names.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The kind of entries that erase others. Their body names them: `{"erases": [seq, …], …}`.
pub const ERASURE_KIND: &str = "erasure";

/// One revision of one entity, as recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The entity's UUIDv7.
    pub entity: String,
    /// The handle that tables gave it, as `E010`.
    pub handle: Option<String>,
    /// Counted from 1 for each entity.
    pub revision: u64,
    /// The kind of record.
    pub kind: String,
    /// When it was recorded, RFC 3339 in UTC, ending in `Z`.
    pub at: String,
    /// Who recorded it.
    pub author: String,
    /// The record itself: no number in it but integers of at most 53 bits.
    pub body: Value,
}

/// The body is moved and not copied: a receipt's is as long as the list of an import's files.
impl From<Payload> for Value {
    fn from(payload: Payload) -> Value {
        let Payload { entity, handle, revision, kind, at, author, body } = payload;
        let mut value = json!({
            "entity": entity, "handle": handle, "revision": revision, "kind": kind, "at": at, "author": author,
        });
        value["body"] = body;
        value
    }
}

impl Payload {
    /// Says what is wrong with the form, if anything; rules about content are not the log's.
    pub(crate) fn flaw(&self) -> Option<&'static str> {
        let entity = uuid::Uuid::parse_str(&self.entity);
        if !entity.is_ok_and(|id| id.get_version_num() == 7 && id.to_string() == self.entity) {
            return Some("its entity is not a UUIDv7 in lower case");
        }
        if !(self.at.ends_with('Z') && self.at.parse::<jiff::Timestamp>().is_ok()) {
            return Some("its time is not RFC 3339 in UTC, as 2026-01-31T12:00:00Z");
        }
        match () {
            () if self.revision == 0 => Some("its revision is 0, and revisions count from 1"),
            () if self.kind.is_empty() => Some("it has no kind"),
            () if self.author.is_empty() => Some("it has no author"),
            () if self.handle.as_deref() == Some("") => Some("its handle is empty; leave it out instead"),
            () => None,
        }
    }
}

/// The entries an erasing payload names, as its body lists them; nothing for other kinds, or when the list is no list.
pub fn erased_by(payload: &Payload) -> Option<Vec<u64>> {
    if payload.kind != ERASURE_KIND {
        return None;
    }
    payload.body.get("erases")?.as_array()?.iter().map(Value::as_u64).collect()
}

//! One revision of one record, as the tables give it back, and its checksum.
//! Which rows are asked for is in `query.rs`.

use super::checksum::{Sum, of_fields};
use super::fault::damaged;
use crate::LedgerError;
use firsthand_model::Kind;
use serde_json::Value;

/// The columns of a [`RawRow`], in its order.
pub(super) const COLUMNS: &str = "seq, entity, handle, revision, kind, at, author, body, checksum";

/// One revision of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The entity's UUIDv7.
    pub entity: String,
    /// The handle that tables gave it.
    pub handle: Option<String>,
    /// Counted from 1 for each entity.
    pub revision: u64,
    /// The entry that recorded it.
    pub seq: u64,
    /// What kind of record it is.
    pub kind: Kind,
    /// When it was recorded, RFC 3339.
    pub at: String,
    /// Who recorded it.
    pub author: String,
    /// The record itself.
    pub body: Value,
}

/// A row as stored, not yet believed.
pub(super) struct RawRow {
    pub seq: u64,
    pub entity: String,
    pub handle: Option<String>,
    pub revision: u64,
    pub kind: String,
    pub at: String,
    pub author: String,
    pub body: String,
    pub checksum: Vec<u8>,
}

impl RawRow {
    pub fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            entity: row.get(1)?,
            handle: row.get(2)?,
            revision: row.get(3)?,
            kind: row.get(4)?,
            at: row.get(5)?,
            author: row.get(6)?,
            body: row.get(7)?,
            checksum: row.get(8)?,
        })
    }

    /// The checksum that the row should have.
    pub fn expected(&self) -> Sum {
        let handle = self.handle.as_ref().map(|handle| format!("={handle}")).unwrap_or_default();
        of_fields(&[
            b"record",
            &self.seq.to_be_bytes(),
            self.entity.as_bytes(),
            handle.as_bytes(),
            &self.revision.to_be_bytes(),
            self.kind.as_bytes(),
            self.at.as_bytes(),
            self.author.as_bytes(),
            self.body.as_bytes(),
        ])
    }

    /// Why the row cannot be what was written, if so.
    pub fn flaw(&self) -> Option<String> {
        (self.expected().as_slice() != self.checksum)
            .then(|| format!("the row of entry {} is not what was written", self.seq))
    }

    /// The row, once its checksum is right.
    pub fn believed(self) -> Result<Row, LedgerError> {
        if let Some(flaw) = self.flaw() {
            return Err(damaged(flaw));
        }
        let unreadable = |what: &str| damaged(format!("the row of entry {} has {what}", self.seq));
        let kind = Kind::from_name(&self.kind).ok_or_else(|| unreadable("a kind that this version does not know"))?;
        let body = serde_json::from_str(&self.body).map_err(|_| unreadable("a body that is no JSON"))?;
        Ok(Row {
            entity: self.entity,
            handle: self.handle,
            revision: self.revision,
            seq: self.seq,
            kind,
            at: self.at,
            author: self.author,
            body,
        })
    }
}

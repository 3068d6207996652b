//! Where words come from: from the number of an entry down to its bytes, and how an original came here.

pub(crate) mod custody;
pub(crate) mod entry_bytes;
pub(crate) mod ledger_entry;

//! The verb *export*: the case as tables again.

pub(crate) mod export_cleaned;
pub(crate) mod export_tables;

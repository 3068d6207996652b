//! The verb *erase*: what goes, what goes with it, and what a crash leaves to be finished.

pub(crate) mod erase_entry;
pub(crate) mod erase_receipts;
pub(crate) mod erase_target;
pub(crate) mod erasing;

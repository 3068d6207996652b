//! Copies: which originals are the same or nearly, as a question that a person answers.

pub(crate) mod copies;
pub(crate) mod copy_desk;
pub(crate) mod near;

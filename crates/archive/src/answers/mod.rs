//! What the case says to its questions: answers, tensions, figures over time, chains, and what had reached whom.

pub(crate) mod chains;
pub(crate) mod history;
pub(crate) mod option_names;
pub(crate) mod questions;
pub(crate) mod reached;
pub(crate) mod tensions;

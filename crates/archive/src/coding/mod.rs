//! Double coding: the sheets, what several coders made of the same words, and how far they agree.

pub(crate) mod agreement;
pub(crate) mod coded_answers;
pub(crate) mod coded_values;
pub(crate) mod coding_sheet;

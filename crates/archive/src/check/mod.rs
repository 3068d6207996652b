//! Checking a text from outside: its sentences, what is suggested for each, the claims that a person marks, beside the
//! record.

pub(crate) mod check_text;
pub(crate) mod checked_outputs;
pub(crate) mod keep_check;
pub(crate) mod marked_claims;
pub(crate) mod marks;
pub(crate) mod number_words;
pub(crate) mod sentence_numbers;
pub(crate) mod strange_text;
pub(crate) mod suggested_numbers;
pub(crate) mod suggestions;
pub(crate) mod text_places;

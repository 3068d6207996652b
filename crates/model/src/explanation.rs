//! The alternatives that a scope leaves to choose between, each with how the answers of the scope lie to it.
//! Comparing is in `perspective`, by the same relation as its groups; drawing is in `publish`.

use crate::AnswerId;
use crate::beside::Relation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One alternative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The option, party, yes-no word or order, as answers name it.
    pub id: String,
    /// The answers that say it, that can be so together with it, or that exclude it; an answer that is not here says nothing of it.
    pub answers: BTreeMap<AnswerId, Relation>,
}

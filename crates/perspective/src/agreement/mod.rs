//! How far coders agree who coded the same statements without seeing each other's: percentage, Cohen's kappa, Krippendorff's
//! alpha, the table of who said what, and the list of differences for a person to decide.
//!
//! A coefficient describes the codebook and the coders, never a source. Where it is not defined it says why, and is
//! neither 1 nor 0.

mod alpha;
mod kappa;

#[cfg(test)]
mod tests;

pub use alpha::{Level, alpha};
pub use kappa::{Confusion, confusion, kappa, share_agreed};

use std::collections::BTreeMap;
use std::fmt;

/// What each coder said of each unit: unit, then coder, then value. A coder who said nothing of a unit is missing there.
pub type Codings = BTreeMap<String, BTreeMap<String, String>>;

/// Why a coefficient has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undefined {
    /// No unit was coded by two coders.
    NothingInCommon,
    /// All coders used one single value: nothing could have told agreement from habit.
    NoVariation,
    /// Values are no numbers, or are not in the order given.
    NotMeasured,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Undefined::NothingInCommon => "undefined: nothing was coded by two coders",
            Undefined::NoVariation => "undefined: only one value occurs",
            Undefined::NotMeasured => "undefined: values have no such order",
        })
    }
}

/// Units of which coders said different things, in order of unit, each with every coder's value.
pub fn differences(codings: &Codings) -> Vec<(&String, &BTreeMap<String, String>)> {
    let differ = |by_coder: &BTreeMap<String, String>| {
        let mut values = by_coder.values();
        let first = values.next();
        values.any(|value| Some(value) != first)
    };
    codings.iter().filter(|(_, by_coder)| differ(by_coder)).collect()
}

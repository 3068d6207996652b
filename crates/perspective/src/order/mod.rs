//! Order in time: moments with bounds between them, the earliest and latest instant of each, and tensions, which are
//! smallest sets of records that cannot all hold. Numbers in, numbers out; which records say what is told in `constraints`.
//!
//! A bound says that one moment comes at most so many milliseconds after another. "Before", "during", "about ten minutes
//! later" and a date are each one or two of them. This is a simple temporal network (Dechter, Meiri and Pearl 1991): it can
//! hold if and only if no circle of bounds sums up to less than nothing.

mod circles;
mod network;
mod potentials;
mod tensions;
mod tightest;
mod way_back;

pub use network::{ALWAYS, Bound, CLOCK, Moment, Network, Record};
pub(crate) use tensions::smallest_sets;
pub use tensions::{Conflict, Solved, solve};
pub use tightest::Leeway;

#[cfg(test)]
pub(crate) mod tests;

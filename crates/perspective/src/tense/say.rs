//! Tensions in words, in the language of tables: what each record says, and by how much they miss each other.

use super::told::Told;
use firsthand_model::tension::name_of_record;

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Moments, in milliseconds.
    Time,
    /// Numbers of people or things.
    Number,
}

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

impl Axis {
    /// How far apart, in words: `7 h 5 min`, `3 days`, `12`.
    pub(crate) fn apart(self, apart: i64) -> String {
        match self {
            Axis::Number => apart.to_string(),
            Axis::Time if apart < MINUTE_MS => "less than a minute".into(),
            Axis::Time if apart >= 3 * DAY_MS => format!("{} days", apart / DAY_MS),
            Axis::Time => match (apart / HOUR_MS, apart % HOUR_MS / MINUTE_MS) {
                (0, minutes) => format!("{minutes} min"),
                (hours, 0) => format!("{hours} h"),
                (hours, minutes) => format!("{hours} h {minutes} min"),
            },
        }
    }

    /// What does not fit, and that each of the records may be the one to look at.
    pub(crate) fn sentence(self, records: &[&Told<'_>], apart: i64) -> String {
        let said = records.iter().map(|told| format!("{} {}", name(told), told.says)).collect::<Vec<_>>().join("; ");
        match (self, records.len()) {
            (_, 1) => format!("{said}. It does not fit with itself: it, or our reading of it, needs another look."),
            (Axis::Time, _) => {
                format!("{said}. No times fit all of these; they miss each other by {}.", self.apart(apart))
            }
            (Axis::Number, _) => {
                format!("{said}. No numbers fit all of these; they miss each other by {}.", self.apart(apart))
            }
        }
    }
}

/// A record by its statement and id.
fn name(told: &Told<'_>) -> String {
    name_of_record(&told.id, told.statement.map(|statement| &statement.id))
}

//! The whole recording in one strip: where somebody speaks, where chapters begin, where statements are made.
//! A drawing of what stands in the lists beside it; moving along it is the script's business.

use super::rows::Row;
use serde::Serialize;
use std::fmt::Write as _;

/// Columns of the drawing.
const COLUMNS: i64 = 1000;

/// What is drawn, in columns from 0 to 1000.
#[derive(Debug, Serialize)]
pub(super) struct Strip {
    /// Seconds that the strip is long.
    seconds: f64,
    /// Where something is said, as the path of a drawing.
    speech: String,
    chapters: Vec<i64>,
    statements: Vec<i64>,
}

/// The strip of a list of rows; nothing where no row says when it ends.
pub(super) fn of(rows: &[Row]) -> Option<Strip> {
    let stretches = || rows.iter().filter_map(|row| Some((row, row.time.as_ref()?.stretch)));
    let length_ms = stretches().filter_map(|(_, stretch)| stretch.end_ms).max()?;
    let column = |ms: i64| (ms * COLUMNS / length_ms).clamp(0, COLUMNS - 1);
    let begins = |of: fn(&Row) -> bool| {
        let mut columns: Vec<i64> =
            stretches().filter(|(row, _)| of(row)).map(|(_, stretch)| column(stretch.start_ms)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    };
    let spoken = stretches().filter_map(|(_, stretch)| Some((column(stretch.start_ms), column(stretch.end_ms? - 1))));
    Some(Strip {
        seconds: length_ms as f64 / 1000.0,
        speech: path(spoken.collect()),
        chapters: begins(|row| row.chapter.is_some()),
        statements: begins(|row| !row.marks.is_empty()),
    })
}

/// Stretches of columns that touch or overlap become one piece each.
fn path(mut spoken: Vec<(i64, i64)>) -> String {
    spoken.sort_unstable();
    let mut pieces: Vec<(i64, i64)> = Vec::new();
    for (from, to) in spoken {
        match pieces.last_mut() {
            Some(last) if from <= last.1 + 1 => last.1 = last.1.max(to),
            _ => pieces.push((from, to)),
        }
    }
    let mut path = String::new();
    for (from, to) in pieces {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{from} 22H{}V34H{from}Z", to + 1);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_touch_are_one_piece() {
        assert_eq!(path(vec![(50, 60), (0, 9), (10, 20), (15, 18)]), "M0 22H21V34H0ZM50 22H61V34H50Z");
        assert_eq!(path(Vec::new()), "");
    }
}

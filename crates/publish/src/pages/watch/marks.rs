//! Statements at the seconds at which they are made: each under the first row that shares time with it.

use super::rows::Row;
use crate::card::{Card, card};
use crate::play::Stretch;
use crate::recording::Recording;
use crate::site::Site;
use serde::Serialize;

/// A statement under a row.
#[derive(Debug, Serialize)]
pub(super) struct Mark {
    /// The statement.
    pub card: Card,
    fragment: String,
}

/// Puts every statement of the recording and of its transcripts under its row; returns those whose place has no row.
pub(super) fn put(site: &Site, path: &str, recording: &Recording, rows: &mut [Row]) -> Vec<Card> {
    let mut elsewhere = Vec::new();
    for cleared in &site.input.statements {
        let statement = &cleared.statement;
        let of = statement.source.as_ref().and_then(|source| site.recording(source.as_str()));
        if of.is_none_or(|of| of.source != recording.source) {
            continue;
        }
        let Some(card) = card(site, path, statement.id.as_str()) else { continue };
        let stretch = statement.locator.as_deref().and_then(Stretch::of_locator);
        let row = stretch.and_then(|stretch| rows.iter_mut().find(|row| shares(row, stretch)));
        match (row, stretch.and_then(Stretch::fragment)) {
            (Some(row), Some(fragment)) => row.marks.push(Mark { card, fragment }),
            _ => elsewhere.push(card),
        }
    }
    elsewhere
}

fn shares(row: &Row, stretch: Stretch) -> bool {
    let end = |stretch: Stretch| stretch.end_ms.unwrap_or(stretch.start_ms + 1);
    row.time.as_ref().is_some_and(|time| time.stretch.start_ms < end(stretch) && stretch.start_ms < end(time.stretch))
}

//! Statements at the seconds at which they are made: each under the first row that shares time with it. Without a recording
//! they stand at the turn in which clearing found their words.

use super::rows::Row;
use crate::alone::KEY;
use crate::card::{Card, card};
use crate::play::Stretch;
use crate::recording::{Recording, TranscriptAlone};
use crate::site::Site;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// Puts every statement whose words stand in a transcript under its turn, by the seconds of its locator where clearing did not
/// find its words; returns those of the transcript's own source whose place has no row.
pub(super) fn put_alone(site: &Site, path: &str, alone: &TranscriptAlone, rows: &mut [Row]) -> Vec<Card> {
    let by_id: BTreeMap<String, usize> = rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
    let mut elsewhere = Vec::new();
    for cleared in &site.input.statements {
        let statement = &cleared.statement;
        let cue = alone.places.get(&statement.id);
        let is_own = statement.source.as_ref() == Some(&alone.of.source);
        if cue.is_none() && !is_own {
            continue;
        }
        let Some(card) = card(site, path, statement.id.as_str()) else { continue };
        let stretch = statement.locator.as_deref().and_then(Stretch::of_locator);
        let found = cue.and_then(|cue| by_id.get(&format!("{KEY}-{}", cue + 1)).copied());
        let found = found.or_else(|| stretch.and_then(|stretch| rows.iter().position(|row| shares(row, stretch))));
        let fragment = stretch.and_then(Stretch::fragment).unwrap_or_default();
        match found {
            Some(at) => rows[at].marks.push(Mark { card, fragment }),
            None => elsewhere.push(card),
        }
    }
    elsewhere
}

fn shares(row: &Row, stretch: Stretch) -> bool {
    let end = |stretch: Stretch| stretch.end_ms.unwrap_or(stretch.start_ms + 1);
    row.time.as_ref().is_some_and(|time| time.stretch.start_ms < end(stretch) && stretch.start_ms < end(time.stretch))
}

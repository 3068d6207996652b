//! What the times of a whole table say once all its rows are read: two clocks with one offset, seconds or milliseconds.
//! How single times are written is in `stamps`.

use super::row::Rows;
use crate::Problem;
use firsthand_model::transcript::Timing;
use std::collections::BTreeMap;

/// Whole numbers as large as this, and no decimals beside them, are milliseconds.
const SURELY_MILLISECONDS: i64 = 10_000;

impl Rows<'_> {
    /// Rows that have only the clock are brought to the recording's time, where all rows with both differ by the same.
    pub(super) fn on_one_clock(&mut self) {
        let offsets: Vec<i64> = self.both.iter().map(|(clock, linked)| clock - linked).collect();
        let Some(&offset) = offsets.first().filter(|first| offsets.iter().all(|one| one == *first)) else { return };
        let Some(link) = self.columns.link.map(|place| self.columns.names[place].clone()) else { return };
        let mut early = Vec::new();
        for cue in self.transcript.cues.iter_mut().filter(|cue| !cue.extra.contains_key(&link)) {
            match cue.start_ms.map(|clock| clock - offset) {
                Some(start_ms) if start_ms >= 0 => cue.start_ms = Some(start_ms),
                Some(_) => {
                    (cue.start_ms, cue.timing) = (None, Timing::Absent);
                    early.extend(cue.line);
                }
                None => {}
            }
        }
        for row in early {
            self.problem(row, format!("its clock lies before the recording, which begins {} s later", offset / 1000));
        }
    }

    /// Times of a recording that are whole numbers too large for seconds.
    pub(super) fn milliseconds(&mut self) {
        let Some(name) = self.columns.start.map(|place| self.columns.names[place].clone()) else { return };
        let mut by_tier: BTreeMap<Option<String>, (bool, i64)> = BTreeMap::new();
        for cue in &self.transcript.cues {
            let Some(written) = cue.extra.get(&name) else { continue };
            let (is_whole, most) = by_tier.entry(cue.tier.clone()).or_insert((true, 0));
            *is_whole &= !written.contains('.');
            *most = (*most).max(cue.start_ms.unwrap_or(0) / 1000);
        }
        by_tier.retain(|_, (is_whole, most)| *is_whole && *most >= SURELY_MILLISECONDS);
        for cue in self.transcript.cues.iter_mut().filter(|cue| by_tier.contains_key(&cue.tier)) {
            (cue.start_ms, cue.end_ms) = (cue.start_ms.map(|ms| ms / 1000), cue.end_ms.map(|ms| ms / 1000));
        }
        for tier in by_tier.into_keys() {
            let tier = tier.unwrap_or_else(|| "rows without a recording".into());
            self.problems
                .push(Problem::note(self.file, format!("{tier}: times are whole and large; read as milliseconds")));
        }
    }
}

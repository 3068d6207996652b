//! Which answers of a scope their own speakers correct. How that is told is in `corrected`.

use crate::compared::Compared;
use crate::corrected::{Own, corrected, says_the_same};
use crate::quick::Map;
use crate::scopes::Asked;
use crate::when::said;
use firsthand_model::PersonId;
use firsthand_model::board::ScopedAnswer;
use firsthand_model::words::Stance;

/// Says of each answer by which it is corrected; `readings` are theirs. Nothing is looked up where nobody corrects.
pub(super) fn note_corrected(
    answers: &mut [ScopedAnswer],
    readings: &[Compared],
    asked: Asked<'_, '_>,
    by_moment: bool,
) {
    answers.iter_mut().for_each(|answer| answer.corrected_by = None);
    for places in by_speaker(readings, asked).into_values() {
        let own: Vec<Own> = places.iter().map(|&at| own(&readings[at], asked, by_moment)).collect();
        let value = |at: usize| (&readings[places[at]], answers[places[at]].label.as_str());
        let found = corrected(&own, &|one, other| says_the_same(value(one), value(other)));
        for (&at, by) in places.iter().zip(found) {
            answers[at].corrected_by = by.map(|by| answers[places[by]].answer.clone());
        }
    }
}

/// The answers of each registered speaker who corrects one.
fn by_speaker<'a>(readings: &[Compared], asked: Asked<'_, 'a>) -> Map<&'a PersonId, Vec<usize>> {
    let speaker = |reading: &Compared| asked.chains.statements[reading.statement_at].speaker_id.as_ref();
    let corrections = readings.iter().filter(|reading| reading.manner.stance == Stance::Corrects);
    let mut own: Map<&PersonId, Vec<usize>> = corrections.filter_map(speaker).map(|id| (id, Vec::new())).collect();
    if own.is_empty() {
        return own;
    }
    for (at, reading) in readings.iter().enumerate().filter(|(_, reading)| reading.manner.stance.is_answer()) {
        if let Some(places) = speaker(reading).and_then(|id| own.get_mut(id)) {
            places.push(at);
        }
    }
    own
}

fn own(reading: &Compared, asked: Asked<'_, '_>, by_moment: bool) -> Own {
    let at = reading.statement_at;
    Own::of(reading, at, said(asked.clock, asked.chains.statements[at]), by_moment, asked.chains.rests_on(at).collect())
}

//! A scale from values to shares of an axis, and the places on it that carry a label.
//! Counts stand on a logarithmic axis where they span more than tenfold; times always on a linear one.

use super::clock::{self, Zone};
use crate::furniture::Words;

/// From the smallest to the largest count beyond which an axis becomes logarithmic.
const LOG_FROM_RATIO: f64 = 10.0;

/// Labels nearer than this share of the axis would touch.
const LABEL_ROOM: f64 = 0.075;

/// A scale from a value to its place, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    log: bool,
}

impl Axis {
    /// An axis for counts that holds all the values with a margin; none without values.
    pub fn for_counts(values: &[i64]) -> Option<Axis> {
        let (low, high) = ends(values)?;
        let log = low > 0.0 && high / low > LOG_FROM_RATIO;
        if log {
            return Some(Axis { low: (low / 1.25).ln(), high: (high * 1.16).ln(), log });
        }
        let margin = ((high - low) * 0.08).max(high.abs() * 0.02).max(1.0);
        let floor = if low >= 0.0 { (low - margin).max(0.0) } else { low - margin };
        Some(Axis { low: floor, high: high + margin, log })
    }

    /// An axis for times in milliseconds that holds all the values with a margin; none without values.
    pub fn for_times(values: &[i64]) -> Option<Axis> {
        let (low, high) = ends(values)?;
        let margin = ((high - low) * 0.08).max(120_000.0);
        Some(Axis { low: low - margin, high: high + margin, log: false })
    }

    /// The value's place, kept within the axis.
    pub fn place(&self, value: i64) -> f64 {
        let value = if self.log { (value as f64).max(1.0).ln() } else { value as f64 };
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn holds(&self, value: f64) -> bool {
        let value = if self.log { value.max(f64::MIN_POSITIVE).ln() } else { value };
        value >= self.low && value <= self.high
    }

    /// Labelled counts: the wanted values first, then round ones where there is room.
    pub fn count_ticks(&self, words: &Words, wanted: &[i64]) -> Vec<(f64, String)> {
        let mut ticks = Ticks::default();
        let round = self.round_counts();
        for value in wanted.iter().chain(&round).filter(|value| self.holds(**value as f64)) {
            ticks.add(self.place(*value), || words.number(*value));
        }
        ticks.sorted()
    }

    /// Labelled dates: years, months or days as `2004-09`, by what there is room for.
    pub fn date_ticks(&self) -> Vec<(f64, String)> {
        /// Room for a date of ten letters, in shares of the axis.
        const ROOM: f64 = 0.2;
        let mut ticks: Vec<(f64, String)> = Vec::new();
        for (at, label) in clock::dates(self.low as i64, self.high as i64) {
            if ticks.last().is_none_or(|(last, _)| self.place(at) - last >= ROOM) {
                ticks.push((self.place(at), label));
            }
        }
        ticks
    }

    fn round_counts(&self) -> Vec<i64> {
        if self.log {
            let of = |tenths: i64| (1..18u32).map(move |power| 10i64.pow(power) / 10 * tenths);
            return [10, 50, 20, 15, 30, 70].into_iter().flat_map(of).collect();
        }
        let step = nice_step((self.high - self.low) / 7.0);
        let first = (self.low / step as f64).ceil() as i64;
        (first..first + 12).map(|index| index * step).collect()
    }

    /// Labelled times, as clock times within a day and as days beyond.
    pub fn time_ticks(&self, words: &Words, zone: Zone) -> Vec<(f64, String)> {
        let step = clock::step((self.high - self.low) as i64 / 7);
        let mut ticks = Ticks::default();
        let mut at = clock::first_tick(self.low as i64, step, zone);
        while at <= self.high as i64 {
            ticks.add(self.place(at), || clock::tick_label(words, at, step, zone));
            at = clock::next_tick(at, step, zone);
        }
        ticks.sorted()
    }
}

#[derive(Default)]
struct Ticks(Vec<(f64, String)>);

impl Ticks {
    fn add(&mut self, place: f64, label: impl FnOnce() -> String) {
        if self.0.iter().all(|(other, _)| (other - place).abs() >= LABEL_ROOM) {
            self.0.push((place, label()));
        }
    }

    fn sorted(mut self) -> Vec<(f64, String)> {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.0
    }
}

fn ends(values: &[i64]) -> Option<(f64, f64)> {
    Some((*values.iter().min()? as f64, *values.iter().max()? as f64))
}

/// The smallest of 1, 2, 5 times a power of ten that is no less than `rough`, at least 1.
fn nice_step(rough: f64) -> i64 {
    let mut power = 1i64;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if step as f64 >= rough {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    #[test]
    fn a_tenfold_span_makes_a_logarithmic_axis() {
        assert!(Axis::for_counts(&[120, 1500]).unwrap().log);
        assert!(!Axis::for_counts(&[331, 353]).unwrap().log);
        assert!(!Axis::for_counts(&[0, 353]).unwrap().log, "nought has no logarithm");
    }

    #[test]
    fn places_keep_the_order_of_values() {
        let axis = Axis::for_counts(&[120, 1500]).unwrap();
        let places: Vec<f64> = [120, 354, 1128, 1500].map(|value| axis.place(value)).into();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    }

    #[test]
    fn labels_never_touch_and_wanted_values_come_first() {
        let furniture = Furniture::load().unwrap();
        let axis = Axis::for_counts(&[120, 1500]).unwrap();
        let ticks = axis.count_ticks(&furniture.words("en"), &[354, 1128]);
        assert!(ticks.windows(2).all(|pair| pair[1].0 - pair[0].0 >= LABEL_ROOM));
        assert!(ticks.iter().any(|tick| tick.1 == "354") && ticks.iter().any(|tick| tick.1 == "1,128"));
    }

    #[test]
    fn one_value_alone_still_has_an_axis() {
        let axis = Axis::for_counts(&[3]).unwrap();
        assert!((0.2..0.8).contains(&axis.place(3)));
        assert_eq!(Axis::for_counts(&[]), None);
    }
}

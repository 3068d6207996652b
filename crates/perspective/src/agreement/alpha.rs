//! Krippendorff's alpha for any number of coders, missing values, and three levels of measurement.
//! Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C and D.

use super::{Codings, Undefined};
use std::collections::BTreeMap;

/// What differences between two values count for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Level {
    /// Two values are the same or not.
    Nominal,
    /// Values stand in an order: these words from the lowest to the highest, or numbers if there are none.
    Ordinal(Vec<String>),
    /// Values are numbers, and their distances mean something.
    Interval,
}

impl Level {
    /// A value's place on the scale, or none if it has none. Nominal values need no place.
    fn place(&self, value: &str) -> Option<f64> {
        let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
        match self {
            Level::Nominal => Some(0.0),
            Level::Ordinal(words) if words.is_empty() => number(),
            Level::Ordinal(words) => words.iter().position(|word| word == value).map(|at| at as f64),
            Level::Interval => number(),
        }
    }
}

/// One value that occurs among pairable ones: its place on the scale, and how often it occurs.
struct Category {
    value: String,
    place: f64,
    count: f64,
}

/// Observed and expected disagreement compared: 1 − Dₒ ÷ Dₑ.
///
/// # Errors
/// When no unit was coded twice, when only one value occurs, or when a value has no place on the level's scale.
pub fn alpha(codings: &Codings, level: &Level) -> Result<f64, Undefined> {
    let units: Vec<Vec<&String>> = codings
        .values()
        .map(|by_coder| by_coder.values().collect())
        .filter(|values: &Vec<_>| values.len() > 1)
        .collect();
    let categories = categories(&units, level)?;
    let at: BTreeMap<&str, usize> = categories.iter().enumerate().map(|(at, one)| (one.value.as_str(), at)).collect();
    let total: f64 = categories.iter().map(|category| category.count).sum();
    let distance = |left: usize, right: usize| distance(level, &categories, left, right);
    let mut observed = 0.0;
    for values in &units {
        let places: Vec<usize> = values.iter().map(|value| at[value.as_str()]).collect();
        let pairs = places.iter().flat_map(|&left| places.iter().map(move |&right| (left, right)));
        observed += pairs.map(|(left, right)| distance(left, right)).sum::<f64>() / (values.len() - 1) as f64;
    }
    let all = (0..categories.len()).flat_map(|left| (0..categories.len()).map(move |right| (left, right)));
    let expected: f64 =
        all.map(|(left, right)| categories[left].count * categories[right].count * distance(left, right)).sum();
    if expected == 0.0 { Err(Undefined::NoVariation) } else { Ok(1.0 - (total - 1.0) * observed / expected) }
}

/// The values that occur among units coded twice, in the order of the scale.
fn categories(units: &[Vec<&String>], level: &Level) -> Result<Vec<Category>, Undefined> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in units.iter().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let mut categories = Vec::new();
    for (value, count) in counts {
        let place = level.place(value).ok_or(Undefined::NotMeasured)?;
        categories.push(Category { value: value.to_owned(), place, count: count as f64 });
    }
    categories.sort_by(|left, right| left.place.total_cmp(&right.place));
    match categories.len() {
        0 => Err(Undefined::NothingInCommon),
        1 => Err(Undefined::NoVariation),
        _ => Ok(categories),
    }
}

/// The squared difference of two values; ordinal ones differ by all that occurs from one to the other, half of both ends.
fn distance(level: &Level, categories: &[Category], left: usize, right: usize) -> f64 {
    let (low, high) = (left.min(right), left.max(right));
    match level {
        Level::Nominal => f64::from(u8::from(left != right)),
        Level::Interval => (categories[low].place - categories[high].place).powi(2),
        Level::Ordinal(_) if categories[low].place == categories[high].place => 0.0,
        Level::Ordinal(_) => {
            // `1` and `01` are one rank: whatever stands at the place of an end counts half.
            let (first, last) = (categories[low].place, categories[high].place);
            let between = categories.iter().filter(|one| one.place >= first && one.place <= last);
            let share = |one: &Category| if one.place == first || one.place == last { 0.5 } else { 1.0 };
            between.map(|one| one.count * share(one)).sum::<f64>().powi(2)
        }
    }
}

//! Two coders: the table of who said what, the share of units on its diagonal, and Cohen's kappa.

use super::{Codings, Undefined};
use std::collections::BTreeMap;

/// How often one coder said this where the other said that: value of the first, then of the second, then how many units.
pub type Confusion = BTreeMap<(String, String), usize>;

/// What two coders said of the units that both coded.
pub fn confusion(codings: &Codings, one: &str, other: &str) -> Confusion {
    let mut table = Confusion::new();
    for by_coder in codings.values() {
        if let (Some(left), Some(right)) = (by_coder.get(one), by_coder.get(other)) {
            *table.entry((left.clone(), right.clone())).or_default() += 1;
        }
    }
    table
}

/// The share of units of which two coders said the same, from 0 to 1.
///
/// # Errors
/// [`Undefined::NothingInCommon`] when there are none.
pub fn share_agreed(table: &Confusion) -> Result<f64, Undefined> {
    let total: usize = table.values().sum();
    let agreed: usize = table.iter().filter(|((left, right), _)| left == right).map(|(_, units)| units).sum();
    if total == 0 { Err(Undefined::NothingInCommon) } else { Ok(agreed as f64 / total as f64) }
}

/// Agreement beyond what the coders' own habits would bring about by chance: (p₀ − pₑ) ÷ (1 − pₑ).
///
/// Source: Cohen, A Coefficient of Agreement for Nominal Scales (1960), formula 1.
///
/// # Errors
/// When no unit was coded by both, or both used one and the same single value.
pub fn kappa(table: &Confusion) -> Result<f64, Undefined> {
    let observed = share_agreed(table)?;
    let total: usize = table.values().sum();
    let (mut rows, mut columns) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for ((left, right), units) in table {
        *rows.entry(left).or_default() += units;
        *columns.entry(right).or_default() += units;
    }
    let both = |(value, units): (&&str, &usize)| units * columns.get(value).copied().unwrap_or(0);
    let by_chance: usize = rows.iter().map(both).sum();
    // Compared as whole numbers: the difference of two shares need not be exactly 0.
    if by_chance == total * total {
        return Err(Undefined::NoVariation);
    }
    let expected = by_chance as f64 / (total * total) as f64;
    Ok((observed - expected) / (1.0 - expected))
}

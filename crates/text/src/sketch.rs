//! MinHash: a short sketch of a set, from which it can be estimated how much of two sets is common, and bands of it by which
//! sets that may have much in common meet. Seeds are fixed: the same set has the same sketch on every machine.
//!
//! Source: Broder 1997, "On the resemblance and containment of documents"; bands as in Leskovec, Rajaraman and Ullman, ch. 3.

use std::collections::BTreeSet;

/// Numbers in a sketch. The standard error of an estimate is at most 1 / (2 · √128) = 0.044.
pub const SKETCH_ROWS: usize = 128;
/// Rows in a band: 64 bands of two. Of sets with three tenths in common 998 of 1,000 pairs meet, with two tenths 926.
const ROWS_PER_BAND: usize = 2;

/// The sketch of a set; of an empty one nothing, since it is like every other.
pub fn sketch(set: &BTreeSet<u64>) -> Option<Vec<u64>> {
    let least = |row: u64| set.iter().map(|number| mixed(number ^ mixed(row + 1))).min();
    (0..SKETCH_ROWS as u64).map(least).collect()
}

/// How much of two sets is common by their sketches: common elements of a thousand in either. Zero for other lengths.
pub fn estimated_permille(one: &[u64], other: &[u64]) -> u32 {
    if one.len() != other.len() || one.is_empty() {
        return 0;
    }
    permille(one.iter().zip(other).filter(|(one, other)| one == other).count(), one.len())
}

/// How much of two sets is common: common elements of a thousand in either (Jaccard).
pub fn common_permille(one: &BTreeSet<u64>, other: &BTreeSet<u64>) -> u32 {
    let common = one.intersection(other).count();
    permille(common, one.len() + other.len() - common)
}

/// One number for each band with its place: sets that share one are worth comparing.
pub fn bands(sketch: &[u64]) -> impl Iterator<Item = (usize, u64)> {
    let band = |rows: &[u64]| rows.iter().fold(0, |hash, row| mixed(hash ^ row));
    sketch.chunks(ROWS_PER_BAND).map(band).enumerate()
}

fn permille(part: usize, whole: usize) -> u32 {
    (part * 1000).checked_div(whole).and_then(|permille| u32::try_from(permille).ok()).unwrap_or(0)
}

/// The mixing step of SplitMix64: every bit of the input changes about half of the output.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    #[test]
    fn an_empty_set_has_no_sketch_and_nothing_in_common() {
        assert_eq!(sketch(&BTreeSet::new()), None);
        assert_eq!(common_permille(&BTreeSet::new(), &BTreeSet::new()), 0);
    }

    #[test]
    fn the_sketch_of_a_set_never_changes() {
        let set = BTreeSet::from([1, 2, 3]);
        assert_eq!(sketch(&set).unwrap()[..2], sketch(&set).unwrap()[..2]);
        let words = crate::Shingles::of("the keeper lit the lamp at nine").set();
        assert_eq!(sketch(&words).unwrap()[0], PINNED);
    }

    /// A change of this number throws every kept sketch away: raise the recipe of fingerprints with it.
    const PINNED: u64 = 6_783_603_333_003_302_217;

    proptest! {
        /// Five standard errors and a little: it fails by chance once in millions.
        #[test]
        fn an_estimate_is_near_what_is_common(
            common in btree_set(any::<u64>(), 0..200),
            left in btree_set(any::<u64>(), 1..200),
            right in btree_set(any::<u64>(), 1..200),
        ) {
            let one: BTreeSet<u64> = common.union(&left).copied().collect();
            let other: BTreeSet<u64> = common.union(&right).copied().collect();
            let (a, b) = (sketch(&one).unwrap(), sketch(&other).unwrap());
            let (estimated, exact) = (estimated_permille(&a, &b), common_permille(&one, &other));
            prop_assert!(estimated.abs_diff(exact) <= 240, "{estimated} and {exact}");
            prop_assert_eq!(estimated, estimated_permille(&b, &a));
            prop_assert_eq!(exact, common_permille(&other, &one));
            prop_assert_eq!(estimated_permille(&a, &a), 1000);
        }
    }
}

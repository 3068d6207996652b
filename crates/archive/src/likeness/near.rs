//! Which fingerprints are near each other: pairs of pictures and frames by bits, pairs of texts by bands of their sketches.
//! Plain functions: nothing is read here, and what a pair means is for a person.

use firsthand_text::{bands, estimated_permille};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many bits of 64 may differ between pictures that are asked about. Eight bands of eight bits: two hashes that differ in
/// seven agree in at least one, so that no pair is missed.
pub(crate) const MOST_BITS: u32 = 7;
/// Frames of two films that must meet, where both have that many.
const LEAST_FRAMES: usize = 2;
/// Texts that by their sketches have less in common are not read again: five standard errors below what is shown.
const LEAST_ESTIMATE: u32 = 170;

/// What a fingerprint's file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Fingerprint {
    /// The perceptual hash of a picture, or those of a film's frames.
    pub(crate) frames: Vec<Frame>,
    /// The sketch of a text.
    pub(crate) sketch: Vec<u64>,
    /// The sketches of texts inside an archive or message.
    pub(crate) members: Vec<MemberSketch>,
}

/// The sketch of one text inside an archive or message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct MemberSketch {
    pub(crate) path: String,
    pub(crate) sketch: Vec<u64>,
}

/// One picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Frame {
    /// 16 hexadecimal digits.
    hash: String,
    /// Its moment in a film.
    pub(crate) at_ms: Option<u64>,
    /// Its page in a scan; no file says it, since each page has one.
    #[serde(skip)]
    pub(crate) page: Option<u32>,
}

impl Frame {
    /// The same, said to be of a page.
    pub(crate) fn on_page(self, number: u32) -> Frame {
        Frame { page: Some(number), ..self }
    }

    fn bits(&self) -> Option<u64> {
        u64::from_str_radix(&self.hash, 16).ok()
    }
}

/// Two originals with pictures that are near each other, by their places in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NearFrames {
    pub(crate) pair: (usize, usize),
    /// Bits of 64 in which the nearest two differ.
    pub(crate) bits: u32,
    /// Which two those are.
    pub(crate) nearest: (usize, usize),
    /// How many frames of each are near one of the other.
    pub(crate) frames: (usize, usize),
}

/// Every pair with enough frames that are near, in order.
pub(crate) fn near_frames(prints: &[&Fingerprint]) -> Vec<NearFrames> {
    let mut found: BTreeMap<(usize, usize), Meeting> = BTreeMap::new();
    for bucket in frame_buckets(prints).values() {
        for (at, one) in bucket.iter().enumerate() {
            for other in &bucket[at + 1..] {
                let bits = (one.bits ^ other.bits).count_ones();
                if one.print != other.print && bits <= MOST_BITS {
                    found.entry((one.print, other.print)).or_default().note(bits, (one.frame, other.frame));
                }
            }
        }
    }
    let enough = |(one, other): &(usize, usize), met: &Meeting| {
        let least = LEAST_FRAMES.min(prints[*one].frames.len()).min(prints[*other].frames.len());
        met.ones.len() >= least && met.others.len() >= least
    };
    found.retain(|pair, met| enough(pair, met));
    let near = found.into_iter().map(|(pair, met)| NearFrames {
        pair,
        bits: met.nearest.0,
        nearest: met.nearest.1,
        frames: (met.ones.len(), met.others.len()),
    });
    near.collect()
}

/// One hash in a bucket.
#[derive(Debug, Clone, Copy)]
struct Placed {
    print: usize,
    frame: usize,
    bits: u64,
}

/// Hashes by each of their eight bytes; in each bucket in order of their prints.
fn frame_buckets(prints: &[&Fingerprint]) -> BTreeMap<(usize, u8), Vec<Placed>> {
    let mut buckets: BTreeMap<(usize, u8), Vec<Placed>> = BTreeMap::new();
    for (print, fingerprint) in prints.iter().enumerate() {
        for (frame, bits) in fingerprint.frames.iter().enumerate().filter_map(|(at, frame)| Some((at, frame.bits()?))) {
            for (band, byte) in bits.to_le_bytes().into_iter().enumerate() {
                buckets.entry((band, byte)).or_default().push(Placed { print, frame, bits });
            }
        }
    }
    buckets
}

/// What two originals have near each other.
#[derive(Debug, Default)]
struct Meeting {
    nearest: (u32, (usize, usize)),
    ones: BTreeSet<usize>,
    others: BTreeSet<usize>,
}

impl Meeting {
    fn note(&mut self, bits: u32, frames: (usize, usize)) {
        if self.ones.is_empty() || (bits, frames) < self.nearest {
            self.nearest = (bits, frames);
        }
        self.ones.insert(frames.0);
        self.others.insert(frames.1);
    }
}

/// Every pair of texts worth reading side by side, with what they have in common by their sketches, in thousandths.
pub(crate) fn near_sketches(prints: &[&Fingerprint]) -> BTreeMap<(usize, usize), u32> {
    let mut buckets: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for (at, print) in prints.iter().enumerate() {
        for band in bands(&print.sketch) {
            buckets.entry(band).or_default().push(at);
        }
    }
    let mut seen: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for bucket in buckets.values() {
        for (at, one) in bucket.iter().enumerate() {
            for other in &bucket[at + 1..] {
                let estimate = || estimated_permille(&prints[*one].sketch, &prints[*other].sketch);
                seen.entry((*one, *other)).or_insert_with(estimate);
            }
        }
    }
    seen.retain(|_, estimate| *estimate >= LEAST_ESTIMATE);
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_text::{Shingles, sketch};
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn pictures(hashes: &[u64]) -> Fingerprint {
        let frame = |(at, hash): (usize, &u64)| Frame {
            hash: format!("{hash:016x}"),
            at_ms: Some(at as u64 * 2000),
            page: None,
        };
        Fingerprint { frames: hashes.iter().enumerate().map(frame).collect(), ..Fingerprint::default() }
    }

    fn words(text: &str) -> Fingerprint {
        Fingerprint { sketch: sketch(&Shingles::of(text).set()).unwrap_or_default(), ..Fingerprint::default() }
    }

    /// Far from all that the tests below compare it with.
    const ALTERNATING: u64 = 0xaaaa_aaaa_aaaa_aaaa;

    #[test]
    fn one_frame_of_a_film_meets_a_photograph_and_is_not_enough_between_films() {
        let (photo, film, other) =
            (pictures(&[0xff00]), pictures(&[ALTERNATING, 0xff07, u64::MAX]), pictures(&[0xff00, !ALTERNATING]));
        let near = near_frames(&[&photo, &film, &other]);
        let pairs: Vec<_> = near.iter().map(|near| (near.pair, near.bits, near.nearest)).collect();
        assert_eq!(pairs, [((0, 1), 3, (0, 1)), ((0, 2), 0, (0, 0))]);
    }

    #[test]
    fn two_frames_of_a_film_are_enough() {
        let (one, other) = (pictures(&[0, u64::MAX]), pictures(&[1, u64::MAX, u64::MAX - 1]));
        let near = near_frames(&[&one, &other]);
        assert_eq!((near.len(), near[0].bits, near[0].frames), (1, 0, (2, 3)));
    }

    #[test]
    fn texts_that_share_most_of_their_words_meet_and_others_do_not() {
        let said =
            "The keeper lit the lamp at nine and went down to the jetty where three boats lay at anchor that night";
        let copied = format!("He wrote: {said}");
        let prints =
            [words(said), words("Quite other words were found in the book of the harbour office"), words(&copied)];
        let near = near_sketches(&prints.iter().collect::<Vec<_>>());
        assert_eq!(near.keys().collect::<Vec<_>>(), [&(0, 2)]);
        assert!(near[&(0, 2)] > 600, "{near:?}");
    }

    #[test]
    fn texts_of_too_few_words_meet_nothing() {
        assert!(near_sketches(&[&words("yes"), &words("yes")]).is_empty());
    }

    proptest! {
        #[test]
        fn no_pair_of_pictures_within_the_bits_is_missed_and_none_beyond_is_found(
            hashes in vec(any::<u64>(), 1..20),
            flips in vec(vec(0_u32..64, 0..12), 1..20),
        ) {
            let near_ones = hashes.iter().zip(&flips).map(|(hash, flips)| flips.iter().fold(*hash, |hash, bit| hash ^ (1 << bit)));
            let all: Vec<u64> = hashes.iter().copied().chain(near_ones).collect();
            let prints: Vec<Fingerprint> = all.iter().map(|hash| pictures(&[*hash])).collect();
            let found: BTreeSet<_> =
                near_frames(&prints.iter().collect::<Vec<_>>()).into_iter().map(|near| (near.pair, near.bits)).collect();
            let pairs = (0..all.len()).flat_map(|one| (one + 1..all.len()).map(move |other| (one, other)));
            let expected: BTreeSet<_> = pairs
                .map(|(one, other)| ((one, other), (all[one] ^ all[other]).count_ones()))
                .filter(|(_, bits)| *bits <= MOST_BITS)
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}

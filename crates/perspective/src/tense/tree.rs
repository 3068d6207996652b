//! Populations as a tree: what answers say of a population, and what they say of it through those within it.
//!
//! A population is no less than any within it, and no less than several parts of one division together, which have nobody in
//! common; it is no more than all parts of a division together. So from the innermost outwards each has claims of "at least" and "at
//! most", each with the records that make it. A claim of "at least" that is above one of "at most" is a conflict; where
//! every population lies within one other at most, these are all there are. Where one lies within several, by parts too, what is
//! found does not fit; there may be more, and fewer of the same records may do. Those populations are named.
//!
//! Populations of several questions stand in one tree. Of each question counts of one tally alone make a claim: a final figure
//! and one without a tally meet only over questions.

use super::in_number::{names, row_told};
use super::told::Told;
use crate::order::smallest_sets;
use crate::union_find::UnionFind;
use firsthand_model::Population;
use firsthand_model::words::{Tally, WithinHow};
use std::collections::{BTreeMap, BTreeSet};

/// More claims of one population are not followed.
const CLAIMS_AT_MOST: usize = 2_000;
/// Nor more pairs of claims looked at, of which some are of no common scope.
const PAIRS_AT_MOST: usize = 8 * CLAIMS_AT_MOST;

/// One count, with its ends.
pub(super) struct Counted<'a> {
    pub(super) name: String,
    pub(super) question: &'a str,
    pub(super) tally: Option<Tally>,
    pub(super) told: Told<'a>,
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
}

/// A number, and the records from which it follows, by their place among all.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    value: i64,
    records: BTreeSet<u32>,
    /// The questions of its counts, each with their tally.
    tallies: Tallies,
}

/// Questions, by their place among all, with the tally of counts.
type Tallies = BTreeMap<u32, Option<Tally>>;

/// Whether no question has counts of two tallies in both.
fn is_one_scope(one: &Tallies, other: &Tallies) -> bool {
    one.iter().all(|(question, tally)| other.get(question).is_none_or(|of_other| of_other == tally))
}

/// What is claimed of a population.
#[derive(Debug, Clone, Default)]
struct Claims {
    at_least: BTreeSet<Claim>,
    at_most: BTreeSet<Claim>,
}

/// Sets of records that cannot all hold, each with by how much they miss.
pub(super) struct Conflicts<'t, 'a> {
    pub(super) sets: Vec<(Vec<&'t Told<'a>>, i64)>,
    /// The populations of which not every sum was looked at.
    pub(super) not_every_sum: BTreeSet<String>,
}

/// The two ends of a count, by the place of its record.
#[derive(Debug, Clone, Copy)]
struct Ends {
    record: u32,
    scope: (u32, Option<Tally>),
    low: Option<i64>,
    high: Option<i64>,
}

/// The populations of one unit with their counts.
pub(super) struct Tree<'a> {
    /// Counts first, then the rows that say what lies within what.
    records: Vec<Told<'a>>,
    counts: BTreeMap<String, Vec<Ends>>,
    /// For each population those within it.
    within: BTreeMap<String, Vec<Within>>,
}

/// A population within another, with the row that says so.
struct Within {
    inner: String,
    record: u32,
    /// The division of which it is a part, which may have no name; none if it is only some of the other.
    division: Option<Division>,
}

/// The name of a division; one without a name is a division too.
type Division = Option<String>;

impl<'a> Tree<'a> {
    pub(super) fn new(rows: &[&Population], counts: Vec<&Counted<'a>>) -> Tree<'a> {
        let mut tree = Tree { records: Vec::new(), counts: BTreeMap::new(), within: BTreeMap::new() };
        let mut questions: BTreeMap<&str, u32> = BTreeMap::new();
        for count in counts {
            let record = tree.add(count.told.clone());
            let next = u32::try_from(questions.len()).unwrap_or(u32::MAX);
            let scope = (*questions.entry(count.question).or_insert(next), count.tally);
            let ends = Ends { record, scope, low: count.low, high: count.high };
            tree.counts.entry(count.name.clone()).or_default().push(ends);
        }
        for row in rows {
            let [inner, outer] = names(row);
            let record = tree.add(row_told(row));
            let division = (row.how == Some(WithinHow::Addend)).then(|| row.division.clone());
            tree.within.entry(outer).or_default().push(Within { inner, record, division });
        }
        tree
    }

    fn add(&mut self, told: Told<'a>) -> u32 {
        self.records.push(told);
        u32::try_from(self.records.len() - 1).unwrap_or(u32::MAX)
    }

    /// All sets of records that cannot hold and in which no smaller one stands.
    pub(super) fn conflicts(&self) -> Conflicts<'_, 'a> {
        let mut made = Made { claims: BTreeMap::new(), open: BTreeSet::new(), not_every_sum: self.tangled() };
        let names: BTreeSet<&String> = self.counts.keys().chain(self.within.keys()).collect();
        let mut apart: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
        for name in names {
            let claims = self.claims(name, &mut made);
            for least in &claims.at_least {
                let is_below = |most: &&Claim| most.value < least.value && is_one_scope(&least.tallies, &most.tallies);
                for most in claims.at_most.iter().filter(is_below) {
                    let records: BTreeSet<u32> = least.records.union(&most.records).copied().collect();
                    let so_far = apart.entry(records.into_iter().collect()).or_default();
                    *so_far = (*so_far).max(least.value.saturating_sub(most.value));
                }
            }
        }
        let smallest = smallest_sets(apart.keys().cloned());
        let told = |set: Vec<u32>| {
            (set.iter().map(|&record| &self.records[record as usize]).collect(), apart.get(&set).copied().unwrap_or(0))
        };
        Conflicts { sets: smallest.into_iter().map(told).collect(), not_every_sum: made.not_every_sum }
    }

    /// What is claimed of a population, by itself and through those within it.
    fn claims(&self, name: &str, made: &mut Made) -> Claims {
        if let Some(claims) = made.claims.get(name) {
            return claims.clone();
        }
        // A population within itself says nothing; `import` refuses it.
        if !made.open.insert(name.to_owned()) {
            return Claims::default();
        }
        let mut claims = self.own(name);
        let within = self.within.get(name).map_or(&[][..], Vec::as_slice);
        let inner: Vec<Claims> = within.iter().map(|one| self.claims(&one.inner, made).through(one.record)).collect();
        claims.at_least.extend(inner.iter().flat_map(|inner| inner.at_least.iter().cloned()));
        for parts in divisions(within, &inner) {
            let sums_of = |ends: fn(&Claims) -> &BTreeSet<Claim>, some_will_do| {
                sums(parts.iter().map(|part| ends(part)), some_will_do)
            };
            let (least, most) = (sums_of(|part| &part.at_least, true), sums_of(|part| &part.at_most, false));
            if least.is_none() || most.is_none() {
                made.not_every_sum.insert(name.to_owned());
            }
            claims.at_least.extend(least.unwrap_or_default());
            claims.at_most.extend(most.unwrap_or_default());
        }
        made.open.remove(name);
        made.claims.insert(name.to_owned(), claims.clone());
        claims
    }

    /// The populations that hang together with one that is counted otherwise than as a tree, by parts too.
    fn tangled(&self) -> BTreeSet<String> {
        let names: BTreeSet<&str> = self.within.iter().flat_map(|(outer, rows)| around(outer, rows)).collect();
        let places: BTreeMap<&str, usize> = names.into_iter().zip(0..).collect();
        let mut sets = UnionFind::new(places.len());
        let rows = || self.within.iter().flat_map(|(outer, rows)| rows.iter().map(move |row| (outer.as_str(), row)));
        rows().for_each(|(outer, row)| sets.union(places[outer], places[row.inner.as_str()]));
        let mut together: BTreeMap<usize, Together<'_>> = BTreeMap::new();
        for (_, row) in rows() {
            let set = together.entry(sets.find(places[row.inner.as_str()])).or_default();
            set.is_in_several |= !set.inner.insert(&row.inner);
            set.has_parts |= row.division.is_some();
        }
        let counted: BTreeSet<usize> =
            self.counts.keys().filter_map(|name| Some(sets.find(*places.get(name.as_str())?))).collect();
        let is_tangled = |set: usize| {
            together.get(&set).is_some_and(|found| found.is_in_several && found.has_parts) && counted.contains(&set)
        };
        let found = places.iter().filter(|(_, place)| is_tangled(sets.find(**place)));
        found.map(|(name, _)| (*name).to_owned()).collect()
    }

    fn own(&self, name: &str) -> Claims {
        let mut claims = Claims::default();
        for &Ends { record, scope, low, high } in self.counts.get(name).map_or(&[][..], Vec::as_slice) {
            let claim =
                |value: i64| Claim { value, records: BTreeSet::from([record]), tallies: Tallies::from([scope]) };
            claims.at_least.extend(low.map(claim));
            claims.at_most.extend(high.map(claim));
        }
        claims
    }
}

/// The names of a population and of those within it.
fn around<'t>(outer: &'t str, rows: &'t [Within]) -> impl Iterator<Item = &'t str> {
    std::iter::once(outer).chain(rows.iter().map(|row| row.inner.as_str()))
}

/// Rows whose populations hang together.
#[derive(Debug, Default)]
struct Together<'t> {
    inner: BTreeSet<&'t str>,
    is_in_several: bool,
    has_parts: bool,
}

/// What is claimed of the parts, division by division: two divisions of one population count the same people twice.
fn divisions<'c>(within: &[Within], inner: &'c [Claims]) -> Vec<Vec<&'c Claims>> {
    let mut divisions: BTreeMap<&Division, Vec<&Claims>> = BTreeMap::new();
    for (one, claims) in within.iter().zip(inner) {
        if let Some(division) = &one.division {
            divisions.entry(division).or_default().push(claims);
        }
    }
    divisions.into_values().collect()
}

/// Claims made so far, and of what any were left out.
struct Made {
    claims: BTreeMap<String, Claims>,
    open: BTreeSet<String>,
    /// The populations of which not every sum was made.
    not_every_sum: BTreeSet<String>,
}

impl Claims {
    /// The same claims with the row through which they are of another population.
    fn through(mut self, row: u32) -> Claims {
        let with_row = |claims: BTreeSet<Claim>| {
            claims.into_iter().map(|mut claim| {
                claim.records.insert(row);
                claim
            })
        };
        self.at_least = with_row(self.at_least).collect();
        self.at_most = with_row(self.at_most).collect();
        self
    }
}

/// Sums of one claim of each part; of some of the parts alone if `some_will_do`. None where there are too many.
fn sums<'c>(parts: impl Iterator<Item = &'c BTreeSet<Claim>>, some_will_do: bool) -> Option<BTreeSet<Claim>> {
    let mut sums: Option<BTreeSet<Claim>> = None;
    for part in parts {
        let so_far = sums.unwrap_or_else(|| BTreeSet::from([Claim::default()]));
        let pairs = || so_far.iter().flat_map(|sum| part.iter().map(move |claim| (sum, claim)));
        let both = pairs().filter(|(sum, claim)| is_one_scope(&sum.tallies, &claim.tallies));
        let is_too_many = so_far.len().saturating_mul(part.len()) > PAIRS_AT_MOST;
        if is_too_many || both.clone().count() + so_far.len() > CLAIMS_AT_MOST {
            return None;
        }
        let mut next: BTreeSet<Claim> = both.map(|(sum, claim)| sum.and(claim)).collect();
        if some_will_do {
            next.extend(so_far.iter().cloned());
        }
        sums = Some(next);
    }
    let mut sums = sums.unwrap_or_default();
    sums.retain(|sum| !sum.records.is_empty());
    Some(sums)
}

impl Claim {
    fn and(&self, other: &Claim) -> Claim {
        Claim {
            value: self.value.saturating_add(other.value),
            records: self.records.union(&other.records).copied().collect(),
            tallies: self.tallies.iter().chain(&other.tallies).map(|(question, tally)| (*question, *tally)).collect(),
        }
    }
}

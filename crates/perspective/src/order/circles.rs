//! Every circle of bounds that nothing can keep. Each holds a bound that the instants do not keep; from each of those in
//! turn, ways back to where it begins are followed as long as they can still sum up to less than nothing.

use super::network::{ALWAYS, Bound, Network, Record};
use super::potentials::Potentials;
use super::way_back::WayBack;
use std::collections::{BTreeMap, BTreeSet};

/// More sets than a person can look through; the search ends there.
const SETS_AT_MOST: usize = 2_000;

/// Sets of records of circles that nothing can keep, and whether these are all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Circles {
    /// Each with the most by which a circle of its records misses, in milliseconds.
    pub(crate) sets: BTreeMap<Vec<Record>, i64>,
    pub(crate) are_all: bool,
}

/// Finds them, looking at about `work` bounds. `potentials` must keep every bound that is not set aside.
pub(crate) fn circles(network: &Network, potentials: &Potentials<'_>, work: usize) -> Circles {
    let is_broken = |place: &u32| potentials.slack(&network.bounds()[*place as usize]) < 0;
    let broken: Vec<u32> = (0..).take(network.bounds().len()).filter(is_broken).collect();
    let mut search = Search { network, potentials, work, sets: BTreeMap::new() };
    let are_all = (0..broken.len()).all(|nth| search.through(broken[nth], &broken[nth + 1..]).is_ok());
    Circles { sets: search.sets, are_all }
}

struct Search<'a> {
    network: &'a Network,
    potentials: &'a Potentials<'a>,
    work: usize,
    sets: BTreeMap<Vec<Record>, i64>,
}

/// The search was given up: there would have been more to look at.
struct TooMuch;

/// A way that is being followed: bounds one after the other, and beside each how many bounds that leave its end were
/// tried.
struct Trail {
    steps: Vec<(u32, usize)>,
    is_on_it: Vec<bool>,
    /// The sum of its bounds' slacks.
    sum: i64,
}

impl Search<'_> {
    /// All circles through a bound that is not kept, in which no other such bound stands but of `others`.
    fn through(&mut self, broken: u32, others: &[u32]) -> Result<(), TooMuch> {
        let first = self.bound(broken);
        let shortened: i64 = others.iter().map(|&place| self.slack(place)).fold(0, i64::saturating_add);
        let most = self.slack(broken).saturating_add(shortened).saturating_neg();
        // What the way back costs at least. Bounds that are not kept cost nothing here: `shortened` has them all.
        let back = WayBack::new(self.network, first.from, most, |bound| self.potentials.slack(bound).max(0));
        self.spend(back.looked_at)?;
        let mut trail = Trail::new(self.network.moments());
        self.step(&mut trail, broken);
        while let Some((last, tried)) = trail.next() {
            let at = self.bound(last).to;
            if at == first.from {
                self.close(&trail)?;
                self.step_back(&mut trail);
                continue;
            }
            let Some(place) = self.network.places_leaving(at).nth(tried) else {
                self.step_back(&mut trail);
                continue;
            };
            self.spend(1)?;
            let next = self.bound(place);
            let sum = trail.sum.saturating_add(self.slack(place));
            let least = back.cost_from(next.to).map(|cost| sum.saturating_add(cost).saturating_add(shortened));
            let is_allowed = self.slack(place) >= 0 || others.binary_search(&place).is_ok();
            if is_allowed && least.is_some_and(|least| least < 0) && !trail.is_on_it[next.to as usize] {
                self.step(&mut trail, place);
            }
        }
        Ok(())
    }

    /// Keeps the records of a circle that is closed, if nothing can keep it.
    fn close(&mut self, trail: &Trail) -> Result<(), TooMuch> {
        if trail.sum < 0 {
            let records = trail.steps.iter().map(|&(place, _)| self.bound(place).record);
            let records: BTreeSet<Record> = records.filter(|&record| record != ALWAYS).collect();
            let apart = self.sets.entry(records.into_iter().collect()).or_default();
            *apart = (*apart).max(trail.sum.saturating_neg());
        }
        if self.sets.len() > SETS_AT_MOST { Err(TooMuch) } else { Ok(()) }
    }

    fn step(&self, trail: &mut Trail, place: u32) {
        trail.sum = trail.sum.saturating_add(self.slack(place));
        trail.is_on_it[self.bound(place).to as usize] = true;
        trail.steps.push((place, 0));
    }

    fn step_back(&self, trail: &mut Trail) {
        if let Some((place, _)) = trail.steps.pop() {
            trail.sum = trail.sum.saturating_sub(self.slack(place));
            trail.is_on_it[self.bound(place).to as usize] = false;
        }
    }

    fn spend(&mut self, work: usize) -> Result<(), TooMuch> {
        self.work = self.work.checked_sub(work).ok_or(TooMuch)?;
        Ok(())
    }

    fn bound(&self, place: u32) -> Bound {
        self.network.bounds()[place as usize]
    }

    fn slack(&self, place: u32) -> i64 {
        self.potentials.slack(&self.bound(place))
    }
}

impl Trail {
    fn new(moments: usize) -> Trail {
        Trail { steps: Vec::new(), is_on_it: vec![false; moments], sum: 0 }
    }

    /// The last bound, and which of the bounds that leave its end is to be tried now.
    fn next(&mut self) -> Option<(u32, usize)> {
        let (place, tried) = self.steps.last_mut()?;
        *tried += 1;
        Some((*place, *tried - 1))
    }
}

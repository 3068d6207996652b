//! What one report ends in: one statement, one known person, or nothing that is stated.

use crate::chains::Chains;
use crate::voice::{Known, Voice};
use firsthand_model::board::Root;
use std::collections::BTreeSet;

/// The root of a report with these members, and the member that comes first because it is that root.
///
/// A single statement on which members rest is the root. Else it is the one person in whom all members have their
/// root, or who says them all; else unknown. What may not be named is not stated.
pub(crate) fn root(chains: &Chains<'_>, lot: &[usize], named: &dyn Fn(usize) -> bool) -> (Root, Option<usize>) {
    let resting: Vec<usize> = lot.iter().copied().filter(|&at| !chains.voice(at).stands).collect();
    let ends = chains.ends(&resting);
    match ends.first() {
        Some(&end) if ends.len() == 1 && named(end) => (Root::Statement(chains.spoken(end).id.clone()), Some(end)),
        _ => (person(chains, lot).unwrap_or(Root::Unknown), None),
    }
}

fn person(chains: &Chains<'_>, lot: &[usize]) -> Option<Root> {
    let voices = || lot.iter().map(|&at| chains.voice(at));
    let only = |persons: BTreeSet<Known>| persons.first().filter(|_| persons.len() == 1).copied();
    let roots = voices().filter_map(|voice| voice.root).collect();
    let speaker = || voices().map(|voice| voice.speaker).collect::<Option<BTreeSet<_>>>().and_then(only);
    let person = only(roots).or_else(speaker)?;
    let was_there = voices().filter_map(Voice::first_hand).any(|one| one == person);
    let person = chains.person(person).clone();
    Some(if was_there { Root::FirstHand(person) } else { Root::Person(person) })
}

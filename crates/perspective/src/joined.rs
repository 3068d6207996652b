//! Which statements of a group are one report: by judged chains, by one root person, by one speaker.
//! The rules stand in the documentation of the crate.

use crate::chains::Chains;
use crate::union_find::UnionFind;
use crate::voice::Voice;
use firsthand_model::PersonId;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The members of each report, by its first member.
pub(crate) fn lots(chains: &Chains<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let mut components: BTreeMap<usize, usize> = BTreeMap::new();
    for &at in members {
        let next = components.len();
        components.entry(chains.component(at)).or_insert(next);
    }
    let mut sets = joined(chains, &components);
    let mut lots: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in members {
        lots.entry(sets.find(components[&chains.component(at)])).or_default().push(at);
    }
    let mut lots: Vec<Vec<usize>> = lots.into_values().collect();
    lots.sort();
    lots
}

/// Joins components whose statements have their root in one person, or have one speaker.
fn joined(chains: &Chains<'_>, components: &BTreeMap<usize, usize>) -> UnionFind {
    let voices: Vec<(usize, Voice<'_>)> = components
        .iter()
        .flat_map(|(&component, &number)| chains.voices(component).iter().map(move |&voice| (number, voice)))
        .collect();
    let persons = numbered(&voices, components.len());
    let standing = Standing::of(&voices);
    let mut sets = UnionFind::new(components.len() + persons.len());
    for (number, voice) in &voices {
        if let Some(root) = voice.root {
            sets.union(*number, persons[root]);
        }
        if let Some((speaker, root)) = voice.relay()
            && !standing.apart(speaker, root)
        {
            sets.union(*number, persons[speaker]);
        }
    }
    sets
}

fn numbered<'a>(voices: &[(usize, Voice<'a>)], from: usize) -> HashMap<&'a PersonId, usize> {
    let persons: BTreeSet<&PersonId> =
        voices.iter().flat_map(|(_, voice)| [voice.root, voice.speaker]).flatten().collect();
    persons.into_iter().enumerate().map(|(at, person)| (person, from + at)).collect()
}

/// Which persons speak for themselves here. What only repeats another statement shows nothing of the kind.
struct Standing<'a> {
    first_hand: HashSet<&'a PersonId>,
    speakers: HashSet<&'a PersonId>,
    known_through: HashMap<&'a PersonId, HashSet<Option<&'a PersonId>>>,
}

impl<'a> Standing<'a> {
    fn of(voices: &[(usize, Voice<'a>)]) -> Standing<'a> {
        let standing = || voices.iter().map(|(_, voice)| *voice).filter(|voice| voice.stands);
        let mut known_through: HashMap<_, HashSet<_>> = HashMap::new();
        for voice in standing() {
            if let Some(root) = voice.root {
                known_through.entry(root).or_default().insert(voice.speaker);
            }
        }
        Standing {
            first_hand: standing().filter_map(Voice::first_hand).collect(),
            speakers: standing().filter_map(|voice| voice.speaker).collect(),
            known_through,
        }
    }

    /// Whether a speaker's own account and what the speaker passes on from another person are two: the speaker was
    /// there too, and the other person is heard through somebody else as well.
    fn apart(&self, speaker: &PersonId, root: &PersonId) -> bool {
        let others = |through: &HashSet<Option<&PersonId>>| through.iter().any(|one| *one != Some(speaker));
        let heard = self.speakers.contains(root) || self.known_through.get(root).is_some_and(others);
        self.first_hand.contains(speaker) && heard
    }
}

//! Which statements of a group are one report: by judged chains, by one root person, by one speaker.
//! The rules stand in the documentation of the crate.

use crate::chains::Chains;
use crate::quick::{Map, Set};
use crate::union_find::UnionFind;
use crate::voice::{Known, Voice};

/// The members of each report, by its first member; members are given, and given back, in the order of ids.
pub(crate) fn lots(chains: &Chains<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let mut components: Vec<usize> = Vec::new();
    let mut numbers: Map<usize, usize> = Map::with_capacity_and_hasher(members.len(), Default::default());
    let number = |&at: &usize| {
        let component = chains.component(at);
        *numbers.entry(component).or_insert_with(|| {
            components.push(component);
            components.len() - 1
        })
    };
    let numbered: Vec<usize> = members.iter().map(number).collect();
    let mut sets = joined(chains, &components);
    let mut lots: Vec<Vec<usize>> = Vec::new();
    let mut lot_of: Map<usize, usize> = Map::with_capacity_and_hasher(components.len(), Default::default());
    for (&at, &number) in members.iter().zip(&numbered) {
        let lot = *lot_of.entry(sets.find(number)).or_insert_with(|| {
            lots.push(Vec::new());
            lots.len() - 1
        });
        lots[lot].push(at);
    }
    lots
}

/// Joins components, by number, whose statements have their root in one person, or have one speaker.
fn joined(chains: &Chains<'_>, components: &[usize]) -> UnionFind {
    let of_one = |(number, &component)| chains.voices(component).iter().map(move |&voice| (number, voice));
    let voices: Vec<(usize, Voice)> = components.iter().enumerate().flat_map(of_one).collect();
    let persons = numbered(&voices, components.len());
    let standing = Standing::of(&voices);
    let mut sets = UnionFind::new(components.len() + persons.len());
    for (number, voice) in &voices {
        if let Some(root) = voice.root {
            sets.union(*number, persons[&root]);
        }
        if let Some((speaker, root)) = voice.relay()
            && !standing.apart(speaker, root)
        {
            sets.union(*number, persons[&speaker]);
        }
    }
    sets
}

fn numbered(voices: &[(usize, Voice)], from: usize) -> Map<Known, usize> {
    let mut persons = Map::default();
    for known in voices.iter().flat_map(|(_, voice)| [voice.root, voice.speaker]).flatten() {
        let next = from + persons.len();
        persons.entry(known).or_insert(next);
    }
    persons
}

/// Which persons speak for themselves here. What only repeats another statement shows nothing of the kind.
struct Standing {
    first_hand: Set<Known>,
    speakers: Set<Known>,
    known_through: Map<Known, Set<Option<Known>>>,
}

impl Standing {
    fn of(voices: &[(usize, Voice)]) -> Standing {
        let standing = || voices.iter().map(|(_, voice)| *voice).filter(|voice| voice.stands);
        let mut known_through: Map<_, Set<_>> = Map::default();
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
    fn apart(&self, speaker: Known, root: Known) -> bool {
        let others = |through: &Set<Option<Known>>| through.iter().any(|one| *one != Some(speaker));
        let heard = self.speakers.contains(&root) || self.known_through.get(&root).is_some_and(others);
        self.first_hand.contains(&speaker) && heard
    }
}

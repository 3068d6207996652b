//! Statements that hang together by judgment, as sets that only ever merge: what is in each, and whose voices.
//! Which judgments make statements one is in `chains`.

use crate::spoken::{ALONE, Spoken};
use crate::voice::Voice;
use std::slice::from_ref;

/// Every statement is in one component, mostly alone; a component is named by one of its statements, whichever. Each statement
/// notes the name itself, and where the component of its own name is here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Components {
    /// Those of more than one statement, and what is left of those that went into others.
    joined: Vec<Joined>,
}

#[derive(Debug, Clone, Default)]
struct Joined {
    members: Vec<u32>,
    /// Each kind of voice once.
    voices: Vec<Voice>,
}

impl Components {
    /// The statements of a component, in no order.
    pub fn members<'v>(&'v self, component: usize, all: &'v [Spoken]) -> &'v [u32] {
        self.joined(&all[component]).map_or(from_ref(&all[component].component), |joined| &joined.members)
    }

    /// The voices of a component, as last gathered.
    pub fn voices<'v>(&'v self, component: usize, all: &'v [Spoken]) -> &'v [Voice] {
        self.joined(&all[component]).map_or(from_ref(&all[component].voice), |joined| &joined.voices)
    }

    /// Makes one component of two: the smaller goes into the larger, so that no statement moves often.
    pub fn join(&mut self, one: usize, other: usize, all: &mut [Spoken]) {
        let (one, other) = (all[one].component as usize, all[other].component as usize);
        if one == other {
            return;
        }
        let is_larger = self.members(one, all).len() >= self.members(other, all).len();
        let (into, from) = if is_larger { (one, other) } else { (other, one) };
        let moved = match self.joined.get_mut(all[from].joined as usize) {
            Some(joined) => std::mem::take(joined).members,
            None => vec![from as u32],
        };
        moved.iter().for_each(|&at| all[at as usize].component = into as u32);
        if all[into].joined == ALONE {
            all[into].joined = self.joined.len() as u32;
            self.joined.push(Joined { members: vec![into as u32], voices: Vec::new() });
        }
        self.joined[all[into].joined as usize].members.extend(moved);
    }

    /// Gathers the voices of a component anew.
    pub fn gather(&mut self, component: usize, all: &[Spoken]) {
        if let Some(joined) = self.joined.get_mut(all[component].joined as usize) {
            joined.gather(all);
        }
    }

    /// Gathers the voices of all.
    pub fn gather_all(&mut self, all: &[Spoken]) {
        self.joined.iter_mut().for_each(|joined| joined.gather(all));
    }

    fn joined(&self, name: &Spoken) -> Option<&Joined> {
        self.joined.get(name.joined as usize)
    }
}

impl Joined {
    fn gather(&mut self, all: &[Spoken]) {
        self.voices = self.members.iter().map(|&at| all[at as usize].voice).collect();
        self.voices.sort_unstable();
        self.voices.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::voice::KnownPersons;
    use firsthand_model::Statement;

    #[test]
    fn what_is_joined_has_one_name_and_all_members() {
        let spoken = |at| Spoken::of(&Statement::default(), at, at, &KnownPersons::default(), Clock::utc());
        let (mut components, mut all) = (Components::default(), (0..5).map(spoken).collect::<Vec<_>>());
        components.join(4, 3, &mut all);
        components.join(3, 1, &mut all);
        components.join(1, 4, &mut all);
        let name = all[1].component;
        assert_eq!([all[3].component, all[4].component], [name, name]);
        let mut members = components.members(name as usize, &all).to_vec();
        members.sort_unstable();
        assert_eq!(members, [1, 3, 4]);
        assert_eq!((components.members(0, &all), components.members(2, &all)), (&[0][..], &[2][..]));
    }
}

//! Statements that hang together by judgment, as sets that only ever merge: what is in each, and whose voices.
//! Which judgments make statements one is in `chains`.

use crate::spoken::Spoken;
use crate::voice::Voice;
use std::slice::from_ref;

/// Every statement is in one component, mostly alone; a component is named by one of its statements, whichever.
#[derive(Debug, Clone, Default)]
pub(crate) struct Components {
    /// The name of the component of each statement.
    names: Vec<u32>,
    /// Where the component of that name is among those joined; `ALONE` if it is one statement.
    places: Vec<u32>,
    /// Those of more than one statement, and what is left of those that went into others.
    joined: Vec<Joined>,
}

#[derive(Debug, Clone, Default)]
struct Joined {
    members: Vec<u32>,
    /// Each kind of voice once.
    voices: Vec<Voice>,
}

const ALONE: u32 = u32::MAX;

impl Components {
    /// One more statement, alone.
    pub fn add(&mut self) {
        self.names.push(self.names.len() as u32);
        self.places.push(ALONE);
    }

    /// The name of a statement's component.
    pub fn name(&self, of: usize) -> usize {
        self.names[of] as usize
    }

    /// The statements of a component, in no order.
    pub fn members(&self, component: usize) -> &[u32] {
        self.joined(component).map_or(from_ref(&self.names[component]), |joined| &joined.members)
    }

    /// The voices of a component, as last gathered; `all` are those of every statement.
    pub fn voices<'v>(&'v self, component: usize, all: &'v [Spoken]) -> &'v [Voice] {
        self.joined(component).map_or(from_ref(&all[component].voice), |joined| &joined.voices)
    }

    /// Makes one component of two: the smaller goes into the larger, so that no statement moves often.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.name(one), self.name(other));
        if one == other {
            return;
        }
        let is_larger = self.members(one).len() >= self.members(other).len();
        let (into, from) = if is_larger { (one, other) } else { (other, one) };
        let moved = match self.joined.get_mut(self.places[from] as usize) {
            Some(joined) => std::mem::take(joined).members,
            None => vec![from as u32],
        };
        moved.iter().for_each(|&at| self.names[at as usize] = into as u32);
        if self.places[into] == ALONE {
            self.places[into] = self.joined.len() as u32;
            self.joined.push(Joined { members: vec![into as u32], voices: Vec::new() });
        }
        self.joined[self.places[into] as usize].members.extend(moved);
    }

    /// Gathers the voices of a component anew.
    pub fn gather(&mut self, component: usize, all: &[Spoken]) {
        if let Some(joined) = self.joined.get_mut(self.places[component] as usize) {
            joined.gather(all);
        }
    }

    /// Gathers the voices of all.
    pub fn gather_all(&mut self, all: &[Spoken]) {
        self.joined.iter_mut().for_each(|joined| joined.gather(all));
    }

    fn joined(&self, component: usize) -> Option<&Joined> {
        self.joined.get(self.places[component] as usize)
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

    #[test]
    fn what_is_joined_has_one_name_and_all_members() {
        let mut components = Components::default();
        (0..5).for_each(|_| components.add());
        components.join(4, 3);
        components.join(3, 1);
        components.join(1, 4);
        let name = components.name(1);
        assert_eq!([components.name(3), components.name(4)], [name, name]);
        let mut members = components.members(name).to_vec();
        members.sort_unstable();
        assert_eq!(members, [1, 3, 4]);
        assert_eq!((components.members(0), components.members(2)), (&[0][..], &[2][..]));
    }
}

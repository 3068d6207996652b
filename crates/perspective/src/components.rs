//! Statements that hang together by judgment, as sets that only ever merge: what is in each, and whose voices.
//! Which judgments make statements one is in `chains`.

use crate::quick::Map;
use crate::spoken::Spoken;
use crate::voice::Voice;
use std::slice::from_ref;

/// Every statement is in one component, mostly alone; a component is named by one of its statements, whichever.
#[derive(Debug, Clone, Default)]
pub(crate) struct Components {
    /// The name of the component of each statement.
    names: Vec<usize>,
    /// Those of more than one statement.
    joined: Map<usize, Joined>,
}

#[derive(Debug, Clone, Default)]
struct Joined {
    members: Vec<usize>,
    /// Each kind of voice once.
    voices: Vec<Voice>,
}

impl Components {
    /// One more statement, alone.
    pub fn add(&mut self) {
        self.names.push(self.names.len());
    }

    /// The name of a statement's component.
    pub fn name(&self, of: usize) -> usize {
        self.names[of]
    }

    /// The statements of a component, in no order.
    pub fn members(&self, component: usize) -> &[usize] {
        self.joined.get(&component).map_or(from_ref(&self.names[component]), |joined| &joined.members)
    }

    /// The voices of a component, as last gathered; `all` are those of every statement.
    pub fn voices<'v>(&'v self, component: usize, all: &'v [Spoken]) -> &'v [Voice] {
        self.joined.get(&component).map_or(from_ref(&all[component].voice), |joined| &joined.voices)
    }

    /// Makes one component of two: the smaller goes into the larger, so that no statement moves often.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.names[one], self.names[other]);
        if one == other {
            return;
        }
        let is_larger = self.members(one).len() >= self.members(other).len();
        let (into, from) = if is_larger { (one, other) } else { (other, one) };
        let moved = self.joined.remove(&from).map_or_else(|| vec![from], |joined| joined.members);
        moved.iter().for_each(|&at| self.names[at] = into);
        let joined = self.joined.entry(into).or_insert_with(|| Joined { members: vec![into], voices: Vec::new() });
        joined.members.extend(moved);
    }

    /// Gathers the voices of a component anew.
    pub fn gather(&mut self, component: usize, all: &[Spoken]) {
        let Some(joined) = self.joined.get_mut(&component) else { return };
        joined.voices = joined.members.iter().map(|&at| all[at].voice).collect();
        joined.voices.sort_unstable();
        joined.voices.dedup();
    }

    /// Gathers the voices of all.
    pub fn gather_all(&mut self, all: &[Spoken]) {
        let names: Vec<usize> = self.joined.keys().copied().collect();
        names.into_iter().for_each(|component| self.gather(component, all));
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

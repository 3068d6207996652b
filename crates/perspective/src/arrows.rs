//! Many lists of which nearly all are empty or short: to which other statements one is linked, which questions it answers.
//! They lie together in one place; a list of its own in memory for each would take ten times as much of it.

use std::iter::successors;

/// A list: the place of its last arrow and one more; 0 while it is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct List(u32);

/// All arrows of all lists, to things that take little memory.
#[derive(Debug, Clone)]
pub(crate) struct Arrows<T>(Vec<Arrow<T>>);

/// To a thing, and to the next arrow of its list; from the last to the first.
#[derive(Debug, Clone, Copy)]
struct Arrow<T> {
    to: T,
    next: u32,
}

impl<T> Default for Arrows<T> {
    fn default() -> Self {
        Arrows(Vec::new())
    }
}

impl<T: Copy> Arrows<T> {
    /// One more at the end of a list; gives the list as it is then.
    pub fn add(&mut self, list: List, to: T) -> List {
        let at = self.0.len() as u32;
        let next = match self.last(list) {
            Some(last) => std::mem::replace(&mut self.0[last].next, at),
            None => at,
        };
        self.0.push(Arrow { to, next });
        List(at + 1)
    }

    /// Where the arrows of a list go to, in the order in which they came.
    pub fn of(&self, list: List) -> impl Iterator<Item = T> + Clone + '_ {
        let last = self.last(list);
        let first = last.map(|last| self.0[last].next as usize);
        let next = move |&at: &usize| (Some(at) != last).then(|| self.0[at].next as usize);
        successors(first, next).map(|at| self.0[at].to)
    }

    fn last(&self, list: List) -> Option<usize> {
        (list.0 as usize).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_has_its_own_arrows() {
        let (mut arrows, mut one, mut other) = (Arrows::default(), List::default(), List::default());
        one = arrows.add(one, 5);
        other = arrows.add(other, 7);
        one = arrows.add(one, 0);
        one = arrows.add(one, 9);
        assert_eq!(arrows.of(one).collect::<Vec<_>>(), [5, 0, 9]);
        assert_eq!(arrows.of(other).collect::<Vec<_>>(), [7]);
        assert_eq!(arrows.of(List::default()).count(), 0);
    }
}

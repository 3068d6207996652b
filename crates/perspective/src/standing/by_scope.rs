//! How boards and histories take more alike: scope by scope, those that stand and those that are new, in one order.

use crate::scopes::{Asked, Key, put_in_order};
use std::collections::{BTreeMap, HashSet};

/// What stands of one scope, kept beside what is shown of it.
pub(super) trait Stands: Sized {
    /// What is shown.
    type Shown;
    /// What more is said.
    type More;

    /// A scope in which nobody says anything yet.
    fn empty(asked: Asked<'_, '_>, key: Key) -> (Self, Self::Shown);

    fn key(&self) -> &Key;

    /// How much is said in it.
    fn count(&self) -> usize;

    /// Whether a statement of these components speaks in it.
    fn is_touched(&self, asked: Asked<'_, '_>, touched: &HashSet<usize>) -> bool;

    /// Takes more, and makes anew what that changes, and what has to do with statements of the touched components.
    fn redo(&mut self, shown: &mut Self::Shown, asked: Asked<'_, '_>, more: Vec<Self::More>, touched: &HashSet<usize>);
}

/// Takes more into the scopes of one question; `standing` and `shown` are in the same order.
pub(super) fn redo<S: Stands>(
    standing: &mut Vec<S>,
    shown: &mut Vec<S::Shown>,
    asked: Asked<'_, '_>,
    mut more: BTreeMap<Key, Vec<S::More>>,
    touched: &HashSet<usize>,
) {
    let mut scopes: Vec<(S, S::Shown)> = std::mem::take(standing).into_iter().zip(std::mem::take(shown)).collect();
    for (standing, shown) in &mut scopes {
        let more = more.remove(standing.key());
        if more.is_some() || standing.is_touched(asked, touched) {
            standing.redo(shown, asked, more.unwrap_or_default(), touched);
        }
    }
    for (key, more) in more {
        let (mut standing, mut shown) = S::empty(asked, key);
        standing.redo(&mut shown, asked, more, touched);
        scopes.push((standing, shown));
    }
    put_in_order(&mut scopes, |(standing, _)| (standing.key(), standing.count()));
    (*standing, *shown) = scopes.into_iter().unzip();
}

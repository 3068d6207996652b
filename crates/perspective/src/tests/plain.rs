//! Reports and certainty written a second time in the plainest way, for comparison on small cases.

use super::case::Case;
use firsthand_model::words::{DependenceKind, PartyKind};
use firsthand_model::{Dependence, Person, Statement};
use std::collections::BTreeSet;

/// Reports and certainty, written a second time in the plainest way.
pub struct Plain<'c> {
    pub case: &'c Case,
}

impl Plain<'_> {
    fn statement(&self, id: &str) -> &Statement {
        self.case.statements.iter().find(|one| one.id.as_str() == id).unwrap()
    }

    fn linked(&self, kinds: &[DependenceKind], from: &str, to: &str) -> bool {
        let is = |one: &Dependence, a: &str, b: &str| {
            one.from_statement == Some(a.into())
                && one.to_statement == Some(b.into())
                && kinds.contains(&one.kind.unwrap())
        };
        from != to && self.case.dependences.iter().any(|one| is(one, from, to))
    }

    fn either(&self, kinds: &[DependenceKind], a: &str, b: &str) -> bool {
        self.linked(kinds, a, b) || self.linked(kinds, b, a)
    }

    fn rests(&self, id: &str) -> bool {
        self.case.statements.iter().any(|other| self.linked(&[DependenceKind::DerivedFrom], id, other.id.as_str()))
    }

    fn person(&self, id: Option<&str>) -> Option<String> {
        let is = |one: &&Person| Some(one.id.as_str()) == id && one.kind == Some(PartyKind::Person);
        self.case.people.iter().find(is).map(|one| one.id.to_string())
    }

    fn speaker(&self, id: &str) -> Option<String> {
        self.person(self.statement(id).speaker_id.as_ref().map(|id| id.as_str()))
    }

    fn was_there(&self, id: &str) -> bool {
        self.statement(id).basis.unwrap().is_first_hand()
    }

    fn root(&self, id: &str) -> Option<String> {
        let told_by = self.person(self.statement(id).knows_from_ids.last().map(|id| id.as_str()));
        if self.was_there(id) { self.speaker(id) } else { told_by.or(self.speaker(id)) }
    }

    /// All statements that hang together with these by judgment, these included.
    fn around(&self, ids: &BTreeSet<String>) -> BTreeSet<String> {
        let kinds = [DependenceKind::DerivedFrom, DependenceKind::CommonSource];
        let mut all = ids.clone();
        loop {
            let next = self
                .case
                .statements
                .iter()
                .map(|one| one.id.to_string())
                .find(|id| !all.contains(id) && all.iter().any(|one| self.either(&kinds, one, id)));
            match next {
                Some(id) => all.insert(id),
                None => return all,
            };
        }
    }

    fn apart(&self, speaker: &str, root: &str, all: &BTreeSet<String>) -> bool {
        let standing = || all.iter().filter(|id| !self.rests(id));
        let there = standing().any(|id| self.was_there(id) && self.speaker(id).as_deref() == Some(speaker));
        let speaks = standing().any(|id| self.speaker(id).as_deref() == Some(root));
        let through =
            standing().any(|id| self.root(id).as_deref() == Some(root) && self.speaker(id).as_deref() != Some(speaker));
        there && (speaks || through)
    }

    /// The person in whose lot a statement stands, besides its root.
    fn joins(&self, id: &str, all: &BTreeSet<String>) -> BTreeSet<String> {
        let mut joins: BTreeSet<String> = self.root(id).into_iter().collect();
        if let (Some(speaker), Some(root)) = (self.speaker(id), self.root(id))
            && !self.apart(&speaker, &root, all)
        {
            joins.insert(speaker);
        }
        joins
    }

    pub fn reports(&self, members: &[String]) -> Vec<BTreeSet<String>> {
        let all = self.around(&members.iter().cloned().collect());
        let mut lots: Vec<BTreeSet<String>> = Vec::new();
        for id in &all {
            let mut lot = BTreeSet::from([id.clone()]);
            let kinds = [DependenceKind::DerivedFrom, DependenceKind::CommonSource];
            let one = |a: &String, b: &String| {
                self.either(&kinds, a, b) || !self.joins(a, &all).is_disjoint(&self.joins(b, &all))
            };
            let (same, other): (Vec<_>, Vec<_>) = lots.into_iter().partition(|lot| lot.iter().any(|a| one(a, id)));
            same.into_iter().for_each(|mut same| lot.append(&mut same));
            lots = other;
            lots.push(lot);
        }
        lots.retain(|lot| members.iter().any(|id| lot.contains(id)));
        lots
    }

    fn tellers(&self, lot: &BTreeSet<String>, members: &[String]) -> BTreeSet<String> {
        let mut tellers: BTreeSet<String> = members.iter().filter(|id| lot.contains(*id)).cloned().collect();
        loop {
            let rests = |id: &String| tellers.iter().any(|a| self.linked(&[DependenceKind::DerivedFrom], a, id));
            match lot.iter().find(|id| !tellers.contains(*id) && rests(id)).cloned() {
                Some(id) => tellers.insert(id),
                None => return tellers,
            };
        }
    }

    /// One statement of each of some reports, every two certainly distinct; chains with one end stand for that end.
    pub fn at_least(&self, members: &[String]) -> usize {
        let lots: Vec<BTreeSet<String>> = self.reports(members).iter().map(|lot| self.tellers(lot, members)).collect();
        self.most(&lots, &mut Vec::new()).max(1)
    }

    fn most(&self, lots: &[BTreeSet<String>], chosen: &mut Vec<(String, BTreeSet<String>)>) -> usize {
        let Some((lot, rest)) = lots.split_first() else {
            return chosen.len();
        };
        let mut most = self.most(rest, chosen);
        for id in lot {
            if chosen.iter().all(|(other, all)| self.certain(id, lot, other, all)) {
                chosen.push((id.clone(), lot.clone()));
                most = most.max(self.most(rest, chosen));
                chosen.pop();
            }
        }
        most
    }

    fn certain(&self, a: &String, of: &BTreeSet<String>, b: &String, in_: &BTreeSet<String>) -> bool {
        let there = |id: &String| self.was_there(id) && self.speaker(id).is_some() && !self.rests(id);
        let shared = of.iter().any(|x| in_.iter().any(|y| self.either(&[DependenceKind::SharedExposure], x, y)));
        let stand_for = |end: &String, lot: &BTreeSet<String>| -> Vec<String> {
            lot.iter().filter(|id| self.end(id, lot) == *end).cloned().collect()
        };
        let judged = stand_for(a, of)
            .iter()
            .any(|x| stand_for(b, in_).iter().any(|y| self.either(&[DependenceKind::Independent], x, y)));
        (there(a) && there(b)) || (judged && !shared)
    }

    fn end(&self, id: &String, lot: &BTreeSet<String>) -> String {
        let upward = self.tellers(lot, std::slice::from_ref(id));
        let ends: Vec<&String> = upward.iter().filter(|id| !self.rests(id)).collect();
        if ends.len() == 1 { ends[0].clone() } else { id.clone() }
    }
}

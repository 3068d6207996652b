//! How all statements of a case hang together by people's judgments: chains run to their roots, cycles end.
//! What that means for one group is in `reports`.

use crate::natural::natural;
use crate::union_find::UnionFind;
use crate::voice::{KnownPersons, Voice};
use firsthand_model::words::DependenceKind;
use firsthand_model::{Dependence, Person, Statement, StatementId};
use std::collections::{BTreeSet, HashMap};

/// Statements by their place in the order of ids, and what hangs together.
#[derive(Debug, Clone)]
pub(crate) struct Chains<'a> {
    pub statements: Vec<&'a Statement>,
    places: HashMap<&'a StatementId, usize>,
    /// The component of each statement by `derived_from` and `common_source`, named by its first statement.
    component: Vec<usize>,
    /// The links of each component, ascending.
    links: HashMap<usize, Vec<(usize, usize)>>,
    /// The voices of each component, each kind once.
    voices: HashMap<usize, Vec<Voice<'a>>>,
    pub voice: Vec<Voice<'a>>,
    /// What each statement rests on directly.
    pub rests_on: Vec<Vec<usize>>,
    /// With what each shares exposure.
    pub shares: Vec<Vec<usize>>,
    /// Of what each was judged independent.
    pub independent: Vec<Vec<usize>>,
}

impl<'a> Chains<'a> {
    pub fn new(statements: &'a [Statement], dependences: &'a [Dependence], people: &'a [Person]) -> Chains<'a> {
        let mut statements: Vec<&Statement> = statements.iter().collect();
        statements.sort_by_key(|statement| natural(statement.id.as_str()));
        let places = statements.iter().enumerate().map(|(at, statement)| (&statement.id, at)).collect();
        let persons = KnownPersons::new(people);
        let none = vec![Vec::new(); statements.len()];
        let mut chains = Chains {
            voice: statements.iter().map(|statement| Voice::of(statement, &persons)).collect(),
            statements,
            places,
            component: Vec::new(),
            links: HashMap::new(),
            voices: HashMap::new(),
            rests_on: none.clone(),
            shares: none.clone(),
            independent: none,
        };
        chains.link(dependences);
        chains.collect_voices();
        chains
    }

    /// A statement's place in the order of ids.
    pub fn place(&self, id: &StatementId) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub fn component(&self, at: usize) -> usize {
        self.component[at]
    }

    /// The dependences, from and to, that make a component one.
    pub fn links(&self, component: usize) -> &[(usize, usize)] {
        self.links.get(&component).map_or(&[], Vec::as_slice)
    }

    /// The voices of a component, statements outside the question at hand included.
    pub fn voices(&self, component: usize) -> &[Voice<'a>] {
        self.voices.get(&component).map_or(&[], Vec::as_slice)
    }

    /// These statements and all that they rest on, at whatever distance.
    pub fn upward(&self, from: &[usize]) -> BTreeSet<usize> {
        let mut seen: BTreeSet<usize> = from.iter().copied().collect();
        let mut open = from.to_vec();
        while let Some(at) = open.pop() {
            open.extend(self.rests_on[at].iter().copied().filter(|&next| seen.insert(next)));
        }
        seen
    }

    /// Where the chains from these statements end; nowhere if they only run in circles.
    pub fn ends(&self, from: &[usize]) -> BTreeSet<usize> {
        self.upward(from).into_iter().filter(|&at| self.rests_on[at].is_empty()).collect()
    }

    fn link(&mut self, dependences: &[Dependence]) {
        let judged: BTreeSet<(usize, usize, DependenceKind)> =
            dependences.iter().filter_map(|dependence| self.judged(dependence)).collect();
        let mut sets = UnionFind::new(self.statements.len());
        for &(from, to, kind) in &judged {
            match kind {
                DependenceKind::DerivedFrom => self.rests_on[from].push(to),
                DependenceKind::CommonSource => {}
                DependenceKind::SharedExposure => both(&mut self.shares, from, to),
                DependenceKind::Independent => both(&mut self.independent, from, to),
            }
            if makes_one(kind) {
                sets.union(from, to);
            }
        }
        self.component = (0..self.statements.len()).map(|at| sets.find(at)).collect();
        for (from, to) in judged.into_iter().filter(|judged| makes_one(judged.2)).map(|(from, to, _)| (from, to)) {
            self.links.entry(self.component[from]).or_default().push((from, to));
        }
    }

    fn judged(&self, dependence: &Dependence) -> Option<(usize, usize, DependenceKind)> {
        let from = self.place(dependence.from_statement.as_ref()?)?;
        let to = self.place(dependence.to_statement.as_ref()?)?;
        (from != to).then_some((from, to, dependence.kind?))
    }

    fn collect_voices(&mut self) {
        for at in 0..self.statements.len() {
            self.voice[at].stands = self.rests_on[at].is_empty();
            self.voices.entry(self.component[at]).or_default().push(self.voice[at]);
        }
        for voices in self.voices.values_mut() {
            voices.sort_unstable();
            voices.dedup();
        }
    }
}

fn makes_one(kind: DependenceKind) -> bool {
    matches!(kind, DependenceKind::DerivedFrom | DependenceKind::CommonSource)
}

fn both(lists: &mut [Vec<usize>], left: usize, right: usize) {
    lists[left].push(right);
    lists[right].push(left);
}

//! How all statements of a case hang together by people's judgments: chains run to their roots, cycles end.
//! What that means for one group is in `reports`. Statements and judgments are only ever added.

use crate::clock::Clock;
use crate::components::Components;
use crate::natural::natural;
use crate::voice::{Known, KnownPersons, Voice};
use firsthand_model::words::DependenceKind;
use firsthand_model::{Dependence, Person, PersonId, Statement, StatementId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Statements by the place at which they came, and what hangs together. Those given together come in the order of ids.
#[derive(Debug, Clone)]
pub(crate) struct Chains<'a> {
    clock: Clock,
    pub statements: Vec<&'a Statement>,
    places: HashMap<&'a str, usize>,
    /// The places in the order of ids, and where in it each place stands.
    by_id: Vec<usize>,
    rank: Vec<usize>,
    persons: KnownPersons<'a>,
    pub voice: Vec<Voice>,
    /// The first millisecond at which each can have been said, for ordering; what is undated comes last.
    said_ms: Vec<i64>,
    /// What hangs together by `derived_from` and `common_source`.
    components: Components,
    /// The links from each statement that make components one.
    links: Vec<Vec<usize>>,
    /// What each statement rests on directly.
    pub rests_on: Vec<Vec<usize>>,
    /// With what each shares exposure.
    pub shares: Vec<Vec<usize>>,
    /// Of what each was judged independent.
    pub independent: Vec<Vec<usize>>,
    judged: HashSet<(usize, usize, DependenceKind)>,
    /// Judgments of statements that are not there, by such a statement.
    waiting: HashMap<&'a StatementId, Vec<&'a Dependence>>,
}

impl<'a> Chains<'a> {
    pub fn new(
        statements: &'a [Statement],
        dependences: &'a [Dependence],
        people: &'a [Person],
        clock: Clock,
    ) -> Chains<'a> {
        let mut chains = Chains::empty(people, clock);
        let mut statements: Vec<&Statement> = statements.iter().collect();
        statements.sort_by_cached_key(|statement| natural(statement.id.as_str()));
        statements.into_iter().for_each(|statement| chains.push(statement, chains.statements.len()));
        dependences.iter().for_each(|dependence| {
            chains.judge(dependence);
        });
        chains.components.gather_all(&chains.voice);
        chains
    }

    fn empty(people: &'a [Person], clock: Clock) -> Chains<'a> {
        Chains {
            clock,
            statements: Vec::new(),
            places: HashMap::new(),
            by_id: Vec::new(),
            rank: Vec::new(),
            persons: KnownPersons::new(people),
            voice: Vec::new(),
            said_ms: Vec::new(),
            components: Components::default(),
            links: Vec::new(),
            rests_on: Vec::new(),
            shares: Vec::new(),
            independent: Vec::new(),
            judged: HashSet::new(),
            waiting: HashMap::new(),
        }
    }

    /// Adds one statement and judgments. Gives the names of all components whose reports may be others now.
    pub fn add(&mut self, statement: &'a Statement, dependences: &'a [Dependence]) -> HashSet<usize> {
        let key = natural(statement.id.as_str());
        let before = |&at: &usize| natural(self.statements[at].id.as_str()) < key;
        let rank = self.by_id.partition_point(before);
        let place = self.statements.len();
        self.push(statement, rank);
        let waited = self.waiting.remove(&statement.id).unwrap_or_default();
        let judged = waited.into_iter().chain(dependences).filter_map(|dependence| self.judge(dependence));
        let ends: Vec<usize> = judged.flat_map(|(from, to)| [from, to]).chain([place]).collect();
        let touched: HashSet<usize> = ends.into_iter().map(|at| self.component(at)).collect();
        touched.iter().for_each(|&component| self.components.gather(component, &self.voice));
        touched
    }

    /// A statement's place.
    pub fn place(&self, id: &StatementId) -> Option<usize> {
        self.places.get(id.as_str()).copied()
    }

    /// Where a place stands in the order of ids.
    pub fn rank(&self, at: usize) -> usize {
        self.rank[at]
    }

    /// For ordering by when it was said.
    pub fn said_ms(&self, at: usize) -> i64 {
        self.said_ms[at]
    }

    pub fn person(&self, known: Known) -> &'a PersonId {
        self.persons.id(known)
    }

    pub fn component(&self, at: usize) -> usize {
        self.components.name(at)
    }

    /// The statements of a component, in no order.
    pub fn members(&self, component: usize) -> &[usize] {
        self.components.members(component)
    }

    /// What a statement is linked to by a judgment of its own that makes components one.
    pub fn links(&self, from: usize) -> &[usize] {
        &self.links[from]
    }

    /// The voices of a component, statements outside the question at hand included.
    pub fn voices(&self, component: usize) -> &[Voice] {
        self.components.voices(component, &self.voice)
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

    fn push(&mut self, statement: &'a Statement, rank: usize) {
        let place = self.statements.len();
        self.by_id[rank..].iter().for_each(|&after| self.rank[after] += 1);
        self.by_id.insert(rank, place);
        self.rank.push(rank);
        self.places.insert(statement.id.as_str(), place);
        self.voice.push(Voice::of(statement, &self.persons));
        let said = statement.stated_edtf.as_deref().and_then(|text| self.clock.read(text));
        self.said_ms.push(said.map_or(i64::MAX, |span| span.low));
        self.statements.push(statement);
        self.components.add();
        for lists in [&mut self.links, &mut self.rests_on, &mut self.shares, &mut self.independent] {
            lists.push(Vec::new());
        }
    }

    /// Takes a judgment, or lets it wait for a statement that is not there. Gives its ends if it says anything new.
    fn judge(&mut self, dependence: &'a Dependence) -> Option<(usize, usize)> {
        let (from, to) =
            (self.end(&dependence.from_statement, dependence)?, self.end(&dependence.to_statement, dependence)?);
        let kind = dependence.kind?;
        if from == to || !self.judged.insert((from, to, kind)) {
            return None;
        }
        match kind {
            DependenceKind::DerivedFrom => {
                self.rests_on[from].push(to);
                self.voice[from].stands = false;
            }
            DependenceKind::CommonSource => {}
            DependenceKind::SharedExposure => both(&mut self.shares, from, to),
            DependenceKind::Independent => both(&mut self.independent, from, to),
        }
        if makes_one(kind) {
            self.links[from].push(to);
            self.components.join(from, to);
        }
        Some((from, to))
    }

    fn end(&mut self, id: &'a Option<StatementId>, dependence: &'a Dependence) -> Option<usize> {
        let id = id.as_ref()?;
        let place = self.place(id);
        if place.is_none() {
            self.waiting.entry(id).or_default().push(dependence);
        }
        place
    }
}

fn makes_one(kind: DependenceKind) -> bool {
    matches!(kind, DependenceKind::DerivedFrom | DependenceKind::CommonSource)
}

fn both(lists: &mut [Vec<usize>], left: usize, right: usize) {
    lists[left].push(right);
    lists[right].push(left);
}

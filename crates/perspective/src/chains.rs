//! How all statements of a case hang together by people's judgments: chains run to their roots, cycles end.
//! What that means for one group is in `reports`. Statements and judgments are only ever added.

use crate::arrows::{Arrows, List};
use crate::clock::Clock;
use crate::components::Components;
use crate::quick::Set;
use crate::spoken::{Manner, Spoken};
use crate::voice::{Known, KnownPersons, Voice};
use firsthand_model::natural::natural;
use firsthand_model::words::DependenceKind;
use firsthand_model::{Dependence, Person, PersonId, Statement, StatementId};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::BuildHasher;

/// Statements by the place at which they came, and what hangs together. Those given together come in the order of ids.
#[derive(Debug, Clone)]
pub(crate) struct Chains<'a> {
    clock: Clock,
    pub statements: Vec<&'a Statement>,
    /// What is asked of each over and over; how it was said is asked once for each answer, and kept apart.
    spoken: Vec<Spoken>,
    manner: Vec<Manner>,
    /// Places by id.
    places: HashTable<u32>,
    hasher: RandomState,
    /// The places in the order of ids.
    by_id: Vec<u32>,
    persons: KnownPersons<'a>,
    /// What hangs together by `derived_from` and `common_source`.
    components: Components,
    /// Judgments from one statement to another.
    arrows: Arrows<(u32, DependenceKind)>,
    /// Judgments that are taken already.
    taken: Set<(u32, u32, DependenceKind)>,
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
        chains.reserve(statements.len(), dependences.len());
        let mut statements: Vec<&Statement> = statements.iter().collect();
        statements.sort_by_cached_key(|statement| natural(statement.id.as_str()));
        statements.into_iter().for_each(|statement| chains.push(statement, chains.statements.len()));
        dependences.iter().for_each(|dependence| {
            chains.judge(dependence);
        });
        chains.components.gather_all(&chains.spoken);
        chains
    }

    fn empty(people: &'a [Person], clock: Clock) -> Chains<'a> {
        Chains {
            clock,
            statements: Vec::new(),
            spoken: Vec::new(),
            manner: Vec::new(),
            places: HashTable::new(),
            hasher: RandomState::default(),
            by_id: Vec::new(),
            persons: KnownPersons::new(people),
            components: Components::default(),
            arrows: Arrows::default(),
            taken: Set::default(),
            waiting: HashMap::new(),
        }
    }

    /// Makes room for so many of an empty table, which hashes nothing again.
    fn reserve(&mut self, statements: usize, judgments: usize) {
        self.statements.reserve(statements);
        self.spoken.reserve(statements);
        self.manner.reserve(statements);
        self.by_id.reserve(statements);
        self.places.reserve(statements, |_| 0);
        self.taken.reserve(judgments);
    }

    /// Adds one statement and judgments. Gives the names of all components whose reports may be others now.
    pub fn add(&mut self, statement: &'a Statement, dependences: &'a [Dependence]) -> HashSet<usize> {
        let key = natural(statement.id.as_str());
        let before = |&at: &u32| natural(self.spoken[at as usize].id.as_str()) < key;
        let rank = self.by_id.partition_point(before);
        let place = self.statements.len();
        self.push(statement, rank);
        let waited = self.waiting.remove(&statement.id).unwrap_or_default();
        let judged = waited.into_iter().chain(dependences).filter_map(|dependence| self.judge(dependence));
        let ends: Vec<usize> = judged.flat_map(|(from, to)| [from, to]).chain([place]).collect();
        let touched: HashSet<usize> = ends.into_iter().map(|at| self.component(at)).collect();
        touched.iter().for_each(|&component| self.components.gather(component, &self.spoken));
        touched
    }

    /// A statement's place.
    pub fn place(&self, id: &StatementId) -> Option<usize> {
        let is_it = |&at: &u32| self.spoken[at as usize].id == *id;
        self.places.find(self.hasher.hash_one(id), is_it).map(|&at| at as usize)
    }

    /// What is asked of a statement over and over.
    pub fn spoken(&self, at: usize) -> &Spoken {
        &self.spoken[at]
    }

    /// How a statement was said.
    pub fn manner(&self, at: usize) -> Manner {
        self.manner[at]
    }

    /// Where a place stands in the order of ids.
    pub fn rank(&self, at: usize) -> usize {
        self.spoken[at].rank as usize
    }

    /// Whose words a statement is.
    pub fn voice(&self, at: usize) -> Voice {
        self.spoken[at].voice
    }

    pub fn person(&self, known: Known) -> &'a PersonId {
        self.persons.id(known)
    }

    pub fn component(&self, at: usize) -> usize {
        self.spoken[at].component as usize
    }

    /// The statements of a component, in no order.
    pub fn members(&self, component: usize) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
        self.components.members(component, &self.spoken).iter().map(|&at| at as usize)
    }

    /// What a statement is linked to by a judgment of its own that makes components one.
    pub fn links(&self, from: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.judged(self.spoken[from].comes, |_| true)
    }

    /// What a statement rests on directly.
    pub fn rests_on(&self, from: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.judged(self.spoken[from].comes, |kind| kind == DependenceKind::DerivedFrom)
    }

    /// With what a statement shares exposure.
    pub fn shares(&self, of: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.judged(self.spoken[of].beside, |kind| kind == DependenceKind::SharedExposure)
    }

    /// Of what a statement was judged independent.
    pub fn independent(&self, of: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.judged(self.spoken[of].beside, |kind| kind == DependenceKind::Independent)
    }

    /// The voices of a component, statements outside the question at hand included.
    pub fn voices(&self, component: usize) -> &[Voice] {
        self.components.voices(component, &self.spoken)
    }

    /// These statements and all that they rest on, at whatever distance.
    pub fn upward(&self, from: &[usize]) -> BTreeSet<usize> {
        let mut seen: BTreeSet<usize> = from.iter().copied().collect();
        let mut open = from.to_vec();
        while let Some(at) = open.pop() {
            open.extend(self.rests_on(at).filter(|&next| seen.insert(next)));
        }
        seen
    }

    /// Where the chains from these statements end; nowhere if they only run in circles.
    pub fn ends(&self, from: &[usize]) -> BTreeSet<usize> {
        self.upward(from).into_iter().filter(|&at| self.spoken[at].voice.stands).collect()
    }

    /// The other ends of those judgments of a list that are of a kind.
    fn judged(&self, list: List, is_of: fn(DependenceKind) -> bool) -> impl Iterator<Item = usize> + Clone + '_ {
        self.arrows.of(list).filter(move |&(_, kind)| is_of(kind)).map(|(to, _)| to as usize)
    }

    /// Of two with one id the later is found by it.
    fn push(&mut self, statement: &'a Statement, rank: usize) {
        let place = self.statements.len() as u32;
        self.by_id[rank..].iter().for_each(|&after| self.spoken[after as usize].rank += 1);
        self.by_id.insert(rank, place);
        self.spoken.push(Spoken::of(statement, place as usize, rank, &self.persons, self.clock));
        self.manner.push(Manner::of(statement));
        self.statements.push(statement);
        let (spoken, hasher) = (&self.spoken, &self.hasher);
        let hash = |at: &u32| hasher.hash_one(&spoken[*at as usize].id);
        let is_it = |at: &u32| spoken[*at as usize].id == statement.id;
        match self.places.find_mut(hash(&place), is_it) {
            Some(other) => *other = place,
            None => drop(self.places.insert_unique(hash(&place), place, hash)),
        }
    }

    /// Takes a judgment, or lets it wait for a statement that is not there. Gives its ends if it says anything new.
    fn judge(&mut self, dependence: &'a Dependence) -> Option<(usize, usize)> {
        let (from, to) =
            (self.end(&dependence.from_statement, dependence)?, self.end(&dependence.to_statement, dependence)?);
        let kind = dependence.kind?;
        if from == to || !self.taken.insert((from as u32, to as u32, kind)) {
            return None;
        }
        let (arrows, spoken) = (&mut self.arrows, &mut self.spoken);
        if makes_one(kind) {
            spoken[from].comes = arrows.add(spoken[from].comes, (to as u32, kind));
            spoken[from].voice.stands &= kind != DependenceKind::DerivedFrom;
            self.components.join(from, to, spoken);
        } else {
            spoken[from].beside = arrows.add(spoken[from].beside, (to as u32, kind));
            spoken[to].beside = arrows.add(spoken[to].beside, (from as u32, kind));
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

//! Chains that go in a circle, where nothing can be first: statements that rest on each other, figures that are parts of
//! each other, sources that summarise each other, places and populations that lie in each other, and what somebody is said to know
//! from themselves.

use crate::snapshot::{Replaced, Snapshot};
use firsthand_model::words::DependenceKind;
use firsthand_model::{Answer, Dependence, Kind, Population, QuestionId, Record, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Which handles of a kind point to which.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// Handles that stand on a circle, of each kind.
#[derive(Debug, Default)]
pub(crate) struct Circles {
    statements: BTreeSet<String>,
    answers: BTreeSet<String>,
    sources: BTreeSet<String>,
    places: BTreeSet<String>,
    /// By question and key, as a row names them.
    populations: BTreeSet<String>,
}

impl Circles {
    /// The circles in the case as it would be with the proposed records in it.
    pub(crate) fn of(snapshot: &Snapshot, proposed: &[&Record]) -> Circles {
        let replaced = Replaced::by(proposed.iter().copied());
        let stands = |kind: Kind, id: &str| replaced.leaves(kind, id);
        let (mut statements, mut answers, mut sources) = (Edges::new(), Edges::new(), Edges::new());
        let (mut places, mut populations) = (Edges::new(), Edges::new());
        snapshot.places.iter().filter(|one| stands(Kind::Place, one.id.as_str())).for_each(|one| {
            lies_in(one.id.as_str(), one.within.as_ref().map(|id| id.as_str()), &mut places);
        });
        snapshot.scene_parts.iter().filter(|one| stands(Kind::ScenePart, one.id.as_str())).for_each(|one| {
            lies_in(one.id.as_str(), one.within.as_ref().map(|id| id.as_str()), &mut places);
        });
        snapshot.dependences.iter().filter(|one| stands(Kind::Dependence, one.id.as_str())).for_each(|one| {
            rests(one, &mut statements);
        });
        snapshot.answers.iter().filter(|one| stands(Kind::Answer, one.id.as_str())).for_each(|one| {
            is_part(one, &mut answers);
        });
        snapshot.sources.iter().filter(|one| stands(Kind::Source, one.id.as_str())).for_each(|one| {
            depends(one, &mut sources);
        });
        snapshot.populations.iter().filter(|one| stands(Kind::Population, one.id.as_str())).for_each(|one| {
            counts_within(one, &mut populations);
        });
        for record in proposed {
            match record {
                Record::Population(one) => counts_within(one, &mut populations),
                Record::Dependence(dependence) => rests(dependence, &mut statements),
                Record::Answer(answer) => is_part(answer, &mut answers),
                Record::Source(source) => depends(source, &mut sources),
                Record::Place(one) => lies_in(one.id.as_str(), one.within.as_ref().map(|id| id.as_str()), &mut places),
                Record::ScenePart(one) => {
                    lies_in(one.id.as_str(), one.within.as_ref().map(|id| id.as_str()), &mut places);
                }
                _ => {}
            }
        }
        Circles {
            statements: on(statements),
            answers: on(answers),
            sources: on(sources),
            places: on(places),
            populations: on(populations),
        }
    }

    /// The column in which a record closes a circle, and what was expected.
    pub(crate) fn closed_by(&self, record: &Record) -> Option<(&'static str, String)> {
        match record {
            Record::Dependence(dependence) => self.by_dependence(dependence),
            Record::Answer(answer) => {
                let whole = answer.part_of.as_ref()?;
                let (part, is_on) = (answer.id.as_str(), |id: &str| self.answers.contains(id));
                (is_on(part) && is_on(whole.as_str())).then(|| ("part_of", part_circle(part, whole.as_str())))
            }
            Record::Place(place) => self.by_place(place.id.as_str(), place.within.as_ref()?.as_str()),
            Record::ScenePart(part) => self.by_place(part.id.as_str(), part.within.as_ref()?.as_str()),
            Record::Population(row) => self.by_population(row),
            Record::Source(source) => {
                let is_on = |id: &&firsthand_model::SourceId| self.sources.contains(id.as_str());
                let other = source.depends_on.iter().find(is_on).filter(|_| is_on(&&source.id))?;
                Some(("depends_on", chain_circle(source.id.as_str(), other.as_str())))
            }
            Record::Statement(statement) => {
                let mut told: Vec<&str> = statement.speaker_id.iter().map(|id| id.as_str()).collect();
                told.extend(statement.knows_from_ids.iter().map(|id| id.as_str()));
                let twice = told.iter().enumerate().find(|(at, id)| told[..*at].contains(id)).map(|(_, id)| *id)?;
                let message =
                    format!("expected a chain of different ids, from the speaker on; {twice} stands twice in it");
                Some(("knows_from_ids", message))
            }
            _ => None,
        }
    }

    fn by_place(&self, inner: &str, outer: &str) -> Option<(&'static str, String)> {
        let is_on = inner == outer || (self.places.contains(inner) && self.places.contains(outer));
        is_on.then(|| ("within", format!("expected a place around {inner}; {inner} and {outer} lie in each other")))
    }

    fn by_population(&self, row: &Population) -> Option<(&'static str, String)> {
        let [inner, outer] = ends(row)?;
        let is_on = inner == outer || (self.populations.contains(&inner) && self.populations.contains(&outer));
        is_on
            .then(|| ("within", format!("expected a population around {inner}; {inner} and {outer} lie in each other")))
    }

    fn by_dependence(&self, dependence: &Dependence) -> Option<(&'static str, String)> {
        let (from, to) = (dependence.from_statement.as_ref()?.as_str(), dependence.to_statement.as_ref()?.as_str());
        if from == to {
            return Some(("to_statement", format!("expected another statement; {from} cannot depend on itself")));
        }
        let is_derived = dependence.kind == Some(DependenceKind::DerivedFrom);
        let is_on = is_derived && self.statements.contains(from) && self.statements.contains(to);
        is_on.then(|| ("to_statement", chain_circle(from, to)))
    }
}

fn chain_circle(from: &str, to: &str) -> String {
    format!("a chain that ends somewhere was expected; {from} and {to} rest on each other in a circle")
}

fn part_circle(part: &str, whole: &str) -> String {
    format!("expected a whole that is no part of its parts; {part} and {whole} are parts of each other in a circle")
}

fn rests(dependence: &Dependence, edges: &mut Edges) {
    if let (Some(DependenceKind::DerivedFrom), Some(from), Some(to)) =
        (dependence.kind, &dependence.from_statement, &dependence.to_statement)
    {
        edges.entry(from.to_string()).or_default().insert(to.to_string());
    }
}

fn is_part(answer: &Answer, edges: &mut Edges) {
    if let Some(whole) = &answer.part_of {
        edges.entry(answer.id.to_string()).or_default().insert(whole.to_string());
    }
}

fn lies_in(inner: &str, outer: Option<&str>, edges: &mut Edges) {
    edges.entry(inner.to_owned()).or_default().extend(outer.map(str::to_owned));
}

/// A population and the one around it, each by question and key.
fn ends(row: &Population) -> Option<[String; 2]> {
    let name = |(question, key): (&QuestionId, &str)| format!("{question}/{key}");
    Some([row.inner().map(name)?, row.outer().map(name)?])
}

fn counts_within(row: &Population, edges: &mut Edges) {
    if let Some([inner, outer]) = ends(row) {
        edges.entry(inner).or_default().insert(outer);
    }
}

fn depends(source: &Source, edges: &mut Edges) {
    let others = source.depends_on.iter().map(ToString::to_string);
    edges.entry(source.id.to_string()).or_default().extend(others);
}

/// What is left after taking away, again and again, everything that rests on nothing or on which nothing rests.
fn on(mut edges: Edges) -> BTreeSet<String> {
    loop {
        let from: BTreeSet<String> = edges.keys().cloned().collect();
        let to: BTreeSet<String> = edges.values().flatten().cloned().collect();
        let before: usize = edges.values().map(BTreeSet::len).sum();
        edges.retain(|one, _| to.contains(one));
        edges.values_mut().for_each(|targets| targets.retain(|target| from.contains(target)));
        edges.retain(|_, targets| !targets.is_empty());
        if edges.values().map(BTreeSet::len).sum::<usize>() == before {
            return edges.keys().cloned().collect();
        }
    }
}

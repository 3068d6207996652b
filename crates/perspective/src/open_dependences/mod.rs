//! Statements that share a rare value or nearly the same wording, and between which nothing is recorded: a question for a
//! person in each. That two agree is no reason to take one for the other's copy; only a recorded judgment makes them one report.
//!
//! # Rules
//!
//! **Recorded.** Nothing is asked of two statements between which there is a dependence of any kind, `independent` too, that
//! already are one report by a chain, that have their root in one known person, or that one voice says in one source.
//!
//! **Rare.** A number of three or more digits that count (354 and 1128, but neither 330 nor 1200), given exactly, by two to
//! five chains of reports. One statement of each chain is asked about, the first said of those that rest on no other.
//!
//! **Alike.** Two wordings of six words or more, of whose runs of three words a half (quotes) or three fifths (claims) stand in
//! both. Runs that stand in more than fifty wordings are common talk and lead to nobody.

mod values;
mod wording;

#[cfg(test)]
mod tests;

use crate::chains::Chains;
use crate::clock::Clock;
use crate::when::{order, said};
use firsthand_model::open_dependence::{OpenDependence, Shared, SharedWhat};
use firsthand_model::words::DependenceKind;
use firsthand_model::{Answer, Dependence, DependenceId, Person, Question, QuestionId, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// The records in which is looked for what nobody has judged. Their order makes no difference.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unjudged<'a> {
    /// Statements.
    pub statements: &'a [Statement],
    /// Their answers.
    pub answers: &'a [Answer],
    /// Questions, for what they ask.
    pub questions: &'a [Question],
    /// What is recorded.
    pub dependences: &'a [Dependence],
    /// Persons, bodies and roles.
    pub people: &'a [Person],
    /// Dates without an offset are read in this offset from UTC.
    pub offset_minutes: i32,
}

/// What two statements, by their places, share.
type Pairs = BTreeMap<(usize, usize), Vec<Shared>>;

/// Every question that a person may answer, in order of the statements.
pub fn open_dependences(unjudged: &Unjudged<'_>) -> Vec<OpenDependence> {
    let clock = Clock::new(unjudged.offset_minutes);
    let chains = Chains::new(unjudged.statements, unjudged.dependences, unjudged.people, clock);
    let mut pairs = Pairs::new();
    values::shared(unjudged, &chains, clock, &mut pairs);
    wording::shared(&chains, SharedWhat::Quote, &mut pairs);
    wording::shared(&chains, SharedWhat::Claim, &mut pairs);
    let judged = judged(unjudged, &chains);
    pairs.retain(|pair, _| !judged.contains(pair) && !is_one_report(&chains, *pair));
    let first = next_id(unjudged.dependences);
    let numbered = (first..).zip(pairs);
    numbered.map(|(number, (pair, shares))| question(unjudged, &chains, clock, number, pair, shares)).collect()
}

/// Pairs of which a person has said anything.
fn judged(unjudged: &Unjudged<'_>, chains: &Chains<'_>) -> BTreeSet<(usize, usize)> {
    let ends = |one: &Dependence| {
        let (from, to) = (chains.place(one.from_statement.as_ref()?)?, chains.place(one.to_statement.as_ref()?)?);
        Some((from.min(to), from.max(to)))
    };
    unjudged.dependences.iter().filter_map(ends).collect()
}

fn is_one_report(chains: &Chains<'_>, (one, other): (usize, usize)) -> bool {
    let (root, other_root) = (chains.voice(one).root, chains.voice(other).root);
    let voice = |at: usize| (chains.statements[at].source.as_ref(), chains.statements[at].speaker.as_ref());
    let is_one_voice = voice(one) == voice(other) && voice(one).0.is_some() && voice(one).1.is_some();
    chains.component(one) == chains.component(other) || (root.is_some() && root == other_root) || is_one_voice
}

fn question(
    unjudged: &Unjudged<'_>,
    chains: &Chains<'_>,
    clock: Clock,
    number: u64,
    pair: (usize, usize),
    shares: Vec<Shared>,
) -> OpenDependence {
    let (one, other) = (chains.statements[pair.0], chains.statements[pair.1]);
    let is_turned = said(clock, other).is_certainly_before(&said(clock, one));
    let (from, to) = if is_turned { (one, other) } else { (other, one) };
    let why = shares.iter().map(|shared| in_words(unjudged, shared)).collect::<Vec<_>>().join("; ");
    let speaker = |statement: &Statement| statement.speaker.clone().unwrap_or_else(|| "somebody".into());
    let row = |kind: DependenceKind| Dependence {
        id: DependenceId::from(format!("D{number:03}").as_str()),
        from_statement: Some(from.id.clone()),
        to_statement: Some(to.id.clone()),
        kind: Some(kind),
        reason: Some(format!("{why}.")),
        certainty: Some("our judgment".into()),
        ..Dependence::default()
    };
    OpenDependence {
        question: format!(
            "Does {} ({}) come from {} ({}), or the other way round, or both from one source? {why}.",
            from.id,
            speaker(from),
            to.id,
            speaker(to)
        ),
        from: from.id.clone(),
        to: to.id.clone(),
        yes: row(DependenceKind::DerivedFrom),
        no: row(DependenceKind::Independent),
        shares,
    }
}

fn in_words(unjudged: &Unjudged<'_>, shared: &Shared) -> String {
    let asked = |id: &QuestionId| {
        let question = unjudged.questions.iter().find(|one| one.id == *id);
        question.and_then(|one| one.question.as_deref()).map(|text| format!(" ({text})")).unwrap_or_default()
    };
    let alike = shared.alike_percent.unwrap_or_default();
    match (shared.what, &shared.question) {
        (SharedWhat::RareValue, Some(question)) => {
            format!("Both give {} to {question}{}", shared.value, asked(question))
        }
        (SharedWhat::RareValue, None) => format!("Both give {}", shared.value),
        (SharedWhat::Quote, _) => format!("Their words are alike in {alike} of 100 runs of three words"),
        (SharedWhat::Claim, _) => {
            format!("Their claims, in coders' words, are alike in {alike} of 100 runs of three words")
        }
    }
}

/// The number after the greatest that an id `D…` has.
fn next_id(dependences: &[Dependence]) -> u64 {
    let number = |one: &Dependence| one.id.as_str().strip_prefix('D')?.parse::<u64>().ok();
    dependences.iter().filter_map(number).max().unwrap_or(0).saturating_add(1)
}

/// One statement of each component among these, in order of id: of a component one that rests on no other, the first said.
fn one_of_each(chains: &Chains<'_>, clock: Clock, places: &BTreeSet<usize>) -> Vec<usize> {
    let rank = |place: usize| (!chains.voice(place).stands, order(&said(clock, chains.statements[place])), place);
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for &place in places {
        let known = first.entry(chains.component(place)).or_insert(place);
        *known = if rank(place) < rank(*known) { place } else { *known };
    }
    let mut first: Vec<usize> = first.into_values().collect();
    first.sort_unstable();
    first
}

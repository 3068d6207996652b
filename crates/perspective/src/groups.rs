//! Answer groups: maximal sets of members with a common admissible value, and a common moment where moments part
//! answers; of options and texts, those that can all be so together by the relation of their type. Origins are in `reports`, bounds in `bounds`.

use crate::cliques::{Extent, common_values, common_values_and_moments, meet};
use crate::compared::{Compared, Part};
use crate::interval::Interval;
use crate::quick::Map;
use crate::relation::{Named, Relation};
use firsthand_model::answer::YES_NO_WORDS;
use firsthand_model::natural::{NaturalKey, natural};
use firsthand_model::{AnswerType, Bound};
use std::collections::BTreeSet;

/// A group before it is worded: which readings of the scope it holds, and what they share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft<'r> {
    /// Indexes of readings, ascending.
    pub members: Vec<usize>,
    pub value: Interval,
    pub moment: Interval,
    /// The options or texts that its members assert, and that can all be so together; none for counts and times.
    pub options: Vec<&'r Named>,
}

/// What is kept of a draft while answers are added: the same, with its options by their texts, of which a scope has each once.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub members: Vec<usize>,
    value: Interval,
    moment: Interval,
    pub options: Vec<String>,
}

/// The groups of one scope, and whether these are all there are.
#[derive(Debug, Clone)]
pub(crate) struct Drafts<'r> {
    /// By their lowest value, then moment; options by id, yes-no words as listed, texts as met.
    pub drafts: Vec<Draft<'r>>,
    pub are_all: bool,
}

/// The groups of one scope.
pub(crate) fn drafts<'r>(readings: &'r [Compared], relation: Relation<'_>, by_moment: bool) -> Drafts<'r> {
    let members: Vec<usize> = (0..readings.len()).filter(|&at| readings[at].part() == Part::Member).collect();
    let lots = lots(readings, relation, &members);
    let among = |lot: &Lot<'r>| drafts_among(readings, lot, by_moment);
    let mut drafts: Vec<Draft<'r>> = lots.lots.iter().flat_map(among).collect();
    // Where the moment parts the members of a lot, a part of it can stand whole in another.
    if by_moment && lots.lots.iter().any(|lot| lot.options.len() > 1) {
        let lies_in_another = |draft: &Draft<'r>| {
            drafts.iter().any(|other| {
                other.members.len() > draft.members.len() && draft.members.iter().all(|one| other.members.contains(one))
            })
        };
        let largest: Vec<Draft<'r>> = drafts.iter().filter(|draft| !lies_in_another(draft)).cloned().collect();
        drafts = largest;
    }
    drafts.sort_by_cached_key(|draft| {
        (draft.value.low, draft.option_order(readings), draft.moment, draft.members.clone())
    });
    drafts.dedup();
    Drafts { drafts, are_all: lots.are_all }
}

/// Members that assert options which can all be so together; counts and times make one lot without options.
struct Lot<'r> {
    options: Vec<&'r Named>,
    members: Vec<usize>,
}

struct Lots<'r> {
    lots: Vec<Lot<'r>>,
    are_all: bool,
}

fn lots<'r>(readings: &'r [Compared], relation: Relation<'_>, members: &[usize]) -> Lots<'r> {
    let quantities = members.iter().any(|&at| readings[at].bound.is_some());
    if quantities {
        return Lots { lots: vec![Lot { options: Vec::new(), members: members.to_vec() }], are_all: true };
    }
    let mut options: Vec<&Named> = Vec::new();
    let mut who: Vec<Vec<usize>> = Vec::new();
    let mut places: Map<&str, usize> = Map::default();
    for &at in members {
        for option in &readings[at].options {
            let place = *places.entry(&option.text).or_insert_with(|| {
                options.push(option);
                who.push(Vec::new());
                options.len() - 1
            });
            who[place].push(at);
        }
    }
    let sets = relation.sets(&options);
    let lot = |set: &Vec<usize>| Lot {
        options: set.iter().map(|&place| options[place]).collect(),
        members: set
            .iter()
            .flat_map(|&place| who[place].iter().copied())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    };
    Lots { lots: sets.sets.iter().map(lot).collect(), are_all: sets.are_all }
}

fn drafts_among<'r>(readings: &'r [Compared], lot: &Lot<'r>, by_moment: bool) -> Vec<Draft<'r>> {
    let extent = |&at: &usize| Extent { value: readings[at].value, moment: readings[at].moment };
    let extents: Vec<Extent> = lot.members.iter().map(extent).collect();
    let sets = if by_moment { common_values_and_moments(&extents) } else { common_values(&extents) };
    let draft = |set: Vec<usize>| {
        let common = meet(&extents, &set);
        let members: Vec<usize> = set.iter().map(|&at| lot.members[at]).collect();
        let is_asserted = |option: &&&Named| members.iter().any(|&at| readings[at].options.contains(option));
        let options = lot.options.iter().filter(is_asserted).copied().collect();
        Draft { members, value: common.value, moment: common.moment, options }
    };
    sets.into_iter().map(draft).collect()
}

impl Draft<'_> {
    /// The one value that all of its members call "about", if so.
    pub fn about_point(&self, readings: &[Compared]) -> Option<i64> {
        let first = readings[*self.members.first()?].point?;
        let same = |&at: &usize| readings[at].bound == Some(Bound::About) && readings[at].point == Some(first);
        self.members.iter().all(same).then_some(first)
    }

    /// What is kept of it when its readings move.
    pub fn kept(self) -> Kept {
        Kept { options: self.texts(), members: self.members, value: self.value, moment: self.moment }
    }

    /// Its options by their texts.
    pub fn texts(&self) -> Vec<String> {
        self.options.iter().map(|option| option.text.clone()).collect()
    }

    /// Whether it shares with its members what another did, whoever these are: all that is compared with a group.
    pub fn shares(&self, old: &Kept) -> bool {
        let options = || self.options.iter().map(|option| &option.text);
        self.value == old.value && self.moment == old.moment && options().eq(&old.options)
    }

    fn option_order(&self, readings: &[Compared]) -> Option<(Option<usize>, Option<NaturalKey>)> {
        let option = self.options.first()?.text.as_str();
        let first = &readings[self.members[0]];
        Some(match first.answer_type {
            AnswerType::YesNo => (YES_NO_WORDS.iter().position(|word| *word == option), None),
            AnswerType::Text => (Some(self.members[0]), None),
            _ => (None, Some(natural(option))),
        })
    }
}

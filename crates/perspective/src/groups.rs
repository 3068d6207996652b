//! Answer groups: maximal sets of members with a common admissible value, and a common moment where moments part
//! answers; for options and texts, one set for each. Origins are in `reports`, bounds in `bounds`.

use crate::cliques::{Extent, common_values, common_values_and_moments, meet};
use crate::interval::Interval;
use crate::natural::{NaturalKey, natural};
use crate::reading::{Part, Reading};
use firsthand_model::answer::YES_NO_WORDS;
use firsthand_model::{AnswerType, Bound};
use std::collections::HashMap;

/// A group before it is worded: which readings of the scope it holds, and what they share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Indexes of readings, ascending.
    pub members: Vec<usize>,
    pub value: Interval,
    pub moment: Interval,
    /// The common option or text.
    pub option: Option<String>,
}

/// The groups of one scope, by their lowest value, then moment; options by id, yes-no words as listed, texts as met.
pub(crate) fn drafts(readings: &[Reading<'_>], by_moment: bool) -> Vec<Draft> {
    let members: Vec<usize> = (0..readings.len()).filter(|&at| readings[at].part() == Part::Member).collect();
    let mut drafts: Vec<Draft> = by_option(readings, &members)
        .into_iter()
        .flat_map(|(option, members)| drafts_among(readings, &members, option, by_moment))
        .collect();
    drafts.sort_by_cached_key(|draft| {
        (draft.value.low, draft.option_order(readings), draft.moment, draft.members.clone())
    });
    drafts
}

/// Members by option or text; counts and times make one lot without an option.
fn by_option(readings: &[Reading<'_>], members: &[usize]) -> Vec<(Option<String>, Vec<usize>)> {
    let mut lots: Vec<(Option<String>, Vec<usize>)> = Vec::new();
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    for &at in members {
        for option in asserted(&readings[at]) {
            let place = *places.entry(option).or_insert_with(|| {
                lots.push((option.map(str::to_owned), Vec::new()));
                lots.len() - 1
            });
            lots[place].1.push(at);
        }
    }
    lots
}

fn asserted<'r>(reading: &'r Reading<'_>) -> Vec<Option<&'r str>> {
    match reading.answer_type {
        AnswerType::Count | AnswerType::Time => vec![None],
        _ => reading.options.iter().map(|option| Some(option.as_str())).collect(),
    }
}

fn drafts_among(readings: &[Reading<'_>], members: &[usize], option: Option<String>, by_moment: bool) -> Vec<Draft> {
    let extent = |&at: &usize| Extent { value: readings[at].value, moment: readings[at].moment };
    let extents: Vec<Extent> = members.iter().map(extent).collect();
    let sets = if by_moment { common_values_and_moments(&extents) } else { common_values(&extents) };
    sets.into_iter()
        .map(|set| {
            let common = meet(&extents, &set);
            let members = set.iter().map(|&at| members[at]).collect();
            Draft { members, value: common.value, moment: common.moment, option: option.clone() }
        })
        .collect()
}

impl Draft {
    /// Whether another shares the same with its members, whoever these are: all that is compared with a group.
    pub fn shares(&self, other: &Draft) -> bool {
        self.value == other.value && self.moment == other.moment && self.option == other.option
    }

    /// The one value that all of its members call "about", if so.
    pub fn about_point(&self, readings: &[Reading<'_>]) -> Option<i64> {
        let first = readings[*self.members.first()?].point?;
        let same = |&at: &usize| readings[at].bound == Some(Bound::About) && readings[at].point == Some(first);
        self.members.iter().all(same).then_some(first)
    }

    fn option_order(&self, readings: &[Reading<'_>]) -> Option<(Option<usize>, Option<NaturalKey>)> {
        let option = self.option.as_deref()?;
        let first = &readings[self.members[0]];
        Some(match first.answer_type {
            AnswerType::YesNo => (YES_NO_WORDS.iter().position(|word| *word == option), None),
            AnswerType::Text => (Some(self.members[0]), None),
            _ => (None, Some(natural(option))),
        })
    }
}

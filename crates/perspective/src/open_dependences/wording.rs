//! Wordings that are nearly the same: runs of three words, or characters where no space parts words, and how many of them two
//! wordings share.
//! Source: A. Broder, "On the resemblance and containment of documents", 1997.

use super::Pairs;
use crate::chains::Chains;
use firsthand_model::Statement;
use firsthand_model::open_dependence::{Shared, SharedWhat};
use firsthand_model::scripts::is_unspaced;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words in a run.
const RUN: usize = 3;
/// Shorter wordings are met by chance.
const SHORTEST: usize = 6;
/// A run in more wordings than these is common talk.
const COMMON: usize = 50;

pub(super) fn shared(chains: &Chains<'_>, what: SharedWhat, pairs: &mut Pairs) {
    let text = |statement: &Statement| match what {
        SharedWhat::Quote => statement.quote.clone(),
        _ => statement.claim.clone(),
    };
    let texts: Vec<String> = chains.statements.iter().map(|statement| text(statement).unwrap_or_default()).collect();
    let runs: Vec<BTreeSet<Vec<String>>> = texts.iter().map(|text| runs(text)).collect();
    let least = if what == SharedWhat::Quote { 50 } else { 60 };
    for ((one, other), both) in common(&runs) {
        let all = runs[one].len() + runs[other].len() - both;
        let alike_percent = u8::try_from(both * 100 / all).unwrap_or(100);
        if alike_percent >= least {
            let value = texts[one].clone();
            let shared = Shared { what, value, question: None, alike_percent: Some(alike_percent) };
            pairs.entry((one, other)).or_default().push(shared);
        }
    }
}

/// How many runs each two wordings share, of those that share any that is not common talk.
fn common(runs: &[BTreeSet<Vec<String>>]) -> BTreeMap<(usize, usize), usize> {
    let mut stands_in: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, own) in runs.iter().enumerate() {
        own.iter().for_each(|run| stands_in.entry(run).or_default().push(at));
    }
    let telling = stands_in.values().filter(|places| (2..=COMMON).contains(&places.len()));
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    for places in telling {
        for (at, &one) in places.iter().enumerate() {
            met.extend(places[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    met.into_iter().map(|pair| (pair, runs[pair.0].intersection(&runs[pair.1]).count())).collect()
}

/// The runs of three words of a wording, in small letters; none of a short one.
fn runs(text: &str) -> BTreeSet<Vec<String>> {
    let words = words(text);
    if length(&words) < SHORTEST {
        return BTreeSet::new();
    }
    words.windows(RUN).map(<[String]>::to_vec).collect()
}

/// The words of a wording, in small letters; of a script that puts no space between words each character is one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut goes_on = false;
    for c in text.to_lowercase().replace('ё', "е").chars() {
        match words.last_mut().filter(|_| goes_on && c.is_alphanumeric() && !is_unspaced(c)) {
            Some(word) => word.push(c),
            None if c.is_alphanumeric() => words.push(c.to_string()),
            None => {}
        }
        goes_on = c.is_alphanumeric() && !is_unspaced(c);
    }
    words
}

/// How many words a wording has; two characters count as one where no space parts words.
fn length(words: &[String]) -> usize {
    let characters = words.iter().filter(|word| word.chars().next().is_some_and(is_unspaced)).count();
    words.len() - characters + characters / 2
}

//! What is suggested for a sentence of a strange text: statements whose answers say a number that it names, then those that share rare
//! words, names, numbers or dates with it; the questions that they answer, and those that share its words. A suggestion is a place to
//! look, never an answer.

use crate::check::number_words::written_numbers;
use crate::check::sentence_numbers::{Number, numbers};
use crate::check::suggested_numbers::{Counts, Sayer, Says};
use crate::error::ArchiveError;
use crate::search::search_case::{Hit, Search, Searcher};
use firsthand_model::Answer;
use firsthand_model::natural::natural;
use std::collections::{BTreeMap, BTreeSet};

/// How many statements are looked at for one sentence.
const LOOKED_AT: usize = 12;
/// How many statements and questions are suggested for one.
const SUGGESTED: usize = 5;
const QUESTIONS: usize = 3;
/// Shorter words tell nothing, unless they hold a digit.
const SHORTEST_WORD: usize = 4;
/// Words of a sentence beyond these are not asked for.
const MOST_WORDS: usize = 40;

/// Suggests from what an audience may see of a case.
pub(crate) struct Suggester<'a> {
    searcher: Searcher,
    shown: BTreeSet<&'a str>,
    shown_questions: BTreeSet<&'a str>,
    questions: BTreeMap<&'a str, Vec<&'a str>>,
    counts: Counts<'a>,
}

/// How a statement says a number of the sentence, and to which question.
struct Near {
    says: Says,
    is_telling: bool,
    question: String,
}

impl<'a> Suggester<'a> {
    pub(crate) fn new(
        searcher: Searcher,
        shown: BTreeSet<&'a str>,
        shown_questions: BTreeSet<&'a str>,
        answers: &'a [Answer],
        counts: Counts<'a>,
    ) -> Self {
        let mut questions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for answer in answers {
            if let (Some(statement), Some(question)) = (&answer.statement_id, &answer.question_id) {
                questions.entry(statement.as_str()).or_default().push(question.as_str());
            }
        }
        Self { searcher, shown, shown_questions, questions, counts }
    }

    /// Statements, the likeliest first, and the questions that most of them answer.
    pub(crate) fn suggest(&self, sentence: &str) -> Result<(Vec<String>, Vec<String>), ArchiveError> {
        let named: Vec<Number> = numbers(sentence).into_iter().chain(written_numbers(sentence)).collect();
        let mut words = telling_words(sentence);
        // A number in words is looked for in digits too.
        words.extend(written_numbers(sentence).iter().map(|number| number.value.to_string()));
        if words.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let alike = self.found("statement", &words, &self.shown)?;
        let asked = self.found("question", &words, &self.shown_questions)?;
        let near = self.near(&named);
        let statements = ranked(&alike, &near);
        Ok((self.questions_of(&statements, &near, &asked), statements))
    }

    /// What shares enough words with the sentence, the likeliest first.
    fn found(&self, kind: &str, words: &BTreeSet<String>, shown: &BTreeSet<&str>) -> Result<Vec<String>, ArchiveError> {
        let query = format!("kind:{kind} ({})", words.iter().cloned().collect::<Vec<_>>().join(" OR "));
        let found = self.searcher.search(Search { query: &query, limit: LOOKED_AT, ..Search::default() })?;
        let shares = |hit: &&Hit| shown.contains(hit.id.as_str()) && shares_enough(hit);
        Ok(found.hits.iter().filter(shares).map(|hit| hit.id.clone()).collect())
    }

    /// The statements that say one of the numbers, each by the nearest.
    fn near(&self, numbers: &[Number]) -> BTreeMap<String, Near> {
        let mut near: BTreeMap<String, Near> = BTreeMap::new();
        for &Number { value, is_telling } in numbers {
            for Sayer { statement, question, says } in self.counts.sayers(value) {
                let is_nearer =
                    near.get(&statement).is_none_or(|known| (known.says, !known.is_telling) > (says, !is_telling));
                if is_nearer && self.shown.contains(statement.as_str()) {
                    near.insert(statement, Near { says, is_telling, question });
                }
            }
        }
        near
    }

    /// Questions by how many of the statements answer them, words of its own counting as one, then by the place of the first. Of a
    /// statement that says a number only the question counts to which it says it.
    fn questions_of(&self, statements: &[String], near: &BTreeMap<String, Near>, asked: &[String]) -> Vec<String> {
        let of = |id: &String| match near.get(id) {
            Some(near) => vec![near.question.as_str()],
            None => self.questions.get(id.as_str()).cloned().unwrap_or_default(),
        };
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for question in statements.iter().flat_map(of).chain(asked.iter().map(String::as_str)) {
            match counted.iter_mut().find(|(known, _)| *known == question) {
                Some((_, count)) => *count += 1,
                None => counted.push((question, 1)),
            }
        }
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted.into_iter().take(QUESTIONS).map(|(question, _)| question.to_owned()).collect()
    }
}

/// First those that say a number of the sentence, in order of how; then those that share its words. A number that stands in many
/// sentences speaks only for what shares words too.
fn ranked(alike: &[String], near: &BTreeMap<String, Near>) -> Vec<String> {
    let place = |id: &String| alike.iter().position(|one| one == id);
    let rank = |id: &String| match (near.get(id), place(id).is_some()) {
        (Some(Near { says: Says::Exactly, .. }), true) => Some(0),
        (Some(Near { says: Says::Exactly, is_telling: true, .. }), false) => Some(1),
        (Some(Near { says: Says::Ends | Says::About, .. }), true) => Some(2),
        (Some(Near { says: Says::Ends, is_telling: true, .. }), false) => Some(3),
        (Some(_), true) => Some(4),
        (None, true) => Some(5),
        (Some(Near { says: Says::About | Says::Covers, is_telling: true, .. }), false) => Some(6),
        _ => None,
    };
    let all: BTreeSet<&String> = alike.iter().chain(near.keys()).collect();
    let mut ranked: Vec<_> = all
        .into_iter()
        .filter_map(|id| Some((rank(id)?, place(id).unwrap_or(usize::MAX), natural(id), id.clone())))
        .collect();
    ranked.sort();
    ranked.into_iter().take(SUGGESTED).map(|(_, _, _, id)| id).collect()
}

/// Words that may tell what a sentence is about: long ones, and whatever holds a digit, thousands without their comma.
fn telling_words(sentence: &str) -> BTreeSet<String> {
    let words = sentence.split(|c: char| !c.is_alphanumeric() && c != ',').map(|word| word.trim_matches(','));
    let words = words.flat_map(|word| {
        let is_number = word.chars().all(|c| c.is_ascii_digit() || c == ',');
        if is_number { vec![word.replace(',', "")] } else { word.split(',').map(str::to_owned).collect() }
    });
    let tells = |word: &String| word.chars().count() >= SHORTEST_WORD || word.chars().any(char::is_numeric);
    words.filter(tells).take(MOST_WORDS).collect()
}

/// One common word is chance: a statement shares two different words with the sentence, or a number.
fn shares_enough(hit: &Hit) -> bool {
    let marked: BTreeSet<String> =
        hit.marks.iter().filter_map(|(from, to)| hit.text.get(*from..*to)).map(str::to_lowercase).collect();
    marked.len() > 1 || marked.iter().any(|word| word.chars().any(char::is_numeric))
}

#[cfg(test)]
mod tests {
    use super::{Near, Says, ranked, telling_words};
    use std::collections::BTreeMap;

    #[test]
    fn who_says_the_number_comes_first_and_a_common_number_alone_suggests_nothing() {
        let near = |says, is_telling| Near { says, is_telling, question: "Q1".into() };
        let said: BTreeMap<String, Near> = [
            ("E2", near(Says::Covers, true)),
            ("E3", near(Says::Exactly, true)),
            ("E4", near(Says::About, true)),
            ("E5", near(Says::Exactly, false)),
            ("E10", near(Says::Exactly, true)),
        ]
        .into_iter()
        .map(|(id, near)| (id.to_owned(), near))
        .collect();
        let alike = ["E7", "E4", "E10"].map(str::to_owned);
        assert_eq!(ranked(&alike, &said), ["E10", "E3", "E4", "E7", "E2"]);
        assert_eq!(ranked(&["E5".to_owned(), "E1".to_owned()], &said), ["E5", "E3", "E10", "E1", "E2"]);
    }

    #[test]
    fn long_words_and_numbers_tell_what_a_sentence_is_about() {
        let words: Vec<String> = telling_words("On 2 May, 1,128 were held, OR so he said.").into_iter().collect();
        assert_eq!(words, ["1128", "2", "held", "said", "were"]);
    }
}

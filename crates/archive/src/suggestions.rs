//! What the index suggests for a sentence of a strange text: statements that share rare words, names, numbers or dates with
//! it, and the questions that those answer. A suggestion is a place to look, never an answer.

use crate::error::ArchiveError;
use crate::search_case::{Hit, Search, Searcher};
use firsthand_model::Answer;
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

/// Suggests from the statements of a case that an audience may see.
pub(crate) struct Suggester<'a> {
    searcher: Searcher,
    shown: BTreeSet<&'a str>,
    questions: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Suggester<'a> {
    pub(crate) fn new(searcher: Searcher, shown: BTreeSet<&'a str>, answers: &'a [Answer]) -> Self {
        let mut questions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for answer in answers {
            if let (Some(statement), Some(question)) = (&answer.statement_id, &answer.question_id) {
                questions.entry(statement.as_str()).or_default().push(question.as_str());
            }
        }
        Self { searcher, shown, questions }
    }

    /// Statements, the likeliest first, and the questions that most of them answer.
    pub(crate) fn suggest(&self, sentence: &str) -> Result<(Vec<String>, Vec<String>), ArchiveError> {
        let words = telling_words(sentence);
        if words.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let query = format!("kind:statement ({})", words.iter().cloned().collect::<Vec<_>>().join(" OR "));
        let found = self.searcher.search(Search { query: &query, limit: LOOKED_AT, ..Search::default() })?;
        let shares = |hit: &&Hit| self.shown.contains(hit.id.as_str()) && shares_enough(hit);
        let statements: Vec<String> =
            found.hits.iter().filter(shares).take(SUGGESTED).map(|hit| hit.id.clone()).collect();
        Ok((self.questions_of(&statements), statements))
    }

    /// Questions by how many of the statements answer them, then by the place of the first.
    fn questions_of(&self, statements: &[String]) -> Vec<String> {
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for question in statements.iter().filter_map(|id| self.questions.get(id.as_str())).flatten() {
            match counted.iter_mut().find(|(known, _)| known == question) {
                Some((_, count)) => *count += 1,
                None => counted.push((question, 1)),
            }
        }
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted.into_iter().take(QUESTIONS).map(|(question, _)| question.to_owned()).collect()
    }
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
    use super::telling_words;

    #[test]
    fn long_words_and_numbers_tell_what_a_sentence_is_about() {
        let words: Vec<String> = telling_words("On 2 May, 1,128 were held, OR so he said.").into_iter().collect();
        assert_eq!(words, ["1128", "2", "held", "said", "were"]);
    }
}

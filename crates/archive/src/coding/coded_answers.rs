//! What several coders made of the answers of one statement, laid side by side: whether each says that it answers a question, and which
//! of one coder's answers is which of another's. How far they agree is in `agreement`; nothing here prefers a coder.

use crate::coding::coded_values::{ANSWERS, Field};
use std::collections::{BTreeMap, BTreeSet};

/// What one coder said of one statement: value by field, each in its one spelling.
pub(crate) type Said = BTreeMap<String, String>;
/// What each coder said of one statement, by name.
pub(crate) type SaidBy = BTreeMap<String, Said>;
/// One answer as coded: value by column.
type Coded<'s> = BTreeMap<&'s str, &'s str>;

/// The values to compare, by field and coder. Fields of the statement stand as they are; answers are put beside each other by what they
/// have in common, and whether there are any is a field of its own: to the questions `named` anywhere, also where all say that there are none.
pub(crate) fn compared(
    by_coder: &SaidBy,
    named: &BTreeSet<String>,
    read: &dyn Fn(&str) -> Field,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut put = |field: String, coder: &str, value: &str| {
        found.entry(field).or_default().insert(coder.to_owned(), value.to_owned());
    };
    let all: BTreeMap<&str, Coder<'_>> =
        by_coder.iter().map(|(coder, said)| (coder.as_str(), Coder::of(said, read))).collect();
    for (coder, said) in &all {
        said.of_itself.iter().for_each(|(field, value)| put((*field).to_owned(), coder, value));
    }
    let own = all.values().flat_map(Coder::questions);
    let questions: BTreeSet<&str> = own.chain(named.iter().map(String::as_str)).collect();
    for question in questions {
        for (field, coder, is_there) in presence(question, &all) {
            put(field, coder, if is_there { "yes" } else { "no" });
        }
        for (coder, place, answer) in side_by_side(question, &all) {
            answer.iter().for_each(|(column, value)| put(field_of(question, place, column), coder, value));
        }
    }
    found
}

/// The questions that coders say are answered by one statement, or have given values for.
pub(crate) fn questions_named(by_coder: &SaidBy, read: &dyn Fn(&str) -> Field) -> BTreeSet<String> {
    let of = |said: &Said| Coder::of(said, read).questions().map(str::to_owned).collect::<Vec<_>>();
    by_coder.values().flat_map(of).collect()
}

/// The field of a column of the answer in a place, counted from 1: `Q07.min`, `Q07.2.min`.
pub(crate) fn field_of(question: &str, place: usize, column: &str) -> String {
    if place < 2 { format!("{question}.{column}") } else { format!("{question}.{place}.{column}") }
}

/// What one coder said of one statement, by question.
struct Coder<'s> {
    of_itself: BTreeMap<&'s str, &'s str>,
    /// The questions that it is said to answer; none if that was not coded.
    answers: Option<BTreeSet<&'s str>>,
    /// Whether it is said to answer one question.
    one_by_one: BTreeMap<String, bool>,
    /// The answers to each question, by the coder's own count.
    coded: BTreeMap<String, BTreeMap<usize, Coded<'s>>>,
}

impl<'s> Coder<'s> {
    fn of(said: &'s Said, read: &dyn Fn(&str) -> Field) -> Coder<'s> {
        let mut coder =
            Coder { of_itself: BTreeMap::new(), answers: None, one_by_one: BTreeMap::new(), coded: BTreeMap::new() };
        for (field, value) in said {
            match read(field) {
                Field::Answers => {
                    coder.answers =
                        Some(value.split(';').filter(|id| *id != crate::coding::coded_values::NONE).collect());
                }
                Field::AnswersTo(question) => drop(coder.one_by_one.insert(question, value == "yes")),
                Field::OfAnswer { question, place } => {
                    let column = field.rsplit_once('.').map_or(field.as_str(), |(_, column)| column);
                    let answers = coder.coded.entry(question).or_default();
                    answers.entry(place).or_default().insert(column, value);
                }
                Field::OfStatement => drop(coder.of_itself.insert(field, value)),
            }
        }
        coder
    }

    fn questions(&self) -> impl Iterator<Item = &str> {
        let listed = self.answers.iter().flatten().copied();
        listed.chain(self.one_by_one.keys().map(String::as_str)).chain(self.coded.keys().map(String::as_str))
    }

    /// How many answers to a question; none if it was not coded whether there are any.
    fn how_many(&self, question: &str) -> Option<usize> {
        match self.coded.get(question).map(BTreeMap::len) {
            Some(answers) => Some(answers),
            None => self.is_answered(question).map(usize::from),
        }
    }

    fn is_answered(&self, question: &str) -> Option<bool> {
        let listed = || self.answers.as_ref().map(|answers| answers.contains(question));
        self.one_by_one.get(question).copied().or_else(listed)
    }
}

/// Who says that a statement answers a question, and that it gives a second answer, a third: field, coder and whether. Nothing where no
/// coder was asked whether it does, since all who coded a value would say yes.
fn presence<'a>(question: &str, all: &BTreeMap<&'a str, Coder<'_>>) -> Vec<(String, &'a str, bool)> {
    let is_asked = all.values().any(|coder| coder.is_answered(question).is_some());
    let counts: Vec<(&str, usize)> =
        all.iter().filter_map(|(coder, said)| Some((*coder, said.how_many(question)?))).collect();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let places = (1..=most.max(1)).filter(|place| is_asked || *place > 1);
    let of_place = |place: usize| {
        counts.iter().map(move |(coder, count)| (field_of(question, place, ANSWERS), *coder, *count >= place))
    };
    places.flat_map(of_place).collect()
}

/// The answers to a question, each with its coder and the place that it shares with the answers of others that it has most in common
/// with: in which order a coder wrote them down makes no difference.
fn side_by_side<'a, 's>(question: &str, all: &'a BTreeMap<&'a str, Coder<'s>>) -> Vec<(&'a str, usize, &'a Coded<'s>)> {
    let mut places: Vec<Vec<(&str, &Coded<'s>)>> = Vec::new();
    for (coder, said) in all {
        let mut left: Vec<&Coded<'s>> = said.coded.get(question).into_iter().flat_map(BTreeMap::values).collect();
        let mut free: Vec<usize> = (0..places.len()).collect();
        while !left.is_empty() && !free.is_empty() {
            let pairs =
                left.iter().enumerate().flat_map(|(at, answer)| free.iter().map(move |&place| (at, answer, place)));
            let best = pairs.max_by_key(|(at, answer, place)| {
                let shared = places[*place].iter().map(|(_, other)| in_common(answer, other)).max();
                (shared, std::cmp::Reverse(*place), std::cmp::Reverse(*at))
            });
            let Some((at, _, place)) = best else { break };
            places[place].push((coder, left.remove(at)));
            free.retain(|one| *one != place);
        }
        places.extend(left.into_iter().map(|answer| vec![(*coder, answer)]));
    }
    let numbered = places.into_iter().enumerate();
    numbered.flat_map(|(at, answers)| answers.into_iter().map(move |(coder, answer)| (coder, at + 1, answer))).collect()
}

/// In how many columns two answers have the same value.
fn in_common(one: &Coded<'_>, other: &Coded<'_>) -> usize {
    one.iter().filter(|(column, value)| other.get(*column) == Some(value)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::coded_values::CodedValues;
    use firsthand_model::{AnswerType, Question};

    /// Lines such as `AB Q1.min 40`; expects fields such as `Q1.min: AB 40, CD 60`.
    #[track_caller]
    fn check(said: &[&str], expected: &[&str]) {
        let mut by_coder = SaidBy::new();
        for line in said {
            let [coder, field, value] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            by_coder.entry(coder.into()).or_default().insert(field.into(), value.into());
        }
        let question = |id: &str| Question { id: id.into(), types: vec![AnswerType::Count], ..Question::default() };
        let questions = [question("Q1"), question("Q2")];
        let values = CodedValues::of(&questions);
        let line = |(field, by_coder): (String, BTreeMap<String, String>)| {
            let values: Vec<String> = by_coder.iter().map(|(coder, value)| format!("{coder} {value}")).collect();
            format!("{field}: {}", values.join(", "))
        };
        let found: Vec<String> =
            compared(&by_coder, &BTreeSet::new(), &|field| values.field(field)).into_iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_answer_that_one_coder_alone_has_is_a_difference_in_whether_there_is_one() {
        check(
            &["AB answers Q1", "AB Q1.min 40", "CD answers Q1;Q2", "CD Q1.min 40", "CD Q2.min 7"],
            &["Q1.answers: AB yes, CD yes", "Q1.min: AB 40, CD 40", "Q2.answers: AB no, CD yes", "Q2.min: CD 7"],
        );
        check(&["AB answers none", "CD Q1.answers yes"], &["Q1.answers: AB no, CD yes"]);
    }

    #[test]
    fn whether_there_is_an_answer_is_not_compared_where_nobody_was_asked() {
        check(&["AB Q1.min 40", "CD Q1.min 41"], &["Q1.min: AB 40, CD 41"]);
        check(&["AB Q1.min 40", "CD basis saw"], &["Q1.min: AB 40", "basis: CD saw"]);
    }

    #[test]
    fn answers_stand_beside_those_they_have_most_in_common_with_in_whichever_order_they_were_written() {
        check(
            &["AB Q1.min 40", "AB Q1.2.min 60", "CD Q1.min 60", "CD Q1.2.min 40"],
            &["Q1.2.answers: AB yes, CD yes", "Q1.2.min: AB 60, CD 60", "Q1.min: AB 40, CD 40"],
        );
        check(
            &["AB Q1.min 40", "AB Q1.2.min 60", "CD Q1.min 60"],
            &["Q1.2.answers: AB yes, CD no", "Q1.2.min: AB 60, CD 60", "Q1.min: AB 40"],
        );
        check(
            &["AB Q1.min 40", "CD Q1.min 41", "CD Q1.2.min 60"],
            &["Q1.2.answers: AB no, CD yes", "Q1.2.min: CD 60", "Q1.min: AB 40, CD 41"],
        );
    }
}

//! A coded field and its values: which column it is, whether a value is of its kind, and how it is spelled where two coders may have
//! spelled one value in two ways. What coders said stays in their rows as they wrote it.

use crate::import::values::Misfit;
use firsthand_model::cell::{read_cell, tidy};
use firsthand_model::edtf::Edtf;
use firsthand_model::references::spec_of;
use firsthand_model::table::CellKind;
use firsthand_model::{AnswerType, Coding, Kind, Question};
use std::collections::BTreeMap;

/// Columns that hold ids or texts in an order that means something.
const IN_ORDER: [&str; 2] = ["knows_from_ids", "relay_chain"];
/// Columns of answers that hold a number or a date, by the question's types.
const ENDS: [&str; 2] = ["min", "max"];

/// The field that says which questions a statement answers; behind a question's id, whether it answers that one.
pub(crate) const ANSWERS: &str = "answers";
/// Stands where nothing is answered, or no population, unit, tally or moment is stated: an empty value is not coded.
pub(crate) const NONE: &str = "none";
/// Columns of answers by which scopes are parted, and which words may leave open.
const SCOPE: [&str; 5] = ["population", "unit", "tally", "as_of_earliest", "as_of_latest"];

/// What a field is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field {
    /// The statement itself.
    OfStatement,
    /// Which questions the statement answers.
    Answers,
    /// Whether it answers this question.
    AnswersTo(String),
    /// A column of an answer to a question; its place, counted from 1, among several of one statement.
    OfAnswer {
        /// The question.
        question: String,
        /// Its place.
        place: usize,
    },
}

/// The fields that can be coded: columns of statements, and of the answers to each question.
pub(crate) struct CodedValues<'a> {
    questions: BTreeMap<&'a str, &'a Question>,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Values {
    /// As the cells of a column.
    Cell(CellKind),
    /// As those of a column whose order means something.
    InOrder(CellKind),
    /// Whole numbers.
    Number,
    /// Dates and times.
    Date,
    /// Ids of questions, or `none`.
    Questions,
    /// `yes` or `no`.
    YesOrNo,
    /// As the cells of a column, or `none`.
    CellOrNone(CellKind),
}

impl<'a> CodedValues<'a> {
    /// Of the case's questions and those that are proposed; later ones replace earlier ones.
    pub(crate) fn of(questions: impl IntoIterator<Item = &'a Question>) -> Self {
        CodedValues { questions: questions.into_iter().map(|question| (question.id.as_str(), question)).collect() }
    }

    /// What in a coding does not fit: a field that there is not, or a value that is not of its kind.
    pub(crate) fn misfit(&self, coding: &Coding) -> Option<Misfit> {
        let field = coding.field.as_deref()?;
        let Some(values) = self.values(field) else {
            let expected = "a column of statements, answers, or a question's id and a column of answers, such as Q09.option_ids or Q09.2.option_ids";
            return Some(("field", misfit(expected, field)));
        };
        let value = coding.value.as_deref().map(tidy).filter(|value| !value.is_empty())?;
        let spelled = values.spelled(&value);
        let expected = match values {
            Values::Questions => self.unknown_question(&spelled),
            values => values.expected(&spelled),
        };
        expected.map(|expected| ("value", misfit(&expected, &value)))
    }

    /// What was expected where not every id is that of a question.
    fn unknown_question(&self, ids: &str) -> Option<String> {
        let is_known = |id: &str| self.questions.contains_key(id);
        (ids != NONE && !ids.split(';').all(is_known)).then(|| format!("ids of questions parted by ;, or {NONE}"))
    }

    /// A value in the one spelling that it has in its field; as it stands where there is no such field, or it is not of its kind.
    pub(crate) fn spelled(&self, field: &str, value: &str) -> String {
        let value = tidy(value);
        self.values(field).map_or(value.clone(), |values| values.spelled(&value))
    }

    /// Whether the values of a field are whole numbers.
    pub(crate) fn is_number(&self, field: &str) -> bool {
        self.values(field) == Some(Values::Number)
    }

    /// What a field is of, whether or not there is such a question or column.
    pub(crate) fn field(&self, field: &str) -> Field {
        match field.rsplit_once('.') {
            None if field == ANSWERS => Field::Answers,
            None => Field::OfStatement,
            Some((id, column)) => {
                let (question, place) = self.of_question(id);
                match column == ANSWERS && place == 1 {
                    true => Field::AnswersTo(question.to_owned()),
                    false => Field::OfAnswer { question: question.to_owned(), place },
                }
            }
        }
    }

    /// The question and the place of `Q07`, which is 1, or `Q07.2`. A question's id may have a point in it too.
    fn of_question<'f>(&self, text: &'f str) -> (&'f str, usize) {
        let numbered = text.rsplit_once('.').and_then(|(id, place)| Some((id, place.parse::<usize>().ok()?)));
        match numbered.filter(|(id, place)| *place > 1 && self.questions.contains_key(id)) {
            Some(numbered) if !self.questions.contains_key(text) => numbered,
            _ => (text, 1),
        }
    }

    fn values(&self, field: &str) -> Option<Values> {
        let (kind, question, column) = match field.rsplit_once('.') {
            None if field == ANSWERS => return Some(Values::Questions),
            None => (Kind::Statement, None, field),
            Some((id, column)) => (Kind::Answer, Some(*self.questions.get(self.of_question(id).0)?), column),
        };
        if question.is_some() && column == ANSWERS {
            return Some(Values::YesOrNo);
        }
        let cell = spec_of(kind)?.column(column)?.cell;
        if question.is_some() && SCOPE.contains(&column) {
            return Some(Values::CellOrNone(cell));
        }
        let types = question.map(|question| question.types.as_slice()).unwrap_or_default();
        Some(match types {
            [AnswerType::Count] if ENDS.contains(&column) => Values::Number,
            [AnswerType::Time] if ENDS.contains(&column) => Values::Date,
            _ if IN_ORDER.contains(&column) => Values::InOrder(cell),
            _ => Values::Cell(cell),
        })
    }
}

impl Values {
    /// What was expected instead, if a value is not of this kind.
    fn expected(self, value: &str) -> Option<String> {
        match self {
            Values::Cell(cell) | Values::InOrder(cell) => read_cell(cell, value).err(),
            Values::Number => value.parse::<i64>().is_err().then(|| CellKind::Integer.expectation()),
            Values::Date => value.parse::<Edtf>().is_err().then(|| CellKind::Edtf.expectation()),
            Values::YesOrNo => (!["yes", "no"].contains(&value)).then(|| "yes or no".to_owned()),
            Values::CellOrNone(_) if value == NONE => None,
            Values::CellOrNone(cell) => read_cell(cell, value).err().map(|expected| format!("{expected}, or {NONE}")),
            Values::Questions => None,
        }
    }

    fn spelled(self, value: &str) -> String {
        match self {
            Values::Number | Values::Cell(CellKind::Integer | CellKind::Decimal) => {
                number(value).unwrap_or_else(|| value.to_owned())
            }
            Values::Cell(CellKind::Flag) | Values::YesOrNo => value.to_ascii_lowercase(),
            Values::CellOrNone(_) | Values::Questions if value.eq_ignore_ascii_case(NONE) => NONE.to_owned(),
            Values::CellOrNone(cell) => Values::Cell(cell).spelled(value),
            Values::Questions => Values::Cell(CellKind::List).spelled(value),
            Values::Cell(CellKind::OneOf(words)) => {
                let same = words.iter().find(|word| word.eq_ignore_ascii_case(value));
                same.map_or_else(|| value.to_owned(), |word| (*word).to_owned())
            }
            Values::Cell(CellKind::List | CellKind::Refs(_)) => {
                let mut items = items(value);
                items.sort_unstable();
                items.dedup();
                items.join(";")
            }
            Values::InOrder(_) => items(value).join(";"),
            Values::Date | Values::Cell(_) => value.to_owned(),
        }
    }
}

fn items(value: &str) -> Vec<&str> {
    value.split(';').map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// A decimal number without marks between thousands, without noughts in front or behind its point; none if it is none.
fn number(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}', '\u{202f}', '\'']).collect();
    let are_digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups[1..].iter().all(|group| group.len() == 3) && !groups[0].is_empty();
    if !is_grouped || !groups.iter().all(are_digits) || !are_digits(&fraction) {
        return None;
    }
    let whole = groups.concat();
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && fraction.is_empty() { "" } else { sign };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

fn misfit(expected: &str, found: &str) -> String {
    let shown: String = found.chars().take(80).collect();
    format!("expected {expected}; found «{shown}»")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions() -> Vec<Question> {
        let question = |id: &str, kind| Question { id: id.into(), types: vec![kind], ..Question::default() };
        vec![
            question("Q1", AnswerType::Count),
            question("Q2", AnswerType::Time),
            question("Q3", AnswerType::Actor),
            question("Q4", AnswerType::Place),
        ]
    }

    #[track_caller]
    fn check(field: &str, spellings: &[&str], spelled: &str) {
        let questions = questions();
        let coded = CodedValues::of(&questions);
        for value in spellings {
            assert_eq!(coded.spelled(field, value), spelled, "{value}");
            let coding = Coding { field: Some(field.into()), value: Some((*value).into()), ..Coding::default() };
            assert_eq!(coded.misfit(&coding), None, "{value}");
        }
    }

    #[track_caller]
    fn check_misfit(field: &str, value: &str, column: &str, expected: &str) {
        let questions = questions();
        let coding = Coding { field: Some(field.into()), value: Some(value.into()), ..Coding::default() };
        let found = CodedValues::of(&questions).misfit(&coding);
        assert!(found.as_ref().is_some_and(|(at, why)| *at == column && why.contains(expected)), "{found:?}");
    }

    #[test]
    fn one_value_has_one_spelling() {
        check("Q3.option_ids", &["P1;B1", "B1;P1", " B1 ; P1;P1"], "B1;P1");
        check("Q1.min", &["1200", "1,200", "1 200", "01200", "1200.0"], "1200");
        check("Q4.lat", &["43.18", "43.180", "043.18"], "43.18");
        check("Q4.radius_m", &["50", "50.0"], "50");
        check("Q1.negated", &["true", "TRUE"], "true");
        check("basis", &["counted", "Counted", "COUNTED "], "counted");
        check("Q2.min", &["2004-09-03"], "2004-09-03");
    }

    #[test]
    fn what_is_answered_and_what_is_not_stated_have_words_of_their_own() {
        check("answers", &["Q1;Q3", "Q3; Q1"], "Q1;Q3");
        check("answers", &["none", "None"], "none");
        check("Q1.answers", &["yes", "Yes"], "yes");
        check("Q1.2.min", &["1200", "1,200"], "1200");
        check("Q1.tally", &["final", "Final"], "final");
        check("Q1.tally", &["none", "NONE"], "none");
        check("Q1.2.as_of_latest", &["2004-09-03"], "2004-09-03");
        check_misfit("answers", "Q1;Q9", "value", "ids of questions");
        check_misfit("Q1.answers", "perhaps", "value", "yes or no");
        check_misfit("Q1.tally", "ended", "value", "or none");
        check_misfit("Q1.0.min", "40", "field", "a column of answers");
    }

    #[test]
    fn who_told_whom_has_an_order() {
        check("knows_from_ids", &["B1; P1"], "B1;P1");
        check("knows_from_ids", &["P1;B1"], "P1;B1");
    }

    #[test]
    fn marks_that_part_no_thousands_make_no_number() {
        check_misfit("Q1.min", "1,20", "value", "a whole number");
        check_misfit("Q1.min", "40.5", "value", "a whole number");
        check_misfit("Q1.min", "forty", "value", "found «forty»");
    }

    #[test]
    fn a_field_that_there_is_not_and_a_value_of_another_kind_are_named() {
        check_misfit("basus", "saw", "field", "a column of statements");
        check_misfit("Q9.min", "40", "field", "found «Q9.min»");
        check_misfit("Q1.minimum", "40", "field", "a column of answers");
        check_misfit("basis", "seen", "value", "one of");
        check_misfit("Q2.min", "yesterday", "value", "EDTF");
    }
}

//! Records about numbers: count answers, and populations within others. What they come to is in `tree`.

use super::Tense;
use super::causes::Clues;
use super::corrections::Corrections;
use super::languages::Languages;
use super::say::Axis;
use super::told::{Told, corrected_by, corrected_words, is_difference, tension};
use super::tree::{Counted, Tree};
use crate::clock::Clock;
use crate::compared::Part;
use crate::reading::{Context, Reading};
use firsthand_model::natural::natural;
use firsthand_model::tension::{AboutInWords, Placed, Tensions};
use firsthand_model::words::{Tally, WithinHow};
use firsthand_model::{Answer, AnswerType, Bound, Kind, Population, Question, QuestionId, Statement};
use std::collections::{BTreeSet, HashMap};

/// Unit and tally. Answers of one unit meet; of one question only those of one tally, which `tree` sees to.
type Scope = (Option<String>, Option<Tally>);

/// Tensions in number; nothing in them is named in words yet.
pub(super) fn in_number<'a>(
    tense: &Tense<'a>,
    clock: Clock,
    languages: &Languages<'a>,
    corrections: &Corrections<'a>,
) -> Tensions {
    let mut rows: Vec<&Population> = tense.populations.iter().collect();
    rows.sort_by_cached_key(|row| natural(row.id.as_str()));
    let mut counts = counts(tense, clock, languages, corrections, &named(&rows));
    note_put_otherwise(&mut counts, languages);
    counts.sort_by_cached_key(|(_, count)| natural(&count.told.id));
    let units: BTreeSet<&Option<String>> = counts.iter().map(|((unit, _), _)| unit).collect();
    let mut tensions = Tensions::default();
    let mut not_every_sum: BTreeSet<String> = BTreeSet::new();
    for unit in units {
        let of_unit = counts.iter().filter(|((other, _), _)| other == unit).map(|(_, count)| count);
        let (standing, corrected): (Vec<&Counted<'_>>, Vec<&Counted<'_>>) =
            of_unit.partition(|count| count.told.corrected_by.is_none());
        let tree = Tree::new(&rows, standing);
        let found = tree.conflicts();
        not_every_sum.extend(found.not_every_sum.iter().cloned());
        for (records, apart) in &found.sets {
            match is_difference(records) {
                true => tensions.differences += 1,
                false => {
                    let beside: Vec<&Told<'_>> =
                        corrected_by(corrected.iter().map(|count| &count.told), records).collect();
                    tensions.tensions.push(tension(Axis::Number, records, &beside, *apart));
                }
            }
        }
    }
    tensions.are_all = not_every_sum.is_empty();
    let unnamed = |of| AboutInWords { of, ..AboutInWords::default() };
    tensions.not_every_sum = not_every_sum.into_iter().map(unnamed).collect();
    tensions
}

/// The name of a population: question and key.
pub(super) fn population(question: Option<&str>, key: Option<&str>) -> String {
    format!("{}/{}", question.unwrap_or_default(), key.unwrap_or_default())
}

/// The names of the two populations of a row, the inner one first.
pub(super) fn names(row: &Population) -> [String; 2] {
    let name = |question: Option<&QuestionId>, key: &Option<String>| {
        population(question.map(|id| id.as_str()), key.as_deref())
    };
    [name(row.question_id.as_ref(), &row.population), name(row.outer_question(), &row.within)]
}

/// Populations that lie within another, or around one.
fn named(rows: &[&Population]) -> BTreeSet<String> {
    rows.iter().flat_map(|row| names(row)).collect()
}

/// Every count of such a population that is compared on its board and is no running one.
fn counts<'a>(
    tense: &Tense<'a>,
    clock: Clock,
    languages: &Languages<'a>,
    corrections: &Corrections<'a>,
    named: &BTreeSet<String>,
) -> Vec<(Scope, Counted<'a>)> {
    let questions: HashMap<&str, &Question> = tense.questions.iter().map(|one| (one.id.as_str(), one)).collect();
    let statements: HashMap<&str, &Statement> = tense.statements.iter().map(|one| (one.id.as_str(), one)).collect();
    let count = |answer: &'a Answer| {
        let statement: &Statement = statements.get(answer.statement_id.as_ref()?.as_str())?;
        let question = answer.question_id.as_ref()?.as_str();
        let name = population(Some(question), answer.population.as_deref());
        let is_left_out = tense.leave_out_duress && statement.duress == Some(true);
        if is_left_out || answer.tally == Some(Tally::Running) || !named.contains(&name) {
            return None;
        }
        let context = Context::alone(statement, questions.get(question).copied(), clock);
        let reading = Reading::new(answer, context).ok()?;
        let is_compared = reading.answer_type == AnswerType::Count && reading.part() != Part::Aside;
        let clues = Clues { rounded_by: rounded_by(&reading), ..languages.clues(statement) };
        let told = told(&reading, &name, clues, corrections.by(answer));
        let (low, high) = (reading.value.low_end(), reading.value.high_end());
        let counted = Counted { question, tally: answer.tally, low, high, told, name };
        is_compared.then(|| ((answer.unit.clone(), answer.tally), counted))
    };
    tense.answers.iter().filter_map(count).collect()
}

/// Says of each count which others put the same words otherwise, in another language.
fn note_put_otherwise(counts: &mut [(Scope, Counted<'_>)], languages: &Languages<'_>) {
    let mut by_statement: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, count)) in counts.iter().enumerate() {
        let statement = count.told.statement.map(|statement| statement.id.to_string());
        by_statement.entry(statement.unwrap_or_default()).or_default().push(at);
    }
    let otherwise = |(scope, count): &(Scope, Counted<'_>)| -> Vec<String> {
        let same_words = count.told.statement.map(|statement| languages.same_words(statement)).unwrap_or_default();
        let others = same_words.iter().filter_map(|id| by_statement.get(*id)).flatten().map(|&at| &counts[at]);
        let is_other = |other: &&(Scope, Counted<'_>)| {
            (&other.0, &other.1.name) == (scope, &count.name) && (other.1.low, other.1.high) != (count.low, count.high)
        };
        others.filter(is_other).map(|(_, other)| other.told.id.clone()).collect()
    };
    let all: Vec<Vec<String>> = counts.iter().map(otherwise).collect();
    for ((_, count), others) in counts.iter_mut().zip(all) {
        count.told.clues.put_otherwise = others;
    }
}

/// How far off a figure may be as it is rounded: half of its last place that is not nought; "about" as far as it reaches.
fn rounded_by(reading: &Reading<'_>) -> i64 {
    let ends = [&reading.answer.min, &reading.answer.max].into_iter().flatten();
    let by_noughts = ends.filter_map(|end| end.parse().ok()).map(half_of_last_place).max().unwrap_or(0);
    let about = reading.value.low_end().zip(reading.value.high_end()).filter(|_| reading.bound == Some(Bound::About));
    about.map_or(0, |(low, high)| high.saturating_sub(low) / 2).max(by_noughts)
}

fn half_of_last_place(number: i64) -> i64 {
    let mut place: i64 = 1;
    while number != 0 && number % (place * 10) == 0 {
        place *= 10;
    }
    if place == 1 { 0 } else { place / 2 }
}

fn told<'a>(reading: &Reading<'a>, name: &str, clues: Clues, corrected_by: Option<String>) -> Told<'a> {
    Told {
        kind: Kind::Answer,
        id: reading.answer.id.to_string(),
        statement: Some(reading.statement),
        says: format!("has {} for {name}{}", reading.label, corrected_words(corrected_by.as_ref())),
        of: BTreeSet::from([name.to_owned()]),
        bounds: Vec::new(),
        placed: Some(Placed { of: name.to_owned(), low: reading.value.low_end(), high: reading.value.high_end() }),
        orders: Vec::new(),
        asked: Some(name.to_owned()),
        clues,
        corrected_by,
    }
}

/// What a row of populations says.
pub(super) fn row_told(row: &Population) -> Told<'static> {
    let [inner, outer] = names(row);
    let how = match (row.how, &row.division) {
        (Some(WithinHow::Addend), Some(division)) => format!("one of the parts by {division} that make up"),
        (Some(WithinHow::Addend), None) => "one of the parts that make up".into(),
        _ => "some of".into(),
    };
    Told {
        kind: Kind::Population,
        id: row.id.to_string(),
        statement: None,
        says: format!("has {inner} as {how} {outer}"),
        of: BTreeSet::from([inner, outer]),
        bounds: Vec::new(),
        placed: None,
        orders: Vec::new(),
        asked: None,
        clues: Clues::default(),
        corrected_by: None,
    }
}

//! The question *grades, alike*: where two persons graded the same, whether they gave the same mark, letter and digit apart. Marks are
//! the same or not: nothing else is made of them, and F and 6 are marks like any other.

use crate::Archive;
use crate::coding::agreement::Coefficient;
use crate::error::ArchiveError;
use firsthand_model::Grade;
use firsthand_model::edtf::Edtf;
use firsthand_model::natural::{NaturalKey, natural};
use serde::Serialize;
use std::collections::BTreeMap;

/// Letters and the digits beside which they stand on the diagonal.
const DIAGONAL: [(&str, &str); 6] = [("A", "1"), ("B", "2"), ("C", "3"), ("D", "4"), ("E", "5"), ("F", "6")];

/// How far persons grade alike.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct GradedAlike {
    /// Every two persons who graded the same thing, in order of name.
    pub graders: Vec<GraderPair>,
    /// The pairs of grades that differ, in order of what was graded.
    pub differences: Vec<GradeDifference>,
    /// Grades that have both a letter and a digit.
    pub with_both: usize,
    /// How many of these are A1, B2, C3, D4, E5 or F6: where most are, letter and digit may not have been judged apart.
    pub on_diagonal: usize,
}

/// How far two persons grade alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GraderPair {
    /// The two.
    pub graders: [String; 2],
    /// Letters for one source on one topic.
    pub letters: MarksAlike,
    /// Digits for one statement on one topic.
    pub digits: MarksAlike,
}

/// Marks that two persons gave to the same thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarksAlike {
    /// How many things both graded.
    pub pairs: usize,
    /// To how many of them both gave the same mark: the diagonal of the table of the one by the other.
    pub same: usize,
    /// The share of these, from 0 to 1.
    pub share: Coefficient,
}

/// A thing to which two persons gave different marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GradeDifference {
    /// The source, for a letter.
    pub source: Option<String>,
    /// The statement, for a digit.
    pub statement: Option<String>,
    /// On what topic.
    pub topic: Option<String>,
    /// What each gave: who, which mark, in which grade.
    pub marks: [GivenMark; 2],
}

/// A mark that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenMark {
    /// Who.
    pub author: String,
    /// The mark.
    pub mark: String,
    /// The grade's id.
    pub grade: String,
}

impl Archive {
    /// Where two persons graded the same source on one topic, or the same statement on one topic, whether they gave the same mark. Of
    /// several grades that one person gave to one thing the latest counts.
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn graded_alike(&self, at: Option<&str>) -> Result<GradedAlike, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        Ok(graded_alike(&snapshot.grades, snapshot.offset_minutes()))
    }
}

/// What was graded: whether by a digit, its id in natural order and as it stands, and the topic. Letters stand first.
type Thing = (bool, NaturalKey, String, Option<String>);

/// The latest mark that each person gave to one thing, with when and in which grade.
type ByAuthor = BTreeMap<String, ((i64, NaturalKey), GivenMark)>;

fn graded_alike(grades: &[Grade], offset_minutes: i32) -> GradedAlike {
    let mut found = GradedAlike::default();
    let mut tallies: BTreeMap<[String; 2], [(usize, usize); 2]> = BTreeMap::new();
    for ((is_digit, _, id, topic), by_author) in given(grades, offset_minutes) {
        let given: Vec<&GivenMark> = by_author.values().map(|(_, mark)| mark).collect();
        let two = (0..given.len()).flat_map(|one| (one + 1..given.len()).map(move |other| (one, other)));
        for (one, other) in two.map(|(one, other)| (given[one], given[other])) {
            let tally =
                &mut tallies.entry([one.author.clone(), other.author.clone()]).or_default()[usize::from(is_digit)];
            tally.0 += 1;
            if one.mark == other.mark {
                tally.1 += 1;
                continue;
            }
            found.differences.push(GradeDifference {
                source: (!is_digit).then(|| id.clone()),
                statement: is_digit.then(|| id.clone()),
                topic: topic.clone(),
                marks: [one.clone(), other.clone()],
            });
        }
    }
    for (graders, [letters, digits]) in tallies {
        found.graders.push(GraderPair { graders, letters: alike(letters), digits: alike(digits) });
    }
    let both = grades.iter().filter_map(|grade| grade.reliability.as_deref().zip(grade.credibility.as_deref()));
    let both: Vec<(&str, &str)> = both.collect();
    found.with_both = both.len();
    found.on_diagonal = both.iter().filter(|marks| DIAGONAL.contains(marks)).count();
    found
}

/// Who gave which mark to what: of one person's grades of one thing the latest, of one day the last by id.
fn given(grades: &[Grade], offset_minutes: i32) -> BTreeMap<Thing, ByAuthor> {
    let mut given: BTreeMap<Thing, ByAuthor> = BTreeMap::new();
    for grade in grades {
        let Some(author) = grade.author.as_deref().map(str::trim) else { continue };
        let topic = grade.topic.as_deref().map(str::trim).filter(|topic| !topic.is_empty()).map(str::to_owned);
        let source = grade.source_id.as_ref().map(|id| id.as_str()).zip(grade.reliability.as_ref());
        let statement = grade.statement_id.as_ref().map(|id| id.as_str()).zip(grade.credibility.as_ref());
        for (is_digit, (id, mark)) in source.map(|one| (false, one)).into_iter().chain(statement.map(|one| (true, one)))
        {
            let thing = (is_digit, natural(id), id.to_owned(), topic.clone());
            let when = (graded_at(grade, offset_minutes), natural(grade.id.as_str()));
            let mark = GivenMark { author: author.to_owned(), mark: mark.clone(), grade: grade.id.to_string() };
            let by_author = given.entry(thing).or_default();
            if by_author.get(author).is_none_or(|(known, _)| *known < when) {
                by_author.insert(author.to_owned(), (when, mark));
            }
        }
    }
    given
}

/// The earliest moment of a grade's date; what cannot be read is earliest.
fn graded_at(grade: &Grade, offset_minutes: i32) -> i64 {
    let date = grade.date.as_deref().and_then(|date| date.parse::<Edtf>().ok());
    date.and_then(|date| date.earliest()?.unix_ms(offset_minutes)).unwrap_or(i64::MIN)
}

fn alike((pairs, same): (usize, usize)) -> MarksAlike {
    let value = (pairs > 0).then(|| same as f64 / pairs as f64);
    let undefined = value.is_none().then(|| "undefined: both graded none of these".to_owned());
    MarksAlike { pairs, same, share: Coefficient { value, undefined } }
}

//! What perspective makes of one question: scopes, groups, bounds, origins and sums, as plain values.
//! Computing them is in `perspective`; drawing them is in `publish`. Disagreement is kept, never resolved.

use crate::words::FindingStatus;
use crate::words::{Stance, Tally};
use crate::{AnswerId, AnswerType, Basis, Bound, Finding, PersonId, QuestionId, SourceId, StatementId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All that is to be said about the answers to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The question.
    pub question: QuestionId,
    /// Scopes, the one with most answers of the question's main type first.
    pub scopes: Vec<Scope>,
    /// Sums that sources give as whole and parts, in the order of their wholes.
    pub checks: Vec<SumCheck>,
    /// Who gives no answer, and why: four different things.
    pub no_answer: NoAnswer,
}

/// Who gives no answer to a question. Absence is no denial, and one kind of it is not another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoAnswer {
    /// Statements whose speakers do not know, in order of id.
    pub does_not_know: Vec<StatementId>,
    /// Statements whose speakers were asked and declined.
    pub declines: Vec<StatementId>,
    /// Sources that were read whole and in which nothing was put to the question: not asked, or not spoken of.
    pub not_asked: Vec<SourceId>,
    /// Sources that were not read whole and in which nothing was found: nothing is said of them.
    pub not_read: Vec<SourceId>,
}

impl Board {
    /// Where the main scope stands: by the first finding on it; without one contested if its answers part, else open.
    pub fn status(&self, findings: &[&Finding]) -> FindingStatus {
        let on_main = findings.iter().find(|finding| self.is_on_main(finding));
        let parted = self.scopes.first().is_some_and(Scope::is_parted);
        let computed = if parted { FindingStatus::Contested } else { FindingStatus::Open };
        on_main.and_then(|finding| finding.status).unwrap_or(computed)
    }

    /// Whether a finding on this question is on its main scope: it names that population, or none.
    pub fn is_on_main(&self, finding: &Finding) -> bool {
        let main = self.scopes.first().and_then(|scope| scope.population.as_ref());
        finding.population.is_none() || main.is_none() || finding.population.as_ref() == main
    }
}

/// Answers that may be compared: one question, one population, one unit, one tally, one type of value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The population key; absent is a scope of its own.
    pub population: Option<String>,
    /// The unit; absent means one of what the question counts.
    pub unit: Option<String>,
    /// Running, final, or none.
    pub tally: Option<Tally>,
    /// The type of value.
    #[serde(rename = "type")]
    pub answer_type: AnswerType,
    /// Whether answers meet only where their moments overlap.
    pub by_moment: bool,
    /// How wide "about" is, as printed: `±10 %`, `±10 min`.
    pub tolerance: Option<String>,
    /// Every answer in this scope, in a stable order: by lower end, then id.
    pub answers: Vec<ScopedAnswer>,
    /// Answers that can be true together, by their lowest value.
    pub groups: Vec<Group>,
    /// Whether these are all groups there are: of very many orders or places some are left out.
    pub are_all: bool,
    /// One-sided bounds and denials, beside the groups.
    pub bounds: Vec<BoundNote>,
    /// Columns in which near groups are drawn: indexes into `groups`, left to right.
    pub columns: Vec<Vec<usize>>,
}

impl Scope {
    /// A scope in which nobody answers yet.
    pub fn without_answers(
        answer_type: AnswerType,
        population: Option<String>,
        unit: Option<String>,
        tally: Option<Tally>,
    ) -> Self {
        Scope {
            population,
            unit,
            tally,
            answer_type,
            by_moment: false,
            tolerance: None,
            answers: Vec::new(),
            groups: Vec::new(),
            are_all: true,
            bounds: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// What answers here name, each once: that of the groups first, then what stands in none.
    pub fn options_in_order(&self) -> Vec<&str> {
        let grouped = self.groups.iter().flat_map(|group| &group.options);
        let named = self.answers.iter().flat_map(|answer| &answer.options);
        let mut met = BTreeSet::new();
        grouped.chain(named).map(String::as_str).filter(|option| met.insert(*option)).collect()
    }

    /// Whether answers here part: two groups, or a bound or denial that excludes one.
    ///
    /// Where one answer asserts several options, options do not exclude each other, and only a denial parts them. What its own
    /// speaker corrects parts nothing.
    pub fn is_parted(&self) -> bool {
        let standing: Vec<&ScopedAnswer> = self.answers.iter().filter(|answer| answer.corrected_by.is_none()).collect();
        let together = standing.iter().any(|answer| !answer.negated && answer.options.len() > 1);
        let held: BTreeSet<usize> = standing.iter().flat_map(|answer| &answer.in_groups).copied().collect();
        self.is_excluded(&standing, &held) || (!together && !has_all(&held, &standing))
    }

    /// Whether a bound or denial that stands excludes a group in which something stands.
    fn is_excluded(&self, standing: &[&ScopedAnswer], held: &BTreeSet<usize>) -> bool {
        let labels: BTreeSet<&String> = held.iter().filter_map(|&at| Some(&self.groups.get(at)?.label)).collect();
        let answers: BTreeSet<&AnswerId> = standing.iter().map(|answer| &answer.answer).collect();
        let bounds = self.bounds.iter().filter(|bound| answers.contains(&bound.answer));
        bounds.flat_map(|bound| &bound.excludes).any(|label| labels.contains(label))
    }
}

/// Whether one group has every member of these, so that all of them can be true together.
fn has_all(groups: &BTreeSet<usize>, answers: &[&ScopedAnswer]) -> bool {
    let members = || answers.iter().filter(|answer| !answer.in_groups.is_empty());
    groups.is_empty() || groups.iter().any(|group| members().all(|answer| answer.in_groups.contains(group)))
}

/// One answer as perspective reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopedAnswer {
    /// The answer.
    pub answer: AnswerId,
    /// Its statement.
    pub statement: StatementId,
    /// How its speaker knows.
    pub basis: Basis,
    /// What its speaker does with the claim: answers of those who do not know, decline or retract are in no group and no
    /// bound.
    pub stance: Stance,
    /// The answer by which its own speaker corrects it. It stays where it is, and does not make its question contested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_by: Option<AnswerId>,
    /// How it is bounded, as the table has it; absent for options and texts.
    pub bound: Option<Bound>,
    /// Lowest admissible value, tolerance included: a count, or milliseconds since 1970-01-01T00:00Z for times.
    pub low: Option<i64>,
    /// Highest admissible value, tolerance included.
    pub high: Option<i64>,
    /// The middle of an "about" value, or the value itself if exact; of a time, the start of its minute. Absent for
    /// ranges, bounds and times coarser than a minute.
    pub point: Option<i64>,
    /// The value in words: `354`, `about 1500`, `>= 600`, `120–400`, `2004-09-03 13:05`, `before 2004-09-03 13:05`,
    /// `not inside-accident`.
    pub label: String,
    /// Options, actors, places or a yes-no word; of an order what is asserted, in its one spelling, or each chain that is
    /// denied.
    pub options: Vec<String>,
    /// Whether the options are excluded rather than asserted.
    pub negated: bool,
    /// Whether "about" was put on by us because an estimate is never exact.
    pub about_assumed: bool,
    /// The moment it describes: earliest and latest, EDTF; the question's if it does not say.
    pub as_of: Option<AsOf>,
    /// Indexes of the groups it belongs to; more than one is marked for the reader.
    pub in_groups: Vec<usize>,
    /// Words that hold under duress.
    pub duress: bool,
}

/// The moment that an answer describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf {
    /// Earliest, EDTF; absent is open.
    pub earliest: Option<String>,
    /// Latest, EDTF; absent is open.
    pub latest: Option<String>,
    /// Whether it was taken from the question.
    pub assumed: bool,
}

/// A maximal set of answers with a common admissible value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The common value in words, unique in its scope: `354`, `1080–1100`, `about 1500`, `2004-09-03 13:00–13:05`,
    /// `inside-accident`; where needed with its moment: `338, as of 2004-09-05`.
    pub label: String,
    /// Lowest common value, for counts and times (milliseconds).
    pub low: Option<i64>,
    /// Highest common value.
    pub high: Option<i64>,
    /// The lower end as tables write it: a number as text, EDTF for times.
    pub min: Option<String>,
    /// The upper end as tables write it.
    pub max: Option<String>,
    /// The common options, for choice, actor, place, yes-no and text; of orders the one order of them all.
    pub options: Vec<String>,
    /// The common moment, where the moment parts answers.
    pub as_of: Option<AsOf>,
    /// The statements, each once, in order of id.
    pub statements: Vec<StatementId>,
    /// The answers, in the order of the scope.
    pub answers: Vec<AnswerId>,
    /// Distinct exact values named in it, as written.
    pub exact_values: Vec<String>,
    /// How many separate origins its statements have.
    pub origins: Origins,
    /// Its statements by origin: repetition shown as repetition.
    pub reports: Vec<Report>,
    /// How many statements each basis has.
    pub by_basis: BTreeMap<Basis, usize>,
}

/// How many separate origins a set of statements has: never a strength.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// Roots that are certainly distinct, never fewer than one.
    pub at_least: usize,
    /// All roots not judged dependent.
    pub at_most: usize,
}

/// Statements that trace to one root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The statements, the root first where it is one of them, then by date said (undated last) and id.
    pub statements: Vec<StatementId>,
    /// What the root is.
    pub root: Root,
    /// Dependences by which they hang together: from, to. Those among the statements of this report; where they hang
    /// together only through statements that are not in this group, links to and among those as well.
    pub links: Vec<(StatementId, StatementId)>,
    /// Statements judged to share exposure with another report of this group.
    pub shared_exposure: Vec<StatementId>,
}

/// What a chain of reports ends in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Root {
    /// One known person who was there.
    FirstHand(PersonId),
    /// One known person who was not there, or does not say so, and whose own source is no known person.
    Person(PersonId),
    /// One statement that others rest on; it need not be in the group itself.
    Statement(StatementId),
    /// Not stated: unknown, not distinct.
    Unknown,
}

/// A one-sided bound or a denial beside the groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundNote {
    /// The statement.
    pub statement: StatementId,
    /// Its answer.
    pub answer: AnswerId,
    /// The bound in words: `>= 600`, `not inside-accident`.
    pub label: String,
    /// Labels of groups with an admissible value within the bound.
    pub fits: Vec<String>,
    /// Labels of groups without one.
    pub excludes: Vec<String>,
    /// Labels of groups about another moment.
    pub not_compared: Vec<String>,
}

/// A whole beside the sum of the parts that its source gives as making it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumCheck {
    /// The whole.
    pub whole: AnswerId,
    /// The statement that gives it.
    pub statement: StatementId,
    /// The whole's population key.
    pub population: Option<String>,
    /// By what the source divides the whole; a whole has a check for each division.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// The addends, in order; subsets are never added.
    pub parts: Vec<AnswerId>,
    /// The whole in words.
    pub stated: String,
    /// The addends in words, in order.
    pub addends: Vec<String>,
    /// The sum of the parts in words.
    pub sum: String,
    /// Whether some admissible values of whole and parts add up.
    pub closes: bool,
}

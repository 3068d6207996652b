//! What is wrong with a judgment as it is written: a rule without what it needs, a word of another scale, a grade that
//! nothing bears out. Whether a judgment is right is never asked.

use crate::coding::coded_values::CodedValues;
use crate::import::values::Misfit;
use crate::judgment::bearings::unclear;
use crate::judgment::confirmed::{confirmed_in, said_to_be_confirmed};
use crate::snapshot::Snapshot;
use firsthand_model::likelihood::{AGREEMENT, EVIDENCE};
use firsthand_model::words::{FindingRule, FindingStatus, PartyKind, VictimKind};
use firsthand_model::{
    Act, Bearing, CaseSettings, Finding, Grade, LikelihoodScale, Person, Question, Record, StatementId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What judgments are held against: settings, scale, names, and what the case comes to with what is proposed.
pub(crate) struct Bench {
    settings: CaseSettings,
    /// The rows of the likelihood scale whose words the findings use.
    rows: BTreeSet<usize>,
    /// Of the statements that a grade says are confirmed, those whose words a second origin says too.
    confirmed: BTreeSet<StatementId>,
    /// Of the bearings that name no population, by id, the populations that could be meant, where there are several.
    unclear: BTreeMap<String, Vec<String>>,
    /// Registered names of persons, by id.
    names: Vec<(String, Vec<String>)>,
    /// Questions, those of the case and then what is proposed.
    questions: Vec<Question>,
}

impl Bench {
    pub(crate) fn of(snapshot: &Snapshot, records: &[&Record]) -> Bench {
        let ours = records.iter().find_map(|record| match record {
            Record::Case(settings) => Some(&**settings),
            _ => None,
        });
        let settings = ours.unwrap_or(&snapshot.settings).clone();
        let mut findings: Vec<&Finding> = snapshot.findings.iter().collect();
        for record in records {
            if let Record::Finding(finding) = record {
                findings.retain(|one| one.id != finding.id);
                findings.push(finding);
            }
        }
        let scale = LikelihoodScale::named(settings.likelihood_scale.as_deref());
        let words = findings.iter().filter_map(|finding| finding.likelihood.as_deref());
        let rows = words.filter_map(|word| scale?.row_of(word)).collect();
        let (confirmed, names) = (confirmed(snapshot, records), names(snapshot, records));
        let (unclear, questions) = (unclear(snapshot, records), questions(snapshot, records));
        Bench { settings, rows, confirmed, unclear, names, questions }
    }

    /// Everything in a judgment that does not fit, by column.
    pub(crate) fn misfits(&self, record: &Record) -> Vec<Misfit> {
        match record {
            Record::Case(settings) => scale_misfit(settings).into_iter().collect(),
            Record::Finding(finding) => self.of_finding(finding),
            Record::Grade(grade) => self.of_grade(grade),
            Record::Act(act) => self.of_act(act),
            Record::Bearing(bearing) => self.of_bearing(bearing).into_iter().collect(),
            Record::Coding(coding) => CodedValues::of(&self.questions).misfit(coding).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn of_finding(&self, finding: &Finding) -> Vec<Misfit> {
        let Some(scale) = LikelihoodScale::named(self.settings.likelihood_scale.as_deref()) else { return Vec::new() };
        let mut found = Vec::new();
        let words = scale.rows().concat();
        found.extend(not_among("likelihood", finding.likelihood.as_deref(), &words, scale));
        found.extend(not_among("confidence", finding.confidence.as_deref(), scale.confidence(), scale));
        found.extend(not_among("evidence", finding.evidence.as_deref(), EVIDENCE, scale));
        found.extend(not_among("agreement", finding.agreement.as_deref(), AGREEMENT, scale));
        if finding.likelihood.is_some() && self.rows.len() > 1 {
            let message = format!("expected words of one row of {scale} in the whole case; its two rows are mixed");
            found.push(("likelihood", message));
        }
        found.extend(rule_misfit(finding, &self.settings));
        found.extend(unowned(finding));
        found
    }

    fn of_grade(&self, grade: &Grade) -> Vec<Misfit> {
        let mut found = Vec::new();
        let is_something = grade.reliability.is_some() && grade.source_id.is_some()
            || grade.credibility.is_some() && grade.statement_id.is_some();
        if !is_something {
            let message = "expected a letter with a source_id, or in credibility a digit with a statement_id";
            found.push(("reliability", message.to_owned()));
        }
        if grade.reliability.is_some() && grade.topic.is_none() {
            let message = "expected on what subject: a source is not reliable or unreliable on everything";
            found.push(("topic", message.to_owned()));
        }
        let is_confirmed = grade.statement_id.as_ref().is_some_and(|id| self.confirmed.contains(id));
        if grade.credibility.as_deref() == Some("1") && !is_confirmed {
            let message =
                "expected another digit: 1 means confirmed by other sources, and no second origin says the same";
            found.push(("credibility", message.to_owned()));
        }
        found
    }

    /// A bearing names its population where the question is asked of several.
    fn of_bearing(&self, bearing: &Bearing) -> Option<Misfit> {
        let could_mean = self.unclear.get(bearing.id.as_str())?.join(", ");
        let message =
            format!("expected one of {could_mean}: each of them leaves such an explanation, and none is named");
        Some(("population", message))
    }

    /// A victim is a group or a code. A registered name in it would be one in every pattern.
    fn of_act(&self, act: &Act) -> Vec<Misfit> {
        let Some(victim) = act.victim.as_deref() else { return Vec::new() };
        if act.victim_kind == Some(VictimKind::Code) && !is_code(victim) {
            return vec![(
                "victim",
                "expected a code such as V-017: letters, digits and hyphens, with a digit".to_owned(),
            )];
        }
        let folded = format!(" {} ", spaced(victim));
        let is_in = |name: &&String| !spaced(name).is_empty() && folded.contains(&format!(" {} ", spaced(name)));
        let named = self.names.iter().find(|(_, names)| names.iter().any(|name| is_in(&name)));
        let message = |id: &String| format!("expected a group in words or a code, and no name: it has that of {id}");
        named.map(|(id, _)| ("victim", message(id))).into_iter().collect()
    }
}

/// Of the statements that proposed grades say are confirmed, those to which a second origin says the same, to any question.
fn confirmed(snapshot: &Snapshot, records: &[&Record]) -> BTreeSet<StatementId> {
    let grades = records.iter().filter_map(|record| match record {
        Record::Grade(grade) => Some(&**grade),
        _ => None,
    });
    let claimed: BTreeSet<&StatementId> = grades.filter_map(said_to_be_confirmed).collect();
    if claimed.is_empty() { BTreeSet::new() } else { confirmed_in(&snapshot.with(records), &claimed) }
}

/// The questions whose answers can be coded; none where no coding is proposed.
fn questions(snapshot: &Snapshot, records: &[&Record]) -> Vec<Question> {
    let proposed = records.iter().filter_map(|record| match record {
        Record::Question(question) => Some(&**question),
        _ => None,
    });
    let has_codings = records.iter().any(|record| matches!(record, Record::Coding(_)));
    let all = snapshot.questions.iter().chain(proposed);
    if has_codings { all.cloned().collect() } else { Vec::new() }
}

/// Every registered name of a human being, of the case and of what is proposed.
fn names(snapshot: &Snapshot, records: &[&Record]) -> Vec<(String, Vec<String>)> {
    let proposed = records.iter().filter_map(|record| match record {
        Record::Person(person) => Some(&**person),
        _ => None,
    });
    let is_human = |party: &&Person| !matches!(party.kind, Some(PartyKind::Body | PartyKind::Role));
    let of = |party: &Person| (party.id.to_string(), party.name.iter().chain(&party.other_names).cloned().collect());
    snapshot.people.iter().chain(proposed).filter(is_human).map(of).collect()
}

/// Folded words with one space between them.
fn spaced(text: &str) -> String {
    let words: Vec<String> = firsthand_text::tokens(text).into_iter().map(|token| token.text).collect();
    words.join(" ")
}

fn is_code(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.chars().all(fits) && text.chars().any(|c| c.is_ascii_digit())
}

fn scale_misfit(settings: &CaseSettings) -> Option<Misfit> {
    let word = settings.likelihood_scale.as_deref();
    let expected = || format!("expected {}", LikelihoodScale::WORDS.join(" or "));
    LikelihoodScale::named(word).is_none().then(|| ("likelihood_scale", expected()))
}

fn not_among(column: &'static str, word: Option<&str>, words: &[&str], scale: LikelihoodScale) -> Option<Misfit> {
    let word = word.filter(|word| !words.contains(word))?;
    let shown: String = word.chars().take(80).collect();
    Some((column, format!("expected one of {} ({scale}); found «{shown}»", words.join(", "))))
}

/// What is established names the rule by which that was settled, and who applied it.
/// Source: Every Casualty, Standards for Casualty Recording, on resolving conflicts.
fn unowned(finding: &Finding) -> Vec<Misfit> {
    let is_settled = finding.status == Some(FindingStatus::Established);
    let rules = || format!("expected one of {}: what is established says by which rule", FindingRule::WORDS.join(", "));
    let without_rule = (is_settled && finding.rule.is_none()).then(|| ("rule", rules()));
    let author = || "expected who judged: what is established names them".to_owned();
    let without_author = (is_settled && finding.author.is_none()).then(|| ("author", author()));
    without_rule.into_iter().chain(without_author).collect()
}

/// A rule needs what it is applied to.
fn rule_misfit(finding: &Finding, settings: &CaseSettings) -> Option<Misfit> {
    let has_text = finding.for_text.is_some() || finding.against_text.is_some();
    let expected = match finding.rule? {
        FindingRule::Range | FindingRule::Majority if finding.for_statements.is_empty() => {
            return Some(("for_statements", "expected the statements that the rule is applied to".to_owned()));
        }
        FindingRule::SourceKindRank if settings.source_kind_rank.is_empty() => {
            "expected source_kind_rank in case.toml, the kinds of source in their order"
        }
        FindingRule::Discussion | FindingRule::Reason if !has_text => {
            "expected in for_text or against_text how it was reached"
        }
        _ => return None,
    };
    Some(("rule", expected.to_owned()))
}

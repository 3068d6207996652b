//! The rows of `dependences.csv` that would record a person's answer about two sources that share something. What the answer is
//! stays open: the row has a word that import refuses until a person replaces it.

use crate::snapshot::Snapshot;
use firsthand_model::words::DependenceKind;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Most rows that are proposed for one pair.
const MAX_ROWS: usize = 20;
/// What stands where the answer goes.
const OPEN: &str = "KIND";

/// A row that waits for a person's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DependenceRow {
    /// An id that is free.
    pub id: String,
    /// A statement of the one.
    pub from_statement: String,
    /// A statement of the other.
    pub to_statement: String,
    /// Words that may replace KIND; which of them, only a person can say.
    pub kinds: Vec<String>,
    /// What was found alike.
    pub reason: String,
}

impl DependenceRow {
    /// The row as it goes into `dependences.csv`, but for the answer.
    pub fn csv(&self) -> String {
        let reason = self.reason.replace('"', "\"\"");
        format!("{},{},{},{OPEN},\"{reason}\",our judgment", self.id, self.from_statement, self.to_statement)
    }
}

/// What the case has about how statements hang together, for looking up.
pub(crate) struct Answers<'a> {
    /// Ids of dependences by their two statements, the smaller first.
    recorded: BTreeMap<(&'a str, &'a str), &'a str>,
    /// Questions by statement.
    questions: BTreeMap<&'a str, BTreeSet<&'a str>>,
    taken: BTreeSet<&'a str>,
    next: usize,
}

impl<'a> Answers<'a> {
    pub(crate) fn of(snapshot: &'a Snapshot) -> Answers<'a> {
        let mut answers = Answers {
            recorded: BTreeMap::new(),
            questions: BTreeMap::new(),
            taken: snapshot.dependences.iter().map(|one| one.id.as_str()).collect(),
            next: snapshot.dependences.len(),
        };
        for one in &snapshot.dependences {
            if let (Some(from), Some(to)) = (&one.from_statement, &one.to_statement) {
                answers.recorded.insert(ordered(from.as_str(), to.as_str()), one.id.as_str());
            }
        }
        for answer in &snapshot.answers {
            if let (Some(statement), Some(question)) = (&answer.statement_id, &answer.question_id) {
                answers.questions.entry(statement.as_str()).or_default().insert(question.as_str());
            }
        }
        answers
    }

    /// Dependences already recorded between statements of the two sides.
    pub(crate) fn recorded(&self, ones: &[String], others: &[String]) -> Vec<String> {
        let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| ordered(one, other)));
        let ids: BTreeSet<&str> = pairs.filter_map(|pair| self.recorded.get(&pair).copied()).collect();
        ids.into_iter().map(str::to_owned).collect()
    }

    /// The rows still to be answered: for statements that answer one question; where none do, for the first of each side.
    pub(crate) fn open(&mut self, ones: &[String], others: &[String], reason: &str) -> Vec<DependenceRow> {
        let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
        let pairs: Vec<_> = pairs.filter(|(one, other)| one != other).collect();
        let asked: Vec<_> = pairs.iter().filter(|(one, other)| self.share_question(one, other)).copied().collect();
        let is_answered = |(one, other): &(&String, &String)| self.recorded.contains_key(&ordered(one, other));
        let wanted = match asked.is_empty() {
            false => asked,
            // Any one dependence between the two says how they hang together.
            true if pairs.iter().any(is_answered) => Vec::new(),
            true => pairs.into_iter().take(1).collect(),
        };
        let open: Vec<_> = wanted.into_iter().filter(|pair| !is_answered(pair)).take(MAX_ROWS).collect();
        open.into_iter().map(|(one, other)| self.row(one, other, reason)).collect()
    }

    fn share_question(&self, one: &str, other: &str) -> bool {
        let (Some(ones), Some(others)) = (self.questions.get(one), self.questions.get(other)) else { return false };
        !ones.is_disjoint(others)
    }

    fn row(&mut self, one: &str, other: &str, reason: &str) -> DependenceRow {
        let id = loop {
            self.next += 1;
            let id = format!("D{:03}", self.next);
            if !self.taken.contains(id.as_str()) {
                break id;
            }
        };
        let kinds = DependenceKind::ALL.iter().map(|kind| kind.to_string()).collect();
        let (from_statement, to_statement) = (one.to_owned(), other.to_owned());
        DependenceRow { id, from_statement, to_statement, kinds, reason: reason.to_owned() }
    }
}

fn ordered<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    (one.min(other), one.max(other))
}

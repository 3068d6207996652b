//! Repetition shown as repetition: which statements of a column are one report, said in sentences and as a bracket.

use super::corrected::corrected;
use crate::card::{Card, card, speaker};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::standing::label_within;
use crate::site::Site;
use firsthand_model::board::{Group, Origins, Report, Root, Scope, ScopedAnswer};
use firsthand_model::words::Stance;
use firsthand_model::{Dependence, Kind, StatementId};
use serde::Serialize;
use std::collections::BTreeSet;

/// A statement alone, or several that are one report.
#[derive(Debug, Clone, Serialize)]
pub struct Piece {
    /// The sentence over a bracket; none for a statement alone.
    pub report: Option<String>,
    /// Why they are taken as one report, in the words of those who judged.
    pub reasons: Vec<Said>,
    /// The statements, root first.
    pub statements: Vec<Line>,
}

/// A statement in a column.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The statement.
    pub card: Card,
    /// That it also fits answers of other columns, or which near ones of this it fits.
    pub also: String,
}

/// How the statements of a group hang together, in one or two sentences.
pub fn sentence(site: &Site, words: &Words, group: &Group) -> String {
    sentence_of(site, words, group.statements.len(), &group.reports, group.origins)
}

/// The same of any statements by their reports and origins.
pub fn sentence_of(site: &Site, words: &Words, n: usize, reports: &[Report], origins: Origins) -> String {
    let mut parts =
        vec![words.count_fill("question.statements_here", n, &[("n_word", &crate::words::capital(&words.spelled(n)))])];
    let shared: Vec<&Report> = reports.iter().filter(|report| report.statements.len() > 1).collect();
    match (n, shared.as_slice()) {
        (1, _) => parts.extend(first_hand(words, reports)),
        (_, [one]) if one.statements.len() == n => parts.push(words.t("question.all_one_report")),
        (_, several) => {
            let told = several.iter().map(|report| {
                words.count_fill(
                    "question.some_one_report",
                    report.statements.len(),
                    &[("n_word", &crate::words::capital(&words.spelled(report.statements.len())))],
                )
            });
            parts.extend(told);
            if origins.at_least > 1 && origins.at_least < origins.at_most {
                let (low, high) = (words.number(origins.at_least as i64), words.number(origins.at_most as i64));
                parts.push(words.fill("question.separate_between", &[("low", &low), ("high", &high)]));
            } else if origins.at_least < origins.at_most {
                let key = if several.is_empty() { "question.separate_unknown" } else { "question.rest_unknown" };
                parts.push(words.t(key));
            } else {
                parts.push(words.count("question.separate_reports", origins.at_most));
            }
        }
    }
    parts.extend(exposed(site, words, reports));
    parts.join(" ")
}

/// Who is judged to share an exposure with another report of the group.
fn exposed(site: &Site, words: &Words, reports: &[Report]) -> Option<String> {
    let ids: BTreeSet<&StatementId> = reports.iter().flat_map(|report| &report.shared_exposure).collect();
    let who: Vec<String> = ids.into_iter().filter_map(|id| of_statement(site, words.lang, id)).collect();
    let list = crate::words::join(&who, &words.t("common.and"));
    (!who.is_empty()).then(|| words.fill("question.shared_exposure", &[("list", &list)]))
}

fn first_hand(words: &Words, reports: &[Report]) -> Option<String> {
    let report = reports.first()?;
    matches!(report.root, Root::FirstHand(_)).then(|| words.t("question.one_first_hand"))
}

/// The statements of a column, each once: first those of shared reports, in brackets, then the others.
pub fn pieces(site: &Site, from: &str, scope: &Scope, column: &[usize]) -> Vec<Piece> {
    let groups: Vec<&Group> = column.iter().filter_map(|index| scope.groups.get(*index)).collect();
    let mut shown: BTreeSet<&StatementId> = BTreeSet::new();
    let mut pieces = Vec::new();
    for report in groups.iter().flat_map(|group| &group.reports).filter(|report| report.statements.len() > 1) {
        let fresh: Vec<&StatementId> = report.statements.iter().filter(|id| !shown.contains(id)).collect();
        if fresh.len() > 1 {
            shown.extend(fresh.iter().copied());
            pieces.push(bracket(site, from, scope, column, report, &fresh));
        }
    }
    for id in groups.iter().flat_map(|group| &group.statements) {
        if shown.insert(id) {
            let statements = lines(site, from, scope, column, &[id]);
            pieces.push(Piece { report: None, reasons: Vec::new(), statements });
        }
    }
    pieces
}

fn bracket(site: &Site, from: &str, scope: &Scope, column: &[usize], report: &Report, ids: &[&StatementId]) -> Piece {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let named = |key: &str, who: String| words.fill(key, &[("who", &who)]);
    let text = match &report.root {
        Root::FirstHand(id) | Root::Person(id) => {
            let who =
                site.person_name(lang, id).map(|name| name.text).or_else(|| of_statement(site, lang, ids.first()?));
            who.map_or_else(|| words.t("question.report_unknown"), |who| named("question.report_person", who))
        }
        Root::Statement(id) => {
            let who = of_statement(site, lang, id);
            who.map_or_else(|| words.t("question.report_unknown"), |who| named("question.report_statement", who))
        }
        Root::Unknown => words.t("question.report_unknown"),
    };
    Piece { report: Some(text), reasons: reasons(site, lang, ids), statements: lines(site, from, scope, column, ids) }
}

fn of_statement(site: &Site, lang: &str, id: &StatementId) -> Option<String> {
    site.statement(id.as_str()).map(|cleared| speaker(site, lang, &cleared.statement).text)
}

/// Reasons of the dependences among these statements, each once.
fn reasons(site: &Site, lang: &str, ids: &[&StatementId]) -> Vec<Said> {
    let within = |dependence: &&&Dependence| {
        let ends = [&dependence.from_statement, &dependence.to_statement];
        ends.iter().all(|end| end.as_ref().is_some_and(|end| ids.contains(&end)))
    };
    let mut seen = BTreeSet::new();
    let found = ids.iter().flat_map(|id| site.dependences_of(id.as_str())).filter(within);
    let reasons = found.filter_map(|dependence| Some((dependence.id.as_str(), dependence.reason.as_deref()?)));
    let fresh = reasons.filter(|(_, reason)| seen.insert(*reason));
    fresh.map(|(id, reason)| site.said(lang, Kind::Dependence, id, "reason", reason)).collect()
}

fn lines(site: &Site, from: &str, scope: &Scope, column: &[usize], ids: &[&StatementId]) -> Vec<Line> {
    let line = |id: &&StatementId| {
        Some(Line { card: card(site, from, id.as_str())?, also: also(site, site.language_of(from), scope, column, id) })
    };
    ids.iter().filter_map(line).collect()
}

/// The mark of a statement that fits several answers: those of other columns, and, among near ones, which.
fn also(site: &Site, lang: &str, scope: &Scope, column: &[usize], id: &StatementId) -> String {
    let words = site.words(lang);
    let mine = scope.answers.iter().filter(|scoped| scoped.statement == *id).flat_map(|scoped| &scoped.in_groups);
    let (here, elsewhere): (Vec<usize>, Vec<usize>) = mine.partition(|index| column.contains(index));
    let labels = |indexes: &[usize]| {
        let groups = indexes.iter().filter_map(|index| scope.groups.get(*index));
        groups.map(|group| label_within(site, lang, scope, group).text).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    if column.len() > 1 {
        parts.push(
            words.fill("question.fits_here", &[("list", &crate::words::join(&labels(&here), &words.t("common.and")))]),
        );
    }
    let own = scope.answers.iter().filter(|scoped| scoped.statement == *id);
    parts.extend(own.filter_map(|scoped| corrected(site, lang, scoped)));
    if is_taken_back(site, scope, id) {
        parts.push(words.t("question.taken_back"));
    }
    if !elsewhere.is_empty() {
        parts.push(
            words.fill(
                "question.also_in",
                &[("list", &crate::words::join(&labels(&elsewhere), &words.t("common.and")))],
            ),
        );
    }
    parts.join(" · ")
}

/// Whether the same registered speaker takes this very answer back in this scope.
fn is_taken_back(site: &Site, scope: &Scope, id: &StatementId) -> bool {
    let speaker = |id: &StatementId| site.statement(id.as_str())?.statement.speaker_id.as_ref();
    let Some(own) = scope.answers.iter().find(|scoped| scoped.statement == *id) else { return false };
    let same = |other: &ScopedAnswer| (other.low, other.high, &other.options) == (own.low, own.high, &own.options);
    let gives_up = |other: &ScopedAnswer| other.stance == Stance::Retracts && same(other);
    let who = speaker(id);
    let mut later = scope.answers.iter().filter(|scoped| gives_up(scoped));
    own.stance.is_answer() && who.is_some() && later.any(|scoped| speaker(&scoped.statement) == who)
}

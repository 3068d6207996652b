//! A finding as its page shows it: headline, for, against, held with, dissent, what would change it.
//! Likelihood and confidence are two sentences.

use crate::furniture::Words;
use crate::page::Said;
use crate::pages::parts::said_noted;
use crate::site::Site;
use firsthand_model::words::FindingStatus;
use firsthand_model::{Finding, Kind, StatementId};
use minijinja::Value;
use serde::Serialize;

/// A finding, ready for a template.
#[derive(Debug, Clone, Serialize)]
pub struct FindingPart {
    /// The fragment under which it stands.
    pub id: String,
    /// Established, contested or open, table word.
    pub status: &'static str,
    /// The population it is about.
    pub population: Option<Said>,
    /// The finding in one sentence.
    pub headline: Said,
    /// Words before it.
    pub content_note: Option<Said>,
    /// Why statements speak for it.
    pub for_text: Option<Value>,
    /// Those statements.
    pub for_statements: Vec<Reference>,
    /// Why statements speak against it.
    pub against_text: Option<Value>,
    /// Those statements.
    pub against_statements: Vec<Reference>,
    /// How likely, one sentence.
    pub likelihood: Option<String>,
    /// With what confidence, another.
    pub confidence: Option<String>,
    /// How much evidence there is.
    pub evidence: Option<String>,
    /// How far it agrees: another thing.
    pub agreement: Option<String>,
    /// By which rule.
    pub rule: Option<String>,
    /// Which of its statements were changed after it was written, one sentence each.
    pub stale: Vec<Stale>,
    /// Other views.
    pub dissent: Option<Value>,
    /// What would change it.
    pub would_change: Option<Value>,
    /// Who judged, and when.
    pub author: Option<String>,
}

/// A statement by its handle.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// The handle.
    pub id: String,
    /// Its page, relative.
    pub href: Option<String>,
}

/// A statement that was changed after the finding was written.
#[derive(Debug, Clone, Serialize)]
pub struct Stale {
    /// The statement, if it may be named.
    pub statement: Option<Reference>,
    /// The sentence; the statement stands before it.
    pub sentence: String,
}

/// The finding for the page at `from`.
pub fn part(site: &Site, from: &str, finding: &Finding) -> FindingPart {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let id = finding.id.as_str();
    let said =
        |field: &str, text: &Option<String>| text.as_ref().map(|text| site.said(lang, Kind::Finding, id, field, text));
    let noted = |field: &str, text: &Option<String>| said(field, text).map(|said| said_noted(site, from, &said));
    let level = |word: &Option<String>| worded(&words, "question.level", word);
    FindingPart {
        id: format!("finding-{}", site.input.addresses.get(Kind::Finding, id).unwrap_or(id)),
        status: finding.status.unwrap_or(FindingStatus::Open).word(),
        population: finding.population.as_deref().map(|key| site.population(lang, key)),
        headline: said("headline", &finding.headline).unwrap_or_default(),
        content_note: said("content_note", &finding.content_note),
        for_text: noted("for_text", &finding.for_text),
        for_statements: references(site, from, &finding.for_statements),
        against_text: noted("against_text", &finding.against_text),
        against_statements: references(site, from, &finding.against_statements),
        likelihood: likelihood(site, lang, finding),
        confidence: confidence(&words, finding),
        evidence: level(&finding.evidence).map(|value| words.fill("question.evidence", &[("value", &value)])),
        agreement: level(&finding.agreement).map(|value| words.fill("question.agreement", &[("value", &value)])),
        rule: worded(&words, "question.rule", &finding.rule.map(|rule| rule.to_string()))
            .map(|rule| words.fill("question.rule", &[("value", &rule)])),
        stale: stale(site, from, id),
        dissent: noted("dissent", &finding.dissent),
        would_change: noted("would_change", &finding.would_change),
        author: author(site, lang, finding),
    }
}

fn stale(site: &Site, from: &str, id: &str) -> Vec<Stale> {
    let words = site.words(site.language_of(from));
    let mut marks: Vec<Stale> = Vec::new();
    for mark in site.input.stale.get(id).into_iter().flatten() {
        let named = mark.statement.as_ref().map(|id| references(site, from, std::slice::from_ref(id)));
        let key = if named.is_some() { mark.change.word() } else { "unnamed" };
        let sentence = words.get(&format!("question.stale_{key}")).unwrap_or_default().to_owned();
        // Of what may not be named not even the number is told.
        if named.is_some() || !marks.iter().any(|mark| mark.statement.is_none()) {
            marks.push(Stale { statement: named.and_then(|named| named.into_iter().next()), sentence });
        }
    }
    marks
}

/// A table word in the words of the page.
fn worded(words: &Words, key: &str, word: &Option<String>) -> Option<String> {
    let word = word.as_deref()?;
    Some(words.get(&format!("{key}_{}", word.replace([' ', '-'], "_"))).unwrap_or(word).to_owned())
}

/// A word of likelihood in the language of the page, the same on every page: by the case's own translation, else by ours.
pub fn likelihood_term(site: &Site, lang: &str, word: &str) -> String {
    let ours = || worded(&site.words(lang), "question.likelihood", &Some(word.to_owned())).unwrap_or_default();
    site.label("likelihood", word, lang).map_or_else(ours, str::to_owned)
}

fn likelihood(site: &Site, lang: &str, finding: &Finding) -> Option<String> {
    let words = site.words(lang);
    let value = likelihood_term(site, lang, finding.likelihood.as_deref()?);
    Some(words.fill("question.likelihood", &[("value", &value)]))
}

fn confidence(words: &Words, finding: &Finding) -> Option<String> {
    let value = worded(words, "question.level", &finding.confidence)?;
    Some(words.fill("question.confidence", &[("value", &value)]))
}

/// How likely, and with what confidence: never one sentence.
pub fn held_with(site: &Site, lang: &str, finding: &Finding) -> Vec<String> {
    [likelihood(site, lang, finding), confidence(&site.words(lang), finding)].into_iter().flatten().collect()
}

fn author(site: &Site, lang: &str, finding: &Finding) -> Option<String> {
    let words = site.words(lang);
    let day = finding.date.as_deref().map(|date| crate::words_dates::date(&words, date));
    let who =
        finding.author.as_deref().map(|who| site.said(lang, Kind::Finding, finding.id.as_str(), "author", who).text);
    let parts: Vec<String> = [who, day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| words.fill("question.judged_by", &[("who", &parts.join(", "))]))
}

fn references(site: &Site, from: &str, ids: &[StatementId]) -> Vec<Reference> {
    ids.iter()
        .map(|id| Reference { id: id.as_str().to_owned(), href: site.link(from, Kind::Statement, id.as_str()) })
        .collect()
}

//! A finding as its page shows it: headline, for, against, held with, dissent, what would change it.
//! Likelihood and confidence are two sentences.

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
    /// How much evidence and how far it agrees.
    pub evidence: Option<String>,
    /// By which rule.
    pub rule: Option<String>,
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

/// The finding for the page at `from`.
pub fn part(site: &Site, from: &str, finding: &Finding) -> FindingPart {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let id = finding.id.as_str();
    let said =
        |field: &str, text: &Option<String>| text.as_ref().map(|text| site.said(lang, Kind::Finding, id, field, text));
    let noted = |field: &str, text: &Option<String>| said(field, text).map(|said| said_noted(site, from, &said));
    let coded = |key: &str, word: &Option<String>| {
        word.as_deref()
            .map(|word| words.get(&format!("{key}_{}", word.replace([' ', '-'], "_"))).unwrap_or(word).to_owned())
    };
    let filled = |key: &str, value: Option<String>| value.map(|value| words.fill(key, &[("value", &value)]));
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
        likelihood: filled("question.likelihood", coded("question.likelihood", &finding.likelihood)),
        confidence: filled("question.confidence", coded("question.level", &finding.confidence)),
        evidence: evidence(
            &words,
            coded("question.level", &finding.evidence),
            coded("question.level", &finding.agreement),
        ),
        rule: filled("question.rule", coded("question.rule", &finding.rule)),
        dissent: noted("dissent", &finding.dissent),
        would_change: noted("would_change", &finding.would_change),
        author: author(site, lang, finding),
    }
}

fn evidence(words: &crate::furniture::Words, evidence: Option<String>, agreement: Option<String>) -> Option<String> {
    let (evidence, agreement) = (evidence?, agreement?);
    Some(words.fill("question.evidence", &[("evidence", &evidence), ("agreement", &agreement)]))
}

fn author(site: &Site, lang: &str, finding: &Finding) -> Option<String> {
    let words = site.words(lang);
    let day = finding.date.as_deref().map(|date| crate::words_dates::date(&words, date));
    let parts: Vec<String> = [finding.author.clone(), day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| words.fill("question.judged_by", &[("who", &parts.join(", "))]))
}

fn references(site: &Site, from: &str, ids: &[StatementId]) -> Vec<Reference> {
    ids.iter()
        .map(|id| Reference { id: id.as_str().to_owned(), href: site.link(from, Kind::Statement, id.as_str()) })
        .collect()
}

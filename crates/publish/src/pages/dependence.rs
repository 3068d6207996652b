//! Dependences as sentences: what a statement rests on, what rests on it, and why somebody says so.
//! What they make of repetition is in `perspective`.

use super::parts::noted_field;
use crate::card::{Card, card};
use crate::site::Site;
use firsthand_model::words::DependenceKind;
use firsthand_model::{Dependence, Kind};
use minijinja::Value;
use serde::Serialize;

/// One dependence, read from one of its two statements.
#[derive(Debug, Clone, Serialize)]
pub struct Tie {
    /// The sentence before the other statement.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// The other statement.
    pub other: Card,
    /// Why, with links.
    pub reason: Option<Value>,
    /// As the source declares it, or our judgment.
    pub certainty: Option<String>,
}

/// The dependences of a statement in order of id; those whose other end is not in this edition are left out.
pub fn ties(site: &Site, from: &str, statement: &str) -> Vec<Tie> {
    site.dependences_of(statement).iter().filter_map(|dependence| tie(site, from, statement, dependence)).collect()
}

fn tie(site: &Site, from: &str, statement: &str, dependence: &Dependence) -> Option<Tie> {
    let (one, two) = (dependence.from_statement.as_ref()?, dependence.to_statement.as_ref()?);
    let outward = one.as_str() == statement;
    let other = card(site, from, if outward { two.as_str() } else { one.as_str() })?;
    let kind = dependence.kind?;
    let sentence = site.words(site.language_of(from)).t(&key(kind, outward));
    let (before, after) = sentence.split_once("{other}").unwrap_or((&sentence, ""));
    Some(Tie {
        before: before.to_owned(),
        after: after.to_owned(),
        other,
        reason: dependence
            .reason
            .as_deref()
            .map(|reason| noted_field(site, from, Kind::Dependence, dependence.id.as_str(), "reason", reason)),
        certainty: certainty(site, from, dependence),
    })
}

fn key(kind: DependenceKind, outward: bool) -> String {
    let inward = if kind == DependenceKind::DerivedFrom && !outward { "_in" } else { "" };
    format!("statement.hangs_{}{inward}", kind.word())
}

fn certainty(site: &Site, from: &str, dependence: &Dependence) -> Option<String> {
    let words = site.words(site.language_of(from));
    dependence.certainty.as_deref().map(|word| match word {
        "declared by the source" => words.t("statement.hangs_declared"),
        "our judgment" => words.t("statement.hangs_ours"),
        other => other.to_owned(),
    })
}

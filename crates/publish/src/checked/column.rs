//! The lines beside one claim, in columns: said by, differs from, fits, about something else, without an answer.

use super::Claim;
use super::view::Line;
use crate::card::card;
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::parts;
use crate::pages::statement_answers::about_assumed;
use crate::site::Site;
use crate::words_answers;
use firsthand_model::beside::{Beside, LaidAs, Relation};
use firsthand_model::board::Scope;
use firsthand_model::{Kind, StatementId};

/// The lines of one relation: what was compared, then what a person laid there and the comparison did not.
pub fn lines(site: &Site, path: &str, claim: &Claim, relation: Relation) -> Vec<Line> {
    let of_relation = claim.record.answers.iter().filter(|beside| beside.relation == relation);
    let mut lines: Vec<Line> = of_relation.filter_map(|beside| compared(site, path, beside)).collect();
    let laid = claim.laid.iter().filter(|(_, how)| relation_of(*how) == Some(relation));
    for (statement, _) in laid {
        if !lines.iter().any(|line| line.handle == statement.as_str()) {
            lines.extend(by_hand(site, path, statement));
        }
    }
    lines
}

fn relation_of(how: LaidAs) -> Option<Relation> {
    match how {
        LaidAs::SaidBy => Some(Relation::Says),
        LaidAs::DiffersFrom => Some(Relation::Excludes),
        LaidAs::AboutSomethingElse => Some(Relation::OtherScope),
        LaidAs::NowhereHere => None,
    }
}

fn compared(site: &Site, path: &str, beside: &Beside) -> Option<Line> {
    let lang = site.language_of(path);
    let answer = site.answer(beside.answer.as_str())?;
    let words = site.words(lang);
    Some(Line {
        value: Some(words_answers::value(site, lang, answer, about_assumed(site, answer))),
        population: Some(match answer.population.as_deref() {
            Some(key) => site.population(lang, key),
            None => site.text_in(lang, lang, &words.t("common.population_unknown"), false),
        }),
        differs_in: differs_in(&words, beside),
        ..plain(site, path, &beside.statement)?
    })
}

fn by_hand(site: &Site, path: &str, statement: &StatementId) -> Option<Line> {
    Some(Line { by_hand: true, ..plain(site, path, statement)? })
}

fn plain(site: &Site, path: &str, statement: &StatementId) -> Option<Line> {
    let card = card(site, path, statement.as_str())?;
    let label = parts::label(site, Kind::Statement, statement.as_str());
    Some(Line {
        handle: statement.to_string(),
        anchor: anchor(&label),
        label,
        speaker: card.speaker,
        basis: card.basis,
        family: card.family,
        said_at: card.said_at,
        stance: card.stance,
        custody: card.duress,
        claim: card.claim,
        ..Line::default()
    })
}

/// The fragment under which a statement's own words stand on the page.
pub fn anchor(label: &str) -> String {
    format!("statement-{label}")
}

fn differs_in(words: &Words, beside: &Beside) -> Option<String> {
    let named: Vec<String> =
        beside.differences.iter().map(|difference| words.t(&format!("check.difference_{difference}"))).collect();
    (!named.is_empty()).then(|| words.fill("check.differs_in", &[("what", &named.join(", "))]))
}

/// The scope of a claim's answer in words.
pub fn scope(site: &Site, lang: &str, claim: &Claim) -> Option<Said> {
    let answer = claim.answer.as_ref()?;
    let scope = Scope::without_answers(answer.r#type?, answer.population.clone(), answer.unit.clone(), answer.tally);
    Some(words_answers::scope(site, lang, &scope))
}

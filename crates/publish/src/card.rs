//! One statement as every page shows it: who says it, how they know, from whom, when, and where it stands.
//! Drawn by the macro `statement` of `macros.html`.

use crate::alone::whole_link;
use crate::furniture::Words;
use crate::input::ClearedStatement;
use crate::page::Said;
use crate::play::{Play, play};
use crate::site::Site;
use crate::words_answers as answers;
use crate::words_dates::{between, date, short};
use firsthand_model::{Basis, BasisFamily, Kind, Person, Statement};
use serde::Serialize;

/// A statement, ready for a template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The statement's handle.
    pub id: String,
    /// Its page, relative.
    pub href: Option<String>,
    /// The family whose glyph it carries, table word.
    pub family: String,
    /// How the speaker knows, in words.
    pub basis: String,
    /// The speaker.
    pub speaker: Said,
    /// The speaker's entry among people, relative, if registered.
    pub speaker_href: Option<String>,
    /// Why the speaker is not named, in words.
    pub protection: Option<String>,
    /// From whom the speaker has it.
    pub told_by: Option<Said>,
    /// Who carried it to us.
    pub reported_by: Option<Said>,
    /// When it was said, written out.
    pub said_at: Option<String>,
    /// The same, short: `2004-09-03`.
    pub said_short: Option<String>,
    /// What is doubtful about that date.
    pub said_mark: Option<Said>,
    /// The claim in the coder's words.
    pub claim: Said,
    /// Denies, doubts and the like; none if simply asserted.
    pub stance: Option<String>,
    /// Under which condition it was said, if in custody.
    pub duress: Option<String>,
    /// Factual words before it.
    pub content_note: Option<Said>,
    /// The source by author, title and date.
    pub source: Said,
    /// The source's page, relative.
    pub source_href: Option<String>,
    /// Where in the source it stands.
    pub locator: Option<Said>,
    /// The note of a doubtful source.
    pub source_note: Option<Said>,
    /// Where its words are played, if its recording goes along.
    pub play: Option<Play>,
    /// Where its words stand within the whole account, if that goes along without a recording.
    pub whole: Option<String>,
}

/// The card of a statement for the page at `from`, or none if it is not in this edition.
pub fn card(site: &Site, from: &str, id: &str) -> Option<Card> {
    let cleared = site.statement(id)?;
    let statement = &cleared.statement;
    let lang = site.language_of(from);
    let words = site.words(lang);
    let basis = statement.basis.unwrap_or(Basis::Unknown);
    let coded = |text: &String| site.coded(lang, text);
    Some(Card {
        id: id.to_owned(),
        href: site.link(from, Kind::Statement, id),
        family: basis.family().word().to_owned(),
        basis: answers::basis(&words, basis),
        speaker: speaker(site, lang, statement),
        speaker_href: statement.speaker_id.as_ref().and_then(|id| site.link(from, Kind::Person, id.as_str())),
        protection: protection(&words, statement),
        told_by: told_by(site, lang, statement),
        reported_by: reported_by(site, lang, statement),
        said_at: said_at(&words, statement),
        said_short: statement.stated_edtf.as_deref().map(short),
        said_mark: statement.stated_mark.as_ref().filter(|mark| *mark != "seed").map(coded),
        claim: coded(statement.claim.as_ref().unwrap_or(&String::new())),
        stance: answers::stance(&words, statement.stance),
        duress: duress(&words, statement),
        content_note: content_note(site, lang, statement),
        source: source(site, lang, cleared),
        source_href: statement.source.as_ref().and_then(|id| site.link(from, Kind::Source, id.as_str())),
        locator: statement.locator.as_ref().map(coded),
        source_note: cleared.source_note.as_deref().map(|note| {
            let of = statement.source.as_ref().map_or("", |id| id.as_str());
            site.said(lang, Kind::Source, of, "access_note", note)
        }),
        play: play(site, from, statement),
        whole: whole_link(site, from, statement),
    })
}

/// The cards of several statements, in the order given; those not in this edition are left out.
pub fn cards<'s>(site: &Site, from: &str, ids: impl IntoIterator<Item = &'s str>) -> Vec<Card> {
    ids.into_iter().filter_map(|id| card(site, from, id)).collect()
}

/// The speaker as the dossier names them: in translation a registered one's name, where the label is one of its written
/// forms. A label that says more ("report, leaked version") is not the body's word: it keeps a translation of its own.
pub fn speaker(site: &Site, lang: &str, statement: &Statement) -> Said {
    let text = without_ids(statement.speaker.as_deref().unwrap_or_default());
    if lang != site.main_language()
        && let Some(id) = statement.speaker_id.as_ref()
        && site.person(id.as_str()).is_some_and(|person| is_form_of(&text, person))
        && let Some(name) = site.person_name(lang, id).filter(|name| !name.foreign)
    {
        return name;
    }
    site.said_of(lang, "speaker", &text, "label", &text)
}

fn is_form_of(label: &str, person: &Person) -> bool {
    let label = label.to_lowercase();
    person.name.iter().chain(&person.other_names).any(|form| form.to_lowercase() == label)
}

/// `Dzugayev (P09)` as a reader reads it: `Dzugayev`. Only ids in brackets go; other brackets stay.
pub fn without_ids(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(" (") {
        let Some(length) = rest[start..].find(')') else { break };
        let inner = &rest[start + 2..start + length];
        out.push_str(&rest[..start]);
        if !is_handle(inner) {
            out.push_str(&rest[start..=start + length]);
        }
        rest = &rest[start + length + 1..];
    }
    out.push_str(rest);
    out
}

/// What a speaker has it from: a bare source id becomes that source's author or title.
fn in_words(site: &Site, text: &str) -> String {
    let named = site.source(text.trim()).map(|cleared| &cleared.source);
    let name = named.and_then(|source| source.author_or_body.as_ref().or(source.what.as_ref()));
    name.cloned().unwrap_or_else(|| without_ids(text))
}

fn is_handle(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_ascii_uppercase())
        && !chars.as_str().is_empty()
        && chars.all(|digit| digit.is_ascii_digit())
}

fn stated(text: Option<&String>) -> Option<&String> {
    text.filter(|text| !matches!(text.trim(), "" | "-"))
}

/// From whom the speaker has it: in translation, the name of the one registered person it is.
pub(crate) fn told_by(site: &Site, lang: &str, statement: &Statement) -> Option<Said> {
    let text = in_words(site, stated(statement.knows_from.as_ref())?);
    let said = site.said(lang, Kind::Statement, statement.id.as_str(), "knows_from", &text);
    match statement.knows_from_ids.as_slice() {
        [only] if said.foreign => {
            site.person_name(lang, &only.as_str().into()).filter(|name| !name.foreign).or(Some(said))
        }
        _ => Some(said),
    }
}

/// Who carried it from the speaker to us, in words, `→` between them.
pub(crate) fn reported_by(site: &Site, lang: &str, statement: &Statement) -> Option<Said> {
    let text = stated(statement.relayed_through.as_ref())?;
    let said = site.said(lang, Kind::Statement, statement.id.as_str(), "relayed_through", text);
    Some(Said { text: said.text.replace('>', "→"), ..said })
}

fn said_at(words: &Words, statement: &Statement) -> Option<String> {
    statement.stated_edtf.as_deref().map(|edtf| date(words, edtf))
}

fn protection(words: &Words, statement: &Statement) -> Option<String> {
    let word = statement.speaker_protection.as_deref()?;
    let key = format!("common.protection_{}", word.replace('-', "_"));
    Some(words.get(&key).map_or_else(|| words.t("common.protection_other"), str::to_owned))
}

fn duress(words: &Words, statement: &Statement) -> Option<String> {
    (statement.duress == Some(true)).then(|| words.t("common.duress"))
}

/// Whether the speaker is the one in custody. Who passes on or describes what was said there is not.
pub fn is_in_custody(statement: &Statement) -> bool {
    let family = statement.basis.unwrap_or(Basis::Unknown).family();
    let first_hand = matches!(family, BasisFamily::FirstHand | BasisFamily::Unknown);
    let passes_on = stated(statement.knows_from.as_ref()).is_some() || !statement.knows_from_ids.is_empty();
    statement.duress == Some(true) && (first_hand || !passes_on)
}

fn content_note(site: &Site, lang: &str, statement: &Statement) -> Option<Said> {
    let note = statement.content_note.as_deref()?;
    Some(site.said(lang, Kind::Statement, statement.id.as_str(), "content_note", note))
}

/// A source in one line: author or body, what it is, when. In the words of the tables.
fn source(site: &Site, lang: &str, cleared: &ClearedStatement) -> Said {
    let Some(source) = site.source_of(cleared) else { return Said::default() };
    site.coded(lang, &source_line(&site.words(site.main_language()), source))
}

/// A source in one line: author or body, what it is, when.
pub fn source_line(words: &Words, cleared: &crate::input::ClearedSource) -> String {
    let source = &cleared.source;
    let day = source.date_edtf.as_deref().and_then(|edtf| between(words, Some(edtf), Some(edtf)));
    let parts = [source.author_or_body.clone(), source.what.clone(), day];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ").replace("..", ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_brackets_are_not_for_readers() {
        assert_eq!(without_ids("Dzugayev (P09)"), "Dzugayev");
        assert_eq!(without_ids("Cherkasov (Memorial)"), "Cherkasov (Memorial)");
        assert_eq!(without_ids("Andreyev (P08) and Pankov (P12)"), "Andreyev and Pankov");
    }
}

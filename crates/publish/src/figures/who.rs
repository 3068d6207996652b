//! Who stands in a drawing, and the pieces of its table that every kind shares. Custody and stance are never left out.

use crate::card::{is_in_custody, speaker};
use crate::figure::Piece;
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::label_of;
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::Scope;
use firsthand_model::{Basis, BasisFamily, Kind, Statement};
use std::collections::BTreeSet;

/// Who says it, with the mark of custody and of what is no answer before the name.
/// Whoever passes on words from custody was not in custody.
pub fn who(site: &Site, lang: &str, statement: &Statement) -> Said {
    let said = stanced(site, lang, statement, speaker(site, lang, statement));
    if statement.duress != Some(true) {
        return said;
    }
    let key = if is_in_custody(statement) { "question.in_custody" } else { "question.from_custody" };
    let text = site.words(if said.foreign { site.main_language() } else { lang }).fill(key, &[("who", &said.text)]);
    Said { text, ..said }
}

/// What is no answer says so before the name: `takes it back: the deckhand`.
fn stanced(site: &Site, lang: &str, statement: &Statement, said: Said) -> Said {
    let words = site.words(if said.foreign { site.main_language() } else { lang });
    let no_answer = statement.stance.filter(|stance| !stance.is_answer());
    match answers::stance(&words, no_answer) {
        Some(stance) => Said { text: format!("{stance}: {}", said.text), ..said },
        None => said,
    }
}

/// What a statement is called in this edition.
pub fn name_of(site: &Site, id: &str) -> String {
    label_of(site, Kind::Statement, id)
}

/// The speaker in a table: glyph, name, the statement's page, custody.
pub fn speaker_piece(site: &Site, from: &str, statement: &Statement) -> Piece {
    let lang = site.language_of(from);
    let words = site.words(lang);
    Piece {
        text: speaker(site, lang, statement),
        href: site.link(from, Kind::Statement, statement.id.as_str()),
        family: Some(family(statement).word().to_owned()),
        duress: (statement.duress == Some(true)).then(|| words.t("common.duress")),
    }
}

/// How the speaker knows, and what they do with the claim where that is more than to state it.
pub fn basis_text(words: &Words, statement: &Statement) -> String {
    let basis = answers::basis(words, statement.basis.unwrap_or(Basis::Unknown));
    let stance = answers::stance(words, statement.stance);
    stance.map_or_else(|| basis.clone(), |stance| format!("{basis} · {stance}"))
}

/// The family whose glyph a statement carries.
pub fn family(statement: &Statement) -> BasisFamily {
    statement.basis.unwrap_or(Basis::Unknown).family()
}

/// The families that occur, in the order of drawings: table word and word for readers.
pub fn legend(words: &Words, families: impl IntoIterator<Item = BasisFamily>) -> Vec<(String, String)> {
    let found: BTreeSet<BasisFamily> = families.into_iter().collect();
    let order = crate::pages::question::drawing::ORDER.into_iter().filter(|family| found.contains(family));
    order.map(|f| (f.word().into(), words.t(&format!("common.family_short_{}", f.word())))).collect()
}

/// A title: what the drawing is, and of which question and scope.
pub fn title(site: &Site, lang: &str, key: &str, question: &Said, scope: &Scope) -> String {
    let scope = answers::scope(site, lang, scope);
    format!("{}: {} · {}", site.words(lang).t(key), question.text, scope.text)
}

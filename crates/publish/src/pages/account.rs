//! The page of one account: its prose with numbered citations, a table of contents, and the notes to which they lead.
//! How prose is parsed is in `prose`; what a note says is in `notes`.

use super::notes::{Note, notes};
use super::parts;
use crate::links::relative;
use crate::page::{Page, Said, Step, serialized};
use crate::prose;
use crate::site::Site;
use firsthand_model::{Account, Kind};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    title: Said,
    lead: Option<Said>,
    text: Text,
    translations: Vec<Translation>,
    ours: bool,
    /// The film that was made from the account.
    film: Option<parts::MediaFacts>,
}

/// Prose on a page: the account's, or the part of another page that an account says.
#[derive(Debug, Serialize)]
pub struct Text {
    /// The article's HTML.
    html: Value,
    /// Its language.
    lang: String,
    dir: &'static str,
    foreign: bool,
    headings: Vec<Contents>,
    notes: Vec<Note>,
}

#[derive(Debug, Serialize)]
struct Contents {
    id: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Translation {
    name: String,
    lang: String,
    title: String,
    href: String,
    original: bool,
}

/// A page for every account that is not the method.
pub fn pages(site: &Site) -> Vec<Page> {
    site.input
        .accounts
        .iter()
        .filter(|account| account.kind != "method")
        .filter_map(|account| page(site, account))
        .collect()
}

/// Where an account stands, relative to the dossier; a method account stands on the method page.
pub fn path(site: &Site, account: &Account) -> Option<String> {
    site.target(&account.lang, Kind::Account, &account.id)
}

fn page(site: &Site, account: &Account) -> Option<Page> {
    let path = path(site, account)?;
    let lang = site.language_of(&path).to_owned();
    let words = site.words(&lang);
    let said = |text: &str| site.text_in(&lang, &account.lang, text, false);
    let mut walk =
        vec![Step::plain(words.t("account.walk_this")), Step::to(words.t("account.walk_notes"), Some("#notes".into()))];
    walk.push(Step::plain(words.t("account.walk_entry")));
    walk.extend(parts::entry_step(site, &words, Kind::Account, &account.id));
    let list = Step::to(words.t("account.list_title"), Some(site.near(&path, "accounts/index.html")));
    let context = Context {
        title: said(&account.title),
        lead: account.standfirst.as_deref().map(said),
        text: text(site, &path, account),
        translations: translations(site, &path, account),
        ours: account.translation_of.is_some(),
        film: site.input.films.get(&account.id).map(|carried| parts::media_facts(site, &path, carried)),
    };
    Some(Page {
        title: account.title.clone(),
        template: "account.html",
        section: "accounts",
        crumbs: vec![list, Step::plain(account.title.clone())],
        alternate: family(site, account).into_iter().find_map(|other| self::path(site, other)),
        content_note: account.content_note.as_deref().map(said),
        walk,
        context: serialized(&context),
        lang,
        path,
    })
}

/// An account's prose for the page at `from`.
pub fn text(site: &Site, from: &str, account: &Account) -> Text {
    let prose = prose::render(&account.markdown, &account.lang);
    let lang = site.language_of(from);
    let headings = prose.headings.iter().filter(|heading| heading.level == 2);
    Text {
        headings: headings.map(|heading| Contents { id: heading.id.clone(), text: heading.text.clone() }).collect(),
        notes: notes(site, from, &prose.notes),
        lang: account.lang.clone(),
        dir: crate::words::direction(&account.lang),
        foreign: account.lang != lang,
        html: Value::from_safe_string(prose.html),
    }
}

/// The other accounts that say the same in another language.
fn family<'a>(site: &Site<'a>, account: &Account) -> Vec<&'a Account> {
    let root = account.translation_of.as_deref().unwrap_or(&account.id);
    let same =
        |other: &&Account| other.translation_of.as_deref().unwrap_or(&other.id) == root && other.id != account.id;
    site.input.accounts.iter().filter(same).collect()
}

fn translations(site: &Site, from: &str, account: &Account) -> Vec<Translation> {
    let link = |other: &Account| {
        Some(Translation {
            name: crate::words::own_name(&other.lang).to_owned(),
            lang: other.lang.clone(),
            title: other.title.clone(),
            href: relative(from, &path(site, other)?),
            original: account.translation_of.as_deref() == Some(other.id.as_str()),
        })
    };
    family(site, account).into_iter().filter_map(link).collect()
}

/// A citation that leads nowhere: the account, and what it cites.
pub fn dangling(site: &Site) -> Option<(String, String)> {
    site.input.accounts.iter().find_map(|account| {
        let cited = prose::citations(&account.markdown);
        let missing = cited.into_iter().find(|handle| !super::notes::is_known(site, handle))?;
        Some((account.id.clone(), missing))
    })
}

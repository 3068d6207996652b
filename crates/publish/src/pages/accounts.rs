//! The list of accounts, in the order that the editors gave.

use super::account;
use crate::links::relative;
use crate::page::{Page, Said, Step, serialized};
use crate::prose;
use crate::site::Site;
use firsthand_model::Account;
use minijinja::context;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Row {
    title: Said,
    lead: Option<Said>,
    href: String,
    cited: String,
    ours: bool,
}

/// The list in every language of the dossier, if there is an account to list.
pub fn pages(site: &Site) -> Vec<Page> {
    let listed: Vec<&Account> = site.input.accounts.iter().filter(|account| account.kind != "method").collect();
    if listed.is_empty() {
        return Vec::new();
    }
    site.languages.iter().map(|lang| page(site, lang, &listed)).collect()
}

fn page(site: &Site, lang: &str, listed: &[&Account]) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "accounts/index.html");
    let mut rows: Vec<(i64, Row)> =
        shown(site, lang, listed).filter_map(|one| Some((one.order, row(site, &path, one)?))).collect();
    rows.sort_by_key(|(order, _)| *order);
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    Page {
        title: words.t("account.list_title"),
        template: "accounts.html",
        section: "accounts",
        walk: vec![Step::plain(words.t("common.nav_accounts"))],
        context: context! { rows => serialized(&rows) },
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

/// Accounts of this language, and those that have no translation into it.
fn shown<'a>(site: &'a Site, lang: &'a str, listed: &'a [&Account]) -> impl Iterator<Item = &'a Account> {
    listed
        .iter()
        .copied()
        .filter(move |account| site.account_in(lang, &account.id).is_some_and(|best| best.id == account.id))
}

fn row(site: &Site, from: &str, listed: &Account) -> Option<Row> {
    let lang = site.language_of(from);
    let said = |text: &str| site.text_in(lang, &listed.lang, text, false);
    Some(Row {
        title: said(&listed.title),
        lead: listed.standfirst.as_deref().map(said),
        href: relative(from, &account::path(site, listed)?),
        cited: site.words(lang).count("account.citations", prose::citations(&listed.markdown).len()),
        ours: listed.translation_of.is_some(),
    })
}

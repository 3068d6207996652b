//! The search page, and the search data as files of the dossier. Searching is the script's; without it the page is a way
//! to every list.

use crate::page::{Extra, Page, Step, serialized};
use crate::search::{self, FOLDER};
use crate::site::Site;
use minijinja::context;

/// The lists that the page leads to: word of the navigation, address.
const LISTS: [(&str, &str); 8] = [
    ("accounts", "accounts/index.html"),
    ("questions", "questions/index.html"),
    ("timeline", "timeline/index.html"),
    ("people", "people/index.html"),
    ("messages", "messages/index.html"),
    ("places", "places/index.html"),
    ("sources", "sources/index.html"),
    ("prompt", "prompt/index.html"),
];

/// The page in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

/// The search data.
pub fn extras(site: &Site) -> Vec<Extra> {
    let files = search::files(&search::documents(site), &search::registered(site), site.offset_minutes());
    files.into_iter().map(|(path, bytes)| Extra { path, bytes }).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "search/index.html");
    let here = |(key, _): &&(&str, &str)| has(site, key);
    let lists = LISTS.iter().filter(here);
    let lists: Vec<Step> = lists
        .map(|(key, tail)| Step::to(words.t(&format!("common.nav_{key}")), Some(site.near(&path, tail))))
        .collect();
    let kinds = [
        "statement",
        "source",
        "question",
        "finding",
        "account",
        "person",
        "event",
        "message",
        "place",
        "prompt",
        "transcript",
    ];
    let said = |kind: &&'static str| {
        (*kind, words.t(&format!("search.kinds_{kind}")), words.t(&format!("search.kind_{kind}")))
    };
    let kinds: Vec<(&str, String, String)> = kinds.iter().map(said).collect();
    let root = "../".repeat(path.matches('/').count());
    let context = context! {
        shards => format!("{root}{FOLDER}/"),
        root,
        main => site.main_language(),
        lists => serialized(&lists),
        kinds => serialized(&kinds),
    };
    Page {
        title: words.t("search.title"),
        template: "search.html",
        section: "search",
        walk: vec![Step::plain(words.t("search.walk_this"))],
        context,
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

/// Whether a list has a page: kinds without a record have none.
fn has(site: &Site, key: &str) -> bool {
    let input = site.input;
    match key {
        "accounts" => input.accounts.iter().any(|account| account.kind != "method"),
        "questions" => !input.questions.is_empty(),
        "timeline" => !input.events.is_empty(),
        "people" => !input.people.is_empty(),
        "messages" => !input.messages.is_empty(),
        "places" => !input.places.is_empty() || !input.scene_parts.is_empty(),
        "prompt" => !input.prompts.is_empty(),
        _ => true,
    }
}

//! How a stranger checks this folder: digests, signature and checkpoint, and what each of them proves.
//! Computing them is in `digests`; checking files in the page is the script's.

use crate::links::relative;
use crate::page::{Page, Step, serialized};
use crate::site::Site;
use minijinja::context;

/// The page in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "verify/index.html");
    let edition = &site.input.edition;
    let files: Vec<Step> = ["SHA256SUMS", "SHA256SUMS.sig", "checkpoint", "manifest.json"]
        .into_iter()
        .map(|file| Step::to(file, Some(relative(&path, file))))
        .collect();
    let context = context! {
        case_id => site.input.case_id.clone(),
        edition => edition.number,
        position => words.number(edition.position as i64),
        root => edition.root.clone(),
        checkpoint => edition.checkpoint.clone(),
        verifier => edition.verifier.clone(),
        sums => relative(&path, crate::digests::SUMS_SCRIPT),
        files => serialized(&files),
    };
    Page {
        title: words.t("verify.title"),
        template: "verify.html",
        section: "verify",
        walk: vec![Step::plain(words.t("verify.walk_this"))],
        context,
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

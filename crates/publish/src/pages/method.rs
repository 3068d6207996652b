//! Method and corrections: what the editors say about their work, and what can be said from the records themselves.

use super::account::{self, Text};
use super::parts;
use super::source::{extent, extent_key};
use crate::card::is_in_custody;
use crate::furniture::Words;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use firsthand_model::words::{FindingStatus, ReadExtent};
use firsthand_model::{Basis, Kind, LikelihoodScale, Statement};
use serde::Serialize;

/// Likelihood in per cent by the words of ICD 203, least likely first. Source: ICD 203 of 2015-01-02, section D.6.e.
const ICD203: [(i64, i64); 7] = [(1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)];
/// The same by the IPCC's guidance note of 2010, section 10, table 1.
const IPCC: [(i64, i64); 7] = [(0, 1), (0, 10), (0, 33), (33, 66), (66, 100), (90, 100), (99, 100)];
/// The rules told, in this order.
const RULES: [&str; 8] = ["scope", "group", "about", "bounds", "moment", "origins", "sums", "never"];

#[derive(Debug, Serialize)]
struct Context {
    title: Option<Said>,
    lead: Option<Said>,
    text: Option<Text>,
    counts: Vec<(String, String)>,
    extents: Vec<(String, String)>,
    codebook: Vec<Word>,
    rules: Vec<String>,
    scale: Option<Scale>,
    states: Vec<String>,
    left: Vec<String>,
    corrections: Vec<Step>,
}

#[derive(Debug, Serialize)]
struct Word {
    family: &'static str,
    word: String,
    meaning: String,
    count: String,
}

#[derive(Debug, Serialize)]
struct Scale {
    about: String,
    rows: Vec<(String, String)>,
}

/// The page in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "method/index.html");
    let accounts = &site.input.accounts;
    let own = accounts.iter().find(|account| account.kind == "method" && account.lang == lang);
    let account = own.or_else(|| accounts.iter().find(|account| account.kind == "method"));
    let said = |account: &firsthand_model::Account, text: &str| site.text_in(lang, &account.lang, text, false);
    let note = account.and_then(|account| Some(said(account, account.content_note.as_deref()?)));
    let context = Context {
        title: account.map(|account| said(account, &account.title)),
        lead: account.and_then(|account| Some(said(account, account.standfirst.as_deref()?))),
        text: account.map(|account| account::text(site, &path, account)),
        ..generated(site, &path, &words)
    };
    Page {
        title: words.t("method.title"),
        template: "method.html",
        section: "method",
        content_note: note,
        walk: vec![Step::plain(words.t("method.walk_this"))],
        context: serialized(&context),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn generated(site: &Site, path: &str, words: &Words) -> Context {
    Context {
        title: None,
        lead: None,
        text: None,
        counts: counts(site, words),
        extents: extents(site, words),
        codebook: Basis::ALL.iter().map(|basis| word(site, words, *basis)).collect(),
        rules: RULES.iter().map(|rule| words.t(&format!("method.rule_{rule}"))).collect(),
        scale: scale(site, words),
        states: FindingStatus::ALL.iter().map(|status| words.t(&format!("method.words_{}", status.word()))).collect(),
        left: left(site, words),
        corrections: corrections(site, path, words),
    }
}

fn counts(site: &Site, words: &Words) -> Vec<(String, String)> {
    let input = site.input;
    let rows = [
        ("sources", input.sources.len()),
        ("statements", input.statements.len()),
        ("answers", input.answers.len()),
        ("questions", input.questions.len()),
        ("dependences", input.dependences.len()),
        ("people", input.people.len()),
        ("messages", input.messages.len()),
        ("events", input.events.len()),
        ("findings", input.findings.len()),
        ("prompt", input.prompts.len()),
    ];
    let row = |(key, n): (&str, usize)| (words.t(&format!("method.count_{key}")), words.number(n as i64));
    rows.into_iter().filter(|(_, n)| *n > 0).map(row).collect()
}

fn extents(site: &Site, words: &Words) -> Vec<(String, String)> {
    let all = ReadExtent::ALL.iter().copied().map(Some).chain([None]);
    let row = |wanted: Option<ReadExtent>| {
        let n = site.input.sources.iter().filter(|cleared| cleared.source.read_extent == wanted).count();
        (n > 0 || extent_key(wanted) != "none").then(|| (extent(words, wanted), words.number(n as i64)))
    };
    all.filter_map(row).collect()
}

fn word(site: &Site, words: &Words, basis: Basis) -> Word {
    let n = statements(site).filter(|statement| statement.basis == Some(basis)).count();
    Word {
        family: basis.family().word(),
        word: crate::words_answers::basis(words, basis),
        meaning: words.t(&format!("statement.basis_{}", basis.word())),
        count: if n == 0 { words.t("method.codebook_none") } else { words.count("common.statements", n) },
    }
}

fn statements<'a>(site: &Site<'a>) -> impl Iterator<Item = &'a Statement> {
    site.input.statements.iter().map(|cleared| &cleared.statement)
}

fn scale(site: &Site, words: &Words) -> Option<Scale> {
    let (name, stem, ranges) = match LikelihoodScale::named(site.input.settings.likelihood_scale.as_deref())? {
        LikelihoodScale::Icd203 => ("icd203", "icd", ICD203),
        LikelihoodScale::Ipcc => ("ipcc", "ipcc", IPCC),
    };
    let row = |(at, (from, to)): (usize, &(i64, i64))| {
        (words.t(&format!("method.scale_{stem}{}", at + 1)), words.fill("method.range", &[("from", from), ("to", to)]))
    };
    Some(Scale { about: words.t(&format!("method.scale_{name}")), rows: ranges.iter().enumerate().map(row).collect() })
}

fn left(site: &Site, words: &Words) -> Vec<String> {
    let unlinked = site.input.sources.iter().filter(|cleared| cleared.link.is_none()).count();
    let count = |test: fn(&Statement) -> bool| statements(site).filter(|statement| test(statement)).count();
    let rows = [
        ("links", unlinked),
        ("private", count(|statement| statement.speaker_protection.as_deref().is_some_and(|why| why != "informant"))),
        ("informant", count(|statement| statement.speaker_protection.as_deref() == Some("informant"))),
        ("custody", count(is_in_custody)),
        ("custody_passed_on", count(|statement| statement.duress == Some(true) && !is_in_custody(statement))),
        ("notes", count(|statement| statement.content_note.is_some())),
        ("dates", count(|statement| statement.stated_edtf.is_none() || statement.stated_mark.is_some())),
    ];
    let line = |(key, n): (&str, usize)| words.fill(&format!("method.left_{key}"), &[("n", &words.number(n as i64))]);
    rows.into_iter().filter(|(_, n)| *n > 0).map(line).collect()
}

fn corrections(site: &Site, path: &str, words: &Words) -> Vec<Step> {
    let corrected = site.input.entries.iter().filter(|(_, mark)| mark.revision > 1);
    let step = |((kind, handle), mark): (&(Kind, String), &crate::input::EntryMark)| {
        let label = parts::label(site, *kind, handle);
        let key = format!("method.kind_{}", kind.name());
        let name = words.get(&key).map_or_else(|| words.t("method.kind_other"), str::to_owned).replace("{id}", &label);
        let n = words.number(mark.seq as i64);
        let text = words.fill("method.correction", &[("what", &name), ("revision", &mark.revision), ("n", &n)]);
        Step::to(text, site.link(path, *kind, handle))
    };
    corrected.map(step).collect()
}

//! Method and corrections: what the editors say about their work, and what can be said from the records themselves.

use super::account::{self, Text};
use super::parts;
use super::question::likelihood_term;
use super::source::{extent, extent_key};
use crate::card::is_in_custody;
use crate::furniture::Words;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use firsthand_model::words::{FindingStatus, ReadExtent};
use firsthand_model::{Account, Basis, Kind, LikelihoodScale, Statement};
use serde::Serialize;
use std::collections::BTreeSet;

/// Likelihood in per cent by the words of ICD 203, least likely first. Source: ICD 203 of 2015-01-02, section D.6.e.
const ICD203: [(i64, i64); 7] = [(1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)];
/// The same by the IPCC's guidance note of 2010, section 10, table 1, with its additional terms.
const IPCC: [(i64, i64); 10] =
    [(0, 1), (0, 5), (0, 10), (0, 33), (33, 66), (50, 100), (66, 100), (90, 100), (95, 100), (99, 100)];
/// The rules told, in this order.
const RULES: [&str; 8] = ["scope", "group", "about", "bounds", "moment", "origins", "sums", "never"];

#[derive(Debug, Serialize)]
struct Context {
    title: Option<Said>,
    lead: Option<Said>,
    text: Option<Text>,
    /// Version and ledger entry of the editors' own text.
    version: Option<String>,
    /// That there are numbers here and no such text.
    missing: Option<String>,
    counts: Vec<(String, String)>,
    extents: Vec<(String, String)>,
    codebook: Vec<Word>,
    rules: Vec<String>,
    scale: Option<Scale>,
    states: Vec<String>,
    left: Vec<String>,
    /// How a reader tells of a mistake, in the words of the case.
    tell: Option<Said>,
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
    let said = |account: &Account, text: &str| site.text_in(lang, &account.lang, text, false);
    let note = account.and_then(|account| Some(said(account, account.content_note.as_deref()?)));
    let context = Context {
        title: account.map(|account| said(account, &account.title)),
        lead: account.and_then(|account| Some(said(account, account.standfirst.as_deref()?))),
        text: account.map(|account| account::text(site, &path, account)),
        version: account.and_then(|account| version(site, &words, account)),
        missing: site.input.has_counts_without_method().then(|| words.t("method.own_none")),
        tell: site.setting(lang, "corrections"),
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
        version: None,
        missing: None,
        tell: None,
        counts: counts(site, words),
        extents: extents(site, words),
        codebook: Basis::ALL.iter().map(|basis| word(site, words, *basis)).collect(),
        rules: RULES.iter().map(|rule| words.t(&format!("method.rule_{rule}"))).collect(),
        scale: scale(site, words, site.language_of(path)),
        states: FindingStatus::ALL.iter().map(|status| words.t(&format!("method.words_{}", status.word()))).collect(),
        left: left(site, words),
        corrections: corrections(site, path, words),
    }
}

/// In which version the editors' own text stands, and where in the ledger.
fn version(site: &Site, words: &Words, account: &Account) -> Option<String> {
    let mark = site.input.entries.get(&(Kind::Account, account.id.clone()))?;
    let n = words.number(mark.seq as i64);
    Some(words.fill("method.own_version", &[("revision", &mark.revision), ("n", &n)]))
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

/// The words that findings may use, with their ranges, least likely first; none where the case names a scale that there is not.
fn scale(site: &Site, words: &Words, lang: &str) -> Option<Scale> {
    let scale = LikelihoodScale::named(site.input.settings.likelihood_scale.as_deref())?;
    let ranges = match scale {
        LikelihoodScale::Icd203 => &ICD203[..],
        LikelihoodScale::Ipcc => &IPCC[..],
    };
    let terms = rows_in_use(site, scale);
    let row = |(at, (from, to)): (usize, &(i64, i64))| {
        let mut named: Vec<String> = terms.iter().map(|row| likelihood_term(site, lang, row[at])).collect();
        named.dedup();
        (named.join(", "), words.fill("method.range", &[("from", from), ("to", to)]))
    };
    let about = words.t(&format!("method.scale_{}", scale.word()));
    Some(Scale { about, rows: ranges.iter().enumerate().map(row).collect() })
}

/// The row of the scale whose words the findings use; every row where no finding uses one.
fn rows_in_use(site: &Site, scale: LikelihoodScale) -> Vec<&'static [&'static str]> {
    let used = site.input.findings.iter().filter_map(|finding| scale.row_of(finding.likelihood.as_deref()?));
    let used: BTreeSet<usize> = used.collect();
    let is_shown = |at: &usize| used.is_empty() || used.contains(at);
    scale.rows().iter().enumerate().filter(|(at, _)| is_shown(at)).map(|(_, row)| *row).collect()
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

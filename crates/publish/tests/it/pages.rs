//! The pages of the example: nothing hidden is shown, nothing leads where it may not, every link has an end, and every
//! number is two clicks from the words it stands on.

use crate::beslan;
use firsthand_model::words::ExaminedPart;
use firsthand_model::{Bearing, Custody, Examination};
use firsthand_publish::{DossierInput, publish};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The example's dossier in a folder that goes with this value: a test is a process of its own, and a static is never
/// dropped.
pub struct Dossier(tempfile::TempDir);

impl std::ops::Deref for Dossier {
    type Target = Path;

    fn deref(&self) -> &Path {
        self.0.path()
    }
}

/// Draws the example's dossier.
pub fn dossier() -> Dossier {
    let folder = tempfile::tempdir().unwrap();
    publish(beslan::input(), folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    Dossier(folder)
}

/// Every page by its path relative to the dossier.
pub fn pages() -> &'static BTreeMap<String, String> {
    static PAGES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let (dossier, mut pages) = (dossier(), BTreeMap::new());
        collect(&dossier, &dossier, &mut pages);
        pages
    })
}

fn collect(root: &Path, folder: &Path, pages: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, pages);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            pages.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let marker = format!(" {name}=\"");
    html.match_indices(&marker).filter_map(|(at, _)| html[at + marker.len()..].split('"').next()).collect()
}

fn resolve(from: &str, href: &str) -> (String, Option<String>) {
    let (path, fragment) =
        href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment.to_owned())));
    if path.is_empty() {
        return (from.to_owned(), fragment);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{from} leads out: {href}"),
            part => parts.push(part),
        }
    }
    (parts.join("/"), fragment)
}

#[test]
fn every_link_inside_ends_at_a_file_and_at_an_id_that_is_there() {
    let (dossier, mut faults) = (dossier(), Vec::new());
    for (path, html) in pages() {
        for href in attributes(html, "href").into_iter().filter(|href| !href.starts_with("http")) {
            let (to, fragment) = resolve(path, href);
            let found = pages().get(&to);
            if found.is_none() && !dossier.join(&to).is_file() {
                faults.push(format!("{path}: {href}"));
            }
            if let (Some(page), Some(id)) = (found, fragment)
                && !page.contains(&format!(" id=\"{id}\""))
            {
                faults.push(format!("{path}: {href} has no such place"));
            }
        }
    }
    faults.truncate(20);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_page_has_an_id_twice() {
    for (path, html) in pages() {
        let ids = attributes(html, "id");
        let mut seen = BTreeSet::new();
        let twice: Vec<_> = ids.into_iter().filter(|id| !seen.insert(*id)).collect();
        assert!(twice.is_empty(), "{path}: {twice:?}");
    }
}

#[test]
fn only_cleared_addresses_lead_outside_and_each_is_marked() {
    let input = beslan::input();
    let of_sources = input.sources.iter().filter_map(|source| source.link.as_deref());
    let of_statements = input.statements.iter().filter_map(|statement| statement.link.as_deref());
    let allowed: BTreeSet<&str> = of_sources.chain(of_statements).collect();
    assert!(allowed.len() > 50);
    for (path, html) in pages() {
        for href in attributes(html, "href").into_iter().filter(|href| href.contains("://")) {
            assert!(allowed.contains(href.replace("&amp;", "&").as_str()), "{path}: {href}");
        }
        let marked = html.matches("rel=\"noreferrer noopener external\"").count();
        assert_eq!(marked, attributes(html, "href").iter().filter(|href| href.contains("://")).count(), "{path}");
    }
}

#[test]
fn a_statement_of_a_private_speaker_shows_no_address() {
    let input = beslan::input();
    for cleared in input.statements.iter().filter(|cleared| cleared.statement.public_link != Some(true)) {
        for folder in ["", "ru/"] {
            let page = &pages()[&format!("{folder}statements/{}/index.html", cleared.statement.id)];
            assert!(!page.contains("http://") && !page.contains("https://"), "{}", cleared.statement.id);
        }
    }
}

#[test]
fn what_was_said_in_custody_says_so_on_its_page_and_under_what_circumstances() {
    for cleared in beslan::input().statements.iter().filter(|cleared| cleared.statement.duress == Some(true)) {
        let page = &pages()[&format!("statements/{}/index.html", cleared.statement.id)];
        assert!(page.contains("custody-note"), "{}", cleared.statement.id);
        let note = cleared.statement.circumstances_note.as_deref().unwrap_or_default();
        assert!(page.contains(note.split(['\'', '"', '&', '(']).next().unwrap()), "{}: {note}", cleared.statement.id);
    }
}

#[test]
fn content_notes_stand_before_the_words_they_concern() {
    for cleared in beslan::input().statements.iter().filter(|cleared| cleared.statement.content_note.is_some()) {
        let page = &pages()[&format!("statements/{}/index.html", cleared.statement.id)];
        let main = page.split_once("<main").unwrap().1;
        let (note, claim) = (main.find("class=\"content-note\""), main.find("<h1>"));
        assert!(note.is_some() && note < claim, "{}", cleared.statement.id);
    }
}

#[test]
fn the_prompt_is_shown_by_paragraph_and_digest_only() {
    let page = &pages()["prompt/index.html"];
    for span in &beslan::input().spans {
        assert!(page.contains(span.sha256.as_deref().unwrap()), "{}", span.id);
    }
}

#[test]
fn a_message_that_nobody_says_arrived_says_that() {
    let page = &pages()["messages/index.html"];
    let unarrived = beslan::input().messages.iter().filter(|message| message.receipt_evidence.is_empty()).count();
    assert_eq!(page.matches("<em>Nothing that was read says that it arrived.</em>").count(), unarrived);
}

#[test]
fn one_speaker_is_a_track_over_time() {
    let page = &pages()["people/index.html"];
    let entry = page.split_once("id=\"P09\"").unwrap().1.split("</article>").next().unwrap();
    let track = entry.split_once("class=\"track\"").unwrap().1;
    let (early, late) = (track.find(">354<"), track.find("more than 1,000"));
    assert!(early.is_some() && early < late, "{track}");
}

/// The section of a party's entry that says what is reported to have reached them, its text.
fn reached<'h>(path: &str, party: &str) -> &'h str {
    let entry = pages()[path].split_once(&format!("id=\"{party}\"")).unwrap().1.split("</article>").next().unwrap();
    entry.split_once("class=\"reached\"").unwrap_or_else(|| panic!("{party} in {path}")).1.split("<h4>").nth(1).unwrap()
}

#[test]
fn what_is_reported_to_have_reached_headquarters_says_who_says_so_and_since_when() {
    let section = reached("people/index.html", "B04");
    assert!(section.contains("<caption>1 September 2004</caption>"), "{section}");
    assert!(section.contains("Alexander Dzasokhov, who is said to have belonged to it:"), "{section}");
    assert!(section.contains("when this was said is not stated"), "{section}");
    let undated = section.split_once("<caption>time not stated</caption>").unwrap().1;
    assert!(undated.contains("3,000 names") && undated.contains("blog author"), "{undated}");
    let second = section.split_once("2 September 2004: no message is recorded.").unwrap().1;
    assert!(second.split_once("<caption>").unwrap().0.contains("354 are held"), "{second}");
}

#[test]
fn since_when_an_account_exists_stands_beside_it() {
    let section = reached("people/index.html", "P02");
    assert!(section.contains("(said since 13 October 2004)"), "{section}");
    assert!(reached("ru/people/index.html", "P02").contains("(об этом сказано: 13 октября 2004"));
}

#[test]
fn no_section_on_what_reached_somebody_says_what_they_made_of_it() {
    for party in beslan::input().reached.iter().map(|reached| reached.party.as_str()) {
        for (path, words) in [
            ("people/index.html", ["knew", "known to", "aware"]),
            ("ru/people/index.html", ["знал", "известно им", "осведомл"]),
        ] {
            let heads = reached(path, party).split("<tbody>").next().unwrap().to_lowercase();
            assert!(words.iter().all(|word| !heads.contains(word)), "{party}: {heads}");
        }
    }
}

#[test]
fn a_source_read_in_part_is_called_silent_about_nothing() {
    for cleared in &beslan::input().sources {
        let page = &pages()[&format!("sources/{}/index.html", cleared.source.id)];
        let whole = cleared.source.read_extent == Some(firsthand_model::words::ReadExtent::Whole);
        assert_ne!(page.contains("called silent about"), whole, "{}", cleared.source.id);
    }
}

#[test]
fn every_citation_of_an_account_has_its_note_with_a_way_down() {
    let accounts = beslan::input().accounts.iter().filter(|account| account.kind != "method").count();
    assert_eq!(
        pages().iter().filter(|(path, html)| path.contains("accounts/") && html.contains("id=\"notes\"")).count(),
        accounts
    );
    for (path, html) in
        pages().iter().filter(|(path, html)| path.contains("accounts/") && html.contains("id=\"notes\""))
    {
        let cites: BTreeSet<&str> = attributes(html, "data-note").into_iter().collect();
        assert!(cites.len() > 20, "{path}");
        for note in cites {
            let card = html.split_once(&format!("<li id=\"{note}\"")).unwrap().1.split("</li>").next().unwrap();
            assert!(card.contains("statements/") || card.contains("href="), "{path} {note}");
        }
    }
}

/// Promise 8: from any number on a question's page, two clicks reach the words and the place where they stand.
#[test]
fn from_any_answer_two_clicks_reach_the_place_where_the_words_stand() {
    for board in &beslan::input().boards {
        let from = format!("questions/{}/index.html", board.question);
        let html = &pages()[&from];
        let near: BTreeSet<String> =
            attributes(html, "href").iter().filter(|h| !h.contains("://")).map(|h| resolve(&from, h).0).collect();
        for group in board.scopes.iter().flat_map(|scope| &scope.groups) {
            for statement in &group.statements {
                let page = format!("statements/{statement}/index.html");
                let one = near.contains(&page);
                let two = near.iter().filter_map(|path| Some((path, pages().get(path)?))).any(|(path, html)| {
                    attributes(html, "href").iter().any(|href| !href.contains("://") && resolve(path, href).0 == page)
                });
                assert!(one || two, "{from} {statement}");
                assert!(pages()[&page].contains("class=\"locator\""), "{page}");
            }
        }
    }
}

/// Where a case does not expose handles, no address, fragment or attribute of any page may show one.
#[test]
fn hidden_handles_are_in_no_address() {
    let mut input = beslan::input().clone();
    let keys: Vec<_> = input.addresses.keys().collect();
    let hashed = keys.into_iter().enumerate().map(|(n, key)| (key, format!("x{:08x}", n as u32 ^ 0x5bd1_e995)));
    input.addresses = firsthand_publish::Addresses::new(hashed.collect());
    let folder = tempfile::tempdir().unwrap();
    publish(&input, &folder.path().join("dossier"), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    let mut drawn = BTreeMap::new();
    collect(&folder.path().join("dossier"), &folder.path().join("dossier"), &mut drawn);
    assert_eq!(drawn.len(), pages().len());
    for (path, html) in &drawn {
        for name in ["href", "id", "for", "data-note", "aria-labelledby", "data-path"] {
            let shown: Vec<_> = attributes(html, name).into_iter().filter(|value| has_handle(value)).collect();
            assert!(shown.is_empty(), "{path} {name}: {shown:?}");
        }
    }
}

fn has_handle(value: &str) -> bool {
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| (3..=5).contains(&word.len()));
    !value.contains("://")
        && words.any(|word| "ESTPQGFLABMDI".contains(&word[..1]) && word[1..].bytes().all(|b| b.is_ascii_digit()))
}

const CANARY: &str = "zqcanaryqz";

/// Gives every record of a table an unknown column; a table without a record would show nothing.
fn mark<T>(records: &mut [T], other: impl Fn(&mut T) -> &mut BTreeMap<String, Value>) {
    assert!(!records.is_empty(), "no {}", std::any::type_name::<T>());
    for record in records {
        other(record).extend([("note_team_only".to_owned(), CANARY.into()), ("a_note".to_owned(), CANARY.into())]);
    }
}

/// The example with a record of each kind that has a column, and in each record columns that this version does not know.
fn with_unknown_columns() -> DossierInput {
    let mut input = beslan::input().clone();
    let (source, statement) = (input.sources[0].source.id.clone(), input.statements[0].statement.id.clone());
    let question = input.questions[0].id.clone();
    let text = |words: &str| Some(words.to_owned());
    input.examinations = vec![Examination {
        id: "W1".into(),
        source_id: Some(source.clone()),
        part: Some(ExaminedPart::Technical),
        method: text("looked"),
        result: text("whole"),
        ..Examination::default()
    }];
    input.bearings = vec![Bearing {
        id: "R1".into(),
        statement_id: Some(statement),
        question_id: Some(question),
        explanation: Some("yes".into()),
        reason: text("as it seems"),
        ..Bearing::default()
    }];
    let handed = Custody {
        id: "H1".into(),
        source_id: Some(source.clone()),
        step: Some(1),
        giver: text("a keeper"),
        other: [("a_note".to_owned(), CANARY.into())].into(),
        ..Custody::default()
    };
    input.custody = [(source.clone(), firsthand_model::custody::chain([&handed], 0))].into();
    mark(&mut input.sources, |record| &mut record.source.other);
    mark(&mut input.statements, |record| &mut record.statement.other);
    mark(&mut input.answers, |record| &mut record.other);
    mark(&mut input.people, |record| &mut record.other);
    mark(&mut input.questions, |record| &mut record.other);
    mark(&mut input.sessions, |record| &mut record.other);
    mark(&mut input.media, |record| &mut record.other);
    mark(&mut input.spans, |record| &mut record.other);
    mark(&mut input.places, |record| &mut record.other);
    mark(&mut input.populations, |record| &mut record.other);
    mark(&mut input.scene_parts, |record| &mut record.other);
    mark(&mut input.events, |record| &mut record.other);
    mark(&mut input.messages, |record| &mut record.other);
    mark(&mut input.dependences, |record| &mut record.other);
    mark(&mut input.findings, |record| &mut record.other);
    mark(&mut input.bearings, |record| &mut record.other);
    mark(&mut input.prompts, |record| &mut record.other);
    mark(&mut input.translations, |record| &mut record.other);
    mark(&mut input.examinations, |record| &mut record.other);
    mark(&mut input.accounts, |record| &mut record.other);
    mark(std::slice::from_mut(&mut input.settings), |settings| &mut settings.other);
    input
}

/// Columns that this version does not know are never shown, whatever they hold.
#[test]
fn unknown_columns_reach_no_file() {
    let input = with_unknown_columns();
    let folder = tempfile::tempdir().unwrap();
    publish(&input, &folder.path().join("dossier"), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    let mut folders = vec![folder.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let bytes = std::fs::read(entry.path()).unwrap();
                assert!(!String::from_utf8_lossy(&bytes).contains(CANARY), "{:?}", entry.path());
            }
        }
    }
    let source = std::fs::read_to_string(
        folder.path().join(format!("dossier/sources/{}/index.html", input.sources[0].source.id)),
    );
    let source = source.unwrap();
    assert!(source.contains("a keeper") && source.contains("looked"), "what this version knows of them is shown");
}

#[test]
fn an_account_that_cites_what_is_not_there_stops_the_dossier() {
    let mut input = beslan::input().clone();
    input.accounts[0].markdown.push_str("\n\nNobody said this [@E999].\n");
    let folder = tempfile::tempdir().unwrap();
    let error = publish(&input, folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap_err();
    assert_eq!(error.code(), "FH-PUBLISH-006");
    assert!(error.to_string().contains("E999") && error.to_string().contains(&input.accounts[0].id), "{error}");
}

#[test]
fn lists_of_both_languages_have_the_same_entries() {
    for list in ["people", "messages", "timeline", "places", "sources", "prompt"] {
        let (en, ru) = (&pages()[&format!("{list}/index.html")], &pages()[&format!("ru/{list}/index.html")]);
        let entries = |html: &str| attributes(html, "id").len();
        assert_eq!(entries(en), entries(ru), "{list}");
    }
}

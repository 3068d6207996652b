//! The folder as a whole: the same bytes twice, digests that check, a signature that names what it covers, and pages
//! that run and ask for nothing.

use crate::beslan;
use crate::pages::{dossier, pages};
use firsthand_publish::digests::sha256_hex;
use firsthand_publish::{DossierInput, PublishError, Published, publish};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn signed(text: &str) -> Result<String, String> {
    Ok(format!("signed\n{text}"))
}

fn draw(input: &DossierInput, folder: &Path) -> Result<Published, PublishError> {
    publish(input, folder, &signed, &mut |_, _| {})
}

/// Every file of a folder by its path with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// The least input that makes a dossier.
fn small() -> DossierInput {
    let mut input = DossierInput { case_id: "small".into(), ..Default::default() };
    input.settings.title = "A small case".into();
    input.settings.languages = vec!["en".into()];
    input.edition.checkpoint = "small\n1\nAA\n".into();
    input.edition.number = 3;
    input.edition.position = 41;
    input.edition.date = "2026-11-24".into();
    input
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("a second folder, elsewhere"));
    draw(beslan::input(), &one).unwrap();
    draw(beslan::input(), &two).unwrap();
    let (one, two) = (files(&one), files(&two));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<_> = one.iter().filter(|(name, bytes)| two[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn every_file_is_listed_with_its_digest() {
    let files = files(&dossier());
    let list = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    let listed: BTreeMap<&str, &str> =
        list.lines().map(|line| line.split_once("  ").unwrap()).map(|(d, p)| (p, d)).collect();
    let mut expected: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    expected.retain(|name| !name.starts_with("SHA256SUMS"));
    assert_eq!(listed.keys().copied().collect::<BTreeSet<_>>(), expected);
    for (path, digest) in listed {
        assert_eq!(sha256_hex(&files[path]), digest, "{path}");
    }
    let names: Vec<&str> = list.lines().map(|line| &line[66..]).collect();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "in order of path");
}

#[test]
fn the_manifest_names_the_edition_and_every_file_before_it() {
    let files = files(&dossier());
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["case"], "beslan-example");
    assert_eq!(manifest["counts"]["statements"], 200);
    let sizes = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["size"].as_u64().unwrap()));
    let sizes: BTreeMap<_, _> = sizes.collect();
    assert_eq!(sizes.len(), files.len() - 3, "all but manifest, list and signature");
    assert!(sizes.iter().all(|(path, size)| files[*path].len() as u64 == *size));
}

#[test]
fn the_signature_covers_the_list_and_names_case_edition_and_position() {
    let folder = tempfile::tempdir().unwrap();
    let text = RefCell::new(String::new());
    let sign = |asked: &str| {
        text.replace(asked.to_owned());
        Ok("a signature\n".to_owned())
    };
    publish(&small(), folder.path(), &sign, &mut |_, _| {}).unwrap();
    let sums = std::fs::read(folder.path().join("SHA256SUMS")).unwrap();
    let text = text.into_inner();
    for part in ["case small\n", "edition 3\n", "position 41\n", &sha256_hex(&sums)] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(std::fs::read(folder.path().join("SHA256SUMS.sig")).unwrap(), b"a signature\n");
    assert_eq!(std::fs::read(folder.path().join("checkpoint")).unwrap(), b"small\n1\nAA\n");
}

#[test]
fn what_is_counted_is_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    let done = publish(&small(), folder.path(), &signed, &mut |done, total| seen.push((done, total))).unwrap();
    let files = files(folder.path());
    assert_eq!(done.files as usize, files.len());
    assert_eq!(done.bytes as usize, files.values().map(Vec::len).sum::<usize>());
    assert_eq!(done.pages as usize, files.keys().filter(|name| name.ends_with(".html")).count());
    assert!(seen.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1));
    assert_eq!(seen.last().map(|(done, total)| done == total), Some(true));
}

#[test]
fn no_page_has_style_or_script_of_its_own_or_asks_for_anything_outside() {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; \
                  font-src 'self'; base-uri 'none'; form-action 'none'";
    for (path, html) in pages() {
        assert!(html.contains(policy), "{path}");
        assert!(!html.contains(" style=") && !html.contains("<style"), "{path}");
        assert_eq!(
            html.matches("<script").count(),
            1 + html.matches("data/").count().min(html.matches("<script src").count() - 1),
            "{path}"
        );
        assert!(!html.contains("javascript:") && !html.contains(" onclick=") && !html.contains(" onload="), "{path}");
        for loaded in ["src=\"http", "src=\"//", "url(http", "@import", "<iframe", "<object", "<embed"] {
            assert!(!html.contains(loaded), "{path} has {loaded}");
        }
    }
}

#[test]
fn every_page_has_one_title_its_language_and_the_way_to_the_same_page_in_the_other() {
    for (path, html) in pages() {
        let lang = if path.starts_with("ru/") { "ru" } else { "en" };
        assert!(html.contains(&format!("<html lang=\"{lang}\" dir=\"ltr\">")), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(html.contains("class=\"languages\""), "{path}");
        assert!(html.contains("href=\"#content\"") && html.contains("id=\"content\""), "{path}");
    }
}

#[test]
fn no_interface_word_is_missing() {
    let holes: Vec<_> = pages().iter().filter(|(_, html)| html.contains('⟦')).map(|(path, _)| path).collect();
    assert!(holes.is_empty(), "{holes:?}");
}

#[test]
fn every_page_says_that_it_is_a_draft() {
    let (english, russian) = ("Not reviewed by survivors", "Не рассмотрено пострадавшими");
    for (path, html) in pages() {
        assert!(html.contains(if path.starts_with("ru/") { russian } else { english }), "{path}");
    }
}

#[test]
fn origins_are_never_told_on_the_front_page() {
    let front = &pages()["index.html"];
    assert!(!front.contains("one report") && !front.contains("origins"));
    assert!(
        front.contains("Established, on these sources") && front.contains("119 sources, 200 statements, 17 questions")
    );
}

#[test]
fn a_case_with_nothing_in_it_still_makes_a_dossier() {
    let folder = tempfile::tempdir().unwrap();
    assert!(draw(&small(), folder.path()).unwrap().pages > 0);
}

#[test]
fn a_file_that_is_already_there_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("checkpoint"), "mine").unwrap();
    let error = draw(&small(), folder.path()).unwrap_err();
    assert_eq!(error.code(), "FH-PUBLISH-003");
    assert_eq!(std::fs::read(folder.path().join("checkpoint")).unwrap(), b"mine");
}

#[test]
fn a_signer_that_refuses_stops_the_dossier_before_its_list() {
    let folder = tempfile::tempdir().unwrap();
    let error = publish(&small(), folder.path(), &|_| Err("no key".into()), &mut |_, _| {}).unwrap_err();
    assert_eq!(error.code(), "FH-PUBLISH-005");
    assert!(!folder.path().join("SHA256SUMS").exists());
}

#[test]
fn addresses_that_differ_only_in_capitals_are_refused() {
    use firsthand_model::{Kind, Source};
    use firsthand_publish::{Addresses, ClearedSource};
    let mut input = small();
    for id in ["S1", "s1"] {
        let source = Source { id: id.into(), what: Some("A text".into()), ..Default::default() };
        input.sources.push(ClearedSource { source, link: None });
    }
    let names = ["S1", "s1"].map(|id| ((Kind::Source, id.to_owned()), id.to_owned()));
    input.addresses = Addresses::new(names.into_iter().collect());
    let folder = tempfile::tempdir().unwrap();
    let error = draw(&input, &folder.path().join("out")).unwrap_err();
    assert_eq!(error.code(), "FH-PUBLISH-004");
    assert!(!folder.path().join("out").exists(), "nothing was written");
}

/// The example with words that would begin an element, or end the value of an attribute and begin another.
pub fn with_markup() -> DossierInput {
    let mut input = beslan::input().clone();
    let evil = || Some("<script>alert(1)</script>\"'><b onmouseover=x> zq\" onfocus=\"zq' onblur='zq".to_owned());
    input.settings.title = evil().unwrap();
    for cleared in &mut input.statements {
        cleared.statement.speaker = evil();
        cleared.statement.claim = evil();
        cleared.statement.content_note = evil();
    }
    for cleared in &mut input.sources {
        cleared.source.what = evil();
        cleared.source.author_or_body = evil();
    }
    input.questions.iter_mut().for_each(|record| record.question = evil());
    input.people.iter_mut().for_each(|record| record.name = evil());
    input.events.iter_mut().for_each(|record| record.event = evil());
    input.messages.iter_mut().for_each(|record| record.from = evil());
    input.places.iter_mut().for_each(|record| record.place = evil());
    input.scene_parts.iter_mut().for_each(|record| record.part = evil());
    input.media.iter_mut().for_each(|record| record.title = evil());
    input.findings.iter_mut().for_each(|record| record.headline = evil());
    input.accounts.iter_mut().for_each(|record| record.title = evil().unwrap());
    input
}

/// What of those words may stand in no page and no drawing.
pub const MARKUP: [&str; 4] = ["<script>", "<b onmouseover", "zq\" onfocus", "zq' onblur"];

#[test]
fn markup_in_records_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    draw(&with_markup(), folder.path()).unwrap();
    for (path, bytes) in files(folder.path()).iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        let found: Vec<_> = MARKUP.iter().filter(|markup| html.contains(**markup)).collect();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

/// The dossier of the example stays at `FIRSTHAND_KEEP_DOSSIER` for a look at it.
#[test]
fn the_example_can_be_kept_for_a_look() {
    let Some(place) = std::env::var_os("FIRSTHAND_KEEP_DOSSIER").map(PathBuf::from) else { return };
    let _ = std::fs::remove_dir_all(&place);
    draw(beslan::input(), &place).unwrap();
    assert!(place.join("index.html").exists());
}

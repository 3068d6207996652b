//! What the index promises: inflected forms, names, phrases, damage and determinism.

use super::{NameBook, Query, SearchDoc, SearchIndex};
use firsthand_model::Kind;

const TEXTS: &[&str] = &[
    "На второй день заложник говорил по телефону",
    "Родственники разговаривали с заложниками",
    "the hostage was led out",
    "eleven hostages were led out with Aushev",
    "переговоры вёл Аушев",
    "у Аушева был лист с требованиями",
    "ещё один взрыв",
];

fn documents() -> Vec<SearchDoc> {
    let document = |(n, text): (usize, &&str)| SearchDoc {
        kind: Kind::Statement,
        id: format!("E{n}"),
        text: (*text).to_owned(),
        ..SearchDoc::default()
    };
    TEXTS.iter().enumerate().map(document).collect()
}

fn names() -> NameBook {
    let mut names = NameBook::default();
    for form in ["Aushev", "Ruslan Aushev", "Аушев", "Аушева", "Руслан Аушев"] {
        names.add(form, "P01");
    }
    names
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let case = tempfile::tempdir().unwrap();
    let index = SearchIndex::rebuild(case.path(), documents(), &names(), 7).unwrap();
    let found = index.search(&Query { text: query, limit: 50, names: &names() }).unwrap();
    let mut ids: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, expected);
    assert_eq!((found.total as usize, found.position), (expected.len(), 7));
}

#[test]
fn any_inflected_form_finds_the_others() {
    for form in ["заложник", "заложниками", "заложников", "ЗАЛОЖНИК"] {
        check(form, &["E0", "E1"]);
    }
    check("hostage", &["E2", "E3"]);
    check("hostages", &["E2", "E3"]);
}

#[test]
fn names_are_found_by_their_registered_forms_in_every_script() {
    for form in ["Аушев", "Аушева", "Aushev", "Руслан Аушев", "ruslan aushev"] {
        check(form, &["E3", "E4", "E5"]);
    }
}

#[test]
fn yo_is_found_as_ye() {
    check("еще взрыв", &["E6"]);
    check("вел", &["E4"]);
}

#[test]
fn quoted_words_stand_together() {
    check("\"led out with\"", &["E3"]);
    check("\"out led\"", &[]);
}

#[test]
fn nothing_that_can_be_typed_is_an_error() {
    for strange in ["", "   ", "\"", "AND (", "*~:", "\"\"\""] {
        check(strange, &[]);
    }
}

#[test]
fn every_changed_byte_is_named_or_changes_nothing() {
    let case = tempfile::tempdir().unwrap();
    SearchIndex::rebuild(case.path(), documents(), &names(), 7).unwrap();
    let folder = case.path().join("derived/search");
    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let path = entry.path();
        let mut bytes = std::fs::read(&path).unwrap();
        if bytes.is_empty() {
            continue;
        }
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        assert!(!SearchIndex::check(case.path()).unwrap().is_empty(), "{path:?}");
        assert!(SearchIndex::open(case.path()).unwrap().is_none(), "{path:?}");
        bytes[middle] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(SearchIndex::check(case.path()).unwrap(), Vec::<String>::new());
    assert!(SearchIndex::open(case.path()).unwrap().is_some());
}

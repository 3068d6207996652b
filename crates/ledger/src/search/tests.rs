//! What the index promises: inflected forms, names, phrases, damage and determinism.

mod together;

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
        id: format!("E{n}").into(),
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
    let names = names();
    let found = index.search(&Query::new(query, 50, &names)).unwrap();
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

/// Words that are their own stem, words that are not, and some whose stem has another stem itself.
const FORMS: &[&str] = &[
    "school",
    "schools",
    "schooling",
    "universe",
    "universes",
    "news",
    "generously",
    "generous",
    "general",
    "as",
    "ass",
    "was",
    "заложник",
    "заложники",
    "заложниками",
    "была",
    "был",
    "был",
    "быть",
    "ветер",
    "ветры",
    "354",
];

#[test]
fn a_word_finds_every_text_with_a_word_of_its_stem_and_no_other() {
    let document = |(n, form): (usize, &&str)| SearchDoc {
        id: format!("E{n}").into(),
        text: format!("filler {form} filler"),
        ..SearchDoc::default()
    };
    let (case, names) = (tempfile::tempdir().unwrap(), NameBook::default());
    let documents = FORMS.iter().enumerate().map(document);
    let index = SearchIndex::rebuild(case.path(), documents, &names, 1).unwrap();
    let stems: Vec<String> = FORMS.iter().map(|form| firsthand_text::stem(form)).collect();
    assert!(stems.iter().any(|stem| firsthand_text::stem(stem) != *stem), "of none of these the stem has another stem");
    for query in FORMS.iter().copied().chain(stems.iter().map(String::as_str)) {
        let found = index.search(&Query::new(query, 50, &names)).unwrap();
        let mut found: Vec<String> = found.hits.iter().map(|hit| hit.id.clone()).collect();
        let met = (0..FORMS.len()).filter(|n| stems[*n] == firsthand_text::stem(query));
        let mut expected: Vec<String> = met.map(|n| format!("E{n}")).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn a_rare_form_of_a_frequent_word_weighs_no_more_than_the_frequent_form() {
    // "roof" is rare; "door" is not, though "doors" is, and stands in a shorter text.
    let roof = "a roof stood over all of them for two nights";
    let texts = ["doors", roof, "door one", "door two", "door three", "door four"];
    let document = |(n, text): (usize, &&str)| SearchDoc {
        id: format!("E{n}").into(),
        text: (*text).to_owned(),
        ..SearchDoc::default()
    };
    let (case, names) = (tempfile::tempdir().unwrap(), NameBook::default());
    let index = SearchIndex::rebuild(case.path(), texts.iter().enumerate().map(document), &names, 1).unwrap();
    let found = index.search(&Query::new("doors OR roof", 50, &names)).unwrap();
    assert_eq!((found.total, found.hits[0].id.as_str()), (6, "E1"));
}

#[test]
fn names_are_found_by_their_registered_forms_in_every_script() {
    for form in ["Аушев", "Аушева", "Aushev", "Руслан Аушев", "ruslan aushev"] {
        check(form, &["E3", "E4", "E5"]);
    }
}

#[test]
fn an_index_of_nothing_finds_nothing_and_can_be_added_to() {
    let case = tempfile::tempdir().unwrap();
    let names = names();
    let ask = |index: &SearchIndex| index.search(&Query::new("взрыв", 5, &names)).unwrap().total;
    let empty = SearchIndex::rebuild(case.path(), Vec::new(), &names, 2).unwrap();
    assert_eq!((ask(&empty), empty.position()), (0, 2));
    let added = SearchIndex::add(case.path(), Vec::new(), &names, 3).unwrap().unwrap();
    assert_eq!((ask(&added), added.position()), (0, 3));
    let added = SearchIndex::add(case.path(), documents(), &names, 4).unwrap().unwrap();
    assert_eq!((ask(&added), added.position()), (1, 4));
    assert_eq!(SearchIndex::check(case.path()).unwrap(), Vec::<String>::new());
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

/// Four statements by two speakers, one of them in Russian, on two days.
fn filtered() -> Vec<SearchDoc> {
    let document = |n: u32, speaker: &str, language: &str, said: i64, question: &str, text: &str| SearchDoc {
        id: format!("E{n}").into(),
        speaker: Some(speaker.to_owned()),
        role: Some("adviser to the president".to_owned()),
        source: Some(format!("S{n}")),
        sessions: vec!["I01".to_owned()],
        session_kinds: vec!["interview".to_owned()],
        source_names: vec!["Novaya Gazeta".to_owned()],
        language: Some(language.to_owned()),
        said: Some((said, said + DAY_MS - 1)),
        about: Some((0, said)),
        questions: vec![question.to_owned()],
        text: text.to_owned(),
        ..SearchDoc::default()
    };
    let day = SECOND_OF_SEPTEMBER_MS;
    vec![
        document(1, "a spokesman", "en-GB", day, "Q01", "the roof burned"),
        document(2, "a spokesman", "en", day + DAY_MS, "Q02", "the ceiling burned and the roof fell"),
        document(3, "Aushev", "ru", day, "Q01", "крыша горела"),
        SearchDoc {
            shape: Some("transcript"),
            kind: Kind::Accepted,
            recorded: vec!["S2".to_owned()],
            ..document(4, "Aushev", "ru", day, "Q02", "крыша упала")
        },
    ]
}

const DAY_MS: i64 = 86_400_000;
const SECOND_OF_SEPTEMBER_MS: i64 = 1_094_083_200_000;

#[track_caller]
fn finds(query: &str, expected: &[&str]) {
    let case = tempfile::tempdir().unwrap();
    let (index, names) = (SearchIndex::rebuild(case.path(), filtered(), &names(), 7).unwrap(), names());
    let found = index.search(&Query::new(query, 50, &names)).unwrap();
    let mut ids: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, expected, "{query}: {:?}", found.notes);
}

#[test]
fn operators_join_and_leave_out() {
    finds("roof OR ceiling", &["E1", "E2"]);
    finds("roof AND ceiling", &["E2"]);
    finds("roof NOT ceiling", &["E1"]);
    finds("NOT roof", &["E3", "E4"]);
    finds("(roof OR крыша) (burned OR горела)", &["E1", "E2", "E3"]);
    finds("крыша И НЕ упала", &["E3"]);
    finds("NOT NOT ceiling", &["E2"]);
}

#[test]
fn beginnings_and_near_words_are_found() {
    finds("ceil*", &["E2"]);
    finds("rof~", &["E1", "E2"]);
    finds("ceeiling~1", &["E2"]);
    finds("cieling~", &["E2"]);
    finds("xyz*", &[]);
}

#[test]
fn filters_keep_what_they_name() {
    finds("speaker:Aushev", &["E3", "E4"]);
    finds("speaker:\"a spokesman\" roof", &["E1", "E2"]);
    finds("role:adviser", &["E1", "E2", "E3", "E4"]);
    finds("source:S2", &["E2", "E4"]);
    finds("session:I01 session:interview roof", &["E1", "E2"]);
    finds("source:«новая novaya»", &[]);
    finds("source:gazeta ceiling", &["E2"]);
    finds("kind:transcript", &["E4"]);
    finds("NOT kind:transcript крыша", &["E3"]);
    finds("language:en", &["E1", "E2"]);
    finds("language:en-gb", &["E1"]);
    finds("question:q02", &["E2", "E4"]);
    finds("said:2004-09-02", &["E1", "E3", "E4"]);
    finds("said:2004-09-03/..", &["E2"]);
    finds("said:2004", &["E1", "E2", "E3", "E4"]);
    finds("about:1999", &["E1", "E2", "E3", "E4"]);
    finds("about:2005", &[]);
    finds("about:2004-09-01T13:05", &["E1", "E2", "E3", "E4"]);
    finds("said:soon", &[]);
}

#[test]
fn what_could_not_be_read_is_said() {
    let case = tempfile::tempdir().unwrap();
    let (index, names) = (SearchIndex::rebuild(case.path(), filtered(), &names(), 7).unwrap(), names());
    let notes = index.search(&Query::new("said:soon colour:red", 5, &names)).unwrap().notes;
    assert!(notes[0].starts_with("colour: is no filter"), "{notes:?}");
    assert!(notes[1].starts_with("said:soon keeps nothing: expected an EDTF date"), "{notes:?}");
}

#[test]
fn names_switched_off_are_words_like_any_other() {
    let case = tempfile::tempdir().unwrap();
    let (index, names) = (SearchIndex::rebuild(case.path(), documents(), &names(), 7).unwrap(), names());
    let plain = Query { names: None, ..Query::new("Aushev", 5, &names) };
    assert_eq!(index.search(&plain).unwrap().total, 1);
    assert_eq!(index.search(&Query::new("Aushev", 5, &names)).unwrap().total, 3);
}

#[test]
fn facets_count_all_matches_and_newest_comes_first() {
    let case = tempfile::tempdir().unwrap();
    let (index, names) = (SearchIndex::rebuild(case.path(), filtered(), &names(), 7).unwrap(), names());
    let query = Query { with_facets: true, newest_first: true, limit: 1, ..Query::new("NOT xyz", 1, &names) };
    let found = index.search(&query).unwrap();
    assert_eq!((found.total, found.hits.len(), found.hits[0].id.as_str()), (4, 1, "E2"));
    let facet = |name: &str| found.facets.iter().find(|counts| counts.facet == name).unwrap().values.clone();
    assert_eq!(facet("kind"), [("statement".to_owned(), 3), ("transcript".to_owned(), 1)]);
    assert_eq!(facet("speaker"), [("Aushev".to_owned(), 2), ("a spokesman".to_owned(), 2)]);
    assert_eq!(facet("language"), [("en".to_owned(), 2), ("ru".to_owned(), 2), ("en-gb".to_owned(), 1)]);
    assert_eq!(facet("source")[0], ("S2".to_owned(), 2), "a transcript counts for what it is of");
    for (name, values) in found.facets.iter().map(|counts| (counts.facet, &counts.values)) {
        for (value, count) in values {
            let kept = index.search(&Query::new(&format!("{name}:\"{value}\""), 1, &names)).unwrap().total;
            assert_eq!(kept, *count, "{name}:{value} keeps what its facet counts");
        }
    }
    let next = index.search(&Query { offset: 1, limit: 2, ..query }).unwrap();
    assert_eq!(next.hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["E1", "E3"]);
}

#[test]
fn marks_stand_at_the_words_that_were_met() {
    let case = tempfile::tempdir().unwrap();
    let (index, names) = (SearchIndex::rebuild(case.path(), documents(), &names(), 7).unwrap(), names());
    let found = index.search(&Query::new("Аушева лист*", 5, &names)).unwrap();
    let hit = &found.hits[0];
    let marked: Vec<&str> = hit.marks.iter().map(|(start, end)| &hit.text[*start..*end]).collect();
    assert_eq!(marked, ["Аушева", "лист"]);
}

#[test]
fn adding_is_as_good_as_making_anew() {
    let (case, anew) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let names = names();
    // Both have an E1: the ordinal tells them apart, as it does the turns of one transcript.
    let others = documents().into_iter().map(|document| SearchDoc { ordinal: 1, ..document });
    let all: Vec<SearchDoc> = filtered().into_iter().chain(others).collect();
    for (at, document) in all.iter().enumerate() {
        let added = match at {
            0 => SearchIndex::rebuild(case.path(), [document.clone()], &names, 1).map(Some),
            _ => SearchIndex::add(case.path(), [document.clone()], &names, at as u64 + 1),
        };
        assert_eq!(added.unwrap().unwrap().position(), at as u64 + 1);
    }
    let added = SearchIndex::open(case.path()).unwrap().unwrap();
    let anew = SearchIndex::rebuild(anew.path(), all.clone(), &names, all.len() as u64).unwrap();
    for query in ["roof", "крыша", "Aushev", "NOT xyz", "hostage* OR burned", "language:ru"] {
        let query = Query { with_facets: true, ..Query::new(query, 50, &names) };
        assert_eq!(added.search(&query).unwrap(), anew.search(&query).unwrap(), "{}", query.text);
    }
    assert_eq!(SearchIndex::check(case.path()).unwrap(), Vec::<String>::new());
}

#[test]
fn an_index_that_was_being_added_to_is_told_from_a_damaged_one() {
    let (case, names) = (tempfile::tempdir().unwrap(), names());
    SearchIndex::rebuild(case.path(), documents(), &names, 2).unwrap();
    let manifest = case.path().join("derived/search/manifest.json");
    let before = std::fs::read(&manifest).unwrap();
    let is_unfinished = |entries| SearchIndex::is_unfinished(case.path(), entries).unwrap();
    assert!(!is_unfinished(2) && !is_unfinished(3), "whole, if behind");
    SearchIndex::add(case.path(), filtered(), &names, 3).unwrap().unwrap();
    std::fs::write(&manifest, &before).unwrap();
    assert!(is_unfinished(3) && !is_unfinished(2));
    let damaged = std::fs::read_dir(case.path().join("derived/search")).unwrap().flatten().map(|entry| entry.path());
    let mut damaged = damaged.filter(|path| path.extension().is_some_and(|ending| ending == "store"));
    let named = String::from_utf8_lossy(&before).into_owned();
    let damaged = damaged.find(|path| named.contains(&*path.file_name().unwrap().to_string_lossy())).unwrap();
    std::fs::write(damaged, "other bytes").unwrap();
    assert!(!is_unfinished(3), "a file that the library never changes was changed");
}

#[test]
fn an_index_of_many_additions_is_to_be_made_anew_and_one_just_made_is_not() {
    let (case, names) = (tempfile::tempdir().unwrap(), NameBook::default());
    let one = |n: u64| vec![SearchDoc { id: format!("E{n}").into(), text: "roof".into(), ..SearchDoc::default() }];
    SearchIndex::rebuild(case.path(), one(0), &names, 0).unwrap();
    let added = (1..100).take_while(|n| SearchIndex::add(case.path(), one(*n), &names, *n).unwrap().is_some()).count();
    assert_eq!(added, 24);
    SearchIndex::rebuild(case.path(), (0..25).flat_map(one), &names, 25).unwrap();
    assert!(SearchIndex::add(case.path(), one(26), &names, 26).unwrap().is_some());
}

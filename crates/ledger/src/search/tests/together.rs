//! Words typed without a space between them: scripts that have none, and names with a hyphen.

use crate::search::{Hit, NameBook, Query, SearchDoc, SearchIndex};
use firsthand_model::Kind;

/// Three texts in scripts that put no space between words, and one whose registered name has a hyphen.
fn together() -> (Vec<SearchDoc>, NameBook) {
    let texts = [
        "体育馆里的人质名单是他写的",
        "名单上没有人，也没有质问",
        "ตัวประกันในโรงเรียน",
        "говорил Нур-Паши тогда",
        "at the desk was Nur Pashi",
        "학교에서 들은 이름",
    ];
    let document = |(n, text): (usize, &&str)| SearchDoc {
        kind: Kind::Statement,
        id: format!("E{n}").into(),
        text: (*text).to_owned(),
        ..SearchDoc::default()
    };
    let mut names = NameBook::default();
    for form in ["Нур-Паши", "Nur Pashi"] {
        names.add(form, "P01");
    }
    (texts.iter().enumerate().map(document).collect(), names)
}

#[track_caller]
fn finds_together(query: &str, expected: &[&str]) {
    let case = tempfile::tempdir().unwrap();
    let (documents, names) = together();
    let index = SearchIndex::rebuild(case.path(), documents, &names, 7).unwrap();
    let found = index.search(&Query::new(query, 50, &names)).unwrap();
    let marked =
        |hit: &Hit| hit.marks.iter().map(|(start, end)| hit.text[*start..*end].to_owned()).collect::<Vec<_>>().concat();
    let mut hits: Vec<String> = found.hits.iter().map(|hit| format!("{} {}", hit.id, marked(hit))).collect();
    hits.sort_unstable();
    assert_eq!(hits, expected, "{query}");
}

#[test]
fn words_are_found_in_scripts_that_put_no_space_between_them() {
    finds_together("人质", &["E0 人质"]);
    finds_together("人质名单", &["E0 人质名单"]);
    finds_together("名单 人质", &["E0 人质名单"]);
    finds_together("名单", &["E0 名单", "E1 名单"]);
    finds_together("名单*", &["E0 名单", "E1 名单"]);
    finds_together("单名", &[]);
    finds_together("ตัวประกัน", &["E2 ตัวประกัน"]);
    finds_together("ประกัน", &["E2 ประกัน"]);
}

#[test]
fn a_korean_word_is_found_with_the_particle_that_hangs_on_it() {
    finds_together("학교", &["E5 학교"]);
    finds_together("학교*", &["E5 학교"]);
    finds_together("이름 학교에서", &["E5 학교에서이름"]);
    finds_together("교학", &[]);
    let decomposed = "\u{1112}\u{1161}\u{11a8}\u{1100}\u{116d}";
    finds_together(decomposed, &["E5 학교"]);
}

/// A document of several parts, in one of which the words stand beside each other.
#[test]
fn no_phrase_and_no_name_goes_across_the_parts_of_a_document_or_is_marked_there() {
    let text = |parts: &[&str]| parts.join(&crate::search::PART.to_string());
    let documents = [
        text(&["he came to the gate", "closed it was"]),
        text(&["the gate closed", "later"]),
        text(&["the gate. Closed it was", "the gate", "closed"]),
        text(&["said Nur", "Pashi said nothing"]),
    ];
    let document = |(n, text): (usize, String)| SearchDoc { id: format!("E{n}").into(), text, ..SearchDoc::default() };
    let mut names = NameBook::default();
    names.add("Nur Pashi", "P01");
    let case = tempfile::tempdir().unwrap();
    let index = SearchIndex::rebuild(case.path(), documents.into_iter().enumerate().map(document), &names, 7).unwrap();
    let hits = |query: &str| index.search(&Query::new(query, 50, &names)).unwrap().hits;
    let marked = |hit: &Hit| hit.marks.iter().map(|(start, end)| hit.text[*start..*end].to_owned()).collect::<Vec<_>>();
    let mut found: Vec<(String, Vec<String>)> =
        hits("\"gate closed\"").iter().map(|hit| (hit.id.clone(), marked(hit))).collect();
    found.sort_unstable();
    // Across a full stop it goes, as punctuation is none of the words; across the end of a part it does not.
    let both = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
    assert_eq!(found, [("E1".into(), both("gate", "closed")), ("E2".into(), both("gate", "Closed"))]);
    assert!(hits("\"gate closed\"")[0].text.contains('\n'), "a part begins a line");
    assert!(hits("Nur Pashi").is_empty(), "nobody is named by two parts");
}

#[test]
fn a_name_typed_with_its_hyphen_stands_for_whom_it_names() {
    finds_together("Нур-Паши", &["E3 НурПаши", "E4 NurPashi"]);
    finds_together("Nur Pashi", &["E3 НурПаши", "E4 NurPashi"]);
    finds_together("\"Нур-Паши\"", &["E3 НурПаши"]);
}

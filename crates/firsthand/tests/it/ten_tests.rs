//! The ten built-in tests of the example's README, as assertions on data and results. Tests 1, 2 and 4 stand in
//! `perspective` and `example`; a view for 3 and 5 comes with the work on perspective.

use crate::run::{Place, beslan, files};
use serde_json::Value;

type Table = Vec<std::collections::BTreeMap<String, String>>;

fn table(name: &str) -> Table {
    let path = beslan().join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let cells = |row: csv::StringRecord| header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

fn row(table: &Table, id: &str) -> std::collections::BTreeMap<String, String> {
    table.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no {id}")).clone()
}

/// The published example and its folder.
fn published() -> Place {
    let place = Place::new();
    place.json(&["demo", "--out", "demo", "--no-serve"], 0);
    place
}

fn page(place: &Place, path: &str) -> String {
    std::fs::read_to_string(place.path("demo/dossier").join(path)).unwrap()
}

#[test]
fn test_3_one_speaker_who_changes_is_one_speaker() {
    let statements = table("statements");
    for (speaker, ids) in
        [("P09", &["E028", "E029", "E033", "E046"][..]), ("P13", &["E069", "E070", "E071"]), ("P19", &["E075", "E087"])]
    {
        assert!(ids.iter().all(|id| row(&statements, id)["speaker_id"] == speaker), "{speaker}");
    }
    let answers = table("answers");
    let population = |id: &str| row(&answers, id)["population"].clone();
    assert_ne!(population("E069.1"), population("E074.1"), "the killed and the whole group are different populations");
}

#[test]
fn test_5_what_was_reported_earlier_keeps_its_hour_and_its_one_origin() {
    let place = published();
    let case = place.path("demo/case");
    let question = place.json(&["questions", "Q01", "--case", case.to_str().unwrap()], 0);
    let groups = question["scopes"][0]["groups"].as_array().unwrap().clone();
    let told =
        groups.iter().find(|group| group["statements"].as_array().unwrap().contains(&Value::from("E044"))).unwrap();
    assert!(told["statements"].as_array().unwrap().contains(&Value::from("E045")));
    let answers = table("answers");
    assert_eq!(row(&answers, "E043.1")["as_of_latest"], "2004-09-01");
    assert_eq!(row(&answers, "E028.1")["as_of_latest"], "2004-09-02");
}

#[test]
fn test_6_clocks_of_different_zones_are_one_instant() {
    let answers = table("answers");
    let instant = |text: &str| {
        let edtf: firsthand_model::edtf::Edtf = text.parse().unwrap();
        edtf.span(240).earliest_ms
    };
    assert_eq!(instant("2004-09-03T13:05:00+04:00"), instant("2004-09-03T09:05:00Z"));
    assert_eq!(instant("2004-09-03T13:05:00+04:00"), instant("2004-09-03T10:05:00+01:00"));
    let printed = answers.iter().filter(|row| !row["printed_zone"].is_empty());
    for row in printed {
        assert!(!row["min"].is_empty() && row["min"].contains('T') || !row["printed_time"].is_empty(), "{row:?}");
    }
    let place = published();
    for id in ["E103", "E106"] {
        let text = page(&place, &format!("statements/{id}/index.html"));
        assert!(
            text.contains("GMT") || text.contains("BST") || text.contains("Russian time"),
            "{id} hides its printed zone"
        );
    }
}

#[test]
fn test_7_translated_words_say_that_they_are() {
    let statements = table("statements");
    let translated: Vec<_> = statements.iter().filter(|row| row["certainty_wording"] == "translated").collect();
    assert!(!translated.is_empty());
    let place = published();
    for row in translated.iter().take(5) {
        let text = page(&place, &format!("statements/{}/index.html", row["id"]));
        assert!(text.to_lowercase().contains("translat"), "{}", row["id"]);
    }
}

#[test]
fn test_8_a_copy_of_a_copy_is_counted_once() {
    let dependences = table("dependences");
    let pair = |a: &str, b: &str| {
        dependences.iter().any(|row| {
            let ends = (row["from_statement"].as_str(), row["to_statement"].as_str());
            (ends == (a, b) || ends == (b, a)) && row["kind"] == "common_source"
        })
    };
    assert!(pair("E117", "E131"));
    assert!(pair("E051", "E052"));
}

#[test]
fn test_9_a_doubtful_source_takes_its_note_along() {
    let place = published();
    let doubtful: Vec<String> =
        table("sources").into_iter().filter(|row| row["doubtful"] == "true").map(|row| row["id"].clone()).collect();
    assert!(doubtful.contains(&"S34".to_owned()), "{doubtful:?}");
    let statements = table("statements");
    for source in &doubtful {
        for statement in statements.iter().filter(|row| row["source"] == *source).take(2) {
            let text = page(&place, &format!("statements/{}/index.html", statement["id"]));
            assert!(text.contains("About the source:"), "{}", statement["id"]);
        }
    }
}

#[test]
fn test_10_protected_speakers_have_no_link_and_the_team_keeps_its_columns() {
    let place = published();
    let statements = table("statements");
    let sources = table("sources");
    let protected: Vec<_> = statements.iter().filter(|row| !row["speaker_protection"].is_empty()).collect();
    assert_eq!(protected.len(), 15);
    for statement in protected {
        let text = page(&place, &format!("statements/{}/index.html", statement["id"]));
        let urls = row(&sources, &statement["source"])["urls"].clone();
        for url in urls.split(' ').filter(|url| !url.is_empty()) {
            assert!(!text.contains(&url.replace('&', "&amp;")), "{} links {url}", statement["id"]);
        }
        assert!(
            !text.contains("rel=\"external") && !text.contains("noreferrer noopener external"),
            "{}",
            statement["id"]
        );
    }
    for file in files(&place.path("demo/dossier")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("_team_only="), "{file:?}");
    }
}

#[test]
fn no_link_leads_where_no_rule_allows_one() {
    let place = published();
    let sources = table("sources");
    let forbidden: Vec<String> = sources
        .iter()
        .filter(|row| row["public_link"] != "true" || row["link_rule"] != "link")
        .flat_map(|row| row["urls"].split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|url| {
            !url.is_empty()
                && !sources.iter().any(|row| {
                    row["link_rule"] == "link" && row["public_link"] == "true" && row["urls"].contains(url.as_str())
                })
        })
        .collect();
    assert!(!forbidden.is_empty());
    for file in
        files(&place.path("demo/dossier")).into_iter().filter(|file| file.extension().is_some_and(|e| e == "html"))
    {
        let text = std::fs::read_to_string(&file).unwrap();
        for url in &forbidden {
            assert!(!text.contains(&format!("href=\"{}\"", url.replace('&', "&amp;"))), "{file:?} links {url}");
        }
    }
}

#[test]
fn every_page_says_that_the_edition_is_a_draft() {
    let place = published();
    for file in
        files(&place.path("demo/dossier")).into_iter().filter(|file| file.extension().is_some_and(|e| e == "html"))
    {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("Draft") || text.contains("draft") || text.contains("Черновик"), "{file:?}");
    }
}

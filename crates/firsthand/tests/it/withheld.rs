//! What is withheld is in no byte of a dossier, however it might be written.

use crate::run::{Place, files, small_case};

/// A word that stands nowhere else, with a letter that Unicode can write in two ways.
const CANARY: &str = "Zwölfkanarienvogel";

#[test]
fn a_withheld_statement_is_in_no_byte_of_the_dossier() {
    let place = Place::new();
    let claim = format!("the {CANARY} was seen by the gate");
    let folder = small_case().row(
        "statements",
        &[
            ("id", "E9"),
            ("source", "S1"),
            ("speaker", "a person who was there"),
            ("basis", "saw"),
            ("claim", &claim),
            ("withhold", "true"),
            ("handler_team_only", "Vertrauensperson Siebzehn"),
        ],
    );
    place.case_of(&folder);
    place.json(&["publish", "--out", "dossier"], 0);
    let withheld = firsthand_archive::Withheld {
        texts: [claim, "Vertrauensperson Siebzehn".to_owned()].into(),
        words: ["zwolfkanarienvogel", "zwölfkanarienvogel", "vertrauensperson", "siebzehn"].map(String::from).into(),
        spellings: [CANARY.to_owned(), CANARY.to_lowercase()].into(),
        ..Default::default()
    };
    assert_eq!(firsthand_archive::scan(&place.path("dossier"), &withheld).unwrap(), []);
    for file in files(&place.path("dossier")) {
        assert!(!file.to_string_lossy().contains("E9"), "{file:?}");
    }
}

#[test]
fn a_withheld_text_that_stands_in_something_published_stops_the_edition() {
    let place = Place::new();
    let folder = small_case()
        .row(
            "statements",
            &[
                ("id", "E9"),
                ("source", "S1"),
                ("speaker", "somebody"),
                ("basis", "saw"),
                ("claim", &format!("the {CANARY} was seen by the gate")),
                ("withhold", "true"),
            ],
        )
        .row(
            "sources",
            &[
                ("id", "S3"),
                ("what", &format!("a leaflet: the {CANARY} was seen by the gate")),
                ("read_extent", "whole"),
            ],
        );
    place.case_of(&folder);
    let error = place.error(&["publish", "--out", "dossier"], 1);
    assert_eq!(error["code"], "FH-ARCHIVE-010", "{error}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("statement E9, column claim"), "{message}");
    assert!(!message.to_lowercase().contains("kanarienvogel"), "{message}");
    assert!(!place.path("dossier").exists());
}

/// Publishes a case in which S3 says something that must not be published, and expects the edition to be stopped.
#[track_caller]
fn check_stopped(folder: firsthand_testkit::CaseFolder, what: &str) {
    let place = Place::new();
    place.case_of(&folder.row("sources", &[("id", "S3"), ("what", what), ("read_extent", "whole")]));
    let error = place.error(&["publish", "--out", "dossier"], 1);
    assert_eq!(error["code"], "FH-ARCHIVE-010", "{error}");
}

#[test]
fn the_finding_of_a_withheld_question_stops_the_edition_if_it_stands_elsewhere() {
    let question = [("id", "Q9"), ("question", "who opened the gate?"), ("types", "text"), ("withhold", "true")];
    let headline = format!("the {CANARY} opened the gate");
    let finding = [
        ("id", "F9"),
        ("question_id", "Q9"),
        ("status", "open"),
        ("headline", headline.as_str()),
        ("for_text", "None gathered."),
    ];
    let folder = small_case().row("questions", &question).row("findings", &finding);
    check_stopped(folder, &format!("a leaflet: {headline}"));
}

#[test]
fn an_address_that_may_not_be_linked_stops_the_edition_wherever_it_stands() {
    let address = "https://never.example/not-linked";
    let source = [("id", "S4"), ("what", "a page"), ("read_extent", "whole"), ("urls", address)];
    let folder = small_case().row("sources", &[source.as_slice(), &[("link_rule", "never-link")]].concat());
    check_stopped(folder, &format!("a reprint of {address} as it was"));
}

#[test]
fn a_team_only_column_is_exported_only_when_asked_for() {
    let place = Place::new();
    let folder = small_case().row(
        "sources",
        &[("id", "S3"), ("what", "a leaflet"), ("read_extent", "whole"), ("title_team_only", "The Real Title")],
    );
    place.case_of(&folder);
    place.json(&["export", "without"], 0);
    place.json(&["export", "with", "--with-team-only"], 0);
    let text = |folder: &str| std::fs::read_to_string(place.path(folder).join("sources.csv")).unwrap();
    assert!(!text("without").contains("team_only") && !text("without").contains("Real Title"));
    assert!(text("with").contains("The Real Title"));
}

//! Transcripts whose recording does not go along: read whole on pages of their own, with the statements at their turns; and what
//! keeps them back.

use crate::run::{Place, files};
use firsthand_testkit::CaseFolder;

/// A word that stands nowhere else.
const CANARY: &str = "Zwölfkanarienvogel";

fn words() -> String {
    format!(
        "KEEPER: We stood on the quay and waited for the lamp.\n\nASKER: And then?\n\n\
         KEEPER: Then the {CANARY} sang above the water, and nobody spoke at all.\n\nASKER: Who was with you?\n\n\
         KEEPER: Two of the crew were with me, and later Petrov came.\n"
    )
}

const OWN: [(&str, &str); 2] = [("ship_text", "own-work"), ("read_extent", "whole")];

/// A recording S5 that is not held, and a transcript S6 of it; further cells for each.
fn case(recording: &[(&str, &str)], transcript: &[(&str, &str)]) -> CaseFolder {
    let of_recording = [("id", "S5"), ("what", "an interview on a tape"), ("langs", "en"), ("read_extent", "whole")];
    let of_transcript = [
        ("id", "S6"),
        ("what", "the words on the tape"),
        ("langs", "en"),
        ("file", "files/talk.txt"),
        ("depends_on", "S5"),
    ];
    let own: &[(&str, &str)] =
        if transcript.iter().any(|(column, _)| *column == "ship_text") { &OWN[1..] } else { &OWN };
    CaseFolder::new()
        .titled("A case with a transcript")
        .count_question("Q1", "How many were there?")
        .row("sources", &[&of_recording, recording].concat())
        .row("sources", &[&of_transcript, own, transcript].concat())
        .file("files/talk.txt", words())
}

fn said(folder: CaseFolder, id: &str, quote: &str, further: &[(&str, &str)]) -> CaseFolder {
    let source = further.iter().find(|(column, _)| *column == "source").map_or("S5", |(_, source)| source);
    let further: Vec<_> = further.iter().filter(|(column, _)| *column != "source").copied().collect();
    let cells = [
        ("id", id),
        ("source", source),
        ("speaker", "the keeper"),
        ("basis", "saw"),
        ("stance", "asserts"),
        ("claim", "they waited on the quay"),
        ("quote", quote),
        ("quote_lang", "en"),
    ];
    folder.row("statements", &[&cells[..], &further].concat())
}

fn publish(folder: &CaseFolder) -> Place {
    let place = Place::new();
    place.case_of(folder);
    place.json(&["publish", "--out", "dossier"], 0);
    place
}

fn read(place: &Place, path: &str) -> String {
    std::fs::read_to_string(place.path("dossier").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn what_nobody_verified_says_so_on_the_own_page_of_a_transcript() {
    let place = publish(&said(case(&[], &[]), "E1", "waited for the lamp", &[]));
    let page = read(&place, "sources/S6/transcript/index.html");
    assert!(page.contains("Not verified: source, technical data, content."), "{page}");
}

#[test]
fn a_transcript_of_a_recording_that_is_not_here_is_read_whole_and_a_statement_leads_to_its_turn() {
    let folder = said(case(&[], &[]), "E1", "waited for the lamp", &[]);
    let place = publish(&said(folder, "E2", "words that stand nowhere", &[("source", "S6")]));
    let page = read(&place, "sources/S6/transcript/index.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    let order =
        ["We stood on the quay", "href=\"../../../statements/E1/index.html\"", "And then?", CANARY, "Petrov came"];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    assert!(at("Petrov came") < at("statements/E2/index.html"), "without a place it stands below all turns");
    assert_eq!(page.matches("class=\"speaker\"").count(), 5);
    assert!(!page.contains("<audio") && !page.contains("rel=\"next\""));
    let whole = "href=\"../../sources/S6/transcript/index.html#L1-1\"";
    assert!(read(&place, "statements/E1/index.html").contains(whole));
    assert!(
        read(&place, "sources/S5/index.html").contains(&whole.replace("../../sources", "..")),
        "one click from the list"
    );
    assert!(read(&place, "statements/E2/index.html").contains("href=\"../../sources/S6/transcript/index.html\""));
    assert!(read(&place, "sources/S6/index.html").contains("href=\"transcript/index.html\""));
    assert!(read(&place, "data/search/docs-0.js").contains("sources/S6/transcript/index.html#L1-3"));
    assert_eq!(place.json(&["verify", "dossier"], 0)["ok"], true);
}

#[test]
fn a_statement_of_a_recording_whose_words_stand_in_no_turn_leads_to_the_nearest_or_to_the_beginning() {
    let captions = "WEBVTT\n\n00:10.000 --> 00:29.000\nWe stood on the quay.\n\n00:30.000 --> 00:45.000\nAnd then?\n\n\
         00:50.000 --> 00:55.000\nIt was gone.\n";
    let mut folder = case(&[], &[]).file("files/talk.txt", captions);
    for (id, cells) in [
        ("E1", &[("locator", "00:00:31")][..]),
        ("E2", &[("locator", "00:00:05–00:00:07")]),
        ("E3", &[("locator", "side B of the tape")]),
        ("E4", &[]),
    ] {
        folder = said(folder, id, "words in another language", cells);
    }
    let place = publish(&folder);
    let leads = |id: &str, to: &str| {
        let page = read(&place, &format!("statements/{id}/index.html"));
        assert!(page.contains(&format!("href=\"../../sources/S6/transcript/index.html{to}\"")), "{id}: {page}");
    };
    leads("E1", "#L1-2");
    leads("E2", "");
    leads("E3", "");
    leads("E4", "");
    assert!(
        read(&place, "sources/S5/index.html").contains("href=\"../S6/transcript/index.html\""),
        "its recording too"
    );
}

#[test]
fn words_that_stand_twice_lead_to_no_turn() {
    let folder =
        case(&[], &[]).file("files/talk.txt", "KEEPER: I saw it.\n\nASKER: You?\n\nKEEPER: I saw it.\n\nASKER: So.\n");
    let place = publish(&said(folder, "E1", "I saw it", &[("source", "S6")]));
    assert!(read(&place, "statements/E1/index.html").contains("href=\"../../sources/S6/transcript/index.html\""));
}

#[test]
fn times_are_shown_and_those_that_were_spread_say_so() {
    let table =
        "time,speaker,words\n0:10,KEEPER,We stood on the quay.\n,ASKER,And then the boat?\n0:30,KEEPER,It was gone.\n";
    let of = [("id", "S7"), ("what", "a table"), ("file", "files/talk.csv"), ("depends_on", "S5"), ("langs", "en")];
    let folder = case(&[], &[]).row("sources", &[of.as_slice(), &OWN].concat()).file("files/talk.csv", table);
    let page = read(&publish(&folder), "sources/S7/transcript/index.html");
    assert!(page.contains(">0:10</a>") && page.contains(">0:30</a>"), "{page}");
    assert!(page.contains("spread between stated times\">~0:"), "{page}");
    assert!(page.contains("A time with ~ is spread"), "{page}");
}

#[test]
fn a_long_transcript_is_parted_by_links_that_reach_every_turn() {
    let turn = |at: usize| {
        format!("{}: Turn number {at} {}\n\n", ["KEEPER", "ASKER"][at % 2], "and so it went on ".repeat(60))
    };
    let long: String = (0..200).map(turn).collect();
    let folder = said(case(&[], &[]).file("files/talk.txt", long), "E1", "Turn number 150 and so", &[]);
    let place = publish(&folder);
    let (mut path, mut turns, mut pages) = ("sources/S6/transcript/index.html".to_owned(), 0, 0);
    loop {
        let page = read(&place, &path);
        turns += page.matches("<li class=\"turn ").count();
        pages += 1;
        let Some(next) = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            break;
        };
        path = format!("sources/S6/transcript/{}", next.trim_start_matches("../"));
    }
    assert_eq!((turns, pages), (200, 3));
    let link = read(&place, "statements/E1/index.html");
    let link = link.split("sources/S6/transcript/").nth(1).unwrap().split('"').next().unwrap();
    let (file, id) = link.split_once('#').unwrap();
    assert_eq!(id, "L1-151");
    assert!(read(&place, &format!("sources/S6/transcript/{file}")).contains(&format!("id=\"{id}\"")));
}

/// Publishes a case and expects no word of its transcript in it.
#[track_caller]
fn check_kept_back(folder: &CaseFolder) {
    let place = publish(folder);
    for file in files(&place.path("dossier")) {
        let name = file.to_string_lossy().into_owned();
        assert!(!name.contains("transcript/"), "{name}");
        assert!(!String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains(CANARY), "{name}");
    }
}

#[test]
fn a_transcript_of_others_stays_here_and_so_does_one_of_what_must_never_be_shown() {
    for word in ["court-document", "no", "never"] {
        check_kept_back(&case(&[], &[("ship_text", word)]));
    }
    check_kept_back(&case(&[], &[("link_rule", "never-ship")]));
    check_kept_back(&case(&[("ship_text", "never")], &[]));
    check_kept_back(&case(&[("link_rule", "never-ship")], &[]));
}

#[test]
fn whatever_is_withheld_of_it_or_of_its_recording_keeps_all_of_it_back() {
    check_kept_back(&case(&[("withhold", "true")], &[]));
    check_kept_back(&case(&[], &[("withhold", "true")]));
    check_kept_back(&said(case(&[], &[]), "E1", "the lamp", &[("withhold", "true")]));
    check_kept_back(&said(case(&[], &[]), "E1", "the lamp", &[("speaker_protection", "survivor")]));
    check_kept_back(&case(&[], &[]).row("sessions", &[("id", "I1"), ("source_id", "S5"), ("withhold", "true")]));
    let keeper = [("id", "P1"), ("name", "Keeper"), ("withhold", "true")];
    check_kept_back(&said(case(&[], &[]).row("people", &keeper), "E1", "the lamp", &[("speaker_id", "P1")]));
    let voice = [("id", "V1"), ("source_id", "S6"), ("spelling", "KEEPER"), ("person_id", "P1")];
    check_kept_back(&case(&[], &[]).row("people", &keeper).row("voices", &voice));
}

#[test]
fn somebody_withheld_who_is_named_in_it_stops_the_edition() {
    for name in ["Petrov", "Petrov of the lamp house"] {
        let person = [("id", "P1"), ("name", name), ("withhold", "true")];
        let place = Place::new();
        place.case_of(&case(&[], &[]).row("people", &person));
        assert_eq!(place.error(&["publish", "--out", "dossier"], 1)["code"], "FH-ARCHIVE-010", "{name}");
        assert!(!place.path("dossier").exists());
    }
}

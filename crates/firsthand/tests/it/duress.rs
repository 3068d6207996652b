//! What was said under duress left out: every tally is then the one that a case without those words gives, and nothing else changes.
//! Tallies of one question, findings and pages are tried in `findings`.

use crate::run::Place;
use firsthand_testkit::CaseFolder;
use serde_json::Value;

/// Forty were held, says a clerk, fifty of them children, says a teacher: that cannot be. Under duress, if it is there, the clerk corrects to
/// sixty, a prisoner says ninety children, and is the second by whose account a message arrived.
fn case(with_duress: bool) -> Place {
    let said = |id: &'static str, who: &'static str, day: &'static str| {
        let row = [("id", id), ("source", "S1"), ("speaker", who), ("stated_edtf", day), ("basis", "counted")];
        let rest = [("claim", "a number"), ("stance", "asserts"), ("circumstances", "public"), ("locator", "whole")];
        [&row[..], &rest].concat()
    };
    let clerk = [("speaker_id", "P1")];
    let forced = [("circumstances", "custody"), ("duress", "true")];
    let corrects = [&forced[..], &clerk, &[("stance", "corrects")]].concat();
    let folder = CaseFolder::new()
        .titled("Held in a hall")
        .count_question("Q1", "How many were held?")
        .row(
            "populations",
            &[("id", "N1"), ("question_id", "Q1"), ("population", "children"), ("within", "all"), ("how", "subset")],
        )
        .row("people", &[("id", "P1"), ("name", "a clerk"), ("kind", "role")])
        .row("people", &[("id", "B1"), ("name", "the office"), ("kind", "body")])
        .source("S1")
        .row_but("statements", &said("E1", "a clerk", "2031-05-01"), &clerk)
        .row("statements", &said("E2", "a teacher", "2031-05-01"))
        .row("answers", &count("E1", "all", "40"))
        .row("answers", &count("E2", "children", "50"));
    let evidence = if with_duress { "E2;E4" } else { "E2" };
    let message =
        [("id", "G1"), ("to", "the office"), ("to_id", "B1"), ("content", "how many are held"), ("kind", "report")];
    let arrived = [
        ("earliest", "2031-05-01"),
        ("latest", "2031-05-01"),
        ("receipt_evidence", evidence),
        ("sent_by_source", "E1"),
    ];
    let folder = folder.row("messages", &[&message[..], &arrived].concat());
    let folder = match with_duress {
        false => folder,
        true => folder
            .row_but("statements", &said("E3", "a clerk", "2031-05-02"), &corrects)
            .row_but("statements", &said("E4", "a prisoner", "2031-05-01"), &forced)
            .row("answers", &count("E3", "all", "60"))
            .row("answers", &count("E4", "children", "90")),
    };
    let place = Place::new();
    place.case_of(&folder);
    place
}

fn count<'c>(statement: &'c str, population: &'c str, number: &'c str) -> [(&'c str, &'c str); 11] {
    [
        ("id", statement),
        ("statement_id", statement),
        ("question_id", "Q1"),
        ("population", population),
        ("unit", "people"),
        ("type", "count"),
        ("bound", "exact"),
        ("min", number),
        ("max", number),
        ("as_of_earliest", "2031-05-01"),
        ("as_of_latest", "2031-05-01"),
    ]
}

#[test]
fn without_duress_tensions_in_number_and_what_reached_somebody_are_as_without_those_words() {
    let (whole, by_hand) = (case(true), case(false));
    let commands: [&[&str]; 5] = [
        &["tensions"],
        &["reached", "B1", "--by", "2031-05-03"],
        &["questions"],
        &["questions", "Q1"],
        &["history", "Q1"],
    ];
    for command in commands {
        let switched = whole.json(&[command, &["--without-duress"]].concat(), 0);
        assert_eq!(switched, by_hand.json(command, 0), "{command:?}");
        assert_ne!(whole.json(command, 0), switched, "{command:?} has something to leave out");
    }
    let tense = |place: &Place| -> Vec<String> {
        let found = place.json(&["tensions"], 0);
        let id = |record: &Value| record["id"].as_str().unwrap().to_owned();
        let ids = |one: &Value| one["records"].as_array().unwrap().iter().map(id).collect::<Vec<_>>().join(" ");
        found["tensions"].as_array().unwrap().iter().map(ids).collect()
    };
    assert_eq!(tense(&by_hand), ["E1 E2 N1"], "fifty children of forty held");
    assert_eq!(tense(&whole), ["E3 E4 N1"], "ninety of sixty: the forty were corrected, under duress alone");
}

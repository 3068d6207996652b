//! The shared data on their whole way into a case: every file is in a receipt that sums, and what can be asked of a hearing is found as
//! often as its lines have it. Where they are not at hand nothing is read; `at_hand` of testkit says which files must be there.

use crate::accounted::check_sum;
use crate::run::{Place, files};
use firsthand_testkit::shared_or_skip;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports a folder where it lies; as many files as lie in it are stored, and none is read in part.
#[track_caller]
fn import(place: &Place, folder: &Path) -> Value {
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["import", folder.to_str().unwrap()], 0);
    check_sum(&outcome);
    let receipt = &outcome["receipt"];
    assert_eq!(receipt["total"].as_u64(), Some(files(folder).len() as u64), "{}", folder.display());
    assert_eq!((&receipt["unreadable"], &receipt["refused"]), (&0.into(), &0.into()), "{receipt}");
    assert_eq!(place.json(&["import", folder.to_str().unwrap()], 0)["entries"], 0, "a second import writes nothing");
    outcome
}

/// How many turns the transcript of each file has, by its id.
fn turns(place: &Place) -> BTreeMap<String, u64> {
    let list = place.json(&["transcripts"], 0);
    let line = |line: &Value| (line["id"].as_str().unwrap().to_owned(), line["turns"].as_u64().unwrap());
    list.as_array().unwrap().iter().map(line).collect()
}

/// The cues of a transcript that are no translation of another.
fn said(place: &Place, id: &str) -> usize {
    let view = place.json(&["transcripts", id], 0);
    let cues = view["transcript"]["cues"].as_array().unwrap();
    cues.iter().filter(|cue| cue.get("layer").is_none_or(Value::is_null)).count()
}

#[test]
fn every_row_of_the_oral_histories_goes_into_a_case_or_is_named_and_their_receipt_sums() {
    let Some(folder) = shared_or_skip("data/oral-history-csv") else { return };
    let place = Place::new();
    let outcome = import(&place, &folder);
    let problems = outcome["problems"].as_array().unwrap();
    let ids: Vec<String> = turns(&place).into_keys().collect();
    assert_eq!(ids.len(), 6, "{ids:?}");
    for id in ids {
        // No cell of these tables goes over the end of a line.
        let rows = std::fs::read_to_string(folder.join(&id)).unwrap().lines().count() - 1;
        let is_named = |problem: &&Value| {
            problem["file"] == id.as_str() && problem["message"].as_str().unwrap().contains("no words")
        };
        assert_eq!(said(&place, &id) + problems.iter().filter(is_named).count(), rows, "{id}");
    }
}

#[test]
fn every_sentence_of_the_corpus_goes_into_a_case_and_its_receipt_sums() {
    let Some(folder) = shared_or_skip("data/abaza") else { return };
    let place = Place::new();
    import(&place, &folder);
    assert_eq!(said(&place, "data_oral_abaza_corpus.csv"), 516, "sentences, as the corpus's README counts them");
}

/// What stands in the lines of one day of hearings, by how they begin and end, under the word by which it is asked for.
fn counted(text: &str) -> BTreeMap<&'static str, usize> {
    let lines: Vec<&str> = text.lines().collect();
    let under = |mark: char| {
        let is_rule = |line: &&&str| line.len() > 2 && line.chars().all(|one| one == mark);
        lines.iter().filter(is_rule).count()
    };
    let ends = |endings: &[&str]| lines.iter().filter(|line| endings.iter().any(|end| line.ends_with(end))).count();
    let is_clock = |line: &&&str| line.starts_with("*(") && line.len() < 16 && line.ends_with("m)*");
    BTreeMap::from([
        ("oaths", ends(&["(sworn).*", "(affirmed).*", "(continued).*"])),
        ("witnesses", under('-')),
        ("questioners", under('^')),
        ("clock", lines.iter().filter(is_clock).count()),
        ("references", text.matches("`_").count()),
    ])
}

#[test]
fn oaths_questioners_clock_marks_and_evidence_are_found_as_often_as_the_lines_of_every_day_have_them() {
    let Some(folder) = shared_or_skip("data/hearings/pohi") else { return };
    let place = Place::new();
    import(&place, &folder);
    let mut totals = BTreeMap::<&str, usize>::new();
    let mut expected = BTreeMap::<(&str, String), usize>::new();
    for day in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rst")) {
        let id = day.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        for (asked, count) in counted(&std::fs::read_to_string(&day).unwrap()) {
            *totals.entry(asked).or_default() += count;
            expected.extend((count > 0).then(|| ((asked, id.clone()), count)));
        }
    }
    let mut found = BTreeMap::<(&str, String), usize>::new();
    for asked in totals.keys() {
        for mark in place.json(&["transcripts", "--marks", asked], 0).as_array().unwrap() {
            assert!(mark["words"].as_str().is_some_and(|words| !words.is_empty()), "{mark}");
            *found.entry((asked, mark["transcript"].as_str().unwrap().to_owned())).or_default() += 1;
        }
    }
    assert_eq!(found, expected);
    // As the data's own README counts them; it counts continued oaths, marks with a stray space and links that lead to no evidence
    // apart.
    let known =
        [("oaths", 72 + 5), ("witnesses", 87), ("questioners", 201), ("clock", 372 + 4), ("references", 577 + 5)];
    assert_eq!(totals, BTreeMap::from(known));
    let turns = turns(&place);
    assert_eq!((turns.len(), turns.values().sum::<u64>()), (51, 42_670));
}

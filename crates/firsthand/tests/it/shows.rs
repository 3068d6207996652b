//! What the example must show of perspective, by commands and on pages: times with their zones, questions kept apart, the
//! tank fire beside the rescue, what reached headquarters, the spokesman's figures. The facts are read, not their wording alone.

use crate::run::{Place, beslan, files, small_case};
use serde_json::Value;
use std::collections::BTreeSet;

/// The example as a case.
fn example() -> Place {
    Place::holding(&beslan())
}

/// What a command prints for people.
fn printed(place: &Place, arguments: &[&str]) -> String {
    let output = place.run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn has_all(text: &str, wanted: &[&str]) {
    let missing: Vec<&&str> = wanted.iter().filter(|line| !text.contains(**line)).collect();
    assert!(missing.is_empty(), "{missing:?} missing from\n{text}");
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn scope<'v>(question: &'v Value, population: &str, kind: &str) -> &'v Value {
    let found = list(&question["scopes"]).iter().find(|one| one["population"] == population && one["type"] == kind);
    found.unwrap_or_else(|| panic!("no {population} ({kind}) in {question}"))
}

/// The statements of a scope's groups with the label of each.
fn groups(scope: &Value) -> Vec<(&str, Vec<&str>)> {
    list(&scope["groups"])
        .iter()
        .map(|group| {
            let ids = list(&group["statements"]).iter().map(|id| id.as_str().unwrap());
            (group["label"].as_str().unwrap(), ids.collect())
        })
        .collect()
}

#[test]
fn times_of_the_explosions_stand_with_the_zones_they_were_printed_in() {
    let place = example();
    let question = place.json(&["questions", "Q08"], 0);
    let times = |population: &str| {
        let all = list(&scope(&question, population, "time")["printed"]).iter();
        let text = |line: &Value, field: &str| line[field].as_str().unwrap_or("-").to_owned();
        all.map(|line| ["statement", "time", "zone", "label"].map(|field| text(line, field)).join(" | "))
            .collect::<BTreeSet<String>>()
    };
    let expected = [
        "E103 | - | Russian time | 2004-09-03 13:00",
        "E104 | - | - | 2004-09-03 13:02",
        "E105 | - | - | 2004-09-03 13:03",
        "E106 | 09:05 | GMT | 2004-09-03 13:05",
        "E107 | - | - | about 2004-09-03 13:05",
        "E108 | 10:00-10:30 | BST | 2004-09-03 13:00–13:30",
    ];
    assert_eq!(times("explosion-1"), expected.map(str::to_owned).into());
    assert_eq!(times("roof-collapse"), ["E111 | 09:30 | GMT | 2004-09-03 13:30".to_owned()].into());
    let text = printed(&place, &["questions", "Q08"]);
    has_all(
        &text,
        &[
            "printed in E106 as 09:05, GMT: read as 2004-09-03 13:05",
            "zone as printed in E103: Russian time",
            "no zone is printed in E104",
        ],
    );
    let drawn = place.json(&["draw", "answers", "Q08"], 0);
    has_all(&drawn["figures"][0]["table"].to_string(), &["printed as 09:05, GMT", "printed as 10:00-10:30, BST"]);
}

#[test]
fn when_what_who_and_on_whose_order_are_four_questions() {
    let place = example();
    let statements = place.json(&["statements"], 0);
    let own = |id: &str| -> BTreeSet<String> {
        let answers = |one: &Value| list(&one["answers"]).iter().any(|answer| answer["question_id"] == id);
        let all = list(&statements).iter().filter(|one| answers(one));
        all.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let asked = [("Q08", "time"), ("Q09", "choice"), ("Q10", "actor"), ("Q11", "yes_no")];
    for (id, main) in asked {
        let board = place.json(&["questions", id], 0);
        assert_eq!(board["scopes"][0]["type"], main, "{id}");
        let shown: BTreeSet<String> = list(&board["scopes"])
            .iter()
            .flat_map(groups)
            .flat_map(|(_, ids)| ids.into_iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(shown.is_subset(&own(id)) && shown.len() >= 5, "{id} shows {shown:?}, asked {:?}", own(id));
    }
    assert_eq!(own("Q08").intersection(&own("Q09")).count(), 0, "when is never taken for why");
    // One statement on the cause also says that no assault was under way: an answer of its own to each question.
    let both: Vec<String> = own("Q09").intersection(&own("Q11")).cloned().collect();
    assert_eq!(both, ["E118"]);
    assert_eq!(own("Q10").intersection(&own("Q11")).cloned().collect::<Vec<_>>(), ["E134"]);
}

#[test]
fn whether_weapons_were_used_is_kept_apart_from_when() {
    let place = example();
    let board = place.json(&["questions", "Q12"], 0);
    let used = groups(scope(&board, "used-at-all", "yes_no"));
    assert_eq!(used, [("yes", vec!["E146", "E147", "E149", "E152", "E195"])]);
    let inside = groups(scope(&board, "while-hostages-inside", "yes_no"));
    assert_eq!(inside, [("yes", vec!["E148", "E153", "E154"]), ("no", vec!["E147", "E150", "E151"])]);
    let when = groups(scope(&board, "tank-fire", "time"));
    assert_eq!(when, [("2004-09-03 14:00", vec!["E148", "E149"]), ("2004-09-03 21:00", vec!["E150"])]);
}

#[test]
fn the_times_of_the_tank_fire_stand_in_a_tension_with_the_rescue() {
    let place = example();
    let found = place.json(&["tensions"], 0);
    let about = serde_json::json!(["Q12/tank-fire", "T42"]);
    let of_fire: Vec<&Value> = list(&found["tensions"]).iter().filter(|one| one["about"] == about).collect();
    assert_eq!(of_fire.len(), 2);
    let told = of_fire[1];
    let says: Vec<&str> = list(&told["records"]).iter().map(|one| one["speaker"].as_str().unwrap()).collect();
    assert_eq!(says, ["Kesayev report, leaked version", "federal officials"]);
    let beside: Vec<&str> = list(&told["beside"]).iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(beside, ["E148.2", "E149.2", "E150.2", "T42"]);
    let causes = |one: &Value| -> Vec<String> {
        list(&one["causes"]).iter().map(|one| one["cause"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(causes(of_fire[0]), ["coding", "zone", "translation", "scope"]);
    assert_eq!(causes(told), ["coding", "zone", "scope"], "both were read in English");
    let text = printed(&place, &["tensions"]);
    has_all(
        &text,
        &[
            "Q12/tank-fire  the hour of the tank fire: Were flamethrowers or tanks fired at the school while hostages were inside?",
            "beside: E149.2 (Kindeyev (P26), experienced) puts Q12/tank-fire at 2004-09-03 14:00",
            "beside: E150.2 (federal officials, official) puts Q12/tank-fire at 2004-09-03 21:00",
            "perhaps zone: No zone is printed with the time of E148.2, E150.2; the case's was taken.",
            "nothing recorded here speaks for: rounding",
        ],
    );
}

#[test]
fn tensions_are_drawn_for_the_team_and_their_table_says_the_same() {
    let place = example();
    for narrow in [&[][..], &["--narrow"][..]] {
        let drawn = place.json(&[&["draw", "tensions", "T42"], narrow].concat(), 0);
        assert_eq!((&drawn["audience"], list(&drawn["figures"]).len()), (&"team".into(), 1));
        let svg = drawn["svg"].as_str().unwrap();
        let heading = drawn["figures"][0]["heading"].as_str().unwrap();
        has_all(heading, &["the hour of the tank fire (Q12/tank-fire); ", " (T42)"]);
        has_all(svg, &["For the team", "perhaps coding", "Kindeyev (P26)"]);
        let named = svg.split("data-statement=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let named: BTreeSet<&str> = named.collect();
        let rows = list(&drawn["figures"][0]["table"]["rows"]).iter();
        let in_table: BTreeSet<&str> =
            rows.flat_map(|row| list(&row["statements"])).map(|id| id.as_str().unwrap()).collect();
        assert_eq!(named, in_table);
        assert_eq!(named, ["E147", "E148", "E149", "E150"].into());
    }
    let all = place.json(&["draw", "tensions"], 0);
    assert!(list(&all["figures"]).len() > 2, "numbers too: {}", list(&all["figures"]).len());
    assert_eq!(list(&place.json(&["draw", "tensions", "Q05"], 0)["figures"]).len(), 1);
    assert_eq!(place.error(&["draw", "tensions", "Q99"], 2)["code"], "FH-ARCHIVE-030");
    assert_eq!(place.error(&["draw", "tensions", "--audience", "public"], 2)["code"], "FH-CLI-001");
}

#[test]
fn what_reached_headquarters_by_the_second_day_says_who_says_so_and_since_when() {
    let place = example();
    let text = printed(&place, &["reached", "B04", "--by", "2004-09-02"]);
    has_all(
        &text,
        &[
            "Reported to have reached Operational headquarters (OH) (B04) by 2004-09-02",
            "received: by then, 2004-09-01T11:00:00+04:00; says Dzasokhov (P04) (E173, told; since when is not stated)",
            "received: time not stated; says blog author (E032, unknown; since when is not stated)",
            "understood: nobody says so",
            "Dzugayev (P09): 354 are held",
        ],
    );
    assert!(!text.to_lowercase().contains("knew"), "what anybody made of it is not said");
    let later = printed(&place, &["reached", "B04", "--by", "2004-09-03"]);
    has_all(&later, &["G23", "since 2006-01", "since 2005-06-28"]);
}

#[test]
fn the_spokesmans_figures_are_a_history_of_one_speaker() {
    let place = example();
    let text = printed(&place, &["history", "Q01", "--speaker", "P09"]);
    has_all(
        &text,
        &["P09 over time: 354 (2004-09-02), 354 (2004-09-02), > 1000 (2004-09-04)", "again: 2004-09-02  354"],
    );
    let names = place.json(&["history", "Q02", "--speaker", "P09"], 0);
    let figures = list(&names["scopes"][0]["figures"]).iter().map(|one| one["label"].as_str().unwrap());
    assert_eq!(figures.collect::<Vec<_>>(), ["354", "354"], "names on a list are another question");
}

#[test]
fn the_pages_show_the_same_and_nothing_that_is_for_investigators_alone() {
    let place = example();
    place.json(&["publish", "--out", "dossier"], 0);
    let page = |path: &str| std::fs::read_to_string(place.path("dossier").join(path)).unwrap();
    has_all(
        &page("questions/Q08/index.html"),
        &["printed as 09:05, GMT", "printed as 10:00-10:30, BST", "zone as printed: Russian time", "no zone printed"],
    );
    has_all(&page("ru/questions/Q08/index.html"), &["напечатано как 09:05, GMT", "часовой пояс не напечатан"]);
    has_all(&page("people/index.html"), &["Reported to have reached them", "when this was said is not stated"]);
    has_all(&page("questions/Q01/index.html"), &["354: same speaker, said later"]);
    for file in files(&place.path("dossier")) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for team_only in ["id=\"tensions1", "For the team's own eyes", "id=\"agreement-w", "Sources by question"] {
            assert!(!text.contains(team_only), "{team_only} stands in {file:?}");
        }
    }
}

#[test]
fn a_count_is_shown_with_its_lowest_and_highest_number_and_who_gives_each() {
    let place = Place::new();
    let case = crate::run::small_case().statement("E3", "S2", "a porter", "told", "more than forty").row(
        "answers",
        &[
            ("id", "E3.1"),
            ("statement_id", "E3"),
            ("question_id", "Q1"),
            ("type", "count"),
            ("bound", "more-than"),
            ("min", "40"),
            ("population", "people"),
        ],
    );
    place.case_of(&case);
    let ends = &place.json(&["questions", "Q1"], 0)["scopes"][0]["ends"];
    assert_eq!(ends["lowest"], serde_json::json!({"value": 31, "answers": ["E2.1"], "beyond": []}), "{ends}");
    assert_eq!(ends["highest"], serde_json::json!({"value": 40, "answers": ["E1.1"], "beyond": ["E3.1"]}), "{ends}");
    let text = printed(&place, &["questions", "Q1"]);
    assert!(text.contains("lowest given: 31, by E2.1\n"), "{text}");
    assert!(text.contains("highest given: 40, by E1.1; open above it by E3.1"), "{text}");
}

#[test]
fn a_date_of_another_calendar_stands_with_the_words_and_the_calendar_it_was_printed_in() {
    let place = Place::new();
    let answer = [
        ("id", "E3.1"),
        ("statement_id", "E3"),
        ("question_id", "Q2"),
        ("type", "time"),
        ("bound", "exact"),
        ("min", "1920-01-07"),
        ("max", "1920-01-07"),
        ("printed_time", "25 December 1919"),
        ("printed_calendar", "Julian"),
    ];
    let said = [
        ("id", "E3"),
        ("source", "S1"),
        ("locator", "whole"),
        ("speaker", "the keeper"),
        ("basis", "experienced"),
        ("claim", "they came at Christmas"),
        ("coder", "AB"),
    ];
    let folder = small_case()
        .row("questions", &[("id", "Q2"), ("question", "On which day?"), ("types", "time")])
        .row("statements", &said)
        .row("answers", &answer);
    place.case_of(&folder);
    let line = place.json(&["questions", "Q2"], 0)["scopes"][0]["printed"][0].clone();
    assert_eq!(
        (&line["time"], &line["calendar"], &line["zone"]),
        (&"25 December 1919".into(), &"Julian".into(), &Value::Null)
    );
    let text = printed(&place, &["questions", "Q2"]);
    assert!(
        text.contains("printed in E3 as 25 December 1919, calendar as printed: Julian: read as 1920-01-07"),
        "{text}"
    );
    place.json(&["publish", "--out", "dossier"], 0);
    let own = std::fs::read_to_string(place.path("dossier/statements/E3/index.html")).unwrap();
    let beside = ["they came at Christmas", "7 January 1920", "Coded by AB"];
    assert!(beside.iter().all(|words| own.contains(words)), "the words, what was made of them, and who did");
    for page in ["statements/E3/index.html", "questions/Q2/index.html"] {
        let html = std::fs::read_to_string(place.path("dossier").join(page)).unwrap();
        assert!(html.contains("printed as 25 December 1919; calendar as printed: Julian"), "{page}");
    }
}

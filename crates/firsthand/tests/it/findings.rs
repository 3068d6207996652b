//! Findings: rules are checked where they are written, likelihood is a word of the case's scale, and a finding is stale
//! when a statement that it cites was changed after it.

use crate::run::{Place, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::Value;

/// A finding on the small case's question; later cells replace earlier ones.
fn finding(more: &[(&'static str, &'static str)]) -> CaseFolder {
    let usual = [
        ("id", "F1"),
        ("question_id", "Q1"),
        ("status", "established"),
        ("headline", "About forty came."),
        ("for_statements", "E1;E2"),
        ("rule", "range"),
        ("author", "the editors"),
    ];
    CaseFolder::new().row_but("findings", &usual, more)
}

fn import(place: &Place, name: &str, folder: &CaseFolder, exit_code: i32) -> Value {
    folder.write(&place.path(name));
    place.json(&["import", name], exit_code)
}

/// The small case with a finding.
fn judged(more: &[(&'static str, &'static str)]) -> (Place, Value) {
    let place = Place::new();
    place.case_of(&small_case());
    let outcome = import(&place, "judged", &finding(more), 0);
    (place, outcome)
}

#[track_caller]
fn refused(more: &[(&'static str, &'static str)], column: &str, part: &str) {
    let place = Place::new();
    place.case_of(&small_case());
    let outcome = import(&place, "judged", &finding(more), 1);
    let problem = &outcome["problems"][0];
    assert_eq!(problem["column"], column, "{problem}");
    assert!(problem["message"].as_str().unwrap().contains(part), "{problem}");
}

#[test]
fn the_range_of_the_answers_cited_is_said_at_import_and_shown() {
    let (place, outcome) = judged(&[]);
    let expected = "The statements for it span 31–44 of people: 31; about 40.";
    assert_eq!(outcome["findings"], serde_json::json!([format!("F1: {expected}")]));
    assert_eq!(place.json(&["findings"], 0)[0]["grounds"], serde_json::json!([expected]));
}

#[test]
fn a_majority_is_of_origins_and_never_of_reports() {
    let place = Place::new();
    let folder = small_case()
        .row("people", &[("id", "P1"), ("name", "a witness")])
        .row("people", &[("id", "P2"), ("name", "another witness")])
        .statement("E3", "S1", "a paper", "told", "forty, it is said")
        .statement("E4", "S1", "another paper", "told", "forty, it is said")
        .count("E3", "Q1", 40)
        .count("E4", "Q1", 40)
        .dependence("D1", "E3", "E1", "derived_from")
        .dependence("D2", "E4", "E1", "derived_from");
    place.case_of(&folder);
    let cited = finding(&[("rule", "majority"), ("for_statements", "E1;E3;E4")]);
    let outcome = import(&place, "judged", &cited, 0);
    let sentence = outcome["findings"][0].as_str().unwrap();
    assert!(sentence.contains("have at least 1 and at most 1 separate origins"), "{sentence}");
    assert!(sentence.contains("it is not shown to be the majority by origins"), "{sentence}");
}

#[test]
fn a_rank_of_source_kinds_is_the_cases_own() {
    refused(&[("rule", "source-kind-rank")], "rule", "source_kind_rank in case.toml");
    let place = Place::new();
    place.case_of(&small_case().row("sources", &[("id", "S3"), ("what", "a judgment"), ("kind", "court judgment")]));
    let settings = "title = \"A small case\"\nsource_kind_rank = [\"court judgment\", \"letter\"]\n";
    let ranked = finding(&[("rule", "source-kind-rank")]).file("case.toml", settings);
    let outcome = import(&place, "judged", &ranked, 0);
    assert_eq!(
        outcome["findings"],
        serde_json::json!([
            "F1: The case ranks kinds of source: court judgment, then letter.",
            "F1: For it: kind not stated (not ranked) (E1, E2). Against it: none."
        ])
    );
}

#[test]
fn a_rule_without_what_it_needs_and_a_word_of_another_scale_are_refused() {
    refused(&[("rule", "reason")], "rule", "how it was reached");
    refused(&[("rule", "discussion")], "rule", "how it was reached");
    refused(&[("for_statements", ""), ("against_statements", "E1")], "for_statements", "the rule is applied to");
    refused(&[("rule", "average")], "rule", "one of range, majority");
    refused(&[("likelihood", "virtually certain")], "likelihood", "(icd203)");
    refused(&[("likelihood", "high")], "likelihood", "(icd203)");
    refused(&[("confidence", "very likely")], "confidence", "low, moderate, high");
    refused(&[("evidence", "high")], "evidence", "limited, medium, robust");
}

#[test]
fn what_is_established_names_its_rule_and_who_applied_it() {
    refused(&[("rule", "")], "rule", "what is established says by which rule");
    refused(&[("author", "")], "author", "what is established names them");
    let (place, _) = judged(&[("status", "open"), ("rule", ""), ("author", "")]);
    assert_eq!(place.json(&["findings"], 0)[0]["rule"], Value::Null, "what is open settles nothing");
}

#[test]
fn a_finding_is_listed_with_who_judged_when_other_views_and_what_would_change_it() {
    let more = [("date", "2026-11-24"), ("dissent", "one of us would wait"), ("would_change", "a list")];
    let (place, _) = judged(&more);
    let found = place.json(&["findings"], 0)[0].clone();
    let fields = ["author", "date", "dissent", "would_change"].map(|field| found[field].as_str().unwrap().to_owned());
    assert_eq!(fields, ["the editors", "2026-11-24", "one of us would wait", "a list"]);
    let printed = place.text(&["findings"]);
    for line in ["other views: one of us would wait", "would change it: a list", "judged by: the editors, 2026-11-24"] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    let (place, _) = judged(&[("dissent", ""), ("would_change", "")]);
    let printed = place.text(&["findings"]);
    assert!(printed.contains("other views: none recorded\n   would change it: not stated\n"), "{printed}");
}

#[test]
fn one_case_has_one_scale_and_one_row_of_it() {
    let (place, _) = judged(&[("likelihood", "very likely")]);
    let mixed = finding(&[("id", "F2"), ("likelihood", "probable")]);
    let outcome = import(&place, "mixed", &mixed, 1);
    assert!(outcome["problems"][0]["message"].as_str().unwrap().contains("two rows are mixed"), "{outcome}");
    let place = Place::new();
    place.case_of(&small_case().file("case.toml", "title = \"A case\"\nlikelihood_scale = \"ipcc\"\n"));
    let of_ipcc = finding(&[("likelihood", "virtually certain"), ("confidence", "very high")]);
    import(&place, "judged", &of_ipcc, 0);
    let other = CaseFolder::new().file("case.toml", "title = \"A case\"\nlikelihood_scale = \"kent\"\n");
    let outcome = import(&place, "other", &other, 1);
    assert_eq!(outcome["problems"][0]["column"], "likelihood_scale", "{outcome}");
}

#[test]
fn a_word_of_the_scale_has_the_translation_of_the_case() {
    let (place, _) = judged(&[("likelihood", "very likely")]);
    let translated = |word: &'static str| {
        let row = [("id", "L1"), ("of_kind", "likelihood"), ("of_id", word), ("field", "label"), ("lang", "ru")];
        let settings = "title = \"A small case\"\nlanguages = [\"en\", \"ru\"]\nexpose_handles = true\n";
        CaseFolder::new()
            .row("translations", &[&row[..], &[("text", "по всей вероятности")]].concat())
            .file("case.toml", settings)
    };
    let refused = import(&place, "no-word", &translated("most probably"), 1);
    assert_eq!(refused["problems"][0]["column"], "of_id", "{refused}");
    import(&place, "word", &translated("very likely"), 0);
    place.json(&["publish", "--out", "dossier"], 0);
    for page in ["ru/questions/Q1/index.html", "ru/method/index.html"] {
        let html = std::fs::read_to_string(place.path("dossier").join(page)).unwrap();
        assert!(html.contains("по всей вероятности"), "{page}");
    }
}

/// E2 with another claim, and more cells.
fn changed(more: &[(&'static str, &'static str)]) -> CaseFolder {
    let mut row = vec![
        ("id", "E2"),
        ("source", "S2"),
        ("speaker", "a clerk"),
        ("basis", "official"),
        ("claim", "thirty-two names were taken down"),
        ("locator", "whole"),
    ];
    row.extend(more);
    CaseFolder::new().row("statements", &row)
}

#[track_caller]
fn check_stale(folder: &CaseFolder, change: &str) {
    let (place, _) = judged(&[]);
    assert_eq!(place.json(&["findings", "--stale"], 0), serde_json::json!([]));
    let before = place.json(&["verify"], 0)["entries"].to_string();
    let outcome = import(&place, "more", folder, 0);
    let stale = place.json(&["findings", "--stale"], 0);
    let mark = &stale[0]["stale"][0];
    assert_eq!((&mark["statement"], &mark["change"]), (&"E2".into(), &change.into()), "{stale}");
    let problems = outcome["problems"].to_string();
    assert!(problems.contains(&format!("finding F1 is stale: written before E2 was {change}")), "{problems}");
    // As it stood before it was not.
    assert_eq!(place.json(&["findings", "--stale", "--at", &before], 0), serde_json::json!([]));
    // Judged again it is no longer.
    import(&place, "again", &finding(&[("date", "2026-11-25")]), 0);
    assert_eq!(place.json(&["findings", "--stale"], 0), serde_json::json!([]));
}

#[test]
fn a_finding_is_stale_after_its_statement_was_changed_taken_back_or_withheld() {
    check_stale(&changed(&[]), "changed");
    check_stale(&changed(&[("stance", "retracts")]), "retracted");
    check_stale(&changed(&[("withhold", "true")]), "withheld");
    check_stale(&CaseFolder::new().count("E2", "Q1", 32), "changed");
}

#[test]
fn a_finding_is_stale_after_its_statement_was_erased() {
    let (place, _) = judged(&[]);
    place.json(&["erase", "statement:E2", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(place.json(&["findings", "--stale"], 0)[0]["stale"][0]["change"], "erased");
}

#[test]
fn a_reader_is_told_that_a_finding_is_stale_and_not_what_was_withheld() {
    let (place, _) = judged(&[]);
    let page = |out: &str| {
        place.json(&["publish", "--out", out], 0);
        std::fs::read_to_string(place.path(out).join("questions/Q1/index.html")).unwrap()
    };
    assert!(!page("before").contains("judged again"));
    import(&place, "changed", &changed(&[]), 0);
    let text = page("changed-page");
    assert!(text.contains(">E2</a> was changed after this finding was written"), "{text}");
    import(&place, "withheld", &changed(&[("withhold", "true")]), 0);
    let text = page("withheld-page");
    assert!(text.contains("Something that this finding rests on was changed or may no longer be shown"), "{text}");
    assert!(!text.contains("E2"), "{text}");
}

#[test]
fn without_duress_every_tally_is_the_one_that_taking_them_out_by_hand_gives() {
    let place = Place::new();
    let folder = |with: bool| {
        let case = small_case();
        let row = [
            ("id", "E3"),
            ("source", "S1"),
            ("speaker", "a prisoner"),
            ("basis", "saw"),
            ("claim", "ninety"),
            ("locator", "whole"),
            ("duress", "true"),
        ];
        let case = if with { case.row("statements", &row).count("E3", "Q1", 90) } else { case };
        let cited = if with { "E1;E2;E3" } else { "E1;E2" };
        let row =
            [("id", "F1"), ("question_id", "Q1"), ("status", "contested"), ("headline", "Forty."), ("rule", "range")];
        case.row("findings", &[&row[..], &[("for_statements", cited)]].concat())
    };
    place.case_of(&folder(true));
    let by_hand = Place::new();
    by_hand.case_of(&folder(false));
    for command in [&["questions"][..], &["questions", "Q1"], &["tensions"], &["history", "Q1"]] {
        let switched = place.json(&[command, &["--without-duress"]].concat(), 0);
        assert_eq!(switched, by_hand.json(command, 0), "{command:?}");
    }
    assert_ne!(place.json(&["questions"], 0), by_hand.json(&["questions"], 0));
    assert_ne!(place.json(&["history", "Q1"], 0), by_hand.json(&["history", "Q1"], 0));
    let drawn = |place: &Place, more: &[&str]| {
        let drawn = place.json(&[&["draw", "answers", "Q1"], more].concat(), 0);
        (drawn["figures"][0]["table"].clone(), drawn["svg"].as_str().unwrap().contains("under duress is left out"))
    };
    let (switched, whole) = (drawn(&place, &["--without-duress"]), drawn(&place, &[]));
    assert_eq!(switched, (drawn(&by_hand, &[]).0, true), "the drawing says what it leaves out");
    assert!(whole.0 != switched.0 && !whole.1);
    let grounds = |found: Value| found[0]["grounds"].clone();
    assert_eq!(grounds(place.json(&["findings", "--without-duress"], 0)), grounds(by_hand.json(&["findings"], 0)));
    assert_ne!(grounds(place.json(&["findings"], 0)), grounds(by_hand.json(&["findings"], 0)));
    // Nothing else: what was said, and the finding itself, are the same with and without.
    let (with, without) = (place.json(&["findings"], 0), place.json(&["findings", "--without-duress"], 0));
    for field in ["headline", "status", "for_statements", "stale", "likelihood"] {
        assert_eq!(with[0][field], without[0][field], "{field}");
    }
    assert_eq!(by_hand.json(&["questions", "--without-duress"], 0), by_hand.json(&["questions"], 0));
    // A reader has the same switch, with scripts off, and only where something was said in custody.
    let page = |place: &Place| {
        place.json(&["publish", "--out", "dossier"], 0);
        std::fs::read_to_string(place.path("dossier/questions/Q1/index.html")).unwrap()
    };
    let (with, without) = (page(&place), page(&by_hand));
    let switched = with.split("<summary>Leave out what was said or done in custody").nth(1).unwrap();
    let switched = switched.split("</details>").next().unwrap();
    assert!(switched.contains("1 answer is left out here"), "{switched}");
    assert!(switched.contains("<b>31</b>") && switched.contains("about 40") && !switched.contains("90"), "{switched}");
    assert!(!without.contains("in custody"), "{without}");
}

//! A text from outside beside the record: marks in a table that a person fills in, and what stands beside each claim.

use crate::run::{Place, beslan, small_case};
use serde_json::Value;
use sha2::Digest as _;
use std::path::Path;

/// The claims of the post that prompted the example, in our own words, and others that are nobody's.
const DRAFT: &str = "# A draft\n\nOn 2 September officials said that 354 people were held in the school. Residents\nbelieved \
    that there were more than 1,000. Of the people in the gymnasium 12 were tourists.\n\nThe roof was painted green.\n";

/// The example with the draft beside the case, its table of marks written.
fn example() -> Place {
    let place = Place::holding(&beslan());
    std::fs::write(place.path("draft.md"), DRAFT).unwrap();
    place
}

fn table(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn write(path: &Path, rows: &[Vec<String>]) {
    let mut writer = csv::Writer::from_path(path).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

/// Fills in the row of the sentence that holds these words, as a person would in an editor.
#[track_caller]
fn mark(place: &Place, file: &str, words: &str, cells: &[(&str, &str)]) {
    let path = place.path(&format!("{file}.marks.csv"));
    let mut rows = table(&path);
    let column =
        |name: &str| rows[0].iter().position(|known| known == name).unwrap_or_else(|| panic!("no column {name}"));
    let columns: Vec<(usize, &str)> = cells.iter().map(|(name, cell)| (column(name), *cell)).collect();
    let sentence = column("sentence");
    let row =
        rows.iter_mut().find(|row| row[sentence].contains(words)).unwrap_or_else(|| panic!("no sentence has {words}"));
    columns.into_iter().for_each(|(at, cell)| row[at] = cell.to_owned());
    write(&path, &rows);
}

fn mark_draft(place: &Place) {
    let held = |answer: &'static str| {
        [("claim", "yes"), ("question_id", "Q01"), ("scope", "held-in-school"), ("answer", answer)]
    };
    mark(place, "draft.md", "354", &held("count=354"));
    mark(place, "draft.md", "1,000", &held("count>1000"));
    let tourists =
        [("claim", "12 of them were tourists"), ("question_id", "Q01"), ("scope", "tourists"), ("answer", "count=12")];
    mark(place, "draft.md", "tourists", &tourists);
    mark(place, "draft.md", "painted", &[("claim", "yes"), ("status", "nowhere_here")]);
}

fn labels(claim: &Value, column: &str) -> Vec<String> {
    claim[column].as_array().unwrap().iter().map(|line| line["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_first_run_writes_a_table_with_suggestions_and_never_over_one_that_is_there() {
    let place = example();
    let written = place.json(&["check", "draft.md"], 0);
    assert_eq!(written["sentences"], 5);
    let rows = table(&place.path("draft.md.marks.csv"));
    let of_354 = rows.iter().find(|row| row[3].contains("354")).unwrap();
    assert!(of_354[4].contains("Q01") && of_354[5].contains('E'), "{of_354:?}");
    let says_354 = ["E010", "E028", "E029", "E031", "E033", "E056"];
    let suggested: Vec<&str> = of_354[5].split(';').collect();
    assert!(
        suggested.iter().all(|id| says_354.contains(id)),
        "other words are no reason beside the number: {suggested:?}"
    );
    let of_1000 = rows.iter().find(|row| row[3].contains("1,000")).unwrap();
    let says_1000 = ["E038", "E046", "E052", "E054"];
    assert!(of_1000[5].split(';').take(4).all(|id| says_1000.contains(&id)), "about and more than 1,000: {of_1000:?}");
    assert!(of_354[6..].iter().all(String::is_empty), "a suggestion stands in a person's column: {of_354:?}");
    let chars: Vec<char> = DRAFT.chars().collect();
    let (start, end): (usize, usize) = (of_354[0].parse().unwrap(), of_354[1].parse().unwrap());
    assert_eq!(chars[start..end].iter().collect::<String>(), of_354[3]);
    let before = std::fs::read(place.path("draft.md.marks.csv")).unwrap();
    let unmarked = place.json(&["check", "draft.md"], 1);
    assert_eq!(unmarked["problems"][0]["column"], "claim");
    assert_eq!(std::fs::read(place.path("draft.md.marks.csv")).unwrap(), before);
    assert!(!place.path("draft.md.check").exists());
}

#[test]
fn numbers_in_words_are_suggested_as_those_in_digits_are() {
    let place = example();
    let said = "They spoke of three hundred and fifty-four.\n\nГоворили о трёхстах людях, потом о трёхсот пятидесяти четырёх.\n\nOne day nobody came.\n";
    std::fs::write(place.path("words.txt"), said).unwrap();
    place.json(&["check", "words.txt"], 0);
    let rows = table(&place.path("words.txt.marks.csv"));
    let says_354 = ["E010", "E028", "E029", "E031", "E033", "E056"];
    for row in &rows[1..3] {
        assert!(row[5].split(';').next().is_some_and(|id| says_354.contains(&id)), "{row:?}");
        assert!(row[4].contains("Q01"), "{row:?}");
    }
}

#[test]
fn paragraphs_of_rich_text_are_paragraphs() {
    let place = Place::new();
    place.case_of(&small_case());
    let text = r"{\rtf1\ansi\ansicpg1252 About forty people came.\par Thirty-one names were taken down, he said.\par}";
    std::fs::write(place.path("release.rtf"), text).unwrap();
    assert_eq!(place.json(&["check", "release.rtf"], 0)["sentences"], 2);
    let rows = table(&place.path("release.rtf.marks.csv"));
    let placed: Vec<(&str, &str)> = rows[1..].iter().map(|row| (row[2].as_str(), row[3].as_str())).collect();
    assert_eq!(placed, [("1", "About forty people came."), ("2", "Thirty-one names were taken down, he said.")]);
}

#[test]
fn a_question_whose_text_shares_words_is_suggested_though_no_statement_does_and_nothing_is_said_of_none() {
    let place = Place::new();
    place.case_of(&small_case().count_question("Q2", "How often did the lighthouse keeper ring the copper bell?"));
    std::fs::write(place.path("bell.txt"), "The lighthouse keeper rang the copper bell twice.\n").unwrap();
    std::fs::write(place.path("roof.txt"), "Green paint.\n").unwrap();
    assert_eq!(place.json(&["check", "bell.txt"], 0)["suggested"], 1);
    let rows = table(&place.path("bell.txt.marks.csv"));
    assert_eq!((rows[1][4].as_str(), rows[1][5].as_str()), ("Q2", ""));
    let said = String::from_utf8(place.run(&["check", "roof.txt"]).stdout).unwrap();
    assert!(!said.contains("For 0"), "{said}");
}

#[test]
fn each_claim_is_said_excluded_about_something_else_or_nowhere() {
    let place = example();
    place.json(&["check", "draft.md"], 0);
    mark_draft(&place);
    let found = place.json(&["check", "draft.md"], 0);
    let claims = found["claims"].as_array().unwrap();
    for (claim, says, excludes) in
        [(&claims[0], ["E029", "E033"], ["E034", "E048"]), (&claims[1], ["E047", "E048"], ["E029", "E033"])]
    {
        let (said, differs) = (labels(claim, "said_by"), labels(claim, "differs_from"));
        assert!(says.iter().all(|id| said.iter().any(|known| known == id)), "{said:?}");
        assert!(excludes.iter().all(|id| differs.iter().any(|known| known == id)), "{differs:?}");
        assert!(said.iter().all(|id| !differs.contains(id)), "{said:?} and {differs:?}");
    }
    assert!(claims[0]["said_by_reports"].as_str().unwrap().contains("one report"), "{}", claims[0]["said_by_reports"]);
    assert!(labels(&claims[0], "fits").contains(&"E026".to_owned()), "120 to 400 is no 354");
    assert_eq!([labels(&claims[2], "said_by"), labels(&claims[2], "differs_from")], [Vec::<String>::new(), vec![]]);
    assert!(labels(&claims[2], "about_something_else").len() > 20);
    assert!(claims[3]["nothing"].as_str().unwrap().starts_with("Nowhere here"));
    let counts = &found["counts"];
    let kinds = ["claims", "said_by", "differs_from", "about_something_else", "nowhere_here", "not_compared"];
    assert_eq!(kinds.map(|kind| counts[kind].as_u64().unwrap()), [4, 2, 2, 1, 1, 0]);
}

#[test]
fn the_files_hold_the_whole_text_and_the_same_bytes_again_and_nothing_enters_the_case() {
    let place = example();
    place.json(&["check", "draft.md"], 0);
    mark_draft(&place);
    let before = place.json(&["verify"], 0)["entries"].clone();
    let files = place.json(&["check", "draft.md"], 0)["files"].as_array().unwrap().len();
    assert_eq!(files, 4);
    let read = |name: &str| std::fs::read(place.path("draft.md.check").join(name)).unwrap();
    let all = ["check.html", "check.docx", "check.csv", "check.json"].map(read);
    place.json(&["check", "draft.md"], 0);
    assert_eq!(["check.html", "check.docx", "check.csv", "check.json"].map(read), all);
    assert_eq!(place.json(&["verify"], 0)["entries"], before);
    let page = String::from_utf8(all[0].clone()).unwrap();
    assert!(page.contains("Residents\nbelieved that there were more than 1,000."), "the text is not whole");
    assert!(page.contains("href=\"#claim-1\"") && page.contains("id=\"statement-E048\""));
    assert!(!page.contains("<script") && !page.contains("href=\"../") && !page.contains("style=\""));
    place.json(&["check", "draft.md", "--out", "table", "--format", "csv"], 0);
    assert_eq!(std::fs::read_dir(place.path("table")).unwrap().count(), 1);
}

#[test]
fn our_own_reader_reads_the_word_document() {
    let place = example();
    place.json(&["check", "draft.md"], 0);
    mark_draft(&place);
    place.json(&["check", "draft.md"], 0);
    std::fs::copy(place.path("draft.md.check/check.docx"), place.path("again.docx")).unwrap();
    place.json(&["check", "again.docx"], 0);
    let sentences: Vec<String> =
        table(&place.path("again.docx.marks.csv")).into_iter().map(|row| row[3].clone()).collect();
    for words in ["354 people were held in the school.", "Fits, without saying it", "Claim 3: 12 of them were tourists"]
    {
        assert!(sentences.iter().any(|sentence| sentence.contains(words)), "{words}: {sentences:?}");
    }
}

#[test]
fn the_order_of_rows_in_the_marks_makes_no_difference() {
    let place = example();
    place.json(&["check", "draft.md"], 0);
    mark_draft(&place);
    let page = |place: &Place| {
        place.json(&["check", "draft.md"], 0);
        let text = std::fs::read_to_string(place.path("draft.md.check/check.json")).unwrap();
        let mut view: Value = serde_json::from_str(&text).unwrap();
        view["claims"].as_array_mut().unwrap().iter_mut().for_each(|claim| claim["row"] = Value::Null);
        view
    };
    let before = page(&place);
    let path = place.path("draft.md.marks.csv");
    let mut rows = table(&path);
    rows[1..].reverse();
    write(&path, &rows);
    assert_eq!(page(&place), before);
}

#[test]
fn marks_are_found_again_in_a_changed_text_or_named() {
    let place = example();
    place.json(&["check", "draft.md"], 0);
    mark_draft(&place);
    let changed = DRAFT.replace("# A draft", "# A draft, with a longer title").replace("painted green", "painted blue");
    std::fs::write(place.path("draft.md"), changed).unwrap();
    let found = place.json(&["check", "draft.md"], 1);
    let claims = found["claims"].as_array().unwrap();
    assert_eq!(claims.iter().map(|claim| claim["is_moved"] == true).collect::<Vec<_>>(), [true, true, true, false]);
    assert_eq!(
        (claims[3]["is_in_text"].clone(), claims[3]["words"].as_str().unwrap()),
        (false.into(), "The roof was painted green.")
    );
    assert_eq!((found["lost"].as_array().unwrap().len(), found["unmarked"].as_u64()), (1, Some(1)));
}

#[test]
fn rows_that_cannot_be_used_are_named_and_nothing_is_written() {
    let place = example();
    place.json(&["check", "draft.md"], 0);
    mark(&place, "draft.md", "354", &[("claim", "yes"), ("question_id", "Q99"), ("answer", "count=354")]);
    mark(&place, "draft.md", "1,000", &[("claim", "yes"), ("question_id", "Q01"), ("answer", "a lot")]);
    mark(&place, "draft.md", "painted", &[("claim", "yes"), ("statement_ids", "E999"), ("status", "said_by")]);
    let found = place.json(&["check", "draft.md"], 1);
    let mut columns: Vec<&str> =
        found["problems"].as_array().unwrap().iter().map(|problem| problem["column"].as_str().unwrap()).collect();
    columns.sort_unstable();
    assert_eq!(columns, ["answer", "question_id", "statement_ids"]);
    assert!(!place.path("draft.md.check").exists());
}

#[test]
fn what_is_withheld_is_neither_compared_nor_suggested_nor_shown() {
    let place = Place::new();
    let folder = small_case()
        .count_question("Q9", "How many canaries were there?")
        .statement("E8", "S1", "a clerk", "counted", "seven canaries were there")
        .count("E8", "Q9", 7)
        .row(
            "statements",
            &[
                ("id", "E9"),
                ("source", "S1"),
                ("speaker", "a person who was there"),
                ("basis", "saw"),
                ("claim", "eleven canaries of the Zwölfkanarienvogel kind were there"),
                ("withhold", "true"),
            ],
        )
        .count("E9", "Q9", 11);
    place.case_of(&folder);
    std::fs::write(place.path("post.txt"), "There were eleven canaries there.").unwrap();
    place.json(&["check", "post.txt"], 0);
    assert!(!std::fs::read_to_string(place.path("post.txt.marks.csv")).unwrap().contains("E9"));
    let cells = [("claim", "yes"), ("question_id", "Q9"), ("scope", "people"), ("answer", "count=11")];
    mark(&place, "post.txt", "eleven", &cells);
    let found = place.json(&["check", "post.txt"], 0);
    assert_eq!(
        (labels(&found["claims"][0], "said_by"), labels(&found["claims"][0], "differs_from")),
        (vec![], vec!["E8".into()])
    );
    mark(&place, "post.txt", "eleven", &[("note", "as the Zwölfkanarienvogel shows")]);
    assert_eq!(place.error(&["check", "post.txt"], 1)["code"], "FH-ARCHIVE-010");
    mark(&place, "post.txt", "eleven", &[("note", ""), ("statement_ids", "E9"), ("status", "said_by")]);
    let refused = place.json(&["check", "post.txt"], 1);
    assert_eq!(refused["problems"][0]["column"], "statement_ids");
}

#[test]
fn duress_is_marked_and_can_be_left_out_of_what_is_compared() {
    let place = Place::new();
    let in_custody = [
        ("id", "E9"),
        ("source", "S1"),
        ("speaker", "a man in custody"),
        ("basis", "saw"),
        ("claim", "nine were there"),
        ("duress", "true"),
    ];
    let folder =
        small_case().count_question("Q9", "How many were there?").row("statements", &in_custody).count("E9", "Q9", 9);
    place.case_of(&folder);
    std::fs::write(place.path("post.txt"), "Nine were there.").unwrap();
    place.json(&["check", "post.txt"], 0);
    mark(
        &place,
        "post.txt",
        "Nine",
        &[("claim", "yes"), ("question_id", "Q9"), ("scope", "people"), ("answer", "count=9")],
    );
    let found = place.json(&["check", "post.txt"], 0);
    assert!(found["claims"][0]["said_by"][0]["custody"].is_string(), "{found}");
    let without = place.json(&["check", "post.txt", "--without-duress"], 0);
    assert_eq!(labels(&without["claims"][0], "said_by"), Vec::<String>::new());
    assert!(
        std::fs::read_to_string(place.path("post.txt.check/check.html"))
            .unwrap()
            .contains("under duress were left out")
    );
}

#[test]
fn a_page_of_the_web_is_read_and_a_picture_is_refused() {
    let place = example();
    std::fs::write(place.path("post.html"), "<p>Nobody was <b>held</b>.</p><script>x()</script><p>So he said.</p>")
        .unwrap();
    assert_eq!(place.json(&["check", "post.html"], 0)["sentences"], 2);
    std::fs::write(place.path("post.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    assert_eq!(place.error(&["check", "post.png"], 2)["code"], "FH-ARCHIVE-032");
    std::fs::write(place.path("long.txt"), "Nobody saw the ferry leave. ".repeat(300_000)).unwrap();
    let error = place.error(&["check", "long.txt"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-032");
    assert!(error["message"].as_str().unwrap().contains("at most 8388608 (8 MiB) are read"), "{error}");
    assert!(!place.path("post.png.marks.csv").exists());
    assert_eq!(place.error(&["check", "nothing.txt"], 2)["code"], "FH-ARCHIVE-020");
}

#[test]
fn claims_that_are_statements_are_kept_as_the_prompt_and_do_not_stand_beside_themselves() {
    let place = Place::new();
    let text = "Five were there. Nobody else says more.";
    let hex: String = sha2::Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    let digest = format!("sha256:{hex}");
    let folder = small_case()
        .count_question("Q9", "How many were there?")
        .row("sources", &[("id", "S9"), ("what", "a post"), ("read_extent", "whole"), ("sha256", &digest)])
        .statement("E8", "S9", "a blogger", "unknown", "five were there")
        .count("E8", "Q9", 5)
        .statement("E9", "S1", "a clerk", "counted", "seven were there")
        .count("E9", "Q9", 7);
    place.case_of(&folder);
    std::fs::write(place.path("post.txt"), text).unwrap();
    place.json(&["check", "post.txt"], 0);
    let path = place.path("post.txt.marks.csv");
    let mut rows = table(&path);
    rows.iter_mut().for_each(|row| row.push(String::new()));
    *rows[0].last_mut().unwrap() = "is_statement".into();
    write(&path, &rows);
    let cells =
        [("claim", "yes"), ("question_id", "Q9"), ("scope", "people"), ("answer", "count=5"), ("is_statement", "E8")];
    mark(&place, "post.txt", "Five", &cells);
    mark(&place, "post.txt", "Nobody", &[("claim", "yes")]);
    let found = place.json(&["check", "post.txt", "--keep"], 0);
    assert_eq!(
        (labels(&found["claims"][0], "said_by"), labels(&found["claims"][0], "differs_from")),
        (vec![], vec!["E9".into()])
    );
    assert_eq!(
        (found["kept"]["entries"].as_u64(), found["kept"]["not_kept"].clone()),
        (Some(2), serde_json::json!([3]))
    );
    assert_eq!(place.json(&["check", "post.txt", "--keep"], 0)["kept"]["entries"], 0);
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/prompt/index.html")).unwrap();
    assert!(page.contains("seven were there") && page.contains("Five were there"));
}

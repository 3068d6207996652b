//! Tables as CSV: what is taken, and what each fault says of its place.

use crate::support::{check, read, records};
use firsthand_intake::{Mode, RefusedRow, read_bytes};
use firsthand_model::Kind;

#[test]
fn a_good_table_gives_its_records_with_their_rows() {
    let reading = read("places.csv", "\u{feff}id,Place , lat\r\nL01,\"School, No. 1\",43.18\r\n\r\nL02,Square,\r\n");
    assert_eq!((reading.reader.as_str(), reading.table.as_deref()), ("csv", Some("places")));
    assert_eq!(reading.problems, []);
    assert_eq!(reading.proposals.iter().map(|proposal| proposal.row).collect::<Vec<_>>(), [Some(2), Some(4)]);
    assert_eq!(records(&reading)[0], serde_json::json!({"id": "L01", "place": "School, No. 1", "lat": "43.18"}));
    assert_eq!(reading.counts["places"], 2);
}

#[test]
fn semicolons_and_tabs_are_taken_where_the_header_says_so() {
    assert_eq!(read("places.csv", "id;place;source_ids\nL1;\"A, B\";\"S1;S2\"\n").counts["places"], 1);
    assert_eq!(read("places.csv", "id\tplace\nL1\tA, B; C\n").counts["places"], 1);
}

#[test]
fn a_bad_row_is_left_out_and_the_others_are_kept() {
    let reading = read("events.csv", "id,event,earliest,approx\nT1,a,2004-09-01,\nT2,b,,maybe\nT3,c,,true\n");
    check(&reading, Some(3), Some("approx"), &["expected true or false", "«maybe»"]);
    assert_eq!(reading.counts["events"], 2);
}

#[test]
fn missing_columns_are_listed() {
    check(&read("statements.csv", "id,source\nE1,S1\n"), Some(1), None, &["speaker, basis, claim"]);
    check(&read("places.csv", "id,where\nL1,A\n"), Some(1), Some("place"), &["place"]);
}

#[test]
fn a_header_twice_is_refused() {
    check(&read("places.csv", "id,place,Place\nL1,A,B\n"), Some(1), Some("place"), &["twice", "B and C"]);
}

#[test]
fn unknown_columns_are_kept_and_remarked_once_but_those_of_the_team_silently() {
    let reading = read("places.csv", "id,place,colour,title_team_only\nL1,A,red,x\nL2,B,blue,\n");
    assert_eq!(reading.problems.iter().map(|problem| problem.column.as_deref()).collect::<Vec<_>>(), [Some("colour")]);
    assert!(reading.is_clean());
    assert_eq!(records(&reading)[0]["title_team_only"], "x");
    assert_eq!(records(&reading)[1], serde_json::json!({"id": "L2", "place": "B", "colour": "blue"}));
}

#[test]
fn a_required_cell_that_is_empty_is_named() {
    check(&read("places.csv", "id,place,lat\nL1, ,1.5\n"), Some(2), Some("place"), &["expected a value", "empty"]);
}

#[test]
fn an_id_twice_names_both_rows() {
    let reading = read("places.csv", "id,place\nL1,A\nL2,B\nL1,C\n");
    check(&reading, Some(4), Some("id"), &["«L1»", "rows 2 and 4"]);
    assert_eq!(reading.counts["places"], 2);
}

#[test]
fn an_answer_that_does_not_fit_its_type_names_the_column() {
    let rows =
        "id,statement_id,question_id,type,bound,min,max\nE1.1,E1,Q1,count,range,9,3\nE2.1,E2,Q1,count,exact,many,\n";
    let reading = read("answers.csv", rows);
    let places: Vec<_> = reading.problems.iter().map(|p| (p.row, p.column.as_deref(), p.fatal)).collect();
    assert_eq!(places, [(Some(2), Some("max"), true), (Some(3), Some("min"), true)]);
    assert!(reading.problems[1].message.contains("«many»"), "{}", reading.problems[1]);
}

#[test]
fn types_of_a_question_are_checked_word_by_word() {
    let reading = read("questions.csv", "id,question,types\nQ1,How many?,count;txt\n");
    check(&reading, Some(2), Some("types"), &["yes_no", "«txt»"]);
}

#[test]
fn a_date_that_does_not_exist_is_refused() {
    let reading = read("events.csv", "id,event,earliest\nT1,a,2004-02-30\n");
    check(&reading, Some(2), Some("earliest"), &["EDTF", "«2004-02-30»"]);
}

#[test]
fn a_cut_file_keeps_what_stands_before_the_cut() {
    let reading = read("places.csv", "id,place\nL1,A\nL2,\"cut he");
    check(&reading, Some(3), None, &["never closed"]);
    assert_eq!(reading.counts["places"], 1);
    check(&read("places.csv", "id,place\nL1,A\nL2"), Some(3), None, &["expected 2 cells", "found 1"]);
}

#[test]
fn a_row_with_surplus_cells_is_refused_unless_they_are_empty() {
    check(&read("places.csv", "id,place\nL1,A,B\n"), Some(2), None, &["found 3"]);
    assert!(read("places.csv", "id,place\nL1,A,,\n").is_clean());
}

#[test]
fn empty_files_and_empty_tables_are_told_apart() {
    check(&read("places.csv", ""), None, None, &["empty"]);
    let headed = read("places.csv", "id,place\n");
    assert_eq!((headed.is_clean(), headed.counts["places"]), (true, 0));
}

#[test]
fn other_encodings_are_refused_whole() {
    let cyrillic: &[u8] = b"id,place\nL1,\xd8\xea\xee\xeb\xe0\n";
    check(&read("places.csv", cyrillic), Some(2), None, &["byte 12", "Windows-1251", "UTF-8"]);
    let wide: Vec<u8> = "\u{feff}id,place\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&read("places.csv", &wide), Some(1), None, &["UTF-16"]);
    check(&read("places.csv", "id,place\nL1,quite a long name\0\n"), Some(2), None, &["NUL"]);
}

#[test]
fn an_alias_is_the_table_it_stands_for() {
    let reading = read("seed_spans.csv", "id,paragraph\nE001,1\n");
    assert_eq!((reading.table.as_deref(), reading.counts["spans"]), (Some("spans"), 1));
}

#[test]
fn reading_is_deterministic() {
    let text = "id,place,x,y\nL1,A,1,2\nL1,B,,\n";
    assert_eq!(read_bytes("places.csv", Mode::Auto, text.as_bytes()), read("places.csv", text));
}

#[test]
fn words_of_lists_are_known_however_they_are_written_and_kept_as_their_list_has_them() {
    let question = &records(&read("questions.csv", "id,question,types\nQ1,Was it open?,Yes-No;text\n"))[0];
    assert_eq!(question["types"], serde_json::json!(["yes_no", "text"]));
    let header = "id,statement_id,question_id,type,bound,min,option_ids\n";
    let answers = format!("{header}A1,E1,Q1,yes no,,,No\nA2,E1,Q2,count,At least,22,\n");
    let answers = records(&read("answers.csv", &answers));
    assert_eq!((&answers[0]["type"], &answers[0]["option_ids"][0]), (&"yes_no".into(), &"no".into()));
    assert_eq!(answers[1]["bound"], "at-least");
}

#[test]
fn a_row_that_is_left_out_says_what_it_calls_itself() {
    let reading = read("places.csv", "id,place,lat\nL1,A,here\nL2,B,1.5\n");
    let refused = RefusedRow { kind: Kind::Place, id: "L1".into(), row: 2 };
    assert_eq!((&reading.refused[..], reading.proposals.len()), (&[refused][..], 1));
}

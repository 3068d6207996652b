//! Workbooks, made with another program's library: typed cells, formulas, several sheets; ODS in its own words.

use crate::support::{check, ods, read, records, xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

#[test]
fn typed_cells_become_the_text_of_a_table() {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = book.add_worksheet().set_name("events").unwrap();
    for (column, header) in ["id", "event", "earliest", "latest", "approx", "time"].into_iter().enumerate() {
        sheet.write(0, column as u16, header).unwrap();
    }
    sheet.write(2, 0, "T1").unwrap();
    sheet.write(2, 1, "взрыв").unwrap();
    sheet.write_with_format(2, 2, ExcelDateTime::parse_from_str("2004-09-03").unwrap(), &date).unwrap();
    sheet.write_with_format(2, 3, ExcelDateTime::parse_from_str("2004-09-03T13:05:00").unwrap(), &moment).unwrap();
    sheet.write(2, 4, true).unwrap();
    sheet.write(2, 5, 43.184104).unwrap();
    let reading = read("any.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(reading.problems, []);
    assert_eq!((reading.reader.as_str(), reading.proposals[0].row), ("xlsx", Some(3)));
    let expected = serde_json::json!({"id": "T1", "time": "43.184104", "event": "взрыв", "earliest": "2004-09-03",
        "latest": "2004-09-03T13:05:00", "approx": true});
    assert_eq!(records(&reading)[0], expected);
}

#[test]
fn whole_numbers_have_no_point() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "statement_id", "question_id", "type", "bound", "min"]).unwrap();
    sheet.write_row(1, 0, ["E1.1", "E1", "Q1", "count", "exact"]).unwrap();
    sheet.write(1, 5, 354).unwrap();
    let reading = read("answers.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(records(&reading)[0]["min"], "354", "{:?}", reading.problems);
}

#[test]
fn a_formula_is_read_by_its_value_and_remarked() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "place", "lat"]).unwrap();
    sheet.write_row(1, 0, ["L1", "A"]).unwrap();
    sheet.write_formula(1, 2, Formula::new("=40+3").set_result("43")).unwrap();
    let reading = read("places.xlsx", book.save_to_buffer().unwrap());
    let note = &reading.problems[0];
    assert_eq!((note.row, note.column.as_deref(), note.fatal), (Some(2), Some("lat"), false));
    assert!(note.message.contains("formula") && note.message.contains("«43»"));
    assert_eq!(records(&reading)[0]["lat"], "43");
}

#[test]
fn an_error_cell_is_refused_with_its_place() {
    let cells = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c><c r=\"B1\" t=\"str\"><v>place</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"str\"><v>L1</v></c><c r=\"B2\" t=\"e\"><f>C9</f><v>#REF!</v></c></row></sheetData>";
    check(&read("places.xlsx", xlsx("Sheet1", cells)), Some(2), Some("place"), &["#REF!"]);
}

#[test]
fn sheets_named_after_tables_are_read_and_others_named() {
    let mut book = Workbook::new();
    for (name, header) in [("Places", ["id", "place"]), ("people", ["id", "name"]), ("Notes", ["a", "b"])] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, header).unwrap();
        sheet.write_row(1, 0, ["X1", "A"]).unwrap();
    }
    let reading = read("book.xlsx", book.save_to_buffer().unwrap());
    assert_eq!((reading.counts["places"], reading.counts["people"], reading.is_clean()), (1, 1, true));
    assert!(reading.problems[0].message.contains("«Notes»"));
}

#[test]
fn a_cell_without_a_header_is_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("places").unwrap();
    sheet.write_row(0, 0, ["id", "place"]).unwrap();
    sheet.write_row(1, 0, ["L1", "A", "lost"]).unwrap();
    check(&read("b.xlsx", book.save_to_buffer().unwrap()), Some(2), None, &["column C has no header"]);
}

#[test]
fn an_ods_table_reads_like_any_other() {
    let text = |words: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
    };
    let headers: String = ["id", "event", "earliest", "time", "approx", "precision"].map(text).concat();
    let tables = format!(
        "<table:table table:name=\"events\"><table:table-row>{headers}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"9\"/>\
         </table:table-row><table:table-row>{}{}\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2004-09-03T13:05:00\"/>\
         <table:table-cell office:value-type=\"float\" office:value=\"354\"/>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
         <table:table-cell table:formula=\"of:=[.A9]\" office:value-type=\"string\" \
           office:string-value=\"minute\"/></table:table-row></table:table>",
        text("T1"),
        text("взрыв")
    );
    let reading = read("data.ods", ods(&tables));
    let expected = serde_json::json!({"id": "T1", "event": "взрыв", "earliest": "2004-09-03T13:05:00", "time": "354",
        "approx": true, "precision": "minute"});
    assert_eq!(records(&reading), [expected], "{:?}", reading.problems);
    assert_eq!((reading.reader.as_str(), reading.proposals[0].row), ("ods", Some(4)));
    assert!(reading.is_clean() && reading.problems[0].message.contains("formula"));
}

#[test]
fn an_ods_error_cell_is_refused() {
    let tables = "<table:table table:name=\"places\"><table:table-row>\
        <table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>place</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>L1</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=[.#REF!]\" office:value-type=\"string\" office:string-value=\"\" \
        calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell></table:table-row></table:table>";
    check(&read("data.ods", ods(tables)), Some(2), Some("place"), &["#REF!"]);
}

#[test]
fn a_workbook_that_is_no_table_is_text_by_sheet_and_row() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Rescued").unwrap();
    sheet.write_row(0, 0, ["no", "who", "where"]).unwrap();
    sheet.write_row(2, 0, ["1", "a deckhand", "at the\nquay"]).unwrap();
    book.add_worksheet().set_name("Empty").unwrap();
    book.add_worksheet().set_name("Boats").unwrap().write(0, 1, 3).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for name in ["rescued.xlsx", "lists/rescued.xlsx"] {
        let reading = read(name, &bytes);
        assert!(reading.is_clean() && reading.proposals.is_empty(), "{:?}", reading.problems);
        let expected = "Rescued\nno\twho\twhere\n1\ta deckhand\tat the quay\n\nBoats\n\t3\n";
        assert_eq!((reading.reader.as_str(), reading.text.as_deref()), ("xlsx", Some(expected)), "{name}");
    }
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a mate</text:p></table:table-cell></table:table-row>";
    let reading = read("lists/rescued.ods", ods(&format!("<table:table table:name=\"Lost\">{row}</table:table>")));
    assert_eq!(
        (reading.reader.as_str(), reading.text.as_deref()),
        ("ods", Some("Lost\na mate\n")),
        "{:?}",
        reading.problems
    );
}

#[test]
fn a_damaged_workbook_stops_an_import_only_where_it_is_called_like_a_table() {
    for (name, is_fatal) in [("budget.xlsx", false), ("tables/Budget.ods", false), ("people.xlsx", true)] {
        let reading = read(name, b"PK\x03\x04 and no more");
        assert_eq!((reading.is_clean(), reading.problems.len()), (!is_fatal, 1), "{name}: {:?}", reading.problems);
    }
}

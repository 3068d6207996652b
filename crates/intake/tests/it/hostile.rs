//! Files made to break a reader: each gives a problem that says why, and none takes the machine with it.

use crate::support::{archive, check, fatal, ods, read, sandbox, xlsx};
use firsthand_intake::{Limits, Mode};

const CELLS: &str = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c><c r=\"B1\" t=\"str\"><v>place</v></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"str\"><v>L1</v></c><c r=\"B2\" t=\"str\"><v>A</v></c></row>";

#[test]
fn a_million_columns_are_refused() {
    check(&read("places.csv", "x,".repeat(1_000_000)), Some(1), None, &["at most 1000 columns"]);
}

#[test]
fn a_sheet_that_claims_a_billion_cells_costs_only_those_it_holds() {
    let sheet = format!("<dimension ref=\"A1:XFD1048576\"/><sheetData>{CELLS}</sheetData>");
    let reading = read("places.xlsx", xlsx("Sheet1", &sheet));
    assert_eq!((reading.counts["places"], reading.is_clean()), (1, true), "{:?}", reading.problems);
    let far = format!("<sheetData>{CELLS}<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    let reading = read("places.xlsx", xlsx("Sheet1", &far));
    assert_eq!((reading.counts["places"], reading.problems[0].row), (1, Some(1_048_576)));
    assert!(reading.problems[0].message.contains("column XFD has no header"));
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused_before_it_is_parsed() {
    let mut bomb = archive(&[("xl/workbook.xml", &[b' '; 4096])]);
    let directory = bomb.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
    bomb[directory + 24..directory + 28].copy_from_slice(&(300_u32 << 20).to_le_bytes());
    check(&read("places.xlsx", bomb), None, None, &["unpacks to more than"]);
}

#[test]
fn a_cut_or_damaged_workbook_is_called_so() {
    let whole = xlsx("places", &format!("<sheetData>{CELLS}</sheetData>"));
    check(&read("places.xlsx", &whole[..whole.len() / 2]), None, None, &["cut or damaged"]);
    let mut flipped = whole.clone();
    let at = whole.windows(8).rposition(|bytes| bytes == b"PK\x03\x04\x14\0\0\0").unwrap_or(0) + 80;
    flipped[at] ^= 0x20;
    assert!(fatal(&read("places.xlsx", &flipped)).message.contains("damaged"));
    check(&read("places.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), None, None, &["password", ".xls"]);
    check(&read("places.csv", &whole), None, None, &["workbook or archive"]);
}

#[test]
fn any_prefix_of_a_workbook_gives_a_reading() {
    let whole = ods("<table:table table:name=\"places\"><table:table-row/></table:table>");
    for end in 0..whole.len() {
        assert_eq!(read("places.ods", &whole[..end]).problems.len(), 1, "cut at {end}");
    }
}

/// A row of an ODS sheet: how often it is repeated, and its cells, each with how often it is.
fn ods_row(repeats: u64, cells: &[(u64, &str)]) -> String {
    let cell = |(repeats, text): &(u64, &str)| match *text {
        "" => format!("<table:table-cell table:number-columns-repeated=\"{repeats}\"/>"),
        _ => format!(
            "<table:table-cell table:number-columns-repeated=\"{repeats}\" office:value-type=\"string\">\
             <text:p>{text}</text:p></table:table-cell>"
        ),
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row table:number-rows-repeated=\"{repeats}\">{cells}</table:table-row>")
}

#[track_caller]
fn check_ods(rows: &[String], expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.ods");
    let rows = rows.concat();
    std::fs::write(&path, ods(&format!("<table:table table:name=\"places\">{rows}</table:table>"))).unwrap();
    let limits = Limits { memory_bytes: 512 << 20, ..Limits::default() };
    let reading = sandbox(&["__read"], limits).read(&path, "places.ods", Mode::Auto);
    assert!(fatal(&reading).message.contains(expected), "{:?}", reading.problems);
}

#[test]
fn cells_repeated_without_end_are_counted_before_they_are_written_out() {
    let repeated = "repeats its cells to more than 5000000 filled ones";
    check_ods(&[ods_row(1_048_576, &[(90, "x")])], repeated);
    check_ods(&[ods_row(1, &[(u64::MAX, "x")])], repeated);
    check_ods(&[ods_row(u64::MAX, &[(1, "x")]), ods_row(u64::MAX, &[(1, "x")])], repeated);
    let many: Vec<String> = (0..400).map(|_| ods_row(1, &[(16_384, "x")])).collect();
    check_ods(&many, repeated);
    let far = "rows and 16384 columns apart";
    check_ods(
        &[ods_row(1, &[(1, "id"), (16_382, ""), (1, "x")]), ods_row(1_048_574, &[]), ods_row(1, &[(1, "x")])],
        far,
    );
}

#[test]
fn empty_rows_and_cells_repeated_to_the_edge_of_the_sheet_are_nothing() {
    let rows = [
        ods_row(1, &[(1, "id"), (1, "place"), (16_382, "")]),
        ods_row(1, &[(1, "L1"), (1, "A"), (16_382, "")]),
        ods_row(1_048_574, &[(16_384, "")]),
    ];
    let reading =
        read("places.ods", ods(&format!("<table:table table:name=\"places\">{}</table:table>", rows.concat())));
    assert_eq!((reading.proposals.len(), reading.problems.len()), (1, 0), "{:?}", reading.problems);
}

#[test]
fn problems_without_end_are_counted_out() {
    let rows = "L1,\n".repeat(5_000);
    let reading = read("places.csv", format!("id,place\n{rows}"));
    assert_eq!(reading.problems.len(), 1_001);
    assert!(reading.problems[1_000].message.contains("more than 1000 problems") && !reading.is_clean());
}

#[test]
fn deeply_nested_markdown_and_toml_give_a_reading() {
    let folder = tempfile::tempdir().unwrap();
    let front = "+++\ntitle = \"A\"\nlang = \"en\"\n+++\n";
    let nested = [
        ("accounts/a.md", format!("{front}{}a.", "> ".repeat(10_000))),
        ("accounts/b.md", format!("{front}{}", "[".repeat(20_000))),
        ("case.toml", format!("title = \"A\"\nx = {}", "[".repeat(100_000))),
    ];
    for (name, text) in nested {
        let path = folder.path().join("file");
        std::fs::write(&path, text).unwrap();
        let reading = sandbox(&["__read"], Limits::default()).read(&path, name, Mode::Auto);
        assert!(!reading.problems.is_empty(), "{name}");
    }
}

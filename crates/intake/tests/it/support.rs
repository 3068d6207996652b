//! Shared by the test modules: reading bytes in place, finding problems, making archives.

use firsthand_intake::{Limits, Mode, Problem, Reading, Sandbox, read_bytes};
use std::io::{Cursor, Write};
use std::path::PathBuf;
use zip::write::SimpleFileOptions;

pub fn read(name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    read_bytes(name, Mode::Auto, bytes.as_ref())
}

/// The one fatal problem of a reading.
#[track_caller]
pub fn fatal(reading: &Reading) -> &Problem {
    let fatal: Vec<&Problem> = reading.problems.iter().filter(|problem| problem.fatal).collect();
    assert_eq!(fatal.len(), 1, "{:#?}", reading.problems);
    fatal[0]
}

/// The one fatal problem stands at a place and says all of `parts`.
#[track_caller]
pub fn check(reading: &Reading, row: Option<u64>, column: Option<&str>, parts: &[&str]) {
    let problem = fatal(reading);
    assert_eq!((problem.row, problem.column.as_deref()), (row, column), "{problem}");
    parts.iter().for_each(|part| assert!(problem.message.contains(part), "{problem}"));
}

/// The records of a reading as JSON.
pub fn records(reading: &Reading) -> Vec<serde_json::Value> {
    reading.proposals.iter().map(|proposal| proposal.record.to_json()).collect()
}

pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A minimal ODS workbook of tables in ODF's own words.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         {tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

/// A minimal XLSX workbook with one sheet in SpreadsheetML's own words.
pub fn xlsx(sheet_name: &str, sheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets>\
         <sheet name=\"{sheet_name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let rels = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>");
    archive(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A sandbox whose child does `deed`, or reads where there is none.
pub fn sandbox(deed: &[&str], limits: Limits) -> Sandbox {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_intake_child"));
    Sandbox { program, args: deed.iter().map(|word| (*word).to_owned()).collect(), limits }
}

/// A file or folder of the shared data, or a line that says what is skipped without it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let file = std::env::var_os("FIRSTHAND_SHARED").map_or_else(beside, PathBuf::from).join(path);
    let exists = file.exists();
    if !exists {
        println!("skipped: {path} is not in the shared folder (set FIRSTHAND_SHARED)");
    }
    exists.then_some(file)
}

/// A JSON file.
pub fn json(path: &std::path::Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

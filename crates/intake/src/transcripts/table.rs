//! Reader `transcript-table`, version 1. Formats: CSV in UTF-8 with a column of words (`words`, `text` or `transcript`) and
//! one of speakers or times, in any order; comma, semicolon or tab. Limits: 64 MiB, 1,000,000 rows.
//! Columns that are not known are kept with their cue. Times may be sparse; between them they are spread and say so.

mod columns;
mod row;
pub(super) mod stamps;

use super::Reader;
use crate::encoding::decode;
use crate::{Problem, Reading};
use columns::Columns;
use firsthand_model::Transcript;
use row::Rows;

const NAME: &str = "transcript-table";
const VERSION: &str = "1";
const MAX_ROWS: u64 = 1_000_000;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

pub(super) const READER: Reader = Reader { claims, read };

fn claims(ending: &str, head: &[u8]) -> bool {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first);
    let first = first.trim_start_matches('\u{feff}');
    matches!(ending, "csv" | "tsv") && DELIMITERS.iter().any(|delimiter| header(first, *delimiter).is_some())
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => return Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
    };
    let found = DELIMITERS.iter().find_map(|delimiter| Some((*delimiter, header(text, *delimiter)?)));
    let Some((delimiter, columns)) = found else {
        let problem = Problem::note(file, "no column called words, text or transcript beside one of speakers or times");
        return Reading::failed(NAME, VERSION, problem);
    };
    let mut rows = Rows::new(file, columns);
    let mut records = records(text, delimiter);
    records.next();
    for record in records.by_ref().take(MAX_ROWS as usize) {
        rows.take(&record);
    }
    if records.next().is_some() {
        rows.problem(MAX_ROWS + 2, format!("more than {MAX_ROWS} rows; the rest was not read"));
    }
    let (transcript, problems) = rows.finish();
    reading_of(transcript, problems)
}

fn reading_of(mut transcript: Transcript, problems: Vec<Problem>) -> Reading {
    let mut reading = Reading::by(NAME, VERSION);
    problems.into_iter().for_each(|problem| reading.problem(problem));
    transcript.interpolate();
    reading.with_transcript(transcript)
}

fn header(text: &str, delimiter: u8) -> Option<Columns> {
    Columns::of(&records(text, delimiter).next()?)
}

/// Records of a text; one that is not well formed ends them. Rows may be of any length.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = csv::StringRecord> {
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok)
}

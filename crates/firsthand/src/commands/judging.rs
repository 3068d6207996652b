//! Commands about judgments that change nothing in the case: findings, coding sheets, agreement, grades, bearings, acts.

use super::reading::{open, view};
use super::{Done, well};
use crate::cli::{Global, Looked};
use crate::edge::EdgeError;
use crate::output::Table;
use crate::surroundings::sandbox;
use firsthand_archive::{Level, decision_table};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub fn findings(global: &Global, only_stale: bool, looked: &Looked) -> Result<Done, EdgeError> {
    well(global, &open(global)?.findings(view(looked), only_stale)?)
}

pub fn coding_sheet(global: &Global, coder: &str, of: Option<&str>, own: Option<&Path>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.coding_sheet(coder, of, own, &sandbox())?)
}

pub fn agreement(
    global: &Global,
    sheets: &[PathBuf],
    levels: &[String],
    decide: Option<&Path>,
    at: Option<&str>,
) -> Result<Done, EdgeError> {
    let levels: BTreeMap<String, Level> = levels.iter().map(|text| level(text)).collect::<Result<_, _>>()?;
    let found = open(global)?.agreement(sheets, &levels, at, &sandbox())?;
    if let Some(file) = decide {
        let text = decision_table(&found, global.author.as_deref().unwrap_or_default());
        // Decisions that were filled in are not written over.
        let written =
            std::fs::File::create_new(file).and_then(|mut to| std::io::Write::write_all(&mut to, text.as_bytes()));
        written.map_err(|source| EdgeError::Write { file: file.to_owned(), source })?;
    }
    well(global, &found)
}

/// `FIELD=nominal`, `FIELD=ordinal`, `FIELD=interval`, or words from the lowest to the highest: `FIELD=low<medium<high`.
fn level(text: &str) -> Result<(String, Level), EdgeError> {
    let wrong = || EdgeError::Usage {
        message: format!(
            "--level {text}: expected FIELD=nominal, FIELD=ordinal, FIELD=interval or FIELD=low<medium<high"
        ),
    };
    let (field, level) = text.split_once('=').ok_or_else(wrong)?;
    let level = match level {
        "nominal" => Level::Nominal,
        "ordinal" => Level::Ordinal(Vec::new()),
        "interval" => Level::Interval,
        words if words.contains('<') => Level::Ordinal(words.split('<').map(|word| word.trim().to_owned()).collect()),
        _ => return Err(wrong()),
    };
    Ok((field.to_owned(), level))
}

pub fn grades(global: &Global, at: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.grades(at)?)
}

pub fn graded_alike(global: &Global, at: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.graded_alike(at)?)
}

pub fn bearings(global: &Global, question: Option<&str>, at: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.bearings(question, at)?)
}

pub fn acts(global: &Global, by_pattern: bool, as_csv: bool, looked: &Looked) -> Result<Done, EdgeError> {
    let mut found = open(global)?.acts(view(looked))?;
    if as_csv {
        return well(global, &Table(found.csv()));
    }
    match by_pattern {
        true => found.acts.clear(),
        false if !global.json => found.pattern.clear(),
        false => {}
    }
    well(global, &found)
}

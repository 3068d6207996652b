//! The command *check*: a text beside the record. Where there is no table of marks yet it writes one; else it compares.

use super::{Done, well};
use crate::cli::{AudienceName, CheckedAs, Global};
use crate::edge::EdgeError;
use crate::output::print;
use crate::surroundings::{case_folder, for_reading, for_writing};
use firsthand_archive::{Archive, Audience, CheckForm, CheckOptions};
use std::path::{Path, PathBuf};

/// What is wanted of a check besides its text.
pub struct Wanted<'a> {
    pub marks: Option<&'a Path>,
    pub out: Option<&'a Path>,
    pub format: &'a [CheckedAs],
    pub audience: AudienceName,
    pub without_duress: bool,
    pub keep: bool,
}

/// Marks that cannot be used, or words that stand in the text no more, are bad news.
pub fn check(global: &Global, file: &Path, wanted: &Wanted<'_>) -> Result<Done, EdgeError> {
    let mut case = Archive::open(&case_folder(global)?)?;
    let around = if wanted.keep { for_writing(global)? } else { for_reading(global) };
    let AudienceName::Public = wanted.audience;
    let audience = Audience::Public;
    let marks = wanted.marks.map_or_else(|| beside(file, ".marks.csv"), Path::to_owned);
    if !marks.exists() {
        return well(global, &case.mark_text(file, &marks, audience, &around)?);
    }
    let out = wanted.out.map_or_else(|| beside(file, ".check"), Path::to_owned);
    let forms: Vec<CheckForm> = match wanted.format {
        [] => CheckForm::ALL.to_vec(),
        some => CheckForm::ALL.into_iter().filter(|form| some.iter().any(|one| form_of(*one) == *form)).collect(),
    };
    let &Wanted { without_duress, keep, .. } = wanted;
    let options = CheckOptions { marks: &marks, out: &out, forms: &forms, audience, without_duress, keep };
    let found = case.check_text(file, &options, &around)?;
    print(&found, global.json);
    let is_bad = found.is_refused() || !found.lost.is_empty();
    Ok(if is_bad { Done::Badly } else { Done::Well })
}

/// The file's name with an ending, in the file's folder.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    file.with_file_name(name)
}

fn form_of(form: CheckedAs) -> CheckForm {
    match form {
        CheckedAs::Page => CheckForm::Page,
        CheckedAs::Docx => CheckForm::Docx,
        CheckedAs::Csv => CheckForm::Csv,
        CheckedAs::Json => CheckForm::Json,
    }
}

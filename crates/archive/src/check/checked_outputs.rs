//! The files of a checked text: drawn into a folder of their own, looked through for what is withheld, then put in place.

use crate::edition::publish_dossier::is_within;
use crate::edition::scan::refuse_leaks;
use crate::edition::withheld::Withheld;
use crate::error::{ArchiveError, disk};
use firsthand_publish::Site;
use firsthand_publish::checked::{View, document, page, table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A form in which a checked text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckForm {
    /// One HTML file that needs nothing else.
    Page,
    /// A Word document.
    Docx,
    /// A table.
    Csv,
    /// The same as JSON.
    Json,
}

impl CheckForm {
    /// Every form.
    pub const ALL: [CheckForm; 4] = [CheckForm::Page, CheckForm::Docx, CheckForm::Csv, CheckForm::Json];

    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            CheckForm::Page => PAGE,
            CheckForm::Docx => "check.docx",
            CheckForm::Csv => "check.csv",
            CheckForm::Json => "check.json",
        }
    }
}

/// The page's file, which is its path for everything that asks for one.
pub(crate) const PAGE: &str = "check.html";

/// Writes the forms into a folder; files of the same names are replaced, others left alone.
pub(crate) fn write(
    site: &Site,
    view: &View,
    forms: &[CheckForm],
    out: &Path,
    withheld: &Withheld,
) -> Result<Vec<PathBuf>, ArchiveError> {
    std::fs::create_dir_all(out).map_err(disk("make", out))?;
    let staging = tempfile::Builder::new().prefix(".check-").tempdir_in(out).map_err(disk("make", out))?;
    for form in forms {
        let path = staging.path().join(form.file());
        std::fs::write(&path, bytes(site, view, *form)?).map_err(disk("write", &path))?;
    }
    refuse_leaks(staging.path(), withheld, &mut |_, _| {})?;
    let mut written = Vec::new();
    for form in forms {
        let path = out.join(form.file());
        std::fs::rename(staging.path().join(form.file()), &path).map_err(disk("write", &path))?;
        written.push(path);
    }
    Ok(written)
}

fn bytes(site: &Site, view: &View, form: CheckForm) -> Result<Vec<u8>, ArchiveError> {
    Ok(match form {
        CheckForm::Page => page(site, PAGE, view)?.into_bytes(),
        CheckForm::Docx => document(site, view)?,
        CheckForm::Csv => table(view)?,
        CheckForm::Json => serde_json::to_vec_pretty(view).unwrap_or_default(),
    })
}

/// What is withheld, but for what the checked text itself says: those who have the text have its words.
pub(crate) fn but_for(mut withheld: Withheld, text: &str) -> Withheld {
    let own: BTreeSet<String> = firsthand_text::telling(text).into_iter().map(|token| token.text).collect();
    withheld.words.retain(|word| !own.contains(word));
    withheld.spellings.retain(|word| !own.contains(&firsthand_text::fold(word)));
    withheld.texts.retain(|withheld| !text.contains(withheld.as_str()));
    withheld
}

/// A folder to write into lies outside the case, and is a folder if it is there.
pub(crate) fn check_target(out: &Path, case: &Path) -> Result<(), ArchiveError> {
    let bad = |what| Err(ArchiveError::BadPath { path: out.to_owned(), what });
    match () {
        () if is_within(out, case) => bad("it lies in the case's own folder"),
        () if out.exists() && !out.is_dir() => bad("it is not a folder"),
        () => Ok(()),
    }
}

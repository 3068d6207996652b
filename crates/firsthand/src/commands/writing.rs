//! Commands that write to a case: new, add, import, rebuild, erase, undo, publish.

use super::{Done, well};
use crate::cli::{AudienceName, Global, TakenBack};
use crate::edge::EdgeError;
use crate::keys::key_file;
use crate::output::{Readable, print};
use crate::progress::Progress;
use crate::surroundings::{case_folder, for_birth, for_writing};
use firsthand_archive::{Archive, Audience, CorrectOptions, ImportOptions, Outcome, PublishOptions};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A case that was made.
#[derive(Debug, Serialize)]
struct Made {
    folder: PathBuf,
    case: String,
    verifier: String,
    /// The file of the signing key, and whether it was made now.
    key: PathBuf,
    key_is_new: bool,
}

impl Readable for Made {
    fn lines(&self) -> Vec<String> {
        let key = self.key.display();
        let key = match self.key_is_new {
            true => {
                format!("Made the signing key {key}. Copy it to a safe place: without it the case can only be read.")
            }
            false => format!("It is signed with the key that was there, {key}; without it the case can only be read."),
        };
        vec![
            format!("Made the case {} in {}.", self.case, self.folder.display()),
            key,
            format!("Its checkpoints are verified with {}", self.verifier),
            format!("Import a folder of tables: firsthand --case {} import FOLDER", self.folder.display()),
        ]
    }
}

pub fn new(global: &Global, dir: &Path) -> Result<Done, EdgeError> {
    let key = key_file(global.key.as_deref())?;
    let key_is_new = !key.exists();
    let made = Archive::create(dir, &for_birth(global)?)?;
    let (case, verifier) = (made.case_file().case.clone(), made.case_file().verifier.clone());
    well(global, &Made { folder: dir.to_owned(), case, verifier, key, key_is_new })
}

pub fn add(global: &Global, files: &[PathBuf], as_source: Option<&str>) -> Result<Done, EdgeError> {
    let mut progress = Progress::new(global);
    let mut case = Archive::open(&case_folder(global)?)?;
    let added = case.add_files(files, as_source, &for_writing(global)?, &mut |step| progress.step(step))?;
    drop(progress);
    well(global, &added)
}

pub fn import(global: &Global, folder: &Path, keep_going: bool) -> Result<Done, EdgeError> {
    let mut case = Archive::open(&case_folder(global)?)?;
    let outcome = import_into(global, &mut case, folder, keep_going)?;
    print(&outcome, global.json);
    Ok(if outcome.receipt.refused > 0 { Done::Badly } else { Done::Well })
}

pub fn import_into(global: &Global, case: &mut Archive, folder: &Path, keep_going: bool) -> Result<Outcome, EdgeError> {
    let mut progress = Progress::new(global);
    let options = ImportOptions { keep_going };
    Ok(case.import_folder(folder, options, &for_writing(global)?, &mut |step| progress.step(step))?)
}

pub fn correct(
    global: &Global,
    id: &str,
    file: Option<&Path>,
    take_back: Option<TakenBack>,
    options: &CorrectOptions,
) -> Result<Done, EdgeError> {
    let mut case = Archive::open(&case_folder(global)?)?;
    let around = for_writing(global)?;
    match (file, take_back) {
        (_, Some(TakenBack { revision, operation })) => {
            well(global, &case.take_back(id, revision, operation, options, &around)?)
        }
        (file, None) => well(global, &case.correct_transcript(id, file.unwrap_or(Path::new("")), options, &around)?),
    }
}

pub fn rebuild(global: &Global) -> Result<Done, EdgeError> {
    let mut progress = Progress::new(global);
    let mut case = Archive::open(&case_folder(global)?)?;
    let rebuilt = case.rebuild_derived(&for_writing(global)?, &mut |step| progress.step(step))?;
    drop(progress);
    well(global, &rebuilt)
}

/// Without `--yes` only what would go is shown.
pub fn erase(global: &Global, target: &str, reason: &str, is_confirmed: bool) -> Result<Done, EdgeError> {
    let mut case = Archive::open(&case_folder(global)?)?;
    match is_confirmed {
        true => well(global, &case.erase_entry(target, reason, &for_writing(global)?)?),
        false => well(global, &case.erasure_of(target, reason)?),
    }
}

pub fn undo(global: &Global, targets: &[String], reason: &str) -> Result<Done, EdgeError> {
    let mut case = Archive::open(&case_folder(global)?)?;
    well(global, &case.undo_judgments(targets, reason, &for_writing(global)?)?)
}

pub fn publish(
    global: &Global,
    out: Option<&Path>,
    audience: AudienceName,
    at: Option<&str>,
) -> Result<Done, EdgeError> {
    let folder = case_folder(global)?;
    let out = out.map_or_else(|| default_dossier(&folder), Path::to_owned);
    let mut case = Archive::open(&folder)?;
    let AudienceName::Public = audience;
    well(global, &publish_into(global, &mut case, &out, at)?)
}

pub fn publish_into(
    global: &Global,
    case: &mut Archive,
    out: &Path,
    at: Option<&str>,
) -> Result<firsthand_archive::Published, EdgeError> {
    let mut progress = Progress::new(global);
    let around = for_writing(global)?;
    let options = PublishOptions { audience: Audience::Public, at };
    Ok(case.publish_dossier(out, options, &around, &mut |step| progress.step(step))?)
}

/// The case's name with `-dossier`, beside the case.
pub fn default_dossier(case: &Path) -> PathBuf {
    let absolute = std::path::absolute(case).unwrap_or_else(|_| case.to_owned());
    let name = absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    absolute.with_file_name(format!("{name}-dossier"))
}

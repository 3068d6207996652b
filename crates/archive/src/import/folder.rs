//! A folder to import, walked in a stable order. Reading what the files say is in `intake`.

use crate::error::{ArchiveError, disk};
use std::path::{Path, PathBuf};

/// One file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FolderFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its name inside the folder, parts joined by `/`, whatever the system.
    pub(crate) name: String,
}

/// What is not taken in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PassedOver {
    /// Its name inside the folder.
    pub(crate) name: String,
    /// Why, as half a sentence.
    pub(crate) why: &'static str,
}

/// A folder as it was found, in order of name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folder {
    pub(crate) files: Vec<FolderFile>,
    pub(crate) passed_over: Vec<PassedOver>,
    /// Files whose names are not UTF-8, as they are listed.
    pub(crate) misnamed: Vec<String>,
}

/// The files of a folder to import. Hidden files, lock files of office programs and links are passed over, and named.
pub(crate) fn to_import(folder: &Path) -> Result<Folder, ArchiveError> {
    walked(folder, true)
}

/// A pipe or device has no end: only a plain file is opened.
pub(crate) fn must_be_file(path: &Path) -> Result<(), ArchiveError> {
    must_be(path, std::fs::Metadata::is_file, "it is not a plain file")
}

pub(crate) fn must_be_folder(path: &Path) -> Result<(), ArchiveError> {
    must_be(path, std::fs::Metadata::is_dir, "it is not a folder")
}

fn must_be(path: &Path, is: fn(&std::fs::Metadata) -> bool, what: &'static str) -> Result<(), ArchiveError> {
    let bad = |what| ArchiveError::BadPath { path: path.to_owned(), what };
    match std::fs::metadata(path) {
        Ok(found) if is(&found) => Ok(()),
        Ok(_) => Err(bad(what)),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Err(disk("read", path)(error)),
        Err(_) => Err(bad("it does not exist")),
    }
}

/// Everything below a folder, whatever it is called; only what is no plain file is passed over.
pub(crate) fn whole(folder: &Path) -> Result<Folder, ArchiveError> {
    walked(folder, false)
}

fn walked(folder: &Path, is_import: bool) -> Result<Folder, ArchiveError> {
    let mut found = Folder::default();
    walk(folder, "", is_import, &mut found)?;
    found.files.sort_by(|a, b| a.name.cmp(&b.name));
    found.passed_over.sort_by(|a, b| a.name.cmp(&b.name));
    found.misnamed.sort();
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, is_import: bool, found: &mut Folder) -> Result<(), ArchiveError> {
    for entry in std::fs::read_dir(folder).map_err(disk("read", folder))? {
        let entry = entry.map_err(disk("read", folder))?;
        let own = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{own}");
        let kind = entry.file_type().map_err(disk("read", entry.path()))?;
        if let Some(why) = reason(&own).filter(|_| is_import) {
            found.passed_over.push(PassedOver { name, why });
        } else if kind.is_dir() && is_import && entry.path().join("firsthand.toml").is_file() {
            found.passed_over.push(PassedOver { name, why: "it is a case" });
        } else if kind.is_dir() {
            walk(&entry.path(), &format!("{name}/"), is_import, found)?;
        } else if kind.is_file() {
            found.misnamed.extend(entry.path().to_str().is_none().then(|| name.clone()));
            found.files.push(FolderFile { path: entry.path(), name });
        } else {
            let why = if kind.is_symlink() { "it is a link, and not the file itself" } else { "it is no plain file" };
            found.passed_over.push(PassedOver { name, why });
        }
    }
    Ok(())
}

/// Why a name is passed over.
fn reason(name: &str) -> Option<&'static str> {
    if name.starts_with('.') {
        return Some("it is hidden");
    }
    let is_programs = name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini";
    is_programs.then_some("it belongs to a program and not to the folder")
}

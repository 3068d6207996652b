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

/// Every file below a folder, in order of name; hidden files, lock files of office programs and links are passed over.
pub(crate) fn files(folder: &Path) -> Result<Vec<FolderFile>, ArchiveError> {
    walked(folder, is_passed_over)
}

/// Every file below a folder, in order of name, whatever it is called.
pub(crate) fn every_file(folder: &Path) -> Result<Vec<FolderFile>, ArchiveError> {
    walked(folder, |_| false)
}

type Skip = fn(&str) -> bool;

fn walked(folder: &Path, skip: Skip) -> Result<Vec<FolderFile>, ArchiveError> {
    let mut found = Vec::new();
    walk(folder, "", skip, &mut found)?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, skip: Skip, found: &mut Vec<FolderFile>) -> Result<(), ArchiveError> {
    for entry in std::fs::read_dir(folder).map_err(disk("read", folder))? {
        let entry = entry.map_err(disk("read", folder))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().map_err(disk("read", entry.path()))?;
        if skip(&entry.file_name().to_string_lossy()) {
            continue;
        } else if kind.is_dir() {
            walk(&entry.path(), &format!("{name}/"), skip, found)?;
        } else if kind.is_file() {
            found.push(FolderFile { path: entry.path(), name });
        }
    }
    Ok(())
}

fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini"
}

//! Links in a folder. A dossier has none; one that a stranger added would hand out files from elsewhere.

use std::path::{Path, PathBuf};

/// The first link below a folder, at any depth.
pub fn link_below(folder: &Path) -> Option<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().find_map(|path| match std::fs::symlink_metadata(&path).ok()?.file_type() {
        kind if kind.is_symlink() => Some(path),
        kind if kind.is_dir() => link_below(&path),
        _ => None,
    })
}

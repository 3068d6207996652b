//! The vault through its public door: storing, checking, removing, and what happens when the disk refuses.
//! Each test works in a folder of its own.

mod check;
mod refusals;
mod store;
mod store_files;

use firsthand_vault::{Shelf, Vault};
use std::path::{Path, PathBuf};

/// A case folder that is removed when the test ends.
struct Case {
    dir: tempfile::TempDir,
    vault: Vault,
}

impl Case {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(dir.path().join("case"));
        Self { dir, vault }
    }

    /// A file outside the case.
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// All files below the case folder.
    fn files(&self) -> Vec<PathBuf> {
        files_below(&self.dir.path().join("case"))
    }

    fn keep(&self, bytes: &[u8]) -> firsthand_vault::Stored {
        self.vault.store_bytes(Shelf::Originals, bytes).unwrap()
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// Makes a file writable so that a test can damage it.
fn damage(path: &Path, bytes: &[u8]) {
    std::fs::remove_file(path).unwrap();
    std::fs::write(path, bytes).unwrap();
}

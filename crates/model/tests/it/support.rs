//! What the subjects of this binary share: where the shared folder is, and saying so when it is not there.

use std::path::PathBuf;

/// A path in the shared folder, or a line that says what is skipped without it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let file = std::env::var_os("FIRSTHAND_SHARED").map_or_else(beside, PathBuf::from).join(path);
    let exists = file.exists();
    if !exists {
        println!("skipped: {path} is not in the shared folder (set FIRSTHAND_SHARED)");
    }
    exists.then_some(file)
}

//! Where the shared suites and data are: `FIRSTHAND_SHARED`, or the folder `shared` beside the checkout.

use std::path::PathBuf;

/// The shared folder, if it is at hand.
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("FIRSTHAND_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    Some(named.unwrap_or_else(beside)).filter(|folder| folder.join("suites").is_dir())
}

/// The path of something shared, or a printed line that names what is skipped.
pub fn shared_or_skip(what: &str) -> Option<PathBuf> {
    let found = shared().map(|folder| folder.join(what)).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: shared/{what} is not at hand (FIRSTHAND_SHARED)");
    }
    found
}

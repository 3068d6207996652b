//! What makes a write survive a power cut: sync after append, and replacement by a synced file and a rename.
//! Which file is written when is in `log`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// How the name of every unfinished file begins; the next holder of the write lock removes what a crash left.
pub(crate) const PARTIAL: &str = ".part-";

/// Replaces a file as a whole: readers see the old bytes or the new ones.
pub(crate) fn replace(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut partial = tempfile::Builder::new().prefix(PARTIAL).tempfile_in(folder)?;
    let mut buffered = io::BufWriter::with_capacity(1 << 16, partial.as_file_mut());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    partial.as_file().sync_all()?;
    partial.persist(target).map_err(|refused| refused.error)?;
    // The rename happened: whoever reads sees it. Should its record be lost with the power, the old file is a state
    // that recovery knows.
    let _ = sync_dir(folder);
    Ok(())
}

/// Appends bytes, making the file when there is none, and syncs.
pub(crate) fn append(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = !target.exists();
    let mut file = OpenOptions::new().append(true).create(true).open(target)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    match target.parent() {
        Some(folder) if fresh => sync_dir(folder),
        _ => Ok(()),
    }
}

/// Cuts a file at a length and syncs; a length of 0 removes the file.
pub(crate) fn cut(target: &Path, length: u64) -> io::Result<()> {
    if length == 0 {
        return match fs::remove_file(target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => target.parent().map_or(Ok(()), sync_dir),
        };
    }
    let file = OpenOptions::new().write(true).open(target)?;
    file.set_len(length)?;
    file.sync_all()
}

/// Makes renames in a folder durable. Windows has no such call and needs none.
#[cfg(unix)]
pub(crate) fn sync_dir(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes renames in a folder durable. Windows has no such call and needs none.
#[cfg(not(unix))]
pub(crate) fn sync_dir(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes what interrupted replacements left in a folder. Returns how many files there were.
pub(crate) fn sweep(folder: &Path) -> io::Result<u64> {
    let mut swept = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(PARTIAL) {
            fs::remove_file(entry.path())?;
            swept += 1;
        }
    }
    Ok(swept)
}

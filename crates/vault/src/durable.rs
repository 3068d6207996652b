//! What makes a write survive a power cut: a partial file with a telling name, synced, renamed, its folder synced.
//! Nothing here knows what the bytes are.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How the name of every unfinished file begins. `Vault::sweep` removes what a crash left of them.
pub(crate) const PARTIAL: &str = ".part-";

/// An unfinished file in `folder`, removed when dropped.
pub(crate) fn partial(folder: &Path) -> io::Result<NamedTempFile> {
    fs::create_dir_all(folder)?;
    tempfile::Builder::new().prefix(PARTIAL).tempfile_in(folder)
}

/// Syncs the file, makes it read-only and gives it its name, for good. Both lie on one file system.
pub(crate) fn finish(partial: NamedTempFile, target: &Path) -> io::Result<()> {
    seal(&partial)?;
    name(partial, target)?.iter().try_for_each(|folder| sync_dir(folder))
}

/// Makes the bytes of an unfinished file durable and read-only.
pub(crate) fn seal(partial: &NamedTempFile) -> io::Result<()> {
    make_read_only(partial.as_file())?;
    partial.as_file().sync_all()
}

/// Whether a file can be renamed into a folder, which is made if it is not there. Where that cannot be told it is copied.
#[cfg(unix)]
pub(crate) fn lie_together(file: &Path, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|about| about.dev()).ok();
    fs::create_dir_all(folder).is_ok() && device(file).is_some_and(|one| Some(one) == device(folder))
}

#[cfg(not(unix))]
pub(crate) fn lie_together(_file: &Path, _folder: &Path) -> bool {
    false
}

/// Gives a sealed file its name. Gives the folders that must be synced before the name is there for good.
pub(crate) fn name(partial: NamedTempFile, target: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut unsynced = vec![folder.to_owned()];
    if !folder.is_dir() {
        fs::create_dir_all(folder)?;
        unsynced.insert(0, folder.parent().unwrap_or(folder).to_owned());
    }
    unlock_for_replacing(target)?;
    partial.persist(target).map_err(|refused| refused.error)?;
    Ok(unsynced)
}

#[cfg(unix)]
fn make_read_only(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o444))
}

#[cfg(not(unix))]
fn make_read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

/// Windows neither replaces nor removes a read-only file; elsewhere only the folder's permissions count.
pub(crate) fn unlock_for_replacing(target: &Path) -> io::Result<()> {
    if cfg!(windows) && target.exists() {
        let mut permissions = fs::metadata(target)?.permissions();
        #[allow(clippy::permissions_set_readonly_false, reason = "Windows only, where it clears one attribute")]
        permissions.set_readonly(false);
        fs::set_permissions(target, permissions)?;
    }
    Ok(())
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

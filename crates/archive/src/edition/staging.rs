//! Where an edition is drawn, and where what it replaces is put: folders beside the one in which it is to appear, so that renames suffice.
//! What is replaced is moved aside whole, and put back by the next publish if a kill came before the new one stood. It is removed under
//! another name, from which nothing is put back: a kill there leaves a part of it.

use crate::error::{ArchiveError, disk};
use std::path::{Path, PathBuf};

/// The folder in which an edition is to appear, and the names beside it that are ours. Held while the case's lock is.
pub(crate) struct Target<'o> {
    out: &'o Path,
    parent: PathBuf,
    /// What the names of all folders beside it begin with.
    prefix: String,
}

impl<'o> Target<'o> {
    pub(crate) fn of(out: &'o Path) -> Result<Target<'o>, ArchiveError> {
        let absolute = std::path::absolute(out).map_err(disk("find", out))?;
        let parent = absolute.parent().unwrap_or(&absolute).to_owned();
        let name = absolute.file_name().map_or_else(|| "dossier".into(), |name| name.to_string_lossy().into_owned());
        Ok(Target { out, parent, prefix: format!(".{name}.staging-") })
    }

    /// Where what is replaced lies, whole, until the new folder is in its place.
    fn aside(&self) -> PathBuf {
        self.parent.join(format!("{}old", self.prefix))
    }

    /// Where what was replaced is removed.
    fn gone(&self) -> PathBuf {
        self.parent.join(format!("{}gone", self.prefix))
    }

    /// Puts back what an interrupted publish had moved aside, where nothing took its place, and removes what else it left.
    pub(crate) fn recover(&self) -> Result<(), ArchiveError> {
        let aside = self.aside();
        for left in self.left_behind().filter(|folder| *folder != aside) {
            std::fs::remove_dir_all(&left).map_err(disk("remove", &left))?;
        }
        match aside.exists() && !self.out.exists() {
            true => std::fs::rename(&aside, self.out).map_err(disk("move", &aside)),
            false => self.remove_replaced(),
        }
    }

    fn left_behind(&self) -> impl Iterator<Item = PathBuf> {
        let beside = self.parent.read_dir().into_iter().flatten().flatten();
        let is_ours = |entry: &std::fs::DirEntry| {
            entry.file_name().to_string_lossy().starts_with(&self.prefix)
                && entry.file_type().is_ok_and(|kind| kind.is_dir())
        };
        beside.filter(is_ours).map(|entry| entry.path())
    }

    /// A new folder to draw in.
    pub(crate) fn staging(&self) -> Result<tempfile::TempDir, ArchiveError> {
        std::fs::create_dir_all(&self.parent).map_err(disk("make", &self.parent))?;
        tempfile::Builder::new().prefix(&self.prefix).tempdir_in(&self.parent).map_err(disk("make", &self.parent))
    }

    /// Puts the drawn folder in the place of what was there, and says what of that could not be removed: the new one stands.
    pub(crate) fn replace_by(&self, drawn: tempfile::TempDir) -> Result<Option<String>, ArchiveError> {
        make_readable(drawn.path())?;
        let aside = self.aside();
        if self.out.exists() {
            std::fs::rename(self.out, &aside).map_err(disk("move", self.out))?;
        }
        if let Err(error) = std::fs::rename(drawn.path(), self.out) {
            let _ = std::fs::rename(&aside, self.out);
            return Err(disk("publish into", self.out)(error));
        }
        let _ = drawn.keep();
        sync_folder(&self.parent)?;
        Ok(self.remove_replaced().err().map(|error| {
            format!("this edition stands, and the one that it replaces could not be removed: {error}. Remove what begins with {} beside it", self.prefix)
        }))
    }

    fn remove_replaced(&self) -> Result<(), ArchiveError> {
        let (aside, gone) = (self.aside(), self.gone());
        if aside.exists() {
            std::fs::rename(&aside, &gone).map_err(disk("move", &aside))?;
            sync_folder(&self.parent)?;
            std::fs::remove_dir_all(&gone).map_err(disk("remove", &gone))?;
        }
        Ok(())
    }
}

/// A temporary folder is for its owner alone; a dossier is for everybody.
#[cfg(unix)]
fn make_readable(folder: &Path) -> Result<(), ArchiveError> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).map_err(disk("open up", folder))
}

#[cfg(not(unix))]
fn make_readable(_folder: &Path) -> Result<(), ArchiveError> {
    Ok(())
}

/// Makes renames last through a loss of power, where the system allows a folder to be synced.
fn sync_folder(folder: &Path) -> Result<(), ArchiveError> {
    match cfg!(unix) {
        true => std::fs::File::open(folder).and_then(|open| open.sync_all()).map_err(disk("sync", folder)),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these folders in it, each with a page that says its name.
    fn place(folders: &[&str]) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        for name in folders {
            std::fs::create_dir(place.path().join(name)).unwrap();
            std::fs::write(place.path().join(name).join("page"), name).unwrap();
        }
        place
    }

    fn names(place: &tempfile::TempDir) -> Vec<String> {
        let entries = place.path().read_dir().unwrap().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[track_caller]
    fn recovered(folders: &[&str], left: &[&str], page: Option<&str>) {
        let place = place(folders);
        let out = place.path().join("d");
        Target::of(&out).unwrap().recover().unwrap();
        assert_eq!(names(&place), left);
        assert_eq!(std::fs::read_to_string(out.join("page")).ok().as_deref(), page);
    }

    #[test]
    fn what_was_moved_aside_is_put_back_where_nothing_took_its_place() {
        recovered(&[".d.staging-old", ".d.staging-x1"], &["d"], Some(".d.staging-old"));
        recovered(&[".d.staging-old", "d"], &["d"], Some("d"));
    }

    #[test]
    fn what_was_being_removed_is_never_put_back() {
        recovered(&[".d.staging-gone"], &[], None);
        recovered(&[".d.staging-gone", ".d.staging-old", "d"], &["d"], Some("d"));
        recovered(&[".d.staging-gone", ".d.staging-old"], &["d"], Some(".d.staging-old"));
    }

    #[test]
    fn what_is_beside_it_and_not_ours_stays() {
        recovered(&[".e.staging-x1", "d2"], &[".e.staging-x1", "d2"], None);
    }

    #[test]
    fn an_edition_stands_also_where_the_one_before_cannot_be_removed() {
        let place = place(&["d"]);
        let out = place.path().join("d");
        std::fs::write(place.path().join(".d.staging-gone"), "a file in its way").unwrap();
        let target = Target::of(&out).unwrap();
        let drawn = target.staging().unwrap();
        std::fs::write(drawn.path().join("page"), "new").unwrap();
        let notice = target.replace_by(drawn).unwrap().unwrap();
        assert!(notice.contains("could not be removed") && notice.contains(".d.staging-"), "{notice}");
        assert_eq!(std::fs::read_to_string(out.join("page")).unwrap(), "new");
        assert!(target.recover().is_err(), "it is said again before anything else is replaced");
    }
}

//! Commands that make what can be thrown away: derive, and copies, which compares fingerprints. They need no key, since they
//! write no entry.

use super::Done;
use crate::cli::{DerivedKind, Global};
use crate::edge::EdgeError;
use crate::output::print;
use crate::progress::Progress;
use crate::surroundings::{case_folder, for_reading};
use firsthand_archive::{Archive, CopyState, DerivativeKind, DeriveOptions};

/// What could not be made is bad news; everything else was made all the same.
pub fn derive(
    global: &Global,
    ids: &[String],
    kinds: &[DerivedKind],
    is_removal: bool,
    jobs: u16,
    wait: bool,
) -> Result<Done, EdgeError> {
    let case = Archive::open(&case_folder(global)?)?;
    let kinds = kinds.iter().map(|kind| kind_of(*kind)).collect();
    let options = DeriveOptions { ids: ids.to_vec(), kinds, remove: is_removal, jobs: usize::from(jobs), wait };
    let mut progress = Progress::new(global);
    let derived = case.derive(&options, &for_reading(global), &mut |step| progress.step(step))?;
    drop(progress);
    print(&derived, global.json);
    Ok(if derived.failed() > 0 { Done::Badly } else { Done::Well })
}

/// How far it is; what could not be made is bad news.
pub fn status(global: &Global) -> Result<Done, EdgeError> {
    let status = Archive::open(&case_folder(global)?)?.derivation_status()?;
    print(&status, global.json);
    Ok(if status.run.is_some_and(|run| !run.failed.is_empty()) { Done::Badly } else { Done::Well })
}

/// A question that nobody has answered is no failure; what could not be compared is told.
pub fn copies(global: &Global, only_open: bool, jobs: u16) -> Result<Done, EdgeError> {
    let case = Archive::open(&case_folder(global)?)?;
    let mut progress = Progress::new(global);
    let mut found = case.copies(&for_reading(global), usize::from(jobs), &mut |step| progress.step(step))?;
    drop(progress);
    if only_open {
        found.pairs.retain(|pair| matches!(pair.state, CopyState::Open | CopyState::Partly));
    }
    print(&found, global.json);
    Ok(Done::Well)
}

fn kind_of(kind: DerivedKind) -> DerivativeKind {
    match kind {
        DerivedKind::Poster => DerivativeKind::Poster,
        DerivedKind::Peaks => DerivativeKind::Peaks,
        DerivedKind::Proxy => DerivativeKind::Proxy,
        DerivedKind::Pages => DerivativeKind::Pages,
        DerivedKind::Thumbnail => DerivativeKind::Thumbnail,
    }
}

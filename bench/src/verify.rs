//! `verify` on a case with a gibibyte of held originals, against a bare loop that hashes the same files.

use crate::data::{KIB, MIB, files};
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use crate::{Result, baseline, case};
use firsthand_archive::verify_case;
use std::path::{Path, PathBuf};

const ROUNDS: usize = 9;

pub fn lines(_checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    let [large, mixed] = [(8, 0), (6, 4096)].map(|(large, small)| line(folder, large, small));
    Ok(vec![large?, mixed?])
}

/// One case: some files of 128 MiB, some of 64 KiB.
fn line(folder: &Path, large: usize, small: usize) -> Result<Line> {
    let folder = folder.join(format!("{small}"));
    let media = folder.join("media");
    files(&media.join("large"), large, 128 * MIB, 3)?;
    files(&media.join("small"), small, 64 * KIB, 4)?;
    let case = case::of_folder(&media, &folder.join("case"))?;
    std::fs::remove_dir_all(&media)?;
    let originals = every_file(&case.dir().join("originals"))?;
    let mut things: [Timed; 2] = [
        Box::new(|| timed(|| baseline::hash(&originals))),
        Box::new(|| {
            timed(|| match verify_case(case.dir(), None, &mut |_| {})? {
                found if found.ok && found.originals.checked as usize == originals.len() => Ok(()),
                found => Err(format!("verify found {found:?}").into()),
            })
        }),
    ];
    let ratios = ratios(&rounds(ROUNDS, &mut things)?, 0, 1);
    std::fs::remove_dir_all(&folder)?;
    let what = match small {
        0 => format!("verify: {large} originals of 128 MiB"),
        _ => format!("verify: {large} originals of 128 MiB, {small} of 64 KiB"),
    };
    let against = "time of a loop of SHA-256 over the same files / ours".into();
    Ok(Line { what, against, ratios, goal: Goal::AtLeast(0.8) })
}

/// Every file below a folder, in order of path.
pub fn every_file(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => found.extend(every_file(&entry.path())?),
            false => found.push(entry.path()),
        }
    }
    found.sort();
    Ok(found)
}

//! Publishing the example from input built once, against a program that writes, hashes and syncs the same files.

use crate::baseline::{self, Files};
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use crate::verify::every_file;
use crate::{Result, case};
use firsthand_publish::{DossierInput, Published};
use std::fs;
use std::path::{Path, PathBuf};

const ROUNDS: usize = 9;

/// As many as Firsthand itself uses on two cores or more.
const WRITERS: usize = 8;

pub fn lines(checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    let input = case::example(checkout, folder)?;
    let dossier = folder.join("dossier");
    let published = draw(&input, &dossier)?;
    let files = in_memory(&dossier)?;
    eprintln!("  {} pages, {} files, {} bytes", published.pages, published.files, published.bytes);
    let target = folder.join("target");
    let mut things: [Timed; 3] = [
        Box::new(|| written(&files, &target, 1)),
        Box::new(|| written(&files, &target, WRITERS)),
        Box::new(|| drawn(&input, &target)),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    let against = |writers| format!("our time / time of write + SHA-256 + sync of the same files, {writers}");
    let line = |below, writers, goal| Line {
        what: format!("publish: {} pages, {} files", published.pages, published.files),
        against: against(writers),
        ratios: ratios(&seconds, 2, below),
        goal,
    };
    let many = format!("{WRITERS} threads as ours");
    Ok(vec![line(0, "one thread", Goal::AtMost(3.0)), line(1, &many, Goal::AtMost(3.0))])
}

/// Draws the dossier into a new folder.
pub fn draw(input: &DossierInput, into: &Path) -> Result<Published> {
    let signer = case::signer()?;
    let sign = |text: &str| firsthand_ledger::sign_note(text, &signer).map_err(|error| error.to_string());
    Ok(firsthand_publish::publish(input, into, &sign, &mut |_, _| {})?)
}

/// Seconds of drawing the dossier into a new folder, which is removed.
pub fn drawn(input: &DossierInput, target: &Path) -> Result<f64> {
    let seconds = timed(|| draw(input, target));
    fs::remove_dir_all(target)?;
    seconds
}

fn written(files: &Files, target: &Path, writers: usize) -> Result<f64> {
    let seconds = timed(|| baseline::write(files, target, writers));
    fs::remove_dir_all(target)?;
    seconds
}

fn in_memory(folder: &Path) -> Result<Files> {
    let read = |path: PathBuf| Ok((path.strip_prefix(folder)?.to_owned(), fs::read(&path)?));
    every_file(folder)?.into_iter().map(read).collect()
}

//! Storing originals with both digests, against a program that copies, syncs and computes the slower one.
//! The sources are in the page cache for both; both begin with nothing at their target.

use crate::Result;
use crate::baseline::{self, Hasher, Names};
use crate::data::{KIB, MIB, files, noise};
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use firsthand_vault::{Shelf, Vault};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROUNDS: usize = 9;

pub fn lines(_checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    let slower = slower_digest();
    let mut lines = large(folder, slower)?;
    lines.extend(small(folder, slower)?);
    Ok(lines)
}

fn large(folder: &Path, (name, digest): Named) -> Result<Vec<Line>> {
    let sources = files(&folder.join("large"), 1, 1024 * MIB, 1)?;
    let target = folder.join("target");
    let mut things: [Timed; 2] = [
        Box::new(|| emptied(&target, || baseline::copy(&sources, &target, digest, Names::Last))),
        Box::new(|| emptied(&target, || one_by_one(&sources, &target))),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    let line = line("store_file, one file of 1 GiB", name, "", ratios(&seconds, 0, 1), Goal::AtLeast(0.9));
    Ok(vec![line])
}

fn small(folder: &Path, (name, digest): Named) -> Result<Vec<Line>> {
    let sources = files(&folder.join("small"), 2000, 64 * KIB, 2)?;
    let target = folder.join("target");
    let mut things: [Timed; 4] = [
        Box::new(|| emptied(&target, || baseline::copy(&sources, &target, digest, Names::Last))),
        Box::new(|| emptied(&target, || together(&sources, &target))),
        Box::new(|| emptied(&target, || baseline::copy(&sources, &target, digest, Names::Each))),
        Box::new(|| emptied(&target, || one_by_one(&sources, &target))),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    let ratio = |ours, base| ratios(&seconds, base, ours);
    let (files, singly) = ("store_files, 2,000 files of 64 KiB", "store_file, 2,000 times 64 KiB");
    let each = ", each name synced";
    Ok(vec![
        line(files, name, "", ratio(1, 0), Goal::AtLeast(0.9)),
        line(singly, name, "", ratio(3, 0), Goal::None),
        line(singly, name, each, ratio(3, 2), Goal::None),
    ])
}

fn line(what: &str, name: &str, how: &str, ratios: Vec<f64>, goal: Goal) -> Line {
    let against = format!("time of copy + sync + {name} on two threads{how} / ours");
    Line { what: what.into(), against, ratios, goal }
}

/// Times work that fills a folder, then removes the folder.
fn emptied<T>(target: &Path, work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let seconds = timed(work);
    fs::remove_dir_all(target)?;
    seconds
}

fn one_by_one(sources: &[PathBuf], case: &Path) -> Result<()> {
    let vault = Vault::open(case);
    for source in sources {
        vault.store_file(source, &mut |_| {})?;
    }
    Ok(())
}

fn together(sources: &[PathBuf], case: &Path) -> Result<()> {
    Vault::open(case).store_files(Shelf::Originals, sources, &mut |_| {})?;
    Ok(())
}

type Named = (&'static str, fn() -> Hasher);

/// Which of the two digests takes longer on this machine, on one thread.
fn slower_digest() -> Named {
    let bytes = noise(&mut 7, 64 * MIB);
    let took = |digest: fn() -> Hasher| {
        let began = Instant::now();
        let mut hasher = digest();
        bytes.chunks(MIB).for_each(|chunk| hasher.update(chunk));
        std::hint::black_box(hasher.finish());
        began.elapsed()
    };
    let (sha256, blake3) = (took(Hasher::sha256), took(Hasher::blake3));
    eprintln!("  64 MiB in memory: SHA-256 {sha256:.1?}, BLAKE3 {blake3:.1?}");
    if sha256 >= blake3 { ("SHA-256", Hasher::sha256) } else { ("BLAKE3", Hasher::blake3) }
}

//! Memory while importing: a corpus, one twice as large and one four times as large, each by a process of its own.

use crate::Result;
use crate::captions::{CUES, write_captions};
use crate::case;
use crate::table::{Goal, Line};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

const ROUNDS: usize = 1;
/// Files of the smallest corpus: enough to fill the memory that the index has for itself more than once; it is the same for any.
const FILES: usize = 800;
/// Between two looks at the memory.
const EVERY: Duration = Duration::from_millis(4);
/// The first argument by which this program imports a folder and prints how much memory that took at most.
pub const IMPORT_ARGUMENT: &str = "__import";

/// The lines of this bench.
pub fn lines(_checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    let (mut twice, mut four_times) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let [once, double, fourfold] = [1, 2, 4].map(|times| most(folder, times * FILES, round));
        let (once, double, fourfold) = (once?, double?, fourfold?);
        eprintln!(
            "  memory {round}: {once} kB for {FILES} files, {double} kB for twice, {fourfold} kB for four times as many"
        );
        twice.push(double / once);
        four_times.push(fourfold / once);
    }
    Ok(vec![line(2, twice), line(4, four_times)])
}

fn line(times: usize, ratios: Vec<f64>) -> Line {
    Line {
        what: format!(
            "most memory while importing {} turns in {} files, readers' children too",
            times * FILES * CUES,
            times * FILES
        ),
        against: format!("the same with {} turns in {FILES} files", FILES * CUES),
        ratios,
        goal: Goal::AtMost(1.25),
    }
}

/// The most memory that importing so many files takes, in kB.
fn most(folder: &Path, files: usize, round: usize) -> Result<f64> {
    let tables = folder.join(format!("memory-{files}"));
    if !tables.exists() {
        write_captions(&tables, files)?;
    }
    let case = folder.join(format!("memory-case-{files}-{round}"));
    let run = Command::new(std::env::current_exe()?).arg(IMPORT_ARGUMENT).arg(&tables).arg(&case).output()?;
    fs::remove_dir_all(&case)?;
    Ok(String::from_utf8(run.stdout)?.trim().parse()?)
}

/// Imports a folder and prints the most memory that this process and its children had at one time, in kB: files that are
/// mapped are the system's to take back, and not counted. Looked at every few milliseconds, since the system keeps no such
/// maximum.
pub fn import(tables: &Path, case: &Path) -> Result<()> {
    let (most, is_done) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                most.fetch_max(memory_now(), Ordering::Relaxed);
                std::thread::sleep(EVERY);
            }
        });
        let imported = case::of_folder(tables, case).map(drop);
        is_done.store(true, Ordering::Relaxed);
        imported
    })?;
    println!("{}", most.into_inner());
    Ok(())
}

fn memory_now() -> u64 {
    let own = memory_of("self").unwrap_or_default();
    own + descendants("self").iter().filter_map(|process| memory_of(process)).sum::<u64>()
}

/// Children of every thread of a process, by their numbers, and theirs: readers are forked by a process of ours.
fn descendants(process: &str) -> Vec<String> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<String> =
        lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
    let theirs: Vec<String> = children.iter().flat_map(|child| descendants(child)).collect();
    children.into_iter().chain(theirs).collect()
}

/// One that has ended meanwhile has none.
fn memory_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.split_whitespace().next()?.parse().ok()
}

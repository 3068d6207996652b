//! Hearings: parsing, storing and indexing them beside a bare program that only inserts the same turns into SQLite and
//! tantivy. Memory while importing is in `memory`, searching and opening in `million`.

use crate::Result;
use crate::bare::{Bare, Turn};
use crate::case;
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use firsthand_archive::Archive;
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

const ROUNDS: usize = 5;

/// The lines of this bench.
pub fn lines(_checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    match hearings() {
        Some(hearings) => imports(&hearings, folder),
        None => Ok(vec![Line::skipped("import of all hearings", "FIRSTHAND_SHARED names no data/hearings/pohi")]),
    }
}

fn hearings() -> Option<PathBuf> {
    let shared = PathBuf::from(std::env::var_os("FIRSTHAND_SHARED")?);
    Some(shared.join("data/hearings/pohi")).filter(|folder| folder.is_dir())
}

/// Each round has a folder of its own: a disk that has just been rid of files is slower to take new ones.
fn imports(hearings: &Path, folder: &Path) -> Result<Vec<Line>> {
    let turns = turns(&case::of_folder(hearings, &folder.join("hearings"))?)?;
    let processor: RefCell<[Vec<f64>; 2]> = RefCell::default();
    let mut things: Vec<Timed<'_>> = vec![
        Box::new(|| {
            let [noted, _] = &mut *processor.borrow_mut();
            let ours = folder.join(format!("ours-{}", noted.len()));
            timed(|| of_processor(noted, || case::of_folder(hearings, &ours).map(drop)))
        }),
        Box::new(|| {
            let [_, noted] = &mut *processor.borrow_mut();
            let bare = folder.join(format!("bare-{}", noted.len()));
            timed(|| of_processor(noted, || Bare::make(&bare, turns.iter().cloned()).map(drop)))
        }),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    drop(things);
    let [our_processor, bare_processor] = processor.into_inner();
    eprintln!("  processor time: {our_processor:.2?} and {bare_processor:.2?} s");
    let what = format!("import of all hearings, {} turns: parsed, stored, indexed", turns.len());
    let against = "a bare program's that only inserts the same turns into SQLite and tantivy";
    Ok(vec![
        Line {
            what: what.clone(),
            against: format!("our time / {against}"),
            ratios: ratios(&seconds, 0, 1),
            goal: Goal::AtMost(2.0),
        },
        Line {
            what,
            against: format!("our processor time, children's too / {against}"),
            ratios: our_processor.iter().zip(&bare_processor).skip(1).map(|(ours, bare)| ours / bare).collect(),
            goal: Goal::None,
        },
    ])
}

/// Does work and notes the processor time that it took, that of children too: other work on the machine lengthens the
/// time of day more than this.
fn of_processor<T>(noted: &mut Vec<f64>, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = processor_seconds();
    let done = work()?;
    noted.push(processor_seconds() - before);
    Ok(done)
}

/// Seconds of processor time of this process and of children that have ended, in hundredths as Linux counts; elsewhere 0.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The program's name may hold spaces; the numbers after it are user, system, and the same of children.
    let numbers = stat.rsplit_once(')').map_or("", |(_, numbers)| numbers).split_whitespace();
    numbers.skip(11).take(4).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Every turn of a case, with its speaker.
fn turns(archive: &Archive) -> Result<Vec<Turn>> {
    let mut turns = Vec::new();
    for line in archive.transcripts()? {
        let view = archive.transcript(&line.original)?;
        let transcript = &view.transcript;
        turns.extend(transcript.cues.iter().map(|cue| Turn {
            file: line.id.clone(),
            speaker: transcript.speaker(cue).unwrap_or_default().to_owned(),
            start_ms: cue.start_ms.unwrap_or_default(),
            text: cue.text.clone(),
        }));
    }
    Ok(turns)
}

//! Hearings: parsing, storing and indexing them beside a bare program that only inserts the same turns into SQLite and
//! tantivy; memory while importing few and many; searching; opening a case of a million turns.

use crate::Result;
use crate::bare::{self, Bare, Turn};
use crate::case;
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use firsthand_archive::{Archive, Search};
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const FILES: usize = 1_000;
const CUES: usize = 1_000;
const QUERIES: usize = 400;
const HITS: usize = 20;
/// The first argument by which this program imports a folder and prints how much memory that took at most.
pub const IMPORT_ARGUMENT: &str = "__import";

/// The lines of this bench.
pub fn lines(_checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    match hearings() {
        Some(hearings) => lines.extend(imports(&hearings, folder)?),
        None => lines.push(Line::skipped("import of all hearings", "FIRSTHAND_SHARED names no data/hearings/pohi")),
    }
    lines.push(memory(folder)?);
    lines.extend(million(folder)?);
    Ok(lines)
}

fn hearings() -> Option<PathBuf> {
    let shared = PathBuf::from(std::env::var_os("FIRSTHAND_SHARED")?);
    Some(shared.join("data/hearings/pohi")).filter(|folder| folder.is_dir())
}

fn imports(hearings: &Path, folder: &Path) -> Result<Vec<Line>> {
    let turns = turns(&case::of_folder(hearings, &folder.join("hearings"))?)?;
    let (ours, bare) = (folder.join("ours"), folder.join("bare"));
    let mut things: Vec<Timed<'_>> = vec![
        Box::new(|| {
            clear(&ours)?;
            timed(|| case::of_folder(hearings, &ours).map(drop))
        }),
        Box::new(|| {
            clear(&bare)?;
            timed(|| Bare::make(&bare, turns.iter().cloned()).map(drop))
        }),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    drop(things);
    Ok(vec![Line {
        what: format!("import of all hearings, {} turns: parsed, stored, indexed", turns.len()),
        against: "our time / a bare program's that only inserts the same turns into SQLite and tantivy".into(),
        ratios: ratios(&seconds, 0, 1),
        goal: Goal::AtMost(2.0),
    }])
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

/// The most memory that importing many files takes, against a quarter of them.
fn memory(folder: &Path) -> Result<Line> {
    let mut ratios = Vec::new();
    for round in 0..3 {
        let most = |files: usize| -> Result<f64> {
            let tables = folder.join(format!("memory-{files}"));
            if !tables.exists() {
                write_captions(&tables, files)?;
            }
            let case = folder.join(format!("memory-case-{files}-{round}"));
            let run = Command::new(std::env::current_exe()?).arg(IMPORT_ARGUMENT).arg(&tables).arg(&case).output()?;
            fs::remove_dir_all(&case)?;
            Ok(String::from_utf8(run.stdout)?.trim().parse()?)
        };
        let (few, many) = (most(75)?, most(300)?);
        eprintln!("  memory {round}: {few} kB for 75,000 turns, {many} kB for 300,000");
        ratios.push(many / few);
    }
    Ok(Line {
        what: "most memory while importing 300,000 turns in 300 files".into(),
        against: "the same with 75,000 turns in 75 files".into(),
        ratios,
        goal: Goal::AtMost(1.25),
    })
}

/// Imports a folder and prints the most memory of its own that this process had, in kB: files that are mapped are the
/// system's to take back, and not counted. Looked at every few milliseconds, since the system keeps no such maximum.
pub fn import(tables: &Path, case: &Path) -> Result<()> {
    let (most, is_done) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                most.fetch_max(own_memory().unwrap_or_default(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(4));
            }
        });
        let imported = case::of_folder(tables, case).map(drop);
        is_done.store(true, Ordering::Relaxed);
        imported
    })?;
    println!("{}", most.into_inner());
    Ok(())
}

fn own_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// A case of a million turns, and the same turns in bare files.
fn million(folder: &Path) -> Result<Vec<Line>> {
    let (tables, ours, plain) = (folder.join("captions"), folder.join("million"), folder.join("million-bare"));
    write_captions(&tables, FILES)?;
    drop(case::of_folder(&tables, &ours)?);
    fs::remove_dir_all(&tables)?;
    let turns = (0..FILES).flat_map(|file| (0..CUES).map(move |cue| turn(file, cue)));
    drop(Bare::make(&plain, turns)?);
    Ok(vec![opening(&ours)?, searching(&ours, &plain)?])
}

fn opening(ours: &Path) -> Result<Line> {
    let mut things: Vec<Timed<'_>> = vec![
        Box::new(|| timed(|| Ok(drop(black_box(Archive::open(ours)?.searcher()?))))),
        Box::new(|| timed(|| Ok(drop(black_box(bare::open_of_case(ours)?))))),
    ];
    let seconds = rounds(15, &mut things)?;
    drop(things);
    Ok(Line {
        what: "opening a case of 1,000,000 turns, ready to search".into(),
        against: "our time / opening its SQLite and tantivy files and nothing else".into(),
        ratios: ratios(&seconds, 0, 1),
        goal: Goal::AtMost(2.0),
    })
}

/// The ratio of the 99th percentiles of the same queries, asked in turn.
fn searching(ours: &Path, bare: &Path) -> Result<Line> {
    let (archive, bare) = (Archive::open(ours)?, Bare::open(bare)?);
    let searcher = archive.searcher()?;
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let (mut our_times, mut bare_times) = (Vec::new(), Vec::new());
        for nth in 0..QUERIES {
            let query = format!("{} {}", word(nth * 31), word(nth * 17 + 5));
            our_times.push(seconds(|| {
                let found = searcher.search(Search { query: &query, limit: HITS, ..Search::default() })?;
                Ok(found.total)
            })?);
            bare_times.push(seconds(|| bare.search(&query, HITS))?);
        }
        all.push(p99(our_times) / p99(bare_times));
    }
    Ok(Line {
        what: format!("search of 1,000,000 turns, 99th percentile of {QUERIES} queries of two words"),
        against: "our time / a bare tantivy query's on the same turns".into(),
        ratios: all,
        goal: Goal::AtMost(2.0),
    })
}

fn seconds<T>(work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let began = Instant::now();
    black_box(work()?);
    Ok(began.elapsed().as_secs_f64())
}

fn p99(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() * 99 / 100]
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Files of captions: a thousand turns each, of words that are drawn from few and many alike.
fn write_captions(folder: &Path, files: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    for file in 0..files {
        let mut captions = String::from("WEBVTT\n\n");
        for cue in 0..CUES {
            let Turn { speaker, text, .. } = turn(file, cue);
            let (minutes, seconds) = (cue / 15, cue % 15 * 4);
            writeln!(
                captions,
                "{minutes:02}:{seconds:02}.000 --> {minutes:02}:{:02}.500\n<v {speaker}>{text}\n",
                seconds + 3
            )?;
        }
        fs::write(folder.join(format!("hearing-{file:04}.vtt")), captions)?;
    }
    Ok(())
}

fn turn(file: usize, cue: usize) -> Turn {
    let seed = file * CUES + cue;
    let text = (0..12).map(|nth| word(seed * 12 + nth)).collect::<Vec<_>>().join(" ");
    Turn {
        file: format!("hearing-{file:04}.vtt"),
        speaker: format!("Speaker {}", seed % 7),
        start_ms: (cue * 4_000) as i64,
        text,
    }
}

/// The nth word of an endless text: common words often, rare ones seldom.
fn word(nth: usize) -> String {
    let mixed = (nth as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let rank = ((u64::MAX as f64 / (mixed as f64 + 1.0)).sqrt() * 7.0) as u64 % 20_000;
    let letters = b"aeioubdgklmnprstvz";
    let mut word = String::new();
    let mut rest = rank + 40;
    while rest > 0 {
        word.push(char::from(letters[rest as usize % letters.len()]));
        rest /= letters.len() as u64;
    }
    word
}

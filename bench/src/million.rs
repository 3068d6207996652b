//! A case of a million turns: opening it beside opening its bare files, and searching it beside a bare query.

use crate::Result;
use crate::bare::{self, Bare};
use crate::captions::{CUES, turn, word, write_captions};
use crate::case;
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use firsthand_archive::{Archive, Search};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 5;
const FILES: usize = 1_000;
const QUERIES: usize = 400;
const HITS: usize = 20;

/// A case of a million turns, and the same turns in bare files.
pub fn lines(_checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
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

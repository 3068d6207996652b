//! Measures Firsthand's slow verbs against named baselines in the same run and prints one table of ratios.
//! What each bench does is in its own file; what the figures mean is in docs/benchmarks.md.

mod bare;
mod baseline;
mod captions;
mod case;
mod data;
mod growth;
mod hearings;
mod mdbook;
mod memory;
mod million;
mod order;
mod publish;
mod rounds;
mod script;
mod store;
mod table;
mod testimony;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use table::Line;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Gives the lines of one bench: the checkout, and a folder that is removed afterwards.
type Bench = fn(&Path, &Path) -> Result<Vec<Line>>;

const BENCHES: [(&str, Bench); 10] = [
    ("store", store::lines),
    ("verify", verify::lines),
    ("publish", publish::lines),
    ("mdbook", mdbook::lines),
    ("hearings", hearings::lines),
    ("memory", memory::lines),
    ("million", million::lines),
    ("order", order::lines),
    ("growth", growth::lines),
    ("script", script::lines),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|first| first == case::READER_ARGUMENT).is_some() {
        return firsthand_archive::child_main(arguments);
    }
    if arguments.next_if(|first| first == memory::IMPORT_ARGUMENT).is_some() {
        let folders: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
        return match memory::import(&folders[0], &folders[1]) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(1),
        };
    }
    let checkout = PathBuf::from(arguments.next().unwrap_or_else(|| ".".into()));
    match run(&checkout, &arguments.collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("The benchmarks stopped: {error}");
            ExitCode::from(1)
        }
    }
}

/// Runs the benches named, or all; whether every goal was met.
fn run(checkout: &Path, names: &[String]) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| BENCHES.iter().all(|(known, _)| known != name)) {
        return Err(format!("there is no bench called {unknown}").into());
    }
    let place = std::env::var_os("BENCH_TMP").map_or_else(std::env::temp_dir, PathBuf::from);
    let mut lines = Vec::new();
    for (name, bench) in BENCHES.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|n| n == name)) {
        eprintln!("{name} …");
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(&place)?;
        lines.extend(bench(checkout, folder.path())?);
    }
    table::print(&lines);
    Ok(lines.iter().all(Line::is_met))
}

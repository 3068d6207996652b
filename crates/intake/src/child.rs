//! What the re-executed child runs: restrict first, then read standard input and print the reading as JSON.
//! The parent's side is in `sandbox`.

use crate::dispatch::{limit, read_bytes};
use crate::{Limits, Mode, enforce};
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

/// The variable that carries the request: unlike arguments, only the same user can see it.
pub(crate) const REQUEST: &str = "FIRSTHAND_READ";
/// The argument that asks for what is enforced instead of a reading.
pub(crate) const REPORT: &str = "report";

/// What the parent asks of the child.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Request {
    /// The file's path inside the folder.
    pub name: String,
    /// How to read it.
    pub mode: Mode,
    /// The limits under which to read it.
    pub limits: Limits,
}

/// Runs the child: restricts this process for good, then reads one file from standard input.
///
/// `args` are those after the words that choose this mode: none for a reading, `report` for what is enforced.
/// Exits 0 with one JSON document on standard output, or 2 when it was not started by `Sandbox`.
pub fn child_main(args: impl IntoIterator<Item = String>) -> ExitCode {
    let Some(request) = std::env::var(REQUEST).ok().and_then(|text| serde_json::from_str::<Request>(&text).ok()) else {
        eprintln!("This mode is for firsthand's own use: it reads one file that another firsthand hands to it.");
        return ExitCode::from(2);
    };
    let report = args.into_iter().next().as_deref() == Some(REPORT);
    let enforcement = enforce::restrict(&request.limits);
    let written = if report { write(&enforcement) } else { read(&request).and_then(|reading| write(&reading)) };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(request: &Request) -> io::Result<crate::Reading> {
    let most = limit(&request.name, request.mode);
    let mut bytes = Vec::new();
    io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    Ok(read_bytes(&request.name, request.mode, &bytes))
}

fn write(document: &impl Serialize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, document)?;
    out.flush()
}

//! What the re-executed child runs: restrict first, then read standard input and print the reading as JSON.
//! The parent's side is in `sandbox`; on the way to an outside program the child goes on in `launcher`.

use crate::dispatch::{limit, read_opened};
use crate::enforce::Role;
#[cfg(target_os = "linux")]
use crate::fork_server::{SERVE, serve};
use crate::launcher::{self, Order, RUN};
use crate::media::{self, Output};
use crate::members::{self, MemberPosition};
use crate::whole::{Rest, Whole};
use crate::work::{self, Work};
use crate::{Limits, Mode, enforce};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

/// The variable that carries the request: unlike arguments, only the same user can see it.
pub(crate) const REQUEST: &str = "FIRSTHAND_READ";
/// The argument that asks for what is enforced instead of a reading.
pub(crate) const REPORT: &str = "report";
/// The same for the profile of outside programs.
pub(crate) const REPORT_OUTSIDE: &str = "report-outside";

/// What the parent asks of the child.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Request {
    /// The file's path inside the folder.
    pub name: String,
    /// How to read it.
    pub mode: Mode,
    /// Which outside program's output it is, where it is no file but that.
    #[serde(default)]
    pub output: Option<Output>,
    /// Which member of an archive is to be printed as it is, instead of a reading.
    #[serde(default)]
    pub member: Option<MemberPosition>,
    /// What is to be made of it, instead of a reading.
    #[serde(default)]
    pub work: Option<Work>,
    /// The limits under which to read it.
    pub limits: Limits,
    /// The length of the whole file, of which no more may be handed over than is read.
    #[serde(default)]
    pub size_bytes: u64,
}

impl Request {
    /// For reading a file.
    pub(crate) fn to_read(file: &File, name: &str, mode: Mode, limits: Limits) -> Request {
        let size_bytes = file.metadata().map_or(0, |metadata| metadata.len());
        Request { name: name.to_owned(), mode, limits, size_bytes, ..Request::default() }
    }
}

/// Runs the child: restricts this process for good, then reads one file from standard input.
///
/// `args` are those after the words that choose this mode: none for a reading, `report` for what is enforced, `run` for
/// becoming an outside program, `report-outside` for what is enforced on that, `serve` for forking a child for each of many files.
/// Exits 0 with one JSON document on standard output, or 2 when it was not started by `Sandbox`.
pub fn child_main(args: impl IntoIterator<Item = String>) -> ExitCode {
    let text = std::env::var(REQUEST).unwrap_or_default();
    let argument = args.into_iter().next();
    if argument.as_deref() == Some(RUN) {
        return serde_json::from_str::<Order>(&text)
            .map_or_else(|_| not_for_people(), |order| launcher::launch(&order));
    }
    #[cfg(target_os = "linux")]
    if argument.as_deref() == Some(SERVE) {
        return ended(serve(&answer));
    }
    let Ok(request) = serde_json::from_str::<Request>(&text) else { return not_for_people() };
    let written = match argument.as_deref() {
        Some(REPORT) => write(&enforce::restrict(&request.limits)),
        Some(REPORT_OUTSIDE) => {
            let program = std::env::current_exe().unwrap_or_default();
            write(&enforce::restrict_outside(&request.limits, &program, Role::Reader))
        }
        _ => {
            enforce::restrict(&request.limits);
            answer(&request)
        }
    };
    ended(written)
}

fn ended(written: io::Result<()>) -> ExitCode {
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// For tests: serves as [`child_main`] does, but each child does `deed` instead of reading.
#[doc(hidden)]
#[cfg(target_os = "linux")]
pub fn serve_doing(deed: fn()) -> ExitCode {
    ended(serve(&|_| {
        deed();
        Ok(())
    }))
}

fn not_for_people() -> ExitCode {
    eprintln!("This mode is for firsthand's own use: it reads one file that another firsthand hands to it.");
    ExitCode::from(2)
}

fn answer(request: &Request) -> io::Result<()> {
    if let Some(work) = request.work {
        enforce::step_back();
        return work::answer(work, &mut io::stdin().lock(), &mut BufWriter::new(io::stdout().lock()));
    }
    let most = if request.output.is_some() { request.limits.output_bytes } else { limit(&request.name, request.mode) };
    let mut bytes = Vec::new();
    io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    match (request.output, request.member) {
        (Some(output), _) => write(&media::read_output(output, &request.name, &bytes)),
        (_, Some(member)) => {
            let unpacked = members::unpack(&bytes, member).ok_or(io::ErrorKind::InvalidData)?;
            io::stdout().lock().write_all(&unpacked)
        }
        _ => {
            let mut opened = match cfg!(target_os = "linux") {
                true => Whole::with_rest(&bytes, request.size_bytes.max(bytes.len() as u64), &StandardInput),
                false => Whole::of_beginning(&bytes, request.size_bytes),
            };
            write(&read_opened(&request.name, request.mode, &mut opened))
        }
    }
}

/// The file on standard input, from any place of it.
struct StandardInput;

impl Rest for StandardInput {
    #[cfg(target_os = "linux")]
    fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize> {
        Ok(rustix::io::pread(io::stdin(), into, at)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn read_at(&self, _into: &mut [u8], _at: u64) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What is written at once, as much as a pipe holds: each piece wakes whoever reads it.
const WRITTEN_BYTES: usize = 64 << 10;

fn write(document: &impl Serialize) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(WRITTEN_BYTES, io::stdout().lock());
    serde_json::to_writer(&mut out, document)?;
    out.flush()
}

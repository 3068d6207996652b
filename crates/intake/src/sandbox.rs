//! The parent's side of the sandbox: starts the child, bounds its time and output, and turns every ending into a reading.
//! What the child forbids itself is in `enforce`.

use crate::child::{REPORT, REPORT_OUTSIDE, REQUEST, Request};
use crate::dispatch::makes_records;
use crate::media::Output;
use crate::members::MemberPosition;
use crate::outside::PagesRead;
use crate::work::{Work, Worked};
use crate::{Enforcement, IntakeError, Limits, Mode, Problem, Reading, outside, text};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How much of the child's complaints is kept to tell its endings apart.
const STDERR_BYTES: u64 = 16 * 1024;
/// How soon a child that closed its output is asked again whether it has ended; most have within that time.
const FIRST_POLL: Duration = Duration::from_micros(50);
/// How often it is asked at least; in between, each time after twice as long.
const POLL: Duration = Duration::from_millis(2);

/// Reads strangers' files in a child process.
#[derive(Debug, Clone)]
pub struct Sandbox {
    /// The program to start: this one.
    pub program: PathBuf,
    /// Arguments that lead it to [`crate::child_main`], such as `__read`.
    pub args: Vec<String>,
    /// Limits on each child.
    pub limits: Limits,
}

impl Sandbox {
    /// Reads the file at `path`, called `name` inside its folder. Never just fails: every bad ending is a problem.
    pub fn read(&self, path: &Path, name: &str, mode: Mode) -> Reading {
        self.read_telling(path, name, mode, &|_, _| {})
    }

    /// The same, and says how far it is with pages that a machine reads: before each page, how many of how many are done.
    pub fn read_telling(&self, path: &Path, name: &str, mode: Mode, tell: &PagesRead<'_>) -> Reading {
        let reading = self.try_read(path, name, mode).unwrap_or_else(|error| failed(name, mode, &error));
        outside::complete(self, path, name, reading, tell)
    }

    /// What a child of this program on this system really got.
    ///
    /// # Errors
    /// The child could not be started or gave nothing.
    pub fn enforcement(&self) -> Result<Enforcement, IntakeError> {
        let request = Request { limits: self.limits, ..Request::default() };
        parse(&self.run(Stdio::null(), &request, Some(REPORT))?)
    }

    /// What an outside program on this system really gets.
    ///
    /// # Errors
    /// The child could not be started or gave nothing.
    pub fn outside_enforcement(&self) -> Result<Enforcement, IntakeError> {
        let request = Request { limits: self.limits, ..Request::default() };
        parse(&self.run(Stdio::null(), &request, Some(REPORT_OUTSIDE))?)
    }

    /// One loud sentence about what this system does not enforce; once for each import. None where all is enforced.
    pub fn notice(&self) -> Option<String> {
        let both = self.enforcement().and_then(|own| Ok((own, self.outside_enforcement()?)));
        match both {
            Ok((mut own, outside)) => {
                let news = outside.missing.into_iter().filter(|missing| !own.missing.contains(missing));
                let news: Vec<String> = news.collect();
                own.missing.extend(news);
                own.notice()
            }
            Err(error) => Some(format!("No file can be read: {error} ({}).", error.code())),
        }
    }

    fn try_read(&self, path: &Path, name: &str, mode: Mode) -> Result<Reading, IntakeError> {
        let file = open(path).map_err(|source| IntakeError::NotOpened { source })?;
        let request = Request { name: name.to_owned(), mode, limits: self.limits, ..Request::default() };
        parse(&self.run(Stdio::from(file), &request, None)?)
    }

    /// Reads what an outside program printed into the file at `path` about the file called `name`.
    pub(crate) fn read_output(&self, path: &Path, name: &str, output: Output) -> Result<Reading, IntakeError> {
        let file = File::open(path).map_err(|source| IntakeError::NoScratch { source })?;
        let request =
            Request { name: name.to_owned(), limits: self.limits, output: Some(output), ..Request::default() };
        parse(&self.run(Stdio::from(file), &request, None)?)
    }

    /// The bytes of one member of the archive at `path`, called `name`.
    pub(crate) fn unpack(&self, path: &Path, name: &str, member: MemberPosition) -> Result<Vec<u8>, IntakeError> {
        let file = open(path).map_err(|source| IntakeError::NotOpened { source })?;
        let request =
            Request { name: name.to_owned(), limits: self.limits, member: Some(member), ..Request::default() };
        self.run(Stdio::from(file), &request, None)
    }

    /// What the child makes of the file at `path`, which may be an original or what a program printed.
    pub(crate) fn work(&self, path: &Path, work: Work) -> Result<Worked, IntakeError> {
        let file = open(path).map_err(|source| IntakeError::NotOpened { source })?;
        let request = Request { limits: self.limits, work: Some(work), ..Request::default() };
        Worked::parse(&self.run(Stdio::from(file), &request, None)?)
    }

    fn run(&self, input: Stdio, request: &Request, argument: Option<&str>) -> Result<Vec<u8>, IntakeError> {
        let request =
            serde_json::to_string(request).map_err(|error| IntakeError::Garbled { reason: error.to_string() })?;
        let mut command = Command::new(&self.program);
        command.args(&self.args).args(argument).env_clear().env(REQUEST, request);
        #[cfg(windows)]
        command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|source| IntakeError::NotStarted { source })?;
        Watch::over(child, self.limits).outcome()
    }
}

pub(crate) fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(file)
}

fn parse<T: serde::de::DeserializeOwned>(output: &[u8]) -> Result<T, IntakeError> {
    serde_json::from_slice(output)
        .map_err(|error| IntakeError::Garbled { reason: format!("line {}, column {}", error.line(), error.column()) })
}

/// A file of which there is no reading. It leaves something out only if records were expected or it cannot be opened.
fn failed(name: &str, mode: Mode, error: &IntakeError) -> Reading {
    let fatal =
        makes_records(name, mode) || matches!(error, IntakeError::NotOpened { .. } | IntakeError::NotStarted { .. });
    let problem = Problem { fatal, ..Problem::fatal(name, format!("{error} ({})", error.code())) };
    Reading::failed(text::NONE, text::VERSION, problem)
}

/// A running child with the threads that empty its pipes.
pub(crate) struct Watch {
    child: Child,
    limits: Limits,
    deadline: Instant,
    output: Receiver<Vec<u8>>,
    complaints: Receiver<Vec<u8>>,
}

impl Watch {
    pub(crate) fn over(mut child: Child, limits: Limits) -> Self {
        let output = collect(child.stdout.take(), limits.output_bytes.saturating_add(1), false);
        let complaints = collect(child.stderr.take(), STDERR_BYTES, true);
        let deadline = Instant::now() + Duration::from_secs(limits.wall_seconds);
        Self { child, limits, deadline, output, complaints }
    }

    fn outcome(mut self) -> Result<Vec<u8>, IntakeError> {
        let output = self.output.recv_timeout(self.left());
        let too_much = output.as_ref().is_ok_and(|output| output.len() as u64 > self.limits.output_bytes);
        let status = if too_much { None } else { self.ended() };
        if status.is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        match (output, status) {
            (_, _) if too_much => Err(IntakeError::TooMuchOutput { bytes: self.limits.output_bytes }),
            (Ok(output), Some(status)) if status.success() => Ok(output),
            (_, Some(status)) => Err(self.ending(status)),
            _ => Err(IntakeError::TimedOut { seconds: self.limits.wall_seconds }),
        }
    }

    /// How a child that prints into a file ended and what it complained of; none when the deadline passed first.
    pub(crate) fn end(mut self) -> Option<(ExitStatus, String)> {
        let status = self.ended();
        if status.is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        status.map(|status| (status, self.said()))
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// How the child ended; none when the deadline passed first.
    fn ended(&mut self) -> Option<ExitStatus> {
        let mut pause = FIRST_POLL;
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if !self.left().is_zero() => thread::sleep(pause),
                _ => return None,
            }
            pause = POLL.min(pause * 2);
        }
    }

    /// Tells a bad ending from what the system and the child said.
    fn ending(&self, status: ExitStatus) -> IntakeError {
        let said = self.said();
        match signal(status) {
            Some(SIGXCPU) => IntakeError::TimedOut { seconds: self.limits.wall_seconds },
            _ if said.contains("memory allocation of") => IntakeError::OutOfMemory { bytes: self.limits.memory_bytes },
            _ => IntakeError::Crashed { status: status.to_string(), place: panic_place(&said) },
        }
    }
}

impl Watch {
    fn said(&self) -> String {
        let said = self.complaints.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        String::from_utf8_lossy(&said).into_owned()
    }
}

/// The signal for processor time used up; the same number on every Unix that Rust runs on.
pub(crate) const SIGXCPU: i32 = 24;

#[cfg(unix)]
pub(crate) fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
pub(crate) fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

/// Where a panic stood, without its words, which may quote the file.
fn panic_place(said: &str) -> String {
    let place = said.lines().find_map(|line| line.split_once("panicked at ")).map(|(_, place)| place);
    place.map(|place| format!(", at {}", place.trim_end_matches(':'))).unwrap_or_default()
}

/// Empties a pipe in a thread of its own and hands on its first bytes once it ends; `drain` reads on after them.
fn collect(pipe: Option<impl Read + Send + 'static>, most: u64, drain: bool) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let Some(mut pipe) = pipe else { return };
        let mut bytes = Vec::new();
        // A pipe that breaks has ended; what came before is what there is.
        let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
        if drain {
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        let _ = sender.send(bytes);
    });
    receiver
}

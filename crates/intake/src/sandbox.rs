//! The parent's side of the sandbox: starts the child and turns every ending into a reading. How its time and output are
//! bounded is in `watch`, what the child forbids itself in `enforce`; many files one after the other are read by a `Reader`.

use crate::child::{REPORT, REPORT_OUTSIDE, REQUEST, Request};
use crate::dispatch::makes_records;
use crate::media::Output;
use crate::members::MemberPosition;
use crate::outside::PagesRead;
use crate::watch::Watch;
use crate::work::{Work, Worked};
use crate::{Enforcement, IntakeError, Limits, Mode, Problem, Reading, outside, text};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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

    pub(crate) fn try_read(&self, path: &Path, name: &str, mode: Mode) -> Result<Reading, IntakeError> {
        let file = open(path).map_err(|source| IntakeError::NotOpened { source })?;
        let request = Request::to_read(&file, name, mode, self.limits);
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

pub(crate) fn parse<T: serde::de::DeserializeOwned>(output: &[u8]) -> Result<T, IntakeError> {
    serde_json::from_slice(output)
        .map_err(|error| IntakeError::Garbled { reason: format!("line {}, column {}", error.line(), error.column()) })
}

/// A file of which there is no reading. It leaves something out only if records were expected or it cannot be opened.
pub(crate) fn failed(name: &str, mode: Mode, error: &IntakeError) -> Reading {
    let fatal =
        makes_records(name, mode) || matches!(error, IntakeError::NotOpened { .. } | IntakeError::NotStarted { .. });
    let problem = Problem { fatal, ..Problem::fatal(name, format!("{error} ({})", error.code())) };
    Reading::failed(text::NONE, text::VERSION, problem)
}

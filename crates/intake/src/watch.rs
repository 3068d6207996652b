//! Watching a reader at work: its time and output are bounded from outside, and each ending is told from the others.
//! What it is that runs, a program of its own or a fork of a server's, is said by `Running`.

use crate::{IntakeError, Limits};
use std::io::{self, Read};
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How much of the child's complaints is kept to tell its endings apart.
const STDERR_BYTES: u64 = 16 * 1024;
/// How soon a child that closed its output is asked again whether it has ended; most have within that time.
const FIRST_POLL: Duration = Duration::from_micros(50);
/// How often it is asked at least; in between, each time after twice as long.
const POLL: Duration = Duration::from_millis(2);

/// Something that runs, can end and can be stopped.
pub(crate) trait Running {
    /// How it ended; none when the deadline passed first.
    fn ended_by(&mut self, deadline: Instant) -> Option<ExitStatus>;

    /// Stops it at once and for good.
    fn stop(&mut self);
}

impl Running for Child {
    fn ended_by(&mut self, deadline: Instant) -> Option<ExitStatus> {
        let mut pause = FIRST_POLL;
        loop {
            match self.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(pause),
                _ => return None,
            }
            pause = POLL.min(pause * 2);
        }
    }

    fn stop(&mut self) {
        let _ = self.kill();
        let _ = self.wait();
    }
}

/// A running reader with the threads that empty its pipes.
pub(crate) struct Watch<R> {
    running: R,
    limits: Limits,
    deadline: Instant,
    output: Receiver<Vec<u8>>,
    complaints: Receiver<Vec<u8>>,
}

impl Watch<Child> {
    pub(crate) fn over(mut child: Child, limits: Limits) -> Self {
        let (output, complaints) = (child.stdout.take(), child.stderr.take());
        Self::of(child, limits, output, complaints)
    }
}

impl<R: Running> Watch<R> {
    /// Watches over what runs, with the pipes into which it prints and complains.
    pub(crate) fn of(
        running: R,
        limits: Limits,
        output: Option<impl Read + Send + 'static>,
        complaints: Option<impl Read + Send + 'static>,
    ) -> Self {
        let output = collect(output, limits.output_bytes.saturating_add(1), false);
        let complaints = collect(complaints, STDERR_BYTES, true);
        let deadline = Instant::now() + Duration::from_secs(limits.wall_seconds);
        Self { running, limits, deadline, output, complaints }
    }

    /// What it printed, if it ended well.
    pub(crate) fn outcome(mut self) -> Result<Vec<u8>, IntakeError> {
        let output = self.output.recv_timeout(self.deadline.saturating_duration_since(Instant::now()));
        let too_much = output.as_ref().is_ok_and(|output| output.len() as u64 > self.limits.output_bytes);
        let status = if too_much { None } else { self.running.ended_by(self.deadline) };
        if status.is_none() {
            self.running.stop();
        }
        match (output, status) {
            (_, _) if too_much => Err(IntakeError::TooMuchOutput { bytes: self.limits.output_bytes }),
            (Ok(output), Some(status)) if status.success() => Ok(output),
            (_, Some(status)) => Err(self.ending(status)),
            _ => Err(IntakeError::TimedOut { seconds: self.limits.wall_seconds }),
        }
    }

    /// How something that prints into a file ended and what it complained of; none when the deadline passed first.
    pub(crate) fn end(mut self) -> Option<(ExitStatus, String)> {
        let status = self.running.ended_by(self.deadline);
        if status.is_none() {
            self.running.stop();
        }
        status.map(|status| (status, self.said()))
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

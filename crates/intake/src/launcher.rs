//! What the re-executed child runs on the way to an outside program: restrict for good, then become that program.
//! The parent's side is in `outside`, the restrictions are in `enforce`.

use crate::enforce::Role;
use crate::{Limits, enforce};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// The argument that asks for this mode.
pub(crate) const RUN: &str = "run";
/// How it ends when the program could not be started; shells use the same number.
pub(crate) const NOT_STARTED: i32 = 126;

/// What the parent asks of the launcher.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The program, as an absolute path.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// The limits under which it runs.
    pub limits: Limits,
    /// What it is for.
    pub role: Role,
    /// Whether others of this machine go first.
    #[serde(default)]
    pub is_background: bool,
}

/// Becomes the program of an order. Returns only if it could not.
pub(crate) fn launch(order: &Order) -> ExitCode {
    if order.is_background {
        enforce::step_back();
    }
    enforce::restrict_outside(&order.limits, &order.program, order.role);
    let mut command = Command::new(&order.program);
    // One thread each: the profile of readers allows no other.
    command.args(&order.args).env_clear().envs([("LC_ALL", "C.UTF-8"), ("OMP_THREAD_LIMIT", "1")]);
    #[cfg(windows)]
    command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
    become_program(command)
}

#[cfg(unix)]
fn become_program(mut command: Command) -> ExitCode {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    eprintln!("{error}");
    ExitCode::from(u8::try_from(NOT_STARTED).unwrap_or(u8::MAX))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(u8::try_from(NOT_STARTED).unwrap_or(u8::MAX))
        }
    }
}

//! Derivatives in the background: the same command again as a process of its own, which goes on when this one has ended. How far
//! it is, is asked of the case.

use crate::cli::{DerivedKind, Global};
use crate::edge::EdgeError;
use crate::output::Readable;
use crate::surroundings::case_folder;
use clap::ValueEnum;
use serde::Serialize;
use std::process::{Command, Stdio};

/// A process that was begun.
#[derive(Debug, Serialize)]
pub struct Begun {
    /// Its number, by which the system knows it.
    pub process: u32,
}

impl Readable for Begun {
    fn lines(&self) -> Vec<String> {
        vec![format!(
            "Derivatives are being made in the background, by process {}. How far: `firsthand derive --status`.",
            self.process
        )]
    }
}

/// Begins to make derivatives of the case, after whoever makes some now.
pub fn begin(global: &Global, ids: &[String], kinds: &[DerivedKind], jobs: u16) -> Result<Begun, EdgeError> {
    let cannot = |source| EdgeError::Begin { source };
    let folder = std::path::absolute(case_folder(global)?).map_err(cannot)?;
    let mut command = Command::new(std::env::current_exe().map_err(cannot)?);
    command.arg("--case").arg(folder).args(["--quiet", "derive", "--wait", "--jobs", &jobs.to_string()]);
    for kind in kinds.iter().filter_map(ValueEnum::to_possible_value) {
        command.args(["--kind", kind.get_name()]);
    }
    // The records of what it makes name whoever began it.
    command.envs(global.author.as_ref().map(|author| ("FIRSTHAND_AUTHOR", author)));
    command.arg("--").args(ids).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // What ends this command at the terminal does not end that one.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok(Begun { process: command.spawn().map_err(cannot)?.id() })
}

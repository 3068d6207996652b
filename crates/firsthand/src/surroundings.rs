//! What the archive is given from the machine: clock, randomness, author, key and the readers' sandbox.

use crate::cli::Global;
use crate::edge::EdgeError;
use crate::keys::signing_key;
use firsthand_archive::{Limits, Sandbox, Surroundings, SystemClock, SystemEntropy};
use std::path::{Path, PathBuf};

/// The first argument by which this binary knows that it is the readers' child.
pub const READER_ARGUMENT: &str = "__read";

/// Surroundings for a verb that writes to a case: its key exists.
pub fn for_writing(global: &Global) -> Result<Surroundings, EdgeError> {
    with_key(global, false)
}

/// Surroundings for a verb that writes no entry: it reads a strange file, or makes what can be thrown away. No key is needed.
pub fn for_reading(global: &Global) -> Surroundings {
    without_key(global)
}

/// Surroundings for making a case: a key is made where there is none yet.
pub fn for_birth(global: &Global) -> Result<Surroundings, EdgeError> {
    with_key(global, true)
}

fn with_key(global: &Global, may_make: bool) -> Result<Surroundings, EdgeError> {
    Ok(Surroundings { signer: Some(signing_key(global.key.as_deref(), may_make)?), ..without_key(global) })
}

fn without_key(global: &Global) -> Surroundings {
    Surroundings {
        clock: Box::new(SystemClock),
        entropy: Box::new(SystemEntropy),
        author: author(global),
        signer: None,
        sandbox: sandbox(),
    }
}

/// The case's folder: the one named, or the nearest parent with a `firsthand.toml`.
pub fn case_folder(global: &Global) -> Result<PathBuf, EdgeError> {
    if let Some(named) = &global.case {
        return Ok(named.clone());
    }
    let here = std::env::current_dir().unwrap_or_default();
    let found = here.ancestors().find(|folder| folder.join("firsthand.toml").is_file()).map(Path::to_owned);
    found.ok_or(EdgeError::NoCase { folder: here })
}

fn author(global: &Global) -> String {
    let account = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
    global.author.clone().or_else(account).unwrap_or_else(|| "not stated".to_owned())
}

/// The readers' sandbox: this binary, executed again.
pub fn sandbox() -> Sandbox {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("firsthand"));
    Sandbox { program, args: vec![READER_ARGUMENT.to_owned()], limits: Limits::default() }
}

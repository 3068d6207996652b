//! The command *serve*: a dossier on the loopback address, until it is interrupted.

use super::Done;
use super::writing::default_dossier;
use crate::cli::Global;
use crate::edge::EdgeError;
use crate::output::{Readable, print};
use crate::surroundings::case_folder;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Where a dossier is served.
#[derive(Debug, Serialize)]
struct Serving {
    address: String,
    folder: PathBuf,
}

impl Readable for Serving {
    fn lines(&self) -> Vec<String> {
        vec![
            format!("Serving {} at {}", self.folder.display(), self.address),
            format!("The same without a server: open {}", self.folder.join("index.html").display()),
            "Stop with Ctrl+C.".into(),
        ]
    }
}

pub fn serve(global: &Global, dir: Option<&Path>, port: u16) -> Result<Done, EdgeError> {
    let folder = match dir {
        Some(dir) => dir.to_owned(),
        None => default_dossier(&case_folder(global)?),
    };
    let as_json = global.json;
    firsthand_server::serve(&folder, port, |address| {
        print(&Serving { address: format!("http://{address}/"), folder: folder.clone() }, as_json);
    })?;
    Ok(Done::Well)
}

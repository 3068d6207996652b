//! The command *demo*: the example's tables, a case made of them, a dossier of the case, and a server for it.

use super::{Done, serve, well, writing};
use crate::cli::Global;
use crate::edge::EdgeError;
use crate::example;
use crate::output::print;
use crate::surroundings::for_birth;
use firsthand_archive::{Archive, CaseFile};
use std::path::Path;

pub fn demo(global: &Global, out: &Path, no_serve: bool, port: u16) -> Result<Done, EdgeError> {
    let (tables, folder, dossier) = (out.join("tables"), out.join("case"), out.join("dossier"));
    example::write(&tables)?;
    let mut case = match CaseFile::path(&folder).exists() {
        true => Archive::open(&folder)?,
        false => Archive::create(&folder, &for_birth(global)?)?,
    };
    let outcome = writing::import_into(global, &mut case, &tables, false)?;
    if outcome.is_refused() {
        print(&outcome, global.json);
        return Ok(Done::Badly);
    }
    let published = writing::publish_into(global, &mut case, &dossier, None)?;
    if no_serve {
        return well(global, &published);
    }
    if !global.json {
        print(&published, false);
    }
    serve::serve(global, Some(&dossier), port)
}

//! Cases to be measured on: made with a fixed key, this program being its own readers' child.

use crate::Result;
use firsthand_archive::{
    Archive, Audience, ImportOptions, Limits, Sandbox, Signer, Surroundings, SystemClock, SystemEntropy, clear,
};
use firsthand_publish::{DossierInput, EditionMark};
use std::path::Path;

/// The first argument by which this program knows that it is the readers' child.
pub const READER_ARGUMENT: &str = "__read";

/// The key of every case here; it protects nothing.
pub fn signer() -> Result<Signer> {
    Ok(Signer::generate("bench", [7; 32])?)
}

/// A case that holds what a folder holds.
pub fn of_folder(tables: &Path, case: &Path) -> Result<Archive> {
    let around = surroundings()?;
    let mut archive = Archive::create(case, &around)?;
    let outcome = archive.import_folder(tables, ImportOptions::default(), &around, &mut |_| {})?;
    match outcome.is_refused() {
        false => Ok(archive),
        true => Err(format!("the import was refused: {:?}", outcome.problems.first()).into()),
    }
}

/// The example's case, cleared once for the public.
pub fn example(checkout: &Path, folder: &Path) -> Result<DossierInput> {
    let archive = of_folder(&checkout.join("examples/beslan"), &folder.join("case"))?;
    let snapshot = archive.snapshot()?;
    let edition = EditionMark {
        number: 1,
        date: snapshot.newest_at.chars().take(10).collect(),
        position: snapshot.position,
        checkpoint: std::fs::read_to_string(archive.dir().join("ledger/checkpoint"))?,
        verifier: archive.case_file().verifier.clone(),
        ..EditionMark::default()
    };
    let mut input = clear(&snapshot, Audience::Public, edition, b"bench");
    input.case_id = archive.case_file().case.clone();
    Ok(input)
}

fn surroundings() -> Result<Surroundings> {
    let (program, args) = (std::env::current_exe()?, vec![READER_ARGUMENT.to_owned()]);
    Ok(Surroundings {
        clock: Box::new(SystemClock),
        entropy: Box::new(SystemEntropy),
        author: "bench".into(),
        signer: Some(signer()?),
        sandbox: Sandbox { program, args, limits: Limits::default() },
    })
}

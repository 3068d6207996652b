//! The dossier's script as a reader's browser receives it.

use crate::Result;
use crate::table::{Goal, Line};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

pub fn lines(checkout: &Path, _folder: &Path) -> Result<Vec<Line>> {
    let script = std::fs::read(checkout.join("crates/publish/assets/dossier.js"))?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&script)?;
    let packed_kib = gzip.finish()?.len() as f64 / 1024.0;
    Ok(vec![Line {
        what: format!("dossier script: {} bytes", script.len()),
        against: "KiB after gzip at its default level".into(),
        ratios: vec![packed_kib],
        goal: Goal::AtMost(45.0),
    }])
}

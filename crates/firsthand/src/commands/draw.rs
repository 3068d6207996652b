//! The command *draw*: one drawing as an SVG file, or with `--json` the table of the same facts.

use super::Done;
use crate::cli::{AudienceName, DrawingName, Global};
use crate::edge::EdgeError;
use crate::output::{Readable, print};
use crate::surroundings::case_folder;
use firsthand_archive::{Archive, Audience, Draw, Drawing, DrawingKind};
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was asked for on the command line.
pub struct Wanted<'a> {
    pub kind: DrawingName,
    pub id: Option<&'a str>,
    pub audience: AudienceName,
    pub lang: Option<&'a str>,
    pub narrow: bool,
    pub out: Option<&'a Path>,
}

/// A drawing and the file that it was written to.
#[derive(Debug, Serialize)]
struct Written {
    #[serde(flatten)]
    drawing: Drawing,
    file: Option<PathBuf>,
}

impl Readable for Written {
    fn lines(&self) -> Vec<String> {
        let file = self.file.iter().map(|file| file.display().to_string()).collect::<String>();
        let rows: usize = self.drawing.figures.iter().map(|figure| figure.table.rows.len()).sum();
        let mut lines: Vec<String> = self.drawing.figures.iter().map(|figure| figure.title.clone()).collect();
        lines.push(format!("{file}: the {} drawing, {rows} rows in its table (--json prints it).", self.drawing.kind));
        lines.push("It is made from what the public edition may show.".into());
        lines
    }
}

/// Without a file and without `--json` the SVG itself goes to standard output, to the byte.
pub fn draw(global: &Global, wanted: Wanted<'_>) -> Result<Done, EdgeError> {
    let AudienceName::Public = wanted.audience;
    let case = Archive::open(&case_folder(global)?)?;
    let mut drawing = case.draw(Draw {
        kind: kind_of(wanted.kind),
        id: wanted.id,
        audience: Audience::Public,
        lang: wanted.lang,
        is_narrow: wanted.narrow,
    })?;
    if let Some(file) = wanted.out {
        let failed = |source| EdgeError::Write { file: file.to_owned(), source };
        std::fs::write(file, &drawing.svg).map_err(failed)?;
        drawing.svg.clear();
    } else if !global.json {
        let _ = std::io::stdout().lock().write_all(drawing.svg.as_bytes());
        return Ok(Done::Well);
    }
    print(&Written { drawing, file: wanted.out.map(Path::to_owned) }, global.json);
    Ok(Done::Well)
}

fn kind_of(name: DrawingName) -> DrawingKind {
    match name {
        DrawingName::Answers => DrawingKind::Answers,
        DrawingName::History => DrawingKind::History,
        DrawingName::Chain => DrawingKind::Chain,
        DrawingName::Matrix => DrawingKind::Matrix,
        DrawingName::Messages => DrawingKind::Messages,
        DrawingName::Timeline => DrawingKind::Timeline,
        DrawingName::Plan => DrawingKind::Plan,
        DrawingName::Map => DrawingKind::Map,
        DrawingName::Agreement => DrawingKind::Agreement,
    }
}

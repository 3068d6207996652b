//! The command *draw*: one drawing as an SVG file, or with `--json` the table of the same facts.

use super::Done;
use super::reading::view;
use crate::cli::{AudienceName, DrawingName, Global, Looked};
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
    pub audience: Option<AudienceName>,
    pub lang: Option<&'a str>,
    pub narrow: bool,
    pub out: Option<&'a Path>,
    pub looked: &'a Looked,
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
        lines.push(match self.drawing.audience.as_str() {
            "public" => "It is made from what the public edition may show.".into(),
            _ => "It is for the team's own eyes: nothing of it was cleared for anybody else.".into(),
        });
        lines
    }
}

/// Without a file and without `--json` the SVG itself goes to standard output, to the byte.
pub fn draw(global: &Global, wanted: Wanted<'_>) -> Result<Done, EdgeError> {
    let case = Archive::open(&case_folder(global)?)?;
    let mut drawing = match kind_of(wanted.kind) {
        Some(kind) => case.draw(Draw {
            kind,
            id: wanted.id,
            audience: audience_of(wanted.audience.unwrap_or(AudienceName::Public)),
            lang: wanted.lang,
            is_narrow: wanted.narrow,
            view: view(wanted.looked),
        })?,
        None if wanted.audience.is_some() => return Err(not_cleared(wanted.kind)),
        None if wanted.kind == DrawingName::Agreement => {
            case.draw_agreement(wanted.id, wanted.lang, wanted.narrow, view(wanted.looked))?
        }
        None => case.draw_tensions(wanted.id, wanted.lang.unwrap_or("en"), wanted.narrow, view(wanted.looked))?,
    };
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

fn audience_of(name: AudienceName) -> Audience {
    match name {
        AudienceName::Public => Audience::Public,
    }
}

/// An audience named for what is cleared for none.
fn not_cleared(kind: DrawingName) -> EdgeError {
    let word = if kind == DrawingName::Agreement { "agreement" } else { "tensions" };
    let message = format!(
        "The drawing `{word}` is for the team's own eyes and cleared for no audience: leave --audience out. Nothing was drawn."
    );
    EdgeError::Usage { message }
}

/// The drawing of cleared input; none for tensions and agreement, which are not cleared.
fn kind_of(name: DrawingName) -> Option<DrawingKind> {
    Some(match name {
        DrawingName::Answers => DrawingKind::Answers,
        DrawingName::History => DrawingKind::History,
        DrawingName::Chain => DrawingKind::Chain,
        DrawingName::Matrix => DrawingKind::Matrix,
        DrawingName::Messages => DrawingKind::Messages,
        DrawingName::Timeline => DrawingKind::Timeline,
        DrawingName::Plan => DrawingKind::Plan,
        DrawingName::Map => DrawingKind::Map,
        DrawingName::Agreement | DrawingName::Tensions => return None,
    })
}

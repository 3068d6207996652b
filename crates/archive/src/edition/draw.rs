//! The question *draw*: one drawing of the case as its public edition would show it, with its table.
//! It clears first, so that a drawing made for oneself cannot show more than a dossier. Tensions and the agreement of sources alone are
//! not cleared: they are the team's, and no dossier has them.

use crate::Archive;
use crate::answers::tensions::tensions_in;
use crate::edition::clear::{Audience, clear_with, for_the_team};
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_publish::draw::{DrawingKind, Drawn, draw, draw_agreement, draw_tensions};
use firsthand_publish::figure::Figure;
use firsthand_publish::{DossierInput, EditionMark};
use serde::Serialize;

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Draw<'a> {
    /// Which drawing.
    pub kind: DrawingKind,
    /// Of which question, for drawings of one; without one a plan or map is of the whole case.
    pub id: Option<&'a str>,
    /// For whom it is cleared.
    pub audience: Audience,
    /// In which of the case's languages; the main one if none is named.
    pub lang: Option<&'a str>,
    /// The form for less than 700 px.
    pub is_narrow: bool,
    /// In which state the case is looked at, and what of it counts. A past state is drawn where it could be published.
    pub view: View<'a>,
}

/// A drawing with the tables of the same facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Which drawing.
    pub kind: &'static str,
    /// Of which question.
    pub id: Option<String>,
    /// For whom it was cleared; `team` where it was not.
    pub audience: String,
    /// One for each scope that has such a drawing.
    pub figures: Vec<Figure>,
    /// All of them as one SVG file.
    pub svg: String,
}

impl Archive {
    /// Draws what is asked for from what an audience may see.
    ///
    /// # Errors
    /// When the case cannot be read, it has no such state or question, or there is nothing to draw.
    pub fn draw(&self, wanted: Draw<'_>) -> Result<Drawing, ArchiveError> {
        let (snapshot, key) = (self.state_to_publish(wanted.view.at)?.snapshot, self.address_key()?);
        let input = clear_with(&snapshot, wanted.audience, EditionMark::default(), &key, wanted.view.switches());
        check_id(&input, wanted)?;
        check_language(&snapshot, wanted.lang)?;
        let drawn = draw(&input, wanted.kind, wanted.id, wanted.lang, wanted.is_narrow)?;
        if drawn.figures.is_empty() {
            let of = wanted.id.map_or_else(|| "this case".into(), |id| format!("question {id}"));
            return Err(nothing(format!(
                "{of} has nothing for the drawing `{}`, which {}",
                wanted.kind.word(),
                wanted.kind.needs()
            )));
        }
        Ok(drawing(wanted.kind.word(), wanted.id, wanted.audience.word(), drawn))
    }

    /// Draws what does not fit together, for the team's own eyes: all of it, or what is about an event, message or question
    /// or has a record or statement of that id.
    ///
    /// # Errors
    /// When the case cannot be read or has no such state, or nothing of that kind fails to fit together.
    pub fn draw_tensions(
        &self,
        id: Option<&str>,
        lang: &str,
        is_narrow: bool,
        view: View<'_>,
    ) -> Result<Drawing, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        let found = tensions_in(&snapshot, Some(lang), view.without_duress);
        let offset = snapshot.settings.offset.is_some().then(|| snapshot.offset_minutes());
        let drawn = draw_tensions(&found, id, lang, offset, is_narrow, view.without_duress)?;
        if drawn.figures.is_empty() {
            let of = id.map_or_else(|| "this case".into(), |id| format!("what is about {id}, or of it,"));
            return Err(nothing(format!("nothing in {of} fails to fit together")));
        }
        Ok(drawing("tensions", id, "team", drawn))
    }
}

impl Archive {
    /// Draws which sources answer which question alike, scope by scope, for the team's own eyes: of all questions, or of the one with
    /// this id.
    ///
    /// # Errors
    /// When the case cannot be read or has no such state or question, or in no scope two sources speak.
    pub fn draw_agreement(
        &self,
        id: Option<&str>,
        lang: Option<&str>,
        is_narrow: bool,
        view: View<'_>,
    ) -> Result<Drawing, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        id.map(|id| snapshot.question(id)).transpose()?;
        check_language(&snapshot, lang)?;
        let drawn = draw_agreement(&for_the_team(&snapshot, view), id, lang, is_narrow)?;
        if drawn.figures.is_empty() {
            let of = id.map_or_else(|| "this case".into(), |id| format!("question {id}"));
            return Err(nothing(format!("in no scope of {of} do two sources speak")));
        }
        Ok(drawing("agreement", id, "team", drawn))
    }
}

/// A language in which the case has no pages is not answered with another one.
fn check_language(snapshot: &Snapshot, lang: Option<&str>) -> Result<(), ArchiveError> {
    let mut known: Vec<&str> = snapshot.settings.languages.iter().map(String::as_str).collect();
    if known.is_empty() {
        known.push("en");
    }
    match lang.filter(|lang| !known.contains(lang)) {
        Some(lang) => Err(nothing(format!("this case has no pages in {lang}, only in {}", known.join(" and ")))),
        None => Ok(()),
    }
}

/// Both forms stand in the file or not at all: a table beside them is what is asked of the figures.
fn drawing(kind: &'static str, id: Option<&str>, audience: &str, mut drawn: Drawn) -> Drawing {
    for figure in &mut drawn.figures {
        figure.wide.clear();
        figure.narrow.clear();
    }
    Drawing { kind, id: id.map(str::to_owned), audience: audience.into(), figures: drawn.figures, svg: drawn.svg }
}

/// Drawings of a question need one that this audience may see.
fn check_id(input: &DossierInput, wanted: Draw<'_>) -> Result<(), ArchiveError> {
    let unknown = |id: &str| Err(ArchiveError::Unknown { what: "question".into(), id: id.to_owned() });
    match wanted.id {
        None if wanted.kind.is_of_question() => {
            Err(nothing(format!("the drawing `{}` is of one question, and none was named", wanted.kind.word())))
        }
        Some(id)
            if wanted.kind.can_be_of_question()
                && input.questions.iter().all(|question| question.id.as_str() != id) =>
        {
            unknown(id)
        }
        _ => Ok(()),
    }
}

fn nothing(why: String) -> ArchiveError {
    ArchiveError::NothingToDraw { why }
}

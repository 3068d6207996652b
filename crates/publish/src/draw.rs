//! One kind of drawing of cleared input, outside any page, as `firsthand draw` writes it.
//! What each shows is in `figures`; how the file looks is in `plot::sheet`.

use crate::error::PublishError;
use crate::figure::Figure;
use crate::figures;
use crate::furniture::{Furniture, Words};
use crate::input::DossierInput;
use crate::pages::standing;
use crate::plot::sheet::sheet;
use crate::site::Site;
use crate::team_input::TeamInput;
use firsthand_model::board::Board;
use firsthand_model::tension::Tensions;

/// The kinds of drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawingKind {
    /// Every answer to a question, by how its speaker knows.
    Answers,
    /// Who gave which number, when.
    History,
    /// From what each report goes back to, to us.
    Chain,
    /// Explanations by statements.
    Matrix,
    /// Messages between parties.
    Messages,
    /// Events with their bounds and other times.
    Timeline,
    /// Which parts of the scene are named, in the whole case or in answers to one question.
    Plan,
    /// Which places and points are named, by their coordinates; of the whole case or of one question.
    Map,
}

impl DrawingKind {
    /// Every kind.
    pub const ALL: [DrawingKind; 8] = [
        DrawingKind::Answers,
        DrawingKind::History,
        DrawingKind::Chain,
        DrawingKind::Matrix,
        DrawingKind::Messages,
        DrawingKind::Timeline,
        DrawingKind::Plan,
        DrawingKind::Map,
    ];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            DrawingKind::Answers => "answers",
            DrawingKind::History => "history",
            DrawingKind::Chain => "chain",
            DrawingKind::Matrix => "matrix",
            DrawingKind::Messages => "messages",
            DrawingKind::Timeline => "timeline",
            DrawingKind::Plan => "plan",
            DrawingKind::Map => "map",
        }
    }

    /// What there has to be for it, as words behind "which".
    pub fn needs(self) -> &'static str {
        match self {
            DrawingKind::Answers => "needs at least two answers in one scope",
            DrawingKind::History => {
                "needs figures of one speaker or several on at least two days, three of them together"
            }
            DrawingKind::Chain => "needs two answers in one scope, one of them passed on by somebody",
            DrawingKind::Matrix => {
                "is made of questions whose answers leave alternatives (options, parties, yes or no, orders), where three statements name two of them"
            }
            DrawingKind::Messages => "needs at least two messages",
            DrawingKind::Timeline => "needs events with a time",
            DrawingKind::Plan => {
                "needs parts of the scene of which a source says where they are drawn, and statements that name them"
            }
            DrawingKind::Map => {
                "needs two places with coordinates, or an answered point, and statements that name them"
            }
        }
    }

    /// Whether it is always the drawing of one question.
    pub fn is_of_question(self) -> bool {
        matches!(self, DrawingKind::Answers | DrawingKind::History | DrawingKind::Chain | DrawingKind::Matrix)
    }

    /// Whether it can be the drawing of one question; otherwise it is of the whole case.
    pub fn can_be_of_question(self) -> bool {
        self.is_of_question() || matches!(self, DrawingKind::Plan | DrawingKind::Map)
    }
}

/// Drawings with what a file of them looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// One for each scope of the question that has such a drawing. Addresses in them are relative to the dossier's
    /// front page in the language.
    pub figures: Vec<Figure>,
    /// All of them in one SVG file.
    pub svg: String,
}

/// Draws a kind: of the question with this id, or of the whole case; in a language of the dossier, the main one if none
/// is named or it is not one of them. No figure comes back where there is nothing of the kind.
///
/// # Errors
/// [`PublishError::Furniture`] when our own words do not parse.
pub fn draw(
    input: &DossierInput,
    kind: DrawingKind,
    question: Option<&str>,
    lang: Option<&str>,
    is_narrow: bool,
) -> Result<Drawn, PublishError> {
    let site = Site::new(input)?;
    let lang = lang.map_or_else(|| site.main_language(), |lang| site.shown_in(lang)).to_owned();
    let from = site.path(&lang, "index.html");
    let mut figures: Vec<Figure> = match question.filter(|_| kind.can_be_of_question()) {
        Some(id) => of_question(&site, &from, kind, id),
        None => of_case(&site, &from, kind).into_iter().collect(),
    };
    if input.is_without_duress {
        say_without_duress(&site.words(&lang), &mut figures);
    }
    let svg = if figures.is_empty() { String::new() } else { sheet(&figures, is_narrow, &lang) };
    Ok(Drawn { figures, svg })
}

/// Draws tensions of the whole case for the team's own eyes: no dossier can show them, because what it is made of has none.
/// With `of` only those about that event, message or question, or with that record or statement. `offset_minutes` is that of the
/// case, none where it states none.
///
/// # Errors
/// [`PublishError::Furniture`] when our own words do not parse.
pub fn draw_tensions(
    found: &Tensions,
    of: Option<&str>,
    lang: &str,
    offset_minutes: Option<i32>,
    is_narrow: bool,
    is_without_duress: bool,
) -> Result<Drawn, PublishError> {
    let furniture = Furniture::load()?;
    let words = furniture.words(lang);
    let mut figures = figures::tensions(&words, found, of, offset_minutes);
    if is_without_duress {
        say_without_duress(&words, &mut figures);
    }
    let svg = if figures.is_empty() { String::new() } else { sheet(&figures, is_narrow, lang) };
    Ok(Drawn { figures, svg })
}

/// Draws which sources answer which question alike, scope by scope, of one question or of all, for the team's own eyes: what it is made of
/// makes no page.
///
/// # Errors
/// [`PublishError::Furniture`] when our own words do not parse.
pub fn draw_agreement(
    team: &TeamInput,
    question: Option<&str>,
    lang: Option<&str>,
    is_narrow: bool,
) -> Result<Drawn, PublishError> {
    let site = Site::new(team.records())?;
    let lang = lang.map_or_else(|| site.main_language(), |lang| site.shown_in(lang)).to_owned();
    let from = site.path(&lang, "index.html");
    let mut figures: Vec<Figure> = figures::agreement(&site, &from, question).into_iter().collect();
    if team.records().is_without_duress {
        say_without_duress(&site.words(&lang), &mut figures);
    }
    let svg = if figures.is_empty() { String::new() } else { sheet(&figures, is_narrow, &lang) };
    Ok(Drawn { figures, svg })
}

/// Says what does not count in a drawing: it may go from hand to hand without the command that made it.
fn say_without_duress(words: &Words, figures: &mut [Figure]) {
    let said = words.t("draw.without_duress");
    for figure in figures {
        figure.note = Some(figure.note.take().map_or_else(|| said.clone(), |note| format!("{said} {note}")));
    }
}

fn of_case(site: &Site, from: &str, kind: DrawingKind) -> Option<Figure> {
    match kind {
        DrawingKind::Messages => figures::messages(site, from),
        DrawingKind::Timeline => figures::timeline(site, from),
        DrawingKind::Plan => figures::plan(site, from),
        DrawingKind::Map => figures::map(site, from),
        _ => None,
    }
}

fn of_question(site: &Site, from: &str, kind: DrawingKind, id: &str) -> Vec<Figure> {
    let Some(question) = site.question(id) else { return Vec::new() };
    let empty = Board::default();
    let board = site.board(id).unwrap_or(&empty);
    let title = standing::text(site, site.language_of(from), question);
    let one = |index: usize| match kind {
        DrawingKind::Answers => figures::answers(site, from, &title, board, index),
        DrawingKind::History => figures::history(site, from, &title, board, index),
        DrawingKind::Chain => figures::chain(site, from, &title, &board.scopes[index], index),
        DrawingKind::Matrix => figures::matrix(site, from, &title, board, index),
        DrawingKind::Plan => figures::scope_plan(site, from, &title, board, index),
        DrawingKind::Map => figures::scope_map(site, from, &title, board, index),
        _ => None,
    };
    (0..board.scopes.len()).filter_map(one).collect()
}

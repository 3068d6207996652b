//! A text from outside with its claims laid beside the record, as page, table, Word document and JSON. What is a claim a
//! person has said, and how answers lie to it perspective; here it is only shown, and nothing is counted but claims.

mod column;
mod document;
mod page;
mod table;
mod text;
mod view;

pub use document::document;
pub use page::page;
pub use table::{safe_cell, table, without_guard};
pub use view::{ClaimView, Counts, Line, StatementView, View, view};

use firsthand_model::beside::{BesideRecord, LaidAs};
use firsthand_model::{Answer, QuestionId, StatementId};
use std::ops::Range;

/// A text with its claims, cleared for the same audience as the input that it is shown with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckedText {
    /// The file's name, without its folder.
    pub name: String,
    /// `sha256:<hex>` of the file's bytes.
    pub sha256: String,
    /// The text as it was read.
    pub text: String,
    /// Its paragraphs, in bytes.
    pub paragraphs: Vec<Range<usize>>,
    /// The claims, in order of their place; those without one last.
    pub claims: Vec<Claim>,
    /// Whether answers given under duress were left out of what was compared.
    pub without_duress: bool,
}

/// One claim of a text, as a person marked and coded it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claim {
    /// The row of the marks table in which it stands first.
    pub row: u64,
    /// Its place in the text, in bytes; none if its words stand there no more.
    pub place: Option<Range<usize>>,
    /// Whether its words stand elsewhere than when they were marked.
    pub is_moved: bool,
    /// Its words.
    pub words: String,
    /// The claim in the coder's words.
    pub claim: String,
    /// The statement of the case that it is itself, if a person names one.
    pub is_statement: Option<StatementId>,
    /// The question that it answers.
    pub question: Option<QuestionId>,
    /// The coded answer with its scope; none if nobody coded one.
    pub answer: Option<Answer>,
    /// What perspective finds beside it; empty without a coded answer.
    pub record: BesideRecord,
    /// What a person laid beside it by hand.
    pub laid: Vec<(StatementId, LaidAs)>,
    /// Whether a person looked and found nothing to lay beside it.
    pub is_nowhere_by_hand: bool,
    /// One plain sentence of the person's.
    pub note: Option<String>,
}

//! Judgments about single statements: grades, how one bears on an explanation, what two coders made of the same words, and who did what to whom.
//! None of them changes a statement, and nothing is computed with a grade.

use super::record;
use crate::table::CellKind::{Edtf, Flag, OneOf, Ref, Refs, Text};
use crate::words::{Bears, CommandRole, VictimKind};
use crate::{ActId, BearingId, CodingId, GradeId, Handle, Kind, PersonId, QuestionId, SourceId, StatementId};

/// Letters for a source: F means that it cannot be judged, and is no worse than E.
pub const RELIABILITY: &[&str] = &["A", "B", "C", "D", "E", "F"];
/// Digits for what was said: 6 means that it cannot be judged, and is no worse than 5.
pub const CREDIBILITY: &[&str] = &["1", "2", "3", "4", "5", "6"];

record! {
    /// One person's Admiralty letters for a source or a statement: marks with a reason, never computed with, never published.
    Grade, Kind::Grade, "grades", key
    /// The grade's id.
    id: GradeId = "G01";
    /// The source that the letter is for.
    source_id: Option<SourceId> = Ref(&[Kind::Source]), "S33";
    /// The statement that the digit is for.
    statement_id: Option<StatementId> = Ref(&[Kind::Statement]), "E029";
    /// On what subject: a source is not reliable or unreliable for ever and on everything.
    topic: Option<String> = Text, "numbers held";
    /// Reliability of the source on that subject: A to E, or F, it cannot be judged.
    reliability: Option<String> = OneOf(RELIABILITY), "F";
    /// Credibility of the statement: 1 to 5, or 6, it cannot be judged. 1 needs a second origin.
    credibility: Option<String> = OneOf(CREDIBILITY), "3";
    /// Why.
    reason: Option<String> = Text, "The office gave three figures on one day.", required;
    /// Who judged.
    author: Option<String> = Text, "AB", required;
    /// When, EDTF.
    date: Option<String> = Edtf, "2026-11-24", required;
}

record! {
    /// A person's judgment of how a statement bears on an explanation, most of all one that does not answer the question itself.
    Bearing, Kind::Bearing, "bearings", key
    /// The bearing's id.
    id: BearingId = "R01";
    /// The statement.
    statement_id: Option<StatementId> = Ref(&[Kind::Statement]), "E040", required;
    /// The question.
    question_id: Option<QuestionId> = Ref(&[Kind::Question]), "Q06", required;
    /// The population it is about; empty means the answers that name none, or else the only population that leaves such an explanation.
    population: Option<String> = Text, "at-the-helm";
    /// The explanation, as answers name it: an option, a person or body, `yes`, `no` and the like, or an order such as `blow<dark`.
    explanation: Option<Handle> = Text, "P05", required;
    /// How the statement bears on it.
    bears: Option<Bears> = OneOf(Bears::WORDS), "inconsistent", required;
    /// Why.
    reason: Option<String> = Text, "Whoever was on the stern deck was not at the helm.", required;
    /// Who judged.
    author: Option<String> = Text, "AB", required;
    /// When, EDTF.
    date: Option<String> = Edtf, "2026-11-24", required;
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// One coder's value for one field of a statement, made without seeing another's; or the decision where they differ.
    Coding, Kind::Coding, "codings", key
    /// The coding's id.
    id: CodingId = "K001";
    /// The statement that was coded.
    statement_id: Option<StatementId> = Ref(&[Kind::Statement]), "E029", required;
    /// What was coded: a column of statements; `answers`, the questions it answers; or a question's id and a column of answers, `Q09.2.min` of a second answer.
    field: Option<String> = Text, "Q09.option_ids", required;
    /// The value; empty means that the coder has not coded it.
    value: Option<String> = Text, "B07";
    /// Who coded.
    coder: Option<String> = Text, "AB", required;
    /// When, EDTF.
    at: Option<String> = Edtf, "2026-11-24";
    /// True means that the value is a decision where coders differ: it is not counted as a coder's.
    decides: Option<bool> = Flag, "false";
    /// Why, where it was hard.
    note: Option<String> = Text, "the speaker says «they»";
}

record! {
    /// An act: who did what to whom. One victim or group, one type, one actor in one role.
    Act, Kind::Act, "acts", key
    /// The act's id.
    id: ActId = "X01";
    /// What was done, a word of the case's own list.
    r#type: Option<String> = Text, "held", required;
    /// The victim: a group in words, or a code. Never a private name.
    victim: Option<String> = Text, "people in the gymnasium", required;
    /// Whether that is a group or a code.
    victim_kind: Option<VictimKind> = OneOf(VictimKind::WORDS), "group", required;
    /// Who did it; empty means unknown.
    actor_id: Option<PersonId> = Ref(&[Kind::Person]), "B10";
    /// The actor's part in it.
    role: Option<CommandRole> = OneOf(CommandRole::WORDS), "direct", required;
    /// When, EDTF.
    time: Option<String> = Edtf, "2004-09-01";
    /// Where.
    place_id: Option<Handle> = Ref(&[Kind::Place, Kind::ScenePart]), "L01";
    /// The statements that say so.
    statements: Vec<StatementId> = Refs(&[Kind::Statement]), "E048;E051", required;
    /// A note.
    note: Option<String> = Text, "two accounts of one act";
    /// Who judged.
    author: Option<String> = Text, "AB";
    /// Whether it stays out of every export by pattern.
    withhold: Option<bool> = Flag, "false";
}

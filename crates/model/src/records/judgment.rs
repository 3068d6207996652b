//! What people concluded: dependences, findings, the prompt beside the record, and translations of our own words.

use super::record;
use crate::table::CellKind::{Edtf, Flag, Integer, OneOf, Ref, Refs, Text};
use crate::words::{DependenceKind, FindingRule, FindingStatus};
use crate::{DependenceId, FindingId, Handle, Kind, QuestionId, StatementId, TranslationId};

record! {
    /// A person's judgment of how two statements hang together.
    Dependence, Kind::Dependence, "dependences", key
    /// The dependence's id.
    id: DependenceId = "D001";
    /// The statement that depends.
    from_statement: Option<StatementId> = Ref(&[Kind::Statement]), "E029", required;
    /// The statement it depends on, or shares something with.
    to_statement: Option<StatementId> = Ref(&[Kind::Statement]), "E028", required;
    /// How they hang together.
    kind: Option<DependenceKind> = OneOf(DependenceKind::WORDS), "common_source", required;
    /// Why.
    reason: Option<String> = Text, "The same spokesman on the same day.";
    /// Whether the source declares it or we judge it.
    certainty: Option<String> = Text, "our judgment";
}

record! {
    /// An editor's reasoned judgment on a question.
    Finding, Kind::Finding, "findings", key
    /// The finding's id.
    id: FindingId = "F01";
    /// The question.
    question_id: Option<QuestionId> = Ref(&[Kind::Question]), "Q01", required;
    /// The population it is about; empty means the whole question.
    population: Option<String> = Text, "held-in-school";
    /// Where the question stands.
    status: Option<FindingStatus> = OneOf(FindingStatus::WORDS), "established", required;
    /// The finding in one sentence.
    headline: Option<String> = Text, "More than 1,100 people were held.", required;
    /// The rule by which it was reached, checked against the statements that speak for it.
    rule: Option<FindingRule> = OneOf(FindingRule::WORDS), "range";
    /// A word of the case's likelihood scale.
    likelihood: Option<String> = Text, "very likely";
    /// Confidence, apart from likelihood.
    confidence: Option<String> = Text, "moderate";
    /// How much evidence.
    evidence: Option<String> = Text, "medium";
    /// How far it agrees.
    agreement: Option<String> = Text, "high";
    /// Statements for it.
    for_statements: Vec<StatementId> = Refs(&[Kind::Statement]), "E048;E051";
    /// Why they speak for it.
    for_text: Option<String> = Text, "The commission and later counts lie close together.";
    /// Statements against it.
    against_statements: Vec<StatementId> = Refs(&[Kind::Statement]), "E029";
    /// Why they speak against it.
    against_text: Option<String> = Text, "none gathered";
    /// Other views among those who judged.
    dissent: Option<String> = Text, "none recorded";
    /// What would change it.
    would_change: Option<String> = Text, "a named list";
    /// Who judged.
    author: Option<String> = Text, "example editors";
    /// When, EDTF.
    date: Option<String> = Edtf, "2026-11-24";
    /// Words shown before the material.
    content_note: Option<String> = Text, "deaths counted";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// A statement of the text that prompted the case, beside what the sources here say about it.
    Prompt, Kind::Prompt, "prompt", key
    /// The statement of the prompt.
    id: StatementId = "E010";
    /// Its paragraph, counted from 1.
    paragraph: Option<i64> = Integer, "4";
    /// The question it speaks to.
    question_id: Option<QuestionId> = Ref(&[Kind::Question]), "Q01";
    /// Statements that say the same.
    support: Vec<StatementId> = Refs(&[Kind::Statement]), "E029;E033";
    /// Statements that say otherwise.
    differ: Vec<StatementId> = Refs(&[Kind::Statement]), "E034";
    /// Statements about something near it.
    about_other: Vec<StatementId> = Refs(&[Kind::Statement]), "E028";
    /// One plain sentence, without a verdict.
    sources_say: Option<String> = Text, "Disputed: see Q15.";
}

record! {
    /// A translated field of another record, marked as ours.
    Translation, Kind::Translation, "translations", key
    /// The translation's id.
    id: TranslationId = "Q01.question.ru";
    /// The kind of record translated; or, for the label of what is none, `population` (a scope key), `speaker` (in words) or `likelihood` (a word of the scale).
    of_kind: Option<String> = Text, "question", required;
    /// The record translated.
    of_id: Option<Handle> = Text, "Q01", required;
    /// The field translated; `option:<id>` for the label of an option.
    field: Option<String> = Text, "question", required;
    /// The language, BCP 47.
    lang: Option<String> = Text, "ru", required;
    /// The translated text.
    text: Option<String> = Text, "Сколько людей удерживали в школе?", required;
    /// Who translated.
    translator: Option<String> = Text, "our translation";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

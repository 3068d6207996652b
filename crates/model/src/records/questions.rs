//! The questions that statements answer.

use super::record;
use crate::answer::AnswerType;
use crate::table::CellKind::{Edtf, Flag, List, Pairs, Text};
use crate::{Kind, QuestionId};
use std::collections::BTreeMap;

record! {
    /// A typed question with its scope.
    Question, Kind::Question, "questions", key
    /// The question's id.
    id: QuestionId = "Q01";
    /// The question as asked.
    question: Option<String> = Text, "How many people were held in the school?", required;
    /// The kinds of answer that occur, the main one first.
    types: Vec<AnswerType> = List, "count;text", required;
    /// Options of a choice or actor question.
    options: BTreeMap<String, String> = Pairs, "B10=the attackers;B11=federal forces";
    /// Options that can be so together, each set joined by `+`; `*` for all of them. All others exclude each other.
    together: Vec<String> = List, "shut+locked;open+damaged";
    /// Codes for answers in words.
    codes: BTreeMap<String, String> = Pairs, "fear=fear for those held;law=the law";
    /// The populations in use.
    populations: Vec<String> = List, "held-in-school;children-held";
    /// Latest moment that answers are about, when they do not say, EDTF.
    as_of_latest: Option<String> = Edtf, "2004-09-03";
    /// Earliest moment that answers are about, when they do not say, EDTF.
    as_of_earliest: Option<String> = Edtf, "2004-09-01";
    /// Whether the moment parts answers: `span`, `moment`, or `moment where tally is running, span where final`.
    as_of_rule: Option<String> = Text, "span";
    /// How wide "about" is: a percentage for counts (`10%`), minutes for times (`10min`), metres for places (`50m`).
    tolerance: Option<String> = Text, "10%";
    /// A note to coders.
    note: Option<String> = Text, "kept apart from Q01 on purpose";
    /// Words shown before the material.
    content_note: Option<String> = Text, "deaths counted";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

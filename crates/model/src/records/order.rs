//! What is said of the order of moments, and how populations lie within each other, also those of different questions.

use super::record;
use crate::table::CellKind::{OneOf, Ref, Text};
use crate::words::{OrderRelation, WithinHow};
use crate::{Kind, OrderId, PopulationId, QuestionId, StatementId};

record! {
    /// What a statement says of the order of two moments. A moment is an event or message by its id, or what a question
    /// asks for by question and population, `Q12/tank-fire`; `.start` and `.end` name one end of an event.
    Order, Kind::Order, "order", key
    /// The row's id.
    id: OrderId = "O001";
    /// The statement that says so.
    statement_id: Option<StatementId> = Ref(&[Kind::Statement]), "E148", required;
    /// The moment that is spoken of.
    moment: Option<String> = Text, "Q12/tank-fire", required;
    /// How it lies to the other.
    relation: Option<OrderRelation> = OneOf(OrderRelation::WORDS), "during", required;
    /// The moment that it is compared with.
    than: Option<String> = Text, "T42", required;
    /// With `between`: the later of the two moments that it is compared with.
    until: Option<String> = Text, "T24";
    /// How far apart they are at least, an ISO 8601 duration; with `at` this is not used.
    least: Option<String> = Text, "PT8M";
    /// How far apart they are at most, an ISO 8601 duration.
    most: Option<String> = Text, "PT12M";
    /// A note to coders: why the words are read so.
    note: Option<String> = Text, "«while the rescue was still going on»";
}

record! {
    /// A population that lies within another, of the same question or of another one, in the coder's judgment.
    Population, Kind::Population, "populations", key
    /// The row's id.
    id: PopulationId = "N01";
    /// The question.
    question_id: Option<QuestionId> = Ref(&[Kind::Question]), "Q06", required;
    /// The population within.
    population: Option<String> = Text, "dead-hostages", required;
    /// The population around it.
    within: Option<String> = Text, "dead-all", required;
    /// The question of the population around it; empty is the same question.
    within_question: Option<QuestionId> = Ref(&[Kind::Question]), "Q01";
    /// Whether it is some of the other, or one of the parts that together are the whole of it.
    how: Option<WithinHow> = OneOf(WithinHow::WORDS), "subset", required;
    /// By what the other is divided, in a word of your own: parts add up with those of the same division. Empty is one by itself.
    division: Option<String> = Text, "origin";
    /// Why.
    note: Option<String> = Text, "special forces and police are counted in the other";
}

impl Population {
    /// The question of the population around it.
    pub fn outer_question(&self) -> Option<&QuestionId> {
        self.within_question.as_ref().or(self.question_id.as_ref())
    }

    /// The population within, by question and key.
    pub fn inner(&self) -> Option<(&QuestionId, &str)> {
        self.question_id.as_ref().zip(self.population.as_deref())
    }

    /// The population around it, by question and key.
    pub fn outer(&self) -> Option<(&QuestionId, &str)> {
        self.outer_question().zip(self.within.as_deref())
    }

    /// Whether both populations are of one question, so that one board has both.
    pub fn is_of_one_question(&self) -> bool {
        self.outer_question() == self.question_id.as_ref()
    }
}

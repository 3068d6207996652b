//! What a row can keep out of every public edition, and what of a record is forgotten in one. What goes with what is in `kept`.

use firsthand_model::{
    Account, Answer, Bearing, CaseSettings, Custody, Dependence, Event, Examination, Finding, Media, Message, Person,
    Place, Prompt, Question, ScenePart, Session, Source, Span, Statement, Translation,
};

/// A record that a row may withhold from every public edition.
pub(crate) trait Withholdable {
    /// Whether no public edition may show it.
    fn is_withheld(&self) -> bool;
    /// Forgets every column that this version does not know, those of the team among them.
    fn forget_unknown(&mut self);
}

macro_rules! withholdable {
    ($($type:ty),+) => {$(
        impl Withholdable for $type {
            fn is_withheld(&self) -> bool {
                self.withhold == Some(true)
            }
            fn forget_unknown(&mut self) {
                self.other.clear();
            }
        }
    )+};
}

withholdable!(
    Source,
    Custody,
    Examination,
    Person,
    Question,
    Session,
    Media,
    Statement,
    Place,
    ScenePart,
    Event,
    Message,
    Finding,
    Bearing,
    Translation,
    Account
);

macro_rules! never_withheld {
    ($($type:ty),+) => {$(
        impl Withholdable for $type {
            fn is_withheld(&self) -> bool {
                false
            }
            fn forget_unknown(&mut self) {
                self.other.clear();
            }
        }
    )+};
}

never_withheld!(Answer, Span, Dependence, Prompt, CaseSettings);

/// Those of these records that no row withholds.
pub(crate) fn shown<T: Withholdable + Clone>(records: &[T]) -> Vec<T> {
    records.iter().filter(|record| !record.is_withheld()).cloned().collect()
}

/// Forgets every column of these records that this version does not know.
pub(crate) fn forget_all<T: Withholdable>(records: &mut [T]) {
    records.iter_mut().for_each(Withholdable::forget_unknown);
}

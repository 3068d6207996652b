//! The question *tensions*: what does not fit together as recorded, and the times that the other records leave. It is the
//! investigator's: nothing of it goes into a dossier.

use crate::Archive;
use crate::error::ArchiveError;
use firsthand_model::tension::Tensions;
use firsthand_perspective::{Tense, tensions};

impl Archive {
    /// Every tension of the case, in time and in number, with or without what was said under duress.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn tensions(&self, leave_out_duress: bool) -> Result<Tensions, ArchiveError> {
        let snapshot = self.snapshot()?;
        Ok(tensions(&Tense {
            questions: &snapshot.questions,
            statements: &snapshot.statements,
            answers: &snapshot.answers,
            events: &snapshot.events,
            messages: &snapshot.messages,
            orders: &snapshot.orders,
            populations: &snapshot.populations,
            sources: &snapshot.sources,
            offset_minutes: snapshot.offset_minutes(),
            leave_out_duress,
        }))
    }
}

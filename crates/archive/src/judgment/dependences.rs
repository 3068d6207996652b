//! The question *dependences*: what is recorded of how statements hang together, and what a person may be asked.

use crate::Archive;
use crate::error::ArchiveError;
use firsthand_model::Dependence;
use firsthand_model::open_dependence::OpenDependence;
use firsthand_perspective::{Unjudged, open_dependences};

impl Archive {
    /// Every dependence that is recorded, in order of id, as the case stood at `at` or stands now.
    ///
    /// # Errors
    /// When the case cannot be read, or has no such state.
    pub fn dependences(&self, at: Option<&str>) -> Result<Vec<Dependence>, ArchiveError> {
        Ok(self.snapshot_at(at)?.dependences)
    }

    /// Every two statements that share what few share, and of which nobody has said whether the one comes from the other.
    ///
    /// # Errors
    /// When the case cannot be read, or has no such state.
    pub fn open_dependences(&self, at: Option<&str>) -> Result<Vec<OpenDependence>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        Ok(open_dependences(&Unjudged {
            statements: &snapshot.statements,
            answers: &snapshot.answers,
            questions: &snapshot.questions,
            dependences: &snapshot.dependences,
            people: &snapshot.people,
            offset_minutes: snapshot.offset_minutes(),
        }))
    }
}

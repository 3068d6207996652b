//! The question *tensions*: what does not fit together as recorded, and the times that the other records leave. It is the
//! investigator's: nothing of it goes into a dossier.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::tension::Tensions;
use firsthand_perspective::{Tense, tensions};

impl Archive {
    /// Every tension of the case, in time and in number.
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn tensions(&self, view: View<'_>) -> Result<Tensions, ArchiveError> {
        Ok(tensions_in(&self.snapshot_at(view.at)?, None, view.without_duress))
    }
}

/// Every tension of a state of the case; things are named in a language, or else in the case's main one.
pub(crate) fn tensions_in(snapshot: &Snapshot, lang: Option<&str>, leave_out_duress: bool) -> Tensions {
    let main = snapshot.settings.languages.first().map_or("en", String::as_str);
    tensions(&Tense {
        questions: &snapshot.questions,
        statements: &snapshot.statements,
        answers: &snapshot.answers,
        events: &snapshot.events,
        messages: &snapshot.messages,
        orders: &snapshot.orders,
        populations: &snapshot.populations,
        sources: &snapshot.sources,
        layers: &snapshot.transcript_layers,
        dependences: &snapshot.dependences,
        translations: &snapshot.translations,
        lang: lang.unwrap_or(main),
        offset_minutes: snapshot.offset_minutes(),
        leave_out_duress,
    })
}

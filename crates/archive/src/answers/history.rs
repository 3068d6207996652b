//! The question *history*: how the figures of one question changed, in all and of one speaker.

use crate::Archive;
use crate::error::ArchiveError;
use crate::view::View;
use firsthand_model::history::{History, ScopeHistory};
use firsthand_model::{PersonId, QuestionId};

impl Archive {
    /// The figures of one question, scope by scope; of one registered speaker alone if one is given.
    ///
    /// # Errors
    /// When the case cannot be read, or has no such state, question or party.
    pub fn history(&self, question: &str, speaker: Option<&str>, view: View<'_>) -> Result<History, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        let unknown = |what: &str, id: &str| ArchiveError::Unknown { what: what.into(), id: id.to_owned() };
        let found = view.evidence(&snapshot).history(&QuestionId::from(question));
        let mut history = found.ok_or_else(|| unknown("question", question))?;
        if let Some(speaker) = speaker {
            let is_known = snapshot.people.iter().any(|person| person.id.as_str() == speaker);
            is_known.then_some(()).ok_or_else(|| unknown("person or body", speaker))?;
            let speaker = PersonId::from(speaker);
            history.scopes.iter_mut().for_each(|scope| keep(scope, &speaker));
            history.scopes.retain(|scope| !scope.figures.is_empty());
        }
        Ok(history)
    }
}

fn keep(scope: &mut ScopeHistory, speaker: &PersonId) {
    scope.figures.retain(|figure| figure.speaker_id.as_ref() == Some(speaker));
    scope.speakers.retain(|own| own.speaker == *speaker);
}

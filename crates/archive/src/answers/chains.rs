//! The question *chains*: chains of reports that go backwards in time as recorded. It is the investigator's: nothing of it goes
//! into a dossier.

use crate::Archive;
use crate::error::ArchiveError;
use firsthand_model::backwards::Backwards;
use firsthand_perspective::{ChainRecords, chains_in_time};

impl Archive {
    /// Every two records in an order that cannot have been, as the case stood at `at` or stands now.
    ///
    /// # Errors
    /// When the case cannot be read, or has no such state.
    pub fn chains(&self, at: Option<&str>) -> Result<Vec<Backwards>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        Ok(chains_in_time(&ChainRecords {
            statements: &snapshot.statements,
            dependences: &snapshot.dependences,
            messages: &snapshot.messages,
            sources: &snapshot.sources,
            media: &snapshot.media,
            offset_minutes: snapshot.offset_minutes(),
        }))
    }
}

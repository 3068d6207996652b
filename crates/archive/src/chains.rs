//! The question *chains*: chains of reports that go backwards in time as recorded. It is the investigator's: nothing of it goes
//! into a dossier.

use crate::Archive;
use crate::error::ArchiveError;
use firsthand_model::backwards::Backwards;
use firsthand_perspective::{ChainRecords, chains_in_time};

impl Archive {
    /// Every two records in an order that cannot have been.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn chains(&self) -> Result<Vec<Backwards>, ArchiveError> {
        let snapshot = self.snapshot()?;
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

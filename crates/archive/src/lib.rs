//! The archive: one case, and one file for each thing that can be done with it. A verb checks access and rules,
//! stores originals first, then appends one batch to the ledger; the batch is the commit.
//!
//! Nothing here knows HTTP, a terminal, the environment or a home folder: what is needed from outside is passed in
//! as [`Surroundings`]. A complete run, with a folder of tables in `tables/`:
//!
//! ```no_run
//! use firsthand_archive::{Archive, ImportOptions, PublishOptions, Surroundings, verify_dossier};
//! # fn surroundings() -> Surroundings { unimplemented!() }
//! # fn main() -> Result<(), firsthand_archive::ArchiveError> {
//! let around = surroundings();
//! let mut case = Archive::create("case".as_ref(), &around)?;
//! let outcome = case.import_folder("tables".as_ref(), ImportOptions::default(), &around, &mut |_| {})?;
//! assert!(!outcome.is_refused());
//! case.publish_dossier("dossier".as_ref(), PublishOptions::default(), &around, &mut |_| {})?;
//! assert!(verify_dossier("dossier".as_ref(), None, &mut |_| {})?.ok);
//! # Ok(())
//! # }
//! ```
#![warn(missing_docs)]

mod accepted;
mod answers;
mod case_file;
mod check;
mod coding;
mod commit;
mod derivatives;
mod edition;
mod entry;
mod erasure;
mod error;
mod export;
mod fault;
mod hints;
mod import;
mod judgment;
mod likeness;
mod new_case;
mod past;
mod rebuild_derived;
mod search;
mod snapshot;
mod spoken;
mod step;
mod surroundings;
mod verify;
mod view;

pub use answers::questions::{
    AsideView, CorrectedView, GroupView, PrintedView, QuestionLine, QuestionView, ScopeView, StatementLine,
};
pub use answers::reached::{MessageLine, PublicLine, ReachedView};
pub use case_file::{CaseFile, FORMAT};
pub use check::check_text::{CheckOptions, MarksWritten, TextCheck};
pub use check::checked_outputs::CheckForm;
pub use check::keep_check::KeptCheck;
pub use coding::agreement::{Coefficient, Difference, FieldAgreement, Level, PairAgreement, decision_table};
pub use coding::coding_sheet::{CodingSheet, SHEET_COLUMNS, SheetLine};
pub use commit::Writing;
pub use derivatives::derivation_run::{DerivationRun, DerivationStatus};
pub use derivatives::derive::{Derivation, DerivativeLine, DeriveOptions, Derived};
pub use edition::clear::{Audience, clear};
pub use edition::draw::{Draw, Drawing};
pub use edition::publish_dossier::{EditionRecord, PublishOptions, Published};
pub use edition::scan::{Leak, scan};
pub use edition::withheld::Withheld;
pub use entry::custody::{CustodyView, ExaminedLine, HandoverLine, Stated};
pub use entry::entry_bytes::{EntryBytes, WasAt};
pub use entry::ledger_entry::{EntryView, HeadView, Recorded};
pub use erasure::erase_entry::Erased;
pub use error::ArchiveError;
pub use export::export_cleaned::LeftOut;
pub use export::export_tables::{Exported, TableFormat};
pub use fault::Fault;
pub use import::import_folder::ImportOptions;
pub use import::receipt::{FileReceipt, NotTaken, Outcome, ProblemAt, Receipt};
pub use import::receipts::{KeptReceipt, Share};
pub use judgment::acts::{ActCell, ActLine, Acts, Unnamed};
pub use judgment::bearings::BearingLine;
pub use judgment::dependence_row::DependenceRow;
pub use judgment::findings::FindingView;
pub use judgment::graded_alike::{GivenMark, GradeDifference, GradedAlike, GraderPair, MarksAlike};
pub use judgment::grades::GradeLine;
pub use judgment::undo_judgment::Undone;
pub use likeness::copies::{Copies, CopyPair, CopySide, CopyState, ExactCopy};
pub use rebuild_derived::Rebuilt;
pub use search::search_case::{Facet, Found, Hit, Search, Searcher};
pub use snapshot::Snapshot;
pub use spoken::correct_transcript::{CorrectOptions, CorrectedTranscript};
pub use spoken::passages::PassageLine;
pub use spoken::transcript_marks::{MarkKind, TranscriptMark};
pub use spoken::transcripts::{RevisionLine, TranscriptFormat, TranscriptLine, TranscriptView, WrittenTranscript};
pub use spoken::voices::{VoiceLine, Voices};
pub use step::{Doing, Progress, Step};
pub use surroundings::{Clock, Entropy, Surroundings, SystemClock, SystemEntropy};
pub use verify::verification::{Checked, Faults, Verification};
pub use verify::verify_case::verify_case;
pub use verify::verify_dossier::{is_dossier, verify_dossier};
pub use view::View;

// What the edge needs to fill `Surroundings`, to be the readers' child and to render, without importing those rooms.
pub use firsthand_intake::{Limits, Sandbox, child_main};
pub use firsthand_ledger::Signer;
pub use firsthand_model::backwards::Backwards;
pub use firsthand_model::custody::CustodyGap;
pub use firsthand_model::edtf::Edtf;
pub use firsthand_model::ends::{End, Ends};
pub use firsthand_model::history::{Figure, History, ScopeHistory, SpeakerHistory};
pub use firsthand_model::open_dependence::OpenDependence;
pub use firsthand_model::reach::{AsWhat, ByThen, Stage, WhoSays};
pub use firsthand_model::tension::{
    Cause, MomentTimes, NotTimed, TenseIn, TenseRecord, Tension, Tensions, UnreadableRow, alike, causes_of,
};
pub use firsthand_model::transcript::{Cue, CueKind, Timing};
pub use firsthand_model::{
    AnswerId, Correction, Dependence, DerivativeKind, Examination, Hold, StatementId, Transcript, TranscriptLayer,
};
pub use firsthand_publish::checked::{ClaimView, Counts, Line};
pub use firsthand_publish::draw::DrawingKind;
pub use firsthand_publish::{StaleChange, StaleMark};

use firsthand_ledger::Log;
use firsthand_ledger::tables::Tables;
use firsthand_vault::Vault;
use std::path::{Path, PathBuf};

/// One case, open.
pub struct Archive {
    dir: PathBuf,
    file: CaseFile,
    vault: Vault,
    log: Log,
    tables: Tables,
    /// Why what is derived could not follow the last batch.
    lagging: Option<String>,
}

impl Archive {
    /// The case's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The case's own file.
    pub fn case_file(&self) -> &CaseFile {
        &self.file
    }

    /// The case as it stands.
    ///
    /// # Errors
    /// When the derived tables cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, ArchiveError> {
        Snapshot::load(&self.tables)
    }
}

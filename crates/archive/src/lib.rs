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
mod acts;
mod add_files;
mod address;
mod agreement;
mod allowed_links;
mod bearings;
mod case_file;
mod chains;
mod check_films;
mod check_folder;
mod check_text;
mod checked_outputs;
mod circles;
mod clear;
mod clear_codings;
mod clear_recordings;
mod clear_transcripts;
mod coded_answers;
mod coded_values;
mod coding_sheet;
mod commit;
mod confirmed;
mod copies;
mod copy_desk;
mod correct_transcript;
mod corrections;
mod custody;
mod dependence_row;
mod dependences;
mod derivation_run;
mod derive;
mod derive_plan;
mod derive_workshop;
mod derived_files;
mod draw;
mod entry_bytes;
mod erase_entry;
mod erase_receipts;
mod erase_target;
mod erasing;
mod error;
mod export_cleaned;
mod export_tables;
mod fault;
mod file_receipt;
mod findings;
mod folder;
mod graded_alike;
mod grades;
mod grounds;
mod hints;
mod history;
mod import_folder;
mod keep_check;
mod kept;
mod ledger_entry;
mod marked_claims;
mod marks;
mod misjudged;
mod near;
mod new_case;
mod number_words;
mod object_documents;
mod option_names;
mod originals_by_digest;
mod passages;
mod past;
mod pointers;
mod proposals;
mod publish_dossier;
mod questions;
mod reached;
mod read_files;
mod readings;
mod rebuild_derived;
mod receipt;
mod receipts;
mod scan;
mod scan_media;
mod search_case;
mod search_documents;
mod sentence_numbers;
mod snapshot;
mod stale;
mod step;
mod strange_text;
mod suggested_numbers;
mod suggestions;
mod surroundings;
mod tensions;
mod text_places;
mod transcript_marks;
mod transcripts;
mod undo_judgment;
mod unstated_offset;
mod unused_populations;
mod values;
mod verification;
mod verify_case;
mod verify_dossier;
mod view;
mod voices;
mod withheld;
mod withholdable;

pub use acts::{ActCell, ActLine, Acts, Unnamed};
pub use agreement::{Coefficient, Difference, FieldAgreement, Level, PairAgreement, decision_table};
pub use bearings::BearingLine;
pub use case_file::{CaseFile, FORMAT};
pub use check_text::{CheckOptions, MarksWritten, TextCheck};
pub use checked_outputs::CheckForm;
pub use clear::{Audience, clear};
pub use coding_sheet::{CodingSheet, SHEET_COLUMNS, SheetLine};
pub use commit::Writing;
pub use copies::{Copies, CopyPair, CopySide, CopyState, ExactCopy};
pub use correct_transcript::{CorrectOptions, CorrectedTranscript};
pub use custody::{CustodyView, ExaminedLine, HandoverLine, Stated};
pub use dependence_row::DependenceRow;
pub use derivation_run::{DerivationRun, DerivationStatus};
pub use derive::{Derivation, DerivativeLine, DeriveOptions, Derived};
pub use draw::{Draw, Drawing};
pub use entry_bytes::EntryBytes;
pub use erase_entry::Erased;
pub use error::ArchiveError;
pub use export_cleaned::LeftOut;
pub use export_tables::{Exported, TableFormat};
pub use fault::Fault;
pub use findings::FindingView;
pub use graded_alike::{GivenMark, GradeDifference, GradedAlike, GraderPair, MarksAlike};
pub use grades::GradeLine;
pub use import_folder::ImportOptions;
pub use keep_check::KeptCheck;
pub use ledger_entry::{EntryView, HeadView, Recorded};
pub use passages::PassageLine;
pub use publish_dossier::{EditionRecord, PublishOptions, Published};
pub use questions::{
    AsideView, CorrectedView, GroupView, PrintedView, QuestionLine, QuestionView, ScopeView, StatementLine,
};
pub use reached::{MessageLine, PublicLine, ReachedView};
pub use rebuild_derived::Rebuilt;
pub use receipt::{FileReceipt, NotTaken, Outcome, ProblemAt, Receipt};
pub use receipts::{KeptReceipt, Share};
pub use scan::{Leak, scan};
pub use search_case::{Facet, Found, Hit, Search, Searcher};
pub use snapshot::Snapshot;
pub use step::{Doing, Progress, Step};
pub use surroundings::{Clock, Entropy, Surroundings, SystemClock, SystemEntropy};
pub use transcript_marks::{MarkKind, TranscriptMark};
pub use transcripts::{RevisionLine, TranscriptFormat, TranscriptLine, TranscriptView, WrittenTranscript};
pub use undo_judgment::Undone;
pub use verification::{Checked, Faults, Verification};
pub use verify_case::verify_case;
pub use verify_dossier::{is_dossier, verify_dossier};
pub use view::View;
pub use voices::{VoiceLine, Voices};
pub use withheld::Withheld;

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

//! What people decided about transcripts: corrections of words, and whose voice a spelling is. The transcripts themselves
//! are never changed.

use super::record;
use crate::table::CellKind::{Edtf, Flag, Integer, OneOf, Ref, Text};
use crate::words::Edit;
use crate::{CorrectionId, Kind, PersonId, SourceId, VoiceId};

record! {
    /// One correction of a transcript, laid over words that stay as they were read.
    Correction, Kind::Correction, "corrections", key
    /// The correction's id.
    id: CorrectionId = "K0001";
    /// The source whose transcript it is.
    source_id: Option<SourceId> = Ref(&[Kind::Source]), "S45", required;
    /// Which reading of it, and how many words that has; a correction holds for no other.
    transcript: Option<String> = Text, "webvtt 3, 1042 words", required;
    /// What is done.
    edit: Option<Edit> = OneOf(Edit::WORDS), "replace", required;
    /// The first word concerned, counted from 0 over all speech; with `insert` the word after which the new ones stand.
    from_token: Option<i64> = Integer, "17", required;
    /// The last word concerned; empty means the first alone.
    to_token: Option<i64> = Integer, "18";
    /// The new words, or the spelling of the speaker.
    text: Option<String> = Text, "the gymnasium";
    /// Who corrected.
    by: Option<String> = Text, "AB";
    /// When, EDTF.
    at: Option<String> = Edtf, "2026-11-25";
    /// Why.
    note: Option<String> = Text, "heard at half speed";
    /// Whether the correction was taken back; it is kept and has no effect.
    taken_back: Option<bool> = Flag, "false";
}

record! {
    /// The decision that a speaker's spelling in a transcript is somebody's voice.
    Voice, Kind::Voice, "voices", key
    /// The decision's id.
    id: VoiceId = "V01";
    /// The source whose transcript it is; empty means every transcript.
    source_id: Option<SourceId> = Ref(&[Kind::Source]), "S45";
    /// The spelling, exactly as the transcript has it.
    spelling: Option<String> = Text, "MR. AUSHEV", required;
    /// Whose voice it is, if a registered person or body.
    person_id: Option<PersonId> = Ref(&[Kind::Person]), "P01";
    /// Whose voice it is, in words.
    label: Option<String> = Text, "the deckhand";
    /// Who decided.
    by: Option<String> = Text, "AB";
    /// Why.
    reason: Option<String> = Text, "he gives this name at 0:12";
}

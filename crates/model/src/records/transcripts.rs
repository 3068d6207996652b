//! What people say about transcripts: corrections of their words, whose voice a spelling is, which layer one is, and the
//! passages on which statements stand. How a correction changes a transcript is in `transcript::correction`.

use super::record;
use crate::table::CellKind::{Edtf, Integer, List, OneOf, Ref, Text};
use crate::transcript::Layer;
use crate::transcript::correction::CorrectionAction;
use crate::{CorrectionId, Kind, PassageId, PersonId, SourceId, StatementId, TranscriptId, VoiceId};

record! {
    /// One operation of a correction over the words of a transcript. The transcript stays as it was read; a later row takes an
    /// earlier one back.
    Correction, Kind::Correction, "corrections", key
    /// The operation's id: the transcript, the revision, and the operation's number in it.
    id: CorrectionId = "S25.1.3";
    /// The transcript, as `transcripts` lists it: by its source, else by its file's name.
    transcript: Option<String> = Text, "S25", required;
    /// The revision of the transcript that the operation belongs to, counted from 1; 0 is the transcript as read.
    revision: Option<i64> = Integer, "1", required;
    /// The operation's place within its revision, from 1.
    operation: Option<i64> = Integer, "3", required;
    /// What is done.
    action: Option<CorrectionAction> = OneOf(CorrectionAction::WORDS), "replace", required;
    /// The words it is done to, by their ids; where words are put in, the word beside which.
    tokens: Vec<String> = List, "17-19;20.1", required;
    /// Those words as they stood, parted by spaces; or the speaker as spelled until then.
    was: Option<String> = Text, "fourteen";
    /// `before` or `after`: on which side of the word named others are put in.
    side: Option<String> = Text, "after";
    /// The ids of the words put in.
    ids: Vec<String> = List, "17.1;17.2";
    /// The words put in, parted by spaces; or the speaker as spelled from then on.
    words: Option<String> = Text, "about forty";
    /// Who corrected.
    by: Option<String> = Text, "AB";
    /// When, EDTF.
    at: Option<String> = Edtf, "2026-11-25T10:00:00Z";
    /// Why, in a sentence.
    note: Option<String> = Text, "heard again at half speed";
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

record! {
    /// The decision whose words a transcript holds, over what its reader took it for.
    TranscriptLayer, Kind::TranscriptLayer, "layers", key
    /// The transcript, as `transcripts` lists it: by its source, else by its file's name.
    id: TranscriptId = "S27";
    /// Whose words it holds.
    layer: Option<Layer> = OneOf(Layer::WORDS), "interpreter", required;
    /// Their language, BCP 47.
    language: Option<String> = Text, "en";
    /// Who translated or rendered.
    translator: Option<String> = Text, "the interpreter in the room";
    /// Who went over it afterwards.
    reviser: Option<String> = Text, "a second translator";
    /// Of which transcript it is the correction, revision or translation.
    of: Option<String> = Text, "S25";
    /// Who decided.
    by: Option<String> = Text, "AB";
    /// A note.
    note: Option<String> = Text, "differs from the later translation";
}

record! {
    /// A passage of a transcript on which a statement stands, named in several ways so that it is found again after corrections.
    PassageRow, Kind::Passage, "passages", key
    /// The passage's id.
    id: PassageId = "E028.p1";
    /// The statement that stands on it.
    statement_id: Option<StatementId> = Ref(&[Kind::Statement]), "E028", required;
    /// The original whose words these are, by digest: `sha256:<hex>`.
    original: Option<String> = Text, "sha256:32b4…", required;
    /// The revision of the transcript in which it was marked; 0 is the transcript as read.
    revision: Option<i64> = Integer, "0";
    /// The stretch of the recording, as a media fragment.
    fragment: Option<String> = Text, "t=32.2,34.91";
    /// The words.
    exact: Option<String> = Text, "about forty people";
    /// The text just before them.
    prefix: Option<String> = Text, "he saw ";
    /// The text just behind them.
    suffix: Option<String> = Text, " on the deck";
    /// First code point of the spoken words, counted from 0 over all turns parted by one line end.
    start: Option<i64> = Integer, "412";
    /// One past the last code point.
    end: Option<i64> = Integer, "430";
}

//! What people say about transcripts: corrections of their words, whose voice a spelling is, which layer one is, and the
//! passages on which statements stand. How a correction changes a transcript is in `transcript::correction`.

use super::record;
use crate::table::CellKind::{Edtf, Integer, List, OneOf, Ref, Text};
use crate::transcript::Layer;
use crate::transcript::correction::CorrectionAction;
use crate::{CorrectionId, Kind, PassageId, PersonId, StatementId, TranscriptId, VoiceId};

record! {
    /// One operation of a correction over the words of a transcript. The transcript stays as it was read; a later row takes an
    /// earlier one back.
    Correction, Kind::Correction, "corrections", key
    /// The operation's id: the beginning of the original's digest, the revision, and the operation's number in it.
    id: CorrectionId = "32b4c1d09e.1.3";
    /// The original whose words these are, by digest: `sha256:<hex>`.
    original: Option<String> = Text, "sha256:32b4…", required;
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
    author: Option<String> = Text, "AB";
    /// When, EDTF.
    at: Option<String> = Edtf, "2026-11-25T10:00:00Z";
    /// Why, in a sentence.
    reason: Option<String> = Text, "heard again at half speed";
}

record! {
    /// The decision that a spelling in transcripts is one voice. The spelling stays where it stands.
    Voice, Kind::Voice, "voices", key
    /// The decision's id.
    id: VoiceId = "V01";
    /// The transcript in which the spelling stands, by its source, file name or digest; empty means every transcript.
    transcript: Option<String> = Text, "S25";
    /// The spelling, as the transcript has it.
    spelling: Option<String> = Text, "Voice 1", required;
    /// The person, if registered.
    person_id: Option<PersonId> = Ref(&[Kind::Person]), "P01";
    /// What the voice is called where no person is registered.
    label: Option<String> = Text, "the deckhand";
    /// Who decided.
    by: Option<String> = Text, "AB";
    /// When, EDTF.
    at: Option<String> = Edtf, "2026-11-25";
    /// Why.
    reason: Option<String> = Text, "introduced by name in the first turn", required;
}

record! {
    /// The decision whose words a transcript holds, over what its reader took it for.
    TranscriptLayer, Kind::TranscriptLayer, "layers", key
    /// The transcript, by its source, file name or digest.
    id: TranscriptId = "S27";
    /// Whose words it holds.
    layer: Option<Layer> = OneOf(Layer::WORDS), "interpreter", required;
    /// Their language, BCP 47.
    language: Option<String> = Text, "en";
    /// Who translated or rendered.
    translator: Option<String> = Text, "the interpreter in the room";
    /// Who went over it afterwards.
    reviser: Option<String> = Text, "a second translator";
    /// Of which transcript it is the correction, revision or translation, by its source, file name or digest.
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

//! Identifiers: the handles that tables give (`E010`), one newtype for each kind of record, made by one macro.
//! How an entity's UUIDv7 is made is not here: identity is given by the ledger.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares a string newtype that orders, prints and serialises as its text. Handles are short: they lie in the record itself, so that
/// comparing, hashing and copying one, which perspective does a hundred times for each statement, touches no other memory.
macro_rules! handle {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(CompactString);

        impl $name {
            /// The handle as text.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )+};
}

handle! {
    /// A handle of any kind of record, where a column may point to several kinds.
    Handle;
    /// A source: `S02`.
    SourceId;
    /// A person, body or role: `P01`, `B04`.
    PersonId;
    /// A question: `Q01`.
    QuestionId;
    /// A statement: `E029`.
    StatementId;
    /// One typed answer of a statement: `E029.1`.
    AnswerId;
    /// A dependence between two statements: `D001`.
    DependenceId;
    /// A finding: `F01`.
    FindingId;
    /// A grade: `G01`.
    GradeId;
    /// A judgment of how a statement bears on an explanation: `R01`.
    BearingId;
    /// One coder's value: `K001`.
    CodingId;
    /// An act: `X01`.
    ActId;
    /// A hand-over of an original: `H01`.
    CustodyId;
    /// A look at an original: `W01`.
    ExaminationId;
    /// An event: `T05`.
    EventId;
    /// A place: `L01`.
    PlaceId;
    /// A part of the scene: `A02`.
    ScenePartId;
    /// What is said of the order of two moments: `O001`.
    OrderId;
    /// A population within another: `N01`.
    PopulationId;
    /// One operation of a correction of a transcript: `S25.1.3`.
    CorrectionId;
    /// A decision whose voice a spelling is: `V01`.
    VoiceId;
    /// A message: `G14`.
    MessageId;
    /// A film, footage or transcript: `M07`.
    MediaId;
    /// A session: `I01`.
    SessionId;
    /// A translated field: `Q01.question.ru`.
    TranslationId;
    /// A transcript, by its source or its file's name: `S27`.
    TranscriptId;
    /// A passage: `E028.p1`.
    PassageId;
    /// An account, by its front matter: `in-perspective`.
    AccountId;
    /// An entity's UUIDv7, as text.
    EntityId;
}

macro_rules! into_handle {
    ($($name:ident),+) => {$(
        impl From<&$name> for Handle {
            fn from(id: &$name) -> Self {
                Self(id.0.clone())
            }
        }
    )+};
}

into_handle!(
    SourceId,
    PersonId,
    QuestionId,
    StatementId,
    AnswerId,
    FindingId,
    EventId,
    PlaceId,
    ScenePartId,
    MessageId,
    MediaId
);

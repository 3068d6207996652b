//! The kinds of record a case holds, with the name each has in the ledger and the table it is imported from.
//! What a record of each kind contains is in `records`.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $layer:ident;)+) => {
        /// What a ledger entry is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$meta])* $variant,)+ }

        impl Kind {
            /// Every kind, in the order in which tables are read and written.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)+];

            /// The kind's name in the ledger.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name,)+ }
            }

            /// The floor of the house on which records of this kind stand.
            pub fn layer(self) -> Layer {
                match self { $(Kind::$variant => Layer::$layer,)+ }
            }
        }
    };
}

/// The floors of the house, and beside them what only describes the case itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Settings, receipts, keys, editions: about the case, not about the event.
    Housekeeping,
    /// Bytes as received.
    Originals,
    /// What sources said, exactly as said.
    Source,
    /// What people concluded from it.
    Judgment,
    /// Prose with citations.
    Account,
}

kinds! {
    /// The case's own settings, from `case.toml`.
    Case = "case", Housekeeping;
    /// A source.
    Source = "source", Source;
    /// One hand-over of an original.
    Custody = "custody", Source;
    /// A person, body or role.
    Person = "person", Source;
    /// A question.
    Question = "question", Source;
    /// A session.
    Session = "session", Source;
    /// A film, footage or transcript known of.
    Media = "media", Source;
    /// A statement.
    Statement = "statement", Source;
    /// A typed answer.
    Answer = "answer", Source;
    /// Where a statement's words stand in a referenced original.
    Span = "span", Source;
    /// A place.
    Place = "place", Source;
    /// A part of the scene.
    ScenePart = "scene_part", Source;
    /// An event.
    Event = "event", Source;
    /// A message.
    Message = "message", Source;
    /// What a statement says of the order of two moments.
    Order = "order", Source;
    /// A population within another.
    Population = "subpopulation", Judgment;
    /// A correction of a transcript.
    Correction = "correction", Judgment;
    /// The decision whose voice a spelling is.
    Voice = "voice", Judgment;
    /// A dependence.
    Dependence = "dependence", Judgment;
    /// A finding.
    Finding = "finding", Judgment;
    /// A statement of the prompt beside what the sources say.
    Prompt = "prompt", Judgment;
    /// Which layer a transcript is.
    TranscriptLayer = "transcript_layer", Judgment;
    /// A passage of a transcript on which a statement stands.
    Passage = "passage", Judgment;
    /// Admiralty letters for a source or a statement.
    Grade = "grade", Judgment;
    /// How a statement bears on an explanation, as a person judges it.
    Bearing = "bearing", Judgment;
    /// One coder's value for one field of a statement.
    Coding = "coding", Judgment;
    /// Who did what to whom.
    Act = "act", Judgment;
    /// A look at whether an original is what it is said to be.
    Examination = "examination", Judgment;
    /// A translated field of another record.
    Translation = "translation", Account;
    /// Prose with citations.
    Account = "account", Account;
    /// An original, held or referenced.
    Original = "original", Originals;
    /// What a reader made of an original and was accepted.
    Accepted = "accepted", Source;
    /// What an import did with each file.
    Receipt = "receipt", Housekeeping;
    /// A published edition.
    Edition = "edition", Housekeeping;
    /// The erasure of entries.
    Erasure = "erasure", Housekeeping;
    /// The digest of `firsthand.toml`.
    Settings = "settings", Housekeeping;
    /// A signing key taken into or out of use.
    Key = "key", Housekeeping;
}

impl Kind {
    /// The kind with this ledger name, or none.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether entries of this kind move the content position; recording an edition or a receipt does not.
    pub fn is_content(self) -> bool {
        !matches!(self, Kind::Edition | Kind::Receipt | Kind::Key)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

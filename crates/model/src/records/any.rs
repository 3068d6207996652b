//! A record of any kind that a case folder can hold, and its way from and to normalised JSON.

use super::*;
use crate::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! records {
    ($($kind:ident => $type:ty, $handle:ident;)+) => {
        /// A record of any kind that a case folder can hold.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", tag = "kind", content = "record")]
        pub enum Record { $(#[doc = concat!("A ", stringify!($kind), ".")] $kind(Box<$type>),)+ }

        impl Record {
            /// Reads a record of a kind from its normalised JSON.
            ///
            /// # Errors
            /// What does not fit, or that no such record comes from a case folder.
            pub fn from_json(kind: Kind, body: Value) -> Result<Record, String> {
                match kind {
                    $(Kind::$kind => serde_json::from_value(body).map(Record::$kind).map_err(|error| error.to_string()),)+
                    other => Err(format!("no record of kind {other} comes from a case folder")),
                }
            }

            /// The record as normalised JSON: what is not stated is absent.
            pub fn to_json(&self) -> Value {
                match self {
                    $(Record::$kind(record) => serde_json::to_value(record).unwrap_or(Value::Null),)+
                }
            }

            /// The record's kind.
            pub fn kind(&self) -> Kind {
                match self { $(Record::$kind(_) => Kind::$kind,)+ }
            }

            /// The record's handle, unique within its kind.
            pub fn handle(&self) -> &str {
                match self { $(Record::$kind(record) => records!(@handle record $handle),)+ }
            }
        }
    };
    (@handle $record:ident case) => { { let _ = $record; "case" } };
    (@handle $record:ident id) => { AsRef::<str>::as_ref(&$record.id) };
}

records! {
    Case => CaseSettings, case;
    Source => Source, id;
    Custody => Custody, id;
    Person => Person, id;
    Question => Question, id;
    Session => Session, id;
    Media => Media, id;
    Statement => Statement, id;
    Answer => Answer, id;
    Span => Span, id;
    Place => Place, id;
    ScenePart => ScenePart, id;
    Event => Event, id;
    Message => Message, id;
    Order => Order, id;
    Population => Population, id;
    Correction => Correction, id;
    Voice => Voice, id;
    Dependence => Dependence, id;
    Finding => Finding, id;
    Prompt => Prompt, id;
    Grade => Grade, id;
    Bearing => Bearing, id;
    Coding => Coding, id;
    Act => Act, id;
    Examination => Examination, id;
    Translation => Translation, id;
    TranscriptLayer => TranscriptLayer, id;
    Passage => PassageRow, id;
    Account => Account, id;
}

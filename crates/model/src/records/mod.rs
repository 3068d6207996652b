//! One record type for each kind, with its table beside it; the macro that declares both stands here.
//! Nothing here compares, merges or judges records.

mod account;
mod any;
mod coding;
mod custody;
mod judgment;
mod knowledge;
mod order;
mod parties;
mod places;
mod questions;
mod sources;
mod statements;
mod transcripts;

pub use account::{Account, CaseSettings};
pub use any::Record;
pub use coding::{Act, Bearing, Coding, Grade};
pub use custody::{Custody, Examination};
pub use judgment::{Dependence, Finding, Prompt, Translation};
pub use knowledge::{AcceptedRecord, Hold, OriginalRecord};
pub use order::{Order, Population};
pub use parties::{Message, Person};
pub use places::{Event, Place, ScenePart};
pub use questions::Question;
pub use sources::{Media, Session, Source, Span};
pub use statements::{Answer, Statement};
pub use transcripts::{Correction, PassageRow, TranscriptLayer, Voice};

use crate::TableSpec;

/// Every table a case folder may hold, in the order in which they are read and written.
pub const TABLES: &[TableSpec] = &[
    Source::TABLE,
    Custody::TABLE,
    Person::TABLE,
    Question::TABLE,
    Session::TABLE,
    Media::TABLE,
    Statement::TABLE,
    Answer::TABLE,
    Span::TABLE,
    Place::TABLE,
    ScenePart::TABLE,
    Event::TABLE,
    Message::TABLE,
    Order::TABLE,
    Population::TABLE,
    Correction::TABLE,
    Voice::TABLE,
    TranscriptLayer::TABLE,
    PassageRow::TABLE,
    Dependence::TABLE,
    Finding::TABLE,
    Prompt::TABLE,
    Grade::TABLE,
    Bearing::TABLE,
    Coding::TABLE,
    Act::TABLE,
    Examination::TABLE,
    Translation::TABLE,
];

/// The table with this name, or none.
pub fn table(name: &str) -> Option<&'static TableSpec> {
    TABLES.iter().find(|table| table.name == name)
}

/// Whether a field says nothing and is left out of the normalised content.
pub(crate) trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Absent for std::collections::BTreeMap<K, V> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

pub(crate) fn absent<T: Absent>(field: &T) -> bool {
    field.is_absent()
}

/// Declares a record and its table at once: the doc line of a field is the doc line of its column.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident, $kind:expr, $table:literal, key $(#[doc = $key_doc:literal])+ $key:ident: $key_type:ty = $key_example:literal;
        $( $(#[doc = $column_doc:literal])+ $column:ident: $type:ty = $cell:expr, $example:literal $(, $required:ident)?; )+
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $(#[doc = $key_doc])+
            pub $key: $key_type,
            $(
                $(#[doc = $column_doc])+
                #[serde(skip_serializing_if = "crate::records::absent")]
                pub $column: $type,
            )+
            /// Columns that this version does not know, kept as text; those ending in `_team_only` stay with the team.
            #[serde(flatten)]
            pub other: std::collections::BTreeMap<String, serde_json::Value>,
        }

        impl $name {
            /// The table whose rows are these records.
            pub const TABLE: crate::TableSpec = crate::TableSpec {
                kind: $kind,
                name: $table,
                doc: concat!($($doc),+),
                columns: &[
                    crate::ColumnSpec {
                        name: stringify!($key), cell: crate::table::CellKind::Key,
                        doc: concat!($($key_doc),+), example: $key_example, required: true,
                    },
                    $(crate::ColumnSpec {
                        name: crate::records::column_name(stringify!($column)), cell: $cell,
                        doc: concat!($($column_doc),+), example: $example, required: record!(@required $($required)?),
                    },)+
                ],
            };
        }
    };
    (@required required) => { true };
    (@required) => { false };
}
pub(crate) use record;

/// A field's column name: a raw identifier such as `r#type` is the column `type`.
pub(crate) const fn column_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

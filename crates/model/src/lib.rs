//! The words of Firsthand as types: records, tables, dates, answers and what perspective makes of them.
//! No disk, network, clock, randomness, SQL or HTML: every other room may depend on this one.
#![warn(missing_docs)]

pub mod annotation;
pub mod answer;
pub mod backwards;
pub mod basis;
pub mod beside;
pub mod board;
pub mod cell;
pub mod coded;
pub mod custody;
pub mod derivative;
pub mod description;
pub mod edtf;
pub mod ends;
pub mod explanation;
pub mod history;
pub mod ids;
pub mod kind;
pub mod likelihood;
pub mod media_fragment;
pub mod natural;
pub mod open_dependence;
pub mod pages;
pub mod playable;
pub mod precedence;
pub mod reach;
pub mod records;
pub mod references;
pub mod scripts;
pub mod selector;
pub mod table;
pub mod tension;
pub mod transcript;
pub mod when;
pub mod words;

pub use answer::{AnswerType, AnswerValue, Bound};
pub use basis::{Basis, BasisFamily};
pub use derivative::{DerivativeKind, DerivativeRecord, DerivedFile};
pub use description::MediaDescription;
pub use ids::*;
pub use kind::Kind;
pub use likelihood::LikelihoodScale;
pub use pages::PagedText;
pub use precedence::Precedence;
pub use records::*;
pub use table::{ColumnSpec, TableSpec};
pub use transcript::Transcript;

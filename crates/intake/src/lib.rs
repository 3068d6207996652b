//! Reads strangers' files in a sandboxed child: bytes to proposals and problems. `Sandbox` is the door.
//! Nothing here opens a case, writes a file or reaches the network; whether a proposal is accepted is the archive's affair.

mod abbreviations;
mod account;
mod case_toml;
mod cells;
mod child;
mod citations;
mod csv;
mod csv_shape;
mod damage;
mod dispatch;
mod email;
mod encoding;
mod enforce;
mod error;
#[cfg(target_os = "linux")]
mod fork_server;
#[cfg_attr(not(target_os = "linux"), path = "no_forks.rs")]
mod forks;
mod grid;
mod header;
mod html;
mod launcher;
mod limits;
mod media;
mod members;
mod ods;
mod ods_extent;
mod outside;
mod part;
mod problem;
mod reader;
mod reading;
mod recode;
mod rows;
mod sandbox;
mod sentence_places;
mod sentences;
mod spreadsheet;
mod text;
mod toml_value;
mod tools;
mod transcripts;
mod typed_cell;
mod unpack;
mod watch;
mod whole;
mod work;
mod workbook_text;
mod xlsx;

pub use cells::CellRow;
pub use child::child_main;
#[doc(hidden)]
#[cfg(target_os = "linux")]
pub use child::serve_doing;
pub use citations::without_citations;
pub use dispatch::{is_readable_name, read_bytes, table_of_name};
#[doc(hidden)]
pub use enforce::restrict_stepwise;
pub use enforce::{Enforcement, enforcement, restrict};
pub use error::IntakeError;
pub use limits::Limits;
#[doc(hidden)]
pub use media::read_printed;
pub use members::MemberPosition;
pub use outside::PagesRead;
pub use outside::making::{Made, Making};
pub use problem::Problem;
pub use reader::Reader;
pub use reading::{Member, Mode, Proposal, Reading, RefusedRow, Want};
pub use sandbox::Sandbox;
pub use sentence_places::{SentencePlace, paragraph_places, sentence_places};
pub use sentences::{Sentence, sentences};
pub use tools::tools_at_hand;
#[doc(hidden)]
pub use transcripts::{eaf, plain, webvtt};
#[doc(hidden)]
pub use work::try_picture;

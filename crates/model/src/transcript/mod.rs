//! A transcript as one reader made it of one original: cues in their order, with times where the file has them.
//! Immutable once accepted. Corrections are an overlay in `correction`; that two spellings are one voice is a judgment elsewhere.

pub mod correction;
mod pieces;
mod times;
mod tokens;

pub use tokens::Token;

use crate::vocabulary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

vocabulary! {
    /// Whose words a transcript or cue holds.
    Layer {
        /// The words in the room, written down by people or by nobody named.
        Room = "room",
        /// The interpreter's rendering in the room.
        Interpreter = "interpreter",
        /// A later translation.
        Translation = "translation",
        /// Words written by a machine and not yet corrected.
        Machine = "machine",
    }
}

vocabulary! {
    /// What a cue is.
    CueKind {
        /// Somebody speaks.
        Speech = "speech",
        /// Silence, a sound, a break, a remark of whoever wrote it down: kept, and nobody's words.
        Note = "note",
        /// A title within the transcript.
        Heading = "heading",
        /// The line that says who was sworn or affirmed.
        Oath = "oath",
    }
}

vocabulary! {
    /// Where the times of a cue come from.
    Timing {
        /// The file has none, and none can be made of its neighbours.
        Absent = "absent",
        /// They stand in the file.
        Stated = "stated",
        /// Spread between stated times by the length of the words.
        Interpolated = "interpolated",
    }
}

vocabulary! {
    /// What milliseconds are counted from.
    Axis {
        /// The beginning of the recording.
        Recording = "recording",
        /// Midnight of the day, by the clock on the wall.
        Day = "day",
    }
}

vocabulary! {
    /// What a section of a transcript is.
    SectionKind {
        /// A chapter or index point.
        Chapter = "chapter",
        /// The part in which one witness is heard.
        Witness = "witness",
        /// The part in which one person questions.
        Examination = "examination",
    }
}

/// What a reader made of one file of spoken words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Transcript {
    /// The title that the file gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of which it is, EDTF, if the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// BCP 47 tag of the language, if the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whose words these are.
    pub layer: Layer,
    /// What times are counted from.
    pub axis: Axis,
    /// Addresses of the recordings, as written; never opened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<String>,
    /// Voices by each spelling that the file uses, in order of first use. Two spellings are two voices here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub voices: Vec<String>,
    /// Everything said and noted, in the order of the file.
    pub cues: Vec<Cue>,
    /// Chapters, witnesses and examinations, in the order in which they begin.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// What the words point to: exhibits, pages, addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// What the file holds besides, by the file's own names, so that nothing is lost.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

/// One stretch of a transcript: a caption, a turn or part of one, a note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cue {
    /// What it is.
    pub kind: CueKind,
    /// Who speaks, as an index into `voices`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<u32>,
    /// The words, without markup; lines parted by LF.
    pub text: String,
    /// The words as the file has them, where a person corrected them; no reader makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_read: Option<String>,
    /// BCP 47 tag, where it differs from the transcript's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whose words, where it differs from the transcript's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// The tier or track of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The cue that this one annotates, as an index into `cues`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// First millisecond.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_ms: Option<i64>,
    /// First millisecond after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<i64>,
    /// Where these times come from.
    pub timing: Timing,
    /// Whether it continues the turn of the cue before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// Whether the file marks the speaker as the one who is questioned.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub testifies: bool,
    /// The identifier that the file gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The line or row of the file where it begins, from 1; nothing where lines mean nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Its words one by one, where the file times them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<TimedWord>,
    /// What the file says of it besides, by the file's own names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

/// One word with its time, as a recogniser gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimedWord {
    /// The word as written, punctuation included.
    pub text: String,
    /// First millisecond, if the file has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_ms: Option<i64>,
    /// First millisecond after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<i64>,
    /// How sure the machine says it is, in thousandths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence_permille: Option<u16>,
    /// Whether its times were not in the file, but taken over from words that a correction took out or from a pause.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interpolated: bool,
}

/// A part of a transcript that has a title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Its title as written.
    pub title: String,
    /// The first cue in it, as an index into `cues`; the number of cues where none follows.
    pub first: u32,
    /// First millisecond, if stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_ms: Option<i64>,
    /// First millisecond after it, if stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<i64>,
    /// Synopsis, keywords and the like, by the file's own names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

/// Something that the words point to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// The cue in which it stands, as an index into `cues`; the number of cues where it stands in none.
    pub cue: u32,
    /// The identifier or words as written: `FUJ00058183`.
    pub label: String,
    /// The address as written; never opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What a transcript says of itself under this name in `extra` where its file was not read to its end: how far it was.
pub const UNREAD: &str = "not read to its end";

impl Transcript {
    /// How far its file was read; none where it was read to its end.
    pub fn unread(&self) -> Option<&str> {
        self.extra.get(UNREAD).map(String::as_str)
    }

    /// The index of a voice by its spelling, added if it is new.
    pub fn voice(&mut self, spelling: &str) -> u32 {
        let found = self.voices.iter().position(|known| known == spelling);
        let index = found.unwrap_or_else(|| {
            self.voices.push(spelling.to_owned());
            self.voices.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// The spelling of a cue's voice.
    pub fn speaker(&self, cue: &Cue) -> Option<&str> {
        cue.voice.and_then(|voice| self.voices.get(voice as usize)).map(String::as_str)
    }

    /// Cues in which somebody speaks and that begin a turn.
    pub fn turns(&self) -> impl Iterator<Item = &Cue> {
        self.cues.iter().filter(|cue| cue.kind == CueKind::Speech && !cue.continues)
    }
}

macro_rules! first_is_default {
    ($($name:ident)+) => {$(
        impl Default for $name {
            fn default() -> Self {
                $name::ALL[0]
            }
        }
    )+};
}
first_is_default! { Layer CueKind Timing Axis SectionKind }

//! What is made of an original for looking, listening and comparing, and the record that lies beside it.
//! Nothing rests on a derivative: it can be thrown away and made again from its original. How it is made is intake's affair.

use crate::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a derivative is.
    DerivativeKind {
        /// A frame of a film.
        Poster = "poster",
        /// The loudness of a recording over time.
        Peaks = "peaks",
        /// A copy of a recording that browsers play.
        Proxy = "proxy",
        /// Pictures of the pages of a document.
        Pages = "pages",
        /// A small picture of a photograph.
        Thumbnail = "thumbnail",
        /// Numbers by which near copies are found; shown to nobody.
        Fingerprint = "fingerprint",
        /// The same for the pictures inside an original: pages of a scan, photographs in an archive or message.
        PartPrints = "part_prints",
    }
}

impl DerivativeKind {
    /// Whether it is only compared, and shown to nobody.
    pub fn is_compared(self) -> bool {
        matches!(self, DerivativeKind::Fingerprint | DerivativeKind::PartPrints)
    }

    /// The number of the recipe: another one throws away what an earlier one made.
    pub fn recipe(self) -> u32 {
        match self {
            // Since 2 each syllable of Korean is a word.
            DerivativeKind::Fingerprint => 2,
            _ => 1,
        }
    }
}

/// What lies beside a derivative: of what, by what and how it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivativeRecord {
    /// The form of this record.
    pub v: u32,
    /// The original's digest, `sha256:…`.
    pub original: String,
    /// What it is.
    pub kind: DerivativeKind,
    /// The recipe's number.
    pub recipe: u32,
    /// The version of Firsthand that made it.
    pub made_by: String,
    /// The program of others with its version; none where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Everything else that decides what comes out: arguments, sizes, the digest of an accepted object.
    pub parameters: String,
    /// Why it was made, where it is not made of every original of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Who made it; none in records of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// When, RFC 3339 in UTC; none in records of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<String>,
    /// How many entries the ledger had.
    pub position: u64,
    /// The files, in order.
    pub files: Vec<DerivedFile>,
}

/// One file of a derivative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivedFile {
    /// Its name in the original's folder.
    pub name: String,
    /// Its digest, `sha256:…`.
    pub sha256: String,
    /// Its length.
    pub size_bytes: u64,
    /// Width of a picture, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width_px: Option<u32>,
    /// Height of a picture, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_px: Option<u32>,
}

impl DerivativeRecord {
    /// Whether making it again now, by `tool`, would give the same. Where the tool is not there now, what it made stays.
    pub fn is_current(&self, kind: DerivativeKind, tool: Option<&str>, parameters: &str) -> bool {
        let same_tool = tool.is_none() || self.tool.as_deref() == tool;
        self.v == 1
            && self.kind == kind
            && self.recipe == kind.recipe()
            && same_tool
            && self.parameters == parameters
            && !self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_tool_recipe_or_parameter_makes_a_derivative_stale() {
        let file = DerivedFile {
            name: "poster.jpg".into(),
            sha256: "sha256:00".into(),
            size_bytes: 1,
            width_px: None,
            height_px: None,
        };
        let record = DerivativeRecord {
            v: 1,
            original: "sha256:11".into(),
            kind: DerivativeKind::Poster,
            recipe: DerivativeKind::Poster.recipe(),
            made_by: "0.1.0".into(),
            tool: Some("ffmpeg 5".into()),
            parameters: "-ss 1".into(),
            why: None,
            operator: None,
            made_at: None,
            position: 7,
            files: vec![file],
        };
        let is_current =
            |record: &DerivativeRecord, tool, parameters| record.is_current(DerivativeKind::Poster, tool, parameters);
        assert!(is_current(&record, Some("ffmpeg 5"), "-ss 1"));
        assert!(is_current(&record, None, "-ss 1"));
        assert!(!is_current(&record, Some("ffmpeg 6"), "-ss 1"));
        assert!(!is_current(&record, Some("ffmpeg 5"), "-ss 2"));
        assert!(!is_current(&DerivativeRecord { recipe: 0, ..record.clone() }, Some("ffmpeg 5"), "-ss 1"));
        assert!(!is_current(&DerivativeRecord { files: Vec::new(), ..record }, Some("ffmpeg 5"), "-ss 1"));
    }
}

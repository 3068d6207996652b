//! What is known of an original and of what a reader made of it. The bytes themselves are in the vault.

use serde::{Deserialize, Serialize};

/// Whether the bytes of an original are here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// The bytes are in the vault.
    #[default]
    Held,
    /// Cited by locator; the bytes are not here.
    Referenced,
    /// The bytes were here and were erased.
    Erased,
}

/// An original: bytes as received, or cited and not held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OriginalRecord {
    /// Held, referenced or erased.
    pub hold: Hold,
    /// `sha256:<hex>` of the bytes, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// BLAKE3 of the bytes, lower-case hex, if held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blake3: Option<String>,
    /// Size in bytes, if held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_bytes: Option<i64>,
    /// Names under which the bytes were received.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// The source whose original this is, if one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What it is in the case: `source`, `table`, `account`, `settings` or `file`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

impl OriginalRecord {
    /// Whether the bytes were received under a name.
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|one| one == name)
    }
}

/// What a reader made of an original and a person or rule accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct AcceptedRecord {
    /// `sha256:<hex>` of the accepted object.
    pub sha256: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// `sha256:<hex>` of the original it was read from.
    pub original: String,
    /// The reader's name.
    pub reader: String,
    /// The reader's version.
    pub reader_version: String,
}

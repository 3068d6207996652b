//! The two stores and where an object lies in them: `<shelf>/<2 hex>/<name>`.
//! Writing is in `store`, reading in `object`, checking in `check`.

use crate::{Digest, ObjectCodec, Open};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One of the two stores of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shelf {
    /// Bytes as received.
    Originals,
    /// What a reader made of an original and was accepted: transcripts, rows of lists.
    Accepted,
}

impl Shelf {
    /// The folder's name inside the case.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Originals => "originals",
            Self::Accepted => "accepted",
        }
    }
}

/// The stored bytes of one case. Cheap to clone; holds no open file.
#[derive(Clone)]
pub struct Vault {
    case_dir: PathBuf,
    pub(crate) codec: Arc<dyn ObjectCodec>,
}

impl Vault {
    /// Names the case folder. Touches nothing: folders are made by the first write, so a case can be read from a
    /// read-only medium.
    pub fn open(case_dir: impl AsRef<Path>) -> Self {
        Self::with_codec(case_dir, Arc::new(Open))
    }

    /// As `open`, for a case whose objects lie on disk in another form (sealed).
    pub fn with_codec(case_dir: impl AsRef<Path>, codec: Arc<dyn ObjectCodec>) -> Self {
        Self { case_dir: case_dir.as_ref().to_owned(), codec }
    }

    /// The file an object has or would have. Only for naming it to a person: read through `object`.
    pub fn path(&self, shelf: Shelf, digest: &Digest) -> PathBuf {
        self.folder(shelf).join(self.relative(digest))
    }

    /// Whether the object is there, without reading it.
    pub fn exists(&self, shelf: Shelf, digest: &Digest) -> bool {
        self.path(shelf, digest).is_file()
    }

    pub(crate) fn folder(&self, shelf: Shelf) -> PathBuf {
        self.case_dir.join(shelf.folder())
    }

    /// `<2 hex>/<name>` below the shelf's folder.
    pub(crate) fn relative(&self, digest: &Digest) -> PathBuf {
        let name = self.codec.file_name(digest);
        Path::new(&name[..2]).join(&name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_lies_under_the_first_two_digits_of_its_digest() {
        let digest = Digest::of(b"");
        let path = Vault::open("case").path(Shelf::Accepted, &digest);
        assert_eq!(path, Path::new("case").join("accepted").join("e3").join(digest.hex()));
    }
}

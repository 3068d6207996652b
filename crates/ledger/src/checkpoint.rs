//! A checkpoint: the signed sentence "the log of this case has so many entries and this root".
//! Signing and the note around it are in `note`. Source: <https://c2sp.org/tlog-checkpoint>.

use crate::tree::TreeHead;
use crate::{LedgerError, Signer, sign_note};
use base64::prelude::{BASE64_STANDARD, Engine as _};

/// What stands before the case's id in the first line.
const ORIGIN: &str = "firsthand.case/";

/// The text of a checkpoint, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The case, as given when its log was created.
    pub case_id: String,
    /// Size and root.
    pub head: TreeHead,
}

impl Checkpoint {
    /// Three lines: `firsthand.case/<case id>`, the size, the root in base64.
    pub fn text(&self) -> String {
        format!("{ORIGIN}{}\n{}\n{}\n", self.case_id, self.head.size, self.head.root_base64())
    }

    /// Reads exactly what `text` writes, no extension lines.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let case_id = lines.next()?.strip_prefix(ORIGIN)?.to_owned();
        let size = lines.next()?.parse().ok()?;
        let root = BASE64_STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        let checkpoint = Self { case_id, head: TreeHead { size, root } };
        (checkpoint.text() == text).then_some(checkpoint)
    }

    /// The checkpoint as a signed note.
    ///
    /// # Errors
    /// `BadNote` when the case's id cannot stand on a line.
    pub fn sign(&self, signer: &Signer) -> Result<String, LedgerError> {
        sign_note(&self.text(), signer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_reads_back_and_in_no_other_form() {
        let checkpoint = Checkpoint { case_id: "0192".to_owned(), head: TreeHead { size: 20, root: [1; 32] } };
        let text = checkpoint.text();
        assert_eq!(Checkpoint::parse(&text), Some(checkpoint));
        for other in
            [text.replace("20", "020"), text.replace("20", "+20"), format!("{text}more\n"), text.replace('\n', "\r\n")]
        {
            assert_eq!(Checkpoint::parse(&other), None, "{other:?}");
        }
    }
}

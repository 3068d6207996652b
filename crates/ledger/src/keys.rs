//! The signing key of a case and its texts, in the form of C2SP signed notes over Ed25519.
//! Where keys are kept is not decided here: they are passed in.

use crate::LedgerError;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::SigningKey;
use signed_note::{StandardSigner, StandardVerifier};
use std::fmt;

/// The algorithm byte of Ed25519 in signed notes. Source: <https://c2sp.org/signed-note>.
const ED25519: u8 = 1;

/// A key that signs checkpoints and editions. Does not print itself.
#[derive(Clone)]
pub struct Signer {
    text: String,
    verifier: String,
    pub(crate) signer: StandardSigner,
}

impl Signer {
    /// Makes a key from 32 random bytes.
    ///
    /// # Errors
    /// `BadKey` when the name is empty or has a space, a plus or a control character.
    pub fn generate(name: &str, seed: [u8; 32]) -> Result<Self, LedgerError> {
        check_name(name)?;
        let key = SigningKey::from_bytes(&seed);
        let public = [&[ED25519], key.verifying_key().as_bytes().as_slice()].concat();
        let id = signed_note::key_id(name, &public);
        let secret = BASE64_STANDARD.encode([&[ED25519], seed.as_slice()].concat());
        Self::from_text(&format!("PRIVATE+KEY+{name}+{id:08x}+{secret}"))
    }

    /// Reads a key from its text, `PRIVATE+KEY+<name>+<id>+<base64>`; white space around it is passed over.
    ///
    /// # Errors
    /// `BadKey` when it is not such a text.
    pub fn from_text(text: &str) -> Result<Self, LedgerError> {
        let text = text.trim();
        let bad = |what: &str| LedgerError::BadKey { what: what.to_owned() };
        let signer = StandardSigner::new(text).map_err(|error| bad(&error.to_string()))?;
        let [_, _, name, _, secret] = text.splitn(5, '+').collect::<Vec<_>>()[..] else {
            return Err(bad("it has not five parts"));
        };
        check_name(name)?;
        let bytes = BASE64_STANDARD.decode(secret).map_err(|_| bad("its last part is not base64"))?;
        let seed =
            bytes.get(1..).and_then(|seed| seed.try_into().ok()).ok_or_else(|| bad("it is not 33 bytes long"))?;
        let verifier = signed_note::new_ed25519_verifier_key(name, &SigningKey::from_bytes(seed).verifying_key());
        Ok(Self { text: text.to_owned(), verifier, signer })
    }

    /// The text of the private key. Whoever has it can sign as this case.
    pub fn to_text(&self) -> String {
        self.text.clone()
    }

    /// The text of the public key, `<name>+<id>+<base64>`, which may be published.
    pub fn verifier_text(&self) -> String {
        self.verifier.clone()
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        signed_note::Signer::name(&self.signer)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("verifier", &self.verifier).finish_non_exhaustive()
    }
}

fn check_name(name: &str) -> Result<(), LedgerError> {
    if signed_note::is_key_name_valid(name) && !name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(LedgerError::BadKey { what: format!("`{name}` cannot name a key") })
}

/// Reads a public key strictly: one text for one key.
pub(crate) fn verifier(text: &str) -> Result<StandardVerifier, LedgerError> {
    use signed_note::Verifier as _;
    let text = text.trim();
    let bad = |what: String| LedgerError::BadKey { what };
    let verifier = StandardVerifier::new(text).map_err(|error| bad(error.to_string()))?;
    if !text.starts_with(&format!("{}+{:08x}+", verifier.name(), verifier.key_id())) {
        return Err(bad("its id is not written in lower case".to_owned()));
    }
    Ok(verifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_from_its_text_and_hides_in_debug_output() {
        let signer = Signer::generate("firsthand.case/test", [7; 32]).unwrap();
        let again = Signer::from_text(&format!(" {}\n", signer.to_text())).unwrap();
        assert_eq!(again.verifier_text(), signer.verifier_text());
        assert_eq!(again.name(), "firsthand.case/test");
        let secret = signer.to_text().rsplit('+').next().unwrap().to_owned();
        assert!(!format!("{signer:?}").contains(&secret));
    }

    /// The key pair of the Go documentation of signed notes.
    #[test]
    fn the_published_key_pair_belongs_together() {
        let signer =
            Signer::from_text("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
                .unwrap();
        assert_eq!(signer.verifier_text(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    #[test]
    fn every_changed_character_of_a_public_key_is_refused() {
        let text = Signer::generate("case", [7; 32]).unwrap().verifier_text();
        for place in 0..text.len() {
            for bit in [1, 2, 0x20] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= bit;
                let Ok(changed) = String::from_utf8(bytes) else {
                    continue;
                };
                assert!(verifier(&changed).is_err(), "{changed}");
            }
        }
    }

    #[test]
    fn names_that_would_break_a_note_are_refused() {
        for name in ["", "two words", "a+b", "a\nb", "a\u{7}b"] {
            assert_eq!(Signer::generate(name, [7; 32]).unwrap_err().code(), "FH-LEDGER-013", "{name:?}");
        }
    }
}

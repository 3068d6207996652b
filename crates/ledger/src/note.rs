//! Signed notes: made, and read so strictly that each text has one form only.
//! What a checkpoint's text says is in `checkpoint`. Source: <https://c2sp.org/signed-note>.

use crate::LedgerError;
use crate::keys::{Signer, verifier};
use signed_note::{Note, Verifier as _, VerifierList};

/// Signs a text; the same text and key always give the same note.
///
/// # Errors
/// `BadNote` when the text does not end with a newline or has another control character.
pub fn sign_note(text: &str, signer: &Signer) -> Result<String, LedgerError> {
    let bad = |what: String| LedgerError::BadNote { key: signer.name().to_owned(), what };
    let mut note = Note::new(text.as_bytes(), &[]).map_err(|error| bad(error.to_string()))?;
    note.add_sigs(&[&signer.signer]).map_err(|error| bad(error.to_string()))?;
    let note = String::from_utf8(note.to_bytes()).map_err(|error| bad(error.to_string()))?;
    parse(&note, signer.name())?;
    Ok(note)
}

/// Verifies a note against a public key and returns its text.
///
/// Strict: exactly one signature, by this key, every byte as `sign_note` writes it.
///
/// # Errors
/// `BadKey` when the key's text cannot be used, `BadNote` when the note was changed in any byte.
pub fn verify_note(note: &str, verifier_text: &str) -> Result<String, LedgerError> {
    let verifier = verifier(verifier_text)?;
    let key = verifier.name().to_owned();
    let parsed = parse(note, &key)?;
    parsed
        .verify(&VerifierList::new(vec![Box::new(verifier)]))
        .map_err(|error| LedgerError::BadNote { key: key.clone(), what: error.to_string() })?;
    text_of(&parsed, &key)
}

/// The text of a note whose signature is not looked at; its form is.
///
/// # Errors
/// `BadNote` when it is not of the form that `sign_note` writes.
pub fn note_text(note: &str) -> Result<String, LedgerError> {
    text_of(&parse(note, "anybody")?, "anybody")
}

fn parse(note: &str, key: &str) -> Result<Note, LedgerError> {
    let bad = |what: &str| LedgerError::BadNote { key: key.to_owned(), what: what.to_owned() };
    let parsed = Note::from_bytes(note.as_bytes()).map_err(|error| bad(&error.to_string()))?;
    if parsed.to_bytes() != note.as_bytes() {
        return Err(bad("it is not written in the one form of a note"));
    }
    let signatures = note.len() - parsed.text().len() - 1;
    let signed = &note[note.len() - signatures..];
    if signed.lines().count() != 1 {
        return Err(bad("it has not exactly one signature"));
    }
    Ok(parsed)
}

fn text_of(note: &Note, key: &str) -> Result<String, LedgerError> {
    String::from_utf8(note.text().to_vec())
        .map_err(|error| LedgerError::BadNote { key: key.to_owned(), what: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "SHA256SUMS sha256:00\nedition 3\n";

    fn signer() -> Signer {
        Signer::generate("firsthand.case/test", [9; 32]).unwrap()
    }

    #[test]
    fn a_signed_text_comes_back() {
        let note = sign_note(TEXT, &signer()).unwrap();
        assert_eq!(verify_note(&note, &signer().verifier_text()).unwrap(), TEXT);
        assert_eq!(note_text(&note).unwrap(), TEXT);
        assert_eq!(note, sign_note(TEXT, &signer()).unwrap());
    }

    #[test]
    fn every_flipped_bit_of_a_note_is_refused() {
        let (note, key) = (sign_note(TEXT, &signer()).unwrap(), signer().verifier_text());
        for place in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let Ok(changed) = String::from_utf8(bytes) else {
                    continue;
                };
                assert!(verify_note(&changed, &key).is_err(), "byte {place}, bit {bit}");
            }
        }
    }

    #[test]
    fn bytes_added_or_cut_anywhere_are_refused() {
        let (note, key) = (sign_note(TEXT, &signer()).unwrap(), signer().verifier_text());
        for place in (0..=note.len()).filter(|place| note.is_char_boundary(*place)) {
            assert!(verify_note(&note[..place], &key).is_err() || place == note.len());
            for added in [" ", "\n", "=", "A", "\r"] {
                let changed = format!("{}{added}{}", &note[..place], &note[place..]);
                assert!(verify_note(&changed, &key).is_err(), "{added:?} at {place}");
            }
        }
    }

    #[test]
    fn a_second_signature_and_another_key_are_refused() {
        let (note, key) = (sign_note(TEXT, &signer()).unwrap(), signer().verifier_text());
        let line = note.lines().last().unwrap();
        assert!(verify_note(&format!("{note}{line}\n"), &key).is_err());
        let stranger = Signer::generate("firsthand.case/test", [8; 32]).unwrap();
        assert_eq!(verify_note(&note, &stranger.verifier_text()).unwrap_err().code(), "FH-LEDGER-014");
    }

    #[test]
    fn texts_without_an_end_of_line_or_with_control_characters_are_not_signed() {
        for text in ["", "no newline", "bell\u{7}\n"] {
            assert!(sign_note(text, &signer()).is_err(), "{text:?}");
        }
    }
}

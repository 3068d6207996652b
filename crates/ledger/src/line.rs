//! The two kinds of line, written canonically and read strictly: what is not byte for byte what we write is refused.
//! Files and their segments are in `layout` and `lines`.

use crate::canonical::canonical;
use crate::tree::Hash;
use crate::{LedgerError, Payload, hex};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The version of the line format.
const VERSION: u64 = 1;

/// 16 random bytes that keep a payload from being guessed from its commitment.
pub(crate) type Salt = [u8; 16];

/// A line of `ledger/commitments`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Commitment {
    /// The entry, counted from 0; also the index of its leaf.
    pub seq: u64,
    /// The first entry of its batch.
    pub batch: u64,
    /// Whether it closes its batch.
    pub last: bool,
    /// `SHA-256(salt || canonical payload)`.
    pub payload: Hash,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitmentFields<'a> {
    batch: u64,
    last: bool,
    #[serde(borrow)]
    payload: &'a str,
    seq: u64,
    v: u64,
}

impl Commitment {
    /// The line without its newline.
    pub fn line(&self) -> String {
        let Self { seq, batch, last, payload } = self;
        format!(
            r#"{{"batch":{batch},"last":{last},"payload":"sha256:{}","seq":{seq},"v":{VERSION}}}"#,
            hex::encode(payload)
        )
    }

    /// Reads a line without its newline; an error is a sentence about it.
    pub fn parse(line: &[u8]) -> Result<Self, String> {
        let fields: CommitmentFields =
            serde_json::from_slice(line).map_err(|error| format!("it is not a commitment: {error}"))?;
        if fields.v != VERSION {
            return Err(format!("it has format version {}, and this program knows version {VERSION}", fields.v));
        }
        let digest = fields.payload.strip_prefix("sha256:").and_then(hex::decode);
        let payload = digest.ok_or("its payload is not a digest in lower case")?;
        let commitment = Self { seq: fields.seq, batch: fields.batch, last: fields.last, payload };
        if commitment.line().as_bytes() != line {
            return Err("it is not written canonically".to_owned());
        }
        Ok(commitment)
    }
}

/// A line of `ledger/payloads`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PayloadLine {
    /// What was recorded, with what its commitment must be.
    Live { seq: u64, payload: Box<Payload>, commitment: Hash },
    /// What was erased, and the entry that erased it.
    Erased { seq: u64, by: u64 },
}

impl PayloadLine {
    /// The entry it belongs to.
    pub fn seq(&self) -> u64 {
        match self {
            Self::Live { seq, .. } | Self::Erased { seq, .. } => *seq,
        }
    }

    /// Reads a line without its newline; an error is a sentence about it.
    pub fn parse(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("it is not JSON: {error}"))?;
        if canonical(&value).map_err(|error| error.to_string())? != line {
            return Err("it is not written canonically".to_owned());
        }
        let Value::Object(mut fields) = value else {
            return Err("it is not an object".to_owned());
        };
        let seq = fields.get("seq").and_then(Value::as_u64).ok_or("it has no seq")?;
        if let (Some(by), 2) = (fields.get("erased").and_then(Value::as_u64), fields.len()) {
            return Ok(Self::Erased { seq, by });
        }
        let salt = fields
            .get("salt")
            .and_then(Value::as_str)
            .and_then(hex::decode)
            .ok_or("it has no salt of 32 lower-case digits")?;
        let Some(payload) = fields.remove("payload").filter(|_| fields.len() == 2) else {
            return Err("it has not the fields payload, salt and seq".to_owned());
        };
        // The line is canonical, so the payload's canonical text is what stands between these two.
        let behind = format!(r#","salt":"{}","seq":{seq}}}"#, hex::encode(&salt));
        let text = line.strip_prefix(r#"{"payload":"#).and_then(|rest| rest.strip_suffix(&behind));
        live(seq, committed(&salt, text.ok_or("it is not written canonically")?), payload)
    }
}

fn live(seq: u64, commitment: Hash, value: Value) -> Result<PayloadLine, String> {
    if value.as_object().is_none_or(|fields| fields.len() != 7) {
        return Err("its payload has not the seven fields of a payload".to_owned());
    }
    let payload = serde_json::from_value(value).map_err(|error| format!("its payload cannot be read: {error}"))?;
    Ok(PayloadLine::Live { seq, payload, commitment })
}

/// The commitment to a payload: `SHA-256(salt || canonical payload)`, the salt as 16 bytes.
fn committed(salt: &Salt, canonical_payload: &str) -> Hash {
    Sha256::new_with_prefix(salt).chain_update(canonical_payload).finalize().into()
}

/// Writes the line of a live payload without its newline, and says what its commitment is.
///
/// # Errors
/// `NotCanonical` when the body holds what cannot be recorded.
pub(crate) fn live_line(seq: u64, salt: &Salt, payload: Payload) -> Result<(String, Hash), LedgerError> {
    let text = canonical(&Value::from(payload))?;
    let line = format!(r#"{{"payload":{text},"salt":"{}","seq":{seq}}}"#, hex::encode(salt));
    Ok((line, committed(salt, &text)))
}

/// Writes the line of an erased payload without its newline.
pub(crate) fn erased_line(seq: u64, by: u64) -> String {
    json!({"erased": by, "seq": seq}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload() -> Payload {
        Payload {
            entity: "01924ae2-0000-7000-8000-000000000001".to_owned(),
            handle: None,
            revision: 1,
            kind: "statement".to_owned(),
            at: "2026-01-31T12:00:00Z".to_owned(),
            author: "coder".to_owned(),
            body: json!({"text": "И\u{306} \"354\"", "n": 354}),
        }
    }

    #[test]
    fn a_commitment_reads_back_and_in_no_other_form() {
        let commitment = Commitment { seq: 3, batch: 2, last: true, payload: [10; 32] };
        let line = commitment.line();
        assert_eq!(Commitment::parse(line.as_bytes()), Ok(commitment));
        for other in [
            line.replace(':', ": "),
            line.replace("0a", "0A"),
            line.replace("\"v\":1", "\"v\":2"),
            line.replace("true", "1"),
            line.replace("\"seq\":3", "\"seq\":03"),
            line.replace("\"seq\":3", "\"seq\":+3"),
            line.replace("\"seq\":3", "\"seq\":"),
            format!("{line} "),
            line.replace("}", ",\"w\":1}"),
        ] {
            assert!(Commitment::parse(other.as_bytes()).is_err(), "{other}");
        }
    }

    #[test]
    fn a_live_line_is_canonical_and_knows_its_commitment() {
        let (line, hash) = live_line(7, &[1; 16], payload()).unwrap();
        assert_eq!(
            PayloadLine::parse(&line),
            Ok(PayloadLine::Live { seq: 7, payload: Box::new(payload()), commitment: hash })
        );
        assert!(line.contains(r#""handle":null"#));
    }

    #[test]
    fn an_erased_line_holds_nothing_but_two_numbers() {
        assert_eq!(erased_line(7, 9), r#"{"erased":9,"seq":7}"#);
        assert_eq!(PayloadLine::parse(&erased_line(7, 9)), Ok(PayloadLine::Erased { seq: 7, by: 9 }));
    }

    #[test]
    fn a_payload_with_a_field_missing_or_added_is_refused() {
        let (line, _) = live_line(7, &[1; 16], payload()).unwrap();
        for other in [
            line.replace(r#""handle":null,"#, ""),
            line.replace(r#""revision""#, r#""more":1,"revision""#),
            line.replace(r#","seq":7"#, ""),
        ] {
            assert!(PayloadLine::parse(&other).is_err(), "{other}");
        }
    }
}

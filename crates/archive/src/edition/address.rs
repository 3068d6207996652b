//! Public folder names of records: the handle where the case exposes handles, otherwise a keyed hash of the entity.

use crate::edition::clear::shown_ids;
use crate::snapshot::Snapshot;
use firsthand_model::Kind;
use firsthand_publish::{Addresses, DossierInput};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Letters and digits of an address that is a keyed hash: 80 bits, so that a guess is not worth making.
const ADDRESS_CHARS: usize = 16;

/// Addresses of every record of the input.
pub(crate) fn addresses(snapshot: &Snapshot, input: &DossierInput, key: &[u8]) -> Addresses {
    let expose = snapshot.settings.expose_handles;
    let name = |kind: Kind, handle: &str| match snapshot.entities.get(&(kind, handle.to_owned())) {
        Some(entity) if !expose => keyed(key, entity),
        _ => safe(handle),
    };
    let ids = shown_ids(input);
    Addresses::new(
        ids.into_iter().map(|(kind, id)| ((kind, id.to_owned()), name(kind, id))).collect::<BTreeMap<_, _>>(),
    )
}

/// HMAC-SHA-256 (RFC 2104) of the entity's id, in base 32 without look-alikes.
fn keyed(key: &[u8], entity: &str) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstvwxyz0123456789";
    let digest = hmac(key, entity.as_bytes());
    digest.iter().take(ADDRESS_CHARS).map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0u8; 64];
    let short: Vec<u8> = if key.len() > 64 { Sha256::digest(key).to_vec() } else { key.to_vec() };
    block[..short.len()].copy_from_slice(&short);
    let pad = |byte: u8| block.iter().map(|key| key ^ byte).collect::<Vec<u8>>();
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

/// A handle as a folder name that every system takes: letters, digits, `-`, `.` and `_`; the rest as `_` and hex.
fn safe(handle: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    handle.chars().map(|c| if plain(c) { c.to_string() } else { format!("_{:x}_", u32::from(c)) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_agrees_with_rfc_4231_case_2() {
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let hex: String = hmac(b"Jefe", b"what do ya want for nothing?").iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(hex, expected);
    }

    #[test]
    fn a_hashed_address_does_not_show_the_order_of_entities() {
        let first = keyed(b"key", "0192f0c0-0000-7000-8000-000000000001");
        let second = keyed(b"key", "0192f0c0-0000-7000-8000-000000000002");
        assert_ne!(first[..4], second[..4]);
        assert_eq!(first.len(), ADDRESS_CHARS);
    }

    #[test]
    fn a_handle_with_a_slash_stays_inside_its_folder() {
        assert_eq!(safe("../E1"), ".._2f_E1");
    }
}

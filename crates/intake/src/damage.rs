//! Whether bytes that are not UTF-8 are damaged UTF-8 or another encoding. What is made of either is said elsewhere.

/// How many stretches of a file are sound and how many are not.
pub(crate) struct Damage {
    pub(crate) invalid: usize,
    pub(crate) nuls: usize,
    sound: usize,
}

impl Damage {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut damage = Damage { invalid: 0, nuls: bytes.iter().filter(|byte| **byte == 0).count(), sound: 0 };
        for chunk in bytes.utf8_chunks() {
            damage.invalid += usize::from(!chunk.invalid().is_empty());
            damage.sound += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        }
        damage
    }

    /// Text in another encoding has next to no valid sequence of several bytes; damaged UTF-8 has many.
    pub(crate) fn is_another_encoding(&self, bytes: &[u8]) -> bool {
        let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        is_utf16 || self.nuls * 4 > bytes.len() || self.invalid > self.sound
    }
}

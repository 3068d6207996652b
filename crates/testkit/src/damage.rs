//! Damage to the bytes of a file, in an order that a seed decides: what storms, bad disks and malice do to strangers' files.
//! Nothing here knows a format, but the words that formats fear are in a list.

/// Words that readers have stumbled over: marks of formats, numbers at the edge, broken characters.
const FEARED: [&[u8]; 40] = [
    b"<",
    b"</",
    b">",
    b"&",
    b"&#x110000;",
    b"&#0;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"\"",
    b"\"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b"[[[[[[[[",
    b":",
    b",",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"-1",
    b"1e999",
    b"-0.0",
    b"NaN",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"18446744073709551616",
    b"99:99:99.999",
    b" --> ",
    b"00:00:00.000",
    b"\n\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xcc\x81",
];

/// Most bytes by which one deed makes a file longer.
const MOST_ADDED_BYTES: usize = 16 * 1024;

/// A source of damage. The same seed gives the same damage everywhere.
#[derive(Debug, Clone)]
pub struct Damage {
    state: u64,
}

impl Damage {
    /// Damage by a seed.
    pub fn seeded(seed: u64) -> Self {
        // Neighbouring seeds must not begin alike: splitmix64 (Steele, Lea and Flood 2014).
        let mixed = (seed ^ (seed >> 30)).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        Self { state: (mixed ^ (mixed >> 27)) | 1 }
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // xorshift64* (Vigna 2016).
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let random = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16;
        usize::try_from(random).unwrap_or(0).checked_rem(end).unwrap_or(0)
    }

    /// The bytes, damaged one to four times; `other` is a file from which stretches come.
    pub fn of(&mut self, bytes: &[u8], other: &[u8]) -> Vec<u8> {
        let mut damaged = bytes.to_vec();
        for _ in 0..=self.below(4) {
            self.deed(&mut damaged, other);
        }
        damaged
    }

    fn deed(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        match self.below(10) {
            0 => self.flip(bytes),
            1 => bytes.truncate(self.below(bytes.len() + 1)),
            2 => drop(bytes.drain(self.stretch(bytes.len()))),
            3 => self.repeat(bytes),
            4 => self.splice(bytes, other),
            5 => self.swap(bytes),
            6 => self.number(bytes),
            7 => self.overwrite(bytes),
            _ => self.insert(bytes),
        }
    }

    /// A stretch of a file of `length` bytes: mostly short, sometimes all of the rest.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = [16, 256, length][self.below(3)].min(length - start);
        start..start + self.below(most + 1)
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.below(16) {
            let at = self.below(bytes.len());
            let mask = 1 << self.below(8);
            bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= mask);
        }
    }

    fn repeat(&mut self, bytes: &mut Vec<u8>) {
        let stretch = self.stretch(bytes.len());
        let times = [1, 2, 100, 5_000][self.below(4)].min(MOST_ADDED_BYTES / stretch.len().max(1));
        let again = bytes[stretch.clone()].repeat(times);
        bytes.splice(stretch.end..stretch.end, again);
    }

    fn splice(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let from = self.stretch(other.len());
        let from = from.start..from.end.min(from.start + MOST_ADDED_BYTES);
        let into = self.stretch(bytes.len());
        bytes.splice(into, other[from].iter().copied());
    }

    fn swap(&mut self, bytes: &mut [u8]) {
        let middle = self.stretch(bytes.len());
        let length = middle.len();
        bytes[middle].rotate_left(self.below(length));
    }

    /// Puts another number in the place of one.
    fn number(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len());
        let Some(start) = bytes.iter().skip(from).position(u8::is_ascii_digit).map(|at| at + from) else { return };
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let numbers: [&[u8]; 7] = [b"0", b"", b"-5", b"7", b"99999", b"9223372036854775807", b"1e300"];
        bytes.splice(start..end, numbers[self.below(numbers.len())].iter().copied());
    }

    fn overwrite(&mut self, bytes: &mut [u8]) {
        let byte = [0, 0xff, b' ', b'\n', b'<', b'9'][self.below(6)];
        let stretch = self.stretch(bytes.len());
        bytes[stretch].fill(byte);
    }

    fn insert(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len() + 1);
        let times = [1, 1, 3, 300][self.below(4)];
        bytes.splice(at..at, FEARED[self.below(FEARED.len())].repeat(times));
    }
}

#[cfg(test)]
mod tests {
    use super::Damage;

    #[test]
    fn a_seed_always_does_the_same_and_another_seed_something_else() {
        let bytes: Vec<u8> = (0..=255).collect();
        let by = |seed| Damage::seeded(seed).of(&bytes, b"12 other bytes");
        assert_eq!(by(7), by(7));
        assert!((1..100).filter(|seed| by(*seed) != by(seed + 1)).count() > 95);
    }

    #[test]
    fn no_bytes_at_all_can_be_damaged_too_and_growth_is_bounded() {
        for seed in 0..2_000 {
            let damaged = Damage::seeded(seed).of(b"", b"");
            assert!(damaged.len() <= 4 * super::MOST_ADDED_BYTES, "seed {seed}: {} bytes", damaged.len());
        }
    }
}

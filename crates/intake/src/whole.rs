//! A file of any length, as a reader moves about in it that needs more than its beginning: the beginning is in memory, the rest
//! stays where it lies and is fetched in pieces, so that a scan of a gigabyte takes no more memory than a letter.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// So much of the rest is in memory at a time.
const PIECE_BYTES: usize = 256 * 1024;

/// Where the rest of a file can be had.
pub(crate) trait Rest {
    /// Reads from a byte of the file on, as much as there is room for or less; nothing behind its end.
    ///
    /// # Errors
    /// The file cannot be read there.
    fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize>;
}

/// A file with a place in it from which is read next.
pub(crate) struct Whole<'b> {
    head: &'b [u8],
    rest: Option<&'b dyn Rest>,
    size_bytes: u64,
    at: u64,
    piece: Vec<u8>,
    piece_at: u64,
}

impl<'b> Whole<'b> {
    /// A file that is in memory.
    pub(crate) fn of(bytes: &'b [u8]) -> Self {
        Self::of_beginning(bytes, bytes.len() as u64)
    }

    /// A file of `size_bytes` of which the beginning is in memory and more cannot be had.
    pub(crate) fn of_beginning(head: &'b [u8], size_bytes: u64) -> Self {
        Self { head, rest: None, size_bytes, at: 0, piece: Vec::new(), piece_at: 0 }
    }

    /// The same where the rest can be had.
    pub(crate) fn with_rest(head: &'b [u8], size_bytes: u64, rest: &'b dyn Rest) -> Self {
        Self { rest: Some(rest), ..Self::of_beginning(head, size_bytes) }
    }

    /// The beginning, as far as it is in memory.
    pub(crate) fn head(&self) -> &'b [u8] {
        self.head
    }

    /// The length of the file.
    pub(crate) fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// How much of it can be had.
    pub(crate) fn reached_bytes(&self) -> u64 {
        if self.rest.is_some() { self.size_bytes } else { self.head.len() as u64 }
    }

    /// At most so many bytes at the end of what can be had; fewer where the disk fails.
    pub(crate) fn tail(&mut self, most_bytes: usize) -> Vec<u8> {
        let begin = self.reached_bytes().saturating_sub(most_bytes as u64);
        let mut tail = Vec::new();
        let read = self.seek(SeekFrom::Start(begin)).and_then(|_| self.take(most_bytes as u64).read_to_end(&mut tail));
        read.map_or_else(|_| Vec::new(), |_| tail)
    }

    fn fetch(&mut self) -> io::Result<()> {
        self.piece.resize(PIECE_BYTES, 0);
        let length = self.rest.map_or(Ok(0), |rest| rest.read_at(&mut self.piece, self.at))?;
        self.piece.truncate(length);
        self.piece_at = self.at;
        Ok(())
    }
}

impl BufRead for Whole<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let begin = usize::try_from(self.at).unwrap_or(usize::MAX);
        if begin < self.head.len() {
            return Ok(&self.head[begin..]);
        }
        if !(self.piece_at..self.piece_at + self.piece.len() as u64).contains(&self.at) {
            self.fetch()?;
        }
        let begin = usize::try_from(self.at - self.piece_at).unwrap_or(usize::MAX);
        Ok(self.piece.get(begin..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
    }
}

impl Read for Whole<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}

impl Seek for Whole<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.reached_bytes().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives three bytes at a time.
    struct Slow(Vec<u8>);

    impl Rest for Slow {
        fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize> {
            let rest = self.0.get(usize::try_from(at).unwrap()..).unwrap_or_default();
            let length = rest.len().min(3);
            into[..length].copy_from_slice(&rest[..length]);
            Ok(length)
        }
    }

    #[test]
    fn beginning_and_rest_are_one_file_from_any_place() {
        let bytes: Vec<u8> = (0..40).collect();
        let slow = Slow(bytes.clone());
        for head in [0, 1, 17, 40] {
            let mut whole = Whole::with_rest(&bytes[..head], 40, &slow);
            for begin in [0, 5, 16, 17, 39, 40, 99] {
                let mut read = Vec::new();
                whole.seek(SeekFrom::Start(begin)).unwrap();
                whole.read_to_end(&mut read).unwrap();
                assert_eq!(read, bytes[(begin as usize).min(40)..], "{head} {begin}");
            }
            assert_eq!((whole.seek(SeekFrom::End(-3)).unwrap(), whole.tail(4)), (37, bytes[36..].to_vec()));
            assert!(whole.seek(SeekFrom::Current(-99)).is_err());
        }
    }

    #[test]
    fn of_a_beginning_no_more_is_read_than_there_is() {
        let mut whole = Whole::of_beginning(b"abc", 9);
        assert_eq!((whole.tail(2), whole.size_bytes(), whole.reached_bytes()), (b"bc".to_vec(), 9, 3));
    }
}

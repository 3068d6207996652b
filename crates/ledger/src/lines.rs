//! Reading a segment line by line, telling a torn line from a whole one, and a bounded line from one without end.
//! What a line means is in `line`.

use crate::layout::{Layout, Series};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// No line is longer than this: a longer one is damage, not testimony.
pub(crate) const MAX_LINE_BYTES: u64 = 64 << 20;

/// The lines of one segment, from some offset on.
pub(crate) struct Lines {
    reader: BufReader<File>,
}

/// A line as found.
pub(crate) struct RawLine {
    /// Its bytes without the newline.
    pub bytes: Vec<u8>,
    /// Whether a newline ended it.
    pub whole: bool,
}

impl RawLine {
    /// How many bytes it takes on disk.
    pub fn disk_bytes(&self) -> u64 {
        self.bytes.len() as u64 + u64::from(self.whole)
    }
}

impl Lines {
    /// Opens a segment at a byte offset; nothing when there is no such file.
    pub fn open(layout: &Layout, series: Series, segment: u64, offset: u64) -> io::Result<Option<Self>> {
        match File::open(layout.segment(series, segment)) {
            Ok(mut file) => {
                file.seek(SeekFrom::Start(offset))?;
                Ok(Some(Self { reader: BufReader::with_capacity(1 << 16, file) }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The next line; nothing at the end of the file.
    pub fn next_line(&mut self) -> io::Result<Option<RawLine>> {
        let mut bytes = Vec::new();
        (&mut self.reader).take(MAX_LINE_BYTES + 1).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let whole = bytes.pop_if(|byte| *byte == b'\n').is_some();
        Ok(Some(RawLine { bytes, whole }))
    }

    /// Passes over whole lines. Returns how many bytes they took, or nothing when there are not as many.
    pub fn skip_lines(&mut self, count: u64) -> io::Result<Option<u64>> {
        let mut skipped_bytes = 0;
        for _ in 0..count {
            match self.next_line()? {
                Some(raw) if raw.whole => skipped_bytes += raw.disk_bytes(),
                _ => return Ok(None),
            }
        }
        Ok(Some(skipped_bytes))
    }
}

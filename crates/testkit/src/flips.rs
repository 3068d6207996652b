//! Single-byte changes spread over every file of a folder, in an order that a seed decides.

use std::path::{Path, PathBuf};

/// One byte of one file, changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The file.
    pub file: PathBuf,
    /// Which byte, from 0.
    pub offset: u64,
    /// What it is exclusive-ored with; never 0.
    pub mask: u8,
}

impl Flip {
    /// Changes the byte; calling it twice restores the file.
    ///
    /// # Panics
    /// When the file cannot be read or written.
    pub fn toggle(&self) {
        let mut bytes = std::fs::read(&self.file).expect("a readable file");
        bytes[usize::try_from(self.offset).expect("a small file")] ^= self.mask;
        make_writable(&self.file);
        std::fs::write(&self.file, bytes).expect("a writable file");
    }
}

#[cfg(unix)]
fn make_writable(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn make_writable(_file: &Path) {}

/// `count` flips over the files: each file gets at least one, the rest are spread evenly over all bytes.
pub fn flips(files: &[PathBuf], count: usize, seed: u64) -> Vec<Flip> {
    let sizes: Vec<u64> = files.iter().map(|file| std::fs::metadata(file).map_or(0, |found| found.len())).collect();
    let total: u64 = sizes.iter().sum();
    let mut state = seed | 1;
    let mut next = move || {
        // xorshift64* (Vigna 2016): enough for choosing places, and the same everywhere.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    };
    let first = files.iter().zip(&sizes).filter(|(_, size)| **size > 0);
    let mut flips: Vec<Flip> =
        first.map(|(file, size)| Flip { file: file.clone(), offset: next() % size, mask: mask(next()) }).collect();
    while flips.len() < count && total > 0 {
        let (file, offset) = place(files, &sizes, next() % total);
        flips.push(Flip { file: file.to_owned(), offset, mask: mask(next()) });
    }
    flips
}

fn mask(random: u64) -> u8 {
    u8::try_from(random % 255).unwrap_or(0) + 1
}

fn place<'a>(files: &'a [PathBuf], sizes: &[u64], mut byte: u64) -> (&'a Path, u64) {
    for (file, size) in files.iter().zip(sizes) {
        if byte < *size {
            return (file, byte);
        }
        byte -= size;
    }
    (&files[0], 0)
}

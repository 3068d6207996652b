//! Files of bytes that do not compress and do not repeat, the same in every run.

use crate::Result;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

pub const KIB: usize = 1 << 10;
pub const MIB: usize = 1 << 20;

/// Makes `count` files of `size_bytes` each, whose bytes follow from `seed`, and gives their paths.
pub fn files(folder: &Path, count: usize, size_bytes: usize, seed: u64) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    (0..count).map(|number| file(folder, number, size_bytes, seed)).collect()
}

fn file(folder: &Path, number: usize, size_bytes: usize, seed: u64) -> Result<PathBuf> {
    let path = folder.join(format!("{number:05}.bin"));
    let mut file = File::create_new(&path)?;
    let mut state = (seed << 32 | number as u64) + 1;
    let mut left = size_bytes;
    while left > 0 {
        let chunk = noise(&mut state, left.min(MIB));
        file.write_all(&chunk)?;
        left -= chunk.len();
    }
    Ok(path)
}

/// Bytes by xorshift64*.
pub fn noise(state: &mut u64, size_bytes: usize) -> Vec<u8> {
    let mut bytes = vec![0; size_bytes];
    for eight in bytes.chunks_mut(8) {
        *state ^= *state >> 12;
        *state ^= *state << 25;
        *state ^= *state >> 27;
        let word = state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes();
        eight.copy_from_slice(&word[..eight.len()]);
    }
    bytes
}

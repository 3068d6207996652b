//! The perceptual hash: 64 bits of a picture that stay nearly the same when it is scaled, recompressed or made brighter.
//! Which hashes are near each other, and what that means, is for the archive and a person.
//!
//! Source: "pHash", Zauner 2010: the 8 × 8 lowest frequencies of a cosine transform of 32 × 32 grey pixels, each a bit by
//! whether it is above their median. The first, the picture's brightness, is left out of the median and is always 0.

use super::Worked;
use std::f64::consts::PI;
use std::io::{self, Read};

/// The side of the square that is compared, in pixels.
pub(super) const SIDE: usize = 32;
/// The lowest frequencies in each direction.
const KEPT: usize = 8;
/// Grey levels by which a picture must vary at least: a black frame is like every other, and says nothing.
const LEAST_DEVIATION: f64 = 4.0;
/// Frames of a film that differ from the last kept in no more bits are not kept.
const SAME_FRAME_BITS: u32 = 4;

/// The hash of a grey square; nothing where it is too plain to be compared.
pub(super) fn hash(grey: &[u8]) -> Option<u64> {
    let pixels: Vec<f64> = grey.iter().map(|value| f64::from(*value)).collect();
    let mean = pixels.iter().sum::<f64>() / pixels.len().max(1) as f64;
    let variance = pixels.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / pixels.len().max(1) as f64;
    if pixels.len() != SIDE * SIDE || variance.sqrt() < LEAST_DEVIATION {
        return None;
    }
    let frequencies = lowest_frequencies(&pixels);
    let mut sorted = frequencies[1..].to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    let bits = frequencies.iter().enumerate().skip(1);
    Some(bits.fold(0, |hash, (at, value)| hash | (u64::from(*value > median) << at)))
}

/// The cosine transform, first along rows and then along columns, of the frequencies that are kept.
fn lowest_frequencies(pixels: &[f64]) -> Vec<f64> {
    let wave = |frequency: usize, at: usize| ((2 * at + 1) as f64 * frequency as f64 * PI / (2 * SIDE) as f64).cos();
    let waves: Vec<f64> = (0..KEPT * SIDE).map(|index| wave(index / SIDE, index % SIDE)).collect();
    let along = |values: &[f64], frequency: usize| -> f64 {
        values.iter().zip(&waves[frequency * SIDE..]).map(|(value, wave)| value * wave).sum()
    };
    let rows: Vec<Vec<f64>> = (0..KEPT).map(|f| pixels.chunks(SIDE).map(|row| along(row, f)).collect()).collect();
    (0..KEPT * KEPT).map(|index| along(&rows[index % KEPT], index / KEPT)).collect()
}

/// The hash of one picture, as JSON.
pub(super) fn of_picture(grey: &[u8]) -> Worked {
    let frames: Vec<_> = hash(grey).into_iter().map(|hash| serde_json::json!({"hash": hex(hash)})).collect();
    Worked::plain(document(&frames))
}

/// The hashes of raw frames that follow each other, without those that show what the one before showed.
pub(super) fn of_frames(input: &mut impl Read, every_ms: u64) -> io::Result<Worked> {
    let mut frame = Vec::new();
    let (mut last, mut kept, mut at_ms) = (None, Vec::new(), 0);
    loop {
        frame.clear();
        input.by_ref().take((SIDE * SIDE) as u64).read_to_end(&mut frame)?;
        if frame.len() < SIDE * SIDE {
            return Ok(Worked::plain(document(&kept)));
        }
        let found = hash(&frame);
        let is_new = |hash: u64| last.is_none_or(|last: u64| (last ^ hash).count_ones() > SAME_FRAME_BITS);
        if let Some(hash) = found.filter(|hash| is_new(*hash)) {
            kept.push(serde_json::json!({"at_ms": at_ms, "hash": hex(hash)}));
            last = Some(hash);
        }
        at_ms += every_ms;
    }
}

fn document(frames: &[serde_json::Value]) -> Vec<u8> {
    serde_json::json!({"v": 1, "frames": frames}).to_string().into_bytes()
}

fn hex(hash: u64) -> String {
    format!("{hash:016x}")
}

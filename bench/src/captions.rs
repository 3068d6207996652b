//! Captions that are made, as many as are wanted: a thousand turns in each file, of words common and rare.

use crate::Result;
use crate::bare::Turn;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Turns in a file.
pub const CUES: usize = 1_000;

/// Files of captions: a thousand turns each, of words that are drawn from few and many alike.
pub fn write_captions(folder: &Path, files: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    for file in 0..files {
        let mut captions = String::from("WEBVTT\n\n");
        for cue in 0..CUES {
            let Turn { speaker, text, .. } = turn(file, cue);
            let (hours, minutes, seconds) = (cue / 900, cue / 15 % 60, cue % 15 * 4);
            let minute = format!("{hours:02}:{minutes:02}");
            writeln!(
                captions,
                "{minute}:{seconds:02}.000 --> {minute}:{:02}.500\n<v {speaker}>{text}\n",
                seconds + 3
            )?;
        }
        fs::write(folder.join(format!("hearing-{file:04}.vtt")), captions)?;
    }
    Ok(())
}

/// The turn of a file that has this number.
pub fn turn(file: usize, cue: usize) -> Turn {
    let seed = file * CUES + cue;
    let text = (0..12).map(|nth| word(seed * 12 + nth)).collect::<Vec<_>>().join(" ");
    Turn {
        file: format!("hearing-{file:04}.vtt"),
        speaker: format!("Speaker {}", seed % 7),
        start_ms: (cue * 4_000) as i64,
        text,
    }
}

/// The nth word of an endless text: common words often, rare ones seldom.
pub fn word(nth: usize) -> String {
    let mixed = (nth as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let rank = ((u64::MAX as f64 / (mixed as f64 + 1.0)).sqrt() * 7.0) as u64 % 20_000;
    let letters = b"aeioubdgklmnprstvz";
    let mut word = String::new();
    let mut rest = rank + 40;
    while rest > 0 {
        word.push(char::from(letters[rest as usize % letters.len()]));
        rest /= letters.len() as u64;
    }
    word
}

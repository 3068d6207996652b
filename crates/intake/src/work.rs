//! What our own child makes of a picture, of raw frames or of raw sound, and how it hands it over: one line of JSON, which says
//! what it is or why there is nothing, then the bytes. Where pictures come from is in `outside::making`.

mod heif;
mod peaks;
mod perceptual;
mod picture;

use crate::IntakeError;
use crate::limits::MAX_PICTURE_BYTES;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// What is to be made of the bytes on standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Work {
    /// A JPEG of a picture, upright, its longer side at most this long.
    Shrink {
        /// The longest side.
        side_px: u32,
    },
    /// The perceptual hash of a picture.
    PictureHash,
    /// Perceptual hashes of raw grey frames.
    FrameHashes {
        /// Between two of them.
        every_ms: u64,
    },
    /// Peaks of raw sound.
    Peaks,
}

/// The line before the bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Label {
    refused: Option<String>,
    width_px: Option<u32>,
    height_px: Option<u32>,
}

/// What the child made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Worked {
    pub(crate) width_px: Option<u32>,
    pub(crate) height_px: Option<u32>,
    pub(crate) bytes: Vec<u8>,
}

impl Worked {
    /// Bytes that are no picture.
    fn plain(bytes: Vec<u8>) -> Worked {
        Worked { bytes, ..Worked::default() }
    }

    /// What stands in a child's output.
    pub(crate) fn parse(output: &[u8]) -> Result<Worked, IntakeError> {
        let garbled = |reason: &str| IntakeError::Garbled { reason: reason.to_owned() };
        let end = output.iter().position(|byte| *byte == b'\n').ok_or_else(|| garbled("no first line"))?;
        let label: Label = serde_json::from_slice(&output[..end]).map_err(|_| garbled("its first line"))?;
        match label.refused {
            Some(reason) => Err(IntakeError::NotMade { reason }),
            None => Ok(Worked {
                width_px: label.width_px,
                height_px: label.height_px,
                bytes: output.get(end + 1..).unwrap_or_default().to_vec(),
            }),
        }
    }
}

/// Does the work on `input`; a refusal is an answer too.
pub(crate) fn answer(work: Work, input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let done = match work {
        Work::Shrink { side_px } => picture::shrink(&picture_bytes(input)?, side_px),
        Work::PictureHash => picture::grey(&picture_bytes(input)?).map(|grey| perceptual::of_picture(&grey)),
        Work::FrameHashes { every_ms } => Ok(perceptual::of_frames(input, every_ms)?),
        Work::Peaks => Ok(Worked::plain(peaks::of_samples(input)?)),
    };
    let (label, bytes) = match done {
        Ok(Worked { width_px, height_px, bytes }) => (Label { refused: None, width_px, height_px }, bytes),
        Err(reason) => (Label { refused: Some(reason), ..Label::default() }, Vec::new()),
    };
    serde_json::to_writer(&mut *output, &label)?;
    output.write_all(b"\n")?;
    output.write_all(&bytes)?;
    output.flush()
}

/// For tests and fuzz targets: whether a picture can be decoded, which is tried as for a thumbnail.
#[doc(hidden)]
pub fn try_picture(bytes: &[u8]) -> bool {
    picture::grey(bytes).is_ok()
}

fn picture_bytes(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MAX_PICTURE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

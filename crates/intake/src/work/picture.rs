//! Decoding a picture within limits, turning it as its EXIF says, and writing it small. Runs in the child alone.
//! Refuses by the header, before any pixel is decoded, what no honest picture needs.

use super::perceptual::SIDE;
use super::{Worked, heif};
use crate::limits::{MAX_PICTURE_BYTES, MAX_PIXELS};
use crate::media::is_heif;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Quality of JPEG, of 100.
const QUALITY: u8 = 82;
/// Most memory of a decoder, in bytes: the pixels, and some for its tables.
const DECODER_BYTES: u64 = 448 * 1024 * 1024;
/// A picture is averaged down to this side before it is compared, so that its grain does not matter.
const COMPARED_PX: u32 = 256;

/// A JPEG of the picture, upright, its longer side at most `side_px`; never larger than it is.
pub(super) fn shrink(bytes: &[u8], side_px: u32) -> Result<Worked, String> {
    let small = on_white(&fitted(decode(bytes)?, side_px));
    let mut jpeg = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&small);
    written.map_err(|error| format!("no JPEG could be written of it: {error}"))?;
    Ok(Worked { width_px: Some(small.width()), height_px: Some(small.height()), bytes: jpeg })
}

/// The picture as a square of grey pixels, for comparing.
pub(super) fn grey(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let small = DynamicImage::from(on_white(&fitted(decode(bytes)?, COMPARED_PX)));
    let side = u32::try_from(SIDE).unwrap_or(u32::MAX);
    Ok(small.resize_exact(side, side, FilterType::Triangle).to_luma8().into_raw())
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, String> {
    if bytes.len() as u64 > MAX_PICTURE_BYTES {
        return Err(format!("it is larger than {MAX_PICTURE_BYTES} bytes; save a smaller copy"));
    }
    if is_heif(bytes) {
        return heif::decode(bytes);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > DECODER_BYTES {
        return Err(format!("its header says {width} × {height} pixels, and at most {MAX_PIXELS} are decoded"));
    }
    let turn = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    if let Some(turn) = turn {
        picture.apply_orientation(turn);
    }
    Ok(picture)
}

/// What the decoder says may quote the file, so that only the kind of its complaint is passed on.
fn unreadable(error: image::ImageError) -> String {
    match error {
        image::ImageError::Limits(_) => "it needs more memory than a picture may".into(),
        image::ImageError::Unsupported(_) => "its format is not one that can be decoded here".into(),
        _ => "it is damaged, or no picture".into(),
    }
}

fn fitted(picture: DynamicImage, side_px: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side_px { picture } else { picture.thumbnail(side_px, side_px) }
}

/// What is transparent shows white, as on paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let mut pixels = picture.to_rgba8();
    for pixel in pixels.pixels_mut() {
        let alpha = u32::from(pixel.0[3]);
        let over = |value: u8| u8::try_from((u32::from(value) * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        pixel.0 = [over(pixel.0[0]), over(pixel.0[1]), over(pixel.0[2]), 255];
    }
    DynamicImage::from(pixels).to_rgb8()
}

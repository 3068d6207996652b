//! Decoding a photograph in HEIF (HEIC), as most telephones write them: tiles of HEVC in a container that says how they lie
//! together and how the whole is turned. Runs in the child alone; other formats are in `picture`.
//!
//! The crate `heic-rs` reads container and tiles: Rust without `unsafe`, no dependency, fuzzed, under our licences. `mp4parse` and
//! `avif-parse` read AV1 alone, `libheif` is C, `heic` is under the AGPL, and ffmpeg 5.1 does not find a still in such a file.
//! What it does not decode is refused: AV1 in a file that calls itself HEIF, overlays, range extensions of HEVC (4:4:4 of x265).

use crate::limits::MAX_PIXELS;
use heic_rs::context::Context;
use heic_rs::{DecodeOptions, Error, Mirror, PixelLayout, Transform, transform};
use image::{DynamicImage, RgbImage, RgbaImage};

/// Most tiles that are put together: a hundred megapixels in tiles of 512 × 512 are about 400.
const MAX_TILES: usize = 1024;
/// What to do with a photograph that stays closed.
const INSTEAD: &str = "Save it as JPEG with the telephone or a program such as heif-convert, and add that beside it";

/// The picture, upright as its container says. EXIF has no say in it: it repeats there what the container has done.
pub(super) fn decode(bytes: &[u8]) -> Result<DynamicImage, String> {
    let about = heic_rs::probe(bytes).map_err(unreadable)?;
    let (width, height) = (about.coded_width, about.coded_height);
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!("its header says {width} × {height} pixels, and at most {MAX_PIXELS} are decoded"));
    }
    check_tiles(bytes, about.primary_item)?;
    let layout = if about.has_alpha { PixelLayout::Rgba8 } else { PixelLayout::Rgb8 };
    // A picture shown without what its file says it needs would not be that picture: hence strict.
    let options = DecodeOptions {
        layout,
        max_pixels: Some(MAX_PIXELS),
        strict: true,
        apply_transforms: false,
        ..DecodeOptions::default()
    };
    let image = heic_rs::decode(bytes, &options).map_err(unreadable)?;
    let image = transform::apply_all(image, &turns(bytes, about.primary_item)?).map_err(unreadable)?;
    let (width, height, data) = (image.width, image.height, image.data);
    let picture = match layout {
        PixelLayout::Rgba8 => RgbaImage::from_raw(width, height, data).map(DynamicImage::from),
        _ => RgbImage::from_raw(width, height, data).map(DynamicImage::from),
    };
    picture.ok_or_else(closed)
}

/// What a viewer does to the picture: cropping, turning, mirroring, in the file's order.
///
/// Source: ISO/IEC 23008-12:2022, 6.5.12: axis 0 exchanges top and bottom, 1 left and right. The crate (0.1.4) has it the other
/// way round, after the words of the first edition, which nobody followed (libheif, libavif).
fn turns(bytes: &[u8], primary: u32) -> Result<Vec<Transform>, String> {
    let turns = Context::open(bytes).and_then(|file| Ok(file.props(primary)?.transforms)).map_err(unreadable)?;
    let righted = |turn| match turn {
        Transform::Mirror(Mirror::LeftRight) => Transform::Mirror(Mirror::TopBottom),
        Transform::Mirror(Mirror::TopBottom) => Transform::Mirror(Mirror::LeftRight),
        other => other,
    };
    Ok(turns.into_iter().map(righted).collect())
}

/// Refuses what unpacks to more than its header says: each tile has a size of its own, and one tile can be named many times.
/// A tile that hides its size behind a margin meets the child's limit on memory.
fn check_tiles(bytes: &[u8], primary: u32) -> Result<(), String> {
    let file = Context::open(bytes).map_err(unreadable)?;
    let tiles = file.grid(primary).map_err(unreadable)?.map_or_else(|| vec![primary], |(_, tiles)| tiles);
    if tiles.len() > MAX_TILES {
        return Err(format!("it is of {} tiles, and at most {MAX_TILES} are put together. {INSTEAD}", tiles.len()));
    }
    let mut pixels = 0;
    for tile in tiles {
        let about = file.props(tile).map_err(unreadable)?.hvcc.ok_or_else(closed)?;
        let sides = heic_rs::hevc::probe(&about.parameter_sets()).map_err(unreadable)?;
        pixels += u64::from(sides.width) * u64::from(sides.height);
    }
    match pixels > MAX_PIXELS {
        true => Err(format!("its tiles have {pixels} pixels together, and at most {MAX_PIXELS} are decoded")),
        false => Ok(()),
    }
}

/// The crate's own words name no more than kinds of coding and numbers; those about damage are nobody's business here.
fn unreadable(error: Error) -> String {
    match error {
        Error::PixelLimit { pixels, max_pixels } => {
            format!("its header says {pixels} pixels, and at most {max_pixels} are decoded")
        }
        Error::Unsupported(what) => format!("it is HEIF of a kind that is not decoded here ({what}). {INSTEAD}"),
        _ => closed(),
    }
}

fn closed() -> String {
    format!("it is HEIF that is damaged, or coded in a way that is not decoded here. {INSTEAD}")
}

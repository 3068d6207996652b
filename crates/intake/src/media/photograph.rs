//! Reader `photograph`, version 1. Formats: JPEG, PNG, TIFF, WebP, HEIF and AVIF with their EXIF; of GIF and BMP the size.
//! Limits: 2,000 values of 2,000 characters; of a TIFF over 512 MiB no values. Tools: none. No picture is decoded: sizes are those
//! of the header.
//! Everything read here is claimed by the file. A camera's date has no zone unless the file states one.

use super::tidy;
use crate::limits::MAX_TIFF_BYTES;
use crate::transcripts::Reader;
use crate::whole::Whole;
use crate::{Problem, Reading, part};
use exif::{Context, Exif, Field, In, Tag, Value};
use firsthand_model::MediaDescription;
use firsthand_model::description::{CarrierKind, Position};
use firsthand_model::edtf::Edtf;
use std::io::Seek;

pub(crate) const READER: Reader = Reader { claims, read, part: part::nowhere };
const NAME: &str = "photograph";
const VERSION: &str = "1";
/// Most values that are kept.
const MAX_VALUES: usize = 2_000;
/// More pixels than this are said to be many: a thousand million.
const MANY_PIXELS: u64 = 1_000_000_000;

fn claims(ending: &str, head: &[u8]) -> bool {
    format(head).is_some_and(|format| format != "bmp" || ending == "bmp")
}

/// Whether a file is a photograph in HEIF, by its first bytes.
pub(crate) fn is_heif(head: &[u8]) -> bool {
    format(head) == Some("heif")
}

/// The format by its first bytes.
fn format(head: &[u8]) -> Option<&'static str> {
    let brand = |brands: &[&[u8]]| head.get(8..12).is_some_and(|brand| brands.contains(&brand));
    match head {
        [0xff, 0xd8, 0xff, ..] => Some("jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some("tiff"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'B', b'M', ..] => Some("bmp"),
        _ if head.starts_with(b"RIFF") && brand(&[b"WEBP"]) => Some("webp"),
        _ if head.get(4..8) != Some(b"ftyp") => None,
        _ if brand(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"]) => Some("heif"),
        _ if brand(&[b"avif", b"avis"]) => Some("avif"),
        _ => None,
    }
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    read_whole(file, &mut Whole::of(bytes))
}

/// Reads a picture of any length.
pub(super) fn read_whole(file: &str, opened: &mut Whole<'_>) -> Reading {
    let mut reading = Reading::by(NAME, VERSION);
    let format = format(opened.head()).unwrap_or_default().to_owned();
    let mut description = MediaDescription { kind: CarrierKind::Picture, format, ..MediaDescription::default() };
    measure(file, opened, &mut description, &mut reading);
    note_end(file, opened, &description, &mut reading);
    if let Some(exif) = exif_of(file, opened, &description, &mut reading) {
        take_values(file, &exif, &mut description, &mut reading);
        claim_date(file, &exif, &mut description, &mut reading);
        claim_position(file, &exif, &mut description, &mut reading);
        description.claimed.orientation = number(&exif, Tag::Orientation).filter(|turn| (1..=8).contains(turn));
        let device = [words(&exif, Tag::Make), words(&exif, Tag::Model)].into_iter().flatten().collect::<Vec<_>>();
        description.claimed.device = Some(device.join(" ")).filter(|device| !device.is_empty());
        description.claimed.software = words(&exif, Tag::Software);
    }
    reading.counts.insert("pictures".into(), 1);
    reading.counts.insert("claimed_values".into(), description.extra.len() as u64);
    reading.description = Some(description);
    reading
}

fn measure(file: &str, opened: &mut Whole<'_>, description: &mut MediaDescription, reading: &mut Reading) {
    let _ = opened.rewind();
    let size = imagesize::reader_size(opened).ok();
    let sides = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    let Some((width, height)) = sides else {
        return reading.problem(Problem::note(file, "its size in pixels does not stand where the format has it"));
    };
    (description.width_px, description.height_px) = (Some(width), Some(height));
    if u64::from(width) * u64::from(height) > MANY_PIXELS {
        let message = format!("its header says {width} × {height} pixels, which no viewer should believe");
        reading.problem(Problem::note(file, message));
    }
}

/// Says so where the mark that ends a picture is not at its end, or where its end cannot be had.
fn note_end(file: &str, opened: &mut Whole<'_>, description: &MediaDescription, reading: &mut Reading) {
    let (reached, size_bytes) = (opened.reached_bytes(), opened.size_bytes());
    if reached < size_bytes {
        let message =
            format!("of its {size_bytes} bytes the first {reached} were looked at. Take it out and add it by itself");
        return reading.problem(Problem::rest_unread(file, message));
    }
    let mark: &[u8] = match description.format.as_str() {
        "jpeg" => b"\xff\xd9",
        "png" => b"IEND",
        _ => return,
    };
    if !super::has(&opened.tail(4096), mark) {
        reading.problem(Problem::note(
            file,
            "the mark that ends a picture is not at its end: it was cut, or something follows",
        ));
    }
}

/// What EXIF the file has; damaged parts are problems, and a file without any is none.
fn exif_of(file: &str, opened: &mut Whole<'_>, description: &MediaDescription, reading: &mut Reading) -> Option<Exif> {
    if description.format == "tiff" && opened.size_bytes() > MAX_TIFF_BYTES {
        let message = format!("its values were not read: it has more than {MAX_TIFF_BYTES} bytes");
        reading.problem(Problem::rest_unread(file, message));
        return None;
    }
    let mut faults = Vec::new();
    let _ = opened.rewind();
    let found = exif::Reader::new()
        .continue_on_error(true)
        .read_from_container(opened)
        .or_else(|error| error.distill_partial_result(|errors| faults = errors));
    let damage = match found {
        Ok(exif) => {
            if let Some(first) = faults.first() {
                let message = format!("{} of its EXIF values cannot be read ({first})", faults.len());
                reading.problem(Problem::note(file, message));
            }
            return Some(exif);
        }
        Err(exif::Error::NotFound(_)) => return None,
        Err(exif::Error::InvalidFormat("Unknown image format")) => return None,
        Err(error) => error,
    };
    reading.problem(Problem::note(file, format!("its EXIF cannot be read ({damage})")));
    None
}

/// Every value under its name; those of a thumbnail are marked.
fn take_values(file: &str, exif: &Exif, description: &mut MediaDescription, reading: &mut Reading) {
    for field in exif.fields().take(MAX_VALUES) {
        let place = if field.ifd_num == In::PRIMARY {
            String::new()
        } else {
            format!("picture {}: ", field.ifd_num.index() + 1)
        };
        let value = tidy(&value_of(exif, field));
        if !value.is_empty() {
            description.extra.insert(format!("{place}{}", field.tag), value);
        }
    }
    if exif.fields().len() > MAX_VALUES {
        reading.problem(Problem::note(file, format!("more than {MAX_VALUES} EXIF values; the rest are not listed")));
    }
}

fn value_of(exif: &Exif, field: &Field) -> String {
    match (&field.value, field.tag) {
        (Value::Ascii(parts), _) => {
            parts.iter().map(|part| String::from_utf8_lossy(part)).collect::<Vec<_>>().join(", ")
        }
        (Value::Undefined(bytes, _), Tag::UserComment) => comment(bytes, exif.little_endian()),
        // Titles, comments, authors, keywords and subjects of Windows.
        (Value::Byte(bytes), Tag(Context::Tiff, 0x9c9b..=0x9c9f)) => wide(bytes, true),
        // Of what cameras keep for themselves only the length; the original has the rest.
        (Value::Undefined(bytes, _), Tag::MakerNote) => format!("{} bytes", bytes.len()),
        _ => field.display_value().with_unit(exif).to_string(),
    }
}

/// A comment begins with eight bytes that name its encoding.
fn comment(bytes: &[u8], is_little: bool) -> String {
    match bytes.split_at_checked(8) {
        Some((b"UNICODE\0", text)) => wide(text, is_little),
        Some((_, text)) => String::from_utf8_lossy(text).into_owned(),
        None => String::new(),
    }
}

fn wide(bytes: &[u8], is_little: bool) -> String {
    let unit = |pair: &[u8]| match pair {
        [a, b] if is_little => u16::from_le_bytes([*a, *b]),
        [a, b] => u16::from_be_bytes([*a, *b]),
        _ => 0,
    };
    let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
    String::from_utf16_lossy(&units)
}

/// When the picture was taken, by the camera's clock; an offset only where the file states one.
fn claim_date(file: &str, exif: &Exif, description: &mut MediaDescription, reading: &mut Reading) {
    const DATES: [(Tag, Tag); 2] =
        [(Tag::DateTimeOriginal, Tag::OffsetTimeOriginal), (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized)];
    let found = DATES.into_iter().find_map(|(date, offset)| Some((words(exif, date)?, words(exif, offset))));
    let Some((date, offset)) = found else { return };
    let local = date.split_once(' ').map(|(day, time)| format!("{}T{time}", day.replace(':', "-")));
    let dated = |offset: &str| {
        local.as_ref().map(|local| format!("{local}{offset}")).filter(|text| text.parse::<Edtf>().is_ok())
    };
    description.claimed.made = offset.and_then(|offset| dated(&offset)).or_else(|| dated(""));
    if description.claimed.made.is_none() {
        reading.problem(Problem::note(file, format!("the camera's date is none: {}", crate::problem::clip(&date))));
    }
}

fn claim_position(file: &str, exif: &Exif, description: &mut MediaDescription, reading: &mut Reading) {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, "S");
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, "W");
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
            let text = |degrees: f64| format!("{degrees:.6}");
            let position = Position { latitude: text(latitude), longitude: text(longitude) };
            description.claimed.position = Some(position);
        }
        (None, None) => {}
        _ => reading.problem(Problem::note(file, "its place on the earth is not one: see its GPS values")),
    }
}

fn degrees(exif: &Exif, tag: Tag, side: Tag, negative: &str) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let parts: Vec<f64> = parts.iter().map(exif::Rational::to_f64).collect();
    let [degrees, minutes, seconds] = parts.get(..3)?.try_into().ok()?;
    let whole: f64 = degrees + minutes / 60.0 + seconds / 3600.0;
    let sign = if words(exif, side).as_deref() == Some(negative) { -1.0 } else { 1.0 };
    whole.is_finite().then_some(whole * sign)
}

fn number(exif: &Exif, tag: Tag) -> Option<u32> {
    exif.get_field(tag, In::PRIMARY)?.value.get_uint(0)
}

fn words(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let text = tidy(&String::from_utf8_lossy(parts.first()?));
    (!text.is_empty()).then_some(text)
}

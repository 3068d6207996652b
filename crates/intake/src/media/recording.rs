//! Reader `recording`, version 2. Formats: sound and film in the containers that ffmpeg knows, playlists excepted.
//! Limits: those of every outside program; 1,000 streams, chapters and values. Tools: ffprobe, asked by `outside`.
//! Here the file is known for what it is by its head, and what ffprobe printed about it is read.

use super::tidy;
use crate::reading::Want;
use crate::transcripts::Reader;
use crate::{Problem, Reading, part};
use firsthand_model::MediaDescription;
use firsthand_model::description::{CarrierKind, Position, Stream};
use firsthand_model::edtf::Edtf;
use serde_json::Value;
use std::collections::BTreeMap;

pub(crate) const READER: Reader = Reader { claims, read, part: part::nowhere };
const NAME: &str = "recording";
const VERSION: &str = "2";
/// Most streams, chapters or values that are kept.
const MAX_PARTS: usize = 1_000;
/// Endings that are believed where the first bytes tell nothing.
const ENDINGS: [&str; 22] = [
    "mp4", "m4v", "mov", "m4a", "mp3", "mp2", "aac", "ac3", "wma", "wmv", "mts", "m2ts", "mpg", "mpeg", "vob", "dv",
    "amr", "3gp", "ape", "opus", "avi", "mkv",
];

fn claims(ending: &str, head: &[u8]) -> bool {
    const SIGNS: [&[u8]; 13] = [
        b"\x1aE\xdf\xa3",
        b"OggS",
        b"fLaC",
        b"ID3",
        b"FLV\x01",
        b"#!AMR",
        b"caff",
        b".snd",
        b"\0\0\x01\xba",
        b"\0\0\x01\xb3",
        b"\x30\x26\xb2\x75",
        b"\x06\x0e\x2b\x34",
        b".RMF",
    ];
    let atom = head.get(4..8).unwrap_or_default();
    let form = head.get(8..12).unwrap_or_default();
    let is_transport = head.first() == Some(&0x47) && head.get(188) == Some(&0x47) && head.get(376) == Some(&0x47);
    let is_text = head.iter().all(|byte| *byte >= 0x20 || b"\t\n\r\x0c".contains(byte));
    SIGNS.iter().any(|sign| head.starts_with(sign))
        || [&b"ftyp"[..], b"moov", b"mdat", b"wide", b"skip", b"pnot"].contains(&atom)
        || (head.starts_with(b"RIFF") && [&b"WAVE"[..], b"AVI "].contains(&form))
        || (head.starts_with(b"FORM") && [&b"AIFF"[..], b"AIFC"].contains(&form))
        || head.starts_with(b"RF64")
        || is_transport
        || (ENDINGS.contains(&ending) && !is_text)
}

/// The file itself is only known for what it is: the rest is ffprobe's.
fn read(_file: &str, _bytes: &[u8]) -> Reading {
    Reading { wants: Some(Want::Recording), ..Reading::by(crate::text::NONE, VERSION) }
}

/// Reads what ffprobe printed.
pub(crate) fn read_probe(file: &str, bytes: &[u8]) -> Reading {
    let printed: Value = serde_json::from_slice(bytes)
        .or_else(|_| serde_json::from_str(&String::from_utf8_lossy(bytes)))
        .unwrap_or_default();
    let mut reading = Reading::by(NAME, VERSION);
    if let Some(reason) = printed["error"]["string"].as_str() {
        let message = format!("kept; ffprobe cannot read it: {}", tidy(reason));
        return Reading::failed(crate::text::NONE, VERSION, Problem::note(file, message));
    }
    let streams = printed["streams"].as_array().map(Vec::as_slice).unwrap_or_default();
    if streams.is_empty() {
        let message = "kept; ffprobe finds neither pictures nor sound in it";
        return Reading::failed(crate::text::NONE, VERSION, Problem::note(file, message));
    }
    let chapters = printed["chapters"].as_array().map_or(0, Vec::len);
    let description = describe(file, &printed, streams, &mut reading);
    let counted = [("streams", streams.len()), ("chapters", chapters)];
    reading.counts.extend(counted.map(|(name, count)| (name.to_owned(), count as u64)));
    let seconds = description.duration_ms.and_then(|ms| u64::try_from(ms / 1000).ok());
    reading.counts.extend(seconds.map(|seconds| ("seconds".to_owned(), seconds)));
    reading.description = Some(description);
    reading
}

fn describe(file: &str, printed: &Value, streams: &[Value], reading: &mut Reading) -> MediaDescription {
    let container = &printed["format"];
    let mut extra = tags(&container["tags"]);
    let first_film = streams.iter().find(|stream| is_film(stream));
    let mut description = MediaDescription {
        kind: if first_film.is_some() { CarrierKind::Film } else { CarrierKind::Sound },
        format: text(&container["format_name"]),
        width_px: first_film.and_then(|stream| pixels(&stream["width"])),
        height_px: first_film.and_then(|stream| pixels(&stream["height"])),
        duration_ms: milliseconds(&container["duration"]),
        streams: streams.iter().take(MAX_PARTS).map(stream).collect(),
        ..MediaDescription::default()
    };
    for (index, chapter) in printed["chapters"].as_array().into_iter().flatten().take(MAX_PARTS).enumerate() {
        let span = [&chapter["start_time"], &chapter["end_time"]].map(text).join(" to ");
        extra.insert(format!("chapter {}", index + 1), format!("{span} {}", text(&chapter["tags"]["title"])));
    }
    let word = |names: &[&str]| names.iter().find_map(|name| extra.get(*name)).cloned();
    let device = [word(&["make", "com.apple.quicktime.make"]), word(&["model", "com.apple.quicktime.model"])];
    let device: Vec<String> = device.into_iter().flatten().collect();
    description.claimed.device = Some(device.join(" ")).filter(|device| !device.is_empty());
    description.claimed.software = word(&["encoder", "com.apple.quicktime.software"]);
    description.claimed.position =
        word(&["location", "com.apple.quicktime.location.ISO6709"]).and_then(|text| position(&text));
    description.claimed.rotation_degrees = first_film.and_then(rotation);
    let dates = word(&["com.apple.quicktime.creationdate", "creation_time", "date", "ICRD"]);
    claim_date(file, dates, &mut description, reading);
    let version = text(&printed["program_version"]["version"]);
    extra.insert("read by".into(), format!("ffprobe {version}").trim_end().to_owned());
    description.extra = extra;
    description
}

/// A cover in a sound file is a stream of pictures, and no film.
fn is_film(stream: &Value) -> bool {
    stream["codec_type"] == "video" && stream["disposition"]["attached_pic"] != 1
}

fn stream(stream: &Value) -> Stream {
    let rate = text(&stream["avg_frame_rate"]);
    let mut extra = tags(&stream["tags"]);
    let lang = extra.remove("language").filter(|lang| lang != "und");
    if stream["disposition"]["attached_pic"] == 1 {
        extra.insert("attached_pic".into(), "1".into());
    }
    // It decides whether browsers play a film: they know eight bits and colour at half the size.
    let pixel_format = text(&stream["pix_fmt"]);
    if is_film(stream) && !pixel_format.is_empty() {
        extra.insert("pix_fmt".into(), pixel_format);
    }
    Stream {
        kind: text(&stream["codec_type"]),
        codec: text(&stream["codec_name"]),
        width_px: pixels(&stream["width"]),
        height_px: pixels(&stream["height"]),
        frame_rate: Some(rate).filter(|rate| is_film(stream) && !rate.is_empty() && rate != "0/0"),
        sample_rate_hz: text(&stream["sample_rate"]).parse().ok(),
        channels: pixels(&stream["channels"]),
        duration_ms: milliseconds(&stream["duration"]),
        lang,
        extra,
    }
}

/// The date that the file gives, to the second; dates that programs write when they know none are no dates.
fn claim_date(file: &str, found: Option<String>, description: &mut MediaDescription, reading: &mut Reading) {
    let Some(found) = found else { return };
    let date = whole_seconds(&found);
    let is_unset =
        ["1904-01-01T00:00:00", "1970-01-01T00:00:00", "0000-00-00"].iter().any(|zero| date.starts_with(zero));
    if is_unset || date.parse::<Edtf>().is_err() {
        let message = format!("the date at which it says it was made is none: {}", crate::problem::clip(&found));
        return reading.problem(Problem::note(file, message));
    }
    description.claimed.made = Some(date);
}

/// `2004-09-03T10:05:00.000000Z` and `2004-09-03 10:05:00+0300` as EDTF has them.
fn whole_seconds(text: &str) -> String {
    let text = text.replacen(' ', "T", 1);
    let (clock, rest) = text.split_at_checked(19).unwrap_or((&text, ""));
    let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    match (zone.split_at_checked(3), zone.contains(':')) {
        (Some((hours, minutes)), false) if minutes.len() == 2 => format!("{clock}{hours}:{minutes}"),
        _ => format!("{clock}{zone}"),
    }
}

/// ISO 6709: `+43.1851+044.5411/`.
fn position(text: &str) -> Option<Position> {
    let second = text.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-'))?.0;
    let (latitude, rest) = text.split_at(second);
    let end =
        rest.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && *c != '.').map_or(rest.len(), |(at, _)| at);
    let degrees = |text: &str, most: f64| text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    let text = |degrees: f64| format!("{degrees:.6}");
    Some(Position { latitude: text(degrees(latitude, 90.0)?), longitude: text(degrees(&rest[..end], 180.0)?) })
}

fn rotation(stream: &Value) -> Option<i32> {
    let sides = stream["side_data_list"].as_array().into_iter().flatten();
    // ffprobe counts against the clock.
    let turned = sides.filter_map(|side| side["rotation"].as_i64()).next().map(|degrees| -degrees);
    let tagged = || text(&stream["tags"]["rotate"]).parse().ok();
    i32::try_from(turned.or_else(tagged)?).ok().filter(|degrees| *degrees != 0)
}

fn tags(value: &Value) -> BTreeMap<String, String> {
    let fields = value.as_object().into_iter().flatten().take(MAX_PARTS);
    fields.map(|(name, value)| (tidy(name), text(value))).filter(|(_, value)| !value.is_empty()).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => tidy(text),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn pixels(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok().filter(|count| *count > 0)
}

/// `2.041000`, seconds as text.
fn milliseconds(value: &Value) -> Option<i64> {
    let (whole, fraction) = value.as_str()?.split_once('.').or(value.as_str().map(|text| (text, "0")))?;
    let thousandths = format!("{fraction:0<3}").get(..3)?.parse::<i64>().ok()?;
    Some(whole.parse::<i64>().ok().filter(|seconds| *seconds >= 0)?.checked_mul(1000)? + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_recorders_become_edtf() {
        assert_eq!(whole_seconds("2004-09-03T10:05:00.000000Z"), "2004-09-03T10:05:00Z");
        assert_eq!(whole_seconds("2004-09-03 10:05:00+0300"), "2004-09-03T10:05:00+03:00");
        assert_eq!(whole_seconds("2004"), "2004");
    }

    #[test]
    fn places_of_recorders_are_degrees() {
        let place = position("+43.1851-044.5411+520.0/").unwrap();
        assert_eq!((place.latitude.as_str(), place.longitude.as_str()), ("43.185100", "-44.541100"));
        assert_eq!(position("here"), None);
    }
}

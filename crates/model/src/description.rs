//! What a photograph, recording or archive says of itself: everything here is *claimed by the file* and judged by nobody.
//! The claim that a picture was made at a place and time is a record of its own, made by a person.

use crate::vocabulary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

vocabulary! {
    /// What kind of carrier a file is.
    CarrierKind {
        /// A still picture.
        Picture = "picture",
        /// Sound without moving pictures.
        Sound = "sound",
        /// Moving pictures, with or without sound.
        Film = "film",
    }
}

impl Default for CarrierKind {
    fn default() -> Self {
        CarrierKind::ALL[0]
    }
}

/// What one reader found written in the head of one picture or recording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MediaDescription {
    /// What kind of carrier it is.
    pub kind: CarrierKind,
    /// The format or container: `jpeg`, `mov,mp4,m4a,3gp,3g2,mj2`.
    pub format: String,
    /// Width in pixels as the header has it, before any rotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_px: Option<u32>,
    /// Height in pixels as the header has it, before any rotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height_px: Option<u32>,
    /// How long it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<i64>,
    /// Pictures, sound, captions and data inside the container, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<Stream>,
    /// When, where and with what it was made, as the file claims.
    pub claimed: Claimed,
    /// Every value that the file gives, by the file's own names, so that nothing is lost.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

impl MediaDescription {
    /// Whether the file says where it was made: in degrees, in a value that is called so, or in data of a camera beside film and
    /// sound, which nobody here reads and which often has a place for every second.
    pub fn tells_position(&self) -> bool {
        let is_place = |name: &String| ["location", "gps", "geo"].iter().any(|word| name.to_lowercase().contains(word));
        let of_stream = |stream: &Stream| stream.codec == CAMERA_DATA || stream.extra.keys().any(is_place);
        self.claimed.position.is_some() || self.extra.keys().any(is_place) || self.streams.iter().any(of_stream)
    }
}

/// What ffprobe calls data that it has no decoder for.
const CAMERA_DATA: &str = "bin_data";

/// One stream of a recording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stream {
    /// `video`, `audio`, `subtitle`, `data` or `attachment`.
    pub kind: String,
    /// The codec: `h264`, `aac`; empty where it is not known.
    pub codec: String,
    /// Width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_px: Option<u32>,
    /// Height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height_px: Option<u32>,
    /// Frames in so many seconds: `30000/1001`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_rate: Option<String>,
    /// Samples a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_rate_hz: Option<u32>,
    /// Channels of sound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
    /// How long it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<i64>,
    /// The language, as the file names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What the file says of it besides, by the file's own names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

/// What a file claims of its making. Clocks of cameras are often wrong, and anybody can write here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claimed {
    /// When it was made, EDTF. Without an offset it is the camera's own clock, in a zone that nobody stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<String>,
    /// Where it was made, in degrees: latitude north, longitude east; decimal texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How it is to be turned for looking at it: 1 to 8, as EXIF counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orientation: Option<u32>,
    /// How many degrees it is to be turned clockwise, for recordings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotation_degrees: Option<i32>,
    /// The camera or recorder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// The program that wrote it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub software: Option<String>,
}

/// A place on the earth.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// Degrees north of the equator, negative in the south.
    pub latitude: String,
    /// Degrees east of Greenwich, negative in the west.
    pub longitude: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(description: MediaDescription, expected: bool) {
        assert_eq!(description.tells_position(), expected, "{description:?}");
    }

    #[test]
    fn a_file_tells_its_position_in_degrees_by_name_or_in_data_of_a_camera() {
        let named = |name: &str| BTreeMap::from([(name.to_owned(), "59.4".to_owned())]);
        let of = |extra| MediaDescription { extra, ..MediaDescription::default() };
        let beside = |stream| MediaDescription { streams: vec![stream], ..MediaDescription::default() };
        let position = Some(Position::default());
        check(MediaDescription { claimed: Claimed { position, ..Claimed::default() }, ..of(BTreeMap::new()) }, true);
        check(of(named("location-eng")), true);
        check(of(named("com.apple.quicktime.location.ISO6709")), true);
        check(of(named("creation_time")), false);
        check(beside(Stream { kind: "data".into(), codec: "bin_data".into(), ..Stream::default() }), true);
        check(beside(Stream { extra: named("GPSLatitude"), ..Stream::default() }), true);
        check(beside(Stream { kind: "audio".into(), codec: "aac".into(), ..Stream::default() }), false);
    }
}

//! Which recordings browsers play as they are, by what their reader found; the rest need a proxy. The rule stands in
//! docs/formats/media.md. What a browser really does with one file, only that browser knows: a damaged film may still stop.

use crate::MediaDescription;
use crate::description::{CarrierKind, Stream};

/// A container by a name that ffprobe gives it, with the codecs that browsers play in it.
struct Container {
    name: &'static str,
    shown: &'static str,
    film: &'static [&'static str],
    sound: &'static [&'static str],
}

const CONTAINERS: [Container; 7] = [
    Container {
        name: "mp4",
        shown: "MP4 or QuickTime",
        film: &["h264", "vp9", "av1"],
        sound: &["aac", "mp3", "opus", "flac"],
    },
    Container { name: "webm", shown: "WebM or Matroska", film: &["vp8", "vp9", "av1"], sound: &["opus", "vorbis"] },
    Container { name: "ogg", shown: "Ogg", film: &[], sound: &["opus", "vorbis", "flac"] },
    Container { name: "wav", shown: "WAV", film: &[], sound: &["pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_f32le"] },
    Container { name: "mp3", shown: "MP3", film: &[], sound: &["mp3"] },
    Container { name: "flac", shown: "FLAC", film: &[], sound: &["flac"] },
    Container { name: "aac", shown: "AAC", film: &[], sound: &["aac"] },
];

/// How pixels are kept in films that every browser plays: eight bits, colour at half the size.
const PIXELS: [&str; 2] = ["yuv420p", "yuvj420p"];

/// Why browsers do not play a recording as it is; nothing where they do.
pub fn needs_proxy(recording: &MediaDescription) -> Option<String> {
    let names: Vec<&str> = recording.format.split(',').collect();
    let Some(container) = CONTAINERS.iter().find(|container| names.contains(&container.name)) else {
        return Some(format!("browsers do not play the container {}", named(&recording.format)));
    };
    let shown = recording.streams.iter().filter(|stream| is_shown(recording, stream));
    shown.filter_map(|stream| objection(container, stream)).next()
}

/// Covers, captions and data do not keep a browser from playing the rest.
fn is_shown(recording: &MediaDescription, stream: &Stream) -> bool {
    let is_cover = stream.extra.contains_key("attached_pic");
    match stream.kind.as_str() {
        "video" => recording.kind == CarrierKind::Film && !is_cover,
        "audio" => true,
        _ => false,
    }
}

fn objection(container: &Container, stream: &Stream) -> Option<String> {
    let is_film = stream.kind == "video";
    let (known, what) = if is_film { (container.film, "film") } else { (container.sound, "sound") };
    if !known.contains(&stream.codec.as_str()) {
        return Some(format!("browsers do not play {what} in {} within {}", named(&stream.codec), container.shown));
    }
    let pixels = stream.extra.get("pix_fmt").filter(|_| is_film)?;
    let is_odd = !PIXELS.contains(&pixels.as_str());
    is_odd.then(|| format!("not every browser plays film with pixels kept as {pixels}"))
}

fn named(word: &str) -> &str {
    if word.is_empty() { "that nobody could name" } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(kind: &str, codec: &str) -> Stream {
        Stream { kind: kind.into(), codec: codec.into(), ..Stream::default() }
    }

    #[track_caller]
    fn check(format: &str, film: &str, sound: &str, plays: bool) {
        let kind = if film.is_empty() { CarrierKind::Sound } else { CarrierKind::Film };
        let streams = [("video", film), ("audio", sound)];
        let streams = streams.into_iter().filter(|(_, codec)| !codec.is_empty());
        let streams = streams.map(|(kind, codec)| stream(kind, codec)).collect();
        let recording = MediaDescription { kind, format: format.into(), streams, ..MediaDescription::default() };
        let why = needs_proxy(&recording);
        assert_eq!(why.is_none(), plays, "{format} {film} {sound}: {why:?}");
    }

    #[test]
    fn browsers_play_what_every_one_of_them_knows_and_nothing_else() {
        let mp4 = "mov,mp4,m4a,3gp,3g2,mj2";
        check(mp4, "h264", "aac", true);
        check(mp4, "av1", "opus", true);
        check(mp4, "h264", "", true);
        check(mp4, "hevc", "aac", false);
        check(mp4, "h264", "ac3", false);
        check(mp4, "", "aac", true);
        check("matroska,webm", "vp9", "opus", true);
        check("matroska,webm", "h264", "aac", false);
        check("ogg", "", "opus", true);
        check("ogg", "theora", "vorbis", false);
        check("wav", "", "pcm_s16le", true);
        check("wav", "", "adpcm_ms", false);
        check("mp3", "", "mp3", true);
        check("avi", "mpeg4", "mp3", false);
        check("", "", "", false);
    }

    #[test]
    fn ten_bits_a_pixel_need_a_proxy_and_covers_and_captions_do_not() {
        let mut film = stream("video", "h264");
        film.extra.insert("pix_fmt".into(), "yuv420p10le".into());
        let mut cover = stream("video", "mjpeg");
        cover.extra.insert("attached_pic".into(), "1".into());
        let of = |kind, streams| MediaDescription { kind, format: "mp4".into(), streams, ..Default::default() };
        assert!(needs_proxy(&of(CarrierKind::Film, vec![film])).is_some());
        let plain = vec![stream("video", "h264"), cover, stream("subtitle", "mov_text")];
        assert_eq!(needs_proxy(&of(CarrierKind::Film, plain)), None);
    }
}

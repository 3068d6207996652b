//! Film and sound that an edition carries along, byte for byte, with the transcripts that say they are of it; and transcripts
//! whose recording is not there. Which may go along is decided by the archive's clearing; pages are in `pages::watch` and
//! `pages::transcript`, copying in `writer`.

use crate::digests::FileMark;
use firsthand_model::{SourceId, StatementId, Transcript};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::{self, Read};
use std::sync::Arc;

/// A recording cleared for the edition's audience.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The source whose original it is.
    pub source: SourceId,
    /// Its bytes.
    pub file: Carried,
    /// Transcripts of it, in order of their source.
    pub transcripts: Vec<ClearedTranscript>,
}

/// Film or sound that goes along, byte for byte.
#[derive(Debug, Clone)]
pub struct Carried {
    /// SHA-256 of the original, lower-case hex without prefix.
    pub sha256: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// What its first bytes say it is.
    pub form: MediaForm,
    /// Where the bytes come from.
    pub bytes: Arc<dyn MediaBytes>,
}

/// A transcript cleared for the edition's audience.
#[derive(Debug, Clone)]
pub struct ClearedTranscript {
    /// The source from whose original it was read.
    pub source: SourceId,
    /// Everything said and noted in it, with its corrections.
    pub transcript: Transcript,
    /// What a speaker's spelling is by decision; the spelling stays.
    pub voices: BTreeMap<String, String>,
}

/// A transcript that goes along without a recording: of one that is not there, or of a hearing that nobody recorded.
#[derive(Debug, Clone)]
pub struct TranscriptAlone {
    /// The transcript.
    pub of: ClearedTranscript,
    /// In which of its cues the words of a statement begin, as an index into `cues`. A statement whose words are not found
    /// in it, or in more than one place, is not here.
    pub places: BTreeMap<StatementId, usize>,
}

/// The bytes of a recording, opened when they are copied: a film is never in memory whole.
pub trait MediaBytes: Debug + Send + Sync {
    /// Opens them at their beginning.
    ///
    /// # Errors
    /// When they cannot be opened.
    fn open(&self) -> io::Result<Box<dyn Read>>;
}

/// How many bytes tell the form of a recording.
pub const HEAD_BYTES: usize = 256;

/// The folder in which recordings stand.
pub const MEDIA_FOLDER: &str = "media/";

/// In what form film or sound is: what browsers play, and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaForm {
    /// MPEG-4 with a picture.
    Mp4,
    /// MPEG-4 with sound alone.
    M4a,
    /// `WebM`.
    Webm,
    /// Waveform audio.
    Wav,
    /// Free lossless audio.
    Flac,
    /// MPEG audio, layer 3.
    Mp3,
    /// Ogg with sound.
    Ogg,
    /// Film that no browser plays, with the ending of its file's name.
    OtherFilm(&'static str),
    /// Sound that no browser plays, likewise.
    OtherSound(&'static str),
}

impl MediaForm {
    /// The form by the first bytes of a file, whatever its name; nothing for what is no film or sound that browsers play.
    pub fn of_head(head: &[u8]) -> Option<Self> {
        let has = |at: usize, mark: &[u8]| head.get(at..at + mark.len()) == Some(mark);
        let holds = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
        match head {
            _ if has(4, b"ftypM4A") || has(4, b"ftypM4B") => Some(Self::M4a),
            _ if has(4, b"ftyp") && IMAGE_BRANDS.iter().all(|brand| !has(8, *brand)) => Some(Self::Mp4),
            [0x1a, 0x45, 0xdf, 0xa3, ..] if holds(b"webm") => Some(Self::Webm),
            _ if has(0, b"RIFF") && has(8, b"WAVE") => Some(Self::Wav),
            _ if has(0, b"fLaC") => Some(Self::Flac),
            _ if has(0, b"OggS") => Some(Self::Ogg),
            _ if has(0, b"ID3") => Some(Self::Mp3),
            // A frame of layer 3: eleven set bits, then version, layer and no reserved rate.
            [0xff, second, third, ..] if second & 0xe6 == 0xe2 && third & 0xf0 != 0xf0 => Some(Self::Mp3),
            _ => None,
        }
    }

    /// The form of film or sound that no browser plays. `is_film` is what a reader found it to be, if one knew it; without that
    /// its first bytes tell. Nothing where neither does.
    pub fn unplayed(head: &[u8], is_film: Option<bool>) -> Option<Self> {
        let sign = SIGNS.iter().find(|sign| {
            sign.marks.iter().all(|(at, mark)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark)))
        });
        let is_film = is_film.or(sign.map(|sign| sign.film.is_some()))?;
        Some(match (is_film, sign) {
            (true, sign) => Self::OtherFilm(sign.and_then(|sign| sign.film).unwrap_or(UNKNOWN)),
            (false, sign) => Self::OtherSound(sign.and_then(|sign| sign.sound).unwrap_or(UNKNOWN)),
        })
    }

    /// Whether browsers play it.
    pub fn plays(self) -> bool {
        !matches!(self, Self::OtherFilm(_) | Self::OtherSound(_))
    }

    /// The ending of its file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::M4a => "m4a",
            Self::Webm => "webm",
            Self::Wav => "wav",
            Self::Flac => "flac",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::OtherFilm(ending) | Self::OtherSound(ending) => ending,
        }
    }

    /// Whether there is a picture to see.
    pub fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::Webm | Self::OtherFilm(_))
    }
}

/// Still pictures in the same container.
const IMAGE_BRANDS: [&[u8; 4]; 5] = [b"heic", b"heix", b"mif1", b"msf1", b"avif"];

/// The ending of what is known to be film or sound and by nothing else.
const UNKNOWN: &str = "bin";

/// A container that browsers do not play: what stands where in its first bytes, and the endings of film and of sound in it.
struct Sign {
    marks: &'static [(usize, &'static [u8])],
    film: Option<&'static str>,
    sound: Option<&'static str>,
}

impl Sign {
    const fn film(marks: &'static [(usize, &'static [u8])], film: &'static str, sound: &'static str) -> Self {
        Sign { marks, film: Some(film), sound: Some(sound) }
    }

    const fn sound(marks: &'static [(usize, &'static [u8])], sound: &'static str) -> Self {
        Sign { marks, film: None, sound: Some(sound) }
    }
}

const SIGNS: [Sign; 18] = [
    Sign::film(&[(0, b"RIFF"), (8, b"AVI ")], "avi", "avi"),
    Sign::film(&[(0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")], "wmv", "wma"),
    Sign::film(&[(0, b"\x1aE\xdf\xa3")], "mkv", "mka"),
    Sign::film(&[(0, b"FLV\x01")], "flv", "flv"),
    Sign::film(&[(0, b"\0\0\x01\xba")], "mpg", "mpg"),
    Sign::film(&[(0, b"\0\0\x01\xb3")], "mpg", "mpg"),
    Sign::film(&[(0, b"\x47"), (188, b"\x47")], "ts", "ts"),
    Sign::film(&[(4, b"\x47"), (196, b"\x47")], "m2ts", "m2ts"),
    Sign::film(&[(0, b"\x06\x0e\x2b\x34")], "mxf", "mxf"),
    Sign::film(&[(0, b".RMF")], "rm", "ra"),
    Sign::film(&[(4, b"moov")], "mov", "mov"),
    Sign::film(&[(4, b"mdat")], "mov", "mov"),
    Sign::film(&[(4, b"wide")], "mov", "mov"),
    Sign::sound(&[(0, b"FORM"), (8, b"AIF")], "aiff"),
    Sign::sound(&[(0, b"#!AMR")], "amr"),
    Sign::sound(&[(0, b"caff")], "caf"),
    Sign::sound(&[(0, b".snd")], "au"),
    Sign::sound(&[(0, b"RF64")], "wav"),
];

/// How much of the digest names the file.
const NAME_CHARS: usize = 16;

impl Carried {
    /// Its path in the dossier, `media/3f1c….mp4`: named by its digest, so that two sources of one film share a file.
    pub fn path(&self) -> String {
        let name = self.sha256.get(..NAME_CHARS).unwrap_or(&self.sha256);
        format!("{MEDIA_FOLDER}{name}.{}", self.form.ending())
    }

    /// What its copy must be.
    pub(crate) fn mark(&self) -> FileMark {
        FileMark { path: self.path(), sha256: self.sha256.clone(), size_bytes: self.size_bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &[u8], ending: Option<&str>) {
        assert_eq!(MediaForm::of_head(head).map(MediaForm::ending), ending, "{head:02x?}");
    }

    #[test]
    fn film_and_sound_are_known_by_their_first_bytes() {
        check(b"\0\0\0\x20ftypisom\0\0\x02\0", Some("mp4"));
        check(b"\0\0\0\x1cftypM4A \0\0\x02\0", Some("m4a"));
        check(b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", Some("webm"));
        check(b"RIFF\x24\0\0\0WAVEfmt ", Some("wav"));
        check(b"fLaC\0\0\0\x22", Some("flac"));
        check(b"OggS\0\x02", Some("ogg"));
        check(b"ID3\x04\0", Some("mp3"));
        check(b"\xff\xfb\x90\x64", Some("mp3"));
    }

    #[track_caller]
    fn check_unplayed(head: &[u8], is_film: Option<bool>, expected: Option<MediaForm>) {
        assert_eq!(MediaForm::of_head(head), None, "{head:02x?}");
        assert_eq!(MediaForm::unplayed(head, is_film), expected, "{head:02x?}");
        assert!(expected.is_none_or(|form| !form.plays()));
    }

    #[test]
    fn what_no_browser_plays_is_known_by_its_first_bytes_or_by_what_a_reader_found() {
        let asf = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9";
        check_unplayed(b"RIFF\x24\0\0\0AVI LIST", None, Some(MediaForm::OtherFilm("avi")));
        check_unplayed(asf, None, Some(MediaForm::OtherFilm("wmv")));
        check_unplayed(asf, Some(false), Some(MediaForm::OtherSound("wma")));
        check_unplayed(b"#!AMR\n", None, Some(MediaForm::OtherSound("amr")));
        check_unplayed(b"\x1f\x07\0\x3f", Some(true), Some(MediaForm::OtherFilm("bin")));
        for no_recording in [b"%PDF-1.7".as_slice(), b"RIFF\x24\0\0\0WEBPVP8 ", b"\0\0\0\x20ftypheic", b""] {
            check_unplayed(no_recording, None, None);
        }
    }

    #[test]
    fn other_files_are_no_recordings() {
        check(b"\0\0\0\x20ftypheic\0\0\0\0", None);
        check(b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska", None);
        check(b"RIFF\x24\0\0\0WEBPVP8 ", None);
        check(b"%PDF-1.7", None);
        check("ÿþ text".as_bytes(), None);
        check(b"\xff\xfeW\0", None);
        check(b"", None);
    }
}

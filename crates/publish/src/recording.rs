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
pub const HEAD_BYTES: usize = 128;

/// The folder in which recordings stand.
pub const MEDIA_FOLDER: &str = "media/";

/// What browsers play.
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
        }
    }

    /// Whether there is a picture to see.
    pub fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::Webm)
    }
}

/// Still pictures in the same container.
const IMAGE_BRANDS: [&[u8; 4]; 5] = [b"heic", b"heix", b"mif1", b"msf1", b"avif"];

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

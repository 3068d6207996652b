//! What is made of an original for looking and listening: posters, peaks, proxies, page images, thumbnails, fingerprints.
//! Programs of others decode recordings and documents; our own child, which decodes pictures, has the last word on stills.

use super::{Desk, NOBODY, Run, recipes};
use crate::members::MemberPosition;
use crate::tools::{Errand, Tool};
use crate::work::{Work, Worked};
use crate::{IntakeError, Limits, Sandbox};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The longer side of a poster or page image, in pixels.
const STILL_PX: u32 = 1600;
/// The longer side of a thumbnail, in pixels.
const THUMBNAIL_PX: u32 = 480;
/// Between two frames of a film that are compared, in milliseconds.
const FRAME_MS: u64 = 2000;

/// Under which name an archive is looked into again: that it is one was known by its bytes.
const ARCHIVE_NAME: &str = "archive.zip";

/// What is to be made of one original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Making {
    /// The frame of a film at this moment, in milliseconds, as JPEG.
    Poster(u64),
    /// The loudness of a recording over time, as JSON in the shape of audiowaveform 2.
    Peaks,
    /// A film that browsers play, as MP4.
    Film,
    /// A sound that browsers play, as MP4.
    Sound,
    /// One page of a document, counted from 1, as JPEG.
    Page(u32),
    /// A small picture of a photograph, upright, as JPEG.
    Thumbnail,
    /// The same of a photograph that a program of others has to decode.
    DecodedThumbnail,
    /// The perceptual hash of a photograph, as JSON.
    PictureHash,
    /// The same of a photograph that a program of others has to decode.
    DecodedPictureHash,
    /// Perceptual hashes of the frames of a film, as JSON.
    FrameHashes,
    /// The perceptual hash of one page of a document, counted from 1, as JSON.
    PageHash(u32),
    /// The perceptual hash of a picture in an archive or message, by its position there, as JSON.
    MemberHash(MemberPosition),
    /// The same of a picture that a program of others has to decode.
    DecodedMemberHash(MemberPosition),
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it lies, inside the scratch folder.
    pub path: PathBuf,
    /// Width of a still, in pixels.
    pub width_px: Option<u32>,
    /// Height of a still, in pixels.
    pub height_px: Option<u32>,
}

impl Making {
    /// The program of others that it needs.
    fn tool(self) -> Option<Tool> {
        match self {
            Making::Poster(_) | Making::Peaks | Making::Film | Making::Sound => Some(Tool::Ffmpeg),
            Making::FrameHashes | Making::DecodedThumbnail | Making::DecodedPictureHash => Some(Tool::Ffmpeg),
            Making::DecodedMemberHash(_) => Some(Tool::Ffmpeg),
            Making::Page(_) | Making::PageHash(_) => Some(Tool::Pdftoppm),
            Making::Thumbnail | Making::PictureHash | Making::MemberHash(_) => None,
        }
    }

    /// What the program is asked, under which limits.
    fn errand(self) -> Option<(Errand, Limits)> {
        let ask = |recipe, number| Errand::Make(self.tool().unwrap_or(Tool::Ffmpeg), recipe, number);
        Some(match self {
            Making::Poster(at_ms) => (ask(recipes::FRAME, at_ms), Limits::still()),
            Making::DecodedThumbnail | Making::DecodedPictureHash | Making::DecodedMemberHash(_) => {
                (ask(recipes::FRAME, 0), Limits::still())
            }
            Making::Peaks => (ask(recipes::SOUND, 0), Limits::decoding()),
            Making::Film => (ask(recipes::FILM, 0), Limits::writing()),
            Making::Sound => (ask(recipes::TALK, 0), Limits::writing()),
            Making::Page(number) | Making::PageHash(number) => (ask(recipes::PAGE, u64::from(number)), Limits::still()),
            Making::FrameHashes => (ask(recipes::FRAMES, FRAME_MS), Limits::decoding()),
            Making::Thumbnail | Making::PictureHash | Making::MemberHash(_) => return None,
        })
    }

    /// What our own child makes of that, under which limits.
    fn work(self) -> Option<(Work, Limits)> {
        Some(match self {
            Making::Poster(_) | Making::Page(_) => (Work::Shrink { side_px: STILL_PX }, Limits::still()),
            Making::Thumbnail | Making::DecodedThumbnail => (Work::Shrink { side_px: THUMBNAIL_PX }, Limits::still()),
            Making::PictureHash | Making::DecodedPictureHash => (Work::PictureHash, Limits::still()),
            Making::PageHash(_) | Making::MemberHash(_) | Making::DecodedMemberHash(_) => {
                (Work::PictureHash, Limits::still())
            }
            Making::FrameHashes => (Work::FrameHashes { every_ms: FRAME_MS }, Limits::still()),
            Making::Peaks => (Work::Peaks, Limits::decoding()),
            Making::Film | Making::Sound => return None,
        })
    }

    /// The file inside the original of which it is made.
    fn member(self) -> Option<MemberPosition> {
        match self {
            Making::MemberHash(position) | Making::DecodedMemberHash(position) => Some(position),
            _ => None,
        }
    }

    /// Everything that decides what comes out, besides the original and the program: arguments and sizes.
    pub fn parameters(self) -> String {
        let asked = self.errand().map(|(errand, _)| errand.args().join(" "));
        let worked = self.work().map(|(work, _)| format!("{work:?}"));
        [asked, worked].into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }
}

impl Sandbox {
    /// The name and version of the program of others that a making needs; nothing where it needs none.
    ///
    /// # Errors
    /// When it is not installed.
    pub fn maker(&self, making: Making, scratch: &Path) -> Result<Option<String>, IntakeError> {
        let Some(tool) = making.tool() else { return Ok(None) };
        tool.find().ok_or(IntakeError::NoTool { tool: tool.name(), package: tool.package() })?;
        let desk = Desk { sandbox: self, path: scratch, name: "", deadline: Instant::now(), tell: NOBODY };
        let version = Run { desk: &desk, scratch }.version(tool);
        Ok(Some(version.split(" Copyright").next().unwrap_or_default().to_owned()))
    }

    /// Makes something of the original at `path` in the folder `scratch`, in restricted children, one step after another.
    ///
    /// # Errors
    /// When a program is missing or failed, a limit was met, or the original is not what it would have to be.
    pub fn make(&self, path: &Path, making: Making, scratch: &Path) -> Result<Made, IntakeError> {
        let mut input = path.to_owned();
        if let Some(position) = making.member() {
            input = scratch.join("member");
            let bytes = self.unpack(path, ARCHIVE_NAME, position)?;
            std::fs::write(&input, bytes).map_err(|source| IntakeError::NoScratch { source })?;
        }
        if let Some((errand, limits)) = making.errand() {
            let asked = Sandbox { limits, ..self.clone() }.printed(errand, &input, scratch);
            if input != path {
                let _ = std::fs::remove_file(&input);
            }
            input = asked?;
        }
        let Some((work, limits)) = making.work() else {
            return Ok(Made { path: input, width_px: None, height_px: None });
        };
        let sandbox = Sandbox { limits, ..self.clone() };
        let Worked { width_px, height_px, bytes } = sandbox.work(&input, work)?;
        let done = scratch.join("worked");
        std::fs::write(&done, bytes).map_err(|source| IntakeError::NoScratch { source })?;
        if input != path {
            let _ = std::fs::remove_file(&input);
        }
        Ok(Made { path: done, width_px, height_px })
    }

    /// Where a program put what it made of the file at `path`; that it made nothing is an error.
    fn printed(&self, errand: Errand, path: &Path, scratch: &Path) -> Result<PathBuf, IntakeError> {
        let desk = Desk { sandbox: self, path, name: "", deadline: Instant::now(), tell: NOBODY };
        let answer = Run { desk: &desk, scratch }.ask(errand, Some(path))?;
        answer.is_success(errand.tool())?;
        if std::fs::metadata(&answer.printed).is_ok_and(|about| about.len() == 0) {
            let reason = format!("{} found nothing in it that could be shown", errand.tool().name());
            return Err(IntakeError::NotMade { reason });
        }
        Ok(answer.printed)
    }
}

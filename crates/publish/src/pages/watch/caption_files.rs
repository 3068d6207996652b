//! Caption files beside the recordings, for every player that is not this dossier's page: WebVTT, one for each transcript
//! with times. The page itself needs none of them.

use super::layers::is_timed;
use crate::page::Extra;
use crate::recording::Recording;
use crate::site::Site;
use firsthand_model::transcript::Cue;
use firsthand_model::{Kind, SourceId, Transcript};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The caption files of all recordings; two sources of one film share them.
pub fn extras(site: &Site) -> Vec<Extra> {
    let mut files = BTreeMap::new();
    for recording in &site.input.recordings {
        for of in recording.transcripts.iter().filter(|of| is_timed(&of.transcript)) {
            if let Some(path) = path(site, recording, &of.source) {
                files.insert(path, web_vtt(&of.transcript).into_bytes());
            }
        }
    }
    files.into_iter().map(|(path, bytes)| Extra { path, bytes }).collect()
}

/// `media/3f1c….S2.vtt`: players look for captions under the name of the film.
pub(super) fn path(site: &Site, recording: &Recording, transcript: &SourceId) -> Option<String> {
    let media = recording.file.path();
    let (stem, _) = media.rsplit_once('.')?;
    Some(format!("{stem}.{}.vtt", site.input.addresses.get(Kind::Source, transcript.as_str())?))
}

fn web_vtt(transcript: &Transcript) -> String {
    let mut text = String::from("WEBVTT\n");
    for cue in &transcript.cues {
        let lines: Vec<&str> = cue.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let Some((start_ms, end_ms)) = stated(cue).filter(|_| !lines.is_empty()) else { continue };
        let voice = transcript.speaker(cue).map(|name| format!("<v {}>", escaped(name))).unwrap_or_default();
        let words = escaped(&lines.join("\n"));
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{} --> {}\n{voice}{words}\n", clock(start_ms), clock(end_ms));
    }
    text
}

fn stated(cue: &Cue) -> Option<(i64, i64)> {
    cue.start_ms.zip(cue.end_ms).filter(|(start_ms, end_ms)| start_ms < end_ms)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn clock(ms: i64) -> String {
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_file_has_every_cue_with_both_times_and_its_speaker() {
        let mut transcript = Transcript::default();
        let keeper = transcript.voice("KEEPER <1>");
        let cue = |start_ms, end_ms, text: &str| Cue { start_ms, end_ms, text: text.into(), ..Cue::default() };
        transcript.cues = vec![
            Cue { voice: Some(keeper), ..cue(Some(3_723_004), Some(3_725_000), "a --> b &\n\nc") },
            cue(Some(5), None, "no end"),
            cue(Some(10), Some(20), "plain"),
        ];
        let expected = "WEBVTT\n\n01:02:03.004 --> 01:02:05.000\n<v KEEPER &lt;1&gt;>a --&gt; b &amp;\nc\n\n00:00:00.010 --> 00:00:00.020\nplain\n";
        assert_eq!(web_vtt(&transcript), expected);
    }
}

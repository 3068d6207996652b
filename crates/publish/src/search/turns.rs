//! Turns of the transcripts that go along with recordings, each with an address that plays it.

use super::Entry;
use super::facts;
use super::format::Doc;
use crate::play::{Stretch, shown, watch_target};
use crate::recording::{ClearedTranscript, Recording};
use crate::site::Site;
use firsthand_model::transcript::{Axis, Cue, CueKind};
use firsthand_model::{Kind, Transcript};

/// A turn goes on in a further document when it is longer than this, so that a result is near the words.
const LONGEST_TURN_BYTES: usize = 800;

/// Every turn of every transcript beside a recording, in order.
pub fn turns(site: &Site, lang: &str) -> Vec<Entry> {
    let of_recording = |recording: &Recording| -> Vec<Entry> {
        let Some(page) = watch_target(site, lang, recording) else { return Vec::new() };
        recording.transcripts.iter().flat_map(|of| of_transcript(site, lang, &page, recording, of)).collect()
    };
    site.input.recordings.iter().flat_map(of_recording).collect()
}

fn of_transcript(site: &Site, lang: &str, page: &str, recording: &Recording, of: &ClearedTranscript) -> Vec<Entry> {
    let transcript = &of.transcript;
    let source = site.source(of.source.as_str());
    let title = |source: &str| site.source(source).and_then(|cleared| cleared.source.what.clone());
    let title = title(recording.source.as_str()).or_else(|| title(of.source.as_str())).unwrap_or_default();
    let spoken = source.and_then(|cleared| cleared.source.langs.first().cloned());
    let base = facts::of_sessions(site, &of.source, Doc { kind: "transcript", ..Doc::default() });
    let base = facts::of_source(site, &of.source, base);
    let base = match base.session.is_empty() {
        true => facts::of_sessions(site, &recording.source, base),
        false => base,
    };
    let entry = |turn: Turn| {
        let first = turn.cues[0];
        let text = turn.cues.iter().map(|cue| cue.text.replace('\n', " ")).collect::<Vec<_>>().join(" ");
        let stretch = first.start_ms.filter(|_| transcript.axis == Axis::Recording);
        let end = turn.cues.last().and_then(|cue| cue.end_ms);
        let stretch = stretch.map(|start| Stretch::new(start, end));
        let at = stretch.map(|stretch| shown(stretch.start_ms)).unwrap_or_default();
        let url = match stretch.and_then(Stretch::fragment) {
            Some(fragment) => format!("{page}#{fragment}"),
            None => page.to_owned(),
        };
        let doc = Doc {
            title: [title.as_str(), at.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            url,
            speaker: transcript.speaker(first).map(str::to_owned).unwrap_or_default(),
            text: super::documents::excerpt(&text),
            lang: first
                .lang
                .clone()
                .or_else(|| transcript.lang.clone())
                .or_else(|| spoken.clone())
                .unwrap_or_else(|| lang.to_owned()),
            ..base.clone()
        };
        Entry { doc, words: text, linked: vec![(Kind::Source, of.source.to_string())] }
    };
    turns_of(transcript).into_iter().map(entry).collect()
}

/// Cues that are one turn, or part of a long one.
struct Turn<'a> {
    cues: Vec<&'a Cue>,
    bytes: usize,
}

fn turns_of(transcript: &Transcript) -> Vec<Turn<'_>> {
    let mut turns: Vec<Turn<'_>> = Vec::new();
    let mut is_open = false;
    for cue in transcript.cues.iter().filter(|cue| !cue.text.trim().is_empty()) {
        let goes_on = is_open && cue.continues;
        match turns.last_mut().filter(|turn| goes_on && turn.bytes < LONGEST_TURN_BYTES) {
            Some(turn) => {
                turn.bytes += cue.text.len();
                turn.cues.push(cue);
            }
            None => turns.push(Turn { cues: vec![cue], bytes: cue.text.len() }),
        }
        is_open = cue.kind == CueKind::Speech;
    }
    turns
}

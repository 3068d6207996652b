//! Turns of the transcripts that go along, each with an address that plays it or, without a recording, leads to it.

use super::Entry;
use super::facts;
use super::format::{Doc, Place};
use crate::alone::Parted;
use crate::play::{Stretch, shown, watch_target};
use crate::recording::{ClearedTranscript, Recording};
use crate::site::Site;
use firsthand_model::transcript::{Axis, Cue};
use firsthand_model::{Kind, SourceId};

/// Every turn of every transcript, those beside recordings first, in order.
pub fn turns(site: &Site, lang: &str) -> Vec<Entry> {
    let of_recording = |recording: &Recording| -> Vec<Entry> {
        let Some(page) = watch_target(site, lang, recording) else { return Vec::new() };
        let address = |_: usize, stretch: Option<Stretch>| match stretch.and_then(Stretch::fragment) {
            Some(fragment) => format!("{page}#{fragment}"),
            None => page.clone(),
        };
        let transcripts = recording.transcripts.iter();
        transcripts
            .flat_map(|of| of_transcript(site, lang, &recording.source, of, recording.file.form.plays(), &address))
            .collect()
    };
    let alone = |parted: &Parted<'_>| -> Vec<Entry> {
        let of = &parted.alone.of;
        let address = |cue: usize, _: Option<Stretch>| parted.turn_target(site, lang, cue).unwrap_or_default();
        of_transcript(site, lang, &of.source, of, false, &address)
    };
    site.input.recordings.iter().flat_map(of_recording).chain(site.all_alone().flat_map(alone)).collect()
}

/// The turns of one transcript; `recording` is the source that was recorded, or the transcript's own, and `plays` says whether
/// an address with seconds plays them.
fn of_transcript(
    site: &Site,
    lang: &str,
    recording: &SourceId,
    of: &ClearedTranscript,
    plays: bool,
    address: &dyn Fn(usize, Option<Stretch>) -> String,
) -> Vec<Entry> {
    let base = base(site, recording, of);
    let entry = |piece: Vec<usize>| {
        let cues: Vec<&Cue> = piece.iter().map(|cue| &of.transcript.cues[*cue]).collect();
        let stretch = cues[0].start_ms.filter(|_| of.transcript.axis == Axis::Recording);
        let stretch = stretch.map(|start| Stretch::new(start, cues.last().and_then(|cue| cue.end_ms)));
        let text = cues.iter().map(|cue| cue.text.replace('\n', " ")).collect::<Vec<_>>().join(" ");
        let at = stretch.map(|stretch| shown(stretch.start_ms)).unwrap_or_default();
        let title = [base.title.clone(), at].into_iter().filter(|part| !part.is_empty());
        let url = address(piece[0], stretch);
        let doc = Doc {
            title: title.collect::<Vec<_>>().join(", "),
            place: stretch.filter(|_| plays).map(|at| Place { at: at.shown(), url: url.clone(), plays }),
            url,
            speaker: of.transcript.speaker(cues[0]).map(str::to_owned).unwrap_or_default(),
            text: super::documents::excerpt(&text),
            lang: language(site, of, cues[0]).unwrap_or_else(|| lang.to_owned()),
            ..base.clone()
        };
        Entry { doc, words: text, linked: vec![(Kind::Source, of.source.to_string())] }
    };
    of.transcript.pieces().into_iter().map(entry).collect()
}

/// What all turns of a transcript have in common: the title of what was recorded, its source and its sessions.
fn base(site: &Site, recording: &SourceId, of: &ClearedTranscript) -> Doc {
    let title = |source: &SourceId| site.source(source.as_str()).and_then(|cleared| cleared.source.what.clone());
    let title = title(recording).or_else(|| title(&of.source)).unwrap_or_default();
    let base = facts::of_sessions(site, &of.source, Doc { kind: "transcript", title, ..Doc::default() });
    let base = facts::of_recorded(site, &of.source, facts::of_source(site, &of.source, base));
    let base = Doc { entry: facts::entry(site, Kind::Source, of.source.as_str()), ..base };
    if base.sessions.is_empty() { facts::of_sessions(site, recording, base) } else { base }
}

fn language(site: &Site, of: &ClearedTranscript, cue: &Cue) -> Option<String> {
    let spoken = || site.source(of.source.as_str())?.source.langs.first().cloned();
    cue.lang.clone().or_else(|| of.transcript.lang.clone()).or_else(spoken)
}

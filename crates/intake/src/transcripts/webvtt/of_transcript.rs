//! A transcript from elsewhere as WebVTT. What captions cannot say stays as comments: cues without a time, and that a
//! time was spread between marks and not stated.

use super::cue_text::{Node, NodeKind};
use super::file::{Block, BlockKind, VttCue, WebVtt};
use super::numbers::Time;
use super::write::write_cue_text;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};

/// The transcript as a file of captions, in the order of the transcript.
pub fn of_transcript(transcript: &Transcript) -> WebVtt {
    let title = transcript.title.clone().unwrap_or_default();
    let mut file = WebVtt { title, ..WebVtt::default() };
    file.blocks.extend(transcript.cues.iter().flat_map(|cue| blocks(transcript, cue)));
    file
}

fn blocks(transcript: &Transcript, cue: &Cue) -> Vec<Block> {
    let block = |kind| Block { line: 0, kind };
    let (Some(start), Some(end)) = (time(cue.start_ms), time(cue.end_ms)) else {
        return vec![block(BlockKind::Note(format!("No time: {}", spoken(transcript, cue))))];
    };
    let note = (cue.timing == Timing::Interpolated)
        .then(|| BlockKind::Note("The next times are spread between marks, not stated.".into()));
    let id = cue.label.clone().unwrap_or_default();
    let text = write_cue_text(&nodes(transcript, cue));
    let kind = BlockKind::Cue(VttCue { id, start, end, text, ..VttCue::default() });
    note.into_iter().chain([kind]).map(block).collect()
}

fn time(ms: Option<i64>) -> Option<Time> {
    u128::try_from(ms?).ok().map(|ms| Time { ms })
}

/// The words in the speaker's voice, and in their own language where it is not the transcript's.
fn nodes(transcript: &Transcript, cue: &Cue) -> Vec<Node> {
    let element =
        |tag, annotation: &str| NodeKind::Element { tag, classes: Vec::new(), annotation: annotation.to_owned() };
    let voice = transcript.speaker(cue).map(|who| element("v", who));
    let lang = cue.lang.as_deref().map(|lang| element("lang", lang));
    let kinds = voice.into_iter().chain(lang).chain([NodeKind::Text(cue.text.clone())]);
    kinds.enumerate().map(|(depth, kind)| Node { depth, kind }).collect()
}

fn spoken(transcript: &Transcript, cue: &Cue) -> String {
    match transcript.speaker(cue) {
        Some(who) => format!("{who}: {}", cue.text),
        None => cue.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webvtt::{parse, write};

    #[test]
    fn captions_come_back_with_speakers_times_and_what_has_none() {
        let mut transcript = Transcript { title: Some("a talk".into()), ..Transcript::default() };
        let voice = Some(transcript.voice("a deckhand"));
        let cue = |text: &str, start_ms, timing| Cue {
            voice,
            text: text.into(),
            start_ms,
            end_ms: start_ms.map(|ms: i64| ms + 500),
            timing,
            ..Cue::default()
        };
        transcript.cues = vec![
            cue("a <bell> & a light --> there", Some(1_000), Timing::Stated),
            cue("then dark", Some(2_000), Timing::Interpolated),
            cue("nobody came", None, Timing::Absent),
        ];
        let text = write(&of_transcript(&transcript));
        let file = parse(&text).unwrap();
        let cues: Vec<&VttCue> = file.cues().collect();
        assert_eq!(cues.len(), 2);
        assert_eq!((cues[0].start.ms, cues[0].end.ms), (1_000, 1_500));
        assert_eq!(cues[0].text, "<v a deckhand>a &lt;bell&gt; &amp; a light --&gt; there</v>");
        assert!(text.contains("NOTE The next times are spread between marks, not stated."), "{text}");
        assert!(text.contains("NOTE No time: a deckhand: nobody came"), "{text}");
    }
}

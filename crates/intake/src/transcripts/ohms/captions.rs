//! The `vtt_transcript` of OHMS 6.0: WebVTT with habits of its own. A voice is written where the speaker changes and goes on
//! until the next; `<br>` parts lines; markers of the editor stand in notes.

use crate::transcripts::webvtt;
use firsthand_model::Transcript;
use firsthand_model::transcript::CueKind;

/// Fills a transcript; gives what was wrong, with lines counted within the element.
pub(super) fn read(text: &str, transcript: &mut Transcript) -> Vec<String> {
    let text = text.trim_start().replace("<br/>", "<br>").replace("<br />", "<br>").replace("<br>", " ");
    let Some(captions) = webvtt::File::parse(&text) else {
        return vec!["vtt_transcript does not begin with WEBVTT; nothing of it was read".into()];
    };
    let read = webvtt::transcript(&captions, "");
    transcript.cues = read.cues;
    transcript.voices = read.voices;
    let mut speaks = None;
    for cue in &mut transcript.cues {
        cue.line = None;
        cue.text = cue.text.trim().to_owned();
        if cue.kind == CueKind::Speech {
            cue.continues = cue.voice.is_none() && speaks.is_some();
            cue.voice = cue.voice.or(speaks);
            speaks = cue.voice;
        }
    }
    transcript.cues.retain(|cue| cue.kind != CueKind::Note || !is_marker(&cue.text));
    captions.faults.iter().map(|fault| format!("vtt_transcript, line {}: {}", fault.line, fault.what)).collect()
}

/// Marks of the program, which nobody wrote.
fn is_marker(note: &str) -> bool {
    let words = note.trim_start_matches("NOTE").trim();
    ["TRANSCRIPTION BEGIN", "TRANSCRIPTION END"].contains(&words)
}

//! The `vtt_transcript` of OHMS 6.0: WebVTT in which a voice is written where the speaker changes and goes on until the
//! next, and in which marks of the program stand as notes.

use crate::transcripts::webvtt;
use firsthand_model::Transcript;
use firsthand_model::transcript::CueKind;

/// Fills a transcript; gives what was wrong, with lines counted within the element.
pub(super) fn read(text: &str, transcript: &mut Transcript) -> Vec<String> {
    let (read, problems) = webvtt::transcript_of(text.trim_start(), "");
    (transcript.cues, transcript.voices) = (read.cues, read.voices);
    let mut speaks = None;
    for cue in &mut transcript.cues {
        cue.line = None;
        if cue.kind == CueKind::Speech {
            cue.continues = speaks.is_some() && cue.voice.is_none_or(|voice| speaks == Some(voice));
            cue.voice = cue.voice.or(speaks);
            speaks = cue.voice;
        }
    }
    transcript.cues.retain(|cue| cue.kind != CueKind::Note || !is_marker(&cue.text));
    let place = |row: Option<u64>| row.map(|row| format!(", line {row}")).unwrap_or_default();
    problems.iter().map(|problem| format!("vtt_transcript{}: {}", place(problem.row), problem.message)).collect()
}

/// Marks of the program, which nobody wrote.
fn is_marker(note: &str) -> bool {
    ["TRANSCRIPTION BEGIN", "TRANSCRIPTION END"].contains(&note.trim())
}

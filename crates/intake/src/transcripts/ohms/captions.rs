//! The `vtt_transcript` of OHMS 6.0: WebVTT in which a voice is written where the speaker changes and goes on until the
//! next, and in which marks of the program stand as notes.

use crate::Problem;
use crate::transcripts::webvtt;
use firsthand_model::Transcript;
use firsthand_model::transcript::CueKind;

/// From here on times are likely to be those of a tape, whose code begins with an hour.
const TAPE_MS: i64 = 3_600_000;

/// Fills a transcript; gives what was wrong, with lines of the file. The text begins at `first_line`.
pub(super) fn read(text: &str, first_line: u64, transcript: &mut Transcript) -> Vec<(Option<u64>, String)> {
    let body = text.trim_start();
    let before = first_line + text[..text.len() - body.len()].matches('\n').count() as u64 - 1;
    let (read, problems) = webvtt::transcript_of(body, "");
    (transcript.cues, transcript.voices) = (read.cues, read.voices);
    let mut speaks = None;
    for cue in &mut transcript.cues {
        cue.line = cue.line.map(|line| before + line);
        if cue.kind == CueKind::Speech {
            cue.continues = speaks.is_some() && cue.voice.is_none_or(|voice| speaks == Some(voice));
            cue.voice = cue.voice.or(speaks);
            speaks = cue.voice;
        }
    }
    transcript.cues.retain(|cue| cue.kind != CueKind::Note || !is_marker(&cue.text));
    let placed =
        |problem: Problem| (problem.row.map(|row| before + row), format!("vtt_transcript: {}", problem.message));
    let mut problems: Vec<_> = problems.into_iter().map(placed).collect();
    problems.extend(without_length(transcript));
    problems.extend(on_tape(transcript));
    problems
}

/// Cues that end as they begin.
fn without_length(transcript: &Transcript) -> Vec<(Option<u64>, String)> {
    let cues = transcript.cues.iter().filter(|cue| cue.start_ms.is_some() && cue.start_ms == cue.end_ms);
    cues.map(|cue| (cue.line, "vtt_transcript: the cue has no length; kept as it is".to_owned())).collect()
}

/// A remark where times begin as on a tape.
fn on_tape(transcript: &Transcript) -> Option<(Option<u64>, String)> {
    let first = transcript.cues.iter().find(|cue| cue.start_ms.is_some())?;
    let what = "vtt_transcript: times begin at an hour or later, as the code of a tape does; kept as they are";
    first.start_ms.filter(|ms| *ms >= TAPE_MS).map(|_| (first.line, what.to_owned()))
}

/// Marks of the program, which nobody wrote.
fn is_marker(note: &str) -> bool {
    ["TRANSCRIPTION BEGIN", "TRANSCRIPTION END"].contains(&note.trim())
}

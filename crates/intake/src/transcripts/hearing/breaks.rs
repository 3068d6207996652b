//! Times of a hearing day: spread between clock marks, but never over a break, during which nobody speaks.
//! What a clock mark is, is in `marks`.

use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Timing};

/// Gives times to what stands between clock marks. Where people speak between two marks and a break lies among it, nobody
/// knows when: those cues stay without a time, and the lines of such breaks are returned.
pub(super) fn spread(transcript: &mut Transcript) -> Vec<u64> {
    // A mark is a moment; with its length it would take a share of the break behind it.
    for mark in transcript.cues.iter_mut().filter(|cue| cue.timing == Timing::Stated) {
        mark.end_ms = mark.start_ms;
    }
    transcript.interpolate();
    let is_mark = |cue: &Cue| cue.timing == Timing::Stated;
    let stretches = transcript.cues.split_mut(is_mark);
    stretches.filter_map(untimed).flatten().collect()
}

/// Takes the times from a stretch between two marks in which a break lies beside words; gives the lines of the breaks.
fn untimed(stretch: &mut [Cue]) -> Option<Vec<u64>> {
    let breaks: Vec<u64> = stretch.iter().filter(|cue| is_break(cue)).filter_map(|cue| cue.line).collect();
    let is_spread = stretch.iter().any(|cue| cue.kind == CueKind::Speech && cue.timing == Timing::Interpolated);
    if breaks.is_empty() || !is_spread {
        return None;
    }
    for cue in stretch {
        (cue.start_ms, cue.end_ms, cue.timing) = (None, None, Timing::Absent);
    }
    Some(breaks)
}

/// A note of a break or adjournment.
fn is_break(cue: &Cue) -> bool {
    let text = cue.text.to_lowercase();
    cue.kind == CueKind::Note && ["break", "adjourn"].iter().any(|word| text.contains(word))
}

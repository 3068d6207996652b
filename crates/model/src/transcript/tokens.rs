//! The words of a transcript as tokens with ids that never change: the transcript is immutable, so a count is an id.
//! What is said about tokens later (corrections, passages) names these ids.

use super::{CueKind, Transcript};

/// One word of a transcript, punctuation included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Counted from 0 over all cues of speech, in the order of the file.
    pub id: u64,
    /// The cue it stands in, as an index into `cues`.
    pub cue: u32,
    /// Where it begins in the cue's text, in bytes.
    pub at: usize,
    /// The word as written, without white space.
    pub text: &'a str,
}

impl Transcript {
    /// Every token of speech. A token is what stands between white space, as Unicode has it.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        let spoken = self.cues.iter().enumerate().filter(|(_, cue)| cue.kind == CueKind::Speech);
        let words = spoken.flat_map(|(index, cue)| {
            let start = cue.text.as_ptr() as usize;
            cue.text.split_whitespace().map(move |text| (index, text.as_ptr() as usize - start, text))
        });
        words.zip(0..).map(|((cue, at, text), id)| Token { id, cue: u32::try_from(cue).unwrap_or(u32::MAX), at, text })
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Cue, CueKind, Transcript};

    #[test]
    fn tokens_are_counted_over_speech_alone_and_know_their_place() {
        let cue = |kind, text: &str| Cue { kind, text: text.into(), ..Cue::default() };
        let cues =
            vec![cue(CueKind::Speech, "Да,  я был"), cue(CueKind::Note, "(pause)"), cue(CueKind::Speech, "там.")];
        let transcript = Transcript { cues, ..Transcript::default() };
        let tokens: Vec<_> = transcript.tokens().map(|token| (token.id, token.cue, token.at, token.text)).collect();
        assert_eq!(tokens, [(0, 0, 0, "Да,"), (1, 0, 7, "я"), (2, 0, 10, "был"), (3, 2, 0, "там.")]);
    }
}

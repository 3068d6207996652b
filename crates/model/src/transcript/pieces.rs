//! Turns in pieces of a bounded length, so that what is found of a transcript is near the words and not an hour before.
//! Both searches, of the case and of a dossier, cut here and therefore find the same pieces.

use super::{CueKind, Transcript};

/// A turn goes on in a further piece when it is longer than this.
const LONGEST_PIECE_BYTES: usize = 800;

impl Transcript {
    /// Indices into `cues` of each turn, or of each piece of a long one, in the order of the file. Cues without words are in
    /// none; what is no speech is a piece of its own.
    pub fn pieces(&self) -> Vec<Vec<usize>> {
        let mut pieces: Vec<Vec<usize>> = Vec::new();
        let (mut bytes, mut is_open) = (0, false);
        for (at, cue) in self.cues.iter().enumerate().filter(|(_, cue)| !cue.text.trim().is_empty()) {
            match pieces.last_mut().filter(|_| is_open && cue.continues && bytes < LONGEST_PIECE_BYTES) {
                Some(piece) => {
                    // The space or line that parts it from the cue before counts as well.
                    bytes += 1 + cue.text.len();
                    piece.push(at);
                }
                None => {
                    bytes = cue.text.len();
                    pieces.push(vec![at]);
                }
            }
            is_open = cue.kind == CueKind::Speech;
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Cue;

    fn cue(text: &str, continues: bool) -> Cue {
        Cue { text: text.into(), continues, ..Cue::default() }
    }

    #[track_caller]
    fn check(cues: Vec<Cue>, expected: &[&[usize]]) {
        assert_eq!(Transcript { cues, ..Transcript::default() }.pieces(), expected);
    }

    #[test]
    fn cues_that_continue_a_turn_are_one_piece_with_it() {
        check(vec![cue("one", false), cue("two", true), cue("three", false)], &[&[0, 1], &[2]]);
        check(vec![], &[]);
    }

    #[test]
    fn a_note_ends_a_piece_and_a_cue_without_words_is_in_none() {
        let note = Cue { kind: CueKind::Note, ..cue("(pause)", false) };
        check(
            vec![cue("one", false), note, cue("two", true), cue(" \n", true), cue("three", true)],
            &[&[0], &[1], &[2, 4]],
        );
    }

    #[test]
    fn a_long_turn_goes_on_in_further_pieces_and_the_space_between_cues_counts() {
        let long = "x".repeat(LONGEST_PIECE_BYTES - 2);
        check(vec![cue(&long, false), cue("y", true), cue("z", true), cue("a", true)], &[&[0, 1], &[2, 3]]);
        check(vec![cue(&format!("{long}yy"), false), cue("z", true)], &[&[0], &[1]]);
    }
}

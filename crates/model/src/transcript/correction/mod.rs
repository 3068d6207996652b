//! Corrections of a transcript as operations over its tokens. The transcript itself stays as it was read; what is shown is
//! the transcript with the operations applied, and every operation can be taken back. Who corrected what in which row of a
//! table is in `records`; how an edited file becomes operations is in `edits`.

mod corrected;
mod edits;
mod hunks;
mod items;
mod new_words;
mod overlay;
mod rows;
mod segments;
mod sequence;
mod token_id;

pub use corrected::Corrected;
pub use edits::{Edits, NotTaken, Unlike, edits};
pub use overlay::{Misfit, Overlay};
pub use rows::RowMisfit;
pub use token_id::{TokenId, read_ids, write_ids};

/// A word with its id. An id names the same word in the same spelling for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its id.
    pub id: TokenId,
    /// The word, without white space.
    pub text: String,
}

/// Beside which word something is put; that word may itself be one that was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before it, in its cue.
    Before(TokenId),
    /// Behind it, in its cue.
    After(TokenId),
}

/// One step of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Words are taken out and others are put in: a replacement, an insertion or a deletion. A word that was taken out
    /// earlier can be put in again, and then has its own times.
    Words {
        /// Where new words go; words that were there before go to their own place.
        at: Place,
        /// The words taken out.
        remove: Vec<Word>,
        /// The words put in.
        put: Vec<Word>,
    },
    /// Words are somebody else's.
    Speaker {
        /// The words.
        tokens: Vec<TokenId>,
        /// The spelling of the speaker until now; nothing where nobody was named.
        was: Option<String>,
        /// The spelling from now on.
        speaker: Option<String>,
    },
    /// A turn begins at a word, or no longer begins there.
    Turn {
        /// The word.
        token: TokenId,
        /// Whether a turn begins there from now on.
        begins: bool,
    },
    /// Words are nobody's speech, but a remark, a sound or a title; or they are speech after all.
    NonSpeech {
        /// The words.
        tokens: Vec<TokenId>,
        /// Whether they are no speech from now on.
        is: bool,
    },
}

impl Operation {
    /// The operation that takes this one back.
    pub fn inverse(&self) -> Operation {
        match self.clone() {
            Operation::Words { at, remove, put } => {
                let at = put.last().map_or(at, |word| Place::After(word.id));
                Operation::Words { at, remove: put, put: remove }
            }
            Operation::Speaker { tokens, was, speaker } => Operation::Speaker { tokens, was: speaker, speaker: was },
            Operation::Turn { token, begins } => Operation::Turn { token, begins: !begins },
            Operation::NonSpeech { tokens, is } => Operation::NonSpeech { tokens, is: !is },
        }
    }

    /// What it does, in the word that tables use.
    pub fn action(&self) -> CorrectionAction {
        match self {
            Operation::Words { put, .. } if put.is_empty() => CorrectionAction::Delete,
            Operation::Words { remove, .. } if remove.is_empty() => CorrectionAction::Insert,
            Operation::Words { .. } => CorrectionAction::Replace,
            Operation::Speaker { .. } => CorrectionAction::Speaker,
            Operation::Turn { begins: true, .. } => CorrectionAction::Turn,
            Operation::Turn { begins: false, .. } => CorrectionAction::NoTurn,
            Operation::NonSpeech { is: true, .. } => CorrectionAction::NonSpeech,
            Operation::NonSpeech { is: false, .. } => CorrectionAction::Speech,
        }
    }
}

crate::vocabulary! {
    /// What an operation of a correction does.
    CorrectionAction {
        /// Other words stand in the place of some.
        Replace = "replace",
        /// Words are put in.
        Insert = "insert",
        /// Words are taken out.
        Delete = "delete",
        /// Words are somebody else's.
        Speaker = "speaker",
        /// A turn begins.
        Turn = "turn",
        /// A turn no longer begins.
        NoTurn = "no_turn",
        /// Words are no speech.
        NonSpeech = "non_speech",
        /// Words are speech after all.
        Speech = "speech",
    }
}

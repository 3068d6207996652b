//! Two transcripts as two lists of words to be aligned: the one that stands, with the ids of its words, and the edited one.

use super::TokenId;
use super::new_words::bare;
use super::overlay::Overlay;
use crate::transcript::{CueKind, Transcript};

/// What begins at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// Nothing: it stands within a cue.
    Within,
    /// A cue with a turn.
    CueTurn,
    /// A cue that continues a turn.
    CueGoesOn,
    /// A turn within a cue, by a correction.
    Split,
    /// Another voice within a cue, by a correction.
    OtherVoice,
}

/// A word that stands; one without an id is part of a note and cannot be corrected.
#[derive(Debug, Clone)]
pub(super) struct Item<'t> {
    pub id: Option<TokenId>,
    pub text: &'t str,
    pub key: String,
    pub voice: Option<&'t str>,
    pub begin: Begin,
    pub is_note: bool,
    pub cue: u32,
    /// Where a cue begins: what tells it from others.
    pub head: Option<String>,
}

/// A word of the edited file.
#[derive(Debug, Clone)]
pub(super) struct Edited<'t> {
    pub text: &'t str,
    pub key: String,
    pub voice: Option<&'t str>,
    pub begin: Begin,
    pub is_note: bool,
    pub cue: u32,
    /// Where a cue begins: what tells it from others.
    pub head: Option<String>,
    /// Whether the file's format tells remarks and turns from speech and cues as ours does.
    pub knows_notes: bool,
}

/// Every word that stands. Captions hold only cues with both times.
pub(super) fn standing<'t>(overlay: &'t Overlay<'_>, is_plain: bool) -> Vec<Item<'t>> {
    let mut items = Vec::new();
    let mut entries = overlay.cues().into_iter().peekable();
    for (index, cue) in overlay.transcript.cues.iter().enumerate() {
        let own = entries.next_if(|(at, _)| *at == index);
        if !is_plain && (cue.start_ms.is_none() || cue.end_ms.is_none()) {
            continue;
        }
        let cue_index = u32::try_from(index).unwrap_or(u32::MAX);
        if cue.kind != CueKind::Speech {
            items.extend(cue.text.split_whitespace().enumerate().map(|(at, text)| Item {
                id: None,
                text,
                key: bare(text),
                voice: None,
                begin: if at == 0 { Begin::CueTurn } else { Begin::Within },
                is_note: true,
                cue: cue_index,
                head: (at == 0).then(|| head(cue.start_ms)),
            }));
        }
        let Some((_, own)) = own else { continue };
        for (at, segment) in overlay.segments(index, &own).iter().enumerate() {
            let first = match (at, segment.continues) {
                (0, false) => Begin::CueTurn,
                (0, true) => Begin::CueGoesOn,
                (_, true) => Begin::Within,
                (_, false) if segment.words[0].splits => Begin::Split,
                (_, false) => Begin::OtherVoice,
            };
            // A cue that a correction made begins at a time that is spread, and has none of its own to be known by.
            let begins = cue.start_ms.filter(|_| matches!(first, Begin::CueTurn | Begin::CueGoesOn));
            items.extend(segment.words.iter().enumerate().map(|(at, entry)| Item {
                id: Some(entry.id),
                text: &entry.text,
                key: bare(&entry.text),
                voice: overlay.spelling(entry.voice),
                begin: if at == 0 { first } else { Begin::Within },
                is_note: entry.is_non_speech,
                cue: cue_index,
                head: (at == 0 && first != Begin::Within).then(|| head(begins)),
            }));
        }
    }
    items
}

/// No word is like it: words have no control characters that separate.
fn head(start_ms: Option<i64>) -> String {
    start_ms.map_or("\u{1e}".to_owned(), |ms| format!("\u{1e}{ms}"))
}

/// Every word of an edited file. What captions call notes is about the file, not about the words.
pub(super) fn edited(file: &Transcript, is_plain: bool) -> Vec<Edited<'_>> {
    let mut items = Vec::new();
    let cues = file.cues.iter().enumerate().filter(|(_, cue)| is_plain || cue.kind != CueKind::Note);
    for (index, cue) in cues {
        let begin = if cue.continues { Begin::CueGoesOn } else { Begin::CueTurn };
        items.extend(cue.text.split_whitespace().enumerate().map(|(at, text)| Edited {
            text,
            key: bare(text),
            voice: file.speaker(cue),
            begin: if at == 0 { begin } else { Begin::Within },
            is_note: cue.kind != CueKind::Speech,
            cue: u32::try_from(index).unwrap_or(u32::MAX),
            head: (at == 0).then(|| head(cue.start_ms)),
            knows_notes: is_plain,
        }));
    }
    items
}

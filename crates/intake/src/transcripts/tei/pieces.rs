//! One turn while it is read: its words cut into pieces at segments, remarks and points in time, and the times of the cuts.
//! A cut without a time of its own lies between its neighbours by the length of the words.

use crate::transcripts::moments::Moment;
use firsthand_model::transcript::{Cue, CueKind, Timing};

/// A turn, or a remark outside of any.
pub(super) struct Turn {
    pub voice: Option<u32>,
    pub lang: Option<String>,
    pub line: u64,
    /// What the next piece begins with: its identifier and what is said of it besides.
    pub next: Cue,
    text: String,
    is_glued: bool,
    pieces: Vec<Cue>,
    /// The times of the cuts: before the first piece, between the pieces, after the last.
    cuts: Vec<Option<Moment>>,
}

impl Turn {
    pub fn begin(voice: Option<u32>, lang: Option<String>, line: u64, start: Option<Moment>) -> Self {
        Turn {
            voice,
            lang,
            line,
            next: Cue::default(),
            text: String::new(),
            is_glued: false,
            pieces: Vec::new(),
            cuts: vec![start],
        }
    }

    /// Adds words; white space of any length is one space.
    pub fn say(&mut self, words: &str) {
        if words.starts_with(char::is_whitespace) {
            self.space();
        }
        for (number, word) in words.split_whitespace().enumerate() {
            if number > 0 {
                self.space();
            }
            self.text.push_str(word);
            self.is_glued = false;
        }
        if words.ends_with(char::is_whitespace) && !words.trim().is_empty() {
            self.space();
        }
    }

    /// Parts what follows from what is there, unless that was glued.
    pub fn space(&mut self) {
        if !self.is_glued && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Takes away the space before what follows, and keeps further space away.
    pub fn glue(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.is_glued = true;
    }

    /// Ends the piece; what follows begins at `at`, if that is known.
    pub fn cut(&mut self, at: Option<Moment>) {
        let text = std::mem::take(&mut self.text);
        self.is_glued = false;
        match text.trim() {
            "" => self.time(at),
            mark if !mark.contains(char::is_alphanumeric) && self.ends_with(mark) => self.time(at),
            text => self.piece(CueKind::Speech, text.to_owned(), at),
        }
    }

    /// Sets a mark that follows a remark at the end of the words before it; there must be such words in the turn.
    fn ends_with(&mut self, mark: &str) -> bool {
        let spoken = self.pieces.iter_mut().rev().find(|piece| piece.kind == CueKind::Speech);
        spoken.map(|piece| piece.text.push_str(mark)).is_some()
    }

    /// Puts in a remark that ends at `end`, if that is known.
    pub fn remark(&mut self, text: String, about: Cue, end: Option<Moment>) {
        let next = std::mem::replace(&mut self.next, about);
        self.piece(CueKind::Note, text, end);
        self.next = next;
    }

    fn piece(&mut self, kind: CueKind, text: String, end: Option<Moment>) {
        let next = std::mem::take(&mut self.next);
        let line = next.line.or(Some(self.line));
        self.pieces.push(Cue { kind, text, voice: self.voice, lang: self.lang.clone(), line, ..next });
        self.cuts.push(end);
    }

    /// Says when the cut that was made last is.
    fn time(&mut self, at: Option<Moment>) {
        if let (Some(last), Some(_)) = (self.cuts.last_mut(), at) {
            *last = at;
        }
    }

    /// The turn as cues; `end` is when it ends.
    pub fn finish(mut self, end: Option<Moment>) -> Vec<Cue> {
        self.cut(end);
        let cuts = filled(&self.cuts, &self.pieces);
        let mut has_spoken = false;
        for (cue, pair) in self.pieces.iter_mut().zip(cuts.windows(2)) {
            (cue.start_ms, cue.end_ms) = (ms(pair[0]), ms(pair[1]));
            cue.timing = timing(pair[0], pair[1]);
            if cue.kind == CueKind::Speech {
                cue.continues = std::mem::replace(&mut has_spoken, true);
            }
        }
        self.pieces
    }
}

fn ms(moment: Option<Moment>) -> Option<i64> {
    moment.and_then(|moment| moment.ms)
}

fn timing(start: Option<Moment>, end: Option<Moment>) -> Timing {
    let is_made = |one: Option<Moment>| one.is_some_and(Moment::is_made);
    match ms(start).or(ms(end)) {
        None => Timing::Absent,
        Some(_) if is_made(start) || is_made(end) => Timing::Interpolated,
        Some(_) => Timing::Stated,
    }
}

/// The cuts with those between two known ones placed by the length of the words, where those do not run backwards.
fn filled(cuts: &[Option<Moment>], pieces: &[Cue]) -> Vec<Option<Moment>> {
    let mut filled = cuts.to_vec();
    let known: Vec<(usize, i64)> = cuts.iter().enumerate().filter_map(|(at, cut)| Some((at, ms(*cut)?))).collect();
    for pair in known.windows(2).filter(|pair| pair[0].1 <= pair[1].1) {
        let ((from, first), (to, last)) = (pair[0], pair[1]);
        let total: i128 = pieces[from..to].iter().map(weight).sum();
        let mut before = 0;
        for at in from + 1..to {
            before += weight(&pieces[at - 1]);
            let length = i128::from(last) - i128::from(first);
            let ms = i64::try_from(i128::from(first) + length * before / total).ok();
            filled[at] = Some(Moment { ms, is_stated: false });
        }
    }
    filled
}

/// How much of a turn a piece takes: its characters; a remark, which nobody says, counts as one.
fn weight(piece: &Cue) -> i128 {
    let spoken = piece.text.chars().count() * usize::from(piece.kind == CueKind::Speech);
    i128::try_from(spoken).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Option<Moment> {
        Some(Moment { ms: Some(ms), is_stated: true })
    }

    #[test]
    fn cuts_without_a_time_lie_by_the_length_of_the_words() {
        let mut turn = Turn::begin(Some(0), None, 1, at(0));
        turn.say(" one\n  two ");
        turn.cut(None);
        turn.remark("x".into(), Cue::default(), None);
        turn.say("to");
        turn.cut(at(10_000));
        turn.say("end");
        let cues = turn.finish(None);
        let told: Vec<_> =
            cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.timing, cue.continues)).collect();
        use Timing::{Interpolated, Stated};
        assert_eq!(
            told,
            [
                ("one two", Some(0), Interpolated, false),
                ("x", Some(7000), Interpolated, false),
                ("to", Some(8000), Interpolated, true),
                ("end", Some(10_000), Stated, true)
            ]
        );
    }

    #[test]
    fn a_full_stop_behind_a_remark_ends_the_words_before_it() {
        let mut turn = Turn::begin(None, None, 1, None);
        turn.say("Well done ");
        turn.cut(None);
        turn.remark("(Applause)".into(), Cue::default(), None);
        turn.say(".");
        let texts: Vec<_> = turn.finish(None).into_iter().map(|cue| cue.text).collect();
        assert_eq!(texts, ["Well done.", "(Applause)"]);
    }

    #[test]
    fn glued_tokens_have_no_space_between() {
        let mut turn = Turn::begin(None, None, 1, None);
        for (word, is_glued) in [("Да", true), (",", false), ("был", true), (".", false)] {
            turn.say(word);
            if is_glued {
                turn.glue();
            }
            turn.say("\n  ");
        }
        assert_eq!(turn.finish(None)[0].text, "Да, был.");
    }
}

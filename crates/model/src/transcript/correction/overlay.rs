//! A transcript with operations applied one after the other. An operation that does not fit what stands there is refused
//! whole: what it says was there must be there.

use super::sequence::{Entry, Sequence, WordTime};
use super::{Operation, Place, TokenId, Word};
use crate::transcript::{Cue, CueKind, Transcript};
use std::collections::{BTreeSet, HashMap};

/// The words of one transcript with the operations applied so far.
#[derive(Debug, Clone)]
pub struct Overlay<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) words: Sequence,
    /// Spellings of speakers: those of the transcript, then those that corrections brought.
    pub(super) voices: Vec<String>,
    /// By cue: whether it continues the turn before it.
    pub(super) continues: Vec<bool>,
    /// By cue: the count of the first token that was read in it.
    pub(super) firsts: Vec<u64>,
    /// The highest count given beside each token that was read.
    counts: HashMap<u64, u32>,
}

/// Why an operation does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("token {token}: {why}")]
pub struct Misfit {
    /// The word.
    pub token: TokenId,
    /// Half a sentence.
    pub why: &'static str,
}

fn misfit<T>(token: TokenId, why: &'static str) -> Result<T, Misfit> {
    Err(Misfit { token, why })
}

impl<'a> Overlay<'a> {
    /// The transcript as it was read.
    pub fn of(transcript: &'a Transcript) -> Self {
        let mut words = Sequence::default();
        let tokens: Vec<_> = transcript.tokens().collect();
        let mut firsts = vec![0; transcript.cues.len()];
        for run in tokens.chunk_by(|one, other| one.cue == other.cue) {
            let cue = &transcript.cues[run[0].cue as usize];
            let times = word_times(cue, run.iter().map(|token| token.text));
            firsts[run[0].cue as usize] = run[0].id;
            let mut end = 0;
            for (at, token) in run.iter().enumerate() {
                let gap = if at == 0 { String::new() } else { cue.text[end..token.at].to_owned() };
                end = token.at + token.text.len();
                let time = times.get(at).copied().flatten();
                let entry = Entry::new(TokenId::read(token.id), token.text, token.cue);
                words.push(Entry { gap, voice: cue.voice, time, ..entry });
            }
        }
        Overlay {
            transcript,
            words,
            voices: transcript.voices.clone(),
            continues: transcript.cues.iter().map(|cue| cue.continues).collect(),
            firsts,
            counts: HashMap::new(),
        }
    }

    /// Applies one operation.
    ///
    /// # Errors
    /// When a word that it names is not there, is other than it says, or stands already as it would have it: then nothing changes.
    pub fn apply(&mut self, operation: &Operation) -> Result<(), Misfit> {
        match operation {
            Operation::Words { at, remove, put } => self.change_words(*at, remove, put),
            Operation::Speaker { tokens, was, speaker } => self.change_speaker(tokens, was, speaker),
            Operation::Turn { token, begins } => self.change_turn(*token, *begins),
            Operation::NonSpeech { tokens, is } => self.change_kind(tokens, *is),
        }
    }

    /// An id that no word of this transcript ever had, beside this word.
    pub fn fresh(&mut self, beside: TokenId) -> TokenId {
        let count = self.counts.entry(beside.base).or_insert(0);
        *count += 1;
        TokenId { base: beside.base, nth: *count }
    }

    /// Words that were taken out where others are put and that read just so: whoever writes them again puts them back. What
    /// was read comes before what corrections brought. Words that go (`first` is the first of them) may lie between.
    pub(super) fn taken_out(&self, first: Option<TokenId>, at: Place, texts: &[&str]) -> Option<Vec<TokenId>> {
        if texts.is_empty() {
            return None;
        }
        let (Place::Before(anchor) | Place::After(anchor)) = at;
        let cue = self.words.get(anchor)?.cue;
        let is_out = |entry: &&Entry| entry.is_removed && entry.cue == cue;
        let before = first.or(matches!(at, Place::Before(_)).then_some(anchor));
        let mut out: Vec<&Entry> = before.into_iter().flat_map(|id| self.words.before(id).take_while(is_out)).collect();
        out.reverse();
        if matches!(at, Place::After(_)) {
            out.extend(self.words.after(anchor).take_while(is_out));
        }
        let is_so = |run: &&[&Entry]| run.iter().zip(texts).all(|(entry, text)| entry.text == *text);
        let read: Vec<&Entry> = out.iter().copied().filter(|entry| entry.id.is_read()).collect();
        let run =
            |entries: &[&Entry]| entries.windows(texts.len()).find(is_so).map(|run| run.iter().map(|e| e.id).collect());
        run(&read).or_else(|| run(&out))
    }

    fn standing(&self, id: TokenId) -> Result<&Entry, Misfit> {
        match self.words.get(id) {
            None => misfit(id, "there is no such word"),
            Some(entry) if entry.is_removed => misfit(id, "the word is not there any more"),
            Some(entry) => Ok(entry),
        }
    }

    fn change_words(&mut self, at: Place, remove: &[Word], put: &[Word]) -> Result<(), Misfit> {
        self.check_words(at, remove, put)?;
        let makes = self.makings(at, remove, put);
        for word in remove {
            self.words.get_mut(word.id).into_iter().for_each(|entry| entry.is_removed = true);
        }
        let mut place = at;
        for (word, made) in put.iter().zip(makes) {
            match made {
                Some(entry) => self.words.put(entry, place),
                None => self.words.get_mut(word.id).into_iter().for_each(|entry| entry.is_removed = false),
            }
            place = Place::After(word.id);
            let count = self.counts.entry(word.id.base).or_insert(0);
            *count = (*count).max(word.id.nth);
        }
        Ok(())
    }

    fn check_words(&self, at: Place, remove: &[Word], put: &[Word]) -> Result<(), Misfit> {
        let (Place::Before(anchor) | Place::After(anchor)) = at;
        if self.words.get(anchor).is_none() && put.iter().all(|word| word.id != anchor) {
            return misfit(anchor, "there is no such word to put others beside");
        }
        let mut named = BTreeSet::new();
        for word in remove {
            if self.standing(word.id)?.text != word.text {
                return misfit(word.id, "another word stands there");
            }
            if !named.insert(word.id) {
                return misfit(word.id, "it is named twice");
            }
        }
        for word in put {
            if !named.insert(word.id) {
                return misfit(word.id, "it is named twice");
            }
            match self.words.get(word.id) {
                Some(entry) if !entry.is_removed => return misfit(word.id, "the word is there already"),
                Some(entry) if entry.text != word.text => return misfit(word.id, "the id is that of another word"),
                None if word.id.is_read() => return misfit(word.id, "no such word was read"),
                _ => {}
            }
            if word.text.is_empty() || word.text.contains(char::is_whitespace) {
                return misfit(word.id, "a word is without white space, and not empty");
            }
        }
        Ok(())
    }

    fn change_speaker(
        &mut self,
        tokens: &[TokenId],
        was: &Option<String>,
        speaker: &Option<String>,
    ) -> Result<(), Misfit> {
        for id in tokens {
            let voice = self.standing(*id)?.voice;
            if self.spelling(voice) != was.as_deref() {
                return misfit(*id, "it is another speaker's");
            }
        }
        let voice = speaker.as_deref().map(|spelling| self.voice(spelling));
        tokens.iter().for_each(|id| self.words.get_mut(*id).into_iter().for_each(|entry| entry.voice = voice));
        Ok(())
    }

    pub(super) fn spelling(&self, voice: Option<u32>) -> Option<&str> {
        voice.and_then(|voice| self.voices.get(voice as usize)).map(String::as_str)
    }

    fn voice(&mut self, spelling: &str) -> u32 {
        let found = self.voices.iter().position(|known| known == spelling);
        let index = found.unwrap_or_else(|| {
            self.voices.push(spelling.to_owned());
            self.voices.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// The first word of a cue decides whether the cue begins a turn; any other, whether a turn begins within it.
    fn change_turn(&mut self, token: TokenId, begins: bool) -> Result<(), Misfit> {
        let entry = self.standing(token)?;
        let cue = entry.cue;
        let stands_first = self.is_first_of_cue(token);
        let now = if stands_first { !self.continues[cue as usize] } else { entry.splits };
        if now == begins {
            return misfit(token, if begins { "a turn begins there already" } else { "no turn begins there" });
        }
        match stands_first {
            true => self.continues[cue as usize] = !begins,
            false => self.words.get_mut(token).into_iter().for_each(|entry| entry.splits = begins),
        }
        Ok(())
    }

    fn is_first_of_cue(&self, token: TokenId) -> bool {
        let Some(own) = self.words.get(token) else { return false };
        let before = self.words.before(token).find(|entry| !entry.is_removed || entry.cue != own.cue);
        before.is_none_or(|entry| entry.cue != own.cue)
    }

    fn change_kind(&mut self, tokens: &[TokenId], is: bool) -> Result<(), Misfit> {
        for id in tokens {
            if self.standing(*id)?.is_non_speech == is {
                return misfit(*id, if is { "it is no speech already" } else { "it is speech already" });
            }
        }
        tokens.iter().for_each(|id| self.words.get_mut(*id).into_iter().for_each(|entry| entry.is_non_speech = is));
        Ok(())
    }
}

/// The times of a cue's words, where they stand one for one against its tokens.
fn word_times<'t>(cue: &Cue, tokens: impl ExactSizeIterator<Item = &'t str>) -> Vec<Option<WordTime>> {
    if cue.kind != CueKind::Speech || cue.words.len() != tokens.len() {
        return Vec::new();
    }
    let time = |(word, token): (&crate::transcript::TimedWord, &str)| {
        let is_same = word.text.trim() == token;
        let (start_ms, end_ms) = word.start_ms.zip(word.end_ms).filter(|_| is_same)?;
        Some(WordTime { start_ms, end_ms, is_interpolated: word.interpolated })
    };
    cue.words.iter().zip(tokens).map(time).collect()
}

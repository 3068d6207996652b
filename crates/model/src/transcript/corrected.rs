//! A transcript with corrections laid over it. The transcript stays as it is; what comes out is a copy in which every word
//! that was not corrected keeps its time, and new words have the time of what they replace, spread and marked as such.

use super::{Cue, TimedWord, Token, Transcript};
use crate::Correction;
use crate::words::Edit;
use std::collections::BTreeMap;

/// A corrected transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The transcript with the corrections; a corrected cue keeps its old words in `as_read`.
    pub transcript: Transcript,
    /// The words with their ids: `17` where the word is as read, `17.1`, `17.2` for those put in its place or after it.
    pub words: Vec<Word>,
    /// Corrections that could not be applied, by their place: they concern no word, or words of several cues.
    pub unapplied: Vec<usize>,
}

/// One word of a corrected transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its id, which no later correction of other words changes.
    pub id: String,
    /// The cue it stands in, as an index into `cues`.
    pub cue: u32,
    /// The word.
    pub text: String,
}

impl Transcript {
    /// Lays corrections over the transcript, in the order given. A later correction takes the place of an earlier one that
    /// concerns one of the same words; what was taken back has no effect.
    pub fn corrected(&self, corrections: &[&Correction]) -> Corrected {
        let tokens: Vec<Token<'_>> = self.tokens().collect();
        let plan = Plan::of(corrections, &tokens);
        let mut words = Vec::new();
        let mut transcript = self.clone();
        let mut rest = &tokens[..];
        for index in 0..self.cues.len() {
            let count = rest.iter().take_while(|token| token.cue as usize == index).count();
            let (of_cue, after) = rest.split_at(count);
            rest = after;
            let made = plan.cue(&self.cues[index], of_cue);
            words.extend(made.words.iter().map(|(id, text)| Word {
                id: id.clone(),
                cue: u32::try_from(index).unwrap_or(u32::MAX),
                text: text.clone(),
            }));
            if made.is_changed {
                let cue = &mut transcript.cues[index];
                cue.as_read = Some(std::mem::take(&mut cue.text));
                cue.text = made.text;
                cue.words = made.timed;
            }
        }
        for (token, speaker) in &plan.speakers {
            let Some(token) = tokens.get(*token as usize) else { continue };
            let voice = transcript.voice(speaker);
            transcript.cues[token.cue as usize].voice = Some(voice);
        }
        Corrected { transcript, words, unapplied: plan.unapplied }
    }
}

/// What is to be done at each word.
#[derive(Default)]
struct Plan<'c> {
    /// By the first word: the last one, and the new words.
    replaced: BTreeMap<u64, (u64, Vec<&'c str>)>,
    inserted: BTreeMap<u64, Vec<&'c str>>,
    speakers: BTreeMap<u64, &'c str>,
    unapplied: Vec<usize>,
}

/// A cue as it comes out.
struct Made {
    text: String,
    words: Vec<(String, String)>,
    timed: Vec<TimedWord>,
    is_changed: bool,
}

impl<'c> Plan<'c> {
    fn of(corrections: &[&'c Correction], tokens: &[Token<'_>]) -> Plan<'c> {
        let mut plan = Plan::default();
        for (place, correction) in corrections.iter().enumerate().filter(|(_, one)| one.taken_back != Some(true)) {
            if plan.add(correction, tokens).is_none() {
                plan.unapplied.push(place);
            }
        }
        plan
    }

    fn add(&mut self, correction: &'c Correction, tokens: &[Token<'_>]) -> Option<()> {
        let from = u64::try_from(correction.from_token?).ok()?;
        let to = correction.to_token.map_or(Some(from), |to| u64::try_from(to).ok())?;
        let (first, last) = (tokens.get(usize::try_from(from).ok()?)?, tokens.get(usize::try_from(to).ok()?)?);
        let new: Vec<&str> = correction.text.as_deref().unwrap_or_default().split_whitespace().collect();
        match correction.edit? {
            Edit::Speaker => {
                let speaker = correction.text.as_deref()?;
                let mut cue = u32::MAX;
                for token in tokens.get(usize::try_from(from).ok()?..=usize::try_from(to).ok()?)? {
                    if token.cue != cue {
                        self.speakers.insert(token.id, speaker);
                        cue = token.cue;
                    }
                }
            }
            Edit::Insert => drop(self.inserted.insert(from, new)),
            Edit::Replace | Edit::Delete if first.cue != last.cue || to < from => return None,
            Edit::Replace => self.replace(from, to, new),
            Edit::Delete => self.replace(from, to, Vec::new()),
        }
        Some(())
    }

    fn replace(&mut self, from: u64, to: u64, new: Vec<&'c str>) {
        self.replaced.retain(|first, (last, _)| *first > to || *last < from);
        self.inserted.retain(|after, _| !(from..=to).contains(after));
        self.replaced.insert(from, (to, new));
    }

    fn cue(&self, cue: &Cue, tokens: &[Token<'_>]) -> Made {
        let mut made = Made { text: String::new(), words: Vec::new(), timed: Vec::new(), is_changed: false };
        let times = (cue.words.len() == tokens.len()).then_some(&cue.words[..]);
        let (mut at, mut end) = (0, 0);
        while let Some(token) = tokens.get(at) {
            let replaced = self.replaced.get(&token.id);
            let last = replaced.map_or(token.id, |(last, _)| *last);
            let many = usize::try_from(last - token.id).unwrap_or_default() + 1;
            let gap = &cue.text[end..token.at];
            let of = times.map_or(&[][..], |times| times.get(at..at + many).unwrap_or_default());
            match replaced {
                None => made.keep(gap, token, of),
                Some((_, new)) => made.put(gap, token.id, new, 0, of),
            }
            if let Some(new) = self.inserted.get(&last) {
                let before = made.words.iter().filter(|(id, _)| id.starts_with(&format!("{last}."))).count();
                made.put(" ", last, new, before, of.get(of.len().saturating_sub(1)..).unwrap_or_default());
            }
            end = tokens.get(at + many - 1).map_or(cue.text.len(), |last| last.at + last.text.len());
            at += many;
        }
        made.text.push_str(&cue.text[end..]);
        if times.is_none() {
            made.timed = cue.words.clone();
        }
        made
    }
}

impl Made {
    fn keep(&mut self, gap: &str, token: &Token<'_>, of: &[TimedWord]) {
        self.text.push_str(gap);
        self.text.push_str(token.text);
        self.words.push((token.id.to_string(), token.text.to_owned()));
        self.timed.extend(of.iter().cloned());
    }

    /// Puts new words where `of` were; their time is spread evenly over the new ones.
    fn put(&mut self, gap: &str, id: u64, new: &[&str], before: usize, of: &[TimedWord]) {
        self.is_changed = true;
        let span = of.first().and_then(|word| word.start_ms).zip(of.last().and_then(|word| word.end_ms));
        for (nth, word) in new.iter().enumerate() {
            self.text.push_str(if nth > 0 {
                " "
            } else if self.text.is_empty() {
                gap.trim_start()
            } else {
                gap
            });
            self.text.push_str(word);
            self.words.push((format!("{id}.{}", before + nth + 1), (*word).to_owned()));
            if of.is_empty() {
                continue;
            }
            let at = |nth: usize| {
                let part = |(start, end): (i64, i64)| start + (end - start) * nth as i64 / new.len() as i64;
                span.map(part)
            };
            self.timed.push(TimedWord {
                text: (*word).to_owned(),
                start_ms: at(nth),
                end_ms: at(nth + 1),
                confidence_permille: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::CueKind;
    use proptest::prelude::*;

    fn cue(text: &str) -> Cue {
        let words = text.split_whitespace().zip(0..).map(|(text, nth)| TimedWord {
            text: text.to_owned(),
            start_ms: Some(nth * 100),
            end_ms: Some(nth * 100 + 100),
            confidence_permille: Some(900),
        });
        Cue { text: text.into(), words: words.collect(), start_ms: Some(0), end_ms: Some(900), ..Cue::default() }
    }

    fn transcript() -> Transcript {
        let note = Cue { kind: CueKind::Note, text: "(pause)".into(), ..Cue::default() };
        Transcript { cues: vec![cue("we was in the  Jim"), note, cue("all day")], ..Transcript::default() }
    }

    fn edit(edit: Edit, from: i64, to: i64, text: &str) -> Correction {
        Correction {
            edit: Some(edit),
            from_token: Some(from),
            to_token: Some(to),
            text: Some(text.into()).filter(|text: &String| !text.is_empty()),
            ..Correction::default()
        }
    }

    #[track_caller]
    fn check(edits: &[Correction], text: &str, ids: &str) -> Corrected {
        let corrected = transcript().corrected(&edits.iter().collect::<Vec<_>>());
        let texts: Vec<&str> = corrected.transcript.cues.iter().map(|cue| cue.text.as_str()).collect();
        assert_eq!(texts.join("|"), text);
        assert_eq!(corrected.words.iter().map(|word| word.id.as_str()).collect::<Vec<_>>().join(" "), ids);
        corrected
    }

    #[test]
    fn without_corrections_nothing_changes() {
        let corrected = check(&[], "we was in the  Jim|(pause)|all day", "0 1 2 3 4 5 6");
        assert_eq!(corrected.transcript, transcript());
    }

    #[test]
    fn words_are_replaced_put_in_and_taken_out_and_others_keep_id_and_time() {
        let edits = [
            edit(Edit::Replace, 1, 1, "were"),
            edit(Edit::Replace, 4, 4, "gym nasium"),
            edit(Edit::Insert, 5, 5, "the"),
            edit(Edit::Delete, 0, 0, ""),
        ];
        let corrected = check(&edits, "were in the  gym nasium|(pause)|all the day", "1.1 2 3 4.1 4.2 5 5.1 6");
        let cue = &corrected.transcript.cues[0];
        assert_eq!(cue.as_read.as_deref(), Some("we was in the  Jim"));
        let times: Vec<_> = cue.words.iter().map(|word| (word.text.as_str(), word.start_ms, word.end_ms)).collect();
        let timed = |text, start, end| (text, Some(start), Some(end));
        assert_eq!(
            times,
            [
                timed("were", 100, 200),
                timed("in", 200, 300),
                timed("the", 300, 400),
                timed("gym", 400, 450),
                timed("nasium", 450, 500)
            ]
        );
        assert_eq!((cue.start_ms, cue.end_ms), (Some(0), Some(900)));
    }

    #[test]
    fn a_later_correction_takes_the_place_of_an_earlier_one_and_one_taken_back_has_no_effect() {
        let first = edit(Edit::Replace, 1, 2, "were inside");
        check(
            &[first.clone(), edit(Edit::Replace, 2, 2, "at")],
            "we was at the  Jim|(pause)|all day",
            "0 1 2.1 3 4 5 6",
        );
        let back = Correction { taken_back: Some(true), ..first };
        check(&[back], "we was in the  Jim|(pause)|all day", "0 1 2 3 4 5 6");
    }

    #[test]
    fn a_cue_is_given_to_another_speaker() {
        let corrected =
            check(&[edit(Edit::Speaker, 5, 6, "Keeper")], "we was in the  Jim|(pause)|all day", "0 1 2 3 4 5 6");
        let transcript = corrected.transcript;
        assert_eq!(transcript.speaker(&transcript.cues[2]), Some("Keeper"));
        assert_eq!(transcript.speaker(&transcript.cues[0]), None);
    }

    #[test]
    fn what_concerns_no_word_or_several_cues_is_named() {
        let edits = [edit(Edit::Replace, 4, 5, "x"), edit(Edit::Delete, 9, 9, ""), edit(Edit::Replace, -1, 0, "x")];
        let corrected = check(&edits, "we was in the  Jim|(pause)|all day", "0 1 2 3 4 5 6");
        assert_eq!(corrected.unapplied, [0, 1, 2]);
    }

    proptest! {
        #[test]
        fn whatever_is_corrected_other_words_keep_their_ids_and_times(
            edits in proptest::collection::vec((0..4usize, 0..7i64, 0..3i64, "[a-z]{0,4}( [a-z]{1,3})?"), 0..6)
        ) {
            let edits: Vec<Correction> = edits.into_iter().map(|(kind, from, more, text)| {
                edit(Edit::ALL[kind], from, (from + more).min(6), &text)
            }).collect();
            let before = transcript();
            let corrected = before.corrected(&edits.iter().collect::<Vec<_>>());
            let tokens: Vec<_> = before.tokens().map(|token| (token.id.to_string(), token.text.to_owned())).collect();
            for word in corrected.words.iter().filter(|word| !word.id.contains('.')) {
                prop_assert!(tokens.contains(&(word.id.clone(), word.text.clone())));
            }
            let mut ids: Vec<&String> = corrected.words.iter().map(|word| &word.id).collect();
            let all = ids.len();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), all);
            for (old, new) in before.cues.iter().zip(&corrected.transcript.cues) {
                prop_assert_eq!((old.start_ms, old.end_ms, old.timing), (new.start_ms, new.end_ms, new.timing));
                for word in new.words.iter().filter(|word| word.confidence_permille.is_some()) {
                    prop_assert!(old.words.contains(word), "{:?}", word);
                }
            }
            let text: Vec<&str> = corrected.transcript.cues.iter().filter(|cue| cue.kind == CueKind::Speech)
                .flat_map(|cue| cue.text.split_whitespace()).collect();
            prop_assert_eq!(text, corrected.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>());
        }
    }
}

//! Corrections of transcripts: what is applied can be taken back, words keep their times, ids never change, and an edited
//! transcript gives the operations that make it. Words and edits are generated.

use firsthand_model::transcript::correction::{Corrected, Edits, Operation, Overlay, Place, TokenId, Word, edits};
use firsthand_model::transcript::{Cue, CueKind, TimedWord, Timing, Transcript};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn cue(text: &str, start_ms: i64, voice: u32) -> Cue {
    let words: Vec<&str> = text.split_whitespace().collect();
    let word = |(at, word): (i64, &&str)| TimedWord {
        text: (*word).to_owned(),
        start_ms: Some(start_ms + at * 100),
        end_ms: Some(start_ms + at * 100 + 80),
        ..TimedWord::default()
    };
    Cue {
        text: text.into(),
        start_ms: Some(start_ms),
        end_ms: Some(start_ms + 10_000),
        timing: Timing::Stated,
        voice: Some(voice),
        words: (0..).zip(&words).map(word).collect(),
        ..Cue::default()
    }
}

fn spoken(texts: &[&str]) -> Transcript {
    let cues = (0..).zip(texts).map(|(at, text)| cue(text, at * 10_000, u32::try_from(at % 2).unwrap())).collect();
    Transcript { cues, voices: vec!["A".into(), "B".into()], ..Transcript::default() }
}

fn note(text: &str) -> Cue {
    Cue { kind: CueKind::Note, text: text.into(), ..Cue::default() }
}

/// The edited file as a reader of our own text gives it: the same cues with other words.
fn file(texts: &[(&str, &str)]) -> Transcript {
    let mut file = Transcript::default();
    for (speaker, text) in texts {
        let voice = Some(file.voice(speaker));
        file.cues.push(Cue { text: (*text).into(), voice, ..Cue::default() });
    }
    file
}

#[track_caller]
fn edited(transcript: &Transcript, texts: &[(&str, &str)]) -> (Edits, Corrected) {
    let found = edits(&Overlay::of(transcript), &file(texts), true).unwrap();
    let corrected = Corrected::of(transcript, &found.operations).unwrap();
    (found, corrected)
}

#[track_caller]
fn check(before: &[&str], after: &[(&str, &str)], expected: &[&str]) -> Corrected {
    let transcript = spoken(before);
    let (found, corrected) = edited(&transcript, after);
    let shown: Vec<String> = found.operations.iter().map(shown).collect();
    assert_eq!(shown, expected);
    corrected
}

fn shown(operation: &Operation) -> String {
    let words =
        |words: &[Word]| words.iter().map(|word| format!("{}={}", word.id, word.text)).collect::<Vec<_>>().join(" ");
    let ids = |ids: &[TokenId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match operation {
        Operation::Words { at: Place::Before(id), remove, put } if remove.is_empty() => {
            format!("before {id}: {}", words(put))
        }
        Operation::Words { at: Place::After(id), remove, put } if remove.is_empty() => {
            format!("after {id}: {}", words(put))
        }
        Operation::Words { remove, put, .. } => format!("{} -> {}", words(remove), words(put)),
        Operation::Speaker { tokens, speaker, .. } => format!("{}: {speaker:?}", ids(tokens)),
        Operation::Turn { token, begins } => format!("{token} turn {begins}"),
        Operation::NonSpeech { tokens, is } => format!("{} no speech {is}", ids(tokens)),
    }
}

fn timed(corrected: &Corrected) -> Vec<(String, i64, i64, bool)> {
    let words = corrected.transcript.cues.iter().flat_map(|cue| &cue.words);
    words.map(|word| (word.text.clone(), word.start_ms.unwrap(), word.end_ms.unwrap(), word.interpolated)).collect()
}

#[test]
fn words_put_in_share_the_time_of_those_they_replace_and_say_so() {
    let corrected = check(
        &["he saw fourteen people there"],
        &[("A", "he saw about forty people, there")],
        &["2=fourteen -> 2.1=about 2.2=forty", "3=people -> 3.1=people,"],
    );
    let at = |word: &str, start, end, spread| (word.to_owned(), start, end, spread);
    assert_eq!(
        timed(&corrected),
        [
            at("he", 0, 80, false),
            at("saw", 100, 180, false),
            at("about", 200, 240, true),
            at("forty", 240, 280, true),
            at("people,", 300, 380, false),
            at("there", 400, 480, false),
        ]
    );
    assert_eq!(corrected.transcript.cues[0].as_read.as_deref(), Some("he saw fourteen people there"));
}

#[test]
fn a_word_put_between_two_stands_in_the_pause_between_them() {
    let corrected = check(&["one three"], &[("A", "one two three")], &["after 0: 0.1=two"]);
    assert_eq!(timed(&corrected)[1], ("two".into(), 80, 100, true));
}

#[test]
fn edits_at_the_borders_of_cues_stay_in_their_cues() {
    check(
        &["one two", "three four"],
        &[("A", "one two and"), ("B", "then three four")],
        &["after 1: 1.1=and", "before 2: 2.1=then"],
    );
    check(
        &["one two", "three four"],
        &[("A", "one zwei"), ("B", "drei four")],
        &["1=two -> 1.1=zwei", "2=three -> 2.1=drei"],
    );
    check(&["one two", "three four"], &[("A", "one"), ("B", "four")], &["1=two -> ", "2=three -> "]);
}

#[test]
fn a_speaker_a_turn_and_a_remark_are_operations_of_their_own() {
    let corrected = check(
        &["one two three four", "five six"],
        &[("A", "one two"), ("C", "three four"), ("A", "five six")],
        &["2 3: Some(\"C\")", "4 5: Some(\"A\")"],
    );
    let cues: Vec<_> =
        corrected.transcript.cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.end_ms)).collect();
    assert_eq!(
        cues,
        [
            ("one two", Some(0), Some(200)),
            ("three four", Some(200), Some(10_000)),
            ("five six", Some(10_000), Some(20_000))
        ]
    );
    let corrected = check(&["one two three"], &[("A", "one"), ("A", "two three")], &["1 turn true"]);
    assert_eq!(corrected.transcript.turns().count(), 2);
    let mut file = file(&[("A", "one two"), ("A", "coughs")]);
    file.cues[1].kind = CueKind::Note;
    let transcript = spoken(&["one two coughs"]);
    let found = edits(&Overlay::of(&transcript), &file, true).unwrap();
    assert_eq!(found.operations.iter().map(shown).collect::<Vec<_>>(), ["2 no speech true"]);
    let corrected = Corrected::of(&transcript, &found.operations).unwrap();
    assert_eq!(corrected.transcript.cues[1].kind, CueKind::Note);
    assert_eq!(corrected.ids.len(), 2);
}

#[test]
fn a_word_written_again_as_it_was_read_is_that_word_with_its_time() {
    let transcript = spoken(&["he saw fourteen people"]);
    let mut overlay = Overlay::of(&transcript);
    let first = edits(&overlay, &file(&[("A", "he saw forty people")]), true).unwrap();
    first.operations.iter().for_each(|operation| overlay.apply(operation).unwrap());
    let back = edits(&overlay, &file(&[("A", "he saw fourteen people")]), true).unwrap();
    assert_eq!(back.operations.iter().map(shown).collect::<Vec<_>>(), ["2.1=forty -> 2=fourteen"]);
    back.operations.iter().for_each(|operation| overlay.apply(operation).unwrap());
    assert_eq!(overlay.corrected(), Corrected::as_read(&transcript));
}

#[test]
fn what_is_no_edit_of_the_transcript_is_refused() {
    let words = |from: u32| (from..from + 60).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let transcript = spoken(&[&words(0)]);
    assert!(edits(&Overlay::of(&transcript), &file(&[("A", &words(1000))]), true).is_err());
}

#[test]
fn changed_notes_and_times_are_counted_and_not_taken() {
    let mut transcript = spoken(&["one two", "three four"]);
    transcript.cues.insert(1, note("a pause"));
    let mut file = transcript.clone();
    file.cues[1].text = "a long silence".into();
    file.cues[2].start_ms = Some(12_345);
    let found = edits(&Overlay::of(&transcript), &file, true).unwrap();
    assert_eq!(found.operations, []);
    assert_eq!((found.not_taken.times, found.not_taken.notes > 0), (1, true));
}

#[test]
fn an_operation_that_does_not_fit_changes_nothing() {
    let transcript = spoken(&["one two"]);
    let mut overlay = Overlay::of(&transcript);
    let word = |id: TokenId, text: &str| Word { id, text: text.into() };
    let (zero, new) = (TokenId::read(0), TokenId { base: 0, nth: 1 });
    for (remove, put) in [
        (vec![word(zero, "two")], vec![word(new, "x")]),
        (vec![word(TokenId::read(7), "one")], vec![]),
        (vec![word(zero, "one")], vec![word(TokenId::read(9), "x")]),
        (vec![word(zero, "one")], vec![word(new, "x y")]),
        (vec![], vec![word(zero, "one")]),
    ] {
        overlay.apply(&Operation::Words { at: Place::After(zero), remove, put }).unwrap_err();
        assert_eq!(overlay.corrected(), Corrected::as_read(&transcript));
    }
}

#[test]
fn a_long_transcript_with_many_edits_is_aligned() {
    let words: Vec<String> = (0..20_000u32).map(|n| format!("w{}", n.wrapping_mul(2_654_435_761) % 3_000)).collect();
    let transcript = spoken(
        &words.chunks(20).map(|c| c.join(" ")).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let mut changed = words.clone();
    changed.iter_mut().step_by(10).for_each(|word| *word = format!("{word}x"));
    let texts: Vec<String> = changed.chunks(20).map(|c| c.join(" ")).collect();
    let texts: Vec<(&str, &str)> =
        texts.iter().enumerate().map(|(at, text)| (["A", "B"][at % 2], text.as_str())).collect();
    let (_, corrected) = edited(&transcript, &texts);
    let found: Vec<&str> = corrected.transcript.tokens().map(|token| token.text).collect();
    assert_eq!(found, changed);
}

#[test]
fn words_that_stand_twice_at_a_border_of_cues_keep_their_order() {
    let start: Vec<Vec<String>> =
        [vec!["да"], vec!["да"; 4], vec!["да"]].map(|text| text.into_iter().map(str::to_owned).collect()).into();
    let transcript = read(&start);
    let all = [
        vec![Planted::Replace(17, 109), Planted::Insert(22, 0)],
        vec![Planted::Replace(13, 0)],
        vec![Planted::Replace(19, 109)],
    ];
    let (operations, texts) = days(&transcript, &start, &all);
    let mut overlay = Overlay::of(&transcript);
    operations.iter().for_each(|operation| overlay.apply(operation).unwrap());
    assert_eq!(edits(&overlay, &as_file(&texts), true).unwrap().operations, []);
}

/// One change to a list of words, by place.
#[derive(Debug, Clone)]
enum Planted {
    Replace(usize, u8),
    Insert(usize, u8),
    Delete(usize),
    Spell(usize),
}

fn planted() -> impl Strategy<Value = Vec<Planted>> {
    let one = prop_oneof![
        (0usize..40, any::<u8>()).prop_map(|(at, word)| Planted::Replace(at, word)),
        (0usize..40, any::<u8>()).prop_map(|(at, word)| Planted::Insert(at, word)),
        (0usize..40).prop_map(Planted::Delete),
        (0usize..40).prop_map(Planted::Spell),
    ];
    prop::collection::vec(one, 1..6)
}

fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word = prop::sample::select(vec!["да", "я", "был", "там", "one", "two,", "Three", "four", "été", "и\u{306}"]);
    prop::collection::vec(prop::collection::vec(word.prop_map(str::to_owned), 1..8), 1..5)
}

fn plant(texts: &mut [Vec<String>], planted: &[Planted]) {
    for one in planted {
        let (Planted::Replace(at, _) | Planted::Insert(at, _) | Planted::Delete(at) | Planted::Spell(at)) = one;
        let count = texts.len();
        let text = &mut texts[at % count];
        let at = if text.is_empty() { 0 } else { at % text.len() };
        match one {
            Planted::Insert(_, word) => text.insert(at, format!("n{word}")),
            Planted::Replace(_, word) if !text.is_empty() => text[at] = format!("r{word}"),
            Planted::Spell(_) if !text.is_empty() => {
                text[at] = format!("{},", text[at].trim_end_matches(',').to_uppercase())
            }
            Planted::Delete(_) if text.len() > 1 => drop(text.remove(at)),
            _ => {}
        }
    }
}

fn as_file(texts: &[Vec<String>]) -> Transcript {
    let joined: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
    let pairs: Vec<(&str, &str)> =
        joined.iter().enumerate().map(|(at, text)| (["A", "B"][at % 2], text.as_str())).collect();
    let mut file = file(&pairs);
    (0..).zip(&mut file.cues).for_each(|(at, cue)| cue.start_ms = Some(at * 10_000));
    file
}

/// Applies edits one after the other, as corrections of several days would.
fn days(transcript: &Transcript, start: &[Vec<String>], all: &[Vec<Planted>]) -> (Vec<Operation>, Vec<Vec<String>>) {
    let mut overlay = Overlay::of(transcript);
    let (mut operations, mut texts) = (Vec::new(), start.to_vec());
    for planted in all {
        plant(&mut texts, planted);
        let found = edits(&overlay, &as_file(&texts), true).unwrap();
        found.operations.iter().for_each(|operation| overlay.apply(operation).unwrap());
        operations.extend(found.operations);
    }
    (operations, texts)
}

fn read(texts: &[Vec<String>]) -> Transcript {
    let joined: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
    spoken(&joined.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn planted_edits_are_found_and_a_second_run_finds_none(start in texts(), all in prop::collection::vec(planted(), 1..4)) {
        let transcript = read(&start);
        let (operations, texts) = days(&transcript, &start, &all);
        let corrected = Corrected::of(&transcript, &operations).unwrap();
        let found: Vec<&str> = corrected.transcript.tokens().map(|token| token.text).collect();
        prop_assert_eq!(found, texts.iter().flatten().map(String::as_str).collect::<Vec<_>>());
        let mut overlay = Overlay::of(&transcript);
        operations.iter().for_each(|operation| overlay.apply(operation).unwrap());
        prop_assert_eq!(edits(&overlay, &as_file(&texts), true).unwrap().operations, Vec::<Operation>::new());
    }

    #[test]
    fn of_a_file_that_knows_no_turns_words_and_speakers_are_found(start in texts(), all in planted()) {
        let transcript = read(&start);
        let mut texts = start.clone();
        plant(&mut texts, &all);
        let mut file = as_file(&texts);
        file.cues.iter_mut().for_each(|cue| cue.continues = true);
        file.cues.push(note("a remark of the program that wrote it"));
        let found = edits(&Overlay::of(&transcript), &file, false).unwrap().operations;
        let is_word_or_speaker = |one: &Operation| matches!(one, Operation::Words { .. } | Operation::Speaker { .. });
        prop_assert!(found.iter().all(is_word_or_speaker));
        let corrected = Corrected::of(&transcript, &found).unwrap().transcript;
        let said = |transcript: &Transcript| -> Vec<(Option<String>, String)> {
            let cue = |token: &firsthand_model::transcript::Token<'_>| &transcript.cues[token.cue as usize];
            let tokens = transcript.tokens();
            tokens.map(|token| (transcript.speaker(cue(&token)).map(str::to_owned), token.text.to_owned())).collect()
        };
        file.cues.pop();
        prop_assert_eq!(said(&corrected), said(&file));
    }

    #[test]
    fn rows_of_a_table_say_the_operations_that_they_were_made_of(start in texts(), all in prop::collection::vec(planted(), 1..4)) {
        let (operations, _) = days(&read(&start), &start, &all);
        for operation in operations {
            let again = Operation::of_row(&operation.to_row()).unwrap();
            match (&operation, again) {
                // Where words go is where others were: only an insertion needs to say it.
                (Operation::Words { remove, put, .. }, Operation::Words { remove: r, put: p, .. }) if !remove.is_empty() => {
                    prop_assert_eq!((remove, put), (&r, &p));
                }
                (one, other) => prop_assert_eq!(one, &other),
            }
        }
    }

    #[test]
    fn what_is_applied_and_taken_back_leaves_what_was_read(start in texts(), all in prop::collection::vec(planted(), 1..4)) {
        let transcript = read(&start);
        let (operations, _) = days(&transcript, &start, &all);
        let mut overlay = Overlay::of(&transcript);
        let mut states = vec![overlay.corrected()];
        for operation in &operations {
            overlay.apply(operation).unwrap();
            states.push(overlay.corrected());
        }
        for operation in operations.iter().rev() {
            prop_assert_eq!(overlay.corrected(), states.pop().unwrap());
            overlay.apply(&operation.inverse()).unwrap();
        }
        prop_assert_eq!(overlay.corrected(), states.pop().unwrap());
        prop_assert_eq!(overlay.corrected(), Corrected::as_read(&transcript));
    }

    #[test]
    fn every_word_that_remains_keeps_its_time_and_an_id_names_one_word_for_ever(
        start in texts(),
        all in prop::collection::vec(planted(), 1..5),
    ) {
        let transcript = read(&start);
        let (operations, _) = days(&transcript, &start, &all);
        let times: BTreeMap<TokenId, (Option<i64>, Option<i64>)> = {
            let words = transcript.cues.iter().flat_map(|cue| &cue.words);
            (0..).zip(words).map(|(id, word)| (TokenId::read(id), (word.start_ms, word.end_ms))).collect()
        };
        let mut names: BTreeMap<TokenId, String> = BTreeMap::new();
        let mut overlay = Overlay::of(&transcript);
        for operation in &operations {
            overlay.apply(operation).unwrap();
            let corrected = overlay.corrected();
            let words: Vec<&TimedWord> = corrected.transcript.cues.iter().flat_map(|cue| &cue.words).collect();
            prop_assert_eq!(words.len(), corrected.ids.len());
            for (id, word) in corrected.ids.iter().zip(words) {
                let name = names.entry(*id).or_insert_with(|| word.text.clone());
                prop_assert_eq!(&*name, &word.text);
                if id.is_read() {
                    prop_assert_eq!(times[id], (word.start_ms, word.end_ms));
                    prop_assert!(!word.interpolated);
                }
                prop_assert!(word.start_ms <= word.end_ms);
            }
        }
    }
}

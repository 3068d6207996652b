//! Passages through corrections: what is made from a transcript is found in it again, or said to be lost.
//! Words are generated; Cyrillic with combining marks is among them.

use firsthand_model::selector::{Found, Means, Orphan, Passage, Resolution, Selector, resolve};
use firsthand_model::transcript::{Axis, Cue, CueKind, TimedWord, Timing, Transcript};
use proptest::prelude::*;
use serde_json::json;
use std::ops::Range;

const ORIGINAL: &str = "sha256:5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

fn cue(text: &str) -> Cue {
    Cue { text: text.into(), ..Cue::default() }
}

fn timed(text: &str, start_ms: i64, end_ms: i64) -> Cue {
    Cue { start_ms: Some(start_ms), end_ms: Some(end_ms), timing: Timing::Stated, ..cue(text) }
}

fn transcript(cues: Vec<Cue>) -> Transcript {
    Transcript { cues, ..Transcript::default() }
}

fn spoken(texts: &[&str]) -> Transcript {
    transcript(texts.iter().map(|text| cue(text)).collect())
}

fn passage(transcript: &Transcript, tokens: Range<u64>) -> Passage {
    Passage::of(transcript, ORIGINAL, 0, tokens).unwrap()
}

fn by(selectors: serde_json::Value) -> Passage {
    let selectors: Vec<Selector> = serde_json::from_value(selectors).unwrap();
    Passage { original: ORIGINAL.into(), revision: 0, selectors }
}

#[track_caller]
fn found(passage: &Passage, transcript: &Transcript) -> Found {
    match resolve(passage, transcript) {
        Resolution::Found(found) => found,
        Resolution::Orphaned(orphan) => panic!("{orphan:?}: {passage:?}"),
    }
}

fn words(transcript: &Transcript, tokens: &Range<u64>) -> Vec<String> {
    transcript.tokens().filter(|token| tokens.contains(&token.id)).map(|token| token.text.to_owned()).collect()
}

#[track_caller]
fn check(passage: &Passage, texts: &[&str], expected: &str) -> Found {
    let transcript = spoken(texts);
    let found = found(passage, &transcript);
    assert_eq!(words(&transcript, &found.tokens).join(" "), expected);
    found
}

#[track_caller]
fn check_orphan(passage: &Passage, texts: &[&str], expected: Orphan) {
    assert_eq!(resolve(passage, &spoken(texts)), Resolution::Orphaned(expected));
}

#[test]
fn white_space_and_capitals_do_not_matter() {
    let made = passage(&spoken(&["Он Был там", "вчера вечером"]), 1..4);
    check(&made, &["он  был\nТАМ вчера", "вечером"], "был ТАМ вчера");
}

#[test]
fn likeness_is_not_enough() {
    let made = passage(&spoken(&["он был тамъ вчера"]), 2..3);
    check_orphan(&made, &["он был там вчера"], Orphan::WordsNotFound);
    let composed = by(json!([{ "type": "TextQuoteSelector", "exact": "мой" }]));
    check_orphan(&composed, &["мои\u{306} дом"], Orphan::WordsNotFound);
}

#[test]
fn a_quotation_is_found_at_the_borders_of_words_alone() {
    let quote = by(json!([{ "type": "TextQuoteSelector", "exact": "он" }]));
    check(&quote, &["она звон, «он» же"], "«он»");
    let quote = by(json!([{ "type": "TextQuoteSelector", "exact": "мои" }]));
    check_orphan(&quote, &["мои\u{306} дом"], Orphan::WordsNotFound);
}

#[test]
fn the_words_around_choose_among_several_places() {
    let made = passage(&spoken(&["да я был", "да он был"]), 3..4);
    let found = check(&made, &["вот да я был", "ну вот да он был"], "да");
    assert_eq!((found.tokens, found.is_ambiguous), (6..7, false));
}

#[test]
fn equal_places_go_to_the_nearest_position_and_say_so() {
    let made = passage(&spoken(&["да да да да да да да да да да да да да да да да да да да да да да да да"]), 12..13);
    let found = check(&made, &["да да да да да да да да да да да да да да да да да да да да да да да да"], "да");
    assert_eq!((found.tokens, found.is_ambiguous), (12..13, true));
    let quote = by(json!([{ "type": "TextQuoteSelector", "exact": "да" }]));
    check_orphan(&quote, &["да да"], Orphan::Ambiguous);
}

#[test]
fn a_word_found_among_other_words_says_that_its_context_changed() {
    let made = passage(&spoken(&["я сказал да тогда"]), 2..3);
    assert!(!check(&made, &["я сказал да потом"], "да").is_context_changed);
    assert!(check(&made, &["он крикнул да потом"], "да").is_context_changed);
}

#[test]
fn words_that_changed_are_found_by_the_recording() {
    let made = passage(&transcript(vec![timed("раз два три", 0, 3000), timed("четыре пять", 3000, 5000)]), 1..2);
    let corrected = transcript(vec![timed("раз двадцать три", 0, 3000), timed("четыре пять", 3000, 5000)]);
    let found = found(&made, &corrected);
    assert_eq!((found.by, found.tokens, found.cues, found.ms), (Means::MediaFragment, 0..3, 0..1, Some(0..3000)));
    let disagreeing: Vec<_> = found.disagreeing.into_iter().map(|other| (other.means, other.tokens)).collect();
    assert_eq!(disagreeing, [(Means::Quotation, None), (Means::Position, Some(1..2))]);
}

#[test]
fn the_recording_outweighs_the_same_words_elsewhere() {
    let made = passage(&transcript(vec![timed("да", 0, 1000), timed("нет", 1000, 2000)]), 0..1);
    let found = found(&made, &transcript(vec![timed("так", 0, 1000), timed("да", 1000, 2000)]));
    assert_eq!((found.by, found.tokens), (Means::MediaFragment, 0..1));
    assert_eq!(found.disagreeing[0].tokens, Some(1..2));
}

#[test]
fn words_timed_one_by_one_narrow_the_recording() {
    let word = |text: &str, start| TimedWord {
        text: text.into(),
        start_ms: Some(start),
        end_ms: Some(start + 500),
        ..TimedWord::default()
    };
    let words = vec![word("раз", 0), word("два", 500), word("три", 1000)];
    let transcript = transcript(vec![Cue { words, ..timed("раз два три", 0, 1500) }]);
    let found = found(&by(json!([{ "type": "FragmentSelector", "value": "t=0.5,1" }])), &transcript);
    assert_eq!((found.tokens, found.ms), (1..2, Some(500..1000)));
}

#[test]
fn interpolated_times_make_no_fragment() {
    let mut made = transcript(vec![timed("раз", 0, 1000), cue("два"), timed("три", 3000, 4000)]);
    made.interpolate();
    assert!(passage(&made, 1..2).selectors.iter().all(|selector| !matches!(selector, Selector::Fragment(_))));
}

#[test]
fn times_of_the_day_are_none_of_the_recording() {
    let cues = vec![timed("раз два", 36_000_000, 36_001_000)];
    let hearing = Transcript { axis: Axis::Day, ..transcript(cues) };
    assert!(passage(&hearing, 0..1).selectors.iter().all(|selector| !matches!(selector, Selector::Fragment(_))));
    let fragment = by(json!([{ "type": "FragmentSelector", "value": "t=36000,36001" }]));
    assert_eq!(resolve(&fragment, &hearing), Resolution::Orphaned(Orphan::NoSelector));
}

#[test]
fn a_range_ends_before_what_its_end_selects() {
    let quote = |exact: &str| json!({ "type": "TextQuoteSelector", "exact": exact });
    let range = json!([{ "type": "RangeSelector", "startSelector": quote("два"), "endSelector": quote("пять") }]);
    let found = check(&by(range), &["раз два три", "четыре пять"], "два три четыре");
    assert_eq!((found.by, found.cues), (Means::Range, 0..2));
}

#[test]
fn a_fragment_of_another_standard_selects_no_time() {
    let fragment =
        |standard: &str| by(json!([{ "type": "FragmentSelector", "value": "t=0,1", "conformsTo": standard }]));
    let transcript = transcript(vec![timed("раз", 0, 1000)]);
    let other = resolve(&fragment("http://tools.ietf.org/rfc/rfc5147"), &transcript);
    assert_eq!(other, Resolution::Orphaned(Orphan::NoSelector));
    assert_eq!(found(&fragment("https://www.w3.org/TR/media-frags/"), &transcript).tokens, 0..1);
}

#[test]
fn a_passage_without_words_or_time_is_an_orphan() {
    check_orphan(&by(json!([{ "type": "SvgSelector", "value": "<svg/>" }])), &["раз"], Orphan::NoSelector);
    let beyond = by(json!([{ "type": "TextPositionSelector", "start": 90, "end": 95 }]));
    check_orphan(&beyond, &["раз"], Orphan::OutsideTheText);
    assert_eq!(Passage::of(&spoken(&["раз"]), ORIGINAL, 0, 1..2), None);
}

#[test]
fn positions_count_code_points() {
    let made = passage(&spoken(&["мои\u{306} 😀 дом"]), 2..3);
    let position = json!({ "type": "TextPositionSelector", "start": 7, "end": 10 });
    assert_eq!(serde_json::to_value(&made.selectors[1]).unwrap(), position);
}

/// Few words, so that they repeat; some with marks of their own, one that begins with a mark.
fn any_text() -> impl Strategy<Value = String> {
    let word =
        prop::sample::select(vec!["да", "Да,", "мои\u{306}", "мой", "и\u{301}", "\u{306}", "ha", "ha-ha", "😀", "İß"]);
    let space = prop::sample::select(vec![" ", "  ", "\n", "\u{a0}"]);
    prop::collection::vec((word, space), 0..6)
        .prop_map(|parts| parts.into_iter().map(|(w, s)| format!("{w}{s}")).collect())
}

fn any_cue() -> impl Strategy<Value = Cue> {
    let time = prop::option::of((-10i64..5000, 0i64..2000));
    (any_text(), time, prop::bool::weighted(0.2)).prop_map(|(text, time, is_note)| {
        let made = time.map_or(cue(&text), |(start, length)| timed(&text, start, start + length));
        Cue { kind: if is_note { CueKind::Note } else { CueKind::Speech }, ..made }
    })
}

fn any_transcript() -> impl Strategy<Value = Transcript> {
    prop::collection::vec(any_cue(), 1..6).prop_map(transcript)
}

/// Cues of three words each, none of which comes twice, and the tokens of a passage.
fn distinct(is_timed: bool) -> impl Strategy<Value = (Vec<Vec<String>>, Range<usize>, bool)> {
    let word = |index: usize| format!("сло\u{301}во{index}й");
    let cues = move |count: usize| (0..count).map(|cue| (0..3).map(|at| word(cue * 3 + at)).collect()).collect();
    (1usize..6, any::<prop::sample::Index>(), 1usize..5).prop_map(move |(count, start, length)| {
        let start = start.index(count * 3);
        (cues(count), start..(start + length).min(count * 3), is_timed)
    })
}

fn laid_out(cues: &[Vec<String>], is_timed: bool) -> Transcript {
    let one = |(index, words): (usize, &Vec<String>)| {
        let start = i64::try_from(index).unwrap() * 1000;
        let text = words.join(" ");
        if is_timed { timed(&text, start, start + 1000) } else { cue(&text) }
    };
    transcript(cues.iter().enumerate().map(one).collect())
}

proptest! {
    #[test]
    fn a_passage_is_found_where_it_was_made(
        transcript in any_transcript(), start in any::<prop::sample::Index>(), length in 1u64..5,
    ) {
        let count = transcript.tokens().count();
        if count == 0 {
            return Ok(());
        }
        let start = start.index(count) as u64;
        let tokens = start..(start + length).min(count as u64);
        let found = found(&passage(&transcript, tokens.clone()), &transcript);
        prop_assert_eq!(found.tokens, tokens);
        prop_assert_eq!(found.disagreeing, []);
        prop_assert!(!found.is_context_changed);
    }

    #[test]
    fn changes_elsewhere_leave_a_passage_its_words(
        (mut cues, tokens, is_timed) in any::<bool>().prop_flat_map(distinct),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..8),
    ) {
        let before = laid_out(&cues, is_timed);
        let made = passage(&before, tokens.start as u64..tokens.end as u64);
        let own: Vec<String> = cues.concat()[tokens].to_vec();
        for (at, is_insertion) in changes {
            let at = at.index(cues.concat().len() + 1);
            change(&mut cues, &own, at, is_insertion);
        }
        let after = laid_out(&cues, is_timed);
        let found = found(&made, &after);
        prop_assert_eq!(words(&after, &found.tokens), own);
        prop_assert_eq!(found.by, if is_timed { Means::MediaFragment } else { Means::Quotation });
        prop_assert!(found.disagreeing.iter().all(|other| other.means == Means::Position));
    }

    #[test]
    fn changed_words_are_found_by_the_recording_or_are_orphans(
        (mut cues, tokens, is_timed) in any::<bool>().prop_flat_map(distinct), which in any::<prop::sample::Index>(),
    ) {
        let made = passage(&laid_out(&cues, is_timed), tokens.start as u64..tokens.end as u64);
        let changed = tokens.start + which.index(tokens.len());
        cues[changed / 3][changed % 3] = "иначе".to_owned();
        let after = laid_out(&cues, is_timed);
        match resolve(&made, &after) {
            Resolution::Orphaned(orphan) => prop_assert!(!is_timed && orphan == Orphan::WordsNotFound),
            Resolution::Found(found) => {
                prop_assert_eq!(found.by, Means::MediaFragment);
                prop_assert!(found.tokens.contains(&(changed as u64)));
                prop_assert!(found.disagreeing.iter().any(|other| other.means == Means::Quotation && other.tokens.is_none()));
            }
        }
    }

    #[test]
    fn no_selector_panics(
        transcript in any_transcript(), exact in any_text(), around in any_text(), fragment in "[t=,.:0-9a-z]{0,12}",
        start in any::<u64>(), end in 0u64..40, is_near in any::<bool>(),
    ) {
        let quote = json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": around, "suffix": around });
        let start = if is_near { start % 40 } else { start };
        let position = json!({ "type": "TextPositionSelector", "start": start, "end": end });
        let fragment = json!({ "type": "FragmentSelector", "value": fragment, "refinedBy": quote });
        let range = json!({ "type": "RangeSelector", "startSelector": quote, "endSelector": position });
        for selectors in [json!([quote, position]), json!([fragment, position]), json!([range]), json!([position])] {
            if let Resolution::Found(found) = resolve(&by(selectors), &transcript) {
                prop_assert!(found.tokens.start < found.tokens.end);
                prop_assert!(found.tokens.end <= transcript.tokens().count() as u64);
            }
        }
    }
}

/// Inserts a word before the so many-th, or deletes that, unless it would touch the passage.
fn change(cues: &mut [Vec<String>], own: &[String], at: usize, is_insertion: bool) {
    let places: Vec<(usize, usize)> =
        cues.iter().enumerate().flat_map(|(cue, words)| (0..words.len()).map(move |at| (cue, at))).collect();
    let Some(&(cue, word)) = places.get(at) else { return };
    let is_own = own.contains(&cues[cue][word]);
    if is_insertion && (!is_own || cues[cue][word] == own[0]) {
        cues[cue].insert(word, "вставка".to_owned());
    } else if !is_insertion && !is_own {
        cues[cue].remove(word);
    }
}

//! When each word of a cue is said, written beside its words so that the one being said can be marked without an element each.
//! Which words those are on the page is for `web/src/watch/said.ts` to find.

use firsthand_model::transcript::Cue;

/// What stands for a word whose time is not known.
const UNKNOWN: &str = "-";

/// When each word of a cue begins, in hundredths of a second after the word before it, the first after `start_ms`, where
/// its row begins: `0 34 27 -`, as many as the text has words. Nothing where none has a time, or where the timed words are
/// not those of the text.
pub(super) fn of(cue: &Cue, start_ms: i64) -> Option<String> {
    let shown = cue.text.split_whitespace();
    let is_same =
        cue.words.len() == shown.clone().count() && cue.words.iter().zip(shown).all(|(w, s)| w.text.trim() == s);
    if !is_same || cue.words.iter().all(|word| word.start_ms.is_none()) {
        return None;
    }
    let mut before = 0;
    let times = cue.words.iter().map(|word| {
        let Some(ms) = word.start_ms else { return UNKNOWN.to_owned() };
        let at = ((ms - start_ms) / 10).max(before);
        (at - std::mem::replace(&mut before, at)).to_string()
    });
    Some(times.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::transcript::TimedWord;

    #[track_caller]
    fn check(text: &str, words: &[(&str, Option<i64>)], expected: Option<&str>) {
        let timed = |(text, start_ms): &(&str, Option<i64>)| TimedWord {
            text: (*text).to_owned(),
            start_ms: *start_ms,
            ..TimedWord::default()
        };
        let words = words.iter().map(timed).collect();
        let cue = Cue { text: text.into(), words, ..Cue::default() };
        assert_eq!(of(&cue, 1000).as_deref(), expected, "{text}");
    }

    #[test]
    fn each_word_has_its_hundredths_after_the_one_before() {
        check("On the quay.", &[("On", Some(1000)), ("the", Some(1345)), (" quay.", Some(1610))], Some("0 34 27"));
        check("On the\nquay", &[("On", Some(990)), ("the", None), ("quay", Some(1610))], Some("0 - 61"));
    }

    #[test]
    fn words_that_are_not_those_of_the_text_have_no_times_on_the_page() {
        check("On the quay", &[("On", Some(1000)), ("quay", Some(1610))], None);
        check("On a quay", &[("On", Some(1000)), ("the", Some(1345)), ("quay", Some(1610))], None);
        check("On", &[("On", None)], None);
        check("On", &[], None);
    }
}

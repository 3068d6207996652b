//! Times that run backwards. Of all stated times the most that are in order stay; the others lose their place, are spread
//! between their neighbours and keep what was stated in `extra`. Which of two contradicting times is right is not known here.

use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};

/// Start and end of a cue or word, as far as they are stated.
type Times = (Option<i64>, Option<i64>);

/// Takes times out of cues and words that are out of order; says which.
pub(super) fn repair(transcript: &mut Transcript) -> Vec<String> {
    let times: Vec<Times> = transcript.cues.iter().map(|cue| (cue.start_ms, cue.end_ms)).collect();
    let mut problems = Vec::new();
    for index in backward(&times) {
        let stated = told(times[index]);
        problems.push(format!(
            "cue {}: its times run backwards ({stated}); it was placed between its neighbours",
            index + 1
        ));
        let cue = &mut transcript.cues[index];
        cue.extra.insert("stated times".into(), stated);
        (cue.start_ms, cue.end_ms, cue.timing) = (None, None, Timing::Absent);
    }
    let words = transcript.cues.iter_mut().zip(1..).filter_map(|(cue, number)| repair_words(cue, number));
    problems.extend(words);
    problems
}

fn repair_words(cue: &mut Cue, number: usize) -> Option<String> {
    let times: Vec<Times> = cue.words.iter().map(|word| (word.start_ms, word.end_ms)).collect();
    let wrong = backward(&times);
    for index in &wrong {
        let word = &mut cue.words[*index];
        cue.extra.insert(format!("stated times of word {}", index + 1), told(times[*index]));
        (word.start_ms, word.end_ms) = (None, None);
    }
    let first = wrong.first()?;
    let (count, place, stated) = (wrong.len(), first + 1, told(times[*first]));
    Some(format!(
        "cue {number}: times of {count} of its words run backwards, first of word {place} ({stated}); taken as unknown"
    ))
}

fn told((start, end): Times) -> String {
    let told = |ms: Option<i64>| ms.map_or("nothing".to_owned(), |ms| ms.to_string());
    format!("{} to {} ms", told(start), told(end))
}

/// Those that end before they begin, and the fewest others whose starts must go so that the rest never run backwards.
fn backward(times: &[Times]) -> Vec<usize> {
    let is_reversed = |(start, end): &Times| start.zip(*end).is_some_and(|(start, end)| end < start);
    let usable: Vec<(usize, i64)> = times
        .iter()
        .enumerate()
        .filter(|(_, one)| !is_reversed(one))
        .filter_map(|(index, one)| one.0.map(|start| (index, start)))
        .collect();
    let kept = longest_rise(&usable);
    let timed = (0..times.len()).filter(|index| times[*index].0.is_some());
    timed.filter(|index| kept.binary_search(index).is_err()).collect()
}

/// The longest run of starts, in their order, that never falls. Source: patience sorting.
fn longest_rise(starts: &[(usize, i64)]) -> Vec<usize> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(starts.len());
    for (at, (_, start)) in starts.iter().enumerate() {
        let pile = tops.partition_point(|top| starts[*top].1 <= *start);
        before.push(pile.checked_sub(1).map(|left| tops[left]));
        if pile == tops.len() { tops.push(at) } else { tops[pile] = at }
    }
    let mut kept: Vec<usize> = std::iter::successors(tops.last().copied(), |at| before[*at]).collect();
    kept.reverse();
    kept.into_iter().map(|at| starts[at].0).collect()
}

#[cfg(test)]
mod tests {
    use super::backward;

    fn of(starts: &[i64]) -> Vec<usize> {
        backward(&starts.iter().map(|start| (Some(*start), None)).collect::<Vec<_>>())
    }

    #[test]
    fn one_time_far_ahead_does_not_take_the_place_of_all_that_follow() {
        assert_eq!(of(&[0, 10, 900_000, 20, 30]), [2]);
    }

    #[test]
    fn one_time_far_back_goes_alone() {
        assert_eq!(of(&[0, 10, 20, 5, 30]), [3]);
    }

    #[test]
    fn equal_times_are_in_order() {
        assert!(of(&[5, 5, 5]).is_empty() && of(&[]).is_empty());
    }

    #[test]
    fn what_ends_before_it_begins_is_backward_and_what_has_no_time_is_not() {
        assert_eq!(backward(&[(Some(5), Some(4)), (None, None), (None, Some(2)), (Some(1), Some(1))]), [0]);
    }
}

//! Times for cues that have none, spread between stated ones by the length of the words, and marked as interpolated.
//! A stated time is never changed, and nothing is made up outside the first and last stated time.

use super::{Timing, Transcript};

impl Transcript {
    /// Gives every cue between two known starts its own, in proportion to the characters before it; ends follow the next
    /// start. Where known starts run backwards, nothing is filled between them. A start is known that is stated or that a
    /// reader has placed already.
    pub fn interpolate(&mut self) {
        let known: Vec<usize> = (0..self.cues.len()).filter(|index| self.cues[*index].start_ms.is_some()).collect();
        for pair in known.windows(2) {
            self.fill(pair[0], pair[1]);
        }
    }

    fn fill(&mut self, from: usize, to: usize) {
        let (Some(first), Some(last)) = (self.cues[from].start_ms, self.cues[to].start_ms) else { return };
        if first > last {
            return;
        }
        // The cue with the known start speaks until the next one begins; a stated end moves that later.
        let begin = self.cues[from].end_ms.filter(|end| (first..=last).contains(end)).unwrap_or(first);
        let skip = usize::from(self.cues[from].end_ms.is_some());
        let weights: Vec<i64> = self.cues[from + skip..to].iter().map(weight).collect();
        let total: i64 = weights.iter().sum::<i64>().max(1);
        let mut before = 0;
        for (cue, weight) in self.cues[from + skip..to].iter_mut().zip(weights) {
            let at = |sum: i64| begin.saturating_add(scaled(last.saturating_sub(begin), sum, total));
            if cue.start_ms.is_none() {
                cue.start_ms = Some(at(before).min(cue.end_ms.unwrap_or(i64::MAX)));
                cue.timing = Timing::Interpolated;
            }
            before += weight;
            if cue.end_ms.is_none() {
                cue.end_ms = Some(at(before));
            }
        }
    }
}

fn weight(cue: &super::Cue) -> i64 {
    i64::try_from(cue.text.chars().count()).unwrap_or(i64::MAX / 4).max(1)
}

fn scaled(length: i64, part: i64, total: i64) -> i64 {
    i64::try_from(i128::from(length) * i128::from(part) / i128::from(total)).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Cue, Timing, Transcript};

    fn cue(start_ms: Option<i64>, text: &str) -> Cue {
        let timing = if start_ms.is_some() { Timing::Stated } else { Timing::Absent };
        Cue { start_ms, timing, text: text.into(), ..Cue::default() }
    }

    fn starts(cues: Vec<Cue>) -> Vec<(Option<i64>, Timing)> {
        let mut transcript = Transcript { cues, ..Transcript::default() };
        transcript.interpolate();
        transcript.cues.iter().map(|cue| (cue.start_ms, cue.timing)).collect()
    }

    #[test]
    fn cues_between_marks_are_spread_by_their_length_and_say_so() {
        let found = starts(vec![cue(Some(1000), "ab"), cue(None, "abcd"), cue(None, "ab"), cue(Some(9000), "x")]);
        use Timing::{Interpolated, Stated};
        assert_eq!(
            found,
            [(Some(1000), Stated), (Some(3000), Interpolated), (Some(7000), Interpolated), (Some(9000), Stated)]
        );
    }

    #[test]
    fn a_start_that_is_made_up_never_lies_behind_the_end_that_is_stated() {
        let ends = Cue { end_ms: Some(1500), timing: Timing::Stated, ..cue(None, "a") };
        let mut transcript = Transcript {
            cues: vec![cue(Some(1000), "a long beginning"), ends, cue(Some(9000), "a")],
            ..Transcript::default()
        };
        transcript.interpolate();
        assert_eq!((transcript.cues[1].start_ms, transcript.cues[1].end_ms), (Some(1500), Some(1500)));
    }

    #[test]
    fn a_start_that_a_reader_placed_is_not_passed_by_an_end_made_up_for_it() {
        let placed = Cue { timing: Timing::Interpolated, ..cue(Some(4500), "a") };
        let mut transcript = Transcript {
            cues: vec![cue(Some(1000), "a"), placed, cue(None, "a"), cue(Some(5000), "a")],
            ..Transcript::default()
        };
        transcript.interpolate();
        let times: Vec<_> = transcript.cues.iter().map(|cue| (cue.start_ms, cue.end_ms)).collect();
        assert_eq!(times[1..3], [(Some(4500), Some(4750)), (Some(4750), Some(5000))]);
    }

    #[test]
    fn times_as_far_apart_as_can_be_stop_nothing() {
        let found = starts(vec![cue(Some(i64::MIN), "a"), cue(None, "a"), cue(Some(i64::MAX), "a")]);
        assert_eq!(found[1].1, Timing::Interpolated);
    }

    #[test]
    fn nothing_is_made_up_outside_the_marks_or_where_they_run_backwards() {
        let found =
            starts(vec![cue(None, "a"), cue(Some(5000), "a"), cue(None, "a"), cue(Some(1000), "a"), cue(None, "a")]);
        let filled = found.iter().filter(|(_, timing)| *timing == Timing::Interpolated).count();
        assert_eq!(filled, 0);
    }
}

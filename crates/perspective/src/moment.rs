//! The moment that an answer describes, and whether moments part answers.
//! Reading dates is in `clock`; overlapping is in `cliques`.

use crate::clock::Clock;
use crate::interval::Interval;
use firsthand_model::board::AsOf;
use firsthand_model::words::Tally;
use firsthand_model::{Answer, Question};

/// Whether answers of this tally meet only where their moments overlap.
///
/// A rule is `span`, `moment`, or clauses such as `moment where tally is running, span where final`. Without a rule it
/// is `span`. A tally that no clause names is `span`; no tally at all is `moment` if any clause says so, since then
/// agreement has to be shown.
pub(crate) fn moment_parts(rule: Option<&str>, tally: Option<Tally>) -> bool {
    let clauses: Vec<(&str, Option<&str>)> = rule.unwrap_or("span").split(',').map(clause).collect();
    let named = |condition: &Option<&str>| condition.is_none_or(|word| tally.is_some_and(|tally| tally.word() == word));
    match clauses.iter().find(|(_, condition)| named(condition)) {
        Some((rule, _)) => *rule == "moment",
        None => tally.is_none() && clauses.iter().any(|(rule, _)| *rule == "moment"),
    }
}

fn clause(text: &str) -> (&str, Option<&str>) {
    let (rule, condition) = match text.split_once(" where ") {
        Some((rule, condition)) => (rule, condition.split_whitespace().last()),
        None => (text, None),
    };
    (rule.trim(), condition)
}

/// The moment as shown, or none if nothing says it, and as an interval; an end that is not said is open.
pub(crate) fn moment(answer: &Answer, question: Option<&Question>, clock: Clock) -> (Option<AsOf>, Interval) {
    let own = as_of(&answer.as_of_earliest, &answer.as_of_latest, false);
    let asked = || question.and_then(|question| as_of(&question.as_of_earliest, &question.as_of_latest, true));
    let shown = own.or_else(asked);
    let interval = shown.as_ref().map_or(Interval::ALL, |as_of| as_interval(as_of, clock));
    (shown, interval)
}

fn as_of(earliest: &Option<String>, latest: &Option<String>, assumed: bool) -> Option<AsOf> {
    let said = earliest.is_some() || latest.is_some();
    said.then(|| AsOf { earliest: earliest.clone(), latest: latest.clone(), assumed })
}

fn as_interval(as_of: &AsOf, clock: Clock) -> Interval {
    let read = |text: &Option<String>| text.as_deref().and_then(|text| clock.read(text)).unwrap_or(Interval::ALL);
    let (low, high) = (read(&as_of.earliest).low, read(&as_of.latest).high);
    // Ends in the wrong order are one moment noted backwards: an empty one would part it from everything.
    Interval::new(low.min(high), low.max(high))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY_TALLY: &str = "moment where tally is running, span where final";

    #[test]
    fn a_rule_by_tally_parts_running_counts_only() {
        assert!(moment_parts(Some(BY_TALLY), Some(Tally::Running)));
        assert!(!moment_parts(Some(BY_TALLY), Some(Tally::Final)));
    }

    #[test]
    fn without_a_tally_agreement_has_to_be_shown() {
        assert!(moment_parts(Some(BY_TALLY), None));
        assert!(!moment_parts(None, None));
        assert!(!moment_parts(Some("span"), None));
    }

    #[test]
    fn a_plain_rule_holds_for_every_tally() {
        assert!(moment_parts(Some("moment"), Some(Tally::Final)));
        assert!(!moment_parts(Some("span"), Some(Tally::Running)));
    }

    #[test]
    fn a_missing_moment_is_taken_from_the_question_and_marked() {
        let question = Question { as_of_latest: Some("2004-09-03".into()), ..Question::default() };
        let (shown, interval) = moment(&Answer::default(), Some(&question), Clock::utc());
        assert!(shown.unwrap().assumed);
        assert_eq!(interval.low_end(), None);
    }

    #[test]
    fn an_end_that_the_answer_leaves_open_is_not_filled_from_the_question() {
        let question = Question { as_of_earliest: Some("2004-09-01".into()), ..Question::default() };
        let answer = Answer { as_of_latest: Some("2006-12-22".into()), ..Answer::default() };
        let (shown, interval) = moment(&answer, Some(&question), Clock::utc());
        assert!(!shown.unwrap().assumed);
        assert_eq!(interval.low_end(), None);
    }
}

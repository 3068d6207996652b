//! An answer and a scope written in one cell each, as a person types them: `count>1200` and `held-in-school; tally=final`.
//! The cells of `answers.csv` say the same in more columns; comparing answers is in `perspective`.

use crate::answer::{AnswerType, Bound};
use crate::edtf::Edtf;
use crate::{Answer, Handle};

/// Signs between type and value, longer ones first, each with its bound.
const SIGNS: [(&str, Bound); 7] = [
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("!=", Bound::Exact),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("~", Bound::About),
    ("=", Bound::Exact),
];

/// What an answer cell may hold, for messages.
const EXPECTED: &str = "an answer such as count=354, count~1500, count>1200, count=120..400, time=2004-09-03T13:05, choice=B07, order=blow<dark or text=words";

/// Reads an answer cell: a type, a sign and a value.
///
/// `count` and `time` take `=`, `~` (about), `>`, `>=`, `<`, `<=`, and `=` with two ends parted by `..`; `choice`,
/// `actor`, `place` and `yes_no` take ids parted by `;` after `=` or, if they are denied, `!=`, and `order` chains such as
/// `blow<dark`; `text` takes words after `=`.
///
/// # Errors
/// What was expected instead.
pub fn read_answer(text: &str) -> Result<Answer, String> {
    let text = text.trim();
    let (at, (sign, bound)) = first_sign(text).ok_or_else(|| EXPECTED.to_owned())?;
    let kind: AnswerType = text[..at].trim().parse().map_err(|_| EXPECTED.to_owned())?;
    let value = text[at + sign.len()..].trim();
    let mut answer = Answer { r#type: Some(kind), ..Answer::default() };
    match kind {
        AnswerType::Count | AnswerType::Time if sign != "!=" => set_ends(&mut answer, bound, value),
        AnswerType::Text if sign == "=" => answer.text = Some(value.to_owned()).filter(|words| !words.is_empty()),
        AnswerType::Choice | AnswerType::Actor | AnswerType::Place | AnswerType::YesNo | AnswerType::Order
            if bound == Bound::Exact =>
        {
            let ids = value.split(';').map(str::trim).filter(|id| !id.is_empty());
            answer.option_ids = ids.map(Handle::from).collect();
            answer.negated = Some(sign == "!=");
        }
        _ => return Err(EXPECTED.to_owned()),
    }
    if kind == AnswerType::Text && answer.text.is_none() {
        return Err(EXPECTED.to_owned());
    }
    answer.value().map_err(|misfit| misfit.expected)?;
    Ok(answer)
}

fn first_sign(text: &str) -> Option<(usize, (&'static str, Bound))> {
    let at = text.find(['=', '~', '>', '<', '!'])?;
    SIGNS.into_iter().find(|(sign, _)| text[at..].starts_with(sign)).map(|sign| (at, sign))
}

fn set_ends(answer: &mut Answer, bound: Bound, value: &str) {
    let end = |text: &str| Some(text.trim().to_owned());
    answer.bound = Some(bound);
    match (bound, value.split_once("..")) {
        (Bound::Exact, Some((low, high))) => {
            answer.bound = Some(Bound::Range);
            (answer.min, answer.max) = (end(low), end(high));
        }
        (Bound::AtLeast | Bound::MoreThan, _) => answer.min = end(value),
        (Bound::AtMost | Bound::LessThan, _) => answer.max = end(value),
        _ => (answer.min, answer.max) = (end(value), end(value)),
    }
}

/// Reads a scope cell into an answer: a population key, `unit=…`, `tally=…` and `as_of=…`, parted by `;`, each at most once.
///
/// # Errors
/// What was expected instead.
pub fn read_scope(text: &str, answer: &mut Answer) -> Result<(), String> {
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let is_fresh = match part.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
            None => answer.population.replace(part.to_owned()).is_none(),
            Some(("unit", unit)) => answer.unit.replace(unit.to_owned()).is_none(),
            Some(("tally", word)) => {
                let tally = word.parse().map_err(|words: String| format!("a tally: {words}"))?;
                answer.tally.replace(tally).is_none()
            }
            Some(("as_of", moment)) => set_moment(answer, moment)?,
            Some(_) => return Err("a population key, unit=…, tally=… or as_of=…, parted by ;".into()),
        };
        if !is_fresh {
            return Err("each part of a scope once: one population, unit, tally and as_of".into());
        }
    }
    Ok(())
}

fn set_moment(answer: &mut Answer, moment: &str) -> Result<bool, String> {
    let (low, high) = moment.split_once('/').unwrap_or((moment, moment));
    for end in [low, high] {
        end.parse::<Edtf>().map_err(|error| format!("as_of as an EDTF date or two parted by / ({error})"))?;
    }
    let is_fresh = answer.as_of_earliest.is_none();
    (answer.as_of_earliest, answer.as_of_latest) = (Some(low.to_owned()), Some(high.to_owned()));
    Ok(is_fresh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Tally;

    #[track_caller]
    fn check(cell: &str, bound: Bound, min: Option<&str>, max: Option<&str>) {
        let answer = read_answer(cell).unwrap();
        assert_eq!((answer.bound, answer.min.as_deref(), answer.max.as_deref()), (Some(bound), min, max), "{cell}");
    }

    #[test]
    fn counts_and_times_are_read_with_their_bounds() {
        check("count=354", Bound::Exact, Some("354"), Some("354"));
        check(" count ~ 1500 ", Bound::About, Some("1500"), Some("1500"));
        check("count>1200", Bound::MoreThan, Some("1200"), None);
        check("count>=600", Bound::AtLeast, Some("600"), None);
        check("count<40", Bound::LessThan, None, Some("40"));
        check("count<=40", Bound::AtMost, None, Some("40"));
        check("count=120..400", Bound::Range, Some("120"), Some("400"));
        check("time>2004-09-03T13:05:00+04:00", Bound::MoreThan, Some("2004-09-03T13:05:00+04:00"), None);
    }

    #[test]
    fn options_are_asserted_or_denied_and_texts_are_kept() {
        let denied = read_answer("actor!=B07;B10").unwrap();
        assert_eq!((denied.option_ids.len(), denied.negated), (2, Some(true)));
        assert_eq!(read_answer("yes_no=no").unwrap().option_ids[0].as_str(), "no");
        assert_eq!(read_answer("order=blow<dark;fire").unwrap().option_ids[0].as_str(), "blow<dark");
        assert_eq!(read_answer("text=a > b").unwrap().text.as_deref(), Some("a > b"));
    }

    #[test]
    fn what_is_no_answer_says_what_is_expected() {
        for cell in [
            "",
            "354",
            "count",
            "count=many",
            "count!=3",
            "number=3",
            "count=9..3",
            "yes_no=maybe",
            "order=a<a",
            "text=",
        ] {
            assert!(read_answer(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn a_scope_is_a_population_and_named_parts() {
        let mut answer = Answer::default();
        read_scope("held-in-school; unit=percent; tally=final; as_of=2004-09-02/2004-09-03", &mut answer).unwrap();
        assert_eq!(answer.population.as_deref(), Some("held-in-school"));
        assert_eq!((answer.unit.as_deref(), answer.tally), (Some("percent"), Some(Tally::Final)));
        assert_eq!(answer.as_of_latest.as_deref(), Some("2004-09-03"));
        for cell in ["a; b", "tally=ended", "as_of=soon", "colour=red"] {
            assert!(read_scope(cell, &mut Answer::default()).is_err(), "{cell}");
        }
    }
}

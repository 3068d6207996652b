//! How wide "about" is: the question's tolerance, or ±10 % for counts, ±10 minutes for times and ±50 metres for places.
//! Which answers are "about" is decided in `reading`.

use firsthand_model::{AnswerType, Question};

/// How far from its value an "about" answer may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// For counts: hundredths of a percent of the value; 1000 is 10 %.
    pub count_bp: i64,
    /// For times: minutes to either side.
    pub time_min: i64,
    /// For points and places of which no radius is said: metres to every side.
    pub place_m: i64,
}

impl Default for Tolerance {
    fn default() -> Self {
        Tolerance { count_bp: 1_000, time_min: 10, place_m: 50 }
    }
}

impl Tolerance {
    /// The question's tolerance; what it does not say, or says in words we do not read, is the default.
    pub fn of(question: Option<&Question>) -> Tolerance {
        let text = question.and_then(|question| question.tolerance.as_deref());
        text.and_then(Tolerance::parse).unwrap_or_default()
    }

    /// Reads `10%`, `2.5 %`, `10min`, `50m`, or several separated by `;`; none if a part is none of them.
    pub fn parse(text: &str) -> Option<Tolerance> {
        let mut tolerance = Tolerance::default();
        for part in text.split(';').map(|part| part.trim().trim_start_matches('±')) {
            if let Some(percent) = part.strip_suffix('%') {
                tolerance.count_bp = hundredths(percent.trim())?;
            } else if let Some(minutes) = part.strip_suffix("min") {
                tolerance.time_min = whole(minutes)?;
            } else {
                tolerance.place_m = whole(part.strip_suffix('m')?)?;
            }
        }
        Some(tolerance)
    }

    /// As printed for readers: `±10 %`, `±10 min`, `±50 m`; none for types that have no "about".
    pub fn printed(self, answer_type: AnswerType) -> Option<String> {
        match answer_type {
            AnswerType::Count => Some(format!("±{} %", decimal(self.count_bp))),
            AnswerType::Time => Some(format!("±{} min", self.time_min)),
            AnswerType::Place => Some(format!("±{} m", self.place_m)),
            _ => None,
        }
    }

    /// How far a value of this type may lie from `value`, rounded half up.
    pub(crate) fn around(self, answer_type: AnswerType, value: i64) -> i64 {
        match answer_type {
            AnswerType::Time => self.time_min.saturating_mul(60_000),
            _ => {
                let share = (i128::from(value.unsigned_abs()) * i128::from(self.count_bp) + 5_000) / 10_000;
                i64::try_from(share).unwrap_or(i64::MAX)
            }
        }
    }
}

fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|number| *number >= 0)
}

fn hundredths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 2 || !plain(whole) || !plain(fraction) {
        return None;
    }
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(format!("{fraction:0<2}").parse().ok()?)
}

fn decimal(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, count: &str, time: &str) {
        let tolerance = Tolerance::parse(text).unwrap();
        assert_eq!(tolerance.printed(AnswerType::Count).unwrap(), count);
        assert_eq!(tolerance.printed(AnswerType::Time).unwrap(), time);
    }

    #[test]
    fn what_is_not_said_is_the_default() {
        check("5%", "±5 %", "±10 min");
        check("30 min", "±10 %", "±30 min");
        check("±2.5 %;1min", "±2.5 %", "±1 min");
        assert_eq!(Tolerance::parse("200 m;5%").unwrap().printed(AnswerType::Place).unwrap(), "±200 m");
    }

    #[test]
    fn what_cannot_be_read_is_the_default() {
        for text in ["a bit", "10", "-5%", "", "1.234%", "%", "99999999999999999999%"] {
            assert_eq!(Tolerance::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_count_is_widened_by_its_share_rounded_half_up() {
        let around = |value| Tolerance::default().around(AnswerType::Count, value);
        assert_eq!([around(3), around(5), around(334), around(1_500), around(0)], [0, 1, 33, 150, 0]);
    }
}

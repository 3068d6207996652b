//! Times of captions as people and programs write them: comma, full stop or colon before the fraction, hours left out,
//! spaces inside. Whatever departs from SubRip's own form is named, so that a reader can report it.

/// A pair of times on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span<'a> {
    pub(super) start_ms: i64,
    pub(super) end_ms: i64,
    /// What follows the times: position fields, settings.
    pub(super) rest: &'a str,
    /// How the line departs from `hh:mm:ss,mmm --> hh:mm:ss,mmm`; each once.
    pub(super) defects: Vec<&'static str>,
}

const DOT: &str = "the fraction stands behind a full stop instead of a comma";
const COLON: &str = "the fraction stands behind a colon instead of a comma";
const NO_FRACTION: &str = "the time has no fraction";
const LENGTH: &str = "the fraction has not three digits; it was read as a decimal fraction";
const NO_HOURS: &str = "the time has no hours";
const BEYOND: &str = "minutes or seconds are beyond 59; they were counted as they stand";
const ARROW: &str = "the arrow is not `-->`";
const SPACES: &str = "there are spaces inside a time";

/// The times of a line; nothing where it does not hold two of them with an arrow between.
pub(super) fn span(line: &str) -> Option<Span<'_>> {
    let arrows = ["-->", "--&gt;", "->", "—>", "–>", "→"];
    let (at, arrow) = arrows.into_iter().find_map(|arrow| line.find(arrow).map(|at| (at, arrow)))?;
    let mut defects = Vec::new();
    if arrow != "-->" {
        defects.push(ARROW);
    }
    let (start_ms, before) = time(line[..at].trim_start(), &mut defects)?;
    let (end_ms, rest) = time(line[at + arrow.len()..].trim_start(), &mut defects)?;
    before.trim().is_empty().then_some(())?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(())?;
    defects.sort_unstable();
    defects.dedup();
    Some(Span { start_ms, end_ms, rest: rest.trim(), defects })
}

/// A time at the beginning of a text, and what follows it.
fn time<'a>(text: &'a str, defects: &mut Vec<&'static str>) -> Option<(i64, &'a str)> {
    let (mut parts, mut fraction, mut rest) = (Vec::new(), None, text);
    loop {
        let (digits, behind) = digits(rest)?;
        parts.push(digits.parse::<i64>().unwrap_or(i64::MAX));
        rest = behind;
        let Some((mark, behind)) = mark(rest, defects) else { break };
        if mark != ':' || parts.len() == 3 {
            if let Some((found, behind)) = self::digits(behind) {
                fraction = Some((mark, found));
                rest = behind;
            }
            break;
        }
        rest = behind;
    }
    let whole_ms = clock_ms(&parts, defects)?;
    Some((whole_ms.saturating_add(fraction_ms(fraction, defects)), rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The next mark that parts a time, and the digits behind it; spaces around it are reported.
fn mark<'a>(text: &'a str, defects: &mut Vec<&'static str>) -> Option<(char, &'a str)> {
    let tight = text.trim_start_matches(' ');
    let mark = tight.chars().next().filter(|mark| [':', ',', '.', ';'].contains(mark))?;
    let behind = tight[mark.len_utf8()..].trim_start_matches(' ');
    if !behind.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if behind.len() + mark.len_utf8() < text.len() {
        defects.push(SPACES);
    }
    Some((mark, behind))
}

/// Minutes and seconds, with hours or without.
fn clock_ms(parts: &[i64], defects: &mut Vec<&'static str>) -> Option<i64> {
    let (hours, minutes, seconds) = match parts {
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        [minutes, seconds] => {
            defects.push(NO_HOURS);
            (0, *minutes, *seconds)
        }
        _ => return None,
    };
    if minutes > 59 || seconds > 59 {
        defects.push(BEYOND);
    }
    let minutes = hours.saturating_mul(60).saturating_add(minutes);
    Some(minutes.saturating_mul(60).saturating_add(seconds).saturating_mul(1000))
}

fn fraction_ms(fraction: Option<(char, &str)>, defects: &mut Vec<&'static str>) -> i64 {
    let Some((mark, digits)) = fraction else {
        defects.push(NO_FRACTION);
        return 0;
    };
    match mark {
        ',' => {}
        '.' => defects.push(DOT),
        _ => defects.push(COLON),
    }
    if digits.len() != 3 {
        defects.push(LENGTH);
    }
    digits.bytes().chain(*b"000").take(3).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, start_ms: i64, end_ms: i64, defects: &[&str]) {
        let found = span(line).unwrap_or_else(|| panic!("no times in {line}"));
        assert_eq!((found.start_ms, found.end_ms, found.defects.as_slice()), (start_ms, end_ms, defects), "{line}");
    }

    #[test]
    fn the_forms_seen_in_files_are_read_and_named() {
        check("00:00:01,500 --> 01:00:02,000", 1_500, 3_602_000, &[]);
        check("0:00:01.500 --> 00:00:02.000", 1_500, 2_000, &[DOT]);
        check("00:01,500-->00:02,000", 1_500, 2_000, &[NO_HOURS]);
        check("00:00:01 -> 00:00:02", 1_000, 2_000, &[ARROW, NO_FRACTION]);
        check("00:00:01,5 --> 00:00:02,1234", 1_500, 2_123, &[LENGTH]);
        check("00: 00:01 ,500 --> 00:00:02:000", 1_500, 2_000, &[COLON, SPACES]);
        check("00:00:75,000 --> 00:61:00,000", 75_000, 3_660_000, &[BEYOND]);
        check("99999999999999999999:00:00,000 --> 00:00:00,000", i64::MAX, 0, &[]);
    }

    #[test]
    fn what_follows_the_times_is_handed_back() {
        assert_eq!(span("00:00:01,000 --> 00:00:02,000  X1:1 Y1:2").unwrap().rest, "X1:1 Y1:2");
    }

    #[test]
    fn lines_without_two_times_are_none() {
        for line in
            ["a --> b", "00:00:01,000 -->", "--> 00:00:01,000", "1 --> 2", "x 00:00:01,000 --> 00:00:02,000", "-->"]
        {
            assert_eq!(span(line), None, "{line}");
        }
    }
}

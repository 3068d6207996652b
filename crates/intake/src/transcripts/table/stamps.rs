//! Times as tables of transcripts write them: clocks with or without brackets and remarks, and decimal seconds.

/// Milliseconds of a clock, and the remark that follows it: `[00:03:43] words`, `3:13`, `1:00:00`.
pub(in crate::transcripts) fn clock(cell: &str) -> Option<(i64, &str)> {
    let cell = cell.trim();
    let (time, rest) = match cell.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => cell.split_once(' ').unwrap_or((cell, "")),
    };
    let parts: Vec<i64> = time.split(':').map(number).collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => (hours * 60 + minutes) * 60 + seconds,
        _ => return None,
    };
    Some((seconds * 1000, rest.trim()))
}

fn number(text: &str) -> Option<i64> {
    let is_plain = !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// Milliseconds of decimal seconds, to the nearest: programs write `22.534999999999997` for 22.535.
pub(super) fn seconds(cell: &str) -> Option<i64> {
    let (whole, part) = cell.trim().split_once('.').unwrap_or((cell.trim(), ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
    let nearest = i64::from(part.as_bytes().get(3).is_some_and(|digit| *digit >= b'5'));
    Some(whole.parse::<i64>().ok()? * 1000 + thousandths.parse::<i64>().ok()? + nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_in_every_form_and_keep_their_remark() {
        assert_eq!(clock("[00:03:43] words of the remark"), Some((223_000, "words of the remark")));
        assert_eq!(clock("[3:13]"), Some((193_000, "")));
        assert_eq!(clock("1:00:00"), Some((3_600_000, "")));
        assert_eq!(clock("5:00"), Some((300_000, "")));
        for wrong in ["", "NA", "5", "1:75", "1:2:3:4", "[3:13", "-1:00"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn seconds_are_read_to_the_nearest_millisecond() {
        assert_eq!(seconds("4.27"), Some(4270));
        assert_eq!(seconds("0"), Some(0));
        assert_eq!(seconds("12.3454"), Some(12_345));
        assert_eq!(seconds("12.3456"), Some(12_346));
        assert_eq!(seconds("22.534999999999997"), Some(22_535));
        assert_eq!(seconds("1.9996"), Some(2_000));
        assert_eq!(seconds("NA"), None);
        assert_eq!(seconds("1e9"), None);
    }
}

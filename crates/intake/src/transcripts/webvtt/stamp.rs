//! Times of WebVTT: `[hours:]minutes:seconds.thousandths`.

/// A time as written, and what follows it in the line; nothing where none is written there.
pub(super) fn leading(text: &str) -> Option<(i64, &str)> {
    let (first, rest) = digits(text)?;
    let is_hours = first.len() != 2 || number(first)? > 59;
    let (second, mut rest) = pair(rest.strip_prefix(':')?)?;
    let (hours, minutes, seconds) = match rest.strip_prefix(':') {
        Some(more) => {
            let (third, after) = pair(more)?;
            rest = after;
            (number(first)?, second, third)
        }
        None if is_hours => return None,
        None => (0, number(first)?, second),
    };
    let (thousandths, rest) = digits(rest.strip_prefix('.')?)?;
    if thousandths.len() != 3 || minutes > 59 || seconds > 59 {
        return None;
    }
    let whole = hours.saturating_mul(60).saturating_add(minutes).saturating_mul(60).saturating_add(seconds);
    Some((whole.saturating_mul(1000).saturating_add(number(thousandths)?), rest))
}

/// A time and nothing else.
pub(super) fn exactly(text: &str) -> Option<i64> {
    leading(text).filter(|(_, rest)| rest.is_empty()).map(|(ms, _)| ms)
}

/// A time as the standard writes it, hours always there.
pub(super) fn written(ms: i64) -> String {
    let seconds = ms / 1000;
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000)
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| text.split_at(end))
}

fn pair(text: &str) -> Option<(i64, &str)> {
    let (found, rest) = digits(text)?;
    Some((number(found).filter(|_| found.len() == 2)?, rest))
}

/// Hours have no bound; what passes the largest number is the largest number.
fn number(text: &str) -> Option<i64> {
    Some(text.parse().unwrap_or(i64::MAX))
}

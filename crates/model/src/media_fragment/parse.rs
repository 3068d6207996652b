//! Takes a fragment apart into names and values and gives each value to the reader of its dimension.
//! What a value of one dimension looks like is in the files beside this one.

use super::percent::decode;
use super::{Interval, MediaFragment, Npt, Point, Rate, Region, Smpte, Time, clock};

impl MediaFragment {
    /// Reads what stands behind `#`. What is invalid or unknown is ignored, as the standard asks.
    pub fn parse(fragment: &str) -> Self {
        let mut found = Self::default();
        for (name, value) in pairs(fragment) {
            found.take(&name, value);
        }
        found
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "t" => self.time = time(&value).or(self.time.take()),
            "xywh" => self.region = Region::parse(&value).or(self.region.take()),
            "track" if !value.is_empty() => self.tracks.push(value),
            "id" if !value.is_empty() => self.id = Some(value),
            _ => {}
        }
    }
}

/// Splits first and decodes then, so that an encoded `=` or `&` is part of a name or value.
fn pairs(fragment: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = fragment.split('&').filter_map(|part| part.split_once('='));
    pairs.filter_map(|(name, value)| Some((decode(name)?, decode(value)?)))
}

fn time(value: &str) -> Option<Time> {
    let Some((format, points)) = prefixed(value) else { return npt(value) };
    match format {
        "npt" => npt(points),
        "clock" => interval(points, clock::Clock::parse).map(Time::Clock),
        other => {
            let rate = Rate::of(other)?;
            interval(points, |point| Smpte::parse(point, rate)).map(|interval| Time::Smpte(rate, interval))
        }
    }
}

fn npt(points: &str) -> Option<Time> {
    interval(points, Npt::parse).map(Time::Npt)
}

/// The format and what follows it. A value that begins with a digit or a comma has none.
fn prefixed(value: &str) -> Option<(&str, &str)> {
    value.starts_with(|first: char| first.is_ascii_alphabetic()).then(|| value.split_once(':')).flatten()
}

/// `a`, `a,b` or `,b`; a comma with nothing behind it is invalid.
fn interval<T: Point>(points: &str, read: impl Fn(&str) -> Option<T>) -> Option<Interval<T>> {
    match points.split_once(',') {
        None => Interval::new(Some(read(points)?), None),
        Some(("", end)) => Interval::new(None, Some(read(end)?)),
        Some((start, end)) => Interval::new(Some(read(start)?), Some(read(end)?)),
    }
}

/// Digits and nothing else, as many as the function allows.
pub(super) fn digits(text: &str, allowed: impl Fn(usize) -> bool) -> Option<u64> {
    let are_digits = allowed(text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| text.parse().ok()).flatten()
}

/// Two digits below 60.
pub(super) fn sexagesimal(text: &str) -> Option<u64> {
    digits(text, |length| length == 2).filter(|value| *value < 60)
}

#[cfg(test)]
mod tests {
    use crate::media_fragment::MediaFragment;

    #[track_caller]
    fn check(fragment: &str, printed: &str) {
        assert_eq!(MediaFragment::parse(fragment).to_string(), printed, "{fragment}");
    }

    #[test]
    fn the_last_valid_value_of_a_dimension_wins() {
        check("t=7&t=3&t=foo&xywh=1,2,3,4&xywh=0,0,0,0", "t=3&xywh=1,2,3,4");
    }

    #[test]
    fn names_and_values_are_decoded_once_and_after_splitting() {
        check("%74=3%2C7&track=a%26b%253D", "t=3,7&track=a%26b%253D");
        check("t%3D3", "");
    }

    #[test]
    fn bytes_that_are_no_text_are_ignored_with_their_part_alone() {
        check("track=%FF&track=%D0%94%D0%B0&t=%3&t=%zz", "track=%D0%94%D0%B0");
    }

    #[test]
    fn what_does_not_fit_a_number_is_ignored() {
        check("t=99999999999999999999&xywh=0,0,99999999999,1", "");
    }

    #[test]
    fn characters_of_many_bytes_do_no_harm() {
        check("t=３&xywh=１,2,3,4&й=1&t=smpte-й:0&t=0:00:0й&t=clock:й", "");
    }

    #[test]
    fn an_address_without_a_fragment_names_the_whole() {
        assert!(MediaFragment::of_address("https://example.org/a.webm?t=3").is_empty());
    }
}

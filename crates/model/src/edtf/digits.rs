//! A run of decimal digits of which some may be unspecified, as in `19XX` or `X2`.
//! What the digits count (years, months, days) is decided by who holds them.

use std::fmt;

/// `N` digits, the most significant first; `None` is an `X`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digits<const N: usize>(pub(crate) [Option<u8>; N]);

impl<const N: usize> Digits<N> {
    /// Whether no digit is an `X`.
    pub fn are_all_known(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    /// Whether every digit is an `X`.
    pub fn are_all_unspecified(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// How many digits stand before the first `X`.
    pub fn known_from_the_left(&self) -> usize {
        self.0.iter().take_while(|digit| digit.is_some()).count()
    }

    /// How many digits are an `X`.
    pub fn unspecified(&self) -> usize {
        self.0.iter().filter(|digit| digit.is_none()).count()
    }

    /// The number, if every digit is known.
    pub fn value(&self) -> Option<u16> {
        self.0.iter().try_fold(0, |number, digit| digit.map(|digit| number * 10 + u16::from(digit)))
    }

    /// Whether the number can be read into these digits.
    pub fn fit(&self, number: u16) -> bool {
        let digit_fits = |(position, digit): (usize, &Option<u8>)| {
            let place = 10_u16.pow((N - 1 - position) as u32);
            digit.is_none_or(|digit| u16::from(digit) == number / place % 10)
        };
        self.0.iter().enumerate().all(digit_fits)
    }

    /// Every number of a range that can be read into these digits, in ascending order.
    pub fn readings(&self, range: std::ops::RangeInclusive<u16>) -> Vec<u16> {
        match self.value() {
            Some(number) => Vec::from_iter(range.contains(&number).then_some(number)),
            None => range.filter(|number| self.fit(*number)).collect(),
        }
    }
}

impl<const N: usize> fmt::Display for Digits<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| match digit {
            Some(digit) => write!(f, "{digit}"),
            None => f.write_str("X"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_x_reads_as_any_digit() {
        let digits = Digits([None, Some(2)]);
        assert_eq!(digits.readings(1..=31), [2, 12, 22]);
        assert_eq!(digits.to_string(), "X2");
        assert_eq!(digits.value(), None);
    }
}

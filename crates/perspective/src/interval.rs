//! Closed intervals of whole numbers, open to either side: admissible values, and moments in milliseconds.
//! What an interval means is decided in `reading` and `moment`.

/// All values from `low` to `high`, both included; `i64::MIN` and `i64::MAX` mean open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Interval {
    pub low: i64,
    pub high: i64,
}

impl Interval {
    /// Every value.
    pub const ALL: Interval = Interval { low: i64::MIN, high: i64::MAX };

    pub fn new(low: i64, high: i64) -> Interval {
        Interval { low, high }
    }

    /// What both allow; empty if they share nothing.
    pub fn meet(self, other: Interval) -> Interval {
        Interval::new(self.low.max(other.low), self.high.min(other.high))
    }

    pub fn is_empty(self) -> bool {
        self.high < self.low
    }

    pub fn overlaps(self, other: Interval) -> bool {
        !self.meet(other).is_empty()
    }

    /// Wider by so much on either side; open ends stay open.
    pub fn widen(self, low_by: i64, high_by: i64) -> Interval {
        Interval::new(shift(self.low, -low_by), shift(self.high, high_by))
    }

    /// Every sum of one value of each; open ends stay open.
    pub fn plus(self, other: Interval) -> Interval {
        Interval::new(add(self.low, other.low, i64::MIN), add(self.high, other.high, i64::MAX))
    }

    /// The lower end, or none if open.
    pub fn low_end(self) -> Option<i64> {
        (self.low != i64::MIN).then_some(self.low)
    }

    /// The upper end, or none if open.
    pub fn high_end(self) -> Option<i64> {
        (self.high != i64::MAX).then_some(self.high)
    }
}

fn shift(end: i64, by: i64) -> i64 {
    if end == i64::MIN || end == i64::MAX { end } else { end.saturating_add(by) }
}

fn add(left: i64, right: i64, open: i64) -> i64 {
    if left == open || right == open { open } else { left.saturating_add(right) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_ends_overlap() {
        assert!(Interval::new(1, 5).overlaps(Interval::new(5, 9)));
        assert!(!Interval::new(1, 5).overlaps(Interval::new(6, 9)));
    }

    #[test]
    fn open_ends_stay_open_when_widened_and_added() {
        let from_three = Interval::new(3, i64::MAX);
        assert_eq!(from_three.widen(1, 1), Interval::new(2, i64::MAX));
        assert_eq!(from_three.plus(Interval::new(i64::MIN, 4)), Interval::ALL);
    }
}

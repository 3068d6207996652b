//! The parts of a date: year, month or season, day, clock and offset, each with its qualifiers as written.
//! Which day a date begins and ends on is in `bounds`; nothing here reads text.

use super::digits::Digits;

/// What is said of a part's certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// `?`: the source is doubted.
    Uncertain,
    /// `~`: about.
    Approximate,
    /// `%`: both.
    Both,
}

impl Qualifier {
    /// Its sign.
    pub fn sign(self) -> char {
        match self {
            Qualifier::Uncertain => '?',
            Qualifier::Approximate => '~',
            Qualifier::Both => '%',
        }
    }

    fn says(self, wanted: Qualifier) -> bool {
        self == wanted || self == Qualifier::Both
    }
}

/// One part of a date with the qualifiers that stand at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part<T> {
    /// Stands left of the part and speaks of this part alone.
    pub before: Option<Qualifier>,
    /// The part itself.
    pub value: T,
    /// Stands right of the part and speaks of it and of every part to its left.
    pub after: Option<Qualifier>,
}

impl<T> Part<T> {
    fn says(&self, wanted: Qualifier) -> bool {
        [self.before, self.after].into_iter().flatten().any(|qualifier| qualifier.says(wanted))
    }
}

/// A year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// Four digits: `1985`, `-0044`, `19XX`, `1950S2`.
    Plain {
        /// Whether a minus stands before it. Year 0000 is the year before 0001.
        negative: bool,
        /// The four digits.
        digits: Digits<4>,
        /// How many digits are significant, if said.
        significant: Option<u8>,
    },
    /// A year of more than four digits: `Y170000002`, `Y-17E7`, `Y171010000S3`.
    Letter {
        /// Whether a minus stands before the digits.
        negative: bool,
        /// The digits before any `E`.
        digits: u64,
        /// The power of ten to multiply by, if written.
        exponent: Option<u32>,
        /// How many digits are significant, if said.
        significant: Option<u8>,
    },
}

/// What stands where a month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubYear {
    /// A month, 01 to 12.
    Month(Digits<2>),
    /// A season, quarter, quadrimester or half, 21 to 41.
    Season(u8),
}

/// A year, a month or season of it, or a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date {
    pub(crate) year: Part<Year>,
    pub(crate) sub_year: Option<Part<SubYear>>,
    pub(crate) day: Option<Part<Digits<2>>>,
}

impl Date {
    /// The year.
    pub fn year(&self) -> Part<Year> {
        self.year
    }

    /// The month or season, if given.
    pub fn sub_year(&self) -> Option<Part<SubYear>> {
        self.sub_year
    }

    /// The day of the month, if given.
    pub fn day(&self) -> Option<Part<Digits<2>>> {
        self.day
    }

    /// Whether any part is marked as approximate.
    pub fn is_approximate(&self) -> bool {
        self.says(Qualifier::Approximate)
    }

    /// Whether any part is marked as uncertain.
    pub fn is_uncertain(&self) -> bool {
        self.says(Qualifier::Uncertain)
    }

    fn says(&self, wanted: Qualifier) -> bool {
        self.year.says(wanted)
            || self.sub_year.is_some_and(|part| part.says(wanted))
            || self.day.is_some_and(|part| part.says(wanted))
    }

    /// Every qualifier in the order written.
    pub(crate) fn qualifiers(&self) -> Vec<Qualifier> {
        let mut signs = vec![self.year.before, self.year.after];
        signs.extend(self.sub_year.iter().flat_map(|part| [part.before, part.after]));
        signs.extend(self.day.iter().flat_map(|part| [part.before, part.after]));
        signs.into_iter().flatten().collect()
    }

    /// The qualifier at the very end.
    pub(crate) fn final_qualifier(&self) -> Option<Qualifier> {
        match (&self.sub_year, &self.day) {
            (_, Some(day)) => day.after,
            (Some(sub_year), None) => sub_year.after,
            (None, None) => self.year.after,
        }
    }
}

/// A time of day to the second; `24:00:00` is the end of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
}

impl Clock {
    /// Seconds since the day began, 0 to 86,400.
    pub fn second_of_day(self) -> u32 {
        u32::from(self.hour) * 3_600 + u32::from(self.minute) * 60 + u32::from(self.second)
    }
}

/// How far a clock is from UTC, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Offset {
    /// `Z`.
    Utc,
    /// `+04`: hours alone.
    Hours(i8),
    /// `+04:30`: the minutes east of UTC.
    Minutes(i16),
}

impl Offset {
    /// Minutes east of UTC.
    pub fn minutes(self) -> i32 {
        match self {
            Offset::Utc => 0,
            Offset::Hours(hours) => i32::from(hours) * 60,
            Offset::Minutes(minutes) => i32::from(minutes),
        }
    }
}

/// A day with a time of day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    pub(crate) date: Date,
    pub(crate) clock: Clock,
    pub(crate) offset: Option<Offset>,
}

impl DateTime {
    /// The day: known to the last digit and without qualifiers.
    pub fn date(&self) -> &Date {
        &self.date
    }

    /// The time of day.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The offset from UTC; `None` where the text does not say which clock is meant.
    pub fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

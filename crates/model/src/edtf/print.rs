//! Values to text: every accepted text prints as itself, byte for byte.
//! Wording for readers ("about 3 September") belongs to the dossier.

use super::date::{Clock, Date, DateTime, Offset, Part, SubYear, Year};
use super::{Edtf, Endpoint, Member, Set, SetKind};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Edtf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Date(date) => date.fmt(f),
            Edtf::DateTime(moment) => moment.fmt(f),
            Edtf::Interval { start, end } => write!(f, "{start}/{end}"),
            Edtf::Set(set) => set.fmt(f),
        }
    }
}

impl Display for Endpoint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Endpoint::Date(date) => date.fmt(f),
            Endpoint::Open => f.write_str(".."),
            Endpoint::Unknown => Ok(()),
        }
    }
}

impl Display for Set {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (opening, closing) = match self.kind {
            SetKind::One => ('[', ']'),
            SetKind::All => ('{', '}'),
        };
        let members: Vec<String> = self.members.iter().map(Member::to_string).collect();
        let dots = |open: bool| if open { ".." } else { "" };
        write!(f, "{opening}{}{}{}{closing}", dots(self.earlier), members.join(","), dots(self.later))
    }
}

impl Display for Member {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Member::Date(date) => date.fmt(f),
            Member::Range(first, last) => write!(f, "{first}..{last}"),
        }
    }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.year.fmt(f)?;
        self.sub_year.iter().try_for_each(|sub_year| write!(f, "-{sub_year}"))?;
        self.day.iter().try_for_each(|day| write!(f, "-{day}"))
    }
}

impl<T: Display> Display for Part<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.before.iter().try_for_each(|qualifier| f.write_char(qualifier.sign()))?;
        self.value.fmt(f)?;
        self.after.iter().try_for_each(|qualifier| f.write_char(qualifier.sign()))
    }
}

impl Display for Year {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = |negative: &bool| if *negative { "-" } else { "" };
        let significant = match self {
            Year::Plain { negative, digits, significant } => {
                write!(f, "{}{digits}", sign(negative))?;
                significant
            }
            Year::Letter { negative, digits, exponent, significant } => {
                write!(f, "Y{}{digits}", sign(negative))?;
                exponent.iter().try_for_each(|exponent| write!(f, "E{exponent}"))?;
                significant
            }
        };
        significant.iter().try_for_each(|digits| write!(f, "S{digits}"))
    }
}

impl Display for SubYear {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            SubYear::Month(month) => month.fmt(f),
            SubYear::Season(season) => write!(f, "{season}"),
        }
    }
}

impl Display for DateTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.clock)?;
        self.offset.iter().try_for_each(|offset| offset.fmt(f))
    }
}

impl Display for Clock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

impl Display for Offset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes() < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.minutes().abs() / 60, self.minutes().abs() % 60);
        match self {
            Offset::Utc => f.write_char('Z'),
            Offset::Hours(_) => write!(f, "{sign}{hours:02}"),
            Offset::Minutes(_) => write!(f, "{sign}{hours:02}:{minutes:02}"),
        }
    }
}

//! The conformance level of a value: the lowest at which the specification has every feature it uses.
//! Source: Library of Congress, EDTF specification of 4 February 2019, sections "Level 0" to "Level 2".

use super::date::{Date, SubYear, Year};
use super::{Edtf, Endpoint};

impl Edtf {
    /// The conformance level: 0, 1 or 2.
    pub fn level(&self) -> u8 {
        match self {
            Edtf::Date(date) => date.level(),
            Edtf::DateTime(moment) => moment.date.level(),
            Edtf::Interval { start, end } => start.level().max(end.level()),
            Edtf::Set(_) => 2,
        }
    }
}

impl Endpoint {
    /// Open and unknown ends are level 1; unspecified digits inside an interval are level 2.
    fn level(&self) -> u8 {
        match self {
            Endpoint::Open | Endpoint::Unknown => 1,
            Endpoint::Date(date) if date.has_unspecified_digits() => 2,
            Endpoint::Date(date) => date.level(),
        }
    }
}

impl Date {
    fn level(&self) -> u8 {
        let parts = [self.year_level(), self.sub_year_level(), self.qualifier_level(), self.unspecified_level()];
        parts.into_iter().max().unwrap_or(0)
    }

    fn year_level(&self) -> u8 {
        match self.year.value {
            Year::Plain { significant: Some(_), .. } => 2,
            Year::Plain { negative, .. } => u8::from(negative),
            Year::Letter { exponent: None, significant: None, .. } => 1,
            Year::Letter { .. } => 2,
        }
    }

    fn sub_year_level(&self) -> u8 {
        match self.sub_year.map(|part| part.value) {
            Some(SubYear::Season(21..=24)) => 1,
            Some(SubYear::Season(_)) => 2,
            Some(SubYear::Month(_)) | None => 0,
        }
    }

    /// Level 1 has one qualifier, at the end, for the whole date; level 2 has them at every part.
    fn qualifier_level(&self) -> u8 {
        match (self.qualifiers().len(), self.final_qualifier()) {
            (0, _) => 0,
            (1, Some(_)) => 1,
            _ => 2,
        }
    }

    /// Level 1 lists four shapes: one or two last digits of a lone year, a month alone, a day alone, month and day.
    fn unspecified_level(&self) -> u8 {
        let Year::Plain { digits: year, .. } = self.year.value else {
            return 0;
        };
        let month = match self.sub_year.map(|part| part.value) {
            Some(SubYear::Month(month)) => Some(month),
            _ => None,
        };
        let day = self.day.map(|part| part.value);
        let lone_year = self.sub_year.is_none() && year.unspecified() <= 2 && year.known_from_the_left() >= 2;
        let from_the_right = year.are_all_known()
            && month.is_none_or(|month| month.are_all_known() || month.are_all_unspecified())
            && day.is_none_or(|day| day.are_all_unspecified());
        match () {
            () if !self.has_unspecified_digits() => 0,
            () if from_the_right || (lone_year && ends_in_its_unspecified_digits(year)) => 1,
            () => 2,
        }
    }

    pub(crate) fn has_unspecified_digits(&self) -> bool {
        let in_year = matches!(self.year.value, Year::Plain { digits, .. } if !digits.are_all_known());
        let in_month = matches!(self.sub_year, Some(part) if matches!(part.value, SubYear::Month(month) if !month.are_all_known()));
        in_year || in_month || self.day.is_some_and(|part| !part.value.are_all_known())
    }
}

fn ends_in_its_unspecified_digits(year: super::Digits<4>) -> bool {
    year.known_from_the_left() + year.unspecified() == 4
}

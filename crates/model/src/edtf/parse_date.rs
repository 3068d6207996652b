//! One date: year, month or season, day, each with its qualifiers. A date that no calendar has is refused here.
//! What may follow a date is decided by `parse`.

use super::calendar::{days_in_month, month_name};
use super::cursor::{Cursor, digit};
use super::date::{Date, Part, Qualifier, SubYear, Year};
use super::digits::Digits;
use super::error::EdtfError;

const YEAR: &str = "the four digits of a year";
const AFTER_YEAR: &str = "a hyphen or the end: a year has four digits, a longer one begins with Y";
const MONTH: &str = "the two digits of a month or season";
const DAY: &str = "the two digits of a day";

/// Reads a date and leaves the cursor behind it.
pub(crate) fn read_date(cursor: &mut Cursor<'_>) -> Result<Date, EdtfError> {
    let start = cursor.place();
    let mut date = Date { year: read_part(cursor, read_year)?, sub_year: None, day: None };
    let may_go_on = matches!(date.year.value, Year::Plain { significant: None, .. });
    if !may_go_on && date.year.before.is_some() {
        return Err(cursor.misplaced(start, "a qualifier before such a year", "write it at the end"));
    }
    if may_go_on && cursor.take("-") {
        date.sub_year = Some(read_part(cursor, read_sub_year)?);
        if cursor.peek() == Some('-') {
            read_day(cursor, &mut date)?;
        }
    }
    Ok(date)
}

fn read_day(cursor: &mut Cursor<'_>, date: &mut Date) -> Result<(), EdtfError> {
    if matches!(date.sub_year, Some(Part { value: SubYear::Season(_), .. })) {
        return Err(cursor.misplaced(cursor.place(), "a day after a season", "give the month, or the season alone"));
    }
    cursor.take("-");
    let place = cursor.place();
    date.day = Some(read_part(cursor, |cursor| read_digits(cursor, DAY))?);
    if date.first_day().is_some() { Ok(()) } else { Err(cursor.no_such_time(place, why_no_such_day(date))) }
}

/// "February 2004 has 29 days, so there is no day 30".
fn why_no_such_day(date: &Date) -> String {
    let day = date.day.map_or_else(String::new, |part| part.value.to_string());
    let known_month = match date.sub_year.map(|part| part.value) {
        Some(SubYear::Month(month)) => month.value(),
        _ => None,
    };
    match (date.year.value.ends(), known_month) {
        (Some((first, last)), Some(month)) if first == last => {
            let (name, year, days) = (month_name(month), date.year.value, days_in_month(first, month as u8));
            format!("{name} {year} has {days} days, so there is no day {day}")
        }
        (_, Some(month)) => format!("{} of no such year has a day {day}", month_name(month)),
        (_, None) => format!("no such month has a day {day}"),
    }
}

fn read_part<T>(
    cursor: &mut Cursor<'_>,
    read: impl Fn(&mut Cursor<'_>) -> Result<T, EdtfError>,
) -> Result<Part<T>, EdtfError> {
    let before = cursor.take_if(qualifier);
    let value = read(cursor)?;
    Ok(Part { before, value, after: cursor.take_if(qualifier) })
}

fn qualifier(character: char) -> Option<Qualifier> {
    match character {
        '?' => Some(Qualifier::Uncertain),
        '~' => Some(Qualifier::Approximate),
        '%' => Some(Qualifier::Both),
        _ => None,
    }
}

fn read_digits<const N: usize>(cursor: &mut Cursor<'_>, expected: &'static str) -> Result<Digits<N>, EdtfError> {
    let mut digits = [None; N];
    for place in &mut digits {
        let read = |character| {
            if character == 'X' { Some(None) } else { digit(character).map(Some) }
        };
        *place = cursor.take_if(read).ok_or_else(|| cursor.unexpected(expected))?;
    }
    Ok(Digits(digits))
}

fn read_year(cursor: &mut Cursor<'_>) -> Result<Year, EdtfError> {
    let start = cursor.place();
    if cursor.take("Y") {
        return read_letter_year(cursor, start);
    }
    let negative = cursor.take("-");
    let digits: Digits<4> = read_digits(cursor, YEAR)?;
    if cursor.peek().and_then(digit).is_some() {
        return Err(cursor.unexpected(AFTER_YEAR));
    }
    if negative && digits.value() == Some(0) {
        return Err(cursor.no_such_time(start, "there is no year -0000; the year before 0001 is 0000".into()));
    }
    if !digits.are_all_known() && cursor.peek() == Some('S') {
        return Err(cursor.misplaced(cursor.place(), "S after an unspecified digit", "write the digits, or X alone"));
    }
    Ok(Year::Plain { negative, digits, significant: read_significant(cursor)? })
}

fn read_letter_year(cursor: &mut Cursor<'_>, start: usize) -> Result<Year, EdtfError> {
    let negative = cursor.take("-");
    let digits = cursor.number("a year of more than four digits, without leading zeros")?;
    let exponent = read_after(cursor, "E", "a power of ten, without leading zeros")?;
    let magnitude = u128::from(digits) * 10_u128.pow(exponent.unwrap_or(0).min(5));
    if magnitude < 10_000 {
        return Err(
            cursor.no_such_time(start, "Y is for years of more than four digits; write this one without it".into())
        );
    }
    Ok(Year::Letter { negative, digits, exponent, significant: read_significant(cursor)? })
}

fn read_significant(cursor: &mut Cursor<'_>) -> Result<Option<u8>, EdtfError> {
    read_after(cursor, "S", "how many digits are significant, from 1")
}

/// The number after a letter, if the letter comes.
fn read_after<T: TryFrom<u64>>(
    cursor: &mut Cursor<'_>,
    letter: &str,
    expected: &'static str,
) -> Result<Option<T>, EdtfError> {
    if !cursor.take(letter) {
        return Ok(None);
    }
    let place = cursor.place();
    let number = cursor.number(expected)?;
    let too_large = |_| cursor.no_such_time(place, format!("{number} is too large here"));
    T::try_from(number).map(Some).map_err(too_large)
}

fn read_sub_year(cursor: &mut Cursor<'_>) -> Result<SubYear, EdtfError> {
    let place = cursor.place();
    let digits: Digits<2> = read_digits(cursor, MONTH)?;
    match digits.value() {
        Some(season @ 21..=41) => Ok(SubYear::Season(season as u8)),
        _ if !digits.readings(1..=12).is_empty() => Ok(SubYear::Month(digits)),
        _ => {
            let why = format!("{digits} is neither a month, 01 to 12, nor a season, 21 to 41");
            Err(cursor.no_such_time(place, why))
        }
    }
}

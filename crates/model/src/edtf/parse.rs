//! Text to values: which of the four forms it is, and intervals and sets.
//! Single dates are in `parse_date`, clocks in `parse_clock`. Nothing is trimmed: a space is an error where it stands.

use super::cursor::Cursor;
use super::date::{Date, Year};
use super::parse_clock::read_clock;
use super::parse_date::read_date;
use super::{Edtf, EdtfError, Endpoint, Member, Set, SetKind};
use std::str::FromStr;

const ALONE: &str = "such a year stands alone";
const NO_CLOCK: &str = "an interval or set has dates only; keep clock times as two values of their own";

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut cursor = Cursor::new(text);
        let value = match cursor.peek() {
            Some('[') => read_set(&mut cursor, SetKind::One, "]")?,
            Some('{') => read_set(&mut cursor, SetKind::All, "}")?,
            _ if text.contains('/') => read_interval(&mut cursor)?,
            _ => read_moment(&mut cursor)?,
        };
        if cursor.is_at_end() { Ok(value) } else { Err(cursor.unexpected("nothing more")) }
    }
}

fn read_moment(cursor: &mut Cursor<'_>) -> Result<Edtf, EdtfError> {
    let date = read_date(cursor)?;
    if cursor.peek() == Some('T') { read_clock(cursor, date).map(Edtf::DateTime) } else { Ok(Edtf::Date(date)) }
}

fn read_interval(cursor: &mut Cursor<'_>) -> Result<Edtf, EdtfError> {
    let start = read_endpoint(cursor)?;
    cursor.expect("/", "a slash between start and end")?;
    let place = cursor.place();
    let end = read_endpoint(cursor)?;
    match (&start, &end) {
        (Endpoint::Date(first), Endpoint::Date(last)) if last.is_certainly_before(first) => {
            Err(cursor.end_before_start(place))
        }
        _ => Ok(Edtf::Interval { start, end }),
    }
}

fn read_endpoint(cursor: &mut Cursor<'_>) -> Result<Endpoint, EdtfError> {
    if cursor.is_at_end() || cursor.peek() == Some('/') {
        Ok(Endpoint::Unknown)
    } else if cursor.take("..") {
        Ok(Endpoint::Open)
    } else {
        read_inner_date(cursor).map(Endpoint::Date)
    }
}

fn read_set(cursor: &mut Cursor<'_>, kind: SetKind, closing: &'static str) -> Result<Edtf, EdtfError> {
    cursor.take(if kind == SetKind::One { "[" } else { "{" });
    let earlier = cursor.take("..");
    let mut members = Vec::new();
    loop {
        let only_a_date = earlier && members.is_empty();
        let (member, later) = read_member(cursor, closing, only_a_date)?;
        members.push(member);
        if later || !cursor.take(",") {
            let expected = if kind == SetKind::One { "a comma, .. or ]" } else { "a comma, .. or }" };
            cursor.expect(closing, expected)?;
            return Ok(Edtf::Set(Set { kind, earlier, members, later }));
        }
    }
}

/// One member, and whether `..` follows it up to the end of the set.
fn read_member(cursor: &mut Cursor<'_>, closing: &str, only_a_date: bool) -> Result<(Member, bool), EdtfError> {
    let first = read_inner_date(cursor)?;
    if only_a_date || !cursor.take("..") {
        return Ok((Member::Date(first), false));
    }
    if cursor.rest().starts_with(closing) {
        return Ok((Member::Date(first), true));
    }
    let place = cursor.place();
    let last = read_inner_date(cursor)?;
    if last.is_certainly_before(&first) {
        return Err(cursor.end_before_start(place));
    }
    Ok((Member::Range(first, last), false))
}

/// A date inside an interval or set: no clock, and none of the forms that the specification gives to a lone year.
fn read_inner_date(cursor: &mut Cursor<'_>) -> Result<Date, EdtfError> {
    let place = cursor.place();
    let date = read_date(cursor)?;
    match date.year.value {
        Year::Letter { .. } => Err(cursor.misplaced(place, "a year that begins with Y", ALONE)),
        Year::Plain { significant: Some(_), .. } => {
            Err(cursor.misplaced(place, "a year with significant digits", ALONE))
        }
        _ if cursor.peek() == Some('T') => Err(cursor.misplaced(cursor.place(), "a time of day", NO_CLOCK)),
        _ => Ok(date),
    }
}

//! The time of day after a date, and its offset from UTC.
//! EDTF has whole seconds and separators only: no fractions, no `+0400`.

use super::cursor::Cursor;
use super::date::{Clock, Date, DateTime, Offset};
use super::error::EdtfError;

const WHOLE_DAY: &str = "give year, month and day in full, without qualifiers";

/// The offsets that clocks have, in minutes east of UTC. EDTF sets no limit; see docs/conformance.md.
const OFFSETS: std::ops::RangeInclusive<i16> = -12 * 60..=14 * 60;

/// Reads `T`, the clock and its offset.
pub(crate) fn read_clock(cursor: &mut Cursor<'_>, date: Date) -> Result<DateTime, EdtfError> {
    let is_whole = date.day.is_some() && !date.has_unspecified_digits() && date.qualifiers().is_empty();
    if !is_whole {
        return Err(cursor.misplaced(cursor.place(), "a time of day after such a date", WHOLE_DAY));
    }
    cursor.take("T");
    let clock = read_time(cursor)?;
    if matches!(cursor.peek(), Some('.' | ',')) {
        return Err(cursor.misplaced(
            cursor.place(),
            "a fraction of a second",
            "leave it out: EDTF ends at the second",
        ));
    }
    Ok(DateTime { date, clock, offset: read_offset(cursor)? })
}

fn read_time(cursor: &mut Cursor<'_>) -> Result<Clock, EdtfError> {
    let start = cursor.place();
    let hour = read_below(cursor, 25, "the two digits of the hour")?;
    cursor.expect(":", "a colon and the minutes")?;
    let minute = read_below(cursor, 60, "the two digits of the minute")?;
    cursor
        .expect(":", "a colon and the seconds, :00 where they are not known: EDTF has no time of day without them")?;
    let second = read_below(cursor, 60, "the two digits of the second")?;
    if hour == 24 && (minute, second) != (0, 0) {
        return Err(cursor.no_such_time(start, "the day ends at 24:00:00".into()));
    }
    Ok(Clock { hour, minute, second })
}

fn read_below(cursor: &mut Cursor<'_>, limit: u8, expected: &'static str) -> Result<u8, EdtfError> {
    let place = cursor.place();
    let number = cursor.two_digits(expected)?;
    if number < limit {
        return Ok(number);
    }
    Err(cursor.no_such_time(place, format!("{number:02} is more than {}, the most that can stand here", limit - 1)))
}

fn read_offset(cursor: &mut Cursor<'_>) -> Result<Option<Offset>, EdtfError> {
    if cursor.take("Z") {
        return Ok(Some(Offset::Utc));
    }
    let place = cursor.place();
    let Some(sign) = cursor.take_if(sign) else {
        return Ok(None);
    };
    let hours = i16::from(cursor.two_digits("the two digits of the offset's hours")?);
    let minutes = read_offset_minutes(cursor)?;
    let offset = sign * (hours * 60 + minutes.unwrap_or(0));
    if !OFFSETS.contains(&offset) {
        return Err(cursor.no_such_time(place, "clocks lie between -12:00 and +14:00 from UTC".into()));
    }
    if offset == 0 && sign < 0 {
        return Err(cursor.no_such_time(place, "an offset of zero is written Z or +00:00".into()));
    }
    Ok(Some(if minutes.is_some() { Offset::Minutes(offset) } else { Offset::Hours((sign * hours) as i8) }))
}

fn sign(character: char) -> Option<i16> {
    match character {
        '+' => Some(1),
        '-' => Some(-1),
        _ => None,
    }
}

fn read_offset_minutes(cursor: &mut Cursor<'_>) -> Result<Option<i16>, EdtfError> {
    if cursor.take(":") {
        return read_below(cursor, 60, "the two digits of the offset's minutes").map(|minutes| Some(minutes.into()));
    }
    if cursor.is_at_end() { Ok(None) } else { Err(cursor.unexpected("a colon and the offset's minutes, or the end")) }
}

//! A spreadsheet's typed cell to the text that a table holds: dates as ISO, whole numbers without a point.
//! The same for XLSX and ODS; reading the files is in `xlsx` and `ods`.

use crate::grid::Cell;
use calamine::{Data, ExcelDateTime};
use jiff::civil::DateTime;
use jiff::{SignedDuration, ToSpan};

/// Largest whole number that a spreadsheet's 64-bit float holds exactly.
const EXACT_WHOLE: f64 = 9_007_199_254_740_992.0;
/// Excel's serials run from 0 to the end of the year 9999.
const MAX_SERIAL: f64 = 2_958_466.0;
/// What spreadsheets write where a formula failed; ODS files hold these as plain text.
const ERROR_WORDS: [&str; 8] = ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "Err:"];

/// The cell of a table that a typed value makes; a formula's last computed value is used, with a remark.
pub(crate) fn cell(value: &Data, has_formula: bool) -> Cell {
    let mut cell = Cell { clock_seconds: clock_seconds(value), ..plain(value) };
    if has_formula && ERROR_WORDS.iter().any(|word| cell.text.starts_with(word)) {
        cell = error(&cell.text);
    }
    if has_formula && cell.fault.is_none() {
        cell.note = Some(formula_note(&cell.text));
    }
    cell
}

/// Seconds of a value that is a time of day or a span and no date.
fn clock_seconds(value: &Data) -> Option<i64> {
    match value {
        Data::DateTime(moment) => {
            let days = moment.as_f64();
            let is_clock = moment.is_duration() || days < 1.0;
            ((0.0..MAX_SERIAL).contains(&days) && is_clock).then(|| (days * 86_400.0).round() as i64)
        }
        Data::DurationIso(text) => Some(text.parse::<SignedDuration>().ok()?.as_secs()),
        _ => None,
    }
}

fn plain(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::default(),
        Data::String(text) => Cell::text(text),
        Data::Int(number) => Cell::text(number.to_string()),
        Data::Float(number) => float(*number),
        Data::Bool(flag) => Cell::text(if *flag { "true" } else { "false" }),
        Data::DateTime(moment) => excel_moment(*moment),
        Data::DateTimeIso(text) => Cell::text(iso_moment(text)),
        Data::DurationIso(text) => Cell::text(clock(text).unwrap_or_else(|| text.clone())),
        Data::Error(kind) => error(&kind.to_string()),
    }
}

fn error(word: &str) -> Cell {
    Cell::fault(format!("expected a value; the cell holds the error {word}. Mend the formula, or type the value"))
}

fn formula_note(text: &str) -> String {
    let value = crate::problem::clip(text);
    if value.is_empty() {
        return "a formula stands here without a computed value; the cell was read as empty".into();
    }
    format!("a formula stands here; its last computed value «{value}» was used")
}

/// A float as the shortest decimal that reads back as it.
fn float(number: f64) -> Cell {
    match number {
        number if !number.is_finite() => Cell::fault("expected a number; the cell holds none"),
        number if number.fract() == 0.0 && number.abs() <= EXACT_WHOLE => Cell::text((number as i64).to_string()),
        number => Cell::text(number.to_string()),
    }
}

fn excel_moment(moment: ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !(0.0..MAX_SERIAL).contains(&serial) {
        return Cell::fault(format!("expected a date; the number {serial} is none. Type the date as text"));
    }
    if moment.is_duration() {
        return Cell::text(iso_duration(serial));
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let second_at = DateTime::new(year as i16, month as i8, day as i8, hour as i8, minute as i8, second as i8, 0);
    let rounded = second_at.and_then(|at| at.checked_add(i64::from(milli >= 500).seconds()));
    match rounded {
        Ok(at) if serial < 1.0 => Cell::text(clock_text(at)),
        Ok(at) => Cell::text(moment_text(at)),
        Err(_) => Cell::fault(format!("expected a date that exists; found {year}-{month:02}-{day:02}")),
    }
}

/// A date, or a date and time where the time is not midnight: how spreadsheets tell the two apart.
fn moment_text(at: DateTime) -> String {
    if at.time() == jiff::civil::Time::midnight() {
        at.date().to_string()
    } else {
        at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }
}

fn clock_text(at: DateTime) -> String {
    at.strftime(if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// An ODS date or date-time without its fraction of a second.
fn iso_moment(text: &str) -> String {
    match text.parse::<DateTime>() {
        Ok(at) if text.contains('T') => moment_text(at.with().subsec_nanosecond(0).build().unwrap_or(at)),
        _ => text.to_owned(),
    }
}

fn iso_duration(days: f64) -> String {
    let minutes = (days * 24.0 * 60.0).round() as i64;
    format!("PT{}H{}M", minutes / 60, minutes % 60)
}

/// An ODS time such as `PT09H05M00S` as a time of day; none for a span of a day or more.
fn clock(text: &str) -> Option<String> {
    let span: SignedDuration = text.parse().ok()?;
    let within_a_day = (SignedDuration::ZERO..SignedDuration::from_hours(24)).contains(&span);
    let midnight = DateTime::constant(2000, 1, 1, 0, 0, 0, 0);
    within_a_day.then(|| midnight.checked_add(span).ok()).flatten().map(clock_text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, ExcelDateTimeType};

    #[track_caller]
    fn check(value: Data, expected: &str) {
        assert_eq!(cell(&value, false).text, expected);
    }

    fn serial(value: f64) -> Data {
        Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn numbers_are_written_as_a_person_would() {
        check(Data::Float(354.0), "354");
        check(Data::Float(-2.0), "-2");
        check(Data::Float(43.184_104), "43.184104");
        check(Data::Float(0.1), "0.1");
        check(Data::Bool(true), "true");
    }

    #[test]
    fn dates_are_iso() {
        check(serial(38233.0), "2004-09-03");
        check(serial(38_233.545_138_888_89), "2004-09-03T13:05:00");
        check(serial(0.378_472_222_222), "09:05");
        check(Data::DateTimeIso("2004-09-03T13:05:00.500".into()), "2004-09-03T13:05:00");
        check(Data::DateTimeIso("2004-09-03".into()), "2004-09-03");
        check(Data::DurationIso("PT09H05M00S".into()), "09:05");
    }

    #[test]
    fn times_keep_their_seconds_beside_the_text() {
        let seconds = |value| cell(&value, false).clock_seconds;
        assert_eq!(seconds(serial(223.0 / 86_400.0)), Some(223));
        assert_eq!(seconds(Data::DurationIso("PT00H03M00S".into())), Some(180));
        assert_eq!(
            seconds(Data::DateTime(ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false))),
            Some(129_600)
        );
        assert_eq!((seconds(serial(38_233.0)), seconds(Data::Float(0.5))), (None, None));
    }

    #[test]
    fn the_day_that_never_was_is_refused() {
        assert!(cell(&serial(60.0), false).fault.is_some_and(|fault| fault.contains("1900-02-29")));
        assert!(cell(&serial(-4.0), false).fault.is_some());
    }

    #[test]
    fn a_failed_formula_is_refused_and_a_computed_one_remarked() {
        assert!(cell(&Data::Error(CellErrorType::Ref), true).fault.is_some_and(|fault| fault.contains("#REF!")));
        assert!(cell(&Data::String("#REF!".into()), true).fault.is_some());
        assert!(cell(&Data::Float(31.0), true).note.is_some_and(|note| note.contains("«31»")));
        assert!(cell(&Data::Empty, true).note.is_some_and(|note| note.contains("without a computed value")));
    }
}

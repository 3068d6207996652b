//! One cell of a table to one JSON value and back, by what its column holds.
//! Reading files into rows is in `intake`; a cell that does not fit is a message, never a panic.

use crate::edtf::Edtf;
use crate::table::CellKind;
use serde_json::{Map, Value};

/// Reads a cell; `Ok(None)` for an empty one, which means "not stated".
///
/// # Errors
/// What was expected instead, for a message that names file, row and column.
pub fn read_cell(cell: CellKind, text: &str) -> Result<Option<Value>, String> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(None);
    }
    let value = match cell {
        CellKind::Flag => read_flag(&text)?,
        CellKind::Integer => Value::from(text.parse::<i64>().map_err(|_| cell.expectation())?),
        CellKind::Decimal => read_decimal(&text)?,
        CellKind::Edtf => read_edtf(&text)?,
        CellKind::OneOf(words) => Value::from(word_of(words, &text).ok_or_else(|| cell.expectation())?),
        CellKind::Key | CellKind::Ref(_) => read_handle(&text)?,
        CellKind::List | CellKind::Refs(_) => split(&text, ';'),
        CellKind::Addresses => split(&text, ' '),
        CellKind::Pairs => read_pairs(&text)?,
        CellKind::Text => Value::from(text),
    };
    Ok(Some(value))
}

/// Writes a value as the cell that reads back as it; `Null` and absent are an empty cell.
pub fn write_cell(cell: CellKind, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => join(items, if cell == CellKind::Addresses { " " } else { ";" }),
        Value::Object(pairs) => write_pairs(pairs),
        other => other.to_string(),
    }
}

/// Line ends become LF and white space at both ends goes; nothing else of a cell is changed.
pub fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// The word of a list that is meant: capitals make no difference, and a space, a hyphen and a stroke below are one.
pub fn word_of(words: &[&'static str], text: &str) -> Option<&'static str> {
    // Most cells have the word as it is: they cost no more than that.
    let exactly = words.iter().copied().find(|word| *word == text);
    exactly.or_else(|| {
        let plain = |word: &str| word.trim().to_lowercase().replace([' ', '_'], "-");
        let meant = plain(text);
        words.iter().copied().find(|word| plain(word) == meant)
    })
}

fn read_flag(text: &str) -> Result<Value, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(CellKind::Flag.expectation()),
    }
}

fn read_decimal(text: &str) -> Result<Value, String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if plain(whole) && plain(fraction) { Ok(Value::from(text)) } else { Err(CellKind::Decimal.expectation()) }
}

fn read_edtf(text: &str) -> Result<Value, String> {
    text.parse::<Edtf>()
        .map(|_| Value::from(text))
        .map_err(|error| format!("{}: {error}", CellKind::Edtf.expectation()))
}

fn read_handle(text: &str) -> Result<Value, String> {
    if text.contains([';', '\n']) {
        return Err("one id, without ; or line breaks".into());
    }
    Ok(Value::from(text))
}

fn split(text: &str, separator: char) -> Value {
    text.split(separator).map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect()
}

fn read_pairs(text: &str) -> Result<Value, String> {
    let pairs: Result<Map<String, Value>, String> =
        text.split(';').map(str::trim).filter(|pair| !pair.is_empty()).map(read_pair).collect();
    pairs.map(Value::Object)
}

fn read_pair(pair: &str) -> Result<(String, Value), String> {
    let (id, label) = pair.split_once('=').ok_or_else(|| CellKind::Pairs.expectation())?;
    Ok((id.trim().to_owned(), Value::from(label.trim())))
}

fn join(items: &[Value], separator: &str) -> String {
    items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(separator)
}

fn write_pairs(pairs: &Map<String, Value>) -> String {
    let pair = |(id, label): (&String, &Value)| format!("{id}={}", label.as_str().unwrap_or_default());
    pairs.iter().map(pair).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: CellKind, text: &str, expected: Result<Value, &str>) {
        let read = read_cell(cell, text).map(|value| value.unwrap_or(Value::Null));
        match expected {
            Ok(value) => assert_eq!(read.unwrap(), value),
            Err(part) => assert!(read.unwrap_err().contains(part)),
        }
    }

    #[test]
    fn an_empty_cell_means_not_stated() {
        check(CellKind::Integer, "  ", Ok(Value::Null));
    }

    #[test]
    fn a_word_is_known_however_its_parts_are_joined_and_kept_as_the_list_has_it() {
        const WORDS: &[&str] = &["at-least", "common_talk", "title only"];
        for (written, word) in [("At least", "at-least"), ("common talk", "common_talk"), ("title-only", "title only")]
        {
            check(CellKind::OneOf(WORDS), written, Ok(word.into()));
        }
        check(CellKind::OneOf(WORDS), "least", Err("at-least"));
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        check(CellKind::Edtf, "2004-02-30", Err("EDTF"));
    }

    #[test]
    fn a_decimal_keeps_its_digits() {
        check(CellKind::Decimal, "43.184104", Ok("43.184104".into()));
        check(CellKind::Decimal, "43,18", Err("point"));
    }

    #[test]
    fn pairs_read_back_as_written() {
        let value = read_cell(CellKind::Pairs, "B07=armed local volunteers; B10=the attackers").unwrap().unwrap();
        assert_eq!(write_cell(CellKind::Pairs, &value), "B07=armed local volunteers;B10=the attackers");
    }

    #[test]
    fn line_ends_inside_a_cell_become_lf() {
        check(CellKind::Text, " one\r\ntwo ", Ok("one\ntwo".into()));
    }
}

//! TOML to the JSON that a record is read from: whole numbers, texts, flags, lists and tables, and no floats.
//! Used by `account` for front matter and by `case_toml`.

use crate::Problem;
use serde_json::{Map, Value};
use toml::Table;

/// Parses TOML; `first_line` is the number of its first line in the file.
///
/// # Errors
/// A fatal problem with the line and what TOML expected.
pub(crate) fn parse(file: &str, text: &str, first_line: u64) -> Result<Table, Problem> {
    text.parse::<Table>().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = first_line + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        Problem::fatal(file, format!("expected TOML: {}", error.message().replace('\n', " "))).at_row(line)
    })
}

/// A table as JSON.
///
/// # Errors
/// The key of a float and what was expected: records hold whole numbers, and decimals as text.
pub(crate) fn to_json(table: Table) -> Result<Map<String, Value>, (String, String)> {
    let pair = |(key, value): (String, toml::Value)| match json(value) {
        Ok(value) => Ok((key, value)),
        Err(message) => Err((key, message)),
    };
    table.into_iter().map(pair).collect()
}

fn json(value: toml::Value) -> Result<Value, String> {
    Ok(match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::from(flag),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Float(number) => return Err(format!("expected a whole number or text in quotes, found {number}")),
        toml::Value::Array(items) => items.into_iter().map(json).collect::<Result<Value, String>>()?,
        toml::Value::Table(table) => {
            Value::Object(to_json(table).map_err(|(key, message)| format!("{key}: {message}"))?)
        }
    })
}

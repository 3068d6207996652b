//! Reader `case`, version 1. Format: `case.toml` at the top of the folder, UTF-8; texts in further languages under `[texts.ru]` or `[ru]`.
//! Limit: 64 MiB. Unknown keys are kept and remarked; there are no floats.

use crate::encoding::decode;
use crate::toml_value::{parse, to_json};
use crate::{Problem, Reading};
use firsthand_model::{Kind, Record};
use serde_json::{Map, Value};

const READER: &str = "case";
const VERSION: &str = "1";
/// Keys that this version knows.
const KEYS: [&str; 16] = [
    "title",
    "headline",
    "standfirst",
    "notice",
    "content_note",
    "languages",
    "zone",
    "offset",
    "expose_handles",
    "likelihood_scale",
    "source_kind_rank",
    "publisher",
    "credit",
    "corrections",
    "licence",
    "texts",
];

/// Reads the case's settings.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(READER, VERSION);
    let table = decode(file, bytes).and_then(|text| parse(file, text, 1));
    let settings =
        table.and_then(|table| to_json(table).map_err(|(key, message)| Problem::fatal(file, message).in_column(&key)));
    match settings.and_then(|settings| record(file, with_languages(settings))) {
        Ok((record, notes)) => {
            notes.into_iter().for_each(|note| reading.problem(note));
            reading.propose("case", record, None);
        }
        Err(problem) => reading.problem(problem),
    }
    reading
}

/// Moves tables such as `[ru]` to `texts`, where `[texts.ru]` puts them; what stands there already wins.
fn with_languages(settings: Map<String, Value>) -> Map<String, Value> {
    let is_language = |key: &String, value: &Value| value.is_object() && !KEYS.contains(&key.as_str()) && is_tag(key);
    let (languages, mut rest): (Map<String, Value>, Map<String, Value>) =
        settings.into_iter().partition(|(key, value)| is_language(key, value));
    if languages.is_empty() {
        return rest;
    }
    let texts = rest.entry("texts").or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(texts) = texts {
        for (language, fields) in languages {
            texts.entry(language).or_insert(fields);
        }
    }
    rest
}

/// Whether a key has the form of a BCP 47 tag: two or three letters, then subtags.
fn is_tag(key: &str) -> bool {
    let mut parts = key.split('-');
    let language = parts
        .next()
        .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    language && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn record(file: &str, settings: Map<String, Value>) -> Result<(Record, Vec<Problem>), Problem> {
    if settings.get("title").and_then(Value::as_str).is_none_or(|title| title.trim().is_empty()) {
        return Err(Problem::fatal(file, "expected a title, such as title = \"A siege\"").in_column("title"));
    }
    let unknown = |key: &&String| !KEYS.contains(&key.as_str());
    let note = |key: &String| Problem::note(file, "this version does not know the setting; it is kept").in_column(key);
    let notes = settings.keys().filter(unknown).map(note).collect();
    first_misfit(file, &settings)?;
    let record =
        Record::from_json(Kind::Case, Value::Object(settings)).map_err(|message| Problem::fatal(file, message))?;
    Ok((record, notes))
}

/// The first known key whose value has another shape than the setting.
fn first_misfit(file: &str, settings: &Map<String, Value>) -> Result<(), Problem> {
    let texts = |value: &Value| value.as_object().is_some_and(|fields| fields.values().all(Value::is_string));
    for (key, value) in settings.iter().filter(|(key, _)| KEYS.contains(&key.as_str())) {
        let (fits, expected) = match key.as_str() {
            "languages" => (
                value.as_array().is_some_and(|tags| tags.iter().all(Value::is_string)),
                "a list of language tags such as [\"en\", \"ru\"]",
            ),
            "source_kind_rank" => (
                value.as_array().is_some_and(|kinds| kinds.iter().all(Value::is_string)),
                "a list of kinds of source such as [\"court judgment\", \"report\"]",
            ),
            "expose_handles" => (value.is_boolean(), "true or false"),
            "texts" => (
                value.as_object().is_some_and(|languages| languages.values().all(texts)),
                "texts in quotes under a language, such as [texts.ru]",
            ),
            _ => (value.is_string(), "text in quotes"),
        };
        if !fits {
            return Err(Problem::fatal(file, format!("expected {expected}, found {value}")).in_column(key));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::CaseSettings;

    fn settings(text: &str) -> Result<CaseSettings, Problem> {
        let reading = read("case.toml", text.as_bytes());
        match reading.proposals.into_iter().next() {
            Some(crate::Proposal { record: Record::Case(settings), .. }) => Ok(*settings),
            _ => Err(reading.problems[0].clone()),
        }
    }

    #[test]
    fn languages_stand_under_texts_or_alone() {
        let both = settings("title = \"A\"\n[ru]\ntitle = \"А\"\n[texts.os]\ntitle = \"Ӕ\"\n").unwrap();
        assert_eq!((both.texts["ru"]["title"].as_str(), both.texts["os"]["title"].as_str()), ("А", "Ӕ"));
    }

    #[test]
    fn unknown_settings_are_kept_and_remarked() {
        let reading = read("case.toml", b"title = \"A\"\ncolour = \"us\"\n");
        assert_eq!(reading.problems[0].column.as_deref(), Some("colour"));
        assert!(reading.is_clean() && reading.counts["case"] == 1);
    }

    #[test]
    fn faults_name_their_key_or_line() {
        assert_eq!(settings("headline = \"A\"").unwrap_err().column.as_deref(), Some("title"));
        assert_eq!(settings("title = \"A\"\nx = 1.5").unwrap_err().column.as_deref(), Some("x"));
        assert_eq!(
            settings("title = \"A\"\nexpose_handles = \"yes\"").unwrap_err().column.as_deref(),
            Some("expose_handles")
        );
        assert_eq!(settings("title = \"A\"\nzone = \n").unwrap_err().row, Some(2));
    }
}

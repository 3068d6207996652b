//! Reader `account`, version 1. Format: `accounts/*.md`, UTF-8 Markdown after TOML front matter between two lines `+++`.
//! Limit: 64 MiB. Citations are checked for form, sentences for a citation or the framing mark; nothing is resolved here.

use crate::encoding::decode;
use crate::problem::clip;
use crate::text::line_ends;
use crate::toml_value::{parse, to_json};
use crate::{Problem, Reading, Sentence, sentences};
use firsthand_model::{Kind, Record};
use serde_json::{Map, Value};

const READER: &str = "account";
const VERSION: &str = "1";
const FENCE: &str = "+++";

/// An account cut in two.
struct Parts<'a> {
    front: &'a str,
    body: &'a str,
    /// The line before the first of the body.
    lines_before: u64,
}

/// Reads an account.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(READER, VERSION);
    let text = match decode(file, bytes) {
        Ok(text) => line_ends(text),
        Err(problem) => return Reading::failed(READER, VERSION, problem),
    };
    match cut(file, &text).and_then(|parts| Ok((record(file, &parts)?, parts))) {
        Ok((record, parts)) => {
            check_prose(file, &parts, &mut reading);
            if reading.is_clean() {
                reading.propose("accounts", record, None);
            }
        }
        Err(problem) => reading.problem(problem),
    }
    reading
}

fn cut<'a>(file: &str, text: &'a str) -> Result<Parts<'a>, Problem> {
    let expected = |message: &str| Problem::fatal(file, message).at_row(1);
    let rest = text
        .strip_prefix(FENCE)
        .and_then(|rest| rest.trim_start_matches(' ').strip_prefix('\n'))
        .ok_or_else(|| expected("expected front matter: a line +++ first, then settings, then a line +++"))?;
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            let lines_before = 2 + rest[..end].matches('\n').count() as u64;
            return Ok(Parts { front: &rest[..end], body: &rest[end + line.len()..], lines_before });
        }
        end += line.len();
    }
    Err(expected("the front matter is never closed: expected a second line +++"))
}

fn record(file: &str, parts: &Parts<'_>) -> Result<Record, Problem> {
    let table = parse(file, parts.front, 2)?;
    let mut front = to_json(table).map_err(|(key, message)| Problem::fatal(file, message).in_column(&key))?;
    front.entry("id").or_insert_with(|| Value::from(stem(file)));
    front.entry("kind").or_insert_with(|| Value::from("account"));
    check_front(file, &front)?;
    front.insert("markdown".into(), Value::from(parts.body.trim_matches('\n').to_owned() + "\n"));
    Record::from_json(Kind::Account, Value::Object(front)).map_err(|message| Problem::fatal(file, message))
}

fn stem(file: &str) -> &str {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Every known setting has its shape, and title and language are there.
fn check_front(file: &str, front: &Map<String, Value>) -> Result<(), Problem> {
    let fatal = |key: &str, message: String| Problem::fatal(file, message).at_row(1).in_column(key);
    for (key, example) in [("title", "title = \"Background\""), ("lang", "lang = \"en\"")] {
        if !front.contains_key(key) {
            return Err(fatal(key, format!("expected {example} in the front matter")));
        }
    }
    for (key, value) in front {
        let (fits, expected) = match key.as_str() {
            "order" => (value.is_i64(), "a whole number"),
            "withhold" => (value.is_boolean(), "true or false"),
            "id" | "title" | "lang" | "kind" => {
                (value.as_str().is_some_and(|text| !text.trim().is_empty()), "text in quotes")
            }
            "standfirst" | "translation_of" | "content_note" | "film" => (value.is_string(), "text in quotes"),
            "markdown" => (false, "no such setting: the prose stands below the front matter"),
            _ => (true, ""),
        };
        if !fits {
            return Err(fatal(key, format!("expected {expected}, found {value}")));
        }
    }
    Ok(())
}

fn check_prose(file: &str, parts: &Parts<'_>, reading: &mut Reading) {
    // The record's prose starts without blank lines; lines are counted in the file as it is.
    for sentence in sentences(parts.body) {
        let line = parts.lines_before + sentence.line as u64;
        for problem in sentence_problems(file, &sentence) {
            reading.problem(problem.at_row(line));
        }
    }
}

fn sentence_problems(file: &str, sentence: &Sentence) -> Vec<Problem> {
    let malformed = |bracket: &String| {
        let message = format!("expected citations such as [@E029; @E033], found «{}»", clip(bracket));
        Problem::fatal(file, message)
    };
    let mut problems: Vec<Problem> = sentence.malformed.iter().map(malformed).collect();
    if sentence.citations.is_empty() && !sentence.framing && problems.is_empty() {
        let message = format!("a sentence without a citation must be marked {{.framing}}: «{}»", clip(&sentence.text));
        problems.push(Problem::note(file, message));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::Account;

    const FRONT: &str = "+++\ntitle = \"Background\"\nlang = \"en\"\norder = 1\n+++\n\n";

    fn account(text: &str) -> Result<Account, Problem> {
        let reading = read("accounts/background.md", text.as_bytes());
        match reading.proposals.into_iter().next() {
            Some(crate::Proposal { record: Record::Account(account), .. }) => Ok(*account),
            _ => Err(reading.problems[0].clone()),
        }
    }

    #[test]
    fn an_account_has_its_front_matter_and_prose() {
        let account =
            account(&format!("{FRONT}One thing [@E001].\r\n\r\nTwo [@E002].\r\n").replace("+++\n\n", "+++\r\n\r\n"))
                .unwrap();
        assert_eq!((account.id.as_str(), account.kind.as_str(), account.order), ("background", "account", 1));
        assert_eq!(account.markdown, "One thing [@E001].\n\nTwo [@E002].\n");
    }

    #[test]
    fn a_sentence_without_a_citation_is_remarked_with_its_line() {
        let reading = read("accounts/a.md", format!("{FRONT}Cited [@E001].\nNot cited.\n").as_bytes());
        assert_eq!((reading.problems[0].row, reading.problems[0].fatal, reading.proposals.len()), (Some(8), false, 1));
        assert!(reading.problems[0].message.contains("Not cited."));
    }

    #[test]
    fn faults_name_their_place() {
        assert_eq!(account(&format!("{FRONT}\nSo [@E001, @E002; E003].")).unwrap_err().row, Some(8));
        assert_eq!(account("No front matter.").unwrap_err().row, Some(1));
        assert_eq!(account("+++\ntitle = \"A\"\n").unwrap_err().row, Some(1));
        assert_eq!(account("+++\ntitle = \"A\"\n+++\n").unwrap_err().column.as_deref(), Some("lang"));
        assert_eq!(
            account("+++\ntitle = \"A\"\nlang = \"en\"\norder = \"1\"\n+++\n").unwrap_err().column.as_deref(),
            Some("order")
        );
        assert_eq!(account("+++\ntitle = \"A\"\nlang = \n+++\n").unwrap_err().row, Some(3));
    }
}

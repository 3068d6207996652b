//! Values whose form a column's kind does not say: languages, zones, offsets, coordinates, digests, tolerances, and ids
//! that could not be the name of a folder on every system. Each misfit names its column and what was expected.

use firsthand_model::cell::write_cell;
use firsthand_model::custody::missing;
use firsthand_model::references::spec_of;
use firsthand_model::transcript::correction::Operation;
use firsthand_model::{CaseSettings, Custody, Record};
use firsthand_perspective::Tolerance;
use firsthand_vault::Digest;

/// A column or setting, and what was expected in it.
pub(crate) type Misfit = (&'static str, String);

/// Names that Windows keeps for devices, whatever stands after a point.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The longest id, in bytes: escaped it still fits a file name.
const LONGEST_ID_BYTES: usize = 200;

/// Everything in a record that is not of its form.
pub(crate) fn misfits(record: &Record) -> Vec<Misfit> {
    let mut found = Vec::new();
    match record {
        Record::Case(settings) => return case_misfits(settings),
        Record::Source(source) => {
            found.extend(source.sha256.as_deref().and_then(digest));
            found.extend(source.langs.iter().filter_map(|tag| language("langs", tag)));
        }
        Record::Custody(handover) => found.extend(unexplained(handover)),
        Record::Span(span) => found.extend(span.sha256.as_deref().and_then(digest)),
        Record::Statement(statement) => {
            found.extend(statement.quote_lang.as_deref().and_then(|tag| language("quote_lang", tag)));
        }
        Record::Answer(answer) => found.extend(
            answer.value().err().map(|wrong| (wrong.column, misfit(&wrong.expected, &cell_of(record, wrong.column)))),
        ),
        Record::Correction(row) => {
            found.extend(Operation::of_row(row).err());
            found.extend(
                row.revision
                    .filter(|number| *number < 1)
                    .map(|number| ("revision", misfit("a revision, counted from 1", &number.to_string()))),
            );
        }
        Record::TranscriptLayer(layer) => {
            found.extend(layer.language.as_deref().and_then(|tag| language("language", tag)));
        }
        Record::Passage(row) => {
            let misfit = row.original.as_deref().and_then(digest);
            found.extend(misfit.map(|(_, message)| ("original", message)));
        }
        Record::Translation(one) => found.extend(one.lang.as_deref().and_then(|tag| language("lang", tag))),
        Record::Account(account) => found.extend(language("lang", &account.lang)),
        Record::Event(event) => found.extend(event.zone.as_deref().and_then(zone)),
        Record::Question(question) => found.extend(question.tolerance.as_deref().and_then(tolerance)),
        Record::Place(place) => {
            found.extend(place.lat.as_deref().and_then(|text| degrees("lat", text, 90)));
            found.extend(place.lon.as_deref().and_then(|text| degrees("lon", text, 180)));
            let below = place.radius_m.filter(|radius| *radius < 0);
            found.extend(below.map(|radius| ("radius_m", misfit("0 or more metres", &radius.to_string()))));
        }
        _ => {}
    }
    found.extend(folder_name(record.handle()));
    found
}

/// A cell as a table has it; empty where nothing stands in it.
fn cell_of(record: &Record, column: &str) -> String {
    let spec = spec_of(record.kind()).and_then(|spec| spec.column(column));
    spec.map(|spec| write_cell(spec.cell, &record.to_json()[column])).unwrap_or_default()
}

fn case_misfits(settings: &CaseSettings) -> Vec<Misfit> {
    let mut found: Vec<Misfit> = settings.zone.as_deref().and_then(zone).into_iter().collect();
    found.extend(settings.offset.as_deref().and_then(offset));
    found.extend(settings.languages.iter().filter_map(|tag| language("languages", tag)));
    found.extend(settings.texts.keys().filter_map(|tag| language("texts", tag)));
    found
}

/// A hand-over says who, to whom, when, how and what for, or why that is not known: nothing is left blank.
fn unexplained(handover: &Custody) -> Option<Misfit> {
    let missing = missing(handover);
    let named: Vec<&str> =
        missing.iter().map(|column| if *column == "at" { "at with its offset" } else { column }).collect();
    let message = || format!("expected why these are not known: {}", named.join(", "));
    (!missing.is_empty() && handover.unknown_why.is_none()).then(|| ("unknown_why", message()))
}

fn digest(text: &str) -> Option<Misfit> {
    let expected = "a SHA-256: 64 hexadecimal digits, with or without sha256: before them";
    text.parse::<Digest>().is_err().then(|| ("sha256", misfit(expected, text)))
}

/// The shape of a BCP 47 tag: letters, then subtags of letters and digits.
fn language(column: &'static str, tag: &str) -> Option<Misfit> {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (!is_language || !parts.all(is_subtag)).then(|| (column, misfit("a language tag such as en or zh-Hant", tag)))
}

/// The name of a zone; whether there is one by that name is asked where the system has a list of them.
fn zone(name: &str) -> Option<Misfit> {
    let is_part = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+');
        part.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()) && part.bytes().all(fits)
    };
    let zones = jiff::tz::db();
    let is_listed = zones.get("Europe/Moscow").is_err() || zones.get(name).is_ok();
    (!name.split('/').all(is_part) || !is_listed).then(|| ("zone", misfit("an IANA zone such as Europe/Moscow", name)))
}

fn offset(text: &str) -> Option<Misfit> {
    let of_day = |hours: &str, minutes: &str| {
        let is_two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_two(hours) && is_two(minutes) && (hours, minutes) <= ("14", "00") && minutes < "60"
    };
    let digits = text.strip_prefix(['+', '-']);
    let fits = digits.and_then(|digits| digits.split_once(':')).is_some_and(|(hours, minutes)| of_day(hours, minutes));
    (!fits).then(|| ("offset", misfit("an offset from UTC such as +04:00", text)))
}

fn tolerance(text: &str) -> Option<Misfit> {
    Tolerance::parse(text).is_none().then(|| ("tolerance", misfit("10%, 10min, 50m, or several separated by ;", text)))
}

fn degrees(column: &'static str, text: &str, limit: u16) -> Option<Misfit> {
    let is_within = text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= f64::from(limit));
    (!is_within).then(|| (column, misfit(&format!("degrees from -{limit} to {limit}"), text)))
}

/// Ids become folders of a dossier, on every system.
fn folder_name(id: &str) -> Option<Misfit> {
    let stem = id.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port)
            .is_some_and(|rest| rest.chars().count() == 1 && rest != "0" && rest.chars().all(is_port_number))
    });
    let why = if DEVICES.contains(&stem.as_str()) || is_port {
        "which is a device on Windows"
    } else if id.ends_with(['.', ' ']) {
        "which ends in a point or space"
    } else if id.chars().any(char::is_control) {
        "which has a control character in it"
    } else if id.len() > LONGEST_ID_BYTES {
        "which is longer than 200 bytes"
    } else {
        return None;
    };
    let shown: String = id.chars().take(40).collect();
    Some((
        "id",
        format!(
            "expected an id that every system takes as the name of a folder; found «{}», {why}",
            shown.escape_debug()
        ),
    ))
}

fn is_port_number(digit: char) -> bool {
    matches!(digit, '1'..='9' | '¹' | '²' | '³')
}

fn misfit(expected: &str, found: &str) -> String {
    let shown: String = found.chars().take(80).collect();
    format!("expected {expected}; found «{shown}»")
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::{Answer, AnswerType};

    #[track_caller]
    fn check(fits: bool, found: Option<Misfit>) {
        assert_eq!(found.is_none(), fits, "{found:?}");
    }

    #[track_caller]
    fn check_answer(answer: Answer, column: &str, words: &str) {
        let found = misfits(&Record::Answer(Box::new(Answer { id: "E1.1".into(), ..answer })));
        let is_said = |one: &Misfit| one.0 == column && one.1.contains(words);
        assert!(found.len() == 1 && found.iter().any(is_said), "{found:?}");
    }

    #[test]
    fn an_answer_that_makes_no_value_names_its_column_and_what_was_expected() {
        let of = |kind: AnswerType, options: &[&str]| Answer {
            r#type: Some(kind),
            option_ids: options.iter().map(|id| (*id).into()).collect(),
            ..Answer::default()
        };
        check_answer(of(AnswerType::Order, &["blow<"]), "option_ids", "first<second");
        check_answer(of(AnswerType::Order, &["a<b", "b<a"]), "option_ids", "nothing comes before itself");
        check_answer(of(AnswerType::Count, &[]), "bound", "one of exact");
        check_answer(of(AnswerType::YesNo, &["maybe"]), "option_ids", "found «maybe»");
        let point = Answer { lat: Some("43.1".into()), ..of(AnswerType::Place, &[]) };
        check_answer(point.clone(), "lon", "both lat and lon");
        let both = Answer { lon: Some("44.5".into()), ..point };
        check_answer(
            Answer { option_ids: vec!["L01".into()], ..both.clone() },
            "option_ids",
            "two places are two answers",
        );
        check_answer(Answer { lat: Some("91".into()), ..both.clone() }, "lat", "on the earth");
        check_answer(Answer { radius_m: Some(-1), ..both.clone() }, "radius_m", "0 or more");
        check_answer(Answer { r#type: Some(AnswerType::Actor), ..both }, "lat", "not of this type");
        let coded = Answer { codes: vec!["fear".into()], ..of(AnswerType::Choice, &["a"]) };
        check_answer(coded, "codes", "not of this type");
    }

    #[test]
    fn languages_have_the_shape_of_bcp_47() {
        for (tag, fits) in [("en", true), ("zh-Hant-TW", true), ("de-CH-1901", true), ("русский", false), ("e", false)]
        {
            check(fits, language("lang", tag));
        }
        check(false, language("lang", "en_GB"));
        check(false, language("lang", "en-"));
    }

    #[test]
    fn zones_and_offsets_exist() {
        for (name, fits) in
            [("Europe/Moscow", true), ("UTC", true), ("Europe/Besla n", false), ("Europe/Nowhere", false)]
        {
            check(fits, zone(name));
        }
        for (text, fits) in [("+04:00", true), ("-03:30", true), ("+14:00", true), ("+15:00", false), ("4", false)] {
            check(fits, offset(text));
        }
    }

    #[test]
    fn ids_are_folders_on_every_system() {
        for id in ["CON", "nul.txt", "com1", "LPT²", ".", "..", "E1.", "E1 ", "E\u{1b}1"] {
            check(false, folder_name(id));
        }
        for id in ["E1", "E1.1", "console", "com", "com10", "Q01.question.ru", "где-2", "a/b"] {
            check(true, folder_name(id));
        }
    }

    #[test]
    fn coordinates_lie_on_the_earth() {
        check(true, degrees("lat", "43.184104", 90));
        check(false, degrees("lat", "143.2", 90));
        check(true, degrees("lon", "-143.2", 180));
    }
}

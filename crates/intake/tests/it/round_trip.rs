//! Records written as tables and read back are the same records, whatever stands in their cells.

use crate::support::read;
use firsthand_model::cell::write_cell;
use firsthand_model::table::CellKind;
use firsthand_model::{Answer, Kind, Record, Source, Statement, TableSpec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Text as a cell may hold it: quotes, line breaks, separators, Cyrillic; no white space at its ends.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just("\"".to_owned()),
            Just("\n".to_owned()),
            Just(",".to_owned()),
            Just(";".to_owned()),
            Just("\t".to_owned()),
            Just("'".to_owned()),
            Just("=1+1".to_owned()),
            "[a-zA-Z0-9 .=|-]{1,6}",
            "[а-яёА-Я «»—]{1,6}",
            "[\u{4e00}-\u{4e20}\u{600}-\u{620}\u{1f600}-\u{1f610}]{1,3}",
        ],
        1..8,
    )
    .prop_map(|parts| parts.concat().trim().to_owned())
    .prop_filter("a cell that says nothing is absent", |text| !text.is_empty())
}

/// A list item: text without the separator.
fn item() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace([';', '\n'], "·").trim().to_owned())
}

fn handle(letter: char) -> impl Strategy<Value = String> {
    (1..999u32).prop_map(move |number| format!("{letter}{number:03}"))
}

/// A value for a column, or none.
fn cell(kind: CellKind) -> BoxedStrategy<Option<Value>> {
    let value: BoxedStrategy<Value> = match kind {
        CellKind::Text => text().prop_map(Value::from).boxed(),
        CellKind::Key => unreachable!("keys are given by row"),
        CellKind::Flag => any::<bool>().prop_map(Value::from).boxed(),
        CellKind::Integer => any::<i64>().prop_map(Value::from).boxed(),
        CellKind::Decimal => (0..90u32, 0..9999u32).prop_map(|(whole, part)| json!(format!("{whole}.{part}"))).boxed(),
        CellKind::Edtf => (1900..2030u32, 1..=12u32, 1..=28u32)
            .prop_map(|(year, month, day)| json!(format!("{year}-{month:02}-{day:02}")))
            .boxed(),
        CellKind::OneOf(words) => proptest::sample::select(words).prop_map(Value::from).boxed(),
        CellKind::List => proptest::collection::vec(item(), 1..4).prop_map(Value::from).boxed(),
        CellKind::Addresses => {
            proptest::collection::vec("https://[a-z]{1,8}\\.org/[a-z?=&]{0,9}", 1..3).prop_map(Value::from).boxed()
        }
        CellKind::Pairs => {
            proptest::collection::btree_map("[A-Z][0-9]{2}", item(), 1..3).prop_map(|pairs| json!(pairs)).boxed()
        }
        CellKind::Ref(_) => handle('X').prop_map(Value::from).boxed(),
        CellKind::Refs(_) => proptest::collection::vec(handle('X'), 1..4).prop_map(Value::from).boxed(),
    };
    value.prop_map(Some).boxed()
}

/// The body of a record of a table, its required columns filled.
fn body(spec: &'static TableSpec, number: usize) -> BoxedStrategy<Map<String, Value>> {
    let key = (spec.columns[0].name.to_owned(), json!(format!("R{number}")));
    let columns: Vec<_> = spec.columns[1..]
        .iter()
        .map(|column| {
            let filled = cell(column.cell);
            let value = if column.required { filled } else { prop_oneof![Just(None), filled].boxed() };
            value.prop_map(|value| (column.name.to_owned(), value))
        })
        .collect();
    let kept = (prop_oneof![Just(None), text().prop_map(Some)])
        .prop_map(|value| ("note_team_only".to_owned(), value.map(Value::from)));
    (columns, kept)
        .prop_map(move |(columns, kept)| {
            let filled = columns.into_iter().chain([kept]).filter_map(|(name, value)| Some((name, value?)));
            [key.clone()].into_iter().chain(filled).collect()
        })
        .boxed()
}

fn bodies(spec: &'static TableSpec) -> BoxedStrategy<Vec<Map<String, Value>>> {
    (0..4usize).prop_flat_map(move |rows| (0..rows).map(|number| body(spec, number)).collect::<Vec<_>>()).boxed()
}

/// An answer whose cells make a value of its type.
fn answer_fits(body: &mut Map<String, Value>) {
    body.insert("type".into(), json!("text"));
    for column in ["lat", "lon", "radius_m"] {
        body.remove(column);
    }
}

fn write_table(spec: &TableSpec, bodies: &[Map<String, Value>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let names = spec.columns.iter().map(|column| column.name);
    writer.write_record(names.chain(["note_team_only"])).unwrap();
    for body in bodies {
        let cells =
            spec.columns.iter().map(|column| write_cell(column.cell, body.get(column.name).unwrap_or(&Value::Null)));
        let kept = body.get("note_team_only").and_then(Value::as_str).unwrap_or_default().to_owned();
        writer.write_record(cells.chain([kept])).unwrap();
    }
    writer.into_inner().unwrap()
}

fn check(spec: &TableSpec, bodies: Vec<Map<String, Value>>) -> Result<(), TestCaseError> {
    let reading = read(&format!("{}.csv", spec.name), write_table(spec, &bodies));
    prop_assert_eq!(&reading.problems, &[]);
    let expected: Vec<Record> =
        bodies.into_iter().map(|body| Record::from_json(spec.kind, Value::Object(body)).unwrap()).collect();
    let found: Vec<Record> = reading.proposals.into_iter().map(|proposal| proposal.record).collect();
    prop_assert_eq!(found, expected);
    Ok(())
}

static STATEMENT: TableSpec = Statement::TABLE;
static ANSWER: TableSpec = Answer::TABLE;
static SOURCE: TableSpec = Source::TABLE;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn statements_read_back_as_written(bodies in bodies(&STATEMENT)) {
        check(&STATEMENT, bodies)?;
    }

    #[test]
    fn answers_read_back_as_written(mut bodies in bodies(&ANSWER)) {
        prop_assert_eq!(ANSWER.kind, Kind::Answer);
        bodies.iter_mut().for_each(answer_fits);
        check(&ANSWER, bodies)?;
    }

    #[test]
    fn sources_read_back_as_written(bodies in bodies(&SOURCE)) {
        check(&SOURCE, bodies)?;
    }

    #[test]
    fn any_bytes_give_a_reading(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["places.csv", "places.xlsx", "places.ods", "accounts/a.md", "case.toml", "notes", "a.txt"] {
            let reading = read(name, &bytes);
            prop_assert!(reading.text.is_some() || !reading.problems.is_empty());
        }
    }

    #[test]
    fn any_prose_keeps_its_words(words in proptest::collection::vec("[a-zа-я]{1,5}[.!?…]?( \\[@E1\\])?(\\{\\.framing\\})?", 1..20)) {
        let prose = words.join(" ");
        let found: String = firsthand_intake::sentences(&prose).into_iter().map(|sentence| sentence.text + " ").collect();
        let letters = |text: &str| text.replace("[@E1]", "").replace("{.framing}", "").chars().filter(|c| c.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(&found), letters(&prose));
    }
}

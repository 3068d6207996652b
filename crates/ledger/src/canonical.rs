//! Canonical JSON, RFC 8785, narrowed to what the log may hold: integers only, bounded nesting.
//! Text is kept exactly as given: no Unicode normalisation happens here or anywhere in the log.

use crate::LedgerError;
use serde_json::{Number, Value};

/// The largest integer that every JSON reader keeps exactly.
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Deeper values could be written but not read again.
const MAX_DEPTH: usize = 100;

/// Writes a value canonically: sorted keys, no spaces, shortest escapes. Source: RFC 8785.
///
/// # Errors
/// `NotCanonical` for a number that is no integer between -(2^53 - 1) and 2^53 - 1, wherever it stands, and for values
/// nested over 100 levels.
pub fn canonical(value: &Value) -> Result<String, LedgerError> {
    check(value, &mut Vec::new())?;
    jcs(value)
}

/// RFC 8785 without our narrowing.
fn jcs(value: &Value) -> Result<String, LedgerError> {
    serde_json_canonicalizer::to_string(value)
        .map_err(|error| LedgerError::NotCanonical { place: "/".to_owned(), what: error.to_string() })
}

fn check<'a>(value: &'a Value, place: &mut Vec<Step<'a>>) -> Result<(), LedgerError> {
    if place.len() > MAX_DEPTH {
        return Err(refused(place, "Nesting over 100 levels".to_owned()));
    }
    match value {
        Value::Number(number) if !is_exact(number) => Err(refused(place, format!("The number {number}"))),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| step(Step::Index(index), item, place))
        }
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| step(Step::Name(name), field, place)),
        _ => Ok(()),
    }
}

fn step<'a>(step: Step<'a>, value: &'a Value, place: &mut Vec<Step<'a>>) -> Result<(), LedgerError> {
    place.push(step);
    check(value, place)?;
    place.pop();
    Ok(())
}

fn is_exact(number: &Number) -> bool {
    number.as_u64().or(number.as_i64().map(i64::unsigned_abs)).is_some_and(|size| size <= MAX_INTEGER)
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

fn refused(place: &[Step], what: String) -> LedgerError {
    let pointer = place.iter().fold(String::new(), |text, step| match step {
        Step::Name(name) => format!("{text}/{}", name.replace('~', "~0").replace('/', "~1")),
        Step::Index(index) => format!("{text}/{index}"),
    });
    LedgerError::NotCanonical { place: if pointer.is_empty() { "/".to_owned() } else { pointer }, what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    /// RFC 8785, section 3.2.2 and 3.2.4: the whole example, floats included, through the part we build on.
    #[test]
    fn the_example_of_the_rfc_comes_out_as_the_rfc_prints_it() {
        let given = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = concat!(
            r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
            r#""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        );
        assert_eq!(jcs(&parsed(given)).unwrap(), expected);
        assert_eq!(canonical(&parsed(given)).unwrap_err().code(), "FH-LEDGER-010");
    }

    /// RFC 8785, section 3.2.3: keys sort by UTF-16 code units, so the emoji comes before U+FB33.
    #[test]
    fn keys_sort_by_utf_16_code_units() {
        let given = parsed(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#,
        );
        let text = canonical(&given).unwrap();
        let order: Vec<_> = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
            .iter()
            .map(|word| text.find(word).unwrap())
            .collect();
        assert!(order.is_sorted(), "{text}");
    }

    /// RFC 8785, appendix B, the integers among its samples and the limits around them.
    #[test]
    fn integers_are_kept_up_to_the_last_exact_one() {
        assert_eq!(
            canonical(&json!([0, -1, 9007199254740991u64, -9007199254740991i64])).unwrap(),
            "[0,-1,9007199254740991,-9007199254740991]"
        );
        for text in ["9007199254740992", "-9007199254740992", "1.0", "-0", "1e3", "295147905179352830000", "5e-324"] {
            assert_eq!(canonical(&parsed(text)).unwrap_err().code(), "FH-LEDGER-010", "{text}");
        }
    }

    #[test]
    fn a_refused_number_is_named_with_its_place() {
        let error = canonical(&json!({"answers": [{"a/b": 1.5}]})).unwrap_err();
        assert!(error.to_string().contains("1.5 at /answers/0/a~1b"), "{error}");
    }

    #[test]
    fn nesting_too_deep_to_read_again_is_refused() {
        let deep = (0..120).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(canonical(&deep).unwrap_err().code(), "FH-LEDGER-010");
    }

    #[test]
    fn composed_and_decomposed_letters_stay_as_given() {
        let text = canonical(&json!({"nfc": "\u{439}", "nfd": "\u{438}\u{306}"})).unwrap();
        assert_eq!(text, "{\"nfc\":\"\u{439}\",\"nfd\":\"\u{438}\u{306}\"}");
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..5)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same_and_writes_the_same(value in values()) {
            let text = canonical(&value).unwrap();
            let back: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back, &value);
            prop_assert_eq!(canonical(&back).unwrap(), text);
        }
    }
}

//! Generated EDTF values: what is valid prints and parses to itself, what is not never panics.
//! What values mean is in `edtf_values`.

use firsthand_model::edtf::{Edtf, EdtfError};
use proptest::prelude::*;

fn parse(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error: EdtfError| panic!("{error}"))
}

/// Milliseconds of a UTC moment, by another calendar than ours.
fn utc(moment: &str) -> Option<i64> {
    Some(moment.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

/// Boxed, because nested strategies as types outgrow a test thread's stack.
type Texts = BoxedStrategy<String>;

fn qualifier() -> Texts {
    "([?~%]|)".boxed()
}

fn qualified(part: &'static str) -> Texts {
    let join = |(before, part, after)| format!("{before}{part}{after}");
    (qualifier(), part, qualifier()).prop_map(join).boxed()
}

/// Dates of every shape; days stop at 28 and years begin with a digit other than 0, so that all of them exist.
fn dates() -> Texts {
    let year = || qualified("-?[1-9][0-9X]{3}");
    let month = || qualified("0[1-9X]|1[0-2X]|X[0-9X]");
    let season = || qualified("2[1-9]|3[0-9]|4[01]");
    let day = || qualified("0[1-9X]|1[0-9X]|2[0-8X]|X[1-8X]");
    let two = |(year, part)| format!("{year}-{part}");
    let three = |(year, month, day)| format!("{year}-{month}-{day}");
    prop_oneof![
        year(),
        (year(), prop_oneof![month(), season()]).prop_map(two),
        (year(), month(), day()).prop_map(three),
    ]
    .boxed()
}

fn moments() -> Texts {
    let day = "-?[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
    let clock = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00";
    let offset = "(|Z|[+-](0[1-9]|1[01])(:[0-5][0-9])?|\\+14|-12:00|\\+00:00)";
    (day, clock, offset).prop_map(|(day, clock, offset)| format!("{day}T{clock}{offset}")).boxed()
}

fn lone_years() -> Texts {
    "-?[0-9]{3}[1-9]S[1-9]|Y-?[1-9][0-9]{4,17}(E[1-9]{1,3})?(S[1-9]{1,2})?".boxed()
}

/// Two dates with something between them, in the order that is accepted: of two dates one order always is.
fn pairs(between: &'static str) -> Texts {
    let in_order = move |(one, other): (String, String)| {
        let slashed = format!("{one}/{other}");
        let (first, last) = if slashed.parse::<Edtf>().is_ok() { (one, other) } else { (other, one) };
        format!("{first}{between}{last}")
    };
    (dates(), dates()).prop_map(in_order).boxed()
}

fn intervals() -> Texts {
    let open = "(|\\.\\.)";
    let slash = |(start, end)| format!("{start}/{end}");
    prop_oneof![pairs("/"), (dates(), open).prop_map(slash), (open, dates()).prop_map(slash),].boxed()
}

fn sets() -> Texts {
    let members = proptest::collection::vec(prop_oneof![dates(), pairs("..")], 0..4);
    let parts = ("[\\[{]", "(|\\.\\.)", dates(), members, "(|,[12][0-9]{3}\\.\\.)");
    let join = |(opening, earlier, first, members, later): (String, String, String, Vec<String>, String)| {
        let members: String = members.iter().map(|member| format!(",{member}")).collect();
        let closing = if opening == "[" { "]" } else { "}" };
        format!("{opening}{earlier}{first}{members}{later}{closing}")
    };
    parts.prop_map(join).boxed()
}

fn values() -> Texts {
    prop_oneof![3 => dates(), 1 => moments(), 1 => lone_years(), 2 => intervals(), 2 => sets()].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_valid_value_prints_and_parses_to_itself(text in values()) {
        let value = parse(&text);
        prop_assert_eq!(value.to_string(), text.clone());
        prop_assert_eq!(parse(&value.to_string()), value.clone());
        prop_assert!(value.level() <= 2);
        prop_assert_eq!(serde_json::from_str::<Edtf>(&serde_json::to_string(&value).unwrap()).unwrap(), value);
    }

    #[test]
    fn a_value_never_ends_before_it_begins(text in prop_oneof![dates(), moments(), lone_years(), sets()].boxed()) {
        let span = parse(&text).span(240);
        if let (Some(earliest), Some(latest)) = (span.earliest_ms, span.latest_ms) {
            prop_assert!(earliest <= latest);
        }
    }

    #[test]
    fn a_whole_day_reads_as_another_calendar_reads_it(year in 1_i16..=9_999, month in 1_u8..=12, day in 1_u8..=31) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let theirs = text.parse::<jiff::civil::Date>().ok();
        prop_assert_eq!(text.parse::<Edtf>().is_ok(), theirs.is_some());
        if theirs.is_some() {
            prop_assert_eq!(parse(&text).span(0).earliest_ms, utc(&format!("{text}T00:00:00Z")));
        }
    }

    #[test]
    fn no_text_panics(text in prop_oneof![any::<String>(), "[-0-9XYES?~%/.,T:Z+\\[\\]{}]{0,24}"]) {
        match text.parse::<Edtf>() {
            Ok(value) => {
                prop_assert_eq!(value.to_string(), text);
                value.span(0);
                value.precision();
            }
            Err(error) => prop_assert!(error.position() <= text.chars().count() + 1),
        }
    }
}

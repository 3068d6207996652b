//! What EDTF values mean: spans, precision, messages and JSON.
//! The suites are in `edtf`, generated values in `edtf_generated`.

use firsthand_model::edtf::{Edtf, EdtfError, Endpoint, Instant, Precision, SetKind, Span};

/// Milliseconds of a UTC moment, by another calendar than ours.
fn utc(moment: &str) -> Option<i64> {
    Some(moment.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

fn parse(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error: EdtfError| panic!("{error}"))
}

#[track_caller]
fn check_span(text: &str, earliest: &str, latest: &str) {
    let end = |moment: &str| if moment.is_empty() { None } else { utc(moment) };
    assert_eq!(parse(text).span(0), Span { earliest_ms: end(earliest), latest_ms: end(latest) }, "{text}");
}

#[track_caller]
fn check_message(text: &str, code: &str, message: &str) {
    let error = text.parse::<Edtf>().unwrap_err();
    assert_eq!((error.code(), error.to_string().as_str()), (code, message));
}

#[test]
fn a_span_reaches_from_the_first_to_the_last_second() {
    check_span("2004-09-03", "2004-09-03T00:00:00Z", "2004-09-03T23:59:59Z");
    check_span("2004-02", "2004-02-01T00:00:00Z", "2004-02-29T23:59:59Z");
    check_span("2004-09-03T13:05:00+04:00", "2004-09-03T09:05:00Z", "2004-09-03T09:05:00Z");
    check_span("2004-09-03T24:00:00Z", "2004-09-04T00:00:00Z", "2004-09-04T00:00:00Z");
    check_span("2006-05-16/2006-05-26", "2006-05-16T00:00:00Z", "2006-05-26T23:59:59Z");
    check_span("-0001", "-000001-01-01T00:00:00Z", "-000001-12-31T23:59:59Z");
}

#[test]
fn open_and_unknown_ends_have_no_limit() {
    check_span("2005/", "2005-01-01T00:00:00Z", "");
    check_span("../1985-04", "", "1985-04-30T23:59:59Z");
    check_span("[1760-12..]", "1760-12-01T00:00:00Z", "");
    check_span("{..1984}", "", "1984-12-31T23:59:59Z");
    check_span("Y300000000", "", "");
    check_span("Y17E70", "", "");
}

#[test]
fn unspecified_digits_span_the_readings_that_exist() {
    check_span("201X", "2010-01-01T00:00:00Z", "2019-12-31T23:59:59Z");
    check_span("190X-02-29", "1904-02-29T00:00:00Z", "1908-02-29T23:59:59Z");
    check_span("1984-1X-3X", "1984-10-30T00:00:00Z", "1984-12-31T23:59:59Z");
    check_span("-004X", "-000049-01-01T00:00:00Z", "-000040-12-31T23:59:59Z");
    check_span("1950S2", "1900-01-01T00:00:00Z", "1999-12-31T23:59:59Z");
}

#[test]
fn a_season_without_a_hemisphere_reaches_over_both() {
    check_span("2004-21", "2004-03-01T00:00:00Z", "2004-11-30T23:59:59Z");
    check_span("2004-25", "2004-03-01T00:00:00Z", "2004-05-31T23:59:59Z");
    check_span("2004-28", "2003-12-01T00:00:00Z", "2005-02-28T23:59:59Z");
    check_span("2004-34", "2004-04-01T00:00:00Z", "2004-06-30T23:59:59Z");
    check_span("2004-38", "2004-05-01T00:00:00Z", "2004-08-31T23:59:59Z");
    check_span("2004-41", "2004-07-01T00:00:00Z", "2004-12-31T23:59:59Z");
}

#[test]
fn a_set_spans_its_outermost_members() {
    check_span("{1960,1955-03..1957,1961-12}", "1955-03-01T00:00:00Z", "1961-12-31T23:59:59Z");
    let Edtf::Set(set) = parse("[..1760,1770..1780]") else { panic!("a set") };
    assert_eq!((set.kind(), set.is_open_to_earlier(), set.is_open_to_later()), (SetKind::One, true, false));
    assert_eq!(set.members().len(), 2);
}

#[test]
fn a_date_without_a_zone_takes_the_zone_of_the_case() {
    let span = |text: &str| parse(text).span(240);
    assert_eq!(span("2004-09-01").earliest_ms, utc("2004-08-31T20:00:00Z"));
    assert_eq!(span("2004-09-01T09:00:00"), span("2004-09-01T05:00:00Z"));
    assert_eq!(span("2004-09-03T10:05:00+01:00"), span("2004-09-03T13:05:00+04"));
    assert!(span("2004-09-01").overlaps(span("2004-08-31T20:00:00Z")));
    assert!(span("2004-08").is_before(span("2004-09")));
    assert!(!span("2004-08/..").is_before(span("2004-09")));
}

#[test]
fn instants_on_different_clocks_have_no_order_of_their_own() {
    let first = |text: &str| -> Instant { parse(text).earliest().unwrap() };
    assert!(first("2004-09-01") < first("2004-09-01T00:00:01"));
    assert!(first("2004-09-01T13:00:00+04:00") < first("2004-09-01T09:00:01Z"));
    assert_eq!(first("2004-09-01").partial_cmp(&first("2004-09-05T00:00:00Z")), None);
}

#[test]
fn precision_ends_at_the_first_unspecified_digit() {
    let table = [
        ("2004-09-03T13:05:00", Precision::Second),
        ("2004-09-03", Precision::Day),
        ("2004-09-XX", Precision::Month),
        ("2004-22", Precision::Season),
        ("2004-XX", Precision::Year),
        ("201X", Precision::Decade),
        ("20X0-10-02", Precision::Century),
        ("1XXX", Precision::Millennium),
        ("XXXX", Precision::Coarser),
        ("1950S2", Precision::Century),
        ("2004-09-01/2005", Precision::Year),
        ("2004-09-01/..", Precision::Day),
        ("../..", Precision::Coarser),
    ];
    for (text, precision) in table {
        assert_eq!(parse(text).precision(), precision, "{text}");
    }
}

#[test]
fn qualifiers_are_seen_wherever_they_stand() {
    let doubts = |text: &str| (parse(text).is_approximate(), parse(text).is_uncertain());
    assert_eq!(doubts("2004-09-03"), (false, false));
    assert_eq!(doubts("2004-~09-03"), (true, false));
    assert_eq!(doubts("2004?-09"), (false, true));
    assert_eq!(doubts("2004/2005%"), (true, true));
    assert_eq!(doubts("[2004,2005~]"), (true, false));
}

#[test]
fn a_day_that_does_not_exist_is_refused_with_the_month_s_length() {
    check_message(
        "2004-02-30",
        "FH-EDTF-002",
        "\"2004-02-30\", position 9: February 2004 has 29 days, so there is no day 30",
    );
    check_message(
        "2004-13",
        "FH-EDTF-002",
        "\"2004-13\", position 6: 13 is neither a month, 01 to 12, nor a season, 21 to 41",
    );
    check_message("15XX-02-3X", "FH-EDTF-002", "\"15XX-02-3X\", position 9: February of no such year has a day 3X");
}

#[test]
fn messages_name_the_place_and_what_was_expected() {
    check_message(
        "3 September",
        "FH-EDTF-001",
        "\"3 September\", position 2: found ' ', expected the four digits of a year",
    );
    check_message("", "FH-EDTF-001", "\"\", position 1: found the end, expected the four digits of a year");
    check_message("2004-09-03 ", "FH-EDTF-001", "\"2004-09-03 \", position 11: found ' ', expected nothing more");
    check_message(
        "2004-09-03T13:05+04:00",
        "FH-EDTF-001",
        "\"2004-09-03T13:05+04:00\", position 17: found '+', expected a colon and the seconds, :00 where they are not known: EDTF has no time of day without them",
    );
    check_message(
        "2004-09-03T13:00:00/2004-09-04",
        "FH-EDTF-003",
        "\"2004-09-03T13:00:00/2004-09-04\", position 11: a time of day cannot stand here; an interval or set has dates only; keep clock times as two values of their own",
    );
    check_message(
        "2005/2004",
        "FH-EDTF-004",
        "\"2005/2004\", position 6: the end lies before the start; write the earlier date first",
    );
}

#[test]
fn json_holds_the_text_and_refuses_what_is_no_date() {
    let value: Edtf = serde_json::from_str("\"2004-09-01/2004-09-03\"").unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"2004-09-01/2004-09-03\"");
    assert!(matches!(value, Edtf::Interval { end: Endpoint::Date(_), .. }));
    assert!(serde_json::from_str::<Edtf>("\"2004-02-30\"").is_err());
}

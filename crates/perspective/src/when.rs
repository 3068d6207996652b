//! Recorded times as spans with their doubts, read with one clock.
//! What they mean for an hour is in `reach`; for an order of two in `history` and `chains_in_time`.

use crate::clock::Clock;
use firsthand_model::Statement;
use firsthand_model::edtf::Edtf;
use firsthand_model::when::When;

/// The time between two dates; a date that is no EDTF says nothing.
pub(crate) fn between(clock: Clock, earliest: Option<&str>, latest: Option<&str>) -> When {
    let read = |text: Option<&str>| {
        let text = text?;
        Some((text.to_owned(), text.parse::<Edtf>().ok()?))
    };
    let (low, high) = (read(earliest), read(latest));
    let doubtful = |end: &Option<(String, Edtf)>| {
        end.as_ref().is_some_and(|(_, date)| date.is_approximate() || date.is_uncertain())
    };
    When {
        earliest_ms: low.as_ref().and_then(|(_, date)| clock.span(date).low_end()),
        latest_ms: high.as_ref().and_then(|(_, date)| clock.span(date).high_end()),
        doubtful: doubtful(&low) || doubtful(&high),
        earliest: low.map(|(text, _)| text),
        latest: high.map(|(text, _)| text),
        mark: None,
    }
}

/// When a statement was said or printed.
pub(crate) fn said(clock: Clock, statement: &Statement) -> When {
    let stated = statement.stated_edtf.as_deref();
    When { mark: statement.stated_mark.clone(), ..between(clock, stated, stated) }
}

/// For ordering: by the earliest it can be, what is unknown last.
pub(crate) fn order(when: &When) -> (i64, i64) {
    match when.is_unknown() {
        true => (i64::MAX, i64::MAX),
        false => (when.earliest_ms.unwrap_or(i64::MIN), when.latest_ms.unwrap_or(i64::MAX)),
    }
}

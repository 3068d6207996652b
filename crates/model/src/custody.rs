//! The hand-overs of one original as a chain: in their order, with what is missing between two of them, and what no row says.
//! A gap is shown as a gap; nothing is concluded from one.

use crate::records::Custody;
use crate::vocabulary;
use serde::Serialize;

vocabulary! {
    /// What is missing, or does not fit, between a hand-over and the one before it.
    CustodyGap {
        /// Who gives it here is not who received it before.
        OtherGiver = "other_giver",
        /// One of the two does not say who had it.
        Unnamed = "unnamed",
        /// This one is dated before the one before it.
        Backwards = "backwards",
        /// What lies between may not be shown.
        Withheld = "withheld",
    }
}

/// A hand-over in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// The hand-over.
    pub row: Custody,
    /// What is missing before it; nothing before the first.
    pub gap: Option<CustodyGap>,
}

/// The hand-overs of one original, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CustodyChain {
    /// Each of them.
    pub handovers: Vec<Handover>,
    /// Whether others follow that may not be shown.
    pub goes_on: bool,
}

/// The chain of these rows, which are of one source. `offset_minutes` is for times that state none.
pub fn chain<'r>(rows: impl IntoIterator<Item = &'r Custody>, offset_minutes: i32) -> CustodyChain {
    let mut rows: Vec<&Custody> = rows.into_iter().collect();
    rows.sort_by_cached_key(|row| (row.step, crate::natural::natural(row.id.as_str())));
    let before = [None].into_iter().chain(rows.iter().copied().map(Some));
    let each = rows.iter().zip(before);
    let handover = |(row, before): (&&Custody, Option<&Custody>)| Handover {
        row: (*row).clone(),
        gap: before.and_then(|before| gap(before, row, offset_minutes)),
    };
    CustodyChain { handovers: each.map(handover).collect(), goes_on: false }
}

impl CustodyChain {
    /// The chain without the rows that may not be shown: that they are there is said, and nothing of them.
    #[must_use]
    pub fn shown(self) -> CustodyChain {
        let mut shown = CustodyChain::default();
        for mut handover in self.handovers {
            if handover.row.withhold == Some(true) {
                shown.goes_on = true;
                continue;
            }
            if shown.goes_on {
                handover.gap = Some(CustodyGap::Withheld);
            }
            shown.goes_on = false;
            shown.handovers.push(handover);
        }
        shown
    }
}

fn gap(before: &Custody, row: &Custody, offset_minutes: i32) -> Option<CustodyGap> {
    let span = |row: &Custody| Some(row.at.as_deref()?.parse::<crate::edtf::Edtf>().ok()?.span(offset_minutes));
    let is_backwards = span(before).zip(span(row)).is_some_and(|(before, this)| {
        this.latest_ms.zip(before.earliest_ms).is_some_and(|(this, before)| this < before)
    });
    match (&before.receiver, &row.giver) {
        (Some(had), Some(gives)) if spelled(had) != spelled(gives) => Some(CustodyGap::OtherGiver),
        (Some(_), Some(_)) => is_backwards.then_some(CustodyGap::Backwards),
        _ => Some(CustodyGap::Unnamed),
    }
}

/// A name whatever its capitals and spaces.
fn spelled(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What a hand-over does not say of what every one is asked for, as columns; a time without an offset is the time's own lack.
pub fn missing(row: &Custody) -> Vec<&'static str> {
    let Custody { giver, receiver, at, purpose, method, .. } = row;
    let cells = [("giver", giver), ("receiver", receiver), ("at", at), ("purpose", purpose), ("method", method)];
    let is_lacking =
        |column: &str, text: &Option<String>| text.as_deref().is_none_or(|text| column == "at" && lacks_offset(text));
    cells.into_iter().filter(|(column, text)| is_lacking(column, text)).map(|(column, _)| column).collect()
}

/// Whether a date has a clock time and no offset: `2019-09-05T14:10:00`.
fn lacks_offset(text: &str) -> bool {
    text.split_once('T').is_some_and(|(_, clock)| !clock.ends_with('Z') && !clock.contains(['+', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(step: i64, giver: &str, receiver: &str, at: &str) -> Custody {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Custody {
            id: format!("H{step}").into(),
            step: Some(step),
            giver: text(giver),
            receiver: text(receiver),
            at: text(at),
            ..Custody::default()
        }
    }

    #[track_caller]
    fn check(rows: &[Custody], expected: &[Option<CustodyGap>]) {
        let gaps: Vec<Option<CustodyGap>> = chain(rows, 0).handovers.iter().map(|one| one.gap).collect();
        assert_eq!(gaps, expected);
    }

    #[test]
    fn whoever_received_it_gives_it_on_or_there_is_a_gap() {
        let first = row(1, "a passenger", "the inquiry", "2019-09-05");
        check(&[first.clone(), row(2, "The  Inquiry", "the archive", "2019-10-01")], &[None, None]);
        check(&[row(2, "a clerk", "the archive", ""), first.clone()], &[None, Some(CustodyGap::OtherGiver)]);
        check(&[first.clone(), row(2, "", "the archive", "")], &[None, Some(CustodyGap::Unnamed)]);
        check(&[first, row(2, "the inquiry", "the archive", "2018")], &[None, Some(CustodyGap::Backwards)]);
    }

    #[test]
    fn a_row_that_may_not_be_shown_is_no_gap_and_leaves_nothing_of_itself() {
        let hidden = |step| Custody { withhold: Some(true), ..row(step, "the inquiry", "a courier", "") };
        let rows = [row(1, "a", "the inquiry", ""), hidden(2), row(3, "a courier", "the archive", ""), hidden(4)];
        let shown = chain(&rows, 0).shown();
        assert_eq!(shown.handovers.iter().map(|one| one.gap).collect::<Vec<_>>(), [None, Some(CustodyGap::Withheld)]);
        assert!(shown.goes_on && !format!("{shown:?}").contains("\"H2\""), "{shown:?}");
    }

    #[test]
    fn what_a_hand_over_does_not_say_is_named() {
        let full = Custody {
            purpose: Some("kept".into()),
            method: Some("by hand".into()),
            ..row(1, "a", "b", "2019-09-05T14:10:00+03:00")
        };
        assert!(missing(&full).is_empty());
        assert_eq!(missing(&row(1, "a", "", "2019-09-05T14:10:00")), ["receiver", "at", "purpose", "method"]);
        assert_eq!(missing(&row(1, "a", "b", "2019-09-05")), ["purpose", "method"]);
    }
}

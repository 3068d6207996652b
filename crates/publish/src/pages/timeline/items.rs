//! What a long timeline draws: events and things asked, each with the stretch of time that it and its other times take.
//! How they are coded is in `drawn`.

use crate::figures::{self, Moment};
use crate::pages::question::drawing::given;
use crate::plot::data::Shape;
use crate::site::Site;
use firsthand_model::BasisFamily;

/// An event or a thing asked, with the whole stretch that it and its other times take.
pub struct Item<'s> {
    /// What it is.
    pub moment: Moment<'s>,
    /// Where the stretch begins and ends, milliseconds.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// The other times.
    pub marks: Vec<Mark>,
}

/// Another time of the same thing.
pub struct Mark {
    /// The time, milliseconds.
    pub at: i64,
    /// From when to when it may be.
    pub low: i64,
    /// See `low`.
    pub high: i64,
    /// 0 exact, 1 from low to high, 2 at or after, 3 at or before.
    pub shape: i64,
    /// How whoever says so knows; none for a time that is only printed.
    pub family: Option<BasisFamily>,
}

/// Everything that is dated, by where it begins.
pub fn items<'s>(site: &Site<'s>, lang: &str) -> Vec<Item<'s>> {
    let item = |moment: Moment<'s>| {
        let marks = marks(site, &moment);
        let own = moment.event.map(|_| own_span(&moment));
        let ends = || {
            marks
                .iter()
                .flat_map(|mark| [mark.low, mark.high, mark.at])
                .chain(own.into_iter().flat_map(|own| [own.0, own.1]))
        };
        Some(Item { from: ends().min()?, to: ends().max()?, marks, moment })
    };
    let mut items: Vec<Item> = figures::moments(site, lang).into_iter().filter_map(item).collect();
    items.sort_by_key(|item| item.from);
    items
}

/// Where a span ends: its last second or millisecond is given, the drawing wants the first moment after it.
fn end(from: i64, to: i64) -> i64 {
    match to {
        _ if to <= from => from,
        _ if (to + 1_000) % 60_000 == 0 => to + 1_000,
        _ if (to + 1) % 1_000 == 0 => to + 1,
        _ => to,
    }
}

/// The stretch in which an event was: a time that is given to the minute is no sharper than that.
pub fn own_span(moment: &Moment) -> (i64, i64) {
    let (from, to) = (moment.from, end(moment.from, moment.to));
    let to_the_minute = moment.has_hour && to == from && from % 60_000 == 0;
    (from, if to_the_minute { from + 60_000 } else { to })
}

fn marks(site: &Site, moment: &Moment) -> Vec<Mark> {
    let printed = figures::printed_times(site, moment).into_iter();
    let printed = printed.map(|at| Mark { at, low: at, high: at, shape: 0, family: None });
    let answers = moment.answers().filter_map(|scoped| {
        let (at, shape) = given(site, scoped)?;
        let (low, high, shape) = match shape {
            Shape::Exact => (at?, at?, 0),
            Shape::About(low, high) | Shape::Range(low, high) => (low, end(low, high), 1),
            Shape::Above => (at?, at?, 2),
            Shape::Below => (at?, at?, 3),
        };
        Some(Mark { at: at.unwrap_or(low + (high - low) / 2), low, high, shape, family: Some(scoped.basis.family()) })
    });
    printed.chain(answers).collect()
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn a_span_ends_with_the_first_moment_after_it() {
        let noon = 43_200_000;
        assert_eq!(end(noon, noon), noon);
        assert_eq!(end(0, 86_399_000), 86_400_000);
        assert_eq!(end(0, 86_399_999), 86_400_000);
        assert_eq!(end(0, noon), noon);
    }
}

//! Events in the order of their list, and in which part of a long list each stands. What a page says of them is in
//! `pages::timeline`.

use crate::words_dates::{clock, short};
use firsthand_model::Event;
use firsthand_model::edtf::Edtf;
use firsthand_model::natural::natural;
use std::collections::BTreeMap;

/// Lists of more events than this are parted, and drawn by the script and not in SVG.
pub const LONG: usize = 500;
/// Events of one part.
pub const PART: usize = 250;

/// Every event in the order of the list.
#[derive(Debug, Default)]
pub struct EventList<'a> {
    ordered: Vec<&'a Event>,
    /// By id, counted from 1.
    part_of: BTreeMap<&'a str, usize>,
}

impl<'a> EventList<'a> {
    /// Puts events in order: by the earliest instant that the sources give; dates without an offset are read in this one, minutes east
    /// of UTC.
    pub fn new(events: &'a [Event], offset_minutes: i32) -> Self {
        let mut ordered: Vec<&Event> = events.iter().collect();
        let instant = |text: &str| text.parse::<Edtf>().ok()?.span(offset_minutes).earliest_ms;
        // What has only a day stands after what has an hour of that day: nothing says that it came first.
        ordered.sort_by_cached_key(|event| {
            let day = day(event);
            let has_no_clock = event.earliest.as_deref().and_then(clock).is_none();
            let day_ms = day.as_deref().and_then(instant);
            (day.is_none(), day_ms, day, has_no_clock, at(event).and_then(instant), natural(event.id.as_str()))
        });
        let size = if ordered.len() > LONG { PART } else { usize::MAX };
        let part_of = ordered.iter().enumerate().map(|(at, event)| (event.id.as_str(), at / size + 1)).collect();
        EventList { ordered, part_of }
    }

    /// Whether it is too long for one page and one drawing.
    pub fn is_long(&self) -> bool {
        self.ordered.len() > LONG
    }

    /// Its parts in order; the whole list where it is not long.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = &[&'a Event]> {
        let size = if self.is_long() { PART } else { self.ordered.len().max(1) };
        self.ordered.chunks(size)
    }

    /// The part in which an event stands, from 1.
    pub fn part_of(&self, id: &str) -> usize {
        self.part_of.get(id).copied().unwrap_or(1)
    }

    /// The page of the event with this id, relative to its language's part of the dossier.
    pub fn address_of(&self, id: &str) -> String {
        address(self.part_of(id))
    }
}

/// The page of a part: the first has the list's own address.
pub fn address(part: usize) -> String {
    if part <= 1 { "timeline/index.html".into() } else { format!("timeline/{part}/index.html") }
}

/// The date by which events are put in order: the earliest.
fn at(event: &Event) -> Option<&str> {
    event.earliest_at.as_deref().or(event.earliest.as_deref()).or(event.latest.as_deref())
}

/// The day, month or year under which an event stands.
pub fn day(event: &Event) -> Option<String> {
    event.earliest.as_deref().or(event.latest.as_deref()).map(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str, earliest: Option<&str>) -> Event {
        Event { id: id.into(), earliest: earliest.map(str::to_owned), ..Event::default() }
    }

    #[test]
    fn a_day_follows_its_hours_and_what_has_no_date_comes_last() {
        let events = [
            event("T1", None),
            event("T2", Some("2004-09-03")),
            event("T3", Some("2004-09-03T13:05:00+04:00")),
            event("T4", Some("2004-09-02")),
        ];
        let list = EventList::new(&events, 240);
        let ids: Vec<&str> = list.parts().flatten().map(|event| event.id.as_str()).collect();
        assert_eq!(ids, ["T4", "T3", "T2", "T1"]);
    }

    #[test]
    fn hours_of_one_day_follow_each_other_by_the_instant_and_not_by_their_words() {
        let events = [
            event("T1", Some("2004-09-03T13:05:00+04:00")),
            event("T2", Some("2004-09-03T09:04:00Z")),
            event("T3", Some("2004-09-03T13:06:00")),
            event("T4", Some("-0044-03-15")),
            event("T5", Some("-0043-12-07")),
        ];
        let list = EventList::new(&events, 240);
        let ids: Vec<&str> = list.parts().flatten().map(|event| event.id.as_str()).collect();
        assert_eq!(ids, ["T4", "T5", "T2", "T1", "T3"]);
    }

    #[test]
    fn a_list_is_parted_where_it_is_long_and_every_event_has_its_page() {
        let events: Vec<Event> =
            (0..LONG + 1).map(|n| event(&format!("T{n:04}"), Some("2004-09-03T13:05:00+04:00"))).collect();
        let (whole, parted) = (EventList::new(&events[1..], 0), EventList::new(&events, 0));
        assert_eq!((whole.is_long(), whole.parts().len()), (false, 1));
        assert_eq!((parted.is_long(), parted.parts().len()), (true, 3));
        assert_eq!(whole.address_of("T0500"), "timeline/index.html");
        assert_eq!(parted.address_of("T0249"), "timeline/index.html");
        assert_eq!(parted.address_of("T0250"), "timeline/2/index.html");
        assert_eq!(parted.address_of("T0500"), "timeline/3/index.html");
    }
}

//! Where and when: events, places, and the parts of the scene.

use super::record;
use crate::table::CellKind::{Decimal, Edtf, Flag, Integer, OneOf, Ref, Refs, Text};
use crate::{EventId, Handle, Kind, PlaceId, QuestionId, ScenePartId};

record! {
    /// What happened, as the sources date it.
    Event, Kind::Event, "events", key
    /// The event's id.
    id: EventId = "T20";
    /// The time as noted, `A .. B` for a span.
    time: Option<String> = Text, "2004-09-03T13:00:00+04:00 .. 2004-09-03T13:05:00+04:00";
    /// Where, in words.
    place: Option<String> = Text, "gymnasium";
    /// What happened, in words.
    event: Option<String> = Text, "the first explosions", required;
    /// Sources as noted.
    source: Option<String> = Text, "S35, S34";
    /// Earliest, EDTF.
    earliest: Option<String> = Edtf, "2004-09-03T13:00:00+04:00";
    /// Latest, EDTF.
    latest: Option<String> = Edtf, "2004-09-03T13:05:00+04:00";
    /// The precision of the source: minute, hour, day, month or year.
    precision: Option<String> = OneOf(&["minute", "hour", "day", "month", "year"]), "minute";
    /// Whether a clock time is given as "about".
    approx: Option<bool> = Flag, "false";
    /// Earliest instant in the local zone.
    earliest_at: Option<String> = Edtf, "2004-09-03T13:00:00+04:00";
    /// Latest instant in the local zone.
    latest_at: Option<String> = Edtf, "2004-09-03T13:05:00+04:00";
    /// The zone, IANA name.
    zone: Option<String> = Text, "Europe/Moscow";
    /// Whether the zone is assumed.
    zone_assumed: Option<bool> = Flag, "false";
    /// Sources of the row.
    source_ids: Vec<Handle> = Refs(&[Kind::Source, Kind::Media]), "S35;S34";
    /// An address noted with the row.
    source_url: Option<String> = Text, "";
    /// Questions on which it is disputed.
    disputed: Vec<QuestionId> = Refs(&[Kind::Question]), "Q08;Q09";
    /// Other times in print.
    printed_alternatives: Option<String> = Text, "09:08 by S100";
    /// Words shown before the material.
    content_note: Option<String> = Text, "explosion among people held";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// A place.
    Place, Kind::Place, "places", key
    /// The place's id.
    id: PlaceId = "L01";
    /// Its name.
    place: Option<String> = Text, "School No. 1, Komintern street, Beslan", required;
    /// Coordinates as noted.
    latitude_longitude: Option<String> = Text, "43.184104, 44.540854";
    /// What is known of the coordinates.
    status: Option<String> = Text, "the same in three encyclopaedia copies";
    /// Latitude, decimal degrees north, WGS 84.
    lat: Option<String> = Decimal, "43.184104";
    /// Longitude, decimal degrees east, WGS 84.
    lon: Option<String> = Decimal, "44.540854";
    /// How far the place reaches from its point, metres.
    radius_m: Option<i64> = Integer, "60";
    /// The place in which it lies.
    within: Option<PlaceId> = Ref(&[Kind::Place]), "L02";
    /// Whether sources agree on the coordinates.
    coordinates_confirmed: Option<bool> = Flag, "true";
    /// Sources of the row.
    source_ids: Vec<Handle> = Refs(&[Kind::Source, Kind::Media]), "S20;M07";
    /// Registered written forms in every script, for search.
    other_names: Vec<String> = crate::table::CellKind::List, "Беслан;Беслане";
    /// Words shown before the material.
    content_note: Option<String> = Text, "the dead";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// A part of the scene.
    ScenePart, Kind::ScenePart, "scene_parts", key
    /// The part's id.
    id: ScenePartId = "A02";
    /// Its name.
    part: Option<String> = Text, "gymnasium", required;
    /// The part, or the place, in which it lies.
    within: Option<Handle> = Ref(&[Kind::ScenePart, Kind::Place]), "A01";
    /// What a public source says of it.
    what_a_public_source_says: Option<String> = Text, "on the ground floor";
    /// Sources as noted.
    source: Option<String> = Text, "S04, S26";
    /// Sources of the row.
    source_ids: Vec<Handle> = Refs(&[Kind::Source, Kind::Media]), "S04;S26";
    /// An address noted with the row.
    source_url: Option<String> = Text, "";
    /// What is not confirmed.
    unconfirmed: Option<String> = Text, "two storeys";
    /// Words shown before the material.
    content_note: Option<String> = Text, "the dead";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

//! How an original came here, hand by hand, and what was found when somebody looked whether it is what it is said to be.
//! In which order hand-overs lie, and where one is missing, is in `crate::custody`.

use super::record;
use crate::table::CellKind::{Edtf, Flag, Integer, OneOf, Ref, Text};
use crate::words::ExaminedPart;
use crate::{CustodyId, ExaminationId, Kind, SourceId};

record! {
    /// One hand-over of a source's original: who gave it to whom, when, how and for what. Roles serve as well as names, and are safer.
    Custody, Kind::Custody, "custody", key
    /// The hand-over's id.
    id: CustodyId = "H01";
    /// The source whose original it was.
    source_id: Option<SourceId> = Ref(&[Kind::Source]), "S02", required;
    /// Its place among the hand-overs of that source, from 1; the first is how it was collected.
    step: Option<i64> = Integer, "1", required;
    /// Who gave it, or where it was found.
    giver: Option<String> = Text, "a passenger on the upper deck";
    /// Who received or collected it.
    receiver: Option<String> = Text, "the inquiry";
    /// When, EDTF, with an offset where a time is given.
    at: Option<String> = Edtf, "2019-09-05T14:10:00+03:00";
    /// Where it was then: a place, or the address it was taken from.
    place: Option<String> = Text, "the landing at Askhaven";
    /// What for.
    purpose: Option<String> = Text, "to be kept for the inquiry";
    /// How, and with what tool.
    method: Option<String> = Text, "copied from the telephone by cable";
    /// Why giver, receiver, time, purpose or method is not known, where one is missing.
    unknown_why: Option<String> = Text, "the envelope lay at the door";
    /// A note.
    note: Option<String> = Text, "the telephone stayed with its owner";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// One look at whether an original is what it is said to be: its source, its technical data or its content.
    Examination, Kind::Examination, "examinations", key
    /// The examination's id.
    id: ExaminationId = "W01";
    /// The source whose original was looked at.
    source_id: Option<SourceId> = Ref(&[Kind::Source]), "S02", required;
    /// What of it was looked at.
    part: Option<ExaminedPart> = OneOf(ExaminedPart::WORDS), "technical", required;
    /// How.
    method: Option<String> = Text, "EXIF times beside two other cameras", required;
    /// What was found; that nothing was is a result too.
    result: Option<String> = Text, "the clock is an hour slow", required;
    /// Who looked.
    author: Option<String> = Text, "AB", required;
    /// When, EDTF.
    date: Option<String> = Edtf, "2026-11-24", required;
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

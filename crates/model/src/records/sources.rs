//! Where information comes from: sources, sessions, media known of, and where words stand in a referenced original.

use super::record;
use crate::table::CellKind::{Addresses, Edtf, Flag, Integer, List, OneOf, Ref, Refs, Text};
use crate::words::ReadExtent;
use crate::{Handle, Kind, MediaId, SessionId, SourceId, StatementId};

record! {
    /// A person, body or document in the role of giving information.
    Source, Kind::Source, "sources", key
    /// The source's id.
    id: SourceId = "S02";
    /// What kind of source it is, in a word or two.
    kind: Option<String> = Text, "court judgment";
    /// Who made or issued it.
    author_or_body: Option<String> = Text, "European Court of Human Rights, First Section";
    /// Its title, or what it is.
    what: Option<String> = Text, "Tagayeva and Others v. Russia", required;
    /// Its date as printed.
    date: Option<String> = Text, "2017-04-13";
    /// Its language as noted.
    lang: Option<String> = Text, "en";
    /// Addresses as collected.
    public_url: Option<String> = Text, "https://hudoc.echr.coe.int/eng?i=001-172660";
    /// Access and limits as collected.
    access_and_limits: Option<String> = Text, "copy, opening";
    /// Its date as EDTF.
    date_edtf: Option<String> = Edtf, "2017-04-13";
    /// What is doubtful about the date.
    date_mark: Option<String> = Text, "UNCONFIRMED year";
    /// Its languages, BCP 47.
    langs: Vec<String> = List, "en;ru";
    /// Its addresses.
    urls: Vec<String> = Addresses, "https://hudoc.echr.coe.int/eng?i=001-172660";
    /// How it can be had: open, copy, book, seed or another word.
    access_kind: Option<String> = Text, "open";
    /// Which part was read.
    read_part: Option<String> = Text, "opening";
    /// How much was read; nothing is called silent about a source that was not read whole.
    read_extent: Option<ReadExtent> = OneOf(ReadExtent::WORDS), "opening";
    /// A note on access.
    access_note: Option<String> = Text, "partisan author";
    /// The technical rule for linking: `link` allows it; any other word forbids it.
    link_rule: Option<String> = Text, "link";
    /// The dignity rule for linking; a link needs `true`.
    public_link: Option<bool> = Flag, "true";
    /// Which dignity rule forbids the link.
    public_link_rule: Option<String> = Text, "the report names victims";
    /// Whether its text, film or sound may be shipped: `own-work` lets it; `no`, `never` and every other word do not.
    ship_text: Option<String> = Text, "court-document";
    /// Whether a film or sound may be shipped whose file says where it was made.
    ship_position: Option<bool> = Flag, "false";
    /// Whether its note must travel with every statement.
    doubtful: Option<bool> = Flag, "false";
    /// Sources that this one summarises, excerpts or presents.
    depends_on: Vec<SourceId> = Refs(&[Kind::Source]), "S02;S111";
    /// A file of the folder that is the original, kept as received.
    file: Option<String> = Text, "media/interview-07.mp4";
    /// The original's SHA-256, by which a referenced original is recognised when its bytes arrive.
    sha256: Option<String> = Text, "sha256:32b4…";
    /// The original's size in bytes.
    size_bytes: Option<i64> = Integer, "2439";
    /// Words shown before the material; nothing is withheld by them.
    content_note: Option<String> = Text, "deaths counted";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// One interview, hearing, interrogation or broadcast.
    Session, Kind::Session, "sessions", key
    /// The session's id.
    id: SessionId = "I01";
    /// The source that records it.
    source_id: Option<SourceId> = Ref(&[Kind::Source]), "S69";
    /// When it took place, EDTF.
    date: Option<String> = Edtf, "2005-05-17";
    /// Where it took place.
    place: Option<String> = Text, "Vladikavkaz";
    /// What kind of session it is.
    kind: Option<String> = Text, "hearing";
    /// Who asked.
    interviewer: Option<String> = Text, "the court";
    /// Who interpreted.
    interpreter: Option<String> = Text, "not stated";
    /// The circumstances.
    circumstances: Option<String> = Text, "in court, in custody";
    /// Whether words or acts of a person in custody are given.
    duress: Option<bool> = Flag, "true";
    /// The statements made in it.
    statement_ids: Vec<StatementId> = Refs(&[Kind::Statement]), "E185;E186";
    /// A note.
    note: Option<String> = Text, "the day is by the newspaper";
    /// Words shown before the material.
    content_note: Option<String> = Text, "killing";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// A film, footage or transcript known of; most are not held.
    Media, Kind::Media, "media", key
    /// The item's id.
    id: MediaId = "M07";
    /// Its title.
    title: Option<String> = Text, "Newsnight return film", required;
    /// Its maker.
    maker: Option<String> = Text, "Debbie Whitmont";
    /// When it was first shown, as noted.
    first_shown: Option<String> = Text, "2005-01-22";
    /// Its length as noted.
    length: Option<String> = Text, "about 3 h 10 min";
    /// Who appears in it.
    who_appears: Option<String> = Text, "Aushev, residents";
    /// Where this is noted.
    source: Option<String> = Text, "S51, M06";
    /// When it was first shown, EDTF.
    first_shown_edtf: Option<String> = Edtf, "2005-01-22";
    /// Its length, ISO 8601.
    duration: Option<String> = Text, "PT50M";
    /// Sources and items that mention it.
    source_ids: Vec<Handle> = Refs(&[Kind::Source, Kind::Media]), "S51;M06";
    /// Its addresses.
    urls: Vec<String> = Addresses, "https://www.pbs.org/wnet/wideangle/";
    /// What may be done with it.
    rule: Option<String> = Text, "link-only";
    /// Whether the address is the maker's own page.
    link_is_makers: Option<bool> = Flag, "true";
    /// How much of it was seen or read.
    read_extent: Option<ReadExtent> = OneOf(ReadExtent::WORDS), "title only";
    /// The dignity rule for linking; a link needs `true`.
    public_link: Option<bool> = Flag, "true";
    /// Which dignity rule forbids the link.
    public_link_rule: Option<String> = Text, "never shown: made by the attackers";
    /// Words shown before the material.
    content_note: Option<String> = Text, "children";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// Where a statement's words stand in an original, by offsets and digest; the words themselves are not copied.
    Span, Kind::Span, "spans", key
    /// The statement whose words these are.
    id: StatementId = "E001";
    /// The paragraph, counted from 1.
    paragraph: Option<i64> = Integer, "1";
    /// First character, counted from 0 in Unicode scalar values.
    char_start: Option<i64> = Integer, "0";
    /// One past the last character.
    char_end: Option<i64> = Integer, "132";
    /// First byte, counted from 0.
    byte_start: Option<i64> = Integer, "0";
    /// One past the last byte.
    byte_end: Option<i64> = Integer, "132";
    /// SHA-256 of the bytes of the span, lower-case hex.
    sha256: Option<String> = Text, "ef2ee1…";
}

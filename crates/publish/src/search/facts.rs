//! What filters ask of a document and results say of it: who, in which role, in which source and session, where in it, when,
//! which question, and which ledger entry.
//! Only what the edition shows is here: everything comes from cleared input, and ids are public ones.

use super::format::{Doc, Place};
use crate::alone::whole_link;
use crate::play::play;
use crate::site::Site;
use firsthand_model::edtf::Edtf;
use firsthand_model::{Kind, Session, Source, SourceId, Statement};
use std::collections::BTreeSet;

/// The document with the facts of its statement.
pub fn of_statement(site: &Site, statement: &Statement, doc: Doc) -> Doc {
    let id = statement.id.as_str();
    let speaker = statement.speaker_id.as_ref().and_then(|id| site.input.people.iter().find(|one| one.id == *id));
    let sessions = site.input.sessions.iter().filter(|session| session.statement_ids.contains(&statement.id));
    let answered = site.answers_of(id).iter().filter_map(|answer| answer.question_id.as_ref());
    let questions: BTreeSet<&str> = answered.chain(&statement.question).map(|id| id.as_str()).collect();
    let source = statement.source.as_ref().and_then(|id| site.source(id.as_str()));
    let lang = statement.quote_lang.clone().or_else(|| source.and_then(|one| one.source.langs.first().cloned()));
    let doc = Doc {
        by: speaker.map(|person| joined(names(site, person))).unwrap_or_default(),
        role: speaker.and_then(|person| person.role.clone()).unwrap_or_default(),
        sessions: sessions.filter_map(|session| name_of_session(site, session)).collect(),
        place: place(site, statement),
        said: span(site, statement.stated_edtf.as_deref()),
        about: span(site, statement.about_time.as_deref()),
        questions: questions.into_iter().filter_map(|id| public(site, Kind::Question, id)).collect(),
        spoken: lang.unwrap_or_default(),
        ..doc
    };
    match &statement.source {
        Some(id) => of_source(site, id, doc),
        None => doc,
    }
}

/// The document with the facts of the source in which it stands.
pub fn of_source(site: &Site, id: &SourceId, doc: Doc) -> Doc {
    let Some(cleared) = site.source(id.as_str()) else { return doc };
    let source = &cleared.source;
    Doc { source: title(source), source_id: public(site, Kind::Source, id.as_str()).unwrap_or_default(), ..doc }
}

/// The document with what its source is a transcript of.
pub fn of_recorded(site: &Site, id: &SourceId, doc: Doc) -> Doc {
    let on = site.source(id.as_str()).map(|cleared| cleared.source.depends_on.as_slice()).unwrap_or_default();
    let named =
        |id: &SourceId| Some((public(site, Kind::Source, id.as_str())?, title(&site.source(id.as_str())?.source)));
    Doc { of: on.iter().filter_map(named).collect(), ..doc }
}

/// Where the words of a statement stand: what plays them, else where the whole account has them, else the place alone.
fn place(site: &Site, statement: &Statement) -> Option<Place> {
    let root = site.path(site.main_language(), "index.html");
    if let Some(play) = play(site, &root, statement) {
        return Some(Place { at: play.at, url: play.href, plays: true });
    }
    let at = statement.locator.clone().unwrap_or_default();
    let url = whole_link(site, &root, statement).unwrap_or_default();
    (!at.is_empty() || !url.is_empty()).then_some(Place { at, url, plays: false })
}

/// The number of a record's ledger entry.
pub fn entry(site: &Site, kind: Kind, id: &str) -> Option<u64> {
    Some(site.input.entries.get(&(kind, id.to_owned()))?.seq)
}

/// The document with the sessions that a source records, and when it was said by them or by the source.
pub fn of_sessions(site: &Site, id: &SourceId, doc: Doc) -> Doc {
    let sessions: Vec<&Session> =
        site.input.sessions.iter().filter(|session| session.source_id.as_ref() == Some(id)).collect();
    let date = sessions.iter().find_map(|session| session.date.as_deref());
    let of_source = site.source(id.as_str()).and_then(|cleared| cleared.source.date_edtf.as_deref());
    Doc {
        sessions: sessions.iter().filter_map(|session| name_of_session(site, session)).collect(),
        said: span(site, date).or_else(|| span(site, of_source)),
        ..doc
    }
}

/// First and last millisecond of an EDTF text; none if an end is open.
pub fn span(site: &Site, text: Option<&str>) -> Option<(i64, i64)> {
    text?.parse::<Edtf>().ok()?.span(site.offset_minutes()).limits_ms()
}

/// The span from the first to the last of two EDTF texts.
pub fn between(site: &Site, earliest: Option<&str>, latest: Option<&str>) -> Option<(i64, i64)> {
    Some((span(site, earliest.or(latest))?.0, span(site, latest.or(earliest))?.1))
}

/// A record's id as the edition shows it.
pub fn public(site: &Site, kind: Kind, id: &str) -> Option<String> {
    site.input.addresses.get(kind, id).map(str::to_owned)
}

fn names(site: &Site, person: &firsthand_model::Person) -> Vec<String> {
    let names = person.name.iter().chain(&person.other_names).cloned();
    names.chain(public(site, Kind::Person, person.id.as_str())).collect()
}

fn name_of_session(site: &Site, session: &Session) -> Option<(String, String)> {
    Some((public(site, Kind::Session, session.id.as_str())?, session.kind.clone().unwrap_or_default()))
}

fn title(source: &Source) -> String {
    joined(source.what.iter().chain(&source.author_or_body).cloned())
}

fn joined(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().collect::<Vec<_>>().join(", ")
}

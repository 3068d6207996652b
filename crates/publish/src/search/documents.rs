//! Which documents a search can find, what each shows as a result, and by which words it is found.
//! Indexing them is in `index`; only what a page of this edition shows is a document.

use super::Entry;
use super::format::Doc;
use super::names::Registered;
use super::{facts, turns};
use crate::card;
use crate::page::Said;
use crate::pages::{account, messages};
use crate::prose;
use crate::site::Site;
use crate::words::capital;
use crate::words_answers;
use crate::words_dates::{between, date};
use firsthand_model::{Kind, Statement};

/// How many characters of its text a document shows where no word of it was asked for.
const EXCERPT_CHARS: usize = 240;

/// Every document in a stable order: questions, findings, accounts, people, places, statements, messages, events, sources,
/// and turns of transcripts.
/// What has a text of its own in a further language is a document in that language too.
pub fn documents(site: &Site) -> Vec<Entry> {
    let mut entries = Vec::new();
    for lang in &site.languages {
        let first = lang == site.main_language();
        entries.extend(questions(site, lang, first));
        entries.extend(findings(site, lang, first));
        entries.extend(people(site, lang, first));
        entries.extend(places(site, lang, first));
        if first {
            entries.extend(accounts(site));
            entries.extend(prompts(site, lang));
            entries.extend(statements(site, lang));
            entries.extend(message_rows(site, lang));
            entries.extend(events(site, lang));
            entries.extend(sources(site, lang));
            entries.extend(turns::turns(site, lang));
        }
    }
    entries
}

/// People and places with their registered written forms.
pub fn registered(site: &Site) -> Vec<Registered> {
    let lang = site.main_language();
    let people = site.input.people.iter().map(|person| {
        (Kind::Person, person.id.as_str(), "name", person.name.as_deref().unwrap_or_default(), &person.other_names)
    });
    let places = site.input.places.iter().map(|place| {
        (Kind::Place, place.id.as_str(), "place", place.place.as_deref().unwrap_or_default(), &place.other_names)
    });
    let record = |(kind, id, field, name, others): (Kind, &str, &str, &str, &Vec<String>)| {
        let translated = site.languages.iter().map(|lang| site.said(lang, kind, id, field, name).text);
        let forms = std::iter::once(name.to_owned()).chain(others.iter().cloned()).chain(translated).collect();
        Some(Registered {
            kind,
            handle: id.to_owned(),
            title: name.to_owned(),
            url: site.target(lang, kind, id)?,
            forms,
        })
    };
    people.chain(places).filter_map(record).collect()
}

/// What several makers give an entry.
struct Made {
    kind: &'static str,
    record: Kind,
    id: String,
    title: String,
    text: String,
    more: Vec<String>,
}

fn entry(site: &Site, lang: &str, made: Made) -> Option<Entry> {
    let url = site.target(lang, made.record, &made.id)?;
    let doc = Doc {
        title: made.title,
        kind: made.kind,
        url,
        text: excerpt(&made.text),
        lang: lang.to_owned(),
        entry: facts::entry(site, made.record, &made.id),
        ..Doc::default()
    };
    let label = site.input.addresses.get(made.record, &made.id).map(str::to_owned);
    let words = std::iter::once(made.text).chain(made.more).chain(label).collect::<Vec<_>>().join(" . ");
    Some(Entry { doc, words, linked: vec![(made.record, made.id)] })
}

/// Whether a translated text is one: in a further language only what is written in it is a document of its own.
fn own(said: &Said, lang: &str, first: bool) -> bool {
    first || said.lang == lang
}

fn questions(site: &Site, lang: &str, first: bool) -> Vec<Entry> {
    let one = |question: &firsthand_model::Question| {
        let id = question.id.as_str();
        let title = site.said(lang, Kind::Question, id, "question", question.question.as_deref()?);
        let labels = question.options.keys().map(|option| {
            words_answers::option(site, lang, Some(question), firsthand_model::AnswerType::Choice, option).text
        });
        let scopes = question.populations.iter().map(|key| site.population(lang, key).text);
        let text = labels.chain(scopes).collect::<Vec<_>>().join("; ");
        let made = Made {
            kind: "question",
            record: Kind::Question,
            id: id.into(),
            title: title.text.clone(),
            text,
            more: vec![],
        };
        let mut made = entry(site, lang, made).filter(|_| own(&title, lang, first))?;
        made.doc.note = note(site, lang, Kind::Question, id, question.content_note.as_deref());
        made.doc.questions = facts::public(site, Kind::Question, id).into_iter().collect();
        Some(made)
    };
    site.input.questions.iter().filter_map(one).collect()
}

fn findings(site: &Site, lang: &str, first: bool) -> Vec<Entry> {
    let one = |finding: &firsthand_model::Finding| {
        let id = finding.id.as_str();
        let title = site.said(lang, Kind::Finding, id, "headline", finding.headline.as_deref()?);
        let field = |field: &str, text: &Option<String>| {
            text.as_deref().map(|text| site.said(lang, Kind::Finding, id, field, text).text).unwrap_or_default()
        };
        let more = vec![
            field("against_text", &finding.against_text),
            field("dissent", &finding.dissent),
            field("would_change", &finding.would_change),
        ];
        let text = field("for_text", &finding.for_text);
        let made =
            Made { kind: "finding", record: Kind::Finding, id: id.into(), title: title.text.clone(), text, more };
        let mut made = entry(site, lang, made).filter(|_| own(&title, lang, first))?;
        made.doc.note = note(site, lang, Kind::Finding, id, finding.content_note.as_deref());
        let question = finding.question_id.as_ref().and_then(|id| facts::public(site, Kind::Question, id.as_str()));
        made.doc.questions = question.into_iter().collect();
        Some(made)
    };
    site.input.findings.iter().filter_map(one).collect()
}

fn people(site: &Site, lang: &str, first: bool) -> Vec<Entry> {
    let one = |person: &firsthand_model::Person| {
        let id = person.id.as_str();
        let name = site.person_name(lang, &person.id)?;
        let role = site.said(lang, Kind::Person, id, "role", person.role.as_deref().unwrap_or_default());
        let leaning = person.leaning.clone().filter(|_| first).unwrap_or_default();
        let made = Made {
            kind: "person",
            record: Kind::Person,
            id: id.into(),
            title: name.text.clone(),
            text: role.text,
            more: vec![leaning],
        };
        entry(site, lang, made).filter(|_| own(&name, lang, first))
    };
    site.input.people.iter().filter_map(one).collect()
}

fn places(site: &Site, lang: &str, first: bool) -> Vec<Entry> {
    let place = |place: &firsthand_model::Place| {
        let id = place.id.as_str();
        let name = site.said(lang, Kind::Place, id, "place", place.place.as_deref()?);
        let text = place.status.clone().filter(|_| first).unwrap_or_default();
        let made =
            Made { kind: "place", record: Kind::Place, id: id.into(), title: name.text.clone(), text, more: vec![] };
        entry(site, lang, made).filter(|_| own(&name, lang, first))
    };
    let part = |part: &firsthand_model::ScenePart| {
        let id = part.id.as_str();
        let name = site.said(lang, Kind::ScenePart, id, "part", part.part.as_deref()?);
        let text = part.what_a_public_source_says.clone().filter(|_| first).unwrap_or_default();
        let made = Made {
            kind: "place",
            record: Kind::ScenePart,
            id: id.into(),
            title: capital(&name.text),
            text,
            more: vec![],
        };
        entry(site, lang, made).filter(|_| own(&name, lang, first))
    };
    site.input.places.iter().filter_map(place).chain(site.input.scene_parts.iter().filter_map(part)).collect()
}

/// One document for each section of each account.
fn accounts(site: &Site) -> Vec<Entry> {
    let of_account = |one: &firsthand_model::Account| {
        let path = account::path(site, one);
        let sections = path.map(|path| (path, prose::sections(&one.markdown)));
        sections
            .into_iter()
            .flat_map(|(path, sections)| {
                sections
                    .into_iter()
                    .map(|(heading, text)| section(site, one, &path, heading.as_ref(), text))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    site.input.accounts.iter().flat_map(of_account).collect()
}

fn section(
    site: &Site,
    one: &firsthand_model::Account,
    path: &str,
    heading: Option<&prose::Heading>,
    text: String,
) -> Entry {
    let (title, url) = match heading {
        Some(heading) => (format!("{}: {}", one.title, heading.text), format!("{path}#{}", heading.id)),
        None => (one.title.clone(), path.to_owned()),
    };
    let note = one.content_note.clone().unwrap_or_default();
    let doc = Doc {
        title,
        kind: "account",
        url,
        text: excerpt(&text),
        lang: one.lang.clone(),
        note,
        entry: facts::entry(site, Kind::Account, &one.id),
        ..Doc::default()
    };
    Entry { doc, words: text, linked: vec![(Kind::Account, one.id.clone())] }
}

fn prompts(site: &Site, lang: &str) -> Vec<Entry> {
    let one = |prompt: &firsthand_model::Prompt| {
        let claim = site.statement(prompt.id.as_str())?.statement.claim.as_deref()?;
        let text = prompt.sources_say.clone().unwrap_or_default();
        entry(
            site,
            lang,
            Made {
                kind: "prompt",
                record: Kind::Prompt,
                id: prompt.id.to_string(),
                title: capital(claim),
                text,
                more: vec![],
            },
        )
    };
    site.input.prompts.iter().filter_map(one).collect()
}

fn statements(site: &Site, lang: &str) -> Vec<Entry> {
    let one = |cleared: &crate::input::ClearedStatement| {
        let statement = &cleared.statement;
        let title = capital(statement.claim.as_deref()?);
        let speaker = card::speaker(site, lang, statement).text;
        let more = vec![speaker.clone(), noted(statement), scopes(site, lang, statement)];
        let made = Made {
            kind: "statement",
            record: Kind::Statement,
            id: statement.id.to_string(),
            title,
            text: String::new(),
            more,
        };
        let mut entry = entry(site, lang, made)?;
        entry.doc.speaker = speaker;
        entry.doc.date = statement.stated_edtf.as_deref().map(|edtf| date(&site.words(lang), edtf)).unwrap_or_default();
        entry.doc.note = note(site, lang, Kind::Statement, statement.id.as_str(), statement.content_note.as_deref());
        entry.linked.extend(linked(statement));
        entry.doc = facts::of_statement(site, statement, entry.doc);
        Some(entry)
    };
    site.input.statements.iter().filter_map(one).collect()
}

fn noted(statement: &Statement) -> String {
    let fields = [
        &statement.quote,
        &statement.knows_from,
        &statement.relayed_through,
        &statement.circumstances_note,
        &statement.locator,
    ];
    fields.into_iter().flatten().cloned().collect::<Vec<_>>().join(" . ")
}

fn scopes(site: &Site, lang: &str, statement: &Statement) -> String {
    let answers = site.answers_of(statement.id.as_str()).iter();
    answers.map(|answer| words_answers::value(site, lang, answer, false).text).collect::<Vec<_>>().join(" . ")
}

fn linked(statement: &Statement) -> Vec<(Kind, String)> {
    let speaker = statement.speaker_id.iter().map(|id| (Kind::Person, id.to_string()));
    speaker.chain(statement.knows_from_ids.iter().map(|id| (Kind::Person, id.to_string()))).collect()
}

fn message_rows(site: &Site, lang: &str) -> Vec<Entry> {
    let one = |message: &firsthand_model::Message| {
        let route = messages::route_text(site, lang, message);
        let more = [&message.reply, &message.carrier, &message.note].into_iter().flatten().cloned().collect();
        let made = Made {
            kind: "message",
            record: Kind::Message,
            id: message.id.to_string(),
            title: capital(message.content.as_deref()?),
            text: route,
            more,
        };
        let mut entry = entry(site, lang, made)?;
        let words = site.words(lang);
        entry.doc.date = between(&words, message.earliest.as_deref(), message.latest.as_deref()).unwrap_or_default();
        entry.doc.note = note(site, lang, Kind::Message, message.id.as_str(), message.content_note.as_deref());
        entry.doc.about = facts::between(site, message.earliest.as_deref(), message.latest.as_deref());
        let parties = message.from_id.iter().chain(&message.to_id).chain(&message.carrier_ids);
        entry.linked.extend(parties.map(|id| (Kind::Person, id.to_string())));
        Some(entry)
    };
    site.input.messages.iter().filter_map(one).collect()
}

fn events(site: &Site, lang: &str) -> Vec<Entry> {
    let one = |event: &firsthand_model::Event| {
        let text = event.place.clone().unwrap_or_default();
        let more = event.printed_alternatives.iter().cloned().collect();
        let title = capital(event.event.as_deref()?);
        let mut entry = entry(
            site,
            lang,
            Made { kind: "event", record: Kind::Event, id: event.id.to_string(), title, text, more },
        )?;
        entry.doc.date =
            between(&site.words(lang), event.earliest.as_deref(), event.latest.as_deref()).unwrap_or_default();
        entry.doc.about = facts::between(site, event.earliest.as_deref(), event.latest.as_deref());
        entry.doc.note = note(site, lang, Kind::Event, event.id.as_str(), event.content_note.as_deref());
        Some(entry)
    };
    site.input.events.iter().filter_map(one).collect()
}

fn sources(site: &Site, lang: &str) -> Vec<Entry> {
    let one = |cleared: &crate::input::ClearedSource| {
        let source = &cleared.source;
        let title = capital(source.what.as_deref()?);
        let text = source.author_or_body.clone().unwrap_or_default();
        let more = [&source.kind, &source.access_note].into_iter().flatten().cloned().collect();
        let mut entry = entry(
            site,
            lang,
            Made { kind: "source", record: Kind::Source, id: source.id.to_string(), title, text, more },
        )?;
        entry.doc.date = source.date_edtf.as_deref().map(|edtf| date(&site.words(lang), edtf)).unwrap_or_default();
        entry.doc.spoken = source.langs.first().cloned().unwrap_or_default();
        entry.doc = facts::of_source(site, &source.id, entry.doc);
        entry.doc = facts::of_sessions(site, &source.id, entry.doc);
        Some(entry)
    };
    site.input.sources.iter().filter_map(one).collect()
}

fn note(site: &Site, lang: &str, kind: Kind, id: &str, note: Option<&str>) -> String {
    note.map(|note| site.said(lang, kind, id, "content_note", note).text).unwrap_or_default()
}

/// The beginning of a text, cut after a word.
pub(super) fn excerpt(text: &str) -> String {
    let Some((at, _)) = text.char_indices().nth(EXCERPT_CHARS) else { return text.to_owned() };
    let cut = text[..at].rfind(char::is_whitespace).unwrap_or(at);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':']))
}

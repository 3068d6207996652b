//! Answers for readers: basis, values, bounds and scopes in words. What belongs together is decided in `perspective`.

use crate::furniture::Words;
use crate::page::Said;
use crate::site::Site;
use crate::words_dates::{clock, date};
use firsthand_model::answer::Point;
use firsthand_model::board::Scope;
use firsthand_model::precedence::Precedence;
use firsthand_model::words::{Stance, Tally};
use firsthand_model::{Answer, AnswerType, Basis, Bound, Kind, Question};

/// How the speaker knows, in a few words: `was there`, `counted`, `says so in office`.
pub fn basis(words: &Words, basis: Basis) -> String {
    words.t(&format!("common.basis_{}", basis.word()))
}

/// A heading for answers of one family: `Was there: an estimate`.
pub fn family(words: &Words, word: &str) -> String {
    words.t(&format!("common.family_{word}"))
}

/// What the speaker does with the claim, unless it is simply asserted.
pub fn stance(words: &Words, stance: Option<Stance>) -> Option<String> {
    stance
        .filter(|stance| *stance != Stance::Asserts)
        .map(|stance| words.t(&format!("common.stance_{}", stance.word())))
}

/// The value of an answer in a few words of the page's language: `about 1,500`, `more than 1,000`, `13:00–13:30`.
/// `about` also where perspective put it on because an estimate is never exact.
pub fn value(site: &Site, lang: &str, answer: &Answer, about_assumed: bool) -> Said {
    let words = site.words(lang);
    match answer.r#type {
        Some(AnswerType::Count | AnswerType::Time) => {
            site.text_in(lang, lang, &measured(&words, answer, about_assumed), false)
        }
        Some(AnswerType::Text) | None => in_words(site, lang, answer),
        Some(AnswerType::Place) if answer.lat.is_some() => point(site, lang, answer),
        Some(_) => options(site, lang, answer),
    }
}

/// How a time stands in its source: the words, the zone and the calendar that were printed, or that a clock time has no zone there.
pub fn printed(words: &Words, answer: &Answer) -> Option<String> {
    let by = |calendar: &String| words.fill("statement.answer_calendar", &[("calendar", calendar)]);
    let parts = printed_time(words, answer).into_iter().chain(answer.printed_calendar.as_ref().map(by));
    Some(parts.collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
}

fn printed_time(words: &Words, answer: &Answer) -> Option<String> {
    match (answer.printed_time.as_deref(), answer.printed_zone.as_deref()) {
        (Some(time), Some(zone)) => {
            Some(words.fill("statement.answer_printed_zone", &[("time", &time), ("zone", &zone)]))
        }
        (Some(time), None) => Some(words.fill("statement.answer_printed", &[("time", &time)])),
        (None, Some(zone)) => Some(words.fill("statement.answer_zone", &[("zone", &zone)])),
        (None, None) => answer.is_clock_time().then(|| words.t("statement.answer_no_zone")),
    }
}

/// Words as coded; before them the codes that a person gave them, if any.
fn in_words(site: &Site, lang: &str, answer: &Answer) -> Said {
    let said = answer.text.as_deref().map_or_else(|| claim_of(site, lang, answer), |text| site.coded(lang, text));
    if answer.codes.is_empty() {
        return said;
    }
    let question = answer.question_id.as_ref().and_then(|id| site.question(id.as_str()));
    let codes = answer.codes.iter().map(|code| option(site, lang, question, AnswerType::Text, code).text);
    let codes = codes.collect::<Vec<_>>().join("; ");
    Said { text: site.words(lang).fill("common.coded", &[("code", &codes), ("words", &said.text)]), ..said }
}

/// A point as perspective writes it: the same in every language.
fn point(site: &Site, lang: &str, answer: &Answer) -> Said {
    let point = answer.lat.as_deref().zip(answer.lon.as_deref());
    let point = point.and_then(|(lat, lon)| Point::read(lat, lon, answer.radius_m));
    let text = point.map(|point| point.to_string()).unwrap_or_default();
    let words = site.words(lang);
    let text = if answer.negated == Some(true) { words.fill("common.not_this", &[("value", &text)]) } else { text };
    site.text_in(lang, lang, &text, false)
}

fn claim_of(site: &Site, lang: &str, answer: &Answer) -> Said {
    let statement = answer.statement_id.as_ref().and_then(|id| site.statement(id.as_str()));
    site.coded(lang, statement.and_then(|cleared| cleared.statement.claim.as_deref()).unwrap_or_default())
}

fn measured(words: &Words, answer: &Answer, about_assumed: bool) -> String {
    let end = |text: Option<&str>| text.map(|text| one_end(words, answer, text)).unwrap_or_default();
    let (min, max) = (end(answer.min.as_deref()), end(answer.max.as_deref()));
    let approx = about_assumed || answer.approx == Some(true) || answer.bound == Some(Bound::About);
    let time = if answer.r#type == Some(AnswerType::Time) { "time_" } else { "" };
    let phrase = |key: &str, value: &str| words.fill(&format!("common.bound_{time}{key}"), &[("value", &value)]);
    match answer.bound {
        Some(Bound::MoreThan) => phrase("more_than", &min),
        Some(Bound::AtLeast) => phrase("at_least", &min),
        Some(Bound::AtMost) => phrase("at_most", &max),
        Some(Bound::LessThan) => phrase("less_than", &max),
        Some(Bound::Range) if min != max => range(answer, &min, &max),
        _ if approx => phrase("about", &min),
        _ => min,
    }
}

fn range(answer: &Answer, min: &str, max: &str) -> String {
    let day = |end: &Option<String>| end.as_deref().and_then(|end| end.split('T').next().map(str::to_owned));
    match (answer.max.as_deref().and_then(clock), day(&answer.min) == day(&answer.max)) {
        (Some(until), true) => format!("{min}–{until}"),
        _ if answer.r#type == Some(AnswerType::Time) => format!("{min} – {max}"),
        _ => format!("{min}–{max}"),
    }
}

fn one_end(words: &Words, answer: &Answer, text: &str) -> String {
    if answer.r#type == Some(AnswerType::Time) {
        return date(words, text);
    }
    let number = text.parse::<i64>().map_or_else(|_| text.to_owned(), |n| words.number(n));
    match answer.unit.as_deref() {
        Some("percent") => words.fill("common.percent", &[("n", &number)]),
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

fn options(site: &Site, lang: &str, answer: &Answer) -> Said {
    let question = answer.question_id.as_ref().and_then(|id| site.question(id.as_str()));
    let kind = answer.r#type.unwrap_or(AnswerType::Choice);
    let labels: Vec<Said> =
        answer.option_ids.iter().map(|id| option(site, lang, question, kind, id.as_str())).collect();
    let words = site.words(lang);
    let texts: Vec<String> = labels.iter().map(|label| label.text.clone()).collect();
    let joined = texts.join("; ");
    let text = if answer.negated == Some(true) { words.fill("common.not_this", &[("value", &joined)]) } else { joined };
    let foreign = labels.first().cloned().unwrap_or_default();
    Said { text, ..if labels.is_empty() { site.coded(lang, "") } else { foreign } }
}

/// The label of an option, actor, place or yes-no word in the page's language.
pub fn option(site: &Site, lang: &str, question: Option<&Question>, kind: AnswerType, id: &str) -> Said {
    let words = site.words(lang);
    if kind == AnswerType::YesNo {
        return site.text_in(lang, lang, &words.t(&format!("common.yes_no_{id}")), false);
    }
    if kind == AnswerType::Order {
        return order(site, lang, question, id);
    }
    if kind == AnswerType::Text {
        let label = question.and_then(|question| Some((question, question.codes.get(id)?)));
        let said = |(question, label): (&Question, &String)| {
            site.said(lang, Kind::Question, question.id.as_str(), &format!("code:{id}"), label)
        };
        return label.map_or_else(|| site.coded(lang, id), said);
    }
    if let Some(question) = question
        && let Some(label) = question.options.get(id)
    {
        return site.said(lang, Kind::Question, question.id.as_str(), &format!("option:{id}"), label);
    }
    if kind == AnswerType::Actor && id == "unknown" {
        return site.text_in(lang, lang, &words.t("common.somebody_unknown"), false);
    }
    if kind == AnswerType::Place && id.parse::<Point>().is_ok() {
        return site.text_in(lang, lang, id, false);
    }
    named(site, lang, id)
}

/// An order in words: `the blow, then the lights going out; the fire`. What was at the same time is joined by a word for it.
fn order(site: &Site, lang: &str, question: Option<&Question>, text: &str) -> Said {
    let words = site.words(lang);
    let Ok(order) = Precedence::read(text.split(';')) else { return site.coded(lang, text) };
    let (then, at_once) = (words.t("common.order_then"), words.t("common.order_at_once"));
    let mut first: Option<Said> = None;
    let mut thing = |id: &&str| {
        let said = option(site, lang, question, AnswerType::Choice, id);
        first.get_or_insert_with(|| said.clone());
        said.text
    };
    let mut set = |set: &Vec<&str>| set.iter().map(&mut thing).collect::<Vec<_>>().join(&format!(" {at_once} "));
    let chains = order.chains();
    let chains: Vec<String> =
        chains.iter().map(|chain| chain.iter().map(&mut set).collect::<Vec<_>>().join(&format!(", {then} "))).collect();
    Said { text: chains.join("; "), ..first.unwrap_or_default() }
}

/// The name of a person, place, part of the scene or event in the page's language.
pub fn named(site: &Site, lang: &str, id: &str) -> Said {
    let input = site.input;
    if let Some(name) = site.person_name(lang, &id.into()) {
        return name;
    }
    if let Some(place) = input.places.iter().find(|place| place.id.as_str() == id) {
        return site.said(lang, Kind::Place, id, "place", place.place.as_deref().unwrap_or(id));
    }
    if let Some(part) = input.scene_parts.iter().find(|part| part.id.as_str() == id) {
        return site.said(lang, Kind::ScenePart, id, "part", part.part.as_deref().unwrap_or(id));
    }
    if let Some(event) = input.events.iter().find(|event| event.id.as_str() == id) {
        return site.said(lang, Kind::Event, id, "event", event.event.as_deref().unwrap_or(id));
    }
    site.coded(lang, &id.replace('-', " "))
}

/// A scope in words: what is counted or asked, its unit, and whether the count still ran.
pub fn scope(site: &Site, lang: &str, scope: &Scope) -> Said {
    let words = site.words(lang);
    let population = scope.population.as_deref().map(|key| site.population(lang, key));
    let base = population.unwrap_or_else(|| site.text_in(lang, lang, &words.t("common.population_unknown"), false));
    let behind = set_behind(site, lang, scope.unit.as_deref(), scope.tally);
    let text = behind.map_or(base.text.clone(), |rest| format!("{}{rest}", base.text));
    Said { text, ..base }
}

/// What parts scopes of one population, set behind it: `, families · later total`. None where nothing does.
fn set_behind(site: &Site, lang: &str, unit: Option<&str>, tally: Option<Tally>) -> Option<String> {
    let words = site.words(lang);
    let mut text = String::new();
    if let Some(unit) = unit {
        let unit = words.get(&format!("common.unit_{unit}")).unwrap_or(unit);
        text.push_str(&format!(", {unit}"));
    }
    match tally {
        Some(Tally::Running) => text.push_str(&format!(" · {}", words.t("common.tally_running"))),
        Some(Tally::Final) => text.push_str(&format!(" · {}", words.t("common.tally_final"))),
        None => {}
    }
    Some(text).filter(|text| !text.is_empty())
}

/// The same by itself: `later total`. Per cent stands in each answer.
pub fn unit_and_tally(site: &Site, lang: &str, scope: &Scope) -> Option<String> {
    let unit = scope.unit.as_deref().filter(|unit| *unit != "percent");
    set_behind(site, lang, unit, scope.tally).map(|text| text.trim_start_matches([',', ' ', '·']).to_owned())
}

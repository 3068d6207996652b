//! What a record points to and what of it is not there: handles in columns, options of answers, what is translated.
//! Used where rows come in and where they go out again; citations in prose are in `proposals` and `export_cleaned`.

use crate::import::proposals::Refused;
use crate::snapshot::Snapshot;
use firsthand_model::answer::YES_NO_WORDS;
use firsthand_model::explanation::order;
use firsthand_model::precedence::Precedence;
use firsthand_model::references::{references, spec_of};
use firsthand_model::{
    Account, Answer, AnswerType, Bearing, Handle, Kind, LikelihoodScale, Order, Question, Record, Translation,
};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of translation that are of no record: labels of scope keys and of speakers.
const LABELS: [&str; 3] = ["population", "speaker", LIKELIHOOD];
/// A word of a likelihood scale, which a case may translate in its own way.
const LIKELIHOOD: &str = "likelihood";
/// What stands before an option's id in the field of a translation.
const OPTION: &str = "option:";
/// What stands before the code of an answer in words.
const CODE: &str = "code:";

/// What there is to point to.
#[derive(Debug, Default)]
pub(crate) struct Known {
    handles: BTreeSet<(Kind, String)>,
    refused: Refused,
    options: BTreeMap<String, BTreeSet<String>>,
    codes: BTreeMap<String, BTreeSet<String>>,
    types: BTreeMap<String, Vec<AnswerType>>,
}

/// One thing that a record points to and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dangling {
    pub(crate) column: &'static str,
    pub(crate) handle: String,
    pub(crate) message: String,
}

impl Known {
    /// What the case has.
    pub(crate) fn of(snapshot: &Snapshot) -> Known {
        let mut known = Known { handles: snapshot.entities.keys().cloned().collect(), ..Known::default() };
        snapshot.questions.iter().for_each(|question| known.add_options(question));
        known
    }

    /// The same, knowing where rows stand that are not taken.
    pub(crate) fn without(self, refused: &Refused) -> Known {
        Known { refused: refused.clone(), ..self }
    }

    /// Where the row of that id stands, if it is one that is not taken for faults of its own.
    pub(crate) fn refused(&self, kinds: &[Kind], handle: &str) -> Option<&str> {
        kinds.iter().find_map(|kind| self.refused.get(&(*kind, handle.to_owned()))).map(String::as_str)
    }

    pub(crate) fn add(&mut self, record: &Record) {
        self.handles.insert((record.kind(), record.handle().to_owned()));
        if let Record::Question(question) = record {
            self.add_options(question);
        }
    }

    pub(crate) fn remove(&mut self, kind: Kind, handle: &str) {
        self.handles.remove(&(kind, handle.to_owned()));
    }

    pub(crate) fn has(&self, kinds: &[Kind], handle: &str) -> bool {
        kinds.iter().any(|kind| self.handles.contains(&(*kind, handle.to_owned())))
    }

    fn add_options(&mut self, question: &Question) {
        self.options.insert(question.id.to_string(), question.options.keys().cloned().collect());
        self.types.insert(question.id.to_string(), question.types.clone());
        self.codes.insert(question.id.to_string(), question.codes.keys().cloned().collect());
    }

    fn has_code(&self, question: &str, code: &str) -> bool {
        self.codes.get(question).is_some_and(|codes| codes.contains(code))
    }

    fn has_option(&self, question: &str, option: &str) -> bool {
        self.options.get(question).is_some_and(|options| options.contains(option))
    }
}

/// Everything that a record points to and that is not there, in column order.
pub(crate) fn dangling(record: &Record, known: &Known) -> Vec<Dangling> {
    let missing = references(record).into_iter().filter(|reference| !known.has(reference.kinds, &reference.handle));
    let mut found: Vec<Dangling> =
        missing.map(|reference| absent(reference.column, reference.kinds, reference.handle, known)).collect();
    match record {
        Record::Answer(answer) => found.extend(options(answer, known).into_iter().chain(codes(answer, known))),
        Record::Question(question) => found.extend(together(question)),
        Record::Translation(translation) => found.extend(translated(translation, known)),
        Record::Account(account) => found.extend(translated_account(account, known)),
        Record::Order(order) => found.extend(moments(order, known)),
        Record::Bearing(bearing) => found.extend(explained(bearing, known)),
        _ => {}
    }
    found
}

fn absent(column: &'static str, kinds: &[Kind], handle: String, known: &Known) -> Dangling {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let why = match known.refused(kinds, &handle) {
        Some(place) => format!("{handle} stands in {place} and is refused itself: mend that row first"),
        None => format!("there is no {handle}"),
    };
    Dangling { column, handle, message: format!("expected the id of a {}; {why}", names.join(" or ")) }
}

/// Options that neither the question lists nor, for actors and places, the case has.
fn options(answer: &Answer, known: &Known) -> Vec<Dangling> {
    let Some(question) = answer.question_id.as_ref().map(|id| id.as_str()) else { return Vec::new() };
    let (kinds, expected): (&[Kind], &str) = match answer.r#type {
        Some(AnswerType::Choice) => (&[], "an option"),
        Some(AnswerType::Order) => (&[Kind::Event], "an event or an option"),
        Some(AnswerType::Actor) => (&[Kind::Person], "a person or an option"),
        Some(AnswerType::Place) => (&[Kind::Place, Kind::ScenePart], "a place, a scene_part or an option"),
        _ => return Vec::new(),
    };
    // A choice on a question that lists no options has nothing to be compared with.
    let is_open = kinds.is_empty() && known.options.get(question).is_none_or(BTreeSet::is_empty);
    let is_somebody = |id: &str| id == "unknown" && answer.r#type == Some(AnswerType::Actor);
    let is_there = |id: &str| is_open || is_somebody(id) || known.has(kinds, id) || known.has_option(question, id);
    // A chain that cannot be read is a misfit of its own.
    let things = |id: &Handle| match answer.r#type {
        Some(AnswerType::Order) => {
            Precedence::read([id.as_str()]).map(|order| order.things().to_vec()).unwrap_or_default()
        }
        _ => vec![id.as_str().to_owned()],
    };
    let missing = answer.option_ids.iter().flat_map(things).filter(|id| !is_there(id));
    let dangling = |id: String| Dangling {
        column: "option_ids",
        message: format!("expected {expected} of {question}; there is no {id}"),
        handle: id,
    };
    missing.map(dangling).collect()
}

/// An explanation that is no option of its question, no word of yes and no, no party, and no order of events and options.
fn explained(bearing: &Bearing, known: &Known) -> Option<Dangling> {
    let (question, explanation) = (bearing.question_id.as_ref()?.as_str(), bearing.explanation.as_ref()?.as_str());
    let types = known.types.get(question)?;
    let has = |one: AnswerType| types.contains(&one);
    let is_thing = |thing: &String| known.has(&[Kind::Event], thing) || known.has_option(question, thing);
    let is_there = ((has(AnswerType::Choice) || has(AnswerType::Actor)) && known.has_option(question, explanation))
        || (has(AnswerType::YesNo) && YES_NO_WORDS.contains(&explanation))
        || (has(AnswerType::Actor) && known.has(&[Kind::Person], explanation))
        || (has(AnswerType::Order) && order(explanation).is_some_and(|order| order.things().iter().all(is_thing)));
    let message = format!(
        "expected an option of {question}, a person or body, yes or no, or an order, as answers to it name them; there is no {explanation}"
    );
    (!is_there).then(|| Dangling { column: "explanation", handle: explanation.to_owned(), message })
}

/// Codes that the question's own list does not have.
fn codes(answer: &Answer, known: &Known) -> Vec<Dangling> {
    let Some(question) = answer.question_id.as_ref().map(|id| id.as_str()) else { return Vec::new() };
    let missing = answer.codes.iter().filter(|code| !known.has_code(question, code));
    let dangling = |code: &String| Dangling {
        column: "codes",
        handle: code.clone(),
        message: format!("expected a code that {question} has in its column codes; there is no {code}"),
    };
    missing.map(dangling).collect()
}

/// What the question puts together and does not have among its options.
fn together(question: &Question) -> Vec<Dangling> {
    let named = question.together.iter().filter(|set| set.trim() != "*").flat_map(|set| set.split('+').map(str::trim));
    let missing = named.filter(|id| !question.options.contains_key(*id));
    let dangling = |id: &str| Dangling {
        column: "together",
        handle: id.to_owned(),
        message: format!("expected options of {} joined by +, or *; there is no option {id}", question.id),
    };
    missing.map(dangling).collect()
}

/// Moments that are no event, no message and no question.
fn moments(order: &Order, known: &Known) -> Vec<Dangling> {
    let named = [("moment", &order.moment), ("than", &order.than), ("until", &order.until)];
    let named = named.into_iter().filter_map(|(column, name)| Some((column, name.as_deref()?.trim())));
    let is_there = |name: &str| {
        let whole = name.strip_suffix(".start").or_else(|| name.strip_suffix(".end")).unwrap_or(name);
        let question = name.split_once('/').map_or(name, |(question, _)| question);
        [name, whole].iter().any(|id| known.has(&[Kind::Event, Kind::Message], id))
            || known.has(&[Kind::Question], question)
    };
    let missing = named.filter(|(_, name)| !is_there(name));
    let dangling = |(column, name): (&'static str, &str)| Dangling {
        column,
        handle: name.to_owned(),
        message: format!("expected the id of an event or message, or question/population; there is no {name}"),
    };
    missing.map(dangling).collect()
}

fn translated(translation: &Translation, known: &Known) -> Option<Dangling> {
    let word = translation.of_kind.as_deref()?;
    if word == LIKELIHOOD {
        return likelihood_word(translation.of_id.as_ref()?.as_str(), translation.field.as_deref()?);
    }
    let (handle, field) = (translation.of_id.as_ref()?.to_string(), translation.field.as_deref()?);
    let Some(kind) = Kind::from_name(word).filter(|kind| spec_of(*kind).is_some() || *kind == Kind::Account) else {
        let message = format!("expected the kind of a record, or {}; found {word}", LABELS.join(" or "));
        return (!LABELS.contains(&word)).then_some(Dangling { column: "of_kind", handle: word.to_owned(), message });
    };
    if !known.has(&[kind], &handle) {
        return Some(absent("of_id", &[kind], handle, known));
    }
    let of_code = field.strip_prefix(CODE).filter(|_| kind == Kind::Question);
    let is_there = match (field.strip_prefix(OPTION), spec_of(kind)) {
        _ if of_code.is_some_and(|code| known.has_code(&handle, code)) => true,
        (Some(option), _) => kind == Kind::Question && known.has_option(&handle, option),
        (None, Some(spec)) => spec.column(field).is_some(),
        (None, None) => true,
    };
    let message = format!(
        "expected a column of the {kind} {handle}, {OPTION} and one of its options, or {CODE} and one of its codes; found {field}"
    );
    (!is_there).then_some(Dangling { column: "field", handle: field.to_owned(), message })
}

/// A translation of a word that no scale of likelihood has, or of something else of it than what it is called.
fn likelihood_word(word: &str, field: &str) -> Option<Dangling> {
    if field != "label" {
        let message = format!("expected label: a word of likelihood has nothing else to translate; found {field}");
        return Some(Dangling { column: "field", handle: field.to_owned(), message });
    }
    let is_there = LikelihoodScale::ALL.iter().any(|scale| scale.row_of(word).is_some());
    let message = format!("expected a word of a likelihood scale, such as very likely; there is no {word}");
    (!is_there).then(|| Dangling { column: "of_id", handle: word.to_owned(), message })
}

fn translated_account(account: &Account, known: &Known) -> Option<Dangling> {
    let of = account.translation_of.clone()?;
    (!known.has(&[Kind::Account], &of)).then(|| absent("translation_of", &[Kind::Account], of, known))
}

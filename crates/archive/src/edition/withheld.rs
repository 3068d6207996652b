//! What an edition must not contain: whole texts of what was left out, and words that stand only in such texts.
//! Looking for them is in `scan`.

use crate::edition::clear::shown_ids;
use crate::snapshot::Snapshot;
use firsthand_model::references::spec_of;
use firsthand_model::table::CellKind;
use firsthand_model::{Kind, SourceId, TableSpec, Transcript};
use firsthand_publish::DossierInput;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Shorter words are too common to tell anything; they are covered by the whole texts.
const SHORTEST_WORD_CHARS: usize = 5;
/// Shorter texts would be found by chance.
const SHORTEST_TEXT_CHARS: usize = 12;
/// Shorter cues may be quoted elsewhere by chance: "Yes, that is right."
const SHORTEST_CUE_CHARS: usize = 40;

/// Texts and words that no byte of an edition may derive from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Whole free-text values.
    pub texts: BTreeSet<String>,
    /// Folded words that stand in withheld texts and in nothing that was cleared.
    pub words: BTreeSet<String>,
    /// The same words as they were written, and in small and capital letters: escapes do not fold.
    pub spellings: BTreeSet<String>,
    /// Where each of them stands in the case: kind, id and column.
    pub rows: BTreeMap<String, String>,
}

/// Collects what clearing left out of an input.
pub(crate) fn withheld(
    snapshot: &Snapshot,
    input: &DossierInput,
    transcripts: &BTreeMap<SourceId, Transcript>,
) -> Withheld {
    let mut hidden = Hidden::default();
    hidden.collect(snapshot, input);
    hidden.transcripts(snapshot, transcripts);
    let mut open = Words::default();
    open.collect(input);
    let mut withheld = Withheld { rows: hidden.rows, ..Withheld::default() };
    // That somebody is named in a transcript makes nobody less withheld.
    hidden.names.retain(|name| !open.texts.contains(name));
    for name in &hidden.names {
        withheld.add_words(name, &open.words);
    }
    let names = hidden.names.into_iter().filter(|name| name.chars().count() >= SHORTEST_TEXT_CHARS);
    let names: BTreeSet<String> = names.collect();
    open.collect_transcripts(input);
    let mut texts = hidden.texts;
    texts.retain(|text| !open.texts.contains(text));
    texts.extend(names);
    for text in texts.iter().chain(&hidden.short) {
        withheld.add_words(text, &open.words);
    }
    // Words of an address are names of papers and places: only the whole of it tells anything.
    for (address, row) in unlinked(snapshot, input) {
        withheld.rows.entry(address.clone()).or_insert(row);
        texts.insert(address);
    }
    Withheld { texts, ..withheld }
}

impl Withheld {
    /// Where a text or word stands in the case.
    pub(crate) fn row(&self, text: &str) -> &str {
        self.rows.get(text).map_or(crate::edition::scan::UNKNOWN_ROW, String::as_str)
    }

    /// Adds the words of a text that are long enough to tell anything and not among the open ones.
    pub(crate) fn add_words(&mut self, text: &str, open: &BTreeSet<String>) {
        let is_long = |word: &str| word.chars().count() >= SHORTEST_WORD_CHARS && word.chars().any(char::is_alphabetic);
        let long = |word: &str| is_long(word) || firsthand_text::stands_alone(word);
        for token in
            firsthand_text::telling(text).into_iter().filter(|token| long(&token.text) && !open.contains(&token.text))
        {
            let written = &text[token.start..token.end];
            let spellings = [written.to_owned(), written.to_lowercase(), written.to_uppercase()];
            if let Some(row) = self.rows.get(text).cloned() {
                for form in spellings.iter().chain([&token.text]) {
                    self.rows.entry(form.clone()).or_insert_with(|| row.clone());
                }
            }
            self.spellings.extend(spellings);
            self.words.insert(token.text);
        }
    }
}

/// Whether a decision says of somebody, or of words, that may not be shown whose voice it is.
fn is_hidden_voice(body: &Value, shown: &BTreeSet<(Kind, &str)>) -> bool {
    let is_hidden = |kind: Kind, column: &str| is_shown(body, kind, column, shown) == Some(false);
    is_hidden(Kind::Person, "person_id") || is_hidden(Kind::Source, "source_id")
}

/// Whether a grade is of a source or statement that is shown.
fn is_of_shown(grade: &Value, shown: &BTreeSet<(Kind, &str)>) -> bool {
    let is_shown = |kind: Kind, column: &str| is_shown(grade, kind, column, shown) == Some(true);
    is_shown(Kind::Statement, "statement_id") || is_shown(Kind::Source, "source_id")
}

/// Whether what a column names is shown; none if it names nothing.
fn is_shown(body: &Value, kind: Kind, column: &str, shown: &BTreeSet<(Kind, &str)>) -> Option<bool> {
    Some(shown.contains(&(kind, body[column].as_str()?)))
}

/// A grade without its topic, which is what the graded is about and repeats its words. Its reason stays the team's.
fn without_topic(grade: &Value) -> Value {
    let mut grade = grade.clone();
    grade.as_object_mut().map(|fields| fields.remove("topic"));
    grade
}

/// Free texts of records and columns that were left out.
#[derive(Default)]
struct Hidden {
    texts: BTreeSet<String>,
    short: BTreeSet<String>,
    /// Names of those who are withheld.
    names: BTreeSet<String>,
    rows: BTreeMap<String, String>,
}

impl Hidden {
    fn collect(&mut self, snapshot: &Snapshot, input: &DossierInput) {
        let shown = shown_ids(input);
        for ((kind, handle), body) in &snapshot.bodies {
            // What coders note of a statement or question that is shown stays with the team and is not withheld: it repeats
            // their words.
            if *kind == Kind::Voice && !is_hidden_voice(body, &shown) {
                continue;
            }
            let rests_on = match kind {
                Kind::Order | Kind::Coding => body["statement_id"].as_str().map(|id| (Kind::Statement, id)),
                Kind::Correction => body["transcript"].as_str().map(|id| (Kind::Source, id)),
                Kind::TranscriptLayer => Some((Kind::Source, handle.as_str())),
                Kind::Passage => body["statement_id"].as_str().map(|id| (Kind::Statement, id)),
                Kind::Act => body["statements"][0].as_str().map(|id| (Kind::Statement, id)),
                Kind::Population => body["question_id"].as_str().map(|id| (Kind::Question, id)),
                _ => Some((*kind, handle.as_str())),
            };
            let is_around_shown =
                body["within_question"].as_str().is_none_or(|id| shown.contains(&(Kind::Question, id)));
            let is_shown = *kind == Kind::Case || rests_on.is_some_and(|key| shown.contains(&key)) && is_around_shown;
            let row = format!("{kind} {handle}");
            match *kind == Kind::Grade && is_of_shown(body, &shown) {
                true => self.take(spec_of(*kind), &without_topic(body), is_shown, &row),
                false => self.take(spec_of(*kind), body, is_shown, &row),
            }
            if *kind == Kind::Person && !is_shown {
                let names = &mut |name: &str| _ = self.names.insert(name.to_owned());
                strings(&body["name"], names);
                strings(&body["other_names"], names);
            }
        }
    }

    /// What is said in transcripts of withheld sources. Short cues are said everywhere: their words are looked for, not they.
    fn transcripts(&mut self, snapshot: &Snapshot, transcripts: &BTreeMap<SourceId, Transcript>) {
        let withheld = snapshot.sources.iter().filter(|source| source.withhold == Some(true));
        let of = |source: &'_ firsthand_model::Source| Some((source.id.clone(), transcripts.get(&source.id)?));
        let cues = withheld.filter_map(of).flat_map(|(id, t)| t.cues.iter().map(move |cue| (id.clone(), cue)));
        let texts = cues.flat_map(|(id, cue)| [Some(&cue.text), cue.as_read.as_ref()].map(|text| (id.clone(), text)));
        for (id, text) in texts.filter_map(|(id, text)| Some((id, text?))) {
            self.rows.entry(text.clone()).or_insert_with(|| format!("source {id}, transcript"));
            let is_telling = text.chars().count() >= SHORTEST_CUE_CHARS;
            let into = if is_telling { &mut self.texts } else { &mut self.short };
            into.insert(text.clone());
        }
    }

    /// Of a record that is shown only the columns that this version does not know were left out.
    fn take(&mut self, spec: Option<&TableSpec>, body: &Value, is_shown: bool, row: &str) {
        let Some(fields) = body.as_object() else { return };
        for (field, value) in fields.iter().filter(|(field, _)| *field != "id") {
            let cell = spec.and_then(|spec| spec.column(field)).map(|column| column.cell);
            let is_left_out = if is_shown { spec.is_some() && cell.is_none() } else { is_free(cell) };
            if is_left_out {
                strings(value, &mut |text| self.text(text, &format!("{row}, column {field}")));
            }
        }
    }

    fn text(&mut self, text: &str, row: &str) {
        self.rows.entry(text.to_owned()).or_insert_with(|| row.to_owned());
        if text.chars().count() >= SHORTEST_TEXT_CHARS {
            self.texts.insert(text.to_owned());
        } else {
            self.short.insert(text.to_owned());
        }
    }
}

/// Addresses that no rule lets an edition link to, each with its row.
fn unlinked(snapshot: &Snapshot, input: &DossierInput) -> BTreeMap<String, String> {
    let links = input.sources.iter().filter_map(|cleared| cleared.link.as_deref());
    let linked: BTreeSet<&str> =
        links.chain(input.media.iter().flat_map(|media| media.urls.iter().map(String::as_str))).collect();
    let sources = snapshot.sources.iter().map(|source| (format!("source {}", source.id), &source.urls));
    let media = snapshot.media.iter().map(|media| (format!("media {}", media.id), &media.urls));
    let known = sources.chain(media).flat_map(|(row, urls)| urls.iter().map(move |url| (url, row.clone())));
    // The beginning of a linked address stands in that link.
    let is_unlinked = |address: &str| linked.iter().all(|link| !link.starts_with(address));
    let found = known.filter(|(address, _)| is_unlinked(address));
    found.map(|(address, row)| (address.clone(), format!("{row}, column urls"))).collect()
}

/// Whether a cell holds somebody's words; what has a closed form tells nothing. An account's fields have no columns.
fn is_free(cell: Option<CellKind>) -> bool {
    matches!(cell, None | Some(CellKind::Text | CellKind::List | CellKind::Pairs | CellKind::Addresses))
}

/// Every text and word that was cleared.
#[derive(Default)]
struct Words {
    texts: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Words {
    fn collect(&mut self, input: &DossierInput) {
        for cleared in &input.sources {
            self.record(&cleared.source);
        }
        for cleared in &input.statements {
            self.record(&cleared.statement);
        }
        self.record(&input.settings);
        self.records(&input.answers);
        self.records(&input.people);
        self.records(&input.questions);
        self.records(&input.sessions);
        self.records(&input.media);
        self.records(&input.places);
        self.records(&input.scene_parts);
        self.records(&input.events);
        self.records(&input.messages);
        self.records(&input.dependences);
        self.records(&input.findings);
        self.records(&input.bearings);
        input.handovers().for_each(|row| self.record(row));
        self.records(&input.examinations);
        self.records(&input.prompts);
        self.records(&input.translations);
        self.records(&input.accounts);
        self.records(&input.codings);
        self.words.extend(firsthand_publish::own_words());
    }

    fn collect_transcripts(&mut self, input: &DossierInput) {
        let beside = input.recordings.iter().flat_map(|recording| &recording.transcripts);
        for of in beside.chain(input.transcripts.iter().map(|alone| &alone.of)) {
            self.record(&of.transcript);
        }
    }

    fn records<T: serde::Serialize>(&mut self, records: &[T]) {
        records.iter().for_each(|record| self.record(record));
    }

    fn record<T: serde::Serialize>(&mut self, record: &T) {
        let value = serde_json::to_value(record).unwrap_or_default();
        strings(&value, &mut |text| {
            self.words.extend(firsthand_text::telling(text).into_iter().map(|token| token.text));
            self.texts.insert(text.to_owned());
        });
    }
}

fn strings(value: &Value, take: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => take(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, take)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, take)),
        _ => {}
    }
}

//! What an edition must not contain: whole texts of what was left out, and words that stand only in such texts.
//! Looking for them is in `scan`.

use crate::clear::Kept;
use crate::snapshot::Snapshot;
use firsthand_model::{Kind, Record, StatementId};
use firsthand_publish::DossierInput;
use serde_json::Value;
use std::collections::BTreeSet;

/// Shorter words are too common to tell anything; they are covered by the whole texts.
const SHORTEST_WORD_CHARS: usize = 5;
/// Shorter texts would be found by chance.
const SHORTEST_TEXT_CHARS: usize = 12;

/// Texts and words that no byte of an edition may derive from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Whole free-text values.
    pub texts: BTreeSet<String>,
    /// Folded words that stand in withheld texts and in nothing that was cleared.
    pub words: BTreeSet<String>,
    /// The same words as they were written, and in small and capital letters: escapes do not fold.
    pub spellings: BTreeSet<String>,
}

/// Collects what clearing left out of an input.
pub(crate) fn withheld(snapshot: &Snapshot, input: &DossierInput) -> Withheld {
    let mut hidden = Hidden::default();
    hidden.collect(snapshot);
    let mut open = Words::default();
    open.collect(input);
    let mut texts: BTreeSet<String> =
        hidden.texts.into_iter().filter(|text| text.chars().count() >= SHORTEST_TEXT_CHARS).collect();
    texts.retain(|text| !open.texts.contains(text));
    let mut withheld = Withheld::default();
    for text in texts.iter().chain(&hidden.short) {
        withheld.add_words(text, &open.words);
    }
    Withheld { texts, ..withheld }
}

impl Withheld {
    /// Adds the words of a text that are long enough to tell anything and not among the open ones.
    pub(crate) fn add_words(&mut self, text: &str, open: &BTreeSet<String>) {
        let long = |word: &str| word.chars().count() >= SHORTEST_WORD_CHARS && word.chars().any(char::is_alphabetic);
        for token in
            firsthand_text::tokens(text).into_iter().filter(|token| long(&token.text) && !open.contains(&token.text))
        {
            let written = &text[token.start..token.end];
            self.spellings.extend([written.to_owned(), written.to_lowercase(), written.to_uppercase()]);
            self.words.insert(token.text);
        }
    }
}

/// Free texts of records and columns that were left out.
#[derive(Default)]
struct Hidden {
    texts: BTreeSet<String>,
    short: BTreeSet<String>,
}

impl Hidden {
    fn collect(&mut self, snapshot: &Snapshot) {
        let kept = Kept::of(snapshot);
        for ((kind, handle), body) in &snapshot.bodies {
            let is_out = match Record::from_json(*kind, body.clone()) {
                Ok(record) => is_left_out(&record, &kept),
                Err(_) => true,
            };
            self.take(*kind, handle, body, is_out);
        }
    }

    fn take(&mut self, kind: Kind, handle: &str, body: &Value, is_out: bool) {
        let Some(fields) = body.as_object() else { return };
        let spec = firsthand_model::references::spec_of(kind);
        for (field, value) in fields {
            let is_known = spec.is_none_or(|spec| spec.column(field).is_some());
            if field == "id" || value.as_str() == Some(handle) || (is_known && !is_out) {
                continue;
            }
            strings(value, &mut |text| self.text(text));
        }
    }

    fn text(&mut self, text: &str) {
        if text.chars().count() >= SHORTEST_TEXT_CHARS {
            self.texts.insert(text.to_owned());
        } else {
            self.short.insert(text.to_owned());
        }
    }
}

fn is_left_out(record: &Record, kept: &Kept<'_>) -> bool {
    let gone = |id: Option<&StatementId>| id.is_none_or(|id| !kept.has(id));
    match record {
        Record::Statement(statement) => !kept.has(&statement.id),
        Record::Answer(answer) => gone(answer.statement_id.as_ref()),
        Record::Span(span) => !kept.has(&span.id),
        Record::Prompt(prompt) => !kept.has(&prompt.id),
        Record::Dependence(dependence) => {
            gone(dependence.from_statement.as_ref()) || gone(dependence.to_statement.as_ref())
        }
        other => serde_json::to_value(other).is_ok_and(|value| value["record"]["withhold"] == true),
    }
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
        self.records(&input.prompts);
        self.records(&input.translations);
        self.records(&input.accounts);
        self.words.extend(firsthand_publish::own_words());
    }

    fn records<T: serde::Serialize>(&mut self, records: &[T]) {
        records.iter().for_each(|record| self.record(record));
    }

    fn record<T: serde::Serialize>(&mut self, record: &T) {
        let value = serde_json::to_value(record).unwrap_or_default();
        strings(&value, &mut |text| {
            self.words.extend(firsthand_text::tokens(text).into_iter().map(|token| token.text));
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

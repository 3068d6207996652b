//! What tensions are about, in words: events, messages, questions and populations by what the case calls them, in one language.

use super::Tense;
use firsthand_model::Translation;
use firsthand_model::tension::AboutInWords;
use std::collections::HashMap;

/// A kind of record or `population`, an id, and a column.
type Key<'a> = (&'a str, &'a str, &'a str);

/// The words of a case.
pub(super) struct Names<'a> {
    events: HashMap<&'a str, &'a str>,
    messages: HashMap<&'a str, &'a str>,
    questions: HashMap<&'a str, &'a str>,
    translations: HashMap<Key<'a>, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(tense: &Tense<'a>) -> Names<'a> {
        let of_lang = tense.translations.iter().filter(|one| one.lang.as_deref() == Some(tense.lang));
        Names {
            events: tense.events.iter().filter_map(|one| Some((one.id.as_str(), one.event.as_deref()?))).collect(),
            messages: tense
                .messages
                .iter()
                .filter_map(|one| Some((one.id.as_str(), one.content.as_deref()?)))
                .collect(),
            questions: tense
                .questions
                .iter()
                .filter_map(|one| Some((one.id.as_str(), one.question.as_deref()?)))
                .collect(),
            translations: of_lang.filter_map(translated).collect(),
        }
    }

    /// The thing in words: of a population its label, or else its key with spaces; what has no words by its id.
    pub(super) fn in_words(&self, of: &str) -> AboutInWords {
        let own = self
            .word("event", "event", &self.events, of)
            .or_else(|| self.word("message", "content", &self.messages, of));
        let label = |label: String, question| AboutInWords { of: of.to_owned(), label, question };
        if let Some(own) = own {
            return label(own, None);
        }
        let (id, population) = of.split_once('/').map_or((of, ""), |(id, population)| (id, population));
        let question = self.word("question", "question", &self.questions, id);
        if population.is_empty() {
            return label(question.unwrap_or_else(|| of.to_owned()), None);
        }
        let known = self.translations.get(&("population", population, "label")).map(|text| (*text).to_owned());
        label(known.unwrap_or_else(|| population.replace('-', " ")), question)
    }

    fn word(&self, kind: &str, column: &str, own: &HashMap<&str, &str>, id: &str) -> Option<String> {
        let own = own.get(id)?;
        Some(self.translations.get(&(kind, id, column)).unwrap_or(own).to_string())
    }
}

fn translated(one: &Translation) -> Option<(Key<'_>, &str)> {
    Some(((one.of_kind.as_deref()?, one.of_id.as_ref()?.as_str(), one.field.as_deref()?), one.text.as_deref()?))
}

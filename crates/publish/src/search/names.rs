//! People and places by their registered written forms, with the documents that name them or belong to them.
//! Nobody is recognised here who was not registered.

use super::Entry;
use super::format::Name;
use super::index::gaps;
use firsthand_model::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// A record with its registered written forms.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Person or place.
    pub kind: Kind,
    /// Its handle.
    pub handle: String,
    /// The name shown.
    pub title: String,
    /// Address relative to the dossier.
    pub url: String,
    /// Its name and every other written form, as registered.
    pub forms: Vec<String>,
}

/// The table of names; a form that folds to nothing is left out.
pub fn table(entries: &[Entry], registered: &[Registered]) -> Vec<Name> {
    let texts = Texts::read(entries);
    registered.iter().map(|record| name(&texts, record)).collect()
}

/// Every document's words, by number, by each of its words, and by the records it belongs to.
struct Texts<'a> {
    words: Vec<Vec<String>>,
    by_word: BTreeMap<String, BTreeSet<usize>>,
    by_link: BTreeMap<(Kind, &'a str), BTreeSet<usize>>,
}

impl<'a> Texts<'a> {
    fn read(entries: &'a [Entry]) -> Self {
        let mut texts = Texts { words: Vec::new(), by_word: BTreeMap::new(), by_link: BTreeMap::new() };
        for (number, entry) in entries.iter().enumerate() {
            let mut words = folded(&entry.doc.title);
            words.push(String::new());
            words.extend(folded(&entry.words));
            for word in &words {
                texts.by_word.entry(word.clone()).or_default().insert(number);
            }
            for (kind, handle) in &entry.linked {
                texts.by_link.entry((*kind, handle.as_str())).or_default().insert(number);
            }
            texts.words.push(words);
        }
        texts
    }

    /// Documents in which the words of a form stand one after the other.
    fn with(&self, form: &[String]) -> impl Iterator<Item = usize> {
        let candidates = form.first().and_then(|first| self.by_word.get(first)).into_iter().flatten().copied();
        candidates.filter(move |number| self.words[*number].windows(form.len()).any(|run| run == form))
    }
}

fn name(texts: &Texts, record: &Registered) -> Name {
    let forms: BTreeSet<Vec<String>> =
        record.forms.iter().map(|form| folded(form)).filter(|form| !form.is_empty()).collect();
    let linked = texts.by_link.get(&(record.kind, record.handle.as_str())).into_iter().flatten().copied();
    let docs: BTreeSet<usize> = forms.iter().flat_map(|form| texts.with(form)).chain(linked).collect();
    Name {
        title: record.title.clone(),
        url: record.url.clone(),
        forms: forms.into_iter().map(|form| form.join(" ")).collect::<BTreeSet<_>>().into_iter().collect(),
        docs: gaps(docs),
    }
}

fn folded(text: &str) -> Vec<String> {
    firsthand_text::tokens(text).into_iter().map(|token| token.text).collect()
}

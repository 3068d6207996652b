//! One document as the index library takes it: its words cut, folded and stemmed here, so that index and query do it alike.

use super::batch::Batch;
use super::schema::Fields;
use super::shown::Shown;
use super::{NameBook, PART, SearchDoc};
use compact_str::CompactString;
use firsthand_model::Kind;
use hashbrown::HashMap;
use hashbrown::hash_map::EntryRef;
use std::collections::BTreeSet;
use tantivy::schema::Field;

/// Makes documents, one after the other, in memory that it keeps.
pub(super) struct Indexer<'i> {
    fields: &'i Fields,
    names: &'i NameBook,
    stems: Stems,
    plain: String,
    changed: String,
    words: Vec<String>,
}

impl<'i> Indexer<'i> {
    pub(super) fn new(fields: &'i Fields, names: &'i NameBook) -> Indexer<'i> {
        let (plain, changed) = (String::new(), String::new());
        Indexer { fields, names, stems: Stems::default(), plain, changed, words: Vec::new() }
    }

    pub(super) fn add(&mut self, out: &mut Batch, document: &SearchDoc) {
        self.add_searched(out, document);
        self.add_filtered(out, document);
        out.add_text(self.fields.text, &document.text);
        out.add_text(self.fields.shown, serde_json::to_string(&Shown::of(document)).unwrap_or_default());
        out.end_document();
    }

    /// The words as they are, and beside them the stems of those that are not their own stem. Between two words stands a space: no
    /// word has one in it, and the index parts them there again. Tokens would be handed over as JSON, which takes longer than
    /// everything else that is done with them.
    fn add_searched(&mut self, out: &mut Batch, document: &SearchDoc) {
        let Indexer { fields, names, stems, plain, changed, words } = self;
        changed.clear();
        let mut named: BTreeSet<String> = document.entities.iter().cloned().collect();
        // Between two values of a field the index leaves a place free, so that no phrase goes across.
        for part in document.text.split(PART) {
            plain.clear();
            words.clear();
            firsthand_text::each_word(part, |word| {
                push_word(plain, word);
                if let Some(stem) = stems.other(word) {
                    push_word(changed, stem);
                }
                if !names.is_empty() {
                    words.push(word.to_owned());
                }
            });
            out.add_text(fields.plain, &*plain);
            named.extend(names.named_in_words(words));
        }
        out.add_text(fields.stems, &*changed);
        named.iter().for_each(|handle| out.add_text(fields.entities, handle));
    }

    /// What filters look at and facets count.
    fn add_filtered(&mut self, out: &mut Batch, document: &SearchDoc) {
        let fields = self.fields;
        let shape = document.shape.unwrap_or(document.kind.name());
        let of_speaker = document.speaker.iter().chain(&document.speaker_names);
        let sources = document.source.iter().chain(&document.recorded);
        let of_source = sources.clone().chain(&document.source_names);
        let of_sessions = document.sessions.iter().chain(&document.session_kinds);
        self.add_words(out, fields.shape_words, shape);
        self.add_all_words(out, fields.speaker_words, of_speaker);
        self.add_all_words(out, fields.role_words, document.role.iter());
        self.add_all_words(out, fields.source_words, of_source);
        self.add_all_words(out, fields.session_words, of_sessions);
        self.add_all_words(out, fields.question_words, document.questions.iter());
        out.add_text(fields.shape, shape);
        document.speaker.iter().for_each(|speaker| out.add_text(fields.speaker, speaker));
        document.role.iter().for_each(|role| out.add_text(fields.role, role));
        sources.for_each(|source| out.add_text(fields.source, source));
        document.sessions.iter().for_each(|session| out.add_text(fields.session, session));
        document.questions.iter().for_each(|question| out.add_text(fields.question, question));
        for language in document.language.iter().map(|language| language.to_ascii_lowercase()) {
            beginnings(&language).for_each(|beginning| out.add_text(fields.languages, beginning));
        }
        for (from, to, span) in
            [(fields.said_from, fields.said_to, document.said), (fields.about_from, fields.about_to, document.about)]
        {
            span.iter().for_each(|(first, last)| {
                out.add_i64(from, *first);
                out.add_i64(to, *last);
            });
        }
        out.add_u64(fields.rank, rank(document));
    }

    fn add_all_words<'t>(&mut self, out: &mut Batch, field: Field, texts: impl Iterator<Item = &'t String>) {
        texts.for_each(|text| self.add_words(out, field, text));
    }

    fn add_words(&mut self, out: &mut Batch, field: Field, text: &str) {
        self.plain.clear();
        firsthand_text::each_word(text, |word| push_word(&mut self.plain, word));
        out.add_text(field, &self.plain);
    }
}

/// Stems of words that were met, where they are not the word itself: most words of a case are met many times. Words lie in the
/// table and not beside it, since looking each of them up is a quarter of what making a document takes.
#[derive(Default)]
struct Stems(HashMap<CompactString, Option<Box<str>>, foldhash::fast::RandomState>);

impl Stems {
    /// The stem of a word that is not its own.
    fn other(&mut self, word: &str) -> Option<&str> {
        if self.0.len() >= STEMS_AT_MOST {
            self.0.clear();
        }
        let known = match self.0.entry_ref(word) {
            EntryRef::Occupied(entry) => entry.into_mut(),
            EntryRef::Vacant(entry) => {
                let stem = Some(firsthand_text::stem(word)).filter(|stem| stem != word);
                entry.insert_with_key(word.into(), stem.map(String::into_boxed_str))
            }
        };
        known.as_deref()
    }
}

/// Stems that are kept in memory.
const STEMS_AT_MOST: usize = 200_000;

/// `en-gb`, `en`.
fn beginnings(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('-').map(|(at, _)| &tag[..at]).chain([tag])
}

/// Natural order in one number: kind, first letter and first number of the handle, the ordinal, and of handles that are
/// alike so far a digest. It is the same whatever else the index holds, so that documents that are otherwise equal keep
/// their order when others are added.
fn rank(document: &SearchDoc) -> u64 {
    let kind = Kind::ALL.iter().position(|kind| *kind == document.kind).unwrap_or_default() as u64;
    let letter = u64::from(document.id.bytes().next().unwrap_or_default());
    let digits = document.id.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    let number = digits.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or_default().min((1 << 20) - 1);
    let ordinal = u64::from(document.ordinal).min((1 << 18) - 1);
    let [first, second, ..] = *blake3::hash(document.id.as_bytes()).as_bytes();
    let digest = u64::from(first) << 4 | u64::from(second) >> 4;
    kind << 58 | letter << 50 | number << 30 | ordinal << 12 | digest
}

fn push_word(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

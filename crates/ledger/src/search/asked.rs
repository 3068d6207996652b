//! A parsed query as one of the index library's.

use super::names::{NameBook, words};
use super::query::Query;
use super::schema::Fields;
use firsthand_model::edtf::Edtf;
use firsthand_text::query::{Asked, Filter, Parsed};
use std::collections::BTreeSet;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query as Searched, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// Turns what is asked into a query, and notes what it could not read.
pub(super) struct Asker<'q> {
    fields: &'q Fields,
    names: Option<&'q NameBook>,
    offset_minutes: i32,
    asked: Option<&'q Asked>,
    pub(super) notes: Vec<String>,
}

impl<'q> Asker<'q> {
    pub(super) fn new(fields: &'q Fields, query: &Query<'q>, parsed: &'q Parsed) -> Asker<'q> {
        let filters = Filter::ALL.iter().map(|filter| format!("{}:", filter.name())).collect::<Vec<_>>().join(" ");
        let note = |name: &String| format!("{name}: is no filter and was searched as a word. Filters are {filters}");
        Asker {
            fields,
            names: query.names,
            offset_minutes: query.offset_minutes,
            asked: parsed.asked.as_ref(),
            notes: parsed.unknown.iter().map(note).collect(),
        }
    }

    /// The query; nothing asked matches nothing.
    pub(super) fn searched(&mut self) -> Box<dyn Searched> {
        match self.asked {
            Some(asked) => self.one(asked),
            None => Box::new(EmptyQuery),
        }
    }

    fn one(&mut self, asked: &Asked) -> Box<dyn Searched> {
        match asked {
            Asked::And(parts) => self.all(parts),
            Asked::Or(parts) => any(parts.iter().map(|part| self.one(part)).collect()),
            Asked::Not(part) => {
                let unwanted = self.one(part);
                Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, unwanted)]))
            }
            Asked::Word(_) | Asked::Together(_) => self.all(std::slice::from_ref(asked)),
            Asked::Prefix(word) => Box::new(FuzzyTermQuery::new_prefix(self.plain(word), 0, true)),
            Asked::Fuzzy(word, distance) => Box::new(FuzzyTermQuery::new(self.plain(word), *distance, true)),
            Asked::Phrase(words) => self.phrase(words),
            Asked::Filter(filter, value) => self.filter(*filter, value),
        }
    }

    /// All of these; words beside each other that are a registered name stand for whom it names.
    fn all(&mut self, parts: &[Asked]) -> Box<dyn Searched> {
        let mut wanted: Vec<(Occur, Box<dyn Searched>)> = Vec::new();
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            if let Some((length, handles)) = self.named(&parts[at..]) {
                let entities = self.fields.entities;
                let handles = handles.iter().map(|handle| exact(Term::from_field_text(entities, handle)));
                wanted.push((Occur::Must, any(handles.collect())));
                at += length;
                continue;
            }
            at += 1;
            wanted.push(match part {
                Asked::Word(word) => (Occur::Must, self.word(word)),
                Asked::Together(words) => (Occur::Must, self.phrase(words)),
                Asked::Not(part) if parts.len() > 1 => (Occur::MustNot, self.one(part)),
                other => (Occur::Must, self.one(other)),
            });
        }
        if wanted.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            wanted.push((Occur::Must, Box::new(AllQuery)));
        }
        Box::new(BooleanQuery::new(wanted))
    }

    /// Whom the words at the beginning name, the longest name first, and how many parts that takes.
    fn named(&self, parts: &[Asked]) -> Option<(usize, BTreeSet<String>)> {
        let names = self.names?;
        let (mut words, mut longest) = (Vec::new(), None);
        for (before, part) in parts.iter().enumerate() {
            match part {
                Asked::Word(word) => words.push(word.clone()),
                Asked::Together(together) => words.extend(together.iter().cloned()),
                _ => break,
            }
            longest = names.named_by(&words).map(|handles| (before + 1, handles.clone())).or(longest);
        }
        longest
    }

    /// These words beside each other.
    fn phrase(&self, words: &[String]) -> Box<dyn Searched> {
        match words {
            [word] => exact(self.plain(word)),
            words => Box::new(PhraseQuery::new(words.iter().map(|word| self.plain(word)).collect())),
        }
    }

    /// A word in any form: those whose stem is another word, and the one that is its own stem, if there is one.
    fn word(&self, word: &str) -> Box<dyn Searched> {
        let stem = firsthand_text::stem(word);
        let others = scored(Term::from_field_text(self.fields.stems, &stem));
        match firsthand_text::stem(&stem) == stem {
            true => any(vec![others, scored(self.plain(&stem))]),
            false => others,
        }
    }

    fn plain(&self, word: &str) -> Term {
        Term::from_field_text(self.fields.plain, word)
    }

    fn filter(&mut self, filter: Filter, value: &str) -> Box<dyn Searched> {
        let field = match filter {
            Filter::Speaker => self.fields.speaker_words,
            Filter::Role => self.fields.role_words,
            Filter::Source => self.fields.source_words,
            Filter::Session => self.fields.session_words,
            Filter::Kind => self.fields.shape_words,
            Filter::Question => self.fields.question_words,
            Filter::Language => {
                return exact(Term::from_field_text(self.fields.languages, &value.trim().to_ascii_lowercase()));
            }
            Filter::Said | Filter::About => return self.moment(filter, value),
        };
        let words: Vec<_> = words(value).iter().map(|word| exact(Term::from_field_text(field, word))).collect();
        match words.is_empty() {
            true => Box::new(EmptyQuery),
            false => Box::new(BooleanQuery::new(words.into_iter().map(|word| (Occur::Must, word)).collect())),
        }
    }

    /// What was said within a span, or speaks of a time that meets it.
    fn moment(&mut self, filter: Filter, value: &str) -> Box<dyn Searched> {
        let Some((edtf, more_ms)) = edtf(value) else {
            self.notes.push(format!(
                "{}:{value} keeps nothing: expected an EDTF date or interval such as 2004-09-03 or 2004-09-01/2004-09-03",
                filter.name()
            ));
            return Box::new(EmptyQuery);
        };
        let span = edtf.span(self.offset_minutes);
        let first = span.earliest_ms.unwrap_or(i64::MIN);
        let last = span.latest_ms.map_or(i64::MAX, |ms| ms.saturating_add(999 + more_ms));
        let (from, to) = match filter {
            Filter::Said => (at_least(self.fields.said_from, first), at_most(self.fields.said_to, last)),
            _ => (at_most(self.fields.about_from, last), at_least(self.fields.about_to, first)),
        };
        Box::new(BooleanQuery::new(vec![(Occur::Must, from), (Occur::Must, to)]))
    }
}

/// An EDTF date or interval, and how much longer it lasts: a clock time may leave its seconds out, and is its minute then.
fn edtf(value: &str) -> Option<(Edtf, i64)> {
    let value = value.trim();
    let minute = || Some((format!("{value}:00").parse().ok()?, 59_000));
    value.parse().ok().map(|edtf| (edtf, 0)).or_else(minute)
}

fn at_least(field: Field, ms: i64) -> Box<dyn Searched> {
    Box::new(RangeQuery::new(Bound::Included(Term::from_field_i64(field, ms)), Bound::Unbounded))
}

fn at_most(field: Field, ms: i64) -> Box<dyn Searched> {
    Box::new(RangeQuery::new(Bound::Unbounded, Bound::Included(Term::from_field_i64(field, ms))))
}

fn any(queries: Vec<Box<dyn Searched>>) -> Box<dyn Searched> {
    Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect()))
}

fn scored(term: Term) -> Box<dyn Searched> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn exact(term: Term) -> Box<dyn Searched> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

//! The input with its records found by id, the languages and the words: what every page is made from.
//! Addresses are in `links`, drawing in `render`; nothing here writes.

use crate::alone::{self, Parted};
use crate::error::PublishError;
use crate::event_list::EventList;
use crate::furniture::{Furniture, Words};
use crate::input::{ClearedSource, ClearedStatement, DossierInput};
use crate::page::Said;
use crate::play;
use crate::recording::Recording;
use crate::words;
use firsthand_model::board::Board;
use firsthand_model::explanation::Explanation;
use firsthand_model::{
    Account, Answer, Dependence, Finding, Kind, Person, PersonId, Question, QuestionId, SourceId, StatementId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The dossier about to be drawn.
pub struct Site<'a> {
    /// What may be shown.
    pub input: &'a DossierInput,
    /// Languages of the pages, the main one first.
    pub languages: Vec<String>,
    /// Our own words.
    pub furniture: Arc<Furniture>,
    /// Events in the order of their list.
    pub events: EventList<'a>,
    statements: BTreeMap<&'a str, &'a ClearedStatement>,
    sources: BTreeMap<&'a str, &'a ClearedSource>,
    answers: BTreeMap<&'a str, &'a Answer>,
    answers_of: BTreeMap<&'a str, Vec<&'a Answer>>,
    people: BTreeMap<&'a str, &'a Person>,
    questions: BTreeMap<&'a str, &'a Question>,
    boards: BTreeMap<&'a str, &'a Board>,
    dependences_of: BTreeMap<&'a str, Vec<&'a Dependence>>,
    translations: BTreeMap<(&'a str, &'a str, &'a str, &'a str), &'a str>,
    recordings: BTreeMap<&'a str, &'a Recording>,
    transcripts: BTreeMap<&'a str, Parted<'a>>,
    places: BTreeMap<&'a str, (&'a str, usize)>,
}

impl<'a> Site<'a> {
    /// Looks through the input once.
    ///
    /// # Errors
    /// [`PublishError::Furniture`] when our own words do not parse.
    pub fn new(input: &'a DossierInput) -> Result<Self, PublishError> {
        let mut site = Site {
            input,
            languages: languages(input),
            furniture: Arc::new(Furniture::load()?),
            events: EventList::new(&input.events, input.settings.offset_minutes()),
            statements: input.statements.iter().map(|s| (s.statement.id.as_str(), s)).collect(),
            sources: input.sources.iter().map(|s| (s.source.id.as_str(), s)).collect(),
            answers: input.answers.iter().map(|answer| (answer.id.as_str(), answer)).collect(),
            answers_of: BTreeMap::new(),
            people: input.people.iter().map(|person| (person.id.as_str(), person)).collect(),
            questions: input.questions.iter().map(|question| (question.id.as_str(), question)).collect(),
            boards: input.boards.iter().map(|board| (board.question.as_str(), board)).collect(),
            dependences_of: BTreeMap::new(),
            translations: BTreeMap::new(),
            recordings: play::by_source(&input.recordings),
            transcripts: alone::by_source(&input.transcripts),
            places: alone::by_statement(&input.transcripts),
        };
        site.index_lists();
        Ok(site)
    }

    fn index_lists(&mut self) {
        for answer in &self.input.answers {
            let id = answer.statement_id.as_ref().map_or("", StatementId::as_str);
            self.answers_of.entry(id).or_default().push(answer);
        }
        for dependence in &self.input.dependences {
            let ends = [&dependence.from_statement, &dependence.to_statement];
            for id in ends.into_iter().flatten() {
                self.dependences_of.entry(id.as_str()).or_default().push(dependence);
            }
        }
        for t in &self.input.translations {
            if let (Some(kind), Some(id), Some(field), Some(lang), Some(text)) =
                (&t.of_kind, &t.of_id, &t.field, &t.lang, &t.text)
            {
                self.translations.insert((kind, id.as_str(), field, lang), text);
            }
        }
    }

    /// The language of the pages at the root, and of everything that was coded.
    pub fn main_language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }

    /// Our words in a language.
    pub fn words<'s>(&'s self, lang: &'s str) -> Words<'s> {
        self.furniture.words(lang)
    }

    /// A statement, or none if it is not in this edition.
    pub fn statement(&self, id: &str) -> Option<&'a ClearedStatement> {
        self.statements.get(id).copied()
    }

    /// A source, or none if it is not in this edition.
    pub fn source(&self, id: &str) -> Option<&'a ClearedSource> {
        self.sources.get(id).copied()
    }

    /// The source of a statement.
    pub fn source_of(&self, statement: &ClearedStatement) -> Option<&'a ClearedSource> {
        self.source(statement.statement.source.as_ref().map(SourceId::as_str)?)
    }

    /// The recording that a source is, or is a transcript of, where it goes along with this edition.
    pub fn recording(&self, source: &str) -> Option<&'a Recording> {
        self.recordings.get(source).copied()
    }

    /// The transcript that a source is, where it goes along without a recording.
    pub(crate) fn alone(&self, source: &str) -> Option<&Parted<'a>> {
        self.transcripts.get(source)
    }

    /// Every transcript that goes along without a recording, in order of source.
    pub(crate) fn all_alone(&self) -> impl Iterator<Item = &Parted<'a>> {
        self.transcripts.values()
    }

    /// The transcript without a recording in which a statement's words stand, and their cue.
    pub(crate) fn place_of(&self, statement: &str) -> Option<(&Parted<'a>, usize)> {
        let (source, cue) = self.places.get(statement)?;
        Some((self.alone(source)?, *cue))
    }

    /// An answer, or none.
    pub fn answer(&self, id: &str) -> Option<&'a Answer> {
        self.answers.get(id).copied()
    }

    /// The answers that a statement gives, in order of id.
    pub fn answers_of(&self, statement: &str) -> &[&'a Answer] {
        self.answers_of.get(statement).map_or(&[], Vec::as_slice)
    }

    /// A person, body or role, or none.
    pub fn person(&self, id: &str) -> Option<&'a Person> {
        self.people.get(id).copied()
    }

    /// A question, or none.
    pub fn question(&self, id: &str) -> Option<&'a Question> {
        self.questions.get(id).copied()
    }

    /// What perspective makes of a question.
    pub fn board(&self, question: &str) -> Option<&'a Board> {
        self.boards.get(question).copied()
    }

    /// The alternatives of one scope of a question's board; none where it leaves none.
    pub fn explanations(&self, question: &str, index: usize) -> &'a [Explanation] {
        let scopes = self.input.explanations.get(&QuestionId::from(question));
        scopes.and_then(|scopes| scopes.get(index)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The findings on a question.
    pub fn findings_on(&self, question: &QuestionId) -> Vec<&'a Finding> {
        self.input.findings.iter().filter(|finding| finding.question_id.as_ref() == Some(question)).collect()
    }

    /// A finding, or none.
    pub fn finding(&self, id: &str) -> Option<&'a Finding> {
        self.input.findings.iter().find(|finding| finding.id.as_str() == id)
    }

    /// Minutes east of UTC for dates without an offset.
    pub fn offset_minutes(&self) -> i32 {
        self.input.settings.offset_minutes()
    }

    /// Dependences at either end of which a statement stands.
    pub fn dependences_of(&self, statement: &str) -> &[&'a Dependence] {
        self.dependences_of.get(statement).map_or(&[], Vec::as_slice)
    }

    /// The account with this id, or its translation into the language where there is one.
    pub fn account_in(&self, lang: &str, id: &str) -> Option<&'a Account> {
        let accounts = &self.input.accounts;
        let found = accounts.iter().find(|account| account.id == id)?;
        let root = found.translation_of.as_deref().unwrap_or(&found.id);
        let of_root = |account: &&Account| account.translation_of.as_deref().unwrap_or(&account.id) == root;
        accounts.iter().filter(of_root).find(|account| account.lang == lang).or(Some(found))
    }

    /// The language of the pages among which a text of this language is shown: its own if the dossier has it.
    pub fn shown_in<'s>(&'s self, lang: &'s str) -> &'s str {
        if self.languages.iter().any(|known| known == lang) { lang } else { self.main_language() }
    }

    /// A field of a record in the page's language, by its translation where there is one, else as it was written.
    pub fn said(&self, lang: &str, kind: Kind, id: &str, field: &str, original: &str) -> Said {
        self.said_of(lang, kind.name(), id, field, original)
    }

    /// The same for what is no record: labels of populations (`population`, key, `label`).
    pub fn said_of(&self, lang: &str, kind: &str, id: &str, field: &str, original: &str) -> Said {
        match self.translations.get(&(kind, id, field, lang)) {
            Some(text) => self.text_in(lang, lang, text, lang != self.main_language()),
            None => self.text_in(lang, self.main_language(), original, false),
        }
    }

    /// What a word of ours is called in a language by the case's own translation (`likelihood`, word); none if it has none.
    pub fn label(&self, kind: &str, word: &str, lang: &str) -> Option<&str> {
        self.translations.get(&(kind, word, "label", lang)).copied()
    }

    /// A text of a known language on a page of another or the same.
    pub fn text_in(&self, page_lang: &str, text_lang: &str, text: &str, ours: bool) -> Said {
        Said {
            text: text.to_owned(),
            lang: text_lang.to_owned(),
            dir: words::direction(text_lang),
            foreign: page_lang != text_lang,
            ours,
        }
    }

    /// A text as the case's tables have it, in the case's main language.
    pub fn coded(&self, page_lang: &str, text: &str) -> Said {
        self.text_in(page_lang, self.main_language(), text, false)
    }

    /// A setting's text (`title`, `notice`, …) in a language, else in the main one; none if empty.
    pub fn setting(&self, lang: &str, field: &str) -> Option<Said> {
        let settings = &self.input.settings;
        if let Some(text) = settings.texts.get(lang).and_then(|texts| texts.get(field)) {
            return Some(self.text_in(lang, lang, text, false));
        }
        let text = match field {
            "title" => &settings.title,
            "headline" => &settings.headline,
            "standfirst" => &settings.standfirst,
            "notice" => &settings.notice,
            "content_note" => &settings.content_note,
            "publisher" => settings.publisher.as_ref()?,
            "credit" => settings.credit.as_ref()?,
            "corrections" => settings.corrections.as_ref()?,
            "licence" => settings.licence.as_ref()?,
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty()).map(|text| self.coded(lang, text))
    }

    /// The name of a person, body or role in the page's language.
    pub fn person_name(&self, lang: &str, id: &PersonId) -> Option<Said> {
        let person = self.person(id.as_str())?;
        Some(self.said(lang, Kind::Person, id.as_str(), "name", person.name.as_deref().unwrap_or(id.as_str())))
    }

    /// The label of a scope key: its translation, or the key with spaces.
    pub fn population(&self, lang: &str, key: &str) -> Said {
        let main = self.main_language();
        let label = self.translations.get(&("population", key, "label", main)).map(|text| (*text).to_owned());
        self.said_of(lang, "population", key, "label", &label.unwrap_or_else(|| key.replace('-', " ")))
    }
}

/// The languages of the settings, each once; English if none is named.
fn languages(input: &DossierInput) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let named = input.settings.languages.iter().filter(|lang| seen.insert(lang.as_str())).cloned();
    let languages: Vec<String> = named.collect();
    if languages.is_empty() { vec!["en".into()] } else { languages }
}

//! In which language the words of a statement are, and from which they were rendered: by an interpreter in the room, in a later
//! translation, or by whoever had them from somebody in another language. What that may explain is said in `causes`.

use super::Tense;
use super::causes::Clues;
use firsthand_model::transcript::Layer;
use firsthand_model::words::DependenceKind;
use firsthand_model::{Source, Statement, TranscriptLayer};
use std::collections::HashMap;

/// What is known of languages in a case.
pub(super) struct Languages<'a> {
    /// The first language of each source.
    sources: HashMap<&'a str, &'a str>,
    /// Whose words the transcript of each source holds.
    layers: HashMap<&'a str, &'a TranscriptLayer>,
    statements: HashMap<&'a str, &'a Statement>,
    /// Of each statement those from which it is derived.
    origins: HashMap<&'a str, Vec<&'a str>>,
    /// Of each statement those that are derived from it.
    followers: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Languages<'a> {
    pub(super) fn of(tense: &Tense<'a>) -> Languages<'a> {
        let lang = |source: &'a Source| Some((source.id.as_str(), source.langs.first()?.as_str()));
        let mut languages = Languages {
            sources: tense.sources.iter().filter_map(lang).collect(),
            layers: tense.layers.iter().map(|layer| (layer.id.as_str(), layer)).collect(),
            statements: tense.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect(),
            origins: HashMap::new(),
            followers: HashMap::new(),
        };
        for one in tense.dependences.iter().filter(|one| one.kind == Some(DependenceKind::DerivedFrom)) {
            if let (Some(from), Some(to)) = (&one.from_statement, &one.to_statement) {
                languages.origins.entry(from.as_str()).or_default().push(to.as_str());
                languages.followers.entry(to.as_str()).or_default().push(from.as_str());
            }
        }
        languages
    }

    /// What of a statement's language speaks for looking at its translation.
    pub(super) fn clues(&self, statement: &Statement) -> Clues {
        Clues { lang: self.lang(statement).map(str::to_owned), rendered: self.rendered(statement), ..Clues::default() }
    }

    /// Other statements with the same words in another language: what it renders, what renders it, and what else renders the same.
    pub(super) fn same_words(&self, statement: &Statement) -> Vec<&'a str> {
        let mut same: Vec<&str> = self.apart(statement, &self.origins);
        let origins = same.iter().filter_map(|id| self.statements.get(id));
        let others: Vec<&str> = origins.flat_map(|origin| self.apart(origin, &self.followers)).collect();
        same.extend(others);
        same.extend(self.apart(statement, &self.followers));
        same.sort_unstable();
        same.dedup();
        same.retain(|id| *id != statement.id.as_str());
        same
    }

    /// That of its words themselves; else of the transcript in which they stand, else the first of its source.
    fn lang<'s>(&'s self, statement: &'s Statement) -> Option<&'s str> {
        let of_source = || {
            let source = statement.source.as_ref()?.as_str();
            let of_layer = self.layers.get(source).and_then(|layer| layer.language.as_deref());
            of_layer.or_else(|| self.sources.get(source).copied())
        };
        statement.quote_lang.as_deref().or_else(of_source)
    }

    /// Those of its neighbours that are in another language.
    fn apart(&self, statement: &Statement, neighbours: &HashMap<&'a str, Vec<&'a str>>) -> Vec<&'a str> {
        let own = self.lang(statement);
        let is_apart = |id: &&str| {
            let other = self.statements.get(id).and_then(|other| self.lang(other));
            own.is_some() && other.is_some() && own != other
        };
        neighbours.get(statement.id.as_str()).into_iter().flatten().copied().filter(is_apart).collect()
    }

    /// `E020 renders E019 (ru) in en`, `E030 is a later translation of E019 (ru)`; none if it is nobody's rendering.
    fn rendered(&self, statement: &Statement) -> Option<String> {
        let id = &statement.id;
        let layer = statement.source.as_ref().and_then(|source| self.layers.get(source.as_str())?.layer);
        let origins = self.apart(statement, &self.origins).into_iter().filter_map(|id| self.statements.get(id));
        let origins: Vec<String> =
            origins.map(|one| format!("{} ({})", one.id, self.lang(one).unwrap_or_default())).collect();
        let of = if origins.is_empty() { String::new() } else { format!(" of {}", origins.join(", ")) };
        match layer {
            Some(Layer::Interpreter) => Some(format!("{id} is an interpreter's rendering{of}")),
            Some(Layer::Translation) => Some(format!("{id} is a later translation{of}")),
            _ if origins.is_empty() => None,
            _ => Some(format!("{id} renders {} in {}", origins.join(", "), self.lang(statement).unwrap_or_default())),
        }
    }
}

//! Our own words on the pages, by language: `furniture/*.toml`, one table for each language.
//! A key is written `file.key`. What sources and editors say is not here.

use crate::embedded::FURNITURE;
use crate::error::PublishError;
use crate::words;
use std::collections::BTreeMap;
use std::fmt::Display;

/// The language whose words stand in where another has none.
pub const FALLBACK: &str = "en";

type Table = BTreeMap<String, String>;

/// Interface words of every language we write.
#[derive(Debug, Clone, Default)]
pub struct Furniture {
    tables: BTreeMap<String, Table>,
}

impl Furniture {
    /// Reads the embedded words.
    ///
    /// # Errors
    /// [`PublishError::Furniture`] when a file is not a table of tables of texts.
    pub fn load() -> Result<Self, PublishError> {
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        for (file, text) in FURNITURE {
            let parsed: BTreeMap<String, Table> = toml::from_str(text)
                .map_err(|error| PublishError::Furniture { file: (*file).into(), reason: error.to_string() })?;
            let group = file.trim_end_matches(".toml");
            for (lang, words) in parsed {
                let keyed = words.into_iter().map(|(key, text)| (format!("{group}.{key}"), text));
                tables.entry(lang).or_default().extend(keyed);
            }
        }
        Ok(Self { tables })
    }

    /// The words of a language; English where we write none in it.
    pub fn words<'a>(&'a self, lang: &'a str) -> Words<'a> {
        let known = self.tables.get_key_value(lang).or_else(|| self.tables.get_key_value(FALLBACK));
        Words { lang: known.map_or(FALLBACK, |(lang, _)| lang), table: known.map(|(_, table)| table) }
    }

    /// Every language with its words, for checks.
    pub fn tables(&self) -> &BTreeMap<String, Table> {
        &self.tables
    }
}

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The language the words are written in, which may not be the page's.
    pub lang: &'a str,
    table: Option<&'a Table>,
}

impl<'a> Words<'a> {
    /// The text of a key, or none.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.table.and_then(|table| table.get(key)).map(String::as_str)
    }

    /// The text of a key; a missing key shows itself between ⟦ ⟧, which a test looks for.
    pub fn t(&self, key: &str) -> String {
        self.get(key).map_or_else(|| format!("⟦{key}⟧"), str::to_owned)
    }

    /// The text of a key with `{name}` places filled.
    pub fn fill(&self, key: &str, places: &[(&str, &dyn Display)]) -> String {
        fill(&self.t(key), places)
    }

    /// The form of a key for a number (`key_one`, `key_few`, `key_many`), with `{n}` filled.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.count_fill(key, n, &[])
    }

    /// The form of a key for a number, with `{n}` and further places filled.
    pub fn count_fill(&self, key: &str, n: usize, places: &[(&str, &dyn Display)]) -> String {
        let form = format!("{key}_{}", words::plural_form(self.lang, n));
        let text = self.get(&form).map_or_else(|| self.t(&format!("{key}_many")), str::to_owned);
        fill(&fill(&text, &[("n", &words::number(self.lang, n as i64))]), places)
    }

    /// A whole number with this language's separators.
    pub fn number(&self, n: i64) -> String {
        words::number(self.lang, n)
    }

    /// The key's text if `n` is small enough to be written as a word (`common.n1` to `common.n10`), else digits.
    pub fn spelled(&self, n: usize) -> String {
        self.get(&format!("common.n{n}")).map_or_else(|| self.number(n as i64), str::to_owned)
    }
}

fn fill(text: &str, places: &[(&str, &dyn Display)]) -> String {
    places.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn base(key: &str) -> &str {
        key.strip_suffix("_few").map_or(key, |_| "")
    }

    #[test]
    fn no_key_misses_a_language() {
        let furniture = Furniture::load().unwrap();
        let keys = |table: &Table| table.keys().map(|key| base(key).to_owned()).collect::<BTreeSet<_>>();
        let all: BTreeSet<String> = furniture.tables().values().flat_map(keys).filter(|key| !key.is_empty()).collect();
        for (lang, table) in furniture.tables() {
            let missing: Vec<_> = all.iter().filter(|key| !table.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{lang} misses {missing:?}");
        }
    }

    #[test]
    fn every_russian_plural_has_three_forms() {
        let furniture = Furniture::load().unwrap();
        let words = &furniture.tables()["ru"];
        let bases = words.keys().filter_map(|key| key.strip_suffix("_many"));
        let missing: Vec<_> = bases.filter(|base| !words.contains_key(&format!("{base}_few"))).collect();
        assert!(missing.is_empty(), "ru misses _few of {missing:?}");
    }

    #[test]
    fn places_of_a_key_are_the_same_in_every_language() {
        let furniture = Furniture::load().unwrap();
        let places = |text: &str| {
            let names = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
            names.map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>()
        };
        let english = &furniture.tables()[FALLBACK];
        for (lang, table) in furniture.tables() {
            for (key, text) in table.iter().filter(|(key, _)| english.contains_key(*key)) {
                assert_eq!(places(text), places(&english[key]), "{lang} {key}");
            }
        }
    }
}

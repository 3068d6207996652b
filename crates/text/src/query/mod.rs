//! Queries as typed, parsed. The grammar is docs/formats/search.md; what a query finds is up to the index that is asked.

mod lex;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::parse;

/// A query as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What is asked for; nothing if nothing is.
    pub asked: Option<Asked>,
    /// Names before a colon that are no filter, as typed; they were taken for words.
    pub unknown: Vec<String>,
}

/// What is asked for. Words are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// All of these.
    And(Vec<Asked>),
    /// Any of these.
    Or(Vec<Asked>),
    /// Everything but this.
    Not(Box<Asked>),
    /// A word in any form.
    Word(String),
    /// Words that begin so.
    Prefix(String),
    /// Words at most so many letters away.
    Fuzzy(String, u8),
    /// These words beside each other, as written.
    Phrase(Vec<String>),
    /// Words typed without a space between them: a registered name where they are one, else as a phrase.
    Together(Vec<String>),
    /// What a filter keeps, with its value as typed.
    Filter(Filter, String),
}

macro_rules! filters {
    ($($(#[$meta:meta])* $name:ident = $word:literal,)+) => {
        /// What a filter looks at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Filter { $($(#[$meta])* $name,)+ }

        impl Filter {
            /// Every filter, in the order in which they are listed.
            pub const ALL: &'static [Filter] = &[$(Filter::$name,)+];

            /// The name as typed before the colon.
            pub fn name(self) -> &'static str {
                match self { $(Filter::$name => $word,)+ }
            }
        }
    };
}

filters! {
    /// Who says it.
    Speaker = "speaker",
    /// In which role.
    Role = "role",
    /// The source in which it stands.
    Source = "source",
    /// The session in which it was said.
    Session = "session",
    /// What kind of text it is.
    Kind = "kind",
    /// Its language.
    Language = "language",
    /// When it was said.
    Said = "said",
    /// Of what time it speaks.
    About = "about",
    /// Which question it answers.
    Question = "question",
}

impl Filter {
    /// The filter with this name in any case.
    pub fn from_name(name: &str) -> Option<Filter> {
        Filter::ALL.iter().copied().find(|filter| filter.name().eq_ignore_ascii_case(name))
    }
}

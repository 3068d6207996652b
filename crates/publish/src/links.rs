//! Addresses inside the dossier: where a record's page is, and how one page points to another.
//! Addresses of the web are not made here: an input carries the ones that may be linked.

use crate::site::Site;
use firsthand_model::Kind;

impl Site<'_> {
    /// The path of a file in a language's part of the dossier: `ru/questions/index.html`; the main language has no folder.
    pub fn path(&self, lang: &str, tail: &str) -> String {
        if lang == self.main_language() { tail.to_owned() } else { format!("{lang}/{tail}") }
    }

    /// The language of the part in which a path stands.
    pub fn language_of<'p>(&'p self, path: &'p str) -> &'p str {
        let first = path.split('/').next().unwrap_or_default();
        let found = self.languages.iter().skip(1).find(|lang| *lang == first);
        found.map_or_else(|| self.main_language(), String::as_str)
    }

    /// The path of the page that shows a record, with a fragment where it shares one, or none if it is not in this edition.
    pub fn target(&self, lang: &str, kind: Kind, handle: &str) -> Option<String> {
        if kind == Kind::Account {
            return self.account_target(lang, handle);
        }
        if kind == Kind::Answer {
            let statement = self.answer(handle)?.statement_id.as_ref()?;
            return self.target(lang, Kind::Statement, statement.as_str());
        }
        let address = self.input.addresses.get(kind, handle)?;
        let tail = match kind {
            Kind::Question => format!("questions/{address}/index.html"),
            Kind::Statement => format!("statements/{address}/index.html"),
            Kind::Source => format!("sources/{address}/index.html"),
            Kind::Person => format!("people/index.html#{address}"),
            Kind::Message => format!("messages/index.html#{address}"),
            Kind::Event => format!("{}#{address}", self.events.address_of(handle)),
            Kind::Place | Kind::ScenePart => format!("places/index.html#{address}"),
            Kind::Media | Kind::Session => format!("sources/index.html#{address}"),
            Kind::Prompt => format!("prompt/index.html#{address}"),
            Kind::Finding => return self.finding_target(lang, handle, address),
            _ => return None,
        };
        Some(self.path(lang, &tail))
    }

    fn finding_target(&self, lang: &str, handle: &str, address: &str) -> Option<String> {
        let question = self.finding(handle)?.question_id.as_ref()?;
        let page = self.target(lang, Kind::Question, question.as_str())?;
        Some(format!("{page}#finding-{address}"))
    }

    fn account_target(&self, lang: &str, handle: &str) -> Option<String> {
        let account = self.account_in(lang, handle)?;
        let address = self.input.addresses.get(Kind::Account, account.id.as_str())?;
        let tail = if account.kind == "method" {
            "method/index.html".into()
        } else {
            format!("accounts/{address}/index.html")
        };
        Some(self.path(self.shown_in(&account.lang), &tail))
    }

    /// The relative address of a record's page from the page at `from`, in that page's language.
    pub fn link(&self, from: &str, kind: Kind, handle: &str) -> Option<String> {
        self.target(self.language_of(from), kind, handle).map(|to| relative(from, &to))
    }

    /// The same for a handle that may be of several kinds: a source, a person, a film, a statement, and so on.
    pub fn link_any(&self, from: &str, handle: &str) -> Option<String> {
        const KINDS: [Kind; 9] = [
            Kind::Source,
            Kind::Person,
            Kind::Media,
            Kind::Statement,
            Kind::Question,
            Kind::Event,
            Kind::Place,
            Kind::ScenePart,
            Kind::Message,
        ];
        let kind = KINDS.into_iter().find(|kind| self.input.addresses.get(*kind, handle).is_some())?;
        self.link(from, kind, handle)
    }

    /// The relative address of a file of the same language: `site.near(&path, "search/index.html")`.
    pub fn near(&self, from: &str, tail: &str) -> String {
        relative(from, &self.path(self.language_of(from), tail))
    }
}

/// The way from the page at `from` to `to`, both relative to the dossier.
pub fn relative(from: &str, to: &str) -> String {
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    if path == from
        && let Some(fragment) = fragment
    {
        return format!("#{fragment}");
    }
    let here: Vec<&str> = from.split('/').collect();
    let there: Vec<&str> = path.split('/').collect();
    let shared = here.iter().zip(&there).take(here.len().min(there.len()) - 1).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(here.len() - 1 - shared);
    let tail = there[shared..].join("/");
    fragment.map_or_else(|| format!("{up}{tail}"), |fragment| format!("{up}{tail}#{fragment}"))
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn ways_between_pages_are_relative() {
        assert_eq!(relative("index.html", "questions/Q01/index.html"), "questions/Q01/index.html");
        assert_eq!(relative("questions/Q01/index.html", "questions/Q02/index.html"), "../Q02/index.html");
        assert_eq!(relative("ru/questions/Q01/index.html", "assets/dossier.css"), "../../../assets/dossier.css");
        assert_eq!(relative("people/index.html", "people/index.html#P01"), "#P01");
        assert_eq!(relative("ru/index.html", "index.html"), "../index.html");
    }
}

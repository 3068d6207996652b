//! Where statements are used: accounts, findings, messages and the prompt. Read once for all statement pages.
//! Dependences between statements are not uses; they are in `dependence`.

use super::parts::{said_html, sentence};
use crate::furniture::Words;
use crate::links::relative;
use crate::page::Said;
use crate::prose;
use crate::render::escape;
use crate::site::Site;
use firsthand_model::{Kind, StatementId};
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// One place where a statement is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// Cited by an account, as this note.
    Account(String, usize),
    /// For a finding.
    For(String),
    /// Against a finding.
    Against(String),
    /// Says that a message was sent.
    Sent(String),
    /// Says that a message arrived.
    Receipt(String),
    /// Contradicts a message.
    Disputed(String),
    /// Says the same as a statement of the prompt.
    Supports(String),
    /// Says otherwise.
    Differs(String),
    /// Is about something near it.
    Near(String),
    /// Is a statement of the prompt, in this paragraph.
    Prompt(String, i64),
}

/// Uses by statement, accounts first.
#[derive(Debug, Clone, Default)]
pub struct Uses(BTreeMap<String, Vec<Use>>);

/// A use as a sentence.
#[derive(Debug, Clone, Serialize)]
pub struct UseLine {
    /// The sentence as HTML.
    pub text: Value,
    /// Where it leads, relative.
    pub href: Option<String>,
}

impl Uses {
    /// Looks through everything that cites.
    pub fn of(site: &Site) -> Self {
        let mut uses = Uses::default();
        uses.add_accounts(site);
        uses.add_findings(site);
        uses.add_messages(site);
        uses.add_prompts(site);
        uses
    }

    fn add_accounts(&mut self, site: &Site) {
        for account in &site.input.accounts {
            for (at, handle) in prose::citations(&account.markdown).into_iter().enumerate() {
                self.0.entry(handle).or_default().push(Use::Account(account.id.clone(), at + 1));
            }
        }
    }

    fn add_findings(&mut self, site: &Site) {
        for finding in &site.input.findings {
            let id = finding.id.to_string();
            self.each(&finding.for_statements, || Use::For(id.clone()));
            self.each(&finding.against_statements, || Use::Against(id.clone()));
        }
    }

    fn add_messages(&mut self, site: &Site) {
        for message in &site.input.messages {
            let id = message.id.to_string();
            self.each(&message.sent_by_source, || Use::Sent(id.clone()));
            self.each(&message.receipt_evidence, || Use::Receipt(id.clone()));
            self.each(&message.disputed_by, || Use::Disputed(id.clone()));
        }
    }

    fn add_prompts(&mut self, site: &Site) {
        for prompt in &site.input.prompts {
            let id = prompt.id.to_string();
            let paragraph = prompt.paragraph.unwrap_or_default();
            self.each(std::slice::from_ref(&prompt.id), || Use::Prompt(id.clone(), paragraph));
            self.each(&prompt.support, || Use::Supports(id.clone()));
            self.each(&prompt.differ, || Use::Differs(id.clone()));
            self.each(&prompt.about_other, || Use::Near(id.clone()));
        }
    }

    fn each(&mut self, statements: &[StatementId], make: impl Fn() -> Use) {
        for statement in statements {
            self.0.entry(statement.to_string()).or_default().push(make());
        }
    }

    /// The uses of a statement for the page at `from`.
    pub fn lines(&self, site: &Site, from: &str, statement: &str) -> Vec<UseLine> {
        self.0.get(statement).into_iter().flatten().filter_map(|one| line(site, from, one)).collect()
    }
}

fn line(site: &Site, from: &str, one: &Use) -> Option<UseLine> {
    match one {
        Use::Account(id, number) => account(site, from, id, *number),
        Use::For(id) => finding(site, from, "statement.cited_for", id),
        Use::Against(id) => finding(site, from, "statement.cited_against", id),
        Use::Sent(id) => message(site, from, "statement.cited_sent", id),
        Use::Receipt(id) => message(site, from, "statement.cited_receipt", id),
        Use::Disputed(id) => message(site, from, "statement.cited_disputed", id),
        Use::Supports(id) => Some(prompt(site, from, "statement.cited_prompt_support", id)),
        Use::Differs(id) => Some(prompt(site, from, "statement.cited_prompt_differ", id)),
        Use::Near(id) => Some(prompt(site, from, "statement.cited_prompt_about", id)),
        Use::Prompt(id, paragraph) => {
            let sentence = words(site, from).fill("statement.cited_prompt", &[("n", paragraph)]);
            Some(UseLine { text: plain(&sentence), href: site.link(from, Kind::Prompt, id) })
        }
    }
}

fn words<'s>(site: &'s Site, from: &'s str) -> Words<'s> {
    site.words(site.language_of(from))
}

fn plain(text: &str) -> Value {
    Value::from_safe_string(escape(text))
}

/// The note of an account; a translation is named only where it is the page's own.
fn account(site: &Site, from: &str, id: &str, number: usize) -> Option<UseLine> {
    let lang = site.language_of(from);
    let account = site.account_in(lang, id).filter(|best| best.id == id)?;
    let title = said_html(&site.text_in(lang, &account.lang, &account.title, false));
    let text =
        sentence(&words(site, from), "statement.cited_account", &[("title", &title), ("n", &number.to_string())]);
    let href = super::account::path(site, account).map(|to| relative(from, &format!("{to}#n{number}")));
    Some(UseLine { text: Value::from_safe_string(text), href })
}

fn finding(site: &Site, from: &str, key: &str, id: &str) -> Option<UseLine> {
    let headline = site.finding(id)?.headline.as_deref()?;
    let said = site.said(site.language_of(from), Kind::Finding, id, "headline", headline);
    let said = Said { text: said.text.trim_end_matches('.').to_owned(), ..said };
    Some(titled(site, from, key, &said, site.link(from, Kind::Finding, id)))
}

fn message(site: &Site, from: &str, key: &str, id: &str) -> Option<UseLine> {
    let message = site.input.messages.iter().find(|message| message.id.as_str() == id)?;
    let said = super::parts::message_said(site, site.language_of(from), message);
    Some(titled(site, from, key, &said, site.link(from, Kind::Message, id)))
}

fn titled(site: &Site, from: &str, key: &str, title: &Said, href: Option<String>) -> UseLine {
    let text = sentence(&words(site, from), key, &[("title", &said_html(title))]);
    UseLine { text: Value::from_safe_string(text), href }
}

fn prompt(site: &Site, from: &str, key: &str, id: &str) -> UseLine {
    let label = super::parts::label(site, Kind::Statement, id);
    UseLine { text: plain(&words(site, from).fill(key, &[("id", &label)])), href: site.link(from, Kind::Prompt, id) }
}

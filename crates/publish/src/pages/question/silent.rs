//! Who gives no answer, each kind of it a row of its own: does not know, declined, was not asked, was not read.
//! Which is which is decided in `perspective`. None of them is a denial.

use crate::pages::parts::Link;
use crate::pages::parts::capital;
use crate::site::Site;
use firsthand_model::Kind;
use firsthand_model::board::NoAnswer;
use serde::Serialize;

/// One kind of silence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Silent {
    /// Which: `does_not_know`, `declines`, `not_asked` or `not_read`.
    pub kind: &'static str,
    /// What that means, in words.
    pub meaning: String,
    /// The statements, or the sources.
    pub items: Vec<Link>,
}

/// The four rows, also where nobody stands in one.
pub fn rows(site: &Site, from: &str, none: &NoAnswer) -> Vec<Silent> {
    let words = site.words(site.language_of(from));
    let statement = |id: &firsthand_model::StatementId| {
        let label = words.fill("common.statement_link", &[("id", &id.as_str())]);
        let text = site.text_in(site.language_of(from), site.language_of(from), &label, false);
        Link { text, href: site.link(from, Kind::Statement, id.as_str()) }
    };
    let source = |id: &firsthand_model::SourceId| {
        let what = site.source(id.as_str()).and_then(|cleared| cleared.source.what.as_deref()).unwrap_or(id.as_str());
        let text = capital(&site.said(site.language_of(from), Kind::Source, id.as_str(), "what", what));
        Link { text, href: site.link(from, Kind::Source, id.as_str()) }
    };
    let row = |kind: &'static str, items: Vec<Link>| Silent {
        kind,
        meaning: words.t(&format!("question.silent_{kind}")),
        items,
    };
    vec![
        row("does_not_know", none.does_not_know.iter().map(statement).collect()),
        row("declines", none.declines.iter().map(statement).collect()),
        row("not_asked", none.not_asked.iter().map(source).collect()),
        row("not_read", none.not_read.iter().map(source).collect()),
    ]
}

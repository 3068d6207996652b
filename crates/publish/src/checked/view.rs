//! A checked text as readers see it, once for all forms: page, table, Word document and JSON show the same.

use super::column::{anchor, lines, scope};
use super::text::{Piece, paragraphs};
use super::{CheckedText, Claim};
use crate::card::{Card, card};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::parts;
use crate::pages::question::reports::sentence_of;
use crate::pages::source::extent;
use crate::site::Site;
use crate::words_answers;
use firsthand_model::Kind;
use firsthand_model::beside::{Relation, Traced};
use firsthand_model::words::ReadExtent;
use serde::Serialize;
use std::collections::BTreeSet;

/// Everything that any form shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct View {
    /// The page's language, BCP 47.
    pub lang: String,
    /// The case's title.
    pub case_title: String,
    /// The file's name.
    pub name: String,
    /// `sha256:<hex>` of the file's bytes.
    pub sha256: String,
    /// For whom it was made.
    pub audience: String,
    /// Number of ledger entries that it rests on.
    pub position: u64,
    /// What was searched, in sentences.
    pub searched: Vec<String>,
    /// How many claims are of which kind.
    pub counts: Counts,
    /// The same in a sentence.
    pub tally: String,
    /// Factual words before the statements.
    pub content_note: Option<Said>,
    /// The text, cut at its claims.
    pub paragraphs: Vec<Vec<Piece>>,
    /// The claims.
    pub claims: Vec<ClaimView>,
    /// Every statement that stands beside a claim, once.
    pub statements: Vec<StatementView>,
}

/// How many claims are of which kind; one may be said by some and differ from others. Never a score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub claims: usize,
    /// Said by a statement here.
    pub said_by: usize,
    /// Excluded by an answer of the same scope, or laid so by a person.
    pub differs_from: usize,
    /// Neither, but an answer of the same scope fits.
    pub only_fits: usize,
    /// None of these; what is here is about something else, or gives no answer.
    pub about_something_else: usize,
    /// Nothing here is about it.
    pub nowhere_here: usize,
    /// Not compared: no question or no answer was coded, and nothing was laid by hand.
    pub not_compared: usize,
}

/// One claim.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClaimView {
    /// Its number, from 1.
    pub number: usize,
    /// Its row in the marks table.
    pub row: u64,
    /// Its words in the text.
    pub words: String,
    /// Whether those stand in the text.
    pub is_in_text: bool,
    /// Whether they stand elsewhere than when they were marked.
    pub is_moved: bool,
    /// The claim in the coder's words.
    pub claim: String,
    /// Its question.
    pub question: Option<Said>,
    /// Its coded answer in words.
    pub answer: Option<Said>,
    /// The scope of that answer.
    pub scope: Option<Said>,
    /// Statements that say it.
    pub said_by: Vec<Line>,
    /// How those that were compared hang together: reports, not strength.
    pub said_by_reports: Option<String>,
    /// Statements that exclude it in its scope.
    pub differs_from: Vec<Line>,
    /// How those that were compared hang together.
    pub differs_reports: Option<String>,
    /// Statements that fit it without saying it.
    pub fits: Vec<Line>,
    /// Statements about another scope, nearest first.
    pub about_something_else: Vec<Line>,
    /// Statements without an answer.
    pub no_answer: Vec<Line>,
    /// Whether it was compared, or looked for by a person.
    pub is_compared: bool,
    /// Why nothing stands beside it, in a sentence.
    pub nothing: Option<String>,
    /// The person's sentence.
    pub note: Option<String>,
}

/// A statement beside a claim.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Line {
    /// Its handle, for looking it up here only.
    #[serde(skip)]
    pub handle: String,
    /// What it is called in this edition.
    pub label: String,
    /// The fragment under which its words stand.
    pub anchor: String,
    /// Who says it.
    pub speaker: Said,
    /// How they know.
    pub basis: String,
    /// The family of that.
    pub family: String,
    /// When it was said.
    pub said_at: Option<String>,
    /// Denies, doubts and the like.
    pub stance: Option<String>,
    /// Under which condition it was said, if in custody.
    pub custody: Option<String>,
    /// The claim in the coder's words.
    pub claim: Said,
    /// The value that was compared.
    pub value: Option<Said>,
    /// Whom or what it counts.
    pub population: Option<Said>,
    /// In what it is of another scope.
    pub differs_in: Option<String>,
    /// Whether a person laid it here.
    pub by_hand: bool,
}

/// A statement with its words and its source.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StatementView {
    /// What it is called in this edition.
    pub label: String,
    /// The fragment under which it stands.
    pub anchor: String,
    /// Speaker, basis, date, source, locator.
    pub card: Card,
    /// The words as said, where they may be shown.
    pub quote: Option<Said>,
    /// Whether the claim is our paraphrase.
    pub paraphrase: bool,
    /// How much of the source was read.
    pub read: String,
    /// Where a reader may be sent.
    pub link: Option<String>,
}

/// What is shown of a checked text, for the page at `path`.
pub fn view(site: &Site, path: &str, checked: &CheckedText) -> View {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let claims: Vec<ClaimView> =
        (1..).zip(&checked.claims).map(|(number, claim)| claim_view(site, path, number, claim)).collect();
    let statements = statements(site, path, &claims);
    let counts = counts(&claims);
    View {
        lang: lang.to_owned(),
        case_title: site.setting(lang, "title").map(|title| title.text).unwrap_or_default(),
        name: checked.name.clone(),
        sha256: checked.sha256.clone(),
        audience: site.input.audience.clone(),
        position: site.input.edition.position,
        searched: searched(site, &words, checked),
        tally: tally(&words, counts),
        counts,
        content_note: parts::notes_before(statements.iter().map(|statement| &statement.card)),
        paragraphs: paragraphs(checked),
        claims,
        statements,
    }
}

fn claim_view(site: &Site, path: &str, number: usize, claim: &Claim) -> ClaimView {
    let lang = site.language_of(path);
    let of = |relation| lines(site, path, claim, relation);
    let question = claim.question.as_ref().map(|id| id.as_str());
    let text = |id: &str| {
        let text = site.question(id).and_then(|question| question.question.as_deref()).unwrap_or(id);
        site.said(lang, Kind::Question, id, "question", text)
    };
    let mut view = ClaimView {
        number,
        row: claim.row,
        words: claim.words.clone(),
        is_in_text: claim.place.is_some(),
        is_moved: claim.is_moved,
        claim: claim.claim.clone(),
        question: question.map(text),
        answer: claim.answer.as_ref().map(|answer| words_answers::value(site, lang, answer, false)),
        scope: scope(site, lang, claim),
        said_by: of(Relation::Says),
        said_by_reports: traced(site, lang, &claim.record.says),
        differs_from: of(Relation::Excludes),
        differs_reports: traced(site, lang, &claim.record.excludes),
        fits: of(Relation::Fits),
        about_something_else: of(Relation::OtherScope),
        no_answer: of(Relation::NoAnswer),
        is_compared: claim.is_nowhere_by_hand || (claim.question.is_some() && claim.answer.is_some()),
        nothing: None,
        note: claim.note.clone(),
    };
    view.nothing = view.is_alone().then(|| site.words(lang).t(nothing(claim)));
    view
}

/// Repetition is never corroboration: several statements are said to be so many reports.
fn traced(site: &Site, lang: &str, traced: &Traced) -> Option<String> {
    let said = || sentence_of(site, &site.words(lang), traced.statements, &traced.reports, traced.origins);
    (traced.statements > 1).then(said)
}

impl ClaimView {
    fn is_alone(&self) -> bool {
        let all = [&self.said_by, &self.differs_from, &self.fits, &self.about_something_else, &self.no_answer];
        all.into_iter().all(Vec::is_empty)
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        let all = [&self.said_by, &self.differs_from, &self.fits, &self.about_something_else, &self.no_answer];
        all.into_iter().flatten()
    }
}

/// Why nothing stands beside a claim: what was not compared is not said to be missing.
fn nothing(claim: &Claim) -> &'static str {
    match (&claim.question, &claim.answer) {
        _ if claim.is_nowhere_by_hand => "check.nowhere_by_hand",
        (Some(_), Some(_)) => "check.nowhere",
        (None, _) => "check.no_question",
        (Some(_), None) => "check.no_answer_coded",
    }
}

fn counts(claims: &[ClaimView]) -> Counts {
    let mut counts = Counts { claims: claims.len(), ..Counts::default() };
    for claim in claims {
        let (said, differs) = (!claim.said_by.is_empty(), !claim.differs_from.is_empty());
        counts.said_by += usize::from(said);
        counts.differs_from += usize::from(differs);
        match () {
            () if said || differs => {}
            () if !claim.fits.is_empty() => counts.only_fits += 1,
            () if !claim.is_alone() => counts.about_something_else += 1,
            () if claim.is_compared => counts.nowhere_here += 1,
            () => counts.not_compared += 1,
        }
    }
    counts
}

fn tally(words: &Words, counts: Counts) -> String {
    let n = |count: usize| words.number(count as i64);
    words.fill(
        "check.tally",
        &[
            ("n", &n(counts.claims)),
            ("same", &n(counts.said_by)),
            ("otherwise", &n(counts.differs_from)),
            ("fits", &n(counts.only_fits)),
            ("near", &n(counts.about_something_else)),
            ("alone", &n(counts.nowhere_here)),
            ("coded", &n(counts.not_compared)),
        ],
    )
}

/// What was looked through: absence is not denial, and of a source that was not read whole nothing is said.
fn searched(site: &Site, words: &Words, checked: &CheckedText) -> Vec<String> {
    let input = site.input;
    let whole = input.sources.iter().filter(|one| one.source.read_extent == Some(ReadExtent::Whole)).count();
    let n = |count: usize| words.number(count as i64);
    let (statements, sources) = (n(input.statements.len()), n(input.sources.len()));
    let position = words.number(input.edition.position as i64);
    let all = [("statements", &statements as &dyn std::fmt::Display), ("sources", &sources), ("position", &position)];
    let mut said = vec![words.fill("check.searched", &all), words.fill("check.read_whole", &[("n", &n(whole))])];
    if checked.without_duress {
        said.push(words.t("check.without_duress"));
    }
    said
}

/// Every statement beside a claim, once, in the order in which they are met.
fn statements(site: &Site, path: &str, claims: &[ClaimView]) -> Vec<StatementView> {
    let mut seen = BTreeSet::new();
    let handles = claims.iter().flat_map(ClaimView::lines).map(|line| line.handle.as_str());
    handles.filter(|handle| seen.insert(*handle)).filter_map(|handle| statement(site, path, handle)).collect()
}

fn statement(site: &Site, path: &str, handle: &str) -> Option<StatementView> {
    let cleared = site.statement(handle)?;
    let lang = site.language_of(path);
    let label = parts::label(site, Kind::Statement, handle);
    let quote_lang = cleared.statement.quote_lang.as_deref().unwrap_or_else(|| site.main_language());
    let read = site.source_of(cleared).and_then(|source| source.source.read_extent);
    // This page stands alone: nothing on it may lead to a page of a dossier.
    let card = Card {
        id: label.clone(),
        href: None,
        speaker_href: None,
        source_href: None,
        play: None,
        ..card(site, path, handle)?
    };
    Some(StatementView {
        anchor: anchor(&label),
        label,
        quote: cleared.statement.quote.as_deref().map(|quote| site.text_in(lang, quote_lang, quote, false)),
        paraphrase: cleared.statement.wording.as_deref() != Some("exact"),
        read: format!("{}: {}", site.words(lang).t("source.read"), extent(&site.words(lang), read)),
        link: cleared.link.clone(),
        card,
    })
}

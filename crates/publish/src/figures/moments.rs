//! What has a time: events as recorded, and things of which a question asks when they were, with every answer.

use crate::page::Said;
use crate::pages::event_said;
use crate::site::Site;
use crate::words_answers as answers;
use crate::words_dates::{between, clock, short};
use firsthand_model::board::{Scope, ScopedAnswer};
use firsthand_model::edtf::Edtf;
use firsthand_model::{AnswerType, Event, Kind, QuestionId, StatementId};

/// One thing with its time; an event, or a scope of a question about times.
pub struct Moment<'s> {
    /// The event.
    pub event: Option<&'s Event>,
    /// The scope of the question.
    pub scope: Option<&'s Scope>,
    question: Option<&'s QuestionId>,
    /// The earliest and the latest it can have been, milliseconds.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// Whether it is known closer than to the day.
    pub has_hour: bool,
}

/// Everything that is dated, by the earliest it can have been; what is asked stands after what is recorded.
pub fn moments<'s>(site: &Site<'s>, lang: &str) -> Vec<Moment<'s>> {
    let offset = site.offset_minutes();
    let events = site.input.events.iter().filter_map(|event| of_event(event, offset));
    let mut all: Vec<Moment> = events.chain(asked(site)).collect();
    all.sort_by_cached_key(|one| {
        let event = one.event.map(|event| event.id.clone());
        (one.from, one.to, event.is_none(), event, one.question, one.scope.map(|_| one.label(site, lang).text))
    });
    all
}

/// What questions ask the time of, in the order of the questions.
pub fn asked<'s>(site: &Site<'s>) -> impl Iterator<Item = Moment<'s>> {
    let scopes = site.input.boards.iter().flat_map(|board| board.scopes.iter().map(|scope| (&board.question, scope)));
    scopes.filter_map(|(question, scope)| of_scope(question, scope))
}

fn of_event(event: &Event, offset: i32) -> Option<Moment<'_>> {
    let (from, to) = span_of(event, offset)?;
    let has_hour = event.earliest.as_deref().or(event.latest.as_deref()).and_then(clock).is_some();
    Some(Moment { event: Some(event), scope: None, question: None, from, to, has_hour })
}

/// The first and the last millisecond an event can be; one end stands for both where the other is not given.
pub fn span_of(event: &Event, offset: i32) -> Option<(i64, i64)> {
    let span = |text: &Option<String>| Some(text.as_deref()?.parse::<Edtf>().ok()?.span(offset));
    let (first, last) = (span(&event.earliest), span(&event.latest));
    let from = first.and_then(|span| span.earliest_ms);
    let to = last.or(first).and_then(|span| span.latest_ms);
    let (from, to) = (from.or(to)?, to.or(from)?);
    Some((from, to.max(from)))
}

fn of_scope<'s>(question: &'s QuestionId, scope: &'s Scope) -> Option<Moment<'s>> {
    let times = Some(scope).filter(|scope| scope.answer_type == AnswerType::Time)?;
    let ends = || times.answers.iter().flat_map(|scoped| [scoped.low, scoped.high, scoped.point]).flatten();
    let (from, to) = (ends().min()?, ends().max()?);
    Some(Moment {
        event: None,
        scope: Some(times),
        question: Some(question),
        from,
        to,
        has_hour: to - from < 86_399_000,
    })
}

impl Moment<'_> {
    /// The answers of the question.
    pub fn answers(&self) -> impl Iterator<Item = &ScopedAnswer> {
        self.scope.into_iter().flat_map(|scope| &scope.answers)
    }

    /// The statements of those answers.
    pub fn statements(&self) -> impl Iterator<Item = &StatementId> {
        self.answers().map(|scoped| &scoped.statement)
    }

    /// What it is.
    pub fn label(&self, site: &Site, lang: &str) -> Said {
        match (self.event, self.scope) {
            (Some(event), _) => event_said(site, lang, event),
            (_, Some(scope)) => {
                let said = answers::scope(site, lang, scope);
                let words = site.words(if said.foreign { site.main_language() } else { lang });
                Said { text: words.fill("draw.asked", &[("what", &said.text)]), ..said }
            }
            _ => Said::default(),
        }
    }

    /// Where it stands on a page.
    pub fn href(&self, site: &Site, from: &str) -> Option<String> {
        match (self.event, self.question) {
            (Some(event), _) => site.link(from, Kind::Event, event.id.as_str()),
            (_, Some(question)) => site.link(from, Kind::Question, question.as_str()),
            _ => None,
        }
    }

    /// When, without the day where it is an hour.
    pub fn when(&self, site: &Site, lang: &str) -> String {
        let words = site.words(lang);
        let Some(event) = self.event else {
            return words.count("draw.answers", self.scope.map_or(0, |scope| scope.answers.len()));
        };
        let (from, to) = (event.earliest.as_deref(), event.latest.as_deref());
        let same_day = from.map(short) == to.map(short);
        match (from.and_then(clock), to.and_then(clock)) {
            (Some(a), Some(b)) if same_day => self.about(site, lang, if a == b { a } else { format!("{a}–{b}") }),
            _ if same_day => from.map(short).unwrap_or_default(),
            _ => self.when_in_full(site, lang),
        }
    }

    /// When, with the day.
    pub fn when_in_full(&self, site: &Site, lang: &str) -> String {
        let Some(event) = self.event else { return self.when(site, lang) };
        let words = site.words(lang);
        let text = between(&words, event.earliest.as_deref(), event.latest.as_deref());
        self.about(site, lang, text.unwrap_or_default())
    }

    fn about(&self, site: &Site, lang: &str, text: String) -> String {
        match self.event.is_some_and(|event| event.approx == Some(true)) {
            true => format!("{} {text}", site.words(lang).t("timeline.approx")),
            false => text,
        }
    }
}

//! Records about moments as bounds: events, messages, answers to time questions, and what is said of order.

mod orders;

use super::Tense;
use super::causes::{Clues, ZoneClue};
use super::corrections::Corrections;
use super::languages::Languages;
use super::moments::{Ends, Moments};
use super::say::Axis;
use super::told::{Between, Told, at_least, at_most, corrected_words, outcome};
use crate::clock::Clock;
use crate::compared::Part;
use crate::interval::Interval;
use crate::order::CLOCK;
use crate::reading::{Context, Reading};
use crate::tolerance::Tolerance;
use firsthand_model::natural::natural;
use firsthand_model::tension::{OrderSaid, Placed, Tensions, UnreadableRow};
use firsthand_model::words::OrderRelation;
use firsthand_model::{Answer, AnswerType, Event, Kind, Message, Order, Question, Statement};
use jiff::{Span, SpanRelativeTo};
use std::collections::{BTreeSet, HashMap};

/// A clock time on a whole or half hour may be off by half of that.
const HALF_HOUR_MS: i64 = 1_800_000;

/// Tensions in time, and the times that are left.
pub(super) fn in_time<'a>(
    tense: &Tense<'a>,
    clock: Clock,
    languages: Languages<'a>,
    corrections: Corrections<'a>,
) -> Tensions {
    let reader = Reader::new(tense, clock, languages, corrections);
    let mut unreadable = Vec::new();
    let mut told: Vec<Told<'_>> = tense.events.iter().filter_map(|event| reader.event(event)).collect();
    told.extend(tense.messages.iter().filter_map(|message| reader.message(message)));
    told.extend(tense.answers.iter().filter_map(|answer| reader.answer(answer)));
    let mut not_timed = Vec::new();
    told.extend(tense.answers.iter().filter_map(|answer| reader.ordered(answer, &mut not_timed)));
    not_timed.sort_by_cached_key(|one| natural(&one.answer));
    for order in tense.orders {
        match reader.order(order) {
            Ok(row) => told.extend(row),
            Err(expected) => unreadable.push(UnreadableRow { kind: Kind::Order, id: order.id.to_string(), expected }),
        }
    }
    let found = outcome(Axis::Time, reader.moments.count(), told, reader.moments.always());
    Tensions {
        tensions: found.tensions,
        are_all: found.are_all,
        not_every_sum: Vec::new(),
        differences: found.differences,
        times: reader.moments.times(&found.leeway, &found.without, clock),
        unreadable,
        not_timed,
    }
}

/// What records are read with.
struct Reader<'a> {
    clock: Clock,
    questions: HashMap<&'a str, &'a Question>,
    statements: HashMap<&'a str, &'a Statement>,
    languages: Languages<'a>,
    corrections: Corrections<'a>,
    moments: Moments,
    leave_out_duress: bool,
}

impl<'a> Reader<'a> {
    fn new(tense: &Tense<'a>, clock: Clock, languages: Languages<'a>, corrections: Corrections<'a>) -> Reader<'a> {
        Reader {
            clock,
            questions: tense.questions.iter().map(|question| (question.id.as_str(), question)).collect(),
            statements: tense.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect(),
            languages,
            corrections,
            moments: Moments::of(tense),
            leave_out_duress: tense.leave_out_duress,
        }
    }

    /// Where an event's row puts it; nothing if it has no time.
    fn event(&self, event: &'a Event) -> Option<Told<'a>> {
        let within = self.within(
            event.earliest_at.as_ref().or(event.earliest.as_ref()),
            event.latest_at.as_ref().or(event.latest.as_ref()),
        )?;
        let is_about = event.approx == Some(true);
        let within = if is_about { widened(within) } else { within };
        let zone = match (event.zone_assumed, &event.zone) {
            (Some(true), _) => Some(ZoneClue::Assumed),
            (_, Some(zone)) => Some(ZoneClue::Printed(zone.clone())),
            _ => None,
        };
        let about = if is_about { "about " } else { "" };
        Some(Told {
            says: format!(
                "«{}» is recorded at {about}{}",
                event.event.as_deref().unwrap_or_default(),
                self.clock.words(within)
            ),
            clues: Clues { zone, rounded_by: rounded_by(within), ..Clues::default() },
            ..self.placed(Kind::Event, event.id.to_string(), event.id.as_str(), within)?
        })
    }

    fn message(&self, message: &'a Message) -> Option<Told<'a>> {
        let within = self.within(message.earliest.as_ref(), message.latest.as_ref())?;
        let content = message.content.as_deref().unwrap_or_default();
        Some(Told {
            says: format!("«{content}» is recorded as sent at {}", self.clock.words(within)),
            clues: Clues { rounded_by: rounded_by(within), ..Clues::default() },
            ..self.placed(Kind::Message, message.id.to_string(), message.id.as_str(), within)?
        })
    }

    fn answer(&self, answer: &'a Answer) -> Option<Told<'a>> {
        let statement = self.speaks(answer.statement_id.as_ref()?.as_str())?;
        let question = answer.question_id.as_ref().and_then(|id| self.questions.get(id.as_str()).copied());
        let context = Context::alone(statement, question, self.clock);
        let reading = Reading::new(answer, context).ok().filter(|reading| {
            reading.answer_type == AnswerType::Time && reading.part() != Part::Aside && !reading.negated
        })?;
        let name = super::moments::asked(answer)?;
        let zone = match (&answer.printed_time, &answer.printed_zone) {
            (_, Some(zone)) => Some(ZoneClue::Printed(zone.clone())),
            _ if reading.point.is_some() => Some(ZoneClue::Assumed),
            _ => None,
        };
        let corrected_by = self.corrections.by(answer);
        Some(Told {
            statement: Some(statement),
            says: format!("puts {name} at {}{}", reading.label, corrected_words(corrected_by.as_ref())),
            asked: Some(name.clone()),
            clues: Clues { zone, rounded_by: rounded_by(reading.value), ..self.languages.clues(statement) },
            corrected_by,
            ..self.placed(Kind::Answer, answer.id.to_string(), &name, reading.value)?
        })
    }

    /// A row of order; nothing if its statement does not say anything, an error with what was expected if it is unclear.
    fn order(&self, order: &'a Order) -> Result<Option<Told<'a>>, String> {
        let Some(statement) = order.statement_id.as_ref().and_then(|id| self.speaks(id.as_str())) else {
            return Ok(None);
        };
        let (name, ends) = self.moment("moment", order.moment.as_deref())?;
        let (than, other) = self.moment("than", order.than.as_deref())?;
        let mut of = BTreeSet::from([self.moments.whole(&name), self.moments.whole(&than)]);
        let (least, most) = (duration("least", &order.least)?, duration("most", &order.most)?);
        let relation = order.relation.ok_or("relation: expected a word")?;
        let (bounds, words) = match relation {
            OrderRelation::Before => (apart(ends, other, least, most), "before"),
            OrderRelation::After => (apart(other, ends, least, most), "after"),
            OrderRelation::During => {
                (vec![at_least(other.start, ends.start, 0), at_least(ends.end, other.end, 0)], "during")
            }
            OrderRelation::While => {
                (vec![at_least(other.start, ends.end, 0), at_least(ends.start, other.end, 0)], "while there was")
            }
            OrderRelation::At => (together(ends, other, most.unwrap_or(0)), "at the same time as"),
            OrderRelation::Between => {
                let (until, last) = self.moment("until", order.until.as_deref())?;
                of.insert(self.moments.whole(&until));
                let bounds = vec![at_least(other.end, ends.start, 0), at_least(ends.end, last.start, 0)];
                let said = OrderSaid { moment: name, relation, than, until: Some(until), is_denied: false };
                return Ok(Some(self.said(order, statement, of, bounds, (said.to_string(), said))));
            }
        };
        let by = by(least, most, relation);
        let says = format!("{name} was {by}{words} {than}");
        Ok(Some(self.said(
            order,
            statement,
            of,
            bounds,
            (says, OrderSaid { moment: name, relation, than, until: None, is_denied: false }),
        )))
    }

    fn said(
        &self,
        order: &'a Order,
        statement: &'a Statement,
        of: BTreeSet<String>,
        bounds: Vec<Between>,
        (says, said): (String, OrderSaid),
    ) -> Told<'a> {
        Told {
            kind: Kind::Order,
            id: order.id.to_string(),
            statement: Some(statement),
            says: format!("says that {says}"),
            of,
            bounds,
            placed: None,
            orders: vec![said],
            asked: None,
            clues: self.languages.clues(statement),
            corrected_by: None,
        }
    }

    /// A record that puts a moment within an interval.
    fn placed(&self, kind: Kind, id: String, name: &str, within: Interval) -> Option<Told<'a>> {
        let ends = self.moments.ends(name)?;
        let mut bounds = Vec::new();
        bounds.extend(within.low_end().map(|low| at_least(CLOCK, ends.start, low)));
        bounds.extend(within.high_end().map(|high| at_most(CLOCK, ends.end, high)));
        let of = BTreeSet::from([name.to_owned()]);
        let says = String::new();
        let placed = Placed { of: name.to_owned(), low: within.low_end(), high: within.high_end() };
        (!bounds.is_empty()).then(|| Told {
            kind,
            id,
            statement: None,
            says,
            of,
            bounds,
            placed: Some(placed),
            orders: Vec::new(),
            asked: None,
            clues: Clues::default(),
            corrected_by: None,
        })
    }

    fn within(&self, earliest: Option<&String>, latest: Option<&String>) -> Option<Interval> {
        let read = |text: Option<&String>| text.and_then(|text| self.clock.read(text));
        let (low, high) = (read(earliest), read(latest));
        let within = Interval::new(low.map_or(i64::MIN, |low| low.low), high.map_or(i64::MAX, |high| high.high));
        (within != Interval::ALL && within.low <= within.high).then_some(within)
    }

    fn moment(&self, column: &str, text: Option<&str>) -> Result<(String, Ends), String> {
        let name = text.unwrap_or_default().trim();
        let expected =
            || format!("{column}: expected an event, a message, or question/population with a time; found «{name}»");
        Ok((name.to_owned(), self.moments.ends(name).ok_or_else(expected)?))
    }

    /// The statement, if what it says counts.
    fn speaks(&self, id: &str) -> Option<&'a Statement> {
        let statement = self.statements.get(id).copied()?;
        let is_left_out = self.leave_out_duress && statement.duress == Some(true);
        let says = statement.stance.is_none_or(|stance| stance.is_answer());
        (says && !is_left_out).then_some(statement)
    }
}

/// That one ends before another begins, by `least` or more and `most` or less. Without a least they still do not meet.
fn apart(first: Ends, second: Ends, least: Option<i64>, most: Option<i64>) -> Vec<Between> {
    let mut bounds = vec![at_least(first.end, second.start, least.unwrap_or(1))];
    bounds.extend(most.map(|most| at_most(first.end, second.start, most)));
    bounds
}

/// That both begin and end together, within `most`.
fn together(one: Ends, other: Ends, most: i64) -> Vec<Between> {
    let pairs = [(one.start, other.start), (other.start, one.start), (one.end, other.end), (other.end, one.end)];
    pairs.into_iter().map(|(from, to)| at_most(from, to, most)).collect()
}

fn by(least: Option<i64>, most: Option<i64>, relation: OrderRelation) -> String {
    let words = |ms: i64| Axis::Time.apart(ms);
    match (least.filter(|_| relation != OrderRelation::At), most) {
        (Some(least), Some(most)) => format!("{} to {} ", words(least), words(most)),
        (Some(least), None) => format!("{} or more ", words(least)),
        (None, Some(most)) => format!("{} or less ", words(most)),
        (None, None) => String::new(),
    }
}

/// An ISO 8601 duration of days, hours, minutes and seconds, in milliseconds.
fn duration(column: &str, text: &Option<String>) -> Result<Option<i64>, String> {
    let Some(text) = text else { return Ok(None) };
    let read = text.parse::<Span>().and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()));
    let ms = read.ok().and_then(|duration| i64::try_from(duration.as_millis()).ok()).filter(|ms| *ms >= 0);
    let expected = || format!("{column}: expected a duration such as PT10M or P1D; found «{text}»");
    ms.map(Some).ok_or_else(expected)
}

fn widened(within: Interval) -> Interval {
    let minutes = Tolerance::default().time_min.saturating_mul(60_000);
    within.widen(minutes, minutes)
}

/// How far off a time on the whole or half hour may be; nothing for others.
fn rounded_by(within: Interval) -> i64 {
    let is_round = within.low_end().is_some_and(|low| low.rem_euclid(HALF_HOUR_MS) == 0);
    let is_short = within.high.saturating_sub(within.low) <= HALF_HOUR_MS;
    if is_round && is_short { HALF_HOUR_MS / 2 } else { 0 }
}

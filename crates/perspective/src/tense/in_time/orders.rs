//! Answers that tell an order of events, as bounds: what is before what, and what is at the same time. What they tell of
//! things that are no events of the case has no place in time; it is named and compared on the question's board alone.

use super::{Between, Reader, apart, at_least, together};
use crate::tense::moments::asked;
use crate::tense::told::{Told, corrected_words};
use firsthand_model::tension::{NotTimed, OrderSaid};
use firsthand_model::words::OrderRelation;
use firsthand_model::{Answer, AnswerType, AnswerValue, Kind, Precedence, Statement};
use std::collections::BTreeSet;

/// Why a denial bounds nothing.
const LEFT_OPEN: &str = "a denial of several steps, or that two were at the same time, leaves open what was so";

/// One step of an order: how two moments lie to each other, and the bounds that this is.
type Step = (OrderSaid, Vec<Between>);

impl<'a> Reader<'a> {
    /// What an answer says of the order of events; nothing if it is none, or says nothing of events. What of it is compared
    /// with no time goes into `not_timed`.
    pub(super) fn ordered(&self, answer: &'a Answer, not_timed: &mut Vec<NotTimed>) -> Option<Told<'a>> {
        if answer.r#type != Some(AnswerType::Order) {
            return None;
        }
        let statement = self.speaks(answer.statement_id.as_ref()?.as_str())?;
        let Ok(AnswerValue::Order { said, denied }) = answer.value() else { return None };
        let mut why = self.no_events(answer, std::iter::once(&said).chain(&denied));
        let mut steps = self.steps(answer, &said);
        for denied in &denied {
            match self.denied(answer, denied) {
                Some(step) => steps.push(step),
                None if denied.things().iter().any(|thing| !self.is_event(answer, thing)) => {}
                None => why.push(LEFT_OPEN.to_owned()),
            }
        }
        not_timed.extend(why.into_iter().map(|why| NotTimed {
            answer: answer.id.to_string(),
            statement: statement.id.clone(),
            question: answer.question_id.clone(),
            why,
        }));
        (!steps.is_empty()).then(|| self.told(answer, statement, steps))
    }

    fn told(&self, answer: &'a Answer, statement: &'a Statement, steps: Vec<Step>) -> Told<'a> {
        let corrected_by = self.corrections.by(answer);
        let words: Vec<String> = steps.iter().map(|(said, _)| said.to_string()).collect();
        let (orders, bounds): (Vec<OrderSaid>, Vec<Vec<Between>>) = steps.into_iter().unzip();
        Told {
            kind: Kind::Answer,
            id: answer.id.to_string(),
            statement: Some(statement),
            says: format!("says that {}{}", words.join(", and "), corrected_words(corrected_by.as_ref())),
            of: orders.iter().flat_map(|said| [said.moment.clone(), said.than.clone()]).collect::<BTreeSet<_>>(),
            bounds: bounds.into_iter().flatten().collect(),
            placed: None,
            orders,
            asked: asked(answer),
            clues: self.languages.clues(statement),
            corrected_by,
        }
    }

    /// The steps of an order between events, of which all of it follows.
    fn steps(&self, answer: &Answer, said: &Precedence) -> Vec<Step> {
        let events = said.among(|thing| self.is_event(answer, thing));
        let mut steps = Vec::new();
        for chain in events.chains() {
            for set in &chain {
                steps.extend(set.windows(2).filter_map(|two| self.step(two[0], OrderRelation::At, two[1])));
            }
            let firsts: Vec<&str> = chain.iter().filter_map(|set| set.first().copied()).collect();
            steps.extend(firsts.windows(2).filter_map(|two| self.step(two[0], OrderRelation::Before, two[1])));
        }
        steps
    }

    fn step(&self, moment: &str, relation: OrderRelation, than: &str) -> Option<Step> {
        let (one, other) = (self.moments.ends(moment)?, self.moments.ends(than)?);
        let bounds = match relation {
            OrderRelation::Before => apart(one, other, None, None),
            _ => together(one, other, 0),
        };
        Some((
            OrderSaid { moment: moment.to_owned(), relation, than: than.to_owned(), until: None, is_denied: false },
            bounds,
        ))
    }

    /// That one thing was not before another: it did not end before the other began. None for every other denial.
    fn denied(&self, answer: &Answer, denied: &Precedence) -> Option<Step> {
        let events = denied.among(|thing| self.is_event(answer, thing));
        let [chain] = events.chains().try_into().ok()?;
        let [first, then]: [Vec<&str>; 2] = chain.try_into().ok()?;
        let ([first], [then]) = (first.as_slice(), then.as_slice()) else { return None };
        let (one, other) = (self.moments.ends(first)?, self.moments.ends(then)?);
        let said = OrderSaid {
            moment: (*first).to_owned(),
            relation: OrderRelation::Before,
            than: (*then).to_owned(),
            until: None,
            is_denied: true,
        };
        (denied.things().len() == 2).then(|| (said, vec![at_least(other.start, one.end, 0)]))
    }

    /// Things that an answer orders and that are no events, in a few words; nothing if there are none.
    fn no_events<'p>(&self, answer: &Answer, orders: impl Iterator<Item = &'p Precedence>) -> Vec<String> {
        let ordered = orders.filter(|order| !order.is_empty()).flat_map(Precedence::things);
        let things: BTreeSet<&str> =
            ordered.map(String::as_str).filter(|thing| !self.is_event(answer, thing)).collect();
        let things: Vec<&str> = things.into_iter().collect();
        if things.is_empty() { Vec::new() } else { vec![format!("{}: no events of the case", things.join(", "))] }
    }

    /// An option of the question is that option, whatever else has its id.
    fn is_event(&self, answer: &Answer, thing: &str) -> bool {
        let question = answer.question_id.as_ref().and_then(|id| self.questions.get(id.as_str()));
        let is_option = question.is_some_and(|question| question.options.contains_key(thing));
        !is_option && self.moments.ends(thing).is_some()
    }
}

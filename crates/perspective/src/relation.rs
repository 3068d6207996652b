//! How options of one type lie to each other: which can all be so together, which says what another says already, and what
//! they have in common. One relation for each type; `docs/formats/answers.md` has them for readers.
//! Counts and times are compared as intervals, in `cliques`.

use crate::discs::{Disc, share_a_point};
use crate::ground::Ground;
use crate::together::{Sets, maximal_sets};
use crate::tolerance::Tolerance;
use firsthand_model::answer::Point;
use firsthand_model::precedence::Precedence;
use firsthand_model::{AnswerType, Question};

/// The option of an actor question that says that nobody known is meant.
const SOMEBODY: &str = "unknown";

/// One option of an answer as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The option's id, the yes-no word, the code; an order or a point in its one spelling.
    pub text: String,
    pub meaning: Meaning,
}

/// What an option stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Itself.
    Word,
    /// Somebody who is not known.
    Somebody,
    /// What came before what.
    Order(Precedence),
    /// A point with a radius.
    Point(Point),
}

/// The relation of one scope.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relation<'e> {
    answer_type: AnswerType,
    question: &'e Question,
    ground: &'e Ground,
}

impl Named {
    /// An option, place, party or word by its id.
    pub fn word(text: String, answer_type: AnswerType) -> Named {
        let is_somebody = answer_type == AnswerType::Actor && text == SOMEBODY;
        Named { meaning: if is_somebody { Meaning::Somebody } else { Meaning::Word }, text }
    }

    pub fn order(order: Precedence) -> Named {
        Named { text: order.to_string(), meaning: Meaning::Order(order) }
    }

    pub fn point(point: Point) -> Named {
        Named { text: point.to_string(), meaning: Meaning::Point(point) }
    }

    /// Whether it says nothing against any other.
    pub fn is_open(&self) -> bool {
        match &self.meaning {
            Meaning::Somebody => true,
            Meaning::Order(order) => order.is_empty(),
            Meaning::Word | Meaning::Point(_) => false,
        }
    }

    pub fn is_point(&self) -> bool {
        matches!(self.meaning, Meaning::Point(_))
    }

    fn precedence(&self) -> Option<&Precedence> {
        match &self.meaning {
            Meaning::Order(order) => Some(order),
            _ => None,
        }
    }
}

impl<'e> Relation<'e> {
    pub fn new(answer_type: AnswerType, question: &'e Question, ground: &'e Ground) -> Relation<'e> {
        Relation { answer_type, question, ground }
    }

    pub fn answer_type(self) -> AnswerType {
        self.answer_type
    }

    /// Maximal sets of distinct options that can all be so together: places in the list, each set ascending.
    pub fn sets(self, options: &[&Named]) -> Sets {
        if self.parts_all() {
            return Sets { sets: (0..options.len()).map(|at| vec![at]).collect(), are_all: true };
        }
        // All are seen from one point, so that what fits does not hang on what else is asked.
        let origin = options.iter().find_map(|option| self.point_of(option));
        maximal_sets(options.len(), &|set| {
            self.fit_from(origin, &set.iter().map(|&at| options[at]).collect::<Vec<_>>())
        })
    }

    /// Whether all of these can be so together.
    pub fn fit(self, options: &[&Named]) -> bool {
        self.fit_from(options.iter().find_map(|option| self.point_of(option)), options)
    }

    fn fit_from(self, origin: Option<Point>, options: &[&Named]) -> bool {
        let pairs =
            || options.iter().enumerate().flat_map(|(at, one)| options[at + 1..].iter().map(move |two| (*one, *two)));
        match self.answer_type {
            AnswerType::Order => options.is_empty() || merged(options).is_some(),
            AnswerType::Actor => pairs().all(|(one, two)| self.says(one, two) || self.says(two, one)),
            AnswerType::Place => {
                let named = |one: &Named, two: &Named| [one, two].iter().all(|option| option.meaning == Meaning::Word);
                pairs().all(|(one, two)| !named(one, two) || self.says(one, two) || self.says(two, one))
                    && self.share_a_point(origin, options)
            }
            AnswerType::Choice => pairs().all(|(one, two)| one == two || self.go_together(&one.text, &two.text)),
            _ => pairs().all(|(one, two)| one == two),
        }
    }

    /// Whether whoever says the first has said the second.
    pub fn says(self, one: &Named, other: &Named) -> bool {
        match (&one.meaning, &other.meaning) {
            (Meaning::Order(one), Meaning::Order(other)) => one.implies(other),
            (Meaning::Word, Meaning::Word) if matches!(self.answer_type, AnswerType::Actor | AnswerType::Place) => {
                self.ground.is_within(&one.text, &other.text)
            }
            (Meaning::Point(_), _) | (_, Meaning::Point(_)) if one != other => {
                let discs = self.point_of(one).zip(self.point_of(other)).map(|(one, other)| {
                    let seen = |point| Disc::seen_from(other, point, self.reach());
                    seen(one).lies_in(seen(other))
                });
                discs.unwrap_or(false)
            }
            _ => one == other,
        }
    }

    /// Whether these options together, each of them or what follows from all, are what is denied.
    pub fn is_denied(self, options: &[&Named], denied: &Named) -> bool {
        match (merged(options), denied.precedence()) {
            (Some(all), Some(denied)) => all.implies(denied),
            _ => options.iter().any(|option| self.says(option, denied)),
        }
    }

    /// What options of one set come to: of orders the one order of them all, of places and parties the innermost.
    pub fn common(self, options: &[&Named]) -> Vec<String> {
        if let Some(all) = merged(options) {
            return vec![all.to_string()];
        }
        let is_named = |option: &Named| option.meaning == Meaning::Word;
        // A place by its name tells more than a point in it, if it is known where it is.
        let is_found = options.iter().any(|option| is_named(option) && self.point_of(option).is_some());
        let is_common = |option: &&&Named| {
            let is_narrower = |other: &&&Named| **other != **option && is_named(other) && self.says(other, option);
            (is_named(option) || !is_found) && !options.iter().any(|other| is_narrower(&other))
        };
        options.iter().filter(is_common).map(|option| option.text.clone()).collect()
    }

    /// Whether no option can be so together with another.
    fn parts_all(self) -> bool {
        match self.answer_type {
            AnswerType::Order | AnswerType::Place | AnswerType::Actor => false,
            AnswerType::Choice => self.question.together.is_empty(),
            _ => true,
        }
    }

    /// Whether the question says that two options can be so together.
    fn go_together(self, one: &str, two: &str) -> bool {
        let in_one_set = |set: &String| {
            let names = |id: &str| set.split('+').any(|name| name.trim() == id);
            set.trim() == "*" || (names(one) && names(two))
        };
        self.question.together.iter().any(in_one_set)
    }

    /// Discs count where a point is among them: of places by name alone only what lies in what counts. A place of which
    /// nothing says where it is has nothing against it.
    fn share_a_point(self, origin: Option<Point>, options: &[&Named]) -> bool {
        let has_point = options.iter().any(|option| matches!(option.meaning, Meaning::Point(_)));
        let Some(origin) = origin.filter(|_| has_point) else { return true };
        let points = options.iter().filter_map(|option| self.point_of(option));
        let discs: Vec<Disc> = points.map(|point| Disc::seen_from(origin, point, self.reach())).collect();
        share_a_point(&discs)
    }

    fn point_of(self, option: &Named) -> Option<Point> {
        match &option.meaning {
            Meaning::Point(point) => Some(*point),
            Meaning::Word if self.answer_type == AnswerType::Place => self.ground.point_of(&option.text),
            _ => None,
        }
    }

    fn reach(self) -> i64 {
        Tolerance::of(Some(self.question)).place_m
    }
}

/// All orders at once; none where they go in a circle, or are no orders.
fn merged(options: &[&Named]) -> Option<Precedence> {
    let mut orders = options.iter().map(|option| option.precedence());
    let first = orders.next()??.clone();
    orders.try_fold(first, |all, order| all.and(order?))
}

//! Who stands behind one statement: its speaker, and the known person in whom it has its root.
//! How statements hang together is in `chains`.

use crate::quick::Map;
use firsthand_model::words::PartyKind;
use firsthand_model::{Basis, Person, PersonId, Statement};
use std::num::NonZeroU32;

/// Known persons by handle. Bodies, roles and rows that do not say what they are are not among them.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownPersons<'a> {
    numbers: Map<&'a str, Known>,
    ids: Vec<&'a PersonId>,
}

/// One of the known persons, by number, from 1 so that none takes no memory: two are the same if their numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Known(NonZeroU32);

impl<'a> KnownPersons<'a> {
    pub fn new(people: &'a [Person]) -> KnownPersons<'a> {
        let mut persons = KnownPersons::default();
        for person in people.iter().filter(|party| party.kind == Some(PartyKind::Person)) {
            let next = NonZeroU32::MIN.saturating_add(persons.ids.len() as u32);
            persons.numbers.entry(person.id.as_str()).or_insert_with(|| {
                persons.ids.push(&person.id);
                Known(next)
            });
        }
        persons
    }

    pub fn id(&self, known: Known) -> &'a PersonId {
        self.ids[known.0.get() as usize - 1]
    }

    fn get(&self, handle: &str) -> Option<Known> {
        self.numbers.get(handle).copied()
    }
}

/// Who stands behind one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Voice {
    /// The known person in whom it has its root, by its own words alone.
    pub root: Option<Known>,
    /// The speaker, if one known person.
    pub speaker: Option<Known>,
    /// Whether it was experienced, seen, counted or estimated.
    pub was_there: bool,
    /// Whether it rests on no other statement.
    pub stands: bool,
}

impl Voice {
    /// The voice of a statement that rests on no other.
    ///
    /// A first-hand statement has its speaker as root. Otherwise the root is the person from whom the speaker has it:
    /// the last in `knows_from_ids`, since `A;B` says that B told A. If that is no known person, it is the speaker.
    pub fn of(statement: &Statement, persons: &KnownPersons<'_>) -> Voice {
        let speaker = statement.speaker_id.as_ref().and_then(|id| persons.get(id.as_str()));
        let was_there = statement.basis.is_some_and(Basis::is_first_hand);
        let told_by = statement.knows_from_ids.last().and_then(|id| persons.get(id.as_str()));
        let root = if was_there { speaker } else { told_by.or(speaker) };
        Voice { root, speaker, was_there, stands: true }
    }

    /// The known person whose own account it is, if it rests on nothing else.
    pub fn first_hand(self) -> Option<Known> {
        self.root.filter(|_| self.was_there && self.stands)
    }

    /// The speaker and the other person whose words the speaker passes on, if both are known.
    pub fn relay(self) -> Option<(Known, Known)> {
        self.speaker.zip(self.root).filter(|(speaker, root)| speaker != root)
    }
}

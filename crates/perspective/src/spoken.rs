//! What is asked of a statement again and again, each beside the next: the records themselves lie far apart in memory, and are
//! opened once for this. Places are numbers of 32 bits here: no case has four thousand million statements.

use crate::arrows::List;
use crate::clock::Clock;
use crate::voice::{KnownPersons, Voice};
use firsthand_model::words::Stance;
use firsthand_model::{Basis, Statement, StatementId};

/// One statement among its chains: as long as one line of a processor's cache.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(crate) struct Spoken {
    pub id: StatementId,
    /// The first millisecond at which it can have been said, for ordering; what is undated comes last.
    pub said_ms: i64,
    pub voice: Voice,
    /// Where it stands in the order of ids.
    pub rank: u32,
    /// The name of the component in which it is, which is one of its statements.
    pub component: u32,
    /// Where the component that has its name is among those joined; `ALONE` if that is this statement alone.
    pub joined: u32,
    /// Judgments of it: what it comes from, or shares a source with.
    pub comes: List,
    /// Judgments of it and others alike: with what it shares exposure, of what it is independent.
    pub beside: List,
}

/// Among the components that are joined: none of them.
pub(crate) const ALONE: u32 = u32::MAX;

/// How something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Manner {
    pub basis: Basis,
    pub stance: Stance,
    pub duress: bool,
}

impl Manner {
    /// As the statement says; what it leaves out is an unknown basis, an assertion, and no duress.
    pub fn of(statement: &Statement) -> Manner {
        Manner {
            basis: statement.basis.unwrap_or(Basis::Unknown),
            stance: statement.stance.unwrap_or(Stance::Asserts),
            duress: statement.duress.unwrap_or(false),
        }
    }
}

impl Spoken {
    /// A statement of which nothing is judged yet.
    pub fn of(statement: &Statement, place: usize, rank: usize, persons: &KnownPersons<'_>, clock: Clock) -> Spoken {
        let said = statement.stated_edtf.as_deref().and_then(|text| clock.read(text));
        Spoken {
            id: statement.id.clone(),
            said_ms: said.map_or(i64::MAX, |span| span.low),
            voice: Voice::of(statement, persons),
            rank: rank as u32,
            component: place as u32,
            joined: ALONE,
            comes: List::default(),
            beside: List::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spoken;

    #[test]
    fn a_statement_takes_one_line_of_the_cache() {
        assert_eq!(size_of::<Spoken>(), 64);
    }
}

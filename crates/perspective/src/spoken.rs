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
    /// To what it is linked by judgments of its own that make components one.
    pub links: List,
    /// What it rests on directly.
    pub rests_on: List,
    /// With what it shares exposure.
    pub shares: List,
    /// Of what it was judged independent.
    pub independent: List,
}

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
    pub fn of(statement: &Statement, rank: usize, persons: &KnownPersons<'_>, clock: Clock) -> Spoken {
        let said = statement.stated_edtf.as_deref().and_then(|text| clock.read(text));
        Spoken {
            id: statement.id.clone(),
            said_ms: said.map_or(i64::MAX, |span| span.low),
            voice: Voice::of(statement, persons),
            rank: rank as u32,
            links: List::default(),
            rests_on: List::default(),
            shares: List::default(),
            independent: List::default(),
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

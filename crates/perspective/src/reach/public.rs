//! What was said in public by an hour. A statement is public by the circumstances in which it was said, when it was said; or
//! by standing in a publication, when that appeared and not before.

use super::stage::at;
use super::who::Voices;
use crate::when::{order, said};
use firsthand_model::natural::natural;
use firsthand_model::reach::{ByThen, PublicBy, Publication};
use firsthand_model::when::When;
use firsthand_model::{Source, Statement, StatementId};

/// Circumstances in which whatever is said is public.
const IN_PUBLIC: [&str; 4] = ["press_conference", "broadcast", "agency", "report"];
/// Words of a source's kind that make it a publication of its day.
const PUBLICATIONS: [&str; 5] = ["news", "agency", "press release", "broadcast", "interview"];

/// What was public by the hour, certainly or perhaps; and what is public and has no date.
pub(super) fn in_public(voices: &Voices<'_>, hour: Option<i64>) -> (Vec<Publication>, Vec<StatementId>) {
    let (mut dated, mut undated) = (Vec::new(), Vec::new());
    for &statement in &voices.statements {
        let Some((because, when)) = made_public(voices, statement) else { continue };
        match at(&when, hour, true) {
            ByThen::Undated | ByThen::Unsaid => undated.push(statement.id.clone()),
            ByThen::Later => {}
            by_then => dated.push(Publication { statement: statement.id.clone(), when, by_then, because }),
        }
    }
    dated.sort_by_cached_key(|public| (order(&public.when), natural(public.statement.as_str())));
    (dated, undated)
}

fn made_public(voices: &Voices<'_>, statement: &Statement) -> Option<(PublicBy, When)> {
    let circumstances = statement.circumstances.as_deref().unwrap_or_default();
    if IN_PUBLIC.contains(&circumstances) {
        return Some((PublicBy::Circumstances, said(voices.clock, statement)));
    }
    let source = voices.source(statement).filter(|source| is_publication(source))?;
    Some((PublicBy::Source, voices.appeared(source)))
}

fn is_publication(source: &Source) -> bool {
    let kind = source.kind.as_deref().unwrap_or_default().to_lowercase();
    PUBLICATIONS.iter().any(|word| kind.starts_with(word) || kind.ends_with(word))
}

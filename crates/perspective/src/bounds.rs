//! One-sided bounds and denials beside the groups: which groups each fits, excludes, or is not compared with.

use crate::compared::Compared;
use crate::groups::Draft;
use crate::relation::Relation;
use firsthand_model::board::{BoundNote, ScopedAnswer};

/// How one bound, and as it is shown, lies to the groups; `labels` are those of the drafts.
pub(crate) fn bound_note(
    bound: &Compared,
    shown: &ScopedAnswer,
    drafts: &[Draft<'_>],
    labels: &[String],
    relation: Relation<'_>,
    by_moment: bool,
) -> BoundNote {
    let mut note = BoundNote {
        statement: shown.statement.clone(),
        answer: shown.answer.clone(),
        label: shown.label.clone(),
        fits: Vec::new(),
        excludes: Vec::new(),
        not_compared: Vec::new(),
    };
    for (draft, label) in drafts.iter().zip(labels) {
        let list = match () {
            () if by_moment && !bound.moment.overlaps(draft.moment) => &mut note.not_compared,
            () if fits(bound, draft, relation) => &mut note.fits,
            () => &mut note.excludes,
        };
        list.push(label.clone());
    }
    note
}

/// An answer that leaves all open excludes nothing; a denial excludes what says the options it names, and says nothing against the others.
fn fits(bound: &Compared, draft: &Draft<'_>, relation: Relation) -> bool {
    match draft.options.is_empty() {
        _ if bound.is_open() => true,
        false => !bound.options.iter().any(|denied| relation.is_denied(&draft.options, denied)),
        true => bound.value.overlaps(draft.value),
    }
}

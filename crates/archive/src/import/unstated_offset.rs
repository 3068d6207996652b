//! A zone that is named without its offset from UTC. The name alone does not say it, because clocks are changed in summer: what is
//! compared by it may be an hour off. Noted, and refused nothing for it.

use crate::import::proposals::Proposed;
use crate::import::receipt::ProblemAt;
use firsthand_model::Record;

/// A note where the settings that come in name a zone and no offset.
pub(crate) fn unstated_offset(accepted: &[Proposed]) -> Option<ProblemAt> {
    accepted.iter().find_map(|proposal| match &proposal.record {
        Record::Case(settings) if settings.offset.is_none() => Some(note(proposal, settings.zone.as_deref()?)),
        _ => None,
    })
}

fn note(proposal: &Proposed, zone: &str) -> ProblemAt {
    let message = format!(
        "{zone} is named and no offset: clock times that state none are compared with others as if they were in UTC. \
         Write the offset that the zone had at the event, such as offset = \"+02:00\""
    );
    ProblemAt { file: proposal.file.clone(), row: None, column: Some("offset".into()), message, fatal: false }
}

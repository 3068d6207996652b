//! Whether something is reported to have happened by an hour. Nothing is more certain than what is recorded of its time, nor
//! than the one who says so.

use firsthand_model::reach::{ByThen, Stage, WhoSays};
use firsthand_model::when::When;
use firsthand_model::words::Stance;

/// One stage of a message, by an hour in milliseconds; without one, by any.
pub(super) fn stage(when: When, said_by: Vec<WhoSays>, hour: Option<i64>) -> Stage {
    let certain = said_by.iter().any(|who| matches!(who.stance, None | Some(Stance::Asserts | Stance::Corrects)));
    let doubted = said_by.iter().any(|who| who.stance == Some(Stance::Doubts));
    let by_then = match () {
        () if !certain && !doubted => ByThen::Unsaid,
        () => at(&when, hour, certain),
    };
    Stage { by_then, when, said_by }
}

/// Where a time lies to an hour, of what is certainly said or only doubted.
pub(super) fn at(when: &When, hour: Option<i64>, certain: bool) -> ByThen {
    if when.is_unknown() {
        return ByThen::Undated;
    }
    let firm = certain && !when.doubtful;
    let Some(hour) = hour else {
        return if firm { ByThen::ByThen } else { ByThen::Perhaps };
    };
    let is_over = when.latest_ms.is_some_and(|latest| latest <= hour);
    let is_to_come = when.earliest_ms.is_some_and(|earliest| earliest > hour);
    match () {
        () if is_over && firm => ByThen::ByThen,
        () if is_to_come && !when.doubtful => ByThen::Later,
        () => ByThen::Perhaps,
    }
}

/// When a later stage was: as recorded, else not before the stage before it and nobody says until when.
pub(super) fn not_before(recorded: When, before: &When) -> When {
    if !recorded.is_unknown() {
        return recorded;
    }
    When {
        earliest: before.earliest.clone(),
        earliest_ms: before.earliest_ms,
        doubtful: before.doubtful && before.earliest_ms.is_some(),
        ..When::default()
    }
}

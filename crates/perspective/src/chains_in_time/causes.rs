//! Ordinary causes of a chain that goes backwards, in the order in which they are to be looked at. A cause is named where something
//! in the records speaks for looking at it; coding always is.

use super::dated::Dated;
use firsthand_model::tension::{Cause, CauseHere};
use firsthand_model::when::When;

/// Zones are at most so far apart.
const ZONES_APART_MS: i64 = 26 * 3_600_000;

pub(super) fn causes(one: &Dated<'_>, other: &Dated<'_>, apart_ms: i64) -> Vec<CauseHere> {
    let mut causes = vec![CauseHere {
        cause: Cause::Coding,
        why: "Each of these was coded by hand: read the words again, and whether the one comes from the other.".into(),
    }];
    let has_clock = |when: &When| [&when.earliest, &when.latest].into_iter().flatten().any(|end| end.contains('T'));
    if apart_ms <= ZONES_APART_MS && (has_clock(&one.when) || has_clock(&other.when)) {
        let why = "A clock time, or the day on which it falls, may be in another zone than it was read in.".into();
        causes.push(CauseHere { cause: Cause::Zone, why });
    }
    let of_print: Vec<&str> =
        [one, other].into_iter().filter(|dated| dated.is_of_print).map(|dated| dated.id).collect();
    if !of_print.is_empty() {
        let why = format!("The date of {} may be that of print, and the words older.", of_print.join(" and "));
        causes.push(CauseHere { cause: Cause::Print, why });
    }
    if let (Some(one), Some(other)) = (one.lang, other.lang)
        && one != other
    {
        let why = format!("The sources are in different languages: {one}, {other}.");
        causes.push(CauseHere { cause: Cause::Translation, why });
    }
    causes
}

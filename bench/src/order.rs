//! The temporal network of 10,000 events and 50,000 constraints, against Bellman and Ford's method written down plainly,
//! which says whether all of them can hold and, if so, the latest instant of each. Both get the same bounds in the same order.

use crate::Result;
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use firsthand_perspective::order::{Bound, CLOCK, Network, solve};
use std::hint::black_box;
use std::path::Path;

const EVENTS: u32 = 10_000;
const CONSTRAINTS: u32 = 50_000;
const TENSIONS: u32 = 20;
const ROUNDS: usize = 9;
/// Bare passes that one tension may cost beside those without tensions.
const PASSES_PER_TENSION: f64 = 2.0;

/// The lines of this bench.
pub fn lines(_checkout: &Path, _folder: &Path) -> Result<Vec<Line>> {
    let (whole, contradictions) = bounds();
    let mut torn = whole.clone();
    torn.extend(contradictions);
    let network = |bounds: &[Bound]| Network::new(EVENTS as usize + 1, bounds.iter().copied());
    let (whole_network, torn_network) = (network(&whole), network(&torn));
    let mut things: Vec<Timed<'_>> = vec![
        Box::new(|| timed(|| Ok(black_box(plain(EVENTS as usize + 1, &whole))))),
        Box::new(|| timed(|| solved(&whole_network, 0))),
        Box::new(|| timed(|| solved(&torn_network, TENSIONS as usize))),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    drop(things);
    let per_tension = seconds.iter().map(|s| (s[2] - s[1]).max(0.0) / f64::from(TENSIONS) / s[0]);
    let graph = "a bare Bellman-Ford's on the same graph";
    Ok(vec![
        Line {
            what: "temporal network, 10,000 events, 50,000 constraints: whether they hold, tightest times".into(),
            against: format!("our time / {graph}"),
            ratios: ratios(&seconds, 1, 0),
            goal: Goal::AtMost(3.0),
        },
        Line {
            what: format!("each of {TENSIONS} tensions, beside the network without them"),
            against: format!("time / {graph}"),
            ratios: per_tension.collect(),
            goal: Goal::AtMost(PASSES_PER_TENSION),
        },
    ])
}

fn solved(network: &Network, tensions: usize) -> Result<()> {
    let solved = solve(network);
    match solved.tensions.len() {
        found if found == tensions => Ok(()),
        found => Err(format!("{found} tensions were found, not {tensions}").into()),
    }
}

/// Constraints that hold for hidden instants, from a fixed seed, a tenth of them dates, the others between two events; and
/// apart from them constraints of which each is a millisecond too tight for one of the first.
fn bounds() -> (Vec<Bound>, Vec<Bound>) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let at: Vec<i64> = (0..=EVENTS).map(|event| if event == CLOCK { 0 } else { random.below(1 << 30) }).collect();
    let mut between = |record: u32, leeway: i64| {
        let from = if record.is_multiple_of(10) { CLOCK } else { random.event() };
        let to = random.event();
        Bound { from, to, at_most_ms: at[to as usize] - at[from as usize] + random.below(leeway), record }
    };
    let exact: Vec<Bound> = (0..TENSIONS).map(|record| between(record, 1)).collect();
    let broken = exact.iter().map(|bound| Bound {
        from: bound.to,
        to: bound.from,
        at_most_ms: -bound.at_most_ms - 1,
        record: CONSTRAINTS + bound.record,
    });
    let broken = broken.collect();
    (exact.into_iter().chain((TENSIONS..CONSTRAINTS).map(|record| between(record, 1 << 22))).collect(), broken)
}

/// The latest instant of every event, or none if the bounds cannot hold.
fn plain(moments: usize, bounds: &[Bound]) -> Option<Vec<i64>> {
    let mut latest = vec![i64::MAX; moments];
    latest[CLOCK as usize] = 0;
    for _ in 0..moments {
        let mut is_moved = false;
        for bound in bounds {
            let reached = latest[bound.from as usize].saturating_add(bound.at_most_ms);
            if latest[bound.from as usize] != i64::MAX && reached < latest[bound.to as usize] {
                latest[bound.to as usize] = reached;
                is_moved = true;
            }
        }
        if !is_moved {
            return Some(latest);
        }
    }
    None
}

/// A small generator (xorshift), so that every run has the same network.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: i64) -> i64 {
        (self.next() >> 1) as i64 % end
    }

    fn event(&mut self) -> u32 {
        1 + (self.next() % u64::from(EVENTS)) as u32
    }
}

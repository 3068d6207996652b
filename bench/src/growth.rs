//! How the full evaluation grows with the statements, from 1,000 to 100,000 of them on the same questions: boards of all
//! questions, histories of all figures. What the statements are is in `testimony`.

use crate::Result;
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use crate::testimony::Testimony;
use std::hint::black_box;
use std::path::Path;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const ROUNDS: usize = 5;
/// Growth beside the number of statements that is allowed from each size to the next.
const BESIDE_LINEAR: f64 = 1.2;

/// The lines of this bench.
pub fn lines(_checkout: &Path, _folder: &Path) -> Result<Vec<Line>> {
    let cases = SIZES.map(Testimony::of);
    let whole = |at: usize| {
        // Each size is done so often that all take about the same time: what is compared is the time of one statement.
        let (case, times) = (&cases[at], SIZES[2] / SIZES[at]);
        timed(move || {
            for _ in 0..times {
                evaluate(case);
            }
            Ok(())
        })
    };
    let mut things: Vec<Timed<'_>> = vec![Box::new(|| whole(0)), Box::new(|| whole(1)), Box::new(|| whole(2))];
    let seconds = rounds(ROUNDS, &mut things)?;
    drop(things);
    let line = |above: usize, below: usize| Line {
        what: format!("all questions evaluated, {} statements", SIZES[above]),
        against: format!("time of a statement / the same among {}", SIZES[below]),
        ratios: ratios(&seconds, above, below),
        goal: Goal::AtMost(BESIDE_LINEAR),
    };
    Ok(vec![line(1, 0), line(2, 1)])
}

/// The full evaluation, as `questions` and `publish` make it.
fn evaluate(case: &Testimony) {
    let evidence = case.evidence();
    black_box((evidence.boards(), evidence.histories()));
}

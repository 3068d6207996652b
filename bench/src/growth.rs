//! How the full evaluation grows with the statements, from 1,000 to 100,000 of them, and what one more costs where the evaluation
//! stands: boards of all questions and histories of all figures. What the statements are is in `testimony`.

use crate::Result;
use crate::rounds::{Timed, computed, ratios, rounds};
use crate::table::{Goal, Line};
use crate::testimony::Testimony;
use firsthand_perspective::{Evidence, Standing};
use std::hint::black_box;
use std::path::Path;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Questions where their number does not grow: the greatest scope has some five thousand answers of 100,000 statements.
const FEW: usize = 20;
/// Statements for each question where their number grows.
const EACH: usize = 50;
const ROUNDS: usize = 3;
/// Growth beside the number of statements that is allowed from each size to the next.
const BESIDE_LINEAR: f64 = 1.2;
/// Statements added in one measurement, each by itself.
const ADDED: usize = 20;
/// How many times the time of one statement the full evaluation must take.
const TIMES_ONE: f64 = 100.0;

/// The lines of this bench.
pub fn lines(_checkout: &Path, _folder: &Path) -> Result<Vec<Line>> {
    let mut lines = growth(&format!("{FEW} questions"), |_| FEW)?;
    lines.extend(growth(&format!("a question for every {EACH}"), |statements| statements / EACH)?);
    lines.push(one_more()?);
    Ok(lines)
}

/// Each size is evaluated in so many cases that all come to the same number of statements, and what is made stays until all are
/// done: what is compared is the time of one statement, in memory that is used alike.
fn growth(what: &str, questions: impl Fn(usize) -> usize) -> Result<Vec<Line>> {
    let of = |size: usize| -> Vec<Testimony> {
        (0..SIZES[2] / size).map(|seed| Testimony::of(size, questions(size), seed as u64)).collect()
    };
    let cases = SIZES.map(of);
    let whole = |at: usize| {
        computed(|| {
            let standing: Vec<Standing<'_>> = cases[at].iter().map(|case| Standing::of(case.evidence())).collect();
            black_box(&standing);
            Ok(())
        })
    };
    let mut things: Vec<Timed<'_>> = vec![Box::new(|| whole(0)), Box::new(|| whole(1)), Box::new(|| whole(2))];
    let seconds = rounds(ROUNDS, &mut things)?;
    let line = |above: usize, below: usize| Line {
        what: format!("all questions evaluated, {} statements, {what}", SIZES[above]),
        against: format!("time of a statement / the same among {}", SIZES[below]),
        ratios: ratios(&seconds, above, below),
        goal: Goal::AtMost(BESIDE_LINEAR),
    };
    Ok(vec![line(1, 0), line(2, 1)])
}

/// One statement after another is added to 100,000 that stand; in the end all must be as if they had been evaluated at once.
fn one_more() -> Result<Line> {
    let before = SIZES[2];
    let case = Testimony::of(before + ADDED * (ROUNDS + 1), FEW, 0);
    let mut standing = Standing::of(case.evidence_of_first(before));
    let mut next = before..;
    let mut things: Vec<Timed<'_>> = vec![
        Box::new(|| computed(|| Ok(drop(black_box(Standing::of(case.evidence_of_first(before))))))),
        Box::new(|| Ok(computed(|| add(&mut standing, &case, next.by_ref().take(ADDED)))? / ADDED as f64)),
    ];
    let seconds = rounds(ROUNDS, &mut things)?;
    drop(things);
    is_whole(&standing, &case.evidence())?;
    Ok(Line {
        what: format!("one new statement among {before}, {FEW} questions"),
        against: "time of the full evaluation / ours".into(),
        ratios: ratios(&seconds, 0, 1),
        goal: Goal::AtLeast(TIMES_ONE),
    })
}

fn add<'a>(standing: &mut Standing<'a>, case: &'a Testimony, numbers: impl Iterator<Item = usize>) -> Result<()> {
    for number in numbers {
        let (statement, answers, dependences) = case.one(number);
        if !standing.add(statement, answers, dependences) {
            return Err(format!("{} was not added", statement.id).into());
        }
    }
    Ok(())
}

fn is_whole(standing: &Standing<'_>, all: &Evidence<'_>) -> Result<()> {
    let is_same = standing.boards().cloned().eq(all.boards()) && standing.histories().cloned().eq(all.histories());
    match is_same {
        true => Ok(()),
        false => Err("what was added one by one is not what the full evaluation makes".into()),
    }
}

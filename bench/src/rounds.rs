//! Rounds of two or more things measured in turn: A B A B, so that a slow minute of the machine meets all of them.
//! Before each measurement what others left to be written is written; nothing of that is timed.

use crate::Result;
use std::process::Command;
use std::time::Instant;

/// Something to be measured: does its work once and gives the seconds that count.
pub type Timed<'a> = Box<dyn FnMut() -> Result<f64> + 'a>;

/// Seconds of each thing in each round. One round before is not counted: it warms caches alike for all.
pub fn rounds(count: usize, things: &mut [Timed<'_>]) -> Result<Vec<Vec<f64>>> {
    let mut all = Vec::new();
    for round in 0..=count {
        let mut seconds = Vec::new();
        for thing in things.iter_mut() {
            settle()?;
            seconds.push(thing()?);
        }
        let shown: Vec<String> = seconds.iter().map(|second| format!("{second:.3}")).collect();
        eprintln!("  round {round}: {} s", shown.join("  "));
        all.push(seconds);
    }
    all.remove(0);
    Ok(all)
}

/// The ratio of two of the things in each round.
pub fn ratios(rounds: &[Vec<f64>], above: usize, below: usize) -> Vec<f64> {
    rounds.iter().map(|seconds| seconds[above] / seconds[below]).collect()
}

/// Times one piece of work.
pub fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed().as_secs_f64())
}

/// The same in seconds for which this thread had a processor, where the system says that: other work on the machine does not
/// count. For work that only computes.
pub fn computed<T>(work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let (before, elsewhere) = (on_processor(), timed(work)?);
    Ok(before.zip(on_processor()).map_or(elsewhere, |(before, after)| after - before))
}

/// Linux writes nanoseconds first.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

#[cfg(unix)]
fn settle() -> Result<()> {
    Command::new("sync").status()?;
    Ok(())
}

#[cfg(not(unix))]
fn settle() -> Result<()> {
    Ok(())
}

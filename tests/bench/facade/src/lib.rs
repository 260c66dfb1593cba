//! Work through the core's facade: how long a person would wait for it.
//!
//! There is nothing to compare with, so the goals are times; each is told as median and slowest of many runs. On a
//! machine that is shared say what the load was.

use std::time::Instant;

pub type Failure = Box<dyn std::error::Error>;

const RUNS: usize = 30;

/// The head of the table.
pub fn head() {
    println!("| work | median | slowest of {RUNS} | goal |\n|---|--:|--:|---|");
}

/// # Errors
/// When the work found something else than it was laid out for: then its time means nothing.
pub fn expect(found: usize, wanted: usize) -> Result<(), Failure> {
    if found == wanted { Ok(()) } else { Err(format!("{found} in place of {wanted}").into()) }
}

/// Runs it, warm, and prints a line of the table.
///
/// # Errors
/// What the work answers.
pub fn row(work: &str, goal: Option<f64>, mut once: impl FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
    once()?;
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let began = Instant::now();
        once()?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[RUNS / 2], times[RUNS - 1]);
    let goal = goal
        .map_or("-".to_string(), |goal| format!("{goal} ms, {}", if median <= goal { "met" } else { "**missed**" }));
    println!("| {work} | {median:.2} ms | {slowest:.2} ms | {goal} |");
    Ok(())
}

//! What a piece of work cost: time on the wall, time on processors, memory.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// Time of one piece of work. Processor time is the whole process's, user and system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    pub wall: Duration,
    pub processor: Duration,
}

impl std::ops::AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.wall += other.wall;
        self.processor += other.processor;
    }
}

pub fn cost_of<T>(work: impl FnOnce() -> T) -> (Cost, T) {
    let (processor, wall) = (ProcessTime::now(), Instant::now());
    let done = work();
    (Cost { wall: wall.elapsed(), processor: processor.elapsed() }, done)
}

/// The median of each kind of time by itself.
pub fn median(costs: &[Cost]) -> Cost {
    let middle = |of: fn(&Cost) -> Duration| {
        let mut times: Vec<Duration> = costs.iter().map(of).collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    Cost { wall: middle(|cost| cost.wall), processor: middle(|cost| cost.processor) }
}

/// Memory of this process that is in no file, in bytes: heap and stack, not the program's own text.
pub fn anonymous_memory() -> std::io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kib = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok())
        .ok_or(std::io::ErrorKind::Unsupported)?;
    Ok(kib * 1024)
}

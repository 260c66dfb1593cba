//! The vault on its bad days: power loss, full and failing disks, crashes, damage, and hands that mean harm.
//!
//! Everything here sees the vault from outside, through its public calls, on a disk that is simulated except where a
//! real process is killed. A short version runs always; `MEND_LONG=1` runs the long one.
#![allow(clippy::unwrap_used)] // a test's panic is its report

mod content;
mod crashes;
mod damage_header;
mod damage_log;
mod damage_pages;
mod disk_faults;
mod fixture;
mod hostile;
mod kill;
mod lock;
mod power_loss;
mod seed;
mod sim;
mod specimen;
mod traces;
mod workload;

/// Whether the long version was asked for.
pub fn long() -> bool {
    std::env::var_os("MEND_LONG").is_some()
}

/// A number of cases: few always, many in the long run.
pub fn cases(short: usize, long_run: usize) -> usize {
    if long() { long_run } else { short }
}

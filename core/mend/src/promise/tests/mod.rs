//! Promises over a real vault file.

mod bounds;
pub(crate) mod content;
mod hash;
mod log;
mod model;
mod pages;
mod removal;
mod reviews;
mod versions;

use super::*;
use crate::error::FieldProblem;
use crate::journal::tests::{Room, at, bad};

/// The day of a new [`Room`]: a Tuesday.
const TODAY: &str = "2026-03-10";

pub(super) fn promises(room: &Room) -> Promises {
    Promises::new(room.db.clone(), Arc::new(Text::new("en")))
}

pub(super) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub(super) const DAILY: Cadence = Cadence::Daily { n: 1 };

pub(super) fn weekly(days: &[Weekday]) -> Cadence {
    Cadence::Weekly { n: 1, days: days.to_vec(), week_start: Weekday::Mo }
}

/// Daily for four weeks from today.
pub(super) fn request(what: &str) -> PromiseRequest {
    PromiseRequest {
        what: what.to_owned(),
        cadence: DAILY,
        first_day: None,
        last_day: Some(day("2026-04-06")),
        tell: "Sunday evening".to_owned(),
    }
}

pub(super) fn on(iso: &str, outcome: Outcome) -> LogRequest {
    LogRequest { day: Some(day(iso)), outcome, note: None, amends: None }
}

/// The clock at noon of a day.
pub(super) fn noon(room: &Room, iso: &str) {
    room.clock.set(&format!("{iso}T12:00:00+01:00"));
}

pub(super) fn due_days(promises: &Promises, id: PromiseId) -> Vec<String> {
    promises.days(id, 500, None).unwrap().days.into_iter().map(|due| due.day.to_string()).collect()
}

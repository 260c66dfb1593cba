//! A promise: made, kept on some days and not on others, counted.

use std::sync::Arc;

use chrono::Duration;
use mend_core::promise::{LogRequest, Outcome, PromiseRequest};
use mend_core::reminder::Cadence;
use mend_core::{FixedClock, SetUpRequest, UnlockOptions};

use super::stage::{Played, Stage, Told, expect, moment};
use super::{Group, Step};

pub const GROUP: Group = Group { heading: "tour-group-promise", steps: &[Step { name: "promise", play: promise }] };

const MADE: &str = "2026-03-01T20:00:00+01:00";
const WHAT: &str = "I say where I am when I come home late.";
const MISSED: usize = 3;
const DAYS: [Outcome; 8] = [
    Outcome::Kept,
    Outcome::Kept,
    Outcome::Partly,
    Outcome::Missed,
    Outcome::Kept,
    Outcome::Missed,
    Outcome::Kept,
    Outcome::Kept,
];

/// In a journal of its own, whose clock stands still: first on the day of the promise, then eight days later.
fn promise(stage: &mut Stage) -> Played {
    let made = moment(MADE)?;
    let at = |later: i64| stage.another_at("promise", Arc::new(FixedClock(made + Duration::days(later))));
    let session = at(0).set_up(SetUpRequest { private: Some(stage.private.clone()), together: None })?;
    let promises = session.promises()?;
    let id = promises.add(PromiseRequest {
        what: WHAT.into(),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(promises.usual_last_day(None)?),
        tell: String::new(),
    })?;
    session.lock();

    let session = at(DAYS.len() as i64).unlock(&stage.private, UnlockOptions::default())?;
    let promises = session.promises()?;
    for (day, outcome) in DAYS.into_iter().enumerate() {
        let day = Some((made + Duration::days(day as i64)).date_naive());
        let note = (outcome == Outcome::Missed).then(|| "The train stood, and my phone was empty.".to_owned());
        promises.log(id, LogRequest { day, outcome, note, amends: None })?;
    }
    let shown = promises.show(id)?;
    let counted = shown.row.counted.ok_or(mend_core::MendError::NotFound)?;
    expect("kept of the last", (5, 8), (counted.kept, counted.of))?;
    let day = (made + Duration::days(MISSED as i64)).date_naive();
    expect("words of a missed day", 1, promises.log_history(id, day)?.len())?;
    session.lock();
    Ok(Told::nothing().and("what", WHAT).and("sentence", counted.sentence))
}

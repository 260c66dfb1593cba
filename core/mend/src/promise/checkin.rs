//! What check-ins ask of promises, and what an answer there writes into a promise's own log. Inside their caller's
//! transaction.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rusqlite::Connection;

use super::limits::bad;
use super::rows::{self, Stored};
use super::{LogRequest, Outcome, PromiseState, log, today};
use crate::error::{FieldProblem, MendError, Result};
use crate::{PromiseId, settings};

/// Days of a week, the day of the answer included.
const WEEK: u64 = 7;

/// Promises that are due on a day, with their words.
pub(crate) fn due_on(conn: &Connection, day: NaiveDate) -> Result<Vec<(PromiseId, String)>> {
    let due = rows::around(conn, day)?.into_iter().filter(|promise| promise.is_due(day));
    Ok(due.map(|promise| named(&promise, day)).collect())
}

/// Promises that are under way on a day, or were due in the week before it.
pub(crate) fn of_week(conn: &Connection, day: NaiveDate) -> Result<Vec<(PromiseId, String)>> {
    let since = day.checked_sub_days(Days::new(WEEK - 1)).unwrap_or(NaiveDate::MIN);
    let asked = rows::between(conn, since, day)?.into_iter().filter(|promise| {
        let was_due = promise.days_back_from(day).next().is_some_and(|(last, _)| last >= since);
        was_due || promise.state(day) == PromiseState::Running
    });
    Ok(asked.map(|promise| named(&promise, day)).collect())
}

fn named(promise: &Stored, day: NaiveDate) -> (PromiseId, String) {
    let terms = promise.on(day).map_or(promise.latest(), |(_, terms)| terms);
    (promise.id, terms.what.clone())
}

/// The day that a moment belongs to.
pub(crate) fn day_of(conn: &Connection, at: DateTime<FixedOffset>) -> Result<NaiveDate> {
    Ok(crate::journal::date_of(at, settings::day_ends_at(conn)?))
}

pub(crate) fn is_known(conn: &Connection, id: PromiseId) -> Result<bool> {
    match rows::find(conn, id) {
        Ok(_) => Ok(true),
        Err(MendError::NotFound) => Ok(false),
        Err(e) => Err(e),
    }
}

/// An answer to how a promise went on a day, in place of what was said of it.
///
/// # Errors
/// `BadField`: `promise` (there is none of this id), `due_day`.
pub(crate) fn log_day(
    conn: &Connection,
    id: PromiseId,
    outcome: Outcome,
    day: NaiveDate,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let request = LogRequest { day: Some(day), outcome, note: None, amends: None };
    log::write(conn, &asked(conn, id)?, request, today(conn, now)?, now)
}

/// An answer to a review of the week, up to `day`. One that was kept was kept on every due day of which nothing was
/// said; a change or a stop is for its owner to make, and writes nothing here.
///
/// # Errors
/// `BadField`: `promise` (there is none of this id).
pub(crate) fn log_week(
    conn: &Connection,
    id: PromiseId,
    kept: bool,
    day: NaiveDate,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let promise = asked(conn, id)?;
    if !kept {
        return Ok(());
    }
    let today = today(conn, now)?;
    let since = day.checked_sub_days(Days::new(WEEK - 1)).unwrap_or(NaiveDate::MIN);
    for (due, _) in promise.days_back_from(day.min(today)).take_while(|(due, _)| *due >= since) {
        if log::outcome(conn, promise.row, due)?.is_none() {
            let request = LogRequest { day: Some(due), outcome: Outcome::Kept, note: None, amends: None };
            log::write(conn, &promise, request, today, now)?;
        }
    }
    Ok(())
}

fn asked(conn: &Connection, id: PromiseId) -> Result<Stored> {
    rows::find(conn, id).map_err(|e| match e {
        MendError::NotFound => bad("promise", FieldProblem::Unknown),
        e => e,
    })
}

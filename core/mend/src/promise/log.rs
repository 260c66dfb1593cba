//! How days went, as their owner wrote it down. Each change is a line of its own; the last one counts.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::limits::{self, bad};
use super::rows::Stored;
use super::terms::checked_text;
use super::{CountedView, DayPage, DayView, LogRequest, LogView, Outcome};
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{date, instant, number, offset};
use crate::page::checked_limit;
use crate::text::Text;

/// One line of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    outcome: Outcome,
    note: String,
    amends: String,
}

const LINE: &str = "outcome, note, amends, logged_at, logged_offset";

/// Writes a line, unless it says the same as the one before.
pub(super) fn write(
    conn: &Connection,
    promise: &Stored,
    request: LogRequest,
    today: NaiveDate,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let day = due_day(promise, request.day.unwrap_or(today), today)?;
    let before = last(conn, promise.row, day)?;
    let (note, amends) = before.clone().map_or_else(Default::default, |line| (line.note, line.amends));
    let line = Line {
        outcome: request.outcome,
        note: request.note.map_or(Ok(note), |note| checked_text("note", note))?,
        amends: request.amends.map_or(Ok(amends), |amends| checked_text("amends", amends))?,
    };
    if before.as_ref() == Some(&line) {
        return Ok(());
    }
    conn.prepare_cached(
        "INSERT INTO promise_log (promise, day, logged_at, logged_offset, outcome, note, amends)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        promise.row,
        number(day),
        millis(now),
        offset(now),
        line.outcome as i64,
        line.note,
        line.amends,
    ])?;
    Ok(())
}

/// A day that has come, and on which the promise is due.
fn due_day(promise: &Stored, day: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    if day > today {
        return Err(bad("due_day", FieldProblem::TooLate { latest: today }));
    }
    if promise.is_due(day) { Ok(day) } else { Err(bad("due_day", FieldProblem::Unknown)) }
}

/// Removes all lines of a day. `NotFound` where there are none.
pub(super) fn remove(conn: &Connection, promise: i64, day: NaiveDate) -> Result<()> {
    match conn.execute("DELETE FROM promise_log WHERE promise = ?1 AND day = ?2", params![promise, number(day)])? {
        0 => Err(MendError::NotFound),
        _ => Ok(()),
    }
}

/// Removes what was said before the last line of each day.
pub(super) fn clear_history(conn: &Connection, promise: i64) -> Result<()> {
    conn.execute(
        "DELETE FROM promise_log AS old WHERE promise = ?1 AND EXISTS
             (SELECT 1 FROM promise_log new WHERE new.promise = ?1 AND new.day = old.day AND new.id > old.id)",
        [promise],
    )?;
    Ok(())
}

/// The newest day of which anything was said.
pub(super) fn last_day(conn: &Connection, promise: i64) -> Result<Option<NaiveDate>> {
    let day: Option<i64> = conn
        .prepare_cached("SELECT max(day) FROM promise_log WHERE promise = ?1")?
        .query_row([promise], |row| row.get(0))?;
    day.map(date).transpose()
}

pub(super) fn outcome(conn: &Connection, promise: i64, day: NaiveDate) -> Result<Option<Outcome>> {
    Ok(last(conn, promise, day)?.map(|line| line.outcome))
}

/// All that was said of a day, oldest first.
pub(super) fn of_day(conn: &Connection, promise: i64, day: NaiveDate, text: &Text) -> Result<Vec<LogView>> {
    let sql = format!("SELECT {LINE} FROM promise_log WHERE promise = ?1 AND day = ?2 ORDER BY id");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params![promise, number(day)])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let Line { outcome, note, amends } = line(row)?;
        let changes = lines.len() as u32;
        let logged_at = instant(row.get(3)?, row.get(4)?)?;
        lines.push(LogView { outcome, words: words(outcome, text), note, amends, logged_at, changes });
    }
    Ok(lines)
}

/// One page of the days that have come, newest first.
pub(super) fn page(
    conn: &Connection,
    promise: &Stored,
    limit: u32,
    after: Option<&str>,
    today: NaiveDate,
    text: &Text,
) -> Result<DayPage> {
    let limit = checked_limit(limit)? as usize;
    let after = after.map(|day| day.parse::<NaiveDate>().map_err(|_| bad("after", FieldProblem::Malformed)));
    let newest = match after.transpose()? {
        Some(after) => after.pred_opt().unwrap_or(NaiveDate::MIN).min(today),
        None => today,
    };
    let mut due = promise.days_back_from(newest);
    let mut days = Vec::new();
    for (day, version) in due.by_ref().take(limit) {
        days.push(DayView { day, version, log: of_day(conn, promise.row, day, text)?.pop() });
    }
    let next = due.next().and(days.last()).map(|last| last.day.to_string());
    Ok(DayPage { days, next })
}

/// The last results, up to eight. `None` below four.
pub(super) fn counted(conn: &Connection, promise: i64, text: &Text) -> Result<Option<CountedView>> {
    let mut statement = conn.prepare_cached(
        "SELECT outcome FROM promise_log l
         WHERE promise = ?1 AND outcome <> 3
           AND id = (SELECT max(id) FROM promise_log m WHERE m.promise = ?1 AND m.day = l.day)
         ORDER BY day DESC LIMIT ?2",
    )?;
    let mut rows = statement.query(params![promise, limits::COUNTED as i64])?;
    let mut last = Vec::with_capacity(limits::COUNTED);
    while let Some(row) = rows.next()? {
        last.push(outcome_of(row.get(0)?)?);
    }
    if last.len() < limits::FEWEST {
        return Ok(None);
    }
    let count = |outcome| last.iter().filter(|one| **one == outcome).count() as u32;
    let (kept, of) = (count(Outcome::Kept), last.len() as u32);
    Ok(Some(CountedView {
        kept,
        partly: count(Outcome::Partly),
        missed: count(Outcome::Missed),
        of,
        sentence: text.get("promise-counted", &[("kept", &kept.to_string()), ("of", &of.to_string())]),
        caveat: text.get("insight-caveat", &[]),
    }))
}

fn last(conn: &Connection, promise: i64, day: NaiveDate) -> Result<Option<Line>> {
    let sql = format!("SELECT {LINE} FROM promise_log WHERE promise = ?1 AND day = ?2 ORDER BY id DESC LIMIT 1");
    let mut statement = conn.prepare_cached(&sql)?;
    statement.query_row(params![promise, number(day)], |row| Ok(line(row))).optional()?.transpose()
}

fn line(row: &Row<'_>) -> Result<Line> {
    Ok(Line { outcome: outcome_of(row.get(0)?)?, note: row.get(1)?, amends: row.get(2)? })
}

fn outcome_of(number: i64) -> Result<Outcome> {
    Outcome::ALL.into_iter().find(|outcome| *outcome as i64 == number).ok_or(MendError::Damaged)
}

fn words(outcome: Outcome, text: &Text) -> String {
    text.get(&format!("promise-outcome-{}", outcome.id()), &[])
}

//! Schedules in the tables, and back. Everything here runs inside its caller's transaction.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::expand::Rhythm;
use super::record::{Record, days};
use super::tables::FOREVER;
use super::timeline::{Clockface, Revision, Timeline};
use super::types::Subject;
use crate::ScheduleId;
use crate::clock::millis;
use crate::error::{MendError, Result};

/// A schedule as the tables hold it.
pub(super) struct Stored {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub id: ScheduleId,
    pub subject: Subject,
    /// Empty: the neutral word.
    pub notice: String,
    pub timeline: Timeline,
}

pub(super) fn insert(
    conn: &Connection,
    id: ScheduleId,
    record: &Record,
    begins: i64,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO schedule (uid, subject, notice, made_at, made_offset, begins) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id.0, json(&record.subject)?, record.notice, millis(now), offset(now), begins])?;
    add_revision(conn, conn.last_insert_rowid(), &record.revision, now)
}

pub(super) fn add_revision(
    conn: &Connection,
    schedule: i64,
    revision: &Revision,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let Rhythm { anchor, cadence, times, until } = &revision.rhythm;
    let times: Vec<_> = times.iter().map(|time| time.format(TIME).to_string()).collect();
    let zone = match revision.clockface {
        Clockface::Floating => "",
        Clockface::Fixed(zone) => zone.name(),
    };
    conn.prepare_cached(
        "INSERT INTO schedule_revision
             (schedule, effective_from, made_at, made_offset, anchor, cadence, times, zone, grace_minutes, until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        schedule,
        days(revision.effective_from),
        millis(now),
        offset(now),
        days(*anchor),
        json(cadence)?,
        times.join(" "),
        zone,
        revision.grace_minutes,
        until.map_or(FOREVER, days),
    ])?;
    Ok(())
}

pub(super) fn count(conn: &Connection) -> Result<u32> {
    Ok(conn.query_row("SELECT count(*) FROM schedule", [], |row| row.get(0))?)
}

/// All schedules, in the order in which they were made.
pub(super) fn all(conn: &Connection) -> Result<Vec<Stored>> {
    let mut statement =
        conn.prepare_cached("SELECT id, uid, subject, notice, begins, ends FROM schedule ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(stored(conn, row)?);
    }
    Ok(all)
}

pub(super) fn find(conn: &Connection, id: ScheduleId) -> Result<Stored> {
    conn.prepare_cached("SELECT id, uid, subject, notice, begins, ends FROM schedule WHERE uid = ?1")?
        .query_row([id.0], |row| Ok(stored(conn, row)))
        .optional()?
        .ok_or(MendError::NotFound)?
}

pub(super) fn set_notice(conn: &Connection, schedule: i64, notice: &str) -> Result<()> {
    conn.prepare_cached("UPDATE schedule SET notice = ?2 WHERE id = ?1")?.execute(params![schedule, notice])?;
    Ok(())
}

/// Ends a pause that is under way, before `minute`.
pub(super) fn end_pause(conn: &Connection, schedule: i64, minute: i64) -> Result<()> {
    conn.prepare_cached("UPDATE schedule_pause SET ends = max(begins, ?2) WHERE schedule = ?1 AND ends > ?2")?
        .execute(params![schedule, minute])?;
    Ok(())
}

pub(super) fn add_pause(conn: &Connection, schedule: i64, pause: Range<i64>) -> Result<()> {
    conn.prepare_cached("INSERT INTO schedule_pause (schedule, begins, ends) VALUES (?1, ?2, ?3)")?
        .execute(params![schedule, pause.start, pause.end])?;
    Ok(())
}

pub(super) fn end(conn: &Connection, schedule: i64, minute: i64) -> Result<()> {
    conn.prepare_cached("UPDATE schedule SET ends = ?2 WHERE id = ?1")?.execute(params![schedule, minute])?;
    Ok(())
}

/// With its revisions, its pauses and its log.
pub(super) fn remove(conn: &Connection, id: ScheduleId) -> Result<()> {
    match conn.prepare_cached("DELETE FROM schedule WHERE uid = ?1")?.execute([id.0])? {
        0 => Err(MendError::NotFound),
        _ => Ok(()),
    }
}

/// Seconds east of UTC.
pub(super) fn offset(at: DateTime<FixedOffset>) -> i32 {
    at.offset().local_minus_utc()
}

const TIME: &str = "%H:%M";

fn stored(conn: &Connection, row: &Row<'_>) -> Result<Stored> {
    let schedule: i64 = row.get(0)?;
    let (begins, ends) = (row.get(4)?, row.get(5)?);
    let timeline = Timeline::new(begins, ends, pauses(conn, schedule)?, revisions(conn, schedule)?);
    Ok(Stored {
        row: schedule,
        id: ScheduleId(row.get(1)?),
        subject: from_json(&row.get::<_, String>(2)?)?,
        notice: row.get(3)?,
        timeline: timeline.ok_or(MendError::Damaged)?,
    })
}

fn pauses(conn: &Connection, schedule: i64) -> Result<Vec<Range<i64>>> {
    let mut statement = conn
        .prepare_cached("SELECT begins, ends FROM schedule_pause WHERE schedule = ?1 AND begins < ends ORDER BY id")?;
    let pauses = statement.query_map([schedule], |row| Ok(row.get(0)?..row.get(1)?))?.collect::<Result<_, _>>()?;
    Ok(pauses)
}

fn revisions(conn: &Connection, schedule: i64) -> Result<Vec<Revision>> {
    let mut statement = conn.prepare_cached(
        "SELECT effective_from, anchor, cadence, times, zone, grace_minutes, until
         FROM schedule_revision WHERE schedule = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([schedule])?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        revisions.push(revision(row)?);
    }
    Ok(revisions)
}

fn revision(row: &Row<'_>) -> Result<Revision> {
    let text = |index: usize| -> Result<&str> { row.get_ref(index)?.as_str().map_err(|_| MendError::Damaged) };
    let times = text(3)?.split(' ').map(|time| NaiveTime::parse_from_str(time, TIME).map_err(|_| MendError::Damaged));
    let until: i64 = row.get(6)?;
    Ok(Revision {
        effective_from: date(row.get(0)?)?,
        rhythm: Rhythm {
            anchor: date(row.get(1)?)?,
            cadence: from_json(text(2)?)?,
            times: times.collect::<Result<_>>()?,
            until: if until == FOREVER { None } else { Some(date(until)?) },
        },
        clockface: match text(4)? {
            "" => Clockface::Floating,
            name => Clockface::Fixed(name.parse().map_err(|_| MendError::Damaged)?),
        },
        grace_minutes: row.get(5)?,
    })
}

/// A day as the tables count it.
pub(super) fn date(number: i64) -> Result<NaiveDate> {
    i32::try_from(number).ok().and_then(NaiveDate::from_epoch_days).ok_or(MendError::Damaged)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| MendError::Internal)
}

fn from_json<'t, T: serde::Deserialize<'t>>(text: &'t str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| MendError::Damaged)
}

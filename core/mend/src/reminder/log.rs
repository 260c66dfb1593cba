//! What was done with slots, as it was written down. Nothing here is ever worked out again: a late answer stays late,
//! and an answer in time stays in time, whatever becomes of the schedule.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, params};

use super::limits;
use super::record::days;
use super::rows::{date, offset};
use super::types::{Mark, SlotState};
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::journal::instant;

/// One line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Marked { mark: Mark, late: bool },
    Snoozed { until: DateTime<FixedOffset> },
}

/// All lines of one slot together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SlotLog {
    pub opened: bool,
    /// The last that was written: after an answer nothing else is.
    closed: Option<SlotState>,
    pub snoozed_until: Option<DateTime<FixedOffset>>,
    pub snoozes: usize,
    pub last_at: Option<DateTime<FixedOffset>>,
}

/// By civil date and time index.
pub(super) type Logs = BTreeMap<(NaiveDate, u8), SlotLog>;

impl SlotLog {
    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    pub fn is_answered(&self) -> bool {
        matches!(self.closed, Some(SlotState::Answered | SlotState::AnsweredLate))
    }

    /// `start` is the slot's instant, `at` the time by which things are concluded.
    pub fn state(&self, start: DateTime<Utc>, grace: TimeDelta, at: DateTime<FixedOffset>) -> SlotState {
        self.closed.unwrap_or(if at < self.runs_out(start, grace) { SlotState::Open } else { SlotState::Passed })
    }

    /// What was put off has its whole grace again when it comes back.
    pub fn runs_out(&self, start: DateTime<Utc>, grace: TimeDelta) -> DateTime<Utc> {
        self.snoozed_until.map_or(start, |until| start.max(until.with_timezone(&Utc))) + grace
    }

    pub fn snoozes_left(&self) -> u8 {
        limits::SNOOZES.saturating_sub(self.snoozes) as u8
    }

    fn take(&mut self, line: Line, at: DateTime<FixedOffset>) {
        self.last_at = Some(at);
        match line {
            Line::Snoozed { until } => {
                self.snoozes += 1;
                self.snoozed_until = Some(until);
            }
            Line::Marked { mark: Mark::Opened, .. } => self.opened = true,
            Line::Marked { mark: Mark::Answered, late } => {
                self.closed = Some(if late { SlotState::AnsweredLate } else { SlotState::Answered });
            }
            Line::Marked { mark: Mark::Skipped, .. } => self.closed = Some(SlotState::Skipped),
            Line::Marked { mark: Mark::Excused, .. } => self.closed = Some(SlotState::Excused),
        }
    }

    /// Whether a mark would say nothing new. An answer stays one, whatever comes after.
    pub fn says(&self, mark: Mark) -> bool {
        match mark {
            Mark::Opened => self.opened,
            Mark::Answered => self.is_answered(),
            Mark::Skipped => self.is_answered() || self.closed == Some(SlotState::Skipped),
            Mark::Excused => self.is_answered() || self.closed == Some(SlotState::Excused),
        }
    }
}

pub(super) fn append(
    conn: &Connection,
    schedule: i64,
    (day, index): (NaiveDate, u8),
    line: Line,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let (what, late, until) = match line {
        Line::Marked { mark, late } => (number(mark), late, None),
        Line::Snoozed { until } => (SNOOZED, false, Some(until)),
    };
    conn.prepare_cached(
        "INSERT INTO slot_log (schedule, day, time_index, at, at_offset, what, late, until, until_offset)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        schedule,
        days(day),
        index,
        millis(now),
        offset(now),
        what,
        late,
        until.map_or(0, millis),
        until.map_or(0, offset),
    ])?;
    Ok(())
}

/// What was done with the slots of these days, both included.
pub(super) fn of_days(conn: &Connection, schedule: i64, from: NaiveDate, to: NaiveDate) -> Result<Logs> {
    let mut statement = conn.prepare_cached(
        "SELECT day, time_index, at, at_offset, what, late, until, until_offset
         FROM slot_log WHERE schedule = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY id",
    )?;
    let mut rows = statement.query(params![schedule, days(from), days(to)])?;
    let mut logs = Logs::new();
    while let Some(row) = rows.next()? {
        let line = match row.get(4)? {
            SNOOZED => Line::Snoozed { until: instant(row.get(6)?, row.get(7)?)? },
            what => Line::Marked { mark: mark(what)?, late: row.get(5)? },
        };
        let at = instant(row.get(2)?, row.get(3)?)?;
        logs.entry((date(row.get(0)?)?, row.get(1)?)).or_default().take(line, at);
    }
    Ok(logs)
}

/// The last day of which anything was written down.
pub(super) fn last_day(conn: &Connection, schedule: i64) -> Result<Option<NaiveDate>> {
    let day: Option<i64> = conn
        .prepare_cached("SELECT max(day) FROM slot_log WHERE schedule = ?1")?
        .query_row([schedule], |row| row.get(0))?;
    day.map(date).transpose()
}

/// Slots that come back after `now`, by row id of their schedule.
pub(super) fn snoozed_beyond(conn: &Connection, now: DateTime<FixedOffset>) -> Result<Vec<(i64, NaiveDate, u8)>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT schedule, day, time_index FROM slot_log WHERE what = 4 AND until > ?1")?;
    let mut rows = statement.query([millis(now)])?;
    let mut slots = Vec::new();
    while let Some(row) = rows.next()? {
        slots.push((row.get(0)?, date(row.get(1)?)?, row.get(2)?));
    }
    Ok(slots)
}

const SNOOZED: i64 = 4;

fn number(mark: Mark) -> i64 {
    match mark {
        Mark::Opened => 0,
        Mark::Answered => 1,
        Mark::Skipped => 2,
        Mark::Excused => 3,
    }
}

fn mark(number: i64) -> Result<Mark> {
    match number {
        0 => Ok(Mark::Opened),
        1 => Ok(Mark::Answered),
        2 => Ok(Mark::Skipped),
        3 => Ok(Mark::Excused),
        _ => Err(MendError::Damaged),
    }
}

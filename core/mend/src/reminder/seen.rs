//! A clock that was set back.
//!
//! The latest time seen is kept. While the clock says an earlier one, everything is concluded by the kept time: no slot
//! that has passed is open again, none passes meanwhile, and no answer becomes late that was not. The plan follows the
//! clock as it is, since the phone rings by it; so do a pause and an end, which a person expects to hold at once.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::{Connection, params};

use super::rows::offset;
use crate::clock::millis;
use crate::error::Result;
use crate::journal::instant;

/// Clocks are corrected by so much without anyone setting them.
const CORRECTED: TimeDelta = TimeDelta::minutes(5);
/// Looking alone writes no more often than this.
const WORTH_KEEPING: TimeDelta = TimeDelta::hours(1);

#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    latest: Option<DateTime<FixedOffset>>,
    now: DateTime<FixedOffset>,
}

impl Seen {
    pub fn at(conn: &Connection, now: DateTime<FixedOffset>) -> Result<Self> {
        let mut statement = conn.prepare_cached("SELECT seen_at, seen_offset FROM reminder_setting")?;
        let (at, offset): (i64, i32) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let latest = if at == 0 { None } else { Some(instant(at, offset)?) };
        Ok(Self { latest, now })
    }

    /// The time by which things are concluded: now, or the latest time seen.
    pub fn concludes_at(&self) -> DateTime<FixedOffset> {
        self.latest.map_or(self.now, |latest| if latest > self.now { latest } else { self.now })
    }

    /// The latest time seen, if the clock was set back.
    pub fn set_back_from(&self) -> Option<DateTime<FixedOffset>> {
        self.latest.filter(|latest| *latest > self.now + CORRECTED)
    }

    pub fn is_worth_keeping(&self) -> bool {
        self.latest.is_none_or(|latest| self.now >= latest + WORTH_KEEPING)
    }
}

/// Keeps `now` if it is the latest.
pub(super) fn keep(conn: &Connection, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached("UPDATE reminder_setting SET seen_at = ?1, seen_offset = ?2 WHERE seen_at < ?1")?
        .execute(params![millis(now), offset(now)])?;
    Ok(())
}

/// Takes `now` for right, whatever was seen.
pub(super) fn accept(conn: &Connection, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached("UPDATE reminder_setting SET seen_at = ?1, seen_offset = ?2")?
        .execute(params![millis(now), offset(now)])?;
    Ok(())
}

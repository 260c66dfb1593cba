//! Whether reminders are on, and the quiet hours: one row for all schedules.

use chrono::{NaiveTime, Timelike};
use rusqlite::{Connection, params};

use super::limits::bad;
use super::record::is_whole_minute;
use super::types::{QuietHours, ReminderSettings};
use crate::error::{FieldProblem, MendError, Result};

pub(crate) fn read(conn: &Connection) -> Result<ReminderSettings> {
    let mut statement = conn.prepare_cached("SELECT switched_on, quiet_from, quiet_to FROM reminder_setting")?;
    let (on, from, to): (bool, u32, u32) =
        statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let quiet = if from == to { None } else { Some(QuietHours { from: time(from)?, to: time(to)? }) };
    Ok(ReminderSettings { on, quiet })
}

pub(crate) fn checked(settings: ReminderSettings) -> Result<ReminderSettings> {
    match settings.quiet {
        Some(QuietHours { from, to }) if from == to || !is_whole_minute(&from) || !is_whole_minute(&to) => {
            Err(bad("quiet", FieldProblem::Malformed))
        }
        _ => Ok(settings),
    }
}

pub(crate) fn write(conn: &Connection, settings: ReminderSettings) -> Result<()> {
    let (from, to) = settings.quiet.map_or((0, 0), |quiet| (minute(quiet.from), minute(quiet.to)));
    conn.execute(
        "UPDATE reminder_setting SET switched_on = ?1, quiet_from = ?2, quiet_to = ?3",
        params![settings.on, from, to],
    )?;
    Ok(())
}

fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

fn time(minute: u32) -> Result<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(minute.saturating_mul(60), 0).ok_or(MendError::Damaged)
}

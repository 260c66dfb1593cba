//! Which day an instant belongs to: its own civil date, counted from the hour at which the journal's day ends.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

use crate::error::{MendError, Result};

/// 1970-01-01, from which days count.
const DAY_ZERO: i32 = 719_163;
pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Days since 1970 of the day that `at` belongs to: 00:30 belongs to the evening before where the day ends at 3.
pub(super) fn day_of(at: DateTime<FixedOffset>, day_ends_at: u8) -> i64 {
    number(at.naive_local().date()) - i64::from(hour_of(at) < day_ends_at)
}

fn hour_of(at: DateTime<FixedOffset>) -> u8 {
    // 0..=23 by definition.
    chrono::Timelike::hour(&at) as u8
}

/// The day on which `now` falls.
pub(crate) fn date_of(at: DateTime<FixedOffset>, day_ends_at: u8) -> NaiveDate {
    (at.naive_local() - TimeDelta::hours(day_ends_at.into())).date()
}

/// A date as the database counts it.
pub(crate) fn number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce() - DAY_ZERO)
}

/// A date from the database.
pub(crate) fn date(number: i64) -> Result<NaiveDate> {
    i32::try_from(number)
        .ok()
        .and_then(|n| n.checked_add(DAY_ZERO))
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or(MendError::Damaged)
}

/// An instant from the database, in the offset of its writer.
pub(crate) fn instant(ms: i64, offset: i32) -> Result<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(offset).ok_or(MendError::Damaged)?;
    Ok(DateTime::from_timestamp_millis(ms).ok_or(MendError::Damaged)?.with_timezone(&offset))
}

/// Re-derives the day of every entry after the hour was changed; the same arithmetic as [`day_of`], in SQL.
/// 40 000 days keep the numerator positive back to 1900, since SQL divides towards zero.
pub(crate) const RECOUNT_DAYS: &str = "
    UPDATE timeline
    SET day = (happened_at + utc_offset * 1000 - ?1 * 3600000 + 40000 * 86400000) / 86400000 - 40000";

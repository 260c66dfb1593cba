//! How much a schedule may say, and how a value outside is refused.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::error::{FieldProblem, MendError, Result};

/// Every how many days, weeks or months.
pub const EVERY: RangeInclusive<i64> = 1..=52;
/// Days of a month go from 1 to this, or back to its negative.
pub const LAST_DAY_OF_MONTH: u8 = 31;
/// The fifth Friday, or the fifth from the end.
pub const LAST_NTH: u8 = 5;
/// Reminders on one day.
pub const TIMES: usize = 4;
/// Years of every date of a schedule.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;
/// No cadence reaches further.
pub const LAST_DATE: NaiveDate = NaiveDate::from_ymd_opt(2200, 12, 31).expect("a day of the calendar");
/// How long an answer is in time: up to 31 days.
pub const GRACE_MINUTES: RangeInclusive<u32> = 1..=31 * 24 * 60;
/// What a program may offer where nobody chose: half a day.
pub const USUAL_GRACE_MINUTES: u32 = 12 * 60;
/// Characters of a notice, on one line.
pub const NOTICE_CHARACTERS: usize = 100;
/// Characters of what a reminder of one's own is about, on one line.
pub const ABOUT_CHARACTERS: usize = 200;
/// Letters, digits, `-`, `_` and `.` of a name or an id that a subject refers to.
pub const NAME_BYTES: usize = 64;
/// Schedules that were not removed, those that have ended included.
pub const SCHEDULES: u32 = 200;
/// How often one reminder can be put off, and how many that were put off a plan rings again.
pub const SNOOZES: usize = 3;
/// How far ahead something can be put off.
pub const SNOOZE_HOURS: i64 = 24;
/// Alarms of a plan besides the notice and what was put off: with these it stays within the 64 that an iPhone keeps.
pub const ALARMS: RangeInclusive<u32> = 1..=60;
/// All alarms that one plan can have.
pub const PLANNED: usize = *ALARMS.end() as usize + 1 + SNOOZES;
/// Days ahead for which a plan sets alarms.
pub const PLAN_DAYS: u64 = 366;
/// Days ahead that can be listed.
pub const DAYS_AHEAD: RangeInclusive<u32> = 1..=366;
/// Slots in one page of a history.
pub const PAGE: RangeInclusive<u32> = 1..=500;
/// Bytes of a line for [`super::expand_line`].
pub const LINE_BYTES: usize = 4096;

pub(super) fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

pub(super) fn out_of_range(field: &'static str, least: i64, most: i64) -> MendError {
    bad(field, FieldProblem::OutOfRange { least, most })
}

pub(super) fn in_range(field: &'static str, value: i64, range: RangeInclusive<i64>) -> Result<()> {
    if range.contains(&value) { Ok(()) } else { Err(out_of_range(field, *range.start(), *range.end())) }
}

/// A date within the years of this house.
pub(super) fn checked_date(field: &'static str, date: NaiveDate) -> Result<NaiveDate> {
    if YEARS.contains(&date.year()) {
        return Ok(date);
    }
    Err(out_of_range(field, (*YEARS.start()).into(), (*YEARS.end()).into()))
}

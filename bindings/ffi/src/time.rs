//! Instants, moments and days.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use mend_core::{FieldProblem, MendError};

/// An instant, as milliseconds since 1970.
pub type Instant = DateTime<Utc>;

uniffi::custom_type!(
    /// A point in time, exact to the millisecond.
    Instant, i64, {
        remote,
        lower: |at| at.timestamp_millis(),
        try_lift: |millis| Ok(DateTime::from_timestamp_millis(millis).ok_or(malformed("time"))?),
    }
);

/// When something happened, on the clock of whoever it happened to.
pub type Moment = DateTime<FixedOffset>;

uniffi::custom_type!(
    /// When something happened, and the offset of the clock on the wall.
    Moment, InstantAndOffset, {
        remote,
        lower: |at| InstantAndOffset { instant: at.to_utc(), offset_seconds: at.offset().local_minus_utc() },
        try_lift: |parts| {
            let offset = FixedOffset::east_opt(parts.offset_seconds).ok_or(malformed("time"))?;
            Ok(parts.instant.with_timezone(&offset))
        },
    }
);

/// What a `Moment` is made of. Write `Moment`; this is the same type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct InstantAndOffset {
    pub instant: Instant,
    /// Seconds that the local clock is ahead of UTC: 3600 in Berlin in winter. Less than a day either way.
    pub offset_seconds: i32,
}

/// A day of the calendar.
pub type Day = NaiveDate;

uniffi::custom_type!(
    /// A day of the calendar, in no zone.
    Day, String, {
        remote,
        lower: |day| day.to_string(),
        try_lift: |text| Ok(text.parse::<NaiveDate>().map_err(|_| malformed("day"))?),
    }
);

/// A value that no app of ours sends, in the form that the app can catch.
pub(crate) fn malformed(field: &'static str) -> MendError {
    MendError::BadField { field, problem: FieldProblem::Malformed }
}

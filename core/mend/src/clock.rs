//! Time comes from outside.

use std::fmt::Display;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Local, SecondsFormat, TimeZone, Utc};
use serde::Serializer;

/// Tells the domain what time it is, and in which offset its user lives right now. Never asked by a security timer.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<FixedOffset>;
}

/// The system's clock and zone.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
}

/// A clock that stands still, for `--now` and for tests.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub DateTime<FixedOffset>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0
    }
}

/// A clock that only ever runs forward and that no user can set: for security timers.
pub trait Monotonic: Send + Sync {
    /// The time since some moment of its own, the same for every call.
    fn now(&self) -> Duration;
}

/// The system's monotonic clock. On most phones it stands still while the phone sleeps.
#[derive(Clone, Copy, Debug)]
pub struct SinceStart(Instant);

impl SinceStart {
    /// One that counts from this moment.
    pub fn now() -> Self {
        Self(Instant::now())
    }
}

impl Monotonic for SinceStart {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Milliseconds since 1970, as records keep instants.
pub(crate) fn millis(at: DateTime<FixedOffset>) -> i64 {
    at.with_timezone(&Utc).timestamp_millis()
}

/// The same instant without what records do not keep.
pub(crate) fn whole_millis(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(millis(at)).map_or(at, |whole| whole.with_timezone(at.offset()))
}

/// Writes an instant as RFC 3339 with its offset in digits, `+00:00` too: not every reader knows `Z`.
pub(crate) fn rfc3339<Tz: TimeZone, S: Serializer>(at: &DateTime<Tz>, to: S) -> Result<S::Ok, S::Error>
where
    Tz::Offset: Display,
{
    to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

pub(crate) fn rfc3339_or_null<S: Serializer>(at: &Option<DateTime<FixedOffset>>, to: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => rfc3339(at, to),
        None => to.serialize_none(),
    }
}

//! One time of one day of one schedule.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::limits::{self, bad};
use crate::ScheduleId;
use crate::error::{FieldProblem, MendError, Result};

/// A slot is a schedule, a civil date and which of that day's times: no zone has a part in it, so that two people in
/// two zones mean the same one. Written `SCHEDULE.2026-03-29.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    pub schedule: ScheduleId,
    pub date: NaiveDate,
    /// 0 to 3, in the order of the day.
    pub index: u8,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.schedule, self.date, self.index)
    }
}

impl FromStr for Slot {
    type Err = MendError;

    /// # Errors
    /// `BadField`: `slot`.
    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('.').and_then(|(schedule, rest)| Some((schedule.parse().ok()?, place(rest)?)));
        let (schedule, (date, index)) = parts.ok_or(bad("slot", FieldProblem::Malformed))?;
        Ok(Self { schedule, date, index })
    }
}

/// `2026-03-29.0`, a slot without its schedule.
pub(super) fn place(text: &str) -> Option<(NaiveDate, u8)> {
    let (date, index) = text.split_once('.').filter(|(date, index)| date.len() == 10 && index.len() == 1)?;
    let index = index.parse().ok().filter(|index| usize::from(*index) < limits::TIMES)?;
    Some((date.parse().ok()?, index))
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

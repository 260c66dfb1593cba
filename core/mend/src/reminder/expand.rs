//! At which moments: first the civil dates of a cadence, then the times of each, then the instant that a zone makes
//! of both.
//!
//! Where clocks are set forward, a time that no clock shows comes later by as much as they are set: 02:30 is 03:30.
//! Where they are set back, the first of two counts. So every civil time has exactly one instant, but two may share
//! one, and around such an hour the later civil time can be the earlier instant.
//!
//! The zones are those of chrono-tz, which writes changes of the clock down up to the year 2099. From 2100 on a zone
//! with summer time keeps its winter time all year.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

use super::cadence::Cadence;

/// Everything that says which civil times a schedule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rhythm {
    pub anchor: NaiveDate,
    pub cadence: Cadence,
    /// In order, each once.
    pub times: Vec<NaiveTime>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// One of the times of one of the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CivilSlot {
    pub date: NaiveDate,
    pub index: u8,
    pub time: NaiveTime,
}

impl CivilSlot {
    pub fn civil(&self) -> NaiveDateTime {
        self.date.and_time(self.time)
    }
}

impl Rhythm {
    /// From the first time of `from` on, oldest first.
    pub fn from(&self, from: NaiveDate) -> impl Iterator<Item = CivilSlot> + '_ {
        let until = self.until.unwrap_or(NaiveDate::MAX);
        let days = self.cadence.days_from(self.anchor, from).take_while(move |date| *date <= until);
        days.flat_map(|date| self.of_day(date))
    }

    /// From the last time of `to` back, newest first.
    pub fn back_from(&self, to: NaiveDate) -> impl Iterator<Item = CivilSlot> + '_ {
        let to = self.until.map_or(to, |until| until.min(to));
        self.cadence.days_back_from(self.anchor, to).flat_map(|date| self.of_day(date).rev())
    }

    pub fn first(&self) -> Option<CivilSlot> {
        self.from(self.anchor).next()
    }

    fn of_day(&self, date: NaiveDate) -> impl DoubleEndedIterator<Item = CivilSlot> + '_ {
        // At most four.
        self.times.iter().enumerate().map(move |(index, time)| CivilSlot { date, index: index as u8, time: *time })
    }
}

/// The instant of a civil time, as this file's first lines say.
pub(super) fn instant_in(zone: Tz, civil: NaiveDateTime) -> DateTime<Utc> {
    if let Some(instant) = zone.from_local_datetime(&civil).earliest() {
        return instant.with_timezone(&Utc);
    }
    // Read with the offset before the gap, the clock shows the time that comes as much later as the gap is long.
    let before = GapInfo::new(&civil, &zone).and_then(|gap| gap.begin);
    let before = before.map_or(0, |(_, offset)| offset.fix().local_minus_utc());
    (civil - TimeDelta::seconds(before.into())).and_utc()
}

/// The day before; the calendar has no end where this is called.
pub(super) fn day_before(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(1)).unwrap_or(date)
}

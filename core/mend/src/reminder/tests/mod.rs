//! The calendar by itself, then schedules over a real vault file.

mod alarms;
mod changes;
mod clock;
mod edge_days;
mod laws;
mod refusals;
mod slots;
mod vectors;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use mend_vault::StdIo;

use super::expand::{Rhythm, instant_in};
use super::*;
use crate::clock::Clock;
use crate::folder::Folder;
use crate::journal::tests::{Room, at, bad};

/// A private space with reminders, on a phone with a plain file.
pub(super) struct Phone {
    pub room: Room,
    pub reminders: Reminders,
    pub device: Arc<DeviceFile>,
    _folder: tempfile::TempDir,
}

impl Phone {
    /// At this time, with reminders on.
    pub fn at(rfc3339: &str) -> Self {
        let room = Room::new();
        let folder = tempfile::tempdir().unwrap();
        let device = Arc::new(DeviceFile::of(&Folder::new(folder.path().into(), Arc::new(StdIo))));
        let reminders = Reminders::new(room.db.clone(), device.clone(), Arc::new(Text::new("en")));
        let phone = Self { room, reminders, device, _folder: folder };
        phone.clock(rfc3339);
        phone.settings(ReminderSettings { on: true, quiet: None });
        phone
    }

    pub fn clock(&self, rfc3339: &str) {
        self.room.clock.set(rfc3339);
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        Clock::now(&*self.room.clock)
    }

    pub fn settings(&self, settings: ReminderSettings) {
        self.room.db.write(|tx| settings::write(tx, settings::checked(settings)?)).unwrap();
    }

    /// A schedule of one's own with nothing special, but what `change` says.
    pub fn add(&self, change: impl FnOnce(&mut ScheduleRequest)) -> ScheduleId {
        let mut request = request();
        change(&mut request);
        self.reminders.add(request).unwrap()
    }

    /// What is open: `2026-03-29.0`.
    pub fn due(&self) -> Vec<String> {
        let due = self.reminders.due(self.now()).unwrap();
        due.slots.iter().map(|due| place_of(&due.slot)).collect()
    }

    /// What became of a schedule, newest first: `2026-03-29.0 passed`.
    pub fn history(&self, id: ScheduleId) -> Vec<String> {
        let page = self.reminders.history(id, 500, None).unwrap();
        assert_eq!(page.next, None);
        page.slots.iter().map(told).collect()
    }

    /// When it rings: `2026-03-29T01:30Z`.
    pub fn rings(&self, zone: &str) -> Vec<String> {
        let plan = self.reminders.plan(self.now(), zone, 60).unwrap();
        plan.alarms.iter().map(|alarm| utc(alarm.utc)).collect()
    }
}

/// Every day at 20:00, wherever the phone is, with two hours for an answer.
pub(super) fn request() -> ScheduleRequest {
    ScheduleRequest {
        subject: Subject::Own { about: String::new() },
        cadence: daily(),
        times: vec![time("20:00")],
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 120,
        until: None,
        notice: None,
    }
}

pub(super) fn place_of(slot: &Slot) -> String {
    format!("{}.{}", slot.date, slot.index)
}

pub(super) fn told(past: &PastSlot) -> String {
    let state = serde_json::to_value(past.state).unwrap();
    format!("{} {}", place_of(&past.slot), state.as_str().unwrap())
}

pub(super) fn slot(schedule: ScheduleId, date: &str, index: u8) -> Slot {
    Slot { schedule, date: day(date), index }
}

pub(super) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub(super) fn time(hours_and_minutes: &str) -> NaiveTime {
    NaiveTime::parse_from_str(hours_and_minutes, "%H:%M").unwrap()
}

pub(super) fn civil(iso: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(iso, "%Y-%m-%dT%H:%M").unwrap()
}

/// As an instant is shown: `2026-03-29T01:30Z`.
pub(super) fn utc(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%dT%H:%MZ").to_string()
}

pub(super) fn daily() -> Cadence {
    Cadence::Daily { n: 1 }
}

pub(super) fn weekly(days: &[Weekday]) -> Cadence {
    Cadence::Weekly { n: 1, days: days.into(), week_start: Weekday::Mo }
}

/// The first few days, from the anchor on.
pub(super) fn first(cadence: &Cadence, anchor: &str, count: usize) -> Vec<String> {
    from(cadence, anchor, anchor, count)
}

pub(super) fn from(cadence: &Cadence, anchor: &str, from: &str, count: usize) -> Vec<String> {
    cadence.clone().checked().unwrap().days_from(day(anchor), day(from)).take(count).map(|d| d.to_string()).collect()
}

//! Slots whose time has come: what is open, what was marked, what is put off.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta, Utc};
use rusqlite::Connection;

use super::expand::CivilSlot;
use super::limits::{self, bad, out_of_range};
use super::log::{self, Line, SlotLog};
use super::rows::{self, Stored};
use super::seen::{self, Seen};
use super::slot::Slot;
use super::timeline::{Here, Revision};
use super::types::{DueList, DueView, Mark, SlotState};
use crate::error::{FieldProblem, MendError, Result};

pub(super) fn list(conn: &Connection, seen: Seen) -> Result<DueList> {
    let at = seen.concludes_at();
    let mut slots = Vec::new();
    for schedule in rows::all(conn)? {
        open_slots(conn, &schedule, at, &mut slots)?;
    }
    slots.sort_by_key(|due: &(DateTime<Utc>, DueView)| (due.0, due.1.slot));
    let slots = slots.into_iter().map(|(_, due)| due).collect();
    Ok(DueList { slots, clock_set_back_from: seen.set_back_from() })
}

fn open_slots(
    conn: &Connection,
    schedule: &Stored,
    at: DateTime<FixedOffset>,
    open: &mut Vec<(DateTime<Utc>, DueView)>,
) -> Result<()> {
    let today = schedule.timeline.civil(at).date();
    let first = today.checked_sub_days(Days::new(open_days(schedule))).unwrap_or(NaiveDate::MIN);
    let last = next_day(today);
    let logs = log::of_days(conn, schedule.row, first, last)?;
    for (revision, slot) in schedule.timeline.from(first).take_while(|(_, slot)| slot.date <= last) {
        let start = start(revision, &slot, at);
        let log = logs.get(&(slot.date, slot.index)).copied().unwrap_or_default();
        if start <= at && log.state(start, revision.grace(), at) == SlotState::Open {
            let due = DueView {
                slot: Slot { schedule: schedule.id, date: slot.date, index: slot.index },
                subject: schedule.subject.clone(),
                civil: slot.civil(),
                opened: log.opened,
                snoozed_until: log.snoozed_until.filter(|until| *until > at),
                snoozes_left: log.snoozes_left(),
            };
            open.push((start, due));
        }
    }
    Ok(())
}

/// How many days ago a slot can have been that is open yet: put off each time in the last minute.
fn open_days(schedule: &Stored) -> u64 {
    let turns = limits::SNOOZES as u64;
    let minutes = schedule.timeline.longest_grace_minutes() * (turns + 1) + limits::SNOOZE_HOURS as u64 * 60 * turns;
    minutes.div_ceil(24 * 60) + 2
}

pub(super) fn mark(conn: &Connection, slot: Slot, mark: Mark, now: DateTime<FixedOffset>) -> Result<()> {
    let at = Seen::at(conn, now)?.concludes_at();
    let found = Found::of(conn, slot, at)?;
    if !found.log.says(mark) {
        let late = mark == Mark::Answered && found.state(at) == SlotState::Passed;
        log::append(conn, found.schedule, (slot.date, slot.index), Line::Marked { mark, late }, now)?;
    }
    seen::keep(conn, now)
}

pub(super) fn snooze(
    conn: &Connection,
    slot: Slot,
    until: DateTime<FixedOffset>,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    if until <= now || until > now + TimeDelta::hours(limits::SNOOZE_HOURS) {
        return Err(out_of_range("snooze_until", 0, limits::SNOOZE_HOURS));
    }
    let at = Seen::at(conn, now)?.concludes_at();
    let found = Found::of(conn, slot, at)?;
    if found.start > at || found.state(at) != SlotState::Open {
        return Err(bad("slot", FieldProblem::Unknown));
    }
    if found.log.snoozes_left() == 0 {
        return Err(bad("snoozes", FieldProblem::TooLong { most: limits::SNOOZES as u32 }));
    }
    log::append(conn, found.schedule, (slot.date, slot.index), Line::Snoozed { until }, now)?;
    seen::keep(conn, now)
}

/// A slot that there is, with what was done with it.
struct Found {
    schedule: i64,
    start: DateTime<Utc>,
    grace: TimeDelta,
    log: SlotLog,
}

impl Found {
    /// `NotFound` if there is no such slot. One of today can be marked before its time; one of a day ahead cannot.
    fn of(conn: &Connection, slot: Slot, at: DateTime<FixedOffset>) -> Result<Self> {
        let schedule = rows::find(conn, slot.schedule)?;
        let (revision, civil) = schedule.timeline.find(slot.date, slot.index).ok_or(MendError::NotFound)?;
        let logs = log::of_days(conn, schedule.row, slot.date, slot.date)?;
        let log = logs.get(&(slot.date, slot.index)).copied();
        if log.is_none() && !schedule.timeline.has(civil.civil()) {
            return Err(MendError::NotFound);
        }
        let start = start(revision, &civil, at);
        let today = schedule.timeline.civil(at).date();
        if slot.date > today && start > at && log.is_none() {
            return Err(bad("slot", FieldProblem::TooLate { latest: today }));
        }
        Ok(Self { schedule: schedule.row, start, grace: revision.grace(), log: log.unwrap_or_default() })
    }

    fn state(&self, at: DateTime<FixedOffset>) -> SlotState {
        self.log.state(self.start, self.grace, at)
    }
}

/// A floating slot starts when the clock of the place where the phone is now shows its time.
pub(super) fn start(revision: &Revision, slot: &CivilSlot, at: DateTime<FixedOffset>) -> DateTime<Utc> {
    revision.clockface.instant(slot.civil(), Here::Offset(*at.offset()))
}

pub(super) fn next_day(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

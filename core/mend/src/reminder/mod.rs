//! Reminders: schedules, what became of each of their slots, and the alarms that a phone sets.
//!
//! [`Reminders`] is all that others see. `cadence` and `expand` are calendar arithmetic alone, and `vectors` lays it
//! open to be checked from outside. `record` checks what is asked for, `rows` and `log` keep it, `timeline` is a
//! schedule over all its changes; `due`, `history` and `plan` read from these what is open, what was, and what rings.
//! Nothing here knows of the partner.
//!
//! - A *slot* is a time of a day of a schedule. It is open from its time until its grace has run out; then it has
//!   passed. Nothing is ever called failed, and an answer is welcome at any time.
//! - A change of a schedule holds from a day on that has not begun. What was on the days before is read by what held
//!   then, and by the log, forever.
//! - Zones are those of chrono-tz, which knows no summer time from the year 2100 on.

mod cadence;
mod due;
mod expand;
mod history;
pub mod limits;
mod log;
mod plan;
mod record;
mod rows;
mod seen;
pub(crate) mod settings;
mod slot;
mod tables;
mod timeline;
mod types;
mod vectors;
mod view;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use self::cadence::{Cadence, DaysBack, DaysFrom, ShortMonth, Weekday};
use self::plan::Asked;
use self::record::{Record, checked_notice, last_day_not_before};
use self::rows::Stored;
use self::seen::Seen;
pub use self::slot::Slot;
pub(crate) use self::tables::TABLES;
use self::timeline::{midnight, minute_after, minute_at_or_after, minute_of};
pub use self::types::*;
pub use self::vectors::{ExpandedLine, expand_line};
use crate::device::{DeviceFile, PlannedRecord};
use crate::error::{FieldProblem, MendError, Result};
use crate::partner::ScheduleProposal;
use crate::space::{Db, Private};
use crate::text::Text;
use crate::{ScheduleId, clock};

/// The schedules of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has changed nothing. After each change, ask for
/// [`Reminders::plan`] again: the alarms that are set know nothing of it until then.
#[derive(Clone)]
pub struct Reminders {
    db: Db<Private>,
    device: Arc<DeviceFile>,
    text: Arc<Text>,
}

impl Reminders {
    /// The plan goes to `device`; `text` has the neutral words.
    pub(crate) fn new(db: Db<Private>, device: Arc<DeviceFile>, text: Arc<Text>) -> Self {
        Self { db, device, text }
    }

    /// Keeps a new schedule. Its first slot is the first whose time is still ahead.
    ///
    /// # Errors
    /// `BadField` with the name of the field that is out of bounds ([`limits`]): `set`, `subject`, `about`, `n`, `days`,
    /// `day`, `nth`, `cadence` (it never falls on a day), `times`, `anchor`, `zone`, `grace_minutes`, `until` (before
    /// the anchor, or no day is left), `notice`, `schedules` (200 are kept already).
    pub fn add(&self, request: ScheduleRequest) -> Result<ScheduleId> {
        let id = ScheduleId::make(self.db.rng());
        self.add_as(id, request)?;
        Ok(id)
    }

    fn add_as(&self, id: ScheduleId, request: ScheduleRequest) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| add_within(tx, id, request, now))
    }

    /// Changes a schedule from a day on that has not begun; the days before stay as they were. A request that changes
    /// nothing keeps nothing.
    ///
    /// # Errors
    /// `NotFound`, also when it has ended; `BadField` as [`Reminders::add`], and `effective_from` (a day that is past,
    /// or of which something has begun or was marked).
    pub fn change(&self, id: ScheduleId, change: ScheduleChange) -> Result<()> {
        let now = self.now();
        let notice = change.notice.as_ref().map(|notice| checked_notice(notice.as_deref())).transpose()?;
        let work = |tx: &rusqlite::Transaction<'_>| {
            let schedule = running(tx, id, now)?;
            let first = first_free_day(tx, &schedule, now)?;
            let from = change.effective_from.unwrap_or(first);
            last_day_not_before("effective_from", from, first)?;
            let latest = schedule.timeline.latest();
            let revision = latest.changed(change, from)?;
            if !revision.says_the_same(latest) {
                rows::add_revision(tx, schedule.row, &revision, now)?;
            }
            if let Some(notice) = &notice {
                rows::set_notice(tx, schedule.row, notice)?;
            }
            seen::keep(tx, now)
        };
        // The words of before are the user's own, and go.
        if notice.is_some() { self.db.remove(work) } else { self.db.write(work) }
    }

    /// No slots from now on, up to and with the day `until`, or until [`Reminders::resume`]. What is open stays open.
    /// A pause that is under way is replaced.
    ///
    /// # Errors
    /// `NotFound`, also when it has ended; `BadField`: `until` (a day that is past).
    pub fn pause(&self, id: ScheduleId, until: Option<NaiveDate>) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let schedule = running(tx, id, now)?;
            let civil = schedule.timeline.civil(now);
            if let Some(until) = until {
                last_day_not_before("until", until, civil.date())?;
            }
            let begins = minute_after(civil);
            let ends = until.map_or(tables::FOREVER, |until| midnight(due::next_day(until)));
            rows::end_pause(tx, schedule.row, begins)?;
            if begins < ends {
                rows::add_pause(tx, schedule.row, begins..ends)?;
            }
            seen::keep(tx, now)
        })
    }

    /// Ends a pause. What was left out stays left out. Without a pause it does nothing.
    ///
    /// # Errors
    /// `NotFound`, also when it has ended.
    pub fn resume(&self, id: ScheduleId) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let schedule = running(tx, id, now)?;
            rows::end_pause(tx, schedule.row, minute_at_or_after(schedule.timeline.civil(now)))?;
            seen::keep(tx, now)
        })
    }

    /// No slots from now on. What is open stays open, and the history stays. There is no way back.
    ///
    /// # Errors
    /// `NotFound`, also when it has ended.
    pub fn end(&self, id: ScheduleId) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let schedule = running(tx, id, now)?;
            rows::end(tx, schedule.row, minute_after(schedule.timeline.civil(now)))?;
            seen::keep(tx, now)
        })
    }

    /// Removes the bytes of a schedule, with its history. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn remove(&self, id: ScheduleId) -> Result<()> {
        self.db.remove(|tx| rows::remove(tx, id))
    }

    /// All schedules, in the order in which they were made; those that have ended too.
    pub fn list(&self) -> Result<Vec<ScheduleView>> {
        let now = self.now();
        self.db.read(|conn| Ok(rows::all(conn)?.into_iter().map(|one| view::of(one, now, &self.text)).collect()))
    }

    /// One schedule.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn show(&self, id: ScheduleId) -> Result<ScheduleView> {
        let now = self.now();
        self.db.read(|conn| Ok(view::of(rows::find(conn, id)?, now, &self.text)))
    }

    /// What is open at `now`. The time of a floating schedule is taken by the offset of `now`.
    pub fn due(&self, now: DateTime<FixedOffset>) -> Result<DueList> {
        let (seen, due) = self.db.read(|conn| {
            let seen = Seen::at(conn, now)?;
            Ok((seen, due::list(conn, seen)?))
        })?;
        self.keep_seen(seen, now)?;
        Ok(due)
    }

    /// The newest open slot of a set of questions, if there is one: what an answer now most likely answers.
    pub fn open_slot(&self, set: &str) -> Result<Option<Slot>> {
        let due = self.due(self.now())?.slots;
        Ok(due.into_iter().rev().find(|due| due.subject.is_checkin(set)).map(|due| due.slot))
    }

    /// Writes down what was done with a slot. One of today can be marked before its time; one that has passed can be
    /// answered at any time, and is marked as late then. Saying the same again writes nothing, and an answer stays one.
    ///
    /// # Errors
    /// `NotFound` when there is no such slot; `BadField`: `slot` (of a day that is still ahead).
    pub fn mark(&self, slot: Slot, mark: Mark) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| due::mark(tx, slot, mark, now))
    }

    /// Puts an open slot off, three times at most. It stays open, and has its whole grace again from then on.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `snooze_until` (past, or more than 24 hours ahead), `slot` (not open), `snoozes`.
    pub fn snooze(&self, slot: Slot, until: DateTime<FixedOffset>) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| due::snooze(tx, slot, until, now))
    }

    /// One page of what became of a schedule's slots, newest first. `limit` is 1 to 500; `after` is the `next` of the
    /// page before. Slots in a pause are left out.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `limit`, `after`.
    pub fn history(&self, id: ScheduleId, limit: u32, after: Option<&str>) -> Result<HistoryPage> {
        let now = self.now();
        self.db.read(|conn| history::page(conn, id, limit, after, Seen::at(conn, now)?))
    }

    /// Slots ahead, from `now` on for 1 to 366 days of 24 hours, whether reminders are on or not. `zone` is where
    /// floating times are taken, by its name of the IANA list.
    ///
    /// # Errors
    /// `BadField`: `zone`, `days_ahead`.
    pub fn occurrences(&self, now: DateTime<FixedOffset>, zone: &str, days: u32) -> Result<Vec<Occurrence>> {
        let (least, most) = (*limits::DAYS_AHEAD.start(), *limits::DAYS_AHEAD.end());
        limits::in_range("days_ahead", days.into(), least.into()..=most.into())?;
        let asked = Asked { now, zone: vectors::zone_named(zone)?, budget: 0 };
        self.db.read(|conn| plan::occurrences(conn, asked, days.into()))
    }

    /// The alarms to set, in place of all that were set before, and keeps them in the plain file for a phone that
    /// starts locked. `zone` is where the phone is; `budget` is how many alarms of slots it can set, 1 to 60. The same
    /// schedules, log, time, zone and budget give the same plan.
    ///
    /// # Errors
    /// `BadField`: `zone`, `budget`.
    pub fn plan(&self, now: DateTime<FixedOffset>, zone: &str, budget: u32) -> Result<PlanView> {
        let (least, most) = (*limits::ALARMS.start(), *limits::ALARMS.end());
        limits::in_range("budget", budget.into(), least.into()..=most.into())?;
        let asked = Asked { now, zone: vectors::zone_named(zone)?, budget: budget as usize };
        let (seen, plan) = self.db.read(|conn| Ok((Seen::at(conn, now)?, plan::plan(conn, asked, &self.text)?)))?;
        self.keep_seen(seen, now)?;
        self.device.change(|device| {
            device.plan = plan.alarms.iter().map(PlannedRecord::from).collect();
        })?;
        Ok(plan)
    }

    /// The clock is right as it is now. What was concluded by a later time, and does not stand in the log, is open
    /// again.
    pub fn accept_clock(&self) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| seen::accept(tx, now))
    }

    fn keep_seen(&self, seen: Seen, now: DateTime<FixedOffset>) -> Result<()> {
        if seen.is_worth_keeping() { self.db.write(|tx| seen::keep(tx, now)) } else { Ok(()) }
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        let now = self.db.clock().now();
        crate::journal::instant(clock::millis(now), rows::offset(now)).unwrap_or(now)
    }
}

/// A check-in of `set` was answered for `slot`. Inside the caller's transaction.
///
/// # Errors
/// `NotFound` when there is no such slot; `BadField`: `slot` (of a schedule for something else, or a day ahead).
pub(crate) fn answered(conn: &rusqlite::Connection, slot: Slot, set: &str, now: DateTime<FixedOffset>) -> Result<()> {
    if !rows::find(conn, slot.schedule)?.subject.is_checkin(set) {
        return Err(limits::bad("slot", FieldProblem::Unknown));
    }
    due::mark(conn, slot, Mark::Answered, now)
}

/// Removes every schedule for something that is gone. Inside the caller's transaction, which removes too.
pub(crate) fn remove_all_for(conn: &rusqlite::Connection, subject: &Subject) -> Result<()> {
    let of_it = rows::all(conn)?.into_iter().filter(|schedule| schedule.subject == *subject);
    of_it.map(|schedule| schedule.id).try_for_each(|id| rows::remove(conn, id))
}

/// [`Reminders::add`] inside its caller's transaction.
pub(crate) fn add_within(
    conn: &rusqlite::Connection,
    id: ScheduleId,
    request: ScheduleRequest,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let record = Record::checked(request, now)?;
    let begins = minute_at_or_after(record.revision.clockface.civil(now));
    if rows::count(conn)? >= limits::SCHEDULES {
        return Err(limits::bad("schedules", FieldProblem::TooLong { most: limits::SCHEDULES }));
    }
    rows::insert(conn, id, &record, begins, now)?;
    seen::keep(conn, now)
}

/// [`Reminders::remove`] inside its caller's transaction.
pub(crate) fn remove_within(conn: &rusqlite::Connection, id: ScheduleId) -> Result<()> {
    rows::remove(conn, id)
}

/// A schedule as it can be proposed to the partner: without what its alarms say, which is each phone's own.
///
/// # Errors
/// `NotFound`, also when it has ended.
pub(crate) fn proposal_of(
    conn: &rusqlite::Connection,
    id: ScheduleId,
    now: DateTime<FixedOffset>,
) -> Result<ScheduleProposal> {
    Ok(view::proposal(running(conn, id, now)?))
}

/// A schedule that has not ended.
fn running(conn: &rusqlite::Connection, id: ScheduleId, now: DateTime<FixedOffset>) -> Result<Stored> {
    let schedule = rows::find(conn, id)?;
    if schedule.timeline.ends <= minute_of(schedule.timeline.civil(now)) {
        return Err(MendError::NotFound);
    }
    Ok(schedule)
}

/// Today, if nothing of today has begun, else the first day after; and none of which the log speaks.
fn first_free_day(conn: &rusqlite::Connection, schedule: &Stored, now: DateTime<FixedOffset>) -> Result<NaiveDate> {
    let at = Seen::at(conn, now)?.concludes_at();
    let civil = schedule.timeline.civil(at);
    let begun = |slot: chrono::NaiveDateTime| slot <= civil && schedule.timeline.has(slot);
    let today = civil.date();
    let begun_today =
        schedule.timeline.from(today).take_while(|(_, slot)| slot.date == today).any(|(_, s)| begun(s.civil()));
    let free = if begun_today { due::next_day(today) } else { today };
    let logged = log::last_day(conn, schedule.row)?.map_or(free, due::next_day);
    Ok(free.max(logged))
}

#[cfg(test)]
mod tests;

//! The alarms that a phone sets ahead.
//!
//! A plan has at most 60 alarms of slots, up to 3 of what was put off, and one notice that stands where the first slot
//! stands for which there was no room: it asks to open the app, which plans on. The same schedules, log, time, zone
//! and budget always give the same plan; an alarm of a slot has the same id in all of them.
//!
//! In quiet hours nothing rings. What would is moved to their end if the slot is still open then, and left out if it
//! has run out: it is due in the app all the same. What a person put off comes back when they said.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::due::next_day;
use super::expand::{day_before, instant_in};
use super::limits;
use super::log::{self, Logs};
use super::rows::{self, Stored};
use super::seen::Seen;
use super::settings;
use super::slot::Slot;
use super::timeline::Here;
use super::types::{Alarm, AlarmKind, Occurrence, PlanView, QuietHours, Sensitivity};
use crate::error::Result;
use crate::text::Text;

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub now: DateTime<FixedOffset>,
    pub zone: Tz,
    pub budget: usize,
}

/// Around a change of the clock two days' slots may change places; what is taken of each schedule has room for that.
const OUT_OF_ORDER: usize = 2 * limits::TIMES;

pub(super) fn plan(conn: &Connection, asked: Asked, text: &Text) -> Result<PlanView> {
    let settings = settings::read(conn)?;
    let mut plan = PlanView {
        on: settings.on,
        alarms: Vec::new(),
        ask_again_at: None,
        sensitivity: Sensitivity::Secret,
        clock_set_back_from: Seen::at(conn, asked.now)?.set_back_from(),
    };
    if !settings.on {
        return Ok(plan);
    }
    let now = asked.now.with_timezone(&Utc);
    let horizon = now.checked_add_days(Days::new(limits::PLAN_DAYS)).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let schedules = rows::all(conn)?;
    let mut ahead = Vec::new();
    for schedule in &schedules {
        let logs = logs_around(conn, schedule, asked)?;
        ahead.extend(rings(schedule, &logs, asked, settings.quiet, horizon));
    }
    ahead.sort_by_key(Ring::order);

    let within = ahead.partition_point(|ring| ring.utc <= horizon);
    let kept = within.min(asked.budget);
    if let Some(left_out) = ahead.get(kept) {
        plan.ask_again_at = Some(if kept < within { ahead[kept - 1].utc } else { horizon });
        plan.alarms.push(Alarm {
            id: id(AlarmKind::OpenApp, None),
            kind: AlarmKind::OpenApp,
            slot: None,
            civil: left_out.civil,
            utc: left_out.utc,
            text: text.get("reminder-open-app", &[]),
        });
    }
    let slots = ahead[..kept].iter().map(|ring| ring.alarm(AlarmKind::Slot, text));
    plan.alarms.extend(slots);
    let snoozes = snoozes(conn, &schedules, asked)?;
    plan.alarms.extend(snoozes.iter().map(|ring| ring.alarm(AlarmKind::Snooze, text)));
    plan.alarms.sort_by(|a, b| (a.utc, &a.id).cmp(&(b.utc, &b.id)));
    Ok(plan)
}

/// A moment at which a slot rings.
struct Ring<'s> {
    schedule: &'s Stored,
    slot: Slot,
    civil: NaiveDateTime,
    utc: DateTime<Utc>,
}

impl Ring<'_> {
    fn order(&self) -> (DateTime<Utc>, Slot) {
        (self.utc, self.slot)
    }

    fn alarm(&self, kind: AlarmKind, text: &Text) -> Alarm {
        Alarm {
            id: id(kind, Some(self.slot)),
            kind,
            slot: Some(self.slot),
            civil: self.civil,
            utc: self.utc,
            text: notice(self.schedule, text),
        }
    }
}

/// Slots from now on for so many days, in the order in which they come; pauses left out, quiet hours not.
pub(super) fn occurrences(conn: &Connection, asked: Asked, days: u64) -> Result<Vec<Occurrence>> {
    let now = asked.now.with_timezone(&Utc);
    let end = now.checked_add_days(Days::new(days)).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let last = next_day(next_day(end.date_naive()));
    let mut found = Vec::new();
    for schedule in rows::all(conn)? {
        let from = first_day(&schedule, asked);
        for (revision, slot) in schedule.timeline.from(from).take_while(|(_, slot)| slot.date <= last) {
            let utc = revision.clockface.instant(slot.civil(), Here::Zone(asked.zone));
            if (now..end).contains(&utc) {
                let slot_id = Slot { schedule: schedule.id, date: slot.date, index: slot.index };
                found.push(Occurrence { schedule: schedule.id, slot: slot_id, civil: slot.civil(), utc });
            }
        }
    }
    found.sort_by_key(|occurrence| (occurrence.utc, occurrence.slot));
    Ok(found)
}

/// When one schedule rings: as often as could be needed, and once after the horizon, if it was reached.
fn rings<'s>(
    schedule: &'s Stored,
    logs: &Logs,
    asked: Asked,
    quiet: Option<QuietHours>,
    horizon: DateTime<Utc>,
) -> Vec<Ring<'s>> {
    let now = asked.now.with_timezone(&Utc);
    let mut rings = Vec::new();
    for (revision, slot) in schedule.timeline.from(first_day(schedule, asked)) {
        let start = revision.clockface.instant(slot.civil(), Here::Zone(asked.zone));
        let utc = quiet.map_or(start, |quiet| quiet.over_at(start, asked.zone));
        let closed = logs.get(&(slot.date, slot.index)).is_some_and(|log| log.is_closed());
        let run_out = utc != start && utc >= start + revision.grace();
        let beyond = start > horizon;
        // The first beyond the horizon only says that there is more.
        if !beyond && (closed || run_out || utc <= now) {
            continue;
        }
        let civil = slot.civil();
        let slot = Slot { schedule: schedule.id, date: slot.date, index: slot.index };
        rings.push(Ring { schedule, slot, civil, utc });
        if beyond || rings.len() > asked.budget + OUT_OF_ORDER {
            break;
        }
    }
    rings
}

/// What was put off and comes back after now, the first three.
fn snoozes<'s>(conn: &Connection, schedules: &'s [Stored], asked: Asked) -> Result<Vec<Ring<'s>>> {
    let mut rings = Vec::new();
    for (row, date, index) in log::snoozed_beyond(conn, asked.now)? {
        let Some(schedule) = schedules.iter().find(|schedule| schedule.row == row) else { continue };
        let logs = log::of_days(conn, row, date, date)?;
        let log = logs.get(&(date, index)).copied().unwrap_or_default();
        let until = log.snoozed_until.filter(|until| *until > asked.now && !log.is_closed());
        let running = schedule.timeline.has(schedule.timeline.civil(asked.now));
        if let (Some(until), Some((_, slot)), true) = (until, schedule.timeline.find(date, index), running) {
            let civil = slot.civil();
            let slot = Slot { schedule: schedule.id, date, index };
            rings.push(Ring { schedule, slot, civil, utc: until.with_timezone(&Utc) });
        }
    }
    rings.sort_by_key(Ring::order);
    rings.truncate(limits::SNOOZES);
    Ok(rings)
}

pub(super) fn notice(schedule: &Stored, text: &Text) -> String {
    match schedule.notice.as_str() {
        "" => text.get("reminder-notice", &[]),
        own => own.to_owned(),
    }
}

/// A slot of yesterday may be ahead yet: moved by quiet hours, by a gap, or by the zone.
fn first_day(schedule: &Stored, asked: Asked) -> NaiveDate {
    let here = asked.now.with_timezone(&asked.zone).fixed_offset();
    day_before(day_before(schedule.timeline.civil(here).date()))
}

fn logs_around(conn: &Connection, schedule: &Stored, asked: Asked) -> Result<Logs> {
    let first = first_day(schedule, asked);
    // Nothing further ahead can have been marked, unless the clock was set back; then it is left out all the same.
    log::of_days(conn, schedule.row, first, limits::LAST_DATE)
}

/// Says nothing to whoever does not know the schedule's own random id.
fn id(kind: AlarmKind, slot: Option<Slot>) -> String {
    let mut hash = Sha256::new();
    hash.update(b"mend alarm\0");
    hash.update([kind as u8]);
    if let Some(slot) = slot {
        hash.update(slot.to_string());
    }
    HEXLOWER.encode(&hash.finalize()[..16])
}

impl QuietHours {
    /// The instant itself, or the end of the quiet hours that it lies in.
    fn over_at(&self, instant: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let here = instant.with_timezone(&zone).naive_local();
        match self.ends_after(here) {
            // In the night of a clock set back, the end can be an hour that has been.
            Some(end) => instant_in(zone, end).max(instant),
            None => instant,
        }
    }

    fn ends_after(&self, civil: NaiveDateTime) -> Option<NaiveDateTime> {
        let (date, time) = (civil.date(), civil.time());
        let over_midnight = self.from > self.to;
        let quiet = |time: NaiveTime| match over_midnight {
            false => (self.from..self.to).contains(&time),
            true => time >= self.from || time < self.to,
        };
        quiet(time).then(|| {
            let ends_on = if over_midnight && time >= self.from { next_day(date) } else { date };
            ends_on.and_time(self.to)
        })
    }
}

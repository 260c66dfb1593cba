//! A schedule as it is shown.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::plan::notice;
use super::rows::{Stored, date};
use super::tables::FOREVER;
use super::timeline::{Clockface, Revision, minute_of};
use super::types::{ScheduleState, ScheduleView, Zone};
use crate::partner::{Day, ScheduleProposal};
use crate::text::Text;

pub(super) fn of(schedule: Stored, now: DateTime<FixedOffset>, text: &Text) -> ScheduleView {
    let timeline = &schedule.timeline;
    let here = timeline.civil(now);
    let minute = minute_of(here);
    let next = timeline.from(here.date()).map(|(_, slot)| slot.civil()).find(|civil| *civil > here);
    let revision = timeline.latest().clone();
    let over = revision.rhythm.until.is_some_and(|until| until < here.date());
    let state = if timeline.ends <= minute || over {
        ScheduleState::Ended
    } else if let Some(pause) = timeline.pause_at(minute).or(timeline.pause_at(minute + 1)) {
        ScheduleState::Paused { until: last_day(pause.end) }
    } else {
        ScheduleState::Active
    };
    ScheduleView {
        id: schedule.id,
        notice: notice(&schedule, text),
        state,
        next,
        changes: timeline.changes,
        subject: schedule.subject,
        effective_from: revision.effective_from,
        grace_minutes: revision.grace_minutes,
        zone: match revision.clockface {
            Clockface::Floating => Zone::Floating,
            Clockface::Fixed(zone) => Zone::Fixed(zone.name().to_owned()),
        },
        anchor: revision.rhythm.anchor,
        until: revision.rhythm.until,
        cadence: revision.rhythm.cadence,
        times: revision.rhythm.times,
    }
}

/// As it can be proposed to the partner.
pub(super) fn proposal(schedule: Stored) -> ScheduleProposal {
    let Revision { effective_from: _, rhythm, clockface, grace_minutes } = schedule.timeline.latest().clone();
    ScheduleProposal {
        subject: schedule.subject,
        cadence: rhythm.cadence,
        times: rhythm.times,
        zone: match clockface {
            Clockface::Floating => None,
            Clockface::Fixed(zone) => Some(zone.name().to_owned()),
        },
        anchor: Day(rhythm.anchor),
        grace_minutes,
        until: rhythm.until.map(Day),
    }
}

/// The last day of a pause, which ends at a midnight.
fn last_day(ends: i64) -> Option<NaiveDate> {
    if ends >= FOREVER { None } else { date(ends / (24 * 60) - 1).ok() }
}

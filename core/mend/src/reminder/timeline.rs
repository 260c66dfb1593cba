//! A schedule over time: which revision holds on which day, and which of its slots there are.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeDelta, Utc};
use chrono_tz::Tz;

use super::expand::{CivilSlot, Rhythm, day_before, instant_in};
use super::tables::FOREVER;

/// Where a revision's times hold, its zone found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clockface {
    Floating,
    Fixed(Tz),
}

/// Where the phone is, for what goes with it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Here {
    Zone(Tz),
    /// All that is known when no zone was said: the offset of this moment.
    Offset(FixedOffset),
}

/// What a schedule says from one day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Revision {
    pub effective_from: NaiveDate,
    pub rhythm: Rhythm,
    pub clockface: Clockface,
    pub grace_minutes: u32,
}

/// A revision on the days on which it holds.
#[derive(Clone, Debug)]
struct Span {
    revision: Revision,
    /// The first day of the next.
    before: NaiveDate,
}

#[derive(Clone, Debug)]
pub(super) struct Timeline {
    /// Civil minutes, as the tables have them.
    pub begins: i64,
    pub ends: i64,
    pub pauses: Vec<Range<i64>>,
    /// Oldest first; never empty.
    spans: Vec<Span>,
    pub changes: u32,
}

impl Clockface {
    pub fn civil(self, now: DateTime<FixedOffset>) -> NaiveDateTime {
        match self {
            Self::Floating => now.naive_local(),
            Self::Fixed(zone) => now.with_timezone(&zone).naive_local(),
        }
    }

    pub fn instant(self, civil: NaiveDateTime, here: Here) -> DateTime<Utc> {
        match (self, here) {
            (Self::Fixed(zone), _) | (Self::Floating, Here::Zone(zone)) => instant_in(zone, civil),
            (Self::Floating, Here::Offset(offset)) => {
                (civil - TimeDelta::seconds(offset.fix().local_minus_utc().into())).and_utc()
            }
        }
    }
}

impl Revision {
    pub fn grace(&self) -> TimeDelta {
        TimeDelta::minutes(self.grace_minutes.into())
    }
}

impl Timeline {
    /// `revisions` in the order in which they were made: a later one wins over an earlier one from its day on.
    /// None without a revision.
    pub fn new(begins: i64, ends: i64, pauses: Vec<Range<i64>>, revisions: Vec<Revision>) -> Option<Self> {
        let changes = u32::try_from(revisions.len()).ok()?.checked_sub(1)?;
        let mut spans: Vec<Span> = Vec::with_capacity(revisions.len());
        let mut before = NaiveDate::MAX;
        for revision in revisions.into_iter().rev().filter(|revision| revision.effective_from < NaiveDate::MAX) {
            if revision.effective_from < before {
                let from = revision.effective_from;
                spans.push(Span { revision, before });
                before = from;
            }
        }
        spans.reverse();
        (!spans.is_empty()).then_some(Self { begins, ends, pauses, spans, changes })
    }

    /// What the schedule says today, or will say when its last change has come.
    pub fn latest(&self) -> &Revision {
        &self.spans.last().expect("a timeline has a span from the day it is made").revision
    }

    /// The revision of a day; before the first day, the first.
    pub fn on(&self, date: NaiveDate) -> &Revision {
        let holding = self.spans.iter().rev().find(|span| span.revision.effective_from <= date);
        &holding.unwrap_or(&self.spans[0]).revision
    }

    pub fn longest_grace_minutes(&self) -> u64 {
        self.spans.iter().map(|span| span.revision.grace_minutes.into()).max().unwrap_or(0)
    }

    /// What its clock shows now.
    pub fn civil(&self, now: DateTime<FixedOffset>) -> NaiveDateTime {
        // The date alone decides, and differs by a day at most: close to a change either revision will do.
        self.on(now.date_naive()).clockface.civil(now)
    }

    /// Slots from a day on, oldest first: those that there are, so none that is paused or after the end.
    pub fn from(&self, date: NaiveDate) -> impl Iterator<Item = (&Revision, CivilSlot)> {
        let last = self.last_minute();
        let planned = self.spans.iter().flat_map(move |span| {
            let first = date.max(span.revision.effective_from);
            let slots = span.revision.rhythm.from(first).take_while(|slot| slot.date < span.before);
            slots.map(|slot| (&span.revision, slot))
        });
        planned.take_while(move |(_, slot)| minute_of(slot.civil()) < last).filter(|(_, slot)| self.has(slot.civil()))
    }

    /// Every slot that a revision speaks of, newest first, from a day back to the schedule's beginning: also those
    /// that were paused, or come after the end.
    pub fn back_from(&self, date: NaiveDate) -> impl Iterator<Item = (&Revision, CivilSlot)> {
        let planned = self.spans.iter().rev().flat_map(move |span| {
            let slots = span.revision.rhythm.back_from(date.min(day_before(span.before)));
            slots.take_while(|slot| slot.date >= span.revision.effective_from).map(|slot| (&span.revision, slot))
        });
        planned.take_while(|(_, slot)| minute_of(slot.civil()) >= self.begins)
    }

    /// One slot that a revision speaks of.
    pub fn find(&self, date: NaiveDate, index: u8) -> Option<(&Revision, CivilSlot)> {
        self.back_from(date).take_while(|(_, slot)| slot.date == date).find(|(_, slot)| slot.index == index)
    }

    /// Whether a slot at this time is one: begun, not ended, not paused.
    pub fn has(&self, civil: NaiveDateTime) -> bool {
        let minute = minute_of(civil);
        (self.begins..self.ends).contains(&minute) && self.pause_at(minute).is_none()
    }

    pub fn pause_at(&self, minute: i64) -> Option<&Range<i64>> {
        self.pauses.iter().find(|pause| pause.contains(&minute))
    }

    /// From here on there is nothing: the end, or a pause of which nobody said when it ends.
    fn last_minute(&self) -> i64 {
        let open =
            self.pauses.iter().filter(|pause| pause.end >= FOREVER && !pause.is_empty()).map(|pause| pause.start);
        open.min().map_or(self.ends, |start| start.min(self.ends))
    }
}

/// Whole minutes since 1970, as a clock on the wall counts them.
pub(super) fn minute_of(civil: NaiveDateTime) -> i64 {
    civil.and_utc().timestamp().div_euclid(60)
}

/// The first whole minute that has not begun.
pub(super) fn minute_after(civil: NaiveDateTime) -> i64 {
    minute_of(civil) + 1
}

/// This minute if it is whole, else the next.
pub(super) fn minute_at_or_after(civil: NaiveDateTime) -> i64 {
    minute_of(civil + TimeDelta::minutes(1) - TimeDelta::nanoseconds(1))
}

/// The minute at which a day begins.
pub(super) fn midnight(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days()) * 24 * 60
}

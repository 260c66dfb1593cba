//! A schedule, checked: what a request becomes before anything is written. Nothing outside the bounds reaches a table.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike};

use super::expand::Rhythm;
use super::limits::{self, bad, checked_date, in_range};
use super::timeline::{Clockface, Revision};
use super::types::{ScheduleChange, ScheduleRequest, Subject, Zone};
use super::vectors::zone_named;
use crate::error::{FieldProblem, Result};
use crate::journal::one_line;

/// A new schedule within all bounds.
#[derive(Debug)]
pub(super) struct Record {
    pub subject: Subject,
    pub notice: String,
    pub revision: Revision,
}

impl Record {
    /// Today is today on the schedule's own clock.
    pub fn checked(request: ScheduleRequest, now: DateTime<FixedOffset>) -> Result<Self> {
        let subject = checked_subject(request.subject)?;
        let cadence = request.cadence.checked()?;
        let times = checked_times(request.times)?;
        let clockface = checked_zone(&request.zone)?;
        let today = clockface.civil(now).date();
        let anchor = checked_date("anchor", request.anchor.unwrap_or(today))?;
        let revision = Revision {
            effective_from: today,
            rhythm: Rhythm { anchor, cadence, times, until: request.until },
            clockface,
            grace_minutes: request.grace_minutes,
        };
        let revision = revision.checked()?;
        let notice = checked_notice(request.notice.as_deref())?;
        Ok(Self { subject, notice, revision })
    }
}

impl Revision {
    /// This one with the changes that are asked for, from `effective_from` on.
    pub fn changed(&self, change: ScheduleChange, effective_from: NaiveDate) -> Result<Self> {
        let Revision { rhythm, .. } = self.clone();
        let revision = Self {
            effective_from,
            rhythm: Rhythm {
                cadence: change.cadence.map_or(Ok(rhythm.cadence), |cadence| cadence.checked())?,
                times: change.times.map_or(Ok(rhythm.times), checked_times)?,
                anchor: change.anchor.map_or(Ok(rhythm.anchor), |anchor| checked_date("anchor", anchor))?,
                until: change.until.unwrap_or(rhythm.until),
            },
            clockface: change.zone.map_or(Ok(self.clockface), |zone| checked_zone(&zone))?,
            grace_minutes: change.grace_minutes.unwrap_or(self.grace_minutes),
        };
        revision.checked()
    }

    /// Whether the two differ in more than the day from which they hold.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rhythm == other.rhythm && self.clockface == other.clockface && self.grace_minutes == other.grace_minutes
    }

    /// What only shows in the whole: it falls on a day, and not only on days that are past.
    fn checked(self) -> Result<Self> {
        let (least, most) = (*limits::GRACE_MINUTES.start(), *limits::GRACE_MINUTES.end());
        in_range("grace_minutes", self.grace_minutes.into(), least.into()..=most.into())?;
        let Rhythm { anchor, until, .. } = self.rhythm;
        if let Some(until) = until {
            checked_date("until", until)?;
            last_day_not_before("until", until, anchor)?;
        }
        if (Rhythm { until: None, ..self.rhythm.clone() }).first().is_none() {
            return Err(bad("cadence", FieldProblem::Empty));
        }
        if self.rhythm.from(self.effective_from).next().is_none() {
            // It fell on days, but on none that is left.
            let first_left = Rhythm { until: None, ..self.rhythm }.from(self.effective_from).next();
            let earliest = first_left.map_or(limits::LAST_DATE, |slot| slot.date);
            return Err(bad("until", FieldProblem::TooEarly { earliest }));
        }
        Ok(self)
    }
}

/// Days since 1970.
pub(super) fn days(date: NaiveDate) -> i64 {
    date.to_epoch_days().into()
}

pub(super) fn last_day_not_before(field: &'static str, last: NaiveDate, first: NaiveDate) -> Result<()> {
    if last < first {
        return Err(bad(field, FieldProblem::TooEarly { earliest: first }));
    }
    checked_date(field, last).map(drop)
}

pub(super) fn checked_notice(notice: Option<&str>) -> Result<String> {
    let notice = notice.unwrap_or_default().trim();
    one_line(notice, "notice", limits::NOTICE_CHARACTERS)?;
    Ok(notice.to_owned())
}

fn checked_subject(subject: Subject) -> Result<Subject> {
    match subject {
        Subject::CheckIn { ref set } => crate::checkin::known_set(set).map(|_| subject),
        Subject::PromiseReview { promise: ref name } | Subject::AgreementReview { agreement: ref name } => {
            if name.is_empty() {
                return Err(bad("subject", FieldProblem::Empty));
            }
            if name.len() > limits::NAME_BYTES {
                return Err(bad("subject", FieldProblem::TooLong { most: limits::NAME_BYTES as u32 }));
            }
            if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) {
                return Err(bad("subject", FieldProblem::Malformed));
            }
            Ok(subject)
        }
        Subject::Own { about } => {
            let about = about.trim();
            one_line(about, "about", limits::ABOUT_CHARACTERS)?;
            Ok(Subject::Own { about: about.to_owned() })
        }
        Subject::TogetherTime | Subject::SwapCodes => Ok(subject),
    }
}

fn checked_times(mut times: Vec<NaiveTime>) -> Result<Vec<NaiveTime>> {
    if times.is_empty() {
        return Err(bad("times", FieldProblem::Empty));
    }
    if times.len() > limits::TIMES {
        return Err(bad("times", FieldProblem::TooLong { most: limits::TIMES as u32 }));
    }
    if !times.iter().all(is_whole_minute) {
        return Err(bad("times", FieldProblem::Malformed));
    }
    times.sort_unstable();
    if times.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(bad("times", FieldProblem::Twice));
    }
    Ok(times)
}

pub(super) fn is_whole_minute(time: &NaiveTime) -> bool {
    time.second() == 0 && time.nanosecond() == 0
}

fn checked_zone(zone: &Zone) -> Result<Clockface> {
    match zone {
        Zone::Floating => Ok(Clockface::Floating),
        Zone::Fixed(name) => zone_named(name).map(Clockface::Fixed),
    }
}

//! What goes into schedules and what comes out of them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize, Serializer};

use super::cadence::Cadence;
use super::slot::Slot;
use crate::ScheduleId;
use crate::clock::rfc3339_or_null;
use crate::device::PlannedRecord;

/// What a schedule is for. Known inside the private space alone: no alarm, and nothing in the plain file, says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// Answering a set of questions, by the id of the set.
    CheckIn { set: String },
    /// Looking again at a promise, by its id.
    PromiseReview { promise: String },
    /// Looking again at an agreement, by its id.
    AgreementReview { agreement: String },
    /// Time with each other.
    TogetherTime,
    /// Showing each other codes.
    SwapCodes,
    /// Anything else, in one's own words: at most 200 characters on one line, or none.
    Own { about: String },
}

impl Subject {
    pub fn is_checkin(&self, of_set: &str) -> bool {
        matches!(self, Self::CheckIn { set } if set == of_set)
    }
}

/// Where the times of a schedule hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Wherever the phone is: 20:00 is 20:00 also after a flight.
    #[default]
    Floating,
    /// In one zone, by its name of the IANA list: `Europe/Berlin`.
    Fixed(String),
}

/// A new schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScheduleRequest {
    pub subject: Subject,
    pub cadence: Cadence,
    /// 1 to 4, in whole minutes, each once; their order does not matter.
    #[serde(serialize_with = "clock_times")]
    pub times: Vec<NaiveTime>,
    pub zone: Zone,
    /// Where counting begins; today if not said. Years 1900 to 2200. One that is past sets the rhythm and makes no
    /// slots that are past.
    pub anchor: Option<NaiveDate>,
    /// How long after its time an answer is in time: 1 minute to 31 days.
    pub grace_minutes: u32,
    /// The last day, if there is one; not before the anchor.
    pub until: Option<NaiveDate>,
    /// What the alarm says: at most 100 characters on one line; a neutral word if not said. Whoever sees the phone
    /// can read it, also while Mend is locked.
    pub notice: Option<String>,
}

/// Changes to a schedule; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleChange {
    pub cadence: Option<Cadence>,
    pub times: Option<Vec<NaiveTime>>,
    pub zone: Option<Zone>,
    pub anchor: Option<NaiveDate>,
    pub grace_minutes: Option<u32>,
    /// `Some(None)` takes the last day away.
    pub until: Option<Option<NaiveDate>>,
    /// The first day of the changes to all of the above; as soon as possible if not said: today, or tomorrow where
    /// something of today has begun or was marked already.
    pub effective_from: Option<NaiveDate>,
    /// `Some(None)` is the neutral word again.
    pub notice: Option<Option<String>>,
}

/// A schedule as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScheduleView {
    pub id: ScheduleId,
    pub subject: Subject,
    pub cadence: Cadence,
    #[serde(serialize_with = "clock_times")]
    pub times: Vec<NaiveTime>,
    pub zone: Zone,
    pub anchor: NaiveDate,
    /// The day from which it is as it says here; ahead of today where a change waits.
    pub effective_from: NaiveDate,
    pub grace_minutes: u32,
    pub until: Option<NaiveDate>,
    /// What its alarms say.
    pub notice: String,
    pub state: ScheduleState,
    /// Its next time, pauses left out.
    #[serde(serialize_with = "minute_or_null")]
    pub next: Option<NaiveDateTime>,
    /// How often it was changed.
    pub changes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ScheduleState {
    Active,
    /// `until` is the last day of the pause; `None` when nobody said.
    Paused {
        until: Option<NaiveDate>,
    },
    Ended,
}

/// What became of a slot. There is no "failed": what nobody did has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotState {
    /// An answer is in time.
    Open,
    Answered,
    /// Answered after its time had run out; just as welcome.
    AnsweredLate,
    Skipped,
    Excused,
    /// It ran out. It can still be answered.
    Passed,
}

/// What a person did with a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Looked at it.
    Opened,
    Answered,
    Skipped,
    /// There was a reason, which nobody has to give.
    Excused,
}

/// A slot whose time has come and that is neither answered nor run out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueView {
    pub slot: Slot,
    pub subject: Subject,
    #[serde(serialize_with = "minute")]
    pub civil: NaiveDateTime,
    pub opened: bool,
    /// When it comes back, if it was put off.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub snoozed_until: Option<DateTime<FixedOffset>>,
    pub snoozes_left: u8,
}

/// Everything that is due, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueList {
    pub slots: Vec<DueView>,
    /// The latest time that was seen here, when the clock now says an earlier one: until then nothing more runs out
    /// and nothing becomes late. Say so, and offer [`super::Reminders::accept_clock`].
    #[serde(serialize_with = "rfc3339_or_null")]
    pub clock_set_back_from: Option<DateTime<FixedOffset>>,
}

/// A slot of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PastSlot {
    pub slot: Slot,
    #[serde(serialize_with = "minute")]
    pub civil: NaiveDateTime,
    pub state: SlotState,
    /// When it was last marked or put off.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub marked_at: Option<DateTime<FixedOffset>>,
}

/// One page of a history, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryPage {
    pub slots: Vec<PastSlot>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
    /// As in [`DueList`].
    #[serde(serialize_with = "rfc3339_or_null")]
    pub clock_set_back_from: Option<DateTime<FixedOffset>>,
}

/// A slot ahead, for lists and calendars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    pub schedule: ScheduleId,
    pub slot: Slot,
    #[serde(serialize_with = "minute")]
    pub civil: NaiveDateTime,
    /// As JSON: seconds since 1970-01-01T00:00Z.
    #[serde(serialize_with = "seconds")]
    pub utc: DateTime<Utc>,
}

/// How an alarm may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Not on a locked screen, not in previews, not on other devices.
    Secret,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// The time of a slot.
    Slot,
    /// A slot that was put off until now.
    Snooze,
    /// There was no room for more: asks to open the app, which then plans on.
    OpenApp,
}

/// One alarm of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alarm {
    /// The same for the same slot in every plan: 32 hexadecimal digits that tell nothing.
    pub id: String,
    pub kind: AlarmKind,
    /// None for [`AlarmKind::OpenApp`].
    pub slot: Option<Slot>,
    /// The slot's own time, whatever moved the alarm.
    #[serde(serialize_with = "minute")]
    pub civil: NaiveDateTime,
    /// When it rings, exactly. As JSON: seconds since 1970-01-01T00:00Z.
    #[serde(serialize_with = "seconds")]
    pub utc: DateTime<Utc>,
    /// Neutral, or the user's own.
    pub text: String,
}

/// The alarms to set, in place of all that were set before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// Whether reminders are on. If not there are no alarms.
    pub on: bool,
    /// In the order in which they ring.
    pub alarms: Vec<Alarm>,
    /// By then at the latest, ask again: what comes after is not in here. `None` when nothing comes after.
    #[serde(serialize_with = "seconds_or_null")]
    pub ask_again_at: Option<DateTime<Utc>>,
    pub sensitivity: Sensitivity,
    /// As in [`DueList`]. The plan itself follows the clock as it is.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub clock_set_back_from: Option<DateTime<FixedOffset>>,
}

/// An alarm as a locked Mend knows it: an id, an instant and a text, and nothing of what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedAlarm {
    pub id: String,
    #[serde(serialize_with = "seconds")]
    pub utc: DateTime<Utc>,
    pub text: String,
    pub sensitivity: Sensitivity,
}

impl PlannedAlarm {
    /// None for an instant that no calendar has.
    pub(crate) fn of(kept: PlannedRecord) -> Option<Self> {
        let utc = DateTime::from_timestamp_millis(kept.at)?;
        Some(Self { id: kept.id, utc, text: kept.text, sensitivity: Sensitivity::Secret })
    }
}

/// Hours in which no alarm rings, in the phone's own time; from 22:00 to 07:00 goes over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct QuietHours {
    #[serde(serialize_with = "clock_time")]
    pub from: NaiveTime,
    #[serde(serialize_with = "clock_time")]
    pub to: NaiveTime,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReminderSettings {
    /// Off by default.
    pub on: bool,
    /// For all schedules; none by default.
    pub quiet: Option<QuietHours>,
}

const MINUTE: &str = "%Y-%m-%dT%H:%M";
const CLOCK: &str = "%H:%M";

pub(super) fn minute<S: Serializer>(civil: &NaiveDateTime, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&civil.format(MINUTE))
}

pub(super) fn minutes<S: Serializer>(civil: &[NaiveDateTime], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(civil.iter().map(|civil| civil.format(MINUTE).to_string()))
}

fn minute_or_null<S: Serializer>(civil: &Option<NaiveDateTime>, to: S) -> Result<S::Ok, S::Error> {
    match civil {
        Some(civil) => minute(civil, to),
        None => to.serialize_none(),
    }
}

fn clock_time<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&time.format(CLOCK))
}

fn clock_times<S: Serializer>(times: &[NaiveTime], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(times.iter().map(|time| time.format(CLOCK).to_string()))
}

fn seconds<S: Serializer>(instant: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(instant.timestamp())
}

fn seconds_or_null<S: Serializer>(instant: &Option<DateTime<Utc>>, to: S) -> Result<S::Ok, S::Error> {
    match instant {
        Some(instant) => seconds(instant, to),
        None => to.serialize_none(),
    }
}

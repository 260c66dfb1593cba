//! What goes into guides and what comes out of them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::module::{Audience, Intensity, Part, PlanField, Speaker};
use crate::agreement::Topic;
use crate::checkin::{OptionView, PointView, SafetyView, WayView};
use crate::clock::{rfc3339, rfc3339_or_null};
use crate::profile::Role;
use crate::promise::TemplateView;
use crate::reminder::Weekday;
use crate::{AgreementId, CheckinId, EntryId, PromiseId, RunId, ScheduleId};

/// A module in the list of what there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModuleRow {
    /// Stays the same in every language, for ever.
    pub id: String,
    pub title: String,
    /// Whom it is offered to first; it locks nobody out.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// About how long it takes.
    pub minutes: u32,
    /// Modules that go well before it. Advice, never a lock.
    pub needs: Vec<String>,
    /// How many steps it has.
    pub steps: u32,
}

/// What a module says before it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModuleView {
    #[serde(flatten)]
    pub row: ModuleRow,
    pub version: u32,
    pub about: String,
    /// What it will not do.
    pub not: String,
    pub intensity: Intensity,
    /// Whom it is for, how long it takes and how hard it may be, in words.
    pub audience_words: String,
    pub minutes_words: String,
    pub intensity_words: String,
    /// The roles that a run may have; where there are none, nothing is asked.
    pub roles: Vec<Role>,
    /// Asks for one of them, where it has any; with a line below.
    pub role_question: Option<RoleQuestion>,
    /// What goes well before it, in words, without what the person has begun already.
    pub needs_words: Option<String>,
    /// That nobody who knows the field has reviewed it, until someone has.
    pub not_reviewed: Option<String>,
    /// A run of it that is under way, the latest.
    pub under_way: Option<RunId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleQuestion {
    pub question: String,
    pub note: String,
}

/// A new run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartRequest {
    pub module: String,
    /// Private, changeable; may be left open.
    pub role: Option<Role>,
}

/// A step of a run, and the thing it is about where it comes once for each of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    pub step: String,
    /// Empty: it comes once.
    #[serde(default)]
    pub item: String,
}

/// An answer to a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// At most 64 KiB of UTF-8, kept byte for byte; blank is a skip.
    Text(String),
    /// At most 12 lines of 300 characters; blank ones are left out.
    Lines(Vec<String>),
    Chosen(Chosen),
    /// Words of [`crate::journal::Journal::feelings`], each once.
    Feelings(Vec<String>),
    /// The point of a scale, from 0.
    Point(u8),
    Plan(Plan),
    /// Ids of the things to offer; none at all is a skip.
    Offer(Vec<String>),
    /// One that was made here.
    Promise(PromiseId),
    /// One that was made here.
    Agreement(AgreementId),
    /// One that was answered in its own place.
    Checkin(CheckinId),
}

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Ids of options, each once.
    #[serde(default)]
    pub options: Vec<String>,
    /// In one's own words, where that may be: up to 100 characters each, on one line.
    #[serde(default)]
    pub own: Vec<String>,
}

/// A plan: what its step asks for, each of it may be left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub day: Option<NaiveDate>,
    #[serde(default)]
    pub weekday: Option<Weekday>,
    #[serde(default)]
    pub time: Option<NaiveTime>,
}

/// Where a run stands, and all that is shown there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// None in the part that is done together: there is nothing private about it.
    pub run: Option<RunId>,
    pub module: String,
    /// What to answer or pass; `None` at the end.
    pub place: Option<Place>,
    pub part: Part,
    /// The part in words, with a line below.
    pub part_words: String,
    pub part_about: String,
    /// The kind of the step, as packs name it; `end` at the end.
    pub kind: &'static str,
    pub title: Option<String>,
    pub words: String,
    /// A smaller line below.
    pub note: Option<String>,
    /// What is as good as doing it.
    pub instead: Option<String>,
    /// That openness is not putting up with harm, where a step asks for openness.
    pub harm: Option<String>,
    /// The thing it is about, where it comes once for each of several.
    pub item: Option<String>,
    pub asks: Asks,
    /// What was answered here before.
    pub answer: Option<Answer>,
    /// What was typed here and not handed in.
    pub draft: Option<String>,
    /// What is written on the way past it. Every step can be passed.
    pub skip: String,
    /// What is written on the way out. All is kept.
    pub stop: String,
    pub can_go_back: bool,
}

/// What a step asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "asks", rename_all = "snake_case")]
pub enum Asks {
    /// Shown and passed.
    Nothing,
    Text {
        most_bytes: u32,
    },
    /// One thing a line.
    Lines {
        most: u32,
    },
    Choose {
        options: Vec<OptionView>,
        least: u32,
        most: u32,
        /// Whether own words may be added.
        own: bool,
        own_words: String,
    },
    Feelings {
        most: u32,
        hint: String,
    },
    Rate {
        points: Vec<PointView>,
    },
    Pause {
        timer: TimerView,
    },
    Turns {
        turns: Vec<TurnView>,
        /// Which one it is now, from 0; behind the last one they are over.
        turn: u32,
        timer: TimerView,
        /// What is said when a turn is over.
        over: String,
    },
    Promise {
        templates: Vec<TemplateView>,
        usual_last_day: NaiveDate,
    },
    Agreement {
        /// The topic that the item is about, where it comes from an earlier answer.
        topic: Option<Topic>,
        topic_words: Option<String>,
        /// A day to offer for looking at it again.
        usual_review_day: NaiveDate,
        /// Where nobody else's yes can be asked: how it stands then.
        written_down: String,
    },
    Plan {
        fields: Vec<PlanFieldView>,
        /// The last day that a plan may name.
        latest: NaiveDate,
    },
    Offer {
        items: Vec<OptionView>,
        /// That nothing goes anywhere by itself.
        about: String,
    },
    Safety {
        page: SafetyView,
    },
    Checkin {
        set: String,
    },
    Ways {
        ways: Vec<WayView>,
        modules: Vec<OptionView>,
    },
    /// The part that is done face to face comes next: together, alone, later, or not at all.
    Together {
        about: String,
        /// What both would see of one's own answers.
        copied: Vec<CopiedView>,
        hand_over: String,
        alone: String,
        later: String,
    },
    /// It opens on a day; it can be passed before.
    Wait {
        until: NaiveDate,
    },
    /// The run is over.
    End,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanFieldView {
    pub field: PlanField,
    pub words: String,
}

/// A time that runs, as data: whoever shows it counts down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TimerView {
    pub seconds: u32,
    /// What is left of it, once it was started.
    pub remaining: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnView {
    pub speaker: Speaker,
    pub words: String,
    pub minutes: u32,
}

/// An answer of one's own that both see in the part that is done together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopiedView {
    pub question: String,
    pub words: Vec<String>,
}

/// Where a run is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    UnderWay,
    Ended,
}

/// A run in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunRow {
    pub id: RunId,
    pub module: String,
    pub title: String,
    pub state: RunState,
    #[serde(serialize_with = "rfc3339")]
    pub started_at: DateTime<FixedOffset>,
    #[serde(serialize_with = "rfc3339_or_null")]
    pub ended_at: Option<DateTime<FixedOffset>>,
}

/// One page of runs, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunPage {
    pub runs: Vec<RunRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A whole run: each question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunView {
    #[serde(flatten)]
    pub row: RunRow,
    pub role: Option<Role>,
    /// Whether what is made for two is done alone.
    pub solo: bool,
    pub answers: Vec<AnswerView>,
    pub made: Vec<MadeView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerView {
    pub place: Place,
    pub part: Part,
    pub title: Option<String>,
    pub question: String,
    /// The thing it was about.
    pub item: Option<String>,
    pub answer: Answer,
    /// The answer in words, as they were when it was given.
    pub words: String,
    #[serde(serialize_with = "rfc3339")]
    pub answered_at: DateTime<FixedOffset>,
}

/// What a run made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum MadeView {
    Entry(EntryId),
    Promise(PromiseId),
    Agreement(AgreementId),
    Reminder(ScheduleId),
}

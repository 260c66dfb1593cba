//! What check-ins ask, what goes into them and what comes out.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::clock::{rfc3339, rfc3339_or_null};
use crate::journal::Feeling;
use crate::reminder::Slot;
use crate::{CheckinId, PromiseId};

/// Whether a higher point of a scale is better for the person who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    HigherIsBetter,
    LowerIsBetter,
}

/// Whom a question is about. The numbers stand in databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    #[serde(rename = "self")]
    Oneself = 0,
    /// Also what I think of my partner.
    Relationship = 1,
}

/// Whether an answer may be shared, one by one, by whoever gave it. Nothing is shared by itself. The numbers stand in
/// databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    Private = 0,
    Shareable = 1,
}

/// The time that a question looks back on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    Now,
    Day,
    /// Seven days.
    Week,
    Month,
}

/// By whom a question is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    #[default]
    Alone,
    /// Face to face, if both want to.
    Together,
}

/// A set of questions, in the language of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetView {
    /// `daily`, `weekly`, `monthly`.
    pub id: String,
    pub title: String,
    pub about: String,
    /// About how long it takes.
    pub minutes: u32,
    /// In the order to show them: those that ship, part by part, one's own behind those that are done alone.
    pub items: Vec<ItemView>,
    /// The parts that it has, in order.
    pub parts: Vec<PartView>,
    /// What is written on the way past a question. Every question can be skipped.
    pub skip: String,
    /// Whether a half-answered one waits.
    pub draft: bool,
}

/// The words above a part of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartView {
    pub part: Part,
    pub title: String,
    pub about: String,
}

/// One question, or a text that is shown and passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemView {
    /// Stays the same in every language, for ever: `daily.steady`; `own.` and an id for one's own.
    pub id: String,
    pub version: u32,
    pub question: String,
    /// A line below it.
    pub note: Option<String>,
    pub answer: AnswerKind,
    pub window: Window,
    pub part: Part,
    pub subject: Subject,
    pub visibility: Visibility,
    /// For a turn that is spoken.
    pub minutes: Option<u32>,
    /// A place to offer beside it.
    pub way: Option<WayView>,
    pub own: bool,
}

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerKind {
    /// Words of [`crate::journal::Journal::feelings`].
    Feelings {
        most: u32,
    },
    Scale {
        scale: String,
        polarity: Polarity,
        points: Vec<PointView>,
    },
    Choice {
        options: Vec<OptionView>,
    },
    Text {
        most_bytes: u32,
    },
    YesNo {
        yes: String,
        no: String,
    },
    /// One choice for each promise; any of them can be skipped. It takes no answer while there is none.
    Promises {
        options: Vec<OptionView>,
        promises: Vec<PromiseOption>,
    },
    /// Shown and passed; no answer is taken.
    None,
}

/// A point of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointView {
    pub value: u8,
    pub words: String,
}

/// One of several choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionView {
    pub id: String,
    pub words: String,
}

/// A promise of one's own, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseOption {
    pub id: PromiseId,
    pub what: String,
}

/// A place to go on from here; [`crate::help::leads`] says where each id leads: `help`, `safety`, `write`, `afraid`,
/// `safer_phone`, `self_harm`, `help_to_change`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WayView {
    pub id: String,
    pub words: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// At most 3, each once; none at all is a skip.
    Feelings(Vec<Feeling>),
    /// The point of a scale, from 0.
    Scale(u8),
    /// The id of an option.
    Choice(String),
    /// At most 64 KiB of UTF-8, kept byte for byte; blank is a skip.
    Text(String),
    YesNo(bool),
    /// Each promise once, in any order; none at all is a skip. Written into the promises' own logs too.
    Promises(Vec<PromiseChoice>),
}

/// The id of an option, for one promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseChoice {
    pub promise: PromiseId,
    pub choice: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAnswer {
    pub item: String,
    pub answer: Answer,
}

/// A check-in. What is not in `answers` was skipped; all of it may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerRequest {
    pub set: String,
    /// In any order, each item once.
    pub answers: Vec<ItemAnswer>,
    /// The moment that it is about, with the offset of the place; now, if not said. Years 1900 to 2199, whole
    /// milliseconds. A late answer tells the moment that it is late for.
    pub answered_at: Option<DateTime<FixedOffset>>,
    /// The slot of a schedule that it answers; it is marked so, in the same moment.
    pub slot: Option<Slot>,
}

/// Changes to a check-in; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditCheckinRequest {
    /// All answers, in place of those from before. An item that was answered before keeps the question as it was
    /// asked then.
    pub answers: Option<Vec<ItemAnswer>>,
    pub answered_at: Option<DateTime<FixedOffset>>,
}

/// A check-in in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckinRow {
    pub id: CheckinId,
    pub set: String,
    #[serde(serialize_with = "rfc3339")]
    pub answered_at: DateTime<FixedOffset>,
    /// The day it belongs to, by the hour at which the journal's day ends.
    pub day: NaiveDate,
    pub slot: Option<Slot>,
    /// How many questions have an answer.
    pub answered: u32,
}

/// One page of check-ins, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckinPage {
    pub checkins: Vec<CheckinRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A whole check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckinView {
    #[serde(flatten)]
    pub row: CheckinRow,
    /// In the order in which they were asked.
    pub answers: Vec<AnswerView>,
    #[serde(serialize_with = "rfc3339")]
    pub created_at: DateTime<FixedOffset>,
    /// When it was last changed; `None` if never.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub edited_at: Option<DateTime<FixedOffset>>,
    /// How many earlier versions are kept.
    pub versions: u32,
}

/// An answer, and the question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerView {
    pub item: String,
    /// Of the item.
    pub version: u32,
    pub question: String,
    pub answer: Answer,
    /// The answer in words, in the language of the settings.
    pub words: String,
    pub subject: Subject,
    pub visibility: Visibility,
}

/// What a check-in said before it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckinVersionView {
    /// From 1, the oldest kept.
    pub version: u32,
    /// When it was replaced.
    #[serde(serialize_with = "rfc3339")]
    pub replaced_at: DateTime<FixedOffset>,
    #[serde(serialize_with = "rfc3339")]
    pub answered_at: DateTime<FixedOffset>,
    pub answers: Vec<AnswerView>,
}

/// A check-in that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckinDraftView {
    pub set: String,
    pub answers: Vec<ItemAnswer>,
    pub slot: Option<Slot>,
    #[serde(serialize_with = "rfc3339")]
    pub started_at: DateTime<FixedOffset>,
    #[serde(serialize_with = "rfc3339")]
    pub saved_at: DateTime<FixedOffset>,
}

/// What a question of one's own is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnAnswer {
    /// From "not at all" to "almost all the time".
    Frequency(Polarity),
    /// From "not at all true" to "very true".
    Agreement(Polarity),
    Feelings,
    Text,
    YesNo,
}

/// The page for a person alone, and the page after it. It takes no answer: whatever is drawn beside the questions,
/// and whatever is tapped there, the same page follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SafetyView {
    pub title: String,
    /// Sentences above the questions.
    pub before: Vec<String>,
    pub questions: Vec<String>,
    /// Words that may stand beside each question, to be tapped or not. A tap is nobody's: keep it on the page.
    pub taps: Vec<String>,
    /// The page that follows for everyone, its sentences in order.
    pub after: Vec<String>,
    /// What this page leads to.
    pub ways: Vec<WayView>,
}

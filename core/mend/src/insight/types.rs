//! What can be seen over time.

use chrono::NaiveDate;
use serde::Serialize;

use crate::checkin::{PointView, Polarity, WayView};

/// Which days, both included; all of them where nothing is said. Days end at the hour of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// All of it, for one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InsightView {
    pub series: Vec<SeriesView>,
    pub counted: Vec<CountedView>,
    pub feelings: FeelingsView,
    pub recurring: RecurringView,
    /// Of the last weeks, whatever the period.
    pub signs: Vec<SignView>,
    /// Stands below each of these. It is part of what they say.
    pub caveat: String,
}

/// One answer on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SeriesPoint {
    pub day: NaiveDate,
    /// A point of the scale.
    pub value: f64,
}

/// The answers to one question on a scale, over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeriesView {
    pub item: String,
    /// Of the item: other versions of a question are other series.
    pub version: u32,
    pub question: String,
    pub scale: Vec<PointView>,
    pub polarity: Polarity,
    /// In order of time; several may share a day.
    pub points: Vec<SeriesPoint>,
    /// The days that it spans, and how many answers there are.
    pub span: String,
    /// From four answers on.
    pub summary: Option<SummaryView>,
    /// The summary in words, or that it is too early for one.
    pub sentence: String,
    /// What the marks in a chart are called.
    pub range_label: String,
    pub middle_label: String,
    pub latest_label: String,
    pub caveat: String,
}

/// A range, never a total.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SummaryView {
    pub lowest: f64,
    pub highest: f64,
    /// As many answers lie above it as below.
    pub middle: f64,
    pub latest: f64,
    pub direction: Direction,
}

/// Where answers move over a period; which way is better, the polarity says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
    Level,
    Unclear,
}

/// The last answers to a question with choices, at most eight of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountedView {
    pub item: String,
    pub version: u32,
    pub question: String,
    /// How many are looked at. An answer that says there was nothing to count is none of them.
    pub of: u32,
    /// Each choice, in the order of the question.
    pub counts: Vec<CountView>,
    pub caveat: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountView {
    pub option: String,
    pub words: String,
    pub times: u32,
    /// "kept: 5 of the last 8".
    pub sentence: String,
}

/// Which feelings were named, in the journal and in check-ins, by week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeelingsView {
    pub title: String,
    /// The Monday of each week, without gaps.
    pub weeks: Vec<NaiveDate>,
    /// The most often named first.
    pub feelings: Vec<FeelingView>,
    pub sentence: String,
    pub caveat: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeelingView {
    pub feeling: String,
    pub words: String,
    pub family: String,
    /// One for each week.
    pub counts: Vec<u32>,
    pub times: u32,
}

/// Tags that come back in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecurringView {
    pub title: String,
    pub themes_title: String,
    /// Tags of at least three entries, the most used first; at most twenty.
    pub themes: Vec<ThemeView>,
    pub triggers_title: String,
    /// Tags of at least two cards, in the same way.
    pub triggers: Vec<ThemeView>,
    pub nothing: String,
    pub caveat: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThemeView {
    /// As it was last written.
    pub tag: String,
    /// Entries, or cards.
    pub times: u32,
    /// The same in words.
    pub words: String,
    pub latest: NaiveDate,
}

/// What was written for some weeks, and an offer beside it. It changes nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignView {
    /// `low_steadiness`, `on_guard`, `heavy_feelings`.
    pub id: String,
    pub words: String,
    pub offer: String,
    pub way: WayView,
}

//! What goes into promises and what comes out of them.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::limits::bad;
use crate::clock::rfc3339;
use crate::error::{FieldProblem, MendError, Result};
use crate::reminder::Cadence;
use crate::{PromiseId, ReviewId};

/// A new promise. Only its owner makes one, and it counts without anyone's yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseRequest {
    /// At most 300 characters on one line.
    pub what: String,
    pub cadence: Cadence,
    /// Today, if not said; up to 90 days ahead. The cadence counts from here.
    pub first_day: Option<NaiveDate>,
    /// At most 90 days with the first one. A promise without a last day is refused; [`super::Promises::usual_last_day`]
    /// has one to offer.
    pub last_day: Option<NaiveDate>,
    /// When its owner tells of it: at most 200 characters on one line, or empty.
    pub tell: String,
}

/// Changes to a promise; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromiseChange {
    pub what: Option<String>,
    pub cadence: Option<Cadence>,
    pub last_day: Option<NaiveDate>,
    pub tell: Option<String>,
    /// The first day of the new version; as soon as possible if not said: today, or tomorrow where today has a result
    /// already.
    pub first_day: Option<NaiveDate>,
}

/// Where a promise is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// Its first day is ahead.
    Ahead,
    Running,
    /// Its last day is past.
    Over,
    /// Its owner ended it early.
    Ended,
}

/// Whether the partner has seen a version. The numbers stand in databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Its owner alone knows it.
    Draft = 0,
    Offered = 1,
}

/// How a day of a promise went. The numbers stand in databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Kept = 0,
    Partly = 1,
    Missed = 2,
    /// There was nothing to keep on that day; it is left out of every count.
    NotApplicable = 3,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Kept, Self::Partly, Self::Missed, Self::NotApplicable];

    /// Stays the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Partly => "partly",
            Self::Missed => "missed",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl FromStr for Outcome {
    type Err = MendError;

    /// # Errors
    /// `BadField`: `outcome`.
    fn from_str(id: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|known| known.id() == id).ok_or(bad("outcome", FieldProblem::Unknown))
    }
}

/// A promise in a list, as its latest version says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseRow {
    pub id: PromiseId,
    pub what: String,
    pub cadence: Cadence,
    /// The day from which it is as it says here; ahead of today where a change waits.
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub tell: String,
    pub state: PromiseState,
    /// From four results on.
    pub counted: Option<CountedView>,
    #[serde(serialize_with = "rfc3339")]
    pub made_at: DateTime<FixedOffset>,
}

/// One page of promises, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromisePage {
    pub promises: Vec<PromiseRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// "Kept 5 of the last 8": the last results, up to eight, without the days that did not apply. No share, no total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountedView {
    pub kept: u32,
    pub partly: u32,
    pub missed: u32,
    pub of: u32,
    pub sentence: String,
    /// What it does not tell.
    pub caveat: String,
}

/// A whole promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseView {
    #[serde(flatten)]
    pub row: PromiseRow,
    /// Its first day under any version.
    pub begins: NaiveDate,
    /// The last day, where its owner ended it early.
    pub ended_on: Option<NaiveDate>,
    /// The next day on which it is due, today included while today has no result.
    pub next_day: Option<NaiveDate>,
    /// Oldest first; the last one is what it says now.
    pub versions: Vec<PromiseVersionView>,
    /// How many reviews its owner wrote.
    pub reviews: u32,
}

/// What a promise said from a day on. It is never changed; another version follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseVersionView {
    /// From 1, the oldest.
    pub version: u32,
    /// 64 hexadecimal digits over all that the version says, and nothing else: what a yes is said to.
    pub hash: String,
    pub offer: Offer,
    #[serde(serialize_with = "rfc3339")]
    pub made_at: DateTime<FixedOffset>,
    pub what: String,
    pub cadence: Cadence,
    /// Where the cadence begins to count.
    pub anchor: NaiveDate,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub tell: String,
}

/// How a day went. Private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRequest {
    /// A day on which the promise is due; today, if not said.
    pub day: Option<NaiveDate>,
    pub outcome: Outcome,
    /// In one's own words: at most 64 KiB of UTF-8. `None` keeps what was there.
    pub note: Option<String>,
    /// What one does, or did, to make up for it: as the note.
    pub amends: Option<String>,
}

/// What was said of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogView {
    pub outcome: Outcome,
    /// The outcome in the language of the settings.
    pub words: String,
    pub note: String,
    pub amends: String,
    #[serde(serialize_with = "rfc3339")]
    pub logged_at: DateTime<FixedOffset>,
    /// How often it was changed before.
    pub changes: u32,
}

/// A day on which a promise was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayView {
    pub day: NaiveDate,
    /// The version that held on it.
    pub version: u32,
    /// `None` where nothing was said, which is no miss.
    pub log: Option<LogView>,
}

/// One page of the days of a promise, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayPage {
    pub days: Vec<DayView>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A promise that is due on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DuePromise {
    pub id: PromiseId,
    pub what: String,
    pub day: NaiveDate,
    pub outcome: Option<Outcome>,
}

/// A review in its owner's words. It is private until its owner publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    pub id: ReviewId,
    pub text: String,
    pub offer: Offer,
    /// When these words were written.
    #[serde(serialize_with = "rfc3339")]
    pub written_at: DateTime<FixedOffset>,
    /// What it said before, oldest first.
    pub earlier: Vec<String>,
}

/// A promise to begin from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TemplateView {
    /// Stays the same in every language.
    pub id: String,
    /// `time`, `money`, `contact`, `phone`, `home`, `words`, `help`.
    pub area: String,
    pub area_words: String,
    pub what: String,
    pub cadence: Cadence,
}

/// Something to think about before a promise is made. It stops nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteView {
    pub id: String,
    pub words: String,
}

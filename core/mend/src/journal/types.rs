//! What goes into the journal and what comes out of it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::record::Record;
use crate::clock::{rfc3339, rfc3339_or_null};
use crate::{DraftId, EntryId, Result};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    #[default]
    Entry,
    Letter,
    /// A trigger, a need or a line.
    Card,
    Plan,
    Question,
    Milestone,
    Statement,
}

/// A feeling from the list, and how strong it was: 0 barely to 4 very.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Feeling {
    /// One of [`super::Journal::feelings`].
    pub id: String,
    /// None when it was named without a strength.
    pub strength: Option<u8>,
}

/// A new entry: a text, a title or a feeling at least. The bounds are in [`super::limits`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteRequest {
    pub kind: EntryKind,
    /// One line of at most 300 characters; spaces at its ends are removed, an empty one is none.
    pub title: Option<String>,
    /// Markdown, at most 1 MiB of UTF-8, kept byte for byte.
    pub text: String,
    /// When it happened, with the offset of the place; now, if not said. Years 1900 to 2199, whole milliseconds.
    pub happened_at: Option<DateTime<FixedOffset>>,
    /// At most 10, each once.
    pub feelings: Vec<Feeling>,
    /// At most 20, each one line of at most 50 characters; spaces at the ends are removed. Case is kept, and does not
    /// make two tags of one.
    pub tags: Vec<String>,
    pub starred: bool,
}

impl WriteRequest {
    /// Whether all but the text is within bounds: for programs that take the text last, so that nobody writes a page
    /// first and hears of a wrong tag afterwards.
    ///
    /// # Errors
    /// `BadField`, as [`super::Journal::write`].
    pub fn check_around_text(&self) -> Result<()> {
        Record::check_around_text(self)
    }
}

/// Changes to an entry; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditRequest {
    pub kind: Option<EntryKind>,
    /// `Some(None)` takes the title away.
    pub title: Option<Option<String>>,
    pub text: Option<String>,
    pub happened_at: Option<DateTime<FixedOffset>>,
    pub feelings: Option<Vec<Feeling>>,
    pub tags: Option<Vec<String>>,
    pub starred: Option<bool>,
}

/// An entry in a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryRow {
    pub id: EntryId,
    pub kind: EntryKind,
    #[serde(serialize_with = "rfc3339")]
    pub happened_at: DateTime<FixedOffset>,
    pub title: Option<String>,
    /// The beginning of the text, as plain words on one line; at most 120 characters.
    pub preview: String,
    pub tags: Vec<String>,
    pub feelings: Vec<Feeling>,
    pub starred: bool,
}

/// One page of the timeline, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelinePage {
    pub entries: Vec<EntryRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A whole entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryView {
    #[serde(flatten)]
    pub row: EntryRow,
    pub text: String,
    #[serde(serialize_with = "rfc3339")]
    pub created_at: DateTime<FixedOffset>,
    /// When it was last changed; `None` if never.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub edited_at: Option<DateTime<FixedOffset>>,
    /// How many earlier versions the history keeps.
    pub versions: u32,
}

/// An earlier version of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionView {
    /// From 1, the oldest kept.
    pub version: u32,
    /// When it was replaced.
    #[serde(serialize_with = "rfc3339")]
    pub replaced_at: DateTime<FixedOffset>,
    pub kind: EntryKind,
    #[serde(serialize_with = "rfc3339")]
    pub happened_at: DateTime<FixedOffset>,
    pub title: Option<String>,
    pub text: String,
    pub tags: Vec<String>,
    pub feelings: Vec<Feeling>,
}

/// Which entries. All that is said must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Days by the journal's own end of day, both included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub kind: Option<EntryKind>,
    /// Compared without case.
    pub tag: Option<String>,
    /// A feeling's id, at any strength.
    pub feeling: Option<String>,
    /// Only those with a star.
    pub starred: bool,
}

/// A day that has entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    pub day: NaiveDate,
    pub entries: u32,
}

/// One entry that a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchHit {
    pub id: EntryId,
    #[serde(serialize_with = "rfc3339")]
    pub happened_at: DateTime<FixedOffset>,
    pub title: Option<String>,
    /// Words around the find, on one line.
    pub snippet: String,
    /// Where in `snippet` the found words stand, as byte ranges.
    #[serde(skip)]
    pub found: Vec<std::ops::Range<usize>>,
    /// Smaller is better, as FTS5's bm25 counts.
    pub rank: f64,
}

/// Text as it was last typed, not yet an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftView {
    pub id: DraftId,
    /// The entry that is being edited, if it is one.
    pub entry: Option<EntryId>,
    pub kind: EntryKind,
    pub title: Option<String>,
    pub text: String,
    #[serde(serialize_with = "rfc3339")]
    pub saved_at: DateTime<FixedOffset>,
}

/// A question or beginning that helps to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromptView {
    /// Id of the text that ships, or the user's own prompt's id.
    pub id: String,
    pub text: String,
    pub own: bool,
    pub kind: EntryKind,
}

/// A tag that may fit, to be chosen or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestedTag {
    /// Stays the same in every language.
    pub id: String,
    /// What becomes the tag.
    pub tag: String,
}

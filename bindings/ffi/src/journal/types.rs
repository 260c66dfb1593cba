//! What goes into the journal and what comes out of it. Most are mirrors of the core's types; where a type of the
//! core does not exist over there (nested options, pairs, byte ranges), its stand-in is here.

use mend_core::journal::{
    CalendarDay, DraftView, EntryKind, EntryRow, EntryView, Feeling, Filter, PromptView, TimelinePage, VersionView,
    WriteRequest,
};
use mend_core::{DraftId, EntryId};

use crate::time::{Day, Moment};

/// What kind of entry.
#[uniffi::remote(Enum)]
pub enum EntryKind {
    Entry,
    Letter,
    /// A trigger, a need or a line.
    Card,
    Plan,
    Question,
    Milestone,
    Statement,
}

/// A feeling, and how strong it was.
#[uniffi::remote(Record)]
pub struct Feeling {
    /// One of `feelings()`.
    pub id: String,
    /// 0 barely to 4 very. None when it was named without a strength.
    #[uniffi(default = None)]
    pub strength: Option<u8>,
}

/// A new entry.
#[uniffi::remote(Record)]
pub struct WriteRequest {
    pub kind: EntryKind,
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
    /// When it happened; now, if not said.
    #[uniffi(default = None)]
    pub happened_at: Option<Moment>,
    #[uniffi(default)]
    pub feelings: Vec<Feeling>,
    #[uniffi(default)]
    pub tags: Vec<String>,
    #[uniffi(default = false)]
    pub starred: bool,
}

/// Changes to an entry. What is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct EditRequest {
    #[uniffi(default = None)]
    pub kind: Option<EntryKind>,
    #[uniffi(default = None)]
    pub title: Option<TitleChange>,
    #[uniffi(default = None)]
    pub text: Option<String>,
    #[uniffi(default = None)]
    pub happened_at: Option<Moment>,
    #[uniffi(default = None)]
    pub feelings: Option<Vec<Feeling>>,
    #[uniffi(default = None)]
    pub tags: Option<Vec<String>>,
    #[uniffi(default = None)]
    pub starred: Option<bool>,
}

/// What becomes of a title.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum TitleChange {
    Set { title: String },
    Remove,
}

impl From<EditRequest> for mend_core::journal::EditRequest {
    fn from(request: EditRequest) -> Self {
        let EditRequest { kind, title, text, happened_at, feelings, tags, starred } = request;
        let title = title.map(|change| match change {
            TitleChange::Set { title } => Some(title),
            TitleChange::Remove => None,
        });
        Self { kind, title, text, happened_at, feelings, tags, starred }
    }
}

/// An entry in a timeline.
#[uniffi::remote(Record)]
pub struct EntryRow {
    pub id: EntryId,
    pub kind: EntryKind,
    pub happened_at: Moment,
    pub title: Option<String>,
    /// The beginning of the text, as plain words on one line.
    pub preview: String,
    pub tags: Vec<String>,
    pub feelings: Vec<Feeling>,
    pub starred: bool,
}

/// One page of the timeline, newest first.
#[uniffi::remote(Record)]
pub struct TimelinePage {
    pub entries: Vec<EntryRow>,
    /// Where the next page begins. None at the end.
    pub next: Option<String>,
}

/// A whole entry.
#[uniffi::remote(Record)]
pub struct EntryView {
    pub row: EntryRow,
    /// Markdown.
    pub text: String,
    pub created_at: Moment,
    /// When it was last changed. None if it was not.
    pub edited_at: Option<Moment>,
    /// How many earlier versions the history keeps.
    pub versions: u32,
}

/// An earlier version of an entry.
#[uniffi::remote(Record)]
pub struct VersionView {
    /// From 1, the oldest kept.
    pub version: u32,
    /// When it was replaced.
    pub replaced_at: Moment,
    pub kind: EntryKind,
    pub happened_at: Moment,
    pub title: Option<String>,
    pub text: String,
    pub tags: Vec<String>,
    pub feelings: Vec<Feeling>,
}

/// Which entries. All that is said must hold.
#[uniffi::remote(Record)]
pub struct Filter {
    /// The first day, by the hour at which the user's day ends.
    #[uniffi(default = None)]
    pub from: Option<Day>,
    /// The last day, included.
    #[uniffi(default = None)]
    pub to: Option<Day>,
    #[uniffi(default = None)]
    pub kind: Option<EntryKind>,
    #[uniffi(default = None)]
    pub tag: Option<String>,
    /// A feeling's id.
    #[uniffi(default = None)]
    pub feeling: Option<String>,
    #[uniffi(default = false)]
    pub starred: bool,
}

/// A day that has entries.
#[uniffi::remote(Record)]
pub struct CalendarDay {
    pub day: Day,
    pub entries: u32,
}

/// A tag, and how many entries have it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TagView {
    pub tag: String,
    pub entries: u32,
}

/// Feelings that belong together.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeelingFamily {
    pub id: String,
    /// Ids, in the order to show them.
    pub feelings: Vec<String>,
}

/// An entry that a search found.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SearchHit {
    pub id: EntryId,
    pub happened_at: Moment,
    pub title: Option<String>,
    /// Words around the find, on one line.
    pub snippet: String,
    /// Where in `snippet` the found words stand.
    pub found: Vec<FoundSpan>,
    /// Smaller is better.
    pub rank: f64,
}

/// A stretch of a text, in UTF-16 units: as Kotlin counts a `String`, and Swift its `utf16`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundSpan {
    pub start: u32,
    /// The first unit after it.
    pub end: u32,
}

impl From<mend_core::journal::SearchHit> for SearchHit {
    fn from(hit: mend_core::journal::SearchHit) -> Self {
        let mend_core::journal::SearchHit { id, happened_at, title, snippet, found, rank } = hit;
        let found = found
            .into_iter()
            .map(|bytes| FoundSpan { start: utf16_units(&snippet, bytes.start), end: utf16_units(&snippet, bytes.end) })
            .collect();
        Self { id, happened_at, title, snippet, found, rank }
    }
}

/// How many UTF-16 units the first `bytes` bytes of `text` make.
fn utf16_units(text: &str, bytes: usize) -> u32 {
    let units = text.char_indices().take_while(|(at, _)| *at < bytes).map(|(_, c)| c.len_utf16()).sum::<usize>();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Text as it was last typed, not yet an entry.
#[uniffi::remote(Record)]
pub struct DraftView {
    pub id: DraftId,
    /// The entry that is being edited, if it is one.
    pub entry: Option<EntryId>,
    pub kind: EntryKind,
    pub title: Option<String>,
    pub text: String,
    pub saved_at: Moment,
}

/// A question or beginning that helps to write.
#[uniffi::remote(Record)]
pub struct PromptView {
    /// Id of the text that ships, or of the user's own prompt.
    pub id: String,
    pub text: String,
    /// Whether the user added it.
    pub own: bool,
    pub kind: EntryKind,
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn found_words_are_counted_as_kotlin_counts_them() {
        let snippet = "grüße 🕊 Vertrauen";
        let byte = |word: &str| snippet.find(word).expect("in the snippet");
        let hit = mend_core::journal::SearchHit {
            id: EntryId([7; 16]),
            happened_at: DateTime::UNIX_EPOCH.fixed_offset(),
            title: None,
            snippet: snippet.to_owned(),
            found: vec![0..byte(" 🕊"), byte("Vertrauen")..snippet.len()],
            rank: -1.0,
        };
        let spans = SearchHit::from(hit).found;
        let words = spans.iter().map(|span| {
            let units: Vec<u16> = snippet.encode_utf16().collect();
            String::from_utf16(&units[span.start as usize..span.end as usize]).expect("whole characters")
        });
        assert_eq!(words.collect::<Vec<_>>(), ["grüße", "Vertrauen"]);
    }

    #[test]
    fn a_title_can_be_left_set_and_removed() {
        let core = |title| mend_core::journal::EditRequest::from(EditRequest { title, ..EditRequest::default() }).title;
        assert_eq!(core(None), None);
        assert_eq!(core(Some(TitleChange::Set { title: "a".into() })), Some(Some("a".into())));
        assert_eq!(core(Some(TitleChange::Remove)), Some(None));
    }
}

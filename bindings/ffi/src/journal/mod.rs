//! The journal.

mod types;

use std::sync::Arc;

use mend_core::journal::{CalendarDay, DraftView, EntryKind, EntryRow, EntryView, Filter, PromptView, TimelinePage};
use mend_core::journal::{VersionView, WriteRequest};
use mend_core::{DraftId, EntryId, MendError, PromptId};

pub use types::{EditRequest, FeelingFamily, FoundSpan, SearchHit, TagView, TitleChange};

use crate::progress::{ProgressListener, tell};
use crate::time::Day;

/// The journal of an open session: private, whole, searchable. After `Session.lock` every call gives
/// `MendError.Locked`.
#[derive(uniffi::Object)]
pub struct Journal(mend_core::journal::Journal);

impl Journal {
    pub(crate) fn wrap(journal: mend_core::journal::Journal) -> Arc<Self> {
        Arc::new(Self(journal))
    }
}

#[uniffi::export]
impl Journal {
    /// Writes an entry. It is safe on the disk when this returns.
    pub fn write(&self, request: WriteRequest) -> Result<EntryId, MendError> {
        self.0.write(request)
    }

    /// Many entries, 500 to a transaction: those reported to `listener` are safe on the disk. Returns how many were
    /// written.
    #[uniffi::method(default(listener = None))]
    pub fn import_entries(
        &self,
        entries: Vec<WriteRequest>,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<u64, MendError> {
        let total = entries.len() as u64;
        let written = self.0.import(entries, &mut |done| tell(listener.as_ref(), done as u64, total))?;
        Ok(written as u64)
    }

    /// Changes an entry. What it was before goes into its history.
    pub fn edit(&self, id: EntryId, request: EditRequest) -> Result<(), MendError> {
        self.0.edit(id, request.into())
    }

    pub fn show(&self, id: EntryId) -> Result<EntryView, MendError> {
        self.0.show(id)
    }

    /// A page of the timeline, newest first. `limit` is 1 to 500; `after` is the `next` of the page before.
    #[uniffi::method(default(limit = 50, after = None, filter))]
    pub fn list(&self, filter: &Filter, limit: u32, after: Option<String>) -> Result<TimelinePage, MendError> {
        self.0.list(filter, limit, after.as_deref())
    }

    /// Words, beginnings of words (`trust*`) and "whole phrases", best first.
    #[uniffi::method(default(limit = 50, filter))]
    pub fn search(&self, query: &str, filter: &Filter, limit: u32) -> Result<Vec<SearchHit>, MendError> {
        let hits = self.0.search(query, filter, limit)?;
        Ok(hits.into_iter().map(SearchHit::from).collect())
    }

    /// The days from `from` to `to`, both included, that have entries.
    pub fn calendar(&self, from: Day, to: Day) -> Result<Vec<CalendarDay>, MendError> {
        self.0.calendar(from, to)
    }

    /// Earlier versions of an entry.
    pub fn history(&self, id: EntryId) -> Result<Vec<VersionView>, MendError> {
        self.0.history(id)
    }

    pub fn clear_history(&self, id: EntryId) -> Result<(), MendError> {
        self.0.clear_history(id)
    }

    /// Removes the entry's bytes from the disk. `undoDelete` brings it back, until lock.
    pub fn delete(&self, id: EntryId) -> Result<(), MendError> {
        self.0.delete(id)
    }

    /// Brings back what was deleted last, with its history. None when there is nothing.
    pub fn undo_delete(&self) -> Result<Option<EntryId>, MendError> {
        self.0.undo_delete()
    }

    pub fn set_starred(&self, id: EntryId, starred: bool) -> Result<(), MendError> {
        self.0.set_starred(id, starred)
    }

    /// The tags in use.
    pub fn tags(&self) -> Result<Vec<TagView>, MendError> {
        let tags = self.0.tags()?;
        Ok(tags.into_iter().map(|(tag, entries)| TagView { tag, entries }).collect())
    }

    /// How many entries there are.
    pub fn count(&self) -> Result<u32, MendError> {
        self.0.count()
    }

    /// Keeps text as it is typed. Pass the id that came back with the next call; `entry` when an entry is edited.
    #[uniffi::method(default(id = None, entry = None, title = None))]
    pub fn save_draft(
        &self,
        kind: EntryKind,
        text: &str,
        title: Option<String>,
        id: Option<DraftId>,
        entry: Option<EntryId>,
    ) -> Result<DraftId, MendError> {
        self.0.save_draft(id, entry, kind, title.as_deref(), text)
    }

    pub fn drafts(&self) -> Result<Vec<DraftView>, MendError> {
        self.0.drafts()
    }

    pub fn discard_draft(&self, id: DraftId) -> Result<(), MendError> {
        self.0.discard_draft(id)
    }

    /// Questions and beginnings that help to write, Mend's and the user's own.
    pub fn prompts(&self) -> Result<Vec<PromptView>, MendError> {
        self.0.prompts()
    }

    pub fn add_prompt(&self, text: &str, kind: EntryKind) -> Result<PromptId, MendError> {
        self.0.add_prompt(text, kind)
    }

    pub fn remove_prompt(&self, id: PromptId) -> Result<(), MendError> {
        self.0.remove_prompt(id)
    }

    /// Entries of this day in earlier years. Empty unless the user turned it on.
    pub fn on_this_day(&self) -> Result<Vec<EntryRow>, MendError> {
        self.0.on_this_day()
    }
}

/// The feelings that can be named, in families, in the order to show them.
#[uniffi::export]
pub fn feelings() -> Vec<FeelingFamily> {
    let owned = |feelings: &[&str]| feelings.iter().map(|id| (*id).to_owned()).collect();
    mend_core::journal::Journal::feelings()
        .iter()
        .map(|(family, feelings)| FeelingFamily { id: (*family).to_owned(), feelings: owned(feelings) })
        .collect()
}

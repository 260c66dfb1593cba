//! What was deleted, kept for a change of mind: in memory only, until lock.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use zeroize::Zeroize;

use super::draft::Draft;
use super::history::Version;
use super::record::Record;
use super::rows::Times;
use super::{draft, history, limits, rows};
use crate::{EntryId, Result};

/// An entry with all that hung on it.
pub(super) struct Removed {
    pub id: EntryId,
    pub record: Record,
    pub times: Times,
    /// Oldest first.
    pub versions: Vec<Version>,
    pub drafts: Vec<Draft>,
}

impl Removed {
    /// Takes an entry out of the tables, with its history and the drafts of changes to it.
    pub fn take_out(conn: &Connection, id: EntryId) -> Result<Self> {
        let stored = rows::find(conn, id)?;
        let versions = history::of(conn, stored.row)?;
        let drafts = draft::of_entry(conn, id)?;
        draft::discard_of_entry(conn, id)?;
        rows::delete(conn, &stored)?;
        let times = Times { created_at: stored.created_at, edited_at: stored.edited_at };
        Ok(Self { id, record: stored.record, times, versions, drafts })
    }

    /// Writes all of it again, under the same id.
    pub fn put_back(&self, conn: &Connection) -> Result<()> {
        let row = rows::insert(conn, self.id, &self.record, self.times)?;
        self.versions.iter().try_for_each(|version| history::keep(conn, row, version))?;
        self.drafts.iter().try_for_each(|draft| draft::save(conn, draft))
    }
}

impl Drop for Removed {
    fn drop(&mut self) {
        self.record.zeroize();
        self.versions.iter_mut().for_each(Zeroize::zeroize);
        self.drafts.iter_mut().for_each(Zeroize::zeroize);
    }
}

/// The deleted entries of one session, shared by all its journals. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Undo(Arc<Mutex<State>>);

enum State {
    /// The last deleted stands last.
    Keeping(VecDeque<Removed>),
    /// The session is locked: a delete that was still under way leaves nothing behind either.
    Cleared,
}

impl Undo {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(State::Keeping(VecDeque::new()))))
    }

    /// Wipes what is kept, and keeps nothing from now on. For lock; the next session makes its own.
    pub(crate) fn clear(&self) {
        *self.state() = State::Cleared;
    }

    pub(super) fn push(&self, removed: Removed) {
        if let State::Keeping(all) = &mut *self.state() {
            if all.len() == limits::UNDO {
                all.pop_front();
            }
            all.push_back(removed);
        }
    }

    /// The last deleted. Whoever takes it and cannot bring it back pushes it again.
    pub(super) fn pop(&self) -> Option<Removed> {
        match &mut *self.state() {
            State::Keeping(all) => all.pop_back(),
            State::Cleared => None,
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // A panic elsewhere leaves the list whole: each change to it is one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

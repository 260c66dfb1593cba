//! The journal: private, whole, searchable.
//!
//! [`Journal`] is all that others see. Below it, one file for each job: `record` checks what is written, `rows` puts
//! it into the tables, `timeline`, `search` and `calendar` read it back, `history`, `draft` and `undo` keep what is
//! not, or no longer, an entry. Nothing here knows of the partner, and nothing leaves this space from here.

mod calendar;
mod day;
mod draft;
mod feelings;
mod filter;
mod history;
mod kind;
pub mod limits;
mod preview;
mod prompt;
mod record;
mod rows;
mod search;
mod snippet;
mod timeline;
mod types;
mod undo;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;

pub(crate) use self::day::{RECOUNT_DAYS, date, date_of, instant, number};
use self::draft::Draft;
use self::history::Version;
pub(crate) use self::preview::preview;
#[cfg(test)]
pub(crate) use self::prompt::messages_needed;
pub(crate) use self::prompt::serves as prompts_serve;
use self::record::Record;
pub(crate) use self::record::{checked_feeling_id, joined_feelings, one_line, split_feelings};
use self::rows::Times;
pub(crate) use self::rows::offset;
pub use self::types::*;
use self::undo::Removed;
pub(crate) use self::undo::Undo;
use crate::space::{Db, Private};
use crate::text::Text;
use crate::{DraftId, EntryId, PromptId, Result, settings};

/// The journal of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has changed nothing, unless it says otherwise.
#[derive(Clone)]
pub struct Journal {
    db: Db<Private>,
    undo: Undo,
    text: Arc<Text>,
}

impl Journal {
    /// `text` says the prompts that ship.
    pub(crate) fn new(db: Db<Private>, undo: Undo, text: Arc<Text>) -> Self {
        Self { db, undo, text }
    }

    /// Writes a new entry and gives its id; it is safely on the disk when this returns.
    ///
    /// # Errors
    /// `BadField` with the name of the field that is out of bounds ([`limits`]): `text` (also when there is neither
    /// text, title nor feeling), `title`, `happened_at`, `feelings`, `feeling`, `strength`, `tags`, `tag`.
    pub fn write(&self, request: WriteRequest) -> Result<EntryId> {
        let now = self.now();
        let id = EntryId::make(self.db.rng());
        self.db.write(|tx| write_within(tx, id, request, now))?;
        Ok(id)
    }

    /// Writes many entries, 500 to a transaction, and calls `progress` with the number written after each. Gives
    /// how many were written. All are checked first: when one is out of bounds, none is written.
    ///
    /// # Errors
    /// As [`Journal::write`]. `Locked` when the session is locked in between: what `progress` told of stays.
    pub fn import(&self, entries: Vec<WriteRequest>, progress: &mut dyn FnMut(usize)) -> Result<usize> {
        let now = self.now();
        let records: Vec<_> = entries.into_iter().map(|entry| Record::checked(entry, now)).collect::<Result<_>>()?;
        let mut done = 0;
        for batch in records.chunks(limits::IMPORT_BATCH) {
            self.db.write(|tx| {
                batch.iter().try_for_each(|record| {
                    let id = EntryId::make(self.db.rng());
                    rows::insert(tx, id, record, Times { created_at: now, edited_at: None }).map(drop)
                })
            })?;
            done += batch.len();
            progress(done);
        }
        Ok(done)
    }

    /// Changes an entry. What it said before goes into its history; a request that changes nothing keeps nothing,
    /// and a star is not part of what an entry says.
    ///
    /// # Errors
    /// `NotFound`; `BadField` as [`Journal::write`].
    pub fn edit(&self, id: EntryId, request: EditRequest) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| edit_within(tx, id, request, now))
    }

    /// The whole entry.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn show(&self, id: EntryId) -> Result<EntryView> {
        self.db.read(|conn| view_of(conn, id))
    }

    /// One page of the timeline, newest first. `limit` is 1 to 500; `after` is the `next` of the page before. Entries
    /// written or deleted between two pages shift nothing: each entry that was there all the time comes once.
    ///
    /// # Errors
    /// `BadField`: `limit`, `after` (not a `next` of this journal), `tag`, `feeling`, `to` (before `from`).
    pub fn list(&self, filter: &Filter, limit: u32, after: Option<&str>) -> Result<TimelinePage> {
        self.db.read(|conn| timeline::page(conn, filter, limit, after))
    }

    /// Entries that hold all the words of `query`, best first: `walk`, `walk*` (words that begin so), `"walk home"`
    /// (next to each other). Case and diacritics do not matter; other signs mean nothing and are never an error. A
    /// word in the title weighs most, in a tag more than in the text. Nothing to look for finds nothing.
    ///
    /// # Errors
    /// `BadField`: `query` (over 1 000 characters), `limit` (1 to 500), and the filter's as in [`Journal::list`].
    pub fn search(&self, query: &str, filter: &Filter, limit: u32) -> Result<Vec<SearchHit>> {
        self.db.read(|conn| search::search(conn, query, filter, limit))
    }

    /// Days that have entries, from `from` to `to`, both included, oldest first. Days end at the hour of the settings.
    ///
    /// # Errors
    /// `BadField`: `to` (before `from`).
    pub fn calendar(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<CalendarDay>> {
        self.db.read(|conn| calendar::days(conn, from, to))
    }

    /// Earlier versions of an entry, oldest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn history(&self, id: EntryId) -> Result<Vec<VersionView>> {
        self.db.read(|conn| {
            let entry = rows::find(conn, id)?.row;
            Ok(history::views(history::of(conn, entry)?))
        })
    }

    /// Removes the bytes of all earlier versions of an entry. The entry stays as it is. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn clear_history(&self, id: EntryId) -> Result<()> {
        self.db.remove(|tx| {
            let entry = rows::find(tx, id)?.row;
            history::clear(tx, entry)
        })
    }

    /// Removes an entry's bytes, with its history and the drafts of changes to it. All of it is kept in memory for
    /// [`Journal::undo_delete`], until lock.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete(&self, id: EntryId) -> Result<()> {
        let mut removed = None;
        let outcome = self.db.remove(|tx| {
            removed = Some(Removed::take_out(tx, id)?);
            Ok(())
        });
        // The entry can be gone and cutting the log still have failed: whoever hears of that failure can undo.
        let gone = outcome.is_ok() || self.db.read(|conn| Ok(rows::find(conn, id).is_err())).unwrap_or(false);
        if let Some(removed) = removed.filter(|_| gone) {
            self.undo.push(removed);
        }
        outcome
    }

    /// Removes an entry's bytes as [`Journal::delete`] does, and keeps nothing. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete_for_good(&self, id: EntryId) -> Result<()> {
        self.db.remove(|tx| Removed::take_out(tx, id).map(drop))
    }

    /// Brings back what was deleted last, with its history and under its id; `None` when there is nothing. Called
    /// again, it brings back what was deleted before that, up to sixteen entries of this session.
    pub fn undo_delete(&self) -> Result<Option<EntryId>> {
        let Some(removed) = self.undo.pop() else { return self.db.read(|_| Ok(None)) };
        let brought_back = self.db.write(|tx| removed.put_back(tx));
        if let Err(e) = brought_back {
            self.undo.push(removed);
            return Err(e);
        }
        Ok(Some(removed.id))
    }

    /// Sets or takes away the star. No version is kept for it.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn set_starred(&self, id: EntryId, starred: bool) -> Result<()> {
        self.db.write(|tx| {
            let entry = rows::find(tx, id)?;
            rows::set_star(tx, &entry, starred)
        })
    }

    /// Tags in use, as last written, with how many entries have each; the most used first.
    pub fn tags(&self) -> Result<Vec<(String, u32)>> {
        self.db.read(|conn| {
            // With max(), SQLite takes the other columns from the row where it stands.
            let mut statement = conn.prepare_cached(
                "SELECT written, count(*) AS entries, max(happened_at) FROM entry_tag
                 GROUP BY tag ORDER BY entries DESC, tag",
            )?;
            let tags = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            Ok(tags)
        })
    }

    /// How many entries there are.
    pub fn count(&self) -> Result<u32> {
        self.db.read(|conn| Ok(conn.query_row("SELECT count(*) FROM timeline", [], |row| row.get(0))?))
    }

    /// Keeps text as it is typed: makes a draft, or replaces the one with this id (also after it was discarded).
    /// `entry` is the entry being edited, if it is one. A title is kept as typed; empty is none. At most 100 drafts.
    ///
    /// # Errors
    /// `NotFound` when there is no such entry; `BadField`: `title`, `text`, `drafts`.
    pub fn save_draft(
        &self,
        id: Option<DraftId>,
        entry: Option<EntryId>,
        kind: EntryKind,
        title: Option<&str>,
        text: &str,
    ) -> Result<DraftId> {
        one_line(title.unwrap_or_default(), "title", limits::TITLE_CHARACTERS)?;
        let draft = Draft {
            id: id.unwrap_or_else(|| DraftId::make(self.db.rng())),
            entry,
            kind,
            title: title.map(str::to_owned),
            text: record::checked_text(text.to_owned())?,
            saved_at: self.now(),
        };
        self.db.write(|tx| {
            if let Some(entry) = entry {
                rows::find(tx, entry)?;
            }
            draft::save(tx, &draft)
        })?;
        Ok(draft.id)
    }

    /// All drafts, the last saved first.
    pub fn drafts(&self) -> Result<Vec<DraftView>> {
        self.db.read(|conn| Ok(draft::all(conn)?.into_iter().map(DraftView::from).collect()))
    }

    /// Removes a draft's bytes.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn discard_draft(&self, id: DraftId) -> Result<()> {
        self.db.remove(|tx| draft::discard(tx, id))
    }

    /// Prompts to begin from: first one's own, the newest first, then those that ship, as far as they fit the role of
    /// the profile. Without a role only those for everyone come.
    pub fn prompts(&self) -> Result<Vec<PromptView>> {
        self.db.read(|conn| {
            let mut prompts = prompt::own(conn)?;
            prompts.extend(prompt::shipped(crate::profile::role(conn)?, &self.text));
            Ok(prompts)
        })
    }

    /// Keeps a prompt of one's own, for entries of `kind`. At most 500 characters; line breaks are fine.
    ///
    /// # Errors
    /// `BadField`: `prompt` (empty, too long, control characters), `prompts` (200 are kept already).
    pub fn add_prompt(&self, text: &str, kind: EntryKind) -> Result<PromptId> {
        let text = prompt::checked(text)?;
        let id = PromptId::make(self.db.rng());
        self.db.write(|tx| prompt::add(tx, id, text, kind))?;
        Ok(id)
    }

    /// Removes the bytes of a prompt of one's own.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn remove_prompt(&self, id: PromptId) -> Result<()> {
        self.db.remove(|tx| prompt::remove(tx, id))
    }

    /// An outline to begin from, in Markdown; `None` for a kind that begins with an empty page.
    pub fn template(&self, kind: EntryKind) -> Option<String> {
        prompt::template(kind, &self.text)
    }

    /// Tags that may fit, in the order to show them. They become tags only when they are chosen.
    pub fn suggested_tags(&self) -> Vec<SuggestedTag> {
        prompt::suggested_tags(&self.text)
    }

    /// Entries of this day in earlier years, newest first, at most 100; empty unless the setting is on. What was
    /// written on a 29 February also comes on the 28th of years that have no 29th.
    pub fn on_this_day(&self) -> Result<Vec<EntryRow>> {
        let now = self.now();
        self.db.read(|conn| {
            let settings = settings::read(conn)?;
            if !settings.on_this_day {
                return Ok(Vec::new());
            }
            calendar::earlier_years(conn, date_of(now, settings.day_ends_at))
        })
    }

    /// Feeling ids, in families, in the order to show them. The ids are final; the words for them are messages
    /// `feeling-ID` and `feeling-family-ID` of [`crate::text`].
    pub fn feelings() -> &'static [(&'static str, &'static [&'static str])] {
        feelings::FAMILIES
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        crate::clock::whole_millis(self.db.clock().now())
    }
}

fn edited(old: &Record, request: EditRequest, now: DateTime<FixedOffset>) -> Result<Record> {
    Record::checked(
        WriteRequest {
            kind: request.kind.unwrap_or(old.kind),
            title: request.title.unwrap_or_else(|| old.title.clone()),
            text: request.text.unwrap_or_else(|| old.text.clone()),
            happened_at: Some(request.happened_at.unwrap_or(old.happened_at)),
            feelings: request.feelings.unwrap_or_else(|| old.feelings.clone()),
            tags: request.tags.unwrap_or_else(|| old.tags.clone()),
            starred: request.starred.unwrap_or(old.starred),
        },
        now,
    )
}

/// [`Journal::show`] inside its caller's transaction.
pub(crate) fn view_of(conn: &Connection, id: EntryId) -> Result<EntryView> {
    let stored = rows::find(conn, id)?;
    let versions = history::count(conn, stored.row)?;
    Ok(stored.into_view(id, versions))
}

/// [`Journal::write`] inside its caller's transaction.
pub(crate) fn write_within(
    conn: &Connection,
    id: EntryId,
    request: WriteRequest,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let record = Record::checked(request, now)?;
    rows::insert(conn, id, &record, Times { created_at: now, edited_at: None }).map(drop)
}

/// [`Journal::edit`] inside its caller's transaction.
pub(crate) fn edit_within(
    conn: &Connection,
    id: EntryId,
    request: EditRequest,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let old = rows::find(conn, id)?;
    let new = edited(&old.record, request, now)?;
    if !old.record.says_the_same(&new) {
        rows::replace(conn, id, &old, &new, now)?;
        history::keep(conn, old.row, &Version { replaced_at: now, record: old.record })
    } else if old.record.starred != new.starred {
        rows::set_star(conn, &old, new.starred)
    } else {
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;

//! Drafts: text as it was last typed, saved so often that nothing typed is lost, kept apart from entries.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroize;

use super::rows::{offset, some_text};
use super::{DraftView, EntryKind, day, limits};
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::{DraftId, EntryId};

/// A draft within all bounds. Its title is kept as typed, spaces at its ends included: the typing goes on.
pub(super) struct Draft {
    pub id: DraftId,
    pub entry: Option<EntryId>,
    pub kind: EntryKind,
    pub title: Option<String>,
    pub text: String,
    pub saved_at: DateTime<FixedOffset>,
}

impl Zeroize for Draft {
    fn zeroize(&mut self) {
        self.title.zeroize();
        self.text.zeroize();
    }
}

/// Makes or replaces it. What stood in its place before is overwritten.
pub(super) fn save(conn: &Connection, draft: &Draft) -> Result<()> {
    if !exists(conn, draft.id)? && count(conn)? >= limits::DRAFTS {
        let most = limits::DRAFTS;
        return Err(MendError::BadField { field: "drafts", problem: FieldProblem::TooLong { most } });
    }
    conn.prepare_cached(
        "INSERT INTO draft (uid, entry, kind, title, text, saved_at, saved_offset)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (uid) DO UPDATE SET
             entry = excluded.entry, kind = excluded.kind, title = excluded.title, text = excluded.text,
             saved_at = excluded.saved_at, saved_offset = excluded.saved_offset",
    )?
    .execute(params![
        draft.id.0,
        draft.entry.map_or(Vec::new(), |entry| entry.0.to_vec()),
        draft.kind.number(),
        draft.title.as_deref().unwrap_or_default(),
        draft.text,
        millis(draft.saved_at),
        offset(draft.saved_at),
    ])?;
    Ok(())
}

/// Newest first.
pub(super) fn all(conn: &Connection) -> Result<Vec<Draft>> {
    let mut statement = conn.prepare_cached(
        "SELECT uid, entry, kind, title, text, saved_at, saved_offset FROM draft ORDER BY saved_at DESC, id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut drafts = Vec::new();
    while let Some(row) = rows.next()? {
        drafts.push(draft(row)?);
    }
    Ok(drafts)
}

fn draft(row: &Row<'_>) -> Result<Draft> {
    let entry = match row.get_ref(1)?.as_blob().map_err(|_| MendError::Damaged)? {
        [] => None,
        uid => Some(EntryId(uid.try_into().map_err(|_| MendError::Damaged)?)),
    };
    Ok(Draft {
        id: DraftId(row.get(0)?),
        entry,
        kind: EntryKind::from_number(row.get(2)?)?,
        title: some_text(row.get(3)?),
        text: row.get(4)?,
        saved_at: day::instant(row.get(5)?, row.get(6)?)?,
    })
}

impl From<Draft> for DraftView {
    fn from(draft: Draft) -> Self {
        let Draft { id, entry, kind, title, text, saved_at } = draft;
        Self { id, entry, kind, title, text, saved_at }
    }
}

pub(super) fn discard(conn: &Connection, id: DraftId) -> Result<()> {
    match conn.prepare_cached("DELETE FROM draft WHERE uid = ?1")?.execute([id.0])? {
        0 => Err(MendError::NotFound),
        _ => Ok(()),
    }
}

/// The drafts of changes to one entry: they hold its words, and go with it.
pub(super) fn of_entry(conn: &Connection, entry: EntryId) -> Result<Vec<Draft>> {
    Ok(all(conn)?.into_iter().filter(|draft| draft.entry == Some(entry)).collect())
}

pub(super) fn discard_of_entry(conn: &Connection, entry: EntryId) -> Result<()> {
    conn.prepare_cached("DELETE FROM draft WHERE entry = ?1")?.execute([entry.0])?;
    Ok(())
}

fn exists(conn: &Connection, id: DraftId) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM draft WHERE uid = ?1")?;
    Ok(statement.query_row([id.0], |_| Ok(())).optional()?.is_some())
}

fn count(conn: &Connection) -> Result<u32> {
    Ok(conn.prepare_cached("SELECT count(*) FROM draft")?.query_row([], |row| row.get(0))?)
}

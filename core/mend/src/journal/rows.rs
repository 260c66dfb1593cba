//! Entries in the tables: one function for each thing that is done to the rows of one entry, so that body, timeline
//! row, tags, feelings and search index can never go apart. Everything here runs inside its caller's transaction.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::record::{Record, folded_tag, joined_feelings, joined_tags, split_feelings, split_tags};
use super::{EntryKind, EntryRow, EntryView, Feeling, day, preview::preview};
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::{EntryId, settings};

/// An entry as the tables hold it.
pub(super) struct Stored {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub record: Record,
    pub preview: String,
    pub created_at: DateTime<FixedOffset>,
    pub edited_at: Option<DateTime<FixedOffset>>,
}

impl Stored {
    /// As it is shown, with how many earlier versions there are.
    pub fn into_view(self, id: EntryId, versions: u32) -> EntryView {
        let Self { record, preview, created_at, edited_at, .. } = self;
        EntryView {
            row: EntryRow {
                id,
                kind: record.kind,
                happened_at: record.happened_at,
                title: record.title,
                preview,
                tags: record.tags,
                feelings: record.feelings,
                starred: record.starred,
            },
            text: record.text,
            created_at,
            edited_at,
            versions,
        }
    }
}

/// When an entry was made and last changed.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub created_at: DateTime<FixedOffset>,
    pub edited_at: Option<DateTime<FixedOffset>>,
}

pub(super) fn insert(conn: &Connection, id: EntryId, record: &Record, times: Times) -> Result<i64> {
    conn.prepare_cached(
        "INSERT INTO entry (uid, happened_at, created_at, created_offset, edited_at, edited_offset, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.0,
        millis(record.happened_at),
        millis(times.created_at),
        offset(times.created_at),
        times.edited_at.map_or(0, millis),
        times.edited_at.map_or(0, offset),
        record.text,
    ])?;
    let row = conn.last_insert_rowid();
    insert_around(conn, row, id, record)?;
    Ok(row)
}

/// Puts `new` in the place of what `old` says.
pub(super) fn replace(
    conn: &Connection,
    id: EntryId,
    old: &Stored,
    new: &Record,
    edited_at: DateTime<FixedOffset>,
) -> Result<()> {
    delete_around(conn, old)?;
    conn.prepare_cached(
        "UPDATE entry SET happened_at = ?2, edited_at = ?3, edited_offset = ?4, text = ?5 WHERE id = ?1",
    )?
    .execute(params![old.row, millis(new.happened_at), millis(edited_at), offset(edited_at), new.text])?;
    insert_around(conn, old.row, id, new)
}

pub(super) fn set_star(conn: &Connection, entry: &Stored, starred: bool) -> Result<()> {
    conn.prepare_cached("UPDATE timeline SET starred = ?3 WHERE happened_at = ?1 AND entry = ?2")?.execute(params![
        millis(entry.record.happened_at),
        entry.row,
        starred
    ])?;
    Ok(())
}

/// Takes every row of an entry away, earlier versions included.
pub(super) fn delete(conn: &Connection, old: &Stored) -> Result<()> {
    delete_around(conn, old)?;
    conn.prepare_cached("DELETE FROM version WHERE entry = ?1")?.execute([old.row])?;
    conn.prepare_cached("DELETE FROM entry WHERE id = ?1")?.execute([old.row])?;
    Ok(())
}

pub(super) fn find(conn: &Connection, id: EntryId) -> Result<Stored> {
    conn.prepare_cached(
        "SELECT t.uid, t.kind, t.happened_at, t.utc_offset, t.title, t.preview, t.tags, t.feelings, t.starred,
                e.id, e.created_at, e.created_offset, e.edited_at, e.edited_offset, e.text
         FROM entry e
         JOIN timeline t ON t.happened_at = e.happened_at AND t.entry = e.id
         WHERE e.uid = ?1",
    )?
    .query_row([id.0], |row| Ok(stored(row)))
    .optional()?
    .ok_or(MendError::NotFound)?
}

fn stored(row: &Row<'_>) -> Result<Stored> {
    let shown = entry_row(row)?;
    let edited_at: i64 = row.get(12)?;
    Ok(Stored {
        row: row.get(9)?,
        created_at: day::instant(row.get(10)?, row.get(11)?)?,
        edited_at: if edited_at == 0 { None } else { Some(day::instant(edited_at, row.get(13)?)?) },
        preview: shown.preview,
        record: Record {
            kind: shown.kind,
            title: shown.title,
            text: row.get(14)?,
            happened_at: shown.happened_at,
            feelings: shown.feelings,
            tags: shown.tags,
            starred: shown.starred,
        },
    })
}

/// The columns of `timeline` that make an [`EntryRow`], in the order in which [`entry_row`] reads them.
pub(super) const ENTRY_ROW: &str =
    "t.uid, t.kind, t.happened_at, t.utc_offset, t.title, t.preview, t.tags, t.feelings, t.starred";

pub(super) fn entry_row(row: &Row<'_>) -> Result<EntryRow> {
    let text = |index: usize| -> Result<&str> { row.get_ref(index)?.as_str().map_err(|_| MendError::Damaged) };
    Ok(EntryRow {
        id: EntryId(row.get(0)?),
        kind: EntryKind::from_number(row.get(1)?)?,
        happened_at: day::instant(row.get(2)?, row.get(3)?)?,
        title: some_text(row.get(4)?),
        preview: row.get(5)?,
        tags: split_tags(text(6)?),
        feelings: split_feelings(text(7)?)?,
        starred: row.get(8)?,
    })
}

/// `None` for the empty text, as the tables spell it.
pub(crate) fn some_text(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Seconds east of UTC.
pub(crate) fn offset(at: DateTime<FixedOffset>) -> i32 {
    at.offset().local_minus_utc()
}

/// Every row of an entry but its body and its earlier versions.
fn insert_around(conn: &Connection, row: i64, id: EntryId, record: &Record) -> Result<()> {
    let happened_at = millis(record.happened_at);
    let title = record.title.as_deref().unwrap_or_default();
    let tags = joined_tags(&record.tags);
    let day = day::day_of(record.happened_at, settings::day_ends_at(conn)?);
    conn.prepare_cached(
        "INSERT INTO timeline (happened_at, entry, uid, utc_offset, day, kind, starred, title, preview, tags, feelings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        happened_at,
        row,
        id.0,
        offset(record.happened_at),
        day,
        record.kind.number(),
        record.starred,
        title,
        preview(&record.text),
        tags,
        joined_feelings(&record.feelings),
    ])?;
    let mut tag =
        conn.prepare_cached("INSERT INTO entry_tag (tag, happened_at, entry, written) VALUES (?1, ?2, ?3, ?4)")?;
    for written in &record.tags {
        tag.execute(params![folded_tag(written), happened_at, row, written])?;
    }
    let mut feeling =
        conn.prepare_cached("INSERT INTO entry_feeling (feeling, happened_at, entry) VALUES (?1, ?2, ?3)")?;
    for Feeling { id, .. } in &record.feelings {
        feeling.execute(params![id, happened_at, row])?;
    }
    conn.prepare_cached("INSERT INTO words (rowid, title, text, tags) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        row,
        title,
        record.text,
        tags
    ])?;
    Ok(())
}

/// The opposite. The search index forgets words only when it is told exactly the words that it was given.
fn delete_around(conn: &Connection, old: &Stored) -> Result<()> {
    let Stored { row, record, .. } = old;
    let happened_at = millis(record.happened_at);
    conn.prepare_cached("INSERT INTO words (words, rowid, title, text, tags) VALUES ('delete', ?1, ?2, ?3, ?4)")?
        .execute(params![row, record.title.as_deref().unwrap_or_default(), record.text, joined_tags(&record.tags)])?;
    let mut tag = conn.prepare_cached("DELETE FROM entry_tag WHERE tag = ?1 AND happened_at = ?2 AND entry = ?3")?;
    for written in &record.tags {
        tag.execute(params![folded_tag(written), happened_at, row])?;
    }
    let mut feeling =
        conn.prepare_cached("DELETE FROM entry_feeling WHERE feeling = ?1 AND happened_at = ?2 AND entry = ?3")?;
    for Feeling { id, .. } in &record.feelings {
        feeling.execute(params![id, happened_at, row])?;
    }
    conn.prepare_cached("DELETE FROM timeline WHERE happened_at = ?1 AND entry = ?2")?
        .execute(params![happened_at, row])?;
    Ok(())
}

//! Earlier versions of an entry, kept until their owner clears them.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row, params};
use zeroize::Zeroize;

use super::record::{Record, joined_feelings, joined_tags, split_feelings, split_tags};
use super::rows::{offset, some_text};
use super::{EntryKind, VersionView, day};
use crate::clock::millis;
use crate::error::{MendError, Result};

/// What an entry said, until it was replaced.
pub(super) struct Version {
    pub replaced_at: DateTime<FixedOffset>,
    pub record: Record,
}

impl Zeroize for Version {
    fn zeroize(&mut self) {
        self.record.zeroize();
    }
}

pub(super) fn keep(conn: &Connection, entry: i64, version: &Version) -> Result<()> {
    let Version { replaced_at, record } = version;
    conn.prepare_cached(
        "INSERT INTO version
             (entry, replaced_at, replaced_offset, kind, happened_at, utc_offset, title, text, tags, feelings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        entry,
        millis(*replaced_at),
        offset(*replaced_at),
        record.kind.number(),
        millis(record.happened_at),
        offset(record.happened_at),
        record.title.as_deref().unwrap_or_default(),
        record.text,
        joined_tags(&record.tags),
        joined_feelings(&record.feelings),
    ])?;
    Ok(())
}

/// Oldest first.
pub(super) fn of(conn: &Connection, entry: i64) -> Result<Vec<Version>> {
    let mut statement = conn.prepare_cached(
        "SELECT replaced_at, replaced_offset, kind, happened_at, utc_offset, title, text, tags, feelings
         FROM version WHERE entry = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([entry])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(version(row)?);
    }
    Ok(versions)
}

fn version(row: &Row<'_>) -> Result<Version> {
    let text = |index: usize| -> Result<&str> { row.get_ref(index)?.as_str().map_err(|_| MendError::Damaged) };
    Ok(Version {
        replaced_at: day::instant(row.get(0)?, row.get(1)?)?,
        record: Record {
            kind: EntryKind::from_number(row.get(2)?)?,
            happened_at: day::instant(row.get(3)?, row.get(4)?)?,
            title: some_text(row.get(5)?),
            text: row.get(6)?,
            tags: split_tags(text(7)?),
            feelings: split_feelings(text(8)?)?,
            // A star is a mark on the entry, not part of what a version said.
            starred: false,
        },
    })
}

pub(super) fn views(versions: Vec<Version>) -> Vec<VersionView> {
    let numbered = versions.into_iter().zip(1..);
    numbered
        .map(|(Version { replaced_at, record }, version)| VersionView {
            version,
            replaced_at,
            kind: record.kind,
            happened_at: record.happened_at,
            title: record.title,
            text: record.text,
            tags: record.tags,
            feelings: record.feelings,
        })
        .collect()
}

pub(super) fn count(conn: &Connection, entry: i64) -> Result<u32> {
    let mut statement = conn.prepare_cached("SELECT count(*) FROM version WHERE entry = ?1")?;
    Ok(statement.query_row([entry], |row| row.get(0))?)
}

pub(super) fn clear(conn: &Connection, entry: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM version WHERE entry = ?1")?.execute([entry])?;
    Ok(())
}

//! The work that is measured: a journal's writes, first page, searches and full reads, in SQL that every engine runs.

use std::io::Write;

use rusqlite::{Connection, Row, params};

use crate::database::Failure;
use crate::text::Entry;

pub const SCHEMA: &str = include_str!("schema.sql");

/// Four ways to search; the first three newest first, as a list; the last best first, with a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    Word,
    Prefix,
    Phrase,
    Ranked,
}

impl std::str::FromStr for Search {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        match name {
            "word" => Ok(Self::Word),
            "prefix" => Ok(Self::Prefix),
            "phrase" => Ok(Self::Phrase),
            "ranked" => Ok(Self::Ranked),
            _ => Err(format!("no search {name}").into()),
        }
    }
}

pub fn insert(connection: &Connection, entry: &Entry) -> Result<(), Failure> {
    let title = entry.title.as_deref().unwrap_or_default();
    let tags = entry.tags.join("\n");
    let feelings: Vec<String> = entry.feelings.iter().map(|(id, strength)| format!("{id}:{strength}")).collect();
    connection
        .prepare_cached(
            "INSERT INTO entry (uid, happened_at, created_at, created_offset, text) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![entry.id, entry.happened_at, entry.happened_at, entry.utc_offset, entry.text])?;
    let row = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO timeline
             (happened_at, entry, uid, utc_offset, day, kind, starred, title, preview, tags, feelings)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            entry.happened_at,
            row,
            entry.id,
            entry.utc_offset,
            entry.day,
            entry.kind,
            entry.starred,
            title,
            entry.preview,
            tags,
            feelings.join(" "),
        ])?;
    for tag in &entry.tags {
        connection
            .prepare_cached("INSERT INTO entry_tag (tag, happened_at, entry, written) VALUES (?1, ?2, ?3, ?1)")?
            .execute(params![tag, entry.happened_at, row])?;
    }
    for (feeling, _) in &entry.feelings {
        connection
            .prepare_cached("INSERT INTO entry_feeling (feeling, happened_at, entry) VALUES (?1, ?2, ?3)")?
            .execute(params![feeling, entry.happened_at, row])?;
    }
    connection
        .prepare_cached("INSERT INTO words (rowid, title, text, tags) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![row, title, entry.text, tags])?;
    Ok(())
}

/// The same entry again and again, each time under another id.
pub fn insert_anew(connection: &Connection, entry: &Entry) -> Result<(), Failure> {
    let id: Vec<u8> = connection.query_row("SELECT randomblob(16)", [], |row| row.get(0))?;
    let id = id.try_into().map_err(|_| "not sixteen bytes")?;
    insert(connection, &Entry { id, ..entry.clone() })
}

pub fn count(connection: &Connection) -> Result<u64, Failure> {
    let last: i64 = connection.query_row("SELECT coalesce(max(id), 0) FROM entry", [], |row| row.get(0))?;
    Ok(last as u64)
}

/// The newest fifty, as the first screen shows them. Answers a sum over what was read, so that engines can be compared.
pub fn first_page(connection: &Connection) -> Result<u64, Failure> {
    let mut page = connection.prepare_cached(
        "SELECT happened_at, entry, kind, utc_offset, starred, title, preview, tags, feelings
         FROM timeline ORDER BY happened_at DESC, entry DESC LIMIT 50",
    )?;
    let mut sum = Sum::default();
    let mut rows = page.query([])?;
    while let Some(row) = rows.next()? {
        (0..5).try_for_each(|column| sum.number(row, column))?;
        (5..9).try_for_each(|column| sum.text(row, column))?;
    }
    Ok(sum.0)
}

/// Runs each query and reads twenty hits.
pub fn search(connection: &Connection, kind: Search, queries: &[String]) -> Result<u64, Failure> {
    let (shown, order) = match kind {
        Search::Ranked => ("snippet(words, -1, '[', ']', '…', 16)", "words.rank"),
        Search::Word | Search::Prefix | Search::Phrase => ("t.preview", "words.rowid DESC"),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT t.happened_at, t.title, {shown}
         FROM words
         CROSS JOIN entry e ON e.id = words.rowid
         CROSS JOIN timeline t ON t.happened_at = e.happened_at AND t.entry = e.id
         WHERE words MATCH ?1
         ORDER BY {order}
         LIMIT 20"
    ))?;
    let mut sum = Sum::default();
    for query in queries {
        let mut rows = statement.query([query])?;
        while let Some(row) = rows.next()? {
            sum.number(row, 0)?;
            sum.text(row, 1)?;
            sum.text(row, 2)?;
        }
    }
    Ok(sum.0)
}

/// Reads every entry with its text, oldest first.
pub fn scan(connection: &Connection) -> Result<u64, Failure> {
    let mut sum = Sum::default();
    each_entry(connection, |row| {
        (0..4).try_for_each(|column| sum.number(row, column))?;
        (4..8).try_for_each(|column| sum.text(row, column))
    })?;
    Ok(sum.0)
}

/// Writes every entry as text with a head of its fields to `out`; answers the bytes written.
pub fn export(connection: &Connection, out: &mut impl Write) -> Result<u64, Failure> {
    let mut written = 0;
    let mut piece = String::new();
    each_entry(connection, |row| {
        use std::fmt::Write as _;
        piece.clear();
        writeln!(piece, "---\nhappened_at: {}\nutc_offset: {}", row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)?;
        writeln!(piece, "kind: {}\nstarred: {}", row.get::<_, i64>(2)?, row.get::<_, bool>(3)?)?;
        writeln!(piece, "title: {}\ntags: {}", row.get_ref(4)?.as_str()?, row.get_ref(5)?.as_str()?)?;
        writeln!(piece, "feelings: {}\n---\n{}\n", row.get_ref(6)?.as_str()?, row.get_ref(7)?.as_str()?)?;
        out.write_all(piece.as_bytes())?;
        written += piece.len() as u64;
        Ok(())
    })?;
    Ok(written)
}

fn each_entry(connection: &Connection, mut with: impl FnMut(&Row<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut entries = connection.prepare_cached(
        "SELECT t.happened_at, t.utc_offset, t.kind, t.starred, t.title, t.tags, t.feelings, e.text
         FROM timeline t CROSS JOIN entry e ON e.id = t.entry ORDER BY t.happened_at, t.entry",
    )?;
    let mut rows = entries.query([])?;
    while let Some(row) = rows.next()? {
        with(row)?;
    }
    Ok(())
}

/// A cheap sum over what was read: two engines that read different rows would show it.
#[derive(Default)]
struct Sum(u64);

impl Sum {
    fn number(&mut self, row: &Row<'_>, column: usize) -> Result<(), Failure> {
        self.0 = self.0.rotate_left(5).wrapping_add(row.get::<_, i64>(column)? as u64);
        Ok(())
    }

    fn text(&mut self, row: &Row<'_>, column: usize) -> Result<(), Failure> {
        let bytes = row.get_ref(column)?.as_bytes()?;
        let last = bytes.last().copied().unwrap_or_default();
        self.0 = self.0.rotate_left(5).wrapping_add(bytes.len() as u64 ^ u64::from(last));
        Ok(())
    }
}

//! The timeline in pages, newest first, by a cursor that stays right while entries come and go.

use data_encoding::BASE64URL_NOPAD;
use rusqlite::{Connection, params_from_iter};

use super::filter::{Conditions, Narrowed};
use super::rows::{ENTRY_ROW, entry_row};
use super::{EntryRow, Filter, TimelinePage, limits};
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};

/// The last entry of a page: its place in the order, not its number, so that an entry written meanwhile shifts
/// nothing and one deleted meanwhile leaves no hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
    happened_at: i64,
    entry: i64,
}

impl Cursor {
    fn to_text(self) -> String {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.happened_at.to_be_bytes());
        bytes[8..].copy_from_slice(&self.entry.to_be_bytes());
        BASE64URL_NOPAD.encode(&bytes)
    }

    fn read(text: &str) -> Result<Self> {
        let malformed = MendError::BadField { field: "after", problem: FieldProblem::Malformed };
        // 16 bytes are 22 characters: anything else is refused before it is decoded.
        if text.len() != 22 {
            return Err(malformed);
        }
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| malformed.clone())?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| malformed.clone())?;
        let number = u128::from_be_bytes(bytes);
        let cursor = Self { happened_at: (number >> 64) as i64, entry: number as i64 };
        if cursor.entry < 1 {
            return Err(malformed);
        }
        Ok(cursor)
    }
}

pub(super) fn checked_limit(limit: u32) -> Result<u32> {
    if limits::PAGE.contains(&limit) {
        return Ok(limit);
    }
    let (least, most) = (i64::from(*limits::PAGE.start()), i64::from(*limits::PAGE.end()));
    Err(MendError::BadField { field: "limit", problem: FieldProblem::OutOfRange { least, most } })
}

pub(super) fn page(conn: &Connection, filter: &Filter, limit: u32, after: Option<&str>) -> Result<TimelinePage> {
    let limit = checked_limit(limit)? as usize;
    let narrowed = Narrowed::by(filter)?;
    let after = after.map(Cursor::read).transpose()?;
    let (sql, values) = statement(&narrowed, limit, after);
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut entries: Vec<EntryRow> = Vec::with_capacity(limit);
    let mut next = None;
    let mut last = 0;
    while let Some(row) = rows.next()? {
        // One more than asked was looked for, to know whether there is a next page.
        if entries.len() == limit {
            next = entries.last().map(|row| Cursor { happened_at: millis(row.happened_at), entry: last }.to_text());
            break;
        }
        entries.push(entry_row(row)?);
        last = row.get(9)?;
    }
    Ok(TimelinePage { entries, next })
}

fn statement(narrowed: &Narrowed, limit: usize, after: Option<Cursor>) -> (String, Vec<rusqlite::types::Value>) {
    let mut conditions = Conditions::default();
    let source = narrowed.source(&mut conditions);
    let key = if source.starts_with("timeline t") { "t" } else { "k" };
    if let Some(Cursor { happened_at, entry }) = after {
        conditions.and(&format!("({key}.happened_at, {key}.entry) < (?, ?)"), [happened_at.into(), entry.into()]);
    }
    let (earliest, latest) = narrowed.instants();
    if let Some(earliest) = earliest {
        conditions.and(&format!("{key}.happened_at >= ?"), [earliest.into()]);
    }
    if let Some(latest) = latest {
        conditions.and(&format!("{key}.happened_at <= ?"), [latest.into()]);
    }
    narrowed.narrow(&mut conditions);
    let Conditions { sql, mut values } = conditions;
    values.push((limit as i64 + 1).into());
    let sql = format!(
        "SELECT {ENTRY_ROW}, t.entry FROM {source}{sql} ORDER BY {key}.happened_at DESC, {key}.entry DESC LIMIT ?"
    );
    (sql, values)
}

/// How SQLite would go about a page, one step a line.
#[cfg(test)]
pub(super) fn plan(conn: &Connection, filter: &Filter, after: bool) -> Result<String> {
    let after = after.then_some(Cursor { happened_at: 0, entry: 1 });
    let (sql, values) = statement(&Narrowed::by(filter)?, 50, after);
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut plan = String::new();
    while let Some(row) = rows.next()? {
        plan.push_str(&row.get::<_, String>(3)?);
        plan.push('\n');
    }
    Ok(plan)
}

//! The timeline in pages, newest first, by a cursor that stays right while entries come and go.

use rusqlite::{Connection, params_from_iter};

use super::filter::{Conditions, Narrowed};
use super::rows::{ENTRY_ROW, entry_row};
use super::{EntryRow, Filter, TimelinePage};
use crate::Result;
use crate::clock::millis;
use crate::page::{Cursor, checked_limit};

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
            next = entries.last().map(|row| Cursor { at: millis(row.happened_at), row: last }.to_text());
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
    if let Some(Cursor { at, row }) = after {
        conditions.and(&format!("({key}.happened_at, {key}.entry) < (?, ?)"), [at.into(), row.into()]);
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
    let after = after.then_some(Cursor { at: 0, row: 1 });
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

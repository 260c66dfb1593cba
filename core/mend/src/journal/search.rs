//! Full-text search: what a person types becomes a question that the index can always answer.
//!
//! - `walk home`: both words, anywhere in title, text or tags; case and diacritics do not matter.
//! - `walk*`: every word that begins so. Only where the star is typed: a question means the same whoever asks it. A
//!   field that searches while one types adds the star itself.
//! - `"walk home"`: these words next to each other; `"walk ho"*` with the last one only begun.
//!
//! Everything else has no meaning of its own: operators, brackets, signs, quotes that stay open. Nothing typed is an
//! error but a text that is too long. Scripts written without spaces are found by whole runs and their beginnings.

use rusqlite::{Connection, params_from_iter};

use super::filter::{Conditions, Narrowed};
use super::rows::some_text;
use super::{Filter, SearchHit, day, limits, snippet};
use crate::EntryId;
use crate::error::{FieldProblem, MendError, Result};
use crate::page::checked_limit;

/// More words than this in one question are left out: they could only narrow what is nothing already.
const MOST_TERMS: usize = 32;

pub(super) fn search(conn: &Connection, query: &str, filter: &Filter, limit: u32) -> Result<Vec<SearchHit>> {
    let limit = checked_limit(limit)?;
    let narrowed = Narrowed::by(filter)?;
    let Some(expression) = expression(query)? else { return Ok(Vec::new()) };
    let mut conditions = Conditions::default();
    conditions.and("words MATCH ?", [expression.into()]);
    narrowed.narrow(&mut conditions);
    let Conditions { sql, mut values } = conditions;
    values.push(limit.into());
    // The index ranks and orders by itself; CROSS JOIN keeps it in front, so that only what is shown is looked up.
    let sql = format!(
        "SELECT t.uid, t.happened_at, t.utc_offset, t.title, words.rank,
                snippet(words, -1, '{open}', '{close}', '…', {tokens})
         FROM words
         CROSS JOIN entry e ON e.id = words.rowid
         CROSS JOIN timeline t ON t.happened_at = e.happened_at AND t.entry = e.id
         {sql}
         ORDER BY words.rank
         LIMIT ?",
        open = snippet::OPEN,
        close = snippet::CLOSE,
        tokens = snippet::TOKENS,
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let marked = row.get_ref(5)?.as_str().map_err(|_| MendError::Damaged)?;
        let (snippet, found) = snippet::read(marked);
        hits.push(SearchHit {
            id: EntryId(row.get(0)?),
            happened_at: day::instant(row.get(1)?, row.get(2)?)?,
            title: some_text(row.get(3)?),
            snippet,
            found,
            rank: row.get(4)?,
        });
    }
    Ok(hits)
}

/// The question in FTS5's own grammar: quoted phrases, some with a star, side by side. `None` when nothing in it is a
/// word.
fn expression(query: &str) -> Result<Option<String>> {
    let most = limits::QUERY_CHARACTERS;
    if query.len() > most * 4 || query.chars().count() > most {
        return Err(MendError::BadField { field: "query", problem: FieldProblem::TooLong { most: most as u32 } });
    }
    let mut terms: Vec<String> = Vec::new();
    let mut rest = query;
    while terms.len() < MOST_TERMS {
        rest = rest.trim_start_matches(is_gap);
        let Some(first) = rest.chars().next() else { break };
        let (words, prefix);
        if first == '"' {
            // A quote that stays open holds all that follows.
            let (inside, after) = rest[1..].split_once('"').unwrap_or((&rest[1..], ""));
            words = inside;
            prefix = after.starts_with('*');
            rest = after;
        } else {
            let end = rest.find(|c| is_gap(c) || c == '"').unwrap_or(rest.len());
            words = rest[..end].trim_end_matches('*');
            prefix = words.len() < end;
            rest = &rest[end..];
        }
        // The index counts letters and digits as words, and answers a phrase without any with nothing at all.
        if !words.chars().any(char::is_alphanumeric) {
            continue;
        }
        let plain: String = words.chars().map(|c| if is_gap(c) { ' ' } else { c }).collect();
        let term = format!("\"{plain}\"{}", if prefix { " *" } else { "" });
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    Ok(Some(terms.join(" ")).filter(|terms| !terms.is_empty()))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

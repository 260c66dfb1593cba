//! Reviews: what the owner of a promise says of it, in words. They stay private until they are shared.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, params};

use super::limits::{self, bad};
use super::terms::checked_text;
use super::{Offer, ReviewView};
use crate::ReviewId;
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{instant, offset};

pub(super) fn checked(text: String) -> Result<String> {
    if text.trim().is_empty() {
        return Err(bad("review", FieldProblem::Empty));
    }
    checked_text("review", text)
}

pub(super) fn add(conn: &Connection, promise: i64, id: ReviewId, text: &str, now: DateTime<FixedOffset>) -> Result<()> {
    if count(conn, promise)? >= limits::REVIEWS {
        return Err(bad("reviews", FieldProblem::TooLong { most: limits::REVIEWS }));
    }
    insert(conn, promise, id, text, now)
}

/// The words before stay as a version. The same words again keep nothing.
pub(super) fn edit(conn: &Connection, id: ReviewId, text: &str, now: DateTime<FixedOffset>) -> Result<()> {
    let mut statement =
        conn.prepare_cached("SELECT promise, text FROM promise_review WHERE uid = ?1 ORDER BY id DESC LIMIT 1")?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?.ok_or(MendError::NotFound)?;
    let (promise, before): (i64, String) = (row.get(0)?, row.get(1)?);
    if before == text { Ok(()) } else { insert(conn, promise, id, text, now) }
}

fn insert(conn: &Connection, promise: i64, id: ReviewId, text: &str, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO promise_review (promise, uid, written_at, written_offset, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![promise, id.0, millis(now), offset(now), text])?;
    Ok(())
}

/// With its earlier words.
pub(super) fn remove(conn: &Connection, id: ReviewId) -> Result<()> {
    match conn.execute("DELETE FROM promise_review WHERE uid = ?1", [id.0])? {
        0 => Err(MendError::NotFound),
        _ => Ok(()),
    }
}

/// Removes the earlier words of every review.
pub(super) fn clear_history(conn: &Connection, promise: i64) -> Result<()> {
    conn.execute(
        "DELETE FROM promise_review AS old WHERE promise = ?1 AND EXISTS
             (SELECT 1 FROM promise_review new WHERE new.uid = old.uid AND new.id > old.id)",
        [promise],
    )?;
    Ok(())
}

pub(super) fn count(conn: &Connection, promise: i64) -> Result<u32> {
    let mut statement = conn.prepare_cached("SELECT count(DISTINCT uid) FROM promise_review WHERE promise = ?1")?;
    Ok(statement.query_row([promise], |row| row.get(0))?)
}

/// In the order in which they were begun.
pub(super) fn of(conn: &Connection, promise: i64) -> Result<Vec<ReviewView>> {
    let mut statement = conn.prepare_cached(
        "SELECT uid, text, written_at, written_offset,
                EXISTS (SELECT 1 FROM shared_copy WHERE kind = 4 AND shared_copy.uid = promise_review.uid)
         FROM promise_review WHERE promise = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([promise])?;
    let mut reviews: Vec<ReviewView> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = ReviewId(row.get(0)?);
        let (text, written_at) = (row.get(1)?, instant(row.get(2)?, row.get(3)?)?);
        match reviews.iter_mut().find(|review| review.id == id) {
            Some(review) => {
                review.earlier.push(std::mem::replace(&mut review.text, text));
                review.written_at = written_at;
            }
            None => {
                // What its owner shared once is no draft any more.
                let offer = if row.get(4)? { Offer::Offered } else { Offer::Draft };
                reviews.push(ReviewView { id, text, offer, written_at, earlier: Vec::new() });
            }
        }
    }
    Ok(reviews)
}

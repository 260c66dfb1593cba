//! What of a promise goes to the partner, once its owner shares it. Its log stays here.

use rusqlite::{Connection, OptionalExtension, params};

use super::limits::bad;
use super::rows;
use super::terms::Terms;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::instant;
use crate::partner::{Day, ObjectId, PromiseOffer, PromiseReview};
use crate::{PromiseId, ReviewId};

/// What a yes is said to, where a version comes from either phone.
pub(crate) fn hash_of_offer(offer: &PromiseOffer) -> Result<[u8; 32]> {
    let PromiseOffer { version: _, what, cadence, anchor, first_day, last_day, tell, made_at: _ } = offer.clone();
    Terms { what, cadence, anchor: anchor.0, first_day: first_day.0, last_day: last_day.0, tell }.hash()
}

/// The latest version, as it is offered.
///
/// # Errors
/// `NotFound`; `BadField`: `promise` (its owner ended it early, which no version says).
pub(crate) fn offer_of(conn: &Connection, id: PromiseId) -> Result<PromiseOffer> {
    let promise = rows::find(conn, id)?;
    if promise.ended_on.is_some() {
        return Err(bad("promise", FieldProblem::Unknown));
    }
    let latest = promise.version_views().pop().ok_or(MendError::Damaged)?;
    Ok(PromiseOffer {
        version: latest.version,
        what: latest.what,
        cadence: latest.cadence,
        anchor: Day(latest.anchor),
        first_day: Day(latest.first_day),
        last_day: Day(latest.last_day),
        tell: latest.tell,
        made_at: latest.made_at.into(),
    })
}

/// The partner is shown the latest version from now on.
pub(crate) fn mark_offered(conn: &Connection, id: PromiseId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE promise_version SET offered = 1
         WHERE id = (SELECT max(id) FROM promise_version WHERE promise = ?1)",
    )?
    .execute([rows::find(conn, id)?.row])?;
    Ok(())
}

/// The words of a review now, with the promise that it is of. In what is shared the promise has another id, which its
/// caller knows.
///
/// # Errors
/// `NotFound`.
pub(crate) fn review_of(conn: &Connection, id: ReviewId) -> Result<(PromiseId, PromiseReview)> {
    conn.prepare_cached(
        "SELECT p.uid, r.text, r.written_at, r.written_offset
         FROM promise_review r JOIN promise p ON p.id = r.promise
         WHERE r.uid = ?1 ORDER BY r.id DESC LIMIT 1",
    )?
    .query_row(params![id.0], |row| {
        Ok(instant(row.get(2)?, row.get(3)?).and_then(|written_at| {
            let (promise, text) = (PromiseId(row.get(0)?), row.get(1)?);
            let object = ObjectId([0; 16]);
            Ok((promise, PromiseReview { version: 1, promise: object, text, written_at: written_at.into() }))
        }))
    })
    .optional()?
    .ok_or(MendError::NotFound)?
}

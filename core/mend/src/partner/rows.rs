//! The pair, its feeds and what was said, in the tables. Everything here runs inside its caller's transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

use super::feeds::{FeedOp, Feeds, Side, Words};
use super::{FeedId, ObjectId, Op, Pair, Payload, Role, SaidToAgreement};
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::journal::{instant, offset};

/// A pair as the table holds it, but for its keys.
#[derive(Clone, Debug)]
pub(crate) struct PairRow {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub uid: [u8; 16],
    pub role: Role,
    pub made_at: DateTime<FixedOffset>,
    pub complete: bool,
    pub bundles: u64,
    pub last: Vec<u8>,
    pub lamport: u64,
    now: FeedId,
    prev: Option<FeedId>,
}

/// The pair of today, if there is one.
pub(crate) fn current_pair(conn: &Connection) -> Result<Option<PairRow>> {
    conn.prepare_cached(
        "SELECT id, uid, role, made_at, made_offset, complete, bundles, last, lamport, now, prev
         FROM pair WHERE ended_at = 0",
    )?
    .query_row([], |row| Ok(pair(row)))
    .optional()?
    .transpose()
}

/// The same, where nothing can be done without one.
pub(super) fn the_pair(conn: &Connection) -> Result<PairRow> {
    current_pair(conn)?.ok_or(MendError::NotPaired)
}

fn pair(row: &Row<'_>) -> Result<PairRow> {
    let prev: Vec<u8> = row.get(10)?;
    Ok(PairRow {
        row: row.get(0)?,
        uid: row.get(1)?,
        role: role(row.get(2)?)?,
        made_at: instant(row.get(3)?, row.get(4)?)?,
        complete: row.get(5)?,
        bundles: row.get::<_, i64>(6)? as u64,
        last: row.get(7)?,
        lamport: row.get::<_, i64>(8)? as u64,
        now: FeedId(row.get(9)?),
        prev: if prev.is_empty() { None } else { Some(FeedId(four(&prev)?)) },
    })
}

pub(super) fn role(number: i64) -> Result<Role> {
    match number {
        1 => Ok(Role::Offer),
        2 => Ok(Role::Answer),
        _ => Err(MendError::Damaged),
    }
}

fn four(bytes: &[u8]) -> Result<[u8; 4]> {
    bytes.try_into().map_err(|_| MendError::Damaged)
}

pub(super) fn keys(conn: &Connection, pair: &PairRow) -> Result<Pair> {
    let kept: Zeroizing<Vec<u8>> = conn
        .prepare_cached("SELECT keys FROM pair WHERE id = ?1")?
        .query_row([pair.row], |row| row.get(0).map(Zeroizing::new))?;
    Pair::from_bytes(&kept).ok_or(MendError::Damaged)
}

/// A pair whose user said that the words are the same.
pub(super) fn insert_pair(conn: &Connection, uid: [u8; 16], keys: &Pair, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO pair (uid, role, made_at, made_offset, keys, now) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        uid,
        keys.role() as i64,
        millis(now),
        offset(now),
        &keys.to_bytes()[..],
        keys.own_feed().0
    ])?;
    let pair = the_pair(conn)?;
    let mut feeds = Feeds::new(keys.own_feed());
    feeds.known.insert(keys.their_feed(), (Side::Yours, 0));
    save_feeds(conn, &pair, &feeds)
}

/// Wipes the keys and all that is of no use without them. What was shared stays.
pub(super) fn end_pair(conn: &Connection, pair: &PairRow, now: DateTime<FixedOffset>) -> Result<()> {
    conn.execute(
        "UPDATE pair SET keys = x'', last = x'', ended_at = ?2, ended_offset = ?3 WHERE id = ?1",
        params![pair.row, millis(now).max(1), offset(now)],
    )?;
    for table in ["feed", "heard", "outbox"] {
        conn.execute(&format!("DELETE FROM {table} WHERE pair = ?1"), [pair.row])?;
    }
    // Nobody can hand them back any more, and no mark is ever looked at again.
    conn.execute("UPDATE op SET mark = zeroblob(length(mark)) WHERE pair = ?1", [pair.row])?;
    Ok(())
}

/// Removes all that was shared with a pair that has ended.
pub(super) fn forget_pair(conn: &Connection, pair: &PairRow) -> Result<()> {
    for table in ["letter_choice", "op"] {
        conn.execute(&format!("DELETE FROM {table} WHERE pair = ?1"), [pair.row])?;
    }
    conn.execute("DELETE FROM pair WHERE id = ?1", [pair.row])?;
    Ok(())
}

pub(super) fn feeds(conn: &Connection, pair: &PairRow) -> Result<Feeds> {
    let mut feeds = Feeds {
        now: pair.now,
        prev: pair.prev,
        known: BTreeMap::new(),
        heard: BTreeMap::new(),
        superseded: BTreeSet::new(),
    };
    let mut statement = conn.prepare_cached("SELECT feed, mine, upto, superseded FROM feed WHERE pair = ?1")?;
    let mut rows = statement.query([pair.row])?;
    while let Some(row) = rows.next()? {
        let feed = FeedId(row.get(0)?);
        feeds.known.insert(feed, (side(row.get(1)?), row.get(2)?));
        if row.get(3)? {
            feeds.superseded.insert(feed);
        }
    }
    let mut statement = conn.prepare_cached("SELECT incarnation, feed, upto FROM heard WHERE pair = ?1")?;
    let mut rows = statement.query([pair.row])?;
    while let Some(row) = rows.next()? {
        feeds.heard.entry(FeedId(row.get(0)?)).or_default().insert(FeedId(row.get(1)?), row.get(2)?);
    }
    Ok(feeds)
}

/// Writes what is known of the feeds. Nothing of it ever becomes less.
pub(super) fn save_feeds(conn: &Connection, pair: &PairRow, feeds: &Feeds) -> Result<()> {
    conn.prepare_cached("UPDATE pair SET now = ?2, prev = ?3 WHERE id = ?1")?.execute(params![
        pair.row,
        feeds.now.0,
        feeds.prev.as_ref().map_or(&[][..], |feed| &feed.0)
    ])?;
    let mut feed = conn.prepare_cached(
        "INSERT INTO feed (pair, feed, mine, upto, superseded) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET upto = excluded.upto, superseded = excluded.superseded
         WHERE upto <> excluded.upto OR superseded <> excluded.superseded",
    )?;
    for (id, (side, upto)) in &feeds.known {
        feed.execute(params![pair.row, id.0, *side == Side::Mine, upto, feeds.superseded.contains(id)])?;
    }
    let mut heard = conn.prepare_cached(
        "INSERT INTO heard (pair, incarnation, feed, upto) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET upto = excluded.upto WHERE upto <> excluded.upto",
    )?;
    for (incarnation, have) in &feeds.heard {
        for (id, upto) in have {
            heard.execute(params![pair.row, incarnation.0, id.0, upto])?;
        }
    }
    Ok(())
}

fn side(mine: bool) -> Side {
    if mine { Side::Mine } else { Side::Yours }
}

pub(super) fn insert_op(conn: &Connection, pair: &PairRow, op: &Op, side: Side) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO op (pair, feed, seq, mine, lamport, kind, object, mark, payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        pair.row,
        op.feed.0,
        op.seq as i64,
        side == Side::Mine,
        op.lamport as i64,
        op.payload.kind(),
        op.object.0,
        op.mark(),
        op.payload_bytes().map_err(|_| MendError::Internal)?.unwrap_or_default(),
    ])?;
    Ok(())
}

const OP: &str = "SELECT feed, seq, lamport, kind, object, mark, payload FROM op";

fn op(row: &Row<'_>) -> Result<Op> {
    let (mark, payload): (Vec<u8>, Vec<u8>) = (row.get(5)?, row.get(6)?);
    let payload = (mark.len() == super::MARK).then_some(&payload[..]);
    let (seq, lamport): (i64, i64) = (row.get(1)?, row.get(2)?);
    let (feed, object) = (FeedId(row.get(0)?), ObjectId(row.get(4)?));
    Op::kept(feed, seq as u64, lamport as u64, row.get(3)?, object, payload, &mark).map_err(|_| MendError::Damaged)
}

/// Some ops of a feed, in order.
pub(super) fn ops(conn: &Connection, pair: &PairRow, feed: FeedId, run: RangeInclusive<u32>) -> Result<Vec<Op>> {
    let mut statement =
        conn.prepare_cached(&format!("{OP} WHERE pair = ?1 AND feed = ?2 AND seq BETWEEN ?3 AND ?4 ORDER BY seq"))?;
    let mut rows = statement.query(params![pair.row, feed.0, run.start(), run.end()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(op(row)?);
    }
    Ok(all)
}

/// The ops that lie in the tables, for the rules of feeds.
pub(super) struct Kept<'c> {
    pub conn: &'c Connection,
    pub pair: &'c PairRow,
    pub keys: &'c Pair,
}

impl Words<&Op> for Kept<'_> {
    type Error = MendError;

    fn says_the_same(&self, said: &FeedOp<&Op>) -> Result<bool> {
        let known = self
            .conn
            .prepare_cached(&format!("{OP} WHERE pair = ?1 AND feed = ?2 AND seq = ?3"))?
            .query_row(params![self.pair.row, said.feed.0, said.seq], |row| Ok(op(row)))
            .optional()?
            .ok_or(MendError::Damaged)??;
        Ok(known.same_as(said.said))
    }

    fn is_mine(&self, op: &FeedOp<&Op>) -> bool {
        op.said.is_own(self.keys)
    }
}

/// Something said that waits for the next bundle.
pub(super) struct Staged {
    pub row: i64,
    pub object: ObjectId,
    pub payload: Payload,
    /// It comes from a restored backup, and does not go by itself.
    pub held: bool,
}

pub(super) fn staged(conn: &Connection, pair: i64) -> Result<Vec<Staged>> {
    let mut statement =
        conn.prepare_cached("SELECT id, object, kind, payload, held FROM outbox WHERE pair = ?1 ORDER BY id")?;
    let mut rows = statement.query([pair])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let payload = row.get_ref(3)?.as_blob().map_err(|_| MendError::Damaged)?;
        let payload = Payload::decode(row.get(2)?, payload).map_err(|_| MendError::Damaged)?;
        all.push(Staged { row: row.get(0)?, object: ObjectId(row.get(1)?), payload, held: row.get(4)? });
    }
    Ok(all)
}

/// Says something: it goes with the next bundle. What was said last, and waits, is not said twice.
pub(crate) fn stage(conn: &Connection, pair: i64, object: ObjectId, payload: &Payload) -> Result<()> {
    let bytes = payload.encode().map_err(|_| MendError::Internal)?;
    conn.prepare_cached(
        "INSERT INTO outbox (pair, object, kind, payload)
         SELECT ?1, ?2, ?3, ?4 WHERE ?4 IS NOT
             (SELECT payload FROM outbox WHERE pair = ?1 AND object = ?2 AND kind = ?3 AND held = 0
              ORDER BY id DESC LIMIT 1)",
    )?
    .execute(params![pair, object.0, payload.kind(), bytes])?;
    Ok(())
}

pub(super) fn unstage(conn: &Connection, row: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM outbox WHERE id = ?1")?.execute([row])?;
    Ok(())
}

/// What a restored backup still wanted to say may be said by now, and taken back. Withdrawals alone go by themselves.
pub(super) fn hold_what_waits(conn: &Connection, pair: i64) -> Result<()> {
    for staged in staged(conn, pair)? {
        let withdraws = match staged.payload {
            Payload::Tombstone(_) => true,
            Payload::AgreementSaid(said) => said.said == SaidToAgreement::Withdraw,
            _ => false,
        };
        if !withdraws {
            conn.prepare_cached("UPDATE outbox SET held = 1 WHERE id = ?1")?.execute([staged.row])?;
        }
    }
    Ok(())
}

/// Lets go what was held about an object. Says whether something was.
pub(super) fn release(conn: &Connection, pair: i64, object: ObjectId) -> Result<bool> {
    let released = conn
        .prepare_cached("UPDATE outbox SET held = 0 WHERE pair = ?1 AND object = ?2 AND held = 1")?
        .execute(params![pair, object.0])?;
    Ok(released > 0)
}

/// Takes a yes to a version of an agreement back out of the outbox. Says whether nobody can have heard of one.
pub(super) fn unstage_yes(conn: &Connection, pair: i64, object: ObjectId, hash: &[u8; 32]) -> Result<bool> {
    let yes = |payload: &Payload| matches!(payload, Payload::AgreementSaid(said) if said.hash == *hash && said.said == SaidToAgreement::Accept);
    for staged in staged(conn, pair)? {
        if staged.object == object && yes(&staged.payload) {
            unstage(conn, staged.row)?;
        }
    }
    let mut statement =
        conn.prepare_cached("SELECT payload FROM op WHERE pair = ?1 AND object = ?2 AND mine = 1 AND kind = 7")?;
    let told = statement.query_map(params![pair, object.0], |row| row.get::<_, Vec<u8>>(0))?;
    for payload in told {
        if yes(&Payload::decode(7, &payload?).map_err(|_| MendError::Damaged)?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// All that waits about an object. Says whether something did.
pub(super) fn unstage_all(conn: &Connection, pair: i64, object: ObjectId) -> Result<bool> {
    let removed =
        conn.prepare_cached("DELETE FROM outbox WHERE pair = ?1 AND object = ?2")?.execute(params![pair, object.0])?;
    Ok(removed > 0)
}

/// Answers to a version of a promise that wait.
pub(super) fn unstage_answers(conn: &Connection, pair: i64, object: ObjectId, hash: &[u8; 32]) -> Result<()> {
    for staged in staged(conn, pair)? {
        let answers = matches!(&staged.payload, Payload::PromiseAnswer(answer) if answer.hash == *hash);
        if answers && staged.object == object {
            unstage(conn, staged.row)?;
        }
    }
    Ok(())
}

/// Removes the words of all that this phone said about an object and can take back.
pub(super) fn erase_own(conn: &Connection, pair: i64, object: ObjectId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE op SET payload = x'', mark = substr(mark, 1, 4)
         WHERE pair = ?1 AND object = ?2 AND mine = 1 AND length(mark) = 8 AND (kind IN (1, 2, 3, 4, 8, 9) OR kind > 10)",
    )?
    .execute(params![pair, object.0])?;
    Ok(())
}

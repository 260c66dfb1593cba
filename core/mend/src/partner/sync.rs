//! What goes into a bundle, and what becomes of one that came: the rules of [`super::feeds`] over the tables.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::feeds::{FEEDS, FeedOp, Feeds, Have as Known, Message, Side};
use super::rows::{self, Kept, PairRow};
use super::{Bundle, BundleError, FeedId, Have, ObjectId, Op, Pair, Payload, limits};
use crate::Rng;
use crate::error::{MendError, Result};

/// How far the time of an op may be ahead of all that was known before. A phone that says more is broken, or wants to
/// have the last word for ever.
pub(super) const LAMPORT_JUMP: u64 = 65_536;
/// Bytes of CBOR of a bundle's ops, about: text becomes less than half of it, so that most bundles fit at once.
const OPS_BYTES: usize = 512 * 1024;
/// What an op costs besides its payload, at most.
const OP_HEAD_BYTES: usize = 64;

/// A bundle to show.
#[derive(Debug)]
pub(super) struct Made {
    pub sealed: Vec<u8>,
    /// How many ops are in it.
    pub changes: usize,
    /// Not everything fitted.
    pub more: bool,
}

/// Seals what the other phone lacks. What waited in the outbox becomes part of the feed first.
pub(super) fn make(conn: &Connection, rng: &dyn Rng) -> Result<Made> {
    let mut pair = rows::the_pair(conn)?;
    let keys = rows::keys(conn, &pair)?;
    let mut feeds = rows::feeds(conn, &pair)?;
    say_what_waits(conn, &mut pair, &keys, &mut feeds)?;
    pair.bundles += 1;
    let lacking = feeds.untold();
    let mut ops = to_tell(conn, &pair, &feeds)?;
    let sealed = loop {
        let bundle = Bundle {
            feed: feeds.now,
            counter: pair.bundles,
            prev: feeds.prev,
            have: feeds.have().into_iter().map(said_to_have).collect(),
            ops: ops.clone(),
        };
        match keys.seal(&bundle, rng) {
            Ok(sealed) => break sealed,
            Err(BundleError::TooLarge) if !ops.is_empty() => drop_the_later_half(&mut ops),
            Err(_) => return Err(MendError::Internal),
        }
    };
    rows::save_feeds(conn, &pair, &feeds)?;
    conn.prepare_cached("UPDATE pair SET bundles = ?2, last = ?3, lamport = ?4 WHERE id = ?1")?.execute(params![
        pair.row,
        pair.bundles as i64,
        &Sha256::digest(&sealed)[..],
        pair.lamport as i64
    ])?;
    Ok(Made { sealed, changes: ops.len(), more: ops.len() < lacking })
}

fn said_to_have((feed, known): (FeedId, Known)) -> Have {
    Have { feed, seq: known.upto.into(), own: known.side == Side::Mine }
}

/// Each gets its number and its time now, so that what is taken back before this leaves no trace.
fn say_what_waits(conn: &Connection, pair: &mut PairRow, keys: &Pair, feeds: &mut Feeds) -> Result<()> {
    for staged in rows::staged(conn, pair.row)?.into_iter().filter(|staged| !staged.held) {
        let seq = feeds.say();
        pair.lamport += 1;
        let op = Op::make(keys, feeds.now, seq.into(), pair.lamport, staged.object, staged.payload)
            .map_err(|_| MendError::Internal)?;
        rows::insert_op(conn, pair, &op, Side::Mine)?;
        rows::unstage(conn, staged.row)?;
    }
    Ok(())
}

fn to_tell(conn: &Connection, pair: &PairRow, feeds: &Feeds) -> Result<Vec<Op>> {
    let mut room = OPS_BYTES;
    let mut ops = Vec::new();
    for (feed, run) in feeds.to_tell(limits::OPS as usize) {
        for op in rows::ops(conn, pair, feed, run)? {
            let bytes = OP_HEAD_BYTES + op.payload_bytes().map_err(|_| MendError::Damaged)?.map_or(0, |it| it.len());
            if bytes > room && !ops.is_empty() {
                return Ok(ops);
            }
            room = room.saturating_sub(bytes);
            ops.push(op);
        }
    }
    Ok(ops)
}

/// Ops of a feed are in order, so what stays of each is a run that begins where it did.
fn drop_the_later_half(ops: &mut Vec<Op>) {
    ops.truncate(ops.len() / 2);
}

/// What a bundle brought.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// It, or one that came later, was taken in before.
    pub already: bool,
    /// Of which something is new, in order; whether anything of it was there before.
    pub objects: Vec<(ObjectId, bool)>,
    /// The partner withdrew them.
    pub withdrawn: BTreeSet<ObjectId>,
    /// One's own ops that came back.
    pub returned: usize,
    /// The other phone has more that is not here.
    pub lacking: bool,
    /// Words were removed.
    pub erased: bool,
}

/// Takes a bundle in: all of it, or nothing.
pub(super) fn take(conn: &Connection, sealed: &[u8], rng: &dyn Rng) -> Result<Taken> {
    let pair = rows::the_pair(conn)?;
    if pair.last == Sha256::digest(sealed)[..] {
        return Err(bad(BundleError::FromOneself));
    }
    let keys = rows::keys(conn, &pair)?;
    let bundle = keys.open(sealed).map_err(bad)?;
    let message = message(&bundle)?;
    let mut feeds = rows::feeds(conn, &pair)?;
    if feeds.was_set_back(&message.have) {
        if feeds.known.len() >= FEEDS {
            return Err(bad(BundleError::Contradicts));
        }
        feeds = begin_another(conn, &pair, feeds, rng)?;
    }
    let heard = feeds.hear(&message, &Kept { conn, pair: &pair, keys: &keys })?;
    let new: Vec<(&Op, Side)> = heard
        .new
        .iter()
        .map(|index| message.ops[*index].said)
        .filter_map(|op| heard.feeds.known.get(&op.feed).map(|(side, _)| (op, *side)))
        .collect();
    let latest = new.iter().map(|(op, _)| op.lamport).max().unwrap_or(0);
    if latest > pair.lamport.saturating_add(LAMPORT_JUMP) {
        return Err(bad(BundleError::Contradicts));
    }
    refuse_ids_of_earlier_pairs(conn, &pair, &new)?;
    let mut taken = Taken { lacking: lacks(&message, &heard.feeds), ..Taken::default() };
    for (op, side) in &new {
        match (side, &op.payload) {
            (Side::Mine, _) => taken.returned += 1,
            (Side::Yours, Payload::Tombstone(_)) => {
                // Of what never came nobody hears that it is gone.
                if is_readable(conn, &pair, op.object)? {
                    taken.withdrawn.insert(op.object);
                }
            }
            (Side::Yours, Payload::Erased { .. }) => {}
            (Side::Yours, _) if taken.objects.iter().all(|(known, _)| *known != op.object) => {
                taken.objects.push((op.object, is_known(conn, &pair, op.object)?));
            }
            (Side::Yours, _) => {}
        }
        rows::insert_op(conn, &pair, op, *side)?;
    }
    if !new.is_empty() {
        taken.erased = erase_what_is_withdrawn(conn, &pair, Side::Mine)?;
        taken.erased |= erase_what_is_withdrawn(conn, &pair, Side::Yours)?;
    }
    rows::save_feeds(conn, &pair, &heard.feeds)?;
    conn.prepare_cached("UPDATE pair SET complete = 1, lamport = max(lamport, ?2) WHERE id = ?1")?
        .execute(params![pair.row, latest as i64])?;
    taken.already = !note_bundle(conn, &pair, &bundle)? && new.is_empty();
    Ok(taken)
}

fn bad(problem: BundleError) -> MendError {
    MendError::BadBundle { problem }
}

fn message(bundle: &Bundle) -> Result<Message<&Op>> {
    let number = |seq: u64| u32::try_from(seq).map_err(|_| bad(BundleError::Contradicts));
    let have = bundle.have.iter().map(|have| {
        let side = if have.own { Side::Mine } else { Side::Yours };
        Ok((have.feed, Known { side, upto: number(have.seq)? }))
    });
    let ops = bundle.ops.iter().map(|op| Ok(FeedOp { feed: op.feed, seq: number(op.seq)?, said: op }));
    Ok(Message {
        from: bundle.feed,
        prev: bundle.prev,
        have: have.collect::<Result<BTreeMap<_, _>>>()?,
        ops: ops.collect::<Result<Vec<_>>>()?,
    })
}

/// Whether the other phone has something that is not here: it did not fit, or it takes this phone for an earlier one.
fn lacks(message: &Message<&Op>, feeds: &Feeds) -> bool {
    let upto = |feed| feeds.known.get(feed).map_or(0, |(_, upto)| *upto);
    message.have.iter().any(|(feed, have)| have.upto > upto(feed))
}

/// Whether there are words of the partner's about an object, which they can take back.
fn is_readable(conn: &Connection, pair: &PairRow, object: ObjectId) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM op WHERE pair = ?1 AND object = ?2 AND mine = 0 AND length(mark) = 8
                              AND (kind IN (1, 2, 3, 4, 8, 9) OR kind > 10))",
        )?
        .query_row(params![pair.row, object.0], |row| row.get(0))?)
}

/// Ids are drawn for each pair. One that is known of a pair that has ended would stand in the way of what was kept.
fn refuse_ids_of_earlier_pairs(conn: &Connection, pair: &PairRow, new: &[(&Op, Side)]) -> Result<()> {
    let mut known = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE object = ?2 AND pair <> ?1)")?;
    for (op, _) in new {
        if known.query_row(params![pair.row, op.object.0], |row| row.get(0))? {
            return Err(bad(BundleError::Contradicts));
        }
    }
    Ok(())
}

/// Whether the partner said anything of an object before.
fn is_known(conn: &Connection, pair: &PairRow, object: ObjectId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE pair = ?1 AND object = ?2 AND mine = 0)")?
        .query_row(params![pair.row, object.0], |row| row.get(0))?)
}

/// Keeps the number of a bundle, if it is the highest of its feed. Says whether it is.
fn note_bundle(conn: &Connection, pair: &PairRow, bundle: &Bundle) -> Result<bool> {
    let changed = conn
        .prepare_cached("UPDATE feed SET bundles = ?3 WHERE pair = ?1 AND feed = ?2 AND bundles < ?3")?
        .execute(params![pair.row, bundle.feed.0, bundle.counter as i64])?;
    Ok(changed > 0)
}

/// Removes the words of all that a side withdrew, also of what comes after the withdrawal: what is left of them says
/// that something was there, and its author can tell that it was theirs. Says whether there were any.
fn erase_what_is_withdrawn(conn: &Connection, pair: &PairRow, side: Side) -> Result<bool> {
    let mut erased = conn
        .prepare_cached(
            "UPDATE op SET payload = x'', mark = substr(mark, 1, 4)
         WHERE pair = ?1 AND mine = ?2 AND length(mark) = 8 AND (kind IN (1, 2, 3, 4, 8, 9) OR kind > 10)
           AND object IN (SELECT object FROM op WHERE pair = ?1 AND mine = ?2 AND kind = 10)",
        )?
        .execute(params![pair.row, side == Side::Mine])?;
    if side == Side::Mine {
        // What a backup still wanted to say, and was said and withdrawn since.
        erased += conn
            .prepare_cached(
                "DELETE FROM outbox WHERE pair = ?1 AND kind IN (1, 2, 3, 4, 8, 9, 10)
               AND object IN (SELECT object FROM op WHERE pair = ?1 AND mine = 1 AND kind = 10)",
            )?
            .execute([pair.row])?;
    }
    Ok(erased > 0)
}

/// After a restore: goes on in another feed. The phone may have written on in the old one before it was lost.
pub(crate) fn begin_incarnation(conn: &Connection, rng: &dyn Rng) -> Result<()> {
    let Some(pair) = rows::current_pair(conn)? else { return Ok(()) };
    rows::hold_what_waits(conn, pair.row)?;
    let feeds = begin_another(conn, &pair, rows::feeds(conn, &pair)?, rng)?;
    rows::save_feeds(conn, &pair, &feeds)
}

fn begin_another(conn: &Connection, pair: &PairRow, feeds: Feeds, rng: &dyn Rng) -> Result<Feeds> {
    let mut now = FeedId::make(rng);
    while feeds.known.contains_key(&now) {
        now = FeedId::make(rng);
    }
    conn.prepare_cached("UPDATE pair SET bundles = 0 WHERE id = ?1")?.execute([pair.row])?;
    Ok(feeds.restored(now))
}

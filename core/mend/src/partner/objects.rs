//! Everything that was said about one object, in the order that is the same on both phones, and which objects there
//! are.

use rusqlite::{Connection, params};

use super::item::{self, Around, LetterState, Told};
use super::rows::{current_pair, role};
use super::{FeedId, ItemKind, ItemRow, ItemView, ObjectId, Op, Payload, Side, feeds};
use crate::error::{MendError, Result};
use crate::text::Text;
use chrono::NaiveDate;

/// An object with all that is known of it, what waits in the outbox included.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub id: ObjectId,
    /// Row of its pair.
    pub pair: i64,
    /// Its pair has not ended.
    pub current: bool,
    /// Whose it is.
    pub from: Side,
    /// In merge order; without what was withdrawn.
    pub told: Vec<Told>,
    pub letter: LetterState,
    /// Where one's own words stand in feeds; what waits has no place yet.
    places: Vec<(FeedId, u32)>,
    waits: bool,
    /// Something about it comes from a restored backup, and does not go by itself.
    pub held: bool,
}

impl Object {
    pub fn kind(&self) -> ItemKind {
        item::kind_of(&self.told, self.from)
    }

    /// Whether it is something, and not an answer to what is gone.
    pub fn is_an_item(&self) -> bool {
        self.told.iter().any(|told| begins_an_object(&told.payload))
    }

    /// Whether the other phone said that it has all of one's own words about it.
    fn arrived(&self, feeds: Option<&feeds::Feeds>) -> Option<bool> {
        let feeds = feeds.filter(|_| self.current && self.from == Side::Me)?;
        Some(!self.waits && self.places.iter().all(|(feed, seq)| feeds.they_have(*feed) >= *seq))
    }

    pub fn row(&self, conn: &Connection, shown: &Shown<'_>) -> Result<ItemRow> {
        Ok(item::row_of(&self.told, &self.around(conn, shown)?))
    }

    pub fn view(&self, conn: &Connection, shown: &Shown<'_>) -> Result<ItemView> {
        Ok(item::view_of(&self.told, &self.around(conn, shown)?))
    }

    fn around<'s>(&self, conn: &Connection, shown: &'s Shown<'_>) -> Result<Around<'s>> {
        let reviews = match self.kind() {
            ItemKind::Promise => reviews(conn, self, shown)?,
            _ => Vec::new(),
        };
        Ok(Around {
            id: self.id.into(),
            from: self.from,
            former: !self.current,
            held: self.held,
            arrived: self.arrived(shown.feeds.as_ref()),
            letter: self.letter,
            reviews,
            today: shown.today,
            text: shown.text,
        })
    }
}

/// What items are shown by.
pub(crate) struct Shown<'t> {
    pub today: NaiveDate,
    pub text: &'t Text,
    /// Of the pair of today.
    pub feeds: Option<feeds::Feeds>,
}

/// The reviews of a promise that its owner shared, the oldest first.
fn reviews(conn: &Connection, promise: &Object, shown: &Shown<'_>) -> Result<Vec<ItemRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT object, min(id) FROM op WHERE pair = ?1 AND mine = ?2 AND kind = 4 GROUP BY object ORDER BY min(id)",
    )?;
    let ids = statement.query_map(params![promise.pair, promise.from == Side::Me], |row| row.get(0))?;
    let mut rows = Vec::new();
    for id in ids.collect::<Result<Vec<_>, _>>()? {
        let review = of(conn, promise.pair, ObjectId(id))?;
        let about = |told: &Told| matches!(&told.payload, Payload::PromiseReview(it) if it.promise == promise.id);
        if review.from == promise.from && review.told.iter().any(about) {
            rows.push(review.row(conn, shown)?);
        }
    }
    Ok(rows)
}

/// Everything that is known of an object of a pair. Where nothing is, nothing is told. Not what a backup still wanted
/// to say: that is not said.
pub(crate) fn of(conn: &Connection, pair: i64, id: ObjectId) -> Result<Object> {
    read(conn, pair, id, false)
}

/// With what a backup still wanted to say.
pub(super) fn as_in_the_outbox(conn: &Connection, pair: i64, id: ObjectId) -> Result<Object> {
    read(conn, pair, id, true)
}

fn read(conn: &Connection, pair: i64, id: ObjectId, with_held: bool) -> Result<Object> {
    let (own, ended): (i64, i64) = conn
        .prepare_cached("SELECT role, ended_at FROM pair WHERE id = ?1")?
        .query_row([pair], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let own = role(own)?;
    let mut said = said(conn, pair, id)?;
    let held = said.iter().any(|said| said.held);
    if !with_held {
        said.retain(|said| !said.held);
    }
    let withdrew = |by: Side| said.iter().any(|said| said.by == by && matches!(said.payload, Payload::Tombstone(_)));
    let (mine_gone, theirs_gone) = (withdrew(Side::Me), withdrew(Side::Partner));
    said.retain(|said| {
        let gone = if said.by == Side::Me { mine_gone } else { theirs_gone };
        let says_nothing = matches!(said.payload, Payload::Tombstone(_) | Payload::Erased { .. });
        !(says_nothing || gone && can_be_withdrawn(&said.payload))
    });
    let told = |by: Side, is: fn(&Payload) -> bool| said.iter().any(|said| said.by == by && is(&said.payload));
    let began = if id.began_by() == own { Side::Me } else { Side::Partner };
    // What one shared stays theirs, whatever the other says of its id.
    let agreement = |by| told(by, |payload| matches!(payload, Payload::AgreementVersion(_)));
    let from = if told(Side::Me, can_be_withdrawn) {
        Side::Me
    } else if agreement(Side::Me) || agreement(Side::Partner) {
        began
    } else if told(Side::Me, begins_an_object) {
        Side::Me
    } else {
        Side::Partner
    };
    Ok(Object {
        id,
        pair,
        current: ended == 0,
        from,
        letter: letter(conn, pair, id, &said)?,
        places: said.iter().filter(|said| said.by == Side::Me).filter_map(|said| said.place).collect(),
        waits: said.iter().any(|said| said.place.is_none()),
        held,
        told: said.into_iter().map(|Said { by, payload, .. }| Told { by, payload }).collect(),
    })
}

/// The object of this id, of the pair of today or of an earlier one.
pub(crate) fn find(conn: &Connection, id: ObjectId) -> Result<Object> {
    let mut statement = conn.prepare_cached("SELECT id FROM pair ORDER BY id DESC")?;
    let pairs = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for pair in pairs {
        let object = of(conn, pair, id)?;
        if object.is_an_item() {
            return Ok(object);
        }
    }
    Err(MendError::NotFound)
}

/// What the tombstone of its author takes away.
fn can_be_withdrawn(payload: &Payload) -> bool {
    use Payload::{CheckinCard, EntryCard, Letter, PromiseOffer, PromiseReview, ScheduleProposal};
    matches!(
        payload,
        EntryCard(_) | CheckinCard(_) | PromiseOffer(_) | PromiseReview(_) | ScheduleProposal(_) | Letter(_)
    )
}

/// What is an item, and not an answer to one.
fn begins_an_object(payload: &Payload) -> bool {
    can_be_withdrawn(payload) || matches!(payload, Payload::AgreementVersion(_) | Payload::Unknown { .. })
}

/// One thing that was said, and where.
struct Said {
    by: Side,
    place: Option<(FeedId, u32)>,
    held: bool,
    payload: Payload,
}

fn said(conn: &Connection, pair: i64, id: ObjectId) -> Result<Vec<Said>> {
    let mut statement = conn.prepare_cached(
        "SELECT mine, feed, seq, lamport, kind, mark, payload FROM op WHERE pair = ?1 AND object = ?2
         ORDER BY lamport, feed, seq",
    )?;
    let mut rows = statement.query(params![pair, id.0])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (mark, payload): (Vec<u8>, Vec<u8>) = (row.get(5)?, row.get(6)?);
        let (feed, seq, lamport): (_, u32, i64) = (FeedId(row.get(1)?), row.get(2)?, row.get(3)?);
        let payload = (mark.len() == super::MARK).then_some(&payload[..]);
        let kind = row.get(4)?;
        // Of an earlier version, which kept it as it came: what says nothing to this one either stays closed.
        let payload = match Op::kept(feed, seq.into(), lamport as u64, kind, id, payload, &mark) {
            Ok(op) => op.payload,
            Err(_) => Payload::Unknown { kind, bytes: Vec::new() },
        };
        let by = if row.get(0)? { Side::Me } else { Side::Partner };
        all.push(Said { by, place: Some((feed, seq)), held: false, payload });
    }
    let mut statement =
        conn.prepare_cached("SELECT kind, payload, held FROM outbox WHERE pair = ?1 AND object = ?2 ORDER BY id")?;
    let mut rows = statement.query(params![pair, id.0])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(|_| MendError::Damaged)?;
        let payload = Payload::decode(row.get(0)?, bytes).map_err(|_| MendError::Damaged)?;
        all.push(Said { by: Side::Me, place: None, held: row.get(2)?, payload });
    }
    Ok(all)
}

/// A yes to read is for what was there then: a letter that was written anew waits anew. One that was left unread stays
/// so.
fn letter(conn: &Connection, pair: i64, id: ObjectId, said: &[Said]) -> Result<LetterState> {
    let mut statement =
        conn.prepare_cached("SELECT choice, version FROM letter_choice WHERE pair = ?1 AND object = ?2")?;
    let mut rows = statement.query(params![pair, id.0])?;
    let chosen: Option<(i64, u32)> = match rows.next()? {
        Some(row) => Some((row.get(0)?, row.get(1)?)),
        None => None,
    };
    match chosen {
        None | Some((2, _)) => Ok(LetterState::Waiting),
        Some((1, upto)) if upto < latest_letter(said.iter().map(|said| (said.by, &said.payload))) => {
            Ok(LetterState::Waiting)
        }
        Some((1, _)) => Ok(LetterState::Accepted),
        Some((3, _)) => Ok(LetterState::Declined),
        Some(_) => Err(MendError::Damaged),
    }
}

/// The number of the partner's latest version of a letter.
fn latest_letter<'s>(said: impl Iterator<Item = (Side, &'s Payload)>) -> u32 {
    let versions = said.filter_map(|(by, payload)| match payload {
        Payload::Letter(letter) if by == Side::Partner => Some(letter.version),
        _ => None,
    });
    versions.max().unwrap_or(0)
}

pub(super) fn choose(conn: &Connection, object: &Object, letter: LetterState) -> Result<()> {
    let choice = match letter {
        LetterState::Accepted => 1,
        LetterState::Waiting => 2,
        LetterState::Declined => 3,
    };
    let version = latest_letter(object.told.iter().map(|told| (told.by, &told.payload)));
    conn.prepare_cached(
        "INSERT OR REPLACE INTO letter_choice (pair, object, choice, version) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![object.pair, object.id.0, choice, version])?;
    Ok(())
}

/// An object in a list.
pub(super) struct Found {
    pub pair: i64,
    pub object: ObjectId,
    /// The last row in which its side said something of it: what is newest here.
    pub latest: i64,
}

/// The objects that one side began, or agreements that it wrote a version of, the newest first; those before a row.
pub(super) fn before(conn: &Connection, from: Side, latest: i64, limit: i64) -> Result<Vec<Found>> {
    let mut statement = conn.prepare_cached(
        "SELECT pair, object, max(id) AS latest FROM op AS said
         WHERE mine = ?1 AND kind NOT IN (5, 7, 10) AND length(mark) = 8
           AND (kind = 6 OR NOT EXISTS
                   (SELECT 1 FROM op WHERE pair = said.pair AND mine = ?1 AND object = said.object AND kind = 10)
               AND NOT EXISTS (SELECT 1 FROM outbox
                               WHERE ?1 AND pair = said.pair AND object = said.object AND kind = 10))
         GROUP BY pair, object HAVING latest < ?2 ORDER BY latest DESC LIMIT ?3",
    )?;
    let found = statement.query_map(params![from == Side::Me, latest, limit], |row| {
        Ok(Found { pair: row.get(0)?, object: ObjectId(row.get(1)?), latest: row.get(2)? })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether this phone withdrew an object, for good.
#[cfg(test)]
pub(crate) fn is_withdrawn(conn: &Connection, pair: i64, id: ObjectId) -> Result<bool> {
    Ok(said(conn, pair, id)?.iter().any(|said| said.by == Side::Me && matches!(said.payload, Payload::Tombstone(_))))
}

/// Whether an object lies in a bundle that was made.
pub(super) fn is_told(conn: &Connection, pair: i64, id: ObjectId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE pair = ?1 AND object = ?2 AND mine = 1)")?
        .query_row(params![pair, id.0], |row| row.get(0))?)
}

/// The feeds of the pair of today, to tell what arrived.
pub(super) fn feeds_of_today(conn: &Connection) -> Result<Option<feeds::Feeds>> {
    current_pair(conn)?.map(|pair| super::rows::feeds(conn, &pair)).transpose()
}

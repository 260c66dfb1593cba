//! Promises and their versions in the tables. Everything here runs inside its caller's transaction.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::limits::{self, bad};
use super::tables::FOREVER;
use super::terms::Terms;
use super::{Offer, PromiseState, PromiseVersionView};
use crate::PromiseId;
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{date, instant, number, offset};

/// A promise as the tables hold it.
pub(super) struct Stored {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub id: PromiseId,
    pub made_at: DateTime<FixedOffset>,
    pub ended_on: Option<NaiveDate>,
    /// Oldest first; never empty.
    versions: Vec<Version>,
}

struct Version {
    terms: Terms,
    hash: [u8; 32],
    offer: Offer,
    made_at: DateTime<FixedOffset>,
}

impl Stored {
    /// What it says today, or will say when its last change has come.
    pub fn latest(&self) -> &Terms {
        &self.versions.last().expect("a promise is stored with its first version").terms
    }

    pub fn begins(&self) -> NaiveDate {
        self.versions.iter().map(|version| version.terms.first_day).min().unwrap_or(self.latest().first_day)
    }

    pub fn state(&self, today: NaiveDate) -> PromiseState {
        if self.ended_on.is_some() {
            PromiseState::Ended
        } else if today < self.begins() {
            PromiseState::Ahead
        } else if self.latest().last_day < today {
            PromiseState::Over
        } else {
            PromiseState::Running
        }
    }

    /// Neither over nor ended.
    pub fn going_on(self, today: NaiveDate) -> Result<Self> {
        match self.state(today) {
            PromiseState::Ahead | PromiseState::Running => Ok(self),
            PromiseState::Over | PromiseState::Ended => Err(bad("promise", FieldProblem::Unknown)),
        }
    }

    /// The version that holds on a day, and its number from 1: the last one made whose first day has come.
    pub fn on(&self, day: NaiveDate) -> Option<(u32, &Terms)> {
        let newest_first = self.numbered().rev();
        newest_first.map(|(number, version)| (number, &version.terms)).find(|(_, terms)| terms.first_day <= day)
    }

    pub fn is_due(&self, day: NaiveDate) -> bool {
        self.ended_on.is_none_or(|end| day <= end) && self.on(day).is_some_and(|(_, terms)| terms.is_due(day))
    }

    /// Days on which it is due, newest first, from `to` back; each with the number of its version.
    pub fn days_back_from(&self, to: NaiveDate) -> impl Iterator<Item = (NaiveDate, u32)> + '_ {
        let mut before = self.ended_on.map_or(to, |end| end.min(to)).checked_add_days(Days::new(1));
        self.numbered().rev().flat_map(move |(number, Version { terms, .. })| {
            let last = before.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX).min(terms.last_day);
            // A version that begins where a later one holds already was never in force.
            before = Some(before.map_or(terms.first_day, |day| day.min(terms.first_day)));
            let days = terms.cadence.days_back_from(terms.anchor, last);
            days.take_while(|day| *day >= terms.first_day).map(move |day| (day, number))
        })
    }

    /// The next day on which it is due, `from` included.
    pub fn next_day(&self, from: NaiveDate) -> Option<NaiveDate> {
        let end = self.ended_on.unwrap_or(NaiveDate::MAX).min(self.latest().last_day);
        from.max(self.begins()).iter_days().take_while(|day| *day <= end).find(|day| self.is_due(*day))
    }

    pub fn version_views(&self) -> Vec<PromiseVersionView> {
        let view = |(version, stored): (u32, &Version)| {
            let Terms { what, cadence, anchor, first_day, last_day, tell } = stored.terms.clone();
            PromiseVersionView {
                version,
                hash: data_encoding::HEXLOWER.encode(&stored.hash),
                offer: stored.offer,
                made_at: stored.made_at,
                what,
                cadence,
                anchor,
                first_day,
                last_day,
                tell,
            }
        };
        self.numbered().map(view).collect()
    }

    /// From 1.
    fn numbered(&self) -> impl DoubleEndedIterator<Item = (u32, &Version)> {
        self.versions.iter().enumerate().map(|(index, version)| (index as u32 + 1, version))
    }
}

pub(super) fn insert(conn: &Connection, id: PromiseId, terms: &Terms, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached("INSERT INTO promise (uid, made_at, made_offset) VALUES (?1, ?2, ?3)")?.execute(params![
        id.0,
        millis(now),
        offset(now)
    ])?;
    add_version(conn, conn.last_insert_rowid(), terms, now)
}

/// The versions before stay as they are.
pub(super) fn add_version(conn: &Connection, promise: i64, terms: &Terms, now: DateTime<FixedOffset>) -> Result<()> {
    let kept: u32 = conn
        .prepare_cached("SELECT count(*) FROM promise_version WHERE promise = ?1")?
        .query_row([promise], |row| row.get(0))?;
    if kept >= limits::VERSIONS {
        return Err(bad("versions", FieldProblem::TooLong { most: limits::VERSIONS }));
    }
    let cadence = serde_json::to_string(&terms.cadence).map_err(|_| MendError::Internal)?;
    conn.prepare_cached(
        "INSERT INTO promise_version
             (promise, made_at, made_offset, what, cadence, anchor, first_day, last_day, tell, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        promise,
        millis(now),
        offset(now),
        terms.what,
        cadence,
        number(terms.anchor),
        number(terms.first_day),
        number(terms.last_day),
        terms.tell,
        terms.hash()?,
    ])?;
    Ok(())
}

pub(super) fn find(conn: &Connection, id: PromiseId) -> Result<Stored> {
    conn.prepare_cached("SELECT id, uid, made_at, made_offset, ended_on FROM promise WHERE uid = ?1")?
        .query_row([id.0], |row| Ok(stored(conn, row)))
        .optional()?
        .ok_or(MendError::NotFound)?
}

/// Newest first, those made before `(made_at, row)`; `limit` of them.
pub(super) fn before(conn: &Connection, (made_at, row): (i64, i64), limit: i64) -> Result<Vec<Stored>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, uid, made_at, made_offset, ended_on FROM promise
         WHERE (made_at, id) < (?1, ?2) ORDER BY made_at DESC, id DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![made_at, row, limit])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(stored(conn, row)?);
    }
    Ok(all)
}

/// Those that may be due on a day, in the order in which they were made.
pub(super) fn around(conn: &Connection, day: NaiveDate) -> Result<Vec<Stored>> {
    between(conn, day, day)
}

/// Those that may be due on one of these days, both included.
pub(super) fn between(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Stored>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, uid, made_at, made_offset, ended_on FROM promise p
         WHERE ended_on >= ?1
           AND EXISTS (SELECT 1 FROM promise_version v WHERE v.promise = p.id AND first_day <= ?2 AND last_day >= ?1)
         ORDER BY id",
    )?;
    let mut rows = statement.query([number(from), number(to)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(stored(conn, row)?);
    }
    Ok(all)
}

pub(super) fn end(conn: &Connection, promise: i64, on: NaiveDate) -> Result<()> {
    conn.prepare_cached("UPDATE promise SET ended_on = ?2 WHERE id = ?1")?.execute(params![promise, number(on)])?;
    Ok(())
}

/// With its versions, its log and its reviews.
pub(super) fn delete(conn: &Connection, id: PromiseId) -> Result<()> {
    let promise = find(conn, id)?.row;
    for table in ["promise_review", "promise_log", "promise_version"] {
        conn.execute(&format!("DELETE FROM {table} WHERE promise = ?1"), [promise])?;
    }
    conn.execute("DELETE FROM promise WHERE id = ?1", [promise])?;
    Ok(())
}

fn stored(conn: &Connection, row: &Row<'_>) -> Result<Stored> {
    let promise = row.get(0)?;
    let ended_on: i64 = row.get(4)?;
    let versions = versions(conn, promise)?;
    if versions.is_empty() {
        return Err(MendError::Damaged);
    }
    Ok(Stored {
        row: promise,
        id: PromiseId(row.get(1)?),
        made_at: instant(row.get(2)?, row.get(3)?)?,
        ended_on: if ended_on == FOREVER { None } else { Some(date(ended_on)?) },
        versions,
    })
}

fn versions(conn: &Connection, promise: i64) -> Result<Vec<Version>> {
    let mut statement = conn.prepare_cached(
        "SELECT what, cadence, anchor, first_day, last_day, tell, hash, offered, made_at, made_offset
         FROM promise_version WHERE promise = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([promise])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        let cadence = row.get_ref(1)?.as_str().map_err(|_| MendError::Damaged)?;
        versions.push(Version {
            terms: Terms {
                what: row.get(0)?,
                cadence: serde_json::from_str(cadence).map_err(|_| MendError::Damaged)?,
                anchor: date(row.get(2)?)?,
                first_day: date(row.get(3)?)?,
                last_day: date(row.get(4)?)?,
                tell: row.get(5)?,
            },
            hash: row.get(6)?,
            offer: match row.get(7)? {
                0i64 => Offer::Draft,
                1 => Offer::Offered,
                _ => return Err(MendError::Damaged),
            },
            made_at: instant(row.get(8)?, row.get(9)?)?,
        });
    }
    Ok(versions)
}

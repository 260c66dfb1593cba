//! Agreements and their versions in the tables. Everything here runs inside its caller's transaction.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::limits::{self, bad};
use super::state::{Proposal, Said, shown, states};
use super::tables::FOREVER;
use super::terms::{Terms, after};
use super::{AgreementKind, AgreementState, Owner, Topic, VersionHash};
use crate::AgreementId;
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{date, instant, number, offset};
use crate::partner::item::Both;

/// An agreement as the tables hold it.
pub(super) struct Stored {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub id: AgreementId,
    pub made_at: DateTime<FixedOffset>,
    /// Oldest first; never empty.
    pub versions: Vec<Version>,
}

pub(super) struct Version {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub terms: Terms,
    pub hash: VersionHash,
    pub made_at: DateTime<FixedOffset>,
    pub accepted_at: Option<DateTime<FixedOffset>>,
    pub withdrawn_at: Option<DateTime<FixedOffset>>,
}

impl Version {
    /// Whether one's own yes is on it.
    pub fn has_yes(&self) -> bool {
        self.accepted_at.is_some() && self.withdrawn_at.is_none()
    }
}

impl Stored {
    /// What was written last.
    pub fn latest(&self) -> &Version {
        self.versions.last().expect("an agreement is stored with its first version")
    }

    /// The number of the latest version, from 1.
    pub fn count(&self) -> u32 {
        self.versions.len() as u32
    }

    /// The state of each version. `both`: what the two said to those that both know.
    pub fn states(&self, both: &Both, today: NaiveDate) -> Vec<AgreementState> {
        let hashes = |of: fn(&Version) -> bool| {
            self.versions.iter().filter(|version| of(version)).map(|version| version.hash).collect()
        };
        let mut own: Said = both.own.clone();
        own.accepted.extend::<Vec<_>>(hashes(|version| version.accepted_at.is_some()));
        own.withdrawn.extend::<Vec<_>>(hashes(|version| version.withdrawn_at.is_some()));
        // What both know comes first, in the order that both see; then what its writer alone knows.
        let alone = self.versions.iter().filter(|version| !both.knows(version.hash));
        let alone = alone.map(|Version { terms, hash, .. }| Proposal {
            hash: *hash,
            review_day: terms.review_day,
            holds_until: terms.holds_until,
            offered: false,
        });
        let proposals: Vec<_> = both.proposals().into_iter().chain(alone).collect();
        let states = states(&proposals, &own, &both.partner, today);
        let of = |hash| proposals.iter().position(|proposal| proposal.hash == hash).map(|at| states[at]);
        self.versions.iter().filter_map(|version| of(version.hash)).collect()
    }

    /// The version that a list shows: its index, and its state.
    pub fn shown(&self, both: &Both, today: NaiveDate) -> (usize, AgreementState) {
        let states = self.states(both, today);
        let index = shown(&states);
        (index, states[index])
    }

    /// One whose last day is not past.
    pub fn not_lapsed(self, today: NaiveDate) -> Result<Self> {
        if self.latest().terms.lapsed(today) { Err(bad("agreement", FieldProblem::Unknown)) } else { Ok(self) }
    }
}

pub(super) fn insert(conn: &Connection, id: AgreementId, terms: &Terms, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached("INSERT INTO agreement (uid, made_at, made_offset) VALUES (?1, ?2, ?3)")?.execute(params![
        id.0,
        millis(now),
        offset(now)
    ])?;
    insert_version(conn, conn.last_insert_rowid(), terms, now)?;
    Ok(())
}

/// The versions before stay as they are. Gives the row of the new one.
pub(super) fn add_version(
    conn: &Connection,
    agreement: &Stored,
    terms: &Terms,
    now: DateTime<FixedOffset>,
) -> Result<i64> {
    // Going back to words that both once said yes to takes a yes of both again.
    if agreement.versions.iter().any(|version| version.terms == *terms) {
        return Err(bad("agreement_versions", FieldProblem::Twice));
    }
    if agreement.count() >= limits::VERSIONS {
        return Err(bad("agreement_versions", FieldProblem::TooLong { most: limits::VERSIONS }));
    }
    insert_version(conn, agreement.row, terms, now)
}

fn insert_version(conn: &Connection, agreement: i64, terms: &Terms, now: DateTime<FixedOffset>) -> Result<i64> {
    let (topic, own_topic) = match &terms.topic {
        Topic::Listed { id } => (id.as_str(), ""),
        Topic::Own { words } => ("", words.as_str()),
    };
    conn.prepare_cached(
        "INSERT INTO agreement_version
             (agreement, made_at, made_offset, topic, own_topic, words, kind, owner, review_day, holds_until, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        agreement,
        millis(now),
        offset(now),
        topic,
        own_topic,
        terms.words,
        terms.kind as i64,
        terms.owner as i64,
        number(terms.review_day),
        terms.holds_until.map_or(FOREVER, number),
        terms.hash().0,
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Puts one's own yes on a version, by its row.
pub(super) fn say_yes(conn: &Connection, version: i64, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached("UPDATE agreement_version SET accepted_at = ?2, accepted_offset = ?3 WHERE id = ?1")?
        .execute(params![version, millis(now), offset(now)])?;
    Ok(())
}

/// Takes one's own yes off every version that has it. Gives how many those are.
pub(super) fn withdraw(conn: &Connection, agreement: i64, now: DateTime<FixedOffset>) -> Result<usize> {
    Ok(conn
        .prepare_cached(
            "UPDATE agreement_version SET withdrawn_at = ?2, withdrawn_offset = ?3
             WHERE agreement = ?1 AND accepted_at <> 0 AND withdrawn_at = 0",
        )?
        .execute(params![agreement, millis(now), offset(now)])?)
}

pub(super) fn find(conn: &Connection, id: AgreementId) -> Result<Stored> {
    conn.prepare_cached("SELECT id, uid, made_at, made_offset FROM agreement WHERE uid = ?1")?
        .query_row([id.0], |row| Ok(stored(conn, row)))
        .optional()?
        .ok_or(MendError::NotFound)?
}

/// Newest first, those made before `(made_at, row)`; `limit` of them.
pub(super) fn before(conn: &Connection, (made_at, row): (i64, i64), limit: i64) -> Result<Vec<Stored>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, uid, made_at, made_offset FROM agreement
         WHERE (made_at, id) < (?1, ?2) ORDER BY made_at DESC, id DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![made_at, row, limit])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(stored(conn, row)?);
    }
    Ok(all)
}

/// Those of which some version may ask to be looked at, in the order in which they were made.
pub(super) fn perhaps_due(conn: &Connection, today: NaiveDate) -> Result<Vec<Stored>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, uid, made_at, made_offset FROM agreement a
         WHERE EXISTS (SELECT 1 FROM agreement_version v
                       WHERE v.agreement = a.id AND (review_day <= ?1 OR holds_until BETWEEN ?1 AND ?2))
         ORDER BY id",
    )?;
    let mut rows = statement.query([number(today), number(after(today, limits::LAPSING_DAYS))])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(stored(conn, row)?);
    }
    Ok(all)
}

/// With its versions.
pub(super) fn delete(conn: &Connection, id: AgreementId) -> Result<()> {
    let agreement = find(conn, id)?.row;
    conn.execute("DELETE FROM agreement_version WHERE agreement = ?1", [agreement])?;
    conn.execute("DELETE FROM agreement WHERE id = ?1", [agreement])?;
    Ok(())
}

fn stored(conn: &Connection, row: &Row<'_>) -> Result<Stored> {
    let agreement = row.get(0)?;
    let versions = versions(conn, agreement)?;
    if versions.is_empty() {
        return Err(MendError::Damaged);
    }
    Ok(Stored { row: agreement, id: AgreementId(row.get(1)?), made_at: instant(row.get(2)?, row.get(3)?)?, versions })
}

fn versions(conn: &Connection, agreement: i64) -> Result<Vec<Version>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, topic, own_topic, words, kind, owner, review_day, holds_until, hash, made_at, made_offset,
                accepted_at, accepted_offset, withdrawn_at, withdrawn_offset
         FROM agreement_version WHERE agreement = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([agreement])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(Version {
            row: row.get(0)?,
            terms: terms(row)?,
            hash: VersionHash(row.get(8)?),
            made_at: instant(row.get(9)?, row.get(10)?)?,
            accepted_at: instant_or_none(row.get(11)?, row.get(12)?)?,
            withdrawn_at: instant_or_none(row.get(13)?, row.get(14)?)?,
        });
    }
    Ok(versions)
}

fn terms(row: &Row<'_>) -> Result<Terms> {
    let (listed, own): (String, String) = (row.get(1)?, row.get(2)?);
    let (kind, owner, holds_until): (i64, i64, i64) = (row.get(4)?, row.get(5)?, row.get(7)?);
    Ok(Terms {
        topic: if own.is_empty() { Topic::Listed { id: listed } } else { Topic::Own { words: own } },
        words: row.get(3)?,
        kind: AgreementKind::ALL.into_iter().find(|known| *known as i64 == kind).ok_or(MendError::Damaged)?,
        owner: Owner::ALL.into_iter().find(|known| *known as i64 == owner).ok_or(MendError::Damaged)?,
        review_day: date(row.get(6)?)?,
        holds_until: if holds_until == FOREVER { None } else { Some(date(holds_until)?) },
    })
}

fn instant_or_none(ms: i64, offset: i32) -> Result<Option<DateTime<FixedOffset>>> {
    if ms == 0 { Ok(None) } else { instant(ms, offset).map(Some) }
}

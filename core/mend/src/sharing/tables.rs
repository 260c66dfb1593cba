//! The only link from a private record to what it is shared as. It lies in the private space; what is shared knows
//! nothing of it.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::partner::ObjectId;

use super::ShareRequest;

pub(crate) const TABLES: &str = r"
CREATE TABLE shared_copy (
    pair   BLOB    NOT NULL CHECK (length(pair) = 16),    -- uid of the pair
    kind   INTEGER NOT NULL,    -- 1 entry, 2 check-in, 3 promise, 4 review, 5 agreement, 6 schedule
    uid    BLOB    NOT NULL CHECK (length(uid) = 16),     -- of the record
    object BLOB    NOT NULL CHECK (length(object) = 16),
    PRIMARY KEY (pair, kind, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_copy_by_object ON shared_copy (pair, object);
";

/// The kinds of records that can be shared. The numbers stand in databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    Entry = 1,
    Checkin = 2,
    Promise = 3,
    Review = 4,
    Agreement = 5,
    Schedule = 6,
}

/// A private record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub kind: RecordKind,
    pub uid: [u8; 16],
}

impl Record {
    pub fn of(request: &ShareRequest) -> Self {
        let (kind, uid) = match request {
            ShareRequest::Entry { id } => (RecordKind::Entry, id.0),
            ShareRequest::Checkin { id, .. } => (RecordKind::Checkin, id.0),
            ShareRequest::Promise { id } => (RecordKind::Promise, id.0),
            ShareRequest::Review { id } => (RecordKind::Review, id.0),
            ShareRequest::Agreement { id } => (RecordKind::Agreement, id.0),
            ShareRequest::Schedule { id } => (RecordKind::Schedule, id.0),
        };
        Self { kind, uid }
    }
}

/// What a record was last shared as with a pair.
pub(super) fn object_of(conn: &Connection, pair: [u8; 16], record: Record) -> Result<Option<ObjectId>> {
    let mut statement =
        conn.prepare_cached("SELECT object FROM shared_copy WHERE pair = ?1 AND kind = ?2 AND uid = ?3")?;
    let object = statement.query_row(params![pair, record.kind as i64, record.uid], |row| row.get(0)).optional()?;
    Ok(object.map(ObjectId))
}

/// The record of a kind that is shared as an object.
pub(super) fn uid_of(
    conn: &Connection,
    pair: [u8; 16],
    kind: RecordKind,
    object: ObjectId,
) -> Result<Option<[u8; 16]>> {
    let mut statement =
        conn.prepare_cached("SELECT uid FROM shared_copy WHERE pair = ?1 AND object = ?2 AND kind = ?3")?;
    Ok(statement.query_row(params![pair, object.0, kind as i64], |row| row.get(0)).optional()?)
}

/// In place of what it was shared as before.
pub(super) fn keep(conn: &Connection, pair: [u8; 16], record: Record, object: ObjectId) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO shared_copy (pair, kind, uid, object) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![pair, record.kind as i64, record.uid, object.0])?;
    Ok(())
}

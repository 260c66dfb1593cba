//! What the tests keep in a vault: rows whose bytes follow from their number and version, so that a wrong byte shows.

use std::collections::BTreeMap;

use mend_vault::rusqlite::{Connection, OptionalExtension, Transaction, params};
use mend_vault::{Vault, VaultError};

use crate::seed::Seed;

/// All that a vault should hold: the version of each row, and the labels of its slots in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub rows: BTreeMap<i64, u32>,
    pub slots: Vec<u8>,
}

/// A change of one row.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    Put(i64, u32),
    Delete(i64),
}

const SCHEMA: &str = "
    CREATE TABLE item (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE INDEX item_version ON item (version, id);";

const INDEX: &str = "
    CREATE VIRTUAL TABLE word USING fts5(body);
    INSERT INTO word (word, rank) VALUES ('secure-delete', 1);";

/// Makes the tables; with `index`, a full-text index too.
pub fn make_tables(vault: &Vault, index: bool) -> Result<(), VaultError> {
    vault.write(|tx: &Transaction<'_>| {
        tx.execute_batch(SCHEMA)?;
        if index {
            tx.execute_batch(INDEX)?;
        }
        Ok(())
    })
}

/// The text of a row: mostly a few words, now and then long enough to fill several pages.
pub fn body(id: i64, version: u32) -> String {
    let mut seed = Seed::new(id as u64 ^ u64::from(version) << 40);
    let words = match seed.below(10) {
        0..6 => seed.below(20),
        6..9 => 20 + seed.below(200),
        _ => 220 + seed.below(800),
    };
    let mut text = format!("{id}.{version}");
    for _ in 0..words {
        text.push_str(&format!(" {:x}", seed.next()));
    }
    text
}

/// Makes changes in one transaction; nothing of them is kept unless it returns `Ok`.
pub fn commit(vault: &Vault, changes: &[Change]) -> Result<(), VaultError> {
    vault.write(|tx: &Transaction<'_>| make(tx, changes))
}

pub fn make(tx: &Transaction<'_>, changes: &[Change]) -> Result<(), VaultError> {
    let index = tx.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'word'")?.exists([])?;
    for change in changes {
        let (Change::Put(id, _) | Change::Delete(id)) = *change;
        tx.prepare_cached("DELETE FROM item WHERE id = ?1")?.execute([id])?;
        if index {
            tx.prepare_cached("DELETE FROM word WHERE rowid = ?1")?.execute([id])?;
        }
        if let Change::Put(id, version) = *change {
            let body = body(id, version);
            tx.prepare_cached("INSERT INTO item VALUES (?1, ?2, ?3)")?.execute(params![id, version, body])?;
            if index {
                tx.prepare_cached("INSERT INTO word (rowid, body) VALUES (?1, ?2)")?.execute(params![id, body])?;
            }
        }
    }
    Ok(())
}

/// What `changes` make of `state`.
pub fn changed(state: &State, changes: &[Change]) -> State {
    let mut state = state.clone();
    for change in changes {
        match *change {
            Change::Put(id, version) => {
                state.rows.insert(id, version);
            }
            Change::Delete(id) => {
                state.rows.remove(&id);
            }
        }
    }
    state
}

/// Reads everything; a wrong byte in a row is a failed test, whatever else happens.
pub fn observe(vault: &Vault) -> Result<State, VaultError> {
    let rows = vault.read(|conn: &Connection| -> Result<_, VaultError> {
        let table = conn.query_row("SELECT 1 FROM sqlite_schema WHERE name = 'item'", [], |_| Ok(())).optional()?;
        let mut rows = BTreeMap::new();
        if table.is_none() {
            return Ok(rows);
        }
        let mut statement = conn.prepare("SELECT id, version, body FROM item ORDER BY id")?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let (id, version): (i64, u32) = (row.get(0)?, row.get(1)?);
            let text: String = row.get(2)?;
            assert!(text == body(id, version), "row {id} at version {version} came back with other bytes");
            rows.insert(id, version);
        }
        Ok(rows)
    })?;
    let slots = vault.slots()?.iter().map(|slot| slot.label).collect();
    Ok(State { rows, slots })
}

/// SQLite's own check of the whole database, and of the full-text index where there is one.
pub fn check_structure(vault: &Vault) -> Result<(), VaultError> {
    let found: String = vault.read(|conn: &Connection| {
        Ok::<_, VaultError>(conn.query_row("PRAGMA integrity_check", [], |row| row.get(0))?)
    })?;
    assert_eq!(found, "ok");
    let indexed = vault.read(|conn: &Connection| {
        Ok::<_, VaultError>(conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'word'")?.exists([])?)
    })?;
    if indexed {
        vault.write(|tx: &Transaction<'_>| {
            tx.execute("INSERT INTO word (word) VALUES ('integrity-check')", [])?;
            Ok::<_, VaultError>(())
        })?;
    }
    Ok(())
}

/// Where two states differ, for a message that can be read.
pub fn difference(expected: &State, found: &State) -> String {
    let ids = expected.rows.keys().chain(found.rows.keys()).collect::<std::collections::BTreeSet<_>>();
    let rows: Vec<String> = ids
        .into_iter()
        .filter(|id| expected.rows.get(id) != found.rows.get(id))
        .map(|id| format!("row {id}: {:?} became {:?}", expected.rows.get(id), found.rows.get(id)))
        .collect();
    format!("slots {:?} became {:?}; {}", expected.slots, found.slots, rows.join(", "))
}

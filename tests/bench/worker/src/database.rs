//! What an engine has to offer to be measured.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Errors are for the person who runs the bench: text is enough.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A way to keep a database: plain, sealed page by page, or ciphered.
pub trait Engine {
    type Open: Database;
    /// Makes a new file, which must not exist, and opens it.
    fn create(&self, file: &Path) -> Result<Self::Open, Failure>;
    /// Opens it with a raw key: no slow key derivation in any engine.
    fn open(&self, file: &Path) -> Result<Self::Open, Failure>;
    /// What it is, beyond SQLite's own version: name and value.
    fn facts(&self, open: &Self::Open) -> Result<Vec<(String, String)>, Failure>;
    /// How long a lock takes that comes from another thread in the middle of `work`.
    fn lock_during(
        &self,
        _file: &Path,
        _work: &(dyn Fn(&Self::Open) -> Result<(), Failure> + Sync),
    ) -> Result<Duration, Failure> {
        Err("this engine cannot be locked".into())
    }
}

/// An open database. Dropping it closes it the way the engine closes.
pub trait Database {
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure>;
    /// In one transaction, committed when the work went well.
    fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure>;
    /// Moves the log into the file and cuts it.
    fn settle(&self) -> Result<(), Failure>;
}

/// A plain connection, and SQLCipher's, which differs by its key alone.
pub struct Direct(pub Connection);

impl Direct {
    /// The same pragmas, in the same order, as mend-vault sets them.
    pub fn prepare(connection: Connection) -> Result<Self, Failure> {
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "cache_size", -8_000)?;
        let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if mode != "wal" {
            return Err(format!("journal mode is {mode}").into());
        }
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.pragma_update(None, "journal_size_limit", 4 << 20)?;
        Ok(Self(connection))
    }
}

impl Database for Direct {
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        work(&self.0)
    }

    fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        // The connection is shared, so the borrow checker cannot see that no transaction is open; SQLite can.
        let transaction = Transaction::new_unchecked(&self.0, TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    fn settle(&self) -> Result<(), Failure> {
        let busy: i64 = self.0.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 { Err("the log could not be moved into the file".into()) } else { Ok(()) }
    }
}

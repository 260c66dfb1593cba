//! SQLCipher 4 with its defaults and a raw key, so that it derives nothing slowly.

use std::path::Path;

use bench_worker::database::{Direct, Engine, Failure};
use rusqlite::{Connection, OpenFlags};

/// A raw key of 32 bytes: SQLCipher takes it as it is.
const KEY: &str = "x'2dd29ca851e7b56e4697b0e1f08507293d761a05ce4d1b628663f411a8086d99'";

struct Cipher;

fn with_key(connection: Connection) -> Result<Direct, Failure> {
    connection.pragma_update(None, "key", KEY)?;
    Direct::prepare(connection)
}

/// The file must be there; one thread at a time, as with the vault.
const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

impl Engine for Cipher {
    type Open = Direct;

    fn create(&self, file: &Path) -> Result<Direct, Failure> {
        if file.exists() {
            return Err("it is there already".into());
        }
        with_key(Connection::open(file)?)
    }

    fn open(&self, file: &Path) -> Result<Direct, Failure> {
        with_key(Connection::open_with_flags(file, FLAGS)?)
    }

    fn facts(&self, open: &Direct) -> Result<Vec<(String, String)>, Failure> {
        ["cipher_version", "cipher_provider", "cipher_provider_version", "cipher_settings", "cipher_memory_security"]
            .into_iter()
            .map(|pragma| {
                let mut values = Vec::new();
                open.0.pragma_query(None, pragma, |row| {
                    values.push(row.get::<_, rusqlite::types::Value>(0)?);
                    Ok(())
                })?;
                let shown = values
                    .into_iter()
                    .map(|value| match value {
                        rusqlite::types::Value::Text(text) => text,
                        rusqlite::types::Value::Integer(number) => number.to_string(),
                        other => format!("{other:?}"),
                    })
                    .collect::<Vec<_>>()
                    .join(" ");
                Ok((pragma.to_string(), shown))
            })
            .collect()
    }
}

fn main() -> Result<(), Failure> {
    bench_worker::serve(Cipher)
}

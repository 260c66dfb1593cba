//! The measure of all: SQLite as it is, with the vault's pragmas and no secrecy.

use std::path::Path;

use bench_worker::database::{Direct, Engine, Failure};
use rusqlite::{Connection, OpenFlags};

struct Plain;

/// The file must be there; one thread at a time, as with the vault.
const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

impl Engine for Plain {
    type Open = Direct;

    fn create(&self, file: &Path) -> Result<Direct, Failure> {
        if file.exists() {
            return Err("it is there already".into());
        }
        Direct::prepare(Connection::open(file)?)
    }

    fn open(&self, file: &Path) -> Result<Direct, Failure> {
        Direct::prepare(Connection::open_with_flags(file, FLAGS)?)
    }

    fn facts(&self, _: &Direct) -> Result<Vec<(String, String)>, Failure> {
        Ok(Vec::new())
    }
}

fn main() -> Result<(), Failure> {
    bench_worker::serve(Plain)
}

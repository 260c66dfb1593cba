//! The journal over a real vault file, opened by a device key so that no test pays for a passphrase.

mod bounds;
mod days;
mod drafts;
mod entries;
mod history;
mod model;
mod pages;
mod prompts;
pub(crate) mod removal;
mod search;
mod timeline;
mod unsynced;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset};
use mend_vault::{DeviceKey, Kdf, KdfParams, NewSlot, OpenOptions, Place, Secret, SystemRng, Vault};
use tempfile::TempDir;

use self::unsynced::Unsynced;
use super::*;
use crate::clock::Clock;
use crate::error::{FieldProblem, MendError};
use crate::schema;

/// A clock that a test moves.
pub(crate) struct TestClock(Mutex<DateTime<FixedOffset>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<FixedOffset> {
        *self.0.lock().unwrap()
    }
}

impl TestClock {
    pub(crate) fn set(&self, rfc3339: &str) {
        *self.0.lock().unwrap() = at(rfc3339);
    }
}

pub(crate) fn at(rfc3339: &str) -> DateTime<FixedOffset> {
    rfc3339.parse().unwrap()
}

/// A private space in a folder of its own, and the clock it lives by.
pub(crate) struct Room {
    pub(crate) db: Db<Private>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) clock: Arc<TestClock>,
    place: Place,
    key: Secret,
    _folder: TempDir,
}

impl Room {
    pub(crate) fn new() -> Self {
        let room = Self::without_schema();
        schema::migrate_private(&room.db).unwrap();
        room
    }

    pub(crate) fn without_schema() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(Arc::new(Unsynced), folder.path().join("private.mend"));
        let rng = Arc::new(SystemRng);
        let key = Secret::Device(DeviceKey::make(&*rng));
        let slot = NewSlot { label: 0, made_at: 0, secret: key.clone() };
        Vault::create(&place, rng.clone(), Kdf::make(KdfParams::LEAST, &*rng), &[slot]).unwrap();
        let clock = Arc::new(TestClock(Mutex::new(at("2026-03-10T21:15:00+01:00"))));
        let vault = Arc::new(open(&place, &key));
        let db = Db::new(vault.clone(), clock.clone(), rng);
        Self { db, vault, clock, place, key, _folder: folder }
    }

    /// The same space, locked and opened again.
    pub(crate) fn reopened(mut self) -> Self {
        self.vault.lock();
        self.vault = Arc::new(open(&self.place, &self.key));
        self.db = Db::new(self.vault.clone(), self.clock.clone(), Arc::new(SystemRng));
        self
    }

    pub(crate) fn journal(&self) -> Journal {
        self.journal_with(Undo::new())
    }

    pub(crate) fn journal_with(&self, undo: Undo) -> Journal {
        Journal::new(self.db.clone(), undo, Arc::new(Text::new("en")))
    }

    /// Every byte of every page, as it is when decrypted.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.vault.for_each_page(&mut |_, page| bytes.extend_from_slice(page)).unwrap();
        bytes
    }
}

fn open(place: &Place, key: &Secret) -> Vault {
    Vault::open(place, Arc::new(SystemRng), key, OpenOptions::default()).unwrap()
}

pub(super) fn text(text: &str) -> WriteRequest {
    WriteRequest { text: text.to_owned(), ..WriteRequest::default() }
}

pub(super) fn tagged(words: &str, tags: &[&str]) -> WriteRequest {
    WriteRequest { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..text(words) }
}

pub(super) fn felt(words: &str, feelings: &[(&str, Option<u8>)]) -> WriteRequest {
    let feelings = feelings.iter().map(|&(id, strength)| Feeling { id: id.to_owned(), strength }).collect();
    WriteRequest { feelings, ..text(words) }
}

pub(crate) fn bad<T: std::fmt::Debug>(result: Result<T>) -> (&'static str, FieldProblem) {
    match result {
        Err(MendError::BadField { field, problem }) => (field, problem),
        other => panic!("a field should have been refused, not {other:?}"),
    }
}

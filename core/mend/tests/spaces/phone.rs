//! One person's phone: a folder, and what a test does with it.

use std::path::Path;
use std::sync::Arc;

use mend_core::journal::{Filter, WriteRequest};
use mend_core::{
    Mend, MendError, MendOptions, Opened, Passphrase, Session, SetUpRequest, StdIo, UnlockOptions, testing,
};
use mend_vault::Io;

pub const MINE: &str = "only mine";
pub const OURS: &str = "for us two";
pub const WRONG: Option<MendError> = Some(MendError::WrongPassphrase);

pub fn phrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}

pub struct Phone {
    pub mend: Mend,
    pub folder: Arc<tempfile::TempDir>,
}

impl Phone {
    pub fn new() -> Self {
        Self::on(Arc::new(tempfile::tempdir().unwrap()), Arc::new(StdIo))
    }

    /// The folder itself and its lock file are real; all else lies on `io`.
    pub fn on(folder: Arc<tempfile::TempDir>, io: Arc<dyn Io>) -> Self {
        Self::drawing(7, folder, io)
    }

    /// The same with randomness of its own, so that two phones are not one.
    pub fn drawing(seed: u64, folder: Arc<tempfile::TempDir>, io: Arc<dyn Io>) -> Self {
        let options = MendOptions { io, ..testing::options(seed) };
        Self { mend: Mend::with(folder.path(), options), folder }
    }

    /// Set up with both passphrases and one entry, locked.
    pub fn used() -> Self {
        let phone = Self::new();
        write(&phone.set_up(Some(MINE), Some(OURS)), "first");
        phone
    }

    pub fn set_up(&self, private: Option<&str>, together: Option<&str>) -> Session {
        self.mend.set_up(SetUpRequest { private: private.map(phrase), together: together.map(phrase) }).unwrap()
    }

    pub fn unlock(&self, text: &str) -> Result<Session, MendError> {
        self.mend.unlock(&phrase(text), UnlockOptions::default())
    }

    pub fn open(&self, text: &str) -> Session {
        self.unlock(text).unwrap()
    }

    /// What this passphrase opens now.
    pub fn opens(&self, text: &str) -> Result<Opened, MendError> {
        self.unlock(text).map(|session| session.opened())
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn names(&self) -> Vec<String> {
        names(self.folder.path())
    }
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub fn write(session: &Session, text: &str) {
    session.journal().unwrap().write(WriteRequest { text: text.into(), ..WriteRequest::default() }).unwrap();
}

/// The entries' texts, in the order in which they were written.
pub fn texts(session: &Session) -> Vec<String> {
    let journal = session.journal().unwrap();
    let page = journal.list(&Filter::default(), 500, None).unwrap();
    let mut texts: Vec<_> = page.entries.iter().map(|row| journal.show(row.id).unwrap().text).collect();
    texts.reverse();
    texts
}

//! An open folder.

use std::path::Path;
use std::sync::Arc;

use mend_core::{BackupView, MendError, Opened, Passphrase};

use crate::{Access, Journal};

/// An unlocked Mend. Callable from any thread. It ends with `lock`: call it. Without it, the session goes on until the
/// garbage collector has found this object and every client made from it.
#[derive(uniffi::Object)]
pub struct Session(mend_core::Session);

impl Session {
    pub(crate) fn wrap(session: mend_core::Session) -> Arc<Self> {
        Arc::new(Self(session))
    }
}

#[uniffi::export]
impl Session {
    /// What the passphrase opened.
    pub fn opened(&self) -> Opened {
        self.0.opened()
    }

    /// Locks at once. A call that runs on another thread ends with `MendError.Locked`, and nothing of it is kept.
    /// Never queue this behind other calls.
    pub fn lock(&self) {
        self.0.lock();
    }

    pub fn is_locked(&self) -> bool {
        self.0.is_locked()
    }

    /// `MendError.PrivateLocked` when only the together space is open.
    pub fn journal(&self) -> Result<Arc<Journal>, MendError> {
        self.0.journal().map(Journal::wrap)
    }

    /// The ways in: passphrases, recovery code, device keys.
    pub fn access(&self) -> Arc<Access> {
        Access::wrap(self.0.access())
    }

    /// Both spaces in one file. `to` must not exist. Asks for the passphrase again.
    pub fn backup(&self, to: &str, again: &Passphrase) -> Result<BackupView, MendError> {
        self.0.backup(Path::new(to), again)
    }
}

/// What a passphrase opened.
#[uniffi::remote(Enum)]
pub enum Opened {
    Everything,
    /// The private space stays locked, if it is set up at all.
    TogetherOnly,
}

//! A folder, locked.

use std::path::Path;
use std::sync::Arc;

use mend_core::{
    BackupView, DeviceKey, MendError, Passphrase, SetUpRequest, Space, SpaceVerdict, UnlockOptions, VerifyView,
};
use zeroize::Zeroizing;

use crate::Session;
use crate::progress::{ProgressListener, tell};

/// A folder on this device that holds a Mend, set up or not. Making this object touches nothing.
#[derive(uniffi::Object)]
pub struct Mend(pub(crate) mend_core::Mend);

#[uniffi::export]
impl Mend {
    /// `folder` need not be there yet; `setUp` makes it.
    #[uniffi::constructor]
    pub fn new(folder: &str) -> Self {
        Self(mend_core::Mend::at(folder))
    }

    pub fn is_set_up(&self) -> Result<bool, MendError> {
        self.0.is_set_up()
    }

    /// Sets up both spaces. At least one passphrase is needed; two must differ.
    #[uniffi::method(default(private_passphrase = None, together_passphrase = None))]
    pub fn set_up(
        &self,
        private_passphrase: Option<Passphrase>,
        together_passphrase: Option<Passphrase>,
    ) -> Result<Arc<Session>, MendError> {
        self.0.set_up(SetUpRequest { private: private_passphrase, together: together_passphrase }).map(Session::wrap)
    }

    /// Opens what this passphrase opens: `Session.opened` says what that is.
    #[uniffi::method(default(options))]
    pub fn unlock(&self, passphrase: &Passphrase, options: UnlockOptions) -> Result<Arc<Session>, MendError> {
        self.0.unlock(passphrase, options).map(Session::wrap)
    }

    /// A slip of the pen gives `BadRecoveryCode` and is not counted as a try.
    #[uniffi::method(default(options))]
    pub fn unlock_with_recovery_code(&self, typed: String, options: UnlockOptions) -> Result<Arc<Session>, MendError> {
        self.0.unlock_with_recovery_code(&Zeroizing::new(typed), options).map(Session::wrap)
    }

    #[uniffi::method(default(options))]
    pub fn unlock_with_device_key(&self, key: &DeviceKey, options: UnlockOptions) -> Result<Arc<Session>, MendError> {
        self.0.unlock_with_device_key(key, options).map(Session::wrap)
    }

    /// Seconds until the next try counts; 0 when there is no delay.
    pub fn wait_seconds(&self) -> Result<u32, MendError> {
        self.0.wait_seconds()
    }

    /// Reads every page that this passphrase opens, and changes nothing.
    #[uniffi::method(default(listener = None))]
    pub fn verify(
        &self,
        passphrase: &Passphrase,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<VerifyView, MendError> {
        self.0.verify(passphrase, &mut |done, of| tell(listener.as_ref(), done, of))
    }

    /// The same for a backup, which opens with the passphrases of its day.
    #[uniffi::method(default(listener = None))]
    pub fn verify_backup(
        &self,
        backup: &str,
        passphrase: &Passphrase,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<VerifyView, MendError> {
        self.0.verify_backup(Path::new(backup), passphrase, &mut |done, of| tell(listener.as_ref(), done, of))
    }

    /// Into a folder where nothing is set up. The whole backup is checked before the first byte is placed.
    #[uniffi::method(default(listener = None))]
    pub fn restore(
        &self,
        backup: &str,
        passphrase: &Passphrase,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<Arc<Session>, MendError> {
        self.0
            .restore(Path::new(backup), passphrase, &mut |done, of| tell(listener.as_ref(), done, of))
            .map(Session::wrap)
    }
}

/// How to open.
#[uniffi::remote(Record)]
pub struct UnlockOptions {
    /// Opens a space whose last changes are missing or damaged, without them. Only when the user asked for it.
    #[uniffi(default = false)]
    pub without_last_changes: bool,
    /// Opens the private space although the together file is missing or too damaged to open: a new and empty one takes
    /// its place. Only when the user asked for it.
    #[uniffi(default = false)]
    pub without_together: bool,
}

/// What lies in which file.
#[uniffi::remote(Enum)]
pub enum Space {
    /// What the two of you share.
    Together,
    /// Everything else.
    Private,
}

/// What a backup holds.
#[uniffi::remote(Record)]
pub struct BackupView {
    pub bytes: u64,
    /// False when a together-only session made it: then the private file went in sealed, as it lay on the disk.
    pub private_checked: bool,
}

/// What a check of every page found.
#[uniffi::remote(Record)]
pub struct VerifyView {
    pub spaces: Vec<SpaceVerdict>,
}

/// What the check found in one space.
#[uniffi::remote(Record)]
pub struct SpaceVerdict {
    pub space: Space,
    /// Whether every page opened. None when this passphrase does not open the space.
    pub intact: Option<bool>,
    pub pages: u32,
    /// Numbers of the pages that cannot be read, from 1.
    pub damaged_pages: Vec<u32>,
    /// Journal entries whose text can still be read.
    pub entries_readable: u32,
    /// Journal entries whose text cannot.
    pub entries_damaged: u32,
}

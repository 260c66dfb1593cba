//! The ways in.

use std::sync::Arc;

use mend_core::{DeviceKey, MendError, Passphrase, SlotKind, SlotView};
use zeroize::Zeroizing;

use crate::time::Instant;

/// The ways into the two spaces. Every change asks for the passphrase again (`again`).
#[derive(uniffi::Object)]
pub struct Access(mend_core::Access);

impl Access {
    pub(crate) fn wrap(access: mend_core::Access) -> Arc<Self> {
        Arc::new(Self(access))
    }
}

#[uniffi::export]
impl Access {
    /// Every way in. When only the together space is open: those that open nothing else.
    pub fn slots(&self) -> Result<Vec<SlotView>, MendError> {
        self.0.slots()
    }

    /// Changes `current`, whichever of the two passphrases it is. The old one opens nothing afterwards.
    pub fn change_passphrase(&self, current: &Passphrase, new: &Passphrase) -> Result<(), MendError> {
        self.0.change_passphrase(current, new)
    }

    /// Draws a code for the user to write down. It opens nothing until it was typed back to `confirmRecoveryCode`.
    pub fn make_recovery_code(&self, again: &Passphrase) -> Result<String, MendError> {
        self.0.make_recovery_code(again).map(|mut code| std::mem::take(&mut *code))
    }

    /// The code, typed back. An earlier code opens nothing afterwards.
    pub fn confirm_recovery_code(&self, typed: String) -> Result<(), MendError> {
        self.0.confirm_recovery_code(&Zeroizing::new(typed))
    }

    /// A key for the platform's keystore. It opens the together space, and the private one only if the user turns
    /// that on.
    #[uniffi::method(default(opens_private = false))]
    pub fn add_device_key(&self, again: &Passphrase, opens_private: bool) -> Result<DeviceKey, MendError> {
        self.0.add_device_key(again, opens_private)
    }

    pub fn remove_device_keys(&self, again: &Passphrase) -> Result<(), MendError> {
        self.0.remove_device_keys(again)
    }
}

/// What kind of way in.
#[uniffi::remote(Enum)]
pub enum SlotKind {
    PrivatePassphrase,
    TogetherPassphrase,
    RecoveryCode,
    DeviceKey,
}

/// One way in, as the settings list it.
#[uniffi::remote(Record)]
pub struct SlotView {
    pub kind: SlotKind,
    #[uniffi(name = "opens_private")]
    pub private: bool,
    #[uniffi(name = "opens_together")]
    pub together: bool,
    pub made_at: Instant,
}

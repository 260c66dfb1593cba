//! The ways into the two files, as their slots are marked.

use mend_vault::{NewSlot, Secret, SlotView as VaultSlot};

use crate::SlotKind;

/// What a slot's label says. The numbers stand in the files: they are never given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// A random key that nobody kept: the private file of someone who never used it.
    Nobody = 0,
    /// Opens both.
    PrivatePassphrase = 1,
    /// Opens together alone.
    TogetherPassphrase = 2,
    /// Opens both.
    RecoveryCode = 3,
    /// A device key that opens together alone.
    TogetherDevice = 4,
    /// A device key that opens both.
    PrivateDevice = 5,
}

impl Way {
    pub const BOTH_FILES: [Way; 3] = [Way::PrivatePassphrase, Way::RecoveryCode, Way::PrivateDevice];

    pub fn of(slot: &VaultSlot) -> Option<Self> {
        [
            Self::Nobody,
            Self::PrivatePassphrase,
            Self::TogetherPassphrase,
            Self::RecoveryCode,
            Self::TogetherDevice,
            Self::PrivateDevice,
        ]
        .into_iter()
        .find(|way| *way as u8 == slot.label)
    }

    pub fn opens_private(self) -> bool {
        Self::BOTH_FILES.contains(&self)
    }

    /// As the settings call it.
    pub fn kind(self) -> Option<SlotKind> {
        match self {
            Self::Nobody => None,
            Self::PrivatePassphrase => Some(SlotKind::PrivatePassphrase),
            Self::TogetherPassphrase => Some(SlotKind::TogetherPassphrase),
            Self::RecoveryCode => Some(SlotKind::RecoveryCode),
            Self::TogetherDevice | Self::PrivateDevice => Some(SlotKind::DeviceKey),
        }
    }
}

/// A way in that is about to be made, in one file or in both.
#[derive(Clone)]
pub(crate) struct NewWay {
    pub way: Way,
    pub secret: Secret,
}

impl NewWay {
    pub fn slot(&self, made_at: i64) -> NewSlot {
        NewSlot { label: self.way as u8, made_at, secret: self.secret.clone() }
    }
}

/// Slots to leave out of a rekeyed file.
pub(crate) fn indexes(slots: &[VaultSlot], leaving: &[Way]) -> Vec<usize> {
    slots.iter().filter(|slot| Way::of(slot).is_some_and(|way| leaving.contains(&way))).map(|slot| slot.index).collect()
}

//! The keys of one vault: a random master key, and what HKDF-SHA256 (RFC 5869) derives from it by label.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::aead::SealKey;
use crate::kdf::PassphraseKey;
use crate::rng::{Rng, draw};
use crate::secret::{DeviceKey, RecoveryCode};

/// Tells one vault's keys and places from every other's.
pub type VaultId = [u8; 16];

/// What opens a slot.
#[derive(Clone)]
pub enum Secret {
    Passphrase(PassphraseKey),
    Device(DeviceKey),
    Recovery(RecoveryCode),
}

/// Which sort of secret a slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    Passphrase = 1,
    Device = 2,
    Recovery = 3,
}

impl SlotKind {
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        [Self::Passphrase, Self::Device, Self::Recovery].into_iter().find(|kind| *kind as u8 == byte)
    }
}

impl Secret {
    pub fn kind(&self) -> SlotKind {
        match self {
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Device(_) => SlotKind::Device,
            Self::Recovery(_) => SlotKind::Recovery,
        }
    }

    /// The key that wraps the master key of this one vault. In another vault the same secret gives another key, so
    /// that slot keys learnt from one file open nothing else.
    pub(crate) fn derive_slot_key(&self, vault: &VaultId) -> SlotKey {
        let (bytes, label): (&[u8], &[u8]) = match self {
            Self::Passphrase(key) => (key.as_bytes(), b"mend-vault 1 slot passphrase"),
            Self::Device(key) => (key.as_bytes(), b"mend-vault 1 slot device"),
            Self::Recovery(code) => (code.as_bytes(), b"mend-vault 1 slot recovery"),
        };
        SlotKey(derive(bytes, vault, label))
    }
}

/// Wraps the master key in one slot.
#[derive(Clone)]
pub(crate) struct SlotKey(pub Zeroizing<[u8; 32]>);

/// The random key that everything in a vault hangs on.
#[derive(Clone)]
pub(crate) struct MasterKey(pub Zeroizing<[u8; 32]>);

impl MasterKey {
    pub fn make(rng: &dyn Rng) -> Self {
        Self(Zeroizing::new(draw(rng)))
    }

    pub fn derive_keys(&self, vault: &VaultId) -> Keys {
        let seal_key = |label| SealKey::new(&derive(&*self.0, vault, label));
        Keys {
            page: seal_key(b"mend-vault 1 page"),
            log: seal_key(b"mend-vault 1 log"),
            directory: seal_key(b"mend-vault 1 directory"),
            header_mac: derive(&*self.0, vault, b"mend-vault 1 header mac"),
        }
    }
}

/// What an open vault works with.
pub(crate) struct Keys {
    pub page: SealKey,
    pub log: SealKey,
    pub directory: SealKey,
    pub header_mac: Zeroizing<[u8; 32]>,
}

fn derive(secret: &[u8], vault: &VaultId, label: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(vault), secret)
        .expand(label, &mut *key)
        .expect("32 bytes are within HKDF's limit of 8160");
    key
}

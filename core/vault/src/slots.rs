//! Key slots: up to eight ways into one vault, each the master key wrapped under the key of one secret.
//!
//! From outside nobody can tell a used slot from an unused one: unused slots are random, and the directory, which
//! says what each is, is sealed under the master key. It keeps each slot's key, so that a rekey can wrap the new master
//! key for everyone without asking them.

use zeroize::Zeroizing;

use crate::aead::{Nonces, OVERHEAD};
use crate::error::{Part, VaultError};
use crate::header::{Header, SLOTS, VERSION};
use crate::keys::{Keys, MasterKey, Secret, SlotKey, SlotKind, VaultId};
use crate::rng::Rng;

const ENTRY: usize = 48;

/// One way in, as its owner may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotView {
    pub index: usize,
    pub kind: SlotKind,
    /// The caller's own mark, kept sealed.
    pub label: u8,
    /// Milliseconds since 1970.
    pub made_at: i64,
}

/// A way in to be made.
#[derive(Clone)]
pub struct NewSlot {
    pub label: u8,
    /// Milliseconds since 1970.
    pub made_at: i64,
    pub secret: Secret,
}

#[derive(Clone)]
struct Entry {
    kind: SlotKind,
    label: u8,
    made_at: i64,
    key: SlotKey,
}

/// What each slot is. At most eight entries, by index.
#[derive(Clone, Default)]
pub(crate) struct Directory([Option<Entry>; SLOTS]);

impl Directory {
    pub fn add(&mut self, slot: &NewSlot, vault: &VaultId) -> Result<usize, VaultError> {
        let index = self.0.iter().position(Option::is_none).ok_or(VaultError::NoFreeSlot)?;
        let key = slot.secret.derive_slot_key(vault);
        self.0[index] = Some(Entry { kind: slot.secret.kind(), label: slot.label, made_at: slot.made_at, key });
        Ok(index)
    }

    pub fn remove(&mut self, index: usize) -> Result<(), VaultError> {
        self.0.get_mut(index).and_then(Option::take).map(drop).ok_or(VaultError::SlotNotFound)
    }

    pub fn views(&self) -> Vec<SlotView> {
        (0..SLOTS).filter_map(|index| self.view(index)).collect()
    }

    pub fn view(&self, index: usize) -> Option<SlotView> {
        let entry = self.0.get(index)?.as_ref()?;
        Some(SlotView { index, kind: entry.kind, label: entry.label, made_at: entry.made_at })
    }

    /// Writes all slots and the directory itself into `header`, each under a fresh nonce.
    pub fn write(&self, header: &mut Header, master: &MasterKey, keys: &Keys, nonces: &Nonces, rng: &dyn Rng) {
        let vault = header.vault_id();
        for (index, entry) in self.0.iter().enumerate() {
            match entry {
                Some(Entry { kind, key, .. }) => {
                    let wrap = crate::aead::SealKey::new(&key.0);
                    wrap.seal_into(
                        nonces.draw(),
                        &slot_context(&vault, index, *kind),
                        &*master.0,
                        header.slot_mut(index),
                    );
                }
                None => rng.fill(header.slot_mut(index)),
            }
        }
        let text = self.to_bytes();
        keys.directory.seal_into(nonces.draw(), &directory_context(&vault), &*text, header.directory_mut());
    }

    pub fn read(header: &Header, keys: &Keys) -> Result<Self, VaultError> {
        let damaged = || VaultError::Damaged(Part::Header);
        let mut sealed = Zeroizing::new(header.directory());
        let text =
            keys.directory.open_from(&directory_context(&header.vault_id()), &mut *sealed).map_err(|_| damaged())?;
        let mut directory = Self::default();
        for (entry, bytes) in directory.0.iter_mut().zip(text.chunks_exact(ENTRY)) {
            if bytes[0] == 0 {
                continue;
            }
            let mut key = Zeroizing::new([0; 32]);
            key.copy_from_slice(&bytes[16..48]);
            *entry = Some(Entry {
                kind: SlotKind::from_byte(bytes[0]).ok_or_else(damaged)?,
                label: bytes[1],
                made_at: i64::from_le_bytes(bytes[8..16].try_into().expect("eight bytes")),
                key: SlotKey(key),
            });
        }
        Ok(directory)
    }

    /// Eight entries of: kind (0 = unused), label, six zeros, date, slot key.
    fn to_bytes(&self) -> Zeroizing<[u8; SLOTS * ENTRY]> {
        let mut text = Zeroizing::new([0; SLOTS * ENTRY]);
        for (entry, bytes) in self.0.iter().zip(text.chunks_exact_mut(ENTRY)) {
            if let Some(Entry { kind, label, made_at, key }) = entry {
                bytes[0] = *kind as u8;
                bytes[1] = *label;
                bytes[8..16].copy_from_slice(&made_at.to_le_bytes());
                bytes[16..48].copy_from_slice(&*key.0);
            }
        }
        text
    }
}

/// Tries `secret` on every slot.
pub(crate) fn unwrap_master(header: &Header, secret: &Secret) -> Result<(MasterKey, usize), VaultError> {
    let vault = header.vault_id();
    let wrap = crate::aead::SealKey::new(&secret.derive_slot_key(&vault).0);
    for index in 0..SLOTS {
        let mut sealed = Zeroizing::new(header.slot(index));
        if let Ok(text) = wrap.open_from(&slot_context(&vault, index, secret.kind()), &mut *sealed) {
            let mut master = Zeroizing::new([0; 32]);
            master.copy_from_slice(text);
            return Ok((MasterKey(master), index));
        }
    }
    Err(VaultError::WrongSecret)
}

const _: () = assert!(crate::header::SLOT == 32 + OVERHEAD && crate::header::DIRECTORY == SLOTS * ENTRY + OVERHEAD);

fn slot_context(vault: &VaultId, index: usize, kind: SlotKind) -> [u8; 23] {
    let mut context = [0; 23];
    context[0] = b'S';
    context[1..5].copy_from_slice(&VERSION.to_le_bytes());
    context[5..21].copy_from_slice(vault);
    context[21] = index as u8;
    context[22] = kind as u8;
    context
}

fn directory_context(vault: &VaultId) -> [u8; 21] {
    let mut context = [0; 21];
    context[0] = b'D';
    context[1..5].copy_from_slice(&VERSION.to_le_bytes());
    context[5..21].copy_from_slice(vault);
    context
}

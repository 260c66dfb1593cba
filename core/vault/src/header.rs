//! The header: the public part of a vault, in two copies, and the slots.
//!
//! Layout of one copy (FORMAT.md, "Header"); numbers little-endian:
//!
//! ```text
//!    0   8  magic "MENDvlt\n"          88  576  8 slots of 72
//!    8   4  format version            664  424  slot directory, sealed
//!   12   1  log state               1088    4  log frames durable at least
//!   13   3  zero                    1092 2940  random
//!   16  16  vault id                4032   32  HMAC-SHA256 of bytes 0..4032
//!   32   8  sequence number         4064   32  SHA-256 of bytes 0..4064
//!   40  16  KDF salt
//!   56  12  KDF memory (KiB), passes, lanes
//!   68   4  Argon2's version, 0x13
//!   72  16  log epoch
//! ```
//!
//! The checksum is looked at before anything else, the version included: damage must not pass for a newer format.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::aead::OVERHEAD;
use crate::error::{Part, VaultError};
use crate::io::IoFile;
use crate::kdf::{Kdf, KdfParams};
use crate::keys::{Keys, VaultId};
use crate::rng::Rng;

pub const COPY: usize = 4096;
/// Where the pages begin.
pub const REGION: u64 = 2 * COPY as u64;
pub const VERSION: u32 = 1;
pub const SLOTS: usize = 8;
pub const SLOT: usize = 32 + OVERHEAD;
pub const DIRECTORY: usize = SLOTS * 48 + OVERHEAD;

const MAGIC: &[u8; 8] = b"MENDvlt\n";
const ARGON2_VERSION: u32 = 0x13;
const SLOTS_AT: usize = 88;
const DIRECTORY_AT: usize = SLOTS_AT + SLOTS * SLOT;
const FRAMES_AT: usize = DIRECTORY_AT + DIRECTORY;
const MAC_AT: usize = 4032;
const CHECKSUM_AT: usize = 4064;

/// What the `-wal` file must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogState {
    /// The pages hold everything. Whatever lies in the log is left over.
    None = 0,
    /// A new log under this epoch may be there; nothing in it was acknowledged yet.
    Starting = 1,
    /// The log holds acknowledged changes: it must be there, and open.
    Expected = 2,
    /// As `Expected`, and pages were moved from it into their places: these may be newer than some of the log's.
    Moving = 3,
}

impl LogState {
    /// Whether the log must be there.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Expected | Self::Moving)
    }
}

/// One valid copy of the header.
#[derive(Clone)]
pub struct Header {
    bytes: Box<[u8; COPY]>,
}

impl Header {
    /// A new header whose slots, directory and rest are random; nothing opens it yet.
    pub fn make(vault: &VaultId, kdf: &Kdf, rng: &dyn Rng) -> Self {
        let mut bytes = Box::new([0; COPY]);
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[16..32].copy_from_slice(vault);
        rng.fill(&mut bytes[72..MAC_AT]);
        let mut header = Self { bytes };
        header.set_kdf(kdf);
        header.set_durable_frames(0);
        header
    }

    /// Reads both copies and takes the valid one with the higher sequence number. `Err(NotAVault)` when nothing
    /// here was ever a header.
    pub fn read(file: &dyn IoFile) -> Result<Found, VaultError> {
        let mut copies = [None, None];
        let mut magic_seen = false;
        for (i, slot) in copies.iter_mut().enumerate() {
            let mut bytes = Box::new([0; COPY]);
            let got = file.read_at(&mut bytes[..], (i * COPY) as u64)?;
            magic_seen |= got >= 8 && bytes[..8] == *MAGIC;
            if got == COPY && Sha256::digest(&bytes[..CHECKSUM_AT])[..] == bytes[CHECKSUM_AT..] && bytes[..8] == *MAGIC
            {
                *slot = Some(Self { bytes });
            }
        }
        let newest = match &copies {
            [None, None] if magic_seen => return Err(VaultError::Damaged(Part::Header)),
            [None, None] => return Err(VaultError::NotAVault),
            [Some(a), Some(b)] => usize::from(b.sequence() > a.sequence()),
            [a, _] => usize::from(a.is_none()),
        };
        let sequences = copies.each_ref().map(|copy| copy.as_ref().map(Self::sequence));
        // Two different copies: a program died between them, and what it wrote last may be in the system's cache only.
        let settled = sequences[0].is_none() || sequences[1].is_none() || sequences[0] == sequences[1];
        let header = copies[newest].take().expect("the newest copy was chosen among those that are there");
        if header.version() > VERSION {
            return Err(VaultError::NewerFormat { version: header.version() });
        }
        header.check_fields()?;
        Ok(Found { header, newest, settled })
    }

    fn check_fields(&self) -> Result<(), VaultError> {
        let log_state_known = self.bytes[12] <= LogState::Moving as u8;
        let zeros = self.bytes[13..16] == [0; 3];
        if self.version() != VERSION || !log_state_known || !zeros || self.u32_at(68) != ARGON2_VERSION {
            return Err(VaultError::Damaged(Part::Header));
        }
        self.kdf().params.checked()?;
        Ok(())
    }

    pub fn version(&self) -> u32 {
        self.u32_at(8)
    }

    pub fn sequence(&self) -> u64 {
        u64::from_le_bytes(self.array_at(32))
    }

    pub fn set_sequence(&mut self, sequence: u64) {
        self.bytes[32..40].copy_from_slice(&sequence.to_le_bytes());
    }

    pub fn vault_id(&self) -> VaultId {
        self.array_at(16)
    }

    pub fn kdf(&self) -> Kdf {
        let params = KdfParams { memory_kib: self.u32_at(56), passes: self.u32_at(60), lanes: self.u32_at(64) };
        Kdf { params, salt: self.array_at(40) }
    }

    pub fn set_kdf(&mut self, kdf: &Kdf) {
        self.bytes[40..56].copy_from_slice(&kdf.salt);
        let KdfParams { memory_kib, passes, lanes } = kdf.params;
        for (at, number) in [(56, memory_kib), (60, passes), (64, lanes), (68, ARGON2_VERSION)] {
            self.bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
        }
    }

    pub fn log_state(&self) -> LogState {
        match self.bytes[12] {
            0 => LogState::None,
            1 => LogState::Starting,
            2 => LogState::Expected,
            _ => LogState::Moving,
        }
    }

    pub fn set_log_state(&mut self, state: LogState) {
        self.bytes[12] = state as u8;
    }

    /// How many frames of an expected log were durable when this header was written: so many must be there.
    pub fn durable_frames(&self) -> u32 {
        self.u32_at(FRAMES_AT)
    }

    pub fn set_durable_frames(&mut self, frames: u32) {
        self.bytes[FRAMES_AT..FRAMES_AT + 4].copy_from_slice(&frames.to_le_bytes());
    }

    pub fn epoch(&self) -> [u8; 16] {
        self.array_at(72)
    }

    pub fn set_epoch(&mut self, epoch: [u8; 16]) {
        self.bytes[72..88].copy_from_slice(&epoch);
    }

    pub fn slot(&self, index: usize) -> [u8; SLOT] {
        self.array_at(SLOTS_AT + index * SLOT)
    }

    pub fn slot_mut(&mut self, index: usize) -> &mut [u8] {
        let at = SLOTS_AT + index * SLOT;
        &mut self.bytes[at..at + SLOT]
    }

    pub fn directory(&self) -> [u8; DIRECTORY] {
        self.array_at(DIRECTORY_AT)
    }

    pub fn directory_mut(&mut self) -> &mut [u8] {
        &mut self.bytes[DIRECTORY_AT..FRAMES_AT]
    }

    /// Whether whoever wrote this header held the master key. Blocks a header put together from public parts.
    pub fn check_mac(&self, keys: &Keys) -> Result<(), VaultError> {
        self.mac(keys).verify_slice(&self.bytes[MAC_AT..CHECKSUM_AT]).map_err(|_| VaultError::Damaged(Part::Header))
    }

    /// The bytes of a finished copy.
    pub fn finish(&mut self, keys: &Keys) -> &[u8; COPY] {
        let mac = self.mac(keys).finalize().into_bytes();
        self.bytes[MAC_AT..CHECKSUM_AT].copy_from_slice(&mac);
        let checksum = Sha256::digest(&self.bytes[..CHECKSUM_AT]);
        self.bytes[CHECKSUM_AT..].copy_from_slice(&checksum);
        &self.bytes
    }

    fn mac(&self, keys: &Keys) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*keys.header_mac).expect("HMAC takes a key of any length");
        mac.update(&self.bytes[..MAC_AT]);
        mac
    }

    fn u32_at(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.array_at(at))
    }

    fn array_at<const N: usize>(&self, at: usize) -> [u8; N] {
        self.bytes[at..at + N].try_into().expect("every field lies within the copy")
    }
}

/// The header that counts, and where it stood.
pub struct Found {
    pub header: Header,
    /// Which copy, 0 or 1.
    pub newest: usize,
    /// Whether it is known to be durable.
    pub settled: bool,
}

/// Writes the newest copy over itself and syncs, so that the other may be written. A sync alone would not do: the one
/// that failed before may have made the system forget that there was anything to write.
pub fn settle(file: &dyn IoFile, newest: &Header, at: usize) -> Result<(), VaultError> {
    file.write_at(&newest.bytes[..], (at * COPY) as u64)?;
    Ok(file.sync()?)
}

/// Writes both copies, each durable before the other is touched, the outdated one first: at every moment one valid
/// copy is on the disk. `newest` says which copy that is, also after a failure.
pub fn write_both(file: &dyn IoFile, copy: &[u8; COPY], newest: &mut usize) -> Result<(), VaultError> {
    let outdated = 1 - *newest;
    file.write_at(copy, (outdated * COPY) as u64)?;
    file.sync()?;
    let last = *newest;
    *newest = outdated;
    file.write_at(copy, (last * COPY) as u64)?;
    file.sync()?;
    Ok(())
}

//! A vault on a simulated disk, opened by a device key so that no test waits for a key derivation.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mend_vault::{
    DeviceKey, Io, Kdf, KdfParams, NewSlot, OpenOptions, Part, Place, Secret, Vault, VaultError, rusqlite::Connection,
};

use crate::seed::VaultRng;
use crate::sim::{Image, SimDisk};

/// Bytes before the first page: two copies of the header.
pub const HEADER: usize = 8192;
pub const HEADER_COPY: usize = 4096;
pub const PAGE: usize = 4096;
/// The sealed head of the log, and one sealed frame of it.
pub const WAL_HEADER: usize = 72;
pub const WAL_FRAME: usize = 4164;

/// Parameters that no other bytes of a header resemble.
pub const KDF_MEMORY: u32 = 19 * 1024 + 0x2b;

pub fn folder() -> &'static Path {
    Path::new("/disk")
}

pub fn vault_path() -> PathBuf {
    folder().join("vault.mend")
}

pub fn wal_path() -> PathBuf {
    folder().join("vault.mend-wal")
}

pub fn place(disk: &SimDisk) -> Place {
    place_at(disk, &vault_path())
}

pub fn place_at(disk: &SimDisk, path: &Path) -> Place {
    Place::new(Arc::new(disk.clone()), path)
}

/// The device key that slots labelled `label` open with.
pub fn secret(label: u8) -> Secret {
    Secret::Device(DeviceKey::from_bytes([label ^ 0x5a; 32]))
}

pub fn new_slot(label: u8) -> NewSlot {
    NewSlot { label, made_at: 1_700_000_000_000 + i64::from(label), secret: secret(label) }
}

/// Label of the slot that every vault here is made with.
pub const FIRST: u8 = 1;

pub fn kdf() -> Kdf {
    let params = KdfParams { memory_kib: KDF_MEMORY, ..KdfParams::LEAST };
    Kdf { params, salt: *b"salt of the test" }
}

pub fn create_at(disk: &SimDisk, path: &Path, seed: u64) -> Result<(), VaultError> {
    Vault::create(&place_at(disk, path), Arc::new(VaultRng::new(seed)), kdf(), &[new_slot(FIRST)])?;
    // The folder is the caller's to sync, so that one sync serves both of a person's vaults.
    Ok(disk.sync_dir(folder())?)
}

pub fn create(disk: &SimDisk, seed: u64) {
    create_at(disk, &vault_path(), seed).expect("nothing is wrong with the disk");
}

pub fn open(disk: &SimDisk) -> Result<Vault, VaultError> {
    open_with(disk, FIRST, OpenOptions::default())
}

pub fn open_without_last_changes(disk: &SimDisk) -> Result<Vault, VaultError> {
    open_with(disk, FIRST, OpenOptions { without_last_changes: true })
}

pub fn open_with(disk: &SimDisk, label: u8, options: OpenOptions) -> Result<Vault, VaultError> {
    // Two openings never draw the same nonces, as with the system's generator; the disk's past tells them apart.
    let rng = VaultRng::new(disk.now() as u64 ^ 0xa076_1d64_78bd_642f);
    Vault::open(&place(disk), Arc::new(rng), &secret(label), options)
}

/// Opens what stands in `image`; the disk it now lives on comes along.
pub fn open_image(image: &Image) -> (SimDisk, Result<Vault, VaultError>) {
    let disk = SimDisk::holding(image, 0);
    let vault = open(&disk);
    (disk, vault)
}

/// Runs statements that change no data.
pub fn pragma(vault: &Vault, sql: &str) -> Result<(), VaultError> {
    vault.read(|conn: &Connection| {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while rows.next()?.is_some() {}
        Ok(())
    })
}

/// The length of the log, 0 where there is none.
pub fn wal_len(disk: &SimDisk) -> usize {
    disk.image().get(&wal_path()).map_or(0, Vec::len)
}

/// Whether an error says that bytes were changed or lost, as opposed to a disk that fails or a caller's mistake.
pub fn is_damage(error: &VaultError) -> bool {
    matches!(error, VaultError::Damaged(_) | VaultError::LastChangesDamaged)
}

pub fn is_damaged_header(error: &VaultError) -> bool {
    matches!(error, VaultError::Damaged(Part::Header))
}

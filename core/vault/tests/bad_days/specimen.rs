//! One vault to be damaged in every way, whose every earlier state is known.

use std::ops::Range;

use mend_vault::{Vault, VaultError};
use sha2::{Digest, Sha256};

use crate::content::{Change, State, changed, commit, make_tables, observe};
use crate::fixture::{self, HEADER_COPY, PAGE, WAL_FRAME, WAL_HEADER, open, vault_path, wal_path};
use crate::sim::{Image, SimDisk};

/// A vault with rows in its pages and three transactions in its log.
pub struct Specimen {
    pub image: Image,
    /// What it holds after no, one, two, three transactions of the log.
    pub states: Vec<State>,
    /// Where the frames of each of the three transactions lie in the log.
    pub frames: Vec<Range<usize>>,
}

impl Specimen {
    /// After an orderly end.
    pub fn make(seed: u64) -> Self {
        Self::after(seed, |disk, vault| {
            drop(vault);
            disk.image()
        })
    }

    /// As the disk looks when the process dies behind its last commit.
    pub fn crashed(seed: u64) -> Self {
        Self::after(seed, |disk, _vault| disk.image())
    }

    /// With all of the log moved into the pages, and the log not cut yet.
    pub fn moved(seed: u64) -> Self {
        Self::after(seed, |disk, vault| {
            let moved: Result<i64, VaultError> =
                vault.read(|conn| Ok(conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(2))?));
            assert!(moved.unwrap() > 0);
            drop(vault);
            disk.image()
        })
    }

    fn after(seed: u64, end: impl FnOnce(&SimDisk, Vault) -> Image) -> Self {
        let disk = SimDisk::new(seed);
        fixture::create(&disk, seed);
        let vault = open(&disk).unwrap();
        make_tables(&vault, false).unwrap();
        commit(&vault, &(0..12).map(|id| Change::Put(id, 1)).collect::<Vec<_>>()).unwrap();
        vault.erase_traces().unwrap();
        let mut states = vec![observe(&vault).unwrap()];
        let mut frames = Vec::new();
        let mut frames_end = WAL_HEADER;
        for version in 2..5 {
            let changes = [Change::Put(3, version), Change::Put(20 + i64::from(version), version), Change::Delete(5)];
            commit(&vault, &changes).unwrap();
            states.push(changed(states.last().unwrap(), &changes));
            let start = std::mem::replace(&mut frames_end, fixture::wal_len(&disk));
            frames.push(start..frames_end);
            assert!(start < frames_end && (frames_end - start).is_multiple_of(WAL_FRAME));
        }
        assert_eq!(observe(&vault).unwrap(), states[3]);
        Self { image: end(&disk, vault), states, frames }
    }

    /// The same with everything in its pages and an empty log.
    pub fn without_log(seed: u64) -> (Image, State) {
        let specimen = Self::make(seed);
        let disk = SimDisk::holding(&specimen.image, 0);
        open(&disk).unwrap().erase_traces().unwrap();
        let mut image = disk.image();
        image.remove(&wal_path());
        (image, specimen.states[3].clone())
    }

    pub fn last(&self) -> &State {
        &self.states[3]
    }

    pub fn vault(&self) -> &[u8] {
        &self.image[&vault_path()]
    }

    pub fn wal(&self) -> &[u8] {
        &self.image[&wal_path()]
    }

    /// The image with another file in the vault's place, or none.
    pub fn with_vault(&self, bytes: Option<Vec<u8>>) -> Image {
        replaced(&self.image, &vault_path(), bytes)
    }

    pub fn with_wal(&self, bytes: Option<Vec<u8>>) -> Image {
        replaced(&self.image, &wal_path(), bytes)
    }
}

fn replaced(image: &Image, path: &std::path::Path, bytes: Option<Vec<u8>>) -> Image {
    let mut image = image.clone();
    match bytes {
        Some(bytes) => image.insert(path.to_owned(), bytes),
        None => image.remove(path),
    };
    image
}

/// Opens and reads everything. Whoever refuses a vault must leave every byte as it was.
pub fn read_all(name: &str, image: &Image) -> Result<State, VaultError> {
    let disk = SimDisk::holding(image, 0);
    match open(&disk) {
        Ok(vault) => observe(&vault),
        Err(e) => {
            assert!(disk.image() == *image, "{name}: the refused vault was changed ({e})");
            Err(e)
        }
    }
}

/// Opens without the last changes, writes, and opens again in the plain way.
pub fn rescue(name: &str, image: &Image) -> State {
    let disk = SimDisk::holding(image, 0);
    let vault = fixture::open_without_last_changes(&disk).unwrap_or_else(|e| panic!("{name}: no rescue: {e}"));
    let found = observe(&vault).unwrap_or_else(|e| panic!("{name}: rescued and unreadable: {e}"));
    commit(&vault, &[Change::Put(8000, 1)]).unwrap_or_else(|e| panic!("{name}: rescued, but takes no write: {e}"));
    drop(vault);
    let again = open(&disk).and_then(|vault| observe(&vault));
    let again = again.unwrap_or_else(|e| panic!("{name}: rescued, then refused: {e}"));
    assert_eq!(again, changed(&found, &[Change::Put(8000, 1)]), "{name}");
    found
}

/// Makes the checksum of a header copy right again, as someone who means harm would.
pub fn fix_checksum(copy: &mut [u8]) {
    let sum = Sha256::digest(&copy[..HEADER_COPY - 32]);
    copy[HEADER_COPY - 32..HEADER_COPY].copy_from_slice(&sum);
}

/// Changes both copies of the header in the same way, with right checksums.
pub fn change_header(vault: &[u8], change: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut bytes = vault.to_vec();
    for copy in 0..2 {
        let copy = &mut bytes[copy * HEADER_COPY..][..HEADER_COPY];
        change(copy);
        fix_checksum(copy);
    }
    bytes
}

/// The bytes of page `number`, from 1.
pub fn page(number: usize) -> Range<usize> {
    let start = fixture::HEADER + (number - 1) * PAGE;
    start..start + PAGE
}

//! Files that someone changed: vaults, content packs, backups. What a sum or a published key would stop is put right
//! again, so that what lies behind is reached too.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use hmac::{Hmac, KeyInit, Mac};
use mend_core::guide::Pack;
use mend_core::{Mend, MendOptions, Passphrase};
use mend_vault::{DeviceKey, OpenOptions, Place, Secret, SystemRng, Vault};
use sha2::{Digest, Sha256};

use crate::disk::Disk;
use crate::{seeds, way};

const COPY: usize = 4096;

/// A vault, without its log. The key of the device and that of the header's MAC are those of the golden vault.
pub fn vaults(bytes: &[u8]) {
    open(bytes.to_vec());
    open(put_right(bytes));
}

fn open(bytes: Vec<u8>) {
    let golden = &*seeds::GOLDEN;
    let place = Place::new(Disk::with("vault.mend", bytes), "vault.mend");
    let secret = Secret::Device(DeviceKey::from_bytes(golden.device_key));
    let kdf = Vault::kdf(&place);
    for without_last_changes in [false, true] {
        let opened = Vault::open(&place, Arc::new(SystemRng), &secret, OpenOptions { without_last_changes });
        assert!(opened.is_err() || kdf.is_ok(), "what opens has a header");
        if let Ok(vault) = opened {
            let _ = vault.verify(&mut |_, _| {});
            let _ = vault.slots();
        }
    }
    let _ = Vault::verify_unopened(&place, Arc::new(SystemRng), &secret, &mut |_, _| {});
}

/// With the MAC and the sum that both copies of the header should have.
fn put_right(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for copy in bytes.chunks_exact_mut(COPY).take(2) {
        let mac = Hmac::<Sha256>::new_from_slice(&seeds::GOLDEN.header_mac).expect("HMAC takes a key of any length");
        let mac = mac.chain_update(&copy[..COPY - 64]).finalize().into_bytes();
        copy[COPY - 64..COPY - 32].copy_from_slice(&mac);
        let sum = Sha256::digest(&copy[..COPY - 32]);
        copy[COPY - 32..].copy_from_slice(&sum);
    }
    bytes
}

/// The pack that ships with one of its files exchanged: which, and by what.
pub fn content_packs(bytes: &[u8]) {
    let (which, file) = way(bytes);
    let mut files: BTreeMap<_, _> = seeds::PACK.clone();
    let names: Vec<String> = files.keys().cloned().collect();
    files.insert(names[usize::from(which) % names.len()].clone(), file.to_vec());
    if let Ok(pack) = Pack::from_files(files) {
        for module in pack.modules() {
            assert!(!pack.steps(module).is_empty());
        }
        assert_eq!(pack.hash().len(), 64);
    }
}

/// A backup. The second time with the right sums, and with the least cost for the passphrase that a file may ask for.
pub fn backups(bytes: &[u8]) {
    verify(bytes.to_vec());
    verify(sums_put_right(bytes));
}

fn verify(bytes: Vec<u8>) {
    static PASSPHRASE: LazyLock<Passphrase> =
        LazyLock::new(|| Passphrase::new(seeds::PASSPHRASE).expect("a passphrase"));
    let mend = Mend::with("nowhere", MendOptions { io: Disk::with("backup", bytes), ..MendOptions::default() });
    let _ = mend.verify_backup(Path::new("backup"), &PASSPHRASE, &mut |_, _| {});
}

fn sums_put_right(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let Some(count) = bytes.get(12..16).map(|count| u32::from_le_bytes([count[0], count[1], count[2], count[3]]))
    else {
        return bytes;
    };
    let table = 16 + 48 * (count as usize).min(3);
    let mut at = table + 32;
    if bytes.len() < at {
        return bytes;
    }
    for entry in (16..table).step_by(48) {
        let len = u64::from_le_bytes(*bytes[entry + 8..].first_chunk().expect("the table is there"));
        let Some(part) = usize::try_from(len).ok().and_then(|len| bytes.get_mut(at..)?.get_mut(..len)) else { break };
        at += part.len();
        for copy in part.chunks_exact_mut(COPY).take(2) {
            // 19 MiB, one pass, one lane.
            for (field, number) in [(56, 19 * 1024u32), (60, 1), (64, 1)] {
                copy[field..field + 4].copy_from_slice(&number.to_le_bytes());
            }
            let sum = Sha256::digest(&copy[..COPY - 32]);
            copy[COPY - 32..].copy_from_slice(&sum);
        }
        let sum = Sha256::digest(&*part);
        bytes[entry + 16..entry + 48].copy_from_slice(&sum);
    }
    let sum = Sha256::digest(&bytes[..table]);
    bytes[table..table + 32].copy_from_slice(&sum);
    bytes
}

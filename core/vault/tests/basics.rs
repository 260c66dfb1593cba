//! The plain life of a vault.
#![allow(clippy::unwrap_used)] // a test's panic is its report

use std::sync::Arc;

use mend_vault::{
    DeviceKey, Kdf, KdfParams, NewSlot, OpenOptions, Place, Rekey, Secret, StdIo, SystemRng, Vault, VaultError,
};

fn rng() -> Arc<SystemRng> {
    Arc::new(SystemRng)
}

fn key(byte: u8) -> Secret {
    Secret::Device(DeviceKey::from_bytes([byte; 32]))
}

fn slot(byte: u8) -> NewSlot {
    NewSlot { label: byte, made_at: 1_700_000_000_000, secret: key(byte) }
}

fn new_vault(folder: &tempfile::TempDir) -> Place {
    let place = Place::new(Arc::new(StdIo), folder.path().join("a vault.mend"));
    let kdf = Kdf::make(KdfParams::LEAST, &SystemRng);
    Vault::create(&place, rng(), kdf, &[slot(1), slot(2)]).unwrap();
    place
}

fn open(place: &Place, byte: u8) -> Result<Vault, VaultError> {
    Vault::open(place, rng(), &key(byte), OpenOptions::default())
}

fn add(vault: &Vault, text: &str) {
    vault
        .write::<_, VaultError>(|tx| {
            tx.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT", [])?;
            tx.execute("INSERT INTO t (text) VALUES (?1)", [text])?;
            Ok(())
        })
        .unwrap();
}

fn all(vault: &Vault) -> Vec<String> {
    vault
        .read::<_, VaultError>(|conn| {
            let mut statement = conn.prepare("SELECT text FROM t ORDER BY id")?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

#[test]
fn what_was_written_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_vault(&folder);
    for round in 0..5 {
        let vault = open(&place, 1 + round % 2).unwrap();
        assert_eq!(vault.opened_by().unwrap().label, 1 + round % 2);
        add(&vault, &format!("round {round}"));
        assert_eq!(all(&vault).len(), usize::from(round) + 1);
        if round == 3 {
            vault.erase_traces().unwrap();
        }
        vault.lock();
        assert!(matches!(vault.slots(), Err(VaultError::Locked)));
    }
    let vault = open(&place, 1).unwrap();
    assert!(vault.verify(&mut |_, _| ()).unwrap().is_good());
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn long_transactions_spill_and_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_vault(&folder);
    let vault = open(&place, 1).unwrap();
    add(&vault, "first");
    vault.read::<_, VaultError>(|conn| Ok(conn.pragma_update(None, "cache_size", 10)?)).unwrap();
    vault
        .write::<_, VaultError>(|tx| {
            for n in 0..2000 {
                tx.execute("INSERT INTO t (text) VALUES (?1)", [format!("{n} {}", "word ".repeat(100))])?;
                if n % 7 == 0 {
                    tx.execute("UPDATE t SET text = text || ' again' WHERE id = ?1", [n / 2])?;
                }
            }
            Ok(())
        })
        .unwrap();
    let before = all(&vault);
    drop(vault);
    let vault = open(&place, 1).unwrap();
    assert_eq!(all(&vault), before);
    assert!(vault.verify(&mut |_, _| ()).unwrap().is_good());
    vault.erase_traces().unwrap();
    assert_eq!(all(&vault), before);
    assert!(vault.verify(&mut |_, _| ()).unwrap().is_good());
}

#[test]
fn a_removed_slot_opens_nothing_even_with_an_old_header_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_vault(&folder);
    let vault = open(&place, 1).unwrap();
    add(&vault, "kept");
    let old_header = std::fs::read(&place.path).unwrap()[..8192].to_vec();
    let copy = Place::new(Arc::new(StdIo), folder.path().join("copy"));
    let frozen = vault.freeze().unwrap();
    let change = Rekey { drop: vec![1], add: vec![slot(3)], kdf: None };
    let keys = frozen.rekey_into(&copy, &change).unwrap();
    std::fs::rename(&copy.path, &place.path).unwrap();
    frozen.reopen(keys).unwrap();
    assert_eq!(all(&vault), ["kept"]);
    add(&vault, "later");
    drop(vault);
    assert!(matches!(open(&place, 2), Err(VaultError::WrongSecret)));
    for byte in [1, 3] {
        assert_eq!(all(&open(&place, byte).unwrap()), ["kept", "later"]);
    }
    let mut bytes = std::fs::read(&place.path).unwrap();
    bytes[..8192].copy_from_slice(&old_header);
    std::fs::write(&place.path, bytes).unwrap();
    assert!(matches!(open(&place, 2), Err(VaultError::Damaged(_) | VaultError::LastChangesDamaged)));
}

#[test]
fn a_copy_without_a_slot_is_a_vault_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_vault(&folder);
    let vault = open(&place, 1).unwrap();
    add(&vault, "kept");
    let mut bytes = Vec::new();
    vault.freeze().unwrap().copy_into(&mut bytes, &|view| view.label != 2).unwrap();
    add(&vault, "after the copy");
    let copy = Place::new(Arc::new(StdIo), folder.path().join("copy"));
    std::fs::write(&copy.path, bytes).unwrap();
    assert!(matches!(open(&copy, 2), Err(VaultError::WrongSecret)));
    assert_eq!(all(&open(&copy, 1).unwrap()), ["kept"]);
    assert_eq!(all(&vault), ["kept", "after the copy"]);
}

#[test]
fn attached_and_temporary_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_vault(&folder);
    let vault = open(&place, 1).unwrap();
    add(&vault, "x");
    let attach = |sql: &str| vault.read::<_, VaultError>(|conn| Ok(conn.execute_batch(sql)?));
    assert!(attach("ATTACH 'other' AS other").is_err());
    assert!(attach("ATTACH ':memory:' AS other").is_err());
    assert!(attach("VACUUM INTO 'other'").is_err());
    assert_eq!(all(&vault), ["x"]);
}

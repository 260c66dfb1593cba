//! The format holds still: files of the first version open for ever, and FORMAT.md says what is in them.
//!
//! The golden files lie in `tests/vectors` at the root of the project, for every language. They are only ever added to.
#![allow(clippy::unwrap_used)] // a test's panic is its report

mod reader;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::HEXLOWER;
use mend_vault::rusqlite::Connection;
use mend_vault::{
    DeviceKey, Kdf, KdfParams, NewSlot, OpenOptions, Passphrase, Place, RecoveryCode, Rng, Secret, SlotKind, StdIo,
    Vault, VaultError,
};
use reader::{Header, Key, derive, passphrase_key};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PASSPHRASE: &str = "Grüße an das Café №5";
const DEVICE_KEY: [u8; 32] = *b"a device key of thirty-two bytes";

/// The same bytes each time: a count, hashed.
struct Counted(AtomicU64);

impl Rng for Counted {
    fn fill(&self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::digest([b"mend golden vault".as_slice(), &n.to_le_bytes()].concat());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

fn golden_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/vault-v1")
}

struct Golden {
    file: Vec<u8>,
    wal: Vec<u8>,
    expected: Value,
}

fn golden() -> Golden {
    let read = |name: &str| fs::read(golden_folder().join(name)).unwrap();
    Golden {
        file: read("vault.mend"),
        wal: read("vault.mend-wal"),
        expected: serde_json::from_slice(&read("expected.json")).unwrap(),
    }
}

/// The golden files in a folder of their own: opening may write.
fn golden_copy() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["vault.mend", "vault.mend-wal"] {
        fs::copy(golden_folder().join(name), folder.path().join(name)).unwrap();
    }
    let place = Place::new(Arc::new(StdIo), folder.path().join("vault.mend"));
    (folder, place)
}

fn golden_copy_without_log() -> (tempfile::TempDir, Place) {
    let (folder, place) = golden_copy();
    fs::remove_file(folder.path().join("vault.mend-wal")).unwrap();
    (folder, place)
}

fn open(place: &Place, secret: &Secret, without_last_changes: bool) -> Result<Vault, VaultError> {
    Vault::open(place, Arc::new(Counted(AtomicU64::new(1 << 32))), secret, OpenOptions { without_last_changes })
}

fn notes(conn: &Connection) -> Result<Vec<String>, VaultError> {
    let mut statement = conn.prepare("SELECT text FROM note ORDER BY id")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

fn unhex(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

/// The three ways into the golden vault.
fn secrets(expected: &Value, place: &Place) -> [Secret; 3] {
    let secrets = &expected["secrets"];
    let passphrase = Passphrase::new(secrets["passphrase"].as_str().unwrap()).unwrap();
    let code = RecoveryCode::parse(secrets["recovery_code"].as_str().unwrap()).unwrap();
    let key: Key = unhex(&secrets["device_key"]).try_into().unwrap();
    [
        Secret::Passphrase(Vault::kdf(place).unwrap().derive(&passphrase).unwrap()),
        Secret::Device(DeviceKey::from_bytes(key)),
        Secret::Recovery(code),
    ]
}

#[test]
fn golden_vault_opens_with_each_of_its_secrets() {
    let Golden { expected, .. } = golden();
    for (index, kind) in [SlotKind::Passphrase, SlotKind::Device, SlotKind::Recovery].into_iter().enumerate() {
        let (_folder, place) = golden_copy();
        let secret = &secrets(&expected, &place)[index];
        let vault = open(&place, secret, false).unwrap();
        let slot = vault.opened_by().unwrap();
        assert_eq!((slot.index, slot.kind, slot.label), (index, kind, index as u8 + 1));
        assert_eq!(vault.read(notes).unwrap(), strings(&expected["notes"]));
        assert!(vault.verify(&mut |_, _| ()).unwrap().is_good());
        drop(vault);
        // A log that is whole is kept even by who would do without it.
        assert_eq!(open(&place, secret, true).unwrap().read(notes).unwrap(), strings(&expected["notes"]));
    }
}

#[test]
fn golden_vault_opens_without_its_log_when_told_to() {
    let Golden { expected, .. } = golden();
    let (_folder, place) = golden_copy_without_log();
    let secret = &secrets(&expected, &place)[1];
    assert!(matches!(open(&place, secret, false), Err(VaultError::LastChangesDamaged)));
    let vault = open(&place, secret, true).unwrap();
    assert_eq!(vault.read(notes).unwrap(), strings(&expected["notes_without_log"]));
}

#[test]
fn golden_vault_takes_new_writes() {
    let Golden { expected, .. } = golden();
    let (_folder, place) = golden_copy();
    let secret = &secrets(&expected, &place)[1];
    let vault = open(&place, secret, false).unwrap();
    let before = vault.read(notes).unwrap();
    vault
        .write(|tx| Ok::<_, VaultError>(tx.execute("INSERT INTO note (text) VALUES ('of a later program')", [])?))
        .unwrap();
    vault.erase_traces().unwrap();
    drop(vault);
    let after = open(&place, secret, false).unwrap().read(notes).unwrap();
    assert_eq!(after, [before, vec!["of a later program".to_owned()]].concat());
}

#[test]
fn second_reader_derives_the_golden_keys() {
    let Golden { file, expected, .. } = golden();
    let header = Header::read(&file).unwrap();
    let keys = &expected["keys"];
    let id = header.vault_id();
    assert_eq!(hex(id), expected["vault_id"]);
    assert_eq!(hex(header.part(40, 16)), expected["kdf"]["salt"]);

    let argon2 = passphrase_key(expected["secrets"]["passphrase_nfkc"].as_str().unwrap(), &header);
    assert_eq!(hex(&argon2), keys["argon2id"]);
    let device = unhex(&expected["secrets"]["device_key"]);
    let recovery = unhex(&expected["secrets"]["recovery_bytes"]);
    let master: Key = unhex(&keys["master"]).try_into().unwrap();
    for (kind, secret) in [(1, &argon2[..]), (2, &device), (3, &recovery)] {
        assert_eq!(header.master_key(kind, secret), Some(master), "kind {kind}");
    }
    assert!(header.mac_is_right(&master));
    for (label, key) in keys["derived"].as_object().unwrap() {
        let secret = match label.as_str() {
            "mend-vault 1 slot passphrase" => &argon2[..],
            "mend-vault 1 slot device" => &device,
            "mend-vault 1 slot recovery" => &recovery,
            _ => &master,
        };
        assert_eq!(*key, hex(&derive(secret, id, label)), "{label}");
    }
    let directory = header.directory(&master).unwrap();
    for (index, label) in ["passphrase", "device", "recovery"].into_iter().enumerate() {
        let entry = directory[index].as_ref().unwrap();
        assert_eq!((usize::from(entry.kind), usize::from(entry.label)), (index + 1, index + 1));
        assert_eq!(entry.made_at, 1_700_000_000_000 + index as i64);
        assert_eq!(hex(&entry.slot_key), keys["derived"][format!("mend-vault 1 slot {label}")]);
    }
    assert!(directory[3..].iter().all(Option::is_none));
}

#[test]
fn second_reader_reads_the_golden_pages_and_log() {
    let Golden { file, wal, expected } = golden();
    let header = Header::read(&file).unwrap();
    let master: Key = unhex(&expected["keys"]["master"]).try_into().unwrap();
    let sums: Vec<String> =
        header.pages(&master, &file).iter().map(|page| hex(&Sha256::digest(page.as_ref().unwrap()))).collect();
    assert_eq!(sums, strings(&expected["page_sha256"]));
    assert_eq!(header.log_state(), 2);
    let frames: Vec<Value> = header
        .frames(&master, &wal)
        .unwrap()
        .iter()
        .map(|frame| json!({ "mark": frame.mark, "page": frame.page, "commit": frame.commit }))
        .collect();
    assert_eq!(Value::Array(frames), expected["frames"]);
    let database = header.database(&master, &file, Some(&wal)).unwrap();
    assert_eq!(read_plainly(&database), strings(&expected["notes"]));
}

#[test]
fn second_reader_reads_what_is_written_today() {
    let folder = tempfile::tempdir().unwrap();
    let path = write_golden_files(folder.path());
    let (file, wal) = (fs::read(&path).unwrap(), fs::read(folder.path().join("vault.mend-wal")).unwrap());
    let header = Header::read(&file).unwrap();
    let master = header.master_key(2, &DEVICE_KEY).unwrap();
    assert!(header.mac_is_right(&master));
    let database = header.database(&master, &file, Some(&wal)).unwrap();
    assert_eq!(read_plainly(&database), strings(&golden().expected["notes"]));
}

/// Reads a database in clear with SQLite itself. (Some vault was opened before: SQLite's memory is set up by it.)
fn read_plainly(database: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (_golden, place) = golden_copy();
    drop(open(&place, &Secret::Device(DeviceKey::from_bytes(DEVICE_KEY)), false).unwrap());
    let path = folder.path().join("plain.db");
    let mut database = database.to_vec();
    // Not in log mode any more: there is no log beside it.
    database[18..20].fill(1);
    fs::write(&path, database).unwrap();
    let conn = Connection::open(&path).unwrap();
    let whole: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    notes(&conn).unwrap()
}

/// A vault with three ways in, notes in its pages and notes in its log. Returns its path.
fn write_golden_files(folder: &Path) -> PathBuf {
    let rng = Arc::new(Counted(AtomicU64::new(0)));
    let path = folder.join("vault.mend");
    let place = Place::new(Arc::new(StdIo), &path);
    let kdf = Kdf::make(KdfParams { passes: 2, ..KdfParams::LEAST }, &*rng);
    let code = RecoveryCode::make(&*rng);
    let secrets = [
        Secret::Passphrase(kdf.derive(&Passphrase::new(PASSPHRASE).unwrap()).unwrap()),
        Secret::Device(DeviceKey::from_bytes(DEVICE_KEY)),
        Secret::Recovery(code),
    ];
    let slots: Vec<NewSlot> = secrets
        .iter()
        .zip(0u8..)
        .map(|(secret, n)| NewSlot { label: n + 1, made_at: 1_700_000_000_000 + i64::from(n), secret: secret.clone() })
        .collect();
    Vault::create(&place, rng.clone(), kdf, &slots).unwrap();
    let vault = Vault::open(&place, rng, &secrets[1], OpenOptions::default()).unwrap();
    let write = |sql: &str, text: &str| vault.write(|tx| Ok::<_, VaultError>(tx.execute(sql, [text])?)).unwrap();
    vault
        .write(|tx| {
            let table = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT";
            Ok::<_, VaultError>(tx.execute_batch(table)?)
        })
        .unwrap();
    write("INSERT INTO note (text) VALUES (?1)", "In the pages since the first day.");
    write("INSERT INTO note (text) VALUES (?1)", &"A long note that needs pages of its own. ".repeat(120));
    vault.erase_traces().unwrap();
    write("INSERT INTO note (text) VALUES (?1)", "In the log: ä, 結, ♥.");
    write("INSERT INTO note (text) VALUES (?1)", &"Long, and in the log alone. ".repeat(200));
    write("UPDATE note SET text = ?1 WHERE id = 1", "Changed in the log.");
    path
}

#[test]
fn golden_files_are_never_written_over() {
    let before = golden();
    assert!(!make_golden_files(&golden_folder()));
    let after = golden();
    assert_eq!((before.file, before.wal, before.expected), (after.file, after.wal, after.expected));
}

/// Called with a new folder once for each version of the format, then never again for that version.
fn make_golden_files(folder: &Path) -> bool {
    if fs::create_dir(folder).is_err() {
        return false;
    }
    let path = write_golden_files(folder);
    let (file, wal) = (fs::read(&path).unwrap(), fs::read(folder.join("vault.mend-wal")).unwrap());
    let header = Header::read(&file).unwrap();
    let id = header.vault_id();
    let rng = Counted(AtomicU64::new(0));
    let kdf = Kdf::make(KdfParams { passes: 2, ..KdfParams::LEAST }, &rng);
    let code = RecoveryCode::make(&rng);
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let argon2 = passphrase_key(passphrase.as_str(), &header);
    let master = header.master_key(2, &DEVICE_KEY).unwrap();
    let place = Place::new(Arc::new(StdIo), &path);
    let secret = Secret::Device(DeviceKey::from_bytes(DEVICE_KEY));
    let with_log = open(&place, &secret, false).unwrap().read(notes).unwrap();
    let (_copy, place) = golden_copy_without_log();
    let without_log = open(&place, &secret, true).unwrap().read(notes).unwrap();
    let mut derived = serde_json::Map::new();
    for (label, secret) in [
        ("page", &master[..]),
        ("log", &master),
        ("directory", &master),
        ("header mac", &master),
        ("slot passphrase", &argon2),
        ("slot device", &DEVICE_KEY),
        ("slot recovery", code.as_bytes()),
    ] {
        let label = format!("mend-vault 1 {label}");
        let key = hex(&derive(secret, id, &label));
        derived.insert(label, key.into());
    }
    let pages = header.pages(&master, &file);
    let frames = header.frames(&master, &wal).unwrap();
    let expected = json!({
        "about": "A vault of format 1 and what is in it. FORMAT.md of mend-vault explains every name. Numbers as in the files, bytes in hex.",
        "secrets": {
            "passphrase": PASSPHRASE,
            "passphrase_nfkc": passphrase.as_str(),
            "device_key": hex(&DEVICE_KEY),
            "recovery_code": &*code.to_text(),
            "recovery_bytes": hex(code.as_bytes()),
        },
        "kdf": { "memory_kib": kdf.params.memory_kib, "passes": kdf.params.passes, "lanes": kdf.params.lanes, "salt": hex(&kdf.salt) },
        "vault_id": hex(id),
        "keys": { "argon2id": hex(&argon2), "master": hex(&master), "derived": derived },
        "notes": with_log,
        "notes_without_log": without_log,
        "page_sha256": pages.iter().map(|page| hex(&Sha256::digest(page.as_ref().unwrap()))).collect::<Vec<_>>(),
        "frames": frames.iter().map(|f| json!({ "mark": f.mark, "page": f.page, "commit": f.commit })).collect::<Vec<_>>(),
    });
    fs::write(folder.join("expected.json"), format!("{expected:#}\n")).unwrap();
    true
}

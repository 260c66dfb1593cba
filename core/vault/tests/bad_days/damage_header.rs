//! Damage to the header, by chance and by intent.

use mend_vault::{Part, Vault, VaultError};

use crate::fixture::{self, HEADER_COPY, KDF_MEMORY, is_damaged_header, vault_path};
use crate::seed::Seed;
use crate::sim::SimDisk;
use crate::specimen::{Specimen, change_header, fix_checksum, read_all};

/// Where FORMAT.md puts them.
const VERSION_AT: usize = 8;
const KDF_AT: usize = 56;

#[test]
fn any_flipped_byte_in_one_header_copy_loses_nothing() {
    let specimen = Specimen::make(10);
    let mut seed = Seed::new(10);
    for at in 0..2 * HEADER_COPY {
        let mut bytes = specimen.vault().to_vec();
        bytes[at] ^= 1 << seed.below(8);
        let name = format!("byte {at} flipped");
        let found = read_all(&name, &specimen.with_vault(Some(bytes)));
        assert_eq!(&found.unwrap_or_else(|e| panic!("{name}: {e}")), specimen.last(), "{name}");
    }
}

#[test]
fn vault_goes_on_with_one_header_copy_and_mends_the_other() {
    let specimen = Specimen::make(11);
    for copy in 0..2 {
        let mut bytes = specimen.vault().to_vec();
        bytes[copy * HEADER_COPY..][..HEADER_COPY].fill(0xee);
        let disk = SimDisk::holding(&specimen.with_vault(Some(bytes)), 0);
        fixture::open(&disk).unwrap().erase_traces().unwrap();
        let mended = disk.image()[&vault_path()].clone();
        assert_eq!(mended[..HEADER_COPY], mended[HEADER_COPY..2 * HEADER_COPY]);
        assert_eq!(&read_all("mended", &disk.image()).unwrap(), specimen.last());
    }
}

#[test]
fn both_header_copies_damaged_is_damage_and_changes_nothing() {
    let specimen = Specimen::make(12);
    let mut seed = Seed::new(12);
    for _ in 0..500 {
        let mut bytes = specimen.vault().to_vec();
        for copy in 0..2 {
            bytes[copy * HEADER_COPY + 8 + seed.below(HEADER_COPY - 8)] ^= 1 << seed.below(8);
        }
        let refused = read_all("both copies", &specimen.with_vault(Some(bytes)));
        assert!(matches!(&refused, Err(e) if is_damaged_header(e)), "{refused:?}");
    }
}

#[test]
fn header_copies_of_other_states_of_the_vault_do_not_mix() {
    // The vault went on, and someone puts back one old copy: the newer one counts.
    let specimen = Specimen::make(13);
    let disk = SimDisk::holding(&specimen.image, 0);
    let vault = fixture::open(&disk).unwrap();
    vault.add_slot(fixture::new_slot(2)).unwrap();
    let state = crate::content::observe(&vault).unwrap();
    drop(vault);
    for copy in 0..2 {
        let mut image = disk.image();
        let old = specimen.vault()[copy * HEADER_COPY..][..HEADER_COPY].to_vec();
        image.get_mut(&vault_path()).unwrap()[copy * HEADER_COPY..][..HEADER_COPY].copy_from_slice(&old);
        assert_eq!(read_all("old copy", &image).unwrap(), state);
    }
}

#[test]
fn kdf_parameters_out_of_bounds_are_damage_and_take_no_memory() {
    let specimen = Specimen::make(14);
    assert_eq!(specimen.vault()[KDF_AT..KDF_AT + 4], KDF_MEMORY.to_le_bytes(), "FORMAT.md says where they are");
    let hostile: [(u32, u32, u32); 8] = [
        (u32::MAX, 1, 1),
        (1024 * 1024 + 1, 1, 1),
        (19 * 1024 - 1, 1, 1),
        (0, 3, 1),
        (65536, 0, 1),
        (65536, u32::MAX, 1),
        (65536, 3, 0),
        (65536, 3, 1 << 24),
    ];
    for (memory, passes, lanes) in hostile {
        let bytes = change_header(specimen.vault(), |copy| {
            for (i, number) in [memory, passes, lanes].into_iter().enumerate() {
                copy[KDF_AT + 4 * i..][..4].copy_from_slice(&number.to_le_bytes());
            }
        });
        let image = specimen.with_vault(Some(bytes));
        let refused = read_all("parameters", &image);
        assert!(matches!(&refused, Err(e) if is_damaged_header(e)), "{memory} {passes} {lanes}: {refused:?}");
        let refused = Vault::kdf(&fixture::place(&SimDisk::holding(&image, 0)));
        assert!(matches!(&refused, Err(e) if is_damaged_header(e)), "{memory} {passes} {lanes}: {refused:?}");
    }
}

#[test]
fn weaker_kdf_parameters_within_bounds_do_not_pass_for_the_vaults_own() {
    let specimen = Specimen::make(15);
    let bytes = change_header(specimen.vault(), |copy| {
        copy[KDF_AT..KDF_AT + 4].copy_from_slice(&(19 * 1024u32).to_le_bytes());
    });
    let refused = read_all("weaker", &specimen.with_vault(Some(bytes)));
    assert!(matches!(&refused, Err(e) if is_damaged_header(e)), "{refused:?}");
}

#[test]
fn newer_format_is_said_so_and_left_untouched() {
    let specimen = Specimen::make(16);
    for version in [2, 3, u32::MAX] {
        let image = specimen.with_vault(Some(change_header(specimen.vault(), |copy| {
            copy[VERSION_AT..VERSION_AT + 4].copy_from_slice(&version.to_le_bytes());
            // Of a newer format nothing is known but magic, version and checksum.
            copy[12..200].fill(0xff);
        })));
        let refused = read_all("newer", &image);
        assert!(matches!(refused, Err(VaultError::NewerFormat { version: v }) if v == version), "{refused:?}");
        let disk = SimDisk::holding(&image, 0);
        let refused = fixture::open_without_last_changes(&disk).err();
        assert!(matches!(refused, Some(VaultError::NewerFormat { .. })), "{refused:?}");
        assert!(disk.image() == image);
    }
}

#[test]
fn damage_to_the_version_does_not_pass_for_a_newer_format() {
    let specimen = Specimen::make(17);
    let mut bytes = specimen.vault().to_vec();
    for copy in 0..2 {
        bytes[copy * HEADER_COPY + VERSION_AT] = 9;
    }
    let refused = read_all("version damaged", &specimen.with_vault(Some(bytes)));
    assert!(matches!(&refused, Err(e) if is_damaged_header(e)), "{refused:?}");
}

#[test]
fn changed_field_with_a_right_checksum_is_found_by_the_mac() {
    let specimen = Specimen::make(18);
    // Log state, sequence number, log epoch, directory, count of durable frames, random fill.
    for at in [12, 32, 72, 700, 1088, 2000] {
        let bytes = change_header(specimen.vault(), |copy| copy[at] ^= 1);
        let refused = read_all("forged", &specimen.with_vault(Some(bytes)));
        assert!(matches!(&refused, Err(e) if is_damaged_header(e)), "byte {at}: {refused:?}");
    }
}

#[test]
fn header_of_another_vault_opens_no_page() {
    let (ours, others) = (Specimen::make(19), Specimen::make(20));
    let mut bytes = ours.vault().to_vec();
    bytes[..fixture::HEADER].copy_from_slice(&others.vault()[..fixture::HEADER]);
    let image = ours.with_vault(Some(bytes));
    assert!(matches!(read_all("foreign header", &image), Err(e) if fixture::is_damage(&e)));
    let rescued = fixture::open_without_last_changes(&SimDisk::holding(&image, 0)).map(drop);
    assert!(matches!(&rescued, Err(VaultError::Damaged(Part::Page(1)))), "{rescued:?}");
}

#[test]
fn wrong_secret_is_said_so_and_changes_nothing() {
    let specimen = Specimen::make(21);
    let disk = SimDisk::holding(&specimen.image, 0);
    for without_last_changes in [false, true] {
        let refused = fixture::open_with(&disk, 77, mend_vault::OpenOptions { without_last_changes }).err();
        assert!(matches!(refused, Some(VaultError::WrongSecret)), "{refused:?}");
    }
    assert!(disk.image() == specimen.image);
}

#[test]
fn what_never_was_a_vault_is_not_a_vault() {
    let mut sqlite = b"SQLite format 3\0\x10\x00\x01\x01\x00\x40\x20\x20".to_vec();
    sqlite.resize(3 * 4096, 0);
    let text = "Dear diary, this is plain text. ".repeat(600).into_bytes();
    for (name, bytes) in [
        ("an empty file", Vec::new()),
        ("one byte", vec![0x4d]),
        ("random bytes", Seed::new(1).bytes(20_000)),
        ("zeros", vec![0; 20_000]),
        ("a SQLite file", sqlite),
        ("a text", text),
    ] {
        let image = [(vault_path(), bytes)].into();
        let refused = read_all(name, &image);
        assert!(matches!(refused, Err(VaultError::NotAVault)), "{name}: {refused:?}");
        let disk = SimDisk::holding(&image, 0);
        let refused = Vault::kdf(&fixture::place(&disk));
        assert!(matches!(refused, Err(VaultError::NotAVault)), "{name}: {refused:?}");
        let refused = fixture::open_without_last_changes(&disk).err();
        assert!(matches!(refused, Some(VaultError::NotAVault)), "{name}: {refused:?}");
        assert!(disk.image() == image, "{name}");
    }
}

#[test]
fn missing_vault_is_missing_and_nothing_is_made_in_its_place() {
    let disk = SimDisk::new(0);
    assert!(matches!(fixture::open(&disk).err(), Some(VaultError::Missing)));
    assert!(matches!(Vault::kdf(&fixture::place(&disk)), Err(VaultError::Missing)));
    assert!(disk.image().is_empty());
}

#[test]
fn making_a_vault_overwrites_no_file() {
    let image = [(vault_path(), b"something dear".to_vec())].into();
    let disk = SimDisk::holding(&image, 0);
    let refused = fixture::create_at(&disk, &vault_path(), 1);
    assert!(matches!(refused, Err(VaultError::AlreadyExists)), "{refused:?}");
    assert!(disk.image() == image);
}

#[test]
fn checksum_alone_makes_no_header() {
    let mut copy = Seed::new(5).bytes(HEADER_COPY);
    fix_checksum(&mut copy);
    let image = [(vault_path(), [copy.clone(), copy].concat())].into();
    assert!(matches!(read_all("random with checksum", &image), Err(VaultError::NotAVault)));
}

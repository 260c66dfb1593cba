//! Damage to the log, where the last changes are. What was acknowledged is there, or the vault says that it is not.

use mend_vault::VaultError;

use crate::content::observe;
use crate::fixture::{self, WAL_FRAME, WAL_HEADER, open, vault_path, wal_path};
use crate::long;
use crate::seed::Seed;
use crate::sim::{Image, SimDisk};
use crate::specimen::{Specimen, read_all, rescue};

fn is_last_changes_damaged(name: &str, image: &Image) {
    let refused = read_all(name, image);
    assert!(matches!(refused, Err(VaultError::LastChangesDamaged)), "{name}: {refused:?}");
}

#[test]
fn any_flipped_byte_in_the_log_of_a_locked_vault_is_damage() {
    let specimen = Specimen::make(40);
    let mut seed = Seed::new(40);
    for at in (0..specimen.wal().len()).step_by(if long() { 1 } else { 37 }) {
        let mut bytes = specimen.wal().to_vec();
        bytes[at] ^= 1 << seed.below(8);
        is_last_changes_damaged(&format!("byte {at} of the log flipped"), &specimen.with_wal(Some(bytes)));
    }
}

#[test]
fn any_flipped_byte_in_the_log_after_a_crash_is_damage_but_in_its_last_transaction() {
    let specimen = Specimen::crashed(40);
    let last = &specimen.frames[2];
    let mut seed = Seed::new(40);
    let mut lost = 0;
    for at in (0..specimen.wal().len()).step_by(if long() { 1 } else { 37 }) {
        let mut bytes = specimen.wal().to_vec();
        bytes[at] ^= 1 << seed.below(8);
        let name = format!("byte {at} of the log flipped");
        match read_all(&name, &specimen.with_wal(Some(bytes))) {
            Err(VaultError::LastChangesDamaged) => {}
            // A write torn by a crash looks the same, and was never acknowledged.
            Ok(found) => {
                assert!(last.contains(&at), "{name}: went unnoticed");
                assert_eq!(found, specimen.states[2], "{name}");
                lost += 1;
            }
            Err(e) => panic!("{name}: {e:?}"),
        }
    }
    assert!(lost > 0, "no byte of the last transaction was flipped");
}

#[test]
fn damaged_frame_is_damage_and_the_transactions_before_it_can_be_rescued() {
    let specimen = Specimen::make(41);
    for (before, frames) in specimen.frames.iter().enumerate() {
        for frame in frames.clone().step_by(WAL_FRAME) {
            let mut bytes = specimen.wal().to_vec();
            bytes[frame..frame + WAL_FRAME].fill(0);
            let image = specimen.with_wal(Some(bytes));
            is_last_changes_damaged("frame zeroed", &image);
            assert_eq!(rescue("frame zeroed", &image), specimen.states[before]);
        }
    }
}

#[test]
fn log_cut_at_every_512th_byte_ends_at_a_commit_or_is_damage() {
    let specimen = Specimen::make(42);
    let mut refused = 0;
    for len in (0..specimen.wal().len()).step_by(512) {
        let name = format!("log cut at byte {len}");
        match read_all(&name, &specimen.with_wal(Some(specimen.wal()[..len].to_vec()))) {
            Ok(found) => {
                let whole = specimen.frames.iter().take_while(|frames| frames.end <= len).count();
                assert_eq!(found, specimen.states[whole], "{name}");
                assert!(whole > 0, "{name}: the whole log was lost without a word");
            }
            Err(VaultError::LastChangesDamaged) => refused += 1,
            Err(e) => panic!("{name}: {e:?}"),
        }
    }
    assert!(refused > 0);
}

#[test]
fn missing_empty_and_garbage_log_is_damage_that_a_user_may_pass_over() {
    let specimen = Specimen::make(43);
    let mut seed = Seed::new(43);
    let garbage = seed.bytes(specimen.wal().len());
    let mut head = specimen.wal().to_vec();
    seed.fill(&mut head[..WAL_HEADER]);
    let foreign = Specimen::make(44).wal().to_vec();
    for (name, wal) in [
        ("missing", None),
        ("empty", Some(Vec::new())),
        ("shorter than its head", Some(specimen.wal()[..WAL_HEADER - 1].to_vec())),
        ("head alone", Some(specimen.wal()[..WAL_HEADER].to_vec())),
        ("garbage", Some(garbage)),
        ("garbage head", Some(head)),
        ("of another vault", Some(foreign)),
        ("SQLite's own", Some(b"\x37\x7f\x06\x82\x00\x2d\xe2\x18".repeat(2000))),
    ] {
        let image = specimen.with_wal(wal);
        is_last_changes_damaged(name, &image);
        assert_eq!(rescue(name, &image), specimen.states[0], "{name}");
    }
}

#[test]
fn swapped_and_repeated_frames_are_damage() {
    let specimen = Specimen::make(45);
    let frame = |n: usize| WAL_HEADER + n * WAL_FRAME..WAL_HEADER + (n + 1) * WAL_FRAME;
    let before_last = (specimen.frames[2].start - WAL_HEADER) / WAL_FRAME;
    for first in 0..before_last {
        for second in first + 1..before_last {
            let mut bytes = specimen.wal().to_vec();
            bytes[frame(first)].copy_from_slice(&specimen.wal()[frame(second)]);
            is_last_changes_damaged("repeated", &specimen.with_wal(Some(bytes.clone())));
            bytes[frame(second)].copy_from_slice(&specimen.wal()[frame(first)]);
            is_last_changes_damaged("swapped", &specimen.with_wal(Some(bytes)));
        }
    }
}

#[test]
fn old_log_beside_a_newer_file_is_never_taken_for_its_own() {
    let specimen = Specimen::make(46);
    let disk = SimDisk::holding(&specimen.image, 0);
    let old_log = |mut image: Image| {
        image.insert(wal_path(), specimen.wal().to_vec());
        image
    };
    // Everything in the file, no log expected: the old one is left over.
    let vault = open(&disk).unwrap();
    vault.erase_traces().unwrap();
    assert_eq!(&read_all("left over", &old_log(disk.image())).unwrap(), specimen.last());
    // A newer log with other changes was there.
    crate::content::commit(&vault, &[crate::content::Change::Put(60, 1)]).unwrap();
    let newer = observe(&vault).unwrap();
    drop(vault);
    is_last_changes_damaged("older than the file", &old_log(disk.image()));
    assert_eq!(&rescue("older than the file", &old_log(disk.image())), specimen.last());
    assert_eq!(read_all("its own", &disk.image()).unwrap(), newer);
}

#[test]
fn newer_log_beside_an_older_file_is_never_taken_for_its_own() {
    let specimen = Specimen::make(47);
    let disk = SimDisk::holding(&specimen.image, 0);
    let vault = open(&disk).unwrap();
    vault.erase_traces().unwrap();
    crate::content::commit(&vault, &[crate::content::Change::Put(60, 1)]).unwrap();
    drop(vault);
    let image = specimen.with_wal(disk.image().remove(&wal_path()));
    is_last_changes_damaged("newer than the file", &image);
}

#[test]
fn rescue_changes_nothing_when_the_file_itself_is_damaged() {
    let specimen = Specimen::make(48);
    let mut bytes = specimen.vault().to_vec();
    bytes[fixture::HEADER..fixture::HEADER + 4096].fill(0);
    let mut image = specimen.with_vault(Some(bytes));
    image.remove(&wal_path());
    let disk = SimDisk::holding(&image, 0);
    let refused = fixture::open_without_last_changes(&disk).err();
    assert!(matches!(&refused, Some(e) if fixture::is_damage(e)), "{refused:?}");
    assert!(disk.image() == image);
}

#[test]
fn damaged_log_that_was_moved_from_is_not_laid_over_newer_pages() {
    let specimen = Specimen::moved(51);
    for frames in &specimen.frames {
        let mut bytes = specimen.wal().to_vec();
        bytes[frames.start + 100] ^= 1;
        let image = specimen.with_wal(Some(bytes));
        is_last_changes_damaged("frame flipped", &image);
        assert_eq!(&rescue("frame flipped", &image), specimen.last());
    }
}

#[test]
fn rescue_that_was_not_needed_keeps_everything() {
    let specimen = Specimen::make(49);
    assert_eq!(&rescue("whole log", &specimen.image), specimen.last());
}

#[test]
fn page_torn_by_a_crash_in_a_checkpoint_lies_whole_in_the_log() {
    let specimen = Specimen::make(50);
    let pages = (specimen.vault().len() - fixture::HEADER) / fixture::PAGE;
    let (mut right, mut damaged) = (0, 0);
    for number in 1..=pages {
        let mut bytes = specimen.vault().to_vec();
        bytes[crate::specimen::page(number)][100..].fill(0);
        let mut image = specimen.image.clone();
        image.insert(vault_path(), bytes);
        match read_all("torn page", &image) {
            Ok(found) => {
                assert_eq!(&found, specimen.last());
                right += 1;
            }
            Err(VaultError::Damaged(mend_vault::Part::Page(named))) => {
                assert_eq!(named, number as u32);
                damaged += 1;
            }
            Err(e) => panic!("page {number}: {e:?}"),
        }
    }
    assert!(right > 0 && damaged > 0, "{right} pages were in the log, {damaged} were not");
}

//! Backup, restore, verify.

use std::path::PathBuf;

use mend_core::{DeviceKey, MendError, Opened, Passphrase, Space, UnlockOptions, VerifyView};

use crate::opening::files;
use crate::phone::{MINE, OURS, Phone, WRONG, names, phrase, texts, write};

/// A phone with a backup beside it, in a folder of its own.
struct Backed {
    phone: Phone,
    shelf: tempfile::TempDir,
}

impl Backed {
    fn by(passphrase: &str) -> Self {
        let backed = Self { phone: Phone::used(), shelf: tempfile::tempdir().unwrap() };
        let session = backed.phone.open(passphrase);
        let view = session.backup(&backed.path(), &phrase(passphrase)).unwrap();
        assert_eq!(view.bytes, std::fs::metadata(backed.path()).unwrap().len());
        assert_eq!(view.private_checked, passphrase == MINE);
        backed
    }

    fn path(&self) -> PathBuf {
        self.shelf.path().join("mend backup")
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path()).unwrap()
    }

    fn put(&self, bytes: &[u8]) {
        std::fs::write(self.path(), bytes).unwrap();
    }

    fn restore_to(&self, phone: &Phone, passphrase: &str) -> Result<mend_core::Session, MendError> {
        phone.mend.restore(&self.path(), &phrase(passphrase), &mut |_, _| {})
    }

    /// On a new phone, that must stay untouched.
    fn refused(&self, passphrase: &str) -> MendError {
        let phone = Phone::new();
        let refused = self.restore_to(&phone, passphrase).err().expect("must be refused");
        assert_eq!(phone.names(), [""; 0]);
        refused
    }
}

fn verified(found: Result<VerifyView, MendError>) -> VerifyView {
    let found = found.unwrap();
    assert_eq!(found.spaces.iter().map(|space| space.space).collect::<Vec<_>>(), [Space::Together, Space::Private]);
    found
}

#[test]
fn a_restored_backup_opens_with_the_passphrases_of_its_day() {
    let backed = Backed::by(MINE);
    let session = backed.phone.open(MINE);
    write(&session, "after the backup");
    session.access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    session.lock();
    assert_eq!(backed.refused("newer"), MendError::WrongPassphrase);

    let phone = Phone::new();
    let mut last = (0, 1);
    let restored = phone.mend.restore(&backed.path(), &phrase(MINE), &mut |done, of| {
        assert!(done >= last.0 && done <= of, "{done} of {of} after {last:?}");
        last = (done, of);
    });
    assert_eq!(texts(&restored.unwrap()), ["first"]);
    assert_eq!(last.0, last.1);
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
    write(&phone.open(MINE), "on the new phone");
    assert_eq!(texts(&phone.open(MINE)), ["first", "on the new phone"]);
}

#[test]
fn a_backup_made_while_in_use_is_of_one_moment() {
    let phone = Phone::used();
    let shelf = tempfile::tempdir().unwrap();
    let session = phone.open(MINE);
    let writer = {
        let session = session.clone();
        std::thread::spawn(move || (0..60).for_each(|i| write(&session, &format!("entry {i}"))))
    };
    let backups: Vec<PathBuf> = (0..4).map(|i| shelf.path().join(format!("{i}"))).collect();
    for path in &backups {
        session.backup(path, &phrase(MINE)).unwrap();
    }
    writer.join().unwrap();
    for path in &backups {
        let found = verified(phone.mend.verify_backup(path, &phrase(MINE), &mut |_, _| {}));
        assert!(found.is_intact(), "{found:?}");
        let phone = Phone::new();
        let texts = texts(&phone.mend.restore(path, &phrase(MINE), &mut |_, _| {}).unwrap());
        let expected = (0..texts.len() - 1).map(|i| format!("entry {i}"));
        assert!(texts[1..].iter().cloned().eq(expected), "{texts:?}");
    }
    assert_eq!(names(shelf.path()), ["0", "1", "2", "3"]);
}

#[test]
fn device_keys_stay_out_of_a_backup() {
    let backed = Backed::by(MINE);
    std::fs::remove_file(backed.path()).unwrap();
    let session = backed.phone.open(MINE);
    let keys: Vec<DeviceKey> =
        [false, true].map(|private| session.access().add_device_key(&phrase(MINE), private).unwrap()).into();
    session.backup(&backed.path(), &phrase(MINE)).unwrap();
    let phone = Phone::new();
    let restored = backed.restore_to(&phone, MINE).unwrap();
    assert_eq!(restored.access().slots().unwrap().len(), 2);
    restored.lock();
    for key in keys {
        assert_eq!(phone.mend.unlock_with_device_key(&key, UnlockOptions::default()).err(), WRONG);
    }
}

#[test]
fn a_together_only_backup_carries_private_sealed_with_its_log() {
    let backed = Backed::by(OURS);
    for passphrase in [MINE, OURS] {
        let phone = Phone::new();
        let session = backed.restore_to(&phone, passphrase).unwrap();
        assert_eq!(session.opened() == Opened::Everything, passphrase == MINE);
        session.lock();
        assert_eq!(texts(&phone.open(MINE)), ["first"]);
    }
    let by = |passphrase| {
        let found = backed.phone.mend.verify_backup(&backed.path(), &phrase(passphrase), &mut |_, _| {});
        verified(found).spaces.iter().map(|space| space.intact).collect::<Vec<_>>()
    };
    assert_eq!(by(OURS), [Some(true), None]);
    assert_eq!(by(MINE), [Some(true), Some(true)]);
}

#[test]
fn an_unused_private_space_comes_through_backup_and_restore() {
    let (phone, shelf) = (Phone::new(), tempfile::tempdir().unwrap());
    let path = shelf.path().join("backup");
    phone.set_up(None, Some(OURS)).backup(&path, &phrase(OURS)).unwrap();
    let other = Phone::new();
    other.mend.restore(&path, &phrase(OURS), &mut |_, _| {}).unwrap().lock();
    assert_eq!(other.opens(OURS), Ok(Opened::TogetherOnly));
}

#[test]
fn a_backup_asks_again_and_writes_over_nothing() {
    let backed = Backed::by(MINE);
    let before = backed.bytes();
    let session = backed.phone.open(MINE);
    let other = backed.shelf.path().join("other");
    assert_eq!(session.backup(&other, &phrase("wrong")).err(), WRONG);
    assert_eq!(session.backup(&backed.path(), &phrase(MINE)).err(), Some(MendError::FileExists));
    let nowhere = backed.shelf.path().join("nowhere/backup");
    assert_eq!(session.backup(&nowhere, &phrase(MINE)).err(), Some(MendError::FileNotFound));
    // In Mend's own folder any name could mean something.
    let inside = backed.phone.path("together.mend.new");
    assert!(matches!(session.backup(&inside, &phrase(MINE)).err(), Some(MendError::BadField { field: "backup", .. })));
    assert_eq!(backed.bytes(), before);
    assert_eq!(names(backed.shelf.path()), ["mend backup"]);
}

#[test]
fn a_damaged_vault_is_not_backed_up() {
    let backed = Backed::by(MINE);
    let session = backed.phone.open(MINE);
    session.access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    flip(&backed.phone.path("private.mend"), 8192 + 4096 * 5 + 77);
    let other = backed.shelf.path().join("other");
    assert_eq!(session.backup(&other, &phrase("newer")).err(), Some(MendError::Damaged));
    assert_eq!(names(backed.shelf.path()), ["mend backup"]);
}

#[test]
fn a_restore_where_something_is_set_up_is_refused() {
    let backed = Backed::by(MINE);
    let phone = Phone::new();
    phone.set_up(None, Some("other")).lock();
    let before = files(&phone);
    assert_eq!(backed.restore_to(&phone, MINE).err(), Some(MendError::AlreadySetUp));
    assert_eq!(files(&phone), before);
}

#[test]
fn what_is_no_backup_is_refused_before_anything_is_made() {
    let backed = Backed::by(MINE);
    let good = backed.bytes();
    for bytes in
        [&b""[..], b"MENDbak", b"PNG and more of it", &std::fs::read(backed.phone.path("private.mend")).unwrap()]
    {
        backed.put(bytes);
        assert_eq!(backed.refused(MINE), MendError::NotAMendFile);
    }
    let mut newer = good.clone();
    newer[8] = 2;
    backed.put(&newer);
    assert_eq!(backed.refused(MINE), MendError::NewerFormat);
    std::fs::remove_file(backed.path()).unwrap();
    assert_eq!(backed.refused(MINE), MendError::FileNotFound);
}

#[test]
fn a_wrong_passphrase_for_a_backup_places_nothing_and_is_no_try() {
    let backed = Backed::by(MINE);
    for _ in 0..6 {
        assert_eq!(backed.refused("wrong"), MendError::WrongPassphrase);
        let found = backed.phone.mend.verify_backup(&backed.path(), &phrase("wrong"), &mut |_, _| {});
        assert_eq!(found.err(), WRONG);
    }
    assert_eq!(backed.phone.mend.wait_seconds(), Ok(0));
}

#[test]
fn a_backup_cut_anywhere_or_longer_than_it_says_is_refused() {
    let backed = Backed::by(OURS);
    let good = backed.bytes();
    for len in (0..good.len()).step_by(512).chain([1, 8, 12, 16, 100, good.len() - 1]) {
        backed.put(&good[..len]);
        let refused = backed.refused(OURS);
        assert!(matches!(refused, MendError::Damaged | MendError::NotAMendFile), "cut at {len}: {refused:?}");
    }
    backed.put(&[&good[..], b"x"].concat());
    assert_eq!(backed.refused(OURS), MendError::Damaged);
}

#[test]
fn a_byte_changed_anywhere_in_a_backup_is_found() {
    let backed = Backed::by(MINE);
    let good = backed.bytes();
    for at in (0..200).chain((200..good.len()).step_by(397)) {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        backed.put(&bytes);
        let refused = backed.refused(MINE);
        let expected = match at {
            0..8 => MendError::NotAMendFile,
            8..12 if bytes[8..12] != [0; 4] => MendError::NewerFormat,
            _ => MendError::Damaged,
        };
        assert_eq!(refused, expected, "byte {at}");
    }
}

/// A table that fits its own checksum may still lie about everything else.
#[test]
fn a_forged_table_is_refused_before_memory_is_taken() {
    use sha2::{Digest, Sha256};
    let backed = Backed::by(MINE);
    let good = backed.bytes();
    let count = u32::from_le_bytes(good[12..16].try_into().unwrap()) as usize;
    let end = 16 + 48 * count;
    let forge = |change: &dyn Fn(&mut [u8])| {
        let mut bytes = good.clone();
        change(&mut bytes[..end]);
        let sum = Sha256::digest(&bytes[..end]);
        bytes[end..end + 32].copy_from_slice(&sum);
        backed.put(&bytes);
        backed.refused(MINE)
    };
    let huge = |at: usize| move |bytes: &mut [u8]| bytes[at..at + 8].fill(0xff);
    assert_eq!(forge(&huge(24)), MendError::Damaged);
    assert_eq!(forge(&huge(72)), MendError::Damaged);
    assert_eq!(forge(&|bytes| bytes[16] = 2), MendError::Damaged, "one kind twice");
    assert_eq!(forge(&|bytes| bytes[16] = 9), MendError::Damaged, "an unknown kind");
    assert_eq!(forge(&|bytes| bytes[20] = 1), MendError::Damaged, "a byte that must be zero");
    assert_eq!(forge(&|bytes| (bytes[16], bytes[64]) = (2, 1)), MendError::Damaged, "spaces exchanged");
    for count in [0, 1, 4, 255] {
        assert_eq!(forge(&|bytes| bytes[12..16].fill(count)), MendError::Damaged);
    }
}

#[test]
fn parameters_out_of_bounds_in_a_backup_are_refused_before_memory_is_taken() {
    let backed = Backed::by(MINE);
    let mut bytes = backed.bytes();
    let parts = u32::from_le_bytes(bytes[12..16].try_into().unwrap()) as usize;
    let vault = 16 + 48 * parts + 32;
    let len = u64::from_le_bytes(bytes[24..32].try_into().unwrap()) as usize;
    use sha2::{Digest, Sha256};
    for copy in [vault, vault + 4096] {
        bytes[copy + 56..copy + 60].copy_from_slice(&u32::MAX.to_le_bytes());
        let sum = Sha256::digest(&bytes[copy..copy + 4064]);
        bytes[copy + 4064..copy + 4096].copy_from_slice(&sum);
    }
    let sum = Sha256::digest(&bytes[vault..vault + len]);
    bytes[32..64].copy_from_slice(&sum);
    let end = 16 + 48 * parts;
    let sum = Sha256::digest(&bytes[..end]);
    bytes[end..end + 32].copy_from_slice(&sum);
    backed.put(&bytes);
    assert_eq!(backed.refused(MINE), MendError::Damaged);
}

fn flip(path: &std::path::Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

fn verify(phone: &Phone, passphrase: &Passphrase) -> Result<VerifyView, MendError> {
    phone.mend.verify(passphrase, &mut |_, _| {})
}

#[test]
fn verify_reads_every_page_and_changes_nothing() {
    let phone = Phone::used();
    let before = files(&phone);
    let mut calls = Vec::new();
    let found = verified(phone.mend.verify(&phrase(MINE), &mut |done, of| calls.push((done, of))));
    assert!(found.is_intact());
    assert_eq!(found.spaces.iter().map(|space| space.intact).collect::<Vec<_>>(), [Some(true); 2]);
    assert_eq!((found.spaces[1].entries_readable, found.spaces[1].entries_damaged), (1, 0));
    assert!(found.spaces.iter().all(|space| space.pages > 0 && space.damaged_pages.is_empty()));
    assert!(calls.is_sorted() && calls.last().is_some_and(|(done, of)| done == of), "{calls:?}");
    let found = verified(verify(&phone, &phrase(OURS)));
    assert_eq!(found.spaces.iter().map(|space| space.intact).collect::<Vec<_>>(), [Some(true), None]);
    assert_eq!(verify(&phone, &phrase("wrong")).err(), WRONG);
    assert_eq!(files(&phone), before);
}

/// Entries that each fill pages of their own, all in the file and not in the log.
fn long_journal() -> Phone {
    let phone = Phone::used();
    let session = phone.open(MINE);
    for i in 0..30 {
        write(&session, &format!("{i} {}", "all those words ".repeat(1500)));
    }
    session.access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    phone
}

#[test]
fn verify_says_which_pages_are_damaged_and_how_many_entries_can_still_be_read() {
    let phone = long_journal();
    let len = std::fs::metadata(phone.path("private.mend")).unwrap().len();
    let last = u32::try_from((len - 8192) / 4096).unwrap();
    let (mut some_lost, mut most_kept) = (0, 0);
    for page in (1..=last).step_by(7) {
        let at = 8192 + (page as usize - 1) * 4096 + 100;
        flip(&phone.path("private.mend"), at);
        let before = files(&phone);
        let found = verified(verify(&phone, &phrase("newer")));
        let private = &found.spaces[1];
        assert_eq!(private.intact, Some(false), "page {page}");
        assert_eq!(private.damaged_pages, [page]);
        assert_eq!(found.spaces[0].intact, Some(true));
        assert_eq!(files(&phone), before);
        some_lost += u32::from(private.entries_damaged > 0);
        most_kept += u32::from(private.entries_readable >= 25);
        flip(&phone.path("private.mend"), at);
    }
    assert!(some_lost > 0 && most_kept > 10, "{some_lost} with lost entries, {most_kept} with most kept");
    assert!(verified(verify(&phone, &phrase("newer"))).is_intact());
}

#[test]
fn verify_looks_at_the_other_space_when_one_has_no_header_left() {
    for (name, intact) in [("private.mend", [Some(true), Some(false)]), ("together.mend", [Some(false), Some(true)])] {
        let phone = Phone::used();
        std::fs::write(phone.path(name), vec![b'M'; 20_000]).unwrap();
        let found = verified(verify(&phone, &phrase(MINE)));
        assert_eq!(found.spaces.iter().map(|space| space.intact).collect::<Vec<_>>(), intact, "{name}");
        assert_eq!(
            verify(&phone, &phrase("wrong")).map(|found| found.spaces[1].entries_readable),
            match name {
                "private.mend" => Err(MendError::WrongPassphrase),
                // Without its header nobody can tell a wrong passphrase from lost pages.
                _ => Ok(0),
            }
        );
    }
}

#[test]
fn verify_finds_missing_last_changes_and_leaves_them_as_they_are() {
    let phone = Phone::used();
    std::fs::remove_file(phone.path("private.mend-wal")).unwrap();
    let before = files(&phone);
    assert_eq!(verified(verify(&phone, &phrase(MINE))).spaces[1].intact, Some(false));
    assert_eq!(files(&phone), before);
}

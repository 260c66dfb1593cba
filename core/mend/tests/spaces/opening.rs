//! Set-up and the one prompt.

use std::sync::Arc;

use mend_core::{
    FixedClock, MendError, Opened, PassphraseProblem, RecoveryCodeProblem, SetUpRequest, SlotKind, UnlockOptions,
};

use crate::phone::{MINE, OURS, Phone, WRONG, phrase, write};

#[test]
fn each_passphrase_opens_its_own() {
    let phone = Phone::new();
    assert_eq!(phone.mend.is_set_up(), Ok(false));
    assert_eq!(phone.unlock(MINE).err(), Some(MendError::NotSetUp));
    assert_eq!(phone.names(), [""; 0], "a refused unlock leaves nothing behind");
    assert_eq!(phone.set_up(Some(MINE), Some(OURS)).opened(), Opened::Everything);
    assert_eq!(phone.mend.is_set_up(), Ok(true));
    assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
    assert_eq!(phone.opens("neither"), Err(MendError::WrongPassphrase));
}

#[test]
fn set_up_twice_is_refused_and_changes_nothing() {
    let phone = Phone::used();
    let before = files(&phone);
    let again = phone.mend.set_up(SetUpRequest { private: Some(phrase("other")), together: None });
    assert_eq!(again.err(), Some(MendError::AlreadySetUp));
    assert_eq!(files(&phone), before);
}

#[test]
fn set_up_without_a_passphrase_or_with_the_same_twice_is_refused() {
    let phone = Phone::new();
    let request = |private: Option<&str>, together: Option<&str>| SetUpRequest {
        private: private.map(phrase),
        together: together.map(phrase),
    };
    let empty = MendError::BadPassphrase { problem: PassphraseProblem::Empty };
    assert_eq!(phone.mend.set_up(request(None, None)).err(), Some(empty));
    assert_eq!(phone.mend.set_up(request(Some("a b"), Some("a b"))).err(), Some(MendError::SamePassphrase));
    // The same once normalised: full-width digits.
    let wide = request(Some("a 1"), Some("a \u{ff11}"));
    assert_eq!(phone.mend.set_up(wide).err(), Some(MendError::SamePassphrase));
    assert_eq!(phone.mend.is_set_up(), Ok(false));
}

#[test]
fn both_files_are_there_from_the_first_start_and_nothing_else() {
    for (private, together) in [(Some(MINE), None), (None, Some(OURS)), (Some(MINE), Some(OURS))] {
        let phone = Phone::new();
        phone.set_up(private, together).lock();
        assert_eq!(phone.names(), ["lock", "private.mend", "private.mend-wal", "together.mend", "together.mend-wal"]);
        assert_eq!(std::fs::metadata(phone.path("lock")).unwrap().len(), 0);
    }
}

#[test]
fn a_private_space_that_nobody_uses_looks_like_one_that_waits_for_its_passphrase() {
    let (used, unused) = (Phone::new(), Phone::new());
    used.set_up(Some(MINE), Some(OURS)).lock();
    unused.set_up(None, Some(OURS)).lock();
    for name in ["private.mend", "private.mend-wal", "together.mend", "together.mend-wal"] {
        let size = |phone: &Phone| std::fs::metadata(phone.path(name)).unwrap().len();
        assert_eq!(size(&used), size(&unused), "{name}");
    }
    let (used, unused) = (used.open(OURS), unused.open(OURS));
    assert_eq!(used.opened(), unused.opened());
    for session in [&used, &unused] {
        assert_eq!(session.journal().err(), Some(MendError::PrivateLocked));
        assert_eq!(session.profile().err(), Some(MendError::PrivateLocked));
        let slots = session.access().slots().unwrap();
        assert_eq!(slots.iter().map(|slot| slot.kind).collect::<Vec<_>>(), [SlotKind::TogetherPassphrase]);
        let access = session.access();
        let again = phrase(OURS);
        let locked = Some(MendError::PrivateLocked);
        assert_eq!(access.make_recovery_code(&again).err(), locked);
        assert_eq!(access.confirm_recovery_code("0000-0000-0000-0000-0000-0000-0000").err(), wrong_code());
        assert_eq!(access.remove_recovery_code(&again).err(), locked);
        assert_eq!(access.remove_together_passphrase(&again).err(), locked);
        assert_eq!(access.add_device_key(&again, true).err().as_ref(), locked.as_ref());
        assert_eq!(access.remove_device_keys(&again).err(), Some(MendError::SlotNotFound));
        assert_eq!(access.someone_knows(&again, &phrase("new"), None).err(), locked);
        assert_eq!(access.raise_kdf(&again, Some(&again), mend_core::KdfParams::LEAST).err(), locked);
    }
}

/// A slip is found before anything else is looked at.
fn wrong_code() -> Option<MendError> {
    Some(MendError::BadRecoveryCode { problem: RecoveryCodeProblem::Checksum })
}

#[test]
fn a_second_session_here_is_told_that_mend_is_open_already() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let open = Some(MendError::AlreadyOpen);
    assert_eq!(phone.unlock(OURS).err(), open);
    assert_eq!(phone.mend.verify(&phrase(MINE), &mut |_, _| {}).err(), open);
    assert_eq!(Phone::on(phone.folder.clone(), Arc::new(mend_core::StdIo)).unlock(MINE).err(), open);
    write(&session, "still mine");
    session.lock();
    assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
}

#[test]
fn wrong_tries_wait_and_the_wait_is_the_same_for_every_door() {
    let phone = Phone::used();
    for _ in 0..5 {
        assert_eq!(phone.unlock("wrong").err(), WRONG);
    }
    let Some(MendError::WaitBeforeNextTry { seconds }) = phone.unlock(MINE).err() else { panic!("no wait") };
    assert!((29..=30).contains(&seconds), "{seconds}");
    assert!(phone.mend.wait_seconds().unwrap().abs_diff(seconds) <= 1);
    let waits = |error: Option<MendError>| matches!(error, Some(MendError::WaitBeforeNextTry { .. }));
    assert!(waits(phone.mend.verify(&phrase(MINE), &mut |_, _| {}).err()));
    let code = mend_core::RecoveryCode::make(&mend_core::SystemRng).to_text();
    assert!(waits(phone.mend.unlock_with_recovery_code(&code, UnlockOptions::default()).err()));
    // A slip in the code costs nothing, not even the wait.
    assert_eq!(
        phone.mend.unlock_with_recovery_code("0", UnlockOptions::default()).err(),
        Some(MendError::BadRecoveryCode { problem: RecoveryCodeProblem::Length(1) })
    );
}

#[test]
fn a_wrong_passphrase_asked_for_again_counts_as_a_try() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    for _ in 0..3 {
        assert_eq!(session.access().remove_recovery_code(&phrase("wrong")).err(), WRONG);
    }
    // The together passphrase does not open what this session shows.
    assert_eq!(session.access().remove_recovery_code(&phrase(OURS)).err(), WRONG);
    session.lock();
    assert_eq!(phone.unlock("wrong").err(), WRONG);
    assert!(matches!(phone.unlock(MINE).err(), Some(MendError::WaitBeforeNextTry { .. })));
}

#[test]
fn a_right_passphrase_clears_the_wrong_tries() {
    let phone = Phone::used();
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(phone.unlock("wrong").err(), WRONG);
        }
        phone.open(MINE).lock();
    }
}

#[test]
fn the_together_passphrase_wins_nobody_free_guesses_at_the_private_one() {
    let phone = Phone::used();
    for _ in 0..4 {
        assert_eq!(phone.unlock("wrong").err(), WRONG);
    }
    phone.open(OURS).lock();
    assert_eq!(phone.unlock("wrong").err(), WRONG);
    assert!(matches!(phone.unlock(OURS).err(), Some(MendError::WaitBeforeNextTry { .. })));
}

#[test]
fn a_damaged_file_is_no_try_and_a_refused_open_changes_neither_vault_nor_log() {
    for name in ["private.mend", "together.mend"] {
        let phone = Phone::used();
        let path = phone.path(name);
        let mut bytes = std::fs::read(&path).unwrap();
        // Both copies of the header.
        bytes[100] ^= 1;
        bytes[4196] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let before = files(&phone);
        for _ in 0..6 {
            assert_eq!(phone.unlock(MINE).err(), Some(MendError::Damaged), "{name}");
        }
        assert_eq!(files(&phone), before);
        assert_eq!(phone.mend.wait_seconds(), Ok(0));
    }
}

#[test]
fn a_file_that_went_missing_is_damage_and_set_up_does_not_write_over_the_other() {
    for name in ["private.mend", "together.mend"] {
        let phone = Phone::used();
        std::fs::remove_file(phone.path(name)).unwrap();
        let before = files(&phone);
        assert_eq!(phone.unlock(MINE).err(), Some(MendError::Damaged));
        let again = phone.mend.set_up(SetUpRequest { private: Some(phrase(MINE)), together: None });
        assert_eq!(again.err(), Some(MendError::AlreadySetUp));
        assert_eq!(files(&phone), before);
    }
}

#[test]
fn an_older_private_file_put_back_is_damage_and_no_try() {
    let phone = Phone::used();
    let old = std::fs::read(phone.path("private.mend")).unwrap();
    phone.open(MINE).access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    std::fs::write(phone.path("private.mend"), old).unwrap();
    assert_eq!(phone.unlock("newer").err(), Some(MendError::Damaged));
    assert_eq!(phone.unlock(MINE).err(), WRONG);
}

#[test]
fn missing_last_changes_are_said_and_left_out_only_when_asked() {
    let phone = Phone::used();
    std::fs::remove_file(phone.path("private.mend-wal")).unwrap();
    let before = files(&phone);
    assert_eq!(phone.unlock(MINE).err(), Some(MendError::LastChangesDamaged));
    assert_eq!(files(&phone), before);
    let without = UnlockOptions { without_last_changes: true, ..UnlockOptions::default() };
    assert_eq!(phone.mend.unlock(&phrase(MINE), without).unwrap().opened(), Opened::Everything);
    assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
}

#[test]
fn asking_to_leave_out_damaged_changes_keeps_undamaged_ones() {
    let phone = Phone::used();
    let without = UnlockOptions { without_last_changes: true, ..UnlockOptions::default() };
    let session = phone.mend.unlock(&phrase(MINE), without).unwrap();
    assert_eq!(crate::phone::texts(&session), ["first"]);
}

#[test]
fn a_clock_set_back_loses_no_entry_and_ends_no_wait() {
    let phone = Phone::used();
    for _ in 0..6 {
        let _ = phone.unlock("wrong");
    }
    let wait = phone.mend.wait_seconds().unwrap();
    assert!(wait > 20);
    let two_years_ago = FixedClock("2024-03-01T08:00:00+01:00".parse().unwrap());
    let options = mend_core::MendOptions { clock: Arc::new(two_years_ago), ..mend_core::testing::options(8) };
    let mend = mend_core::Mend::with(phone.folder.path(), options);
    assert!(mend.wait_seconds().unwrap() > wait - 5);
    assert!(matches!(
        mend.unlock(&phrase(MINE), UnlockOptions::default()).err(),
        Some(MendError::WaitBeforeNextTry { .. })
    ));

    // The wait is over; the clock is still wrong.
    std::fs::remove_file(phone.path("device.json")).unwrap();
    let options = mend_core::MendOptions { clock: Arc::new(two_years_ago), ..mend_core::testing::options(8) };
    let mend = mend_core::Mend::with(phone.folder.path(), options);
    let session = mend.unlock(&phrase(MINE), UnlockOptions::default()).unwrap();
    write(&session, "while the clock was wrong");
    assert_eq!(crate::phone::texts(&session), ["while the clock was wrong", "first"]);
    session.access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    session.lock();
    assert_eq!(crate::phone::texts(&phone.open("newer")), ["while the clock was wrong", "first"]);
}

const WITHOUT_TOGETHER: UnlockOptions = UnlockOptions { without_together: true, without_last_changes: false };

/// Ways to lose the together file: no header is left, it is another file, it is gone.
fn lose_together(phone: &Phone, how: usize) {
    let path = phone.path("together.mend");
    match how {
        0 => {
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[8..8192].fill(0);
            std::fs::write(&path, bytes).unwrap();
        }
        1 => std::fs::write(&path, "not a vault").unwrap(),
        _ => std::fs::remove_file(&path).unwrap(),
    }
}

#[test]
fn private_space_opens_without_a_lost_together_file_when_asked() {
    for how in 0..3 {
        let phone = Phone::used();
        lose_together(&phone, how);
        let before = files(&phone);
        assert!(phone.unlock(MINE).is_err());
        assert_eq!(phone.mend.unlock(&phrase("wrong"), WITHOUT_TOGETHER).err(), WRONG);
        assert_eq!(phone.mend.unlock(&phrase(OURS), WITHOUT_TOGETHER).err(), WRONG);
        assert_eq!(files(&phone), before, "{how}");
        let session = phone.mend.unlock(&phrase(MINE), WITHOUT_TOGETHER).unwrap();
        assert_eq!(crate::phone::texts(&session), ["first"], "{how}");
        session.lock();
        assert_eq!(phone.opens(MINE), Ok(Opened::Everything), "{how}");
        // The shared space is a new one: its old passphrase opens nothing, and it can have another.
        assert_eq!(phone.unlock(OURS).err(), WRONG);
        phone.open(MINE).access().set_together_passphrase(&phrase(MINE), &phrase("ours anew")).unwrap();
        assert_eq!(phone.opens("ours anew"), Ok(Opened::TogetherOnly));
    }
}

#[test]
fn a_together_file_that_opens_is_kept_whatever_is_asked() {
    let phone = Phone::used();
    phone.mend.unlock(&phrase(MINE), WITHOUT_TOGETHER).unwrap().lock();
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
}

#[test]
fn a_missing_private_file_is_damage_whatever_is_asked() {
    let phone = Phone::used();
    std::fs::remove_file(phone.path("private.mend")).unwrap();
    assert_eq!(phone.mend.unlock(&phrase(MINE), WITHOUT_TOGETHER).err(), Some(MendError::Damaged));
}

#[test]
fn a_folder_with_spaces_and_letters_of_any_script_is_made_with_its_parents() {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("mein Tagebuch/\u{65e5}\u{8a18} \u{1f331}");
    let options = mend_core::MendOptions { kdf: mend_core::KdfParams::LEAST, ..Default::default() };
    let mend = mend_core::Mend::with(&folder, options);
    mend.set_up(SetUpRequest { private: Some(phrase(MINE)), together: None }).unwrap().lock();
    assert!(mend.unlock(&phrase(MINE), UnlockOptions::default()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let phone = Phone::new();
    std::fs::set_permissions(phone.folder.path(), std::fs::Permissions::from_mode(0o500)).unwrap();
    let privileged = std::fs::write(phone.path("probe"), "").is_ok();
    let set_up = phone.mend.set_up(SetUpRequest { private: Some(phrase(MINE)), together: None });
    // Root writes anywhere; the rest of the test then has nothing to show.
    if !privileged {
        assert_eq!(set_up.err(), Some(MendError::ReadOnly));
    }
}

/// All files but the plain one.
pub fn files(phone: &Phone) -> Vec<(String, Vec<u8>)> {
    let names = phone.names().into_iter().filter(|name| name != "device.json");
    names.map(|name| (name.clone(), std::fs::read(phone.path(&name)).unwrap())).collect()
}

#[test]
fn two_files_whose_names_were_exchanged_are_not_taken_for_each_other() {
    let phone = Phone::new();
    let session = phone.set_up(Some(MINE), None);
    // Rekeyed, so that neither has a log.
    session.access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    session.lock();
    let [private, together, aside] = ["private.mend", "together.mend", "aside"].map(|name| phone.path(name));
    std::fs::rename(&private, &aside).unwrap();
    std::fs::rename(&together, &private).unwrap();
    std::fs::rename(&aside, &together).unwrap();
    let before = files(&phone);
    assert_eq!(phone.unlock("newer").err(), Some(MendError::Damaged));
    assert_eq!(files(&phone), before);
}

#[test]
fn a_file_of_a_newer_format_is_left_untouched() {
    use sha2::{Digest, Sha256};
    for name in ["private.mend", "together.mend"] {
        let phone = Phone::used();
        let mut bytes = std::fs::read(phone.path(name)).unwrap();
        for copy in [0, 4096] {
            bytes[copy + 8] = 2;
            let sum = Sha256::digest(&bytes[copy..copy + 4064]);
            bytes[copy + 4064..copy + 4096].copy_from_slice(&sum);
        }
        std::fs::write(phone.path(name), bytes).unwrap();
        let before = files(&phone);
        for _ in 0..6 {
            assert_eq!(phone.unlock(MINE).err(), Some(MendError::NewerFormat), "{name}");
        }
        assert_eq!(phone.mend.verify(&phrase(MINE), &mut |_, _| {}).err(), Some(MendError::NewerFormat));
        assert_eq!(files(&phone), before);
    }
}

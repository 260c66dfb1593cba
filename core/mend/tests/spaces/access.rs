//! Ways in, coming and going.

use mend_core::{DeviceKey, KdfParams, MendError, Opened, Session, SlotKind, UnlockOptions};

use crate::phone::{MINE, OURS, Phone, WRONG, phrase, texts, write};

fn kinds(session: &Session) -> Vec<SlotKind> {
    session.access().slots().unwrap().iter().map(|slot| slot.kind).collect()
}

fn by_key(phone: &Phone, key: &DeviceKey) -> Result<Opened, MendError> {
    phone.mend.unlock_with_device_key(key, UnlockOptions::default()).map(|session| session.opened())
}

fn by_code(phone: &Phone, code: &str) -> Result<Session, MendError> {
    phone.mend.unlock_with_recovery_code(code, UnlockOptions::default())
}

#[test]
fn a_changed_private_passphrase_opens_both_and_the_old_one_nothing() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    session.access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    write(&session, "after the change");
    session.lock();
    assert_eq!(phone.unlock(MINE).err(), WRONG);
    assert_eq!(texts(&phone.open("newer")), ["first", "after the change"]);
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
}

#[test]
fn an_old_header_put_back_opens_nothing_with_the_old_passphrase() {
    for name in ["private.mend", "together.mend"] {
        let phone = Phone::used();
        phone.open(MINE).lock();
        let old = std::fs::read(phone.path(name)).unwrap();
        phone.open(MINE).access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
        let mut now = std::fs::read(phone.path(name)).unwrap();
        now[..8192].copy_from_slice(&old[..8192]);
        std::fs::write(phone.path(name), now).unwrap();
        assert!(phone.unlock(MINE).is_err(), "{name}");
    }
}

#[test]
fn a_changed_together_passphrase_leaves_the_private_one_alone() {
    for opener in [MINE, OURS] {
        let phone = Phone::used();
        let session = phone.open(opener);
        session.access().change_passphrase(&phrase(OURS), &phrase("ours anew")).unwrap();
        session.lock();
        assert_eq!(phone.unlock(OURS).err(), WRONG);
        assert_eq!(phone.opens("ours anew"), Ok(Opened::TogetherOnly));
        assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
    }
}

#[test]
fn a_together_only_session_cannot_change_the_private_passphrase() {
    let phone = Phone::used();
    let session = phone.open(OURS);
    let refused = session.access().change_passphrase(&phrase(MINE), &phrase("newer"));
    assert_eq!(refused, Err(MendError::PrivateLocked));
    session.lock();
    assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
}

#[test]
fn the_two_passphrases_stay_different() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let access = session.access();
    let same = Err(MendError::SamePassphrase);
    assert_eq!(access.change_passphrase(&phrase(MINE), &phrase(OURS)), same);
    assert_eq!(access.change_passphrase(&phrase(OURS), &phrase(MINE)), same);
    assert_eq!(access.set_together_passphrase(&phrase(MINE), &phrase(MINE)), same);
    assert_eq!(access.someone_knows(&phrase(MINE), &phrase("x"), Some(&phrase("x"))).map(drop), same);
    assert_eq!(access.someone_knows(&phrase(MINE), &phrase(MINE), None).map(drop), same, "the known one stays out");
    assert_eq!(access.someone_knows(&phrase(MINE), &phrase("x"), Some(&phrase(MINE))).map(drop), same);
    assert_eq!(access.erase_private(&phrase(MINE), Some(&phrase(OURS)), None), same);
    assert_eq!(access.erase_private(&phrase(MINE), Some(&phrase("x")), Some(&phrase("x"))), same);
    session.lock();
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
    assert_eq!(texts(&phone.open(MINE)), ["first"]);
}

#[test]
fn a_together_passphrase_comes_and_goes() {
    let phone = Phone::new();
    let session = phone.set_up(Some(MINE), None);
    assert_eq!(kinds(&session), [SlotKind::PrivatePassphrase]);
    session.access().set_together_passphrase(&phrase(MINE), &phrase(OURS)).unwrap();
    assert_eq!(kinds(&session), [SlotKind::PrivatePassphrase, SlotKind::TogetherPassphrase]);
    session.access().set_together_passphrase(&phrase(MINE), &phrase("ours anew")).unwrap();
    session.lock();
    assert_eq!(phone.unlock(OURS).err(), WRONG);
    assert_eq!(phone.opens("ours anew"), Ok(Opened::TogetherOnly));
    let session = phone.open(MINE);
    session.access().remove_together_passphrase(&phrase(MINE)).unwrap();
    assert_eq!(session.access().remove_together_passphrase(&phrase(MINE)), Err(MendError::SlotNotFound));
    session.lock();
    assert_eq!(phone.unlock("ours anew").err(), WRONG);
    assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
}

#[test]
fn a_recovery_code_opens_nothing_until_it_was_typed_back() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let access = session.access();
    let code = access.make_recovery_code(&phrase(MINE)).unwrap();
    assert!(!kinds(&session).contains(&SlotKind::RecoveryCode));
    let other = mend_core::RecoveryCode::make(&mend_core::SystemRng).to_text();
    assert_eq!(access.confirm_recovery_code(&other), Err(MendError::RecoveryCodeDiffers));
    session.lock();
    assert_eq!(by_code(&phone, &code).err(), WRONG);

    let session = phone.open(MINE);
    let differs = Err(MendError::RecoveryCodeDiffers);
    assert_eq!(session.access().confirm_recovery_code(&code), differs, "the lock forgot the code");
    let code = session.access().make_recovery_code(&phrase(MINE)).unwrap();
    session.access().confirm_recovery_code(&code.to_lowercase().replace('-', " ")).unwrap();
    assert_eq!(session.access().confirm_recovery_code(&code), differs, "a code is confirmed once");
    session.lock();
    assert_eq!(texts(&by_code(&phone, &code).unwrap()), ["first"]);
}

#[test]
fn a_new_recovery_code_ends_the_earlier_one() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let make = || {
        let code = session.access().make_recovery_code(&phrase(MINE)).unwrap();
        session.access().confirm_recovery_code(&code).unwrap();
        code
    };
    let (first, second) = (make(), make());
    session.lock();
    assert_eq!(by_code(&phone, &first).err(), WRONG);
    by_code(&phone, &second).unwrap().access().remove_recovery_code(&phrase(MINE)).unwrap();
    assert_eq!(by_code(&phone, &second).err(), WRONG);
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_recovery_code() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let code = session.access().make_recovery_code(&phrase(MINE)).unwrap();
    session.access().confirm_recovery_code(&code).unwrap();
    session.lock();
    let session = by_code(&phone, &code).unwrap();
    let other = mend_core::RecoveryCode::make(&mend_core::SystemRng).to_text();
    assert_eq!(session.access().replace_forgotten_passphrase(&other, &phrase("newer")).err(), WRONG);
    session.access().replace_forgotten_passphrase(&code, &phrase("newer")).unwrap();
    session.lock();
    assert_eq!(phone.unlock(MINE).err(), WRONG);
    assert_eq!(texts(&phone.open("newer")), ["first"]);
    assert!(by_code(&phone, &code).is_ok());
}

#[test]
fn a_device_key_opens_together_and_private_only_when_asked() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let together = session.access().add_device_key(&phrase(MINE), false).unwrap();
    let both = session.access().add_device_key(&phrase(MINE), true).unwrap();
    session.lock();
    assert_eq!(by_key(&phone, &together), Ok(Opened::TogetherOnly));
    assert_eq!(by_key(&phone, &both), Ok(Opened::Everything));

    // A together-only session sees and removes only the key that opens nothing else.
    let session = phone.mend.unlock_with_device_key(&together, UnlockOptions::default()).unwrap();
    assert_eq!(kinds(&session), [SlotKind::TogetherPassphrase, SlotKind::DeviceKey]);
    session.access().remove_device_keys(&phrase(OURS)).unwrap();
    assert_eq!(kinds(&session), [SlotKind::TogetherPassphrase]);
    session.lock();
    assert_eq!(by_key(&phone, &together).err(), WRONG);
    assert_eq!(by_key(&phone, &both), Ok(Opened::Everything));
    phone.open(MINE).access().remove_device_keys(&phrase(MINE)).unwrap();
    assert_eq!(by_key(&phone, &both).err(), WRONG);
    assert_eq!(phone.mend.wait_seconds(), Ok(0), "a key that was taken away is no try");
}

#[test]
fn every_kind_of_way_in_fits_and_one_more_is_refused() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let access = session.access();
    let code = access.make_recovery_code(&phrase(MINE)).unwrap();
    access.confirm_recovery_code(&code).unwrap();
    for private in [false, true] {
        for _ in 0..2 {
            access.add_device_key(&phrase(MINE), private).unwrap();
        }
        assert_eq!(access.add_device_key(&phrase(MINE), private).err(), Some(MendError::NoFreeSlot));
    }
    assert_eq!(access.slots().unwrap().len(), 7);
    access.change_passphrase(&phrase(MINE), &phrase("newer")).unwrap();
    assert_eq!(access.slots().unwrap().len(), 7);
}

#[test]
fn someone_knows_my_passphrase_leaves_nothing_of_the_old_ways() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let access = session.access();
    let key = access.add_device_key(&phrase(MINE), true).unwrap();
    let code = access.make_recovery_code(&phrase(MINE)).unwrap();
    access.confirm_recovery_code(&code).unwrap();
    let new_code = access.someone_knows(&phrase(MINE), &phrase("newer"), Some(&phrase("ours anew"))).unwrap().unwrap();
    write(&session, "and on it goes");
    session.lock();
    assert_eq!(by_key(&phone, &key).err(), WRONG);
    for gone in [MINE, OURS] {
        assert_eq!(phone.unlock(gone).err(), WRONG);
    }
    assert_eq!(by_code(&phone, &code).err(), WRONG);
    assert_eq!(texts(&by_code(&phone, &new_code).unwrap()), ["first", "and on it goes"]);
    assert_eq!(phone.opens("newer"), Ok(Opened::Everything));
    assert_eq!(phone.opens("ours anew"), Ok(Opened::TogetherOnly));
}

#[test]
fn someone_knows_without_a_new_together_passphrase_takes_it_away() {
    let phone = Phone::used();
    assert!(phone.open(MINE).access().someone_knows(&phrase(MINE), &phrase("newer"), None).unwrap().is_none());
    assert_eq!(phone.unlock(OURS).err(), WRONG);
    assert_eq!(phone.opens("newer"), Ok(Opened::Everything));
}

#[test]
fn raising_the_cost_keeps_every_way_in_and_needs_every_passphrase() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    let access = session.access();
    let key = access.add_device_key(&phrase(MINE), true).unwrap();
    let more = KdfParams { passes: 2, ..KdfParams::LEAST };
    let less = KdfParams { memory_kib: 1024, ..KdfParams::LEAST };
    assert!(matches!(access.raise_kdf(&phrase(MINE), None, less), Err(MendError::BadField { .. })));
    assert_eq!(access.raise_kdf(&phrase(MINE), None, more), Err(MendError::TogetherPassphraseNeeded));
    assert_eq!(access.raise_kdf(&phrase(MINE), Some(&phrase("wrong")), more).err(), WRONG);
    access.raise_kdf(&phrase(MINE), Some(&phrase(OURS)), more).unwrap();
    session.lock();
    assert_eq!(phone.opens(MINE), Ok(Opened::Everything));
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
    assert_eq!(by_key(&phone, &key), Ok(Opened::Everything));
    let headers = ["private.mend", "together.mend"].map(|name| std::fs::read(phone.path(name)).unwrap());
    assert_eq!(headers[0][40..72], headers[1][40..72], "both carry the same salt and cost");
    assert_eq!(headers[0][60..64], 2u32.to_le_bytes());
}

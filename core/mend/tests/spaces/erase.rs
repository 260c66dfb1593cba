//! Erasing one space, or both.

use mend_core::{MendError, Opened, SetUpRequest};

use crate::phone::{MINE, OURS, Phone, WRONG, phrase, texts, write};

#[test]
fn erasing_private_leaves_a_valid_together_space_and_ends_the_session() {
    let phone = Phone::used();
    let session = phone.open(MINE);
    session.access().erase_private(&phrase(MINE), None, None).unwrap();
    assert!(session.is_locked());
    assert_eq!(session.journal().err(), Some(MendError::Locked));
    assert_eq!(phone.unlock(MINE).err(), WRONG);
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
    assert_eq!(phone.names(), ["device.json", "lock", "private.mend", "private.mend-wal", "together.mend"]);
}

#[test]
fn a_private_space_erased_with_a_new_passphrase_is_empty() {
    let phone = Phone::used();
    phone.open(MINE).access().erase_private(&phrase(MINE), Some(&phrase("newer")), None).unwrap();
    assert_eq!(phone.unlock(MINE).err(), WRONG);
    let session = phone.open("newer");
    assert_eq!(texts(&session), [""; 0]);
    write(&session, "a new page");
    session.lock();
    assert_eq!(texts(&phone.open("newer")), ["a new page"]);
}

#[test]
fn erasing_private_needs_a_together_passphrase_first() {
    let phone = Phone::new();
    let session = phone.set_up(Some(MINE), None);
    write(&session, "first");
    let needed = Err(MendError::TogetherPassphraseNeeded);
    assert_eq!(session.access().erase_private(&phrase(MINE), None, None), needed);
    assert_eq!(texts(&session), ["first"]);
    session.access().erase_private(&phrase(MINE), None, Some(&phrase(OURS))).unwrap();
    assert_eq!(phone.unlock(MINE).err(), WRONG);
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
}

#[test]
fn whoever_set_up_together_alone_begins_a_private_space_later() {
    let phone = Phone::new();
    phone.set_up(None, Some(OURS)).access().erase_private(&phrase(OURS), Some(&phrase(MINE)), None).unwrap();
    assert_eq!(phone.opens(OURS), Ok(Opened::TogetherOnly));
    write(&phone.open(MINE), "begun");
    assert_eq!(texts(&phone.open(MINE)), ["begun"]);
}

#[test]
fn an_erased_private_space_looks_like_one_never_used() {
    let (erased, unused) = (Phone::used(), Phone::new());
    erased.open(MINE).access().erase_private(&phrase(MINE), None, None).unwrap();
    unused.set_up(None, Some(OURS)).lock();
    for name in ["private.mend", "private.mend-wal"] {
        let size = |phone: &Phone| std::fs::metadata(phone.path(name)).unwrap().len();
        assert_eq!(size(&erased), size(&unused), "{name}");
    }
}

#[test]
fn erasing_everything_leaves_an_empty_lock_file_and_room_to_start_again() {
    for opener in [MINE, OURS] {
        let phone = Phone::used();
        let session = phone.open(opener);
        assert_eq!(session.access().erase_all(&phrase("wrong")).err(), WRONG);
        session.access().erase_all(&phrase(opener)).unwrap();
        assert!(session.is_locked());
        assert_eq!(phone.names(), ["lock"]);
        assert_eq!(phone.mend.is_set_up(), Ok(false));
        assert_eq!(phone.unlock(MINE).err(), Some(MendError::NotSetUp));
        phone.set_up(Some("again"), None).lock();
        assert_eq!(phone.opens("again"), Ok(Opened::Everything));
    }
}

#[test]
fn set_up_finishes_an_erasing_that_was_interrupted() {
    let phone = Phone::used();
    std::fs::rename(phone.path("private.mend"), phone.path("private.mend.alone.new")).unwrap();
    assert_eq!(phone.mend.is_set_up(), Ok(false));
    assert_eq!(phone.unlock(OURS).err(), Some(MendError::NotSetUp));
    let session = phone.mend.set_up(SetUpRequest { private: Some(phrase("again")), together: None }).unwrap();
    assert_eq!(texts(&session), [""; 0]);
    session.lock();
    assert_eq!(phone.unlock(OURS).err(), WRONG);
}

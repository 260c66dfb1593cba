//! Promises as an app meets them: through `Mend` and `Session`, on a real disk.

use std::sync::Arc;

use mend_core::promise::{LogRequest, Outcome, PromiseRequest};
use mend_core::reminder::{Cadence, Subject};
use mend_core::{
    FixedClock, KdfParams, Mend, MendError, MendOptions, Passphrase, Session, SetUpRequest, UnlockOptions,
};

fn mend(folder: &std::path::Path, now: &str) -> Mend {
    let clock = Arc::new(FixedClock(now.parse().expect("a time")));
    Mend::with(folder, MendOptions { clock, kdf: KdfParams::LEAST, ..MendOptions::default() })
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words).expect("words")
}

fn open(mend: &Mend, words: &str) -> Session {
    mend.unlock(&passphrase(words), UnlockOptions::default()).expect("open")
}

/// Made on one day, kept on the next, looked at again as its owner wished, and out of reach for whoever opened what is
/// shared.
#[test]
fn promise_is_made_logged_and_looked_at_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("mend");
    let (private, together) = (Some(passphrase("only mine")), Some(passphrase("for us two")));
    let tuesday = mend(&at, "2026-03-10T21:00:00+01:00");
    let session = tuesday.set_up(SetUpRequest { private, together }).expect("set up");
    let promises = session.promises().expect("private");
    let request = PromiseRequest {
        what: "I am home at six".into(),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(promises.usual_last_day(None).expect("a day")),
        tell: String::new(),
    };
    let id = promises.add(request).expect("kept");
    let offered = promises.review_schedule(id).expect("offered");
    assert_eq!(session.reminders().expect("private").list().expect("none"), []);
    session.reminders().expect("private").add(offered).expect("added because its owner wanted it");
    session.lock();
    assert_eq!(promises.show(id).err(), Some(MendError::Locked));
    drop((session, promises));

    let wednesday = mend(&at, "2026-03-11T21:00:00+01:00");
    let session = open(&wednesday, "only mine");
    let promises = session.promises().expect("private");
    assert_eq!(promises.due(None).expect("due").len(), 1);
    let kept = LogRequest { day: None, outcome: Outcome::Kept, note: None, amends: None };
    promises.log(id, kept).expect("logged");
    let schedules = session.reminders().expect("private").list().expect("one");
    assert_eq!(schedules[0].subject, Subject::PromiseReview { promise: id.to_string() });
    promises.delete(id).expect("deleted");
    assert_eq!(session.reminders().expect("private").list().expect("gone with it"), []);
    session.lock();
    drop((session, promises));

    let shared = open(&wednesday, "for us two");
    assert_eq!(shared.promises().err(), Some(MendError::PrivateLocked));
}

//! Agreements as an app meets them: through `Mend` and `Session`, on a real disk.

use std::sync::Arc;

use mend_core::agreement::{AgreementKind, AgreementRequest, AgreementState, Owner, Topic};
use mend_core::reminder::Subject;
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

/// Written and said yes to on one day, looked at when its day came, and out of reach for whoever opened what is shared:
/// a draft of an agreement is private.
#[test]
fn agreement_is_written_down_and_looked_at_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("mend");
    let (private, together) = (Some(passphrase("only mine")), Some(passphrase("for us two")));
    let march = mend(&at, "2026-03-10T21:00:00+01:00");
    let session = march.set_up(SetUpRequest { private, together }).expect("set up");
    let agreements = session.agreements().expect("private");
    let template = agreements.template("daily_word").expect("it ships");
    let request = AgreementRequest {
        topic: Topic::listed(&template.topic),
        words: template.words,
        kind: AgreementKind::Transparency,
        owner: Owner::Me,
        review_day: Some(agreements.usual_review_day(None).expect("a day")),
        holds_until: Some("2026-05-31".parse().expect("a day")),
    };
    let id = agreements.add(request).expect("kept");
    let hash = agreements.show(id).expect("there").versions[0].hash;
    agreements.accept(id, hash).expect("a yes");
    let offered = agreements.review_schedule(id).expect("offered");
    session.reminders().expect("private").add(offered).expect("added because its owner wanted it");
    session.lock();
    assert_eq!(agreements.show(id).err(), Some(MendError::Locked));
    drop((session, agreements));

    let april = mend(&at, "2026-04-08T21:00:00+02:00");
    let session = open(&april, "only mine");
    let agreements = session.agreements().expect("private");
    let due = agreements.due().expect("read").review;
    assert_eq!(due.iter().map(|row| (row.id, row.state)).collect::<Vec<_>>(), [(id, AgreementState::ReviewOverdue)]);
    agreements.review(id, "2026-05-06".parse().expect("a day")).expect("looked at");
    assert_eq!(agreements.show(id).expect("there").row.state, AgreementState::WrittenDown);
    let schedules = session.reminders().expect("private").list().expect("one");
    assert_eq!(schedules[0].subject, Subject::AgreementReview { agreement: id.to_string() });
    agreements.delete(id).expect("deleted");
    assert_eq!(session.reminders().expect("private").list().expect("gone with it"), []);
    session.lock();
    drop((session, agreements));

    let shared = open(&april, "for us two");
    assert_eq!(shared.agreements().err(), Some(MendError::PrivateLocked));
}

//! Check-ins as an app meets them: through `Mend` and `Session`, on a real disk.

use std::path::Path;
use std::sync::Arc;

use mend_core::checkin::{Answer, AnswerRequest, ItemAnswer};
use mend_core::insight::Period;
use mend_core::reminder::{Cadence, ScheduleRequest, Slot, SlotState, Subject, Zone};
use mend_core::{FixedClock, Mend, MendError, MendOptions, Passphrase, SetUpRequest, UnlockOptions, testing};

fn mend(folder: &Path) -> Mend {
    let clock = Arc::new(FixedClock("2026-03-10T21:15:00+01:00".parse().expect("a time")));
    Mend::with(folder, MendOptions { clock, ..testing::options(7) })
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words).expect("words")
}

fn monthly() -> AnswerRequest {
    let answer = ItemAnswer { item: "monthly.rely".into(), answer: Answer::Scale(1) };
    AnswerRequest { set: "monthly".into(), answers: vec![answer], ..AnswerRequest::default() }
}

#[test]
fn checkins_and_drafts_outlast_the_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    let mend = mend(folder.path());
    let secret = passphrase("tea by the window");
    let session = mend.set_up(SetUpRequest { private: Some(secret.clone()), together: None }).expect("set up");
    let checkins = session.checkins().expect("a private session");
    let id = checkins.answer(monthly()).expect("kept");
    checkins.save_draft("monthly", monthly().answers, None).expect("kept");
    let insight = session.insight().expect("a private session");
    assert_eq!(insight.series(&Period::default()).expect("read")[0].points.len(), 1);
    session.lock();
    assert_eq!(insight.signs(), Err(MendError::Locked));
    assert_eq!(checkins.show(id), Err(MendError::Locked));
    assert_eq!(checkins.answer(monthly()), Err(MendError::Locked));
    let session = mend.unlock(&secret, UnlockOptions::default()).expect("the right passphrase");
    let checkins = session.checkins().expect("a private session");
    assert_eq!(checkins.show(id).expect("it is there").answers[0].words, "a little true");
    assert_eq!(checkins.draft("monthly").expect("read").expect("it waits").answers, monthly().answers);
}

#[test]
fn together_only_session_has_no_checkins() {
    let folder = tempfile::tempdir().expect("a folder");
    let (private, together) = (passphrase("tea by the window"), passphrase("bread and salt"));
    let request = SetUpRequest { private: Some(private), together: Some(together.clone()) };
    mend(folder.path()).set_up(request).expect("set up").lock();
    let session = mend(folder.path()).unlock(&together, UnlockOptions::default()).expect("together");
    assert_eq!(session.checkins().map(drop), Err(MendError::PrivateLocked));
    assert_eq!(session.insight().map(drop), Err(MendError::PrivateLocked));
}

#[test]
fn an_answer_marks_its_slot_in_the_same_moment_and_a_refused_one_marks_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mend = mend(folder.path());
    let request = SetUpRequest { private: Some(passphrase("tea by the window")), together: None };
    let session = mend.set_up(request).expect("set up");
    let (checkins, reminders) = (session.checkins().expect("private"), session.reminders().expect("private"));
    let schedule = |set: &str, time: &str| {
        let request = ScheduleRequest {
            subject: Subject::CheckIn { set: set.into() },
            cadence: Cadence::Daily { n: 1 },
            times: vec![time.parse().expect("a time")],
            zone: Zone::Floating,
            anchor: None,
            grace_minutes: 60,
            until: None,
            notice: None,
        };
        reminders.add(request).expect("kept")
    };
    let (daily, monthly_schedule) = (schedule("daily", "21:15:00"), schedule("monthly", "21:15:00"));
    let slot = reminders.open_slot("monthly").expect("read").expect("it is open now");
    assert_eq!(slot.schedule, monthly_schedule);

    // Of another set, of a day ahead, of no schedule: refused, and nothing is kept.
    let of_daily = reminders.open_slot("daily").expect("read").expect("it is open now");
    assert_eq!(of_daily.schedule, daily);
    let tomorrow = Slot { date: slot.date.succ_opt().expect("a day"), ..slot };
    for wrong in [of_daily, tomorrow] {
        let refused = checkins.answer(AnswerRequest { slot: Some(wrong), ..monthly() });
        assert!(matches!(refused, Err(MendError::BadField { field: "slot", .. })), "{refused:?}");
    }
    let nowhere = Slot { index: 3, ..slot };
    assert_eq!(checkins.answer(AnswerRequest { slot: Some(nowhere), ..monthly() }), Err(MendError::NotFound));
    assert_eq!(checkins.history(None, 10, None).expect("read").checkins, []);
    assert_eq!(reminders.open_slot("monthly"), Ok(Some(slot)));

    let id = checkins.answer(AnswerRequest { slot: Some(slot), ..monthly() }).expect("kept");
    assert_eq!(checkins.show(id).expect("read").row.slot, Some(slot));
    assert_eq!(reminders.open_slot("monthly"), Ok(None));
    let history = reminders.history(monthly_schedule, 10, None).expect("read");
    assert_eq!(history.slots.first().map(|past| past.state), Some(SlotState::Answered));
}

//! Reminders as an app meets them: through `Mend` and `Session`, on a real disk.

use std::sync::Arc;

use mend_core::reminder::{
    Cadence, QuietHours, ReminderSettings, ScheduleRequest, Sensitivity, Subject, Weekday, Zone,
};
use mend_core::{
    FixedClock, KdfParams, Mend, MendError, MendOptions, Passphrase, Session, SetUpRequest, UnlockOptions,
};

const NOON: &str = "2026-03-10T12:00:00+01:00";

fn mend(folder: &std::path::Path, now: &str) -> Mend {
    let clock = Arc::new(FixedClock(now.parse().expect("a time")));
    Mend::with(folder, MendOptions { clock, kdf: KdfParams::LEAST, ..MendOptions::default() })
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words).expect("words")
}

fn set_up(mend: &Mend) -> Session {
    let (private, together) = (Some(passphrase("only mine")), Some(passphrase("for us two")));
    mend.set_up(SetUpRequest { private, together }).expect("set up")
}

fn sunday_evening() -> ScheduleRequest {
    ScheduleRequest {
        subject: Subject::CheckIn { set: "weekly".into() },
        cadence: Cadence::Weekly { n: 1, days: vec![Weekday::Su], week_start: Weekday::Mo },
        times: vec!["20:00:00".parse().expect("a time")],
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 24 * 60,
        until: None,
        notice: None,
    }
}

fn plan(session: &Session) -> usize {
    let now = NOON.parse().expect("a time");
    session.reminders().expect("private").plan(now, "Europe/Berlin", 60).expect("a plan").alarms.len()
}

fn switch(session: &Session, on: bool) {
    session.settings().save_reminders(ReminderSettings { on, quiet: None }).expect("saved");
}

#[test]
fn phone_that_starts_locked_knows_its_alarms_and_nothing_of_what_they_are_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let phone = mend(folder.path(), NOON);
    assert!(phone.planned_alarms().is_empty());
    let session = set_up(&phone);
    session.reminders().expect("private").add(sunday_evening()).expect("kept");
    assert_eq!(plan(&session), 0, "off by default");
    switch(&session, true);
    let count = plan(&session);
    assert_eq!(count, 53, "a year of Sundays and the notice");
    session.lock();

    let alarms = mend(folder.path(), NOON).planned_alarms();
    assert_eq!(alarms.len(), count);
    assert_eq!((alarms[0].utc.timestamp(), alarms[0].text.as_str()), (1_773_601_200, "Reminder"));
    assert_eq!(alarms[0].sensitivity, Sensitivity::Secret);
    let plain = std::fs::read_to_string(folder.path().join("device.json")).expect("the plain file");
    assert!(!plain.contains("weekly") && !plain.contains("check"), "{plain}");
    let later = mend(folder.path(), "2026-03-15T20:00:00+01:00").planned_alarms();
    assert_eq!(later, alarms[1..], "what has rung is not set again");
}

#[test]
fn switching_reminders_off_empties_the_plan_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let phone = mend(folder.path(), NOON);
    let session = set_up(&phone);
    session.reminders().expect("private").add(sunday_evening()).expect("kept");
    switch(&session, true);
    assert!(plan(&session) > 0 && !phone.planned_alarms().is_empty());
    switch(&session, false);
    assert!(phone.planned_alarms().is_empty());
}

#[test]
fn erasing_the_private_space_takes_its_alarms_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let phone = mend(folder.path(), NOON);
    let session = set_up(&phone);
    session.reminders().expect("private").add(sunday_evening()).expect("kept");
    switch(&session, true);
    assert!(plan(&session) > 0);
    session.access().erase_private(&passphrase("only mine"), None, None).expect("erased");
    assert!(phone.planned_alarms().is_empty());
}

#[test]
fn together_only_session_reaches_no_reminders_and_locked_ones_answer_locked() {
    let folder = tempfile::tempdir().expect("a folder");
    let phone = mend(folder.path(), NOON);
    let session = set_up(&phone);
    let reminders = session.reminders().expect("private");
    session.lock();
    assert_eq!(reminders.list(), Err(MendError::Locked));
    assert_eq!(reminders.add(sunday_evening()), Err(MendError::Locked));
    let session = phone.unlock(&passphrase("for us two"), UnlockOptions::default()).expect("open");
    assert_eq!(session.reminders().err(), Some(MendError::PrivateLocked));
    assert_eq!(session.settings().reminders(), Err(MendError::PrivateLocked));
    let refused = session.settings().save_reminders(ReminderSettings::default());
    assert_eq!(refused, Err(MendError::PrivateLocked));
}

#[test]
fn quiet_hours_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = set_up(&mend(folder.path(), NOON));
    let time = |text: &str| text.parse().expect("a time");
    let quiet = Some(QuietHours { from: time("22:30:00"), to: time("06:00:00") });
    let settings = ReminderSettings { on: true, quiet };
    session.settings().save_reminders(settings).expect("saved");
    assert_eq!(session.settings().reminders(), Ok(settings));
}

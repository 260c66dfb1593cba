//! A clock that is set back, or was wrong.

use super::*;

#[test]
fn clock_set_back_freezes_what_is_concluded_and_says_so() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| request.grace_minutes = 60);
    phone.clock("2026-03-12T20:30:00+01:00");
    let before = phone.history(id);
    assert_eq!(before, ["2026-03-12.0 open", "2026-03-11.0 passed", "2026-03-10.0 passed"]);
    assert_eq!(phone.due(), ["2026-03-12.0"]);

    phone.clock("2026-03-10T12:00:00+01:00");
    let due = phone.reminders.due(phone.now()).unwrap();
    assert_eq!(due.clock_set_back_from, Some(at("2026-03-12T20:30:00+01:00")));
    assert_eq!(due.slots.len(), 1);
    assert_eq!(phone.history(id), before);
    assert!(phone.reminders.history(id, 9, None).unwrap().clock_set_back_from.is_some());
    // The alarms ring by the clock as it is.
    let plan = phone.reminders.plan(phone.now(), "Europe/Berlin", 60).unwrap();
    assert_eq!(utc(plan.alarms[0].utc), "2026-03-10T19:00Z");
    assert!(plan.clock_set_back_from.is_some());

    // An answer now is as late, or in time, as it was then.
    phone.reminders.mark(slot(id, "2026-03-11", 0), Mark::Answered).unwrap();
    phone.reminders.mark(slot(id, "2026-03-12", 0), Mark::Answered).unwrap();
    assert_eq!(phone.history(id)[..2], ["2026-03-12.0 answered", "2026-03-11.0 answered_late"]);
    phone.clock("2026-03-12T20:40:00+01:00");
    assert_eq!(phone.reminders.due(phone.now()).unwrap().clock_set_back_from, None);
}

#[test]
fn correction_of_a_few_minutes_is_not_a_clock_set_back() {
    let phone = Phone::at("2026-03-10T20:00:00+01:00");
    phone.add(|_| {});
    assert_eq!(phone.due().len(), 1);
    phone.clock("2026-03-10T19:56:00+01:00");
    let due = phone.reminders.due(phone.now()).unwrap();
    assert_eq!((due.clock_set_back_from, due.slots.len()), (None, 1));
}

#[test]
fn flight_to_the_west_is_not_a_clock_set_back() {
    let phone = Phone::at("2026-03-10T20:00:00+01:00");
    phone.add(|_| {});
    assert_eq!(phone.due().len(), 1);
    phone.clock("2026-03-10T15:01:00-04:00");
    assert_eq!(phone.reminders.due(phone.now()).unwrap().clock_set_back_from, None);
}

#[test]
fn clock_that_was_ahead_by_mistake_is_put_right_by_the_user() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.clock("2027-03-10T12:00:00+01:00");
    assert!(phone.due().is_empty());
    phone.clock("2026-03-10T20:30:00+01:00");
    assert!(phone.due().is_empty(), "frozen");
    phone.reminders.accept_clock().unwrap();
    assert_eq!(phone.due(), ["2026-03-10.0"]);
    assert_eq!(phone.history(id), ["2026-03-10.0 open"]);
}

#[test]
fn looking_again_within_the_hour_writes_nothing() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|_| {});
    let changes = || phone.room.db.read(|conn| Ok(conn.total_changes())).unwrap();
    let before = changes();
    phone.clock("2026-03-10T12:59:00+01:00");
    phone.due();
    assert_eq!(changes(), before);
    phone.clock("2026-03-10T13:00:00+01:00");
    phone.due();
    assert_eq!(changes(), before + 1);
}

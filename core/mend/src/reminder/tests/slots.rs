//! What is due, what is marked, and what became of it.

use super::*;

#[test]
fn slot_is_open_from_its_time_until_its_grace_has_run_out() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    for (now, open) in [("19:59:59", 0), ("20:00:00", 1), ("21:59:59", 1), ("22:00:00", 0)] {
        phone.clock(&format!("2026-03-10T{now}+01:00"));
        assert_eq!(phone.due().len(), open, "{now}");
    }
    assert_eq!(phone.history(id), ["2026-03-10.0 passed"]);
}

#[test]
fn schedule_has_no_slots_from_before_it_was_made() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| {
        request.anchor = Some(day("2020-01-01"));
        request.times = vec![time("08:00"), time("12:00"), time("20:00")];
        request.grace_minutes = 44_640;
    });
    assert_eq!(phone.due(), ["2026-03-10.1"]);
    assert_eq!(phone.history(id), ["2026-03-10.1 open"]);
    assert_eq!(phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered), Err(MendError::NotFound));
}

#[test]
fn answer_at_half_past_midnight_belongs_to_the_evening_before() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| {
        request.times = vec![time("22:00")];
        request.grace_minutes = 300;
    });
    phone.clock("2026-03-11T00:30:00+01:00");
    assert_eq!(phone.due(), ["2026-03-10.0"]);
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered).unwrap();
    assert_eq!(phone.history(id), ["2026-03-10.0 answered"]);
    assert!(phone.due().is_empty());
}

#[test]
fn late_answer_is_welcome_and_marked() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.clock("2026-03-20T12:00:00+01:00");
    phone.reminders.mark(slot(id, "2026-03-11", 0), Mark::Answered).unwrap();
    assert!(phone.history(id).contains(&"2026-03-11.0 answered_late".to_owned()));
}

#[test]
fn late_stays_late_and_in_time_stays_in_time_when_the_grace_changes() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.clock("2026-03-10T21:00:00+01:00");
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered).unwrap();
    phone.clock("2026-03-11T23:00:00+01:00");
    phone.reminders.mark(slot(id, "2026-03-11", 0), Mark::Answered).unwrap();
    let before = phone.history(id);
    assert_eq!(before, ["2026-03-11.0 answered_late", "2026-03-10.0 answered"]);
    for grace in [1, 44_640] {
        let change = ScheduleChange { grace_minutes: Some(grace), ..ScheduleChange::default() };
        phone.reminders.change(id, change).unwrap();
        assert_eq!(phone.history(id), before);
    }
}

#[test]
fn answer_stays_an_answer_and_of_the_others_the_last_holds() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| request.times = vec![time("12:30"), time("13:00")]);
    phone.clock("2026-03-10T13:30:00+01:00");
    let [first, second] = [0, 1].map(|index| slot(id, "2026-03-10", index));
    phone.reminders.mark(first, Mark::Skipped).unwrap();
    phone.reminders.mark(first, Mark::Excused).unwrap();
    phone.reminders.mark(second, Mark::Skipped).unwrap();
    assert_eq!(phone.history(id), ["2026-03-10.1 skipped", "2026-03-10.0 excused"]);
    phone.reminders.mark(second, Mark::Answered).unwrap();
    phone.reminders.mark(second, Mark::Skipped).unwrap();
    phone.reminders.mark(second, Mark::Excused).unwrap();
    assert_eq!(phone.history(id), ["2026-03-10.1 answered", "2026-03-10.0 excused"]);
}

#[test]
fn opening_a_slot_leaves_it_open() {
    let phone = Phone::at("2026-03-10T20:30:00+01:00");
    let id = phone.add(|request| request.times = vec![time("20:30")]);
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Opened).unwrap();
    let due = phone.reminders.due(phone.now()).unwrap();
    assert!(due.slots[0].opened);
    assert_eq!(phone.history(id), ["2026-03-10.0 open"]);
}

#[test]
fn saying_the_same_again_writes_nothing() {
    let phone = Phone::at("2026-03-10T20:30:00+01:00");
    let id = phone.add(|request| request.times = vec![time("20:30")]);
    let lines =
        || phone.room.db.read(|c| Ok(c.query_row("SELECT count(*) FROM slot_log", [], |r| r.get::<_, i64>(0))?));
    for (mark, lines_then) in [(Mark::Opened, 1), (Mark::Skipped, 2), (Mark::Answered, 3)] {
        for _ in 0..3 {
            phone.reminders.mark(slot(id, "2026-03-10", 0), mark).unwrap();
            assert_eq!(lines(), Ok(lines_then));
        }
    }
}

#[test]
fn slot_of_today_can_be_answered_before_its_time_and_one_of_tomorrow_cannot() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered).unwrap();
    assert_eq!(phone.history(id), ["2026-03-10.0 answered"]);
    assert_eq!(bad(phone.reminders.mark(slot(id, "2026-03-11", 0), Mark::Answered)).0, "slot");
    phone.clock("2026-03-10T20:30:00+01:00");
    assert!(phone.due().is_empty());
}

#[test]
fn slot_put_off_stays_open_and_three_times_is_all() {
    let phone = Phone::at("2026-03-10T20:00:00+01:00");
    let id = phone.add(|_| {});
    let one = slot(id, "2026-03-10", 0);
    let until = |time: &str| at(&format!("2026-03-10T{time}:00+01:00"));
    for (index, time) in ["21:00", "21:30", "23:00"].into_iter().enumerate() {
        phone.reminders.snooze(one, until(time)).unwrap();
        let due = phone.reminders.due(phone.now()).unwrap();
        assert_eq!(due.slots[0].snoozed_until, Some(until(time)));
        assert_eq!(usize::from(due.slots[0].snoozes_left), 2 - index);
    }
    assert_eq!(bad(phone.reminders.snooze(one, until("23:30"))), ("snoozes", FieldProblem::TooLong { most: 3 }));
    phone.clock("2026-03-11T00:59:00+01:00");
    assert_eq!(phone.due(), ["2026-03-10.0"], "its grace began anew at 23:00");
    phone.clock("2026-03-11T01:00:00+01:00");
    assert!(phone.due().is_empty());
}

#[test]
fn only_what_is_open_can_be_put_off_and_by_a_day_at_most() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    let one = slot(id, "2026-03-10", 0);
    let hours = FieldProblem::OutOfRange { least: 0, most: 24 };
    let not_open = ("slot", FieldProblem::Unknown);
    assert_eq!(bad(phone.reminders.snooze(one, at("2026-03-10T21:00:00+01:00"))), not_open, "not begun");
    phone.clock("2026-03-10T20:10:00+01:00");
    assert_eq!(bad(phone.reminders.snooze(one, at("2026-03-10T20:10:00+01:00"))), ("snooze_until", hours));
    assert_eq!(bad(phone.reminders.snooze(one, at("2026-03-11T20:11:00+01:00"))), ("snooze_until", hours));
    phone.reminders.mark(one, Mark::Answered).unwrap();
    assert_eq!(bad(phone.reminders.snooze(one, at("2026-03-10T21:00:00+01:00"))), not_open);
    phone.clock("2026-03-12T12:00:00+01:00");
    let passed = slot(id, "2026-03-11", 0);
    assert_eq!(bad(phone.reminders.snooze(passed, at("2026-03-12T13:00:00+01:00"))), not_open);
}

#[test]
fn phone_that_was_off_for_three_months_finds_what_passed_and_one_that_is_open() {
    let phone = Phone::at("2026-01-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.clock("2026-04-10T20:30:00+02:00");
    assert_eq!(phone.due(), ["2026-04-10.0"]);
    let history = phone.history(id);
    assert_eq!(history.len(), 91);
    assert_eq!(history[0], "2026-04-10.0 open");
    assert!(history[1..].iter().all(|line| line.ends_with(" passed")));
}

#[test]
fn fixed_zone_keeps_its_hours_when_the_phone_flies() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|request| request.zone = Zone::Fixed("Europe/Berlin".into()));
    phone.clock("2026-03-10T15:30:00-04:00");
    assert_eq!(phone.due(), ["2026-03-10.0"], "half past eight in Berlin");
    phone.clock("2026-03-10T20:30:00-04:00");
    assert!(phone.due().is_empty());
}

#[test]
fn floating_slot_comes_when_the_clock_of_the_place_shows_its_time() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|_| {});
    phone.clock("2026-03-10T15:30:00-04:00");
    assert!(phone.due().is_empty());
    phone.clock("2026-03-10T20:30:00-04:00");
    assert_eq!(phone.due(), ["2026-03-10.0"]);
}

#[test]
fn two_people_in_two_zones_mean_the_same_slot() {
    let id = ScheduleId([9; 16]);
    let seen_in = |now: &str, zone: &str| {
        let phone = Phone::at(now);
        phone.reminders.add_as(id, ScheduleRequest { anchor: Some(day("2026-03-11")), ..request() }).unwrap();
        let plan = phone.reminders.plan(at(now), zone, 60).unwrap();
        let ahead = phone.reminders.occurrences(at(now), zone, 30).unwrap();
        let slots: Vec<_> = ahead.iter().map(|occurrence| occurrence.slot.to_string()).take(20).collect();
        let ids: Vec<_> = plan.alarms.iter().map(|alarm| alarm.id.clone()).take(20).collect();
        (slots, ids, ahead[0].utc)
    };
    let berlin = seen_in("2026-03-10T12:00:00+01:00", "Europe/Berlin");
    let auckland = seen_in("2026-03-11T00:00:00+13:00", "Pacific/Auckland");
    assert_eq!((&berlin.0, &berlin.1), (&auckland.0, &auckland.1));
    assert_ne!(berlin.2, auckland.2, "each at their own evening");
}

#[test]
fn due_comes_oldest_first_across_schedules() {
    let phone = Phone::at("2026-03-10T07:00:00+01:00");
    for times in [&["09:00", "11:00"][..], &["08:00", "10:00"]] {
        phone.add(|request| {
            request.times = times.iter().map(|text| time(text)).collect();
            request.grace_minutes = 600;
        });
    }
    phone.clock("2026-03-10T12:00:00+01:00");
    let due = phone.reminders.due(phone.now()).unwrap();
    let civil: Vec<_> = due.slots.iter().map(|due| due.civil.format("%H").to_string()).collect();
    assert_eq!(civil, ["08", "09", "10", "11"]);
}

#[test]
fn history_of_ten_years_comes_in_pages_without_a_hole() {
    let phone = Phone::at("2016-01-01T00:00:00+00:00");
    let id = phone.add(|request| request.times = ["06:00", "12:00", "18:00", "23:00"].map(time).into());
    phone.clock("2026-01-01T00:00:00+00:00");
    let before = phone.room.vault.pages_opened();
    let first = phone.reminders.history(id, 50, None).unwrap();
    assert!(phone.room.vault.pages_opened() - before < 20);
    assert_eq!((first.slots.len(), place_of(&first.slots[0].slot)), (50, "2025-12-31.3".to_owned()));
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = phone.reminders.history(id, 500, after.as_deref()).unwrap();
        all.extend(page.slots);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(all.len(), 3653 * 4);
    assert!(all.windows(2).all(|pair| pair[0].civil > pair[1].civil));
    assert_eq!(place_of(&all.last().unwrap().slot), "2016-01-01.0");
}

#[test]
fn together_with_its_log_a_removed_schedule_leaves_no_byte() {
    let phone = Phone::at("2026-03-10T20:00:00+01:00");
    let id = phone.add(|request| {
        request.subject = Subject::Own { about: "wordsthatgo".into() };
        request.notice = Some("noticethatgoes".into());
    });
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered).unwrap();
    // Whatever removes something also brings the file itself up to date.
    phone.reminders.remove(phone.add(|_| {})).unwrap();
    let holds = |words: &str| contains(&phone.room.bytes(), words.as_bytes());
    assert!(holds("wordsthatgo") && holds("noticethatgoes"));
    phone.reminders.change(id, ScheduleChange { notice: Some(None), ..ScheduleChange::default() }).unwrap();
    assert!(holds("wordsthatgo") && !holds("noticethatgoes"));
    phone.reminders.remove(id).unwrap();
    assert!(!holds("wordsthatgo"));
    assert_eq!(phone.reminders.list(), Ok(vec![]));
    let lines: i64 =
        phone.room.db.read(|c| Ok(c.query_row("SELECT count(*) FROM slot_log", [], |row| row.get(0))?)).unwrap();
    assert_eq!(lines, 0);
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

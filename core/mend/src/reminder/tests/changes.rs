//! Schedules that change, pause and end, and the days that stay as they were.

use proptest::prelude::*;

use super::*;

fn times(times: &[&str]) -> ScheduleChange {
    ScheduleChange { times: Some(times.iter().map(|text| time(text)).collect()), ..ScheduleChange::default() }
}

#[test]
fn schedule_is_shown_as_it_was_asked_for() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| {
        request.subject = Subject::CheckIn { set: "weekly".into() };
        request.cadence = weekly(&[Weekday::Su, Weekday::We]);
        request.times = vec![time("20:15"), time("08:00")];
        request.zone = Zone::Fixed("Europe/Berlin".into());
        request.until = Some(day("2026-12-31"));
        request.notice = Some("  Tea  ".into());
    });
    let view = phone.reminders.show(id).unwrap();
    assert_eq!(phone.reminders.list(), Ok(vec![view.clone()]));
    let json = serde_json::to_value(&view).unwrap();
    let expected = serde_json::json!({
        "id": id.to_string(),
        "subject": { "kind": "check_in", "set": "weekly" },
        "cadence": { "kind": "weekly", "n": 1, "days": ["WE", "SU"], "week_start": "MO" },
        "times": ["08:00", "20:15"],
        "zone": { "fixed": "Europe/Berlin" },
        "anchor": "2026-03-10",
        "effective_from": "2026-03-10",
        "grace_minutes": 120,
        "until": "2026-12-31",
        "notice": "Tea",
        "state": { "state": "active" },
        "next": "2026-03-11T08:00",
        "changes": 0,
    });
    assert_eq!(json, expected);
}

#[test]
fn notice_is_a_neutral_word_unless_the_user_chose_one() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| request.subject = Subject::CheckIn { set: "weekly".into() });
    let notice = || phone.reminders.show(id).unwrap().notice;
    assert_eq!(notice(), "Reminder");
    phone.reminders.change(id, ScheduleChange { notice: Some(Some("Tea".into())), ..Default::default() }).unwrap();
    assert_eq!(notice(), "Tea");
    phone.reminders.change(id, ScheduleChange { notice: Some(None), ..Default::default() }).unwrap();
    assert_eq!(notice(), "Reminder");
    assert_eq!(phone.reminders.show(id).unwrap().changes, 0);
}

#[test]
fn every_subject_comes_back_after_lock() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let subjects = [
        Subject::CheckIn { set: "daily".into() },
        Subject::PromiseReview { promise: "00ff".into() },
        Subject::AgreementReview { agreement: "a.b-c_d".into() },
        Subject::TogetherTime,
        Subject::SwapCodes,
        Subject::Own { about: "a walk".into() },
    ];
    for subject in &subjects {
        phone.add(|request| request.subject = subject.clone());
    }
    let room = phone.room.reopened();
    let reminders = Reminders::new(room.db.clone(), phone.device, Arc::new(Text::new("en")));
    let kept: Vec<_> = reminders.list().unwrap().into_iter().map(|view| view.subject).collect();
    assert_eq!(kept, subjects);
}

#[test]
fn change_holds_today_where_nothing_of_today_has_begun() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.change(id, times(&["19:00"])).unwrap();
    assert_eq!(phone.reminders.show(id).unwrap().next, Some(civil("2026-03-10T19:00")));
}

#[test]
fn change_holds_tomorrow_where_today_has_begun() {
    let phone = Phone::at("2026-03-09T12:00:00+01:00");
    let id = phone.add(|request| request.times = vec![time("08:00"), time("20:00")]);
    phone.clock("2026-03-10T12:00:00+01:00");
    phone.reminders.change(id, times(&["09:00"])).unwrap();
    let view = phone.reminders.show(id).unwrap();
    assert_eq!((view.effective_from, view.next), (day("2026-03-11"), Some(civil("2026-03-10T20:00"))));
    phone.clock("2026-03-11T23:00:00+01:00");
    let history = ["2026-03-11.0 passed", "2026-03-10.1 passed", "2026-03-10.0 passed", "2026-03-09.1 passed"];
    assert_eq!(phone.history(id), history);
}

#[test]
fn change_holds_tomorrow_where_today_was_answered_early() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered).unwrap();
    phone.reminders.change(id, times(&["09:00"])).unwrap();
    assert_eq!(phone.reminders.show(id).unwrap().effective_from, day("2026-03-11"));
    assert_eq!(phone.history(id), ["2026-03-10.0 answered"]);
}

#[test]
fn change_of_a_day_ahead_waits_and_a_later_one_wins_from_its_own_day() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    let ahead = ScheduleChange { effective_from: Some(day("2026-03-15")), ..times(&["10:00"]) };
    phone.reminders.change(id, ahead).unwrap();
    let hours = || {
        let ahead = phone.reminders.occurrences(phone.now(), "Europe/Berlin", 7).unwrap();
        ahead.iter().map(|o| o.civil.format("%d %H").to_string()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(hours(), "10 20, 11 20, 12 20, 13 20, 14 20, 15 10, 16 10, 17 10");
    let sooner = ScheduleChange { effective_from: Some(day("2026-03-13")), ..times(&["07:00"]) };
    phone.reminders.change(id, sooner).unwrap();
    assert_eq!(hours(), "10 20, 11 20, 12 20, 13 07, 14 07, 15 07, 16 07, 17 07");
}

#[test]
fn request_that_changes_nothing_keeps_nothing() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.change(id, ScheduleChange::default()).unwrap();
    phone.reminders.change(id, times(&["20:00"])).unwrap();
    assert_eq!(phone.reminders.show(id).unwrap().changes, 0);
}

#[test]
fn pause_leaves_slots_out_and_what_is_open_stays_open() {
    let phone = Phone::at("2026-03-10T20:30:00+01:00");
    let id = phone.add(|request| request.times = vec![time("20:30"), time("22:00")]);
    phone.reminders.pause(id, Some(day("2026-03-12"))).unwrap();
    let paused = ScheduleState::Paused { until: Some(day("2026-03-12")) };
    let view = phone.reminders.show(id).unwrap();
    assert_eq!((view.state, view.next), (paused, Some(civil("2026-03-13T20:30"))));
    assert_eq!(phone.due(), ["2026-03-10.0"]);
    phone.clock("2026-03-13T23:00:00+01:00");
    assert_eq!(phone.history(id), ["2026-03-13.1 open", "2026-03-13.0 passed", "2026-03-10.0 passed"]);
    assert_eq!(phone.reminders.show(id).unwrap().state, ScheduleState::Active);
}

#[test]
fn open_pause_ends_when_the_user_says_so() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.pause(id, None).unwrap();
    let view = phone.reminders.show(id).unwrap();
    assert_eq!((view.state, view.next), (ScheduleState::Paused { until: None }, None));
    assert!(phone.rings("Europe/Berlin").is_empty());
    phone.clock("2026-03-20T12:00:00+01:00");
    phone.reminders.resume(id).unwrap();
    phone.reminders.resume(id).unwrap();
    phone.clock("2026-03-20T21:00:00+01:00");
    assert_eq!(phone.history(id), ["2026-03-20.0 open"]);
}

#[test]
fn later_pause_replaces_the_one_under_way() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.pause(id, None).unwrap();
    phone.reminders.pause(id, Some(day("2026-03-11"))).unwrap();
    assert_eq!(phone.reminders.show(id).unwrap().next, Some(civil("2026-03-12T20:00")));
    assert_eq!(bad(phone.reminders.pause(id, Some(day("2026-03-09")))).0, "until");
}

#[test]
fn ended_schedule_keeps_its_history_and_takes_no_change() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.clock("2026-03-11T20:30:00+01:00");
    phone.reminders.end(id).unwrap();
    assert_eq!(phone.due(), ["2026-03-11.0"]);
    phone.clock("2026-03-20T12:00:00+01:00");
    assert_eq!(phone.history(id), ["2026-03-11.0 passed", "2026-03-10.0 passed"]);
    let view = phone.reminders.show(id).unwrap();
    assert_eq!((view.state, view.next), (ScheduleState::Ended, None));
    assert_eq!(phone.reminders.change(id, times(&["09:00"])), Err(MendError::NotFound));
    assert_eq!(phone.reminders.pause(id, None), Err(MendError::NotFound));
    assert_eq!(phone.reminders.end(id), Err(MendError::NotFound));
    phone.reminders.mark(slot(id, "2026-03-11", 0), Mark::Answered).unwrap();
    assert_eq!(phone.history(id)[0], "2026-03-11.0 answered_late");
}

#[test]
fn schedule_ends_after_its_last_day() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| request.until = Some(day("2026-03-11")));
    phone.clock("2026-03-12T12:00:00+01:00");
    assert_eq!(phone.reminders.show(id).unwrap().state, ScheduleState::Ended);
    assert_eq!(phone.history(id).len(), 2);
}

/// One thing that a person does to a schedule.
#[derive(Clone, Debug)]
enum Step {
    Times(Vec<u8>),
    Rhythm(u8),
    Grace(u32),
    Zone(bool),
    Pause(Option<u8>),
    Resume,
    Mark(Mark),
    Wait(u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        proptest::collection::btree_set(0..24u8, 1..=4).prop_map(|hours| Step::Times(hours.into_iter().collect())),
        (1..4u8).prop_map(Step::Rhythm),
        (1..3000u32).prop_map(Step::Grace),
        any::<bool>().prop_map(Step::Zone),
        proptest::option::of(0..5u8).prop_map(Step::Pause),
        Just(Step::Resume),
        prop_oneof![Just(Mark::Opened), Just(Mark::Answered), Just(Mark::Skipped), Just(Mark::Excused)]
            .prop_map(Step::Mark),
        (1..4000u16).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is done to a schedule, no line of its history that was concluded is ever another or missing.
    #[test]
    fn history_is_never_rewritten(steps in steps()) {
        let phone = Phone::at("2026-03-20T12:00:00+01:00");
        let id = phone.add(|_| {});
        let mut now = phone.now();
        let mut known: Vec<String> = Vec::new();
        for step in steps {
            let change = ScheduleChange::default();
            let reminders = &phone.reminders;
            match step {
                Step::Times(hours) => {
                    let times = hours.iter().map(|hour| time(&format!("{hour:02}:00"))).collect();
                    reminders.change(id, ScheduleChange { times: Some(times), ..change }).unwrap();
                }
                Step::Rhythm(n) => {
                    let cadence = Some(Cadence::Daily { n });
                    reminders.change(id, ScheduleChange { cadence, ..change }).unwrap();
                }
                Step::Grace(minutes) => {
                    reminders.change(id, ScheduleChange { grace_minutes: Some(minutes), ..change }).unwrap();
                }
                Step::Zone(fixed) => {
                    let zone = if fixed { Zone::Fixed("Europe/Berlin".into()) } else { Zone::Floating };
                    reminders.change(id, ScheduleChange { zone: Some(zone), ..change }).unwrap();
                }
                Step::Pause(days) => {
                    let until = days.map(|days| now.date_naive() + chrono::Days::new(days.into()));
                    reminders.pause(id, until).unwrap();
                }
                Step::Resume => reminders.resume(id).unwrap(),
                Step::Mark(mark) => {
                    if let Some(due) = reminders.due(now).unwrap().slots.first() {
                        reminders.mark(due.slot, mark).unwrap();
                    }
                }
                Step::Wait(minutes) => {
                    // The offset stays: what a flight does to floating slots is told elsewhere.
                    now += chrono::TimeDelta::minutes(minutes.into());
                    phone.clock(&now.to_rfc3339());
                }
            }
            let history = phone.history(id);
            let (lines, mut sorted) = (history.len(), history.clone());
            sorted.sort();
            sorted.dedup_by_key(|line| line.split(' ').next().unwrap().to_owned());
            prop_assert_eq!(sorted.len(), lines, "a slot twice: {:?}", history);
            for line in &known {
                prop_assert!(history.contains(line), "{line} is gone from {history:?}");
            }
            known = history.into_iter().filter(|line| !line.ends_with(" open")).collect();
            // A person may answer or skip what had passed or was put aside; here nothing does.
        }
    }
}

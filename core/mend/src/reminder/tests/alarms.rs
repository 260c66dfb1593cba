//! The plan: what rings when, with which words, and what a locked phone knows of it.

use proptest::prelude::*;

use super::*;

const BERLIN: &str = "Europe/Berlin";

fn quiet(from: &str, to: &str) -> ReminderSettings {
    ReminderSettings { on: true, quiet: Some(QuietHours { from: time(from), to: time(to) }) }
}

fn plan(phone: &Phone, budget: u32) -> PlanView {
    phone.reminders.plan(phone.now(), BERLIN, budget).unwrap()
}

#[test]
fn reminders_are_off_at_first_and_nothing_rings() {
    let room = Room::new();
    assert_eq!(room.db.read(settings::read), Ok(ReminderSettings::default()));
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|_| {});
    assert_eq!(phone.rings(BERLIN).len(), 61);
    assert_eq!(phone.device.read().plan.len(), 61);
    phone.settings(ReminderSettings::default());
    let off = plan(&phone, 60);
    assert_eq!((off.on, off.alarms.len(), off.ask_again_at), (false, 0, None));
    assert!(phone.device.read().plan.is_empty());
}

#[test]
fn same_input_gives_the_same_plan_and_a_slot_keeps_its_id() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|_| {});
    phone.add(|request| request.times = vec![time("20:00"), time("07:30")]);
    let first = plan(&phone, 60);
    assert_eq!(plan(&phone, 60), first);
    phone.clock("2026-03-12T12:00:00+01:00");
    let later = plan(&phone, 60);
    let common: Vec<_> =
        first.alarms.iter().filter(|alarm| later.alarms.iter().any(|l| l.slot == alarm.slot)).collect();
    assert!(common.len() > 40);
    for alarm in common {
        assert_eq!(later.alarms.iter().find(|later| later.id == alarm.id).map(|l| l.slot), Some(alarm.slot));
    }
    let mut ids: Vec<_> = first.alarms.iter().map(|alarm| &alarm.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), first.alarms.len());
    assert!(ids.iter().all(|id| id.len() == 32));
}

#[test]
fn one_notice_stands_where_there_was_no_room_for_the_next_slot() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|_| {});
    let plan = plan(&phone, 3);
    let told: Vec<_> = plan.alarms.iter().map(|alarm| (utc(alarm.utc), alarm.kind, alarm.text.as_str())).collect();
    let slot = |day: u32| (format!("2026-03-{day}T19:00Z"), AlarmKind::Slot, "Reminder");
    let notice = ("2026-03-13T19:00Z".to_owned(), AlarmKind::OpenApp, "Please open the app");
    assert_eq!(told, [slot(10), slot(11), slot(12), notice]);
    assert_eq!(plan.ask_again_at.map(utc).as_deref(), Some("2026-03-12T19:00Z"));
}

#[test]
fn plan_that_holds_everything_needs_no_notice() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|request| request.until = Some(day("2026-03-12")));
    let plan = plan(&phone, 60);
    assert_eq!((plan.alarms.len(), plan.ask_again_at), (3, None));
    assert!(plan.alarms.iter().all(|alarm| alarm.kind == AlarmKind::Slot));
}

#[test]
fn rare_schedule_is_planned_for_a_year_and_then_asked_for_again() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|request| request.cadence = Cadence::MonthDay { n: 3, day: 15, short_month: ShortMonth::Skip });
    let plan = plan(&phone, 60);
    let kinds: Vec<_> = plan.alarms.iter().map(|alarm| alarm.kind).collect();
    assert_eq!(kinds, [AlarmKind::Slot, AlarmKind::Slot, AlarmKind::Slot, AlarmKind::Slot, AlarmKind::OpenApp]);
    assert_eq!(utc(plan.alarms[4].utc), "2027-03-15T19:00Z");
    assert_eq!(plan.ask_again_at.map(utc).as_deref(), Some("2027-03-11T11:00Z"));
}

#[test]
fn alarms_never_number_more_than_64_and_no_slot_before_the_notice_is_missing() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let ids: Vec<_> = (0..20u32)
        .map(|hour| {
            phone.add(|request| request.times = (0..4).map(|i| time(&format!("{:02}:{}0", hour, i + 1))).collect())
        })
        .collect();
    phone.clock("2026-03-10T20:00:00+01:00");
    for id in &ids[10..15] {
        phone.add(|_| {});
        let due = phone.reminders.due(phone.now()).unwrap();
        let slot = due.slots.iter().find(|due| due.slot.schedule == *id);
        if let Some(due) = slot {
            phone.reminders.snooze(due.slot, at("2026-03-10T21:00:00+01:00")).unwrap();
        }
    }
    let plan = plan(&phone, 60);
    assert!(plan.alarms.len() <= limits::PLANNED && limits::PLANNED == 64);
    assert!(plan.alarms.windows(2).all(|pair| pair[0].utc <= pair[1].utc));
    let notice = plan.alarms.iter().find(|alarm| alarm.kind == AlarmKind::OpenApp).unwrap();
    let ahead = phone.reminders.occurrences(phone.now(), BERLIN, 30).unwrap();
    let before: Vec<_> = ahead.iter().filter(|o| o.utc > phone.now() && o.utc < notice.utc).collect();
    assert!(before.iter().all(|o| plan.alarms.iter().any(|alarm| alarm.slot == Some(o.slot))));
    assert_eq!(plan.alarms.iter().filter(|alarm| alarm.kind == AlarmKind::Slot).count(), 60);
}

#[test]
fn slot_answered_before_its_time_does_not_ring() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    phone.reminders.mark(slot(id, "2026-03-10", 0), Mark::Answered).unwrap();
    assert_eq!(phone.rings(BERLIN)[0], "2026-03-11T19:00Z");
}

#[test]
fn alarm_follows_the_zone_of_the_phone_unless_the_schedule_has_its_own() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|request| request.until = Some(day("2026-03-10")));
    assert_eq!(phone.rings(BERLIN), ["2026-03-10T19:00Z"]);
    assert_eq!(phone.rings("America/New_York"), ["2026-03-11T00:00Z"]);
    assert_eq!(phone.rings("Asia/Kolkata"), ["2026-03-10T14:30Z"]);
    let fixed = Phone::at("2026-03-10T12:00:00+01:00");
    fixed.add(|request| {
        request.until = Some(day("2026-03-10"));
        request.zone = Zone::Fixed(BERLIN.into());
    });
    assert_eq!(fixed.rings("America/New_York"), ["2026-03-10T19:00Z"]);
}

#[test]
fn zone_change_between_two_reminders_loses_none_and_doubles_none() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.add(|_| {});
    assert_eq!(phone.rings(BERLIN)[0], "2026-03-10T19:00Z");
    // It rang in Berlin; now the phone is in New York, where it is four in the afternoon of the same day.
    phone.clock("2026-03-10T16:00:00-04:00");
    let plan = phone.reminders.plan(phone.now(), "America/New_York", 60).unwrap();
    assert_eq!(place_of(&plan.alarms[0].slot.unwrap()), "2026-03-10.0");
    assert_eq!(utc(plan.alarms[0].utc), "2026-03-11T00:00Z");
    assert_eq!(place_of(&plan.alarms[1].slot.unwrap()), "2026-03-11.0");
}

#[test]
fn clock_change_moves_the_instant_and_not_the_hour() {
    let phone = Phone::at("2026-03-28T12:00:00+01:00");
    phone.add(|request| {
        request.times = vec![time("02:30"), time("20:00")];
        request.until = Some(day("2026-03-30"));
    });
    let plan = plan(&phone, 60);
    let told: Vec<_> = plan.alarms.iter().map(|a| format!("{} {}", a.civil.format("%d %H:%M"), utc(a.utc))).collect();
    assert_eq!(
        told,
        [
            "28 20:00 2026-03-28T19:00Z",
            "29 02:30 2026-03-29T01:30Z",
            "29 20:00 2026-03-29T18:00Z",
            "30 02:30 2026-03-30T00:30Z",
            "30 20:00 2026-03-30T18:00Z",
        ]
    );
}

#[test]
fn alarm_in_quiet_hours_comes_at_their_end_if_the_slot_is_open_then() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.settings(quiet("22:00", "07:00"));
    phone.add(|request| {
        request.times = vec![time("21:59"), time("22:00"), time("23:30"), time("07:00")];
        request.until = Some(day("2026-03-10"));
        request.grace_minutes = 9 * 60;
    });
    // 22:00 has run out at seven; 23:30 has not.
    assert_eq!(phone.rings(BERLIN), ["2026-03-10T20:59Z", "2026-03-11T06:00Z"]);
    let plan = plan(&phone, 60);
    assert_eq!(plan.alarms[1].civil, civil("2026-03-10T23:30"), "the slot keeps its own time");
}

#[test]
fn quiet_hours_within_a_day_and_over_a_clock_change_hold() {
    let phone = Phone::at("2026-03-28T12:00:00+01:00");
    phone.settings(quiet("01:00", "02:30"));
    phone.add(|request| {
        request.times = vec![time("01:30")];
        request.until = Some(day("2026-03-30"));
    });
    // On the 29th half past two does not exist: quiet ends at half past three.
    assert_eq!(phone.rings(BERLIN), ["2026-03-29T01:30Z", "2026-03-30T00:30Z"]);
}

/// By the clock it is quiet once more from two to half past two; the quiet hours are over all the same.
#[test]
fn alarm_in_an_hour_that_comes_twice_does_not_ring_before_its_time() {
    let phone = Phone::at("2026-10-24T12:00:00+02:00");
    phone.settings(quiet("22:00", "02:30"));
    phone.add(|request| {
        request.zone = Zone::Fixed("UTC".into());
        request.times = vec![time("01:15")];
        request.until = Some(day("2026-10-25"));
    });
    assert_eq!(phone.rings(BERLIN), ["2026-10-25T01:15Z"]);
}

#[test]
fn slots_that_run_out_within_quiet_hours_do_not_ring() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    phone.settings(quiet("22:00", "07:00"));
    phone.add(|request| {
        request.times = vec![time("23:00")];
        request.grace_minutes = 10;
    });
    let plan = plan(&phone, 60);
    assert!(plan.alarms.iter().all(|alarm| alarm.kind == AlarmKind::OpenApp));
}

#[test]
fn what_was_put_off_comes_back_when_it_was_said_also_in_quiet_hours() {
    let phone = Phone::at("2026-03-10T21:30:00+01:00");
    phone.settings(quiet("22:00", "07:00"));
    let id = phone.add(|request| {
        request.times = vec![time("21:30")];
        request.until = Some(day("2026-03-10"));
        request.notice = Some("Tea".into());
    });
    let one = slot(id, "2026-03-10", 0);
    phone.reminders.snooze(one, at("2026-03-10T22:30:00+01:00")).unwrap();
    phone.reminders.snooze(one, at("2026-03-10T22:15:00+01:00")).unwrap();
    let planned = plan(&phone, 1);
    assert_eq!(planned.alarms.len(), 1);
    let alarm = &planned.alarms[0];
    assert_eq!((alarm.kind, utc(alarm.utc).as_str(), alarm.slot), (AlarmKind::Snooze, "2026-03-10T21:15Z", Some(one)));
    assert_eq!((alarm.text.as_str(), alarm.civil), ("Tea", civil("2026-03-10T21:30")));
    phone.reminders.mark(one, Mark::Answered).unwrap();
    assert!(plan(&phone, 1).alarms.is_empty());
}

#[test]
fn three_of_what_was_put_off_ring_again_the_first_ones() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    for minute in ["12:50", "12:40", "12:30", "12:20", "12:10"] {
        let id = phone.add(|request| {
            request.times = vec![time("12:00")];
            request.until = Some(day("2026-03-10"));
        });
        phone.reminders.snooze(slot(id, "2026-03-10", 0), at(&format!("2026-03-10T{minute}:00+01:00"))).unwrap();
    }
    assert_eq!(phone.rings(BERLIN), ["2026-03-10T11:10Z", "2026-03-10T11:20Z", "2026-03-10T11:30Z"]);
}

#[test]
fn plain_file_says_when_and_with_which_words_and_nothing_else() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| {
        request.subject = Subject::CheckIn { set: "weekly".into() };
        request.until = Some(day("2026-03-10"));
    });
    let alarms = plan(&phone, 60).alarms;
    let json = serde_json::to_value(phone.device.read()).unwrap();
    let kept = serde_json::json!([{ "id": alarms[0].id, "at": 1_773_169_200_000i64, "text": "Reminder" }]);
    assert_eq!(json["plan"], kept);
    let text = json.to_string();
    for word in ["weekly", "check", &id.to_string(), "2026-03-10", "slot"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn plan_as_json_has_seconds_and_is_secret() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| request.until = Some(day("2026-03-10")));
    let plan = plan(&phone, 60);
    let expected = serde_json::json!({
        "on": true,
        "alarms": [{
            "id": plan.alarms[0].id,
            "kind": "slot",
            "slot": format!("{id}.2026-03-10.0"),
            "civil": "2026-03-10T20:00",
            "utc": 1_773_169_200,
            "text": "Reminder",
        }],
        "ask_again_at": null,
        "sensitivity": "secret",
        "clock_set_back_from": null,
    });
    assert_eq!(serde_json::to_value(&plan).unwrap(), expected);
    let ahead = phone.reminders.occurrences(phone.now(), BERLIN, 1).unwrap();
    let expected = serde_json::json!([{
        "schedule": id.to_string(),
        "slot": format!("{id}.2026-03-10.0"),
        "civil": "2026-03-10T20:00",
        "utc": 1_773_169_200,
    }]);
    assert_eq!(serde_json::to_value(&ahead).unwrap(), expected);
}

/// Schedules around the changes of the clock, at every hour.
fn schedules() -> impl Strategy<Value = Vec<(Cadence, Vec<NaiveTime>, Zone)>> {
    let cadence = prop_oneof![
        (1..4u8).prop_map(|n| Cadence::Daily { n }),
        (0..7usize).prop_map(|index| weekly(&[Weekday::ALL[index]])),
        (1..31i8).prop_map(|day| Cadence::MonthDay { n: 1, day, short_month: ShortMonth::Last }),
    ];
    let times = proptest::collection::btree_set(0..48u32, 1..=4);
    let times = times.prop_map(|halves| {
        let time = |half: u32| NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0).unwrap();
        halves.into_iter().map(time).collect()
    });
    let zone = prop_oneof![Just(""), Just(BERLIN), Just("Australia/Lord_Howe"), Just("America/Sao_Paulo")];
    let zone = zone.prop_map(|zone| if zone.is_empty() { Zone::Floating } else { Zone::Fixed(zone.into()) });
    proptest::collection::vec((cadence, times, zone), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn plan_is_the_beginning_of_what_comes_and_the_notice_is_the_next(
        schedules in schedules(), budget in 1..=60u32, start in 0..240i64,
    ) {
        let phone = Phone::at("2026-03-20T12:00:00+01:00");
        for (cadence, times, zone) in schedules {
            phone.reminders.add(ScheduleRequest { cadence, times, zone, ..request() }).unwrap();
        }
        let now = phone.now() + chrono::TimeDelta::hours(start);
        let plan = phone.reminders.plan(now, BERLIN, budget).unwrap();
        // A plan reaches to its last moment, occurrences to the one before: a second later both see the same.
        let ahead = phone.reminders.occurrences(now + chrono::TimeDelta::seconds(1), BERLIN, 366).unwrap();
        let slots: Vec<_> = plan.alarms.iter().filter_map(|alarm| Some((alarm.slot?, alarm.civil, alarm.utc))).collect();
        let count = ahead.len().min(budget as usize);
        let mut expected: Vec<_> = ahead[..count].iter().map(|o| (o.slot, o.civil, o.utc)).collect();
        // Alarms of one moment stand in the order of their ids.
        expected.sort();
        let mut found = slots.clone();
        found.sort();
        prop_assert_eq!(found, expected);
        prop_assert!(slots.windows(2).all(|pair| pair[0].2 <= pair[1].2));
        let notice: Vec<_> = plan.alarms.iter().filter(|alarm| alarm.kind == AlarmKind::OpenApp).collect();
        prop_assert_eq!(notice.len(), 1);
        if let Some(next) = ahead.get(count) {
            prop_assert_eq!(notice[0].utc, next.utc);
            prop_assert_eq!(plan.ask_again_at, slots.last().map(|slot| slot.2));
        }
    }
}

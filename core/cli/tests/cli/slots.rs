//! What is due, what becomes of it, and when: the clock is told to each command.

use serde_json::{Value, json};

use crate::{Home, id_in, refused};

const ADDED: &str = "2026-11-25T12:00:00+01:00";

/// A daily one at 21:00, which is in time for twelve hours.
fn daily(home: &Home) -> String {
    id_in(&home.json_at(ADDED, &["checkin", "schedule", "add", "--daily", "--at", "21:00"], ""))
}

fn due(home: &Home, now: &str) -> Value {
    home.json_at(now, &["checkin", "due"], "")
}

/// Civil times and what became of them, the newest first.
fn history(home: &Home, now: &str, id: &str) -> Vec<(String, String)> {
    let page = home.json_at(now, &["checkin", "schedule", "history", id], "");
    let word = |slot: &Value, name: &str| slot[name].as_str().expect("a word").to_owned();
    let slots = page["slots"].as_array().expect("slots");
    slots.iter().map(|slot| (word(slot, "civil"), word(slot, "state"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(civil, state)| ((*civil).to_owned(), (*state).to_owned())).collect()
}

#[test]
fn an_answer_fills_the_open_slot_of_its_schedule() {
    let home = Home::new();
    let id = daily(&home);
    let slot = format!("{id}.2026-11-25.0");
    let nothing = json!({ "slots": [], "clock_set_back_from": null });
    assert_eq!(due(&home, "2026-11-25T20:59:59+01:00"), nothing);
    let shown = home.mend(&["checkin", "schedule", "history", &id, "--now", "2026-11-25T20:59:59+01:00"], "");
    assert_eq!(crate::text(&shown.stdout), "No time of it has come yet.\n");
    let open = json!({
        "slot": slot, "subject": { "kind": "check_in", "set": "daily" }, "civil": "2026-11-25T21:00",
        "opened": false, "snoozed_until": null, "snoozes_left": 3,
    });
    assert_eq!(due(&home, "2026-11-25T21:00:00+01:00"), json!({ "slots": [open], "clock_set_back_from": null }));

    // A check-in of another set leaves it open.
    let now = "2026-11-25T21:10:00+01:00";
    let other = id_in(&home.json_at(now, &["checkin", "answer", "weekly"], "{}"));
    assert_eq!(home.json_at(now, &["checkin", "show", &other], "")["slot"], Value::Null);
    let checkin = id_in(&home.json_at(now, &["checkin", "answer", "daily"], r#"{"daily.steady":3}"#));
    assert_eq!(home.json_at(now, &["checkin", "show", &checkin], "")["slot"], json!(slot));
    assert_eq!(due(&home, "2026-11-25T21:11:00+01:00"), nothing);
    assert_eq!(
        home.json_at(now, &["checkin", "schedule", "history", &id], ""),
        json!({
            "slots": [{ "slot": slot, "civil": "2026-11-25T21:00", "state": "answered", "marked_at": now }],
            "next": null, "clock_set_back_from": null,
        })
    );
    // A second one on the same day is as welcome, and fills nothing.
    let again = id_in(&home.json_at(now, &["checkin", "answer", "daily"], "{}"));
    assert_eq!(home.json_at(now, &["checkin", "show", &again], "")["slot"], Value::Null);
}

#[test]
fn pages_of_what_became_of_a_schedule_join_without_a_gap() {
    let home = Home::new();
    let id = daily(&home);
    // The phone was off for three months.
    let now = "2027-02-25T12:00:00+01:00";
    let page = |more: &[&str]| {
        let args = [&["checkin", "schedule", "history", &id, "--limit", "50"], more].concat();
        let page = home.json_at(now, &args, "");
        let slots = page["slots"].as_array().expect("slots").clone();
        assert!(slots.iter().all(|slot| slot["state"] == "passed" && slot["marked_at"].is_null()));
        (slots.into_iter().map(|slot| slot["civil"].to_string()).collect::<Vec<_>>(), page["next"].clone())
    };
    let (mut all, next) = page(&[]);
    assert_eq!(all.len(), 50);
    let (rest, end) = page(&["--after", next.as_str().expect("more")]);
    all.extend(rest);
    assert_eq!((all.len(), end), (92, Value::Null));
    assert_eq!((all[0].as_str(), all[91].as_str()), (r#""2027-02-24T21:00""#, r#""2026-11-25T21:00""#));
    assert!(all.windows(2).all(|pair| pair[0] > pair[1]));
    let error = home.error(&["checkin", "schedule", "history", &id, "--after", "here"], "");
    assert_eq!(error["field"], json!("after"));
}

#[test]
fn a_late_answer_is_kept_for_the_moment_that_it_is_late_for() {
    let home = Home::new();
    let id = daily(&home);
    let slot = format!("{id}.2026-11-25.0");
    let open = due(&home, "2026-11-26T08:59:00+01:00");
    assert_eq!(open["slots"][0]["slot"], json!(slot));
    let now = "2026-11-26T09:01:00+01:00";
    assert_eq!(due(&home, now)["slots"], json!([]));
    assert_eq!(history(&home, now, &id), pairs(&[("2026-11-25T21:00", "passed")]));
    let at = "2026-11-25T21:00:00+01:00";
    let args = ["checkin", "answer", "daily", "--slot", &slot, "--at", at];
    let checkin = id_in(&home.json_at(now, &args, r#"{"daily.steady":1}"#));
    let shown = home.json_at(now, &["checkin", "show", &checkin], "");
    assert_eq!(
        (&shown["slot"], &shown["answered_at"], &shown["day"]),
        (&json!(slot), &json!(at), &json!("2026-11-25"))
    );
    assert_eq!(shown["created_at"], json!(now));
    assert_eq!(history(&home, now, &id), pairs(&[("2026-11-25T21:00", "answered_late")]));
}

#[test]
fn a_slot_that_is_not_there_or_of_something_else_takes_no_answer() {
    let home = Home::new();
    let id = daily(&home);
    let now = "2026-11-25T21:10:00+01:00";
    let answer = |set: &str, slot: &str| home.error(&["checkin", "answer", set, "--slot", slot, "--now", now], "{}");
    assert_eq!(answer("weekly", &format!("{id}.2026-11-25.0"))["field"], json!("slot"));
    assert_eq!(answer("daily", &format!("{id}.2026-11-26.0"))["field"], json!("slot"));
    assert_eq!(answer("daily", &format!("{id}.2026-11-25.1"))["kind"], json!("not_found"));
    assert_eq!(answer("daily", &format!("{id}.2026-11-24.0"))["kind"], json!("not_found"));
    assert_eq!(answer("daily", &format!("{}.2026-11-25.0", "0".repeat(32)))["kind"], json!("not_found"));
    let done = home.mend(&["checkin", "answer", "daily", "--slot", "today"], "{}");
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(home.json(&["checkin", "history"], "")["checkins"], json!([]));
    assert_eq!(due(&home, now)["slots"].as_array().map(Vec::len), Some(1));
}

#[test]
fn two_people_in_two_zones_see_the_same_slot() {
    let one = Home::new();
    let id = daily(&one);
    let other = one.copy();
    let slot = json!(format!("{id}.2026-11-25.0"));
    // 21:10 in Lisbon, and nine hours later 21:10 in Vancouver.
    assert_eq!(due(&one, "2026-11-25T21:10:00+00:00")["slots"][0]["slot"], slot);
    assert_eq!(due(&other, "2026-11-25T20:50:00-08:00")["slots"], json!([]));
    assert_eq!(due(&other, "2026-11-25T21:10:00-08:00")["slots"][0]["slot"], slot);

    let plan = |home: &Home, zone: &str| {
        let planned = home.json_at(ADDED, &["checkin", "plan", "--zone", zone, "--days", "3"], "");
        let all = planned["occurrences"].as_array().expect("occurrences").clone();
        let slots: Vec<_> = all.iter().map(|one| (one["slot"].clone(), one["civil"].clone())).collect();
        (slots, all[0]["utc"].as_i64().expect("seconds"))
    };
    let (lisbon, vancouver) = (plan(&one, "Europe/Lisbon"), plan(&other, "America/Vancouver"));
    assert_eq!(lisbon.0, vancouver.0);
    assert_eq!(vancouver.1 - lisbon.1, 8 * 3600);
}

#[test]
fn what_is_put_off_comes_back_three_times() {
    let home = Home::new();
    let slot = format!("{}.2026-11-25.0", daily(&home));
    let early = home.error(&["checkin", "snooze", &slot, "--now", "2026-11-25T20:00:00+01:00"], "");
    assert_eq!((&early["field"], &early["problem"]), (&json!("slot"), &json!("unknown")));
    let now = "2026-11-25T21:05:00+01:00";
    for minutes in ["0", "1441"] {
        let error = home.error(&["checkin", "snooze", &slot, "--minutes", minutes, "--now", now], "");
        assert_eq!(error["field"], json!("snooze_until"), "{minutes}");
    }
    let put_off = home.json_at(now, &["checkin", "snooze", &slot], "");
    assert_eq!(put_off, json!({ "slot": slot, "snoozed_until": "2026-11-25T21:35:00+01:00" }));
    let open = due(&home, "2026-11-25T21:06:00+01:00");
    assert_eq!(open["slots"][0]["snoozed_until"], json!("2026-11-25T21:35:00+01:00"));
    assert_eq!(open["slots"][0]["snoozes_left"], json!(2));
    assert_eq!(due(&home, "2026-11-25T21:36:00+01:00")["slots"][0]["snoozed_until"], Value::Null);
    for left in [1, 0] {
        let now = format!("2026-11-25T22:0{left}:00+01:00");
        home.json_at(&now, &["checkin", "snooze", &slot, "--minutes", "1440"], "");
    }
    let error = home.error(&["checkin", "snooze", &slot, "--now", "2026-11-25T22:10:00+01:00"], "");
    assert_eq!(error["field"], json!("snoozes"));
    // With its whole grace again, it is in time for longer.
    let later = due(&home, "2026-11-26T22:30:00+01:00");
    assert_eq!(later["slots"].as_array().map(Vec::len), Some(2), "{later}");
}

#[test]
fn a_moment_is_the_same_in_every_document() {
    let home = Home::new();
    let slot = format!("{}.2026-11-25.0", daily(&home));
    let put_off = home.json_at("2026-11-25T21:05:00.123456789+01:00", &["checkin", "snooze", &slot], "");
    assert_eq!(put_off["snoozed_until"], json!("2026-11-25T21:35:00.123+01:00"));
    let open = due(&home, "2026-11-25T21:06:00+01:00");
    assert_eq!(open["slots"][0]["snoozed_until"], put_off["snoozed_until"]);
}

#[test]
fn a_mark_says_what_became_of_a_slot() {
    let home = Home::new();
    let id = daily(&home);
    for (day, mark, state) in [(25, "skipped", "skipped"), (26, "excused", "excused"), (27, "answered", "answered")] {
        let now = format!("2026-11-{day}T21:05:00+01:00");
        let slot = format!("{id}.2026-11-{day}.0");
        assert_eq!(
            home.json_at(&now, &["checkin", "mark", &slot, "opened"], ""),
            json!({ "slot": slot, "mark": "opened" })
        );
        let open = due(&home, &now);
        assert_eq!((&open["slots"][0]["slot"], &open["slots"][0]["opened"]), (&json!(slot), &json!(true)));
        home.json_at(&now, &["checkin", "mark", &slot, mark], "");
        assert_eq!(due(&home, &now)["slots"], json!([]), "{mark}");
        assert_eq!(history(&home, &now, &id)[0].1, state);
    }
    let now = "2026-11-27T21:10:00+01:00";
    let ahead = home.error(&["checkin", "mark", &format!("{id}.2026-11-28.0"), "skipped", "--now", now], "");
    assert_eq!(ahead["field"], json!("slot"));
    let before = home.error(&["checkin", "mark", &format!("{id}.2026-11-01.0"), "skipped", "--now", now], "");
    assert_eq!(before["kind"], json!("not_found"));
    let done = home.mend(&["checkin", "mark", &format!("{id}.2026-11-27.0"), "failed"], "");
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn a_clock_set_back_is_said_and_can_be_taken_as_right() {
    let home = Home::new();
    let id = daily(&home);
    let (ahead, back) = ("2026-12-24T22:00:00+01:00", "2026-11-25T21:30:00+01:00");
    due(&home, ahead);
    assert_eq!(due(&home, back)["clock_set_back_from"], json!(ahead));
    let page = home.json_at(back, &["checkin", "schedule", "history", &id], "");
    assert_eq!(page["clock_set_back_from"], json!(ahead));
    let shown = home.mend(&["checkin", "due", "--now", back], "");
    assert!(crate::text(&shown.stdout).contains("mend checkin accept-clock"), "{}", crate::text(&shown.stdout));
    assert_eq!(home.json_at(back, &["checkin", "accept-clock"], ""), json!({ "accepted": true }));
    let open = due(&home, back);
    assert_eq!(open["clock_set_back_from"], Value::Null);
    assert_eq!(open["slots"][0]["slot"], json!(format!("{id}.2026-11-25.0")));
}

#[test]
fn a_holiday_is_a_pause_and_no_gap() {
    let home = Home::new();
    let id = daily(&home);
    let now = "2026-11-26T12:00:00+01:00";
    let paused = home.json_at(now, &["checkin", "schedule", "pause", &id[..8], "--until", "2026-12-01"], "");
    assert_eq!(paused, json!({ "id": id }));
    let listed = home.json_at(now, &["checkin", "schedule", "list"], "")["schedules"][0].clone();
    assert_eq!(listed["state"], json!({ "state": "paused", "until": "2026-12-01" }));
    assert_eq!(listed["next"], json!("2026-12-02T21:00"));
    let plan = home.json_at(now, &["checkin", "plan", "--zone", "Europe/Berlin", "--days", "7"], "");
    let days: Vec<_> = plan["occurrences"].as_array().expect("all").iter().map(|one| one["civil"].clone()).collect();
    assert_eq!(days, ["2026-12-02T21:00"]);
    assert_eq!(due(&home, "2026-11-28T21:30:00+01:00")["slots"], json!([]));
    let back = "2026-12-03T12:00:00+01:00";
    let expected = pairs(&[("2026-12-02T21:00", "passed"), ("2026-11-25T21:00", "passed")]);
    assert_eq!(history(&home, back, &id), expected);

    // Without a last day it is until one goes on.
    home.json_at(back, &["checkin", "schedule", "pause", &id], "");
    let listed = home.json_at(back, &["checkin", "schedule", "list"], "")["schedules"][0].clone();
    assert_eq!((&listed["state"], &listed["next"]), (&json!({ "state": "paused", "until": null }), &Value::Null));
    let later = "2026-12-06T12:00:00+01:00";
    assert_eq!(home.json_at(later, &["checkin", "schedule", "resume", &id], ""), json!({ "id": id }));
    assert_eq!(due(&home, "2026-12-06T21:30:00+01:00")["slots"].as_array().map(Vec::len), Some(1));
    let past = home.error(&["checkin", "schedule", "pause", &id, "--until", "2026-12-05", "--now", later], "");
    assert_eq!(past["field"], json!("until"));
}

#[test]
fn a_change_leaves_the_days_before_as_they_were() {
    let home = Home::new();
    let id = daily(&home);
    let answered = "2026-11-25T21:10:00+01:00";
    home.json_at(answered, &["checkin", "answer", "daily"], "{}");
    let now = "2026-11-27T12:00:00+01:00";
    let before = pairs(&[("2026-11-26T21:00", "passed"), ("2026-11-25T21:00", "answered")]);
    assert_eq!(history(&home, now, &id), before);
    let changed = home.json_at(now, &["checkin", "schedule", "change", &id, "--at", "20:00", "--at", "08:00"], "");
    assert_eq!(changed, json!({ "id": id }));
    let listed = home.json_at(now, &["checkin", "schedule", "list"], "")["schedules"][0].clone();
    assert_eq!((&listed["times"], &listed["changes"]), (&json!(["08:00", "20:00"]), &json!(1)));
    // 08:00 of this day is over: nothing that nobody could have known of has passed.
    let expected = [&pairs(&[("2026-11-27T20:00", "open")]), before.as_slice()].concat();
    let later = history(&home, "2026-11-27T20:30:00+01:00", &id);
    assert_eq!(later.iter().filter(|(civil, _)| civil != "2026-11-27T08:00").cloned().collect::<Vec<_>>(), expected);

    let past = ["checkin", "schedule", "change", &id, "--at", "19:00", "--from", "2026-11-26", "--now", now];
    assert_eq!(home.error(&past, "")["field"], json!("effective_from"));
    assert_eq!(home.json_at(now, &["checkin", "schedule", "end", &id], ""), json!({ "id": id }));
    let ended = home.json_at("2026-11-30T12:00:00+01:00", &["checkin", "schedule", "list"], "")["schedules"][0].clone();
    assert_eq!((&ended["state"], &ended["next"]), (&json!({ "state": "ended" }), &Value::Null));
    assert_eq!(history(&home, "2026-11-30T12:00:00+01:00", &id).last(), before.last());
    refused(
        &home.mend(&["checkin", "schedule", "change", &id, "--at", "19:00", "--now", "2026-11-30T12:00:00Z"], ""),
        1,
    );

    assert_eq!(home.error(&["checkin", "schedule", "remove", &id], "")["kind"], json!("needs_yes"));
    assert_eq!(home.json_at(now, &["checkin", "schedule", "remove", &id, "--yes"], ""), json!({ "deleted": id }));
    assert_eq!(home.json_at(now, &["checkin", "schedule", "list"], ""), json!({ "schedules": [] }));
}

//! Schedules: what they look like, what they may not be, what lies ahead of them, and what a phone would set.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::{Home, PRIVATE, id_in, run, text};

fn add(home: &Home, now: &str, args: &[&str], words: &str) -> String {
    id_in(&home.json_at(now, &[&["checkin", "schedule", "add"], args].concat(), words))
}

fn seconds(rfc3339: &str) -> i64 {
    DateTime::parse_from_rfc3339(rfc3339).expect("a time").timestamp()
}

#[test]
fn a_schedule_keeps_its_shape() {
    let home = Home::new();
    let now = "2026-11-25T12:00:00+01:00";
    let ids = [
        add(
            &home,
            now,
            &["--weekly", "su,TU", "--every", "2", "--week-start", "SU", "--set", "weekly", "--at", "20:00"],
            "",
        ),
        add(
            &home,
            now,
            &["--monthly", "31", "--short-month", "last", "--at", "09:30", "--at", "08:00", "--own"],
            "Plants\n",
        ),
        add(
            &home,
            now,
            &[
                "--monthly-on",
                "-1:FR",
                "--together-time",
                "--at",
                "19:00",
                "--zone",
                "Europe/Berlin",
                "--grace",
                "90",
                "--anchor",
                "2026-12-01",
                "--until",
                "2027-06-30",
                "--notice",
            ],
            "Time\n",
        ),
        add(&home, now, &["--daily", "--every", "3", "--at", "21:00"], ""),
    ];
    let common = |id: &str, subject: Value, cadence: Value, times: Value, next: &str| {
        json!({
            "id": id, "subject": subject, "cadence": cadence, "times": times, "next": next, "zone": "floating",
            "anchor": "2026-11-25", "effective_from": "2026-11-25", "grace_minutes": 720, "until": null,
            "notice": "Reminder", "state": { "state": "active" }, "changes": 0,
        })
    };
    let mut nth = common(
        &ids[2],
        json!({ "kind": "together_time" }),
        json!({ "kind": "month_nth", "n": 1, "nth": -1, "weekday": "FR" }),
        json!(["19:00"]),
        "2026-12-25T19:00",
    );
    nth["zone"] = json!({ "fixed": "Europe/Berlin" });
    nth["anchor"] = json!("2026-12-01");
    nth["grace_minutes"] = json!(90);
    nth["until"] = json!("2027-06-30");
    nth["notice"] = json!("Time");
    let weekly = json!({ "kind": "weekly", "n": 2, "days": ["TU", "SU"], "week_start": "SU" });
    let expected = [
        common(&ids[0], json!({ "kind": "check_in", "set": "weekly" }), weekly, json!(["20:00"]), "2026-12-06T20:00"),
        common(
            &ids[1],
            json!({ "kind": "own", "about": "Plants" }),
            json!({ "kind": "month_day", "n": 1, "day": 31, "short_month": "last" }),
            json!(["08:00", "09:30"]),
            "2026-11-30T08:00",
        ),
        nth,
        common(
            &ids[3],
            json!({ "kind": "check_in", "set": "daily" }),
            json!({ "kind": "daily", "n": 3 }),
            json!(["21:00"]),
            "2026-11-25T21:00",
        ),
    ];
    let listed = home.json_at(now, &["checkin", "schedule", "list"], "");
    assert_eq!(listed, json!({ "schedules": expected }));

    // Each thing that can be given can be taken back.
    let back = ["checkin", "schedule", "change", &ids[2], "--floating", "--no-until", "--usual-notice", "--daily"];
    home.json_at(now, &back, "");
    let listed = home.json_at(now, &["checkin", "schedule", "list"], "")["schedules"][2].clone();
    assert_eq!((&listed["zone"], &listed["until"]), (&json!("floating"), &Value::Null));
    assert_eq!((&listed["notice"], &listed["cadence"]["kind"]), (&json!("Reminder"), &json!("daily")));

    let shown = text(&home.mend(&["checkin", "schedule", "list", "--now", now], "").stdout);
    for words in [
        "every 2 weeks: Tuesday, Sunday",
        "every month: day 31, or the last day",
        "08:00, 09:30 (wherever you are)",
        "every 3 days",
        "Plants",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[test]
fn a_rhythm_is_said_in_words() {
    let home = Home::new();
    let now = "2026-11-25T12:00:00+01:00";
    let rhythms = [
        (&["--daily"][..], "every day"),
        (&["--weekly", "SU"], "every week: Sunday"),
        (&["--monthly", "15", "--every", "2"], "every 2 months: day 15"),
        (&["--monthly", "-1"], "every month: the last day"),
        (&["--monthly", "-3"], "every month: day 3 from the end"),
        (&["--monthly-on", "2:WE"], "every month: the second Wednesday"),
        (&["--monthly-on", "-2:WE"], "every month: the last Wednesday but one"),
        (&["--monthly-on", "-4:WE"], "every month: the fourth Wednesday from the end"),
    ];
    for (args, _) in rhythms {
        add(&home, now, &[args, &["--at", "21:00"]].concat(), "");
    }
    let shown = text(&home.mend(&["checkin", "schedule", "list", "--now", now], "").stdout);
    let said: Vec<_> = shown.lines().filter_map(|line| line.strip_prefix("Rhythm  ")).collect();
    assert_eq!(said, rhythms.map(|(_, words)| words));
}

#[test]
fn a_schedule_that_cannot_be_is_refused_by_the_name_of_its_field() {
    let home = Home::new();
    for (args, field, problem) in [
        // No February has a 30th.
        (&["--monthly", "30", "--every", "12", "--anchor", "2026-02-01", "--at", "20:00"][..], "cadence", "empty"),
        (&["--daily", "--at", "20:00", "--zone", "Europe/Atlantis"], "zone", "unknown"),
        (&["--daily", "--at", "20:00", "--anchor", "2026-12-02", "--until", "2026-12-01"], "until", "too_early"),
        (&["--daily", "--at", "20:00", "--until", "2026-11-23"], "until", "too_early"),
        (
            &["--daily", "--at", "01:00", "--at", "02:00", "--at", "03:00", "--at", "04:00", "--at", "05:00"],
            "times",
            "too_long",
        ),
        (&["--daily", "--at", "20:00", "--at", "20:00"], "times", "twice"),
        (&["--daily", "--every", "0", "--at", "20:00"], "n", "out_of_range"),
        (&["--daily", "--every", "53", "--at", "20:00"], "n", "out_of_range"),
        (&["--weekly", "MO", "--every", "0", "--at", "20:00"], "n", "out_of_range"),
        (&["--weekly", "MO,TU,MO", "--at", "20:00"], "days", "twice"),
        (&["--monthly", "0", "--at", "20:00"], "day", "out_of_range"),
        (&["--monthly", "32", "--at", "20:00"], "day", "out_of_range"),
        (&["--monthly-on", "0:MO", "--at", "20:00"], "nth", "out_of_range"),
        (&["--monthly-on", "6:MO", "--at", "20:00"], "nth", "out_of_range"),
        (&["--daily", "--at", "20:00", "--anchor", "1899-12-31"], "anchor", "out_of_range"),
        (&["--daily", "--at", "20:00", "--anchor", "2201-01-01"], "anchor", "out_of_range"),
        (&["--daily", "--at", "20:00", "--until", "2201-01-01"], "until", "out_of_range"),
        (&["--daily", "--at", "20:00", "--grace", "0"], "grace_minutes", "out_of_range"),
        (&["--daily", "--at", "20:00", "--grace", "44641"], "grace_minutes", "out_of_range"),
        (&["--daily", "--at", "20:00", "--set", "yearly"], "set", "unknown"),
    ] {
        let error = home.error(&[&["checkin", "schedule", "add"], args].concat(), "");
        let found = (error["kind"].as_str(), error["field"].as_str(), error["problem"].as_str());
        assert_eq!(found, (Some("bad_field"), Some(field), Some(problem)), "{args:?}");
    }
    let long = "a".repeat(201);
    let error = home.error(&["checkin", "schedule", "add", "--daily", "--at", "20:00", "--own"], &long);
    assert_eq!((&error["field"], &error["problem"]), (&json!("about"), &json!("too_long")));
    let error = home.error(&["checkin", "schedule", "add", "--daily", "--at", "20:00", "--notice"], &long);
    assert_eq!((&error["field"], &error["problem"]), (&json!("notice"), &json!("too_long")));
    assert_eq!(home.json(&["checkin", "schedule", "list"], ""), json!({ "schedules": [] }));
}

#[test]
fn arguments_of_a_schedule_that_make_no_sense_are_exit_2() {
    let home = Home::new();
    for args in [
        &["--at", "20:00"][..],
        &["--daily"],
        &["--daily", "--weekly", "MO", "--at", "20:00"],
        &["--weekly", "", "--at", "20:00"],
        &["--weekly", "MONDAY", "--at", "20:00"],
        &["--daily", "--at", "24:00"],
        &["--daily", "--at", "20:00:30"],
        &["--monthly-on", "SU", "--at", "20:00"],
        &["--daily", "--at", "20:00", "--own", "--set", "daily"],
        // Neither would mean anything here.
        &["--daily", "--at", "20:00", "--week-start", "SU"],
        &["--daily", "--at", "20:00", "--short-month", "last"],
        &["--monthly-on", "1:SU", "--at", "20:00", "--short-month", "last"],
    ] {
        let done = home.mend(&[&["checkin", "schedule", "add"], args].concat(), "");
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert_eq!(text(&done.stdout), "", "{args:?}");
    }
    // A change needs something to change.
    for args in [&[][..], &["--from", "2026-12-01"], &["--every", "2"], &["--until", "2026-12-01", "--no-until"]] {
        let done = home.mend(&[&["checkin", "schedule", "change", "12345678"], args].concat(), "");
        assert_eq!(done.status.code(), Some(2), "{args:?}");
    }
    assert_eq!(home.json(&["checkin", "schedule", "list"], ""), json!({ "schedules": [] }));
}

#[test]
fn a_plan_follows_the_clock_of_its_zone_over_a_change() {
    let home = Home::new();
    let autumn = "2026-10-24T12:00:00+02:00";
    let id = add(&home, autumn, &["--daily", "--at", "02:30", "--at", "21:00"], "");
    let plan = |now: &str| home.json_at(now, &["checkin", "plan", "--zone", "Europe/Berlin", "--days", "2"], "");
    let expected = |all: &[(&str, u8, &str)]| {
        let all: Vec<_> = all
            .iter()
            .map(|(civil, index, utc)| {
                let slot = format!("{id}.{}.{index}", &civil[..10]);
                json!({ "schedule": id, "slot": slot, "civil": civil, "utc": seconds(utc) })
            })
            .collect();
        json!({ "occurrences": all })
    };
    // 02:30 comes twice, and the first one counts.
    let back = [
        ("2026-10-24T21:00", 1, "2026-10-24T21:00:00+02:00"),
        ("2026-10-25T02:30", 0, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T21:00", 1, "2026-10-25T21:00:00+01:00"),
        ("2026-10-26T02:30", 0, "2026-10-26T02:30:00+01:00"),
    ];
    assert_eq!(plan(autumn), expected(&back));
    // 02:30 does not come, and 03:30 stands for it. The schedule was made in autumn; its clock goes on to spring.
    let spring = "2027-03-27T12:00:00+01:00";
    let forward = [
        ("2027-03-27T21:00", 1, "2027-03-27T21:00:00+01:00"),
        ("2027-03-28T02:30", 0, "2027-03-28T03:30:00+02:00"),
        ("2027-03-28T21:00", 1, "2027-03-28T21:00:00+02:00"),
        ("2027-03-29T02:30", 0, "2027-03-29T02:30:00+02:00"),
    ];
    assert_eq!(plan(spring), expected(&forward));

    // The same in the spring of 2026, and in a zone that is not the one of the plan.
    let other = Home::new();
    let now = "2026-03-28T12:00:00+01:00";
    add(&other, now, &["--daily", "--at", "02:30", "--zone", "Europe/Berlin"], "");
    let planned = other.json_at(now, &["checkin", "plan", "--zone", "America/Vancouver", "--days", "2"], "");
    let utc: Vec<_> = planned["occurrences"].as_array().expect("all").iter().map(|one| one["utc"].clone()).collect();
    assert_eq!(utc, [json!(seconds("2026-03-29T01:30:00Z")), json!(seconds("2026-03-30T00:30:00Z"))]);

    for (args, field) in [
        (["--zone", "Europe/Atlantis", "--days", "2"], "zone"),
        (["--zone", "UTC", "--days", "0"], "days_ahead"),
        (["--zone", "UTC", "--days", "367"], "days_ahead"),
    ] {
        assert_eq!(home.error(&[&["checkin", "plan"], &args[..]].concat(), "")["field"], json!(field));
    }
}

#[test]
fn without_a_zone_a_plan_is_for_the_one_that_the_clock_follows() {
    let home = Home::new();
    let now = "2026-11-25T12:00:00+09:00";
    add(&home, now, &["--daily", "--at", "21:00"], "");
    let plan = |tz: &str| {
        let args = ["--json", "checkin", "plan", "--days", "1", "--now", now];
        run(home.command().env("TZ", tz).args(args), format!("{PRIVATE}\n").as_bytes())
    };
    for tz in ["Asia/Tokyo", ":Asia/Tokyo"] {
        let done = plan(tz);
        let planned: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
        assert_eq!(planned["occurrences"][0]["utc"], json!(seconds("2026-11-25T21:00:00+09:00")), "{tz}");
    }
    let refused = plan("Asia/Atlantis");
    let error: Value = serde_json::from_str(&text(&refused.stderr)).expect("JSON");
    assert_eq!((refused.status.code(), &error["error"]["field"]), (Some(1), &json!("zone")));
}

#[test]
fn alarms_are_off_until_someone_turns_them_on_and_keep_quiet_hours() {
    let home = Home::new();
    let now = "2026-11-25T12:00:00+01:00";
    let id = add(&home, now, &["--daily", "--at", "23:00", "--notice"], "Tea?");
    let args = ["checkin", "alarms", "--zone", "Europe/Berlin", "--budget", "2"];
    let alarms = || home.json_at(now, &args, "");
    let off = json!({
        "on": false, "alarms": [], "ask_again_at": null, "sensitivity": "secret", "clock_set_back_from": null,
    });
    assert_eq!(alarms(), off);
    let shown = text(&home.mend(&args, "").stdout);
    assert!(shown.contains("mend settings set --reminders true"), "{shown}");

    let settings = home.json(&["settings", "set", "--reminders", "true", "--quiet", "22:00-07:00"], "");
    assert_eq!(settings["reminders"], json!({ "on": true, "quiet": { "from": "22:00", "to": "07:00" } }));
    let mut on = alarms();
    assert_eq!(alarms(), on, "the same again");
    for alarm in on["alarms"].as_array_mut().expect("alarms") {
        let id = alarm["id"].take();
        assert!(id.as_str().is_some_and(|id| id.len() == 32), "{id}");
    }
    let at = |day: &str, utc: &str| {
        json!({
            "id": null, "kind": "slot", "slot": format!("{id}.{day}.0"), "civil": format!("{day}T23:00"),
            "utc": seconds(utc), "text": "Tea?",
        })
    };
    let open_app = json!({
        "id": null, "kind": "open_app", "slot": null, "civil": "2026-11-27T23:00",
        "utc": seconds("2026-11-28T07:00:00+01:00"), "text": "Please open the app",
    });
    let second = "2026-11-27T07:00:00+01:00";
    assert_eq!(
        on,
        json!({
            "on": true,
            "alarms": [at("2026-11-25", "2026-11-26T07:00:00+01:00"), at("2026-11-26", second), open_app],
            "ask_again_at": seconds(second), "sensitivity": "secret", "clock_set_back_from": null,
        })
    );
    let settings = home.json(&["settings", "set", "--quiet", "none"], "");
    assert_eq!(settings["reminders"], json!({ "on": true, "quiet": null }));
    assert_eq!(alarms()["alarms"][0]["utc"], json!(seconds("2026-11-25T23:00:00+01:00")));

    assert_eq!(home.error(&["settings", "set", "--quiet", "22:00-22:00"], "")["field"], json!("quiet"));
    for budget in ["0", "61"] {
        let error = home.error(&["checkin", "alarms", "--zone", "UTC", "--budget", budget], "");
        assert_eq!(error["field"], json!("budget"));
    }
    for hours in ["22", "22:00-25:00", "22:00"] {
        assert_eq!(home.mend(&["settings", "set", "--quiet", hours], "").status.code(), Some(2), "{hours}");
    }
    assert_eq!(home.json(&["settings"], "")["reminders"], json!({ "on": true, "quiet": null }));
}

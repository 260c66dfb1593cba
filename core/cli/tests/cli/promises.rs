//! Promises from the command line: the shapes of their documents, what is refused, what stays.

use serde_json::{Value, json};

use crate::{Home, refused, text};

const COUNTED: [&str; 4] = ["kept", "partly", "missed", "of"];

fn add(home: &Home, what: &str, args: &[&str]) -> String {
    let answer = home.json(&[&["promise", "add"], args].concat(), what);
    answer["id"].as_str().expect("an id").to_owned()
}

/// Refused with the name of the field, in words and for programs; nothing changed.
fn bad_field(home: &Home, args: &[&str], rest: &str) -> Value {
    let before = home.json(&["promise", "list"], "");
    refused(&home.mend(args, rest), 1);
    let done = home.mend(&[&["--json"], args].concat(), rest);
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(1), ""), "{args:?}");
    let error: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
    assert_eq!(error["error"]["kind"], json!("bad_field"), "{error}");
    assert_eq!(home.json(&["promise", "list"], ""), before);
    json!([error["error"]["field"], error["error"]["problem"]])
}

#[test]
fn promise_is_made_shown_and_listed_in_its_shape() {
    let home = Home::new();
    let until = ["--weekly", "MO,TH", "--from", "2026-11-30", "--until", "2026-12-31", "--tell"];
    let id = add(&home, "I am home at six\nSunday evening\n", &until);
    let cadence = json!({ "kind": "weekly", "n": 1, "days": ["MO", "TH"], "week_start": "MO" });
    let row = json!({
        "id": id, "what": "I am home at six", "cadence": cadence, "first_day": "2026-11-30",
        "last_day": "2026-12-31", "tell": "Sunday evening", "state": "ahead", "counted": null,
        "made_at": "2026-11-24T21:30:00+01:00",
    });
    assert_eq!(home.json(&["promise", "list"], ""), json!({ "promises": [row], "next": null }));
    let mut shown = home.json(&["promise", "show", &id[..6]], "");
    let hash = shown["versions"][0]["hash"].take();
    assert_eq!(hash.as_str().map(str::len), Some(64));
    let mut whole = row;
    whole["begins"] = json!("2026-11-30");
    whole["ended_on"] = Value::Null;
    whole["next_day"] = json!("2026-11-30");
    whole["reviews"] = json!(0);
    whole["versions"] = json!([{
        "version": 1, "hash": null, "offer": "draft", "made_at": "2026-11-24T21:30:00+01:00",
        "what": "I am home at six", "cadence": cadence, "anchor": "2026-11-30", "first_day": "2026-11-30",
        "last_day": "2026-12-31", "tell": "Sunday evening",
    }]);
    assert_eq!(shown, whole);
}

#[test]
fn promise_lasts_four_weeks_if_nobody_says_otherwise_and_has_an_end() {
    let home = Home::new();
    let id = add(&home, "I cook", &["--daily"]);
    assert_eq!(home.json(&["promise", "show", &id], "")["last_day"], json!("2026-12-21"));
    let bad = |until: &str| bad_field(&home, &["promise", "add", "--daily", "--until", until], "I cook");
    assert_eq!(bad("none"), json!(["last_day", "empty"]));
    assert_eq!(bad("2026-11-23"), json!(["last_day", "out_of_range"]));
    assert_eq!(bad("2027-02-22"), json!(["last_day", "out_of_range"]));
    let said = refused(&home.mend(&["promise", "add", "--daily", "--until", "none"], "I cook"), 1);
    assert!(said.starts_with("This promise has no last day."), "{said}");
}

#[test]
fn bad_input_is_refused_by_the_name_of_its_field() {
    let home = Home::new();
    let id = add(&home, "I cook", &["--daily", "--until", "2027-02-21"]);
    let bad = |args: &[&str], rest: &str| bad_field(&home, &[&["promise"], args].concat(), rest);
    assert_eq!(bad(&["add", "--daily"], &"x".repeat(301)), json!(["what", "too_long"]));
    assert_eq!(bad(&["add", "--daily"], ""), json!(["what", "empty"]));
    assert_eq!(bad(&["add", "--daily"], "two\nlines"), json!(["what", "malformed"]));
    assert_eq!(bad(&["add", "--daily", "--from", "2026-11-01"], "I cook"), json!(["first_day", "out_of_range"]));
    assert_eq!(bad(&["add", "--template", "password"], ""), json!(["template", "unknown"]));
    assert_eq!(bad(&["log", &id, "broken"], ""), json!(["outcome", "unknown"]));
    assert_eq!(bad(&["log", &id, "kept", "--day", "2026-11-25"], ""), json!(["due_day", "too_late"]));
    assert_eq!(bad(&["log", &id, "kept", "--day", "2026-11-01"], ""), json!(["due_day", "unknown"]));
    assert_eq!(bad(&["change", &id, "--until", "2027-03-01"], ""), json!(["last_day", "out_of_range"]));
    assert_eq!(bad(&["review", &id], " \n"), json!(["review", "empty"]));
    refused(&home.mend(&["promise", "show", "0123"], ""), 1);
    for usage in [&["promise", "add"] as &[&str], &["promise", "add", "--daily", "I cook"], &["promise", "log", &id]] {
        assert_eq!(home.mend(usage, "I cook").status.code(), Some(2), "{usage:?}");
    }
}

#[test]
fn days_are_logged_counted_and_keep_their_history() {
    let home = Home::new();
    let id = add(&home, "I cook", &["--daily"]);
    let on = |day: u32, outcome: &str| {
        let now = format!("2026-11-{day}T22:00:00+01:00");
        home.json(&["promise", "log", &id, outcome, "--now", &now], "")
    };
    assert_eq!(on(24, "missed"), json!({ "id": id, "outcome": "missed" }));
    home.json(&["promise", "log", &id, "missed", "--note"], "The train stood still.\n");
    home.json(&["promise", "log", &id, "partly", "--amends"], "I cook on Sunday too.\n");
    for (day, outcome) in [(25, "kept"), (26, "not_applicable"), (27, "kept"), (28, "kept")] {
        on(day, outcome);
    }

    let log = home.json(&["promise", "history", &id, "--day", "2026-11-24"], "");
    let said: Vec<_> = log["log"].as_array().expect("lines").iter().map(|line| line["outcome"].clone()).collect();
    assert_eq!(json!(said), json!(["missed", "missed", "partly"]));
    let last = json!({
        "outcome": "partly", "words": "partly", "note": "The train stood still.", "amends": "I cook on Sunday too.",
        "logged_at": "2026-11-24T21:30:00+01:00", "changes": 2,
    });
    assert_eq!(log["log"][2], last);

    let later = "2026-11-29T12:00:00+01:00";
    let days = home.json(&["promise", "history", &id, "--limit", "2", "--now", later], "");
    assert_eq!(days["days"][0], json!({ "day": "2026-11-29", "version": 1, "log": null }));
    assert_eq!(days["days"][1]["log"]["outcome"], json!("kept"));
    assert_eq!(days["next"], json!("2026-11-28"));
    let due = home.json(&["promise", "due", "--now", later], "");
    assert_eq!(due, json!({ "due": [{ "id": id, "what": "I cook", "day": "2026-11-29", "outcome": null }] }));

    let counted = &home.json(&["promise", "show", &id, "--now", later], "")["counted"];
    assert_eq!(json!(COUNTED.map(|name| &counted[name])), json!([3, 1, 0, 4]));
    assert_eq!(counted["sentence"], json!("Kept 3 of the last 4."));

    refused(&home.mend(&["promise", "unlog", &id, "2026-11-24"], ""), 1);
    home.json(&["promise", "clear-history", &id, "--yes"], "");
    let day = ["promise", "history", &id, "--day", "2026-11-24"];
    assert_eq!(home.json(&day, "")["log"].as_array().map(Vec::len), Some(1));
    home.json(&["promise", "unlog", &id, "2026-11-24", "--yes"], "");
    assert_eq!(home.json(&day, "")["log"], json!([]));
}

#[test]
fn change_is_another_version_and_an_end_is_an_end() {
    let home = Home::new();
    let id = add(&home, "I cook", &["--daily"]);
    home.json(&["promise", "log", &id, "kept"], "");
    let changed = home.json(&["promise", "change", &id, "--what", "--every", "2", "--daily"], "I cook and wash up\n");
    assert_eq!(changed, json!({ "id": id, "first_day": "2026-11-25", "notes": [] }));
    let versions = home.json(&["promise", "show", &id], "")["versions"].clone();
    assert_eq!((&versions[0]["what"], &versions[1]["what"]), (&json!("I cook"), &json!("I cook and wash up")));
    assert_ne!(versions[0]["hash"], versions[1]["hash"]);
    home.json(&["promise", "end", &id], "");
    let ended = home.json(&["promise", "show", &id], "");
    assert_eq!((&ended["state"], &ended["ended_on"]), (&json!("ended"), &json!("2026-11-24")));
    assert_eq!(bad_field(&home, &["promise", "end", &id], ""), json!(["promise", "unknown"]));

    let before = home.files();
    let said = refused(&home.mend(&["promise", "delete", &id], "y\n"), 1);
    assert!(said.contains("--yes"), "{said}");
    assert_eq!(home.files(), before);
    assert_eq!(home.json(&["promise", "delete", &id, "--yes"], ""), json!({ "deleted": id }));
    refused(&home.mend(&["promise", "show", &id], ""), 1);
}

#[test]
fn templates_begin_a_promise_and_a_note_refuses_none() {
    let home = Home::new();
    let templates = home.json(&["promise", "templates"], "");
    let first = &templates["templates"][0];
    assert_eq!((&first["id"], &first["area"]), (&json!("home_when_said"), &json!("time")));
    let id = add(&home, "", &["--template", "shared_account"]);
    let shown = home.json(&["promise", "show", &id], "");
    assert_eq!(shown["what"], json!("I sit down with you and go through our shared account."));
    assert_eq!(shown["cadence"]["days"], json!(["SU"]));
    let noted = home.json(&["promise", "add", "--daily"], "I always give you my password");
    let ids: Vec<_> = noted["notes"].as_array().expect("notes").iter().map(|note| note["id"].clone()).collect();
    assert_eq!(json!(ids), json!(["absolute", "access"]));
    assert_eq!(home.json(&["promise", "list"], "")["promises"].as_array().map(Vec::len), Some(2));
    let done = home.mend(&["promise", "add", "--daily"], "I try to be better");
    assert!(text(&done.stdout).contains("Could anyone count this?"), "{}", text(&done.stdout));
}

#[test]
fn reviews_and_reminders_are_their_owners_own() {
    let home = Home::new();
    let id = add(&home, "I cook", &["--daily"]);
    let review = home.json(&["promise", "review", &id], "It went well.\n")["id"].as_str().expect("an id").to_owned();
    home.json(&["promise", "review", &id, "--change", &review[..6]], "It went, mostly.");
    let shown = home.json(&["promise", "reviews", &id], "");
    let kept = json!({
        "id": review, "text": "It went, mostly.", "offer": "draft", "written_at": "2026-11-24T21:30:00+01:00",
        "earlier": ["It went well."],
    });
    assert_eq!(shown, json!({ "reviews": [kept] }));
    assert_eq!(home.json(&["checkin", "schedule", "list"], "")["schedules"], json!([]), "nothing comes by itself");
    home.json(&["promise", "remind", &id], "");
    let schedules = home.json(&["checkin", "schedule", "list"], "");
    assert_eq!(schedules["schedules"][0]["subject"], json!({ "kind": "promise_review", "promise": id }));
    home.json(&["promise", "remove-review", &id, &review, "--yes"], "");
    assert_eq!(home.json(&["promise", "reviews", &id], ""), json!({ "reviews": [] }));
}

#[test]
fn promises_are_out_of_reach_for_whoever_opens_what_is_shared() {
    let home = Home::new();
    add(&home, "I cook", &["--daily"]);
    let done = crate::run(home.command().args(["promise", "list"]), format!("{}\n", crate::TOGETHER).as_bytes());
    refused(&done, 4);
}

#[test]
fn people_read_what_programs_read() {
    let home = Home::new();
    let id = add(&home, "I cook", &["--daily"]);
    let said = |args: &[&str], rest: &str| {
        let done = home.mend(&[&["promise"], args].concat(), rest);
        assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
        text(&done.stdout)
    };
    assert!(said(&["list"], "").contains("I cook"));
    assert!(said(&["log", &id, "missed", "--note"], "The train.").starts_with("Written down.\n"));
    assert!(said(&["due"], "").contains("missed"));
    assert!(said(&["history", &id], "").contains("The train."));
    assert!(said(&["show", &id], "").contains("every day"));
    assert!(said(&["templates"], "").contains("home_when_said"));
}

#[test]
fn check_in_asks_for_each_promise_and_writes_its_log() {
    let home = Home::new();
    let (one, two) = (add(&home, "I cook", &["--daily"]), add(&home, "I call", &["--weekly", "SU"]));
    let questions = home.json(&["checkin", "questions", "daily"], "");
    let asked = &questions["items"].as_array().expect("items")[2]["answer"];
    assert_eq!((&asked["kind"], &asked["promises"]), (&json!("promises"), &json!([{ "id": one, "what": "I cook" }])));
    let before = home.json(&["checkin", "history"], "");
    for wrong in [
        json!({ "daily.promise": "kept" }),
        json!({ "daily.promise": { &one: "broken" } }),
        json!({ "daily.promise": { &two: "kept" } }),
        json!({ "daily.promise": { "x": "kept" } }),
        json!({ "daily.promise": { &one: 1 } }),
    ] {
        refused(&home.mend(&["checkin", "answer", "daily"], wrong.to_string()), 1);
    }
    assert_eq!(home.json(&["checkin", "history"], ""), before);
    home.json(&["checkin", "answer", "daily"], &json!({ "daily.promise": { &one: "partly", &two: null } }).to_string());
    assert_eq!(home.json(&["promise", "due"], "")["due"][0]["outcome"], json!("partly"));

    let review = json!({ "weekly.promises": { &one: "stop", &two: "change" } }).to_string();
    let done = home.mend(&["checkin", "answer", "weekly"], review);
    assert!(text(&done.stdout).contains("mend promise end"), "{}", text(&done.stdout));
    assert_eq!(home.json(&["promise", "show", &one], "")["state"], json!("running"), "nothing ends by itself");
    let asked = text(&home.mend(&["checkin", "questions", "weekly"], "").stdout);
    assert!(asked.contains("I cook") && asked.contains("kept · change · stop"), "{asked}");
}

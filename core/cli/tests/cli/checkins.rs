//! Check-ins that come through a pipe: what is kept of them, what is refused, and the shapes of their documents.

use serde_json::{Map, Value, json};

use crate::{Home, NOW, TOGETHER, id_in, refused, run};

const ALL_KINDS: &str = r#"{"daily.steady":3,"daily.feelings":["hurt:2","calm"],"daily.promise":"kept",
    "daily.good_thing":"Tea.\nWith  honey.\n","daily.write":false}"#;

fn checkins(home: &Home) -> Value {
    home.json(&["checkin", "history"], "")
}

#[test]
fn an_answer_of_each_kind_is_kept_beside_its_question() {
    let home = Home::new();
    let done = home.json(&["checkin", "answer", "daily"], ALL_KINDS);
    let id = id_in(&done);
    assert_eq!(done, json!({ "id": id }));
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    let answer = |item: &str, question: &str, subject: &str, visibility: &str, answer: Value, words: &str| {
        json!({
            "item": item, "version": 1, "question": question, "subject": subject, "visibility": visibility,
            "answer": answer, "words": words,
        })
    };
    let feelings = json!({ "kind": "feelings", "value": [
        { "id": "hurt", "strength": 2 }, { "id": "calm", "strength": null },
    ] });
    let row = json!({
        "id": id, "set": "daily", "answered_at": NOW, "day": "2026-11-24", "slot": null, "answered": 5,
    });
    let mut whole = row.clone();
    whole["created_at"] = json!(NOW);
    whole["edited_at"] = Value::Null;
    whole["versions"] = json!(0);
    whole["answers"] = json!([
        answer("daily.feelings", "Right now I feel …", "self", "private", feelings, "hurt (somewhat), calm"),
        answer(
            "daily.steady",
            "Today I feel steady.",
            "self",
            "shareable",
            json!({ "kind": "scale", "value": 3 }),
            "mostly true"
        ),
        answer(
            "daily.promise",
            "A promise of mine today",
            "self",
            "shareable",
            json!({ "kind": "choice", "value": "kept" }),
            "kept"
        ),
        answer(
            "daily.good_thing",
            "One good or kind thing I noticed today",
            "relationship",
            "shareable",
            json!({ "kind": "text", "value": "Tea.\nWith  honey.\n" }),
            "Tea.\nWith  honey.\n"
        ),
        answer(
            "daily.write",
            "Do you want to write?",
            "self",
            "private",
            json!({ "kind": "yes_no", "value": false }),
            "no"
        ),
    ]);
    assert_eq!(home.json(&["checkin", "show", &id[..8]], ""), whole);
    assert_eq!(checkins(&home), json!({ "checkins": [row], "next": null }));
}

#[test]
fn every_question_that_takes_an_answer_keeps_it() {
    let home = Home::new();
    for (set, asked, takes) in [("daily", 5, 5), ("weekly", 19, 12), ("monthly", 14, 13)] {
        let shown = home.json(&["checkin", "questions", set], "");
        let items = shown["items"].as_array().expect("items");
        assert_eq!(items.len(), asked, "{set}");
        let mut answers = Map::new();
        for item in items {
            let answer = &item["answer"];
            let value = match answer["kind"].as_str().expect("a kind") {
                "feelings" => json!([{ "id": "hope", "strength": 4 }]),
                "scale" => answer["points"][4]["value"].clone(),
                "choice" => answer["options"][1]["id"].clone(),
                "text" => json!("words"),
                "yes_no" => json!(true),
                "none" | "promises" => continue,
                other => panic!("{other}"),
            };
            answers.insert(item["id"].as_str().expect("an id").to_owned(), value);
        }
        assert_eq!(answers.len(), takes, "{set}");
        let id = id_in(&home.json(&["checkin", "answer", set], &Value::Object(answers).to_string()));
        let kept = home.json(&["checkin", "show", &id], "");
        assert_eq!(kept["answered"], json!(takes), "{set}");
    }
}

#[test]
fn an_answer_that_says_nothing_is_a_skip() {
    let home = Home::new();
    for nothing in ["{}", r#"{"daily.steady":null}"#, r#"{"daily.good_thing":" \n","daily.feelings":[]}"#] {
        let id = id_in(&home.json(&["checkin", "answer", "daily"], nothing));
        let kept = home.json(&["checkin", "show", &id], "");
        assert_eq!((&kept["answers"], &kept["answered"]), (&json!([]), &json!(0)), "{nothing}");
    }
}

#[test]
fn an_answer_that_does_not_fit_is_refused_by_the_name_of_its_field() {
    let home = Home::new();
    let too_long = format!(r#"{{"daily.good_thing":"{}"}}"#, "a".repeat(65_537));
    for (set, answers, field, problem) in [
        ("yearly", "{}", "set", "unknown"),
        ("daily", r#"{"daily.nothing":1}"#, "item", "unknown"),
        ("daily", r#"{"weekly.heard":1}"#, "item", "unknown"),
        ("daily", r#"{"daily.steady":1,"daily.steady":2}"#, "item", "twice"),
        ("weekly", r#"{"weekly.pushed":true}"#, "item", "malformed"),
        ("weekly", r#"{"weekly.promises":"kept"}"#, "item", "malformed"),
        ("monthly", r#"{"monthly.safety":"yes"}"#, "item", "malformed"),
        ("daily", r#"{"daily.steady":"mostly true"}"#, "answer", "malformed"),
        ("daily", r#"{"daily.steady":{"value":3}}"#, "answer", "malformed"),
        ("daily", r#"{"daily.steady":true}"#, "answer", "malformed"),
        ("daily", r#"{"daily.write":"yes"}"#, "answer", "malformed"),
        ("daily", r#"{"daily.promise":1}"#, "answer", "malformed"),
        ("daily", r#"{"daily.good_thing":7}"#, "answer", "malformed"),
        ("daily", r#"{"daily.feelings":"hurt"}"#, "answer", "malformed"),
        ("daily", r#"{"daily.feelings":[7]}"#, "answer", "malformed"),
        ("daily", r#"{"daily.feelings":["hurt:much"]}"#, "answer", "malformed"),
        ("daily", r#"{"daily.promise":"always"}"#, "choice", "unknown"),
        ("daily", r#"{"daily.steady":5}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.steady":-1}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.steady":2.5}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.steady":1e99}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.feelings":["hurt:5"]}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.feelings":["hurt:-1"]}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.feelings":["hurt:258"]}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.feelings":[{"id":"hurt","strength":9}]}"#, "strength", "out_of_range"),
        ("daily", r#"{"daily.feelings":["nosuch"]}"#, "feeling", "unknown"),
        ("daily", r#"{"daily.feelings":["hurt","hurt:2"]}"#, "feelings", "twice"),
        ("daily", r#"{"daily.feelings":["hurt","calm","hope","lonely"]}"#, "feelings", "too_long"),
        ("daily", too_long.as_str(), "answer", "too_long"),
    ] {
        let error = home.error(&["checkin", "answer", set], answers);
        let found = (error["kind"].as_str(), error["field"].as_str(), error["problem"].as_str());
        assert_eq!(found, (Some("bad_field"), Some(field), Some(problem)), "{answers:.80}");
    }
    for no_object in ["", "null", "[]", "7", "steady", r#"{"daily.steady":3"#, r#"{"daily.steady":3} {}"#] {
        let error = home.error(&["checkin", "answer", "daily"], no_object);
        assert_eq!(error["kind"], json!("answers_not_json"), "{no_object}");
    }
    for at in ["1899-12-31T00:00:00Z", "2200-01-01T00:00:00Z"] {
        let error = home.error(&["checkin", "answer", "daily", "--at", at], "{}");
        assert_eq!((&error["field"], &error["problem"]), (&json!("answered_at"), &json!("out_of_range")), "{at}");
    }
    assert_eq!(home.error(&["checkin", "history", "yearly"], "")["field"], json!("set"));
    assert_eq!(home.error(&["checkin", "questions", "yearly"], "")["field"], json!("set"));
    assert_eq!(checkins(&home), json!({ "checkins": [], "next": null }));
}

#[test]
fn a_text_of_64_kib_has_room() {
    let home = Home::new();
    let longest = json!({ "daily.good_thing": "a".repeat(65_536) }).to_string();
    let id = id_in(&home.json(&["checkin", "answer", "daily"], &longest));
    let kept = home.json(&["checkin", "show", &id], "");
    assert_eq!(kept["answers"][0]["answer"]["value"].as_str().map(str::len), Some(65_536));
}

#[test]
fn a_change_keeps_what_was_said_before_until_it_is_cleared() {
    let home = Home::new();
    let id = id_in(&home.json(&["checkin", "answer", "daily"], r#"{"daily.steady":3}"#));
    let later = "2026-11-25T08:00:00+01:00";
    let edited = home.json_at(later, &["checkin", "edit", &id], r#"{"daily.steady":1,"daily.write":true}"#);
    assert_eq!(edited, json!({ "id": id }));
    let shown = home.json(&["checkin", "show", &id], "");
    assert_eq!(shown["answered"], json!(2));
    assert_eq!((&shown["edited_at"], &shown["versions"]), (&json!(later), &json!(1)));
    assert_eq!((&shown["answered_at"], &shown["created_at"]), (&json!(NOW), &json!(NOW)));
    let before = json!({ "versions": [{
        "version": 1, "replaced_at": later, "answered_at": NOW,
        "answers": [{
            "item": "daily.steady", "version": 1, "question": "Today I feel steady.",
            "answer": { "kind": "scale", "value": 3 }, "words": "mostly true",
            "subject": "self", "visibility": "shareable",
        }],
    }] });
    assert_eq!(home.json(&["checkin", "versions", &id], ""), before);

    // A change that is refused changes nothing, and neither does one that says the same.
    let error = home.error(&["checkin", "edit", &id], r#"{"daily.steady":9}"#);
    assert_eq!(error["field"], json!("strength"));
    home.json(&["checkin", "edit", &id], r#"{"daily.write":true,"daily.steady":1}"#);
    assert_eq!(home.json(&["checkin", "versions", &id], ""), before);

    assert_eq!(home.error(&["checkin", "versions", &id, "--clear"], "")["kind"], json!("needs_yes"));
    let cleared = home.json(&["checkin", "versions", &id, "--clear", "--yes"], "");
    assert_eq!(cleared, json!({ "id": id, "versions": 0 }));
    assert_eq!(home.json(&["checkin", "versions", &id], ""), json!({ "versions": [] }));

    assert_eq!(home.error(&["checkin", "delete", &id], "")["kind"], json!("needs_yes"));
    assert_eq!(home.json(&["checkin", "delete", "--yes", &id], ""), json!({ "deleted": id }));
    assert_eq!(home.error(&["checkin", "show", &id], "")["kind"], json!("not_found"));
    assert_eq!(home.error(&["checkin", "show", &id[..8]], "")["kind"], json!("no_such_id"));
    assert_eq!(checkins(&home), json!({ "checkins": [], "next": null }));
}

#[test]
fn pages_of_a_history_join_without_a_gap() {
    let home = Home::new();
    for (set, day) in [("daily", 1), ("weekly", 2), ("daily", 3), ("daily", 4)] {
        let at = format!("2026-11-0{day}T10:00:00+01:00");
        home.json(&["checkin", "answer", set, "--at", &at], "{}");
    }
    let first = home.json(&["checkin", "history", "daily", "--limit", "2"], "");
    let next = first["next"].as_str().expect("more");
    let second = home.json(&["checkin", "history", "daily", "--limit", "2", "--after", next], "");
    let days = |page: &Value| -> Vec<String> {
        let rows = page["checkins"].as_array().expect("rows");
        rows.iter().map(|row| row["day"].as_str().expect("a day").to_owned()).collect()
    };
    assert_eq!(
        (days(&first), days(&second)),
        (vec!["2026-11-04".to_owned(), "2026-11-03".to_owned()], vec!["2026-11-01".to_owned()])
    );
    assert_eq!(second["next"], Value::Null);
    assert_eq!(home.error(&["checkin", "history", "--after", "here"], "")["field"], json!("after"));
}

#[test]
fn the_sets_and_their_questions_keep_their_shapes() {
    let home = Home::new();
    let sets = home.json(&["checkin", "sets"], "");
    let ids: Vec<_> = sets["sets"].as_array().expect("sets").iter().map(|set| set["id"].clone()).collect();
    assert_eq!(ids, ["daily", "weekly", "monthly"]);
    let mut daily = home.json(&["checkin", "questions", "daily"], "");
    assert_eq!(daily, sets["sets"][0]);
    let items = daily["items"].take();
    assert_eq!(
        daily,
        json!({
            "id": "daily", "title": "Today", "about": "About a minute. Skip what you like.", "minutes": 1,
            "items": null, "draft": false, "skip": "Skip",
            "parts": [{ "part": "alone", "title": "For you alone", "about": "Answer this part by yourself." }],
        })
    );
    assert_eq!(
        items[0],
        json!({
            "id": "daily.feelings", "version": 1, "question": "Right now I feel …",
            "note": "Choose up to three words.", "answer": { "kind": "feelings", "most": 3 }, "window": "now",
            "part": "alone", "subject": "self", "visibility": "private", "minutes": null, "way": null, "own": false,
        })
    );
    let scale = &items[1]["answer"];
    assert_eq!((&scale["scale"], &scale["polarity"]), (&json!("agreement"), &json!("higher_is_better")));
    assert_eq!(scale["points"][0], json!({ "value": 0, "words": "not at all true" }));
    assert_eq!(items[2]["answer"]["options"][3], json!({ "id": "none_today", "words": "none today" }));
    assert_eq!(items[3]["answer"], json!({ "kind": "text", "most_bytes": 65_536 }));
    assert_eq!(items[4]["answer"], json!({ "kind": "yes_no", "yes": "yes", "no": "no" }));
    assert_eq!(items[4]["way"], json!({ "id": "write", "words": "Write in the journal" }));
}

#[test]
fn a_question_of_ones_own_is_asked_until_it_is_removed() {
    let home = Home::new();
    let id = id_in(&home.json(&["checkin", "question", "add", "--answer", "yes-no"], "Did I rest?\n"));
    let item = format!("own.{id}");
    let asked = home.json(&["checkin", "questions", "daily"], "")["items"][5].clone();
    assert_eq!((&asked["id"], &asked["question"]), (&json!(item), &json!("Did I rest?")));
    assert_eq!((&asked["own"], &asked["visibility"]), (&json!(true), &json!("private")));
    let checkin = id_in(&home.json(&["checkin", "answer", "daily"], &json!({ &item: true }).to_string()));
    assert_eq!(home.json(&["checkin", "question", "remove", &item], ""), json!({ "removed": id }));
    let kept = home.json(&["checkin", "show", &checkin], "");
    assert_eq!((&kept["answers"][0]["question"], &kept["answers"][0]["words"]), (&json!("Did I rest?"), &json!("yes")));
    let error = home.error(&["checkin", "answer", "daily"], &json!({ &item: true }).to_string());
    assert_eq!((&error["field"], &error["problem"]), (&json!("item"), &json!("unknown")));

    for (words, problem) in [("\n", "empty"), (&*"a".repeat(301), "too_long")] {
        let error = home.error(&["checkin", "question", "add"], words);
        assert_eq!((&error["field"], &error["problem"]), (&json!("question"), &json!(problem)));
    }
    assert_eq!(home.error(&["checkin", "question", "add", "--set", "yearly"], "Why?")["field"], json!("set"));
    assert_eq!(home.error(&["checkin", "question", "remove", &id], "")["kind"], json!("not_found"));
}

#[test]
fn the_page_for_one_alone_asks_nothing_and_leaves_every_byte_as_it_was() {
    let home = Home::new();
    home.json(&["checkin", "safety"], "");
    let before = home.files();
    // Whatever comes in, nobody reads it.
    let shown = home.json(&["checkin", "safety"], "yes\nno\n");
    assert_eq!(home.files(), before);
    assert_eq!(home.json(&["checkin", "safety"], ""), shown);
    let keys: Vec<_> = shown.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["after", "before", "questions", "taps", "title", "ways"]);
    let lengths = |name: &str| shown[name].as_array().map(Vec::len);
    assert_eq!((lengths("questions"), lengths("taps"), lengths("ways")), (Some(5), Some(3), Some(4)));
    assert_eq!(shown["ways"][0], json!({ "id": "help", "words": "People to talk to" }));
    assert_eq!(checkins(&home), json!({ "checkins": [], "next": null }));
}

#[test]
fn a_session_that_opened_the_together_space_alone_has_no_checkins() {
    let home = Home::new();
    for args in [
        &["checkin", "due"][..],
        &["checkin", "sets"],
        &["checkin", "answer", "daily"],
        &["checkin", "history"],
        &["checkin", "safety"],
        &["checkin", "schedule", "list"],
        &["checkin", "schedule", "add", "--daily", "--at", "21:00"],
        &["checkin", "plan", "--zone", "UTC"],
        &["insight"],
        &["settings", "set", "--reminders", "true"],
    ] {
        refused(&run(home.command().args(args), format!("{TOGETHER}\n{{}}").as_bytes()), 4);
    }
    let done = run(home.command().arg("--json").arg("settings"), format!("{TOGETHER}\n").as_bytes());
    let settings: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!((&settings["journal"], &settings["reminders"]), (&Value::Null, &Value::Null));
}

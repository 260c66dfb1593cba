//! Guided modules from outside, by scripts: each to its end, stopped and gone on with, refused, over one phone.
//!
//! The words of the modules may change; their ids do not.

use std::fs;

use serde_json::{Value, json};

use crate::{Home, NOW, TOGETHER, id_in, mend, refused, run, text};

/// One command with its answers on the input, behind the passphrase.
fn guide(home: &Home, args: &[&str], answers: &Value) -> Value {
    home.json(&[&["guide"], args, &["--answers", "-"]].concat(), &answers.to_string())
}

fn start(home: &Home, module: &str, answers: &Value) -> Value {
    guide(home, &["start", module], answers)
}

/// The same with the passphrase of the together space alone.
fn together(home: &Home, answers: &Value) -> Value {
    let args = ["--json", "guide", "together", "--answers", "-"];
    let done = run(home.command().args(args), format!("{TOGETHER}\n{answers}").as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    serde_json::from_str(&text(&done.stdout)).expect("JSON")
}

fn run_of(document: &Value) -> String {
    document["run"].as_str().expect("a run").to_owned()
}

/// The step at which a run was left, and of what kind it is.
fn left_at(document: &Value) -> (Value, Value, Value) {
    (document["state"].clone(), document["step"]["place"]["step"].clone(), document["step"]["kind"].clone())
}

fn kinds_made(document: &Value) -> Vec<String> {
    let made = document["made"].as_array().expect("a list").iter();
    let mut kinds: Vec<_> = made.map(|made| made["kind"].as_str().expect("a kind").to_owned()).collect();
    kinds.sort_unstable();
    kinds
}

/// Steps that were answered, in their order.
fn answered(home: &Home, run: &str) -> Vec<String> {
    let shown = home.json(&["guide", "show", run], "");
    let answers = shown["answers"].as_array().expect("answers").iter();
    answers.map(|answer| answer["place"]["step"].as_str().expect("a step").to_owned()).collect()
}

fn a_promise() -> Value {
    json!({ "what": "On Mondays I cook", "cadence": { "kind": "weekly", "n": 1, "days": ["MO"], "week_start": "MO" },
            "last_day": "2026-12-31", "tell": "On Sunday evening" })
}

#[test]
fn modules_are_listed_in_their_shape() {
    let home = Home::new();
    let listed = home.json(&["guide", "list"], "");
    let first = &listed["modules"][0];
    let names: Vec<_> = first.as_object().expect("a module").keys().map(String::as_str).collect();
    let mut expected = ["id", "title", "for", "minutes", "needs", "steps"];
    expected.sort_unstable();
    assert_eq!(names, expected);
    assert_eq!((&first["id"], &first["for"]), (&json!("name-feeling"), &json!("alone")));
    let said = text(&home.mend(&["guide", "list"], "").stdout);
    assert!(said.contains("mend guide start name-feeling"), "{said}");
}

#[test]
fn a_feeling_becomes_an_entry_with_its_strength() {
    let home = Home::new();
    let answers = json!({ "answers": {
        "body": ["chest", "jaw"], "feelings": ["hurt", "calm"], "strength/hurt": 3, "strength/calm": null,
        "set-off": "The door was shut.\nThe light was off.", "one-line": "It hurts today.",
        "offer": ["one-line"], "care": { "options": ["call"], "own": [] },
    } });
    // A choice of one cannot be two.
    let two = json!({ "answers": { "care": { "options": ["rest"], "own": ["tea"] } } });
    let error = home.error(&["guide", "start", "name-feeling", "--answers", "-"], &two.to_string());
    assert_eq!((&error["step"], &error["field"]), (&json!("care"), &json!("choices")));
    let done = start(&home, "name-feeling", &answers);
    assert_eq!((&done["state"], &done["step"]), (&json!("ended"), &Value::Null));
    assert_eq!(kinds_made(&done), ["entry"]);
    let entry = home.json(&["journal", "show", &id_in(&done["made"][0])], "");
    let feelings = json!([{ "id": "hurt", "strength": 3 }, { "id": "calm", "strength": null }]);
    assert_eq!(entry["feelings"], feelings);
    assert!(entry["text"].as_str().is_some_and(|text| text.contains("The door was shut.\nThe light was off.")));
    let shown = home.json(&["guide", "show", &run_of(&done)[..6]], "");
    assert_eq!(
        (&shown["state"], &shown["module"], &shown["role"]),
        (&json!("ended"), &json!("name-feeling"), &Value::Null)
    );
    assert_eq!(shown["made"], done["made"]);
    assert_eq!(
        answered(&home, &run_of(&done)),
        ["body", "feelings", "strength", "set-off", "one-line", "offer", "care"]
    );
    let said = text(&home.mend(&["guide", "show", &run_of(&done)], "").stdout);
    assert!(said.contains("It hurts today.") && said.contains("mend journal show"), "{said}");
}

#[test]
fn a_promise_is_made_in_every_role() {
    let home = Home::new();
    for role in [json!("broke"), json!("hurt"), json!("mutual"), Value::Null] {
        let answers = json!({ "role": role, "answers": {
            "area": "home", "promise": a_promise(), "second-look": ["mine", "small"],
            "hard-moment": "I go out.", "hard-moment-broke": { "text": "I go out." }, "review-day": "2026-12-20",
            "offer": ["promise"],
        } });
        let done = start(&home, "count-on-it", &answers);
        assert_eq!(done["state"], json!("ended"), "{role}");
        assert_eq!(kinds_made(&done), ["entry", "promise", "reminder"], "{role}");
        assert_eq!(home.json(&["guide", "show", &run_of(&done)], "")["role"], role);
    }
    let promises = home.json(&["promise", "list"], "");
    let promises = promises["promises"].as_array().expect("promises");
    assert_eq!(promises.len(), 4);
    for promise in promises {
        assert_eq!((&promise["what"], &promise["tell"]), (&json!("On Mondays I cook"), &json!("On Sunday evening")));
        assert_eq!(promise["last_day"], json!("2026-12-31"));
    }
    // From a template, with its words and its rhythm, and the usual last day.
    let template = home.json(&["promise", "templates"], "")["templates"][0].clone();
    start(&home, "count-on-it", &json!({ "answers": { "promise": { "template": template["id"] } } }));
    let newest = home.json(&["promise", "list"], "")["promises"][0].clone();
    assert_eq!((&newest["what"], &newest["last_day"]), (&template["what"], &json!("2026-12-21")));
}

#[test]
fn every_module_can_be_passed_from_opening_to_ending() {
    let home = Home::new();
    for (module, answers) in [
        ("name-feeling", json!({})),
        ("count-on-it", json!({ "role": "broke" })),
        ("our-agreement", json!({ "role": "hurt", "together": false })),
        ("our-agreement", json!({ "solo": true })),
    ] {
        let done = start(&home, module, &answers);
        assert_eq!((&done["state"], &done["made"]), (&json!("ended"), &json!([])), "{module}");
    }
}

#[test]
fn an_agreement_can_be_written_alone() {
    let home = Home::new();
    let done = start(
        &home,
        "our-agreement",
        &json!({ "role": "hurt", "solo": true, "answers": {
        "trust-means": "You say ten, and it is ten.", "topics": ["money", "time"], "talk/money": "I look at my own bills.",
        "check-in-day": "SU", "good-time": { "text": "Swim", "weekday": "TH", "time": "18:30" },
        "items-alone/money": { "words": "I say so before I buy on credit.", "kind": "habit", "owner": "me" },
        "items-alone/time": { "words": "I say when I come home.", "kind": "transparency", "holds_until": "2026-12-20" },
        "take-with-me": "A quiet morning.",
    } }),
    );
    assert_eq!(done["state"], json!("ended"));
    let made = ["agreement", "agreement", "entry", "entry", "entry", "reminder", "reminder"];
    assert_eq!(kinds_made(&done), made);
    let agreements = home.json(&["agree", "list"], "");
    assert_eq!(agreements["agreements"][0]["topic"], json!({ "kind": "listed", "id": "time" }));
    assert_eq!(agreements["agreements"][0]["owner"], json!("me"));
    assert_eq!(agreements["agreements"][1]["state"], json!("draft"));
}

#[test]
fn a_run_stops_and_goes_on_in_another_process() {
    let home = Home::new();
    let first = start(&home, "name-feeling", &json!({ "stop_at": "set-off", "answers": { "feelings": ["hurt"] } }));
    assert_eq!(left_at(&first), (json!("under_way"), json!("set-off"), json!("reflect")));
    let run = run_of(&first);
    // Stopping at a thing among several, by its step alone or with the thing.
    let other =
        start(&home, "name-feeling", &json!({ "stop_at": "strength/hurt", "answers": { "feelings": ["hurt"] } }));
    assert_eq!(other["step"]["place"], json!({ "step": "strength", "item": "hurt" }));
    let runs = home.json(&["guide", "runs", "--limit", "1"], "");
    assert_eq!(id_in(&runs["runs"][0]), run_of(&other));
    let page = home.json(&["guide", "runs", "--after", runs["next"].as_str().expect("a next page")], "");
    assert_eq!((page["runs"].as_array().map(Vec::len), id_in(&page["runs"][0])), (Some(1), run.clone()));

    let done = guide(&home, &["resume", &run[..8]], &json!({ "answers": { "set-off": "The door." } }));
    assert_eq!((run_of(&done), &done["state"]), (run.clone(), &json!("ended")));
    assert_eq!(answered(&home, &run), ["feelings", "set-off"]);
    // Without a name it is the latest that is under way; then there is none.
    let done = guide(&home, &["resume"], &json!({ "answers": { "strength/hurt": 1 } }));
    assert_eq!(run_of(&done), run_of(&other));
    assert_eq!(home.error(&["guide", "resume", "--answers", "-"], "{}")["kind"], json!("no_run"));
    assert_eq!(home.error(&["guide", "resume", "0000aaaa", "--answers", "-"], "{}")["kind"], json!("no_such_id"));
    let said = text(&home.mend(&["guide", "runs"], "").stdout);
    assert!(said.contains(&run[..8]) && said.contains("ended"), "{said}");
}

#[test]
fn an_answer_that_fits_nothing_is_refused_and_the_run_stays_there() {
    let home = Home::new();
    let promise = |name: &str, value: Value| {
        let mut promise = a_promise();
        promise[name] = value;
        promise
    };
    for (module, step, answers, field, problem) in [
        ("name-feeling", "body", json!({ "body": ["ear"] }), "choice", "unknown"),
        ("name-feeling", "body", json!({ "body": 3 }), "answer", "malformed"),
        ("name-feeling", "body", json!({ "body": { "options": ["jaw"], "more": 1 } }), "answer", "malformed"),
        ("name-feeling", "body", json!({ "body": ["head", "jaw", "chest", "belly"] }), "choices", "out_of_range"),
        ("name-feeling", "feelings", json!({ "feelings": "hurt" }), "answer", "malformed"),
        ("name-feeling", "feelings", json!({ "feelings": ["happyish"] }), "feeling", "unknown"),
        (
            "name-feeling",
            "strength/hurt",
            json!({ "feelings": ["hurt"], "strength/hurt": 5 }),
            "strength",
            "out_of_range",
        ),
        (
            "name-feeling",
            "strength/hurt",
            json!({ "feelings": ["hurt"], "strength/hurt": -1 }),
            "strength",
            "out_of_range",
        ),
        (
            "name-feeling",
            "strength/hurt",
            json!({ "feelings": ["hurt"], "strength/hurt": "a lot" }),
            "answer",
            "malformed",
        ),
        ("name-feeling", "set-off", json!({ "set-off": ["a line"] }), "answer", "malformed"),
        ("name-feeling", "set-off", json!({ "set-off": "x".repeat(65_537) }), "answer", "too_long"),
        ("name-feeling", "information", json!({ "information": "read" }), "answer", "malformed"),
        ("name-feeling", "offer", json!({ "one-line": "I", "offer": ["feelings"] }), "choice", "unknown"),
        (
            "count-on-it",
            "promise",
            json!({ "promise": promise("last_day", json!("2027-12-01")) }),
            "last_day",
            "out_of_range",
        ),
        ("count-on-it", "promise", json!({ "promise": promise("until", json!("2026-12-01")) }), "answer", "malformed"),
        ("count-on-it", "promise", json!({ "promise": promise("what", json!("")) }), "what", "empty"),
        ("count-on-it", "promise", json!({ "promise": { "what": "I cook" } }), "cadence", "empty"),
        ("count-on-it", "promise", json!({ "promise": { "template": "password" } }), "template", "unknown"),
        ("count-on-it", "review-day", json!({ "promise": a_promise(), "review-day": "2027-12-01" }), "day", "too_late"),
        ("count-on-it", "review-day", json!({ "promise": a_promise(), "review-day": "soon" }), "day", "malformed"),
        ("count-on-it", "review-day", json!({ "promise": a_promise(), "review-day": [] }), "answer", "malformed"),
        ("count-on-it", "how-often", json!({ "promise": a_promise(), "how-often": 2 }), "step", "too_early"),
    ] {
        let document = json!({ "answers": answers }).to_string();
        let error = home.error(&["guide", "start", module, "--answers", "-"], &document);
        let told = (&error["kind"], &error["step"], &error["field"], &error["problem"]);
        assert_eq!(told, (&json!("answer_refused"), &json!(step), &json!(field), &json!(problem)), "{answers}");
        let run = run_of(&error);
        let name = step.split('/').next().expect("a name");
        assert!(!answered(&home, &run).iter().any(|answered| answered == name), "{answers}");
        let there = guide(&home, &["resume", &run], &json!({ "stop_at": name }));
        assert_eq!(there["step"]["place"]["step"], json!(name), "{answers}");
    }
}

#[test]
fn answers_that_cannot_be_meant_begin_nothing() {
    let home = Home::new();
    let kind = |answers: &str| {
        let error = home.error(&["guide", "start", "name-feeling", "--answers", "-"], answers);
        (error["kind"].as_str().expect("a kind").to_owned(), error["step"].clone())
    };
    assert_eq!(kind(r#"{"answers":{"no-step":"x"}}"#), ("no_such_step".into(), json!("no-step")));
    assert_eq!(kind(r#"{"answers":{"area":"home"}}"#), ("no_such_step".into(), json!("area")));
    assert_eq!(kind(r#"{"stop_at":"nowhere"}"#), ("no_such_step".into(), json!("nowhere")));
    assert_eq!(kind(r#"{"answers":{"body":"jaw","body":"chest"}}"#), ("answer_refused".into(), json!("body")));
    assert_eq!(kind(r#"{"role":"hurt"}"#).0, "bad_field");
    for unreadable in ["", "[]", "{", r#"{"role":"saint"}"#, r#"{"anwsers":{}}"#, r#"{"solo":"yes"}"#] {
        assert_eq!(kind(unreadable).0, "answers_unreadable", "{unreadable}");
    }
    let missing = home.error(&["guide", "start", "name-feeling", "--answers", "no such file"], "");
    assert_eq!(missing["kind"], json!("file_not_found"));
    let unknown = home.error(&["guide", "start", "no-module", "--answers", "-"], "{}");
    assert_eq!((&unknown["field"], &unknown["problem"]), (&json!("module"), &json!("unknown")));
    assert_eq!(home.json(&["guide", "runs"], "")["runs"], json!([]));

    // From a file; and for people the first line names the step.
    let file = home.file("answers.json");
    fs::write(&file, r#"{"answers":{"body":["ear"]}}"#).expect("written");
    let args = ["guide", "start", "name-feeling", "--answers", file.to_str().expect("a name")];
    let said = refused(&home.mend(&args, ""), 1);
    assert!(said.contains("“body”") && said.contains("mend guide resume"), "{said}");
}

#[test]
fn nobody_to_ask_and_no_answers_is_exit_2_before_any_passphrase() {
    let home = Home::new();
    for args in [&["guide", "start", "name-feeling"][..], &["guide", "resume"], &["guide", "together"]] {
        let said = refused(&run(home.command().args(args), b""), 2);
        assert!(said.contains("--answers"), "{said}");
    }
}

#[test]
fn a_part_for_two_is_done_over_one_phone_and_taken_in_by_its_owner() {
    let home = Home::new();
    assert_eq!(home.error(&["guide", "together", "--answers", "-"], "{}")["kind"], json!("no_together_part"));
    let alone = json!({ "role": "broke", "answers": { "topics": ["money"], "notes/money": "mine alone" } });
    let first = start(&home, "our-agreement", &alone);
    // Without a word about it, the run waits before the part for two.
    assert_eq!(left_at(&first), (json!("under_way"), json!("ground"), json!("together")));
    let run_id = run_of(&first);
    let laid_out = guide(
        &home,
        &["resume"],
        &json!({ "together": true, "stop_at": "promises",
        "answers": { "check-in-day": "SU" } }),
    );
    assert_eq!(left_at(&laid_out), (json!("under_way"), json!("promises"), json!("plan")));
    assert_eq!((run_of(&laid_out), laid_out["step"]["run"].clone()), (run_id.clone(), Value::Null));

    // The together passphrase comes to the cards, and to nothing that is private.
    let done = run(home.command().args(["guide", "runs"]), format!("{TOGETHER}\n").as_bytes());
    assert_eq!(done.status.code(), Some(4));
    let cards = together(&home, &json!({ "stop_at": "pauses", "answers": { "promises": "Each about their own." } }));
    assert_eq!((&cards["run"], &cards["step"]["place"]["step"]), (&Value::Null, &json!("pauses")));
    assert!(!cards.to_string().contains("mine alone"));
    let refusal = run(
        home.command().args(["--json", "guide", "together", "--answers", "-"]),
        format!("{TOGETHER}\n{}", json!({ "answers": { "pauses": 3 } })).as_bytes(),
    );
    assert_eq!(refusal.status.code(), Some(1));
    let end = together(&home, &json!({ "answers": { "review-day": "2026-12-20" } }));
    assert_eq!(left_at(&end), (json!("under_way"), Value::Null, json!("end")));

    let after = guide(&home, &["resume"], &json!({ "stop_at": "items", "answers": {} }));
    assert_eq!((run_of(&after), left_at(&after).1), (run_id.clone(), json!("items")));
    let item = json!({ "words": "We say so before we buy on credit.", "kind": "habit" });
    let done = guide(&home, &["resume"], &json!({ "answers": { "items/money": item, "offer": ["items/money"] } }));
    assert_eq!(done["state"], json!("ended"));
    assert_eq!(
        kinds_made(&done),
        ["agreement", "plan", "reminder", "reminder"].map(|kind| match kind {
            "plan" => "entry".to_owned(),
            kind => kind.to_owned(),
        })
    );
    let steps = answered(&home, &run_id);
    for step in ["topics", "notes", "check-in-day", "promises", "review-day", "items", "offer"] {
        assert!(steps.iter().any(|answered| answered == step), "{step} in {steps:?}");
    }
    assert_eq!(home.error(&["guide", "together", "--answers", "-"], "{}")["kind"], json!("no_together_part"));
}

#[test]
fn a_run_goes_on_in_another_role_and_alone() {
    let home = Home::new();
    let answers = json!({ "role": "broke", "answers": { "topics": ["money"] } });
    let run = run_of(&start(&home, "our-agreement", &answers));
    let there = guide(&home, &["resume", "--role", "hurt", "--solo", "true"], &json!({ "stop_at": "talk" }));
    assert_eq!(left_at(&there), (json!("under_way"), json!("talk"), json!("reflect")));
    let shown = home.json(&["guide", "show", &run], "");
    assert_eq!((&shown["role"], &shown["solo"]), (&json!("hurt"), &json!(true)));
    let back = guide(&home, &["resume", "--role", "none", "--solo", "false"], &json!({}));
    assert_eq!(left_at(&back), (json!("under_way"), json!("talk"), json!("together")));
    assert_eq!(home.json(&["guide", "show", &run], "")["role"], Value::Null);
}

#[test]
fn a_run_is_ended_early_and_removed_for_good() {
    let home = Home::new();
    let stopped = json!({ "stop_at": "care", "answers": { "feelings": ["hurt"] } });
    let run_id = run_of(&start(&home, "name-feeling", &stopped));
    let ended = home.json(&["guide", "end", &run_id[..8]], "");
    assert_eq!((run_of(&ended), &ended["state"], &ended["step"]), (run_id.clone(), &json!("ended"), &Value::Null));
    assert_eq!(kinds_made(&ended), ["entry"]);
    assert_eq!(home.error(&["guide", "end", &run_id], "")["field"], json!("run"));

    assert_eq!(home.error(&["guide", "delete", &run_id], "")["kind"], json!("needs_yes"));
    assert_eq!(home.json(&["guide", "delete", "--yes", &run_id], ""), json!({ "deleted": run_id }));
    assert_eq!(home.error(&["guide", "show", &run_id], "")["kind"], json!("not_found"));
    assert_eq!(home.json(&["guide", "runs"], "")["runs"], json!([]));
    let entry = home.json(&["journal", "show", &id_in(&ended["made"][0])], "");
    assert_eq!(entry["feelings"][0]["id"], json!("hurt"));
}

#[test]
fn coverage_exits_1_while_a_practice_is_open() {
    let done = run(mend().args(["--json", "guide", "coverage", "--now", NOW]), b"");
    let report: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    let open = report["open"].as_u64().expect("a number");
    assert_eq!(done.status.code(), Some(i32::from(open > 0)), "{}", text(&done.stderr));
    let practices = report["practices"].as_array().expect("practices");
    let sum: u64 = ["served", "left_out", "open"].iter().filter_map(|name| report[*name].as_u64()).sum();
    assert_eq!(practices.len() as u64, sum);
    assert!(practices.iter().any(|one| one["by"].to_string().contains("step name-feeling/feelings")));
    let done = run(mend().args(["guide", "coverage"]), b"");
    assert!(text(&done.stdout).lines().count() > practices.len());
}

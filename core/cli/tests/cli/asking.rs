//! Questions in a terminal: one after the other, each to be skipped, stopped at and gone on with.

use serde_json::{Value, json};

use crate::terminal::{Terminal, plain};
use crate::{Home, id_in};

/// The items that a check-in answers, with the answers.
fn answers(home: &Home, id: &str) -> Vec<(String, Value)> {
    let shown = home.json(&["checkin", "show", id], "");
    let all = shown["answers"].as_array().expect("answers").iter();
    all.map(|one| (one["item"].as_str().expect("an item").to_owned(), one["answer"]["value"].clone())).collect()
}

fn newest(home: &Home) -> String {
    id_in(&home.json(&["checkin", "history"], "")["checkins"][0])
}

fn draft_waits(home: &Home) -> Value {
    home.json(&["checkin", "questions", "daily"], "")["draft"].clone()
}

#[test]
fn an_answer_is_kept_at_once_and_a_dot_stops_until_the_next_time() {
    let home = Home::new();
    let mut first = Terminal::run(&home, 80, &[], &["checkin", "answer", "daily"]);
    first.wait_for("mend journal feelings");
    first.type_in("hurt:2, calm\n");
    first.wait_for("Today I feel steady.");
    first.type_in("Mostly True\n");
    first.wait_for("A promise of mine today");
    first.type_in(".\n");
    let (code, shown) = first.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Go on with: mend checkin answer daily"), "{shown}");
    assert_eq!(home.json(&["checkin", "history"], "")["checkins"], json!([]));
    assert_eq!(draft_waits(&home), json!(true));

    let mut second = Terminal::run(&home, 80, &[], &["checkin", "answer", "daily"]);
    second.wait_for("You began this");
    second.wait_for("A promise of mine today");
    second.type_in("\n");
    second.wait_for("One good or kind thing");
    second.type_in("tea\n  in the sun\n\n");
    second.wait_for("Do you want to write?");
    second.type_in("1\n");
    let (code, shown) = second.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(!shown.contains("Right now I feel") && !shown.contains("Today I feel steady."), "{shown}");
    assert!(shown.contains("You wanted to write: mend write"), "{shown}");
    let feelings = json!([{ "id": "hurt", "strength": 2 }, { "id": "calm", "strength": null }]);
    let kept = [
        ("daily.feelings", feelings),
        ("daily.steady", json!(3)),
        ("daily.good_thing", json!("tea\n  in the sun")),
        ("daily.write", json!(true)),
    ];
    assert_eq!(answers(&home, &newest(&home)), kept.map(|(item, answer)| (item.to_owned(), answer)));
    assert_eq!(draft_waits(&home), json!(false));
}

#[test]
fn what_does_not_answer_a_question_is_asked_again() {
    let home = Home::new();
    let mut asked = Terminal::run(&home, 80, &[], &["checkin", "answer", "daily"]);
    let mut times = 0;
    for (question, wrong, right) in [
        ("Right now I feel", &["happyish", "hurt:5", "hurt, hurt:1", "hurt, calm, hope, lonely"][..], ""),
        ("Today I feel steady.", &["5", "-1", "2.5", "steady"], "0"),
        ("A promise of mine today", &["0", "5", "always"], "None today"),
        ("One good or kind thing", &[], ""),
        ("Do you want to write?", &["3", "maybe"], "No"),
    ] {
        asked.wait_for(question);
        for typed in wrong {
            asked.type_in(&format!("{typed}\n"));
            times += 1;
        }
        asked.type_in(&format!("{right}\n"));
    }
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(shown.matches("Type one of the answers above").count(), times, "{shown}");
    let kept = [("daily.steady", json!(0)), ("daily.promise", json!("none_today")), ("daily.write", json!(false))];
    assert_eq!(answers(&home, &newest(&home)), kept.map(|(item, answer)| (item.to_owned(), answer)));
}

#[test]
fn a_text_that_is_too_long_is_asked_for_again() {
    let home = Home::new();
    let mut asked = Terminal::run(&home, 80, &[], &["checkin", "answer", "daily"]);
    asked.wait_for("Right now I feel");
    asked.type_in("calm\n\n\n");
    asked.wait_for("One good or kind thing");
    for _ in 0..22 {
        asked.type_in(&format!("{}\n", "a".repeat(3000)));
    }
    asked.type_in("\n");
    asked.wait_for("The answer is too long.");
    asked.type_in("tea\n\n\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{}", &shown[shown.len() - 500..]);
    let kept = [("daily.feelings", json!([{ "id": "calm", "strength": null }])), ("daily.good_thing", json!("tea"))];
    assert_eq!(answers(&home, &newest(&home)), kept.map(|(item, answer)| (item.to_owned(), answer)));
}

#[test]
fn enter_skips_everything_and_the_page_for_one_alone_takes_nothing() {
    let home = Home::new();
    let mut asked = Terminal::run(&home, 80, &[], &["checkin", "answer", "monthly"]);
    asked.wait_for("Over the past month");
    asked.type_in(&"\n".repeat(13));
    asked.wait_for("felt afraid of your partner?");
    asked.type_in("yes\n");
    asked.wait_for("You know your situation best.");
    asked.type_in("not sure\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(answers(&home, &newest(&home)), []);

    let mut asked = Terminal::run(&home, 80, &[], &["checkin", "answer", "weekly"]);
    asked.wait_for("For you alone");
    asked.type_in(&"\n".repeat(19));
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Together, if you both want to"), "{shown}");
    assert_eq!(answers(&home, &newest(&home)), []);
}

#[test]
fn a_draft_whose_schedule_is_gone_can_still_be_finished() {
    let home = Home::new();
    let add = ["checkin", "schedule", "add", "--daily", "--at", "21:00"];
    let schedule = id_in(&home.json_at("2026-11-24T12:00:00+01:00", &add, ""));
    let mut first = Terminal::run(&home, 80, &[], &["checkin", "answer", "daily"]);
    first.wait_for("Right now I feel");
    first.type_in("calm\n.\n");
    assert_eq!(first.end().0, Some(0));
    home.json(&["checkin", "schedule", "remove", "--yes", &schedule], "");
    let mut second = Terminal::run(&home, 80, &[], &["checkin", "answer", "daily"]);
    second.wait_for("Today I feel steady.");
    second.type_in("\n\n\n\n");
    let (code, shown) = second.end();
    assert_eq!(code, Some(0), "{shown}");
    let kept = home.json(&["checkin", "show", &newest(&home)], "");
    assert_eq!((&kept["slot"], &kept["answered"]), (&Value::Null, &json!(1)));
}

#[test]
fn changing_a_checkin_keeps_takes_away_and_stops() {
    let home = Home::new();
    let id = id_in(&home.json(&["checkin", "answer", "daily"], r#"{"daily.steady":3,"daily.promise":"kept"}"#));
    let mut stopped = Terminal::run(&home, 80, &[], &["checkin", "edit", &id]);
    stopped.wait_for("Right now I feel");
    stopped.type_in("\n1\n.\n");
    let (code, shown) = stopped.end();
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("Before: mostly true") && shown.contains("Nothing was changed."), "{shown}");
    assert_eq!(home.json(&["checkin", "show", &id], "")["versions"], json!(0));

    let mut asked = Terminal::run(&home, 80, &[], &["checkin", "edit", &id]);
    asked.wait_for("Right now I feel");
    asked.type_in("hope:4\n-\n\n\n\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    let kept = [("daily.feelings", json!([{ "id": "hope", "strength": 4 }])), ("daily.promise", json!("kept"))];
    assert_eq!(answers(&home, &id), kept.map(|(item, answer)| (item.to_owned(), answer)));
    assert_eq!(home.json(&["checkin", "show", &id], "")["versions"], json!(1));
}

#[test]
fn check_ins_fit_into_twenty_columns() {
    let home = Home::new();
    let add = ["checkin", "schedule", "add", "--weekly", "TU,SU", "--at", "21:00", "--zone", "Europe/Berlin"];
    let schedule = id_in(&home.json_at("2026-11-24T12:00:00+01:00", &add, ""));
    let id = id_in(&home.json(&["checkin", "answer", "weekly"], r#"{"weekly.heard":3}"#));
    for args in [
        &["checkin", "due"][..],
        &["checkin", "sets"],
        &["checkin", "questions", "weekly"],
        &["checkin", "history"],
        &["checkin", "show", &id],
        &["checkin", "schedule", "list"],
        &["checkin", "schedule", "history", &schedule],
        &["checkin", "plan", "--zone", "Europe/Berlin"],
        &["checkin", "safety"],
        &["insight"],
        &["settings"],
    ] {
        let (code, shown) = Terminal::run(&home, 20, &[], args).end();
        assert_eq!(code, Some(0), "{shown}");
        for line in plain(&shown).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 20, "{args:?}: {width} columns: {line:?}");
        }
    }
}

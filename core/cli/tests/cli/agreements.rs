//! Agreements from the command line: the shapes of their documents, what is refused, what stays.

use serde_json::{Value, json};

#[cfg(unix)]
use crate::terminal::{Terminal, plain};
use crate::{Home, id_in, refused, text};

fn write(home: &Home, words: &str, args: &[&str]) -> String {
    id_in(&home.json(&[&["agree", "write"], args].concat(), words))
}

/// Refused with the name of the field, in words and for programs; nothing changed.
fn bad_field(home: &Home, args: &[&str], rest: &str) -> Value {
    let args = [&["agree"], args].concat();
    let before = home.json(&["agree", "list"], "");
    refused(&home.mend(&args, rest), 1);
    let error = home.error(&args, rest);
    assert_eq!(error["kind"], json!("bad_field"), "{error}");
    assert_eq!(home.json(&["agree", "list"], ""), before);
    json!([error["field"], error["problem"]])
}

const HABIT: [&str; 2] = ["--topic", "home"];
const OPENNESS: [&str; 6] = ["--topic", "money", "--kind", "transparency", "--until", "2027-02-01"];

#[test]
fn agreement_is_written_shown_and_listed_in_its_shape() {
    let home = Home::new();
    let args = ["--own-topic", "--kind", "ritual", "--owner", "partner", "--review", "2026-12-24"];
    let id = write(&home, "The dog\nYou walk it in the morning.\nI do in the evening.\n", &args);
    let said = json!({
        "topic": { "kind": "own", "words": "The dog" }, "topic_words": "The dog",
        "words": "You walk it in the morning.\nI do in the evening.", "kind": "ritual", "owner": "partner",
        "review_day": "2026-12-24", "holds_until": null, "state": "draft", "made_at": "2026-11-24T21:30:00+01:00",
    });
    let with = |more: Value| {
        let mut whole = said.clone();
        whole.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        whole
    };
    let row = with(json!({
        "id": id, "version": 1, "latest": 1, "kind_words": "Ritual", "owner_words": "My partner does this",
        "state_words": "draft",
    }));
    let caveat = "No agreement covers sex. A no today outranks anything written.";
    let listed = home.json(&["agree", "list"], "");
    assert_eq!(listed, json!({ "agreements": [row], "next": null, "caveat": caveat }));
    let mut shown = home.json(&["agree", "show", &id[..6]], "");
    let hash = shown["versions"][0]["hash"].take();
    assert_eq!(hash.as_str().map(str::len), Some(64));
    let version = with(json!({
        "version": 1, "hash": null, "looked_at": false, "accepted_at": null, "withdrawn_at": null,
    }));
    let mut whole = row;
    whole["versions"] = json!([version]);
    whole["caveat"] = json!(caveat);
    assert_eq!(shown, whole);
}

#[test]
fn what_nobody_says_is_a_habit_of_both_to_look_at_in_four_weeks() {
    let home = Home::new();
    let usual = home.json(&["agree", "show", &write(&home, "We cook", &HABIT)], "");
    assert_eq!(json!([usual["kind"], usual["owner"], usual["review_day"]]), json!(["habit", "both", "2026-12-22"]));
    let openness = home.json(&["agree", "show", &write(&home, "I show the bills", &OPENNESS)], "");
    assert_eq!(json!([openness["owner"], openness["holds_until"]]), json!(["me", "2027-02-01"]));
    let short =
        home.json(&["agree", "show", &write(&home, "x", &[&HABIT[..], &["--until", "2026-12-01"]].concat())], "");
    assert_eq!(short["review_day"], json!("2026-12-01"));
}

#[test]
fn bad_input_is_refused_by_the_name_of_its_field() {
    let home = Home::new();
    let id = write(&home, "We cook", &HABIT);
    let written = |args: &[&str], words: &str| bad_field(&home, &[&["write"], args].concat(), words);
    let habit = |more: &[&str], words: &str| written(&[&HABIT[..], more].concat(), words);
    assert_eq!(habit(&[], " \n"), json!(["words", "empty"]));
    assert_eq!(habit(&[], &"x".repeat(2001)), json!(["words", "too_long"]));
    assert_eq!(habit(&["--kind", "line"], "x"), json!(["agreement_kind", "unknown"]));
    assert_eq!(habit(&["--owner", "them"], "x"), json!(["owner", "unknown"]));
    assert_eq!(habit(&["--review", "2026-11-24"], "x"), json!(["review_day", "too_early"]));
    assert_eq!(habit(&["--review", "2027-02-23"], "x"), json!(["review_day", "too_late"]));
    assert_eq!(habit(&["--until", "2026-11-24"], "x"), json!(["holds_until", "too_early"]));
    assert_eq!(habit(&["--kind", "transparency"], "x"), json!(["holds_until", "empty"]));
    assert_eq!(written(&["--topic", "passwords"], "x"), json!(["topic", "unknown"]));
    assert_eq!(written(&["--own-topic"], "\nx"), json!(["topic", "empty"]));
    assert_eq!(written(&["--template", "read_messages"], ""), json!(["template", "unknown"]));
    let openness = |more: &[&str]| written(&[&OPENNESS[..4], more].concat(), "x");
    assert_eq!(openness(&["--until", "2027-02-23"]), json!(["holds_until", "too_late"]));
    assert_eq!(openness(&["--until", "2027-02-01", "--owner", "partner"]), json!(["owner", "malformed"]));
    assert_eq!(bad_field(&home, &["accept", &id, "--version", "2"], ""), json!(["version", "unknown"]));
    assert_eq!(bad_field(&home, &["withdraw", &id], ""), json!(["acceptance", "empty"]));
    assert_eq!(bad_field(&home, &["review", &id, "--next", "2027-06-01"], ""), json!(["review_day", "too_late"]));
    refused(&home.mend(&["agree", "show", "0123"], ""), 1);
    for usage in
        [&["agree", "write"] as &[&str], &["agree", "write", "--topic", "home", "We cook"], &["agree", "review"]]
    {
        assert_eq!(home.mend(usage, "We cook").status.code(), Some(2), "{usage:?}");
    }
}

#[test]
fn yes_is_said_to_one_version_and_taken_back_for_good() {
    let home = Home::new();
    let id = write(&home, "We cook", &HABIT);
    let said = home.json(&["agree", "accept", &id], "");
    let hash = |n: usize| home.json(&["agree", "show", &id], "")["versions"][n]["hash"].clone();
    assert_eq!(said, json!({ "id": id, "version": 1, "latest": 1, "state": "written_down", "hash": hash(0) }));
    let changed = home.json(&["agree", "change", &id, "--words"], "We cook and wash up\n");
    let stands = json!({ "id": id, "version": 1, "latest": 2, "state": "written_down", "notes": [] });
    assert_eq!(changed, stands, "the version before goes on");
    let old = bad_field(&home, &["accept", &id, "--version", "1"], "");
    assert_eq!(old, json!(["version", "out_of_range"]), "a yes goes to what is newest");
    let said = home.json(&["agree", "accept", &id, "--version", "2"], "");
    assert_eq!(said, json!({ "id": id, "version": 2, "latest": 2, "state": "written_down", "hash": hash(1) }));
    let back = home.json(&["agree", "withdraw", &id], "");
    assert_eq!(back, json!({ "id": id, "version": 2, "latest": 2, "state": "withdrawn" }));
    assert_eq!(bad_field(&home, &["accept", &id], ""), json!(["version", "twice"]));
    home.json(&["agree", "change", &id, "--review", "2026-12-30"], "");
    assert_eq!(home.json(&["agree", "accept", &id], "")["state"], json!("written_down"));

    let before = home.files();
    let said = refused(&home.mend(&["agree", "delete", &id], "y\n"), 1);
    assert!(said.contains("--yes"), "{said}");
    assert_eq!(home.files(), before);
    assert_eq!(home.json(&["agree", "delete", &id, "--yes"], ""), json!({ "deleted": id }));
    refused(&home.mend(&["agree", "show", &id], ""), 1);
}

#[test]
fn agreements_are_looked_at_on_their_day_and_openness_ends_by_itself() {
    let home = Home::new();
    let habit = write(&home, "We cook", &HABIT);
    let openness = write(&home, "I show the bills", &OPENNESS);
    for id in [&habit, &openness] {
        home.json(&["agree", "accept", id], "");
    }
    let due = |now: &str| {
        let due = home.json_at(now, &["agree", "due"], "");
        let ids = |list: &Value| list.as_array().expect("a list").iter().map(|row| row["id"].clone()).collect();
        [ids(&due["review"]), ids(&due["lapsing"])].map(|ids: Vec<_>| json!(ids))
    };
    assert_eq!(due(crate::NOW), [json!([]), json!([])]);
    assert_eq!(due("2026-12-22T12:00:00+01:00"), [json!([habit, openness]), json!([])]);
    let later = "2027-01-18T12:00:00+01:00";
    let looked = home.json_at(later, &["agree", "review", &habit, "--next", "2027-02-15"], "");
    let stands = json!({ "id": habit, "version": 2, "latest": 2, "state": "written_down", "review_day": "2027-02-15" });
    assert_eq!(looked, stands);
    assert_eq!(home.json(&["agree", "show", &habit], "")["versions"][1]["looked_at"], json!(true));
    assert_eq!(due(later), [json!([openness]), json!([openness])]);
    let over = "2027-02-02T12:00:00+01:00";
    assert_eq!(home.json_at(over, &["agree", "show", &openness], "")["state"], json!("lapsed"));
    assert_eq!(due(over), [json!([]), json!([])]);
    for act in [
        &["accept", &openness, "--now", over] as &[&str],
        &["review", &openness, "--next", "2027-03-01", "--now", over],
    ] {
        assert_eq!(bad_field(&home, act, ""), json!(["agreement", "unknown"]));
    }
    home.json(&["agree", "remind", &habit], "");
    let schedules = home.json(&["checkin", "schedule", "list"], "");
    assert_eq!(schedules["schedules"][0]["subject"], json!({ "kind": "agreement_review", "agreement": habit }));
    home.json(&["agree", "delete", &habit, "--yes"], "");
    assert_eq!(home.json(&["checkin", "schedule", "list"], "")["schedules"], json!([]));
}

#[test]
fn templates_begin_an_agreement_and_a_note_refuses_none() {
    let home = Home::new();
    let templates = home.json(&["agree", "templates"], "");
    assert_eq!(templates["topics"][0], json!({ "id": "honesty", "words": "Honesty" }));
    let id = write(&home, "", &["--template", "evening_for_two"]);
    let shown = home.json(&["agree", "show", &id], "");
    assert_eq!(json!([shown["topic"]["id"], shown["kind"], shown["owner"]]), json!(["time", "ritual", "both"]));
    let noted = home.json(&["agree", "write", "--topic", "phones"], "We always share our passwords");
    let ids: Vec<_> = noted["notes"].as_array().expect("notes").iter().map(|note| note["id"].clone()).collect();
    assert_eq!(json!(ids), json!(["absolute", "access"]));
    assert_eq!(home.json(&["agree", "list"], "")["agreements"].as_array().map(Vec::len), Some(2));
}

#[test]
fn agreements_are_out_of_reach_for_whoever_opens_what_is_shared() {
    let home = Home::new();
    write(&home, "We cook", &HABIT);
    let done = crate::run(home.command().args(["agree", "list"]), format!("{}\n", crate::TOGETHER).as_bytes());
    refused(&done, 4);
}

#[test]
fn people_read_what_programs_read_and_what_no_agreement_covers() {
    let home = Home::new();
    let id = write(&home, "We cook", &HABIT);
    let said = |args: &[&str], rest: &str| {
        let done = home.mend(&[&["agree"], args].concat(), rest);
        assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
        text(&done.stdout)
    };
    let caveat = "No agreement covers sex.";
    assert!(said(&["accept", &id], "").contains(caveat));
    assert!(said(&["write", "--topic", "time"], "We always talk").contains("One hard day would break this."));
    let list = said(&["list"], "");
    assert!(list.contains("as I wrote it down") && list.contains("We cook") && list.contains(caveat), "{list}");
    said(&["change", &id, "--words"], "We cook\ntwice a week");
    assert!(said(&["change", &id], "").starts_with("It says that already."));
    let shown = said(&["show", &id], "");
    assert!(shown.contains("Version 2 waits for your yes") && shown.contains(caveat), "{shown}");
    assert!(shown.contains("We cook\ntwice a week\n"), "{shown}");
    assert!(said(&["templates"], "").contains("daily_word: Openness that I offer"));
    assert!(said(&["due"], "").starts_with("Nothing asks"));
    let due = said(&["due", "--now", "2026-12-22T12:00:00+01:00"], "");
    assert!(due.contains("To look at again") && due.contains("We cook"), "{due}");
    assert!(said(&["withdraw", &id], "").starts_with("Your yes is taken back."));
}

#[cfg(unix)]
#[test]
fn agreement_typed_in_a_terminal_keeps_its_lines() {
    let home = Home::new();
    let mut typed = Terminal::run(&home, 80, &[], &["agree", "write", "--own-topic"]);
    typed.wait_for("What it is about:");
    typed.type_in("The dog\n");
    typed.wait_for("Ctrl-D");
    typed.type_in("You walk it in the morning.\nI do in the evening.\n\u{4}");
    let (code, shown) = typed.end();
    assert_eq!(code, Some(0), "{shown}");
    let row = &home.json(&["agree", "list"], "")["agreements"][0];
    let said = json!(["The dog", "You walk it in the morning.\nI do in the evening."]);
    assert_eq!(json!([row["topic_words"], row["words"]]), said);
    let id = row["id"].as_str().expect("an id");
    home.json(&["agree", "review", id, "--next", "2026-12-30"], "");
    let due = ["agree", "due", "--now", "2026-12-30T12:00:00+01:00"];
    for args in
        [&["agree", "list"][..], &["agree", "show", id], &["agree", "templates"], &due, &["agree", "accept", id]]
    {
        let (code, shown) = Terminal::run(&home, 20, &[], args).end();
        assert_eq!(code, Some(0), "{shown}");
        for line in plain(&shown).lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 20, "{args:?}: {line:?}");
        }
    }
}

//! The README's table of documents, held against what the program prints.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::pairing::two;
use crate::{Home, id_in};

const README: &str = include_str!("../../README.md");

/// The names in the document that the README shows beside a command, wherever in it they stand.
fn promised(command: &str) -> BTreeSet<String> {
    let first = format!("| `{command}`");
    let row = README.lines().find(|line| line.starts_with(&first)).unwrap_or_else(|| panic!("no row for {command}"));
    let document = row.rsplit(" | ").next().expect("a column");
    document.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every name in a document.
fn names(document: &Value, into: &mut BTreeSet<String>) {
    match document {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            into.insert(name.clone());
            names(value, into);
        }),
        Value::Array(all) => all.iter().for_each(|one| names(one, into)),
        _ => {}
    }
}

/// What the README shows beside a command is there, and nothing at the top of its document goes unnamed.
fn assert_named(command: &str, document: &Value) {
    let mut printed = BTreeSet::new();
    names(document, &mut printed);
    let promised = promised(command);
    assert!(!promised.is_empty(), "{command}");
    let elsewhere = match command {
        // Rows that name the documents of other commands too.
        "checkin mark" => &["snoozed_until", "accepted"][..],
        "checkin versions" => &["id"],
        _ => &[],
    };
    let missing: Vec<_> =
        promised.iter().filter(|name| !printed.contains(*name) && !elsewhere.contains(&name.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new(), "{command}");
    let top = document.as_object().expect("an object").keys();
    assert!(top.clone().all(|name| promised.contains(name)), "{command}: {:?}", top.collect::<Vec<_>>());
}

#[test]
fn the_readme_names_what_the_commands_of_guides_print() {
    let home = Home::new();
    let start = ["guide", "start", "our-agreement", "--answers", "-"];
    let begun = home.json(&start, r#"{"stop_at":"topics","answers":{"trust-means":"tea"}}"#);
    let id = begun["run"].as_str().expect("a run").to_owned();
    let ended = home.json(&["guide", "end", &id], "");
    let mut begun = begun;
    begun["made"] = ended["made"].clone();
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../mend/content/guide");
    let coverage = crate::run(crate::mend().args(["--json", "guide", "coverage"]), b"");
    let together = home.json(&start, r#"{"together":true}"#);
    let mut names_of_checks = home.json(&["guide", "check", pack], "");
    names_of_checks["faults"] = serde_json::json!([{ "file": "", "line": 1, "what": "" }]);
    for (command, document) in [
        ("guide list", home.json(&["guide", "list"], "")),
        ("guide start", begun),
        ("guide together", together),
        ("guide show", home.json(&["guide", "show", &id], "")),
        ("guide runs", home.json(&["guide", "runs"], "")),
        ("guide delete", home.json(&["guide", "delete", "--yes", &id], "")),
        ("guide coverage", serde_json::from_slice(&coverage.stdout).expect("JSON")),
        ("guide check", names_of_checks),
    ] {
        let mut printed = BTreeSet::new();
        names(&document, &mut printed);
        let promised = promised(command);
        let missing: Vec<_> = promised.iter().filter(|name| !printed.contains(*name)).collect();
        // The kind of the end is a value.
        assert!(missing.iter().all(|name| command == "guide together" && *name == "end"), "{command}: {missing:?}");
        // The row of this one says for the rest that it is the same.
        if command != "guide together" {
            let top = document.as_object().expect("an object").keys();
            assert!(top.clone().all(|name| promised.contains(name)), "{command}: {:?}", top.collect::<Vec<_>>());
        }
    }
}

#[test]
fn the_readme_names_what_the_commands_of_check_ins_print() {
    let home = Home::new();
    let add = ["checkin", "schedule", "add", "--daily", "--at", "21:00"];
    let id = id_in(&home.json_at("2026-11-24T12:00:00+01:00", &add, ""));
    let slot = format!("{id}.2026-11-24.0");
    home.json(&["settings", "set", "--reminders", "true"], "");
    let due = home.json(&["checkin", "due"], "");
    let mark = home.json(&["checkin", "mark", &slot, "opened"], "");
    let checkin = home.json(&["checkin", "answer", "daily"], r#"{"daily.steady":3}"#);
    let checkin_id = id_in(&checkin);
    home.json(&["checkin", "edit", &checkin_id], r#"{"daily.steady":2}"#);
    let plan = home.json(&["checkin", "plan", "--zone", "UTC"], "");
    let history = home.json(&["checkin", "history"], "");
    let mut shown = home.json(&["checkin", "show", &checkin_id], "");
    // The row of `show` says what it has besides that of `history`.
    for (name, _) in history["checkins"][0].as_object().expect("a row") {
        shown.as_object_mut().expect("an object").remove(name);
    }
    for (command, document) in [
        ("checkin due", due),
        ("checkin sets", home.json(&["checkin", "sets"], "")),
        ("checkin answer", checkin),
        ("checkin history", history),
        ("checkin show", shown),
        ("checkin versions", home.json(&["checkin", "versions", &checkin_id], "")),
        ("checkin safety", home.json(&["checkin", "safety"], "")),
        ("checkin schedule list", home.json(&["checkin", "schedule", "list"], "")),
        ("checkin schedule history", home.json(&["checkin", "schedule", "history", &id], "")),
        ("checkin mark", mark),
        ("checkin plan", plan),
        ("checkin alarms", home.json(&["checkin", "alarms", "--zone", "UTC"], "")),
        ("insight", home.json(&["insight"], "")),
        ("checkin delete", home.json(&["checkin", "delete", "--yes", &checkin_id], "")),
    ] {
        assert_named(command, &document);
    }
}

#[test]
fn the_readme_names_what_the_commands_of_agreements_print() {
    let home = Home::new();
    let write = home.json(&["agree", "write", "--topic", "money"], "We share our passwords");
    let id = id_in(&write);
    let change = home.json(&["agree", "change", &id, "--words"], "We always share them");
    let accept = home.json(&["agree", "accept", &id], "");
    let review = home.json(&["agree", "review", &id, "--next", "2026-12-30"], "");
    let (list, mut shown) = (home.json(&["agree", "list"], ""), home.json(&["agree", "show", &id], ""));
    // The row of `show` says what it has besides that of `list`.
    for (name, _) in list["agreements"][0].as_object().expect("a row") {
        shown.as_object_mut().expect("an object").remove(name);
    }
    for (command, document) in [
        ("agree write", write),
        ("agree list", list),
        ("agree show", shown),
        ("agree change", change),
        ("agree accept", accept),
        ("agree review", review),
        ("agree due", home.json(&["agree", "due"], "")),
        ("agree templates", home.json(&["agree", "templates"], "")),
        ("agree remind", home.json(&["agree", "remind", &id], "")),
        ("agree withdraw", home.json(&["agree", "withdraw", &id], "")),
        ("agree delete", home.json(&["agree", "delete", &id, "--yes"], "")),
    ] {
        assert_named(command, &document);
    }
}

#[test]
fn the_readme_names_what_the_commands_of_two_phones_print() {
    let (a, b) = two();
    let id = a.write("We walked.", &["--title", "Canal", "--feeling", "calm:2"]);
    let share = a.json(&["share", "entry", &id, "--yes"], "");
    let shared_as = share["shared"].as_str().expect("an id").to_owned();
    let outbox = a.json(&["outbox"], "");
    let schedule =
        id_in(&a.json(&["checkin", "schedule", "add", "--weekly", "SU", "--at", "18:00", "--together-time"], ""));
    let proposal = a.json(&["share", "schedule", &schedule, "--yes"], "")["shared"].clone();
    let file = a.file("shown.gif");
    let show = a.json(&["sync", "show", "--gif", file.to_str().expect("UTF-8")], "");
    let words = a.file("words.txt");
    std::fs::write(&words, "no picture").expect("written");
    let scan = b.json(&["sync", "scan", file.to_str().expect("UTF-8"), words.to_str().expect("UTF-8")], "");
    let mut shown = b.json(&["inbox", "show", &shared_as], "");
    let inbox = b.json(&["inbox"], "");
    // The row of `show` says what it has besides those of the lists.
    for (name, _) in inbox["items"][0].as_object().expect("a row") {
        shown.as_object_mut().expect("an object").remove(name);
    }
    let take = b.json(&["inbox", "take", proposal.as_str().expect("an id")], "");
    for (command, document) in [
        ("pair", b.json(&["pair"], "")),
        ("share", share),
        ("shared", a.json(&["shared"], "")),
        ("outbox", outbox),
        ("shared ID", shown),
        ("inbox take", take),
        ("sync show", show),
        ("sync scan", scan),
        ("unshare", a.json(&["unshare", &shared_as, "--yes"], "")),
        ("unpair", a.json(&["unpair", "--yes"], "")),
    ] {
        assert_named(command, &document);
    }
}

//! The README's table of documents, held against what the program prints.

use std::collections::BTreeSet;

use serde_json::Value;

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
        let mut printed = BTreeSet::new();
        names(&document, &mut printed);
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
        // And nothing that it prints at the top goes unnamed.
        let top = document.as_object().expect("an object").keys();
        assert!(top.clone().all(|name| promised.contains(name)), "{command}: {:?}", top.collect::<Vec<_>>());
    }
}

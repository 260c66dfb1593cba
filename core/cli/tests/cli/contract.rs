//! The shapes of `--json`. They are a promise: names may be added, none may change or go.

use serde_json::{Value, json};

use crate::{Home, refused, text};

/// The same document with other ids.
fn with_ids(document: Value, ids: &[(&str, &str)]) -> Value {
    let mut written = document.to_string();
    for (id, name) in ids {
        written = written.replace(id, name);
    }
    serde_json::from_str(&written).expect("JSON")
}

#[test]
fn write_list_show_and_search_keep_their_shapes() {
    let home = Home::new();
    let first = home.write(
        "We walked the canal.\n\nTwo hours.\n",
        &["--title", "Canal", "--tag", "together", "--feeling", "calm:2", "--feeling", "hope", "--star"],
    );
    let second = home.write("Passed the café.", &["--kind", "letter", "--at", "2026-11-20T08:00:00-03:30"]);
    let ids = [(first.as_str(), "FIRST"), (second.as_str(), "SECOND")];
    for id in [&first, &second] {
        assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()), "{id}");
    }

    let canal = json!({
        "id": "FIRST", "kind": "entry", "happened_at": "2026-11-24T21:30:00+01:00", "title": "Canal",
        "preview": "We walked the canal. Two hours.", "tags": ["together"],
        "feelings": [{ "id": "calm", "strength": 2 }, { "id": "hope", "strength": null }], "starred": true,
    });
    let cafe = json!({
        "id": "SECOND", "kind": "letter", "happened_at": "2026-11-20T08:00:00-03:30", "title": null,
        "preview": "Passed the café.", "tags": [], "feelings": [], "starred": false,
    });
    let listed = with_ids(home.json(&["journal", "list"], ""), &ids);
    assert_eq!(listed, json!({ "entries": [canal, cafe], "next": null }));

    let mut shown = canal.clone();
    shown["text"] = json!("We walked the canal.\n\nTwo hours.");
    shown["created_at"] = json!("2026-11-24T21:30:00+01:00");
    shown["edited_at"] = Value::Null;
    shown["versions"] = json!(0);
    assert_eq!(with_ids(home.json(&["journal", "show", &first], ""), &ids), shown);

    let mut found = with_ids(home.json(&["journal", "search", "cafe"], ""), &ids);
    let rank = found["hits"][0]["rank"].take();
    assert!(rank.is_f64(), "{rank}");
    let hit = json!({
        "id": "SECOND", "happened_at": "2026-11-20T08:00:00-03:30", "title": null,
        "snippet": "Passed the café.", "rank": null,
    });
    assert_eq!(found, json!({ "hits": [hit] }));
}

#[test]
fn pages_of_a_timeline_join_without_a_gap() {
    let home = Home::new();
    for day in 1..=3 {
        home.write("text", &["--at", &format!("2026-11-0{day}T10:00:00+01:00")]);
    }
    let mut days = Vec::new();
    let mut next = Value::Null;
    loop {
        let mut args = vec!["journal", "list", "--limit", "2"];
        if let Some(after) = next.as_str() {
            args.extend(["--after", after]);
        }
        let page = home.json(&args, "");
        let entries = page["entries"].as_array().expect("entries").clone();
        days.extend(entries.iter().map(|entry| entry["happened_at"].as_str().expect("a time")[8..10].to_owned()));
        next = page["next"].clone();
        if next.is_null() {
            break;
        }
    }
    assert_eq!(days, ["03", "02", "01"]);
}

#[test]
fn the_other_documents_keep_their_names() {
    let home = Home::new();
    let id = home.write("one", &["--tag", "a"]);
    assert_eq!(home.json(&["journal", "edit", &id], "two"), json!({ "id": id }));
    let versions = home.json(&["journal", "history", &id], "");
    assert_eq!(versions["versions"][0]["version"], json!(1));
    assert_eq!(versions["versions"][0]["text"], json!("one"));
    assert_eq!(versions["versions"][0]["replaced_at"], json!("2026-11-24T21:30:00+01:00"));
    assert_eq!(home.json(&["journal", "tags"], ""), json!({ "tags": [{ "tag": "a", "entries": 1 }] }));
    assert_eq!(
        home.json(&["journal", "calendar", "--month", "2026-11"], ""),
        json!({ "days": [{ "day": "2026-11-24", "entries": 1 }] })
    );
    assert_eq!(home.json(&["journal", "drafts"], ""), json!({ "drafts": [] }));
    assert_eq!(home.json(&["journal", "delete", "--yes", &id[..6]], ""), json!({ "deleted": id }));

    let slots = home.json(&["slots"], "");
    let kinds: Vec<&str> =
        slots["slots"].as_array().expect("slots").iter().filter_map(|s| s["kind"].as_str()).collect();
    assert_eq!(kinds, ["private_passphrase", "together_passphrase"]);
    let made_at = slots["slots"][0]["made_at"].as_str().map(chrono::DateTime::parse_from_rfc3339);
    assert_eq!(made_at, Some(chrono::DateTime::parse_from_rfc3339(crate::NOW)));

    let profile = home.json(&["profile", "set", "--name", "Ines", "--role", "hurt", "--country", "nl"], "");
    assert_eq!(
        profile,
        json!({
            "own_name": "Ines", "partner_name": "", "own_form": "neutral", "partner_form": "neutral",
            "country": "NL", "role": "hurt",
        })
    );
    assert_eq!(
        home.json(&["settings"], ""),
        json!({
            "journal": { "day_ends_at": 3, "on_this_day": false }, "locale": "en", "lock_after_seconds": 30,
            "reminders": { "on": false, "quiet": null }, "country": null,
        })
    );
}

#[test]
fn an_error_is_a_document_on_stderr_and_stdout_stays_empty() {
    let home = Home::new();
    let done = home.mend(&["--json", "journal", "show", "00000000000000000000000000000000"], "");
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(text(&done.stdout), "");
    let error: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
    assert_eq!(error["error"]["kind"], json!("not_found"));
    assert!(error["error"]["message"].as_str().is_some_and(|s| s.ends_with('.')), "{error}");
    assert!(error["error"]["action"].as_str().is_some_and(|s| s.ends_with('.')), "{error}");

    let done = home.mend(&["--json", "write", "--feeling", "no_such_feeling"], "text");
    let error: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
    assert_eq!(error["error"]["kind"], json!("bad_field"));
    assert_eq!(error["error"]["problem"], json!("unknown"));
    assert_eq!(home.json(&["journal", "list"], ""), json!({ "entries": [], "next": null }));

    let done = crate::run(crate::mend().args(["--json", "journal", "list", "--limit", "x"]), b"");
    assert_eq!(done.status.code(), Some(2));
    let error: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
    assert_eq!(error["error"]["kind"], json!("usage"));
    refused(&home.mend(&["journal", "show", "xyz"], ""), 1);
}

#[test]
fn now_sets_the_clock_of_the_journal() {
    let home = Home::new();
    let id = home.write("text", &["--now", "2031-01-02T03:04:05-05:00"]);
    let shown = home.json(&["journal", "show", &id], "");
    assert_eq!(shown["happened_at"], json!("2031-01-02T03:04:05-05:00"));
    assert_eq!(shown["created_at"], json!("2031-01-02T03:04:05-05:00"));
}

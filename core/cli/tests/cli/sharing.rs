//! What is shared: looked at first, as it arrives; answered; taken back.

use serde_json::{Value, json};

use crate::pairing::{exchange, hand_over, two};
use crate::{Home, id_in, text};

/// Shares it, and gives the document.
fn share(home: &Home, args: &[&str]) -> Value {
    let shared = home.json(&[&["share"], args, &["--yes"]].concat(), "");
    assert!(shared["shared"].is_string(), "{shared}");
    shared
}

fn items(home: &Home, args: &[&str]) -> Vec<Value> {
    home.json(args, "")["items"].as_array().expect("items").clone()
}

fn item(home: &Home, id: &Value) -> Value {
    home.json(&["inbox", "show", id.as_str().expect("an id")], "")
}

/// What one says to an item of the inbox, and what the item shows then.
fn say(home: &Home, id: &Value, args: &[&str], rest: &str) -> Value {
    home.json(&[&["inbox", args[0], id.as_str().expect("an id")], &args[1..]].concat(), rest)
}

/// The same, without its row.
fn said(home: &Home, id: &Value, args: &[&str], rest: &str) -> Value {
    say(home, id, args, rest)["body"].clone()
}

#[test]
fn entry_is_previewed_as_it_arrives_and_nothing_else_of_it_goes_over() {
    let (a, b) = two();
    a.json(&["profile", "set", "--name", "Ines", "--partner-name", "Tomas"], "");
    let id = a.write("Two hours.\n\nNo phones.", &["--title", "Canal", "--tag", "kitchen", "--feeling", "calm:2"]);
    let looked = a.json(&["share", "entry", &id], "");
    let body_there = json!({
        "body": "entry", "entry_kind": "entry", "happened_at": crate::NOW, "edited_at": null, "title": "Canal",
        "text": "Two hours.\n\nNo phones.",
        "feelings": [{ "id": "calm", "words": looked["view"]["feelings"][0]["words"], "strength": 2,
            "strength_words": looked["view"]["feelings"][0]["strength_words"] }],
    });
    assert_eq!(looked["view"], body_there);
    let rest = [&looked["kind"], &looked["asks_twice"], &looked["again"], &looked["shared"]];
    assert_eq!(rest, [&json!("entry"), &json!(false), &json!(false), &Value::Null]);
    assert_eq!(items(&a, &["outbox"]), [Value::Null; 0], "a look shares nothing");

    let shared = share(&a, &["entry", &id[..6]]);
    assert_eq!((&shared["view"], &shared["digest"]), (&looked["view"], &looked["digest"]));
    let item_id = shared["shared"].clone();
    let row = |from: &str, arrived: Value| {
        json!({ "id": item_id, "kind": "entry", "from": from, "version": 1, "title": "Canal", "former": false, "held": false,
            "arrived": arrived, "waiting": false })
    };
    assert_eq!(items(&a, &["outbox"]), [row("me", json!(false))]);
    let [there, back] = exchange(&a, &b);
    let news = json!({ "already": false, "new": [row("partner", Value::Null)], "changed": [], "withdrawn": 0,
        "returned": 0, "more": false });
    assert_eq!(there, news);
    assert_eq!((&back["new"], &back["already"]), (&json!([]), &json!(false)));
    assert_eq!(items(&a, &["outbox"]), [Value::Null; 0]);
    assert_eq!(items(&a, &["shared"]), [row("me", json!(true))]);
    assert_eq!(b.json(&["inbox"], ""), json!({ "items": [row("partner", Value::Null)], "next": null }));
    let mut whole = row("partner", Value::Null);
    whole["body"] = looked["view"].clone();
    let shown = item(&b, &item_id);
    assert_eq!(shown, whole);
    let said = text(&b.mend(&["inbox", "show", item_id.as_str().expect("an id")], "").stdout);
    for private in ["kitchen", "Ines", "Tomas"] {
        assert!(!shown.to_string().contains(private) && !said.contains(private), "{said}");
    }
    // A later state takes the place of the one before, once it is shared again.
    a.json(&["journal", "edit", &id], "Three hours.");
    let again = share(&a, &["entry", &id]);
    assert_eq!((&again["again"], &again["shared"]), (&json!(true), &item_id));
    assert_eq!(hand_over(&a, &b)["changed"][0]["version"], json!(2));
    assert_eq!(item(&b, &item_id)["body"]["text"], json!("Three hours."));
}

#[test]
fn letter_asks_twice_and_stays_closed_until_it_is_accepted() {
    let (a, b) = two();
    let first = a.write("I miss our walks by the water.", &["--kind", "letter", "--title", "Us"]);
    let second = a.write("Another one.", &["--kind", "letter"]);
    let refused = a.error(&["share", "entry", &first, "--yes"], "");
    assert_eq!(json!([refused["kind"], refused["field"], refused["problem"]]), json!(["bad_field", "sure", "empty"]));
    assert_eq!(items(&a, &["outbox"]), [Value::Null; 0]);
    let ids = [&first, &second].map(|id| share(&a, &["entry", id, "--sure"])["shared"].clone());
    hand_over(&a, &b);
    let closed = item(&b, &ids[0]);
    assert_eq!(closed["body"], json!({ "body": "letter_unread", "bytes": 100, "declined": false }));
    assert_eq!(closed["waiting"], json!(true));
    assert!(!closed.to_string().contains("walks") && !closed.to_string().contains("Us"), "{closed}");

    assert_eq!(say(&b, &ids[0], &["later"], "")["waiting"], json!(true));
    let opened = said(&b, &ids[0], &["accept"], "");
    assert_eq!((&opened["body"], &opened["text"]), (&json!("letter"), &json!("I miss our walks by the water.")));
    let declined = said(&b, &ids[1], &["decline"], "");
    assert_eq!((&declined["body"], &declined["declined"]), (&json!("letter_unread"), &json!(true)));
    let back = hand_over(&b, &a);
    assert_eq!((&back["changed"], &back["new"]), (&json!([]), &json!([])), "nobody is told");
}

#[test]
fn answers_of_a_check_in_go_over_one_by_one_and_private_ones_never() {
    let (a, b) = two();
    let answers = r#"{"weekly.heard":3,"weekly.listened":2,"weekly.kept_word":3}"#;
    let id = id_in(&a.json(&["checkin", "answer", "weekly"], answers));
    let none = a.error(&["share", "checkin", &id, "--yes"], "");
    assert_eq!(json!([none["field"], none["problem"]]), json!(["items", "empty"]));
    let unknown = a.error(&["share", "checkin", &id, "--item", "weekly.nothing", "--yes"], "");
    assert_eq!(json!([unknown["field"], unknown["problem"]]), json!(["items", "unknown"]));
    let private = a.error(&["share", "checkin", &id, "--item", "weekly.heard", "--yes"], "");
    assert_eq!(json!([private["field"], private["problem"]]), json!(["items", "unknown"]));
    let shared = share(&a, &["checkin", &id, "--item", "weekly.listened"]);
    hand_over(&a, &b);
    let there = item(&b, &shared["shared"])["body"].clone();
    assert_eq!(there, shared["view"]);
    assert_eq!(there["answers"][0]["item"], json!("weekly.listened"));
    assert_eq!(there["answers"].as_array().map(Vec::len), Some(1));
    let entry = a.write("text", &[]);
    let refused = a.error(&["share", "entry", &entry, "--item", "weekly.heard"], "");
    assert_eq!(refused["field"], json!("items"));
}

#[test]
fn promise_is_answered_by_the_one_it_is_made_to_and_its_review_goes_after_it() {
    let (a, b) = two();
    let promise = id_in(&a.json(&["promise", "add", "--daily", "--tell"], "I call at six\nIn the evening"));
    let review = id_in(&a.json(&["promise", "review", &promise], "Most days."));
    let early = a.error(&["share", "review", &review, "--yes"], "");
    assert_eq!(json!([early["field"], early["problem"]]), json!(["promise", "empty"]));
    let id = share(&a, &["promise", &promise])["shared"].clone();
    let reviewed = share(&a, &["review", &review])["shared"].clone();
    hand_over(&a, &b);
    let came = item(&b, &id)["body"].clone();
    assert_eq!(item(&b, &id)["waiting"], json!(true));
    assert_eq!(came["reviews"][0]["id"], reviewed);
    assert_eq!(item(&b, &reviewed)["body"]["text"], json!("Most days."));
    let empty = b.error(&["inbox", "ask", id.as_str().expect("an id")], " \n");
    assert_eq!(json!([empty["field"], empty["problem"]]), json!(["ask", "empty"]));
    let unknown = b.error(&["inbox", "accept", id.as_str().expect("an id"), "--version", "2"], "");
    assert_eq!(json!([unknown["field"], unknown["problem"]]), json!(["version", "unknown"]));
    let asked = said(&b, &id, &["ask", "--version", "1"], "At seven, please\n");
    assert_eq!(asked["versions"][0]["answer"]["said"], json!("ask_for_change"));
    assert_eq!(items(&b, &["outbox"])[0]["id"], id);
    assert_eq!(hand_over(&b, &a)["changed"][0]["id"], id);
    let heard = a.json(&["shared", id.as_str().expect("an id")], "");
    assert_eq!(heard["body"]["versions"][0]["answer"]["words"], json!("At seven, please"));
    assert_eq!(said(&b, &id, &["accept"], "")["versions"][0]["answer"]["said"], json!("accept"));
    assert_eq!(said(&b, &id, &["decline"], "")["versions"][0]["answer"]["said"], json!("decline"));
}

#[test]
fn agreement_is_in_force_once_both_said_yes_to_the_same_version() {
    let (a, b) = two();
    let agreement = id_in(&a.json(&["agree", "write", "--topic", "home"], "We cook on Sundays"));
    a.json(&["agree", "accept", &agreement], "");
    let id = share(&a, &["agreement", &agreement])["shared"].clone();
    hand_over(&a, &b);
    let came = item(&b, &id)["body"].clone();
    let version = &came["versions"][0];
    assert_eq!((&version["words"], &version["state"]), (&json!("We cook on Sundays"), &json!("offered")));
    assert_eq!((&version["partner_yes"], &version["my_yes"]), (&json!(true), &json!(false)));
    assert_eq!(said(&b, &id, &["accept"], "")["versions"][0]["state"], json!("in_force"));
    assert_eq!(hand_over(&b, &a)["changed"][0]["id"], id);
    assert_eq!(item(&a, &id)["body"]["versions"][0]["state"], json!("in_force"));
    let own = a.json(&["agree", "show", &agreement], "");
    assert_eq!(
        json!([own["state"], own["words"]]),
        json!(["in_force", "We cook on Sundays"]),
        "where it was written too"
    );
    let again = text(&a.mend(&["agree", "accept", &agreement], "").stdout);
    assert!(again.contains("goes over with your next code"), "{again}");

    // Either writes another one; the first holds until both said yes to that.
    let changed = said(&b, &id, &["change", "--words"], "We cook on Saturdays\n");
    let second = &changed["versions"][1];
    assert_eq!(
        (&second["words"], &second["my_yes"], &second["from"]),
        (&json!("We cook on Saturdays"), &json!(true), &json!("me"))
    );
    assert_eq!(changed["versions"][0]["state"], json!("in_force"));
    hand_over(&b, &a);
    let both = said(&a, &id, &["accept", "--version", "2"], "");
    assert_eq!(
        (&both["versions"][0]["state"], &both["versions"][1]["state"]),
        (&json!("replaced"), &json!("in_force"))
    );
    hand_over(&a, &b);
    assert_eq!(item(&b, &id)["body"]["versions"][1]["state"], json!("in_force"));
    assert_eq!(said(&b, &id, &["withdraw"], "")["versions"][1]["state"], json!("withdrawn"));
    assert_eq!(
        b.error(&["inbox", "change", id.as_str().expect("an id"), "--owner", "them"], "")["field"],
        json!("owner")
    );
}

#[test]
fn schedule_is_taken_over_or_not() {
    let (a, b) = two();
    let add = ["checkin", "schedule", "add", "--together-time", "--weekly", "SU", "--at", "18:00"];
    let schedule = id_in(&a.json(&add, ""));
    let id = share(&a, &["schedule", &schedule])["shared"].clone();
    hand_over(&a, &b);
    assert_eq!(b.json(&["checkin", "schedule", "list"], "")["schedules"], json!([]));
    assert_eq!(item(&b, &id)["body"]["request"]["times"], json!(["18:00"]));
    let taken = id_in(&b.json(&["inbox", "take", id.as_str().expect("an id")], ""));
    assert_eq!(b.json(&["checkin", "schedule", "list"], "")["schedules"][0]["id"], json!(taken));
}

#[test]
fn what_is_taken_back_goes_from_both_phones_and_the_original_stays() {
    let (a, b) = two();
    let [first, second] = ["The first.", "The second."].map(|words| a.write(words, &[]));
    let id = share(&a, &["entry", &first])["shared"].clone();
    let early = share(&a, &["entry", &second])["shared"].clone();
    let take_back = |id: &Value| a.json(&["unshare", id.as_str().expect("an id"), "--yes"], "");
    assert_eq!(take_back(&early), json!({ "unshared": early }));
    assert_eq!(items(&a, &["outbox"]).len(), 1, "what never went leaves no trace");
    exchange(&a, &b);
    assert_eq!(a.mend(&["unshare", id.as_str().expect("an id")], "y\n").status.code(), Some(1), "nobody was asked");
    let refused = b.error(&["unshare", id.as_str().expect("an id"), "--yes"], "");
    assert_eq!(
        json!([refused["field"], refused["message"]]),
        json!(["shared_item", "Nothing of this waits, or is yours to take back."])
    );
    take_back(&id);
    assert_eq!(items(&a, &["shared"]), [Value::Null; 0]);
    let there = hand_over(&a, &b);
    assert_eq!((&there["withdrawn"], &there["new"]), (&json!(1), &json!([])));
    assert_eq!(items(&b, &["inbox"]), [Value::Null; 0]);
    assert_eq!(b.error(&["inbox", "show", id.as_str().expect("an id")], "")["kind"], json!("not_found"));
    assert_eq!(a.json(&["journal", "show", &first], "")["text"], json!("The first."));
}

#[test]
fn unpaired_phone_shares_nothing_and_says_so() {
    let home = Home::new();
    let id = home.write("text", &[]);
    for args in [&["share", "entry", &id][..], &["sync", "show", "--gif", "x.gif"]] {
        assert_eq!(home.error(args, "")["kind"], json!("not_paired"), "{args:?}");
    }
    for list in ["inbox", "shared", "outbox"] {
        assert_eq!(items(&home, &[list]), [Value::Null; 0]);
        let done = home.mend(&[list], "");
        assert_eq!(text(&done.stdout).lines().count(), 1, "{list}");
    }
    assert_eq!(home.mend(&["share", "letter", &id], "").status.code(), Some(2));
    assert_eq!(home.mend(&["share", "entry", &id, "--sure"], "").status.code(), Some(2));
}

#[cfg(unix)]
mod in_a_terminal {
    use super::*;
    use crate::terminal::{Terminal, plain};

    #[test]
    fn a_letter_is_shown_whole_and_asked_about_twice() {
        let (a, _) = two();
        let id = a.write("I miss our walks.", &["--kind", "letter"]);
        for (answers, shared) in [(&["n\n"][..], 0), (&["y\n", "\n"], 0), (&["y\n", "y\n"], 1)] {
            let mut asked = Terminal::run(&a, 80, &[], &["share", "entry", &id]);
            asked.wait_for("I miss our walks.");
            for (question, answer) in ["Share this?", "Do you want to share it now?"].iter().zip(answers) {
                asked.wait_for(question);
                asked.type_in(answer);
            }
            let (code, shown) = asked.end();
            assert_eq!(code, Some(0), "{shown}");
            let said = if shared == 1 { "It is shared as" } else { "Nothing was shared." };
            assert!(shown.contains(said), "{shown}");
            assert_eq!(items(&a, &["outbox"]).len(), shared);
        }
    }

    #[test]
    fn all_of_it_fits_into_twenty_four_columns() {
        let (a, b) = two();
        let entry = a.write("We walked the whole canal 日本語日本語日本語.", &["--title", "A long title of words"]);
        let agreement = id_in(&a.json(&["agree", "write", "--topic", "home"], "We cook on Sundays, and wash up"));
        let promise = id_in(&a.json(&["promise", "add", "--daily"], "I call at six, each day of the week"));
        let mut ids = Vec::new();
        for args in [&["entry", &entry][..], &["agreement", &agreement], &["promise", &promise]] {
            ids.push(share(&a, args)["shared"].as_str().expect("an id").to_owned());
        }
        let outbox = Terminal::run(&a, 24, &[], &["outbox"]).end();
        hand_over(&a, &b);
        let mut shown = vec![outbox];
        for args in [&["shared"][..], &["pair"]] {
            shown.push(Terminal::run(&a, 24, &[], args).end());
        }
        for args in [&["inbox"][..], &["inbox", "show", &ids[0]], &["shared", &ids[1]], &["inbox", "show", &ids[2]]] {
            shown.push(Terminal::run(&b, 24, &[], args).end());
        }
        for (code, shown) in shown {
            assert_eq!(code, Some(0), "{shown}");
            for line in plain(&shown).lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= 24, "{width} columns: {line:?}");
            }
        }
    }
}

//! The templates that ship, and the notes on wording.

use std::collections::HashMap;

use super::*;
use crate::promise::content::{self as shipped, NOTES, Notes, TEMPLATES, Templates};

/// File and line of every id.
fn places() -> HashMap<String, String> {
    let mut places = HashMap::new();
    for (file, source) in [TEMPLATES, NOTES] {
        for (n, line) in (1..).zip(source.lines()) {
            let Some(id) = line.strip_prefix("id = \"").and_then(|id| id.strip_suffix('"')) else { continue };
            let place = format!("{file}:{n}");
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{place}: {id}");
            if let Some(earlier) = places.insert(id.to_owned(), place.clone()) {
                panic!("{place}: {id} stands at {earlier} already");
            }
        }
    }
    places
}

#[test]
fn every_file_of_promises_can_be_read_whole() {
    let fault = |(file, e): (&str, Option<toml::de::Error>)| e.map(|e| format!("{file}: {e}"));
    let templates = (TEMPLATES.0, toml::from_str::<Templates>(TEMPLATES.1).err());
    let faults: Vec<_> =
        [templates, (NOTES.0, toml::from_str::<Notes>(NOTES.1).err())].into_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_template_can_be_promised_as_it_is() {
    let room = Room::new();
    let places = places();
    let areas = ["time", "money", "contact", "phone", "home", "words", "help"];
    let templates = promises(&room).templates();
    for template in &templates {
        let place = &places[&template.id];
        assert!(areas.contains(&template.area.as_str()), "{place}: {}", template.area);
        let request = PromiseRequest { cadence: template.cadence.clone(), ..request(&template.what) };
        promises(&room).add(request).unwrap_or_else(|e| panic!("{place}: {e}"));
        assert_eq!(promises(&room).template(&template.id).as_ref(), Ok(template));
    }
    for area in areas {
        assert!(templates.iter().any(|template| template.area == area), "nothing to begin from in {area}");
    }
    for template in shipped::shipped() {
        let place = &places[&template.id];
        let known = template.serves.iter().all(|practice| (1..=157).contains(practice));
        assert!(known && !template.serves.is_empty(), "{place}: what it serves");
        assert_eq!(template.cadence.clone().checked().as_ref(), Ok(&template.cadence), "{place}: its days in order");
    }
}

/// Beginnings of words that no template has: passwords, tracking, looking into devices, sex, seeing nobody, giving
/// money away, forgiving, not asking, keeping silent, penalties.
pub(crate) const FORBIDDEN: [&str; 44] = [
    "passw",
    "passc",
    "pin",
    "code",
    "unlock",
    "login",
    "log in",
    "track",
    "gps",
    "locat",
    "where i am",
    "spy",
    "camera",
    "your phone",
    "your messages",
    "my messages",
    "read my",
    "show you my",
    "hand you",
    "hand over",
    "check my",
    "sex",
    "intim",
    "in bed",
    "touch",
    "friend",
    "famil",
    "go out",
    "permission",
    "allow",
    "salary",
    "wage",
    "all my money",
    "card",
    "forgiv",
    "forget",
    "get over",
    "not ask",
    "ask no",
    "silen",
    "secret",
    "tell no",
    "punish",
    "make up for",
];

/// Words in lower case with one space around each, to look for beginnings of words in.
pub(crate) fn said_plainly(words: &str) -> String {
    format!(" {} ", shipped::words_of(words).join(" "))
}

#[test]
fn no_template_is_of_the_forbidden_list() {
    let room = Room::new();
    let places = places();
    for template in promises(&room).templates() {
        let place = &places[&template.id];
        let said = said_plainly(&template.what);
        for forbidden in FORBIDDEN {
            assert!(!said.contains(&format!(" {forbidden}")), "{place}: {forbidden:?} in: {}", template.what);
        }
        let notes = promises(&room).notes(&template.what);
        assert!(notes.is_empty(), "{place}: {:?} in: {}", notes[0].id, template.what);
        assert!(template.what.starts_with(|c: char| c.is_ascii_uppercase()) && template.what.ends_with('.'), "{place}");
    }
}

#[test]
fn wording_of_the_closed_list_gets_its_note_and_is_kept_all_the_same() {
    let room = Room::new();
    let promises = promises(&room);
    let ids = |what: &str| promises.notes(what).into_iter().map(|note| note.id).collect::<Vec<_>>();
    for (what, notes) in [
        ("I'll try to be better", &["uncountable"] as &[&str]),
        ("I NEVER come late, no matter what", &["absolute"]),
        ("I give you my passwords", &["access"]),
        ("You can see my location.", &["access"]),
        ("I unlock my phone for you", &["access"]),
        ("We have sex twice a week", &["body"]),
        ("I stop seeing Lea", &["isolation"]),
        ("I do not ask you before I meet friends", &["isolation", "silence"]),
        ("You get all my money", &["money"]),
        ("I forgive you by Sunday", &["forgive"]),
        ("I do not ask what happened", &["silence"]),
        ("I tell no-one", &["silence"]),
        ("you won\u{2019}t be alone in the evening", &["theirs"]),
        ("You will always tell me", &["absolute", "theirs"]),
    ] {
        assert_eq!(ids(what), notes, "{what}");
        let id = promises.add(request(what)).unwrap();
        assert_eq!(promises.show(id).unwrap().row.what, what, "a note refuses nothing");
    }
    for plain in [
        "I am home at six on weekdays",
        "I neverland", // A part of a word is no word.
        "I call my sister on Sunday",
        "Sussex Street: I sweep it on Friday",
        "",
    ] {
        assert_eq!(ids(plain), [] as [&str; 0], "{plain}");
    }
}

#[test]
fn every_note_has_words_to_look_for_and_to_say() {
    let room = Room::new();
    let places = places();
    let promises = promises(&room);
    for note in shipped::known_notes() {
        let place = &places[&note.id];
        assert!(note.words.contains_key("en"), "{place}: no words in English");
        for words in note.words.values().flatten() {
            let plain = words.replace('*', "");
            assert_eq!(shipped::words_of(&plain).join(" "), plain, "{place}: {words} is never found");
            let said = format!("So {plain} it is");
            assert!(promises.notes(&said).iter().any(|found| found.id == note.id), "{place}: {words}");
            assert!(!words.contains('*') || words.ends_with('*'), "{place}: {words}");
        }
    }
}

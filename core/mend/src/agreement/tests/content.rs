//! The topics and templates that ship, and the notes on wording.

use std::collections::HashMap;

use super::*;
use crate::agreement::content::{self as shipped, Shipped, TEMPLATES};
use crate::promise::tests::content::{FORBIDDEN, said_plainly};

/// File and line of every id.
fn places() -> HashMap<String, String> {
    let (file, source) = TEMPLATES;
    let mut places = HashMap::new();
    for (n, line) in (1..).zip(source.lines()) {
        let Some(id) = line.strip_prefix("id = \"").and_then(|id| id.strip_suffix('"')) else { continue };
        let place = format!("{file}:{n}");
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{place}: {id}");
        if let Some(earlier) = places.insert(id.to_owned(), place.clone()) {
            panic!("{place}: {id} stands at {earlier} already");
        }
    }
    places
}

#[test]
fn file_of_agreements_can_be_read_whole() {
    let fault = toml::from_str::<Shipped>(TEMPLATES.1).err();
    assert!(fault.is_none(), "{}: {}", TEMPLATES.0, fault.unwrap());
}

#[test]
fn every_template_can_be_agreed_on_as_it_is() {
    let room = Room::new();
    let agreements = agreements(&room);
    let places = places();
    let templates = agreements.templates();
    for template in &templates {
        let place = &places[&template.id];
        let topic = Topic::listed(&template.topic);
        let holds_until = (template.kind == AgreementKind::Transparency).then(|| day("2026-05-31"));
        let taken = AgreementRequest { topic, kind: template.kind, owner: template.owner, holds_until, ..request("") };
        let id = agreements.add(AgreementRequest { words: template.words.clone(), ..taken });
        let row = id.and_then(|id| agreements.show(id)).unwrap_or_else(|e| panic!("{place}: {e}")).row;
        assert_eq!((&row.words, &row.topic_words), (&template.words, &template.topic_words), "{place}");
        assert_eq!(agreements.template(&template.id).as_ref(), Ok(template), "{place}");
    }
    for topic in agreements.topics() {
        let place = &places[&topic.id];
        assert!(templates.iter().any(|template| template.topic == topic.id), "{place}: nothing to begin from");
    }
    for template in shipped::shipped() {
        let known = template.serves.iter().all(|practice| (1..=157).contains(practice));
        assert!(known && !template.serves.is_empty(), "{}: what it serves", places[&template.id]);
    }
}

#[test]
fn no_template_is_of_the_forbidden_list() {
    let room = Room::new();
    let agreements = agreements(&room);
    let places = places();
    for template in agreements.templates() {
        let place = &places[&template.id];
        let said = said_plainly(&template.words);
        for forbidden in FORBIDDEN {
            assert!(!said.contains(&format!(" {forbidden}")), "{place}: {forbidden:?} in: {}", template.words);
        }
        let notes = agreements.notes(&template.words);
        assert!(notes.is_empty(), "{place}: {:?} in: {}", notes[0].id, template.words);
        let whole = template.words.starts_with(|c: char| c.is_ascii_uppercase()) && template.words.ends_with('.');
        assert!(whole, "{place}: {}", template.words);
        let openness = template.kind == AgreementKind::Transparency;
        assert!(!openness || template.owner == Owner::Me, "{place}: nobody writes openness for another");
    }
}

#[test]
fn wording_of_the_closed_list_gets_its_note_and_is_kept_all_the_same() {
    let room = Room::new();
    let agreements = agreements(&room);
    let ids = |words: &str| agreements.notes(words).into_iter().map(|note| note.id).collect::<Vec<_>>();
    for (words, notes) in [
        ("We share our passwords.", &["access"] as &[&str]),
        ("We may look at each other's phones at any time.", &["access"]),
        ("We read each other\u{2019}s messages", &["access"]),
        ("We have sex\nevery Friday.", &["body"]),
        ("You see no friends and you give me all the money", &["isolation", "money"]),
        ("We do not talk about it, and tell no one.", &["silence"]),
        ("You forgive me.", &["forgive"]),
        ("We always spend more time together", &["uncountable", "absolute"]),
    ] {
        assert_eq!(ids(words), notes, "{words}");
        let id = agreements.add(request(words)).unwrap();
        assert_eq!(agreements.show(id).unwrap().row.words, words, "a note refuses nothing");
    }
    for plain in ["You will cook on Sunday, and I on Saturday.", "He will call his mother.", ""] {
        assert_eq!(ids(plain), [] as [&str; 0], "{plain}");
    }
    let note = &agreements.notes("We share our passwords.")[0];
    assert_eq!(note.words, "This lets one of you watch the other. Telling first is another way.");
}

#[test]
fn every_topic_kind_owner_and_state_has_words_of_its_own() {
    let text = Text::new("en");
    let topics = shipped::topics(&text).into_iter().map(|topic| topic.words);
    let kinds = AgreementKind::ALL.map(|kind| kind_words(kind, &text));
    let owners = Owner::ALL.map(|owner| owner_words(owner, &text));
    let states = AgreementState::ALL.map(|state| text.get(&format!("agreement-state-{}", state.id()), &[]));
    let all: Vec<_> = topics.chain(kinds).chain(owners).chain(states).collect();
    assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 10 + 3 + 3 + 8);
    assert!(all.iter().all(|words| !words.contains("agreement-")), "{all:?}");
}

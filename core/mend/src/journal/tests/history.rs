//! Edits and what they leave behind.

use proptest::prelude::*;

use super::*;

#[test]
fn edit_changes_what_it_says_and_keeps_what_was_there() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(WriteRequest { title: Some("Old".into()), ..tagged("first", &["a"]) }).unwrap();
    room.clock.set("2026-03-11T08:00:00+01:00");
    let request = EditRequest {
        kind: Some(EntryKind::Letter),
        title: Some(None),
        happened_at: Some(at("2026-03-08T10:00:00-03:00")),
        tags: Some(vec!["b".into()]),
        ..EditRequest::default()
    };
    journal.edit(id, request).unwrap();
    let entry = journal.show(id).unwrap();
    assert_eq!((entry.row.kind, entry.row.title, entry.text.as_str()), (EntryKind::Letter, None, "first"));
    assert_eq!(entry.row.happened_at.to_rfc3339(), "2026-03-08T10:00:00-03:00");
    assert_eq!(entry.row.tags, ["b"]);
    assert_eq!(entry.edited_at, Some(at("2026-03-11T08:00:00+01:00")));
    assert_eq!(entry.created_at, at("2026-03-10T21:15:00+01:00"));
    let [version] = &journal.history(id).unwrap()[..] else { panic!("one version") };
    assert_eq!((version.version, version.title.as_deref(), version.text.as_str()), (1, Some("Old"), "first"));
    assert_eq!((version.kind, &version.tags[..]), (EntryKind::Entry, &["a".to_owned()][..]));
    assert_eq!(version.replaced_at, at("2026-03-11T08:00:00+01:00"));
    assert_eq!(version.happened_at, at("2026-03-10T21:15:00+01:00"));
    let tag = |tag: &str| Filter { tag: Some(tag.into()), ..Filter::default() };
    assert_eq!(journal.list(&tag("a"), 10, None).unwrap().entries.len(), 0);
    assert_eq!(journal.list(&tag("b"), 10, None).unwrap().entries.len(), 1);
}

#[test]
fn edit_that_changes_nothing_keeps_no_version() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text("same")).unwrap();
    journal.edit(id, EditRequest { text: Some("same".into()), ..EditRequest::default() }).unwrap();
    journal.edit(id, EditRequest { starred: Some(true), ..EditRequest::default() }).unwrap();
    let entry = journal.show(id).unwrap();
    assert_eq!((entry.versions, entry.edited_at, entry.row.starred), (0, None, true));
}

#[test]
fn same_instant_in_another_zone_is_a_change() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text("x")).unwrap();
    let happened_at = Some(at("2026-03-10T20:15:00Z"));
    journal.edit(id, EditRequest { happened_at, ..EditRequest::default() }).unwrap();
    assert_eq!(journal.show(id).unwrap().row.happened_at.to_rfc3339(), "2026-03-10T20:15:00+00:00");
    assert_eq!(journal.history(id).unwrap().len(), 1);
}

#[test]
fn edit_of_no_entry_is_not_found() {
    let room = Room::new();
    let journal = room.journal();
    let nobody = EntryId([7; 16]);
    assert_eq!(journal.edit(nobody, EditRequest::default()), Err(MendError::NotFound));
    assert_eq!(journal.history(nobody), Err(MendError::NotFound));
    assert_eq!(journal.clear_history(nobody), Err(MendError::NotFound));
}

#[test]
fn history_that_was_cleared_begins_anew() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text("one")).unwrap();
    let other = journal.write(text("other")).unwrap();
    let say = |id, words: &str| {
        journal.edit(id, EditRequest { text: Some(words.into()), ..EditRequest::default() }).unwrap();
    };
    say(id, "two");
    say(other, "others");
    journal.clear_history(id).unwrap();
    assert_eq!((journal.history(id), journal.show(id).unwrap().versions), (Ok(vec![]), 0));
    assert!(journal.show(id).unwrap().edited_at.is_some());
    assert_eq!(journal.history(other).unwrap().len(), 1);
    say(id, "three");
    let history = journal.history(id).unwrap();
    assert_eq!((history[0].version, history[0].text.as_str()), (1, "two"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn history_holds_every_text_that_was_replaced_in_order(texts in proptest::collection::vec("[ab]{1,3}", 1..12)) {
        let room = Room::new();
        let journal = room.journal();
        let id = journal.write(text(&texts[0])).unwrap();
        for words in &texts[1..] {
            journal.edit(id, EditRequest { text: Some(words.clone()), ..EditRequest::default() }).unwrap();
        }
        let mut expected = texts.clone();
        expected.dedup();
        prop_assert_eq!(journal.show(id).unwrap().text, expected.pop().unwrap());
        let history = journal.history(id).unwrap();
        prop_assert_eq!(history.iter().map(|v| v.text.clone()).collect::<Vec<_>>(), expected);
        prop_assert!(history.iter().zip(1..).all(|(v, number)| v.version == number));
    }
}

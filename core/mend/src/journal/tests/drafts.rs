//! Drafts are saved as typed and leave when told.

use super::*;

#[test]
fn draft_is_replaced_in_place_and_comes_back_as_typed() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.save_draft(None, None, EntryKind::Letter, Some("Dear "), "I wan").unwrap();
    room.clock.set("2026-03-10T21:16:00+01:00");
    assert_eq!(journal.save_draft(Some(id), None, EntryKind::Letter, Some("Dear you "), "I want \n"), Ok(id));
    let draft = DraftView {
        id,
        entry: None,
        kind: EntryKind::Letter,
        title: Some("Dear you ".into()),
        text: "I want \n".into(),
        saved_at: at("2026-03-10T21:16:00+01:00"),
    };
    assert_eq!(journal.drafts(), Ok(vec![draft]));
    assert_eq!(journal.count(), Ok(0));
    journal.discard_draft(id).unwrap();
    assert_eq!(journal.drafts(), Ok(vec![]));
    assert_eq!(journal.discard_draft(id), Err(MendError::NotFound));
}

#[test]
fn drafts_stand_beside_each_other_the_last_saved_first() {
    let room = Room::new();
    let journal = room.journal();
    let one = journal.save_draft(None, None, EntryKind::Entry, None, "").unwrap();
    room.clock.set("2026-03-10T21:16:00+01:00");
    let two = journal.save_draft(None, None, EntryKind::Entry, None, "two").unwrap();
    room.clock.set("2026-03-10T21:17:00+01:00");
    journal.save_draft(Some(one), None, EntryKind::Entry, None, "one").unwrap();
    let order: Vec<_> = journal.drafts().unwrap().into_iter().map(|draft| draft.id).collect();
    assert_eq!(order, [one, two]);
}

#[test]
fn draft_of_an_edit_knows_its_entry_and_goes_with_it() {
    let room = Room::new();
    let journal = room.journal();
    let entry = journal.write(text("words")).unwrap();
    journal.save_draft(None, Some(entry), EntryKind::Entry, None, "more words").unwrap();
    assert_eq!(journal.drafts().unwrap()[0].entry, Some(entry));
    journal.delete_for_good(entry).unwrap();
    assert_eq!(journal.drafts(), Ok(vec![]));
    let gone = journal.save_draft(None, Some(entry), EntryKind::Entry, None, "more words");
    assert_eq!(gone, Err(MendError::NotFound));
}

#[test]
fn draft_out_of_bounds_is_refused_and_the_saved_one_stays() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.save_draft(None, None, EntryKind::Entry, None, "good").unwrap();
    let long = "x".repeat(1024 * 1024 + 1);
    assert_eq!(bad(journal.save_draft(Some(id), None, EntryKind::Entry, None, &long)).0, "text");
    assert_eq!(bad(journal.save_draft(Some(id), None, EntryKind::Entry, Some("a\nb"), "x")).0, "title");
    assert_eq!(bad(journal.save_draft(Some(id), None, EntryKind::Entry, Some(&" ".repeat(301)), "x")).0, "title");
    assert_eq!(journal.drafts().unwrap()[0].text, "good");
    for _ in 1..100 {
        journal.save_draft(None, None, EntryKind::Entry, None, "x").unwrap();
    }
    let full = ("drafts", FieldProblem::TooLong { most: 100 });
    assert_eq!(bad(journal.save_draft(None, None, EntryKind::Entry, None, "x")), full);
    assert_eq!(journal.save_draft(Some(id), None, EntryKind::Entry, None, "still"), Ok(id));
}

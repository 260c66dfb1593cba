//! Writing, showing, importing, deleting.

use super::*;

#[test]
fn entry_written_is_shown_as_it_was_written() {
    let room = Room::new();
    let journal = room.journal();
    let request = WriteRequest {
        kind: EntryKind::Letter,
        title: Some("  To myself ".into()),
        text: "I *said* it.\r\nAll of it.\0 \u{1F642}".into(),
        happened_at: Some(at("2026-03-09T23:59:59.123+05:30")),
        feelings: vec![
            Feeling { id: "relieved".into(), strength: Some(3) },
            Feeling { id: "fear".into(), strength: None },
        ],
        tags: vec!["Evening walk".into(), " me ".into()],
        starred: true,
    };
    let id = journal.write(request.clone()).unwrap();
    let entry = journal.show(id).unwrap();
    assert_eq!(entry.row.title.as_deref(), Some("To myself"));
    assert_eq!(entry.text, request.text);
    assert_eq!(entry.row.kind, EntryKind::Letter);
    assert_eq!(entry.row.happened_at, request.happened_at.unwrap());
    assert_eq!(entry.row.happened_at.offset().local_minus_utc(), 19_800);
    assert_eq!(entry.row.feelings, request.feelings);
    assert_eq!(entry.row.tags, ["Evening walk", "me"]);
    assert!(entry.row.starred);
    assert_eq!(entry.row.preview, "I said it. All of it. \u{1F642}");
    assert_eq!(entry.created_at, at("2026-03-10T21:15:00+01:00"));
    assert_eq!((entry.edited_at, entry.versions), (None, 0));
    let page = journal.list(&Filter::default(), 50, None).unwrap();
    assert_eq!(page, TimelinePage { entries: vec![entry.row], next: None });
}

#[test]
fn entry_that_says_nothing_of_its_time_happens_now() {
    let room = Room::new();
    let journal = room.journal();
    room.clock.set("2026-03-11T07:00:00.000999+05:30");
    let entry = journal.show(journal.write(text("tea")).unwrap()).unwrap();
    assert_eq!(entry.row.happened_at.to_rfc3339(), "2026-03-11T07:00:00+05:30");
    assert_eq!(entry.created_at, entry.row.happened_at);
}

#[test]
fn several_entries_of_one_instant_are_all_kept_the_last_written_first() {
    let room = Room::new();
    let journal = room.journal();
    let ids: Vec<_> = ["one", "two", "three"].into_iter().map(|word| journal.write(text(word)).unwrap()).collect();
    let listed: Vec<_> =
        journal.list(&Filter::default(), 10, None).unwrap().entries.into_iter().map(|row| row.id).collect();
    assert_eq!(listed, ids.into_iter().rev().collect::<Vec<_>>());
    assert_eq!(journal.count(), Ok(3));
}

#[test]
fn entry_of_a_title_or_a_feeling_alone_is_kept() {
    let room = Room::new();
    let journal = room.journal();
    let titled = WriteRequest { title: Some("Tuesday".into()), ..WriteRequest::default() };
    assert!(journal.write(titled).is_ok());
    assert!(journal.write(felt("", &[("dont_know", None)])).is_ok());
}

#[test]
fn import_of_many_tells_how_far_it_is() {
    let room = Room::new();
    let journal = room.journal();
    let mut told = Vec::new();
    let entries = (0..1234).map(|n| text(&format!("number {n}"))).collect();
    assert_eq!(journal.import(entries, &mut |done| told.push(done)), Ok(1234));
    assert_eq!(told, [500, 1000, 1234]);
    assert_eq!(journal.count(), Ok(1234));
    assert_eq!(journal.search("777", &Filter::default(), 10).unwrap().len(), 1);
}

#[test]
fn import_with_one_entry_out_of_bounds_writes_none() {
    let room = Room::new();
    let journal = room.journal();
    let mut entries: Vec<_> = (0..700).map(|n| text(&format!("number {n}"))).collect();
    entries.push(felt("last", &[("happy", None)]));
    assert_eq!(bad(journal.import(entries, &mut |_| ())), ("feeling", FieldProblem::Unknown));
    assert_eq!(journal.count(), Ok(0));
}

#[test]
fn import_stops_when_the_session_locks_and_keeps_what_it_told_of() {
    let room = Room::new();
    let journal = room.journal();
    let entries = (0..1700).map(|n| text(&format!("number {n}"))).collect();
    let vault = room.vault.clone();
    let mut last = 0;
    let outcome = journal.import(entries, &mut |done| {
        last = done;
        if done == 1000 {
            vault.lock();
        }
    });
    assert_eq!((outcome, last), (Err(MendError::Locked), 1000));
    assert_eq!(room.reopened().journal().count(), Ok(1000));
}

#[test]
fn deleted_entry_is_gone_and_comes_back_whole() {
    let room = Room::new();
    let journal = room.journal();
    let request = WriteRequest { starred: true, ..tagged("first words", &["Walk"]) };
    let id = journal.write(request).unwrap();
    let new_text = EditRequest { text: Some("second words".into()), ..EditRequest::default() };
    journal.edit(id, new_text).unwrap();
    journal.save_draft(None, Some(id), EntryKind::Entry, None, "third words").unwrap();
    let (entry, history, drafts) = (journal.show(id).unwrap(), journal.history(id).unwrap(), journal.drafts().unwrap());
    journal.delete(id).unwrap();
    assert_eq!(journal.show(id), Err(MendError::NotFound));
    assert_eq!(journal.delete(id), Err(MendError::NotFound));
    assert_eq!(journal.drafts(), Ok(vec![]));
    assert_eq!(journal.tags(), Ok(vec![]));
    assert_eq!(journal.search("words", &Filter::default(), 10), Ok(vec![]));
    assert_eq!(journal.undo_delete(), Ok(Some(id)));
    assert_eq!(journal.show(id), Ok(entry));
    assert_eq!(journal.history(id), Ok(history));
    assert_eq!(journal.drafts(), Ok(drafts));
    assert_eq!(journal.search("second", &Filter::default(), 10).unwrap().len(), 1);
    assert_eq!(journal.undo_delete(), Ok(None));
}

#[test]
fn undo_brings_back_the_last_deleted_first() {
    let room = Room::new();
    let journal = room.journal();
    let one = journal.write(text("one")).unwrap();
    let two = journal.write(text("two")).unwrap();
    journal.delete(one).unwrap();
    journal.clone().delete(two).unwrap();
    assert_eq!(journal.undo_delete(), Ok(Some(two)));
    assert_eq!(journal.undo_delete(), Ok(Some(one)));
}

#[test]
fn entry_deleted_for_good_has_no_way_back() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text("one")).unwrap();
    journal.delete_for_good(id).unwrap();
    assert_eq!(journal.undo_delete(), Ok(None));
    assert_eq!(journal.show(id), Err(MendError::NotFound));
}

#[test]
fn lock_leaves_nothing_to_undo_not_even_of_a_delete_under_way() {
    let room = Room::new();
    let undo = Undo::new();
    let journal = room.journal_with(undo.clone());
    let id = journal.write(text("one")).unwrap();
    let later = journal.write(text("two")).unwrap();
    journal.delete(id).unwrap();
    undo.clear();
    journal.delete(later).unwrap();
    assert_eq!(journal.undo_delete(), Ok(None));
    room.vault.lock();
    assert_eq!(journal.undo_delete(), Err(MendError::Locked));
    assert_eq!(journal.write(text("three")), Err(MendError::Locked));
}

#[test]
fn star_is_set_and_taken_without_a_version() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text("one")).unwrap();
    journal.set_starred(id, true).unwrap();
    let entry = journal.show(id).unwrap();
    assert_eq!((entry.row.starred, entry.versions, entry.edited_at), (true, 0, None));
    journal.set_starred(id, false).unwrap();
    assert!(!journal.show(id).unwrap().row.starred);
    assert_eq!(journal.set_starred(EntryId([9; 16]), true), Err(MendError::NotFound));
}

#[test]
fn tags_in_use_are_counted_without_case_and_spelt_as_last_written() {
    let room = Room::new();
    let journal = room.journal();
    for (day, tags) in [("01", &["walk", "me"][..]), ("03", &["WALK"]), ("02", &["Walk"])] {
        let happened_at = Some(at(&format!("2026-03-{day}T10:00:00Z")));
        journal.write(WriteRequest { happened_at, ..tagged("x", tags) }).unwrap();
    }
    assert_eq!(journal.tags().unwrap(), [("WALK".to_owned(), 3), ("me".to_owned(), 1)]);
}

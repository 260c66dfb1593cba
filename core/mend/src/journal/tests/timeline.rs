//! The timeline in pages.

use super::*;

fn all(journal: &Journal, filter: &Filter, limit: u32) -> Vec<EntryRow> {
    let mut entries = Vec::new();
    let mut after = None;
    loop {
        let page = journal.list(filter, limit, after.as_deref()).unwrap();
        assert!(page.entries.len() <= limit as usize);
        entries.extend(page.entries);
        match page.next {
            Some(next) => after = Some(next),
            None => return entries,
        }
    }
}

#[test]
fn pages_go_on_where_they_ended_while_entries_come_and_go() {
    let room = Room::new();
    let journal = room.journal();
    let write = |minute: u32| {
        let happened_at = Some(at(&format!("2026-03-01T10:{minute:02}:00Z")));
        journal.write(WriteRequest { happened_at, ..text(&minute.to_string()) }).unwrap()
    };
    let ids: Vec<_> = (0..20).map(|n| write(n * 2)).collect();
    let first = journal.list(&Filter::default(), 5, None).unwrap();
    // One newer, one older, the last of the page gone.
    write(59);
    write(1);
    journal.delete(ids[15]).unwrap();
    let rest = journal.list(&Filter::default(), 500, first.next.as_deref()).unwrap();
    let previews: Vec<_> = rest.entries.iter().map(|row| row.preview.as_str()).collect();
    let mut expected: Vec<_> = (0..15).rev().map(|n| (n * 2).to_string()).collect();
    expected.insert(14, "1".into());
    assert_eq!(previews, expected);
}

#[test]
fn last_page_that_is_full_says_that_it_is_the_last() {
    let room = Room::new();
    let journal = room.journal();
    for n in 0..10 {
        journal.write(text(&n.to_string())).unwrap();
    }
    let page = journal.list(&Filter::default(), 5, None).unwrap();
    let last = journal.list(&Filter::default(), 5, page.next.as_deref()).unwrap();
    assert_eq!((last.entries.len(), last.next), (5, None));
}

#[test]
fn filters_combine() {
    let room = Room::new();
    let journal = room.journal();
    let write = |kind, tag: &str, feeling: &str, starred, day: u32| {
        let request = WriteRequest {
            kind,
            starred,
            tags: vec![tag.into()],
            happened_at: Some(at(&format!("2026-03-{day:02}T12:00:00Z"))),
            ..felt("x", &[(feeling, None)])
        };
        journal.write(request).unwrap()
    };
    let wanted = write(EntryKind::Letter, "Walk", "fear", true, 10);
    write(EntryKind::Entry, "walk", "fear", true, 10);
    write(EntryKind::Letter, "home", "fear", true, 10);
    write(EntryKind::Letter, "walk", "calm", true, 10);
    write(EntryKind::Letter, "walk", "fear", false, 10);
    write(EntryKind::Letter, "walk", "fear", true, 9);
    write(EntryKind::Letter, "walk", "fear", true, 12);
    let filter = Filter {
        from: "2026-03-10".parse().ok(),
        to: "2026-03-11".parse().ok(),
        kind: Some(EntryKind::Letter),
        tag: Some("WALK".into()),
        feeling: Some("fear".into()),
        starred: true,
    };
    let found: Vec<_> = all(&journal, &filter, 1).into_iter().map(|row| row.id).collect();
    assert_eq!(found, [wanted]);
    let fewer = Filter { feeling: None, tag: None, ..filter };
    assert_eq!(all(&journal, &fewer, 1).len(), 3);
}

/// Without this, a filter that finds little reads the whole journal and sorts it.
#[test]
fn no_filter_sorts_or_reads_the_timeline_where_an_index_is_narrower() {
    let room = Room::new();
    let journal = room.journal();
    journal.write(text("x")).unwrap();
    for bits in 0..64u32 {
        let has = |bit: u32| bits >> bit & 1 == 1;
        let filter = Filter {
            from: has(0).then(|| "2026-03-01".parse().unwrap()),
            to: has(1).then(|| "2026-03-31".parse().unwrap()),
            kind: has(2).then_some(EntryKind::Letter),
            tag: has(3).then(|| "walk".into()),
            feeling: has(4).then(|| "fear".into()),
            starred: has(5),
        };
        for after in [false, true] {
            let plan = room.db.read(|conn| super::super::timeline::plan(conn, &filter, after)).unwrap();
            assert!(!plan.contains("TEMP B-TREE"), "{filter:?}:\n{plan}");
            let narrow = filter.kind.is_some() || filter.tag.is_some() || filter.feeling.is_some() || filter.starred;
            assert!(!narrow || !plan.contains("SCAN t\n"), "{filter:?}:\n{plan}");
            let bounded = filter.from.is_some() || filter.to.is_some() || after;
            assert!(!bounded || !plan.contains("SCAN"), "{filter:?}:\n{plan}");
        }
    }
}

//! How many pages of the vault the first page of the timeline costs.

use super::*;

/// 10 000 entries of usual length, written in an order of time that no index likes.
fn filled(room: &Room) {
    let journal = room.journal();
    let start = at("2000-01-01T08:00:00+01:00");
    let entries = (0..10_000i64).map(|n| {
        let hours = n * 7919 % 10_000 * 11;
        WriteRequest {
            title: (n % 3 == 0).then(|| format!("A title of some words, number {n}")),
            text: "We sat at the table and talked about the week, and what is to be done. ".repeat(12),
            happened_at: Some(start + chrono::TimeDelta::hours(hours)),
            feelings: vec![
                Feeling { id: "hurt".into(), strength: Some(2) },
                Feeling { id: "hope".into(), strength: None },
            ],
            tags: vec!["good moment".into(), format!("week {}", n % 52)],
            starred: n % 50 == 0,
            kind: if n % 10 == 0 { EntryKind::Letter } else { EntryKind::Entry },
        }
    });
    journal.import(entries.collect(), &mut |_| ()).unwrap();
}

#[test]
fn first_page_of_ten_thousand_entries_opens_at_most_twelve_pages_beyond_the_schema() {
    let room = Room::new();
    filled(&room);
    let room = room.reopened();
    schema::migrate_private(&room.db).unwrap();
    room.db
        .read(|conn| Ok(conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?))
        .unwrap();
    let journal = room.journal();
    let before = room.vault.pages_opened();
    let page = journal.list(&Filter::default(), 50, None).unwrap();
    let opened = room.vault.pages_opened() - before;
    assert_eq!(page.entries.len(), 50);
    assert!((1..=12).contains(&opened), "{opened} pages");
    // The next page costs its own leaves alone.
    let before = room.vault.pages_opened();
    journal.list(&Filter::default(), 50, page.next.as_deref()).unwrap();
    let opened = room.vault.pages_opened() - before;
    assert!(opened <= 12, "{opened} pages for the second page");
}

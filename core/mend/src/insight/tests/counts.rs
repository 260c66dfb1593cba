//! "5 of the last 8", feelings by week, and what comes back in the journal.

use super::*;

fn promise(room: &Room, days: &[(i64, &str)]) {
    days.iter().for_each(|&(day, option)| answer(room, day, "daily.promise", Answer::Choice(option.into())));
}

#[test]
fn last_eight_choices_are_counted_and_days_without_a_promise_are_none_of_them() {
    let room = Room::new();
    promise(&room, &[(0, "kept"), (1, "kept"), (2, "missed"), (3, "none_today")]);
    assert_eq!(insight(&room).counted(&Period::default()), Ok(vec![]), "three are too few");
    promise(
        &room,
        &[(4, "kept"), (5, "partly"), (6, "none_today"), (7, "kept"), (8, "kept"), (9, "missed"), (10, "kept")],
    );
    let counted = insight(&room).counted(&Period::default()).unwrap();
    assert_eq!((counted.len(), counted[0].of), (1, 8));
    let said: Vec<_> = counted[0].counts.iter().map(|count| count.sentence.as_str()).collect();
    assert_eq!(said, ["kept: 5 of the last 8", "partly: 1 of the last 8", "missed: 2 of the last 8"]);
    assert!(counted[0].caveat.contains("what was written here"));
}

#[test]
fn feelings_of_journal_and_checkins_are_counted_by_week_without_gaps() {
    let room = Room::new();
    // 2026-01-05 is a Monday.
    write(&room, 0, EntryKind::Entry, &[], &["fear", "hope"]);
    write(&room, 6, EntryKind::Card, &[], &["fear"]);
    let named = ["fear", "calm"].map(|id| Feeling { id: id.into(), strength: Some(2) });
    answer(&room, 21, "daily.feelings", Answer::Feelings(named.into()));
    let view = insight(&room).feelings(&Period::default()).unwrap();
    let weeks: Vec<_> = view.weeks.iter().map(NaiveDate::to_string).collect();
    assert_eq!(weeks, ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]);
    let counts: Vec<_> = view.feelings.iter().map(|row| (row.feeling.as_str(), row.times, &row.counts[..])).collect();
    assert_eq!(counts, [("fear", 3, &[2, 0, 0, 1][..]), ("calm", 1, &[0, 0, 0, 1]), ("hope", 1, &[1, 0, 0, 0])]);
    assert_eq!(view.sentence, "Named most often: afraid, 3 times.");
    let later = Period { from: Some(evening(7).date_naive()), to: None };
    assert_eq!(insight(&room).feelings(&later).unwrap().weeks.len(), 1);
}

#[test]
fn tags_come_back_from_three_entries_on_and_on_cards_from_two_on() {
    let room = Room::new();
    for day in 0..3 {
        write(&room, day, EntryKind::Entry, &["phone", "work"], &[]);
    }
    write(&room, 3, EntryKind::Card, &["late", "Phone"], &[]);
    write(&room, 4, EntryKind::Card, &["late"], &[]);
    write(&room, 5, EntryKind::Entry, &["once"], &[]);
    let view = insight(&room).recurring(&Period::default()).unwrap();
    let shown = |themes: &[ThemeView]| -> Vec<_> {
        themes.iter().map(|theme| (theme.tag.clone(), theme.times, theme.latest)).collect()
    };
    let day = |n| evening(n).date_naive();
    assert_eq!(shown(&view.themes), [("Phone".into(), 4, day(3)), ("work".into(), 3, day(2))]);
    assert_eq!(shown(&view.triggers), [("late".into(), 2, day(4))]);
    assert_eq!((view.themes[0].words.as_str(), view.triggers[0].words.as_str()), ("4 entries", "2 cards"));
    let period = Period { from: None, to: Some(day(2)) };
    assert_eq!(shown(&insight(&room).recurring(&period).unwrap().themes).len(), 2);
    let period = Period { from: Some(day(2)), to: None };
    assert!(insight(&room).recurring(&period).unwrap().themes.is_empty());
}

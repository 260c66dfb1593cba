//! When help may be good: from weeks of answers, never from one, and only as an offer.

use super::*;

fn signs(room: &Room, today: i64) -> Vec<String> {
    room.clock.set(&evening(today).to_rfc3339());
    insight(room).signs().unwrap().into_iter().map(|sign| sign.id).collect()
}

#[test]
fn weeks_of_low_steadiness_are_a_sign_and_bad_days_are_none() {
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 0), (3, 1), (6, 0), (9, 1), (12, 3)]);
    assert_eq!(signs(&room, 13), [] as [&str; 0], "five answers in twelve days");
    points(&room, "daily.steady", &[(15, 1)]);
    assert_eq!(signs(&room, 15), ["low_steadiness"]);
    let sign = &insight(&room).signs().unwrap()[0];
    assert_eq!(
        (sign.way.id.as_str(), sign.offer.as_str()),
        ("help", "Talking to someone may help. You decide if, when and with whom.")
    );
    points(&room, "daily.steady", &[(16, 3), (17, 2)]);
    assert_eq!(signs(&room, 18), [] as [&str; 0]);
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 0), (5, 0), (10, 0), (15, 0), (20, 0)]);
    assert_eq!(signs(&room, 20), [] as [&str; 0], "five answers in three weeks");
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]);
    assert_eq!(signs(&room, 6), [] as [&str; 0], "one bad week");
    assert_eq!(signs(&room, 400), [] as [&str; 0], "long ago");
}

#[test]
fn being_on_guard_in_three_of_four_weeks_is_a_sign() {
    let room = Room::new();
    points(&room, "weekly.on_guard", &[(0, 4), (7, 3)]);
    assert_eq!(signs(&room, 8), [] as [&str; 0]);
    points(&room, "weekly.on_guard", &[(14, 1), (21, 4)]);
    assert_eq!(signs(&room, 22), ["on_guard"]);
    points(&room, "weekly.on_guard", &[(28, 0)]);
    assert_eq!(signs(&room, 29), [] as [&str; 0]);
}

#[test]
fn heavy_feelings_week_after_week_are_a_sign_unless_lighter_ones_outweigh_them() {
    let room = Room::new();
    for week in 0..3 {
        write(&room, week * 7, EntryKind::Entry, &[], &["fear", "numb", "dont_know"]);
        write(&room, week * 7 + 1, EntryKind::Entry, &[], &["grief"]);
    }
    assert_eq!(signs(&room, 16), ["heavy_feelings"]);
    for day in [14, 15, 16] {
        write(&room, day, EntryKind::Entry, &[], &["hope", "calm"]);
    }
    assert_eq!(signs(&room, 16), [] as [&str; 0]);
}

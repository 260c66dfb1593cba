//! Which day an entry belongs to, the calendar, and this day in earlier years.

use chrono::{Duration, Timelike};
use proptest::prelude::*;

use super::*;
use crate::settings::{self, JournalSettings};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn written(journal: &Journal, times: &[&str]) {
    for time in times {
        journal.write(WriteRequest { happened_at: Some(at(time)), ..text(time) }).unwrap();
    }
}

fn calendar(journal: &Journal) -> Vec<(String, u32)> {
    let days = journal.calendar(date("1900-01-01"), date("2200-01-01")).unwrap();
    days.into_iter().map(|day| (day.day.to_string(), day.entries)).collect()
}

#[test]
fn half_past_midnight_belongs_to_the_evening_before() {
    let room = Room::new();
    let journal = room.journal();
    written(&journal, &["2026-03-02T00:30:00+01:00", "2026-03-02T02:59:59+01:00", "2026-03-02T03:00:00+01:00"]);
    assert_eq!(calendar(&journal), [("2026-03-01".into(), 2), ("2026-03-02".into(), 1)]);
    let evening = Filter { from: Some(date("2026-03-01")), to: Some(date("2026-03-01")), ..Filter::default() };
    assert_eq!(journal.list(&evening, 10, None).unwrap().entries.len(), 2);
}

#[test]
fn day_is_the_one_of_the_place_where_it_was_written() {
    let room = Room::new();
    let journal = room.journal();
    // One instant, three places.
    written(&journal, &["2026-03-02T01:00:00-11:00", "2026-03-02T12:00:00Z", "2026-03-03T02:00:00+14:00"]);
    assert_eq!(calendar(&journal), [("2026-03-01".into(), 1), ("2026-03-02".into(), 2)]);
}

#[test]
fn calendar_gives_only_the_days_asked_for() {
    let room = Room::new();
    let journal = room.journal();
    written(
        &journal,
        &["2026-02-28T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-31T12:00:00Z", "2026-04-01T12:00:00Z"],
    );
    let march = journal.calendar(date("2026-03-01"), date("2026-03-31")).unwrap();
    let expected = |day| CalendarDay { day: date(day), entries: 1 };
    assert_eq!(march, [expected("2026-03-01"), expected("2026-03-31")]);
}

#[test]
fn day_that_ends_at_another_hour_moves_the_entries_of_the_night() {
    let room = Room::new();
    let journal = room.journal();
    written(&journal, &["1903-05-06T01:00:00+01:00", "2026-03-02T02:30:00+05:45", "2026-03-02T11:30:00-09:30"]);
    let set = |day_ends_at| {
        settings::save(&room.db, JournalSettings { day_ends_at, on_this_day: false }).unwrap();
        calendar(&journal)
    };
    assert_eq!(calendar(&journal), [("1903-05-05".into(), 1), ("2026-03-01".into(), 1), ("2026-03-02".into(), 1)]);
    assert_eq!(set(0), [("1903-05-06".into(), 1), ("2026-03-02".into(), 2)]);
    assert_eq!(set(2), [("1903-05-05".into(), 1), ("2026-03-02".into(), 2)]);
    assert_eq!(set(12), [("1903-05-05".into(), 1), ("2026-03-01".into(), 2)]);
    written(&journal, &["2026-03-05T11:59:00Z"]);
    assert_eq!(calendar(&journal).last(), Some(&("2026-03-04".into(), 1)));
}

#[test]
fn earlier_years_of_this_day_come_only_when_asked_for() {
    let room = Room::new();
    let journal = room.journal();
    let times = ["2026-03-10T09:00:00Z", "2025-03-10T09:00:00Z", "2024-03-11T01:00:00Z", "2025-03-11T09:00:00Z"];
    written(&journal, &times);
    assert_eq!(journal.on_this_day(), Ok(vec![]));
    settings::save(&room.db, JournalSettings { day_ends_at: 3, on_this_day: true }).unwrap();
    let previews =
        |journal: &Journal| -> Vec<_> { journal.on_this_day().unwrap().into_iter().map(|row| row.preview).collect() };
    assert_eq!(previews(&journal), [times[1], times[2]]);
    // At half past midnight it is still the evening of the tenth.
    room.clock.set("2026-03-11T00:30:00+01:00");
    assert_eq!(previews(&journal), [times[1], times[2]]);
    room.clock.set("2026-03-11T12:00:00+01:00");
    assert_eq!(previews(&journal), [times[3]]);
}

#[test]
fn what_was_written_on_a_leap_day_comes_every_year() {
    let room = Room::new();
    let journal = room.journal();
    settings::save(&room.db, JournalSettings { day_ends_at: 0, on_this_day: true }).unwrap();
    written(&journal, &["2024-02-29T12:00:00Z", "2024-02-28T12:00:00Z"]);
    let on = |day: &str| {
        room.clock.set(&format!("{day}T12:00:00Z"));
        journal.on_this_day().unwrap().len()
    };
    assert_eq!([on("2025-02-28"), on("2025-03-01"), on("2028-02-28"), on("2028-02-29")], [2, 0, 1, 1]);
}

#[test]
fn earlier_years_are_at_most_a_hundred_entries() {
    let room = Room::new();
    let journal = room.journal();
    settings::save(&room.db, JournalSettings { day_ends_at: 3, on_this_day: true }).unwrap();
    let many = |year: u32| {
        (0..70).map(move |n| WriteRequest {
            happened_at: Some(at(&format!("{year}-03-10T10:00:{:02}Z", n % 60))),
            ..text("x")
        })
    };
    journal.import(many(2024).chain(many(2020)).collect(), &mut |_| ()).unwrap();
    let entries = journal.on_this_day().unwrap();
    assert_eq!(entries.len(), 100);
    assert_eq!(entries.iter().filter(|row| row.happened_at.to_rfc3339().starts_with("2024")).count(), 70);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// What is counted in Rust for a new entry and in SQL for all of them after a change of the hour is one day.
    #[test]
    fn day_of_an_entry_does_not_depend_on_when_the_hour_was_set(
        instants in proptest::collection::vec((-2_208_000_000_000i64..7_258_000_000_000, -86_340i32..86_340), 1..40),
        hour in 0u8..=12,
    ) {
        let room = Room::new();
        let journal = room.journal();
        let times: Vec<_> = instants
            .into_iter()
            .filter_map(|(ms, offset)| instant(ms, offset).ok())
            .filter(|time| record::checked_time(*time).is_ok())
            .collect();
        let mut expected = std::collections::BTreeMap::new();
        for time in &times {
            let civil = time.naive_local();
            let day = if civil.hour() < u32::from(hour) { civil.date() - Duration::days(1) } else { civil.date() };
            *expected.entry(day).or_insert(0) += 1;
        }
        let entries = |times: &[DateTime<FixedOffset>]| {
            times.iter().map(|time| WriteRequest { happened_at: Some(*time), ..text("x") }).collect::<Vec<_>>()
        };
        let (before, after) = times.split_at(times.len() / 2);
        journal.import(entries(before), &mut |_| ()).unwrap();
        settings::save(&room.db, JournalSettings { day_ends_at: hour, on_this_day: false }).unwrap();
        journal.import(entries(after), &mut |_| ()).unwrap();
        let days = journal.calendar(date("1899-01-01"), date("2201-01-01")).unwrap();
        let counted: std::collections::BTreeMap<_, _> = days.into_iter().map(|day| (day.day, day.entries)).collect();
        prop_assert_eq!(counted, expected);
    }
}

//! A change is another version; what was before is read as it was.

use super::*;

fn said(promises: &Promises, id: PromiseId) -> Vec<(u32, String, String)> {
    let versions = promises.show(id).unwrap().versions;
    versions.into_iter().map(|v| (v.version, v.what, v.first_day.to_string())).collect()
}

#[test]
fn change_holds_from_a_day_on_and_the_old_version_stays_readable() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    let first = promises.show(id).unwrap().versions;
    noon(&room, "2026-03-12");
    promises.log(id, on("2026-03-11", Outcome::Kept)).unwrap();
    let change = PromiseChange { what: Some("I cook twice".into()), ..Default::default() };
    promises.change(id, PromiseChange { cadence: Some(weekly(&[Weekday::Th, Weekday::Su])), ..change }).unwrap();
    let view = promises.show(id).unwrap();
    assert_eq!(view.versions[0], first[0], "what was said before is as it was, hash and all");
    assert_ne!(view.versions[1].hash, first[0].hash);
    assert_eq!(view.versions.iter().map(|version| version.offer).collect::<Vec<_>>(), [Offer::Draft; 2]);
    assert_eq!((view.row.what.as_str(), view.row.first_day), ("I cook twice", day("2026-03-12")));
    assert_eq!((view.begins, view.row.state), (day(TODAY), PromiseState::Running));
    noon(&room, "2026-03-16");
    let days = promises.days(id, 10, None).unwrap().days;
    let days: Vec<_> = days.iter().map(|due| (due.day.to_string(), due.version)).collect();
    let day = |iso: &str, version| (iso.to_owned(), version);
    assert_eq!(
        days,
        [day("2026-03-15", 2), day("2026-03-12", 2), day("2026-03-11", 1), day("2026-03-10", 1)],
        "each day by the version that held on it"
    );
}

#[test]
fn change_on_a_day_with_a_result_holds_from_the_next() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    promises.log(id, on(TODAY, Outcome::Missed)).unwrap();
    let change = PromiseChange { what: Some("I wash up".into()), ..Default::default() };
    let today = PromiseChange { first_day: Some(day(TODAY)), ..change.clone() };
    assert_eq!(bad(promises.change(id, today)).0, "first_day");
    promises.change(id, change).unwrap();
    let version = |number, what: &str, from: &str| (number, what.to_owned(), from.to_owned());
    assert_eq!(said(&promises, id), [version(1, "I cook", TODAY), version(2, "I wash up", "2026-03-11")]);
    assert_eq!(promises.due(None).unwrap()[0].what, "I cook", "today is what today began with");
    assert_eq!(promises.due(Some(day("2026-03-11"))).unwrap()[0].what, "I wash up");
}

#[test]
fn change_that_says_nothing_new_keeps_nothing() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    promises.change(id, PromiseChange::default()).unwrap();
    let same = PromiseChange {
        what: Some(" I cook ".into()),
        cadence: Some(DAILY),
        last_day: Some(day("2026-04-06")),
        tell: Some("Sunday evening".into()),
        first_day: Some(day("2026-03-15")),
    };
    promises.change(id, same).unwrap();
    assert_eq!(promises.show(id).unwrap().versions.len(), 1);
}

#[test]
fn every_second_week_stays_the_same_second_week() {
    let room = Room::new();
    let promises = promises(&room);
    let cadence = Cadence::Weekly { n: 2, days: vec![Weekday::Su], week_start: Weekday::Mo };
    let id = promises.add(PromiseRequest { cadence, ..request("I plan our week") }).unwrap();
    noon(&room, "2026-03-18");
    promises.change(id, PromiseChange { what: Some("I plan it with you".into()), ..Default::default() }).unwrap();
    assert_eq!(promises.show(id).unwrap().next_day, Some(day("2026-03-29")));
    noon(&room, "2026-04-06");
    assert_eq!(due_days(&promises, id), ["2026-03-29", "2026-03-15"]);
}

#[test]
fn promise_ended_early_is_due_no_more_and_keeps_what_was_said() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    noon(&room, "2026-03-12");
    promises.log(id, on("2026-03-11", Outcome::Kept)).unwrap();
    promises.end(id).unwrap();
    let view = promises.show(id).unwrap();
    assert_eq!((view.row.state, view.ended_on), (PromiseState::Ended, Some(day("2026-03-12"))));
    assert_eq!(promises.due(None).unwrap().len(), 1, "today can still be said");
    noon(&room, "2026-03-20");
    assert_eq!(promises.due(None), Ok(vec![]));
    assert_eq!(due_days(&promises, id), ["2026-03-12", "2026-03-11", TODAY]);
    promises.log(id, on("2026-03-12", Outcome::Missed)).unwrap();
    assert_eq!(bad(promises.log(id, on("2026-03-13", Outcome::Kept))), ("due_day", FieldProblem::Unknown));
    assert_eq!(bad(promises.end(id)), ("promise", FieldProblem::Unknown));
    assert_eq!(bad(promises.change(id, PromiseChange::default())), ("promise", FieldProblem::Unknown));
}

#[test]
fn promise_ended_before_its_first_day_was_never_due() {
    let room = Room::new();
    let promises = promises(&room);
    let ahead = PromiseRequest { first_day: Some(day("2026-03-20")), ..request("I cook") };
    let id = promises.add(ahead).unwrap();
    promises.end(id).unwrap();
    noon(&room, "2026-04-01");
    assert_eq!(due_days(&promises, id), [] as [String; 0]);
    assert_eq!(promises.show(id).unwrap().next_day, None);
}

#[test]
fn versions_of_one_promise_come_to_an_end() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook 1")).unwrap();
    let say = |n: u32| PromiseChange { what: Some(format!("I cook {n}")), ..Default::default() };
    (2..=100).for_each(|n| promises.change(id, say(n)).unwrap());
    assert_eq!(bad(promises.change(id, say(101))), ("versions", FieldProblem::TooLong { most: 100 }));
    assert_eq!(promises.show(id).unwrap().row.what, "I cook 100");
}

#[test]
fn review_of_a_promise_is_offered_and_not_made() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    let offered = promises.review_schedule(id).unwrap();
    assert_eq!(offered.subject, Subject::PromiseReview { promise: id.to_string() });
    assert_eq!((offered.cadence.clone(), offered.until), (weekly(&[Weekday::Mo]), Some(day("2026-04-06"))));
    let left = |table| {
        let sql = format!("SELECT count(*) FROM {table}");
        room.db.read(|conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, u32>(0))?)).unwrap()
    };
    assert_eq!(left("schedule"), 0);
}

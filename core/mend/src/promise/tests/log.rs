//! How days went: private, changeable, counted and never added up.

use super::*;

fn logged(promises: &Promises, id: PromiseId, iso: &str) -> LogView {
    promises.log_history(id, day(iso)).unwrap().pop().unwrap()
}

#[test]
fn day_is_logged_with_a_note_and_amends_and_its_history_is_kept() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    let missed = LogRequest {
        note: Some("The train stood still.\n".into()),
        amends: Some("I cook on Wednesday too.".into()),
        ..on(TODAY, Outcome::Missed)
    };
    promises.log(id, missed.clone()).unwrap();
    promises.log(id, missed).unwrap();
    assert_eq!(logged(&promises, id, TODAY).changes, 0, "the same again is nothing new");
    noon(&room, "2026-03-11");
    promises.log(id, on(TODAY, Outcome::Partly)).unwrap();
    let all = promises.log_history(id, day(TODAY)).unwrap();
    let now = &all[1];
    assert_eq!((now.outcome, now.words.as_str(), now.changes), (Outcome::Partly, "partly", 1));
    assert_eq!((now.note.as_str(), now.amends.as_str()), ("The train stood still.\n", "I cook on Wednesday too."));
    assert_eq!(all[0].outcome, Outcome::Missed);
    assert_eq!(all[0].logged_at, at("2026-03-10T21:15:00+01:00"));
    let emptied = LogRequest { note: Some(String::new()), ..on(TODAY, Outcome::Partly) };
    promises.log(id, emptied).unwrap();
    assert_eq!(logged(&promises, id, TODAY).note, "");
    promises.clear_history(id).unwrap();
    assert_eq!(promises.log_history(id, day(TODAY)).unwrap().len(), 1);
    promises.remove_log(id, day(TODAY)).unwrap();
    assert_eq!(promises.log_history(id, day(TODAY)), Ok(vec![]));
    assert_eq!(promises.remove_log(id, day(TODAY)), Err(MendError::NotFound));
}

#[test]
fn day_that_is_ahead_or_not_due_is_refused() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(PromiseRequest { cadence: weekly(&[Weekday::We]), ..request("I cook") }).unwrap();
    let ahead = bad(promises.log(id, on("2026-03-11", Outcome::Kept)));
    assert!(matches!(ahead, ("due_day", FieldProblem::TooLate { .. })), "{ahead:?}");
    let not_due = ("due_day", FieldProblem::Unknown);
    assert_eq!(bad(promises.log(id, on(TODAY, Outcome::Kept))), not_due);
    assert_eq!(bad(promises.log(id, on("2026-03-04", Outcome::Kept))), not_due);
    noon(&room, "2026-03-11");
    promises.log(id, LogRequest { day: None, outcome: Outcome::Kept, note: None, amends: None }).unwrap();
    assert_eq!(logged(&promises, id, "2026-03-11").outcome, Outcome::Kept);
}

/// Half past midnight belongs to the evening before.
#[test]
fn today_is_the_day_of_the_journal() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    room.clock.set("2026-03-11T00:30:00+01:00");
    assert_eq!(promises.due(None).unwrap()[0].day, day(TODAY));
    promises.log(id, LogRequest { day: None, outcome: Outcome::Kept, note: None, amends: None }).unwrap();
    assert_eq!(promises.due(None).unwrap()[0].outcome, Some(Outcome::Kept));
    assert_eq!(promises.show(id).unwrap().next_day, Some(day("2026-03-11")));
}

#[test]
fn last_eight_results_are_counted_from_four_on() {
    use Outcome::*;
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    noon(&room, "2026-03-25");
    let counted = || promises.show(id).unwrap().row.counted;
    let outcomes = [Missed, Kept, NotApplicable, Kept];
    for (outcome, n) in outcomes.into_iter().zip(10..) {
        promises.log(id, on(&format!("2026-03-{n}"), outcome)).unwrap();
    }
    assert_eq!(counted(), None, "three results are too few, a day that did not apply is none");
    promises.log(id, on("2026-03-14", Partly)).unwrap();
    let four = counted().unwrap();
    assert_eq!((four.kept, four.partly, four.missed, four.of), (2, 1, 1, 4));
    // Unlogged days are no misses, and the order of writing does not matter.
    for (outcome, n) in [(Kept, 25), (Missed, 24), (Kept, 20), (Kept, 21), (Partly, 22)] {
        promises.log(id, on(&format!("2026-03-{n}"), outcome)).unwrap();
    }
    promises.log(id, on("2026-03-24", Kept)).unwrap();
    let eight = counted().unwrap();
    assert_eq!((eight.kept, eight.partly, eight.missed, eight.of), (6, 2, 0, 8));
    assert_eq!(eight.sentence, "Kept 6 of the last 8.");
    assert!(eight.caveat.contains("cannot tell"), "{}", eight.caveat);
    assert_eq!(promises.list(10, None).unwrap().promises[0].counted, Some(eight));
    // A day of long ago that is written down today is not one of the last.
    promises.log(id, on("2026-03-15", Missed)).unwrap();
    promises.log(id, on("2026-03-16", Missed)).unwrap();
    let last = counted().unwrap();
    assert_eq!((last.kept, last.partly, last.missed, last.of), (4, 2, 2, 8));
    promises.log(id, on("2026-03-23", Kept)).unwrap();
    promises.log(id, on("2026-03-19", Kept)).unwrap();
    promises.log(id, on("2026-03-12", Missed)).unwrap();
    let last = counted().unwrap();
    assert_eq!((last.kept, last.partly, last.missed, last.of), (6, 1, 1, 8));
}

#[test]
fn day_of_which_nothing_was_said_stays_open_for_ever() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    noon(&room, "2027-01-01");
    let page = promises.days(id, 500, None).unwrap();
    assert_eq!(page.days.len(), 28);
    assert!(page.days.iter().all(|due| due.log.is_none()));
    promises.log(id, on(TODAY, Outcome::Kept)).unwrap();
    assert_eq!(promises.days(id, 500, None).unwrap().days[27].log.as_ref().unwrap().words, "kept");
}

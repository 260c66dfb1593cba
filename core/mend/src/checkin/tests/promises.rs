//! Items that are asked for each promise, and what they write into its own log.

use chrono::NaiveDate;

use super::*;
use crate::PromiseId;
use crate::checkin::content as shipped;
use crate::promise::{Outcome, PromiseRequest, Promises};
use crate::reminder::{Cadence, Weekday};

fn promises(room: &Room) -> Promises {
    Promises::new(room.db.clone(), Arc::new(Text::new("en")))
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn promise(room: &Room, what: &str, cadence: Cadence) -> PromiseId {
    let (first_day, last_day) = (None, Some(day("2026-04-06")));
    promises(room).add(PromiseRequest { what: what.into(), cadence, first_day, last_day, tell: String::new() }).unwrap()
}

fn daily(room: &Room, what: &str) -> PromiseId {
    promise(room, what, Cadence::Daily { n: 1 })
}

fn said(item: &str, choices: &[(PromiseId, &str)]) -> ItemAnswer {
    let choice = |&(promise, choice): &(PromiseId, &str)| PromiseChoice { promise, choice: choice.to_owned() };
    to(item, Answer::Promises(choices.iter().map(choice).collect()))
}

fn asked(room: &Room, set: &str, item: &str) -> AnswerKind {
    let set = checkins(room).set(set).unwrap();
    set.items.into_iter().find(|asked| asked.id == item).unwrap().answer
}

fn outcomes(room: &Room, id: PromiseId) -> Vec<(String, Option<Outcome>)> {
    let days = promises(room).days(id, 500, None).unwrap().days;
    days.into_iter().map(|due| (due.day.to_string(), due.log.map(|log| log.outcome))).collect()
}

#[test]
fn without_promises_both_items_are_as_they_were() {
    let room = Room::new();
    assert!(matches!(asked(&room, "daily", "daily.promise"), AnswerKind::Choice { .. }));
    assert!(
        matches!(asked(&room, "weekly", "weekly.promises"), AnswerKind::Promises { promises, .. } if promises.is_empty())
    );
    let ended = daily(&room, "I cook");
    promises(&room).end(ended).unwrap();
    room.clock.set("2026-03-20T21:00:00+01:00");
    assert!(matches!(asked(&room, "daily", "daily.promise"), AnswerKind::Choice { .. }));
    checkins(&room).answer(request("daily", vec![to("daily.promise", Answer::Choice("kept".into()))])).unwrap();
    assert_eq!(
        bad(checkins(&room).answer(request("daily", vec![said("daily.promise", &[(ended, "kept")])]))).0,
        "answer"
    );
}

#[test]
fn promises_that_are_due_are_asked_one_by_one_and_logged_with_the_answer() {
    let room = Room::new();
    let (one, two) = (daily(&room, "I cook"), daily(&room, "I am home at six"));
    let sunday = Cadence::Weekly { n: 1, days: vec![Weekday::Su], week_start: Weekday::Mo };
    let other = promise(&room, "I call", sunday);
    let AnswerKind::Promises { options, promises: shown } = asked(&room, "daily", "daily.promise") else { panic!() };
    assert_eq!(options.len(), 4);
    let whats: Vec<_> = shown.iter().map(|promise| promise.what.as_str()).collect();
    assert_eq!(whats, ["I cook", "I am home at six"], "what is due on Sunday is not asked on Tuesday");
    let answers = vec![said("daily.promise", &[(two, "none_today"), (one, "missed")])];
    let id = checkins(&room).answer(request("daily", answers.clone())).unwrap();
    assert_eq!(outcomes(&room, one), [("2026-03-10".to_owned(), Some(Outcome::Missed))]);
    assert_eq!(outcomes(&room, two)[0].1, Some(Outcome::NotApplicable));
    let shown = checkins(&room).show(id).unwrap().answers;
    assert_eq!((&shown[0].answer, shown[0].words.as_str()), (&answers[0].answer, "none today, missed"));
    // Said otherwise later: the promise's log keeps both. What was not said anew leaves its log alone.
    let edited = Some(vec![said("daily.promise", &[(two, "none_today"), (one, "partly")])]);
    checkins(&room).edit(id, EditCheckinRequest { answers: edited, ..Default::default() }).unwrap();
    assert_eq!(outcomes(&room, one)[0].1, Some(Outcome::Partly));
    assert_eq!(promises(&room).log_history(one, day("2026-03-10")).unwrap().len(), 2);
    assert_eq!(promises(&room).log_history(two, day("2026-03-10")).unwrap().len(), 1);
    assert_eq!(outcomes(&room, other), []);
}

/// What an answer wrote is the promise's own from then on.
#[test]
fn log_that_was_changed_since_is_left_alone_by_an_edit_of_something_else() {
    let room = Room::new();
    let (one, gone) = (daily(&room, "I cook"), daily(&room, "I call"));
    let answer = said("daily.promise", &[(one, "missed"), (gone, "kept")]);
    let id = checkins(&room).answer(request("daily", vec![answer.clone()])).unwrap();
    let kept = crate::promise::LogRequest { day: None, outcome: Outcome::Kept, note: None, amends: None };
    promises(&room).log(one, kept).unwrap();
    promises(&room).delete(gone).unwrap();
    let answers = Some(vec![point("daily.steady", 2), answer]);
    checkins(&room).edit(id, EditCheckinRequest { answers, ..Default::default() }).unwrap();
    assert_eq!(outcomes(&room, one)[0].1, Some(Outcome::Kept));
}

#[test]
fn review_of_a_week_asks_for_what_is_under_way_or_was_due() {
    let room = Room::new();
    let monthly = Cadence::MonthDay { n: 1, day: 1, short_month: Default::default() };
    let (rare, ended) = (promise(&room, "I plan our month", monthly), daily(&room, "I cook"));
    let ids = || match asked(&room, "weekly", "weekly.promises") {
        AnswerKind::Promises { promises, .. } => promises.into_iter().map(|promise| promise.id).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    promises(&room).end(ended).unwrap();
    room.clock.set("2026-03-16T21:00:00+01:00");
    assert_eq!(ids(), [rare, ended]);
    room.clock.set("2026-03-17T21:00:00+01:00");
    assert_eq!(ids(), [rare]);
    room.clock.set("2026-04-08T21:00:00+01:00");
    assert_eq!(ids(), []);
}

#[test]
fn late_answer_is_of_the_day_that_it_is_about() {
    let room = Room::new();
    let id = daily(&room, "I cook");
    room.clock.set("2026-03-12T12:00:00+01:00");
    let answers = vec![said("daily.promise", &[(id, "kept")])];
    let late = AnswerRequest { answered_at: Some(at("2026-03-11T22:00:00+01:00")), ..request("daily", answers) };
    checkins(&room).answer(late).unwrap();
    let kept = |iso: &str, outcome| (iso.to_owned(), outcome);
    assert_eq!(
        outcomes(&room, id),
        [kept("2026-03-12", None), kept("2026-03-11", Some(Outcome::Kept)), kept("2026-03-10", None)]
    );
}

#[test]
fn review_of_a_week_fills_days_without_a_result_and_changes_no_other() {
    let room = Room::new();
    let (kept, stop, change) = (daily(&room, "I cook"), daily(&room, "I call"), daily(&room, "I write"));
    promises(&room)
        .log(kept, crate::promise::LogRequest { day: None, outcome: Outcome::Missed, note: None, amends: None })
        .unwrap();
    room.clock.set("2026-03-16T21:00:00+01:00");
    let AnswerKind::Promises { options, promises: shown } = asked(&room, "weekly", "weekly.promises") else { panic!() };
    assert_eq!((options.len(), shown.len()), (3, 3));
    let weekly = checkins(&room).set("weekly").unwrap().items;
    let note = weekly.into_iter().find(|item| item.id == "weekly.promises").unwrap().note.unwrap();
    assert!(note.starts_with("“Kept” also fills"), "{note}");
    let answers = vec![said("weekly.promises", &[(kept, "kept"), (stop, "stop"), (change, "change")])];
    checkins(&room).answer(request("weekly", answers)).unwrap();
    let filled: Vec<_> = outcomes(&room, kept).into_iter().map(|(_, outcome)| outcome.unwrap()).collect();
    assert_eq!(filled.iter().filter(|outcome| **outcome == Outcome::Kept).count(), 6);
    assert_eq!(filled[6], Outcome::Missed);
    for id in [stop, change] {
        assert!(outcomes(&room, id).iter().all(|(_, outcome)| outcome.is_none()), "nothing ends or changes by itself");
        assert_eq!(promises(&room).show(id).unwrap().ended_on, None);
    }
}

#[test]
fn refused_answer_keeps_neither_check_in_nor_log() {
    let room = Room::new();
    let id = daily(&room, "I cook");
    let refused = |choices: &[(PromiseId, &str)]| {
        let problem = bad(checkins(&room).answer(request("daily", vec![said("daily.promise", choices)])));
        assert_eq!(checkins(&room).history(None, 10, None).unwrap().checkins, []);
        assert_eq!(outcomes(&room, id)[0].1, None);
        problem
    };
    assert_eq!(refused(&[(id, "kept"), (PromiseId([7; 16]), "kept")]), ("promise", FieldProblem::Unknown));
    assert_eq!(refused(&[(id, "kept"), (id, "missed")]), ("promise", FieldProblem::Twice));
    assert_eq!(refused(&[(id, "broken")]), ("choice", FieldProblem::Unknown));
    let choice = vec![to("daily.promise", Answer::Choice("kept".into()))];
    assert_eq!(bad(checkins(&room).answer(request("daily", choice))), ("answer", FieldProblem::Malformed));
    let sunday = promise(&room, "I call", Cadence::Weekly { n: 1, days: vec![Weekday::Su], week_start: Weekday::Mo });
    assert_eq!(refused(&[(id, "kept"), (sunday, "kept")]), ("due_day", FieldProblem::Unknown));
}

#[test]
fn draft_writes_no_log_and_forgets_a_promise_that_is_gone() {
    let room = Room::new();
    let (one, two) = (daily(&room, "I cook"), daily(&room, "I call"));
    let answers = |choices: &[(PromiseId, &str)]| vec![said("daily.promise", choices)];
    let both = answers(&[(one, "kept"), (two, "kept")]);
    checkins(&room).save_draft("daily", both.clone(), None).unwrap();
    assert_eq!(outcomes(&room, one)[0].1, None);
    assert_eq!(checkins(&room).draft("daily").unwrap().unwrap().answers, both);
    promises(&room).delete(two).unwrap();
    assert_eq!(checkins(&room).draft("daily").unwrap().unwrap().answers, answers(&[(one, "kept")]));
}

#[test]
fn check_in_outlives_its_promise_without_its_words() {
    let room = Room::new();
    let id = daily(&room, "I cook");
    let checkin = checkins(&room).answer(request("daily", vec![said("daily.promise", &[(id, "kept")])])).unwrap();
    promises(&room).delete(id).unwrap();
    let shown = checkins(&room).show(checkin).unwrap();
    assert_eq!(
        (shown.answers[0].question.as_str(), shown.answers[0].words.as_str()),
        ("A promise of mine today", "kept")
    );
    checkins(&room).edit(checkin, EditCheckinRequest { answers: Some(vec![]), ..Default::default() }).unwrap();
}

#[test]
fn every_option_of_a_day_is_a_result() {
    for option in &shipped::choices(promised::TODAY).unwrap().options {
        assert!(promised::outcome(option).is_some(), "{option}");
    }
    let review = &shipped::choices(promised::REVIEW).unwrap().options;
    assert_eq!(review.iter().filter_map(|option| promised::outcome(option)).collect::<Vec<_>>(), [Outcome::Kept]);
}

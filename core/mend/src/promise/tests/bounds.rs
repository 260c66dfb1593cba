//! What is out of bounds is refused by the name of its field, and nothing is changed.

use super::*;

fn refused(room: &Room, request: PromiseRequest) -> (&'static str, FieldProblem) {
    let promises = promises(room);
    let problem = bad(promises.add(request));
    assert_eq!(promises.list(10, None).unwrap().promises, [], "nothing is kept");
    problem
}

#[test]
fn promise_without_an_end_is_refused() {
    let room = Room::new();
    let endless = PromiseRequest { last_day: None, ..request("I cook") };
    assert_eq!(refused(&room, endless), ("last_day", FieldProblem::Empty));
}

#[test]
fn end_before_the_start_or_beyond_ninety_days_is_refused() {
    let room = Room::new();
    let until = |iso| PromiseRequest { last_day: Some(day(iso)), ..request("I cook") };
    let length = ("last_day", FieldProblem::OutOfRange { least: 1, most: 90 });
    assert_eq!(refused(&room, until("2026-03-09")), length);
    assert_eq!(refused(&room, until("2026-06-08")), length);
    assert_eq!(refused(&room, until("9999-12-31")), length);
    for fits in [TODAY, "2026-06-07"] {
        promises(&room).add(until(fits)).unwrap();
    }
    assert_eq!(promises(&room).usual_last_day(None), Ok(day("2026-04-06")));
    assert_eq!(promises(&room).usual_last_day(Some(day("2026-03-02"))), Ok(day("2026-03-29")));
}

#[test]
fn first_day_that_is_past_or_far_ahead_is_refused() {
    let room = Room::new();
    let from = |iso| PromiseRequest {
        first_day: Some(day(iso)),
        last_day: promises(&room).usual_last_day(Some(day(iso))).ok(),
        ..request("I cook")
    };
    let ahead = ("first_day", FieldProblem::OutOfRange { least: 0, most: 90 });
    assert_eq!(refused(&room, from("2026-03-09")), ahead);
    assert_eq!(refused(&room, from("2026-06-09")), ahead);
    let id = promises(&room).add(from("2026-06-08")).unwrap();
    assert_eq!(promises(&room).show(id).unwrap().row.state, PromiseState::Ahead);
}

#[test]
fn texts_out_of_bounds_are_refused() {
    let room = Room::new();
    assert_eq!(refused(&room, request(" \t ")), ("what", FieldProblem::Empty));
    assert_eq!(refused(&room, request(&"é".repeat(301))), ("what", FieldProblem::TooLong { most: 300 }));
    assert_eq!(refused(&room, request("one\ntwo")), ("what", FieldProblem::Malformed));
    let tell = |tell: &str| PromiseRequest { tell: tell.to_owned(), ..request("I cook") };
    assert_eq!(refused(&room, tell(&"x".repeat(201))), ("tell", FieldProblem::TooLong { most: 200 }));
    assert_eq!(refused(&room, tell("a\u{7}")), ("tell", FieldProblem::Malformed));
    let id = promises(&room).add(request(&"é".repeat(300))).unwrap();
    let long = || Some("x".repeat(64 * 1024 + 1));
    let too_long = FieldProblem::TooLong { most: 65536 };
    let kept = |note, amends| LogRequest { day: None, outcome: Outcome::Kept, note, amends };
    assert_eq!(bad(promises(&room).log(id, kept(long(), None))), ("note", too_long));
    assert_eq!(bad(promises(&room).log(id, kept(None, long()))), ("amends", too_long));
    assert_eq!(bad(promises(&room).review(id, long().unwrap())), ("review", too_long));
    assert_eq!(bad(promises(&room).review(id, " \n".into())), ("review", FieldProblem::Empty));
    assert_eq!(promises(&room).log_history(id, day(TODAY)), Ok(vec![]));
    assert_eq!(promises(&room).reviews(id), Ok(vec![]));
}

#[test]
fn rhythm_that_falls_on_no_day_of_the_promise_is_refused() {
    let room = Room::new();
    let rhythm = |cadence| PromiseRequest { cadence, last_day: Some(day("2026-03-14")), ..request("I cook") };
    assert_eq!(refused(&room, rhythm(weekly(&[Weekday::Su]))), ("cadence", FieldProblem::Empty));
    assert_eq!(refused(&room, rhythm(weekly(&[]))), ("days", FieldProblem::Empty));
    assert_eq!(refused(&room, rhythm(Cadence::Daily { n: 0 })).0, "n");
    promises(&room).add(rhythm(weekly(&[Weekday::Sa]))).unwrap();
}

#[test]
fn unknown_template_and_outcome_are_refused() {
    let room = Room::new();
    assert_eq!(bad(promises(&room).template("read_the_phone")), ("template", FieldProblem::Unknown));
    assert_eq!(bad("broken".parse::<Outcome>()), ("outcome", FieldProblem::Unknown));
    for outcome in Outcome::ALL {
        assert_eq!(outcome.id().parse(), Ok(outcome));
        assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.id());
    }
}

#[test]
fn change_out_of_bounds_changes_nothing() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    let before = promises.show(id).unwrap();
    let none = PromiseChange::default;
    let length = ("last_day", FieldProblem::OutOfRange { least: 1, most: 90 });
    assert_eq!(bad(promises.change(id, PromiseChange { last_day: Some(day("2026-03-01")), ..none() })), length);
    assert_eq!(bad(promises.change(id, PromiseChange { last_day: Some(day("2027-03-01")), ..none() })), length);
    assert_eq!(bad(promises.change(id, PromiseChange { what: Some(String::new()), ..none() })).0, "what");
    assert_eq!(bad(promises.change(id, PromiseChange { first_day: Some(day("2026-03-09")), ..none() })).0, "first_day");
    assert_eq!(promises.show(id), Ok(before));
    let nobody = PromiseId([7; 16]);
    let lost = Err(MendError::NotFound);
    assert_eq!(promises.change(nobody, none()), lost);
    assert_eq!(promises.end(nobody), lost);
    assert_eq!(promises.delete(nobody), lost);
    assert_eq!(promises.log(nobody, on(TODAY, Outcome::Kept)), lost);
    assert_eq!(promises.remove_log(nobody, day(TODAY)), lost);
    assert_eq!(promises.clear_history(nobody), lost);
    assert_eq!(promises.edit_review(ReviewId([7; 16]), "x".into()), lost);
    assert_eq!(promises.delete_review(ReviewId([7; 16])), lost);
    assert_eq!(promises.show(nobody).err(), lost.err());
}

#[test]
fn promise_that_is_over_can_be_read_and_logged_but_not_changed() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    noon(&room, "2026-04-07");
    let over = ("promise", FieldProblem::Unknown);
    assert_eq!(promises.show(id).unwrap().row.state, PromiseState::Over);
    assert_eq!(bad(promises.change(id, PromiseChange { what: Some("I bake".into()), ..Default::default() })), over);
    assert_eq!(bad(promises.end(id)), over);
    assert_eq!(bad(promises.review_schedule(id)), over);
    promises.log(id, on("2026-04-06", Outcome::Partly)).unwrap();
    assert_eq!(promises.show(id).unwrap().next_day, None);
}

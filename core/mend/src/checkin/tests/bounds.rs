//! What is out of bounds is refused by the name of its field, and nothing is changed.

use super::*;

fn refused(room: &Room, set: &str, answers: Vec<ItemAnswer>) -> (&'static str, FieldProblem) {
    let checkins = checkins(room);
    let before = checkins.draft("daily").unwrap();
    let asked = bad(checkins.answer(request(set, answers.clone())));
    if set != "hourly" {
        assert_eq!(bad(checkins.save_draft(set, answers, None)), asked);
    }
    assert_eq!(checkins.history(None, 10, None).unwrap().checkins, [], "nothing is kept");
    assert_eq!(checkins.draft("daily").unwrap(), before, "the draft stays");
    asked
}

#[test]
fn answers_out_of_bounds_are_refused_and_nothing_is_kept() {
    let room = Room::new();
    checkins(&room).save_draft("daily", vec![point("daily.steady", 1)], None).unwrap();
    let unknown = FieldProblem::Unknown;
    let malformed = FieldProblem::Malformed;
    assert_eq!(refused(&room, "hourly", vec![]), ("set", unknown));
    let daily = |answers| refused(&room, "daily", answers);
    assert_eq!(daily(vec![point("daily.unsteady", 1)]), ("item", unknown));
    assert_eq!(daily(vec![point("weekly.heard", 1)]), ("item", unknown));
    assert_eq!(daily(vec![point("daily.steady", 1), point("daily.steady", 2)]), ("item", FieldProblem::Twice));
    assert_eq!(
        daily(vec![words("daily.good_thing", ""), words("daily.good_thing", "x")]),
        ("item", FieldProblem::Twice)
    );
    assert_eq!(daily(vec![words("daily.steady", "3")]), ("answer", malformed));
    assert_eq!(daily(vec![point("daily.good_thing", 3)]), ("answer", malformed));
    assert_eq!(daily(vec![to("daily.write", Answer::Choice("yes".into()))]), ("answer", malformed));
    assert_eq!(daily(vec![to("daily.promise", Answer::Choice("broken".into()))]), ("choice", unknown));
    let beyond = FieldProblem::OutOfRange { least: 0, most: 4 };
    assert_eq!(daily(vec![point("daily.steady", 5)]), ("strength", beyond));
    assert_eq!(daily(vec![felt("daily.feelings", &[("fear", Some(5))])]), ("strength", beyond));
    let four = [("fear", None), ("hurt", None), ("calm", None), ("hope", None)];
    assert_eq!(daily(vec![felt("daily.feelings", &four)]), ("feelings", FieldProblem::TooLong { most: 3 }));
    let twice = [("fear", None), ("fear", Some(1))];
    assert_eq!(daily(vec![felt("daily.feelings", &twice)]), ("feelings", FieldProblem::Twice));
    assert_eq!(daily(vec![felt("daily.feelings", &[("Fear", None)])]), ("feeling", unknown));
    let long = "x".repeat(64 * 1024 + 1);
    assert_eq!(daily(vec![words("daily.good_thing", &long)]), ("answer", FieldProblem::TooLong { most: 65536 }));
    // One good answer saves no bad one.
    assert_eq!(daily(vec![point("daily.steady", 1), point("daily.steady2", 1)]), ("item", unknown));
}

#[test]
fn item_that_is_shown_and_passed_takes_no_answer_of_any_kind() {
    let room = Room::new();
    let mut passed = 0;
    for set in checkins(&room).sets().unwrap() {
        for item in set.items {
            if !matches!(item.answer, AnswerKind::None | AnswerKind::Promises { .. }) {
                continue;
            }
            passed += 1;
            for answer in [
                Answer::YesNo(true),
                Answer::Scale(0),
                Answer::Text("yes".into()),
                Answer::Choice("kept".into()),
                Answer::Feelings(vec![]),
            ] {
                let refused = refused(&room, &set.id, vec![to(&item.id, answer)]);
                assert_eq!(refused, ("item", FieldProblem::Malformed), "{}", item.id);
            }
        }
    }
    assert_eq!(passed, 8);
}

#[test]
fn time_out_of_bounds_is_refused() {
    let room = Room::new();
    let checkins = checkins(&room);
    let when = |time: &str| AnswerRequest { answered_at: Some(at(time)), ..request("daily", vec![]) };
    let years = ("answered_at", FieldProblem::OutOfRange { least: 1900, most: 2199 });
    assert_eq!(bad(checkins.answer(when("1899-12-31T23:59:59Z"))), years);
    assert_eq!(bad(checkins.answer(when("2200-01-01T00:00:00+14:00"))), years);
    assert_eq!(checkins.history(None, 10, None).unwrap().checkins, []);
    let first = checkins.answer(when("1900-01-01T00:00:00+14:00")).unwrap();
    checkins.answer(when("2199-12-31T23:59:59-12:00")).unwrap();
    assert_eq!(checkins.show(first).unwrap().row.day.to_string(), "1899-12-31");
}

#[test]
fn change_out_of_bounds_changes_nothing() {
    let room = Room::new();
    let checkins = checkins(&room);
    let id = checkins.answer(request("daily", vec![point("daily.steady", 2)])).unwrap();
    let before = checkins.show(id).unwrap();
    let edit = |answers| EditCheckinRequest { answers: Some(answers), ..Default::default() };
    assert_eq!(bad(checkins.edit(id, edit(vec![point("daily.steady", 9)]))).0, "strength");
    assert_eq!(bad(checkins.edit(id, edit(vec![point("monthly.rely", 1)]))).0, "item");
    let time = EditCheckinRequest { answered_at: Some(at("1800-01-01T00:00:00Z")), ..Default::default() };
    assert_eq!(bad(checkins.edit(id, time)).0, "answered_at");
    assert_eq!(checkins.show(id), Ok(before));
    let nobody = CheckinId([7; 16]);
    assert_eq!(checkins.edit(nobody, edit(vec![])), Err(MendError::NotFound));
    assert_eq!(checkins.show(nobody), Err(MendError::NotFound));
    assert_eq!(checkins.versions(nobody), Err(MendError::NotFound));
    assert_eq!(checkins.clear_versions(nobody), Err(MendError::NotFound));
    assert_eq!(checkins.delete(nobody), Err(MendError::NotFound));
}

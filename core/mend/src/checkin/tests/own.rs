//! Questions of one's own.

use super::*;

#[test]
fn own_question_is_asked_after_those_that_ship_and_is_private() {
    let room = Room::new();
    let checkins = checkins(&room);
    let lower = OwnAnswer::Frequency(Polarity::LowerIsBetter);
    let id = checkins.add_question("weekly", "  I slept badly. ", lower).unwrap();
    checkins.add_question("weekly", "What helped me rest?", OwnAnswer::Text).unwrap();
    let set = checkins.set("weekly").unwrap();
    let own: Vec<_> = set.items.iter().filter(|item| item.own).collect();
    assert_eq!(own[0].id, format!("own.{id}"));
    assert_eq!((own[0].question.as_str(), own[1].question.as_str()), ("I slept badly.", "What helped me rest?"));
    assert!(own.iter().all(|item| item.visibility == Visibility::Private && item.part == Part::Alone));
    assert_eq!(set.items.iter().position(|item| item.own), Some(15), "before what is spoken together");
    assert!(matches!(own[0].answer, AnswerKind::Scale { polarity: Polarity::LowerIsBetter, .. }));
    assert_eq!(checkins.set("daily").unwrap().items.len(), 5);
    let answered = checkins.answer(request("weekly", vec![point(&own[0].id, 4)])).unwrap();
    assert_eq!(checkins.show(answered).unwrap().answers[0].words, "almost all the time");
    assert_eq!(bad(checkins.answer(request("daily", vec![point(&own[0].id, 4)]))).0, "item");
}

#[test]
fn removed_question_is_asked_no_more_and_its_answers_keep_it() {
    let room = Room::new();
    let checkins = checkins(&room);
    let id = checkins.add_question("daily", "Did I go out?", OwnAnswer::YesNo).unwrap();
    let item = format!("own.{id}");
    let answered = checkins.answer(request("daily", vec![to(&item, Answer::YesNo(true))])).unwrap();
    checkins.save_draft("daily", vec![to(&item, Answer::YesNo(false)), point("daily.steady", 1)], None).unwrap();
    checkins.remove_question(id).unwrap();
    assert_eq!(checkins.remove_question(id), Err(MendError::NotFound));
    assert!(!checkins.set("daily").unwrap().items.iter().any(|item| item.own));
    assert_eq!(checkins.draft("daily").unwrap().unwrap().answers, [point("daily.steady", 1)]);
    assert_eq!(bad(checkins.answer(request("daily", vec![to(&item, Answer::YesNo(true))]))).0, "item");
    let kept = &checkins.show(answered).unwrap().answers[0];
    assert_eq!((kept.question.as_str(), kept.words.as_str()), ("Did I go out?", "yes"));
    // It can still be corrected where it was answered.
    let edit = EditCheckinRequest { answers: Some(vec![to(&item, Answer::YesNo(false))]), ..Default::default() };
    checkins.edit(answered, edit).unwrap();
    assert_eq!(checkins.show(answered).unwrap().answers[0].words, "no");
}

#[test]
fn own_question_out_of_bounds_is_refused() {
    let room = Room::new();
    let checkins = checkins(&room);
    let add = |words: &str| bad(checkins.add_question("daily", words, OwnAnswer::Text));
    assert_eq!(add(" "), ("question", FieldProblem::Empty));
    assert_eq!(add("a\nb"), ("question", FieldProblem::Malformed));
    assert_eq!(add(&"é".repeat(301)), ("question", FieldProblem::TooLong { most: 300 }));
    assert_eq!(bad(checkins.add_question("hourly", "x", OwnAnswer::Text)), ("set", FieldProblem::Unknown));
    for n in 0..20 {
        checkins.add_question("daily", &format!("question {n}"), OwnAnswer::Text).unwrap();
    }
    assert_eq!(add("one more"), ("questions", FieldProblem::TooLong { most: 20 }));
    checkins.add_question("weekly", "another set", OwnAnswer::Text).unwrap();
    assert_eq!(checkins.set("daily").unwrap().items.len(), 25);
}

//! Answers that fit nothing: a clear refusal, and a run that stands where it stood.

use super::*;

const ALL: &str = r#"
[[step]]
id = "text"
kind = "reflect"
[[step]]
id = "list"
kind = "reflect"
list = true
[[step]]
id = "which"
kind = "choose"
options = ["a", "b", "c"]
least = 2
most = 2
[[step]]
id = "feel"
kind = "name_emotion"
most = 2
[[step]]
id = "rate"
kind = "rate"
scale = "agreement"
[[step]]
id = "plan"
kind = "plan"
asks = ["text", "weekday"]
[[step]]
id = "page"
kind = "read"
"#;

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn answers_out_of_bounds_or_of_another_kind_change_nothing() {
    let house = House::with(pack_of(&module(ALL)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let options = |options: &[&str], own: &[&str]| Answer::Chosen(Chosen { options: owned(options), own: owned(own) });
    let feelings = |feelings: &[&str]| Answer::Feelings(owned(feelings));
    let too_long = |most| FieldProblem::TooLong { most };
    let malformed = ("answer", FieldProblem::Malformed);
    let cases: Vec<(&str, Answer, (&str, FieldProblem))> = vec![
        ("text", Answer::Point(1), malformed),
        ("text", Answer::Text("x".repeat((64 << 10) + 1)), ("answer", too_long(64 << 10))),
        ("list", Answer::Text("x".into()), malformed),
        ("list", Answer::Lines(vec!["x".into(); 13]), ("lines", too_long(12))),
        ("list", Answer::Lines(vec!["x".repeat(301)]), ("own_words", too_long(300))),
        ("which", Answer::Lines(vec!["a".into()]), malformed),
        ("which", options(&["a", "d"], &[]), ("choice", FieldProblem::Unknown)),
        ("which", options(&["a", "a"], &[]), ("choice", FieldProblem::Twice)),
        ("which", options(&["a"], &[]), ("choices", FieldProblem::OutOfRange { least: 2, most: 2 })),
        ("which", options(&["a", "b", "c"], &[]), ("choices", FieldProblem::OutOfRange { least: 2, most: 2 })),
        ("which", options(&["a"], &["own"]), ("choice", FieldProblem::Malformed)),
        ("feel", feelings(&["hurt", "hope", "calm"]), ("feelings", too_long(2))),
        ("feel", feelings(&["hurt", "hurt"]), ("feelings", FieldProblem::Twice)),
        ("feel", feelings(&["smug"]), ("feeling", FieldProblem::Unknown)),
        ("rate", Answer::Point(5), ("strength", FieldProblem::OutOfRange { least: 0, most: 4 })),
        ("plan", Answer::Plan(Plan { day: Some(day("2026-03-12")), ..Plan::default() }), malformed),
        ("page", Answer::Text("x".into()), malformed),
    ];
    let mut view = guides.step(run).unwrap();
    for (step, answer, problem) in cases {
        while view.place.as_ref().is_some_and(|place| place.step != step) {
            view = guides.pass(run, &view.place.unwrap()).unwrap();
        }
        let before = guides.step(run).unwrap();
        assert_eq!(bad(guides.answer(run, &Place::of(step), answer.clone())), problem, "{step} {answer:?}");
        assert_eq!(guides.step(run).unwrap(), before);
        assert_eq!(guides.show(run).unwrap().answers, []);
    }
}

#[test]
fn an_answer_for_another_place_is_refused() {
    let house = House::with(pack_of(&module(ALL)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let elsewhere = ("step", FieldProblem::Unknown);
    assert_eq!(bad(guides.answer(run, &Place::of("list"), Answer::Lines(vec!["x".into()]))), elsewhere);
    assert_eq!(bad(guides.pass(run, &Place::of("gone"))), elsewhere);
    assert_eq!(bad(guides.pass(run, &Place::for_item("text", "a"))), elsewhere);
    assert_eq!(guides.step(run).unwrap().place, Some(Place::of("text")));
}

#[test]
fn modules_and_runs_that_there_are_not_are_refused() {
    let house = House::new();
    let guides = house.guides();
    let unknown = ("module", FieldProblem::Unknown);
    assert_eq!(bad(guides.start(StartRequest { module: "forgive-now".into(), role: None })), unknown);
    assert_eq!(bad(guides.module("")), unknown);
    let nobody = RunId([9; 16]);
    assert_eq!(guides.step(nobody).err(), Some(MendError::NotFound));
    assert_eq!(guides.show(nobody).err(), Some(MendError::NotFound));
    assert_eq!(guides.delete(nobody).err(), Some(MendError::NotFound));
    assert_eq!(guides.set_role(nobody, None).err(), Some(MendError::NotFound));
    assert_eq!(bad(guides.runs(0, None)).0, "limit");
    assert_eq!(bad(guides.runs(10, Some("x"))).0, "after");
}

#[test]
fn there_is_room_for_two_hundred_runs_under_way() {
    let house = House::with(pack_of(&module("[[step]]\nid = \"a\"\nkind = \"read\"\n")));
    let first = house.start("try", None);
    for _ in 1..200 {
        house.start("try", None);
    }
    let guides = house.guides();
    let more = StartRequest { module: "try".into(), role: None };
    assert_eq!(bad(guides.start(more.clone())), ("runs", FieldProblem::TooLong { most: 200 }));
    guides.end(first).unwrap();
    assert!(guides.start(more).is_ok());
}

#[test]
fn nothing_works_once_it_is_locked() {
    let house = House::new();
    let run = house.start("name-feeling", None);
    let guides = house.guides();
    house.mine.vault.lock();
    assert_eq!(guides.step(run).err(), Some(MendError::Locked));
    assert_eq!(guides.pass(run, &Place::of("breathe")).err(), Some(MendError::Locked));
    assert_eq!(guides.runs(10, None).err(), Some(MendError::Locked));
}

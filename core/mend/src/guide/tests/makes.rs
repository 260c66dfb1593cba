//! What becomes of answers, once, and in the room it belongs to.

use super::*;
use crate::journal::{EditRequest, EntryKind, Filter};

const FELT: &str = r#"
[[step]]
id = "feelings"
kind = "name_emotion"
[[step]]
id = "strength"
kind = "rate"
scale = "strength"
for_each = "feelings"
[[step]]
id = "why"
kind = "reflect"
[[step]]
id = "letter"
kind = "write_letter"
[[step]]
id = "end-page"
kind = "read"
[[make]]
id = "felt"
kind = "entry"
from = ["why"]
feelings = "feelings"
strengths = "strength"
[[make]]
id = "sent"
kind = "letter"
from = ["letter"]
"#;

fn house() -> (House, RunId) {
    let house = House::with(pack_of(&module(FELT)));
    let run = house.start("try", None);
    (house, run)
}

fn text(words: &str) -> Answer {
    Answer::Text(words.into())
}

fn entries(house: &House) -> Vec<crate::journal::EntryView> {
    let journal = house.mine.journal();
    let rows = journal.list(&Filter::default(), 50, None).unwrap().entries;
    rows.into_iter().map(|row| journal.show(row.id).unwrap()).collect()
}

fn to_why(house: &House, run: RunId) {
    house.guides().answer(run, &Place::of("feelings"), Answer::Feelings(vec!["hurt".into(), "hope".into()])).unwrap();
    house.guides().answer(run, &Place::for_item("strength", "hurt"), Answer::Point(3)).unwrap();
    house.guides().pass(run, &Place::for_item("strength", "hope")).unwrap();
}

#[test]
fn entry_is_made_when_the_last_of_its_steps_is_passed_with_feelings_and_strengths() {
    let (house, run) = house();
    to_why(&house, run);
    assert_eq!(entries(&house).len(), 0);
    house.guides().answer(run, &Place::of("why"), text("The phone lit up.")).unwrap();
    let made = entries(&house);
    assert_eq!((made.len(), made[0].text.as_str(), made[0].row.kind), (1, "The phone lit up.", EntryKind::Entry));
    let feelings: Vec<_> = made[0].row.feelings.iter().map(|f| (f.id.as_str(), f.strength)).collect();
    assert_eq!(feelings, [("hurt", Some(3)), ("hope", None)]);
    assert_eq!(house.guides().show(run).unwrap().made, [MadeView::Entry(made[0].row.id)]);
}

#[test]
fn going_back_changes_the_entry_and_makes_no_second_one() {
    let (house, run) = house();
    to_why(&house, run);
    let guides = house.guides();
    guides.answer(run, &Place::of("why"), text("First words.")).unwrap();
    guides.back(run).unwrap();
    house.mine.clock.set("2026-03-10T21:20:00+01:00");
    guides.answer(run, &Place::of("why"), text("Other words.")).unwrap();
    let made = entries(&house);
    assert_eq!((made.len(), made[0].text.as_str(), made[0].versions), (1, "Other words.", 1));
}

#[test]
fn what_its_owner_changed_in_the_journal_stays_while_the_answers_stay() {
    let (house, run) = house();
    to_why(&house, run);
    let guides = house.guides();
    guides.answer(run, &Place::of("why"), text("First words.")).unwrap();
    let id = entries(&house)[0].row.id;
    house.mine.journal().edit(id, EditRequest { text: Some("By hand.".into()), ..EditRequest::default() }).unwrap();
    guides.back(run).unwrap();
    house.mine.clock.set("2026-03-10T21:20:00+01:00");
    guides.pass(run, &Place::of("why")).unwrap();
    assert_eq!(entries(&house)[0].text, "By hand.");
}

#[test]
fn entry_that_its_owner_deleted_comes_back_only_with_new_words() {
    let (house, run) = house();
    to_why(&house, run);
    let guides = house.guides();
    guides.answer(run, &Place::of("why"), text("First words.")).unwrap();
    house.mine.journal().delete(entries(&house)[0].row.id).unwrap();
    guides.back(run).unwrap();
    house.mine.clock.set("2026-03-10T21:20:00+01:00");
    guides.pass(run, &Place::of("why")).unwrap();
    assert_eq!(entries(&house).len(), 0);
    guides.back(run).unwrap();
    guides.answer(run, &Place::of("why"), text("Other words.")).unwrap();
    assert_eq!(entries(&house)[0].text, "Other words.");
}

#[test]
fn a_run_that_is_ended_early_makes_what_can_be_made() {
    let (house, run) = house();
    house.guides().answer(run, &Place::of("feelings"), Answer::Feelings(vec!["hurt".into()])).unwrap();
    house.guides().end(run).unwrap();
    let made = entries(&house);
    assert_eq!((made.len(), made[0].text.as_str()), (1, ""));
    assert_eq!(made[0].row.feelings[0].id, "hurt");
}

#[test]
fn letter_is_its_writers_words_and_nothing_else() {
    let (house, run) = house();
    for step in ["feelings", "why"] {
        house.guides().pass(run, &Place::of(step)).unwrap();
    }
    house.guides().answer(run, &Place::of("letter"), text("Joris,\n\nit was not the laugh.")).unwrap();
    let made = entries(&house);
    assert_eq!((made.len(), made[0].row.kind), (1, EntryKind::Letter));
    assert_eq!(made[0].text, "Joris,\n\nit was not the laugh.");
}

#[test]
fn promise_is_made_once_and_its_deletion_leaves_no_words_in_the_run() {
    let steps = "[[step]]\nid = \"promise\"\nkind = \"make_promise\"\n[[step]]\nid = \"page\"\nkind = \"read\"\n";
    let house = House::with(pack_of(&module(steps)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let place = Place::of("promise");
    let refused = PromiseRequest { last_day: None, ..promise(day("2026-04-01")) };
    assert_eq!(bad(guides.make_promise(run, &place, refused)), ("last_day", FieldProblem::Empty));
    assert_eq!(bad(guides.answer(run, &place, text("I promise."))), ("answer", FieldProblem::Malformed));
    assert_eq!(house.promises().list(9, None).unwrap().promises.len(), 0);
    guides.make_promise(run, &place, promise(day("2026-04-01"))).unwrap();
    guides.back(run).unwrap();
    let twice = guides.make_promise(run, &place, promise(day("2026-04-01")));
    assert_eq!(bad(twice), ("step", FieldProblem::Twice));
    let all = house.promises().list(9, None).unwrap().promises;
    assert_eq!(all.len(), 1);
    assert_eq!(guides.show(run).unwrap().answers[0].words, all[0].what);
    house.promises().delete(all[0].id).unwrap();
    assert!(!house.has(OWN));
    assert_eq!(guides.show(run).unwrap().answers[0].words, Text::new("en").get("guide-gone", &[]));
}

#[test]
fn plan_for_a_day_rings_once_and_a_changed_plan_rings_on_its_new_day_alone() {
    let steps = "[[step]]\nid = \"when\"\nkind = \"plan\"\nasks = [\"day\", \"time\"]\nreminder = true\nwithin_days = 30\n\
                 [[step]]\nid = \"page\"\nkind = \"read\"\n";
    let house = House::with(pack_of(&module(steps)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let plan = |day: NaiveDate| Answer::Plan(Plan { day: Some(day), ..Plan::default() });
    let late = guides.answer(run, &Place::of("when"), plan(day("2026-04-10")));
    assert_eq!(bad(late), ("day", FieldProblem::TooLate { latest: day("2026-04-09") }));
    let past = guides.answer(run, &Place::of("when"), plan(day("2026-03-09")));
    assert_eq!(bad(past), ("day", FieldProblem::TooEarly { earliest: day("2026-03-10") }));
    guides.answer(run, &Place::of("when"), plan(day("2026-04-09"))).unwrap();
    guides.back(run).unwrap();
    guides.answer(run, &Place::of("when"), plan(day("2026-03-22"))).unwrap();
    let days: Vec<String> = house
        .mine
        .db
        .read(|conn| {
            let mut statement = conn.prepare("SELECT anchor FROM schedule_revision")?;
            let days = statement.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
            Ok(days.into_iter().map(|day| crate::journal::date(day).unwrap().to_string()).collect())
        })
        .unwrap();
    assert_eq!(days, ["2026-03-22"]);
    let about = house.mine.db.read(|conn| Ok(conn.query_row("SELECT subject FROM schedule", [], |row| row.get(0))?));
    assert_eq!(
        about,
        Ok(r#"{"kind":"own","about":"Words of try-when"}"#.to_owned()),
        "its owner's list says what it is for"
    );
    assert_eq!(guides.show(run).unwrap().made.len(), 1);
    // At 21:15 this evening's 18:00 is over: the plan stands, and nothing is left to ring.
    guides.back(run).unwrap();
    guides.answer(run, &Place::of("when"), plan(day("2026-03-10"))).unwrap();
    assert_eq!(guides.show(run).unwrap().made.len(), 0);
}

#[test]
fn checkin_step_takes_a_check_in_of_its_set_alone() {
    let steps = "[[step]]\nid = \"month\"\nkind = \"checkin\"\nset = \"monthly\"\n";
    let house = House::with(pack_of(&module(steps)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let checkins = Checkins::new(house.mine.db.clone(), Arc::new(Text::new("en")));
    let of = |set: &str| checkins.answer(AnswerRequest { set: set.into(), ..AnswerRequest::default() }).unwrap();
    let other = guides.answered_checkin(run, &Place::of("month"), of("daily"));
    assert_eq!(bad(other), ("set", FieldProblem::Unknown));
    let gone = guides.answered_checkin(run, &Place::of("month"), CheckinId([7; 16]));
    assert_eq!(gone.err(), Some(MendError::NotFound));
    assert_eq!(guides.answered_checkin(run, &Place::of("month"), of("monthly")).unwrap().kind, "end");
}

#[test]
fn what_may_be_offered_is_what_was_made_and_answered_and_none_of_it_is_ticked() {
    let steps = "[[step]]\nid = \"line\"\nkind = \"reflect\"\n[[step]]\nid = \"empty\"\nkind = \"reflect\"\n\
                 [[step]]\nid = \"offer\"\nkind = \"share_choice\"\nitems = [\"line\", \"empty\", \"kept\"]\n\
                 [[make]]\nid = \"kept\"\nkind = \"card\"\nfrom = [\"line\"]\n";
    let house = House::with(pack_of(&module(steps)));
    let (guides, run) = (house.guides(), house.start("try", None));
    guides.answer(run, &Place::of("line"), text("One line.")).unwrap();
    let view = guides.pass(run, &Place::of("empty")).unwrap();
    let Asks::Offer { items, .. } = &view.asks else { panic!("{view:?}") };
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!((ids, view.answer), (vec!["line", "kept"], None));
    let unknown = guides.answer(run, &Place::of("offer"), Answer::Offer(vec!["empty".into()]));
    assert_eq!(bad(unknown), ("choice", FieldProblem::Unknown));
    assert_eq!(guides.answer(run, &Place::of("offer"), Answer::Offer(vec!["line".into()])).unwrap().kind, "end");
}

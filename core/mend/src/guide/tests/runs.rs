//! How a run goes on, back and round, and what is kept of it.

use super::*;

const SMALL: &str = r#"
roles = ["broke", "hurt"]
[[step]]
id = "which"
kind = "choose"
options = ["a", "b", "c"]
most = 2
own = true
[[step]]
id = "each"
kind = "reflect"
for_each = "which"
[[step]]
id = "only-a"
kind = "read"
when = { has = { step = "which", value = "a" } }
[[step]]
id = "how-much"
kind = "rate"
scale = "strength"
[[step]]
id = "strong"
kind = "read"
when = { gt = { step = "how-much", value = 2 } }
[[step]]
id = "for-hurt"
kind = "read"
when = { role = ["hurt"] }
[[step]]
id = "last"
kind = "reflect"
"#;

fn small() -> House {
    House::with(pack_of(&module(SMALL)))
}

fn chosen(options: &[&str], own: &[&str]) -> Answer {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Answer::Chosen(Chosen { options: owned(options), own: owned(own) })
}

fn stands(view: &StepView) -> (&str, &str) {
    view.place.as_ref().map_or(("", ""), |place| (&place.step, &place.item))
}

#[test]
fn a_step_comes_once_for_each_thing_that_was_chosen_and_says_which() {
    let house = small();
    let guides = house.guides();
    let run = house.start("try", None);
    let view = guides.answer(run, &Place::of("which"), chosen(&["b"], &["my own"])).unwrap();
    assert_eq!((stands(&view), view.item.as_deref()), (("each", "b"), Some("Words of try-which-b")));
    let view = guides.answer(run, &Place::for_item("each", "b"), Answer::Text("About b.".into())).unwrap();
    assert_eq!((stands(&view), view.item.as_deref()), (("each", "+1"), Some("my own")));
    let view = guides.pass(run, &Place::for_item("each", "+1")).unwrap();
    assert_eq!(stands(&view), ("how-much", ""), "a was not chosen");
    let shown = guides.show(run).unwrap();
    let about_b = shown.answers.iter().find(|answer| answer.place.item == "b").unwrap();
    assert_eq!((about_b.item.as_deref(), about_b.words.as_str()), (Some("Words of try-which-b"), "About b."));
    assert_eq!(shown.answers[0].words, "- Words of try-which-b\n- my own");
}

#[test]
fn a_condition_on_a_step_for_the_same_things_means_the_same_thing() {
    let steps = "[[step]]\nid = \"l\"\nkind = \"reflect\"\nlist = true\n\
                 [[step]]\nid = \"need\"\nkind = \"choose\"\nfor_each = \"l\"\noptions = [\"now\", \"later\"]\n\
                 [[step]]\nid = \"how\"\nkind = \"reflect\"\nfor_each = \"l\"\nwhen = { eq = { step = \"need\", value = \"now\" } }\n";
    let house = House::with(pack_of(&module(steps)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let lines = Answer::Lines(vec!["first".into(), " ".into(), "second".into(), "third".into()]);
    guides.answer(run, &Place::of("l"), lines).unwrap();
    for (item, need) in [("1", "later"), ("2", "now"), ("3", "now")] {
        guides.answer(run, &Place::for_item("need", item), chosen(&[need], &[])).unwrap();
    }
    let view = guides.step(run).unwrap();
    assert_eq!((stands(&view), view.item.as_deref()), (("how", "2"), Some("second")));
    let view = guides.pass(run, &Place::for_item("how", "2")).unwrap();
    assert_eq!(view.item.as_deref(), Some("third"));
    assert_eq!(guides.pass(run, &Place::for_item("how", "3")).unwrap().kind, "end");
}

#[test]
fn going_back_changes_the_way_and_keeps_what_was_answered() {
    let house = small();
    let guides = house.guides();
    let run = house.start("try", None);
    guides.answer(run, &Place::of("which"), chosen(&["a"], &[])).unwrap();
    guides.answer(run, &Place::for_item("each", "a"), Answer::Text("About a.".into())).unwrap();
    let view = guides.step(run).unwrap();
    assert_eq!((stands(&view), view.can_go_back), (("only-a", ""), true));
    guides.back(run).unwrap();
    let view = guides.back(run).unwrap();
    assert_eq!((stands(&view), view.can_go_back), (("which", ""), false));
    assert_eq!(view.answer, Some(chosen(&["a"], &[])), "it is shown what was answered here");
    let view = guides.answer(run, &Place::of("which"), chosen(&["c"], &[])).unwrap();
    assert_eq!(stands(&view), ("each", "c"));
    let view = guides.pass(run, &Place::for_item("each", "c")).unwrap();
    assert_eq!(stands(&view), ("how-much", ""), "what hung on a is not on the way any more");
    // What was said of a is still its writer's.
    assert!(guides.show(run).unwrap().answers.iter().any(|answer| answer.words == "About a."));
    assert_eq!(guides.back(run).map(|view| stands(&view).0.to_owned()), Ok("each".to_owned()));
}

#[test]
fn a_blank_answer_takes_the_earlier_one_away_and_passing_keeps_it() {
    let house = small();
    let guides = house.guides();
    let run = house.start("try", None);
    guides.answer(run, &Place::of("which"), chosen(&["a"], &[])).unwrap();
    guides.back(run).unwrap();
    guides.pass(run, &Place::of("which")).unwrap();
    assert_eq!(guides.show(run).unwrap().answers.len(), 1);
    guides.back(run).unwrap();
    let view = guides.answer(run, &Place::of("which"), chosen(&[], &[])).unwrap();
    assert_eq!(stands(&view), ("how-much", ""));
    assert_eq!(guides.show(run).unwrap().answers, []);
}

#[test]
fn another_role_leads_another_way_from_where_the_run_stands() {
    let house = small();
    let guides = house.guides();
    let run = house.start("try", Some(Role::Hurt));
    guides.pass(run, &Place::of("which")).unwrap();
    let view = guides.answer(run, &Place::of("how-much"), Answer::Point(1)).unwrap();
    assert_eq!(stands(&view), ("for-hurt", ""));
    let view = guides.set_role(run, Some(Role::Broke)).unwrap();
    assert_eq!(stands(&view), ("last", ""), "the page for the other role is gone");
    assert_eq!(guides.show(run).unwrap().role, Some(Role::Broke));
    let other = StartRequest { module: "try".into(), role: Some(Role::Mutual) };
    assert_eq!(bad(guides.start(other)), ("role", FieldProblem::Unknown));
    assert_eq!(bad(guides.set_role(run, Some(Role::Mutual))), ("role", FieldProblem::Unknown));
}

#[test]
fn a_step_that_waits_for_a_day_opens_on_it_and_can_be_passed_before() {
    let waits = "[[step]]\nid = \"now\"\nkind = \"read\"\n[[step]]\nid = \"later\"\nkind = \"reflect\"\n\
                 not_before = { days = 14, after = \"now\" }\n";
    let house = House::with(pack_of(&module(waits)));
    let guides = house.guides();
    let run = house.start("try", None);
    let view = guides.pass(run, &Place::of("now")).unwrap();
    // 21:15 on the tenth of March.
    assert_eq!(view.asks, Asks::Wait { until: day("2026-03-24") });
    let early = guides.answer(run, &Place::of("later"), Answer::Text("now".into()));
    assert_eq!(bad(early), ("step", FieldProblem::TooEarly { earliest: day("2026-03-24") }));
    house.mine.clock.set("2026-03-24T02:00:00+01:00");
    assert!(matches!(guides.step(run).unwrap().asks, Asks::Wait { .. }), "the night belongs to the day before");
    house.mine.clock.set("2026-03-24T03:00:00+01:00");
    assert!(matches!(guides.step(run).unwrap().asks, Asks::Text { .. }));
    let other = house.start("try", None);
    guides.pass(other, &Place::of("now")).unwrap();
    assert_eq!(guides.pass(other, &Place::of("later")).unwrap().kind, "end");
}

#[test]
fn a_timer_tells_what_is_left_and_starts_again_at_the_next_step() {
    let pauses = "[[step]]\nid = \"rest\"\nkind = \"pause\"\nseconds = 60\n[[step]]\nid = \"again\"\nkind = \"pause\"\n\
                  seconds = 30\n";
    let house = House::with(pack_of(&module(pauses)));
    let guides = house.guides();
    let run = house.start("try", None);
    let timer = |view: StepView| match view.asks {
        Asks::Pause { timer } => (timer.seconds, timer.remaining),
        other => panic!("{other:?}"),
    };
    assert_eq!(timer(guides.step(run).unwrap()), (60, None));
    assert_eq!(timer(guides.start_timer(run).unwrap()), (60, Some(60)));
    house.mine.clock.set("2026-03-10T21:15:45+01:00");
    assert_eq!(timer(guides.step(run).unwrap()), (60, Some(15)));
    house.mine.clock.set("2026-03-10T21:10:00+01:00");
    assert_eq!(timer(guides.step(run).unwrap()), (60, Some(60)), "a clock that was set back takes nothing away");
    assert_eq!(timer(guides.pass(run, &Place::of("rest")).unwrap()), (30, None));
}

#[test]
fn what_is_typed_is_kept_as_a_draft_until_the_step_is_left() {
    let mut house = small();
    let run = house.start("try", None);
    house.guides().pass(run, &Place::of("which")).unwrap();
    house.guides().save_draft(run, "I was about to").unwrap();
    house = house.reopened();
    assert_eq!(house.guides().step(run).unwrap().draft.as_deref(), Some("I was about to"));
    house.guides().pass(run, &Place::of("how-much")).unwrap();
    assert_eq!(house.guides().step(run).unwrap().draft, None);
}

#[test]
fn a_run_goes_on_with_the_module_it_began_with_when_the_pack_changes() {
    let mut house = small();
    let run = house.start("try", None);
    house.guides().answer(run, &Place::of("which"), chosen(&["a"], &[])).unwrap();
    let shorter = "[[step]]\nid = \"else\"\nkind = \"read\"\n";
    house.pack = Arc::new(pack_of(&module(shorter)));
    house = house.reopened();
    let guides = house.guides();
    assert_eq!(stands(&guides.step(run).unwrap()), ("each", "a"));
    play(&house, run, Way::Answering);
    let shown = guides.show(run).unwrap();
    assert!(shown.answers.iter().any(|answer| answer.question == "Words of try-how-much"));
    let newer = house.start("try", None);
    assert_eq!(stands(&guides.step(newer).unwrap()), ("else", ""));
    // What is kept of the older module goes with the last run of it.
    guides.delete(run).unwrap();
    let kept = house.mine.db.read(|conn| Ok(conn.query_row("SELECT count(*) FROM guide_content", [], |r| r.get(0))?));
    assert_eq!(kept, Ok(1));
}

#[test]
fn a_run_of_which_the_module_cannot_be_read_says_so_and_can_be_deleted() {
    let house = small();
    let run = house.start("try", None);
    house
        .mine
        .db
        .write(|tx| Ok(tx.execute("UPDATE guide_content SET files = replace(files, 'reflect', 'dream')", [])?))
        .unwrap();
    assert_eq!(house.guides().step(run).err(), Some(MendError::NewerFormat));
    let listed = house.guides().runs(10, None).unwrap().runs;
    assert_eq!(listed[0].title, "try");
    house.guides().delete(run).unwrap();
    assert_eq!(house.guides().runs(10, None).unwrap().runs, []);
}

/// Whoever says yes, not sure or no has nothing to say it to: the step is passed, and kept as any page that was read.
#[test]
fn a_safety_step_takes_no_answer_and_is_kept_like_any_page() {
    let steps = "[[step]]\nid = \"page\"\nkind = \"read\"\n[[step]]\nid = \"safe\"\nkind = \"check_safety\"\n\
                 [[step]]\nid = \"after\"\nkind = \"read\"\n";
    let house = House::with(pack_of(&module(steps)));
    let (guides, run) = (house.guides(), house.start("try", None));
    let view = guides.pass(run, &Place::of("page")).unwrap();
    let Asks::Safety { page } = &view.asks else { panic!("{view:?}") };
    assert!(!page.questions.is_empty() && !page.after.is_empty());
    for answer in [Answer::Text("yes".into()), Answer::Point(1), chosen(&["yes"], &[])] {
        assert_eq!(bad(guides.answer(run, &Place::of("safe"), answer)), ("answer", FieldProblem::Malformed));
    }
    guides.pass(run, &Place::of("safe")).unwrap();
    let rows: Vec<(String, String)> = house
        .mine
        .db
        .read(|conn| {
            let mut statement = conn.prepare("SELECT question, answer FROM guide_answer")?;
            Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
        })
        .unwrap();
    assert_eq!(rows, vec![(String::new(), String::new()); 2]);
}

#[test]
fn an_ended_run_is_read_and_never_changed_and_a_module_can_be_repeated() {
    let house = small();
    let guides = house.guides();
    let run = house.start("try", None);
    assert_eq!(guides.module("try").unwrap().under_way, Some(run));
    play(&house, run, Way::Answering);
    assert_eq!(guides.module("try").unwrap().under_way, None);
    let before = guides.show(run).unwrap();
    let ended = ("run", FieldProblem::Unknown);
    assert_eq!(bad(guides.pass(run, &Place::of("last"))), ended);
    assert_eq!(bad(guides.back(run)), ended);
    assert_eq!(bad(guides.end(run)), ended);
    assert_eq!(bad(guides.set_solo(run, true)), ended);
    assert_eq!(bad(guides.save_draft(run, "x").map(|()| before.clone())), ended);
    assert_eq!(guides.show(run).unwrap(), before);
    let again = house.start("try", None);
    assert_ne!(again, run);
    assert_eq!(guides.end(again).unwrap().kind, "end");
    assert_eq!(guides.show(again).unwrap().row.state, RunState::Ended);
}

#[test]
fn runs_come_in_pages_the_latest_first_and_each_once() {
    let house = small();
    let runs: Vec<RunId> = (0..7).map(|_| house.start("try", None)).collect();
    let mut seen = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = house.guides().runs(3, after.as_deref()).unwrap();
        seen.extend(page.runs.iter().map(|run| run.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, runs.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn deleted_run_leaves_none_of_its_words() {
    let house = small();
    let run = house.start("try", None);
    house.guides().pass(run, &Place::of("which")).unwrap();
    house.guides().pass(run, &Place::of("how-much")).unwrap();
    house.guides().save_draft(run, "heliotrope in a draft").unwrap();
    house.guides().answer(run, &Place::of("last"), Answer::Text("heliotrope in an answer".into())).unwrap();
    // Brings the log into the pages, where the test looks.
    house.mine.db.remove(|_| Ok(())).unwrap();
    assert!(house.has("heliotrope"));
    house.guides().delete(run).unwrap();
    assert!(!house.has("heliotrope"));
    assert_eq!(house.guides().step(run).err(), Some(MendError::NotFound));
}

#[test]
fn own_latest_run_of_another_module_puts_what_fits_first() {
    let house = House::new();
    // Nothing was named in another module: the options stand as they are.
    let run = house.start("count-on-it", None);
    let at_area = |run| loop {
        let view = house.guides().step(run).unwrap();
        match (&view.place, &view.asks) {
            (Some(place), Asks::Choose { options, .. }) if place.step == "area" => {
                break options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
            }
            _ => act(&house, run, &view, Way::Passing),
        };
    };
    assert_eq!(at_area(run)[0], "time");
    let named = "UPDATE guide_answer SET step = 'kind' WHERE step = 'area'";
    house.guides().answer(run, &Place::of("area"), chosen(&["money"], &[])).unwrap();
    house
        .mine
        .db
        .write(|tx| {
            tx.execute(named, [])?;
            Ok(tx.execute("UPDATE guide_run SET module = 'say-what-happened'", [])?)
        })
        .unwrap();
    let run = house.start("count-on-it", None);
    assert_eq!(at_area(run)[..2], ["money", "help"]);
    assert_eq!(at_area(run).len(), 7, "the others follow");
}

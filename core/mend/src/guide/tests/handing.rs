//! The part over one phone: what both see, what waits, and what its owner finds afterwards.

use super::*;
use crate::{Mend, Opened, Passphrase, SetUpRequest, UnlockOptions, testing};

/// Up to the gate of the module for two, with three topics chosen.
fn at_the_gate(house: &House) -> RunId {
    let run = house.start("our-agreement", Some(Role::Hurt));
    let guides = house.guides();
    let mut view = guides.step(run).unwrap();
    while view.kind != "together" {
        view = match &view.asks {
            Asks::Choose { .. } => {
                let topics = Chosen { options: vec!["money".into(), "phones".into()], own: Vec::new() };
                guides.answer(run, &view.place.unwrap(), Answer::Chosen(topics)).unwrap()
            }
            Asks::Text { .. } => {
                guides.answer(run, &view.place.unwrap(), Answer::Text("heliotrope, and private".into())).unwrap()
            }
            _ => guides.pass(run, &view.place.unwrap()).unwrap(),
        };
    }
    run
}

/// All cards to the end, answering what is asked.
fn play_cards(part: &TogetherPart) -> Vec<StepView> {
    let mut cards = Vec::new();
    let mut view = part.step().unwrap();
    while let Some(place) = view.place.clone() {
        cards.push(view.clone());
        view = match answer_to(&view.asks) {
            Some(answer) => part.answer(&place, answer).unwrap(),
            None => part.pass(&place).unwrap(),
        };
    }
    cards
}

#[test]
fn the_gate_shows_beforehand_all_that_both_will_see() {
    let house = House::new();
    let run = at_the_gate(&house);
    let view = house.guides().step(run).unwrap();
    let Asks::Together { copied, .. } = &view.asks else { panic!("{view:?}") };
    assert_eq!(copied.len(), 1);
    assert_eq!(copied[0].words.len(), 2);
    house.guides().lay_out(run).unwrap();
    assert_eq!(house.part().copied().unwrap(), *copied);
    // A part alone has no answers here, and whoever is afraid can pass it as a whole.
    let refused = house.guides().answer(run, &view.place.clone().unwrap(), Answer::Text("x".into()));
    assert_eq!(bad(refused), ("answer", FieldProblem::Malformed));
}

/// The together space holds the topics, and no word of what was written alone; nor who was hurt.
#[test]
fn nothing_of_the_part_alone_lies_in_the_together_space() {
    let house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    house.together().remove(|_| Ok(())).unwrap();
    let bytes = house.ours.bytes();
    let has = |words: &str| bytes.windows(words.len()).any(|run| run == words.as_bytes());
    assert!(has("our-agreement") && has("\"phones\""));
    assert!(!has("heliotrope"));
    let row = |conn: &Connection| -> Result<(String, String)> {
        Ok(conn.query_row("SELECT copied, answers FROM handover", [], |row| Ok((row.get(0)?, row.get(1)?)))?)
    };
    let (copied, answers) = house.together().read(row).unwrap();
    assert!(!copied.contains("hurt") && answers == "[]", "{copied} {answers}");
}

#[test]
fn cards_come_for_each_topic_with_turns_that_are_counted_down() {
    let house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    let part = house.part();
    let mut view = part.step().unwrap();
    while !matches!(view.asks, Asks::Turns { .. }) {
        view = part.pass(&view.place.unwrap()).unwrap();
    }
    let turns = |view: &StepView| match &view.asks {
        Asks::Turns { turns, turn, timer, .. } => (turns.len(), *turn, timer.seconds, timer.remaining),
        other => panic!("{other:?}"),
    };
    assert_eq!(turns(&view), (2, 0, 180, None));
    assert_eq!(turns(&part.start_timer().unwrap()), (2, 0, 180, Some(180)));
    house.mine.clock.set("2026-03-10T21:17:30+01:00");
    assert_eq!(turns(&part.step().unwrap()), (2, 0, 180, Some(30)));
    assert_eq!(turns(&part.next_turn().unwrap()), (2, 1, 180, None));
    assert_eq!(turns(&part.next_turn().unwrap()), (2, 2, 0, None), "both have spoken");
    assert_eq!(turns(&part.next_turn().unwrap()).1, 2);
    let first = view.place.unwrap();
    let view = part.pass(&first).unwrap();
    assert_eq!((view.place.clone().unwrap().step, turns(&view).1), (first.step.clone(), 0));
    assert_eq!(bad(part.pass(&first)), ("step", FieldProblem::Unknown), "a tap that came twice passes one card");
}

#[test]
fn what_both_planned_waits_and_becomes_its_owners_at_the_next_unlock() {
    let mut house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    let cards = play_cards(&house.part());
    assert!(cards.iter().all(|card| card.run.is_none() && card.part == Part::Together));
    assert_eq!(house.part().step().unwrap().words, Text::new("en").get("guide-together-done", &[]));
    house = house.reopened();
    let view = house.guides().step(run).unwrap();
    assert_eq!(view.part, Part::After);
    let shown = house.guides().show(run).unwrap();
    let together: Vec<_> = shown.answers.iter().filter(|answer| answer.part == Part::Together).collect();
    let asked = cards.iter().filter(|card| answer_to(&card.asks).is_some()).count();
    assert_eq!(together.len(), asked);
    assert!(shown.made.iter().any(|made| matches!(made, MadeView::Entry(_))), "the plan is in the journal");
    assert!(shown.made.iter().any(|made| matches!(made, MadeView::Reminder(_))));
    // Nothing of it is left between the two.
    assert_eq!(house.part().step().err(), Some(MendError::NotFound));
    house.together().remove(|_| Ok(())).unwrap();
    assert!(!house.ours.bytes().windows(8).any(|bytes| bytes == "δικά".as_bytes()));
    play(&house, run, Way::Answering);
}

#[test]
fn a_part_that_was_stopped_goes_on_at_the_very_card() {
    let mut house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    let mut view = house.part().step().unwrap();
    for _ in 0..4 {
        let place = view.place.clone().unwrap();
        view = match answer_to(&view.asks) {
            Some(answer) => house.part().answer(&place, answer).unwrap(),
            None => house.part().pass(&place).unwrap(),
        };
    }
    let stopped = view.place.clone();
    house = house.reopened();
    assert_eq!(house.part().step().unwrap().place, stopped, "whoever opens what is shared finds the card");
    let gate = house.guides().step(run).unwrap();
    assert_eq!((gate.kind, &gate.place), ("together", &stopped));
    house.guides().lay_out(run).unwrap();
    assert_eq!(house.part().step().unwrap().place, stopped);
    // Or alone, from there.
    house.guides().set_solo(run, true).unwrap();
    assert_eq!(house.guides().step(run).unwrap().place, stopped);
}

#[test]
fn what_was_chosen_together_before_a_stop_decides_what_comes_after_it() {
    let steps = "[[step]]\nid = \"a\"\nkind = \"read\"\ntext = \"guide-if-afraid\"\n\
                 [[step]]\nid = \"which\"\nkind = \"choose\"\npart = \"together\"\noptions = [\"x\", \"y\"]\nmost = 2\n\
                 [step.solo]\nkind = \"choose\"\noptions = [\"x\", \"y\"]\nmost = 2\n\
                 [[step]]\nid = \"breathe\"\nkind = \"pause\"\npart = \"together\"\nseconds = 30\n\
                 [[step]]\nid = \"each\"\nkind = \"read\"\npart = \"together\"\nfor_each = \"which\"\n";
    let mut house = House::with(pack_of(&module(steps)));
    let run = house.start("try", None);
    house.guides().pass(run, &Place::of("a")).unwrap();
    house.guides().lay_out(run).unwrap();
    let both = Chosen { options: vec!["x".into(), "y".into()], own: Vec::new() };
    house.part().answer(&Place::of("which"), Answer::Chosen(both)).unwrap();
    house = house.reopened();
    assert_eq!(house.guides().step(run).unwrap().place, Some(Place::of("breathe")));
    house.guides().lay_out(run).unwrap();
    let card = house.part().pass(&Place::of("breathe")).unwrap();
    assert_eq!(card.item.as_deref(), Some("Words of try-which-x"));
    assert_eq!(house.part().pass(&Place::for_item("each", "x")).unwrap().place, Some(Place::for_item("each", "y")));
}

/// The phone dies between the two files: nothing is taken twice and nothing is lost.
#[test]
fn a_phone_that_dies_while_the_part_is_taken_in_loses_and_doubles_nothing() {
    let house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    play_cards(&house.part());
    let kept = house.together().read(|conn| Ok(together::find(conn)?.unwrap())).unwrap();
    let first = house.guides().show(run).unwrap();
    // As if removing it had not come to pass: it lies there again.
    house.together().write(|tx| together::save(tx, &kept)).unwrap();
    let again = house.guides().show(run).unwrap();
    assert_eq!((first.answers.len(), first.made), (again.answers.len(), again.made));
    assert_eq!(house.part().step().err(), Some(MendError::NotFound));
    // Laid out in the private space alone, the run stands at its gate as before.
    let house = House::new();
    let run = at_the_gate(&house);
    house.mine.db.write(|tx| rows::set_handover(tx, rows::find(tx, run)?.row, &[3; 16])).unwrap();
    assert_eq!(house.guides().step(run).unwrap().kind, "together");
}

#[test]
fn nothing_that_is_done_alone_touches_what_the_two_share() {
    let house = House::new();
    house.together().remove(|_| Ok(())).unwrap();
    let before = house.ours.bytes();
    for (module, role) in
        [("name-feeling", None), ("count-on-it", Some(Role::Broke)), ("our-agreement", Some(Role::Hurt))]
    {
        let run = house.start(module, role);
        house.guides().set_solo(run, true).unwrap();
        play(&house, run, Way::Answering);
    }
    at_the_gate(&house);
    house.together().remove(|_| Ok(())).unwrap();
    assert!(house.ours.bytes() == before);
}

#[test]
fn passing_the_gate_passes_the_whole_part_and_back_comes_before_it() {
    let house = House::new();
    let run = at_the_gate(&house);
    let gate = house.guides().step(run).unwrap();
    let view = house.guides().pass(run, &gate.place.unwrap()).unwrap();
    assert_eq!(view.part, Part::After);
    let view = house.guides().back(run).unwrap();
    assert_eq!(view.part, Part::Alone);
}

#[test]
fn a_part_whose_run_was_deleted_is_dropped() {
    let house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    house.mine.db.write(|tx| rows::delete(tx, run)).unwrap();
    house.guides();
    assert_eq!(house.part().step().err(), Some(MendError::NotFound));
}

#[test]
fn what_is_not_next_cannot_be_laid_out() {
    let house = House::new();
    let run = house.start("our-agreement", None);
    assert_eq!(bad(house.guides().lay_out(run)), ("step", FieldProblem::Unknown));
    let run = at_the_gate(&house);
    house.guides().set_solo(run, true).unwrap();
    assert_eq!(bad(house.guides().lay_out(run)), ("step", FieldProblem::Unknown));
    assert_eq!(house.part().step().err(), Some(MendError::NotFound));
}

#[test]
fn texts_on_a_card_are_short_and_fit_what_is_asked() {
    let house = House::new();
    let run = at_the_gate(&house);
    house.guides().lay_out(run).unwrap();
    let part = house.part();
    let mut view = part.step().unwrap();
    while !matches!(&view.asks, Asks::Plan { fields, .. } if fields[0].field == PlanField::Text) {
        view = part.pass(&view.place.unwrap()).unwrap();
    }
    let place = view.place.clone().unwrap();
    let long = Answer::Plan(Plan { text: "x".repeat((4 << 10) + 1), ..Plan::default() });
    assert_eq!(bad(part.answer(&place, long)), ("answer", FieldProblem::TooLong { most: 4 << 10 }));
    assert_eq!(bad(part.answer(&place, Answer::Point(1))), ("answer", FieldProblem::Malformed));
    assert_eq!(part.step().unwrap(), view);
}

/// Over the whole facade, with real passphrases.
#[test]
fn handing_the_phone_over_locks_the_private_space_for_the_rest_of_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let mend = Mend::with(folder.path(), testing::options(5));
    let (mine, ours) = (Passphrase::new("only mine").unwrap(), Passphrase::new("for us both").unwrap());
    let request = SetUpRequest { private: Some(mine.clone()), together: Some(ours.clone()) };
    let session = mend.set_up(request).unwrap();
    let guides = session.guides().unwrap();
    let run = guides.start(StartRequest { module: "our-agreement".into(), role: None }).unwrap();
    let mut view = guides.step(run).unwrap();
    assert_eq!(session.hand_over(run).err().map(|e| e.to_string().contains("step")), Some(true));
    assert_eq!(session.opened(), Opened::Everything, "a refusal locks nothing");
    while view.kind != "together" {
        view = match answer_to(&view.asks) {
            Some(answer) => guides.answer(run, &view.place.unwrap(), answer).unwrap(),
            None => guides.pass(run, &view.place.unwrap()).unwrap(),
        };
    }
    let journal = session.journal().unwrap();
    let part = session.hand_over(run).unwrap();
    assert_eq!(session.opened(), Opened::TogetherOnly);
    assert_eq!(session.guides().err(), Some(MendError::PrivateLocked));
    assert_eq!(session.journal().err(), Some(MendError::PrivateLocked));
    assert_eq!(session.promises().err(), Some(MendError::PrivateLocked));
    assert!(journal.count().is_err(), "a client from before reads nothing either");
    assert!(session.access().slots().unwrap().iter().all(|slot| !slot.private));
    // A backup carries the private file as it is, and both passphrases open it.
    let elsewhere = tempfile::tempdir().unwrap();
    let backup = elsewhere.path().join("backup.mend");
    session.backup(&backup, &ours).unwrap();
    play_cards(&part);
    session.lock();
    assert_eq!(part.step().err(), Some(MendError::Locked));

    let session = mend.unlock(&ours, UnlockOptions::default()).unwrap();
    assert_eq!(session.together_part().unwrap().step().unwrap().kind, "end");
    session.lock();
    let session = mend.unlock(&mine, UnlockOptions::default()).unwrap();
    assert_eq!(session.guides().unwrap().step(run).unwrap().part, Part::After);
    session.lock();
    let restored = Mend::with(elsewhere.path().join("restored"), testing::options(6));
    let session = restored.restore(&backup, &mine, &mut |_, _| {}).unwrap();
    assert_eq!(session.guides().unwrap().step(run).unwrap().kind, "together", "as it was on the day of the backup");
    session.lock();
    assert_eq!(session.opened(), Opened::Everything, "a lock does not change what the passphrase opened");
}

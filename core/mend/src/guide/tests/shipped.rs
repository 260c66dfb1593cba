//! The modules that ship, played to their end in every role and every way.

use serde_json::json;

use super::*;
use crate::text::PSEUDO;
use crate::text::tests::pseudo::assert_said;

const ROLES: [Option<Role>; 4] = [None, Some(Role::Broke), Some(Role::Hurt), Some(Role::Mutual)];

/// Every module in every role that it has, and without one.
fn every_run(mut each: impl FnMut(&str, Option<Role>)) {
    for content in &Pack::shipped().modules {
        let module = &content.module;
        for role in ROLES.into_iter().filter(|role| role.is_none_or(|role| module.roles.contains(&role))) {
            each(&module.id, role);
        }
    }
}

#[test]
fn every_module_is_played_to_its_end_in_every_role_alone() {
    every_run(|module, role| {
        let house = House::new();
        let run = house.start(module, role);
        house.guides().set_solo(run, true).unwrap();
        let came = play(&house, run, Way::Answering);
        let view = house.guides().show(run).unwrap();
        assert_eq!(view.row.state, RunState::Ended);
        assert!(!view.answers.is_empty() && !view.made.is_empty(), "{module} {role:?}");
        assert!(came.len() >= 8, "{module} {role:?} comes through {} places", came.len());
        // What was asked is kept as it was asked, with words and no ids.
        for answer in &view.answers {
            assert!(answer.question.contains(' '), "{answer:?}");
            assert!(!answer.words.is_empty() && !answer.question.contains(module), "{answer:?}");
        }
    });
}

#[test]
fn every_module_is_passed_to_its_end_and_makes_nothing() {
    every_run(|module, role| {
        for solo in [true, false] {
            let house = House::new();
            let run = house.start(module, role);
            house.guides().set_solo(run, solo).unwrap();
            play(&house, run, Way::Passing);
            let view = house.guides().show(run).unwrap();
            assert_eq!((view.answers, view.made), (Vec::new(), Vec::new()), "{module} {role:?}");
            assert_eq!(house.mine.journal().count().unwrap(), 0);
        }
    });
}

/// Whatever step the phone dies at, the run stands there afterwards, and comes through the same places.
#[test]
fn every_module_goes_on_in_a_fresh_process_at_every_single_step() {
    every_run(|module, role| {
        let uninterrupted = House::new();
        let run = uninterrupted.start(module, role);
        uninterrupted.guides().set_solo(run, true).unwrap();
        let expected = play(&uninterrupted, run, Way::Answering);

        let mut house = House::new();
        let run = house.start(module, role);
        house.guides().set_solo(run, true).unwrap();
        let mut came = Vec::new();
        loop {
            house = house.reopened();
            let view = house.guides().step(run).unwrap();
            let Some(place) = view.place.clone() else { break };
            if came.last() != Some(&place) {
                came.push(place);
            }
            act(&house, run, &view, Way::Answering);
        }
        assert_eq!(came, expected, "{module} {role:?}");
    });
}

#[test]
fn every_word_of_every_step_is_there() {
    every_run(|module, role| {
        let house = House::new();
        let opening = house.guides().module(module).unwrap();
        for words in [&opening.about, &opening.not, &opening.row.title] {
            assert!(words.contains(' ') && !words.contains(module), "{module}: {words}");
        }
        assert!(opening.not_reviewed.is_some(), "nobody has reviewed it yet");
        let run = house.start(module, role);
        house.guides().set_solo(run, true).unwrap();
        let mut view = house.guides().step(run).unwrap();
        loop {
            for words in [Some(&view.words), view.title.as_ref(), view.note.as_ref(), Some(&view.skip)] {
                let words = words.map(String::as_str).unwrap_or("fine");
                assert!(!words.is_empty() && !words.starts_with(module) && !words.contains("guide-"), "{words}");
            }
            if let Asks::Choose { options, .. } | Asks::Offer { items: options, .. } = &view.asks {
                assert!(options.iter().all(|option| !option.words.contains(module)), "{options:?}");
            }
            if view.place.is_none() {
                break;
            }
            view = act(&house, run, &view, Way::Answering);
        }
    });
}

/// In English that no one writes: what is still plain, or put together from pieces, did not come from one message.
#[test]
fn every_word_of_every_module_and_step_comes_from_one_message() {
    every_run(|module, role| {
        for solo in [true, false] {
            let mut house = House::new();
            house.language = PSEUDO;
            assert_said(vec![
                ("modules", json!(house.guides().modules())),
                ("module", json!(house.guides().module(module).unwrap())),
            ]);
            let run = house.start(module, role);
            house.guides().set_solo(run, solo).unwrap();
            let mut view = house.guides().step(run).unwrap();
            loop {
                assert_said(vec![("step", json!(view))]);
                if view.kind == "together" {
                    house.guides().lay_out(run).unwrap();
                    let part = house.part();
                    let mut card = part.step().unwrap();
                    while let Some(place) = card.place.clone() {
                        assert_said(vec![("card", json!(card)), ("copied", json!(part.copied().unwrap()))]);
                        card = part.pass(&place).unwrap();
                    }
                    assert_said(vec![("card", json!(card))]);
                    view = house.guides().step(run).unwrap();
                }
                if view.place.is_none() {
                    break;
                }
                view = act(&house, run, &view, Way::Answering);
            }
            assert_said(vec![("runs", json!(house.guides().runs(10, None).unwrap()))]);
        }
    });
}

#[test]
fn a_module_for_two_opens_with_the_words_for_whoever_is_afraid() {
    for content in Pack::shipped().modules.iter().filter(|content| content.module.is_for_two()) {
        let house = House::new();
        let run = house.start(&content.module.id, None);
        let view = house.guides().step(run).unwrap();
        assert_eq!(view.words, Text::new("en").get("guide-if-afraid", &[]));
    }
}

/// In each of these modules nothing depends on what is asked about safety, since nothing of it is kept.
#[test]
fn promises_made_in_a_module_can_be_counted_and_its_day_to_look_again_rings() {
    let house = House::new();
    let run = house.start("count-on-it", Some(Role::Broke));
    play(&house, run, Way::Answering);
    let promises = house.promises().list(10, None).unwrap().promises;
    assert_eq!(promises.len(), 1);
    assert_eq!(promises[0].what, OWN);
    let made = house.guides().show(run).unwrap().made;
    assert!(made.contains(&MadeView::Promise(promises[0].id)));
    assert!(made.iter().any(|made| matches!(made, MadeView::Reminder(_))));
}

#[test]
fn our_agreement_alone_writes_items_down_that_bind_nobody() {
    let house = House::new();
    let run = house.start("our-agreement", Some(Role::Hurt));
    house.guides().set_solo(run, true).unwrap();
    play(&house, run, Way::Answering);
    let items = house.agreements().list(10, None).unwrap().agreements;
    assert!(!items.is_empty());
    assert!(items.iter().all(|item| item.state != agreement::AgreementState::InForce));
}

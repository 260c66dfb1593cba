//! The list of practices, and what says that it serves them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;

fn state(number: u16, extra: &[(String, Vec<u16>)]) -> PracticeState {
    coverage(extra).into_iter().find(|practice| practice.number == number).unwrap().state
}

#[test]
fn list_of_practices_can_be_read_whole() {
    let fault = toml::from_str::<Content>(PRACTICES.1).err();
    assert!(fault.is_none(), "{}: {fault:?}", PRACTICES.0);
}

#[test]
fn every_practice_stands_once_in_order_and_in_words_of_its_own() {
    let numbers: Vec<_> = coverage(&[]).iter().map(|practice| practice.number).collect();
    assert_eq!(numbers, (1..=157).collect::<Vec<_>>());
    let words: BTreeSet<_> = SHIPPED.practice.iter().map(|practice| practice.words.as_str()).collect();
    assert_eq!(words.len(), 157);
    for practice in &SHIPPED.practice {
        let few = practice.words.split_whitespace().count() <= 14 && !practice.words.trim().is_empty();
        assert!(few && practice.left_out.as_ref().is_none_or(|reason| reason.ends_with('.')), "{}", practice.number);
    }
}

#[test]
fn whatever_says_that_it_serves_a_practice_names_one_that_can_be_served() {
    let mut known = BTreeSet::new();
    for (what, serves) in shipped() {
        for number in serves {
            assert!(can_be_served(*number), "{what}: {number}");
        }
        assert_eq!(serves.iter().collect::<BTreeSet<_>>().len(), serves.len(), "{what}: one twice");
        assert!(known.insert(what.clone()), "{what} stands twice");
    }
    for number in [0, 9, 68, 106, 137, 158] {
        assert!(!can_be_served(number), "{number}");
    }
}

#[test]
fn tag_that_serves_something_is_suggested() {
    let serving = shipped().filter(|(what, _)| what.starts_with("tag ")).count();
    assert_eq!(serving, 13, "one of the tags that serve something is not suggested");
}

#[test]
fn every_feature_is_a_call_that_exists() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for feature in &SHIPPED.feature {
        let [module, of, call] = feature.call.split("::").collect::<Vec<_>>()[..] else {
            panic!("{}: {}", feature.id, feature.call);
        };
        let files = [source.join(format!("{module}.rs")), source.join(module).join("mod.rs")];
        let code = files.iter().find_map(|file| fs::read_to_string(file).ok()).unwrap_or_default();
        let of_type = code.split_once(&format!("\nimpl {of} {{\n")).map(|(_, rest)| rest);
        let there = of_type.is_some_and(|rest| rest.contains(&format!("    pub fn {call}(")));
        assert!(there, "{}: no call {}", feature.id, feature.call);
        assert!(!feature.serves.is_empty() && !feature.what.is_empty(), "{}", feature.id);
    }
}

#[test]
fn practice_is_served_by_all_that_say_so_left_out_with_its_reason_or_open() {
    let by = |state| match state {
        PracticeState::Served { by } => by,
        other => panic!("{other:?}"),
    };
    assert_eq!(by(state(10, &[])), ["question weekly.spoke_freely", "prompt not_said", "tag unspoken"]);
    assert_eq!(by(state(147, &[])), ["help page self_harm", "feature help-lines"]);
    assert_eq!(state(28, &[]), PracticeState::Open);
    let extra = [("module m03 step name".to_owned(), vec![28, 68, 10, 999])];
    assert_eq!(by(state(28, &extra)), ["module m03 step name"]);
    assert_eq!(by(state(10, &extra)).len(), 4);
    assert!(matches!(state(68, &extra), PracticeState::LeftOut { .. }), "nothing serves what is left out");
    assert_eq!(coverage(&extra).len(), 157);
}

#[test]
fn view_names_its_state_beside_the_practice() {
    let view = |number: usize| serde_json::to_value(&coverage(&[])[number - 1]).unwrap();
    assert_eq!(view(28)["state"], "open");
    assert_eq!(view(9)["state"], "left_out");
    assert!(view(9)["reason"].is_string() && view(18)["by"][0] == "feature partner-name");
}

/// A guided module that is not written serves nothing: only what is there may count.
#[test]
fn what_ships_serves_this_many_practices() {
    let views = coverage(&[]);
    let of = |wanted: fn(&PracticeState) -> bool| views.iter().filter(|view| wanted(&view.state)).count();
    let served = of(|state| matches!(state, PracticeState::Served { .. }));
    let left_out = of(|state| matches!(state, PracticeState::LeftOut { .. }));
    println!("served {served}, left out {left_out}, open {}", 157 - served - left_out);
    assert!(served > 40 && left_out == 12);
}

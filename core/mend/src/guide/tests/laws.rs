//! Random modules and random answers: every run ends, nothing refers forward, and no step is a dead end.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::guide::path::{Path, Progress};

/// A step of a random module, of which all that refers to other steps is drawn as an index into the earlier ones.
#[derive(Clone, Debug)]
struct Drawn {
    kind: u8,
    part: u8,
    when: Option<(u8, Index, u8)>,
    jump: Option<Index>,
    for_each: Option<Index>,
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let step = (
        0u8..9,
        0u8..3,
        proptest::option::of((0u8..7, any::<Index>(), 0u8..4)),
        proptest::option::weighted(0.15, any::<Index>()),
        proptest::option::weighted(0.25, any::<Index>()),
    );
    let step = step.prop_map(|(kind, part, when, jump, for_each)| Drawn { kind, part, when, jump, for_each });
    proptest::collection::vec(step, 1..12)
}

/// The steps as TOML, each field only where the format lets it be.
fn toml_of(mut steps: Vec<Drawn>) -> String {
    steps.sort_by_key(|step| step.part);
    let mut toml = String::new();
    let two = steps.iter().any(|step| step.part == 1);
    if two {
        toml.push_str("[[step]]\nid = \"opening\"\nkind = \"read\"\ntext = \"guide-if-afraid\"\n");
    }
    let kinds = ["read", "reflect", "choose", "name_emotion", "rate", "plan", "lines", "many", "pause"];
    let kind_of = |step: &Drawn| match (step.part, kinds[step.kind as usize]) {
        // Over one phone there is less to do.
        (1, "reflect" | "name_emotion" | "rate" | "lines") => "plan",
        (_, kind) => kind,
    };
    let mut loops: Vec<bool> = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let kind = kind_of(step);
        let part = ["alone", "together", "after"][step.part as usize];
        let fields = match kind {
            "choose" => "kind = \"choose\"\noptions = [\"a\", \"b\", \"c\"]\n",
            "many" => "kind = \"choose\"\noptions = [\"a\", \"b\", \"c\"]\nmost = 3\n",
            "lines" => "kind = \"reflect\"\nlist = true\n",
            "rate" => "kind = \"rate\"\nscale = \"strength\"\n",
            "plan" => "kind = \"plan\"\nasks = [\"text\"]\n",
            "pause" => "kind = \"pause\"\nseconds = 10\n",
            "name_emotion" => "kind = \"name_emotion\"\n",
            "reflect" => "kind = \"reflect\"\n",
            _ => "kind = \"read\"\n",
        };
        toml.push_str(&format!("[[step]]\nid = \"s{n}\"\npart = \"{part}\"\n{fields}"));
        let seen = |m: usize| step.part != 1 || steps[m].part == 1;
        let lists: Vec<usize> = (0..n)
            .filter(|m| {
                seen(*m) && !loops[*m] && ["choose", "many", "lines", "name_emotion"].contains(&kind_of(&steps[*m]))
            })
            .collect();
        let source = step.for_each.filter(|_| !lists.is_empty()).map(|index| lists[index.index(lists.len())]);
        if let Some(source) = source {
            toml.push_str(&format!("for_each = \"s{source}\"\n"));
        }
        loops.push(source.is_some());
        let known: Vec<usize> = (0..n).filter(|m| seen(*m)).collect();
        if let (Some((form, index, value)), false) = (step.when, known.is_empty()) {
            let step = format!("s{}", known[index.index(known.len())]);
            let option = ["a", "b", "c", "hurt"][value as usize];
            let condition = match form {
                0 => format!("{{ answered = \"{step}\" }}"),
                1 => format!("{{ not = {{ answered = \"{step}\" }} }}"),
                2 => format!("{{ has = {{ step = \"{step}\", value = \"{option}\" }} }}"),
                3 => format!("{{ eq = {{ step = \"{step}\", value = \"{option}\" }} }}"),
                4 => format!("{{ any = [{{ gt = {{ step = \"{step}\", value = {value} }} }}, {{ solo = true }}] }}"),
                5 => "{ role = [\"hurt\"] }".to_owned(),
                _ => format!(
                    "{{ all = [{{ lt = {{ step = \"{step}\", value = 3 }} }}, {{ not = {{ solo = true }} }}] }}"
                ),
            };
            toml.push_str(&format!("when = {condition}\n"));
        }
        if let Some(jump) = step.jump {
            let later = n + 1 + jump.index(steps.len() - n);
            let next = if later >= steps.len() { "end".to_owned() } else { format!("s{later}") };
            toml.push_str(&format!("next = \"{next}\"\n"));
        }
        let stays = matches!(kind, "read" | "pause");
        if step.part == 1 && !stays {
            let solo = match kind {
                "choose" => "kind = \"choose\"\noptions = [\"a\", \"b\", \"c\"]\n",
                "many" => "kind = \"choose\"\noptions = [\"a\", \"b\", \"c\"]\nmost = 3\n",
                _ => "kind = \"reflect\"\n",
            };
            toml.push_str(&format!("[step.solo]\n{solo}"));
        }
    }
    module(&toml).replace("minutes = 5\n", "minutes = 5\nroles = [\"broke\", \"hurt\"]\n")
}

/// The module as far as it can be played: what no answer leads to is a fault that this test is not about.
fn playable(toml: &str) -> Option<Pack> {
    match Pack::from_files(files_of(toml)) {
        Ok(pack) => Some(pack),
        Err(PackError::Faults(faults)) => {
            let only_unreachable = faults.iter().all(|fault| fault.what.starts_with("no answer leads"));
            assert!(only_unreachable, "{faults:?}\n{toml}");
            None
        }
        Err(newer) => panic!("{newer:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// The arithmetic alone, over answers that come in any shape.
    #[test]
    fn every_walk_goes_forward_and_ends(steps in drawn(), seed in any::<u64>(), solo in any::<bool>(), role in 0u8..3) {
        let module = read::module("try.toml", &toml_of(steps)).unwrap();
        let role = [None, Some(Role::Broke), Some(Role::Hurt)][role as usize];
        let mut progress = Progress { role, solo, ..Progress::default() };
        let mut state = seed;
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        };
        let mut at: Option<Place> = None;
        let mut came: Vec<Place> = Vec::new();
        while let Some(next) = Path::new(&module, &progress).next(at.as_ref()) {
            prop_assert!(came.len() < 100 * 13, "a walk ends");
            prop_assert!(!came.contains(&next), "no place comes twice");
            let (step, before) = (module.index(&next.step), at.as_ref().and_then(|at| module.index(&at.step)));
            prop_assert!(step.is_some() && before <= step, "no way leads back");
            came.push(next.clone());
            let answer = match draw(6) {
                0 => None,
                1 => Some(Answer::Chosen(Chosen { options: vec!["a".into(), "b".into()], own: vec!["own".into()] })),
                2 => Some(Answer::Chosen(Chosen { options: vec!["c".into()], own: Vec::new() })),
                3 => Some(Answer::Feelings(vec!["hurt".into()])),
                4 => Some(Answer::Point(draw(5) as u8)),
                _ => Some(Answer::Lines(vec!["x".into(), "y".into()])),
            };
            if let Some(answer) = answer {
                progress.answers.insert(next.clone(), answer);
            }
            at = Some(next);
        }
        // With all that is known now, whoever is anywhere on the way can go on, back and to the end from there.
        let path = Path::new(&module, &progress);
        let way = path.whole();
        for (n, place) in way.iter().enumerate() {
            prop_assert_eq!(path.next(Some(place)), way.get(n + 1).cloned());
            prop_assert_eq!(path.before(Some(place)), n.checked_sub(1).map(|before| way[before].clone()));
            prop_assert_eq!(path.standing_at(place), Some(place.clone()));
        }
        for place in &came {
            let here = path.standing_at(place);
            prop_assert!(here.is_none_or(|here| way.contains(&here)), "a place that is gone leads to one that is there");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The whole engine, with moves of all sorts in between; nothing that was answered is lost.
    #[test]
    fn every_run_of_every_pack_ends_whatever_is_answered(
        steps in drawn(),
        moves in proptest::collection::vec(0u8..8, 0..40),
        solo in any::<bool>(),
    ) {
        let Some(pack) = playable(&toml_of(steps)) else { return Ok(()) };
        let house = House::with(pack);
        let run = house.start("try", None);
        house.guides().set_solo(run, solo).unwrap();
        let mut answered: BTreeMap<Place, Answer> = BTreeMap::new();
        for one in moves {
            let view = house.guides().step(run).unwrap();
            let Some(place) = view.place.clone() else { break };
            match (one, answer_to(&view.asks)) {
                (0, _) => drop(house.guides().back(run).unwrap()),
                (1, _) => drop(house.guides().set_role(run, Some(Role::Hurt)).unwrap()),
                (2, _) => drop(house.guides().set_role(run, None).unwrap()),
                (3, _) | (_, None) => drop(house.guides().pass(run, &place).unwrap()),
                (_, Some(answer)) => {
                    house.guides().answer(run, &place, answer.clone()).unwrap();
                    answered.insert(place, answer);
                }
            }
        }
        if house.guides().step(run).unwrap().place.is_some() {
            play(&house, run, Way::Passing);
        }
        let shown: BTreeMap<Place, Answer> =
            house.guides().show(run).unwrap().answers.into_iter().map(|kept| (kept.place, kept.answer)).collect();
        prop_assert_eq!(shown, answered);
    }
}

/// The way that a test is right about: a pack with one reference turned round is refused.
#[test]
fn a_random_module_with_a_reference_turned_round_is_refused() {
    let steps = "[[step]]\nid = \"s0\"\nkind = \"choose\"\noptions = [\"a\", \"b\"]\nwhen = { answered = \"s1\" }\n\
                 [[step]]\nid = \"s1\"\nkind = \"reflect\"\n";
    assert!(matches!(Pack::from_files(files_of(&module(steps))), Err(PackError::Faults(_))));
}

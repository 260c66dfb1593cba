//! Which steps some answer leads to.
//!
//! Conditions are small and answers to them few: each choice matters only through the options that a condition names.
//! So all worlds are tried that conditions can tell apart; where those are too many, the same number of them is drawn
//! by a fixed rule, and a step that none of these reached is reported: an author then writes a smaller condition.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Condition, Value};
use super::module::{Kind, Module, Step};
use super::path::{Path, Progress};
use super::{Answer, Chosen};
use crate::profile::Role;

/// Worlds that are tried.
const MOST: u64 = 20_000;

/// Steps that stand on no way through the module.
pub(super) fn unreachable(module: &Module) -> Vec<&Step> {
    let choices = choices(module);
    let all: u64 = choices.iter().fold(1, |all, choice| all.saturating_mul(choice.1.len() as u64));
    let mut reached = BTreeSet::new();
    for world in 0..all.min(MOST) {
        // Below the limit `world` counts through all; above it, it is spread over them.
        let mut number = if all <= MOST { world } else { spread(world) };
        let mut progress = Progress::default();
        let mut answers = BTreeMap::new();
        for (place, worlds) in &choices {
            let chosen = &worlds[(number % worlds.len() as u64) as usize];
            number = if all <= MOST { number / worlds.len() as u64 } else { spread(number) };
            match (chosen, place) {
                (World::Role(role), _) => progress.role = *role,
                (World::Solo(solo), _) => progress.solo = *solo,
                (World::Answer(Some(answer)), Some(step)) => {
                    answers.insert(*step, answer.clone());
                }
                (World::Answer(_), _) => {}
            }
        }
        walk(module, progress, &answers, &mut reached);
        if reached.len() == module.steps.len() {
            break;
        }
    }
    module.steps.iter().filter(|step| !reached.contains(step.id.as_str())).collect()
}

/// Answers each step when it is come to, as a person would.
fn walk<'m>(
    module: &'m Module,
    mut progress: Progress,
    answers: &BTreeMap<&str, Answer>,
    reached: &mut BTreeSet<&'m str>,
) {
    let mut at = None;
    while let Some(place) = Path::new(module, &progress).next(at.as_ref()) {
        if let Some(step) = module.step(&place.step) {
            reached.insert(step.id.as_str());
        }
        if let Some(answer) = answers.get(place.step.as_str()) {
            progress.answers.insert(place.clone(), answer.clone());
        }
        at = Some(place);
    }
}

enum World {
    Role(Option<Role>),
    Solo(bool),
    Answer(Option<Answer>),
}

/// What can differ, and how.
fn choices(module: &Module) -> Vec<(Option<&str>, Vec<World>)> {
    let mut choices: Vec<(Option<&str>, Vec<World>)> = Vec::new();
    let conditions: Vec<&Condition> = module.steps.iter().filter_map(|step| step.when.as_ref()).collect();
    let nodes: Vec<&Condition> = conditions.iter().flat_map(|condition| condition.nodes()).collect();
    if nodes.iter().any(|node| matches!(node, Condition::Role(_))) {
        let roles = module.roles.iter().map(|role| World::Role(Some(*role)));
        choices.push((None, roles.chain([World::Role(None)]).collect()));
    }
    choices.push((None, vec![World::Solo(true), World::Solo(false)]));
    let named = nodes.iter().flat_map(|node| node.steps()).map(str::to_owned);
    let sources = module.steps.iter().filter_map(|step| step.for_each.clone());
    let named: BTreeSet<String> = named.chain(sources).collect();
    for step in module.steps.iter().filter(|step| named.contains(&step.id)) {
        let mut worlds = vec![World::Answer(None)];
        worlds.extend(answers(module, step, &nodes).into_iter().map(|answer| World::Answer(Some(answer))));
        choices.push((Some(&step.id), worlds));
    }
    choices
}

/// The answers to a step that conditions can tell apart.
fn answers(module: &Module, step: &Step, nodes: &[&Condition]) -> Vec<Answer> {
    let words = |named: &mut BTreeSet<String>, numbers: &mut BTreeSet<i64>| {
        for node in nodes {
            if let Condition::Eq(of) | Condition::Has(of) | Condition::Lt(of) | Condition::Gt(of) = node
                && of.step == step.id
            {
                match &of.value {
                    Value::Word(word) => drop(named.insert(word.clone())),
                    Value::Number(number) => numbers.extend([number - 1, *number, number + 1]),
                }
            }
        }
    };
    let (mut named, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    words(&mut named, &mut numbers);
    let chosen = |options: Vec<String>| Answer::Chosen(Chosen { options, own: Vec::new() });
    match &step.kind {
        Kind::Choose(choose) => {
            let known = choose.options.iter().filter(|option| named.contains(*option)).cloned();
            let known: Vec<String> = known.collect();
            let other = choose.options.iter().find(|option| !named.contains(*option)).cloned();
            let mut all: Vec<Answer> = known.iter().cloned().chain(other).map(|one| chosen(vec![one])).collect();
            if choose.most > 1 && known.len() > 1 {
                all.push(chosen(known.into_iter().take(choose.most as usize).collect()));
            }
            if choose.from.is_some() {
                all.push(chosen(source_words(module, choose.from.as_deref())));
            }
            all
        }
        Kind::NameEmotion { .. } => {
            let mut all: Vec<Answer> = named.into_iter().map(|one| Answer::Feelings(vec![one])).collect();
            all.push(Answer::Feelings(vec!["hurt".to_owned()]));
            all
        }
        Kind::Rate { .. } => numbers.into_iter().filter_map(|n| u8::try_from(n).ok()).map(Answer::Point).collect(),
        Kind::Reflect { list: true } => vec![Answer::Lines(vec!["a".to_owned()])],
        _ => vec![Answer::Text("a".to_owned())],
    }
}

/// One thing that can be chosen from an earlier answer.
fn source_words(module: &Module, source: Option<&str>) -> Vec<String> {
    let step = source.and_then(|source| module.step(source));
    match step.map(|step| &step.kind) {
        Some(Kind::Choose(choose)) => choose.options.first().cloned().into_iter().collect(),
        Some(Kind::NameEmotion { .. }) => vec!["hurt".to_owned()],
        _ => vec!["1".to_owned()],
    }
}

/// SplitMix64: the same worlds on every machine.
fn spread(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

//! When a step is there: a closed tree over earlier answers.

use serde::Deserialize;

use super::limits;
use crate::profile::Role;

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Answered(String),
    Eq(Compared),
    Has(Compared),
    Lt(Compared),
    Gt(Compared),
    Role(Vec<Role>),
    Solo(bool),
}

/// A step's answer and what it is compared with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compared {
    pub step: String,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Value {
    Number(i64),
    Word(String),
}

/// What a condition is asked about.
pub(crate) trait Facts {
    fn role(&self) -> Option<Role>;
    fn solo(&self) -> bool;
    /// Whether a step has an answer; one that comes for several things, for any of them.
    fn answered(&self, step: &str) -> bool;
    /// What was chosen there, by id, and feelings.
    fn chosen(&self, step: &str) -> Vec<&str>;
    /// The point of a scale.
    fn point(&self, step: &str) -> Option<i64>;
}

impl Condition {
    pub fn holds(&self, facts: &dyn Facts) -> bool {
        match self {
            Self::All(of) => of.iter().all(|one| one.holds(facts)),
            Self::Any(of) => of.iter().any(|one| one.holds(facts)),
            Self::Not(one) => !one.holds(facts),
            Self::Answered(step) => facts.answered(step),
            Self::Eq(Compared { step, value: Value::Word(word) }) => facts.chosen(step) == [word],
            Self::Eq(Compared { step, value: Value::Number(number) }) => facts.point(step) == Some(*number),
            Self::Has(Compared { step, value: Value::Word(word) }) => facts.chosen(step).contains(&word.as_str()),
            Self::Lt(Compared { step, value: Value::Number(number) }) => facts.point(step).is_some_and(|p| p < *number),
            Self::Gt(Compared { step, value: Value::Number(number) }) => facts.point(step).is_some_and(|p| p > *number),
            // Refused when a pack is read.
            Self::Has(_) | Self::Lt(_) | Self::Gt(_) => false,
            Self::Role(roles) => facts.role().is_some_and(|role| roles.contains(&role)),
            Self::Solo(solo) => facts.solo() == *solo,
        }
    }

    /// Every node, this one first.
    pub fn nodes(&self) -> Vec<&Self> {
        let mut nodes = vec![self];
        let mut next = 0;
        while let Some(node) = nodes.get(next).copied() {
            match node {
                Self::All(of) | Self::Any(of) => nodes.extend(of),
                Self::Not(one) => nodes.push(one),
                _ => {}
            }
            next += 1;
        }
        nodes
    }

    /// Ids of the steps that it names.
    pub fn steps(&self) -> Vec<&str> {
        let named = self.nodes().into_iter().filter_map(|node| match node {
            Self::Answered(step) => Some(step.as_str()),
            Self::Eq(of) | Self::Has(of) | Self::Lt(of) | Self::Gt(of) => Some(of.step.as_str()),
            _ => None,
        });
        named.collect()
    }

    /// Levels, counted from 1.
    fn depth(&self) -> usize {
        1 + match self {
            Self::All(of) | Self::Any(of) => of.iter().map(Self::depth).max().unwrap_or(0),
            Self::Not(one) => one.depth(),
            _ => 0,
        }
    }

    pub fn is_small(&self) -> bool {
        self.nodes().len() <= limits::CONDITION_NODES && self.depth() <= limits::CONDITION_DEPTH
    }
}

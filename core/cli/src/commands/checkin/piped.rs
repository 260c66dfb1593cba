//! Answers as one JSON object: the ids of questions, and what is answered. What fits a question, the core says.

use std::fmt;

use mend_core::checkin::{Answer, AnswerKind, ItemAnswer, PromiseChoice, SetView};
use mend_core::journal::Feeling;
use mend_core::{FieldProblem, MendError};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::failure::Failure;

/// The names of an object and their values. A name that is there twice stays, so that neither answer goes unseen.
#[derive(Default)]
pub struct Pairs(pub Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Object)
    }
}

/// `null` is a skip.
pub fn answers(set: &SetView, text: &str) -> Result<Vec<ItemAnswer>, Failure> {
    let Pairs(pairs) = serde_json::from_str(text).map_err(|_| Failure::AnswersNotJson)?;
    let given = pairs.into_iter().filter(|(_, value)| !value.is_null());
    given.map(|(item, value)| Ok(ItemAnswer { answer: answer(set, &item, value)?, item })).collect()
}

/// By the type of the value.
fn answer(set: &SetView, item: &str, value: Value) -> Result<Answer, Failure> {
    let asked = set.items.iter().find(|asked| asked.id == item).map(|asked| &asked.answer);
    Ok(match value {
        Value::Bool(yes) => Answer::YesNo(yes),
        Value::Number(number) => Answer::Scale(number.as_u64().map_or(NO_POINT, point)),
        Value::String(option) if matches!(asked, Some(AnswerKind::Choice { .. })) => Answer::Choice(option),
        Value::String(text) => Answer::Text(text),
        Value::Array(feelings) => Answer::Feelings(feelings.into_iter().map(feeling).collect::<Result<_, _>>()?),
        Value::Object(said) if matches!(asked, Some(AnswerKind::Promises { .. })) => promises(said)?,
        Value::Object(_) | Value::Null => return Err(of_no_kind()),
    })
}

/// `{"ID":"kept"}`; a promise with null is passed.
fn promises(said: Map<String, Value>) -> Result<Answer, Failure> {
    let said = said.into_iter().filter(|(_, choice)| !choice.is_null()).map(|(promise, choice)| {
        let promise = promise.parse().map_err(|_| Failure::BadId)?;
        let choice = choice.as_str().ok_or_else(of_no_kind)?.to_owned();
        Ok(PromiseChoice { promise, choice })
    });
    said.collect::<Result<_, Failure>>().map(Answer::Promises)
}

/// On no scale, so that the core refuses it.
const NO_POINT: u8 = u8::MAX;

fn point(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(NO_POINT)
}

/// `"hurt:2"`, or as the other documents write it: `{"id":"hurt","strength":2}`.
fn feeling(value: Value) -> Result<Feeling, Failure> {
    let Value::String(word) = value else { return serde_json::from_value(value).map_err(|_| of_no_kind()) };
    let Some((id, strength)) = word.split_once(':') else { return Ok(Feeling { id: word, strength: None }) };
    let strength = strength.parse::<i64>().map_err(|_| of_no_kind())?;
    Ok(Feeling { id: id.to_owned(), strength: Some(u64::try_from(strength).map_or(NO_POINT, point)) })
}

/// What the core says of an answer that is not of the kind of its question.
fn of_no_kind() -> Failure {
    Failure::Core(MendError::BadField { field: "answer", problem: FieldProblem::Malformed })
}

//! Check-ins over a real vault file.

mod answers;
mod bounds;
mod content;
mod drafts;
mod model;
mod own;
mod pages;
mod promises;
mod removal;
mod safety;

use super::*;
use crate::MendError;
use crate::error::FieldProblem;
use crate::journal::Feeling;
use crate::journal::tests::{Room, at};

pub(super) fn checkins(room: &Room) -> Checkins {
    Checkins::new(room.db.clone(), Arc::new(Text::new("en")))
}

pub(super) fn to(item: &str, answer: Answer) -> ItemAnswer {
    ItemAnswer { item: item.to_owned(), answer }
}

pub(super) fn point(item: &str, point: u8) -> ItemAnswer {
    to(item, Answer::Scale(point))
}

pub(super) fn words(item: &str, words: &str) -> ItemAnswer {
    to(item, Answer::Text(words.to_owned()))
}

pub(super) fn felt(item: &str, feelings: &[(&str, Option<u8>)]) -> ItemAnswer {
    let feelings = feelings.iter().map(|&(id, strength)| Feeling { id: id.to_owned(), strength }).collect();
    to(item, Answer::Feelings(feelings))
}

pub(super) fn request(set: &str, answers: Vec<ItemAnswer>) -> AnswerRequest {
    AnswerRequest { set: set.to_owned(), answers, ..AnswerRequest::default() }
}

pub(super) fn bad<T: std::fmt::Debug>(result: Result<T>) -> (&'static str, FieldProblem) {
    match result {
        Err(MendError::BadField { field, problem }) => (field, problem),
        other => panic!("a field should have been refused, not {other:?}"),
    }
}

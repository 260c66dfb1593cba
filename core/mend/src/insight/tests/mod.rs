//! What can be seen over time, from check-ins and a journal over a real vault file.

mod charts;
mod counts;
mod series;
mod signs;
mod trends;

use chrono::TimeDelta;

use super::*;
use crate::checkin::{Answer, AnswerRequest, Checkins, ItemAnswer, OwnAnswer, Polarity};
use crate::journal::tests::{Room, at};
use crate::journal::{EntryKind, Feeling, WriteRequest};
use crate::{FieldProblem, MendError};

/// The evening of some day of January 2026 or later, counted from 0.
pub(super) fn evening(day: i64) -> chrono::DateTime<chrono::FixedOffset> {
    at("2026-01-05T20:00:00+01:00") + TimeDelta::days(day)
}

pub(super) fn checkins(room: &Room) -> Checkins {
    Checkins::new(room.db.clone(), Arc::new(Text::new("en")))
}

pub(super) fn insight(room: &Room) -> Insight {
    Insight::new(room.db.clone(), Arc::new(Text::new("en")))
}

pub(super) fn answer(room: &Room, day: i64, item: &str, answer: Answer) {
    let set = item.split_once('.').unwrap().0.to_owned();
    let answers = vec![ItemAnswer { item: item.to_owned(), answer }];
    let request = AnswerRequest { set, answers, answered_at: Some(evening(day)), slot: None };
    checkins(room).answer(request).unwrap();
}

pub(super) fn points(room: &Room, item: &str, points: &[(i64, u8)]) {
    points.iter().for_each(|&(day, point)| answer(room, day, item, Answer::Scale(point)));
}

pub(super) fn write(room: &Room, day: i64, kind: EntryKind, tags: &[&str], feelings: &[&str]) {
    let feelings = feelings.iter().map(|id| Feeling { id: (*id).to_owned(), strength: None }).collect();
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let request = WriteRequest {
        kind,
        text: "words".into(),
        happened_at: Some(evening(day)),
        feelings,
        tags,
        ..WriteRequest::default()
    };
    room.journal().write(request).unwrap();
}

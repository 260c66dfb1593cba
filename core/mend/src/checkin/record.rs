//! A check-in, checked: what a request becomes before anything is written.

use chrono::{DateTime, Datelike, FixedOffset};
use rusqlite::Connection;

use super::content::{self, Set};
use super::promised::Promised;
use super::question::Question;
use super::{Answer, AnswerView, ItemAnswer, own};
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{instant, limits as journal_limits};
use crate::reminder::Slot;
use crate::text::Text;

/// An answer with the question that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answered {
    pub question: Question,
    pub answer: Answer,
}

impl Answered {
    pub fn view(self, text: &Text) -> AnswerView {
        let Self { question, answer } = self;
        AnswerView {
            item: question.item,
            version: question.version,
            question: question.words,
            words: question.kind.say(&answer, text),
            answer,
            subject: question.subject,
            visibility: question.visibility,
        }
    }
}

/// A check-in within all bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub set: String,
    /// Whole milliseconds.
    pub answered_at: DateTime<FixedOffset>,
    /// Empty: none.
    pub slot: Option<Slot>,
    /// In the order in which they were asked.
    pub answers: Vec<Answered>,
}

impl Record {
    /// Also in another place: a moment with another offset is another day.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self == other && self.answered_at.offset() == other.answered_at.offset()
    }
}

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

pub(crate) fn known_set(id: &str) -> Result<&'static Set> {
    content::set(id).ok_or(bad("set", FieldProblem::Unknown))
}

/// What a set asks at a moment and takes answers to, in the order in which it is asked.
pub(super) fn questions(conn: &Connection, set: &Set, at: DateTime<FixedOffset>, text: &Text) -> Result<Vec<Question>> {
    let promised = Promised::at(conn, at)?;
    let mut questions: Vec<_> = set.item.iter().filter_map(|item| item.question(&promised, text)).collect();
    questions.extend(own::of_set(conn, &set.id)?);
    Ok(questions)
}

/// Answers to some of these questions, in the order of the questions. Blank ones are left out.
pub(super) fn checked_answers(questions: &[Question], answers: Vec<ItemAnswer>) -> Result<Vec<Answered>> {
    let mut places: Vec<Option<Answer>> = vec![None; questions.len()];
    let mut seen = Vec::with_capacity(answers.len());
    for ItemAnswer { item, answer } in answers {
        let place = questions.iter().position(|question| question.item == item).ok_or_else(|| no_question(&item))?;
        if seen.contains(&place) {
            return Err(bad("item", FieldProblem::Twice));
        }
        seen.push(place);
        places[place] = questions[place].kind.checked(answer)?;
    }
    let answered = questions.iter().zip(places).filter_map(|(question, answer)| {
        let (question, answer) = (question.clone(), answer?);
        Some(Answered { question, answer })
    });
    Ok(answered.collect())
}

/// An item that is shown and passed is told from one that is not there.
fn no_question(item: &str) -> MendError {
    let passed = content::item(item).is_some_and(|item| item.kind().is_none());
    bad("item", if passed { FieldProblem::Malformed } else { FieldProblem::Unknown })
}

/// Whole milliseconds, as the database keeps them.
pub(super) fn checked_time(at: DateTime<FixedOffset>) -> Result<DateTime<FixedOffset>> {
    let years = journal_limits::YEARS;
    if !years.contains(&at.year()) {
        let (least, most) = (i64::from(*years.start()), i64::from(*years.end()));
        return Err(bad("answered_at", FieldProblem::OutOfRange { least, most }));
    }
    instant(at.timestamp_millis(), at.offset().local_minus_utc())
}

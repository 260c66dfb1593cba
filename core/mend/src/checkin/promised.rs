//! Items that are asked for each promise: which promises those are, and what an answer writes beside the check-in.

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use super::content::Item;
use super::question::Kind;
use super::record::Answered;
use super::{Answer, PromiseChoice, PromiseOption, Window};
use crate::Result;
use crate::error::MendError;
use crate::promise::{self, Outcome};

/// The promises that a set can ask for at a moment.
pub(super) struct Promised {
    due: Vec<PromiseOption>,
    of_week: Vec<PromiseOption>,
}

impl Promised {
    pub fn at(conn: &Connection, at: DateTime<FixedOffset>) -> Result<Self> {
        let day = promise::day_of(conn, at)?;
        let options = |promises: Vec<_>| promises.into_iter().map(|(id, what)| PromiseOption { id, what }).collect();
        Ok(Self { due: options(promise::due_on(conn, day)?), of_week: options(promise::of_week(conn, day)?) })
    }

    /// Those that an item asks for; none where it asks for no promises, or there are none.
    pub fn of(&self, item: &Item) -> &[PromiseOption] {
        match (item.choices_of_promises(), item.window) {
            (Some(_), Window::Week) => &self.of_week,
            (Some(_), _) => &self.due,
            (None, _) => &[],
        }
    }

    /// What answers an item now; `None` where it takes no answer.
    pub fn kind(&self, item: &Item) -> Option<Kind> {
        match item.choices_of_promises() {
            Some(choices) if !self.of(item).is_empty() => Some(Kind::Promises { choices: choices.to_owned() }),
            _ => item.kind(),
        }
    }
}

/// Writes what is answered of promises into their own logs. What was answered `before` in the same way is left alone:
/// its day may have been logged anew since.
pub(super) fn keep(
    conn: &Connection,
    answers: &[Answered],
    before: &[Answered],
    answered_at: DateTime<FixedOffset>,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let day = promise::day_of(conn, answered_at)?;
    let said = |answered: &Answered| match &answered.answer {
        Answer::Promises(said) => said.clone(),
        _ => Vec::new(),
    };
    for answered in answers {
        let Kind::Promises { choices } = &answered.question.kind else { continue };
        let earlier: Vec<PromiseChoice> =
            before.iter().filter(|b| b.question.item == answered.question.item).flat_map(said).collect();
        for PromiseChoice { promise, choice } in said(answered).into_iter().filter(|said| !earlier.contains(said)) {
            match (choices.as_str(), outcome(&choice)) {
                (TODAY, Some(outcome)) => promise::log_day(conn, promise, outcome, day, now)?,
                (REVIEW, outcome) => promise::log_week(conn, promise, outcome == Some(Outcome::Kept), day, now)?,
                _ => return Err(MendError::Internal),
            }
        }
    }
    Ok(())
}

/// Ids of the choices; a test holds them to scales.toml.
pub(super) const TODAY: &str = "promise_today";
pub(super) const REVIEW: &str = "promise_review";

/// What an option says of a day; `None` where it says nothing of one.
pub(super) fn outcome(option: &str) -> Option<Outcome> {
    match option {
        "none_today" => Some(Outcome::NotApplicable),
        option => option.parse().ok(),
    }
}

//! Whether an answer fits its step, and what is kept beside it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::limits::{self, bad};
use super::module::{Kind, PlanField};
use super::{Answer, Chosen, Plan};
use crate::checkin;
use crate::error::{FieldProblem, Result};
use crate::journal::{checked_feeling_id, limits as journal_limits, one_line};

/// What stays beside an answer for as long as the answer stays: how it was asked, and the words of what was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Question {
    pub words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The thing it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What is in the answer, by key, with its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<(String, String)>,
}

impl Question {
    /// The shortest that tells what was asked.
    pub fn heading(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.words)
    }
}

/// What decides whether an answer fits, beside the step itself.
pub(super) struct Bounds {
    /// Keys of what can be chosen or offered here.
    pub options: Vec<String>,
    pub today: NaiveDate,
    pub text_bytes: usize,
}

/// The answer within all bounds; `None` where it says nothing, which is a skip.
///
/// # Errors
/// `BadField`: `answer` (`Malformed`: not what the step asks for; `TooLong`), `choice`, `feelings`, `feeling`,
/// `strength`, `day`.
pub(super) fn checked(kind: &Kind, answer: Answer, bounds: &Bounds) -> Result<Option<Answer>> {
    match (kind, answer) {
        (Kind::Reflect { list: false } | Kind::WriteLetter, Answer::Text(text)) => text_in(text, bounds),
        (Kind::Reflect { list: true }, Answer::Lines(lines)) => checked_lines(lines),
        (Kind::Choose(choose), Answer::Chosen(chosen)) => {
            checked_choice(chosen, (choose.least, choose.most, choose.own), bounds)
        }
        (Kind::NameEmotion { most }, Answer::Feelings(feelings)) => checked_feelings(feelings, *most),
        (Kind::Rate { scale }, Answer::Point(point)) => {
            let most = match scale.as_str() {
                "strength" => journal_limits::STRONGEST,
                scale => checkin::content::scale_points(scale).unwrap_or(1) - 1,
            };
            if point > most {
                return Err(bad("strength", FieldProblem::OutOfRange { least: 0, most: most.into() }));
            }
            Ok(Some(Answer::Point(point)))
        }
        (Kind::Plan { asks, within_days, .. }, Answer::Plan(plan)) => checked_plan(plan, asks, *within_days, bounds),
        (Kind::ShareChoice { .. }, Answer::Offer(items)) => {
            each_once("choice", &items)?;
            if items.iter().any(|item| !bounds.options.contains(item)) {
                return Err(bad("choice", FieldProblem::Unknown));
            }
            Ok(Some(Answer::Offer(items)).filter(|answer| *answer != Answer::Offer(Vec::new())))
        }
        _ => Err(bad("answer", FieldProblem::Malformed)),
    }
}

fn text_in(text: String, bounds: &Bounds) -> Result<Option<Answer>> {
    checked_length(&text, bounds)?;
    Ok(if text.trim().is_empty() { None } else { Some(Answer::Text(text)) })
}

pub(super) fn checked_length(text: &str, bounds: &Bounds) -> Result<()> {
    if text.len() > bounds.text_bytes {
        return Err(bad("answer", FieldProblem::TooLong { most: bounds.text_bytes as u32 }));
    }
    Ok(())
}

fn checked_lines(lines: Vec<String>) -> Result<Option<Answer>> {
    let lines: Vec<String> = lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if lines.len() > limits::ITEMS {
        return Err(bad("lines", FieldProblem::TooLong { most: limits::ITEMS as u32 }));
    }
    lines.iter().try_for_each(|line| one_line(line, "own_words", limits::LINE_CHARACTERS))?;
    Ok(Some(Answer::Lines(lines)).filter(|answer| *answer != Answer::Lines(Vec::new())))
}

fn checked_choice(chosen: Chosen, (least, most, own): (u32, u32, bool), bounds: &Bounds) -> Result<Option<Answer>> {
    let words: Vec<String> =
        chosen.own.iter().map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()).collect();
    if !own && !words.is_empty() {
        return Err(bad("choice", FieldProblem::Malformed));
    }
    if words.len() > limits::OWN_CHOICES {
        return Err(bad("choice", FieldProblem::TooLong { most: limits::OWN_CHOICES as u32 }));
    }
    words.iter().try_for_each(|words| one_line(words, "own_words", limits::OWN_CHARACTERS))?;
    each_once("choice", &chosen.options)?;
    if chosen.options.iter().any(|option| !bounds.options.contains(option)) {
        return Err(bad("choice", FieldProblem::Unknown));
    }
    let count = chosen.options.len() + words.len();
    if count == 0 {
        return Ok(None);
    }
    if !(least as usize..=most as usize).contains(&count) {
        return Err(bad("choices", FieldProblem::OutOfRange { least: least.into(), most: most.into() }));
    }
    Ok(Some(Answer::Chosen(Chosen { options: chosen.options, own: words })))
}

fn checked_feelings(feelings: Vec<String>, most: u32) -> Result<Option<Answer>> {
    if feelings.len() > most as usize {
        return Err(bad("feelings", FieldProblem::TooLong { most }));
    }
    feelings.iter().try_for_each(|feeling| checked_feeling_id(feeling))?;
    each_once("feelings", &feelings)?;
    Ok(Some(Answer::Feelings(feelings)).filter(|answer| *answer != Answer::Feelings(Vec::new())))
}

fn checked_plan(plan: Plan, asks: &[PlanField], within_days: u32, bounds: &Bounds) -> Result<Option<Answer>> {
    let asked = |field| asks.contains(&field);
    let more = (!plan.text.is_empty() && !asked(PlanField::Text))
        || (plan.day.is_some() && !asked(PlanField::Day))
        || (plan.weekday.is_some() && !asked(PlanField::Weekday))
        || (plan.time.is_some() && !asked(PlanField::Time));
    if more {
        return Err(bad("answer", FieldProblem::Malformed));
    }
    checked_length(&plan.text, bounds)?;
    if let Some(day) = plan.day {
        let latest = last_day(bounds.today, within_days);
        if day < bounds.today {
            return Err(bad("day", FieldProblem::TooEarly { earliest: bounds.today }));
        }
        if day > latest {
            return Err(bad("day", FieldProblem::TooLate { latest }));
        }
    }
    let blank = plan.text.trim().is_empty() && plan.day.is_none() && plan.weekday.is_none() && plan.time.is_none();
    Ok(if blank { None } else { Some(Answer::Plan(plan)) })
}

pub(super) fn last_day(today: NaiveDate, within_days: u32) -> NaiveDate {
    today.checked_add_days(Days::new(within_days.into())).unwrap_or(NaiveDate::MAX)
}

fn each_once(field: &'static str, ids: &[String]) -> Result<()> {
    let unique: BTreeSet<&String> = ids.iter().collect();
    if unique.len() == ids.len() { Ok(()) } else { Err(bad(field, FieldProblem::Twice)) }
}

//! A plan: each thing it asks for in turn, and each may be left open. Days and rhythms as people type them.

use chrono::{NaiveDate, NaiveTime};
use mend_core::guide::{Answer, Plan, PlanField, PlanFieldView};
use mend_core::reminder::Weekday;

use super::{Asking, Unsaid};
use crate::app::App;
use crate::args::{parse_clock, parse_day};
use crate::commands::guide::walk::Move;

impl Asking<'_> {
    pub(super) fn plan(&mut self, fields: &[PlanFieldView], latest: NaiveDate) -> Result<Move, Unsaid> {
        let mut plan = Plan::default();
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.app.out.note("");
            }
            self.app.out.note(&field.words);
            match field.field {
                PlanField::Text => plan.text = self.written("checkin-text-hint")?.unwrap_or_default(),
                PlanField::Day => plan.day = self.day(latest)?,
                PlanField::Weekday => {
                    plan.weekday = self.typed_as("guides-weekday-hint", weekday)?;
                }
                PlanField::Time => plan.time = self.time()?,
            }
        }
        Ok(if plan == Plan::default() { Move::Pass } else { Move::Answer(Answer::Plan(plan)) })
    }

    fn day(&mut self, latest: NaiveDate) -> Result<Option<NaiveDate>, Unsaid> {
        self.app.out.note_faint(&self.app.words.with("guides-day-hint", &[("latest", &latest.to_string())]));
        self.typed_as("", |_, word| parse_day(word).ok())
    }

    fn time(&mut self) -> Result<Option<NaiveTime>, Unsaid> {
        self.typed_as("guides-time-hint", |_, word| parse_clock(word).ok())
    }

    /// Asked until it can be read, or left open with Enter.
    pub(super) fn typed_as<T>(
        &mut self,
        hint: &str,
        read: impl Fn(&App, &str) -> Option<T>,
    ) -> Result<Option<T>, Unsaid> {
        if !hint.is_empty() {
            self.app.out.note_faint(&self.app.words.say(hint));
        }
        loop {
            let Some(word) = self.optional()? else { return Ok(None) };
            match read(self.app, word.trim()) {
                Some(read) => return Ok(Some(read)),
                None => self.not_understood(),
            }
        }
    }

    /// A line, or None for Enter.
    pub(super) fn optional(&mut self) -> Result<Option<String>, Unsaid> {
        match self.line(|_| ()) {
            Ok(line) => Ok(Some(line)),
            Err(Unsaid::Left(Move::Pass)) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

/// Two letters, or the beginning of its name.
pub(super) fn weekday(app: &App, typed: &str) -> Option<Weekday> {
    let typed = typed.to_lowercase();
    let is_meant = |day: &&Weekday| {
        let name = app.words.with("weekday", &[("day", &format!("{day:?}"))]);
        typed.chars().count() >= 2 && name.to_lowercase().starts_with(&typed)
    };
    Weekday::from_code(&typed.to_uppercase()).or_else(|| Weekday::ALL.iter().find(is_meant).copied())
}

//! Answers from a file. Whether an answer fits its step, the core says; here it is told of which kind it is.

mod values;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use mend_core::guide::{Asks, Place, StepView};
use mend_core::profile::Role;
use mend_core::{FieldProblem, MendError, RunId};
use serde::Deserialize;
use serde_json::Value;

use super::walk::Move;
use crate::app::App;
use crate::commands::checkin::Pairs;
use crate::failure::Failure;
use crate::open::Open;

/// Far more than the answers of a run may have.
const MOST: u64 = 16 << 20;
/// Stands for the input in place of a file.
const INPUT: &str = "-";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    #[serde(default)]
    role: Option<Role>,
    /// Whether what is made for two is done alone.
    #[serde(default)]
    pub solo: Option<bool>,
    /// Before the part that is done together: true does it, false passes it. Without a word the run stops there.
    #[serde(default)]
    together: Option<bool>,
    /// A step to stop at.
    #[serde(default)]
    stop_at: Option<String>,
    #[serde(default)]
    answers: Option<Pairs>,
    /// Whether all of it still stands on the input.
    #[serde(skip)]
    on_input: bool,
    /// Names of answers that a step has taken.
    #[serde(skip)]
    used: BTreeSet<String>,
}

impl Script {
    pub fn named(file: PathBuf) -> Result<Self, Failure> {
        if file.as_os_str() == INPUT {
            return Ok(Self { on_input: true, ..Self::default() });
        }
        let file = File::open(file).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Failure::Core(MendError::FileNotFound),
            _ => Failure::InputFailed,
        })?;
        let mut bytes = Vec::new();
        file.take(MOST + 1).read_to_end(&mut bytes).map_err(|_| Failure::InputFailed)?;
        if bytes.len() as u64 > MOST {
            return Err(Failure::TextTooLong);
        }
        Self::read(std::str::from_utf8(&bytes).map_err(|_| Failure::TextNotText)?)
    }

    /// Behind the passphrases that may stand there.
    pub fn read_input(&mut self, app: &mut App) -> Result<(), Failure> {
        if self.on_input {
            *self = Self::read(&app.piped_text()?)?;
        }
        Ok(())
    }

    fn read(text: &str) -> Result<Self, Failure> {
        // A list would pass for an object whose names are left out.
        if text.trim_start().starts_with('[') {
            return Err(Failure::AnswersUnreadable { problem: "it is a list, and no object".to_owned() });
        }
        let script: Self = serde_json::from_str(text)
            .map_err(|problem| Failure::AnswersUnreadable { problem: problem.to_string() })?;
        let mut names = BTreeSet::new();
        match script.pairs().iter().find(|(name, _)| !names.insert(name)) {
            Some((name, _)) => {
                let problem = MendError::BadField { field: "item", problem: FieldProblem::Twice };
                Err(Failure::AnswerRefused { step: name.clone(), run: None, problem })
            }
            None => Ok(script),
        }
    }

    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// Known before a run begins or goes on: that the module has these steps.
    pub fn check_steps(&self, steps: &[String]) -> Result<(), Failure> {
        let named = self.pairs().iter().map(|(name, _)| name).chain(&self.stop_at);
        let known = |name: &str| steps.iter().any(|step| Some(step.as_str()) == name.split('/').next());
        match named.into_iter().find(|name| !known(name)) {
            Some(step) => Err(Failure::NoSuchStep { step: step.clone() }),
            None => Ok(()),
        }
    }

    /// What is done at a step. `mine` is what is private.
    pub fn done_at(&mut self, view: &StepView, mine: Option<(&Open, RunId)>) -> Result<Move, Failure> {
        let Some(place) = &view.place else { return Ok(Move::Stop) };
        let name = name_of(place);
        if self.stop_at.as_ref().is_some_and(|stop| *stop == name || *stop == place.step) {
            return Ok(Move::Stop);
        }
        if let Asks::Together { .. } = view.asks {
            return Ok(match self.together {
                Some(true) => Move::HandOver,
                Some(false) => Move::Pass,
                None => Move::Stop,
            });
        }
        let Some((_, value)) = self.pairs().iter().find(|(known, _)| *known == name) else { return Ok(Move::Pass) };
        let value = value.clone();
        self.used.insert(name);
        if value.is_null() {
            return Ok(Move::Pass);
        }
        let run = mine.map(|(_, run)| run);
        values::done(view, value, mine.map(|(open, _)| open)).map_err(|failure| match failure {
            Failure::Core(problem) => Self::refused(place, run, problem),
            other => other,
        })
    }

    /// An answer that fits nothing. The run stays where it is.
    pub fn refused(place: &Place, run: Option<RunId>, problem: MendError) -> Failure {
        Failure::AnswerRefused { step: name_of(place), run, problem }
    }

    /// Answers to steps that did not come, for people.
    pub fn say_unused(&self, app: &App) {
        let unused = self.pairs().iter().filter(|(name, value)| !value.is_null() && !self.used.contains(name));
        let unused: Vec<&str> = unused.map(|(name, _)| name.as_str()).collect();
        if !unused.is_empty() {
            app.out.note(&app.words.with("guides-unused", &[("steps", &unused.join(", "))]));
        }
    }

    fn pairs(&self) -> &[(String, Value)] {
        self.answers.as_ref().map_or(&[], |Pairs(pairs)| pairs)
    }
}

fn name_of(place: &Place) -> String {
    if place.item.is_empty() { place.step.clone() } else { format!("{}/{}", place.step, place.item) }
}

//! A module as a checked pack holds it: structure and ids, no words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use crate::journal::EntryKind;
use crate::profile::Role;

/// Whom a module is offered to first. It locks nobody out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The one who broke trust.
    Broke,
    /// The one who was hurt.
    Hurt,
    /// Either, alone.
    Alone,
    /// Done by both.
    Two,
}

/// How much a module may stir up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intensity {
    Light,
    Middle,
    Strong,
}

/// Where a step is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// On one's own phone, in the private space.
    #[default]
    Alone,
    /// Face to face over one phone, while the private space is locked.
    Together,
    /// On one's own phone again.
    After,
}

/// Who speaks in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    First,
    Second,
    Both,
}

/// A time in which someone speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    pub speaker: Speaker,
    pub minutes: u32,
}

/// What a plan can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanField {
    Text,
    Day,
    Weekday,
    Time,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Module {
    pub id: String,
    pub version: u32,
    pub audience: Audience,
    pub roles: Vec<Role>,
    pub minutes: u32,
    pub intensity: Intensity,
    pub needs: Vec<String>,
    pub copies: Vec<String>,
    pub steps: Vec<Step>,
    pub makes: Vec<Make>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub id: String,
    /// Where it begins in its file, from 1.
    pub line: usize,
    pub part: Part,
    pub kind: Kind,
    /// What it is for someone who does a step of the part `together` alone.
    pub solo: Option<Kind>,
    pub when: Option<Condition>,
    pub next: Next,
    pub for_each: Option<String>,
    pub not_before: Option<NotBefore>,
    /// A message of Mend's own, in place of the step's.
    pub text: Option<String>,
    pub vulnerable: bool,
    pub serves: Vec<u16>,
}

/// Always a later step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Following,
    Step(String),
    End,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotBefore {
    pub days: u32,
    pub after: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Read,
    Reflect { list: bool },
    Choose(Choose),
    NameEmotion { most: u32 },
    Rate { scale: String },
    Pause { seconds: u32 },
    WriteLetter,
    SpeakListen { turns: Vec<Turn> },
    MakePromise { area: Option<String> },
    Agree { topic: Option<String> },
    Plan { asks: Vec<PlanField>, within_days: u32, reminder: bool },
    ShareChoice { items: Vec<String> },
    CheckSafety,
    Checkin { set: String },
    Signpost { ways: Vec<String>, modules: Vec<String> },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choose {
    pub options: Vec<String>,
    /// A step of which the answer is chosen from, in place of `options`.
    pub from: Option<String>,
    pub from_run: Option<FromRun>,
    pub least: u32,
    pub most: u32,
    pub own: bool,
}

/// An answer of the person's own latest run of another module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FromRun {
    pub module: String,
    pub step: String,
    /// What was chosen there, and which options of ours then come first. Empty: what was chosen there is offered.
    #[serde(default)]
    pub first: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Make {
    pub id: String,
    pub line: usize,
    pub kind: EntryKind,
    pub from: Vec<String>,
    pub feelings: Option<String>,
    pub strengths: Option<String>,
}

impl Audience {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Broke => "guide-for-broke",
            Self::Hurt => "guide-for-hurt",
            Self::Alone => "guide-for-alone",
            Self::Two => "guide-for-two",
        }
    }
}

impl Intensity {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Light => "guide-intensity-light",
            Self::Middle => "guide-intensity-middle",
            Self::Strong => "guide-intensity-strong",
        }
    }
}

impl Module {
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    pub fn index(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    pub fn is_for_two(&self) -> bool {
        self.steps.iter().any(|step| step.part == Part::Together)
    }

    pub fn option_message(&self, step: &str, option: &str) -> String {
        format!("{}-{step}-{option}", self.id)
    }
}

impl Make {
    /// Ids of all steps that it is made of.
    pub fn sources(&self) -> impl Iterator<Item = &String> {
        self.from.iter().chain(&self.feelings).chain(&self.strengths)
    }
}

impl Step {
    /// The message of its words.
    pub fn message_of(&self, module: &str, solo: bool) -> String {
        match &self.text {
            Some(own) => own.clone(),
            None if solo && self.solo.is_some() => format!("{module}-{}-solo", self.id),
            None => format!("{module}-{}", self.id),
        }
    }

    /// What it is in a run that is done alone, or not.
    pub fn kind_in(&self, solo: bool) -> &Kind {
        if solo { self.solo.as_ref().unwrap_or(&self.kind) } else { &self.kind }
    }
}

impl Kind {
    pub fn id(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Reflect { .. } => "reflect",
            Self::Choose(_) => "choose",
            Self::NameEmotion { .. } => "name_emotion",
            Self::Rate { .. } => "rate",
            Self::Pause { .. } => "pause",
            Self::WriteLetter => "write_letter",
            Self::SpeakListen { .. } => "speak_listen",
            Self::MakePromise { .. } => "make_promise",
            Self::Agree { .. } => "agree",
            Self::Plan { .. } => "plan",
            Self::ShareChoice { .. } => "share_choice",
            Self::CheckSafety => "check_safety",
            Self::Checkin { .. } => "checkin",
            Self::Signpost { .. } => "signpost",
        }
    }

    /// Whether its answer is a list of things that another step can come for, one by one.
    pub fn lists_things(&self) -> bool {
        matches!(self, Self::Choose(_) | Self::NameEmotion { .. } | Self::Reflect { list: true })
    }
}

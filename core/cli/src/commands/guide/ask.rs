//! One step, put to a person in a terminal.

mod agreement;
mod choices;
mod gate;
mod plans;
mod promise;
mod texts;

pub use self::gate::show_copied;
use mend_core::checkin::{OptionView, SafetyView, WayView};
use mend_core::guide::{Answer, Asks, Chosen, Guides, Plan, StepView};
use mend_core::{MendError, RunId};

use super::core;
use super::walk::Move;
use crate::app::App;
use crate::commands::checkin::{answer_set, safety_pages};
use crate::commands::help;
use crate::failure::Failure;
use crate::open::Open;

const STOP: &str = ".";
const BACK: &str = "<";
const HELP: &str = "?";
/// Takes an earlier answer away.
const TAKE_AWAY: &str = "-";

/// What a line means.
pub enum Typed {
    Words(String),
    Pass,
    Back,
    Stop,
    Help,
}

/// Why a question has no answer.
pub enum Unsaid {
    /// The step was left with it.
    Left(Move),
    Failed(Failure),
}

impl From<Failure> for Unsaid {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<MendError> for Unsaid {
    fn from(error: MendError) -> Self {
        Self::Failed(error.into())
    }
}

/// A step and all that is needed to ask it.
pub struct Asking<'a> {
    pub app: &'a mut App,
    pub view: &'a StepView,
    /// What is private; not there in the part that is done together.
    pub mine: Option<(&'a Open, &'a Guides, RunId)>,
    /// What was answered here before, in words.
    pub before: Option<String>,
    /// Whether another part begins here.
    pub heading: bool,
}

impl App {
    /// One line, as the keys that mean the same everywhere have it.
    pub fn typed_key(&mut self, prompt: &str) -> Result<Typed, Failure> {
        let Some(line) = self.ask_line(prompt)? else {
            // What follows does not stand behind the prompt.
            eprintln!();
            return Ok(Typed::Stop);
        };
        Ok(match line.trim() {
            "" => Typed::Pass,
            STOP => Typed::Stop,
            BACK => Typed::Back,
            HELP => Typed::Help,
            _ => Typed::Words(line),
        })
    }
}

impl Asking<'_> {
    pub fn ask(&mut self) -> Result<Move, Failure> {
        self.show();
        match self.answer() {
            Ok(done) | Err(Unsaid::Left(done)) => Ok(done),
            Err(Unsaid::Failed(failure)) => Err(failure),
        }
    }

    fn answer(&mut self) -> Result<Move, Unsaid> {
        match &self.view.asks {
            Asks::Nothing => self.go_on(),
            Asks::Text { .. } => self.text(),
            Asks::Lines { .. } => self.lines(),
            Asks::Choose { options, most, own, own_words, .. } => self.choose(options, *most, own.then_some(own_words)),
            Asks::Feelings { most, hint } => self.feelings(*most, hint),
            Asks::Rate { points } => self.rate(points),
            Asks::Pause { timer } => self.pause(*timer),
            Asks::Promise { templates, usual_last_day } => self.promise(templates, *usual_last_day),
            Asks::Agreement { topic, topic_words, usual_review_day, written_down } => {
                self.agreement(topic.as_ref().zip(topic_words.as_deref()), *usual_review_day, written_down)
            }
            Asks::Plan { fields, latest } => self.plan(fields, *latest),
            Asks::Offer { items, about } => self.offer(items, about),
            Asks::Safety { page } => self.safety(page),
            Asks::Checkin { set } => self.checkin(set),
            Asks::Ways { ways, modules } => self.ways(ways, modules),
            Asks::Together { about, copied, hand_over, alone, later } => {
                self.gate(about, copied, [hand_over, alone, later])
            }
            Asks::Wait { .. } => self.wait(),
            // Asked where they are timed, and where a run is over.
            Asks::Turns { .. } | Asks::End => Ok(Move::Pass),
        }
    }

    fn show(&self) {
        let (out, view) = (&self.app.out, self.view);
        out.note("");
        if self.heading {
            out.note_strong(&view.part_words);
            out.note(&view.part_about);
            out.note("");
        }
        if let Some(title) = &view.title {
            out.note_strong(title);
        }
        out.note(&view.words);
        for line in [&view.note, &view.harm, &view.instead].into_iter().flatten() {
            out.note_faint(line);
        }
        if let Some(before) = &self.before {
            out.note_faint(&self.app.words.with("checkin-before", &[("answer", before)]));
        }
        out.note("");
    }

    /// The line for an answer. What a key means is done here; `more` is what `?` says besides.
    fn line(&mut self, more: impl Fn(&App)) -> Result<String, Unsaid> {
        loop {
            match self.app.typed_key("guides-prompt")? {
                Typed::Words(words) if words.trim() == TAKE_AWAY && self.before.is_some() => {
                    return Err(Unsaid::Left(self.nothing_any_more()));
                }
                Typed::Words(words) => return Ok(words),
                Typed::Pass => return Err(Unsaid::Left(Move::Pass)),
                Typed::Stop => return Err(Unsaid::Left(Move::Stop)),
                Typed::Back => return Err(Unsaid::Left(Move::Back)),
                Typed::Help => {
                    self.keys();
                    more(self.app);
                }
            }
        }
    }

    /// The same in the middle of an answer, where Enter takes what is offered.
    fn line_or_usual(&mut self) -> Result<Option<String>, Unsaid> {
        loop {
            match self.app.typed_key("guides-prompt")? {
                Typed::Words(words) => return Ok(Some(words.trim().to_owned())),
                Typed::Pass => return Ok(None),
                Typed::Stop => return Err(Unsaid::Left(Move::Stop)),
                // To the beginning of this step, which has been answered in part alone.
                Typed::Back => return Err(Unsaid::Left(Move::Back)),
                Typed::Help => self.keys(),
            }
        }
    }

    pub fn keys(&self) {
        let (out, words) = (&self.app.out, &self.app.words);
        out.note(&words.with("guides-keys", &[("skip", &self.view.skip), ("stop", &self.view.stop)]));
        if self.before.is_some() {
            out.note(&words.say("guides-keys-before"));
        }
    }

    /// A question within a step.
    fn asks_on(&self, question: &str) {
        self.app.out.note("");
        self.app.out.note(question);
    }

    fn not_understood(&self) {
        self.app.out.note(&self.app.words.say("guides-not-understood"));
    }

    fn go_on(&mut self) -> Result<Move, Unsaid> {
        loop {
            match self.app.typed_key("checkin-pass")? {
                Typed::Pass => return Ok(Move::Pass),
                Typed::Stop => return Ok(Move::Stop),
                Typed::Back => return Ok(Move::Back),
                Typed::Help => self.keys(),
                Typed::Words(_) => self.not_understood(),
            }
        }
    }

    /// A blank answer takes an earlier one away; where there is none, nothing happens to it.
    fn nothing_any_more(&self) -> Move {
        match &self.view.asks {
            Asks::Text { .. } => Move::Answer(Answer::Text(String::new())),
            Asks::Lines { .. } => Move::Answer(Answer::Lines(Vec::new())),
            Asks::Choose { .. } => Move::Answer(Answer::Chosen(Chosen::default())),
            Asks::Feelings { .. } => Move::Answer(Answer::Feelings(Vec::new())),
            Asks::Plan { .. } => Move::Answer(Answer::Plan(Plan::default())),
            Asks::Offer { .. } => Move::Answer(Answer::Offer(Vec::new())),
            _ => Move::Pass,
        }
    }

    fn checkin(&mut self, set: &str) -> Result<Move, Unsaid> {
        let Some((open, ..)) = self.mine else { return self.go_on() };
        self.app.out.note(&self.app.words.say("guides-checkin"));
        loop {
            let line = self.line(|_| ())?;
            if line.trim() == "1" {
                break;
            }
            self.not_understood();
        }
        Ok(answer_set(self.app, open, set)?.map_or(Move::Stop, Move::Checkin))
    }

    fn safety(&mut self, page: &SafetyView) -> Result<Move, Unsaid> {
        for text in safety_pages(page, &self.app.words) {
            self.app.out.note(&text);
            self.app.out.note("");
            // Whatever is typed goes nowhere.
            match self.app.typed_key("checkin-pass")? {
                Typed::Stop => return Ok(Move::Stop),
                Typed::Back => return Ok(Move::Back),
                _ => {}
            }
        }
        self.app.out.note_faint(&core(&self.app.words, "guide-safety-passed"));
        Ok(Move::Pass)
    }

    /// What a step leads to, with the commands that go there.
    fn ways(&mut self, ways: &[WayView], modules: &[OptionView]) -> Result<Move, Unsaid> {
        for way in ways {
            self.app.out.note(&format!("- {}", help::with_command(&way.id, &way.words, &self.app.words)));
        }
        for module in modules {
            let command = format!("mend guide start {}", module.id);
            let way = self.app.words.with("help-way", &[("way", &module.words), ("command", &command)]);
            self.app.out.note(&format!("- {way}"));
        }
        self.go_on()
    }

    /// Enter leaves it for the day; nobody passes it by going on.
    fn wait(&mut self) -> Result<Move, Unsaid> {
        self.app.out.note(&self.app.words.say("guides-wait"));
        loop {
            let line = self.line_or_usual()?;
            match line.as_deref() {
                None | Some("1") => return Ok(Move::Stop),
                Some("2") => return Ok(Move::Pass),
                Some(_) => self.not_understood(),
            }
        }
    }
}

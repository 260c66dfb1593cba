//! From step to step, by a person or by a script. Each move is kept before the next step is shown.

use mend_core::agreement::AgreementRequest;
use mend_core::guide::{Answer, Asks, Guides, MadeView, Part, Place, StepView, TogetherPart};
use mend_core::promise::PromiseRequest;
use mend_core::{CheckinId, MendError, RunId};

use super::ask::Asking;
use super::script::Script;
use crate::app::App;
use crate::args::AnswersArg;
use crate::failure::Failure;
use crate::open::Open;

/// Who answers.
pub enum By {
    Person,
    Script(Script),
}

/// What was done at a step.
pub enum Move {
    Answer(Answer),
    Promise(PromiseRequest),
    Agreement(AgreementRequest),
    Checkin(CheckinId),
    Pass,
    Back,
    Stop,
    /// What is made for two is done alone from here on.
    Alone,
    HandOver,
}

/// How a walk ended. Each has the step where it did.
pub enum Left {
    Ended(StepView),
    Stopped(StepView),
    /// The private space is locked; `made` is what the run had made by then.
    HandedOver {
        part: TogetherPart,
        made: Vec<MadeView>,
    },
}

impl By {
    /// Known before a passphrase is asked for: who answers, and that a file of answers is one.
    pub fn from(app: &App, AnswersArg { answers }: AnswersArg) -> Result<Self, Failure> {
        match answers {
            Some(file) => Ok(Self::Script(Script::named(file)?)),
            None if app.can_ask() && !app.out.json => Ok(Self::Person),
            None => Err(Failure::NeedsAnswers),
        }
    }

    /// Answers on the input stand behind the passphrases there.
    pub fn read_input(&mut self, app: &mut App) -> Result<(), Failure> {
        match self {
            Self::Person => Ok(()),
            Self::Script(script) => script.read_input(app),
        }
    }
}

pub struct Walk<'a> {
    pub app: &'a mut App,
    pub open: &'a Open,
    pub guides: &'a Guides,
    pub run: RunId,
}

impl Walk<'_> {
    pub fn walk(&mut self, by: &mut By) -> Result<Left, Failure> {
        let mut view = self.guides.step(self.run)?;
        let mut part = None;
        if matches!(by, By::Person) && view.place.is_some() {
            self.app.out.note_faint(&self.app.words.say("guides-how"));
        }
        loop {
            let Some(place) = view.place.clone() else { return Ok(Left::Ended(view)) };
            let done = match by {
                By::Person => self.ask(&view, &mut part)?,
                By::Script(script) => script.done_at(&view, Some((self.open, self.run)))?,
            };
            let moved = match done {
                Move::Stop => return Ok(Left::Stopped(view)),
                Move::HandOver => {
                    let made = self.guides.show(self.run)?.made;
                    return Ok(Left::HandedOver { part: self.open.hand_over(self.run)?, made });
                }
                done => self.make(&place, done),
            };
            view = match (moved, &*by) {
                (Ok(next), _) => next,
                // What the core cannot take is no reason to end: the step is asked again.
                (Err(problem @ MendError::BadField { .. }), By::Person) => {
                    let (what, action) = self.app.words.error(&problem);
                    self.app.out.note(&what);
                    self.app.out.note(&action);
                    self.guides.step(self.run)?
                }
                (Err(problem), By::Script(_)) => return Err(Script::refused(&place, Some(self.run), problem)),
                (Err(problem), By::Person) => return Err(problem.into()),
            };
        }
    }

    fn make(&self, place: &Place, done: Move) -> mend_core::Result<StepView> {
        let (guides, run) = (self.guides, self.run);
        match done {
            Move::Answer(answer) => guides.answer(run, place, answer),
            Move::Promise(request) => guides.make_promise(run, place, request),
            Move::Agreement(request) => guides.make_agreement(run, place, request),
            Move::Checkin(id) => guides.answered_checkin(run, place, id),
            Move::Back => guides.back(run),
            Move::Alone => guides.set_solo(run, true),
            Move::Pass | Move::Stop | Move::HandOver => guides.pass(run, place),
        }
    }

    fn ask(&mut self, view: &StepView, part: &mut Option<String>) -> Result<Move, Failure> {
        let before = match &view.answer {
            None => None,
            Some(_) => {
                let answers = self.guides.show(self.run)?.answers;
                let here = answers.into_iter().find(|answer| view.place.as_ref() == Some(&answer.place));
                here.map(|answer| answer.words)
            }
        };
        let new_part = part.as_ref() != Some(&view.part_words) && !matches!(view.asks, Asks::Together { .. });
        let first = part.replace(view.part_words.clone()).is_none();
        Asking {
            app: self.app,
            view,
            mine: Some((self.open, self.guides, self.run)),
            before,
            // Where all of it is done alone, that goes without saying.
            heading: new_part && (!first || view.part != Part::Alone),
        }
        .ask()
    }
}

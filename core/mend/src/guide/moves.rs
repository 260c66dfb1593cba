//! How a run goes on: each move is one transaction, so that a phone that dies in between finds the run where it was, or
//! where it went.

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use super::answer::{self, Bounds, Question};
use super::module::{Kind, Part, Step};
use super::rows::{self, Passed, Run};
use super::view::{self, Moment};
use super::words::Words;
use super::{Answer, Place, limits, outcome};
use crate::error::{FieldProblem, MendError, Result};
use crate::profile::Role;

/// What every move needs beside the run.
pub(super) struct Mover<'m> {
    pub conn: &'m Connection,
    pub words: &'m Words,
    pub rng: &'m dyn mend_vault::Rng,
    pub moment: Moment,
}

impl Mover<'_> {
    fn now(&self) -> DateTime<FixedOffset> {
        self.moment.now
    }

    /// Keeps an answer and goes on. Blank takes an earlier answer away.
    pub fn answer(&self, run: &mut Run, place: &Place, answer: Answer) -> Result<()> {
        let content = run.content.clone();
        let step = self.open_step(run, place, &content)?;
        let kind = step.kind_in(run.progress.solo);
        let labels = match kind {
            Kind::Choose(choose) => view::options(self.conn, run, step, choose, self.words)?,
            Kind::ShareChoice { items } => view::offered(self.conn, run, items, self.words)?,
            _ => Vec::new(),
        };
        let bounds = Bounds {
            options: labels.iter().map(|(key, _)| key.clone()).collect(),
            today: self.moment.today,
            text_bytes: limits::TEXT_BYTES,
        };
        let answer = answer::checked(kind, answer, &bounds)?;
        let question = answer.as_ref().map(|answer| view::question(run, step, place, answer, labels, self.words));
        self.keep(run, step, place, answer.zip(question), self.now())?;
        self.go_on(run, place)
    }

    /// Keeps what was made at a place as its answer, and goes on.
    pub fn answer_made(&self, run: &mut Run, place: &Place, answer: Answer) -> Result<()> {
        let content = run.content.clone();
        let step = self.open_step(run, place, &content)?;
        let question = view::question(run, step, place, &answer, Vec::new(), self.words);
        self.keep(run, step, place, Some((answer, question)), self.now())?;
        self.go_on(run, place)
    }

    /// Goes on without an answer; one from before stays.
    pub fn pass(&self, run: &mut Run, place: &Place) -> Result<()> {
        let content = run.content.clone();
        let step = self.step_here(run, place, &content)?;
        if step.part == Part::Together && !run.progress.solo {
            let behind = run.path().behind_together(place);
            return self.stand(run, behind);
        }
        if !run.passed.contains_key(place) {
            self.keep(run, step, place, None, self.now())?;
        }
        self.go_on(run, place)
    }

    /// One place back, as far as there is one; the part done together lies behind as a whole.
    pub fn back(&self, run: &mut Run) -> Result<()> {
        let mut place = run.place.clone();
        loop {
            let before = run.path().before(place.as_ref());
            let Some(before) = before else { return Ok(()) };
            let together = run.path().part(&before) == Some(Part::Together);
            place = Some(before);
            if !together || run.progress.solo {
                break;
            }
        }
        rows::stand(self.conn, run, place.as_ref(), self.now())?;
        run.place = place;
        Ok(())
    }

    /// Another role, or alone what is made for two; the run stands where it still can.
    pub fn set_way(&self, run: &mut Run, role: Option<Role>, solo: bool) -> Result<()> {
        if role.is_some_and(|role| !run.content.module.roles.contains(&role)) {
            return Err(limits::bad("role", FieldProblem::Unknown));
        }
        if (role, solo) == (run.progress.role, run.progress.solo) {
            return Ok(());
        }
        rows::set_way(self.conn, run.row, role, solo)?;
        (run.progress.role, run.progress.solo) = (role, solo);
        let here = run.place.as_ref().and_then(|place| run.path().standing_at(place));
        if here == run.place { Ok(()) } else { self.stand(run, here) }
    }

    /// Ends a run before its end. What can be made of its answers is made.
    pub fn end(&self, run: &mut Run) -> Result<()> {
        self.stand(run, None)
    }

    /// What the part done together yielded: kept as if it had been answered here.
    pub fn take_in(&self, run: &mut Run, answers: Vec<super::together::Kept>, stands: Option<Place>) -> Result<()> {
        let content = run.content.clone();
        let from = run.place.clone();
        for kept in answers {
            let Some(step) = content.module.step(&kept.place.step) else { continue };
            let at = kept.at()?;
            self.keep(run, step, &kept.place, kept.answer.zip(kept.question), at)?;
        }
        let to = match stands {
            Some(place) => run.path().standing_at(&place),
            None => from.as_ref().and_then(|from| run.path().behind_together(from)),
        };
        self.stand(run, to)
    }

    /// The step of the place at which the run stands.
    fn step_here<'c>(&self, run: &Run, place: &Place, content: &'c super::pack::Content) -> Result<&'c Step> {
        if run.ended_at.is_some() || run.place.is_none() {
            return Err(limits::bad("run", FieldProblem::Unknown));
        }
        if run.place.as_ref() != Some(place) {
            return Err(limits::bad("step", FieldProblem::Unknown));
        }
        content.module.step(&place.step).ok_or(MendError::Damaged)
    }

    /// The same, where it takes an answer now.
    pub fn open_step<'c>(&self, run: &Run, place: &Place, content: &'c super::pack::Content) -> Result<&'c Step> {
        let step = self.step_here(run, place, content)?;
        if step.part == Part::Together && !run.progress.solo {
            return Err(limits::bad("answer", FieldProblem::Malformed));
        }
        match view::opens_on(run, step, self.moment)? {
            None => Ok(step),
            Some(earliest) => Err(limits::bad("step", FieldProblem::TooEarly { earliest })),
        }
    }

    fn keep(
        &self,
        run: &mut Run,
        step: &Step,
        place: &Place,
        answered: Option<(Answer, Question)>,
        at: DateTime<FixedOffset>,
    ) -> Result<()> {
        let kept = answered.as_ref().map(|(answer, question)| (question, answer));
        rows::keep(self.conn, run.row, place, kept, at)?;
        outcome::remind(
            self.conn,
            run,
            step,
            place,
            answered.as_ref().map(|(answer, question)| (answer, question)),
            self.rng,
            self.now(),
        )?;
        let question = match answered {
            Some((answer, question)) => {
                run.progress.answers.insert(place.clone(), answer);
                question
            }
            None => {
                run.progress.answers.remove(place);
                Question::default()
            }
        };
        run.passed.insert(place.clone(), Passed { at, question });
        Ok(())
    }

    fn go_on(&self, run: &mut Run, place: &Place) -> Result<()> {
        let next = run.path().next(Some(place));
        self.stand(run, next)
    }

    fn stand(&self, run: &mut Run, to: Option<Place>) -> Result<()> {
        outcome::settle(self.conn, run, to.as_ref(), self.words, self.rng, self.now())?;
        rows::stand(self.conn, run, to.as_ref(), self.now())?;
        if to.is_none() {
            run.ended_at = Some(self.now());
        }
        run.place = to;
        Ok(())
    }
}

//! Guides: modules that walk a person through one thing at a time. Private, but for the part that two do over one
//! phone.
//!
//! [`Guides`] and [`TogetherPart`] are all that others see. Below them, one file for each job: `pack` reads content
//! packs (`FORMAT.md` has the format), `read`, `check`, `reach` and `words` say what is wrong with one, `module` and
//! `condition` are what a checked one holds. `path` is the way through a module, `answer` what fits a step, `view` how
//! a place is shown, `moves` how a run goes on, `outcome` what becomes of answers, `rows` keeps runs, `together` the
//! part over one phone.
//!
//! - Every step can be passed and every run stopped; nothing here counts what was passed, and nothing is ever late.
//! - A run keeps the module that it began with, and stands where it was left, whatever happened to the phone.
//! - Nothing depends on a safety question: no answer to one is taken, kept or asked for.

mod answer;
mod check;
mod condition;
pub mod limits;
mod module;
mod moves;
mod opening;
mod outcome;
mod pack;
mod path;
mod reach;
mod read;
mod rows;
mod tables;
mod together;
mod types;
mod view;
mod words;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use self::module::Kind;
pub use self::module::{Audience, Intensity, Part, PlanField, Speaker, Turn};
use self::moves::Mover;
use self::pack::Content;
pub use self::pack::{Fault, Pack, PackError};
use self::rows::{Head, Run};
pub(crate) use self::tables::{PRIVATE_TABLES, TOGETHER_TABLES};
use self::together::Handover;
pub use self::together::TogetherPart;
pub use self::types::*;
use self::view::Moment;
#[cfg(test)]
pub(crate) use self::words::SENTENCES;
use self::words::Words;
use crate::agreement::{self, AgreementRequest};
use crate::clock::{millis, whole_millis};
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::date_of;
use crate::page::{Asked, Cursor};
use crate::profile::Role;
use crate::promise::{self, PromiseRequest};
use crate::space::{Db, Private, Together};
use crate::text::Text;
use crate::{AgreementId, CheckinId, PromiseId, RunId, checkin, settings};

/// The guides of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `PrivateLocked` while a part is done together, `NoSpace`,
/// `ReadOnly` or `DiskFailed` when the disk refuses, `Damaged` when a page cannot be read, `NewerFormat` for a run that
/// a newer version of Mend began. A call that fails has changed nothing.
#[derive(Clone)]
pub struct Guides {
    db: Db<Private>,
    together: Db<Together>,
    text: Arc<Text>,
    pack: Arc<Pack>,
}

impl Guides {
    /// Takes in what a part done together yielded, if one waits. `text` has Mend's own words.
    pub(crate) fn new(db: Db<Private>, together: Db<Together>, text: Arc<Text>, pack: Arc<Pack>) -> Result<Self> {
        let guides = Self { db, together, text, pack };
        match guides.take_in() {
            // It waits until there is room; whoever only reads need not.
            Err(MendError::NoSpace | MendError::ReadOnly | MendError::DiskFailed) => Ok(guides),
            taken => taken.map(|()| guides),
        }
    }

    /// Begins a run; another one of the same module may be under way. It keeps the module as it is now.
    ///
    /// # Errors
    /// `BadField`: `module`, `role` (not of this module), `runs` (200 are under way).
    pub fn start(&self, request: StartRequest) -> Result<RunId> {
        let content = self.known(&request.module)?;
        if request.role.is_some_and(|role| !content.module.roles.contains(&role)) {
            return Err(limits::bad("role", FieldProblem::Unknown));
        }
        let (id, now) = (RunId::make(self.db.rng()), self.now());
        self.db.write(|tx| {
            if rows::under_way(tx)? >= limits::RUNS_UNDER_WAY {
                return Err(limits::bad("runs", FieldProblem::TooLong { most: limits::RUNS_UNDER_WAY }));
            }
            rows::insert(tx, id, content, request.role, now)
        })?;
        Ok(id)
    }

    /// One page of runs, the latest first; those that ended too. `limit` is 1 to 500; `after` is the `next` of the page
    /// before.
    ///
    /// # Errors
    /// `BadField`: `limit`, `after` (not a `next` of this list).
    pub fn runs(&self, limit: u32, after: Option<&str>) -> Result<RunPage> {
        let asked = Asked::checked(limit, after)?;
        self.db.read(|conn| {
            let place = |last: &Head| Cursor { at: millis(last.started_at), row: last.row };
            let (heads, next) = asked.page(|before, limit| rows::before(conn, before, limit), place)?;
            Ok(RunPage { runs: heads.iter().map(|head| self.run_row(conn, head)).collect::<Result<_>>()?, next })
        })
    }

    /// Where a run stands, and all that is shown there.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn step(&self, run: RunId) -> Result<StepView> {
        self.db.read(|conn| self.view(conn, &rows::find(conn, run)?))
    }

    /// Answers the step at which a run stands, and goes on. A blank answer takes an earlier one away. Promises, items
    /// of agreements and check-ins have calls of their own.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended), `step` (it stands elsewhere, or `TooEarly`), `answer`
    /// (`Malformed`: not what the step asks for; `TooLong`), `lines`, `choice`, `choices`, `feelings`, `feeling`,
    /// `strength`, `day`.
    pub fn answer(&self, run: RunId, place: &Place, answer: Answer) -> Result<StepView> {
        self.moved(run, |mover, run| mover.answer(run, place, answer))
    }

    /// Makes the promise that a step asks for, and goes on.
    ///
    /// # Errors
    /// As [`Guides::answer`] and [`promise::Promises::add`]; `BadField`: `step` (`Twice`: it was made here already).
    pub fn make_promise(&self, run: RunId, place: &Place, request: PromiseRequest) -> Result<StepView> {
        let id = PromiseId::make(self.db.rng());
        self.moved(run, |mover, run| {
            self.asked_for(mover, run, place, |kind| matches!(kind, Kind::MakePromise { .. }))?;
            promise::add_within(mover.conn, id, request, mover.moment.now)?;
            outcome::keep_made(mover.conn, run.row, place, MadeView::Promise(id), mover.moment.now)?;
            mover.answer_made(run, place, Answer::Promise(id))
        })
    }

    /// Writes the item of an agreement that a step asks for, as a draft, and goes on.
    ///
    /// # Errors
    /// As [`Guides::answer`] and [`agreement::Agreements::add`]; `BadField`: `step` (`Twice`: it was made here already).
    pub fn make_agreement(&self, run: RunId, place: &Place, request: AgreementRequest) -> Result<StepView> {
        let id = AgreementId::make(self.db.rng());
        self.moved(run, |mover, run| {
            self.asked_for(mover, run, place, |kind| matches!(kind, Kind::Agree { .. }))?;
            let Moment { now, today, .. } = mover.moment;
            agreement::insert_within(mover.conn, id, request, now, today)?;
            outcome::keep_made(mover.conn, run.row, place, MadeView::Agreement(id), now)?;
            mover.answer_made(run, place, Answer::Agreement(id))
        })
    }

    /// Says which check-in was answered for a step that asks for one, and goes on.
    ///
    /// # Errors
    /// As [`Guides::answer`]; `NotFound` when there is no such check-in.
    pub fn answered_checkin(&self, run: RunId, place: &Place, id: CheckinId) -> Result<StepView> {
        self.moved(run, |mover, run| {
            let content = run.content.clone();
            let step = mover.open_step(run, place, &content)?;
            let Kind::Checkin { set } = &step.kind else { return Err(limits::bad("answer", FieldProblem::Malformed)) };
            if checkin::rows::set_of(mover.conn, id)? != *set {
                return Err(limits::bad("set", FieldProblem::Unknown));
            }
            mover.answer_made(run, place, Answer::Checkin(id))
        })
    }

    /// Goes on without an answer; one from before stays. Before the part that is done together, it passes all of that
    /// part.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended), `step` (it stands elsewhere).
    pub fn pass(&self, run: RunId, place: &Place) -> Result<StepView> {
        self.moved(run, |mover, run| mover.pass(run, place))
    }

    /// One step back. At the first one it stays there.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended).
    pub fn back(&self, run: RunId) -> Result<StepView> {
        self.moved(run, |mover, run| mover.back(run))
    }

    /// Another role. The run goes on with what fits it; nothing that was answered is lost.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `role` (not of this module), `run` (it has ended).
    pub fn set_role(&self, run: RunId, role: Option<Role>) -> Result<StepView> {
        self.moved(run, |mover, run| mover.set_way(run, role, run.progress.solo))
    }

    /// Whether what is made for two is done alone.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended).
    pub fn set_solo(&self, run: RunId, solo: bool) -> Result<StepView> {
        self.moved(run, |mover, run| mover.set_way(run, run.progress.role, solo))
    }

    /// Ends a run before its end. What was answered stays, and what can be made of it is made.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended).
    pub fn end(&self, run: RunId) -> Result<StepView> {
        self.moved(run, |mover, run| mover.end(run))
    }

    /// Starts the time of the step at which a run stands.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended).
    pub fn start_timer(&self, run: RunId) -> Result<StepView> {
        self.moved(run, |mover, run| {
            run.timer_at = millis(mover.moment.now);
            rows::set_timer(mover.conn, run.row, mover.moment.now)
        })
    }

    /// Keeps what is being typed at the step at which a run stands.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended), `answer` (`TooLong`).
    pub fn save_draft(&self, run: RunId, text: &str) -> Result<()> {
        if text.len() > limits::TEXT_BYTES {
            return Err(limits::bad("answer", FieldProblem::TooLong { most: limits::TEXT_BYTES as u32 }));
        }
        self.db.write(|tx| rows::set_draft(tx, under_way(tx, run)?.row, text))
    }

    /// The whole run: each question as it was asked, and what was made.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn show(&self, run: RunId) -> Result<RunView> {
        self.db.read(|conn| {
            let run = rows::find(conn, run)?;
            let words = self.words(&run.content);
            let module = &run.content.module;
            let mut answers = Vec::new();
            for (place, answer) in &run.progress.answers {
                let (Some(passed), Some(step)) = (run.passed.get(place), module.step(&place.step)) else { continue };
                answers.push(AnswerView {
                    place: place.clone(),
                    part: step.part,
                    title: passed.question.title.clone(),
                    question: passed.question.words.clone(),
                    item: passed.question.item.clone(),
                    answer: answer.clone(),
                    words: outcome::answer_words(conn, &run, place, answer, &words)?,
                    answered_at: passed.at,
                });
            }
            // In the order in which they are asked. What is not on the way any more stands with its step.
            let way = run.path().whole();
            let order = |answer: &AnswerView| way.iter().position(|place| *place == answer.place).unwrap_or(usize::MAX);
            answers.sort_by_key(|answer| (module.index(&answer.place.step), order(answer)));
            Ok(RunView {
                row: RunRow {
                    id: run.id,
                    module: module.id.clone(),
                    title: words.say(&format!("{}.title", module.id), None),
                    state: if run.ended_at.is_some() { RunState::Ended } else { RunState::UnderWay },
                    started_at: run.started_at,
                    ended_at: run.ended_at,
                },
                role: run.progress.role,
                solo: run.progress.solo,
                answers,
                made: outcome::all_made(conn, run.row)?,
            })
        })
    }

    /// Ids of the steps of a run, in the order of its module.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn steps_of(&self, run: RunId) -> Result<Vec<String>> {
        self.db.read(|conn| Ok(ids_of(&rows::find(conn, run)?.content)))
    }

    /// Removes a run's bytes, with its answers. What it made stays where it is. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete(&self, run: RunId) -> Result<()> {
        self.db.remove(|tx| rows::delete(tx, run))
    }

    /// Lays the next part of a run out for two, in the together space. The caller locks the private space at once.
    pub(crate) fn lay_out(&self, run: RunId) -> Result<()> {
        let uid: [u8; 16] = mend_vault::draw(self.db.rng());
        // The private space knows of it first: should the phone die in between, nothing waits for anybody.
        let handover = self.db.write(|tx| {
            let run = under_way(tx, run)?;
            rows::set_handover(tx, run.row, &uid)?;
            Handover::of_run(&run, uid)
        })?;
        self.together.write(|tx| together::save(tx, &handover))
    }

    /// Takes what a part done together yielded, and removes it there. Called again after a phone died in between, it
    /// takes nothing twice.
    fn take_in(&self) -> Result<()> {
        let Some(handover) = self.together.read(together::find)? else { return Ok(()) };
        self.db.write(|tx| {
            let Some(id) = rows::of_handover(tx, handover.uid)? else { return Ok(()) };
            let mut run = rows::find(tx, id)?;
            rows::set_handover(tx, run.row, &[])?;
            if run.ended_at.is_some() {
                return Ok(());
            }
            let words = self.words(&run.content);
            self.mover(tx, &words)?.take_in(&mut run, handover.kept, handover.place)
        })?;
        self.together.remove(|tx| together::remove(tx))
    }

    fn moved(&self, run: RunId, work: impl FnOnce(&Mover<'_>, &mut Run) -> Result<()>) -> Result<StepView> {
        self.db.write(|tx| {
            let mut run = under_way(tx, run)?;
            let words = self.words(&run.content);
            work(&self.mover(tx, &words)?, &mut run)?;
            self.view(tx, &rows::find(tx, run.id)?)
        })
    }

    fn asked_for(&self, mover: &Mover<'_>, run: &Run, place: &Place, is: impl Fn(&Kind) -> bool) -> Result<()> {
        let content = run.content.clone();
        let step = mover.open_step(run, place, &content)?;
        if !is(step.kind_in(run.progress.solo)) {
            return Err(limits::bad("answer", FieldProblem::Malformed));
        }
        outcome::not_made_yet(mover.conn, run.row, place)
    }

    fn mover<'m>(&'m self, conn: &'m Connection, words: &'m Words) -> Result<Mover<'m>> {
        Ok(Mover { conn, words, rng: self.db.rng(), moment: self.moment(conn)? })
    }

    fn view(&self, conn: &Connection, run: &Run) -> Result<StepView> {
        view::of_run(conn, run, &self.words(&run.content), self.moment(conn)?)
    }

    fn moment(&self, conn: &Connection) -> Result<Moment> {
        let (now, day_ends_at) = (self.now(), settings::day_ends_at(conn)?);
        Ok(Moment { now, today: date_of(now, day_ends_at), day_ends_at })
    }

    fn known(&self, id: &str) -> Result<&Arc<Content>> {
        self.pack.content(id).ok_or(limits::bad("module", FieldProblem::Unknown))
    }

    fn words(&self, content: &Content) -> Words {
        Words::of(content, self.text.clone())
    }

    fn run_row(&self, conn: &Connection, head: &Head) -> Result<RunRow> {
        // A run that this version cannot go on with is still in the list, and can be deleted.
        let title = match rows::content(conn, head.hash) {
            Ok(content) => self.words(&content).say(&format!("{}.title", head.module), None),
            Err(MendError::NewerFormat) => head.module.clone(),
            Err(e) => return Err(e),
        };
        Ok(RunRow {
            id: head.id,
            module: head.module.clone(),
            title,
            state: head.state(),
            started_at: head.started_at,
            ended_at: head.ended_at,
        })
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        whole_millis(self.db.clock().now())
    }
}

fn ids_of(content: &Content) -> Vec<String> {
    content.module.steps.iter().map(|step| step.id.clone()).collect()
}

/// A run that has not ended.
fn under_way(conn: &Connection, id: RunId) -> Result<Run> {
    let run = rows::find(conn, id)?;
    if run.ended_at.is_some() { Err(limits::bad("run", FieldProblem::Unknown)) } else { Ok(run) }
}

#[cfg(test)]
mod tests;

//! The part that two do over one phone, while the private space is locked.
//!
//! What it needs lies in the together space: the module, the few answers that its owner let both see, and what is
//! answered here. It knows no run, no role and nothing of anyone's part alone. Its owner's next unlock takes what it
//! yielded and removes it.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::answer::{self, Bounds, Question};
use super::module::{Choose, Kind, Part, Step};
use super::pack::Content;
use super::path::{Path, Progress};
use super::rows::{self, Run};
use super::view;
use super::words::Words;
use super::{Answer, Asks, CopiedView, Place, StepView, TimerView, limits};
use crate::clock::{millis, whole_millis};
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{instant, offset};
use crate::space::{Db, Together};
use crate::text::Text;

/// What was passed at a place, as it is kept while it waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub place: Place,
    pub answer: Option<Answer>,
    pub question: Option<Question>,
    at: i64,
    offset: i32,
}

impl Kept {
    pub fn at(&self) -> Result<DateTime<FixedOffset>> {
        instant(self.at, self.offset)
    }
}

/// The whole of it, as the table holds it.
pub(super) struct Handover {
    pub uid: [u8; 16],
    content: Arc<Content>,
    copied: Vec<Kept>,
    pub kept: Vec<Kept>,
    /// `None` at its end.
    pub place: Option<Place>,
    turn: u32,
    timer_at: i64,
}

/// The part that is being done together. Callable in every session, also one that opened nothing else; cheap to clone.
///
/// Every call answers `NotFound` where none is under way, `Locked` once the session is locked. A call that fails has
/// changed nothing.
#[derive(Clone)]
pub struct TogetherPart {
    db: Db<Together>,
    text: Arc<Text>,
}

impl TogetherPart {
    /// `text` speaks to both, and so to nobody by name.
    pub(crate) fn new(db: Db<Together>, text: Arc<Text>) -> Self {
        Self { db, text }
    }

    /// The card that both look at. At the end it says to hand the phone back.
    pub fn step(&self) -> Result<StepView> {
        let now = self.now();
        self.db.read(|conn| self.view(&find(conn)?.ok_or(MendError::NotFound)?, now))
    }

    /// What was copied in from its owner's part alone.
    pub fn copied(&self) -> Result<Vec<CopiedView>> {
        self.db.read(|conn| {
            let handover = find(conn)?.ok_or(MendError::NotFound)?;
            Ok(handover.copied.iter().filter_map(Kept::view).collect())
        })
    }

    /// Goes on without an answer.
    ///
    /// # Errors
    /// `BadField`: `step` (not the card that is shown).
    pub fn pass(&self, place: &Place) -> Result<StepView> {
        self.go_on(place, |_, _| Ok(None))
    }

    /// Keeps what both chose or planned, and goes on. It waits for its owner, who decides what becomes of it.
    ///
    /// # Errors
    /// `BadField`: `step`, `answer`, `choice`, `choices`, `day`, as [`super::Guides::answer`]; a text may have 4 KiB.
    pub fn answer(&self, place: &Place, answer: Answer) -> Result<StepView> {
        let today = self.now().date_naive();
        self.go_on(place, |handover, step| {
            let labels = match &step.kind {
                Kind::Choose(choose) => handover.options(step, choose, &self.words(&handover.content)),
                _ => Vec::new(),
            };
            let options = labels.iter().map(|(key, _)| key.clone()).collect();
            let bounds = Bounds { options, today, text_bytes: limits::TOGETHER_TEXT_BYTES };
            let Some(answer) = answer::checked(&step.kind, answer, &bounds)? else { return Ok(None) };
            let words = self.words(&handover.content);
            let shown = view::bare(&handover.content.module.id, step, false, handover.item(step, place), &words);
            let labels = match &answer {
                Answer::Chosen(chosen) => labels.into_iter().filter(|(key, _)| chosen.options.contains(key)).collect(),
                _ => Vec::new(),
            };
            let question = Question { words: shown.words, title: shown.title, item: shown.item, labels };
            Ok(Some((answer, question)))
        })
    }

    /// Starts the time of the card, or of the turn that it is.
    pub fn start_timer(&self) -> Result<StepView> {
        self.change(|handover, now| {
            handover.timer_at = millis(now);
            Ok(())
        })
    }

    /// The next turn; behind the last one the card stays until it is passed.
    pub fn next_turn(&self) -> Result<StepView> {
        self.change(|handover, _| {
            let turns = match handover.step().map(|step| &step.kind) {
                Some(Kind::SpeakListen { turns }) => turns.len() as u32,
                _ => 0,
            };
            handover.turn = (handover.turn + 1).min(turns);
            handover.timer_at = 0;
            Ok(())
        })
    }

    fn go_on(
        &self,
        place: &Place,
        answered: impl FnOnce(&Handover, &Step) -> Result<Option<(Answer, Question)>>,
    ) -> Result<StepView> {
        self.change(|handover, now| {
            if handover.place.as_ref() != Some(place) {
                return Err(limits::bad("step", FieldProblem::Unknown));
            }
            let content = handover.content.clone();
            let step = content.module.step(&place.step).ok_or(MendError::Damaged)?;
            let (answer, question) = answered(handover, step)?.unzip();
            handover.kept.retain(|kept| kept.place != *place);
            handover.kept.push(Kept { place: place.clone(), answer, question, at: millis(now), offset: offset(now) });
            let progress = handover.progress();
            let next = Path::new(&content.module, &progress).next(Some(place));
            handover.place = next.filter(|next| content.module.step(&next.step).is_some_and(is_together));
            (handover.turn, handover.timer_at) = (0, 0);
            Ok(())
        })
    }

    fn change(&self, work: impl FnOnce(&mut Handover, DateTime<FixedOffset>) -> Result<()>) -> Result<StepView> {
        let now = self.now();
        self.db.write(|tx| {
            let mut handover = find(tx)?.ok_or(MendError::NotFound)?;
            work(&mut handover, now)?;
            save(tx, &handover)?;
            self.view(&handover, now)
        })
    }

    fn view(&self, handover: &Handover, now: DateTime<FixedOffset>) -> Result<StepView> {
        let words = self.words(&handover.content);
        let Some(place) = &handover.place else { return Ok(self.end(handover)) };
        let step = handover.step().ok_or(MendError::Damaged)?;
        let mut view = view::bare(&handover.content.module.id, step, false, handover.item(step, place), &words);
        view.place = Some(place.clone());
        let timer = |seconds| TimerView { seconds, remaining: view::remaining(handover.timer_at, seconds, now) };
        view.asks = match &step.kind {
            Kind::Pause { seconds } => Asks::Pause { timer: timer(*seconds) },
            Kind::SpeakListen { turns } => {
                let minutes = turns.get(handover.turn as usize).map_or(0, |turn| turn.minutes);
                let turns = view::turn_views(turns, &self.text);
                let over = self.text.get("guide-turn-over", &[]);
                Asks::Turns { turns, turn: handover.turn, timer: timer(minutes * 60), over }
            }
            Kind::Choose(choose) => Asks::Choose {
                options: view::option_views(handover.options(step, choose, &words)),
                least: choose.least,
                most: choose.most,
                own: choose.own,
                own_words: self.text.get("guide-own-words", &[]),
            },
            Kind::Plan { asks, within_days, .. } => view::plan(asks, *within_days, &words, now.date_naive()),
            _ => Asks::Nothing,
        };
        Ok(view)
    }

    fn end(&self, handover: &Handover) -> StepView {
        let say = |id: &str| self.text.get(id, &[]);
        StepView {
            run: None,
            module: handover.content.module.id.clone(),
            place: None,
            part: Part::Together,
            part_words: say("guide-part-together"),
            part_about: say("guide-part-together.about"),
            kind: "end",
            title: None,
            words: say("guide-together-done"),
            note: None,
            instead: None,
            harm: None,
            item: None,
            asks: Asks::End,
            answer: None,
            draft: None,
            skip: say("guide-skip"),
            stop: say("guide-stop"),
            can_go_back: false,
        }
    }

    fn words(&self, content: &Content) -> Words {
        Words::of(content, self.text.clone())
    }

    fn now(&self) -> DateTime<FixedOffset> {
        whole_millis(self.db.clock().now())
    }
}

impl Handover {
    /// The part of a run that comes next, with what its owner lets both see.
    pub fn of_run(run: &Run, uid: [u8; 16]) -> Result<Self> {
        let place = run.place.clone().filter(|_| run.ended_at.is_none());
        let together = place.as_ref().and_then(|place| run.content.module.step(&place.step)).is_some_and(is_together);
        if !together || run.progress.solo {
            return Err(limits::bad("step", FieldProblem::Unknown));
        }
        let copied = run.content.module.copies.iter().filter_map(|step| {
            let place = Place::of(step);
            let answer = run.progress.answers.get(&place)?.clone();
            let passed = run.passed.get(&place)?;
            let (question, at) = (passed.question.clone(), passed.at);
            Some(Kept { place, answer: Some(answer), question: Some(question), at: millis(at), offset: offset(at) })
        });
        // What was done together before, and stopped, goes on where it stopped.
        let before =
            run.passed.iter().filter(|(place, _)| run.content.module.step(&place.step).is_some_and(is_together));
        let kept = before.map(|(place, passed)| Kept {
            place: place.clone(),
            answer: run.progress.answers.get(place).cloned(),
            question: run.progress.answers.contains_key(place).then(|| passed.question.clone()),
            at: millis(passed.at),
            offset: offset(passed.at),
        });
        let (copied, kept) = (copied.collect(), kept.collect());
        Ok(Self { uid, content: run.content.clone(), copied, kept, place, turn: 0, timer_at: 0 })
    }

    fn progress(&self) -> Progress {
        let known = self.copied.iter().chain(&self.kept);
        let answers = known.filter_map(|kept| Some((kept.place.clone(), kept.answer.clone()?))).collect();
        Progress { role: None, solo: false, answers }
    }

    fn step(&self) -> Option<&Step> {
        self.content.module.step(&self.place.as_ref()?.step)
    }

    fn labels(&self, source: &str) -> &[(String, String)] {
        let place = Place::of(source);
        let known = self.copied.iter().chain(&self.kept).find(|kept| kept.place == place);
        known.and_then(|kept| kept.question.as_ref()).map_or(&[], |question| &question.labels)
    }

    fn item(&self, step: &Step, place: &Place) -> Option<String> {
        let source = step.for_each.as_ref().filter(|_| !place.item.is_empty())?;
        self.labels(source).iter().find(|(key, _)| *key == place.item).map(|(_, words)| words.clone())
    }

    fn options(&self, step: &Step, choose: &Choose, words: &Words) -> Vec<(String, String)> {
        match &choose.from {
            Some(from) => self.labels(from).to_vec(),
            None => {
                let module = &self.content.module;
                let said = |id: &String| (id.clone(), words.say(&module.option_message(&step.id, id), None));
                choose.options.iter().map(said).collect()
            }
        }
    }
}

impl Kept {
    fn view(&self) -> Option<CopiedView> {
        let question = self.question.as_ref()?;
        let words = question.labels.iter().map(|(_, words)| words.clone()).collect();
        Some(CopiedView { question: question.heading().to_owned(), words })
    }
}

fn is_together(step: &Step) -> bool {
    step.part == Part::Together
}

/// Puts it in place of whatever was there.
pub(super) fn save(conn: &Connection, handover: &Handover) -> Result<()> {
    let place = handover.place.clone().unwrap_or_default();
    conn.prepare_cached(
        "INSERT OR REPLACE INTO handover (id, uid, files, copied, answers, step, item, turn, timer_at)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        handover.uid,
        json(&handover.content.files)?,
        json(&handover.copied)?,
        json(&handover.kept)?,
        place.step,
        place.item,
        handover.turn,
        handover.timer_at,
    ])?;
    Ok(())
}

pub(super) fn find(conn: &Connection) -> Result<Option<Handover>> {
    let mut statement =
        conn.prepare_cached("SELECT uid, files, copied, answers, step, item, turn, timer_at FROM handover")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let damaged = |_| MendError::Damaged;
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(|_| MendError::Damaged);
    let step: String = row.get(4)?;
    Ok(Some(Handover {
        uid: row.get(0)?,
        content: rows::read_content(text(1)?, None)?,
        copied: serde_json::from_str(text(2)?).map_err(damaged)?,
        kept: serde_json::from_str(text(3)?).map_err(damaged)?,
        place: (!step.is_empty()).then_some(Place { step, item: row.get(5)? }),
        turn: row.get(6)?,
        timer_at: row.get(7)?,
    }))
}

pub(super) fn remove(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM handover", [])?;
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| MendError::Internal)
}

//! Check-ins: short questions at the rhythm that a person chooses. Private.
//!
//! [`Checkins`] is all that others see. Below it, one file for each job: `content` knows the questions that ship,
//! `own` those of a person's own, `question` what an answer may be, `record` checks what is answered, `rows` keeps it,
//! `draft` keeps what is half answered, `promised` asks for each promise and writes its log, `safety` has the page that
//! takes no answer.
//!
//! No answer is right or wrong, none is added up, and nothing here counts what was left out.

pub(crate) mod content;
mod draft;
pub mod limits;
mod own;
mod promised;
pub(crate) mod question;
mod record;
pub(crate) mod rows;
mod safety;
mod tables;
mod types;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use self::content::Set;
use self::promised::Promised;
use self::question::Kind;
use self::record::Record;
pub(crate) use self::record::known_set;
pub(crate) use self::safety::page as safety_page;
pub(crate) use self::tables::TABLES;
pub use self::types::*;
use crate::reminder::{self, Slot};
use crate::space::{Db, Private};
use crate::text::Text;
use crate::{CheckinId, QuestionId, Result};

/// The check-ins of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has changed nothing.
#[derive(Clone)]
pub struct Checkins {
    db: Db<Private>,
    text: Arc<Text>,
}

impl Checkins {
    /// `text` asks the questions that ship.
    pub(crate) fn new(db: Db<Private>, text: Arc<Text>) -> Self {
        Self { db, text }
    }

    /// Every set, with its questions.
    pub fn sets(&self) -> Result<Vec<SetView>> {
        self.db.read(|conn| content::sets().iter().map(|set| self.view(conn, set)).collect())
    }

    /// # Errors
    /// `BadField`: `set` (there is none of this id).
    pub fn set(&self, id: &str) -> Result<SetView> {
        let set = known_set(id)?;
        self.db.read(|conn| self.view(conn, set))
    }

    /// The page for a person alone, and the page after it. It is words alone: it takes nothing and keeps nothing,
    /// and works in a locked session too.
    pub fn safety(&self) -> SafetyView {
        safety::page(&self.text)
    }

    /// Keeps a check-in and gives its id; it is safely on the disk when this returns. The draft of its set goes.
    /// Several a day are fine.
    ///
    /// # Errors
    /// `BadField`: `set` (unknown), `item` (unknown to this set, twice, or `Malformed`: it takes no answer), `answer`
    /// (`Malformed`: not what its item asks for; `TooLong`), `strength` (outside the scale), `choice`, `feelings`,
    /// `feeling`, `promise` (unknown, or twice), `due_day`, `answered_at`, `slot` (of another schedule, or a day ahead).
    /// `NotFound` when there is no such slot. The bounds are in [`limits`].
    pub fn answer(&self, request: AnswerRequest) -> Result<CheckinId> {
        let AnswerRequest { set, answers, answered_at, slot } = request;
        let now = self.now();
        let known = known_set(&set)?;
        let answered_at = record::checked_time(answered_at.unwrap_or(now))?;
        let id = CheckinId::make(self.db.rng());
        self.db.write(|tx| {
            let questions = record::questions(tx, known, answered_at, &self.text)?;
            let answers = record::checked_answers(&questions, answers)?;
            promised::keep(tx, &answers, &[], answered_at, now)?;
            draft::discard(tx, &set)?;
            if let Some(slot) = slot {
                reminder::answered(tx, slot, &set, now)?;
            }
            rows::insert(tx, id, &Record { set, answered_at, slot, answers }, now)
        })?;
        Ok(id)
    }

    /// The whole check-in, each question as it was asked.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn show(&self, id: CheckinId) -> Result<CheckinView> {
        self.db.read(|conn| rows::view(conn, id, &self.text))
    }

    /// Changes a check-in. What it said before becomes a version; a request that changes nothing keeps nothing.
    ///
    /// # Errors
    /// `NotFound`; `BadField` as [`Checkins::answer`].
    pub fn edit(&self, id: CheckinId, request: EditCheckinRequest) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let old = rows::find(tx, id)?;
            let mut new = old.record.clone();
            if let Some(answered_at) = request.answered_at {
                new.answered_at = record::checked_time(answered_at)?;
            }
            if let Some(answers) = request.answers {
                let questions = self.questions_of(tx, &old.record)?;
                new.answers = record::checked_answers(&questions, answers)?;
                promised::keep(tx, &new.answers, &old.record.answers, new.answered_at, now)?;
            }
            if old.record.says_the_same(&new) { Ok(()) } else { rows::replace(tx, &old, &new, now) }
        })
    }

    /// Earlier versions of a check-in, oldest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn versions(&self, id: CheckinId) -> Result<Vec<CheckinVersionView>> {
        self.db.read(|conn| rows::versions(conn, id, &self.text))
    }

    /// Removes the bytes of all earlier versions. The check-in stays as it is. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn clear_versions(&self, id: CheckinId) -> Result<()> {
        self.db.remove(|tx| rows::clear_versions(tx, id))
    }

    /// Removes a check-in's bytes, with its earlier versions. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete(&self, id: CheckinId) -> Result<()> {
        self.db.remove(|tx| rows::delete(tx, id))
    }

    /// One page of check-ins, newest first, of one set or of all. `limit` is 1 to 500; `after` is the `next` of the
    /// page before. What is answered or deleted between two pages shifts nothing.
    ///
    /// # Errors
    /// `BadField`: `set`, `limit`, `after` (not a `next` of this list).
    pub fn history(&self, set: Option<&str>, limit: u32, after: Option<&str>) -> Result<CheckinPage> {
        if let Some(set) = set {
            known_set(set)?;
        }
        self.db.read(|conn| rows::page(conn, set, limit, after))
    }

    /// Keeps what is answered so far: makes the draft of a set, or replaces it. A blank text may stand in it.
    ///
    /// # Errors
    /// `BadField` as [`Checkins::answer`]; the draft from before stays.
    pub fn save_draft(&self, set: &str, answers: Vec<ItemAnswer>, slot: Option<Slot>) -> Result<()> {
        let known = known_set(set)?;
        let now = self.now();
        self.db.write(|tx| {
            let questions = record::questions(tx, known, now, &self.text)?;
            record::checked_answers(&questions, answers.clone())?;
            draft::save(tx, set, &answers, slot, now)
        })
    }

    /// What was answered so far. Answers that no question asks for any more are left out.
    ///
    /// # Errors
    /// `BadField`: `set`.
    pub fn draft(&self, set: &str) -> Result<Option<CheckinDraftView>> {
        let known = known_set(set)?;
        let now = self.now();
        self.db.read(|conn| draft::of_set(conn, set, &record::questions(conn, known, now, &self.text)?))
    }

    /// Removes the bytes of a set's draft.
    ///
    /// # Errors
    /// `NotFound` when none waits; `BadField`: `set`.
    pub fn discard_draft(&self, set: &str) -> Result<()> {
        known_set(set)?;
        self.db.remove(|tx| if draft::discard(tx, set)? { Ok(()) } else { Err(crate::MendError::NotFound) })
    }

    /// Adds a question of one's own to a set, behind those that ship: one line of at most 300 characters. It is
    /// private, and its words stay as they are: for other words remove it and add another.
    ///
    /// # Errors
    /// `BadField`: `set`, `question` (empty, too long, more than a line), `questions` (20 are kept already).
    pub fn add_question(&self, set: &str, words: &str, answer: OwnAnswer) -> Result<QuestionId> {
        known_set(set)?;
        let words = own::checked_words(words)?;
        let scale = |scale: &str, polarity| Kind::Scale { scale: scale.to_owned(), polarity };
        let kind = match answer {
            OwnAnswer::Frequency(polarity) => scale("frequency", polarity),
            OwnAnswer::Agreement(polarity) => scale("agreement", polarity),
            OwnAnswer::Feelings => Kind::Feelings,
            OwnAnswer::Text => Kind::Text,
            OwnAnswer::YesNo => Kind::YesNo,
        };
        let id = QuestionId::make(self.db.rng());
        self.db.write(|tx| own::add(tx, id, set, &kind, words))?;
        Ok(id)
    }

    /// Removes a question of one's own. It is asked no more, and the draft of its set forgets the answer to it.
    /// Check-ins that answered it keep question and answer until they are deleted.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn remove_question(&self, id: QuestionId) -> Result<()> {
        self.db.remove(|tx| {
            let set = own::remove(tx, id)?;
            draft::forget(tx, &set, &own::item_id(id))
        })
    }

    fn view(&self, conn: &Connection, set: &Set) -> Result<SetView> {
        let promised = Promised::at(conn, self.now())?;
        let (alone, together): (Vec<_>, Vec<_>) = set.item.iter().partition(|item| item.part == Part::Alone);
        let window = alone.last().map_or(Window::Now, |item| item.window);
        let own = own::of_set(conn, &set.id)?.into_iter().map(|question| question.own_view(window, &self.text));
        let mut items: Vec<_> = alone.into_iter().map(|item| item.view(&promised, &self.text)).collect();
        items.extend(own);
        let parts = [Some(Part::Alone), (!together.is_empty()).then_some(Part::Together)];
        items.extend(together.into_iter().map(|item| item.view(&promised, &self.text)));
        Ok(SetView {
            id: set.id.clone(),
            title: self.text.get(&format!("checkin-set-{}", set.id), &[]),
            about: self.text.get(&format!("checkin-set-{}.about", set.id), &[]),
            minutes: set.minutes,
            items,
            parts: parts.into_iter().flatten().map(|part| self.part(part)).collect(),
            skip: self.text.get("checkin-skip", &[]),
            draft: draft::waits(conn, &set.id)?,
        })
    }

    fn part(&self, part: Part) -> PartView {
        let message = match part {
            Part::Alone => "checkin-part-alone",
            Part::Together => "checkin-part-together",
        };
        let about = self.text.get(&format!("{message}.about"), &[]);
        PartView { part, title: self.text.get(message, &[]), about }
    }

    /// What a check-in can be answered with when it is changed: the questions as they were asked, and today's others.
    fn questions_of(&self, conn: &Connection, record: &Record) -> Result<Vec<question::Question>> {
        let mut questions = record::questions(conn, known_set(&record.set)?, record.answered_at, &self.text)?;
        for answered in &record.answers {
            let asked = answered.question.clone();
            match questions.iter_mut().find(|question| question.item == asked.item) {
                Some(today) => *today = asked,
                None => questions.push(asked),
            }
        }
        Ok(questions)
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        crate::clock::whole_millis(self.db.clock().now())
    }
}

#[cfg(test)]
mod tests;

//! Promises: what a person means to do, so that it can be counted. Private.
//!
//! [`Promises`] is all that others see. Below it, one file for each job: `terms` checks what a promise says and takes
//! its hash, `rows` keeps its versions, `log` how its days went, `review` what its owner says of it, `content` knows
//! the templates that ship and the wording that is worth a second look, `checkin` what check-ins ask and write.
//!
//! - Only its owner makes, changes and ends a promise; it counts without anyone's yes. Nothing here knows of the
//!   partner: a version can be offered later, and then a yes is said to its hash.
//! - A change is a new version, from a day on that has no result. The versions before stay as they were.
//! - A day of which nothing was said is no miss. No streak, no share, no total.

mod checkin;
mod content;
pub mod limits;
mod log;
mod offer;
mod review;
mod rows;
mod tables;
mod terms;
mod types;

use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};
use rusqlite::Connection;

pub(crate) use self::checkin::{day_of, due_on, is_known, log_day, log_week, of_week};
pub(crate) use self::content::fitting_notes;
pub(crate) use self::content::serves;
#[cfg(test)]
pub(crate) use self::content::{known_note_ids, messages_needed};
pub(crate) use self::offer::{hash_of_offer, mark_offered, offer_of, review_of};
use self::rows::Stored;
pub(crate) use self::tables::TABLES;
use self::terms::Terms;
pub use self::types::*;
use crate::clock::{millis, whole_millis};
use crate::journal::date_of;
use crate::page::{Asked, Cursor};
use crate::reminder::{self, Cadence, ScheduleRequest, Subject, Weekday, Zone};
use crate::space::{Db, Private};
use crate::text::Text;
use crate::{MendError, PromiseId, Result, ReviewId, settings};

/// The promises of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has changed nothing. Today is the day of the
/// journal: it ends at the hour of the settings.
#[derive(Clone)]
pub struct Promises {
    db: Db<Private>,
    text: Arc<Text>,
}

impl Promises {
    /// `text` says the templates, the notes and the counts.
    pub(crate) fn new(db: Db<Private>, text: Arc<Text>) -> Self {
        Self { db, text }
    }

    /// Makes a promise and gives its id; it is safely on the disk when this returns.
    ///
    /// # Errors
    /// `BadField` with the name of the field that is out of bounds ([`limits`]): `what`, `n`, `days`, `day`, `nth`,
    /// `cadence` (it falls on no day from the first to the last), `first_day` (past, or too far ahead), `last_day`
    /// (`Empty`: a promise ends; `OutOfRange`: 1 to 90 days, counted from the first), `tell`.
    pub fn add(&self, request: PromiseRequest) -> Result<PromiseId> {
        let id = PromiseId::make(self.db.rng());
        let now = self.now();
        self.db.write(|tx| add_within(tx, id, request, now))?;
        Ok(id)
    }

    /// Makes a new version, which holds from a day on that has no result yet. The versions before stay readable. A
    /// request that changes nothing keeps nothing.
    ///
    /// # Errors
    /// `NotFound`; `BadField` as [`Promises::add`], and `promise` (it is over, or ended), `versions` (100 are kept).
    pub fn change(&self, id: PromiseId, change: PromiseChange) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let today = today(tx, now)?;
            let promise = rows::find(tx, id)?.going_on(today)?;
            let logged = log::last_day(tx, promise.row)?;
            let free = logged.map_or(today, |day| today.max(next_day(day)));
            let terms = promise.latest().changed(change, free, today)?;
            if promise.latest().says_the_same(&terms) {
                Ok(())
            } else {
                rows::add_version(tx, promise.row, &terms, now)
            }
        })
    }

    /// Ends a promise early: it is due on no day after today. What was logged stays, and today can still be. There is
    /// no way back; a schedule that asks to look at it again goes on until it is ended too.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `promise` (it is over, or ended).
    pub fn end(&self, id: PromiseId) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let today = today(tx, now)?;
            rows::end(tx, rows::find(tx, id)?.going_on(today)?.row, today)
        })
    }

    /// Removes a promise's bytes, with its versions, its log and its reviews, and the schedules that ask to look at it
    /// again. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete(&self, id: PromiseId) -> Result<()> {
        self.db.remove(|tx| {
            rows::delete(tx, id)?;
            reminder::remove_all_for(tx, &Subject::PromiseReview { promise: id.to_string() })
        })
    }

    /// One page of promises, the newest first; those that are over too. `limit` is 1 to 500; `after` is the `next` of
    /// the page before.
    ///
    /// # Errors
    /// `BadField`: `limit`, `after` (not a `next` of this list).
    pub fn list(&self, limit: u32, after: Option<&str>) -> Result<PromisePage> {
        let asked = Asked::checked(limit, after)?;
        let now = self.now();
        self.db.read(|conn| {
            let today = today(conn, now)?;
            let place = |last: &Stored| Cursor { at: millis(last.made_at), row: last.row };
            let (stored, next) = asked.page(|before, limit| rows::before(conn, before, limit), place)?;
            let promises = stored.iter().map(|promise| self.row(conn, promise, today)).collect::<Result<_>>()?;
            Ok(PromisePage { promises, next })
        })
    }

    /// The whole promise with all its versions.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn show(&self, id: PromiseId) -> Result<PromiseView> {
        let now = self.now();
        self.db.read(|conn| {
            let (today, promise) = (today(conn, now)?, rows::find(conn, id)?);
            let said = log::outcome(conn, promise.row, today)?.is_some();
            Ok(PromiseView {
                row: self.row(conn, &promise, today)?,
                begins: promise.begins(),
                ended_on: promise.ended_on,
                next_day: promise.next_day(if said { next_day(today) } else { today }),
                versions: promise.version_views(),
                reviews: review::count(conn, promise.row)?,
            })
        })
    }

    /// The promises that are due on a day, with what was said of it; in the order in which they were made. Today, if
    /// no day is given.
    pub fn due(&self, day: Option<NaiveDate>) -> Result<Vec<DuePromise>> {
        let now = self.now();
        self.db.read(|conn| {
            let day = day.map_or_else(|| today(conn, now), Ok)?;
            let due = rows::around(conn, day)?.into_iter().filter(|promise| promise.is_due(day));
            due.map(|promise| {
                let what = promise.on(day).map_or_else(String::new, |(_, terms)| terms.what.clone());
                Ok(DuePromise { id: promise.id, what, day, outcome: log::outcome(conn, promise.row, day)? })
            })
            .collect()
        })
    }

    /// Writes down how a day went, in place of what was said of it; that stays in the day's history. Also for a day of
    /// a promise that is over. Saying the same again writes nothing.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `due_day` (`TooLate`: still ahead; `Unknown`: not due on it), `note`, `amends`.
    pub fn log(&self, id: PromiseId, request: LogRequest) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| log::write(tx, &rows::find(tx, id)?, request, today(tx, now)?, now))
    }

    /// All that was said of a day, oldest first; the last one counts.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn log_history(&self, id: PromiseId, day: NaiveDate) -> Result<Vec<LogView>> {
        self.db.read(|conn| log::of_day(conn, rows::find(conn, id)?.row, day, &self.text))
    }

    /// Removes the bytes of all that was said of a day. There is no way back.
    ///
    /// # Errors
    /// `NotFound`, also when nothing was said.
    pub fn remove_log(&self, id: PromiseId, day: NaiveDate) -> Result<()> {
        self.db.remove(|tx| log::remove(tx, rows::find(tx, id)?.row, day))
    }

    /// One page of the days on which a promise was due, today included, the newest first. `limit` is 1 to 500; `after`
    /// is the `next` of the page before.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `limit`, `after`.
    pub fn days(&self, id: PromiseId, limit: u32, after: Option<&str>) -> Result<DayPage> {
        let now = self.now();
        self.db.read(|conn| log::page(conn, &rows::find(conn, id)?, limit, after, today(conn, now)?, &self.text))
    }

    /// Keeps a review in its owner's words: up to 64 KiB of UTF-8, as they are. It is private.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `review` (empty or too long), `reviews` (200 are kept already).
    pub fn review(&self, id: PromiseId, text: String) -> Result<ReviewId> {
        let (review, now, text) = (ReviewId::make(self.db.rng()), self.now(), review::checked(text)?);
        self.db.write(|tx| review::add(tx, rows::find(tx, id)?.row, review, &text, now))?;
        Ok(review)
    }

    /// Changes a review; its earlier words are kept.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `review`.
    pub fn edit_review(&self, id: ReviewId, text: String) -> Result<()> {
        let (now, text) = (self.now(), review::checked(text)?);
        self.db.write(|tx| review::edit(tx, id, &text, now))
    }

    /// Removes a review's bytes, with its earlier words. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete_review(&self, id: ReviewId) -> Result<()> {
        self.db.remove(|tx| review::remove(tx, id))
    }

    /// The reviews of a promise, in the order in which they were begun.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn reviews(&self, id: PromiseId) -> Result<Vec<ReviewView>> {
        self.db.read(|conn| review::of(conn, rows::find(conn, id)?.row))
    }

    /// Removes the bytes of what the log and the reviews said before they were changed. What they say now stays, and
    /// so does every version of the promise. There is no way back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn clear_history(&self, id: PromiseId) -> Result<()> {
        self.db.remove(|tx| {
            let promise = rows::find(tx, id)?.row;
            log::clear_history(tx, promise)?;
            review::clear_history(tx, promise)
        })
    }

    /// A last day to offer where nobody chose one: four weeks, the first day counted. Today, if no first day is given.
    pub fn usual_last_day(&self, first_day: Option<NaiveDate>) -> Result<NaiveDate> {
        let now = self.now();
        let first_day = first_day.map_or_else(|| self.db.read(|conn| today(conn, now)), Ok)?;
        Ok(usual_last_day(first_day))
    }

    /// A schedule to offer for looking at a promise again: once a week until its last day, on that weekday, at 18:00.
    /// Nothing is made by itself; hand it to [`reminder::Reminders::add`] if its owner wants it.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `promise` (it is over, or ended).
    pub fn review_schedule(&self, id: PromiseId) -> Result<ScheduleRequest> {
        let now = self.now();
        let promise = self.db.read(|conn| rows::find(conn, id)?.going_on(today(conn, now)?))?;
        let last_day = promise.latest().last_day;
        Ok(ScheduleRequest {
            subject: Subject::PromiseReview { promise: id.to_string() },
            cadence: Cadence::Weekly { n: 1, days: vec![Weekday::of(last_day)], week_start: Weekday::Mo },
            times: vec![EVENING],
            zone: Zone::Floating,
            anchor: None,
            grace_minutes: reminder::limits::USUAL_GRACE_MINUTES,
            until: Some(last_day),
            notice: None,
        })
    }

    /// Promises that ship to begin from, in the order to show them. What is taken of one is its owner's own from then
    /// on.
    pub fn templates(&self) -> Vec<TemplateView> {
        template_views(&self.text)
    }

    /// # Errors
    /// `BadField`: `template` (there is none of this id).
    pub fn template(&self, id: &str) -> Result<TemplateView> {
        content::template(id).map(|template| template.view(&self.text))
    }

    /// What is worth a second look in some words, before or after they are promised. It keeps nothing and refuses
    /// nothing, and most words have none.
    pub fn notes(&self, what: &str) -> Vec<NoteView> {
        content::notes(what, &self.text)
    }

    fn row(&self, conn: &Connection, promise: &Stored, today: NaiveDate) -> Result<PromiseRow> {
        let Terms { what, cadence, anchor: _, first_day, last_day, tell } = promise.latest().clone();
        Ok(PromiseRow {
            id: promise.id,
            what,
            cadence,
            first_day,
            last_day,
            tell,
            state: promise.state(today),
            counted: log::counted(conn, promise.row, &self.text)?,
            made_at: promise.made_at,
        })
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        whole_millis(self.db.clock().now())
    }
}

/// [`Promises::add`] inside its caller's transaction.
pub(crate) fn add_within(
    conn: &Connection,
    id: PromiseId,
    request: PromiseRequest,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    rows::insert(conn, id, &Terms::checked(request, today(conn, now)?)?, now)
}

/// What a promise says now; `None` where its owner deleted it.
pub(crate) fn what_of(conn: &Connection, id: PromiseId) -> Result<Option<String>> {
    match rows::find(conn, id) {
        Ok(promise) => Ok(Some(promise.latest().what.clone())),
        Err(MendError::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

pub(crate) fn template_views(text: &Text) -> Vec<TemplateView> {
    content::shipped().iter().map(|template| template.view(text)).collect()
}

pub(crate) fn usual_last_day(first_day: NaiveDate) -> NaiveDate {
    terms::last_of(first_day, limits::USUAL_DAYS)
}

/// When a review is offered to be asked for.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("a time of the day");

fn today(conn: &Connection, now: DateTime<FixedOffset>) -> Result<NaiveDate> {
    Ok(date_of(now, settings::day_ends_at(conn)?))
}

fn next_day(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
pub(crate) mod tests;

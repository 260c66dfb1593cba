//! Agreements: what two people want to hold to, written down item by item. A draft is private until it is offered.
//!
//! [`Agreements`] is all that others see. Below it, one file for each job: `terms` checks what a version says and takes
//! its hash, `state` tells where each version stands, `rows` keeps them, `content` knows the topics and the templates
//! that ship and the wording that is worth a second look.
//!
//! - A yes is said to a version by its hash: to all that it says, its two days included. In force is what both said yes
//!   to. With no second phone a yes makes it "as I wrote it down" and no more; the partner's yes comes by sync, and
//!   nothing here stands in for it.
//! - A version is never changed. Another day to look at it again is another version too, and takes a yes of both like
//!   any other: so both know until when it holds, and nobody moves that day alone. Whoever looked at an agreement and
//!   leaves it as it is says so with [`Agreements::review`], which moves the day and carries on their own yes.
//! - Openness is offered by the one who gives it, ends by itself, and never goes on by itself: looking at it again
//!   cannot move its last day. Only a change that its owner makes on purpose can.
//! - A yes is taken back at any time, for no reason. It does not come back: a new version can have another.
//! - A line, what one will do and what not, needs nobody's yes. It is a card of the journal, and no kind of agreement.
//! - No agreement covers sex, and a no of today outranks anything written. That stands with every one.
//!
//! The hash is SHA-256 over `mend agreement 1`, a line feed, and seven fields, each as its length in bytes (`u64`,
//! little-endian) and its UTF-8: the kind (`habit`, `ritual`, `transparency`); the id of a listed topic, or nothing; a
//! topic in one's own words, or nothing; the words; the owner (`writer`, `partner` or `both`, by the one who began the
//! agreement); the day to look at it again; the last day, or nothing. Days are `YYYY-MM-DD`. Nothing else goes in: no
//! id, no name, no time. So a yes is always said to a version *of an agreement*, by the id of the one and the hash of
//! the other, and no agreement has two versions with one hash.

mod both;
mod content;
pub mod limits;
mod offer;
mod rows;
mod state;
mod tables;
mod terms;
mod types;
mod views;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use rusqlite::Connection;

#[cfg(test)]
pub(crate) use self::content::messages_needed;
pub(crate) use self::content::{caveat, kind_words, owner_words, serves, state_words};
use self::limits::bad;
pub(crate) use self::offer::{hash_of_version, offer_of};
use self::rows::Stored;
pub(crate) use self::state::{Proposal, Said, shown, states};
pub(crate) use self::tables::TABLES;
use self::terms::{Terms, after};
pub use self::types::*;
use crate::clock::{millis, whole_millis};
use crate::error::FieldProblem;
use crate::journal::date_of;
use crate::page::{Asked, Cursor};
use crate::promise::NoteView;
use crate::reminder::{self, Cadence, ScheduleRequest, Subject, Zone};
use crate::space::{Db, Private, Together};
use crate::text::Text;
use crate::{AgreementId, MendError, Result, settings};

/// The agreements of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has changed nothing. Today is the day of the
/// journal: it ends at the hour of the settings.
#[derive(Clone)]
pub struct Agreements {
    db: Db<Private>,
    /// What both know, where there is someone else.
    together: Option<Db<Together>>,
    text: Arc<Text>,
}

impl Agreements {
    /// `text` says the topics, the templates, the states and the notes.
    pub(crate) fn new(db: Db<Private>, text: Arc<Text>) -> Self {
        Self { db, together: None, text }
    }

    /// The same, with what the partner said to those that are shared.
    pub(crate) fn known_by(self, together: Db<Together>) -> Self {
        Self { together: Some(together), ..self }
    }

    /// Writes an agreement as a draft and gives its id; it is safely on the disk when this returns.
    ///
    /// # Errors
    /// `BadField` with the name of the field that is out of bounds ([`limits`]): `topic`, `words`, `owner` (of openness
    /// another than oneself), `review_day` (`Empty`: it has to be there; not ahead, or too far), `holds_until` (`Empty`:
    /// openness has a last day; not ahead, or too far).
    pub fn add(&self, request: AgreementRequest) -> Result<AgreementId> {
        let id = AgreementId::make(self.db.rng());
        let now = self.now();
        self.db.write(|tx| insert_within(tx, id, request, now, today(tx, now)?))?;
        Ok(id)
    }

    /// Makes a new version, without a yes. The versions before stay readable, and one that holds goes on until the new
    /// one has its yes. A request that changes nothing keeps nothing.
    ///
    /// # Errors
    /// `NotFound`; `BadField` as [`Agreements::add`], and `agreement` (its last day is past), `agreement_versions`
    /// (`Twice`: an earlier version says the same; 100 are kept).
    pub fn change(&self, id: AgreementId, change: AgreementChange) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let today = today(tx, now)?;
            let agreement = rows::find(tx, id)?.not_lapsed(today)?;
            let terms = agreement.latest().terms.changed(change, today)?;
            if terms != agreement.latest().terms {
                rows::add_version(tx, &agreement, &terms, now)?;
            }
            Ok(())
        })
    }

    /// Says yes to the latest version, by its hash: whoever saw another one says yes to nothing. A second yes to the
    /// same changes nothing.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `agreement` (its last day is past), `version` (`Unknown`: it has no such version;
    /// `OutOfRange`: there is a newer one, of this number; `Twice`: this yes was taken back), `review_day` (the day to
    /// look at it again is past: it needs another first).
    pub fn accept(&self, id: AgreementId, hash: VersionHash) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let today = today(tx, now)?;
            let agreement = rows::find(tx, id)?.not_lapsed(today)?;
            let Some(index) = agreement.versions.iter().position(|version| version.hash == hash) else {
                return Err(bad("version", FieldProblem::Unknown));
            };
            only_the_latest(&agreement, index)?;
            let version = agreement.latest();
            if version.withdrawn_at.is_some() {
                return Err(bad("version", FieldProblem::Twice));
            }
            if version.terms.review_day < today {
                return Err(bad("review_day", FieldProblem::TooEarly { earliest: after(today, 1) }));
            }
            // Where both know it, it is said there too, and first: what the partner can hear of is what counts.
            self.say_yes_to_both(tx, id, hash, now)?;
            if version.has_yes() { Ok(()) } else { rows::say_yes(tx, version.row, now) }
        })
    }

    /// Takes one's own yes back, from every version that has it: at any time, for no reason, and for good. A new
    /// version can have a yes again.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `acceptance` (no version has one's yes).
    pub fn withdraw(&self, id: AgreementId) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let agreement = rows::find(tx, id)?.row;
            let told = self.withdraw_from_both(tx, id, now)?;
            match told + rows::withdraw(tx, agreement, now)? {
                0 => Err(bad("acceptance", FieldProblem::Empty)),
                _ => Ok(()),
            }
        })
    }

    /// Says that one looked at it today and leaves it as it is, until the next look on `next`. It becomes a version that
    /// differs in that day alone. One's own yes goes with it, if the version before has it; its last day does not move.
    /// The day that is named already keeps nothing.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `agreement` (its last day is past), `version` (`OutOfRange`: a newer version, of this
    /// number, waits for a yes), `review_day` (not ahead, more than 90 days ahead, after its last day),
    /// `holds_until` (today is its last day), `agreement_versions` (as [`Agreements::change`]).
    pub fn review(&self, id: AgreementId, next: NaiveDate) -> Result<()> {
        let now = self.now();
        self.db.write(|tx| {
            let today = today(tx, now)?;
            let agreement = rows::find(tx, id)?.not_lapsed(today)?;
            only_the_latest(&agreement, agreement.shown(&self.both(tx, id)?, today).0)?;
            let latest = agreement.latest();
            let terms = latest.terms.looked_at(next, today)?;
            if terms == latest.terms {
                return Ok(());
            }
            let version = rows::add_version(tx, &agreement, &terms, now)?;
            if latest.has_yes() { rows::say_yes(tx, version, now) } else { Ok(()) }
        })
    }

    /// Removes an agreement's bytes, with its versions, and the schedules that ask to look at it again. There is no way
    /// back.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn delete(&self, id: AgreementId) -> Result<()> {
        self.db.remove(|tx| {
            rows::delete(tx, id)?;
            reminder::remove_all_for(tx, &Subject::AgreementReview { agreement: id.to_string() })
        })
    }

    /// One page of agreements, the newest first; those that have ended too. `limit` is 1 to 500; `after` is the `next`
    /// of the page before.
    ///
    /// # Errors
    /// `BadField`: `limit`, `after` (not a `next` of this list).
    pub fn list(&self, limit: u32, after: Option<&str>) -> Result<AgreementPage> {
        let asked = Asked::checked(limit, after)?;
        let now = self.now();
        self.db.read(|conn| {
            let today = today(conn, now)?;
            let place = |last: &Stored| Cursor { at: millis(last.made_at), row: last.row };
            let (stored, next) = asked.page(|before, limit| rows::before(conn, before, limit), place)?;
            let row = |agreement: &Stored| Ok(self.row(agreement, &self.both(conn, agreement.id)?, today));
            let agreements = stored.iter().map(row).collect::<Result<_>>()?;
            Ok(AgreementPage { agreements, next, caveat: self.caveat() })
        })
    }

    /// The whole agreement with all its versions.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn show(&self, id: AgreementId) -> Result<AgreementView> {
        let now = self.now();
        self.db.read(|conn| {
            let (today, agreement) = (today(conn, now)?, rows::find(conn, id)?);
            let both = self.both(conn, id)?;
            let row = self.row(&agreement, &both, today);
            let versions = self.version_views(&agreement, &both, today);
            Ok(AgreementView { row, versions, caveat: self.caveat() })
        })
    }

    /// What asks to be looked at today: agreements whose day for it has come or is past, and those that end within 14
    /// days, today included. Drafts too; what has ended or was taken back asks for nothing.
    pub fn due(&self) -> Result<DueAgreements> {
        let now = self.now();
        self.db.read(|conn| {
            let today = today(conn, now)?;
            let row = |one: &Stored| Ok(self.row(one, &self.both(conn, one.id)?, today));
            let rows = rows::perhaps_due(conn, today)?.iter().map(row).collect::<Result<Vec<_>>>()?;
            let alive = |row: &&AgreementRow| !matches!(row.state, AgreementState::Withdrawn | AgreementState::Lapsed);
            let soon = today..=after(today, limits::LAPSING_DAYS);
            let lapses = |row: &&AgreementRow| row.holds_until.is_some_and(|last| soon.contains(&last));
            let alive = || rows.iter().filter(alive);
            let mut review: Vec<_> = alive().filter(|row| row.review_day <= today).cloned().collect();
            let mut lapsing: Vec<_> = alive().filter(lapses).cloned().collect();
            review.sort_by_key(|row| row.review_day);
            lapsing.sort_by_key(|row| row.holds_until);
            Ok(DueAgreements { review, lapsing })
        })
    }

    /// A day to offer where nobody chose one to look at it again: in four weeks, or on the last day if that comes first.
    pub fn usual_review_day(&self, holds_until: Option<NaiveDate>) -> Result<NaiveDate> {
        let now = self.now();
        self.db.read(|conn| Ok(terms::usual_review_day(today(conn, now)?, holds_until)))
    }

    /// A schedule to offer for looking at an agreement again: once, on its day, at 18:00. Nothing is made by itself; hand
    /// it to [`reminder::Reminders::add`] if its owner wants it. A later day is another schedule.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `agreement` (its last day is past), `review_day` (it is past).
    pub fn review_schedule(&self, id: AgreementId) -> Result<ScheduleRequest> {
        let now = self.now();
        let found = self.db.read(|conn| Ok((today(conn, now)?, rows::find(conn, id)?, self.both(conn, id)?)));
        let (today, agreement, both) = found?;
        let agreement = agreement.not_lapsed(today)?;
        let day = agreement.versions[agreement.shown(&both, today).0].terms.review_day;
        if day < today {
            return Err(bad("review_day", FieldProblem::TooEarly { earliest: after(today, 1) }));
        }
        Ok(ScheduleRequest {
            subject: Subject::AgreementReview { agreement: id.to_string() },
            cadence: Cadence::Daily { n: 1 },
            times: vec![EVENING],
            zone: Zone::Floating,
            anchor: Some(day),
            grace_minutes: reminder::limits::USUAL_GRACE_MINUTES,
            until: Some(day),
            notice: None,
        })
    }

    /// What an agreement can be about, in the order to show it; or anything else, in one's own words.
    pub fn topics(&self) -> Vec<TopicView> {
        content::topics(&self.text)
    }

    /// Agreements that ship to begin from, in the order to show them. What is taken of one is its writer's own from
    /// then on.
    pub fn templates(&self) -> Vec<AgreementTemplateView> {
        content::shipped().iter().map(|template| template.view(&self.text)).collect()
    }

    /// # Errors
    /// `BadField`: `template` (there is none of this id).
    pub fn template(&self, id: &str) -> Result<AgreementTemplateView> {
        content::template(id).map(|template| template.view(&self.text))
    }

    /// What is worth a second look in some words, before or after they are agreed on. It keeps nothing and refuses
    /// nothing, and most words have none.
    pub fn notes(&self, words: &str) -> Vec<NoteView> {
        content::notes(words, &self.text)
    }

    /// What no agreement covers. Show it wherever one is shown or written.
    pub fn caveat(&self) -> String {
        caveat(&self.text)
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        whole_millis(self.db.clock().now())
    }
}

/// Writes an agreement as a draft, inside its caller's transaction.
///
/// # Errors
/// As [`Agreements::add`].
pub(crate) fn insert_within(
    conn: &Connection,
    id: AgreementId,
    request: AgreementRequest,
    now: DateTime<FixedOffset>,
    today: NaiveDate,
) -> Result<()> {
    rows::insert(conn, id, &Terms::checked(request, today)?, now)
}

/// A request within all bounds, its texts trimmed, as a version written today would say it.
pub(crate) fn checked(request: AgreementRequest, today: NaiveDate) -> Result<AgreementRequest> {
    let Terms { topic, words, kind, owner, review_day, holds_until } = Terms::checked(request, today)?;
    Ok(AgreementRequest { topic, words, kind, owner, review_day: Some(review_day), holds_until })
}

/// What an agreement says now; `None` where its writer deleted it.
pub(crate) fn words_of(conn: &Connection, id: AgreementId) -> Result<Option<String>> {
    match rows::find(conn, id) {
        Ok(agreement) => Ok(Some(agreement.latest().terms.words.clone())),
        Err(MendError::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

/// A day to offer for looking at an agreement again.
pub(crate) fn usual_review_day(today: NaiveDate) -> NaiveDate {
    terms::usual_review_day(today, None)
}

/// The topic of a list, or one in own words.
pub(crate) fn topic_of(key: &str, words: &str) -> Topic {
    if content::is_topic(key) { Topic::listed(key) } else { Topic::Own { words: words.to_owned() } }
}

/// When a review is offered to be asked for.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("a time of the day");

fn today(conn: &Connection, now: DateTime<FixedOffset>) -> Result<NaiveDate> {
    Ok(date_of(now, settings::day_ends_at(conn)?))
}

/// Refuses a version that another one came after.
fn only_the_latest(agreement: &Stored, index: usize) -> Result<()> {
    let latest = agreement.count();
    if index as u32 + 1 == latest {
        return Ok(());
    }
    Err(bad("version", FieldProblem::OutOfRange { least: latest.into(), most: latest.into() }))
}

#[cfg(test)]
mod tests;

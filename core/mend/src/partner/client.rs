//! What the two share, as its users see it.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use zeroize::Zeroizing;

use super::meeting::State;
use super::objects::{self, Shown};
use super::views::{FrameKeys, MeetingView, OfferView, OutgoingView, PairView, ReceivedView};
use super::{ItemPage, ItemRow, ItemView, PendingOffer, Side, Unconfirmed, answer, rows, saying, sync};
use crate::clock::whole_millis;
use crate::error::{MendError, Result};
use crate::page::{Asked, Cursor};
use crate::space::{Db, Together};
use crate::text::Text;
use crate::{ItemId, Passphrase, Session};

/// The pair, what goes from one phone to the other, and what came. In every session, also one that opened nothing
/// else; it names nobody. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has changed nothing.
#[derive(Clone)]
pub struct Partner {
    session: Session,
    db: Db<Together>,
    text: Arc<Text>,
}

impl Partner {
    /// `text` says what both read, and so names nobody.
    pub(crate) fn new(session: Session, db: Db<Together>, text: Arc<Text>) -> Self {
        Self { session, db, text }
    }

    /// The pair of today, if this phone is paired.
    pub fn pair(&self) -> Result<Option<PairView>> {
        self.db.read(|conn| Ok(rows::current_pair(conn)?.map(|pair| PairView::of(&pair))))
    }

    /// Begins a pairing: the bytes to show, which the other phone answers. It lives ten minutes, takes one answer, and
    /// is gone with the lock. Another pairing that was under way here ends.
    ///
    /// # Errors
    /// `WrongPassphrase`, `WaitBeforeNextTry`.
    pub fn offer(&self, again: &Passphrase) -> Result<OfferView> {
        self.session.ask_again(again)?;
        let inner = self.session.inner();
        let offer = PendingOffer::make(&*inner.options.rng, inner.meeting.clock());
        let view = OfferView { code: offer.code().to_vec(), seconds_left: offer.seconds_left(inner.meeting.clock()) };
        self.remember(State::Offered(Box::new(offer)))?;
        Ok(view)
    }

    /// Seconds for which the offer still takes an answer; 0 where none is shown.
    pub fn offer_seconds_left(&self) -> u32 {
        let meeting = &self.session.inner().meeting;
        match &*meeting.state() {
            Some(State::Offered(offer)) => offer.seconds_left(meeting.clock()),
            _ => 0,
        }
    }

    /// Takes the answer that the other phone shows. A code that is none, or is for another offer, leaves the offer as it
    /// was.
    ///
    /// # Errors
    /// `NoPairing` (no offer is shown), `BadCode`.
    pub fn take_answer(&self, code: &[u8]) -> Result<MeetingView> {
        let inner = self.session.inner();
        let met = match &mut *inner.meeting.state() {
            Some(State::Offered(offer)) => offer.accept(code, &*inner.options.rng, inner.meeting.clock()),
            _ => return Err(MendError::NoPairing),
        };
        self.met(met.map_err(|problem| MendError::BadCode { problem })?)
    }

    /// Answers an offer that was scanned: the bytes to show, and the words to compare.
    ///
    /// # Errors
    /// `WrongPassphrase`, `WaitBeforeNextTry`, `BadCode`.
    pub fn answer(&self, offer: &[u8], again: &Passphrase) -> Result<(Vec<u8>, MeetingView)> {
        self.session.ask_again(again)?;
        let inner = self.session.inner();
        let answered = {
            let state = inner.meeting.state();
            let own = match &*state {
                Some(State::Offered(own)) => Some(&**own),
                _ => None,
            };
            answer(offer, own, &*inner.options.rng)
        };
        let (code, met) = answered.map_err(|problem| MendError::BadCode { problem })?;
        Ok((code.to_vec(), self.met(met)?))
    }

    fn met(&self, met: Unconfirmed) -> Result<MeetingView> {
        let words = met.words().map(str::to_owned);
        let replaces = self.pair()?.is_some();
        self.remember(State::Met(Box::new(met)))?;
        Ok(MeetingView { words, replaces })
    }

    fn remember(&self, state: State) -> Result<()> {
        let meeting = &self.session.inner().meeting;
        *meeting.state() = Some(state);
        // A lock in between had nothing to forget yet.
        if self.session.is_locked() {
            meeting.forget();
            return Err(MendError::Locked);
        }
        Ok(())
    }

    /// The user said that both phones show the same four words: from now on this phone is paired. Where it is paired
    /// already, that pair ends as with [`Partner::unpair`], what was shared kept, and only with `replace`.
    ///
    /// # Errors
    /// `NoPairing` (no words to compare), `AlreadyPaired`; the pairing goes on then, and after every error of the disk.
    pub fn confirm(&self, replace: bool) -> Result<PairView> {
        // Before the words are taken up: an error here leaves them.
        let paired = self.pair()?.is_some();
        let mut state = self.session.inner().meeting.state();
        let met = match state.take() {
            Some(State::Met(met)) => met,
            other => {
                *state = other;
                return Err(MendError::NoPairing);
            }
        };
        let now = self.now();
        if paired && !replace {
            *state = Some(State::Met(met));
            return Err(MendError::AlreadyPaired);
        }
        let keys = met.keys();
        let uid = mend_vault::draw(self.db.rng());
        let work = |tx: &rusqlite::Transaction<'_>| {
            let ended = rows::current_pair(tx)?;
            if let Some(pair) = &ended {
                rows::end_pair(tx, pair, now)?;
            }
            rows::insert_pair(tx, uid, keys, now)?;
            Ok((PairView::of(&rows::the_pair(tx)?), ended.is_some()))
        };
        let (view, ended) = match self.db.write(work) {
            Ok(done) => done,
            // The other phone may be paired by now: once there is room, its user says yes again.
            Err(problem) => {
                *state = Some(State::Met(met));
                return Err(problem);
            }
        };
        drop(state);
        if ended {
            self.db.erase_traces()?;
        }
        Ok(view)
    }

    /// Forgets a pairing that is under way: the words differ, or nobody wants it.
    pub fn stop_pairing(&self) {
        self.session.inner().meeting.forget();
    }

    /// Ends the pair: at any time, alone, and nobody is told. The keys are wiped, and no code of the other phone opens
    /// here any more. What was shared stays readable here with `keep`, and is removed without. What the other phone has
    /// stays there.
    ///
    /// # Errors
    /// `WrongPassphrase`, `WaitBeforeNextTry`, `NotPaired`.
    pub fn unpair(&self, keep: bool, again: &Passphrase) -> Result<()> {
        self.session.ask_again(again)?;
        let now = self.now();
        self.db.remove(|tx| {
            let pair = rows::the_pair(tx)?;
            rows::end_pair(tx, &pair, now)?;
            if keep { Ok(()) } else { rows::forget_pair(tx, &pair) }
        })
    }

    /// The bytes to show: what the other phone lacks, sealed for it. All that waits in the outbox goes with it.
    ///
    /// # Errors
    /// `NotPaired`.
    pub fn bundle(&self) -> Result<OutgoingView> {
        let rng = &*self.session.inner().options.rng;
        let made = self.db.write(|tx| sync::make(tx, rng))?;
        Ok(OutgoingView { bytes: made.sealed, changes: made.changes as u32, more: made.more })
    }

    /// Takes in what the other phone showed: all of it, or nothing.
    ///
    /// # Errors
    /// `NotPaired`, `BadBundle`.
    pub fn receive(&self, sealed: &[u8]) -> Result<ReceivedView> {
        let rng = &*self.session.inner().options.rng;
        let (view, erased) = self.db.write(|tx| {
            let taken = sync::take(tx, sealed, rng)?;
            let mut view = ReceivedView {
                already: taken.already,
                new: Vec::new(),
                changed: Vec::new(),
                withdrawn: taken.withdrawn.len() as u32,
                returned: taken.returned as u32,
                more: taken.lacking,
            };
            let (pair, shown) = (rows::the_pair(tx)?, self.shown(tx)?);
            for (id, known) in taken.objects {
                // An answer to something of one's own is news of that.
                let object = objects::of(tx, pair.row, id)?;
                // An answer to what was withdrawn meanwhile is no news.
                if !object.is_an_item() {
                    continue;
                }
                let row = object.row(tx, &shown)?;
                if known || row.from == Side::Me { view.changed.push(row) } else { view.new.push(row) }
            }
            Ok((view, taken.erased))
        })?;
        if erased {
            self.db.erase_traces()?;
        }
        Ok(view)
    }

    /// The keys of the frames of moving codes.
    ///
    /// # Errors
    /// `NotPaired`.
    pub fn frame_keys(&self) -> Result<FrameKeys> {
        self.db.read(|conn| {
            let keys = rows::keys(conn, &rows::the_pair(conn)?)?;
            Ok(FrameKeys { out: Zeroizing::new(*keys.frames_out()), incoming: Zeroizing::new(*keys.frames_in()) })
        })
    }

    /// What goes with the next bundle, in the order in which it was said; and what a restored backup still wanted to say,
    /// which goes only once it is released.
    pub fn outbox(&self) -> Result<Vec<ItemRow>> {
        self.db.read(|conn| {
            let Some(pair) = rows::current_pair(conn)? else { return Ok(Vec::new()) };
            let mut ids = Vec::new();
            for staged in rows::staged(conn, pair.row)? {
                if !ids.contains(&staged.object) {
                    ids.push(staged.object);
                }
            }
            let shown = self.shown(conn)?;
            ids.into_iter().map(|id| objects::as_in_the_outbox(conn, pair.row, id)?.row(conn, &shown)).collect()
        })
    }

    /// What the partner has from this phone, or will have once they scan the last code; the newest first. With what was
    /// shared in pairs that have ended, where it was kept. `limit` is 1 to 500; `after` is the `next` of the page before.
    ///
    /// # Errors
    /// `BadField`: `limit`, `after`.
    pub fn shared(&self, limit: u32, after: Option<&str>) -> Result<ItemPage> {
        self.list(Side::Me, limit, after)
    }

    /// What the partner shared, the newest first. With what they shared in pairs that have ended, where it was kept.
    ///
    /// # Errors
    /// `BadField`: `limit`, `after`.
    pub fn inbox(&self, limit: u32, after: Option<&str>) -> Result<ItemPage> {
        self.list(Side::Partner, limit, after)
    }

    fn list(&self, from: Side, limit: u32, after: Option<&str>) -> Result<ItemPage> {
        let asked = Asked::checked(limit, after)?;
        self.db.read(|conn| {
            let place = |found: &objects::Found| Cursor { at: found.latest, row: found.latest };
            let before = |(latest, _), limit| objects::before(conn, from, latest, limit);
            let (found, next) = asked.page(before, place)?;
            let shown = self.shown(conn)?;
            let row = |found: objects::Found| objects::of(conn, found.pair, found.object)?.row(conn, &shown);
            Ok(ItemPage { items: found.into_iter().map(row).collect::<Result<_>>()?, next })
        })
    }

    /// One item, whole. A letter that was not accepted shows its size alone.
    ///
    /// # Errors
    /// `NotFound`, also of what was withdrawn.
    pub fn item(&self, id: ItemId) -> Result<ItemView> {
        self.db.read(|conn| saying::in_the_outbox_or_told(conn, id)?.view(conn, &self.shown(conn)?))
    }

    pub(super) fn shown(&self, conn: &Connection) -> Result<Shown<'_>> {
        Ok(Shown { today: self.now().date_naive(), text: &self.text, feeds: objects::feeds_of_today(conn)? })
    }

    pub(super) fn db(&self) -> &Db<Together> {
        &self.db
    }

    /// Now, in whole milliseconds.
    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        whole_millis(self.db.clock().now())
    }
}

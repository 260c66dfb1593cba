//! Sharing: one thing at a time, each looked at first as it will arrive.
//!
//! [`Sharing`] is all that others see. Below it, one file for each job: `payloads` copies what goes over out of the
//! private space, field by field; `tables` keeps what a record is shared as.
//!
//! - Nothing goes by itself, nothing goes all at once, and no yes is a yes to the next thing. Whoever shares hands back
//!   the digest of what they were shown: what was changed since is not shared.
//! - A letter asks twice, and so does what may be a decision or was marked as about safety.
//! - What is made here lies in the together space, under ids and numbers drawn there. Nothing else of the private space
//!   is in it: no tag, no id, no log, no earlier version.

mod payloads;
mod tables;
#[cfg(test)]
mod tests;
mod types;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use self::payloads::Making;
pub(crate) use self::tables::TABLES;
use self::tables::{Record, RecordKind};
pub use self::types::*;
use crate::agreement::hash_of_version;
use crate::clock::whole_millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::date_of;
use crate::partner::item::{self, Around, LetterState, Told};
use crate::partner::{ItemKind, ObjectId, PairRow, Payload, Role, Side, current_pair, objects, stage};
use crate::reminder::Subject;
use crate::space::{Db, Private, Together};
use crate::text::Text;
use crate::{AgreementId, ItemId, PromiseId, Rng, ScheduleId, promise, reminder, settings};

/// Sharing out of an unlocked private space. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `NoSpace`, `ReadOnly` or `DiskFailed` when the disk
/// refuses, `Damaged` when a page cannot be read. A call that fails has shared nothing.
#[derive(Clone)]
pub struct Sharing {
    private: Db<Private>,
    together: Db<Together>,
    rng: Arc<dyn Rng>,
    text: Arc<Text>,
}

/// What is known where something is to be shared.
struct Place {
    pair: PairRow,
    record: Record,
    /// What the record is shared as; `None` where it is not, or not any more.
    object: Option<ObjectId>,
    /// What was said about it.
    told: Vec<Told>,
    /// What the thing that the record is about is shared as.
    about: Option<ObjectId>,
}

/// What would be said.
struct Ready {
    /// But for what was said already.
    new: Vec<Payload>,
    digest: String,
    bytes: u32,
    asks_twice: bool,
}

impl Sharing {
    /// `text` says what both read, and so names nobody.
    pub(crate) fn new(private: Db<Private>, together: Db<Together>, rng: Arc<dyn Rng>, text: Arc<Text>) -> Self {
        Self { private, together, rng, text }
    }

    /// What sharing would hand over, and how it shows there. Nothing is kept.
    ///
    /// # Errors
    /// `NotPaired`, `NotFound`; `BadField`: `text` (`TooLong`: at most 64 KiB of an entry can be shared; `Empty`: a
    /// letter without words), `items` (`Empty`, `Twice`; `Unknown`: no answer of this check-in, or one that stays
    /// private; `TooLong`), `promise` (`Empty`: the promise of a review is not shared; `Unknown`: it was ended early),
    /// `agreement` (its last day is past), `subject` (a schedule for what is not shared).
    pub fn preview(&self, request: &ShareRequest) -> Result<PreviewView> {
        let place = self.place(request)?;
        let ready = self.private.read(|conn| self.ready(conn, request, &place))?;
        // As the other sees it: what is mine here is their partner's there.
        let before = place.told.into_iter().map(|told| Told { by: told.by.other(), ..told });
        let new = ready.new.into_iter().map(|payload| Told { by: Side::Partner, payload });
        let told: Vec<_> = before.chain(new).collect();
        let around = Around {
            id: ItemId([0; 16]),
            from: Side::Partner,
            former: false,
            held: false,
            arrived: None,
            letter: LetterState::Accepted,
            reviews: Vec::new(),
            today: self.now().date_naive(),
            text: &self.text,
        };
        Ok(PreviewView {
            digest: ready.digest,
            kind: item::kind_of(&told, Side::Partner),
            bytes: ready.bytes,
            asks_twice: ready.asks_twice,
            again: place.object.is_some(),
            view: item::body_of(&told, &around),
        })
    }

    /// Shares what [`Sharing::preview`] showed: it goes with the next bundle. Sharing the same again says nothing new.
    ///
    /// # Errors
    /// As [`Sharing::preview`]; `BadField`: `digest` (`Unknown`: it was changed since, or is for another pair), `sure`
    /// (`Empty`: this one asks twice).
    pub fn share(&self, request: &ShareRequest, digest: &str, sure: bool) -> Result<ItemId> {
        let place = self.place(request)?;
        let object = place.object.unwrap_or_else(|| self.make_object(request, place.pair.role));
        // First the link, then what is shared: a phone that dies in between has shared nothing.
        let ready = self.private.write(|tx| {
            let ready = self.ready(tx, request, &place)?;
            if ready.digest != digest {
                return Err(bad("digest", FieldProblem::Unknown));
            }
            if ready.asks_twice && !sure {
                return Err(bad("sure", FieldProblem::Empty));
            }
            if place.object.is_none() {
                tables::keep(tx, place.pair.uid, place.record, object)?;
            }
            if let ShareRequest::Promise { id } = request {
                promise::mark_offered(tx, *id)?;
            }
            Ok(ready)
        })?;
        if !ready.new.is_empty() {
            self.together.write(|tx| {
                // Whoever they were paired with then is the one who gets it, or nobody.
                current_pair(tx)?.filter(|pair| pair.uid == place.pair.uid).ok_or(MendError::NotPaired)?;
                ready.new.iter().try_for_each(|payload| stage(tx, place.pair.row, object, payload))
            })?;
        }
        Ok(object.into())
    }

    /// What it is shared as with the partner of today; `None` where it is not, or not any more.
    ///
    /// # Errors
    /// `NotPaired`.
    pub fn shared_as(&self, request: &ShareRequest) -> Result<Option<ItemId>> {
        Ok(self.shared(&self.pair()?, Record::of(request))?.map(|(object, _)| object.into()))
    }

    /// Makes a schedule that the partner proposed one's own. It asks for nothing on their phone, and they do not hear
    /// of it.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `shared_item` (no schedule of the partner's), and as [`crate::reminder::Reminders::add`].
    pub fn take_schedule(&self, item: ItemId) -> Result<ScheduleId> {
        let (proposal, pair) = self.together.read(|conn| {
            let object = objects::find(conn, item.into())?;
            if object.kind() != ItemKind::Schedule || object.from != Side::Partner {
                return Err(bad("shared_item", FieldProblem::Malformed));
            }
            let proposal = item::schedule_of(&object.told).ok_or(MendError::Damaged)?;
            Ok((proposal, current_pair(conn)?.filter(|pair| pair.row == object.pair)))
        })?;
        let (id, now) = (ScheduleId::make(self.private.rng()), self.now());
        self.private.write(|tx| {
            let mut request = proposal;
            if let Some(pair) = &pair {
                request.subject = own_subject(tx, pair, request.subject)?;
            }
            reminder::add_within(tx, id, request, now)
        })?;
        Ok(id)
    }

    fn pair(&self) -> Result<PairRow> {
        self.together.read(current_pair)?.ok_or(MendError::NotPaired)
    }

    /// What a record is shared as, and what was said about that.
    fn shared(&self, pair: &PairRow, record: Record) -> Result<Option<(ObjectId, Vec<Told>)>> {
        let Some(object) = self.private.read(|conn| tables::object_of(conn, pair.uid, record))? else {
            return Ok(None);
        };
        self.together.read(|conn| {
            let told = objects::of(conn, pair.row, object)?.told;
            // What was taken back is not told any more, and comes again as something new: the old one is gone for good.
            let stands = told.iter().any(|told| told.by == Side::Me);
            Ok(stands.then_some((object, told)))
        })
    }

    fn place(&self, request: &ShareRequest) -> Result<Place> {
        let (pair, record) = (self.pair()?, Record::of(request));
        let (object, told) = self.shared(&pair, record)?.map_or((None, Vec::new()), |(id, told)| (Some(id), told));
        let about = self.about(&pair, request)?;
        Ok(Place { pair, record, object, told, about })
    }

    /// What the thing that a record is about is shared as.
    fn about(&self, pair: &PairRow, request: &ShareRequest) -> Result<Option<ObjectId>> {
        let (kind, id) = match request {
            ShareRequest::Review { id } => {
                let (promise, _) = self.private.read(|conn| promise::review_of(conn, *id))?;
                (RecordKind::Promise, promise.to_string())
            }
            ShareRequest::Schedule { id } => {
                let now = self.now();
                match self.private.read(|conn| reminder::proposal_of(conn, *id, now))?.subject {
                    Subject::PromiseReview { promise } => (RecordKind::Promise, promise),
                    Subject::AgreementReview { agreement } => (RecordKind::Agreement, agreement),
                    _ => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        let Ok(PromiseId(uid)) = id.parse::<PromiseId>() else { return Ok(None) };
        if let Some((object, _)) = self.shared(pair, Record { kind, uid })? {
            return Ok(Some(object));
        }
        // A schedule that was taken over from the partner names what both know already.
        let known = self.together.read(|conn| Ok(!objects::of(conn, pair.row, ObjectId(uid))?.told.is_empty()))?;
        Ok(known.then_some(ObjectId(uid)))
    }

    fn ready(&self, conn: &Connection, request: &ShareRequest, place: &Place) -> Result<Ready> {
        let now = self.now();
        let today = today(conn, now)?;
        let copy = payloads::copy(conn, request, &Making { now, today, text: &self.text, about: place.about })?;
        let number = |payload: &Payload| match payload {
            Payload::PromiseOffer(offer) => Some(offer.version),
            payload => item::version(payload),
        };
        let own = place.told.iter().filter(|told| told.by == Side::Me);
        let highest = own.filter_map(|told| number(&told.payload)).max().unwrap_or(0);
        let mut ready = Vec::with_capacity(copy.payloads.len());
        for payload in copy.payloads {
            let unchanged = payloads::numbered(payload.clone(), highest);
            // The same again is no new version.
            let same = place.told.iter().any(|told| told.by == Side::Me && told.payload == unchanged);
            ready.push(if same { unchanged } else { payloads::numbered(payload, highest.saturating_add(1)) });
        }
        let mut digest = Sha256::new_with_prefix(place.pair.uid);
        let mut bytes = 0;
        for payload in &ready {
            let encoded = payloads::encoded(payload)?;
            digest.update(payload.kind().to_be_bytes());
            digest.update(&encoded);
            bytes += encoded.len() as u32;
        }
        let new = ready.iter().filter(|payload| !said(&place.told, payload)).cloned().collect();
        Ok(Ready {
            new,
            digest: data_encoding::HEXLOWER.encode(&digest.finalize()),
            bytes,
            asks_twice: copy.asks_twice,
        })
    }

    /// From the stream of what is shared: it tells nothing of the private space.
    fn make_object(&self, request: &ShareRequest, role: Role) -> ObjectId {
        match request {
            ShareRequest::Agreement { .. } => ObjectId::make_agreement(&*self.rng, role),
            _ => ObjectId::make(&*self.rng),
        }
    }

    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset> {
        whole_millis(self.private.clock().now())
    }
}

/// What an agreement is shared as with a pair.
pub(crate) fn agreement_as(conn: &Connection, pair: [u8; 16], id: AgreementId) -> Result<Option<ObjectId>> {
    tables::object_of(conn, pair, Record { kind: RecordKind::Agreement, uid: id.0 })
}

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

fn today(conn: &Connection, now: DateTime<FixedOffset>) -> Result<NaiveDate> {
    Ok(date_of(now, settings::day_ends_at(conn)?))
}

/// Whether it was said already: what stands by its hash also in other words around it.
fn said(told: &[Told], payload: &Payload) -> bool {
    let mut mine = told.iter().filter(|told| told.by == Side::Me).map(|told| &told.payload);
    if let Payload::ScheduleProposal(_) = payload {
        // Not numbered: the last one said holds.
        return mine.rfind(|old| matches!(old, Payload::ScheduleProposal(_))) == Some(payload);
    }
    mine.any(|old| match (old, payload) {
        (Payload::AgreementVersion(old), Payload::AgreementVersion(new)) => {
            hash_of_version(old) == hash_of_version(new)
        }
        (Payload::AgreementSaid(old), Payload::AgreementSaid(new)) => old.hash == new.hash && old.said == new.said,
        (old, new) => old == new,
    })
}

/// A schedule about what oneself shared is about the record itself.
fn own_subject(conn: &Connection, pair: &PairRow, subject: Subject) -> Result<Subject> {
    let own = |kind, id: &str| -> Result<Option<String>> {
        let Ok(object) = id.parse::<ItemId>() else { return Ok(None) };
        Ok(tables::uid_of(conn, pair.uid, kind, object.into())?.map(|uid| PromiseId(uid).to_string()))
    };
    Ok(match subject {
        Subject::PromiseReview { promise } => {
            Subject::PromiseReview { promise: own(RecordKind::Promise, &promise)?.unwrap_or(promise) }
        }
        Subject::AgreementReview { agreement } => {
            Subject::AgreementReview { agreement: own(RecordKind::Agreement, &agreement)?.unwrap_or(agreement) }
        }
        subject => subject,
    })
}

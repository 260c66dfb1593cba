//! What its user says about items: yes and no to what came, and taking back what went.

use chrono::{DateTime, FixedOffset, Utc};
use rusqlite::Connection;

use super::item::LetterState;
use super::objects::{self, Object, Shown};
use super::rows::{self, stage};
use super::{
    AgreementSaid, AgreementVersion, Day, ItemBody, ItemKind, Moment, ObjectId, Partner, Payload, PromiseAnswer,
    SaidToAgreement, SaidToPromise, SharedVersionView, Side, Tombstone, item,
};
use crate::agreement::{self, AgreementKind, AgreementRequest, AgreementState, VersionHash};
use crate::error::{FieldProblem, MendError, Result};
use crate::{ItemId, promise};

/// Characters of what a partner would like to be different in a promise.
pub const ASK_CHARACTERS: usize = 2000;

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

impl Partner {
    /// Takes something back. What waits in the outbox leaves no trace, an answer or another version that was not told too.
    /// What went out is asked to be removed on the other phone with the next bundle, for good; what was seen there,
    /// photographed or kept elsewhere cannot be taken back. The original stays as it is. A yes to an agreement is taken
    /// back with [`Partner::withdraw`].
    ///
    /// # Errors
    /// `NotFound`, `NotPaired` (it was shared in a pair that has ended), `BadField`: `shared_item` (`Unknown`: the
    /// partner's own, or an agreement, of which nothing waits).
    pub fn unshare(&self, id: ItemId) -> Result<()> {
        self.db().remove(|tx| {
            let object = current(in_the_outbox_or_told(tx, id)?)?;
            let waited = rows::unstage_all(tx, object.pair, object.id)?;
            let told = objects::is_told(tx, object.pair, object.id)?;
            if object.from == Side::Me && object.kind() != ItemKind::Agreement && told {
                stage(tx, object.pair, object.id, &Payload::Tombstone(Tombstone {}))?;
                rows::erase_own(tx, object.pair, object.id)
            } else if waited {
                Ok(())
            } else {
                Err(bad("shared_item", FieldProblem::Unknown))
            }
        })
    }

    /// Lets something go that waits since a backup was restored. Nothing of that goes by itself: it may have been said
    /// and taken back since.
    ///
    /// # Errors
    /// `NotFound`, `NotPaired`; `BadField`: `shared_item` (`Unknown`: nothing of it waits in this way).
    pub fn release(&self, id: ItemId) -> Result<()> {
        self.db().write(|tx| {
            let object = current(in_the_outbox_or_told(tx, id)?)?;
            if rows::release(tx, object.pair, object.id)? {
                Ok(())
            } else {
                Err(bad("shared_item", FieldProblem::Unknown))
            }
        })
    }

    /// Says yes: to a letter, which is readable from now on; to a version of the partner's promise, or of an agreement.
    /// Without a version, to the latest one. Saying it again changes nothing.
    ///
    /// # Errors
    /// `NotFound`, `NotPaired` (of a pair that has ended; a letter can be read even so); `BadField`: `shared_item`
    /// (nothing can be said to it), `version` (`Unknown`: it has no such version; `Twice`: this yes was taken back), `agreement`
    /// (its last day is past), `review_day` (the day to look at it again is past).
    pub fn accept(&self, id: ItemId, version: Option<VersionHash>) -> Result<()> {
        self.db().write(|tx| {
            let object = objects::find(tx, id.into())?;
            match object.kind() {
                ItemKind::Letter if object.from == Side::Partner => objects::choose(tx, &object, LetterState::Accepted),
                ItemKind::Agreement => self.accept_agreement(tx, &current(object)?, version),
                _ => self.answer_promise(tx, &current(object)?, version, SaidToPromise::Accept, String::new()),
            }
        })
    }

    /// Leaves a letter for another time.
    ///
    /// # Errors
    /// `NotFound`, `BadField`: `shared_item` (no letter of the partner's).
    pub fn later(&self, id: ItemId) -> Result<()> {
        self.db().write(|tx| {
            let object = objects::find(tx, id.into())?;
            if object.kind() != ItemKind::Letter || object.from != Side::Partner {
                return Err(bad("shared_item", FieldProblem::Malformed));
            }
            objects::choose(tx, &object, LetterState::Waiting)
        })
    }

    /// Says no: a letter stays unread, and nobody is told; a version of the partner's promise is declined, and they hear
    /// of it. An agreement needs no no: without a yes it is not in force.
    ///
    /// # Errors
    /// As [`Partner::accept`].
    pub fn decline(&self, id: ItemId, version: Option<VersionHash>) -> Result<()> {
        self.db().write(|tx| {
            let object = objects::find(tx, id.into())?;
            match object.kind() {
                ItemKind::Letter if object.from == Side::Partner => objects::choose(tx, &object, LetterState::Declined),
                _ => self.answer_promise(tx, &current(object)?, version, SaidToPromise::Decline, String::new()),
            }
        })
    }

    /// Asks for a change of a version of the partner's promise, in at most 2000 characters. Only its owner can make one.
    ///
    /// # Errors
    /// As [`Partner::accept`]; `BadField`: `ask` (empty, or too long).
    pub fn ask_for_change(&self, id: ItemId, version: Option<VersionHash>, words: &str) -> Result<()> {
        let words = words.trim();
        if words.is_empty() {
            return Err(bad("ask", FieldProblem::Empty));
        }
        if words.chars().count() > ASK_CHARACTERS {
            return Err(bad("ask", FieldProblem::TooLong { most: ASK_CHARACTERS as u32 }));
        }
        self.db().write(|tx| {
            self.answer_promise(tx, &of_today(tx, id)?, version, SaidToPromise::AskForChange, words.to_owned())
        })
    }

    /// Takes one's own yes to an agreement back, from every version that has it: at any time, for no reason, and for
    /// good. A new version can have a yes again.
    ///
    /// # Errors
    /// `NotFound`, `NotPaired`; `BadField`: `shared_item` (no agreement), `acceptance` (no version has one's yes).
    pub fn withdraw(&self, id: ItemId) -> Result<()> {
        self.db().write(|tx| {
            let object = of_today(tx, id)?;
            match withdraw(tx, &object, &self.versions(tx, &object)?, self.now())? {
                0 => Err(bad("acceptance", FieldProblem::Empty)),
                _ => Ok(()),
            }
        })
    }

    /// Writes another version of an agreement that both know, with one's own yes. What holds goes on until both said yes
    /// to the new one.
    ///
    /// # Errors
    /// `NotFound`, `NotPaired`; `BadField`: `shared_item` (no agreement), and as [`crate::agreement::Agreements::add`];
    /// `owner` (openness is offered by the one who gives it, and began it), `agreement_versions` (`Twice`: an earlier
    /// version says the same).
    pub fn propose(&self, id: ItemId, request: AgreementRequest) -> Result<()> {
        self.db().write(|tx| {
            let object = of_today(tx, id)?;
            let versions = self.versions(tx, &object)?;
            let request = agreement::checked(request, self.now().date_naive())?;
            if request.kind == AgreementKind::Transparency && object.from != Side::Me {
                return Err(bad("owner", FieldProblem::Malformed));
            }
            let version = AgreementVersion {
                topic: request.topic,
                words: request.words,
                kind: request.kind,
                owner: item::seen_here(request.owner, object.from),
                review_day: Day(request.review_day.unwrap_or_default()),
                holds_until: request.holds_until.map(Day),
                made_at: without_place(self.now()),
            };
            let hash = agreement::hash_of_version(&version);
            if versions.iter().any(|known| known.hash == hash) {
                return Err(bad("agreement_versions", FieldProblem::Twice));
            }
            if versions.len() >= agreement::limits::VERSIONS as usize {
                let most = agreement::limits::VERSIONS;
                return Err(bad("agreement_versions", FieldProblem::TooLong { most }));
            }
            stage(tx, object.pair, object.id, &Payload::AgreementVersion(version))?;
            stage(tx, object.pair, object.id, &said(hash, SaidToAgreement::Accept, self.now()))
        })
    }

    fn accept_agreement(&self, conn: &Connection, object: &Object, version: Option<VersionHash>) -> Result<()> {
        let versions = self.versions(conn, object)?;
        let wanted = |it: &&SharedVersionView| version.is_none_or(|hash| it.hash == hash);
        let version = versions.iter().rfind(wanted).ok_or(bad("version", FieldProblem::Unknown))?;
        match version.state {
            _ if version.my_yes => return Ok(()),
            AgreementState::Withdrawn | AgreementState::Replaced => return Err(bad("version", FieldProblem::Twice)),
            AgreementState::Lapsed => return Err(bad("agreement", FieldProblem::Unknown)),
            AgreementState::ReviewOverdue => {
                let earliest = self.now().date_naive().succ_opt().unwrap_or_default();
                return Err(bad("review_day", FieldProblem::TooEarly { earliest }));
            }
            _ => {}
        }
        stage(conn, object.pair, object.id, &said(version.hash, SaidToAgreement::Accept, self.now()))
    }

    fn answer_promise(
        &self,
        conn: &Connection,
        object: &Object,
        version: Option<VersionHash>,
        said: SaidToPromise,
        words: String,
    ) -> Result<()> {
        if object.kind() != ItemKind::Promise || object.from != Side::Partner {
            return Err(bad("shared_item", FieldProblem::Malformed));
        }
        let mut hashes = Vec::new();
        for told in &object.told {
            if let Payload::PromiseOffer(offer) = &told.payload {
                hashes.push(promise::hash_of_offer(offer)?);
            }
        }
        let wanted = |hash: &&[u8; 32]| version.is_none_or(|wanted| wanted.0 == **hash);
        let hash = *hashes.iter().rfind(wanted).ok_or(bad("version", FieldProblem::Unknown))?;
        let mut answers = object.told.iter().filter_map(|told| match &told.payload {
            Payload::PromiseAnswer(answer) if told.by == Side::Me && answer.hash == hash => Some(answer),
            _ => None,
        });
        if answers.next_back().is_some_and(|last| last.said == said && last.words == words) {
            return Ok(());
        }
        let answer = PromiseAnswer { hash, said, words, said_at: without_place(self.now()) };
        // One that nobody heard yet is thought over, and not said.
        rows::unstage_answers(conn, object.pair, object.id, &hash)?;
        stage(conn, object.pair, object.id, &Payload::PromiseAnswer(answer))
    }

    fn versions(&self, conn: &Connection, object: &Object) -> Result<Vec<SharedVersionView>> {
        versions(conn, object, &self.shown(conn)?)
    }
}

/// An object of the pair of today.
fn of_today(conn: &Connection, id: ItemId) -> Result<Object> {
    current(objects::find(conn, id.into())?)
}

/// An object, also where nothing but the outbox knows it.
pub(super) fn in_the_outbox_or_told(conn: &Connection, id: ItemId) -> Result<Object> {
    match (objects::find(conn, id.into()), rows::current_pair(conn)?) {
        (Err(MendError::NotFound), Some(pair)) => {
            let object = objects::as_in_the_outbox(conn, pair.row, id.into())?;
            if object.is_an_item() { Ok(object) } else { Err(MendError::NotFound) }
        }
        (found, _) => found,
    }
}

fn current(object: Object) -> Result<Object> {
    if object.current { Ok(object) } else { Err(MendError::NotPaired) }
}

/// The versions of an agreement.
fn versions(conn: &Connection, object: &Object, shown: &Shown<'_>) -> Result<Vec<SharedVersionView>> {
    match object.view(conn, shown)?.body {
        ItemBody::Agreement { versions, .. } => Ok(versions),
        _ => Err(bad("shared_item", FieldProblem::Malformed)),
    }
}

/// Takes one's own yes off each version that has it; gives how many those are.
fn withdraw(
    conn: &Connection,
    object: &Object,
    versions: &[SharedVersionView],
    now: DateTime<FixedOffset>,
) -> Result<usize> {
    let mine: Vec<_> = versions.iter().filter(|version| version.my_yes).collect();
    for version in &mine {
        take_yes_back(conn, object.pair, object.id, version.hash, now)?;
    }
    Ok(mine.len())
}

/// A yes that nobody heard is not said; one that was told is withdrawn.
pub(crate) fn take_yes_back(
    conn: &Connection,
    pair: i64,
    object: ObjectId,
    hash: VersionHash,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    if rows::unstage_yes(conn, pair, object, &hash.0)? {
        return Ok(());
    }
    stage(conn, pair, object, &said(hash, SaidToAgreement::Withdraw, now))
}

/// Something said to a version of an agreement.
pub(crate) fn said(hash: VersionHash, said: SaidToAgreement, at: DateTime<FixedOffset>) -> Payload {
    Payload::AgreementSaid(AgreementSaid { hash: hash.0, said, said_at: without_place(at) })
}

/// An answer does not tell where its writer lives now.
fn without_place(at: DateTime<FixedOffset>) -> Moment {
    at.with_timezone(&Utc).fixed_offset().into()
}

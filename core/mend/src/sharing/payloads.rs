//! What goes over of a private record: an explicit copy, field by field. What is not named here stays.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;

use super::ShareRequest;
use crate::agreement::{self, hash_of_version};
use crate::checkin::content as questions;
use crate::checkin::question::Kind;
use crate::checkin::{self, Answer, AnswerView, Visibility};
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{self, EntryKind, EntryView, Feeling};
use crate::partner::limits::{PAYLOAD_BYTES, TEXT_BYTES};
use crate::partner::{
    BundleError, CardAnswer, CardFeeling, CheckinCard, EntryCard, Letter, ObjectId, Payload, SaidToAgreement,
    SharedAnswer, said,
};
use crate::reminder::{self, Subject};
use crate::text::Text;
use crate::{CheckinId, EntryId, promise};

/// A tag with which a writer marks what may touch safety. Compared without case; content is never looked at.
const SAFETY_TAG: &str = "safety";

/// What goes over, without the number of its version: that depends on what is shared already.
pub(super) struct Copy {
    /// One for most; of an agreement a yes may stand behind it.
    pub payloads: Vec<Payload>,
    pub asks_twice: bool,
}

/// What a copy is made with.
pub(super) struct Making<'a> {
    pub now: DateTime<FixedOffset>,
    /// By the day of the journal.
    pub today: NaiveDate,
    /// Names nobody.
    pub text: &'a Text,
    /// What the record is about is shared as this.
    pub about: Option<ObjectId>,
}

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

/// The copy of a record as it is now.
///
/// # Errors
/// As [`super::Sharing::preview`].
pub(super) fn copy(conn: &Connection, request: &ShareRequest, making: &Making<'_>) -> Result<Copy> {
    let one = |payload| Copy { payloads: vec![payload], asks_twice: false };
    let copy = match request {
        ShareRequest::Entry { id } => entry(conn, *id)?,
        ShareRequest::Checkin { id, items } => one(Payload::CheckinCard(card(conn, *id, items, making.text)?)),
        ShareRequest::Promise { id } => one(Payload::PromiseOffer(promise::offer_of(conn, *id)?)),
        ShareRequest::Review { id } => {
            let (_, mut review) = promise::review_of(conn, *id)?;
            review.promise = making.about.ok_or(bad("promise", FieldProblem::Empty))?;
            one(Payload::PromiseReview(review))
        }
        ShareRequest::Agreement { id } => {
            let (version, yes) = agreement::offer_of(conn, *id, making.today)?;
            let hash = hash_of_version(&version);
            let yes = yes.map(|at| said(hash, SaidToAgreement::Accept, at));
            Copy {
                payloads: [Some(Payload::AgreementVersion(version)), yes].into_iter().flatten().collect(),
                asks_twice: false,
            }
        }
        ShareRequest::Schedule { id } => {
            let mut proposal = reminder::proposal_of(conn, *id, making.now)?;
            match &mut proposal.subject {
                // A private id goes nowhere: here stands what both know the thing by.
                Subject::PromiseReview { promise: of } | Subject::AgreementReview { agreement: of } => {
                    *of = crate::ItemId::from(making.about.ok_or(bad("subject", FieldProblem::Unknown))?).to_string();
                }
                Subject::CheckIn { .. } | Subject::TogetherTime | Subject::SwapCodes | Subject::Own { .. } => {}
            }
            one(Payload::ScheduleProposal(proposal))
        }
    };
    for payload in &copy.payloads {
        encoded(payload)?;
    }
    Ok(copy)
}

/// As it stands in an op.
pub(super) fn encoded(payload: &Payload) -> Result<Vec<u8>> {
    payload.encode().map_err(|problem| match (problem, payload) {
        (BundleError::TooLarge, Payload::CheckinCard(_)) => {
            bad("items", FieldProblem::TooLong { most: PAYLOAD_BYTES as u32 })
        }
        // What the private space keeps is within the bounds of what goes over, but for lengths, which were looked at.
        _ => MendError::Internal,
    })
}

/// The same with the number of its version, where its kind is counted by what is shared.
pub(super) fn numbered(mut payload: Payload, number: u32) -> Payload {
    match &mut payload {
        Payload::EntryCard(card) => card.version = number,
        Payload::CheckinCard(card) => card.version = number,
        Payload::PromiseReview(review) => review.version = number,
        Payload::Letter(letter) => letter.version = number,
        // Versions that its owner kept to themselves are not counted.
        Payload::PromiseOffer(offer) => offer.version = number,
        // The others are told apart by what they say.
        _ => {}
    }
    payload
}

fn entry(conn: &Connection, id: EntryId) -> Result<Copy> {
    let EntryView { row, text, created_at, edited_at, versions: _ } = journal::view_of(conn, id)?;
    if text.len() > TEXT_BYTES {
        return Err(bad("text", FieldProblem::TooLong { most: TEXT_BYTES as u32 }));
    }
    // Where a person writes down what they decide, and where they say so.
    let decision = matches!(row.kind, EntryKind::Plan | EntryKind::Statement);
    let safety = row.tags.iter().any(|tag| tag.to_lowercase() == SAFETY_TAG);
    if row.kind == EntryKind::Letter {
        if text.is_empty() && row.title.is_none() {
            return Err(bad("text", FieldProblem::Empty));
        }
        let written_at = edited_at.unwrap_or(created_at).into();
        let letter = Letter { version: 1, title: row.title, text, written_at };
        return Ok(Copy { payloads: vec![Payload::Letter(letter)], asks_twice: true });
    }
    let card = EntryCard {
        version: 1,
        kind: row.kind,
        happened_at: row.happened_at.into(),
        title: row.title,
        text,
        feelings: row.feelings.into_iter().map(feeling).collect(),
        edited_at: edited_at.map(Into::into),
    };
    Ok(Copy { payloads: vec![Payload::EntryCard(card)], asks_twice: decision || safety })
}

fn card(conn: &Connection, id: CheckinId, items: &[String], text: &Text) -> Result<CheckinCard> {
    if items.is_empty() {
        return Err(bad("items", FieldProblem::Empty));
    }
    if (1..items.len()).any(|at| items[..at].contains(&items[at])) {
        return Err(bad("items", FieldProblem::Twice));
    }
    let checkin = checkin::rows::view(conn, id, text)?;
    if items.iter().any(|item| !checkin.answers.iter().any(|answer| answer.item == *item)) {
        return Err(bad("items", FieldProblem::Unknown));
    }
    let chosen = checkin.answers.into_iter().filter(|answer| items.contains(&answer.item));
    Ok(CheckinCard {
        version: 1,
        set: checkin.row.set,
        answered_at: checkin.row.answered_at.into(),
        answers: chosen.map(|answer| shared_answer(answer, text)).collect::<Result<_>>()?,
        edited_at: checkin.edited_at.map(Into::into),
    })
}

/// An answer to a question that may be shared: then, and today. One about promises stays, and so do the ids in it.
fn shared_answer(answer: AnswerView, text: &Text) -> Result<SharedAnswer> {
    let refused = bad("items", FieldProblem::Unknown);
    let shareable = |of: Visibility| of == Visibility::Shareable;
    let item = questions::item(&answer.item)
        .filter(|item| shareable(item.visibility) && shareable(answer.visibility))
        .ok_or(refused.clone())?;
    let words = answer.words;
    let said = match answer.answer {
        Answer::Feelings(feelings) => CardAnswer::Feelings(feelings.into_iter().map(feeling).collect()),
        Answer::Scale(point) => match item.kind() {
            Some(Kind::Scale { scale, .. }) => {
                let points = questions::scale_points(&scale).filter(|points| point < *points).ok_or(refused)?;
                CardAnswer::Scale { point, points, words }
            }
            _ => return Err(refused),
        },
        Answer::Choice(id) => CardAnswer::Choice { id, words },
        Answer::Text(words) => CardAnswer::Text(words),
        Answer::YesNo(yes) => CardAnswer::YesNo(yes),
        Answer::Promises(_) => return Err(refused),
    };
    // In words that name nobody; a question that is asked in another way today as it was asked.
    let asked_so = item.version == answer.version;
    let question = if asked_so { text.get(&item.message(), &[]) } else { answer.question };
    Ok(SharedAnswer { item: answer.item, item_version: answer.version, question, answer: said })
}

fn feeling(Feeling { id, strength }: Feeling) -> CardFeeling {
    CardFeeling { id, strength }
}

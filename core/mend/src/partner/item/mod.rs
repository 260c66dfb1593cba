//! What is shared, as a person sees it: a list, and each item whole.
//!
//! Everything here is a pure function of what was said about one object, in merge order, so that both phones show the
//! same once they know the same, and a preview shows what arrives. The words of Mend in it come from a text that names
//! nobody.

mod agreement;
mod card;
mod promise;
#[cfg(test)]
mod tests;
mod types;

use chrono::NaiveDate;

pub(crate) use self::agreement::{Both, seen_here};
pub use self::types::*;
use super::{ObjectId, Payload};
use crate::ItemId;
use crate::reminder::ScheduleRequest;
use crate::text::Text;

impl From<ObjectId> for ItemId {
    fn from(object: ObjectId) -> Self {
        Self(object.0)
    }
}

impl From<ItemId> for ObjectId {
    fn from(item: ItemId) -> Self {
        Self(item.0)
    }
}

/// One thing that one of the two said about an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub by: Side,
    pub payload: Payload,
}

/// What a person did with a letter that came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LetterState {
    #[default]
    Waiting,
    Accepted,
    /// Left unread.
    Declined,
}

/// What else an item is shown by.
pub(crate) struct Around<'a> {
    pub id: ItemId,
    /// Whose the object is: who shared it, or began the agreement.
    pub from: Side,
    /// Whether its pair has ended: nothing can be said to it any more, and nothing is agreed.
    pub former: bool,
    /// Whether it comes from a restored backup, and waits for its user to say it again.
    pub held: bool,
    /// Whether the partner's phone has all of it; `None` for what the partner shared.
    pub arrived: Option<bool>,
    /// Of a letter from the partner. One's own is shown whole.
    pub letter: LetterState,
    /// The reviews that are shared of a promise.
    pub reviews: Vec<ItemRow>,
    /// By the day of the journal, where there is one.
    pub today: NaiveDate,
    pub text: &'a Text,
}

/// What one object says, of all that was said about it, in merge order.
pub(crate) fn body_of(told: &[Told], around: &Around<'_>) -> ItemBody {
    match kind_of(told, around.from) {
        ItemKind::Agreement => {
            let caveat = crate::agreement::caveat(around.text);
            ItemBody::Agreement { versions: agreement::versions(told, around), caveat }
        }
        ItemKind::Promise => {
            ItemBody::Promise { versions: promise::versions(told, around), reviews: around.reviews.clone() }
        }
        _ => card::body(held(told, around.from), around),
    }
}

/// The same in a list.
pub(crate) fn row_of(told: &[Told], around: &Around<'_>) -> ItemRow {
    let (version, title, waiting) = match kind_of(told, around.from) {
        ItemKind::Agreement => agreement::row(&agreement::versions(told, around), around),
        ItemKind::Promise => promise::row(&promise::versions(told, around), around),
        _ => card::row(held(told, around.from), around),
    };
    let kind = kind_of(told, around.from);
    let waiting = waiting && (!around.former || kind == ItemKind::Letter);
    let (id, from, former, held, arrived) = (around.id, around.from, around.former, around.held, around.arrived);
    ItemRow { id, kind, from, version, title, former, held, arrived, waiting }
}

pub(crate) fn view_of(told: &[Told], around: &Around<'_>) -> ItemView {
    ItemView { row: row_of(told, around), body: body_of(told, around) }
}

/// What kind of item it is: the one whose it is says so, and nobody can make another thing of it.
pub(crate) fn kind_of(told: &[Told], from: Side) -> ItemKind {
    let said = |is: fn(&Payload) -> bool| told.iter().any(|told| told.by == from && is(&told.payload));
    let promise = said(|payload| matches!(payload, Payload::PromiseOffer(_)));
    let mine = from == Side::Me && (promise || held(told, from).is_some());
    // Any of the two may have written the version that came first.
    if !mine && told.iter().any(|told| matches!(told.payload, Payload::AgreementVersion(_))) {
        return ItemKind::Agreement;
    }
    if promise {
        return ItemKind::Promise;
    }
    match held(told, from) {
        Some(Payload::EntryCard(_)) => ItemKind::Entry,
        Some(Payload::CheckinCard(_)) => ItemKind::Checkin,
        Some(Payload::PromiseReview(_)) => ItemKind::Review,
        Some(Payload::ScheduleProposal(_)) => ItemKind::Schedule,
        Some(Payload::Letter(_)) => ItemKind::Letter,
        _ => ItemKind::Unknown,
    }
}

/// Of cards, reviews, letters and schedules the version that holds: the highest, and of those the last said.
fn held(told: &[Told], from: Side) -> Option<&Payload> {
    let of_owner = told.iter().filter(|told| told.by == from).map(|told| &told.payload);
    of_owner.filter_map(|payload| Some((version(payload)?, payload))).max_by_key(|(version, _)| *version).map(|it| it.1)
}

/// What the partner proposes, to be taken over.
pub(crate) fn schedule_of(told: &[Told]) -> Option<ScheduleRequest> {
    match held(told, Side::Partner) {
        Some(Payload::ScheduleProposal(proposal)) => Some(card::schedule(proposal.clone())),
        _ => None,
    }
}

/// The number that a card counts its versions by.
pub(crate) fn version(payload: &Payload) -> Option<u32> {
    match payload {
        Payload::EntryCard(card) => Some(card.version),
        Payload::CheckinCard(card) => Some(card.version),
        Payload::PromiseReview(review) => Some(review.version),
        Payload::Letter(letter) => Some(letter.version),
        // Not counted: the last one said holds.
        Payload::ScheduleProposal(_) => Some(1),
        _ => None,
    }
}

/// A message of content that a newer version of Mend may have and this one not: then its bare id.
fn known_or_id(text: &Text, prefix: &str, id: &str) -> String {
    let message = format!("{prefix}{id}");
    if text.has(&message) { text.get(&message, &[]) } else { id.to_owned() }
}

/// The messages of this module, for the test that looks for each.
#[cfg(test)]
pub(crate) const SENTENCES: [&str; 28] = [
    "partner-item-entry",
    "partner-item-checkin",
    "partner-item-promise",
    "partner-item-review",
    "partner-item-agreement",
    "partner-item-schedule",
    "partner-item-letter",
    "partner-item-unknown",
    "partner-title-checkin",
    "partner-title-review",
    "partner-title-agreement",
    "partner-title-schedule",
    "partner-title-letter",
    "partner-title-unknown",
    "partner-letter-size",
    "partner-letter-declined",
    "partner-openness-theirs",
    "partner-said-accept",
    "partner-said-ask_for_change",
    "partner-said-decline",
    "partner-schedule-promise",
    "partner-schedule-agreement",
    "partner-schedule-together",
    "partner-schedule-codes",
    "partner-schedule-own",
    "partner-arrived",
    "partner-not-arrived",
    "partner-waiting",
];

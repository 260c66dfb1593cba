//! What an op says. Each kind has a number, which is never given to another; each is a map of numbered fields.

use minicbor::{Decode, Encode};

use super::limits::PAYLOAD_BYTES;
use super::{BundleError, Day, Moment, ObjectId, codec, wire};
use crate::agreement::{AgreementKind, Owner, Topic};
use crate::journal::EntryKind;
use crate::reminder::{Cadence, Subject};
use chrono::NaiveTime;

/// What an op says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    EntryCard(EntryCard),
    CheckinCard(CheckinCard),
    PromiseOffer(PromiseOffer),
    PromiseReview(PromiseReview),
    PromiseAnswer(PromiseAnswer),
    AgreementVersion(AgreementVersion),
    AgreementSaid(AgreementSaid),
    ScheduleProposal(ScheduleProposal),
    Letter(Letter),
    Tombstone(Tombstone),
    /// A kind of a later version: kept as it came, until an update knows it.
    Unknown {
        kind: u16,
        bytes: Vec<u8>,
    },
    /// What it said was removed: its author does not share the object any more. It comes of an op alone.
    Erased {
        kind: u16,
    },
}

/// A copy of a journal entry, as it was when it was shared. Tags stay at home.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct EntryCard {
    /// From 1; the highest one holds.
    #[n(0)]
    pub version: u32,
    #[cbor(n(1), with = "codec::entry_kind")]
    pub kind: EntryKind,
    #[n(2)]
    pub happened_at: Moment,
    #[n(3)]
    pub title: Option<String>,
    #[n(4)]
    pub text: String,
    #[cbor(n(5), decode_with = "wire::feelings")]
    pub feelings: Vec<CardFeeling>,
    #[n(6)]
    pub edited_at: Option<Moment>,
}

/// A feeling by its id, and how strong it was: 0 to 4.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CardFeeling {
    #[n(0)]
    pub id: String,
    #[n(1)]
    pub strength: Option<u8>,
}

/// Chosen answers of one check-in, each with its question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CheckinCard {
    /// From 1; the highest one holds.
    #[n(0)]
    pub version: u32,
    #[n(1)]
    pub set: String,
    #[n(2)]
    pub answered_at: Moment,
    #[cbor(n(3), decode_with = "wire::answers")]
    pub answers: Vec<SharedAnswer>,
    #[n(4)]
    pub edited_at: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SharedAnswer {
    #[n(0)]
    pub item: String,
    #[n(1)]
    pub item_version: u32,
    /// In the language of the one who answered.
    #[n(2)]
    pub question: String,
    #[n(3)]
    pub answer: CardAnswer,
}

/// An answer, with the words that it stood for on the phone of the one who answered.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum CardAnswer {
    #[n(0)]
    Feelings(#[cbor(n(0), decode_with = "wire::feelings")] Vec<CardFeeling>),
    /// `point` of a scale of `points`, counted from 0.
    #[n(1)]
    Scale {
        #[n(0)]
        point: u8,
        #[n(1)]
        points: u8,
        #[n(2)]
        words: String,
    },
    #[n(2)]
    Choice {
        #[n(0)]
        id: String,
        #[n(1)]
        words: String,
    },
    #[n(3)]
    Text(#[n(0)] String),
    #[n(4)]
    YesNo(#[n(0)] bool),
}

/// A version of the sender's own promise. What a yes is said to is the hash of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PromiseOffer {
    /// From 1; each is its own.
    #[n(0)]
    pub version: u32,
    #[n(1)]
    pub what: String,
    #[cbor(n(2), with = "codec::cadence")]
    pub cadence: Cadence,
    #[n(3)]
    pub anchor: Day,
    #[n(4)]
    pub first_day: Day,
    #[n(5)]
    pub last_day: Day,
    #[n(6)]
    pub tell: String,
    #[n(7)]
    pub made_at: Moment,
}

/// What the owner of a promise says of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PromiseReview {
    /// From 1; the highest one holds.
    #[n(0)]
    pub version: u32,
    #[n(1)]
    pub promise: ObjectId,
    #[n(2)]
    pub text: String,
    #[n(3)]
    pub written_at: Moment,
}

/// What the other says to a version of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PromiseAnswer {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    #[n(1)]
    pub said: SaidToPromise,
    /// What they would like to be different; empty but for an ask.
    #[n(2)]
    pub words: String,
    #[n(3)]
    pub said_at: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, serde::Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum SaidToPromise {
    #[n(0)]
    Accept,
    #[n(1)]
    AskForChange,
    #[n(2)]
    Decline,
}

/// A version of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AgreementVersion {
    #[cbor(n(0), with = "codec::topic")]
    pub topic: Topic,
    #[n(1)]
    pub words: String,
    #[cbor(n(2), with = "codec::agreement_kind")]
    pub kind: AgreementKind,
    /// As the one who began the agreement sees it.
    #[cbor(n(3), with = "codec::owner")]
    pub owner: Owner,
    #[n(4)]
    pub review_day: Day,
    #[n(5)]
    pub holds_until: Option<Day>,
    #[n(6)]
    pub made_at: Moment,
}

/// A yes to a version of an agreement, or the yes taken back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AgreementSaid {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    #[n(1)]
    pub said: SaidToAgreement,
    #[n(2)]
    pub said_at: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum SaidToAgreement {
    #[n(0)]
    Accept,
    /// No reason goes with it.
    #[n(1)]
    Withdraw,
}

/// A schedule for the other to take over, or not.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ScheduleProposal {
    #[cbor(n(0), with = "codec::subject")]
    pub subject: Subject,
    #[cbor(n(1), with = "codec::cadence")]
    pub cadence: Cadence,
    /// In order.
    #[cbor(n(2), with = "wire::times")]
    pub times: Vec<NaiveTime>,
    /// A name of the IANA list; none where the times hold wherever the phone is.
    #[n(3)]
    pub zone: Option<String>,
    #[n(4)]
    pub anchor: Day,
    #[n(5)]
    pub grace_minutes: u32,
    #[n(6)]
    pub until: Option<Day>,
}

/// A letter. The one who gets it sees its size first, and may leave it unread.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Letter {
    /// From 1; the highest one holds.
    #[n(0)]
    pub version: u32,
    #[n(1)]
    pub title: Option<String>,
    #[n(2)]
    pub text: String,
    #[n(3)]
    pub written_at: Moment,
}

/// The object is not shared any more. No reason goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Tombstone {}

macro_rules! kinds {
    ($($number:literal $kind:ident)*) => {
        impl Payload {
            /// Its number in bundles.
            pub fn kind(&self) -> u16 {
                match self {
                    $(Self::$kind(_) => $number,)*
                    Self::Unknown { kind, .. } | Self::Erased { kind } => *kind,
                }
            }

            /// As it stands in an op.
            ///
            /// # Errors
            /// `Malformed` where a field is outside its bounds, and where nothing is left to write; `TooLarge`.
            pub fn encode(&self) -> Result<Vec<u8>, BundleError> {
                let bytes = match self {
                    $(Self::$kind(says) => {
                        if !says.within() {
                            return Err(BundleError::Malformed);
                        }
                        wire::encode(says)
                    })*
                    Self::Unknown { kind, bytes } => {
                        if Self::KNOWN.contains(kind) || *kind == 0 {
                            return Err(BundleError::Malformed);
                        }
                        bytes.clone()
                    }
                    Self::Erased { .. } => return Err(BundleError::Malformed),
                };
                if bytes.len() > PAYLOAD_BYTES { Err(BundleError::TooLarge) } else { Ok(bytes) }
            }

            /// What an op of this kind says; [`Payload::Unknown`] where this version does not know the kind. To be
            /// asked again of what was kept unknown, once the app was updated.
            ///
            /// # Errors
            /// `Malformed` where it is not the one form that says this, or a field is outside its bounds; `TooLarge`.
            pub fn decode(kind: u16, bytes: &[u8]) -> Result<Self, BundleError> {
                if bytes.len() > PAYLOAD_BYTES {
                    return Err(BundleError::TooLarge);
                }
                match kind {
                    $($number => {
                        let says: $kind = wire::decode(bytes)?;
                        if says.within() { Ok(Self::$kind(says)) } else { Err(BundleError::Malformed) }
                    })*
                    0 => Err(BundleError::Malformed),
                    _ => Ok(Self::Unknown { kind, bytes: bytes.to_vec() }),
                }
            }

            /// Whether an op of this kind may come erased. Of a later version's kinds this one cannot say no.
            pub(super) fn can_be_erased(kind: u16) -> bool {
                matches!(kind, 1..=4 | 8 | 9) || kind != 0 && !Self::KNOWN.contains(&kind)
            }

            const KNOWN: &'static [u16] = &[$($number),*];
        }
    };
}

kinds! {
    1 EntryCard
    2 CheckinCard
    3 PromiseOffer
    4 PromiseReview
    5 PromiseAnswer
    6 AgreementVersion
    7 AgreementSaid
    8 ScheduleProposal
    9 Letter
    10 Tombstone
}

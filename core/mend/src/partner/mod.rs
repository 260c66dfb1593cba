//! Two phones: how they become a pair, and the sealed bundles that they hand each other. PROTOCOL.md has every byte.
//!
//! - [`PendingOffer`] is shown by one phone; [`answer`] is what the other makes of it. Both then have an [`Unconfirmed`]
//!   pair and four words. It becomes a [`Pair`] when its user says that the words are the same, and is gone otherwise.
//! - A [`Bundle`] is sealed by [`Pair::seal`] and opened by [`Pair::open`]. Inside are [`Op`]s: what one of the two said,
//!   numbered, each with a [`Payload`].
//!
//! All of it is bytes and types: no database, no clock that a user sets, and nothing of the private space. What is handed
//! in here is meant for the other's eyes.

mod bundle;
mod client;
mod code;
mod codec;
mod error;
pub mod feeds;
mod inflate;
pub(crate) mod item;
pub mod limits;
mod meeting;
pub(crate) mod objects;
mod op;
mod pair;
mod pairing;
mod payload;
mod rng;
mod rows;
mod saying;
mod seal;
mod size;
mod sync;
mod tables;
#[cfg(test)]
mod tests;
mod views;
mod wire;
mod within;
mod words;

pub use bundle::{Bundle, Have};
pub use client::Partner;
pub use code::{AnswerCode, Offer, Role};
pub use error::{BundleError, CodeError};
pub use item::{
    FeelingView, ItemBody, ItemKind, ItemPage, ItemRow, ItemView, OfferedVersionView, PromiseAnswerView,
    SharedAnswerView, SharedVersionView, Side,
};
pub(crate) use meeting::Meeting;
pub use op::{FeedId, ObjectId, Op};
pub(crate) use pair::MARK;
pub use pair::Pair;
pub use pairing::{PendingOffer, Unconfirmed, answer};
pub use payload::{
    AgreementSaid, AgreementVersion, CardAnswer, CardFeeling, CheckinCard, EntryCard, Letter, Payload, PromiseAnswer,
    PromiseOffer, PromiseReview, SaidToAgreement, SaidToPromise, ScheduleProposal, SharedAnswer, Tombstone,
};
pub(crate) use rows::{PairRow, current_pair, stage};
pub use saying::ASK_CHARACTERS;
pub(crate) use saying::{said, take_yes_back};
pub use size::size_of;
pub(crate) use sync::begin_incarnation;
pub(crate) use tables::TABLES;
pub use views::{FrameKeys, MeetingView, OfferView, OutgoingView, PairView, ReceivedView};
pub use wire::{Day, Moment};
pub use words::word_list;

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
mod code;
mod codec;
mod error;
pub mod feeds;
mod inflate;
pub mod limits;
mod op;
mod pair;
mod pairing;
mod payload;
mod rng;
mod seal;
mod size;
#[cfg(test)]
mod tests;
mod wire;
mod within;
mod words;

pub use bundle::{Bundle, Have};
pub use code::{AnswerCode, Offer, Role};
pub use error::{BundleError, CodeError};
pub use op::{FeedId, ObjectId, Op};
pub use pair::Pair;
pub use pairing::{PendingOffer, Unconfirmed, answer};
pub use payload::{
    AgreementSaid, AgreementVersion, CardAnswer, CardFeeling, CheckinCard, EntryCard, Letter, Payload, PromiseAnswer,
    PromiseOffer, PromiseReview, SaidToAgreement, SaidToPromise, ScheduleProposal, SharedAnswer, Tombstone,
};
pub use size::size_of;
pub use wire::{Day, Moment};
pub use words::word_list;

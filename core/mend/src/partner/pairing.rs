//! Pairing, face to face: one phone shows an offer, the other scans it and shows an answer, the first scans that. Both
//! then see the same four words if nobody sat between them.

use std::time::Duration;

use mend_vault::draw;
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::limits::{ANSWER_BYTES, OFFER_BYTES, OFFER_SECONDS};
use super::pair::{Ends, Pair};
use super::{AnswerCode, CodeError, FeedId, Offer, Role, words};
use crate::{Monotonic, Rng, Stream};

const TRANSCRIPT: &[u8] = b"mend pairing 1 transcript\n";

/// An offer that this phone shows. It lives ten minutes, takes one answer, and dies with this value.
pub struct PendingOffer {
    offer: Offer,
    /// Gone once an answer was taken.
    secret: Option<StaticSecret>,
    since: Duration,
}

impl PendingOffer {
    pub fn make(rng: &dyn Rng, clock: &dyn Monotonic) -> Self {
        let (secret, key) = make_keys(rng);
        let offer = Offer { key, feed: FeedId::make(rng), nonce: draw(&*rng.stream(Stream::Transfer)) };
        Self { offer, secret: Some(secret), since: clock.now() }
    }

    /// The bytes to show.
    pub fn code(&self) -> [u8; OFFER_BYTES] {
        self.offer.encode()
    }

    /// Seconds for which it still takes an answer.
    pub fn seconds_left(&self, clock: &dyn Monotonic) -> u32 {
        let lifetime = Duration::from_secs(OFFER_SECONDS);
        let left = lifetime.saturating_sub(clock.now().saturating_sub(self.since));
        if self.secret.is_none() { 0 } else { left.as_secs_f64().ceil() as u32 }
    }

    /// Takes the answer that the other phone shows. A code that is none, or is for another offer, leaves the offer as
    /// it was; an answer to this very offer ends it, whatever comes of it.
    ///
    /// # Errors
    /// All of [`CodeError`] but `NotAnOffer`.
    pub fn accept(&mut self, code: &[u8], rng: &dyn Rng, clock: &dyn Monotonic) -> Result<Unconfirmed, CodeError> {
        if code == self.code() {
            return Err(CodeError::OwnCode);
        }
        let answer = AnswerCode::parse(code)?;
        if answer.offer_hash != self.offer.hash() {
            return Err(CodeError::OtherOffer);
        }
        if self.secret.is_some() && self.seconds_left(clock) == 0 {
            self.secret = None;
            return Err(CodeError::Expired);
        }
        let secret = self.secret.take().ok_or(CodeError::Used)?;
        Unconfirmed::make(Role::Offer, secret, &self.offer, &answer, rng)
    }
}

/// Answers an offer that was scanned: the bytes to show, and the pair to be. `own` is the offer that this phone shows
/// itself, if it does.
///
/// # Errors
/// [`CodeError`]: `NotACode`, `OlderFormat`, `NewerFormat`, `Damaged`, `NotAnOffer`, `OwnCode`, `WeakKey`.
pub fn answer(
    offer: &[u8],
    own: Option<&PendingOffer>,
    rng: &dyn Rng,
) -> Result<([u8; ANSWER_BYTES], Unconfirmed), CodeError> {
    let offer = Offer::parse(offer)?;
    if own.is_some_and(|own| own.offer == offer) {
        return Err(CodeError::OwnCode);
    }
    let (secret, key) = make_keys(rng);
    let nonce = draw(&*rng.stream(Stream::Transfer));
    let answer = AnswerCode { key, feed: FeedId::make(rng), nonce, offer_hash: offer.hash() };
    let unconfirmed = Unconfirmed::make(Role::Answer, secret, &offer, &answer, rng)?;
    Ok((answer.encode(), unconfirmed))
}

/// A pair that its own user has not confirmed. Dropping it forgets it: nothing of it was kept.
pub struct Unconfirmed {
    pair: Pair,
    words: [&'static str; 4],
}

impl Unconfirmed {
    fn make(
        role: Role,
        secret: StaticSecret,
        offer: &Offer,
        answer: &AnswerCode,
        rng: &dyn Rng,
    ) -> Result<Self, CodeError> {
        let (own_feed, their_key, their_feed) = match role {
            Role::Offer => (offer.feed, answer.key, answer.feed),
            Role::Answer => (answer.feed, offer.key, offer.feed),
        };
        let transcript = transcript(offer, answer);
        // Its own, and for good: the partner never learns it.
        let op_key = Zeroizing::new(draw(&*rng.stream(Stream::Together)));
        let ends = Ends { role, their_key, own_feed, their_feed, transcript };
        let pair = Pair::of(secret, ends, op_key).ok_or(CodeError::WeakKey)?;
        Ok(Self { pair, words: words::derive_words(&transcript) })
    }

    /// What both phones show. Each user says by themselves whether they are the same.
    pub fn words(&self) -> [&'static str; 4] {
        self.words
    }

    /// What would be kept.
    pub(super) fn keys(&self) -> &Pair {
        &self.pair
    }

    /// The user said that the words are the same.
    pub fn confirm(self) -> Pair {
        self.pair
    }
}

/// A hash of both codes, whole.
pub(super) fn transcript(offer: &Offer, answer: &AnswerCode) -> [u8; 32] {
    let hash = Sha256::new_with_prefix(TRANSCRIPT);
    hash.chain_update(offer.encode()).chain_update(answer.encode()).finalize().into()
}

fn make_keys(rng: &dyn Rng) -> (StaticSecret, [u8; 32]) {
    let drawn = Zeroizing::new(draw::<32>(&*rng.stream(Stream::Transfer)));
    let secret = StaticSecret::from(*drawn);
    let key = PublicKey::from(&secret).to_bytes();
    (secret, key)
}

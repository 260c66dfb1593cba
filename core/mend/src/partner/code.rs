//! The two codes of pairing, as bytes.
//!
//! | at | size | |
//! |---|---|---|
//! | 0 | 4 | `MNDP` |
//! | 4 | 1 | version: 1 |
//! | 5 | 1 | role: 1 offer, 2 answer |
//! | 6 | 32 | X25519 public key, fresh |
//! | 38 | 4 | feed |
//! | 42 | 16 | random |
//! | 58 | 16 | answer only: the first 16 bytes of SHA-256 of the whole offer |
//! | 58 or 74 | 4 | the first 4 bytes of SHA-256 of all before |
//!
//! The sum at the end tells a misread code from a foreign one. It protects nothing; the words do.

use sha2::{Digest, Sha256};

use super::limits::{ANSWER_BYTES, OFFER_BYTES};
use super::{CodeError, FeedId};

const MAGIC: &[u8; 4] = b"MNDP";
const VERSION: u8 = 1;
const HEAD: usize = 6;
const SUM: usize = 4;
pub(super) const OFFER_HASH: usize = 16;

/// Which of the two codes a phone showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Offer = 1,
    Answer = 2,
}

impl Role {
    pub fn other(self) -> Self {
        match self {
            Self::Offer => Self::Answer,
            Self::Answer => Self::Offer,
        }
    }
}

/// What the first phone shows. Nothing in it is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub key: [u8; 32],
    /// Under which number this phone's ops begin.
    pub feed: FeedId,
    pub nonce: [u8; 16],
}

/// What the second phone shows. Nothing in it is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerCode {
    pub key: [u8; 32],
    pub feed: FeedId,
    pub nonce: [u8; 16],
    /// Which offer it answers: the first 16 bytes of its hash.
    pub offer_hash: [u8; OFFER_HASH],
}

impl Offer {
    pub fn encode(&self) -> [u8; OFFER_BYTES] {
        write(Role::Offer, &self.key, self.feed, &self.nonce, &[])
    }

    /// # Errors
    /// `NotACode`, `OlderFormat`, `NewerFormat`, `Damaged`; `NotAnOffer` for an answer.
    pub fn parse(code: &[u8]) -> Result<Self, CodeError> {
        let mut body = read(code, Role::Offer)?;
        Ok(Self { key: body.take(), feed: FeedId(body.take()), nonce: body.take() })
    }

    pub(super) fn hash(&self) -> [u8; OFFER_HASH] {
        let mut hash = [0; OFFER_HASH];
        hash.copy_from_slice(&Sha256::digest(self.encode())[..OFFER_HASH]);
        hash
    }
}

impl AnswerCode {
    pub fn encode(&self) -> [u8; ANSWER_BYTES] {
        write(Role::Answer, &self.key, self.feed, &self.nonce, &self.offer_hash)
    }

    /// # Errors
    /// `NotACode`, `OlderFormat`, `NewerFormat`, `Damaged`; `NotAnAnswer` for an offer.
    pub fn parse(code: &[u8]) -> Result<Self, CodeError> {
        let mut body = read(code, Role::Answer)?;
        Ok(Self { key: body.take(), feed: FeedId(body.take()), nonce: body.take(), offer_hash: body.take() })
    }
}

fn write<const N: usize>(role: Role, key: &[u8; 32], feed: FeedId, nonce: &[u8; 16], offer_hash: &[u8]) -> [u8; N] {
    let mut code = [0; N];
    let mut at = 0;
    for part in [&MAGIC[..], &[VERSION, role as u8], key, &feed.0, nonce, offer_hash] {
        code[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    let sum = sum(&code[..at]);
    code[at..].copy_from_slice(&sum);
    code
}

fn sum(body: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    sum.copy_from_slice(&Sha256::digest(body)[..SUM]);
    sum
}

/// The body of a code of `wanted` role, its length and sum checked.
fn read(code: &[u8], wanted: Role) -> Result<Body<'_>, CodeError> {
    let rest = code.strip_prefix(MAGIC).ok_or(CodeError::NotACode)?;
    match *rest.first().ok_or(CodeError::Damaged)? {
        VERSION => {}
        0 => return Err(CodeError::OlderFormat),
        _ => return Err(CodeError::NewerFormat),
    }
    let (role, len) = match rest.get(1) {
        Some(1) => (Role::Offer, OFFER_BYTES),
        Some(2) => (Role::Answer, ANSWER_BYTES),
        _ => return Err(CodeError::Damaged),
    };
    if code.len() != len || sum(&code[..len - SUM]) != code[len - SUM..] {
        return Err(CodeError::Damaged);
    }
    match (role, wanted) {
        (Role::Answer, Role::Offer) => Err(CodeError::NotAnOffer),
        (Role::Offer, Role::Answer) => Err(CodeError::NotAnAnswer),
        _ => Ok(Body(&code[HEAD..len - SUM])),
    }
}

struct Body<'c>(&'c [u8]);

impl Body<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let (taken, rest) = self.0.split_first_chunk().expect("the length was checked, and is the sum of the fields");
        self.0 = rest;
        *taken
    }
}

//! One thing that one of the two said, numbered in their feed.

use std::fmt;

use minicbor::{Decode, Encode};

use super::pair::OP_MAC;
use super::{BundleError, Pair, Payload, wire};
use crate::{Rng, Stream};

/// A phone's own row of ops since it was set up, paired anew or restored: 4 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct FeedId(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 4]);

impl FeedId {
    pub fn make(rng: &dyn Rng) -> Self {
        Self(mend_vault::draw(&*rng.stream(Stream::Together)))
    }
}

impl fmt::Debug for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FeedId({:08x})", u32::from_be_bytes(self.0))
    }
}

/// What an op is about: the id of a card, a promise, an agreement, a schedule or a letter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct ObjectId(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 16]);

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectId({:032x})", u128::from_be_bytes(self.0))
    }
}

/// What one of the two said. Only the owner of its feed says it; the other hands it on as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    pub feed: FeedId,
    /// From 1, without gaps.
    pub seq: u64,
    /// Later than all that its author had seen.
    pub lamport: u64,
    pub object: ObjectId,
    pub payload: Payload,
    /// The author's own mark, which nobody else can make or check.
    pub(super) mac: [u8; OP_MAC],
}

/// As it stands in a bundle.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct WireOp {
    #[n(0)]
    feed: FeedId,
    #[n(1)]
    seq: u64,
    #[n(2)]
    lamport: u64,
    #[n(3)]
    kind: u16,
    #[n(4)]
    object: ObjectId,
    #[cbor(n(5), with = "minicbor::bytes")]
    payload: Vec<u8>,
    /// Left out of what it is made over.
    #[n(6)]
    mac: Option<OpMac>,
}

#[derive(Encode, Decode)]
#[cbor(transparent)]
struct OpMac(#[cbor(n(0), with = "minicbor::bytes")] [u8; OP_MAC]);

impl Op {
    /// A new op of this phone, marked as its own.
    ///
    /// # Errors
    /// `Malformed` where the payload or a number is outside its bounds.
    pub fn make(
        pair: &Pair,
        feed: FeedId,
        seq: u64,
        lamport: u64,
        object: ObjectId,
        payload: Payload,
    ) -> Result<Self, BundleError> {
        let mut op = Self { feed, seq, lamport, object, payload, mac: [0; OP_MAC] };
        op.within()?;
        op.mac = pair.op_mac(&op.marked()?);
        Ok(op)
    }

    /// Whether this phone, or the one whose backup it was restored from, made this op exactly as it is.
    pub fn is_own(&self, pair: &Pair) -> bool {
        self.marked().is_ok_and(|marked| pair.made_op(&marked, &self.mac))
    }

    /// What the mark is made over: the op without it.
    fn marked(&self) -> Result<Vec<u8>, BundleError> {
        Ok(wire::encode(&WireOp { mac: None, ..self.to_wire()? }))
    }

    fn within(&self) -> Result<(), BundleError> {
        let numbers = 1..=i64::MAX as u64;
        if numbers.contains(&self.seq) && numbers.contains(&self.lamport) {
            Ok(())
        } else {
            Err(BundleError::Malformed)
        }
    }

    pub(super) fn to_wire(&self) -> Result<WireOp, BundleError> {
        self.within()?;
        let &Self { feed, seq, lamport, object, ref payload, mac } = self;
        Ok(WireOp {
            feed,
            seq,
            lamport,
            kind: payload.kind(),
            object,
            payload: payload.encode()?,
            mac: Some(OpMac(mac)),
        })
    }

    pub(super) fn of_wire(op: WireOp) -> Result<Self, BundleError> {
        let WireOp { feed, seq, lamport, kind, object, payload, mac } = op;
        let OpMac(mac) = mac.ok_or(BundleError::Malformed)?;
        let op = Self { feed, seq, lamport, object, payload: Payload::decode(kind, &payload)?, mac };
        op.within()?;
        Ok(op)
    }
}

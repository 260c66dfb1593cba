//! One thing that one of the two said, numbered in their feed.

use std::fmt;

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use subtle::ConstantTimeEq;

use super::pair::{HALF, MARK};
use super::{BundleError, Pair, Payload, Role, wire};
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

impl ObjectId {
    pub fn make(rng: &dyn Rng) -> Self {
        Self(mend_vault::draw(&*rng.stream(Stream::Together)))
    }

    /// For an agreement that the phone of this role began: `who` in each of its versions is as that one sees it.
    pub fn make_agreement(rng: &dyn Rng, role: Role) -> Self {
        let mut id = Self::make(rng);
        id.0[0] &= !BEGAN_BY_ANSWER;
        if role == Role::Answer {
            id.0[0] |= BEGAN_BY_ANSWER;
        }
        id
    }

    /// Who began this agreement. Says nothing of any other object.
    pub fn began_by(&self) -> Role {
        if self.0[0] & BEGAN_BY_ANSWER == 0 { Role::Offer } else { Role::Answer }
    }
}

/// The highest bit of an agreement's id.
const BEGAN_BY_ANSWER: u8 = 0x80;

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
    /// The author's own mark, which nobody else can make or check: half of it over what the op is about, half over the
    /// op with what it says. Zeros in the second half of an erased one.
    pub(super) mark: [u8; MARK],
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
    /// Left out once it was erased.
    #[n(5)]
    payload: Option<ByteVec>,
    /// Left out of what it is made over.
    #[n(6)]
    mark: Option<ByteVec>,
}

impl Op {
    /// A new op of this phone, marked as its own.
    ///
    /// # Errors
    /// `Malformed` where the payload or a number is outside its bounds, or the payload is an erased one.
    pub fn make(
        pair: &Pair,
        feed: FeedId,
        seq: u64,
        lamport: u64,
        object: ObjectId,
        payload: Payload,
    ) -> Result<Self, BundleError> {
        let mut op = Self { feed, seq, lamport, object, payload, mark: [0; MARK] };
        if op.is_erased() {
            return Err(BundleError::Malformed);
        }
        op.mark = op.mark_of(pair)?;
        Ok(op)
    }

    /// The op of these columns, as they were kept: what [`Op::payload_bytes`] and [`Op::mark`] gave. Without a payload it
    /// is an erased one.
    ///
    /// # Errors
    /// `Malformed`, `TooLarge`: no op of a bundle looks like this.
    pub fn kept(
        feed: FeedId,
        seq: u64,
        lamport: u64,
        kind: u16,
        object: ObjectId,
        payload: Option<&[u8]>,
        mark: &[u8],
    ) -> Result<Self, BundleError> {
        let payload = payload.map(|bytes| bytes.to_vec().into());
        Self::of_wire(WireOp { feed, seq, lamport, kind, object, payload, mark: Some(mark.to_vec().into()) })
    }

    /// What it says as bytes; `None` of an erased one.
    ///
    /// # Errors
    /// As [`Payload::encode`].
    pub fn payload_bytes(&self) -> Result<Option<Vec<u8>>, BundleError> {
        if self.is_erased() { Ok(None) } else { self.payload.encode().map(Some) }
    }

    /// The author's mark: 8 bytes, or 4 of an erased op.
    pub fn mark(&self) -> &[u8] {
        if self.is_erased() { &self.mark[..HALF] } else { &self.mark }
    }

    /// Whether this phone, or the one whose backup it was restored from, made this op exactly as it is. Of an erased
    /// one: whether it said something of this kind about this object, here and then.
    pub fn is_own(&self, pair: &Pair) -> bool {
        let length = self.mark().len();
        self.mark_of(pair).is_ok_and(|mark| mark[..length].ct_eq(self.mark()).into())
    }

    /// Removes what it says, because its author does not share the object any more. An answer, all of an agreement, and
    /// a tombstone are left as they are: they stand for what was agreed, and for what is gone.
    pub fn erase(&mut self) {
        let kind = self.payload.kind();
        if Payload::can_be_erased(kind) {
            self.payload = Payload::Erased { kind };
            self.mark[HALF..].fill(0);
        }
    }

    pub fn is_erased(&self) -> bool {
        matches!(self.payload, Payload::Erased { .. })
    }

    /// Whether they are one and the same, as far as can be told: where one of them was erased, all but what it says.
    pub fn same_as(&self, other: &Self) -> bool {
        let about = |op: &Self| {
            let &Self { feed, seq, lamport, object, ref payload, mark: [a, b, c, d, ..] } = op;
            (feed, seq, lamport, payload.kind(), object, [a, b, c, d])
        };
        if self.is_erased() || other.is_erased() { about(self) == about(other) } else { self == other }
    }

    fn mark_of(&self, pair: &Pair) -> Result<[u8; MARK], BundleError> {
        let whole = WireOp { mark: None, ..self.to_wire()? };
        let says = if self.is_erased() { [0; HALF] } else { pair.mark_says(&wire::encode(&whole)) };
        let about = pair.mark_about(&wire::encode(&WireOp { payload: None, ..whole }));
        let mut mark = [0; MARK];
        mark[..HALF].copy_from_slice(&about);
        mark[HALF..].copy_from_slice(&says);
        Ok(mark)
    }

    fn within(&self) -> Result<(), BundleError> {
        let numbers = 1..=i64::MAX as u64;
        let erased = !self.is_erased() || Payload::can_be_erased(self.payload.kind());
        if numbers.contains(&self.seq) && numbers.contains(&self.lamport) && erased {
            Ok(())
        } else {
            Err(BundleError::Malformed)
        }
    }

    pub(super) fn to_wire(&self) -> Result<WireOp, BundleError> {
        self.within()?;
        let &Self { feed, seq, lamport, object, ref payload, .. } = self;
        let says = self.payload_bytes()?.map(ByteVec::from);
        let mark = Some(self.mark().to_vec().into());
        Ok(WireOp { feed, seq, lamport, kind: payload.kind(), object, payload: says, mark })
    }

    pub(super) fn of_wire(op: WireOp) -> Result<Self, BundleError> {
        let WireOp { feed, seq, lamport, kind, object, payload, mark } = op;
        let given = mark.ok_or(BundleError::Malformed)?;
        let payload = match payload {
            Some(bytes) => Payload::decode(kind, &bytes)?,
            None => Payload::Erased { kind },
        };
        let mut op = Self { feed, seq, lamport, object, payload, mark: [0; MARK] };
        let length = op.mark().len();
        if given.len() != length {
            return Err(BundleError::Malformed);
        }
        op.mark[..length].copy_from_slice(&given);
        op.within()?;
        Ok(op)
    }
}

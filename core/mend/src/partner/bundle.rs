//! What one phone hands the other in one go, before it is sealed.

use minicbor::{Decode, Encode};

use super::op::WireOp;
use super::{BundleError, FeedId, Op, wire};

/// What one phone hands the other in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The sender's feed as it is now.
    pub feed: FeedId,
    /// How many bundles this feed made, this one counted.
    pub counter: u64,
    /// The feed of the phone whose backup the sender was restored from.
    pub prev: Option<FeedId>,
    /// How far the sender knows each feed; in any order, each feed once.
    pub have: Vec<Have>,
    /// In any order, each once.
    pub ops: Vec<Op>,
}

/// All ops of a feed up to this one are known; none, with 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct Have {
    #[n(0)]
    pub feed: FeedId,
    #[n(1)]
    pub seq: u64,
    /// Whether it is a feed of the sender's own phone, of now or before a restore.
    #[n(2)]
    pub own: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WireBundle {
    #[n(0)]
    feed: FeedId,
    #[n(1)]
    counter: u64,
    #[n(2)]
    prev: Option<FeedId>,
    #[cbor(n(3), decode_with = "wire::have")]
    have: Vec<Have>,
    #[cbor(n(4), decode_with = "wire::ops")]
    ops: Vec<WireOp>,
}

impl Bundle {
    /// The same bundle has the same bytes, whatever order its parts were given in.
    pub(super) fn encode(&self) -> Result<Vec<u8>, BundleError> {
        let mut have = self.have.clone();
        have.sort_unstable();
        let mut ops: Vec<&Op> = self.ops.iter().collect();
        ops.sort_unstable_by_key(|op| (op.feed, op.seq));
        let ops = ops.into_iter().map(Op::to_wire).collect::<Result<Vec<_>, _>>()?;
        if have.len() as u64 > super::limits::HAVE || ops.len() as u64 > super::limits::OPS {
            return Err(BundleError::TooLarge);
        }
        let wire = WireBundle { feed: self.feed, counter: self.counter, prev: self.prev, have, ops };
        let bytes = wire::encode(&wire);
        self.in_order_when_sorted()?;
        Ok(bytes)
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, BundleError> {
        let WireBundle { feed, counter, prev, have, ops } = wire::decode(bytes)?;
        let ops = ops.into_iter().map(Op::of_wire).collect::<Result<Vec<_>, _>>()?;
        let bundle = Self { feed, counter, prev, have, ops };
        let ascending = bundle.have.is_sorted_by(|a, b| a.feed < b.feed)
            && bundle.ops.is_sorted_by(|a, b| (a.feed, a.seq) < (b.feed, b.seq));
        if !ascending {
            return Err(BundleError::Malformed);
        }
        bundle.numbers()?;
        Ok(bundle)
    }

    /// No feed and no op stands twice.
    fn in_order_when_sorted(&self) -> Result<(), BundleError> {
        let mut feeds: Vec<_> = self.have.iter().map(|have| have.feed).collect();
        let mut ops: Vec<_> = self.ops.iter().map(|op| (op.feed, op.seq)).collect();
        feeds.sort_unstable();
        ops.sort_unstable();
        let twice = feeds.windows(2).any(|two| two[0] == two[1]) || ops.windows(2).any(|two| two[0] == two[1]);
        if twice { Err(BundleError::Malformed) } else { self.numbers() }
    }

    fn numbers(&self) -> Result<(), BundleError> {
        let good = |number| number <= i64::MAX as u64;
        let all = good(self.counter) && self.have.iter().all(|have| good(have.seq)) && self.prev != Some(self.feed);
        if all { Ok(()) } else { Err(BundleError::Malformed) }
    }
}

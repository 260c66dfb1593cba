//! The keys of a pair: what is kept once its user confirmed it, and what is derived from it.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::{FeedId, Role};

const FRAMES_FROM_OFFER: &[u8] = b"mend pairing 1 frames from offer";
const FRAMES_FROM_ANSWER: &[u8] = b"mend pairing 1 frames from answer";
const OP_ABOUT: &[u8] = b"mend op 1 about\n";
const OP_SAYS: &[u8] = b"mend op 1\n";
/// Bytes of the mark of an op.
pub(crate) const MARK: usize = 8;
/// Of which this many are over what it is about.
pub(super) const HALF: usize = 4;

const VERSION: u8 = 1;
/// Bytes of a pair as it is kept.
const KEPT: usize = 1 + 1 + 32 + 32 + 4 + 4 + 32 + 32;

/// What two phones share once both scanned each other and their users compared the words. Wiped when it goes.
pub struct Pair {
    pub(super) secret: StaticSecret,
    pub(super) ends: Ends,
    /// For marks on one's own ops, which the partner can give back after a restore and cannot make.
    op_key: Zeroizing<[u8; 32]>,
    from_offer: Zeroizing<[u8; 32]>,
    from_answer: Zeroizing<[u8; 32]>,
}

/// What of a pair is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    pub role: Role,
    pub their_key: [u8; 32],
    pub own_feed: FeedId,
    pub their_feed: FeedId,
    pub transcript: [u8; 32],
}

impl Pair {
    /// None where the other's key gives the same secret with every key of ours: zero, and the other points of low order.
    pub(super) fn of(secret: StaticSecret, ends: Ends, op_key: Zeroizing<[u8; 32]>) -> Option<Self> {
        let shared = secret.diffie_hellman(&PublicKey::from(ends.their_key));
        if !shared.was_contributory() {
            return None;
        }
        let keys = Hkdf::<Sha256>::new(Some(&ends.transcript), shared.as_bytes());
        let derive = |label| {
            let mut key = Zeroizing::new([0; 32]);
            keys.expand(label, &mut *key).expect("HKDF gives 32 bytes");
            key
        };
        let (from_offer, from_answer) = (derive(FRAMES_FROM_OFFER), derive(FRAMES_FROM_ANSWER));
        Some(Self { secret, ends, op_key, from_offer, from_answer })
    }

    /// Which code this phone showed.
    pub fn role(&self) -> Role {
        self.ends.role
    }

    /// The feed with which this phone began.
    pub fn own_feed(&self) -> FeedId {
        self.ends.own_feed
    }

    /// The feed with which the other phone began.
    pub fn their_feed(&self) -> FeedId {
        self.ends.their_feed
    }

    /// For the MAC of the frames that this phone shows.
    pub fn frames_out(&self) -> &[u8; 32] {
        self.frames_from(self.ends.role)
    }

    /// For the MAC of the frames that the other phone shows.
    pub fn frames_in(&self) -> &[u8; 32] {
        self.frames_from(self.ends.role.other())
    }

    fn frames_from(&self, role: Role) -> &[u8; 32] {
        match role {
            Role::Offer => &self.from_offer,
            Role::Answer => &self.from_answer,
        }
    }

    pub(super) fn own_key(&self) -> [u8; 32] {
        PublicKey::from(&self.secret).to_bytes()
    }

    /// Over an op without what it says, which is kept when that is erased.
    pub(super) fn mark_about(&self, op: &[u8]) -> [u8; HALF] {
        self.half(OP_ABOUT, op)
    }

    /// Over an op with what it says.
    pub(super) fn mark_says(&self, op: &[u8]) -> [u8; HALF] {
        self.half(OP_SAYS, op)
    }

    fn half(&self, label: &[u8], op: &[u8]) -> [u8; HALF] {
        let mac = Hmac::<Sha256>::new_from_slice(&*self.op_key).expect("HMAC takes a key of any length");
        let mut half = [0; HALF];
        half.copy_from_slice(&mac.chain_update(label).chain_update(op).finalize().into_bytes()[..HALF]);
        half
    }

    /// All of it as bytes, for the together space alone. They are the keys: version 1, role, own secret 32, the other's
    /// key 32, own feed 4, the other's feed 4, transcript 32, op key 32.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let Ends { role, their_key, own_feed, their_feed, transcript } = &self.ends;
        let mut kept = Zeroizing::new(Vec::with_capacity(KEPT));
        kept.extend([VERSION, *role as u8]);
        kept.extend(self.secret.as_bytes());
        for part in [&their_key[..], &own_feed.0, &their_feed.0, transcript, &*self.op_key] {
            kept.extend(part);
        }
        kept
    }

    /// The pair that [`Pair::to_bytes`] wrote; `None` for any other bytes.
    pub fn from_bytes(kept: &[u8]) -> Option<Self> {
        if kept.len() != KEPT || kept[0] != VERSION {
            return None;
        }
        let role = match kept[1] {
            1 => Role::Offer,
            2 => Role::Answer,
            _ => return None,
        };
        let (secret, rest) = kept[2..].split_first_chunk::<32>()?;
        let (their_key, rest) = rest.split_first_chunk::<32>()?;
        let (own_feed, rest) = rest.split_first_chunk::<4>()?;
        let (their_feed, rest) = rest.split_first_chunk::<4>()?;
        let (transcript, rest) = rest.split_first_chunk::<32>()?;
        let op_key = Zeroizing::new(*rest.first_chunk::<32>()?);
        let (own_feed, their_feed) = (FeedId(*own_feed), FeedId(*their_feed));
        let ends = Ends { role, their_key: *their_key, own_feed, their_feed, transcript: *transcript };
        Self::of(StaticSecret::from(*secret), ends, op_key)
    }
}

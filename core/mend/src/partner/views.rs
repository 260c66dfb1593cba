//! What pairing and sync tell their users.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use zeroize::Zeroizing;

use super::ItemRow;
use super::rows::PairRow;
use crate::clock::rfc3339;

/// The pair of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairView {
    #[serde(serialize_with = "rfc3339")]
    pub paired_at: DateTime<FixedOffset>,
    /// Whether something of the other phone opened here. Until then nobody knows whether it is paired too.
    pub complete: bool,
}

impl PairView {
    pub(super) fn of(pair: &PairRow) -> Self {
        Self { paired_at: pair.made_at, complete: pair.complete }
    }
}

/// An offer to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferView {
    pub code: Vec<u8>,
    pub seconds_left: u32,
}

/// Both scanned each other: what their users compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingView {
    /// The same four on both phones, if nobody sits between them.
    pub words: [String; 4],
    /// This phone is paired already, and that pair would end.
    pub replaces: bool,
}

/// A bundle to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutgoingView {
    pub bytes: Vec<u8>,
    /// How many changes are in it; with those of earlier bundles that the other phone has not said it has.
    pub changes: u32,
    /// Not all of it fitted. The rest goes with the next one, once the other phone showed that it has this.
    pub more: bool,
}

/// What a bundle brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceivedView {
    /// It, or a later one, was taken in before: nothing is new.
    pub already: bool,
    /// What the partner shared that was not here.
    pub new: Vec<ItemRow>,
    /// What was here and says something else now, and one's own on which the partner said something.
    pub changed: Vec<ItemRow>,
    /// How many items the partner took back.
    pub withdrawn: u32,
    /// How many changes of one's own came back that a restored backup did not know.
    pub returned: u32,
    /// The other phone has more that is not here yet: let it scan yours, and scan it again.
    pub more: bool,
}

/// For moving codes: the key of the frames that this phone shows, and of those that it scans.
pub struct FrameKeys {
    pub out: Zeroizing<[u8; 32]>,
    pub incoming: Zeroizing<[u8; 32]>,
}

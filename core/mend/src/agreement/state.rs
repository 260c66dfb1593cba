//! Where each version of an agreement stands, from what the two said to it and from the day. Pure: the partner's side
//! is data, which comes by sync; until then it is empty.
//!
//! - In force is what both said yes to by its hash, on no day after its day to be looked at, nor after its last day.
//! - A yes that was taken back does not come again: a new version can have another. So what either side said only ever
//!   grows, and two phones that heard the same agree, in whatever order they heard it.
//! - Proposals of both stand beside each other. What both said yes to takes the place of all before it, for good, also
//!   once it has ended itself: nothing old comes back in force by a withdrawal. What one said yes to takes the place of
//!   what they alone said yes to before; a yes of the other that crossed it on its way still counts for what it was
//!   said to.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{AgreementState, VersionHash};

/// What one of the two said to versions of an agreement. Both only grow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub accepted: BTreeSet<VersionHash>,
    pub withdrawn: BTreeSet<VersionHash>,
}

/// What of a version decides where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub hash: VersionHash,
    pub review_day: NaiveDate,
    pub holds_until: Option<NaiveDate>,
    /// Whether both know it.
    pub offered: bool,
}

/// The state of each version, in their order, which has to be the same on both phones.
pub(crate) fn states(versions: &[Proposal], own: &Said, partner: &Said, today: NaiveDate) -> Vec<AgreementState> {
    let yes = |said: &Said, version: &Proposal| said.accepted.contains(&version.hash);
    let agreed = |version: &Proposal| yes(own, version) && yes(partner, version);
    let took_its_place = |older: &Proposal, newer: &Proposal| {
        let same_side = |said: &Said| yes(said, older) && yes(said, newer);
        agreed(newer) || !agreed(older) && (same_side(own) || same_side(partner))
    };
    let state = |(index, version): (usize, &Proposal)| {
        if [own, partner].iter().any(|said| said.withdrawn.contains(&version.hash)) {
            AgreementState::Withdrawn
        } else if versions[index + 1..].iter().any(|newer| took_its_place(version, newer)) {
            AgreementState::Replaced
        } else if version.holds_until.is_some_and(|last| last < today) {
            AgreementState::Lapsed
        } else if !version.offered && !yes(own, version) && !yes(partner, version) {
            AgreementState::Draft
        } else if version.review_day < today {
            AgreementState::ReviewOverdue
        } else if agreed(version) {
            AgreementState::InForce
        } else if version.offered || yes(partner, version) {
            AgreementState::Offered
        } else {
            AgreementState::WrittenDown
        }
    };
    versions.iter().enumerate().map(state).collect()
}

/// The version that a list shows: the last one in force; else the last one that somebody said yes to and that has not
/// ended; else the last one.
pub(crate) fn shown(states: &[AgreementState]) -> usize {
    use AgreementState::{InForce, Offered, ReviewOverdue, WrittenDown};
    let last = |wanted: &[AgreementState]| states.iter().rposition(|state| wanted.contains(state));
    last(&[InForce]).or_else(|| last(&[WrittenDown, Offered, ReviewOverdue])).unwrap_or(states.len().saturating_sub(1))
}

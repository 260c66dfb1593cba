//! What two phones know of each other's words, and what each still has to tell: feeds, acknowledgements, and what a
//! restored backup means for them. Sets and numbers alone, without a database, so that every history can be tried.
//!
//! Each phone writes into *feeds*: numbered operations, of which both keep a prefix. A phone that was restored from a
//! backup may have written on in the old feed before it was lost, so it never goes on there: it begins a new feed, its
//! next *incarnation*. What it has forgotten comes back from the partner, who echoes it; a seal of its own makes sure
//! that nobody put words into its mouth (see [`Seals`]).
//!
//! A message says what its sender has of every feed (*have*), and carries what the receiver lacks as far as the sender
//! knows. What an incarnation said it has counts for that incarnation alone: a phone that went back to a backup has
//! less. An incarnation counts no more once another one of the same phone knows of it, since that one came after it, or
//! has learnt all it could tell. Where two count, the lesser is assumed, and something is told twice; nothing is ever
//! left out.

use std::collections::{BTreeMap, BTreeSet};

use super::FeedId;

/// Whose feed it is, as the one who speaks sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Mine,
    Yours,
}

impl Side {
    fn seen_from_the_other(self) -> Self {
        match self {
            Self::Mine => Self::Yours,
            Self::Yours => Self::Mine,
        }
    }
}

/// How much of a feed someone has: operations 1 to `upto`. 0: it is known of, and none is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Have {
    pub side: Side,
    pub upto: u32,
}

/// An operation of a feed. What it says is nothing to this module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedOp<Said> {
    pub feed: FeedId,
    /// From 1, without a gap.
    pub seq: u32,
    pub said: Said,
}

/// What one phone tells the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message<Said> {
    pub from: FeedId,
    /// The incarnation before this one, as far as a backup knew.
    pub prev: Option<FeedId>,
    pub have: BTreeMap<FeedId, Have>,
    /// By feed and number; of each feed a run that begins where the receiver's part ends, or before.
    pub ops: Vec<FeedOp<Said>>,
}

/// Feeds that a phone keeps of one pair, both sides together. More would be an attack, or a broken phone.
pub const FEEDS: usize = 256;

/// Why a message changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is one's own.
    #[error("from oneself")]
    FromOneself,
    /// It calls a feed of one's partner one's own, or the other way round.
    #[error("a feed of the wrong side")]
    WrongSide,
    /// An operation without a number.
    #[error("no number")]
    NoNumber,
    /// An echo of one's own words has no seal of one's own.
    #[error("words that are not one's own")]
    Forged,
    /// An operation that is known already says something else.
    #[error("another word under the same number")]
    Differs,
    #[error("too many feeds")]
    TooMany,
}

/// Whether an operation in one's own name is one's own: sealed under a key that lies with the pair, and outlives a
/// restore.
pub trait Seals<Said> {
    fn is_mine(&self, op: &FeedOp<Said>) -> bool;
}

/// All that one phone knows of the feeds of a pair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feeds<Said> {
    now: FeedId,
    prev: Option<FeedId>,
    /// Operations 1 to n of each feed that is known of.
    ops: BTreeMap<FeedId, (Side, Vec<Said>)>,
    /// What each incarnation of the partner last said it has.
    heard: BTreeMap<FeedId, BTreeMap<FeedId, u32>>,
    /// Incarnations of the partner that another one knows of.
    superseded: BTreeSet<FeedId>,
}

impl<Said: Clone + PartialEq> Feeds<Said> {
    /// At pairing: nothing is said, and nothing is heard.
    pub fn new(now: FeedId) -> Self {
        let ops = BTreeMap::from([(now, (Side::Mine, Vec::new()))]);
        Self { now, prev: None, ops, heard: BTreeMap::new(), superseded: BTreeSet::new() }
    }

    /// What a backup knew, going on as another incarnation.
    pub fn restored(mut self, now: FeedId) -> Self {
        self.prev = Some(self.now);
        self.now = now;
        self.ops.insert(now, (Side::Mine, Vec::new()));
        self
    }

    pub fn now(&self) -> FeedId {
        self.now
    }

    /// Says something; gives its number.
    pub fn say(&mut self, said: Said) -> u32 {
        let (_, ops) = self.ops.entry(self.now).or_insert_with(|| (Side::Mine, Vec::new()));
        ops.push(said);
        ops.len() as u32
    }

    /// All that is known, by feed and number.
    pub fn ops(&self) -> impl Iterator<Item = (Side, FeedOp<Said>)> + '_ {
        self.ops.iter().flat_map(|(feed, (side, ops))| {
            ops.iter().zip(1..).map(|(said, seq)| (*side, FeedOp { feed: *feed, seq, said: said.clone() }))
        })
    }

    /// What the partner has of a feed for certain, whichever of its incarnations is listening.
    fn they_have(&self, feed: FeedId) -> u32 {
        let count = self.heard.iter().filter(|(incarnation, _)| !self.superseded.contains(incarnation));
        count.map(|(_, have)| have.get(&feed).copied().unwrap_or(0)).min().unwrap_or(0)
    }

    /// How many operations the partner has not said it has.
    pub fn untold(&self) -> usize {
        self.ops.iter().map(|(feed, (_, ops))| ops.len().saturating_sub(self.they_have(*feed) as usize)).sum()
    }

    /// What to tell now, with at most `most` operations: of each feed a run from where the partner's part ends. One's
    /// own come first; the rest next time.
    pub fn message(&self, most: usize) -> Message<Said> {
        let have = self.ops.iter().map(|(feed, (side, ops))| (*feed, Have { side: *side, upto: ops.len() as u32 }));
        let own_first = [Side::Mine, Side::Yours].into_iter().flat_map(|side| {
            self.ops.iter().filter(move |(_, (of, _))| *of == side).map(|(feed, (_, ops))| (*feed, ops))
        });
        let mut ops = Vec::new();
        for (feed, said) in own_first {
            let from = self.they_have(feed) as usize;
            let lacking = said.iter().zip(1..).skip(from).take(most - ops.len());
            ops.extend(lacking.map(|(said, seq)| FeedOp { feed, seq, said: said.clone() }));
        }
        ops.sort_by_key(|op| (op.feed, op.seq));
        Message { from: self.now, prev: self.prev, have: have.collect(), ops }
    }

    /// Takes a message in: all of it, or nothing. The same message again changes nothing more.
    ///
    /// # Errors
    /// [`Refused`]; nothing is changed then.
    pub fn hear(&self, message: &Message<Said>, seals: &dyn Seals<Said>) -> Result<Self, Refused> {
        let mut next = self.clone();
        next.know(message.from, Side::Yours)?;
        if let Some(prev) = message.prev {
            next.know(prev, Side::Yours)?;
        }
        for (feed, have) in &message.have {
            next.know(*feed, have.side.seen_from_the_other())?;
        }
        for op in &message.ops {
            next.take(op, seals)?;
        }
        next.heard_from(message);
        Ok(next)
    }

    fn know(&mut self, feed: FeedId, side: Side) -> Result<(), Refused> {
        if feed == self.now && side == Side::Yours {
            return Err(Refused::FromOneself);
        }
        let known = self.ops.len();
        match self.ops.entry(feed) {
            std::collections::btree_map::Entry::Occupied(known) if known.get().0 != side => Err(Refused::WrongSide),
            std::collections::btree_map::Entry::Occupied(_) => Ok(()),
            std::collections::btree_map::Entry::Vacant(_) if known >= FEEDS => Err(Refused::TooMany),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert((side, Vec::new()));
                Ok(())
            }
        }
    }

    fn take(&mut self, op: &FeedOp<Said>, seals: &dyn Seals<Said>) -> Result<(), Refused> {
        let (side, ops) = self.ops.get_mut(&op.feed).ok_or(Refused::WrongSide)?;
        match op.seq as usize {
            0 => Err(Refused::NoNumber),
            known if known <= ops.len() => {
                if ops[known - 1] == op.said {
                    Ok(())
                } else {
                    Err(Refused::Differs)
                }
            }
            next if next == ops.len() + 1 => {
                if *side == Side::Mine && !seals.is_mine(op) {
                    return Err(Refused::Forged);
                }
                ops.push(op.said.clone());
                Ok(())
            }
            // The sender takes us for an incarnation that knew more. What we say we have will tell.
            _ => Ok(()),
        }
    }

    fn heard_from(&mut self, message: &Message<Said>) {
        let theirs = message.have.iter().filter(|(_, have)| have.side == Side::Mine).map(|(feed, _)| *feed);
        // Whatever the sender knows of its own came before it.
        self.superseded.extend(theirs.chain(message.prev).filter(|feed| *feed != message.from));
        let known = self.heard.entry(message.from).or_default();
        for (feed, have) in &message.have {
            let upto = known.entry(*feed).or_insert(0);
            // Of one incarnation more is never less: an older message of it may come late.
            *upto = (*upto).max(have.upto);
        }
    }
}

#[cfg(test)]
mod tests;

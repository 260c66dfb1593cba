//! What two phones know of each other's words, and what each still has to tell: feeds, acknowledgements, and what a
//! restored backup means for them. Numbers alone: the operations themselves lie elsewhere (see [`Words`]), in a database
//! or, where every history is tried, in memory.
//!
//! Each phone writes into *feeds*: numbered operations, of which both keep a prefix. A phone that was restored from a
//! backup may have written on in the old feed before it was lost, so it never goes on there: it begins a new feed, its
//! next *incarnation*. What it has forgotten comes back from the partner, who echoes it; a seal of its own makes sure
//! that nobody put words into its mouth (see [`Words::is_mine`]).
//!
//! A message says what its sender has of every feed (*have*), and carries what the receiver lacks as far as the sender
//! knows. What an incarnation said it has counts for that incarnation alone: a phone that went back to a backup has
//! less. An incarnation counts no more once another one of the same phone knows of it, since that one came after it, or
//! has learnt all it could tell; until it speaks again itself, as two copies of a phone may for a while. Where two count, the lesser is assumed, and something is told twice; nothing is ever
//! left out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

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

/// The operations that are known, wherever they lie.
pub trait Words<Said> {
    type Error: From<Refused>;

    /// Whether the operation that is known under this feed and number says the same. Asked only where one is known.
    fn says_the_same(&self, op: &FeedOp<Said>) -> Result<bool, Self::Error>;

    /// Whether an operation in one's own name is one's own: sealed under a key that lies with the pair, and outlives a
    /// restore.
    fn is_mine(&self, op: &FeedOp<Said>) -> bool;
}

/// All that one phone knows of the feeds of a pair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feeds {
    pub now: FeedId,
    pub prev: Option<FeedId>,
    /// How many operations are known of each feed that is known of: 1 to n.
    pub known: BTreeMap<FeedId, (Side, u32)>,
    /// What each incarnation of the partner last said it has.
    pub heard: BTreeMap<FeedId, BTreeMap<FeedId, u32>>,
    /// Incarnations of the partner that another one knows of.
    pub superseded: BTreeSet<FeedId>,
}

/// A message, taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub feeds: Feeds,
    /// Which of its operations are new, by their place in it; each follows what is known of its feed.
    pub new: Vec<usize>,
}

impl Feeds {
    /// At pairing: nothing is said, and nothing is heard.
    pub fn new(now: FeedId) -> Self {
        let known = BTreeMap::from([(now, (Side::Mine, 0))]);
        Self { now, prev: None, known, heard: BTreeMap::new(), superseded: BTreeSet::new() }
    }

    /// What a backup knew, going on as another incarnation.
    pub fn restored(mut self, now: FeedId) -> Self {
        self.prev = Some(self.now);
        self.now = now;
        self.known.insert(now, (Side::Mine, 0));
        self
    }

    /// Whether a partner who says this has more of the feed that is being written than was ever written here: then the
    /// phone was set back by other means than a backup of ours, and has to go on as after one.
    pub fn was_set_back(&self, have: &BTreeMap<FeedId, Have>) -> bool {
        have.get(&self.now).is_some_and(|have| have.upto > self.upto(self.now))
    }

    /// Says something; gives its number.
    pub fn say(&mut self) -> u32 {
        let (_, upto) = self.known.entry(self.now).or_insert((Side::Mine, 0));
        *upto += 1;
        *upto
    }

    fn upto(&self, feed: FeedId) -> u32 {
        self.known.get(&feed).map_or(0, |(_, upto)| *upto)
    }

    /// What the partner has of a feed for certain, whichever of its incarnations is listening.
    pub fn they_have(&self, feed: FeedId) -> u32 {
        let count = self.heard.iter().filter(|(incarnation, _)| !self.superseded.contains(incarnation));
        count.map(|(_, have)| have.get(&feed).copied().unwrap_or(0)).min().unwrap_or(0)
    }

    /// How many operations the partner has not said it has.
    pub fn untold(&self) -> usize {
        self.known.iter().map(|(feed, (_, upto))| upto.saturating_sub(self.they_have(*feed)) as usize).sum()
    }

    /// How far each feed is known, to say it.
    pub fn have(&self) -> BTreeMap<FeedId, Have> {
        self.known.iter().map(|(feed, (side, upto))| (*feed, Have { side: *side, upto: *upto })).collect()
    }

    /// What to tell now, at most `most` operations: of each feed a run from where the partner's part ends. One's own
    /// come first; the rest next time.
    pub fn to_tell(&self, most: usize) -> Vec<(FeedId, RangeInclusive<u32>)> {
        let mut left = u32::try_from(most).unwrap_or(u32::MAX);
        let mut runs = Vec::new();
        for wanted in [Side::Mine, Side::Yours] {
            for (feed, (_, upto)) in self.known.iter().filter(|(_, (side, _))| *side == wanted) {
                let from = self.they_have(*feed);
                let count = upto.saturating_sub(from).min(left);
                if count > 0 {
                    runs.push((*feed, from + 1..=from + count));
                    left -= count;
                }
            }
        }
        runs
    }

    /// Takes a message in: all of it, or nothing. The same message again changes nothing more.
    ///
    /// # Errors
    /// [`Refused`], or what the words answer.
    pub fn hear<Said, W: Words<Said>>(&self, message: &Message<Said>, words: &W) -> Result<Heard, W::Error> {
        let mut feeds = self.clone();
        feeds.know(message.from, Side::Yours)?;
        if let Some(prev) = message.prev {
            feeds.know(prev, Side::Yours)?;
        }
        for (feed, have) in &message.have {
            feeds.know(*feed, have.side.seen_from_the_other())?;
        }
        let mut new = Vec::new();
        for (index, op) in message.ops.iter().enumerate() {
            if feeds.take(op, self.upto(op.feed), words)? {
                new.push(index);
            }
        }
        feeds.heard_from(message);
        Ok(Heard { feeds, new })
    }

    fn know(&mut self, feed: FeedId, side: Side) -> Result<(), Refused> {
        if feed == self.now && side == Side::Yours {
            return Err(Refused::FromOneself);
        }
        match self.known.get(&feed) {
            Some((known, _)) if *known != side => Err(Refused::WrongSide),
            Some(_) => Ok(()),
            None if self.known.len() >= FEEDS => Err(Refused::TooMany),
            None => {
                self.known.insert(feed, (side, 0));
                Ok(())
            }
        }
    }

    /// Whether it is new. `before`: how much of its feed was known before the message.
    fn take<Said, W: Words<Said>>(&mut self, op: &FeedOp<Said>, before: u32, words: &W) -> Result<bool, W::Error> {
        let (side, upto) = self.known.get_mut(&op.feed).ok_or(Refused::WrongSide)?;
        match op.seq {
            0 => Err(Refused::NoNumber.into()),
            known if known <= before => {
                if words.says_the_same(op)? {
                    Ok(false)
                } else {
                    Err(Refused::Differs.into())
                }
            }
            // One message that says two things under one number is no message of ours.
            twice if twice <= *upto => Err(Refused::Differs.into()),
            next if Some(next) == upto.checked_add(1) => {
                if *side == Side::Mine && !words.is_mine(op) {
                    return Err(Refused::Forged.into());
                }
                *upto = next;
                Ok(true)
            }
            // The sender takes us for an incarnation that knew more. What we say we have will tell.
            _ => Ok(false),
        }
    }

    fn heard_from<Said>(&mut self, message: &Message<Said>) {
        let theirs = message.have.iter().filter(|(_, have)| have.side == Side::Mine).map(|(feed, _)| *feed);
        // Whatever the sender knows of its own came before it.
        self.superseded.extend(theirs.chain(message.prev).filter(|feed| *feed != message.from));
        // It speaks, so it is one to be told, whoever knew of it: two copies of a phone may both be in use for a while.
        self.superseded.remove(&message.from);
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

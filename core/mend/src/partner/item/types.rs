//! What apps and `--json` show of what is shared.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::ItemId;
use crate::agreement::{AgreementKind, AgreementState, Owner, Topic, VersionHash};
use crate::clock::{rfc3339, rfc3339_or_null};
use crate::journal::EntryKind;
use crate::partner::SaidToPromise;
use crate::reminder::{Cadence, ScheduleRequest};

/// One of the two, as the one who holds this phone sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Me,
    Partner,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::Me => Self::Partner,
            Self::Partner => Self::Me,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A copy of a journal entry.
    Entry,
    /// Chosen answers of a check-in.
    Checkin,
    Promise,
    /// What the owner of a promise says of it.
    Review,
    Agreement,
    /// A schedule to take over, or not.
    Schedule,
    Letter,
    /// Of a newer version of Mend; it shows after an update.
    Unknown,
}

impl ItemKind {
    pub const ALL: [Self; 8] = [
        Self::Entry,
        Self::Checkin,
        Self::Promise,
        Self::Review,
        Self::Agreement,
        Self::Schedule,
        Self::Letter,
        Self::Unknown,
    ];

    /// Stays the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Checkin => "checkin",
            Self::Promise => "promise",
            Self::Review => "review",
            Self::Agreement => "agreement",
            Self::Schedule => "schedule",
            Self::Letter => "letter",
            Self::Unknown => "unknown",
        }
    }
}

/// Something shared, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    pub id: ItemId,
    pub kind: ItemKind,
    /// Who shared it; who began it, of an agreement.
    pub from: Side,
    /// The number of its last version, from 1.
    pub version: u32,
    /// One line. Of a letter that waits only its size.
    pub title: String,
    /// It is of a pair that has ended, and was kept.
    pub former: bool,
    /// It comes from a backup that was restored, and goes over only once it is said again.
    pub held: bool,
    /// Whether the partner's phone has it; `None` for what the partner shared.
    pub arrived: Option<bool>,
    /// Whether something can still be said to it here: a letter that waits, a version of a promise without an answer,
    /// one of an agreement without one's own yes. Nothing has to be.
    pub waiting: bool,
}

/// One page of what is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemPage {
    pub items: Vec<ItemRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// Something shared, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemView {
    #[serde(flatten)]
    pub row: ItemRow,
    pub body: ItemBody,
}

/// What it says. Words of Mend in it are in the language of this phone and name nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "body", rename_all = "snake_case")]
pub enum ItemBody {
    Entry {
        entry_kind: EntryKind,
        #[serde(serialize_with = "rfc3339")]
        happened_at: DateTime<FixedOffset>,
        #[serde(serialize_with = "rfc3339_or_null")]
        edited_at: Option<DateTime<FixedOffset>>,
        title: Option<String>,
        text: String,
        feelings: Vec<FeelingView>,
    },
    Checkin {
        set: String,
        set_title: String,
        #[serde(serialize_with = "rfc3339")]
        answered_at: DateTime<FixedOffset>,
        #[serde(serialize_with = "rfc3339_or_null")]
        edited_at: Option<DateTime<FixedOffset>>,
        answers: Vec<SharedAnswerView>,
    },
    Promise {
        /// Oldest first. Each stands as it was offered.
        versions: Vec<OfferedVersionView>,
        reviews: Vec<ItemRow>,
    },
    Review {
        /// The promise, as the item that it is shared as.
        promise: ItemId,
        text: String,
        #[serde(serialize_with = "rfc3339")]
        written_at: DateTime<FixedOffset>,
    },
    Agreement {
        /// Oldest first.
        versions: Vec<SharedVersionView>,
        /// What no agreement covers. Show it with each of them.
        caveat: String,
    },
    Schedule {
        request: ScheduleRequest,
        /// What it is for.
        words: String,
    },
    Letter {
        title: Option<String>,
        text: String,
        #[serde(serialize_with = "rfc3339")]
        written_at: DateTime<FixedOffset>,
    },
    /// A letter that nobody opened here.
    LetterUnread {
        /// Of its text, in hundreds, rounded up.
        bytes: u32,
        /// Left unread. Its writer does not hear of it.
        declined: bool,
    },
    Unknown,
}

/// A feeling, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeelingView {
    pub id: String,
    pub words: String,
    /// 0 barely to 4 very.
    pub strength: Option<u8>,
    pub strength_words: Option<String>,
}

/// An answer that was shared, with its question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedAnswerView {
    pub item: String,
    pub question: String,
    /// The answer in words.
    pub words: String,
}

/// A version of a promise that was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferedVersionView {
    /// From 1, as its owner counts.
    pub version: u32,
    /// What an answer is said to.
    pub hash: VersionHash,
    pub what: String,
    pub cadence: Cadence,
    /// Where the cadence begins to count.
    pub anchor: NaiveDate,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// When its owner tells of it; may be empty.
    pub tell: String,
    #[serde(serialize_with = "rfc3339")]
    pub made_at: DateTime<FixedOffset>,
    /// What the one to whom it was offered said last.
    pub answer: Option<PromiseAnswerView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseAnswerView {
    pub said: SaidToPromise,
    /// `said` in words.
    pub said_words: String,
    /// What they would like to be different; empty but for that.
    pub words: String,
    #[serde(serialize_with = "rfc3339")]
    pub said_at: DateTime<FixedOffset>,
}

/// A version of an agreement that both know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedVersionView {
    /// From 1, the oldest; the same on both phones once they have the same.
    pub version: u32,
    /// What a yes is said to.
    pub hash: VersionHash,
    /// Who wrote it.
    pub from: Side,
    pub topic: Topic,
    pub topic_words: String,
    pub words: String,
    pub kind: AgreementKind,
    pub kind_words: String,
    /// As the one who holds this phone sees it.
    pub owner: Owner,
    pub owner_words: String,
    pub review_day: NaiveDate,
    pub holds_until: Option<NaiveDate>,
    #[serde(serialize_with = "rfc3339")]
    pub made_at: DateTime<FixedOffset>,
    pub my_yes: bool,
    pub partner_yes: bool,
    pub state: AgreementState,
    pub state_words: String,
}

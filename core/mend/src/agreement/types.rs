//! What goes into agreements and what comes out of them.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate};
use data_encoding::HEXLOWER_PERMISSIVE;
use serde::{Deserialize, Serialize, Serializer};

use super::limits::bad;
use crate::AgreementId;
use crate::clock::{rfc3339, rfc3339_or_null};
use crate::error::{FieldProblem, MendError, Result};

/// What an agreement is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Topic {
    /// One of [`super::Agreements::topics`], by its id, which stays the same in every language.
    Listed { id: String },
    /// In one's own words: at most 60 characters on one line.
    Own { words: String },
}

impl Topic {
    pub fn listed(id: &str) -> Self {
        Self::Listed { id: id.to_owned() }
    }
}

/// What kind of thing is agreed. The numbers stand in databases.
///
/// There is none for a line of one's own, what one will do and what not: it needs nobody's yes, and is a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// How things are done from day to day.
    Habit = 0,
    /// A time that comes again.
    Ritual = 1,
    /// Openness that its owner offers of themselves. It ends by itself after 90 days at most, and goes on only when
    /// its owner offers it anew.
    Transparency = 2,
}

impl AgreementKind {
    pub const ALL: [Self; 3] = [Self::Habit, Self::Ritual, Self::Transparency];

    /// Stays the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Habit => "habit",
            Self::Ritual => "ritual",
            Self::Transparency => "transparency",
        }
    }
}

impl FromStr for AgreementKind {
    type Err = MendError;

    /// # Errors
    /// `BadField`: `agreement_kind`.
    fn from_str(id: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|known| known.id() == id).ok_or(bad("agreement_kind", FieldProblem::Unknown))
    }
}

/// Who does what is agreed, or offers it; as the one who wrote the agreement first sees it. The numbers stand in
/// databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Me = 0,
    Partner = 1,
    Both = 2,
}

impl Owner {
    pub const ALL: [Self; 3] = [Self::Me, Self::Partner, Self::Both];

    /// Stays the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Partner => "partner",
            Self::Both => "both",
        }
    }
}

impl FromStr for Owner {
    type Err = MendError;

    /// # Errors
    /// `BadField`: `owner`.
    fn from_str(id: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|known| known.id() == id).ok_or(bad("owner", FieldProblem::Unknown))
    }
}

/// A new agreement, as a draft. It holds for nobody until both said yes to the same version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementRequest {
    pub topic: Topic,
    /// In one's own words: at most 2000 characters, on as many lines as they need.
    pub words: String,
    pub kind: AgreementKind,
    /// Of [`AgreementKind::Transparency`] only [`Owner::Me`]: nobody writes openness for another.
    pub owner: Owner,
    /// The day to look at it again: from tomorrow on, at most 90 days ahead, not after the last day. It has to be
    /// there; [`super::Agreements::usual_review_day`] has one to offer.
    pub review_day: Option<NaiveDate>,
    /// The last day, from tomorrow on. [`AgreementKind::Transparency`] needs one, at most 90 days ahead.
    pub holds_until: Option<NaiveDate>,
}

/// Changes to an agreement; what is `None` stays. Its kind stays: another kind is another agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementChange {
    pub topic: Option<Topic>,
    pub words: Option<String>,
    pub owner: Option<Owner>,
    pub review_day: Option<NaiveDate>,
    /// `Some(None)` takes the last day away.
    pub holds_until: Option<Option<NaiveDate>>,
}

/// Where a version of an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementState {
    /// Its writer alone knows it, and has not said yes to it.
    Draft,
    /// Its writer said yes to it, and nobody else knows it: it is as they wrote it down, and binds nobody.
    WrittenDown,
    /// One of the two waits for the other's yes.
    Offered,
    /// Both said yes to the very same words and days.
    InForce,
    /// The day to look at it again is past. It is not in force until both said yes to a version with another day.
    ReviewOverdue,
    /// Its last day is past.
    Lapsed,
    /// One of the two took their yes back.
    Withdrawn,
    /// A newer version took its place.
    Replaced,
}

impl AgreementState {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::WrittenDown,
        Self::Offered,
        Self::InForce,
        Self::ReviewOverdue,
        Self::Lapsed,
        Self::Withdrawn,
        Self::Replaced,
    ];

    /// Stays the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::WrittenDown => "written_down",
            Self::Offered => "offered",
            Self::InForce => "in_force",
            Self::ReviewOverdue => "review_overdue",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }
}

/// What stands for a version: 32 bytes over all that it says, and nothing else. A yes is said to it. Written as 64
/// hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionHash(pub [u8; 32]);

impl fmt::Display for VersionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for VersionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VersionHash({self})")
    }
}

impl FromStr for VersionHash {
    type Err = MendError;

    /// # Errors
    /// `BadField`: `version`.
    fn from_str(text: &str) -> Result<Self> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(bad("version", FieldProblem::Malformed))
    }
}

impl Serialize for VersionHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// An agreement in a list: as the version says it that is in force; else the last one with a yes; else the last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementRow {
    pub id: AgreementId,
    /// The number of that version, from 1.
    pub version: u32,
    /// The number of the last version. Where it is another one, that one waits for a yes.
    pub latest: u32,
    pub topic: Topic,
    /// The topic in the language of the settings, or in the writer's own words.
    pub topic_words: String,
    pub words: String,
    pub kind: AgreementKind,
    pub kind_words: String,
    pub owner: Owner,
    pub owner_words: String,
    pub review_day: NaiveDate,
    pub holds_until: Option<NaiveDate>,
    pub state: AgreementState,
    pub state_words: String,
    #[serde(serialize_with = "rfc3339")]
    pub made_at: DateTime<FixedOffset>,
}

/// One page of agreements, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementPage {
    pub agreements: Vec<AgreementRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
    /// What no agreement covers. Show it with each of them.
    pub caveat: String,
}

/// A whole agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementView {
    #[serde(flatten)]
    pub row: AgreementRow,
    /// Oldest first.
    pub versions: Vec<AgreementVersionView>,
    /// What no agreement covers. Show it with each of them.
    pub caveat: String,
}

/// What an agreement said from a moment on. It is never changed; another version follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementVersionView {
    /// From 1, the oldest.
    pub version: u32,
    /// What a yes is said to.
    pub hash: VersionHash,
    pub state: AgreementState,
    #[serde(serialize_with = "rfc3339")]
    pub made_at: DateTime<FixedOffset>,
    /// Whether it says what the one before says, with another day to look at it again: somebody looked at it when it
    /// was made, and left the rest as it is.
    pub looked_at: bool,
    /// When one's own yes was said.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub accepted_at: Option<DateTime<FixedOffset>>,
    /// When it was taken back.
    #[serde(serialize_with = "rfc3339_or_null")]
    pub withdrawn_at: Option<DateTime<FixedOffset>>,
    pub topic: Topic,
    pub topic_words: String,
    pub words: String,
    pub kind: AgreementKind,
    pub owner: Owner,
    pub review_day: NaiveDate,
    pub holds_until: Option<NaiveDate>,
}

/// What asks to be looked at. An agreement may stand in both lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueAgreements {
    /// The day to look at it has come, or is past; the oldest day first.
    pub review: Vec<AgreementRow>,
    /// It ends within 14 days; the next to end first.
    pub lapsing: Vec<AgreementRow>,
}

/// A topic of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicView {
    /// Stays the same in every language.
    pub id: String,
    pub words: String,
}

/// An agreement to begin from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementTemplateView {
    /// Stays the same in every language.
    pub id: String,
    /// An id of the list of topics.
    pub topic: String,
    pub topic_words: String,
    pub kind: AgreementKind,
    pub kind_words: String,
    pub owner: Owner,
    pub owner_words: String,
    pub words: String,
}

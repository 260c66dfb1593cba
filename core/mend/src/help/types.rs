//! What help looks like from outside.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::checkin::WayView;

/// What a line is for, in the order in which lines are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Emergency,
    Police,
    Ambulance,
    /// Fear of a partner, or harm from one.
    PartnerViolence,
    /// Thoughts of suicide, or another crisis.
    Crisis,
    /// A list of lines in many countries.
    Directory,
}

impl Kind {
    pub fn is_emergency(self) -> bool {
        matches!(self, Self::Emergency | Self::Police | Self::Ambulance)
    }
}

/// Whom a service says it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Women,
    Men,
    Lgbtq,
}

/// How to reach a service. Numbers are as they are dialled at home, with spaces and hyphens to read them by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Reach {
    Call {
        number: String,
    },
    Text {
        number: String,
        /// The word to send, where it has to be a certain one.
        say: Option<String>,
    },
    Whatsapp {
        number: String,
    },
    /// To be shown, or copied; what is opened stays in a browser's history.
    Web {
        address: String,
    },
}

/// A country with lines of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountryView {
    /// ISO 3166 alpha-2; `EU` for a country of the European Union that has no lines of its own here.
    pub code: String,
    pub name: String,
}

/// The lines of a country, or what there is for all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DirectoryView {
    pub title: String,
    /// Whose lines these are. `None` in the fallback.
    pub country: Option<CountryView>,
    /// There are no lines for the country that was asked for, or none was chosen; `about` says which.
    pub fallback: bool,
    /// Sentences above the lines.
    pub about: Vec<String>,
    /// Emergency first, then as in [`Kind`].
    pub lines: Vec<LineView>,
}

impl DirectoryView {
    /// The lines for any of these kinds; where there are none, the lists in which some may be found. Nothing for no
    /// kind.
    pub fn for_kinds(&self, kinds: &[Kind]) -> Vec<&LineView> {
        let of = |kinds: &[Kind]| -> Vec<&LineView> {
            self.lines.iter().filter(|line| line.kinds.iter().any(|kind| kinds.contains(kind))).collect()
        };
        let own = of(kinds);
        if own.is_empty() && !kinds.is_empty() { of(&[Kind::Directory]) } else { own }
    }
}

/// One service, and how to reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    pub kinds: Vec<Kind>,
    /// The kinds in words.
    pub what: String,
    /// As the service calls itself; an emergency number has none.
    pub name: Option<String>,
    /// Where it answers, if not in the whole country.
    pub place: Option<String>,
    pub audience: Option<Audience>,
    /// The audience in words.
    pub for_whom: Option<String>,
    pub reach: Vec<Reach>,
    /// Words, or `09:00-23:00` in the time of the place; `None` where it is not known.
    pub hours: Option<String>,
    /// In words; empty where it is not known.
    pub languages: Vec<String>,
    pub note: Option<String>,
    /// Where it was read.
    pub source: String,
    /// The day on which a person called to check it.
    pub verified_on: Option<NaiveDate>,
    /// The last day on which it counts as looked after.
    pub expires_on: NaiveDate,
    /// Nobody has called yet to check it.
    pub unverified: bool,
    /// `expires_on` is over.
    pub stale: bool,
    /// What is to be shown below a line that is unverified or stale.
    pub check: Option<String>,
}

/// The pages for a hard hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageId {
    /// For someone who may hurt themselves, or end their life.
    SelfHarm,
    /// For someone who is afraid of their partner.
    Afraid,
    /// For someone who has scared or hurt their partner.
    HelpToChange,
    SaferPhone,
}

impl PageId {
    pub const ALL: [Self; 4] = [Self::SelfHarm, Self::Afraid, Self::HelpToChange, Self::SaferPhone];

    /// `self_harm`, `afraid`, `help_to_change`, `safer_phone`: also the id of the way that leads to it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SelfHarm => "self_harm",
            Self::Afraid => "afraid",
            Self::HelpToChange => "help_to_change",
            Self::SaferPhone => "safer_phone",
        }
    }
}

/// A page, in one language as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HelpPageView {
    pub id: PageId,
    pub title: String,
    /// In the order to read them.
    pub parts: Vec<HelpPartView>,
    /// Where one can go on from here.
    pub ways: Vec<WayView>,
}

/// A few sentences; a list has lines that begin with a hyphen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HelpPartView {
    pub id: String,
    pub words: String,
    /// Lines of these kinds belong below it; [`DirectoryView::for_kinds`] has them.
    pub lines: Vec<Kind>,
}

/// Where a [`WayView`] leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leads {
    /// [`super::Help::lines`].
    Lines,
    /// [`super::Help::page`].
    Page(PageId),
    /// [`crate::checkin::Checkins::safety`].
    SafetyQuestions,
    /// [`crate::journal::Journal::write`].
    Journal,
}

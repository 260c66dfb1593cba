//! What a version says, checked, and the hash that stands for it.

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};

use super::limits::{self, bad};
use super::{AgreementChange, AgreementKind, AgreementRequest, Owner, Topic, VersionHash, content};
use crate::error::{FieldProblem, Result};
use crate::journal::one_line;
use crate::reminder;

/// What a version says, within all bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terms {
    pub topic: Topic,
    pub words: String,
    pub kind: AgreementKind,
    pub owner: Owner,
    pub review_day: NaiveDate,
    pub holds_until: Option<NaiveDate>,
}

/// FORMAT.md has every byte: two phones take the same hash of the same words.
const LABEL: &[u8] = b"mend agreement 1\n";

impl Terms {
    pub fn checked(request: AgreementRequest, today: NaiveDate) -> Result<Self> {
        let AgreementRequest { topic, words, kind, owner, review_day, holds_until } = request;
        let terms = Self {
            topic: checked_topic(topic)?,
            words: checked_words(&words)?,
            kind,
            owner,
            review_day: review_day.ok_or(bad("review_day", FieldProblem::Empty))?,
            holds_until,
        };
        terms.whole(today)
    }

    /// These with the changes that are asked for.
    pub fn changed(&self, change: AgreementChange, today: NaiveDate) -> Result<Self> {
        let AgreementChange { topic, words, owner, review_day, holds_until } = change;
        let terms = Self {
            topic: topic.map_or(Ok(self.topic.clone()), checked_topic)?,
            words: words.map_or(Ok(self.words.clone()), |words| checked_words(&words))?,
            kind: self.kind,
            owner: owner.unwrap_or(self.owner),
            review_day: review_day.unwrap_or(self.review_day),
            holds_until: holds_until.unwrap_or(self.holds_until),
        };
        // What says nothing new is no new version, and its days need not be ahead.
        if terms == *self { Ok(terms) } else { terms.whole(today) }
    }

    /// These with another day to look at them again.
    pub fn looked_at(&self, next: NaiveDate, today: NaiveDate) -> Result<Self> {
        Self { review_day: next, ..self.clone() }.whole(today)
    }

    /// Whether both say the same but for the day to look at it again.
    pub fn differs_by_review_day_alone(&self, other: &Self) -> bool {
        self.review_day != other.review_day && *self == Self { review_day: self.review_day, ..other.clone() }
    }

    pub fn lapsed(&self, today: NaiveDate) -> bool {
        self.holds_until.is_some_and(|last| last < today)
    }

    pub fn hash(&self) -> VersionHash {
        let (listed, own) = match &self.topic {
            Topic::Listed { id } => (id.as_str(), ""),
            Topic::Own { words } => ("", words.as_str()),
        };
        // Neither phone's "me": what one calls their own the other calls their partner's.
        let owner = match self.owner {
            Owner::Me => "writer",
            Owner::Partner => "partner",
            Owner::Both => "both",
        };
        let review_day = self.review_day.to_string();
        let holds_until = self.holds_until.map_or_else(String::new, |day| day.to_string());
        let mut hash = Sha256::new_with_prefix(LABEL);
        for field in [self.kind.id(), listed, own, &self.words, owner, &review_day, &holds_until] {
            // A length before each, so that no two agreements run together to the same bytes.
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field.as_bytes());
        }
        VersionHash(hash.finalize().into())
    }

    /// What only shows in the whole: whose openness it is, and that its days are ahead and in order.
    fn whole(self, today: NaiveDate) -> Result<Self> {
        let openness = self.kind == AgreementKind::Transparency;
        if openness && self.owner != Owner::Me {
            return Err(bad("owner", FieldProblem::Malformed));
        }
        match self.holds_until {
            Some(last) if openness => ahead("holds_until", last, today, after(today, limits::TRANSPARENCY_DAYS))?,
            Some(last) => ahead("holds_until", last, today, reminder::limits::LAST_DATE)?,
            None if openness => return Err(bad("holds_until", FieldProblem::Empty)),
            None => {}
        }
        ahead("review_day", self.review_day, today, last_review_day(today, self.holds_until))?;
        Ok(self)
    }
}

/// The last day that a version written today can name to look at it again.
fn last_review_day(today: NaiveDate, holds_until: Option<NaiveDate>) -> NaiveDate {
    let last = after(today, limits::REVIEW_DAYS);
    holds_until.map_or(last, |until| until.min(last))
}

/// A day to offer where nobody chose one to look at it again.
pub(super) fn usual_review_day(today: NaiveDate, holds_until: Option<NaiveDate>) -> NaiveDate {
    after(today, limits::USUAL_REVIEW_DAYS).min(last_review_day(today, holds_until)).max(after(today, 1))
}

/// From tomorrow on.
fn ahead(field: &'static str, day: NaiveDate, today: NaiveDate, latest: NaiveDate) -> Result<()> {
    let earliest = after(today, 1);
    if day < earliest {
        Err(bad(field, FieldProblem::TooEarly { earliest }))
    } else if day > latest {
        Err(bad(field, FieldProblem::TooLate { latest }))
    } else {
        Ok(())
    }
}

pub(super) fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

fn checked_topic(topic: Topic) -> Result<Topic> {
    match topic {
        Topic::Listed { id } if content::is_topic(&id) => Ok(Topic::Listed { id }),
        Topic::Listed { .. } => Err(bad("topic", FieldProblem::Unknown)),
        Topic::Own { words } => {
            let words = words.trim();
            if words.is_empty() {
                return Err(bad("topic", FieldProblem::Empty));
            }
            one_line(words, "topic", limits::TOPIC_CHARACTERS)?;
            Ok(Topic::Own { words: words.to_owned() })
        }
    }
}

/// Lines end in one way alone, so that the same words have the same hash whatever they were typed on.
fn checked_words(words: &str) -> Result<String> {
    // Twice the most: a line ending may be two characters. A huge text is refused before anything of it is copied.
    if words.trim().len() > limits::WORDS_CHARACTERS * 8 {
        return Err(bad("words", FieldProblem::TooLong { most: limits::WORDS_CHARACTERS as u32 }));
    }
    let words = words.trim().replace("\r\n", "\n");
    if words.is_empty() {
        return Err(bad("words", FieldProblem::Empty));
    }
    if words.chars().count() > limits::WORDS_CHARACTERS {
        return Err(bad("words", FieldProblem::TooLong { most: limits::WORDS_CHARACTERS as u32 }));
    }
    if words.chars().any(|c| c.is_control() && c != '\n') {
        return Err(bad("words", FieldProblem::Malformed));
    }
    Ok(words)
}

//! What a version says, checked, and the hash that stands for it.

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};

use super::limits::{self, bad};
use super::{PromiseChange, PromiseRequest};
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{number, one_line};
use crate::reminder::Cadence;

/// What a version says, within all bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terms {
    pub what: String,
    pub cadence: Cadence,
    pub anchor: NaiveDate,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub tell: String,
}

/// FORMAT.md has every byte: two phones take the same hash of the same words.
const LABEL: &[u8] = b"mend promise 1\n";

impl Terms {
    pub fn checked(request: PromiseRequest, today: NaiveDate) -> Result<Self> {
        let PromiseRequest { what, cadence, first_day, last_day, tell } = request;
        let first_day = first_day.unwrap_or(today);
        let terms = Self {
            what: checked_what(&what)?,
            cadence: cadence.checked()?,
            anchor: first_day,
            first_day: not_before(first_day, today, today)?,
            last_day: last_day.ok_or(bad("last_day", FieldProblem::Empty))?,
            tell: checked_tell(&tell)?,
        };
        terms.with_days()
    }

    /// These with the changes that are asked for, from a day on that is not before `free`.
    pub fn changed(&self, change: PromiseChange, free: NaiveDate, today: NaiveDate) -> Result<Self> {
        let first_day = not_before(change.first_day.unwrap_or(free.max(self.first_day)), free, today)?;
        let cadence = change.cadence.map(Cadence::checked).transpose()?;
        let same_rhythm = cadence.as_ref().is_none_or(|cadence| *cadence == self.cadence);
        let terms = Self {
            what: change.what.map_or(Ok(self.what.clone()), |what| checked_what(&what))?,
            cadence: cadence.unwrap_or_else(|| self.cadence.clone()),
            // Every second week stays the same second week.
            anchor: if same_rhythm { self.anchor.min(first_day) } else { first_day },
            first_day,
            last_day: change.last_day.unwrap_or(self.last_day),
            tell: change.tell.map_or(Ok(self.tell.clone()), |tell| checked_tell(&tell))?,
        };
        terms.with_days()
    }

    /// Whether both say the same, from whatever day on.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self { what, cadence, anchor: _, first_day: _, last_day, tell } = self;
        *what == other.what && *cadence == other.cadence && *last_day == other.last_day && *tell == other.tell
    }

    pub fn is_due(&self, day: NaiveDate) -> bool {
        (self.first_day..=self.last_day).contains(&day) && self.cadence.days_from(self.anchor, day).next() == Some(day)
    }

    pub fn hash(&self) -> Result<[u8; 32]> {
        let cadence = serde_json::to_string(&self.cadence).map_err(|_| MendError::Internal)?;
        let days = [self.anchor, self.first_day, self.last_day].map(|day| day.to_string());
        let [anchor, first_day, last_day] = &days;
        let mut hash = Sha256::new_with_prefix(LABEL);
        for field in [&self.what, &cadence, anchor, first_day, last_day, &self.tell] {
            // A length before each, so that no two promises run together to the same bytes.
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field.as_bytes());
        }
        Ok(hash.finalize().into())
    }

    /// What only shows in the whole: it ends in time, and is due on a day at least.
    fn with_days(self) -> Result<Self> {
        let length = number(self.last_day) - number(self.first_day) + 1;
        let most = limits::DAYS as i64;
        if !(1..=most).contains(&length) {
            return Err(bad("last_day", FieldProblem::OutOfRange { least: 1, most }));
        }
        let due = self.cadence.days_from(self.anchor, self.first_day).next();
        match due.filter(|day| *day <= self.last_day) {
            Some(_) => Ok(self),
            None => Err(bad("cadence", FieldProblem::Empty)),
        }
    }
}

/// The last of so many days.
pub(super) fn last_of(first_day: NaiveDate, days: u64) -> NaiveDate {
    first_day.checked_add_days(Days::new(days.saturating_sub(1))).unwrap_or(NaiveDate::MAX)
}

fn not_before(first_day: NaiveDate, least: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    let most = last_of(today, limits::DAYS_AHEAD + 1);
    if (least..=most).contains(&first_day) {
        return Ok(first_day);
    }
    Err(bad("first_day", FieldProblem::OutOfRange { least: 0, most: limits::DAYS_AHEAD as i64 }))
}

fn checked_what(what: &str) -> Result<String> {
    let what = what.trim();
    if what.is_empty() {
        return Err(bad("what", FieldProblem::Empty));
    }
    one_line(what, "what", limits::WHAT_CHARACTERS)?;
    Ok(what.to_owned())
}

fn checked_tell(tell: &str) -> Result<String> {
    let tell = tell.trim();
    one_line(tell, "tell", limits::TELL_CHARACTERS)?;
    Ok(tell.to_owned())
}

/// A note, amends or a review: kept byte for byte.
pub(super) fn checked_text(field: &'static str, text: String) -> Result<String> {
    if text.len() > limits::TEXT_BYTES {
        return Err(bad(field, FieldProblem::TooLong { most: limits::TEXT_BYTES as u32 }));
    }
    Ok(text)
}

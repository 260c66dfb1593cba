//! Words of the command line that stand for values of the core.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use clap::ValueEnum;
use mend_core::help::PageId;
use mend_core::journal::{EntryKind, Feeling};
use mend_core::profile::{Form, Role};
use mend_core::reminder::QuietHours;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Entry,
    Letter,
    Card,
    Plan,
    Question,
    Milestone,
    Statement,
}

impl From<Kind> for EntryKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Entry => Self::Entry,
            Kind::Letter => Self::Letter,
            Kind::Card => Self::Card,
            Kind::Plan => Self::Plan,
            Kind::Question => Self::Question,
            Kind::Milestone => Self::Milestone,
            Kind::Statement => Self::Statement,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    Neutral,
    Feminine,
    Masculine,
}

impl From<FormArg> for Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Neutral => Self::Neutral,
            FormArg::Feminine => Self::Feminine,
            FormArg::Masculine => Self::Masculine,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// I broke trust
    Broke,
    /// I was hurt
    Hurt,
    /// Both of us
    Mutual,
    /// Say nothing about it
    None,
}

impl From<RoleArg> for Option<Role> {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Broke => Some(Role::Broke),
            RoleArg::Hurt => Some(Role::Hurt),
            RoleArg::Mutual => Some(Role::Mutual),
            RoleArg::None => None,
        }
    }
}

/// Named as the ways in the texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum HelpPageArg {
    /// If you may hurt yourself, or end your life
    SelfHarm,
    /// If you are afraid of your partner
    Afraid,
    /// If you have scared or hurt your partner
    HelpToChange,
    /// Making a phone safer to use
    SaferPhone,
}

impl From<HelpPageArg> for PageId {
    fn from(page: HelpPageArg) -> Self {
        match page {
            HelpPageArg::SelfHarm => Self::SelfHarm,
            HelpPageArg::Afraid => Self::Afraid,
            HelpPageArg::HelpToChange => Self::HelpToChange,
            HelpPageArg::SaferPhone => Self::SaferPhone,
        }
    }
}

/// A feeling with its strength, as `ID` or `ID:3`. Whether the id is on the list, the core says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeelingArg(pub Feeling);

impl std::str::FromStr for FeelingArg {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let (id, strength) = match word.split_once(':') {
            None => (word, None),
            Some((id, digit)) => match digit.as_bytes() {
                [digit @ b'0'..=b'4'] => (id, Some(digit - b'0')),
                _ => return Err("a strength is 0 (barely) to 4 (very), as in calm:2"),
            },
        };
        if id.is_empty() {
            return Err("name a feeling, as in calm:2; list them with: mend journal feelings");
        }
        Ok(Self(Feeling { id: id.to_owned(), strength }))
    }
}

/// Quiet hours as `22:00-07:00`, or `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet(pub Option<QuietHours>);

pub fn parse_quiet(word: &str) -> Result<Quiet, &'static str> {
    if word == "none" {
        return Ok(Quiet(None));
    }
    let (from, to) = word.split_once('-').ok_or("write hours as 22:00-07:00, or none")?;
    Ok(Quiet(Some(QuietHours { from: parse_clock(from)?, to: parse_clock(to)? })))
}

pub fn parse_clock(word: &str) -> Result<NaiveTime, &'static str> {
    NaiveTime::parse_from_str(word, "%H:%M").map_err(|_| "write a time as 20:30")
}

pub fn parse_time(word: &str) -> Result<DateTime<FixedOffset>, &'static str> {
    DateTime::parse_from_rfc3339(word).map_err(|_| "write date, time and offset, as in 2026-11-24T21:30:00+01:00")
}

pub fn parse_day(word: &str) -> Result<NaiveDate, &'static str> {
    NaiveDate::parse_from_str(word, "%Y-%m-%d").map_err(|_| "write a day as 2026-11-24")
}

/// The first day of a month written as `2026-11`.
pub fn parse_month(word: &str) -> Result<NaiveDate, &'static str> {
    NaiveDate::parse_from_str(&format!("{word}-01"), "%Y-%m-%d").map_err(|_| "write a month as 2026-11")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feeling_may_have_a_strength_from_0_to_4() {
        let parsed = |word: &str| word.parse::<FeelingArg>().map(|f| (f.0.id, f.0.strength));
        assert_eq!(parsed("calm"), Ok(("calm".into(), None)));
        assert_eq!(parsed("calm:0"), Ok(("calm".into(), Some(0))));
        assert_eq!(parsed("calm:4"), Ok(("calm".into(), Some(4))));
        for refused in ["calm:5", "calm:", "calm:-1", "calm:1:2", ":3", ""] {
            assert!(parsed(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn times_need_an_offset() {
        assert!(parse_time("2026-11-24T21:30:00+01:00").is_ok());
        assert!(parse_time("2026-11-24T21:30:00").is_err());
        assert!(parse_day("2026-02-30").is_err());
        assert!(parse_month("2026-13").is_err());
    }
}

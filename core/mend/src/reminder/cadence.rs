//! On which days: calendar arithmetic alone, without a time, a zone or a database.
//!
//! A cadence repeats in periods of `n` days, weeks or months, counted from the one that its anchor lies in. Each
//! period has a fixed number of *places*, in the order of time, and each place is a day or nothing. So every day has a
//! number, and an expansion can begin anywhere, go either way, and ends with the calendar.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::limits::{self, bad, in_range};
use crate::error::{FieldProblem, Result};

/// A day of the week, written with the two letters that calendars use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Weekday {
    Mo,
    Tu,
    We,
    Th,
    Fr,
    Sa,
    Su,
}

impl Weekday {
    pub const ALL: [Self; 7] = [Self::Mo, Self::Tu, Self::We, Self::Th, Self::Fr, Self::Sa, Self::Su];

    /// From `MO` to `SU`, in capitals; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        CODES.iter().position(|known| *known == code).map(|index| Self::ALL[index])
    }

    pub fn of(date: NaiveDate) -> Self {
        Self::ALL[date.weekday().num_days_from_monday() as usize]
    }

    /// How many days after the last `other` this one comes, 0 to 6.
    fn days_since(self, other: Self) -> u32 {
        (self as u32 + 7 - other as u32) % 7
    }
}

/// What a day above 28 means in a month that is too short for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShortMonth {
    /// That month has none.
    #[default]
    Skip,
    /// Its last day.
    Last,
}

/// How often. `n` is 1 to 52: every day, every second week, every third month. Counting begins with the day, week or
/// month of the anchor, and no day before the anchor belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cadence {
    Daily {
        n: u8,
    },
    /// At least one day, each once. `week_start` says which days make a week together where `n` is not 1.
    Weekly {
        n: u8,
        days: Vec<Weekday>,
        week_start: Weekday,
    },
    /// `day` is 1 to 31, or -1 (the last) to -31. `short_month` matters above 28; a day that is counted from the end
    /// and that a month does not have is skipped.
    MonthDay {
        n: u8,
        day: i8,
        short_month: ShortMonth,
    },
    /// `nth` is 1 to 5, or -1 (the last) to -5. A month without a fifth one has none.
    MonthNth {
        n: u8,
        nth: i8,
        weekday: Weekday,
    },
}

/// One place of a cadence.
enum Place {
    Day(NaiveDate),
    Nothing,
    /// After the last day that any cadence reaches.
    Beyond,
}

impl Cadence {
    /// Within all bounds, and with the days of the week in their order.
    ///
    /// # Errors
    /// `BadField`: `n`, `days`, `day`, `nth`.
    pub fn checked(mut self) -> Result<Self> {
        in_range("n", self.n().into(), limits::EVERY)?;
        match &mut self {
            Self::Daily { .. } => {}
            Self::Weekly { days, .. } => {
                days.sort_unstable();
                if days.is_empty() {
                    return Err(bad("days", FieldProblem::Empty));
                }
                if days.windows(2).any(|pair| pair[0] == pair[1]) {
                    return Err(bad("days", FieldProblem::Twice));
                }
            }
            Self::MonthDay { day, .. } => around_zero("day", *day, limits::LAST_DAY_OF_MONTH)?,
            Self::MonthNth { nth, .. } => around_zero("nth", *nth, limits::LAST_NTH)?,
        }
        Ok(self)
    }

    /// Its days from `from` on, oldest first, none before `anchor`, none after the year 2200. Finding the first costs
    /// the same however long ago the anchor is; a cadence that never falls on a day ends after a few thousand steps.
    pub fn days_from(&self, anchor: NaiveDate, from: NaiveDate) -> DaysFrom<'_> {
        DaysFrom { cadence: self, anchor, from: from.max(anchor), place: self.place_of(anchor, from) }
    }

    /// Its days up to `to`, newest first, down to `anchor`.
    pub fn days_back_from(&self, anchor: NaiveDate, to: NaiveDate) -> DaysBack<'_> {
        let to = to.min(limits::LAST_DATE);
        // Nothing of the next period can lie before `to`.
        let end = self.place_of(anchor, to) + self.places();
        DaysBack { cadence: self, anchor, to, left: if to < anchor { 0 } else { end } }
    }

    fn n(&self) -> u8 {
        match self {
            Self::Daily { n } | Self::Weekly { n, .. } | Self::MonthDay { n, .. } | Self::MonthNth { n, .. } => *n,
        }
    }

    /// Places of one period.
    fn places(&self) -> i64 {
        if matches!(self, Self::Weekly { .. }) { 7 } else { 1 }
    }

    /// The first place of the period that begins at or last before `date`.
    fn place_of(&self, anchor: NaiveDate, date: NaiveDate) -> i64 {
        let passed = match self {
            Self::Daily { .. } => days_between(anchor, date),
            Self::Weekly { week_start, .. } => days_between(week_of(anchor, *week_start), date).div_euclid(7),
            Self::MonthDay { .. } | Self::MonthNth { .. } => month_number(date) - month_number(anchor),
        };
        // A cadence that was not checked may say 0.
        passed.div_euclid(self.n().max(1).into()).max(0) * self.places()
    }

    fn place(&self, anchor: NaiveDate, place: i64) -> Place {
        let period = place.div_euclid(self.places()) * i64::from(self.n().max(1));
        match self {
            Self::Daily { .. } => day_after(anchor, period),
            Self::Weekly { days, week_start, .. } => {
                let place = day_after(week_of(anchor, *week_start), period * 7 + place.rem_euclid(7));
                match place {
                    Place::Day(date) if !days.contains(&Weekday::of(date)) => Place::Nothing,
                    place => place,
                }
            }
            Self::MonthDay { day, short_month, .. } => in_month(anchor, period, |month| {
                let length = length(month);
                match (u32::from(day.unsigned_abs()), *day > 0, short_month) {
                    (day, true, ShortMonth::Last) => Some(day.min(length)),
                    (day, true, ShortMonth::Skip) => Some(day),
                    (day, false, _) => (length + 1).checked_sub(day),
                }
            }),
            Self::MonthNth { nth, weekday, .. } => in_month(anchor, period, |month| {
                let weeks = 7 * (u32::from(nth.unsigned_abs()).max(1) - 1);
                if *nth > 0 {
                    Some(1 + weekday.days_since(Weekday::of(month)) + weeks)
                } else {
                    let last = month.with_day(length(month))?;
                    last.day().checked_sub(Weekday::of(last).days_since(*weekday) + weeks)
                }
            }),
        }
    }
}

/// The days of a cadence, oldest first.
#[derive(Clone, Debug)]
pub struct DaysFrom<'c> {
    cadence: &'c Cadence,
    anchor: NaiveDate,
    from: NaiveDate,
    /// The next one to look at.
    pub(super) place: i64,
}

impl Iterator for DaysFrom<'_> {
    type Item = NaiveDate;

    fn next(&mut self) -> Option<NaiveDate> {
        loop {
            let day = match self.cadence.place(self.anchor, self.place) {
                Place::Beyond => return None,
                Place::Nothing => None,
                Place::Day(date) => Some(date),
            };
            self.place += 1;
            if let Some(day) = day.filter(|day| *day >= self.from) {
                return Some(day);
            }
        }
    }
}

/// The days of a cadence, newest first.
#[derive(Clone, Debug)]
pub struct DaysBack<'c> {
    cadence: &'c Cadence,
    anchor: NaiveDate,
    to: NaiveDate,
    /// Places not looked at yet; the last of them comes next.
    left: i64,
}

impl Iterator for DaysBack<'_> {
    type Item = NaiveDate;

    fn next(&mut self) -> Option<NaiveDate> {
        while self.left > 0 {
            self.left -= 1;
            match self.cadence.place(self.anchor, self.left) {
                Place::Day(date) if (self.anchor..=self.to).contains(&date) => return Some(date),
                _ => {}
            }
        }
        None
    }
}

fn around_zero(field: &'static str, value: i8, most: u8) -> Result<()> {
    let most = i64::from(most);
    if value == 0 { Err(limits::out_of_range(field, -most, most)) } else { in_range(field, value.into(), -most..=most) }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(to.num_days_from_ce() - from.num_days_from_ce())
}

/// Where the week of a day begins.
fn week_of(date: NaiveDate, week_start: Weekday) -> NaiveDate {
    let back = Days::new(Weekday::of(date).days_since(week_start).into());
    date.checked_sub_days(back).unwrap_or(NaiveDate::MIN)
}

fn day_after(date: NaiveDate, days: i64) -> Place {
    let day = u64::try_from(days).ok().and_then(|days| date.checked_add_days(Days::new(days)));
    day.filter(|day| *day <= limits::LAST_DATE).map_or(Place::Beyond, Place::Day)
}

/// Months since the year 0.
fn month_number(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// A day of the month that comes `months` after the anchor's. `day` is told the first of that month and gives a number
/// that the month may not have.
fn in_month(anchor: NaiveDate, months: i64, day: impl FnOnce(NaiveDate) -> Option<u32>) -> Place {
    let number = month_number(anchor) + months;
    let first = i32::try_from(number.div_euclid(12))
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, number.rem_euclid(12) as u32 + 1, 1))
        .filter(|first| *first <= limits::LAST_DATE);
    match first {
        None => Place::Beyond,
        Some(first) => day(first).and_then(|day| first.with_day(day)).map_or(Place::Nothing, Place::Day),
    }
}

fn length(month: NaiveDate) -> u32 {
    u32::from(month.num_days_in_month())
}

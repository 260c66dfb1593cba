//! Days: which have entries, and what was written on this one in earlier years.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params};

use super::rows::{ENTRY_ROW, entry_row};
use super::{CalendarDay, EntryRow, day, limits};
use crate::error::{FieldProblem, MendError, Result};

/// Days with entries, from the first to the last day asked for, both included; oldest first.
pub(super) fn days(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<CalendarDay>> {
    if from > to {
        return Err(MendError::BadField { field: "to", problem: FieldProblem::TooEarly { earliest: from } });
    }
    let (from, to) = (day::number(from), day::number(to));
    let mut statement =
        conn.prepare_cached("SELECT day, count(*) FROM timeline WHERE day BETWEEN ?1 AND ?2 GROUP BY day")?;
    let mut rows = statement.query(params![from, to])?;
    let mut days = Vec::new();
    while let Some(row) = rows.next()? {
        days.push(CalendarDay { day: day::date(row.get(0)?)?, entries: row.get(1)? });
    }
    Ok(days)
}

/// Entries of `today`'s month and day in earlier years, newest first.
pub(super) fn earlier_years(conn: &Connection, today: NaiveDate) -> Result<Vec<EntryRow>> {
    let sql = format!(
        "SELECT {ENTRY_ROW} FROM timeline t WHERE t.day = ?1 ORDER BY t.happened_at DESC, t.entry DESC LIMIT ?2"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut entries = Vec::new();
    for day in same_days(today) {
        let room = limits::ON_THIS_DAY - entries.len();
        if room == 0 {
            break;
        }
        let mut rows = statement.query(params![day::number(day), room as i64])?;
        while let Some(row) = rows.next()? {
            entries.push(entry_row(row)?);
        }
    }
    Ok(entries)
}

/// The same day in each earlier year, newest first. A 29 February comes back on the next ones, and in years without
/// one on the 28th, so that no entry waits four years.
fn same_days(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let stands_for_29 = (today.month(), today.day()) == (2, 28) && !today.leap_year();
    // The day before the first year can hold entries too: half a day by the hour at which a day ends.
    (*limits::YEARS.start() - 1..today.year()).rev().flat_map(move |year| {
        let leap = stands_for_29.then(|| NaiveDate::from_ymd_opt(year, 2, 29)).flatten();
        leap.into_iter().chain(NaiveDate::from_ymd_opt(year, today.month(), today.day()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn leap_day_comes_back_on_leap_days_and_on_the_28th_of_other_years() {
        let after = |text: &str| same_days(date(text)).take(3).collect::<Vec<_>>();
        assert_eq!(after("2026-05-10"), [date("2025-05-10"), date("2024-05-10"), date("2023-05-10")]);
        assert_eq!(after("2024-02-29"), [date("2020-02-29"), date("2016-02-29"), date("2012-02-29")]);
        assert_eq!(after("2025-02-28"), [date("2024-02-29"), date("2024-02-28"), date("2023-02-28")]);
        assert_eq!(after("2024-02-28"), [date("2023-02-28"), date("2022-02-28"), date("2021-02-28")]);
    }
}

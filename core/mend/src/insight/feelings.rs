//! Feelings over time: how often each was named, week by week, in the journal and in check-ins.

use std::collections::HashMap;

use chrono::{Days as Later, NaiveDate};
use rusqlite::Connection;

use super::series::of_kind;
use super::{Days, FeelingView, FeelingsView, caveat};
use crate::error::{MendError, Result};
use crate::journal::{Feeling, Journal, date, split_feelings};
use crate::text::Text;

/// A feeling, named on a day.
pub(super) struct Named {
    pub day: NaiveDate,
    pub feeling: String,
}

/// Every naming, in no order.
pub(super) fn named(conn: &Connection, days: &Days) -> Result<Vec<Named>> {
    let mut named = Vec::new();
    let mut add = |day, feelings: Vec<Feeling>| {
        named.extend(feelings.into_iter().map(|feeling| Named { day, feeling: feeling.id }));
    };
    let mut statement = conn.prepare_cached(
        "SELECT t.day, t.feelings FROM timeline t WHERE t.day BETWEEN ?1 AND ?2 AND t.feelings <> ''",
    )?;
    let (from, to) = days.numbers();
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let feelings = row.get_ref(1)?.as_str().map_err(|_| MendError::Damaged)?;
        add(date(row.get(0)?)?, split_feelings(feelings)?);
    }
    let read =
        |_: &_, row: &rusqlite::Row<'_>| split_feelings(row.get_ref(9)?.as_str().map_err(|_| MendError::Damaged)?);
    for answers in of_kind(conn, 0, days, read)? {
        answers.answers.into_iter().for_each(|(day, feelings)| add(day, feelings));
    }
    Ok(named)
}

pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day.week(chrono::Weekday::Mon).checked_first_day().unwrap_or(day)
}

pub(super) fn view(named: &[Named], text: &Text) -> FeelingsView {
    let weeks = weeks(named);
    let mut counts: HashMap<&str, Vec<u32>> = HashMap::new();
    for Named { day, feeling } in named {
        // Every day lies in a week of the list: it begins with the earliest.
        let week = weeks.first().map_or(0, |first| (monday(*day) - *first).num_weeks() as usize);
        if let Some(count) = counts.entry(feeling).or_insert_with(|| vec![0; weeks.len()]).get_mut(week) {
            *count += 1;
        }
    }
    let in_order = Journal::feelings().iter().flat_map(|(family, ids)| ids.iter().map(move |id| (*family, *id)));
    let mut feelings: Vec<_> = in_order
        .filter_map(|(family, id)| {
            let counts = counts.remove(id)?;
            let times = counts.iter().sum();
            Some(FeelingView {
                feeling: id.to_owned(),
                words: text.feeling(id),
                family: family.to_owned(),
                counts,
                times,
            })
        })
        .collect();
    feelings.sort_by_key(|feeling| std::cmp::Reverse(feeling.times));
    let sentence = match feelings.first() {
        None => text.get("insight-nothing", &[]),
        Some(most) => {
            text.get("insight-feelings-most", &[("feeling", &most.words), ("times", &most.times.to_string())])
        }
    };
    FeelingsView { title: text.get("insight-feelings", &[]), weeks, feelings, sentence, caveat: caveat(text) }
}

/// Every Monday from the first to the last week with a naming.
fn weeks(named: &[Named]) -> Vec<NaiveDate> {
    let days = || named.iter().map(|named| monday(named.day));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Vec::new() };
    std::iter::successors(Some(first), |week| week.checked_add_days(Later::new(7)))
        .take_while(|week| *week <= last)
        .collect()
}

//! `mend journal calendar`

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use mend_core::journal::CalendarDay;

use crate::app::App;
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

/// Seven days of three columns; the last needs no gap.
const GRID: usize = 7 * 4 - 1;

pub fn calendar(app: &mut App, month: Option<NaiveDate>, span: Option<(NaiveDate, NaiveDate)>) -> Result<(), Failure> {
    let (from, to) = span.unwrap_or_else(|| whole_month(month.unwrap_or_else(|| app.now().date_naive())));
    let open = app.open()?;
    let days = open.journal()?.calendar(from, to)?;
    let words = &app.words;
    app.out.reply(&Named("days", &days), |page| {
        let narrow = page.columns().is_some_and(|columns| columns < GRID);
        if span.is_some() || narrow {
            list(page, words, &days);
        } else {
            grid(page, words, from, &days);
        }
    })
}

fn whole_month(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
    (first, last)
}

fn list(page: &mut Page, words: &Words, days: &[CalendarDay]) {
    if days.is_empty() {
        page.text(&words.say("calendar-empty"));
    }
    for day in days {
        page.text(&format!("{}  {}", day.day, day.entries));
    }
}

/// A month from Monday to Sunday; a day with entries has their number behind it.
fn grid(page: &mut Page, words: &Words, first: NaiveDate, days: &[CalendarDay]) {
    let entries: BTreeMap<u32, u32> = days.iter().map(|day| (day.day.day(), day.entries)).collect();
    page.strong(&first.format("%Y-%m").to_string());
    let heads: Vec<String> = words.say("calendar-weekdays").split(' ').map(|head| format!("{head:<4}")).collect();
    page.faint(&heads.concat());
    let (_, last) = whole_month(first);
    let blanks = first.weekday().num_days_from_monday() as usize;
    let mut cells = vec!["    ".to_owned(); blanks];
    cells.extend((1..=last.day()).map(|day| {
        let mark = match entries.get(&day) {
            None => ' ',
            Some(0..=1) => '·',
            Some(n @ 2..=9) => char::from_digit(*n, 10).unwrap_or('+'),
            Some(_) => '+',
        };
        format!("{day:>2}{mark} ")
    }));
    for week in cells.chunks(7) {
        page.text(&week.concat());
    }
    page.blank();
    let total: u32 = days.iter().map(|day| day.entries).sum();
    page.faint(&words.with("calendar-total", &[("entries", &total.to_string()), ("days", &days.len().to_string())]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(whole_month(day(2028, 2, 10)), (day(2028, 2, 1), day(2028, 2, 29)));
        assert_eq!(whole_month(day(2026, 12, 31)), (day(2026, 12, 1), day(2026, 12, 31)));
    }
}

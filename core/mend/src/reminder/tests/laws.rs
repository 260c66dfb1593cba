//! What holds for every cadence, anchor and start, against a slow and obvious calendar that asks of each day whether
//! it belongs.

use chrono::{Datelike, Days};
use proptest::prelude::*;

use super::*;
use crate::reminder::limits;

fn dates(years: std::ops::Range<i32>) -> impl Strategy<Value = NaiveDate> {
    (years, 1..=366u32).prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap_or(day_of(year, 365)))
}

fn day_of(year: i32, day: u32) -> NaiveDate {
    NaiveDate::from_yo_opt(year, day).unwrap()
}

fn weekdays() -> impl Strategy<Value = Weekday> {
    (0..7usize).prop_map(|index| Weekday::ALL[index])
}

fn cadences() -> impl Strategy<Value = Cadence> {
    let every = || prop_oneof![3 => 1..=3u8, 1 => 1..=52u8];
    let signed = |most: i8| (1..=most, any::<bool>()).prop_map(|(value, back)| if back { -value } else { value });
    prop_oneof![
        every().prop_map(|n| Cadence::Daily { n }),
        (every(), proptest::collection::vec(weekdays(), 1..7), weekdays()).prop_map(|(n, mut days, week_start)| {
            days.sort();
            days.dedup();
            Cadence::Weekly { n, days, week_start }
        }),
        (every(), signed(31), any::<bool>()).prop_map(|(n, day, last)| {
            let short_month = if last { ShortMonth::Last } else { ShortMonth::Skip };
            Cadence::MonthDay { n, day, short_month }
        }),
        (every(), signed(5), weekdays()).prop_map(|(n, nth, weekday)| Cadence::MonthNth { n, nth, weekday }),
    ]
}

/// Whether a day belongs, by asking only of this day.
fn belongs(cadence: &Cadence, anchor: NaiveDate, date: NaiveDate) -> bool {
    let months = |n: u8| {
        let passed = (date.year() - anchor.year()) * 12 + date.month() as i32 - anchor.month() as i32;
        passed % i32::from(n) == 0
    };
    let length = i32::from(date.num_days_in_month());
    let from_the_end = date.day() as i32 - length - 1;
    date >= anchor
        && match cadence {
            Cadence::Daily { n } => (date - anchor).num_days() % i64::from(*n) == 0,
            Cadence::Weekly { n, days, week_start } => {
                // Count the week starts that were crossed on the way, one day at a time.
                let starts = anchor
                    .iter_days()
                    .skip(1)
                    .take((date - anchor).num_days() as usize)
                    .filter(|day| Weekday::of(*day) == *week_start);
                days.contains(&Weekday::of(date)) && starts.count() % usize::from(*n) == 0
            }
            Cadence::MonthDay { n, day, short_month } => {
                let day = i32::from(*day);
                let meant = date.day() as i32 == day
                    || from_the_end == day
                    || (*short_month == ShortMonth::Last && day > length && from_the_end == -1);
                months(*n) && meant
            }
            Cadence::MonthNth { n, nth, weekday } => {
                let nth_here = (date.day() as i32 - 1) / 7 + 1;
                let nth_from_the_end = (from_the_end + 1) / 7 - 1;
                let nth = i32::from(*nth);
                months(*n) && Weekday::of(date) == *weekday && (nth == nth_here || nth == nth_from_the_end)
            }
        }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_day_is_lost_doubled_or_out_of_order(cadence in cadences(), anchor in dates(2015..2030)) {
        let end = anchor + Days::new(4 * 366);
        let expected: Vec<_> =
            anchor.iter_days().take_while(|day| *day <= end).filter(|day| belongs(&cadence, anchor, *day)).collect();
        let found: Vec<_> = cadence.days_from(anchor, anchor).take_while(|day| *day <= end).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn from_any_start_it_goes_on_as_from_the_beginning(
        cadence in cadences(), anchor in dates(1900..2200), from in dates(1900..2200),
    ) {
        let all: Vec<_> = cadence.days_from(anchor, anchor).skip_while(|day| *day < from).take(20).collect();
        let started: Vec<_> = cadence.days_from(anchor, from).take(20).collect();
        prop_assert_eq!(started, all);
    }

    #[test]
    fn backwards_it_is_the_same_days(cadence in cadences(), anchor in dates(1900..2200), to in dates(1900..2200)) {
        let mut forwards: Vec<_> = cadence.days_from(anchor, anchor).take_while(|day| *day <= to).collect();
        forwards.reverse();
        let backwards: Vec<_> = cadence.days_back_from(anchor, to).collect();
        prop_assert_eq!(backwards, forwards);
    }

    #[test]
    fn slots_are_each_day_by_each_time_and_strictly_later(
        cadence in cadences(), anchor in dates(2015..2030), from in dates(2010..2040),
        times in proptest::collection::btree_set(0..24 * 60u32, 1..=limits::TIMES),
    ) {
        let times: Vec<_> = times
            .into_iter()
            .map(|minute| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap())
            .collect();
        let rhythm = Rhythm { anchor, cadence, times, until: None };
        let slots: Vec<_> = rhythm.from(from).take(100).collect();
        prop_assert!(slots.windows(2).all(|pair| pair[0].civil() < pair[1].civil()));
        prop_assert!(slots.windows(2).all(|pair| (pair[0].date, pair[0].index) < (pair[1].date, pair[1].index)));
        let days: Vec<_> = rhythm.cadence.days_from(anchor, from).take(slots.len() / rhythm.times.len()).collect();
        let each: Vec<_> = days.iter().flat_map(|day| rhythm.times.iter().map(|time| day.and_time(*time))).collect();
        prop_assert_eq!(&slots.iter().map(|slot| slot.civil()).collect::<Vec<_>>()[..each.len()], &each[..]);
        if let Some(last) = slots.last().filter(|last| usize::from(last.index) + 1 == rhythm.times.len()) {
            let mut back: Vec<_> = rhythm.back_from(last.date).take(slots.len()).collect();
            back.reverse();
            prop_assert_eq!(back, slots);
        }
    }

    #[test]
    fn every_civil_time_has_one_instant_and_clocks_show_it_or_a_later_time(
        minute in 0..80 * 366 * 24 * 60i64, index in 0..chrono_tz::TZ_VARIANTS.len(),
    ) {
        let zone = chrono_tz::TZ_VARIANTS[index];
        let civil = DateTime::from_timestamp(minute * 60, 0).unwrap().naive_utc();
        let instant = instant_in(zone, civil);
        let shown = instant.with_timezone(&zone).naive_local();
        prop_assert!(shown >= civil);
        if shown == civil {
            // The first of two: an instant that shows the same and comes before it does not exist.
            let before = (1..=26 * 4).map(|quarter| instant - chrono::TimeDelta::minutes(quarter * 15));
            prop_assert!(before.into_iter().all(|earlier| earlier.with_timezone(&zone).naive_local() != civil));
        }
    }

    #[test]
    fn cadence_is_the_same_after_a_trip_through_json(cadence in cadences()) {
        let json = serde_json::to_string(&cadence).unwrap();
        prop_assert_eq!(serde_json::from_str::<Cadence>(&json).unwrap(), cadence);
    }
}

#[test]
fn year_of_four_times_a_day_looks_at_no_day_outside_it() {
    let year = |cadence: &Cadence| {
        let (anchor, from, end) = (day("1990-01-01"), day("2026-01-01"), day("2026-12-31"));
        let mut days = cadence.days_from(anchor, from);
        let first_place = days.place;
        let count = days.by_ref().take_while(|day| *day <= end).count();
        (count, days.place - first_place)
    };
    assert_eq!(year(&daily()), (365, 366));
    let (count, places) = year(&weekly(&Weekday::ALL));
    assert_eq!(count, 365);
    assert!(places <= 365 + 7, "{places}");
    let (count, places) = year(&Cadence::MonthDay { n: 1, day: 15, short_month: ShortMonth::Skip });
    assert_eq!((count, places), (12, 13));
}

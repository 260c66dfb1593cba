//! Days and hours at which calendars go wrong.

use super::*;

fn on_day(n: u8, day: i8, short_month: ShortMonth) -> Cadence {
    Cadence::MonthDay { n, day, short_month }
}

#[test]
fn day_31_is_skipped_in_short_months() {
    let days = first(&on_day(1, 31, ShortMonth::Skip), "2026-01-31", 4);
    assert_eq!(days, ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]);
}

#[test]
fn days_29_to_31_become_the_last_day_where_that_was_asked_for() {
    let days = |day| first(&on_day(1, day, ShortMonth::Last), "2027-12-15", 5);
    assert_eq!(days(31), ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]);
    assert_eq!(days(30), ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"]);
    assert_eq!(days(29), ["2027-12-29", "2028-01-29", "2028-02-29", "2028-03-29", "2028-04-29"]);
}

#[test]
fn last_day_of_each_month_follows_its_length() {
    let days = first(&on_day(1, -1, ShortMonth::Skip), "2026-01-01", 4);
    assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
}

#[test]
fn day_counted_from_the_end_is_skipped_where_a_month_lacks_it() {
    let days = first(&on_day(1, -31, ShortMonth::Last), "2026-01-01", 4);
    assert_eq!(days, ["2026-01-01", "2026-03-01", "2026-05-01", "2026-07-01"]);
}

#[test]
fn fifth_friday_comes_only_where_there_is_one() {
    let fifth = Cadence::MonthNth { n: 1, nth: 5, weekday: Weekday::Fr };
    assert_eq!(first(&fifth, "2026-01-01", 4), ["2026-01-30", "2026-05-29", "2026-07-31", "2026-10-30"]);
    let fifth_from_the_end = Cadence::MonthNth { n: 1, nth: -5, weekday: Weekday::Fr };
    assert_eq!(first(&fifth_from_the_end, "2026-01-01", 3), ["2026-01-02", "2026-05-01", "2026-07-03"]);
}

#[test]
fn week_start_decides_which_days_every_second_week_holds() {
    let days = |week_start| Cadence::Weekly { n: 2, days: vec![Weekday::Su, Weekday::Mo], week_start };
    let of_monday = first(&days(Weekday::Mo), "2026-03-03", 4);
    assert_eq!(of_monday, ["2026-03-08", "2026-03-16", "2026-03-22", "2026-03-30"]);
    let of_sunday = first(&days(Weekday::Su), "2026-03-03", 4);
    assert_eq!(of_sunday, ["2026-03-15", "2026-03-16", "2026-03-29", "2026-03-30"]);
}

#[test]
fn leap_day_comes_every_four_years_and_not_in_2100() {
    let leap = on_day(12, 29, ShortMonth::Skip);
    assert_eq!(first(&leap, "2092-02-29", 4), ["2092-02-29", "2096-02-29", "2104-02-29", "2108-02-29"]);
    assert_eq!(first(&on_day(12, 29, ShortMonth::Last), "2099-02-01", 3), ["2099-02-28", "2100-02-28", "2101-02-28"]);
}

#[test]
fn cadence_that_never_falls_on_a_day_ends_soon() {
    for (cadence, anchor) in [
        (on_day(12, 30, ShortMonth::Skip), "2026-02-01"),
        (on_day(24, 29, ShortMonth::Skip), "2025-02-01"),
        (on_day(12, -31, ShortMonth::Skip), "1900-04-01"),
    ] {
        assert!(first(&cadence, anchor, 1).is_empty(), "{cadence:?}");
        assert_eq!(cadence.days_back_from(day(anchor), day("2200-12-31")).next(), None);
        let mut days = cadence.days_from(day(anchor), day(anchor));
        assert_eq!(days.next(), None);
        assert!(days.place <= 301, "{} places looked at", days.place);
    }
}

#[test]
fn nothing_lies_after_the_year_2200() {
    assert_eq!(first(&daily(), "2200-12-30", 9), ["2200-12-30", "2200-12-31"]);
    assert_eq!(first(&weekly(&Weekday::ALL), "2200-12-30", 9).len(), 2);
    assert_eq!(first(&on_day(1, 31, ShortMonth::Skip), "2200-12-01", 9), ["2200-12-31"]);
}

#[test]
fn year_2038_and_beyond_keep_their_summer_time() {
    let berlin = chrono_tz::Europe::Berlin;
    assert_eq!(utc(instant_in(berlin, civil("2038-01-19T04:14"))), "2038-01-19T03:14Z");
    assert_eq!(utc(instant_in(berlin, civil("2060-07-01T12:00"))), "2060-07-01T10:00Z");
    assert_eq!(utc(instant_in(berlin, civil("2099-07-01T12:00"))), "2099-07-01T10:00Z");
}

/// Said in the documentation; when chrono-tz learns it, that has to change.
#[test]
fn from_2100_on_no_zone_has_summer_time() {
    assert_eq!(utc(instant_in(chrono_tz::Europe::Berlin, civil("2100-07-01T12:00"))), "2100-07-01T11:00Z");
}

#[test]
fn time_in_a_gap_comes_later_by_its_length() {
    let berlin = |iso| utc(instant_in(chrono_tz::Europe::Berlin, civil(iso)));
    assert_eq!(berlin("2026-03-29T01:59"), "2026-03-29T00:59Z");
    assert_eq!(berlin("2026-03-29T02:30"), "2026-03-29T01:30Z");
    assert_eq!(berlin("2026-03-29T03:30"), "2026-03-29T01:30Z");
}

#[test]
fn time_that_comes_twice_means_the_first() {
    let berlin = |iso| utc(instant_in(chrono_tz::Europe::Berlin, civil(iso)));
    assert_eq!(berlin("2026-10-25T02:30"), "2026-10-25T00:30Z");
    assert_eq!(berlin("2026-10-25T03:00"), "2026-10-25T02:00Z");
}

#[test]
fn day_that_samoa_never_had_is_the_day_after() {
    let apia = |iso| utc(instant_in(chrono_tz::Pacific::Apia, civil(iso)));
    assert_eq!(apia("2011-12-29T10:00"), "2011-12-29T20:00Z");
    assert_eq!(apia("2011-12-30T10:00"), "2011-12-30T20:00Z");
    assert_eq!(apia("2011-12-31T10:00"), "2011-12-30T20:00Z");
}

#[test]
fn midnights_that_do_not_exist_in_sao_paulo_and_cairo_are_one_o_clock() {
    let sao_paulo = |iso| utc(instant_in(chrono_tz::America::Sao_Paulo, civil(iso)));
    assert_eq!(sao_paulo("2018-11-04T00:00"), "2018-11-04T03:00Z");
    assert_eq!(sao_paulo("2018-11-04T01:00"), "2018-11-04T03:00Z");
    let cairo = |iso| utc(instant_in(chrono_tz::Africa::Cairo, civil(iso)));
    assert_eq!(cairo("2024-04-26T00:00"), "2024-04-25T22:00Z");
    assert_eq!(cairo("2024-04-26T01:00"), "2024-04-25T22:00Z");
}

#[test]
fn midnight_that_comes_twice_in_cairo_is_the_first() {
    assert_eq!(utc(instant_in(chrono_tz::Africa::Cairo, civil("2024-10-31T23:30"))), "2024-10-31T20:30Z");
}

#[test]
fn lord_howe_shifts_by_half_an_hour() {
    let lord_howe = |iso| utc(instant_in(chrono_tz::Australia::Lord_Howe, civil(iso)));
    assert_eq!(lord_howe("2026-10-04T02:15"), "2026-10-03T15:45Z");
    assert_eq!(lord_howe("2026-10-04T02:45"), "2026-10-03T15:45Z");
    assert_eq!(lord_howe("2026-04-05T01:45"), "2026-04-04T14:45Z");
}

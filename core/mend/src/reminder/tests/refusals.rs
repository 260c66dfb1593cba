//! What is out of bounds names its field and changes nothing.

use super::*;

/// Puts one thing out of bounds.
type Spoil = Box<dyn Fn(&mut ScheduleRequest)>;

fn out(least: i64, most: i64) -> FieldProblem {
    FieldProblem::OutOfRange { least, most }
}

fn early(earliest: &str) -> FieldProblem {
    FieldProblem::TooEarly { earliest: day(earliest) }
}

#[test]
fn schedule_out_of_bounds_is_refused_and_none_is_kept() {
    use FieldProblem::{Empty, Malformed, TooLong, Twice, Unknown};
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let n = out(1, 52);
    let years = out(1900, 2200);
    let cases: Vec<(&str, FieldProblem, Spoil)> = vec![
        ("n", n, Box::new(|r| r.cadence = Cadence::Daily { n: 0 })),
        ("n", n, Box::new(|r| r.cadence = Cadence::Daily { n: 53 })),
        ("days", Empty, Box::new(|r| r.cadence = weekly(&[]))),
        ("days", Twice, Box::new(|r| r.cadence = weekly(&[Weekday::Su, Weekday::Mo, Weekday::Su]))),
        ("day", out(-31, 31), Box::new(|r| r.cadence = month_day(1, 0))),
        ("day", out(-31, 31), Box::new(|r| r.cadence = month_day(1, 32))),
        ("nth", out(-5, 5), Box::new(|r| r.cadence = Cadence::MonthNth { n: 1, nth: -6, weekday: Weekday::Mo })),
        ("times", Empty, Box::new(|r| r.times.clear())),
        ("times", TooLong { most: 4 }, Box::new(|r| r.times = (0..5).map(|h| time(&format!("1{h}:00"))).collect())),
        ("times", Twice, Box::new(|r| r.times = vec![time("08:00"), time("20:00"), time("08:00")])),
        ("times", Malformed, Box::new(|r| r.times = vec![NaiveTime::from_hms_opt(8, 0, 1).unwrap()])),
        ("zone", Unknown, Box::new(|r| r.zone = Zone::Fixed("Europe/Atlantis".into()))),
        ("zone", Unknown, Box::new(|r| r.zone = Zone::Fixed(String::new()))),
        ("anchor", years, Box::new(|r| r.anchor = Some(day("1899-12-31")))),
        ("anchor", years, Box::new(|r| r.anchor = Some(day("2201-01-01")))),
        ("until", years, Box::new(|r| r.until = Some(day("2201-01-01")))),
        ("until", early("2026-03-10"), Box::new(|r| r.until = Some(day("2026-03-09")))),
        ("grace_minutes", out(1, 44_640), Box::new(|r| r.grace_minutes = 0)),
        ("grace_minutes", out(1, 44_640), Box::new(|r| r.grace_minutes = 44_641)),
        ("notice", TooLong { most: 100 }, Box::new(|r| r.notice = Some("x".repeat(101)))),
        ("notice", TooLong { most: 100 }, Box::new(|r| r.notice = Some("x".repeat(70_000)))),
        ("notice", Malformed, Box::new(|r| r.notice = Some("a\nb".into()))),
        ("about", TooLong { most: 200 }, Box::new(|r| r.subject = Subject::Own { about: "x".repeat(201) })),
        ("set", Unknown, Box::new(|r| r.subject = Subject::CheckIn { set: "hourly".into() })),
        ("subject", Empty, Box::new(|r| r.subject = Subject::PromiseReview { promise: String::new() })),
        ("subject", Malformed, Box::new(|r| r.subject = Subject::PromiseReview { promise: "so many".into() })),
        ("subject", TooLong { most: 64 }, Box::new(|r| r.subject = Subject::PromiseReview { promise: "p".repeat(65) })),
    ];
    for (field, problem, change) in cases {
        let mut request = request();
        change(&mut request);
        let said = format!("{request:?}");
        assert_eq!(bad(phone.reminders.add(request)), (field, problem), "{said}");
    }
    assert_eq!(phone.reminders.list(), Ok(vec![]));
}

fn month_day(n: u8, day: i8) -> Cadence {
    Cadence::MonthDay { n, day, short_month: ShortMonth::Skip }
}

#[test]
fn schedule_that_never_falls_on_a_day_is_refused() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let add = |cadence, anchor: &str| {
        phone.reminders.add(ScheduleRequest { cadence, anchor: Some(day(anchor)), ..request() })
    };
    assert_eq!(bad(add(month_day(12, 30), "2026-02-01")), ("cadence", FieldProblem::Empty));
    assert_eq!(bad(add(month_day(24, 29), "2027-02-01")), ("cadence", FieldProblem::Empty));
    assert!(add(month_day(12, 29), "2027-02-01").is_ok(), "in a leap year");
}

#[test]
fn schedule_of_which_no_day_is_left_is_refused() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let over = ScheduleRequest { anchor: Some(day("2020-01-01")), until: Some(day("2026-03-09")), ..request() };
    assert_eq!(bad(phone.reminders.add(over)), ("until", early("2026-03-10")));
    let sundays = ScheduleRequest { cadence: weekly(&[Weekday::Su]), until: Some(day("2026-03-14")), ..request() };
    assert_eq!(bad(phone.reminders.add(sundays)), ("until", early("2026-03-15")));
}

#[test]
fn change_out_of_bounds_is_refused_and_nothing_is_changed() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|request| request.notice = Some("Water".into()));
    let before = phone.reminders.show(id).unwrap();
    let refused = |change: ScheduleChange| {
        // Also a good word does not get through beside a bad field.
        bad(phone.reminders.change(id, ScheduleChange { notice: Some(None), ..change })).0
    };
    assert_eq!(refused(ScheduleChange { times: Some(vec![]), ..ScheduleChange::default() }), "times");
    assert_eq!(refused(ScheduleChange { cadence: Some(weekly(&[])), ..ScheduleChange::default() }), "days");
    assert_eq!(refused(ScheduleChange { until: Some(Some(day("2026-03-01"))), ..ScheduleChange::default() }), "until");
    assert_eq!(refused(ScheduleChange { anchor: Some(day("1800-01-01")), ..ScheduleChange::default() }), "anchor");
    let past = ScheduleChange { effective_from: Some(day("2026-03-09")), ..ScheduleChange::default() };
    assert_eq!(refused(past), "effective_from");
    let notice = ScheduleChange { notice: Some(Some("\u{7}".into())), ..ScheduleChange::default() };
    assert_eq!(bad(phone.reminders.change(id, notice)).0, "notice");
    assert_eq!(phone.reminders.show(id), Ok(before));
}

#[test]
fn what_there_is_not_is_not_found() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let nobody = ScheduleId([7; 16]);
    assert_eq!(phone.reminders.change(nobody, ScheduleChange::default()), Err(MendError::NotFound));
    assert_eq!(phone.reminders.pause(nobody, None), Err(MendError::NotFound));
    assert_eq!(phone.reminders.resume(nobody), Err(MendError::NotFound));
    assert_eq!(phone.reminders.end(nobody), Err(MendError::NotFound));
    assert_eq!(phone.reminders.remove(nobody), Err(MendError::NotFound));
    assert_eq!(phone.reminders.history(nobody, 10, None).err(), Some(MendError::NotFound));
    assert_eq!(phone.reminders.mark(slot(nobody, "2026-03-10", 0), Mark::Answered), Err(MendError::NotFound));
    let id = phone.add(|request| request.cadence = weekly(&[Weekday::Su]));
    assert_eq!(phone.reminders.mark(slot(id, "2026-03-09", 0), Mark::Answered), Err(MendError::NotFound));
    assert_eq!(phone.reminders.mark(slot(id, "2026-03-15", 1), Mark::Answered), Err(MendError::NotFound));
    assert_eq!(phone.reminders.mark(slot(id, "1990-01-07", 0), Mark::Answered), Err(MendError::NotFound));
}

#[test]
fn zone_budget_limit_days_and_place_are_checked() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    let id = phone.add(|_| {});
    let now = at("2026-03-10T12:00:00+01:00");
    assert_eq!(bad(phone.reminders.plan(now, "Mars/Base", 60)), ("zone", FieldProblem::Unknown));
    for budget in [0, 61] {
        assert_eq!(bad(phone.reminders.plan(now, "UTC", budget)), ("budget", out(1, 60)));
    }
    for days in [0, 367] {
        assert_eq!(bad(phone.reminders.occurrences(now, "UTC", days)), ("days_ahead", out(1, 366)));
    }
    for limit in [0, 501] {
        assert_eq!(bad(phone.reminders.history(id, limit, None)), ("limit", out(1, 500)));
    }
    for after in ["", "2026-03-10", "2026-03-10.4", "2026-03-10.-", "2026-3-10.0", "2026-02-30.0", "x"] {
        assert_eq!(bad(phone.reminders.history(id, 9, Some(after))), ("after", FieldProblem::Malformed), "{after}");
    }
    for text in ["", ".", "00.2026-03-10.0", &format!("{id}.2026-03-10"), &format!("{id}.2026-03-10.9")] {
        assert_eq!(bad(text.parse::<Slot>()), ("slot", FieldProblem::Malformed), "{text}");
    }
    let one = slot(id, "2026-03-10", 0);
    assert_eq!(one.to_string().parse(), Ok(one));
}

#[test]
fn quiet_hours_of_no_length_are_refused() {
    for (from, to) in [("22:00", "22:00"), ("00:00", "00:00")] {
        let quiet = Some(QuietHours { from: time(from), to: time(to) });
        let refused = settings::checked(ReminderSettings { on: true, quiet });
        assert_eq!(bad(refused), ("quiet", FieldProblem::Malformed));
    }
}

#[test]
fn there_is_room_for_200_schedules() {
    let phone = Phone::at("2026-03-10T12:00:00+01:00");
    for _ in 0..200 {
        phone.add(|_| {});
    }
    assert_eq!(bad(phone.reminders.add(request())), ("schedules", FieldProblem::TooLong { most: 200 }));
}

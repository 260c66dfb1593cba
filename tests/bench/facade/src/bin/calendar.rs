//! Reminders and check-ins: how long a person would wait for each.

use std::sync::Arc;

use bench_facade::{Failure, expect, head, row};
use chrono::{DateTime, Duration, FixedOffset, NaiveTime};
use mend_core::checkin::{Answer, AnswerRequest, ItemAnswer};
use mend_core::insight::Period;
use mend_core::reminder::{Cadence, ReminderSettings, Reminders, ScheduleRequest, Subject, Zone, limits};
use mend_core::{FixedClock, Mend, MendOptions, Passphrase, SetUpRequest};
use mend_vault::WipingAllocator;

#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

const NOW: &str = "2026-01-05T12:00:00+01:00";
const ZONE: &str = "Europe/Berlin";
const TEN_YEARS: i64 = 3_650;

fn main() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let now: DateTime<FixedOffset> = NOW.parse()?;
    let options = MendOptions { clock: Arc::new(FixedClock(now)), ..MendOptions::default() };
    let passphrase = Passphrase::new("kettle moss eleven quiet bridge").map_err(|e| e.to_string())?;
    let mend = Mend::with(folder.path().join("mend"), options);
    let session = mend.set_up(SetUpRequest { private: Some(passphrase), together: None })?;
    let (reminders, checkins) = (session.reminders()?, session.checkins()?);
    session.settings().save_reminders(ReminderSettings { on: true, quiet: None })?;

    head();
    add(&reminders)?;
    row("a year of one schedule, four times a day", Some(5.0), || {
        let ahead = reminders.occurrences(now, ZONE, 366)?;
        expect(ahead.len(), 366 * 4)
    })?;
    for _ in 1..20 {
        add(&reminders)?;
    }
    row("90 days of 20 schedules, four times a day, listed", Some(5.0), || {
        // The clocks go forward in between: the last hour holds one more time.
        expect(reminders.occurrences(now, ZONE, 90)?.len(), 20 * (90 * 4 + 1))
    })?;
    row("the plan of 20 such schedules, kept for a locked phone", Some(5.0), || {
        let plan = reminders.plan(now, ZONE, *limits::ALARMS.end())?;
        expect(plan.alarms.len(), *limits::ALARMS.end() as usize + 1)
    })?;
    row("what is due of 20 schedules", None, || {
        reminders.due(now)?;
        Ok(())
    })?;

    for day in 0..TEN_YEARS {
        let steady = ItemAnswer { item: "daily.steady".into(), answer: Answer::Scale((day % 5) as u8) };
        let answered_at = Some(now - Duration::days(day));
        checkins.answer(AnswerRequest { set: "daily".into(), answers: vec![steady], answered_at, slot: None })?;
    }
    row("the first 50 of ten years of check-ins", None, || {
        expect(checkins.history(Some("daily"), 50, None)?.checkins.len(), 50)
    })?;
    let insight = session.insight()?;
    row("ten years of answers in an overview", None, || expect(insight.overview(&Period::default())?.series.len(), 1))?;
    session.lock();
    Ok(())
}

fn add(reminders: &Reminders) -> Result<(), Failure> {
    let times = [8, 12, 17, 21].into_iter().filter_map(|hour| NaiveTime::from_hms_opt(hour, 15, 0));
    reminders.add(ScheduleRequest {
        subject: Subject::CheckIn { set: "daily".into() },
        cadence: Cadence::Daily { n: 1 },
        times: times.collect(),
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 60,
        until: None,
        notice: None,
    })?;
    Ok(())
}

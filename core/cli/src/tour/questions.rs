//! Small questions: a reminder over a clock change, a pause, a week of answers and what they show.

use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveTime};
use mend_core::checkin::{Answer, AnswerRequest, ItemAnswer};
use mend_core::insight::{Period, sparkline, svg};
use mend_core::reminder::{Cadence, Reminders, ScheduleRequest, Subject, Zone, limits};
use mend_core::{FixedClock, MendError, SetUpRequest};

use super::stage::{Played, Problem, Stage, Told, expect, moment};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-questions",
    steps: &[
        Step { name: "clock-change", play: clock_change },
        Step { name: "pause", play: pause },
        Step { name: "answers", play: answer_a_week },
        Step { name: "chart", play: chart },
    ],
};

/// The Friday before the night in which Berlin has no 02:30.
const BEFORE: &str = "2026-03-27T20:00:00+01:00";
const BERLIN: &str = "Europe/Berlin";
const STEADY: &str = "daily.steady";
/// How steady Ines felt, a week long.
const WEEK: [u8; 7] = [1, 1, 0, 2, 1, 3, 2];

/// A journal of its own, whose clock stands still in that spring, with one reminder at 02:30 in Berlin.
fn in_spring(stage: &Stage, name: &str) -> Result<(Reminders, mend_core::ScheduleId), Problem> {
    let clock = FixedClock(moment(BEFORE)?);
    let mend = stage.another_at(name, Arc::new(clock));
    let session = mend.set_up(SetUpRequest { private: Some(stage.private.clone()), together: None })?;
    let reminders = session.reminders()?;
    let id = reminders.add(ScheduleRequest {
        subject: Subject::CheckIn { set: "daily".into() },
        cadence: Cadence::Daily { n: 1 },
        times: NaiveTime::from_hms_opt(2, 30, 0).into_iter().collect(),
        zone: Zone::Fixed(BERLIN.into()),
        anchor: None,
        grace_minutes: limits::USUAL_GRACE_MINUTES,
        until: None,
        notice: None,
    })?;
    Ok((reminders, id))
}

fn clock_change(stage: &mut Stage) -> Played {
    let (reminders, _) = in_spring(stage, "spring")?;
    let ahead = reminders.occurrences(moment(BEFORE)?, BERLIN, 3)?;
    let rings: Vec<String> = ahead.iter().map(|at| at.utc.format("%d. %H:%M").to_string()).collect();
    // In UTC: the clocks go from 02:00 to 03:00 on the 29th at 01:00.
    expect("instants", vec!["28. 01:30", "29. 01:30", "30. 00:30"], rings.iter().map(String::as_str).collect())?;
    Ok(Told::nothing())
}

fn pause(stage: &mut Stage) -> Played {
    let (reminders, id) = in_spring(stage, "holiday")?;
    let last_day = NaiveDate::from_ymd_opt(2026, 4, 5);
    let before = reminders.occurrences(moment(BEFORE)?, BERLIN, 14)?;
    reminders.pause(id, last_day)?;
    let after = reminders.occurrences(moment(BEFORE)?, BERLIN, 14)?;
    let kept: Vec<_> = before.iter().filter(|at| Some(at.civil.date()) > last_day).cloned().collect();
    expect("what lies behind the pause", kept, after.clone())?;
    Ok(Told::nothing().and("left_out", before.len() - after.len()))
}

fn answer_a_week(stage: &mut Stage) -> Played {
    let now = stage.now();
    let checkins = stage.session()?.checkins()?;
    for (steady, days_ago) in WEEK.into_iter().zip((0..WEEK.len() as i64).rev()) {
        let answers = vec![ItemAnswer { item: STEADY.into(), answer: Answer::Scale(steady) }];
        let answered_at = Some(now - Duration::days(days_ago));
        checkins.answer(AnswerRequest { set: "daily".into(), answers, answered_at, slot: None })?;
    }
    let history = checkins.history(Some("daily"), 50, None)?;
    expect("check-ins", WEEK.len(), history.checkins.len())?;
    let asked = checkins.show(history.checkins[0].id)?.answers;
    expect("answers of each", 1, asked.len())?;
    Ok(Told::nothing().and("count", WEEK.len()).and("question", &asked[0].question))
}

fn chart(stage: &mut Stage) -> Played {
    let series = stage.session()?.insight()?.series(&Period::default())?;
    let steady = series.iter().find(|series| series.item == STEADY).ok_or(Problem::Core(MendError::NotFound))?;
    let values: Vec<f64> = steady.points.iter().map(|point| point.value).collect();
    expect("the answers", WEEK.map(f64::from).to_vec(), values.clone())?;
    let summary = steady.summary.ok_or(Problem::Core(MendError::NotFound))?;
    expect("the range", (0.0, 3.0), (summary.lowest, summary.highest))?;
    let picture = svg(steady);
    expect("a picture", true, picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"))?;
    Ok(Told::nothing().and("line", sparkline(&values)).and("sentence", &steady.sentence))
}

//! What is due, what became of it, and what lies ahead.

use chrono::{DateTime, FixedOffset, SubsecRound, TimeDelta};
use mend_core::reminder::{Alarm, AlarmKind, DueView, Mark, Occurrence, Slot, Subject, expand_line, limits};
use mend_core::{FieldProblem, MendError};
use serde_json::json;

use crate::app::App;
use crate::args::ZoneArg;
use crate::commands::ids;
use crate::failure::Failure;
use crate::input::ReadProblem;
use crate::page::{Named, Page};
use crate::words::Words;

const MINUTE: &str = "%Y-%m-%d %H:%M";

pub fn due(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let due = open.reminders()?.due(app.now())?;
    let words = &app.words;
    app.out.reply(&due, |page| {
        if due.slots.is_empty() {
            page.text(&words.say("due-none"));
        }
        let rows: Vec<Vec<String>> = due.slots.iter().map(|slot| due_row(words, slot)).collect();
        page.table(&rows);
        if let Some(set) = due.slots.iter().find_map(|slot| match &slot.subject {
            Subject::CheckIn { set } => Some(set),
            _ => None,
        }) {
            page.blank();
            page.faint(&words.with("due-next", &[("set", set)]));
        }
        clock(page, words, due.clock_set_back_from);
    })
}

fn due_row(words: &Words, due: &DueView) -> Vec<String> {
    let put_off =
        due.snoozed_until.map(|until| words.with("due-put-off", &[("until", &until.format(MINUTE).to_string())]));
    let what = [Some(subject(words, &due.subject)), put_off].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    vec![due.civil.format(MINUTE).to_string(), due.slot.to_string(), what]
}

/// What a schedule is for, in words.
pub fn subject(words: &Words, subject: &Subject) -> String {
    match subject {
        Subject::CheckIn { set } => words.with("subject-checkin", &[("set", set)]),
        Subject::PromiseReview { .. } => words.say("subject-promise"),
        Subject::AgreementReview { .. } => words.say("subject-agreement"),
        Subject::TogetherTime => words.say("subject-together-time"),
        Subject::SwapCodes => words.say("subject-swap-codes"),
        Subject::Own { about } if about.is_empty() => words.say("subject-own"),
        Subject::Own { about } => about.clone(),
    }
}

/// Said wherever something would be concluded from a clock that was set back.
pub fn clock(page: &mut Page, words: &Words, set_back_from: Option<DateTime<FixedOffset>>) {
    if let Some(from) = set_back_from {
        page.blank();
        page.text(&words.with("clock-set-back", &[("from", &from.format(MINUTE).to_string())]));
        page.faint(&words.say("clock-set-back-next"));
    }
}

pub fn mark(app: &mut App, slot: Slot, mark: Mark) -> Result<(), Failure> {
    let open = app.open()?;
    open.reminders()?.mark(slot, mark)?;
    app.out.reply(&json!({ "slot": slot, "mark": mark }), |page| page.text(&app.words.say("slot-marked")))
}

pub fn snooze(app: &mut App, slot: Slot, minutes: u32) -> Result<(), Failure> {
    let open = app.open()?;
    // Whole milliseconds, as it is kept, so that every document says the same moment.
    let until = (app.now() + TimeDelta::minutes(minutes.into())).trunc_subsecs(3);
    open.reminders()?.snooze(slot, until)?;
    let until = until.to_rfc3339();
    app.out.reply(&json!({ "slot": slot, "snoozed_until": until }), |page| page.text(&app.words.say("slot-put-off")))
}

pub fn accept_clock(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    open.reminders()?.accept_clock()?;
    app.out.reply(&json!({ "accepted": true }), |page| page.text(&app.words.say("clock-accepted")))
}

pub fn plan(app: &mut App, zone: ZoneArg, days: u32) -> Result<(), Failure> {
    let zone = named(zone)?;
    let open = app.open()?;
    let reminders = open.reminders()?;
    let occurrences = reminders.occurrences(app.now(), &zone, days)?;
    let schedules = reminders.list()?;
    let words = &app.words;
    let row = |at: &Occurrence| {
        let of = schedules.iter().find(|schedule| schedule.id == at.schedule);
        vec![
            at.civil.format("%a %Y-%m-%d %H:%M").to_string(),
            ids::short(at.schedule),
            of.map(|schedule| subject(words, &schedule.subject)).unwrap_or_default(),
        ]
    };
    app.out.reply(&Named("occurrences", &occurrences), |page| {
        if occurrences.is_empty() {
            page.text(&words.say("plan-none"));
        }
        page.table(&occurrences.iter().map(row).collect::<Vec<_>>());
    })
}

pub fn alarms(app: &mut App, zone: ZoneArg, budget: u32) -> Result<(), Failure> {
    let zone = named(zone)?;
    let open = app.open()?;
    let plan = open.reminders()?.plan(app.now(), &zone, budget)?;
    let words = &app.words;
    app.out.reply(&plan, |page| {
        if !plan.on {
            page.text(&words.say("alarms-off"));
            page.faint(&words.say("alarms-off-next"));
            return;
        }
        if plan.alarms.is_empty() {
            page.text(&words.say("plan-none"));
        }
        page.table(&plan.alarms.iter().map(|alarm| alarm_row(words, alarm)).collect::<Vec<_>>());
        clock(page, words, plan.clock_set_back_from);
    })
}

fn alarm_row(words: &Words, alarm: &Alarm) -> Vec<String> {
    let kind = match alarm.kind {
        AlarmKind::Slot => String::new(),
        AlarmKind::Snooze => words.say("alarm-snooze"),
        AlarmKind::OpenApp => words.say("alarm-open-app"),
    };
    vec![alarm.utc.format("%Y-%m-%d %H:%M UTC").to_string(), kind, alarm.text.clone()]
}

/// The zone that was given, else the one that the clock of this command follows: TZ, else this machine's.
fn named(zone: ZoneArg) -> Result<String, Failure> {
    let told = zone.zone.or_else(|| std::env::var("TZ").ok().and_then(|told| name_in_tz(&told)));
    told.map_or_else(|| iana_time_zone::get_timezone().map_err(|_| Failure::NoZone), Ok)
}

/// None where it is empty or the path of a file, which has no name that the core could know.
fn name_in_tz(told: &str) -> Option<String> {
    let name = told.strip_prefix(':').unwrap_or(told);
    (!name.is_empty() && !name.starts_with('/')).then(|| name.to_owned())
}

/// `mend checkin expand`: line by line, so that a long file needs no room.
pub fn expand(app: &mut App) -> Result<(), Failure> {
    while let Some(line) = app.input.line(limits::LINE_BYTES).map_err(no_line)? {
        let line = std::str::from_utf8(&line).map_err(|_| Failure::TextNotText)?;
        if line.trim().is_empty() {
            continue;
        }
        let expanded = serde_json::to_string(&expand_line(line)?).map_err(|_| Failure::OutputFailed)?;
        crate::page::print(&format!("{expanded}\n"))?;
    }
    Ok(())
}

/// A line too long to be taken in is refused as the core would refuse it.
fn no_line(problem: ReadProblem) -> Failure {
    match problem {
        ReadProblem::TooLong => Failure::Core(MendError::BadField {
            field: "line",
            problem: FieldProblem::TooLong { most: limits::LINE_BYTES as u32 },
        }),
        ReadProblem::Failed => Failure::InputFailed,
    }
}

//! `mend checkin schedule ...`

use mend_core::ScheduleId;
use mend_core::reminder::{
    Cadence, PastSlot, Reminders, ScheduleChange, ScheduleRequest, ScheduleState, ScheduleView, ShortMonth, SlotState,
    Subject, Weekday, Zone, limits,
};
use serde_json::json;

use super::due;
use crate::app::App;
use crate::args::{MoreArgs, PageArgs, RhythmArgs, ScheduleCommand};
use crate::commands::{erase, ids};
use crate::failure::Failure;
use crate::open::Open;
use crate::page::{Named, Page};
use crate::words::Words;

const USUAL_SET: &str = "daily";

pub fn schedule(app: &mut App, command: ScheduleCommand) -> Result<(), Failure> {
    match command {
        ScheduleCommand::Add { set, own, together_time, rhythm, at, more } => {
            let open = app.open()?;
            let subject = if own {
                Subject::Own { about: app.take_line("schedule-about-prompt")? }
            } else if together_time {
                Subject::TogetherTime
            } else {
                // A schedule may name a set that another version knows; a person means one that is here.
                Subject::CheckIn { set: open.checkins()?.set(set.as_deref().unwrap_or(USUAL_SET))?.id }
            };
            let notice = notice(app, &more)?;
            let cadence = rhythm.cadence().expect("the group of arguments is required");
            let request = ScheduleRequest {
                subject,
                cadence,
                times: at,
                zone: more.zone.map_or(Zone::Floating, Zone::Fixed),
                anchor: more.anchor,
                grace_minutes: more.grace.unwrap_or(limits::USUAL_GRACE_MINUTES),
                until: more.until,
                notice,
            };
            add(app, &open, request)
        }
        ScheduleCommand::List => list(app),
        ScheduleCommand::Change { id, rhythm, at, more, floating, no_until, usual_notice, from } => {
            let open = app.open()?;
            let reminders = open.reminders()?;
            let id = found(&reminders, &id)?;
            let words_of_notice = notice(app, &more)?.map(Some).or(usual_notice.then_some(None));
            let change = changed(rhythm, more, floating, no_until);
            reminders.change(
                id,
                ScheduleChange {
                    times: (!at.is_empty()).then_some(at),
                    effective_from: from,
                    notice: words_of_notice,
                    ..change
                },
            )?;
            app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("schedule-changed")))
        }
        ScheduleCommand::Pause { id, until } => {
            with(app, &id, "schedule-paused", |reminders, id| reminders.pause(id, until))
        }
        ScheduleCommand::Resume { id } => with(app, &id, "schedule-resumed", Reminders::resume),
        ScheduleCommand::End { id } => with(app, &id, "schedule-ended", Reminders::end),
        ScheduleCommand::Remove { id, yes } => remove(app, &id, yes),
        ScheduleCommand::History { id, page } => history(app, &id, &page),
    }
}

fn notice(app: &mut App, more: &MoreArgs) -> Result<Option<String>, Failure> {
    if more.notice { app.take_line("schedule-notice-prompt").map(Some) } else { Ok(None) }
}

fn changed(rhythm: RhythmArgs, more: MoreArgs, floating: bool, no_until: bool) -> ScheduleChange {
    ScheduleChange {
        cadence: rhythm.cadence(),
        zone: more.zone.map(Zone::Fixed).or(floating.then_some(Zone::Floating)),
        anchor: more.anchor,
        grace_minutes: more.grace,
        until: more.until.map(Some).or(no_until.then_some(None)),
        ..ScheduleChange::default()
    }
}

fn with(
    app: &mut App,
    id: &str,
    done: &str,
    work: impl FnOnce(&Reminders, ScheduleId) -> mend_core::Result<()>,
) -> Result<(), Failure> {
    let open = app.open()?;
    let reminders = open.reminders()?;
    let id = found(&reminders, id)?;
    work(&reminders, id)?;
    app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say(done)))
}

fn remove(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let reminders = open.reminders()?;
    let id = found(&reminders, id)?;
    erase::confirm(app, yes, &app.words.say("schedule-remove-confirm"))?;
    reminders.remove(id)?;
    app.out.reply(&json!({ "deleted": id }), |page| page.text(&app.words.say("schedule-removed")))
}

/// Adds a schedule and says so, and how to let it ring where nothing does.
pub fn add(app: &App, open: &Open, request: ScheduleRequest) -> Result<(), Failure> {
    let id = open.reminders()?.add(request)?;
    let on = open.settings().reminders()?.on;
    app.out.reply(&json!({ "id": id }), |page| {
        page.text(&app.words.with("schedule-added", &[("id", &ids::short(id))]));
        if !on {
            page.faint(&app.words.say("alarms-off-next"));
        }
    })
}

fn list(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let schedules = open.reminders()?.list()?;
    let words = &app.words;
    app.out.reply(&Named("schedules", &schedules), |page| {
        if schedules.is_empty() {
            page.text(&words.say("schedules-empty"));
        }
        for (i, schedule) in schedules.iter().enumerate() {
            if i > 0 {
                page.blank();
            }
            show(page, words, schedule);
        }
    })
}

fn show(page: &mut Page, words: &Words, schedule: &ScheduleView) {
    page.strong(&due::subject(words, &schedule.subject));
    let times: Vec<String> = schedule.times.iter().map(|time| time.format("%H:%M").to_string()).collect();
    let zone = match &schedule.zone {
        Zone::Floating => words.say("schedule-floating"),
        Zone::Fixed(name) => name.clone(),
    };
    let state = match schedule.state {
        ScheduleState::Active => None,
        ScheduleState::Paused { until: None } => Some(words.say("schedule-is-paused")),
        ScheduleState::Paused { until: Some(until) } => {
            Some(words.with("schedule-is-paused-until", &[("until", &until.to_string())]))
        }
        ScheduleState::Ended => Some(words.say("schedule-is-ended")),
    };
    let mut facts = vec![
        (words.say("fact-id"), schedule.id.to_string()),
        (words.say("fact-rhythm"), rhythm(words, &schedule.cadence)),
        (words.say("fact-times"), format!("{} ({zone})", times.join(", "))),
    ];
    facts.extend(schedule.until.map(|until| (words.say("fact-until"), until.to_string())));
    facts.extend(state.map(|state| (words.say("fact-state"), state)));
    let next = schedule.next.map(|next| (words.say("fact-next"), next.format("%a %Y-%m-%d %H:%M").to_string()));
    facts.extend(next);
    page.facts(&facts);
}

/// How often, in words.
pub fn rhythm(words: &Words, cadence: &Cadence) -> String {
    let weekday = |day: &Weekday| words.with("weekday", &[("day", &format!("{day:?}"))]);
    match cadence {
        Cadence::Daily { n } => words.with("rhythm-daily", &[("n", &n.to_string())]),
        Cadence::Weekly { n, days, .. } => {
            let days = days.iter().map(weekday).collect::<Vec<_>>().join(", ");
            words.with("rhythm-weekly", &[("n", &n.to_string()), ("days", &days)])
        }
        Cadence::MonthDay { n, day, .. } if *day < -1 => {
            words.with("rhythm-month-day-back", &[("n", &n.to_string()), ("day", &day.unsigned_abs().to_string())])
        }
        Cadence::MonthDay { n, day, short_month } => {
            let short = if *short_month == ShortMonth::Last { "last" } else { "skip" };
            words.with("rhythm-month-day", &[("n", &n.to_string()), ("day", &day.to_string()), ("short", short)])
        }
        Cadence::MonthNth { n, nth, weekday: day } => {
            words.with("rhythm-month-nth", &[("n", &n.to_string()), ("nth", &nth.to_string()), ("day", &weekday(day))])
        }
    }
}

fn history(app: &mut App, id: &str, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let reminders = open.reminders()?;
    let id = found(&reminders, id)?;
    let list = reminders.history(id, page.limit, page.after.as_deref())?;
    let words = &app.words;
    let row = |past: &PastSlot| {
        let state = words.say(match past.state {
            SlotState::Open => "slot-open",
            SlotState::Answered => "slot-answered",
            SlotState::AnsweredLate => "slot-answered-late",
            SlotState::Skipped => "slot-skipped",
            SlotState::Excused => "slot-excused",
            SlotState::Passed => "slot-passed",
        });
        vec![past.civil.format("%a %Y-%m-%d %H:%M").to_string(), past.slot.to_string(), state]
    };
    app.out.reply(&list, |page| {
        if list.slots.is_empty() {
            page.text(&words.say("schedule-history-empty"));
        }
        page.table(&list.slots.iter().map(row).collect::<Vec<_>>());
        if let Some(next) = &list.next {
            page.blank();
            page.faint(&words.with("list-more", &[("next", next)]));
        }
        due::clock(page, words, list.clock_set_back_from);
    })
}

/// A whole id, or the beginning of one.
pub fn found(reminders: &Reminders, typed: &str) -> Result<ScheduleId, Failure> {
    ids::by_beginning(typed, |take| {
        reminders.list()?.iter().for_each(|schedule| take(schedule.id));
        Ok(())
    })
}

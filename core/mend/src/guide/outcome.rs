//! What becomes of answers: entries, promises, items of agreements, reminders. Each is made through the room that it
//! belongs to, in the transaction of the answer, so that it is made once.

use chrono::{DateTime, FixedOffset, NaiveTime};
use rusqlite::{Connection, OptionalExtension, params};

use super::answer::Question;
use super::module::{Kind, Make, PlanField, Step};
use super::path::Path;
use super::rows::Run;
use super::words::Words;
use super::{Answer, MadeView, Place, Plan};
use crate::agreement;
use crate::clock::millis;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{self, EditRequest, Feeling, WriteRequest};
use crate::promise::{self, TemplateView};
use crate::reminder::{self, Cadence, ScheduleRequest, Subject, Weekday, Zone};
use crate::text::Text;
use crate::{AgreementId, EntryId, PromiseId, ScheduleId};

/// When a plan for a day rings, if it names no time.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("a time of the day");

/// Makes what is made of steps that lie behind `to`, where the run stands now. Made once; again when the answers changed.
pub(super) fn settle(
    conn: &Connection,
    run: &Run,
    to: Option<&Place>,
    words: &Words,
    rng: &dyn mend_vault::Rng,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let module = &run.content.module;
    let to = to.and_then(|place| module.index(&place.step)).unwrap_or(module.steps.len());
    for make in &module.makes {
        let last = make.sources().filter_map(|step| module.index(step)).max().unwrap_or(0);
        if to > last {
            entry(conn, run, make, words, rng, now)?;
        }
    }
    Ok(())
}

/// Makes or changes the entry of a make; nothing where all of it was skipped.
fn entry(
    conn: &Connection,
    run: &Run,
    make: &Make,
    words: &Words,
    rng: &dyn mend_vault::Rng,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let passed =
        |step: &'_ String| run.passed.iter().filter(|(place, _)| place.step == *step).map(|(_, it)| it.at).max();
    let Some(answered_at) = make.sources().filter_map(passed).max() else { return Ok(()) };
    let before = made(conn, run.row, &make.id)?;
    // What its owner changed by hand stays, until the answers change.
    if before.is_some_and(|(_, made_at)| millis(answered_at) <= made_at) {
        return Ok(());
    }
    let (text, feelings) = (entry_text(conn, run, make, words)?, entry_feelings(run, make));
    if text.trim().is_empty() && feelings.is_empty() {
        return Ok(());
    }
    if let Some((MadeView::Entry(id), _)) = before {
        let change =
            EditRequest { text: Some(text.clone()), feelings: Some(feelings.clone()), ..EditRequest::default() };
        match journal::edit_within(conn, id, change, now) {
            // Its owner deleted it; the new answers make a new one.
            Err(MendError::NotFound) => {}
            edited => {
                edited?;
                return keep_made(conn, run.row, &Place::of(&make.id), MadeView::Entry(id), now);
            }
        }
    }
    let id = EntryId::make(rng);
    let request =
        WriteRequest { kind: make.kind, title: title(run, make, words), text, feelings, ..WriteRequest::default() };
    journal::write_within(conn, id, request, now)?;
    keep_made(conn, run.row, &Place::of(&make.id), MadeView::Entry(id), now)
}

/// The title of what a make makes, in the language of today.
pub(super) fn title(run: &Run, make: &Make, words: &Words) -> Option<String> {
    words.maybe(&format!("{}-{}-title", run.content.module.id, make.id), None)
}

fn entry_text(conn: &Connection, run: &Run, make: &Make, words: &Words) -> Result<String> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for step in &make.from {
        // In the order of the way, which is that of the things a step comes for.
        for place in Path::new(&run.content.module, &run.progress).whole() {
            let Some(answer) = run.progress.answers.get(&place).filter(|_| place.step == *step) else { continue };
            let passed = run.passed.get(&place);
            let heading = passed.map(|passed| match &passed.question.item {
                Some(item) => format!("{} ({item})", passed.question.heading()),
                None => passed.question.heading().to_owned(),
            });
            parts.push((heading.unwrap_or_default(), answer_words(conn, run, &place, answer, words)?));
        }
    }
    // A letter, and whatever was asked for alone, is its writer's words and nothing else.
    if make.from.len() == 1 && parts.len() == 1 {
        return Ok(parts.remove(0).1);
    }
    let parts = parts.into_iter().map(|(heading, said)| format!("*{heading}*\n\n{said}"));
    Ok(parts.collect::<Vec<_>>().join("\n\n"))
}

fn entry_feelings(run: &Run, make: &Make) -> Vec<Feeling> {
    let Some(step) = &make.feelings else { return Vec::new() };
    let Some(Answer::Feelings(feelings)) = run.progress.answers.get(&Place::of(step)) else { return Vec::new() };
    let strength = |id: &str| {
        let step = make.strengths.as_ref()?;
        match run.progress.answers.get(&Place::for_item(step, id)) {
            Some(Answer::Point(point)) => Some(*point),
            _ => None,
        }
    };
    feelings.iter().map(|id| Feeling { id: id.clone(), strength: strength(id) }).collect()
}

/// An answer in words: what was chosen as it was said then, the rest as it is.
pub(super) fn answer_words(
    conn: &Connection,
    run: &Run,
    place: &Place,
    answer: &Answer,
    words: &Words,
) -> Result<String> {
    let labels = run.passed.get(place).map(|passed| passed.question.labels.as_slice()).unwrap_or_default();
    let of_labels = || labels.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>();
    Ok(match answer {
        Answer::Text(text) => text.clone(),
        Answer::Lines(lines) => lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"),
        Answer::Chosen(_) | Answer::Offer(_) => {
            let many = of_labels();
            if many.len() > 1 {
                many.iter().map(|one| format!("- {one}")).collect::<Vec<_>>().join("\n")
            } else {
                many.concat()
            }
        }
        Answer::Feelings(_) | Answer::Point(_) => of_labels().join(", "),
        Answer::Plan(plan) => plan_words(plan, &words.mend),
        Answer::Promise(id) => promise::what_of(conn, *id)?.unwrap_or_else(|| words.mend.get("guide-gone", &[])),
        Answer::Agreement(id) => agreement::words_of(conn, *id)?.unwrap_or_else(|| words.mend.get("guide-gone", &[])),
        Answer::Checkin(_) => words.mend.get("guide-answered-there", &[]),
    })
}

fn plan_words(plan: &Plan, text: &Text) -> String {
    let weekday = plan.weekday.map(|day| text.get(&format!("guide-weekday-{}", weekday_code(day)), &[]));
    let parts = [weekday, plan.day.map(|day| day.to_string()), plan.time.map(|time| time.format("%H:%M").to_string())];
    let when = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match (plan.text.trim().is_empty(), when.is_empty()) {
        (true, _) => when,
        (false, true) => plan.text.clone(),
        (false, false) => format!("{}\n\n{when}", plan.text),
    }
}

fn weekday_code(day: Weekday) -> &'static str {
    ["mo", "tu", "we", "th", "fr", "sa", "su"][day as usize]
}

/// A plan for a day or a weekday becomes a reminder, in place of the one it became before.
pub(super) fn remind(
    conn: &Connection,
    run: &Run,
    step: &Step,
    place: &Place,
    answered: Option<(&Answer, &Question)>,
    rng: &dyn mend_vault::Rng,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let Kind::Plan { reminder: true, asks, .. } = step.kind_in(run.progress.solo) else { return Ok(()) };
    if let Some((MadeView::Reminder(id), _)) = made_at(conn, run.row, place)? {
        match reminder::remove_within(conn, id) {
            Ok(()) | Err(MendError::NotFound) => {}
            Err(e) => return Err(e),
        }
        conn.execute(
            "DELETE FROM guide_made WHERE run = ?1 AND make = ?2 AND item = ?3",
            params![run.row, place.step, place.item],
        )?;
    }
    let Some((Answer::Plan(plan), question)) = answered else { return Ok(()) };
    let cadence = match (plan.weekday, plan.day) {
        (Some(day), _) => Cadence::Weekly { n: 1, days: vec![day], week_start: Weekday::Mo },
        (None, Some(_)) => Cadence::Daily { n: 1 },
        (None, None) => return Ok(()),
    };
    debug_assert!(asks.contains(&PlanField::Day) || asks.contains(&PlanField::Weekday));
    let once = plan.day.filter(|_| plan.weekday.is_none());
    let time = plan.time.unwrap_or(EVENING);
    if once.is_some_and(|day| day.and_time(time) <= now.naive_local()) {
        // This evening's hour is over: the plan stands, and there is nothing left to ring.
        return Ok(());
    }
    let id = ScheduleId::make(rng);
    let request = ScheduleRequest {
        // For its owner's own list; the alarm has a neutral word.
        subject: Subject::Own { about: about(question) },
        cadence,
        times: vec![time],
        zone: Zone::Floating,
        anchor: once,
        grace_minutes: reminder::limits::USUAL_GRACE_MINUTES,
        until: once,
        notice: None,
    };
    reminder::add_within(conn, id, request, now)?;
    keep_made(conn, run.row, place, MadeView::Reminder(id), now)
}

/// What a reminder is about: the shortest that tells what was planned, as far as it is a line.
fn about(question: &Question) -> String {
    let heading = question.heading().lines().next().unwrap_or_default();
    heading.chars().take(reminder::limits::ABOUT_CHARACTERS).collect()
}

/// Templates that fit the areas of an earlier choice first.
pub(super) fn templates(run: &Run, area: Option<&str>, text: &Text) -> Vec<TemplateView> {
    let areas: Vec<String> = match area.and_then(|step| run.progress.answers.get(&Place::of(step))) {
        Some(Answer::Chosen(chosen)) => chosen.options.clone(),
        _ => Vec::new(),
    };
    let (first, rest): (Vec<_>, Vec<_>) =
        promise::template_views(text).into_iter().partition(|template| areas.contains(&template.area));
    first.into_iter().chain(rest).collect()
}

/// What a make, or a step that comes once, has made, and when.
pub(super) fn made(conn: &Connection, run: i64, make: &str) -> Result<Option<(MadeView, i64)>> {
    made_at(conn, run, &Place::of(make))
}

fn made_at(conn: &Connection, run: i64, place: &Place) -> Result<Option<(MadeView, i64)>> {
    let mut statement =
        conn.prepare_cached("SELECT kind, uid, made_at FROM guide_made WHERE run = ?1 AND make = ?2 AND item = ?3")?;
    let row = statement.query_row(params![run, place.step, place.item], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?, row.get::<_, i64>(2)?))
    });
    row.optional()?.map(|(kind, uid, at)| Ok((view(kind, uid)?, at))).transpose()
}

/// All that a run made, in the order in which it was made.
pub(super) fn all_made(conn: &Connection, run: i64) -> Result<Vec<MadeView>> {
    let mut statement =
        conn.prepare_cached("SELECT kind, uid FROM guide_made WHERE run = ?1 ORDER BY made_at, make, item")?;
    let mut rows = statement.query([run])?;
    let mut made = Vec::new();
    while let Some(row) = rows.next()? {
        made.push(view(row.get(0)?, row.get(1)?)?);
    }
    Ok(made)
}

pub(super) fn keep_made(
    conn: &Connection,
    run: i64,
    place: &Place,
    made: MadeView,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let (kind, uid) = match made {
        MadeView::Entry(id) => (0, id.0),
        MadeView::Promise(id) => (1, id.0),
        MadeView::Agreement(id) => (2, id.0),
        MadeView::Reminder(id) => (3, id.0),
    };
    conn.prepare_cached(
        "INSERT OR REPLACE INTO guide_made (run, make, item, kind, uid, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![run, place.step, place.item, kind, uid, millis(now)])?;
    Ok(())
}

fn view(kind: i64, uid: [u8; 16]) -> Result<MadeView> {
    Ok(match kind {
        0 => MadeView::Entry(EntryId(uid)),
        1 => MadeView::Promise(PromiseId(uid)),
        2 => MadeView::Agreement(AgreementId(uid)),
        3 => MadeView::Reminder(ScheduleId(uid)),
        _ => return Err(MendError::Damaged),
    })
}

/// A promise or an item that was made at a place already.
pub(super) fn not_made_yet(conn: &Connection, run: i64, place: &Place) -> Result<()> {
    match made_at(conn, run, place)? {
        None => Ok(()),
        Some(_) => Err(super::limits::bad("step", FieldProblem::Twice)),
    }
}

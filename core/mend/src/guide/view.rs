//! How a place is shown: words, and what it asks for.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use rusqlite::Connection;

use super::answer::{self, Question};
use super::module::{Choose, Kind, Part, PlanField, Speaker, Step, Turn};
use super::rows::{self, Run};
use super::words::Words;
use super::{Answer, Asks, CopiedView, Place, PlanFieldView, StepView, TimerView, TurnView, limits, outcome};
use crate::checkin::{self, OptionView, PointView, WayView};
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::journal::{date_of, limits as journal_limits, number};
use crate::text::Text;
use crate::{agreement, promise};

/// The moment of a view.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub now: DateTime<FixedOffset>,
    /// The day of the journal.
    pub today: NaiveDate,
    /// The hour at which a day ends.
    pub day_ends_at: u8,
}

/// Where a run stands.
pub(super) fn of_run(conn: &Connection, run: &Run, words: &Words, moment: Moment) -> Result<StepView> {
    let Some(place) = &run.place else { return Ok(end(run, words)) };
    let step = run.content.module.step(&place.step).ok_or(MendError::Damaged)?;
    let mut view = shown(run, step, place, words);
    view.can_go_back = run.path().before(Some(place)).is_some();
    view.draft = Some(run.draft.clone()).filter(|draft| !draft.is_empty());
    if step.part == Part::Together && !run.progress.solo {
        return Ok(gate(run, view, words));
    }
    if let Some(until) = opens_on(run, step, moment)? {
        view.asks = Asks::Wait { until };
        view.note = Some(words.mend.get("guide-waits", &[("day", &until.to_string())]));
        return Ok(view);
    }
    let timer = |seconds| TimerView { seconds, remaining: remaining(run.timer_at, seconds, moment.now) };
    view.asks = match step.kind_in(run.progress.solo) {
        Kind::Read => Asks::Nothing,
        Kind::Reflect { list: false } | Kind::WriteLetter => Asks::Text { most_bytes: limits::TEXT_BYTES as u32 },
        Kind::Reflect { list: true } => Asks::Lines { most: limits::ITEMS as u32 },
        Kind::Choose(choose) => Asks::Choose {
            options: option_views(options(conn, run, step, choose, words)?),
            least: choose.least,
            most: choose.most,
            own: choose.own,
            own_words: words.mend.get("guide-own-words", &[]),
        },
        Kind::NameEmotion { most } => Asks::Feelings { most: *most, hint: words.mend.get("guide-feelings-hint", &[]) },
        Kind::Rate { scale } => Asks::Rate { points: points(scale, &words.mend) },
        Kind::Pause { seconds } => Asks::Pause { timer: timer(*seconds) },
        // Only over one phone, where another view shows it.
        Kind::SpeakListen { .. } => Asks::Nothing,
        Kind::MakePromise { area } => Asks::Promise {
            templates: outcome::templates(run, area.as_deref(), &words.mend),
            usual_last_day: promise::usual_last_day(moment.today),
        },
        Kind::Agree { topic } => {
            let topic = topic_of(run, place, step, topic.as_deref());
            Asks::Agreement {
                topic: topic.as_ref().map(|(key, words)| agreement::topic_of(key, words)),
                topic_words: topic.map(|(_, words)| words),
                usual_review_day: agreement::usual_review_day(moment.today),
                written_down: words.mend.get("guide-written-down", &[]),
            }
        }
        Kind::Plan { asks, within_days, .. } => plan(asks, *within_days, words, moment.today),
        Kind::ShareChoice { items } => {
            let offered = offered(conn, run, items, words)?;
            Asks::Offer { items: option_views(offered), about: words.mend.get("guide-share-none", &[]) }
        }
        Kind::CheckSafety => Asks::Safety { page: checkin::safety_page(&words.mend) },
        Kind::Checkin { set } => Asks::Checkin { set: set.clone() },
        Kind::Signpost { ways, modules } => Asks::Ways {
            ways: ways.iter().map(|way| checkin::question::way(way, &words.mend)).collect::<Vec<WayView>>(),
            modules: modules.iter().map(|id| module_option(id, &words.mend)).collect(),
        },
    };
    Ok(view)
}

/// What every place has.
pub(super) fn shown(run: &Run, step: &Step, place: &Place, words: &Words) -> StepView {
    let item = item_words(run, step, place);
    let mut view = bare(&run.content.module.id, step, run.progress.solo, item, words);
    view.run = Some(run.id);
    view.place = Some(place.clone());
    view.answer = run.progress.answers.get(place).cloned();
    view
}

/// A step's words alone.
pub(super) fn bare(module: &str, step: &Step, solo: bool, item: Option<String>, words: &Words) -> StepView {
    let message = step.message_of(module, solo);
    let say = |attribute: &str| words.maybe(&format!("{message}.{attribute}"), item.as_deref());
    StepView {
        run: None,
        module: module.to_owned(),
        place: None,
        part: step.part,
        part_words: words.mend.get(part_message(step.part, solo), &[]),
        part_about: words.mend.get(&format!("{}.about", part_message(step.part, solo)), &[]),
        kind: step.kind_in(solo).id(),
        title: say("title"),
        words: words.say(&message, item.as_deref()),
        note: say("note"),
        instead: say("instead"),
        harm: step.vulnerable.then(|| words.mend.get("guide-harm", &[])),
        item,
        asks: Asks::Nothing,
        answer: None,
        draft: None,
        skip: words.mend.get("guide-skip", &[]),
        stop: words.mend.get("guide-stop", &[]),
        can_go_back: false,
    }
}

/// What is made for two and done alone is a part for oneself like the others.
fn part_message(part: Part, solo: bool) -> &'static str {
    match part {
        Part::Alone => "guide-part-alone",
        Part::Together if solo => "guide-part-alone",
        Part::Together => "guide-part-together",
        Part::After => "guide-part-after",
    }
}

fn end(run: &Run, words: &Words) -> StepView {
    let module = &run.content.module.id;
    let alone = words.maybe(&format!("{module}.end-solo"), None).filter(|_| run.progress.solo);
    StepView {
        run: Some(run.id),
        module: module.clone(),
        place: None,
        part: Part::After,
        part_words: String::new(),
        part_about: String::new(),
        kind: "end",
        title: None,
        words: alone.unwrap_or_else(|| words.say(&format!("{module}.end"), None)),
        note: None,
        instead: None,
        harm: None,
        item: None,
        asks: Asks::End,
        answer: None,
        draft: None,
        skip: words.mend.get("guide-skip", &[]),
        stop: words.mend.get("guide-stop", &[]),
        can_go_back: false,
    }
}

/// Before the part that is done together: what happens now, and what both would see.
fn gate(run: &Run, view: StepView, words: &Words) -> StepView {
    let say = |id: &str| words.mend.get(id, &[]);
    let copied = copied(run);
    let none = copied.is_empty().then(|| say("guide-together-nothing-copied"));
    StepView {
        kind: "together",
        title: Some(say("guide-part-together")),
        words: say("guide-together-ready"),
        note: none,
        instead: None,
        harm: None,
        item: None,
        asks: Asks::Together {
            about: say("guide-together-copies"),
            copied,
            hand_over: say("guide-together-hand-over"),
            alone: say("guide-together-solo"),
            later: say("guide-together-later"),
        },
        ..view
    }
}

/// The answers of the part alone that both would see.
pub(super) fn copied(run: &Run) -> Vec<CopiedView> {
    let module = &run.content.module;
    let answered = module.copies.iter().filter_map(|step| {
        let place = Place::of(step);
        run.progress.answers.get(&place)?;
        let question = &run.passed.get(&place)?.question;
        let words = question.labels.iter().map(|(_, words)| words.clone()).collect();
        Some(CopiedView { question: question.heading().to_owned(), words })
    });
    answered.collect()
}

/// What a choice offers: keys and words.
pub(super) fn options(
    conn: &Connection,
    run: &Run,
    step: &Step,
    choose: &Choose,
    words: &Words,
) -> Result<Vec<(String, String)>> {
    if let Some(from) = &choose.from {
        let items = run.path().items(from);
        return Ok(items.into_iter().filter_map(|key| Some((key.clone(), run.label(from, &key)?))).collect());
    }
    let module = &run.content.module;
    let own = |id: &String| (id.clone(), words.say(&module.option_message(&step.id, id), None));
    let ours: Vec<(String, String)> = choose.options.iter().map(own).collect();
    let Some(from_run) = &choose.from_run else { return Ok(ours) };
    let theirs = rows::labels_of_latest(conn, &from_run.module, &from_run.step)?;
    if from_run.first.is_empty() {
        return Ok(if theirs.is_empty() { ours } else { theirs });
    }
    let fitting = theirs.iter().filter_map(|(key, _)| from_run.first.get(key)).flatten();
    let fitting: Vec<&String> = fitting.collect();
    let (first, rest): (Vec<_>, Vec<_>) = ours.into_iter().partition(|(id, _)| fitting.contains(&id));
    Ok(first.into_iter().chain(rest).collect())
}

/// What may be offered: what was made, and what was answered.
pub(super) fn offered(conn: &Connection, run: &Run, items: &[String], words: &Words) -> Result<Vec<(String, String)>> {
    let module = &run.content.module;
    let mut offered = Vec::new();
    for id in items {
        if let Some(make) = module.makes.iter().find(|make| make.id == *id) {
            if outcome::made(conn, run.row, id)?.is_some() {
                offered
                    .push((id.clone(), outcome::title(run, make, words).unwrap_or_else(|| words.mend.kind(make.kind))));
            }
            continue;
        }
        for (place, answer) in run.progress.answers.iter().filter(|(place, _)| place.step == *id) {
            let question = run.passed.get(place).map(|passed| passed.question.heading()).unwrap_or_default();
            let said = outcome::answer_words(conn, run, place, answer, words)?;
            // A thing among several is told by its key too.
            let key = if place.item.is_empty() { id.clone() } else { format!("{id}/{}", place.item) };
            let words = words.mend.get("guide-offered", &[("question", question), ("answer", &said)]);
            offered.push((key, words));
        }
    }
    Ok(offered)
}

/// How a place was asked, to be kept beside its answer.
pub(super) fn question(
    run: &Run,
    step: &Step,
    place: &Place,
    answer: &Answer,
    labels: Vec<(String, String)>,
    words: &Words,
) -> Question {
    let view = shown(run, step, place, words);
    let chosen: Vec<(String, String)> = match answer {
        Answer::Chosen(chosen) => {
            let of_options = labels.into_iter().filter(|(key, _)| chosen.options.contains(key));
            let own = chosen.own.iter().zip(1..).map(|(words, n)| (format!("+{n}"), words.clone()));
            of_options.chain(own).collect()
        }
        Answer::Offer(items) => labels.into_iter().filter(|(key, _)| items.contains(key)).collect(),
        Answer::Feelings(feelings) => {
            feelings.iter().map(|feeling| (feeling.clone(), words.mend.feeling(feeling))).collect()
        }
        Answer::Lines(lines) => lines.iter().zip(1..).map(|(line, n)| (n.to_string(), line.clone())).collect(),
        Answer::Point(point) => match step.kind_in(run.progress.solo) {
            Kind::Rate { scale } => {
                let known = points(scale, &words.mend).into_iter().find(|known| known.value == *point);
                known.map(|known| (point.to_string(), known.words)).into_iter().collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    Question { words: view.words, title: view.title, item: view.item, labels: chosen }
}

/// The words of the thing that a place is about.
pub(super) fn item_words(run: &Run, step: &Step, place: &Place) -> Option<String> {
    let source = step.for_each.as_ref().filter(|_| !place.item.is_empty())?;
    Some(run.label(source, &place.item).unwrap_or_else(|| place.item.clone()))
}

/// The day on which a step opens, while that is ahead.
pub(super) fn opens_on(run: &Run, step: &Step, moment: Moment) -> Result<Option<NaiveDate>> {
    let Some(wait) = &step.not_before else { return Ok(None) };
    let since = match &wait.after {
        None => Some(run.started_at),
        // Left last, where it came for several things; a step that was never come to delays nothing.
        Some(after) => run.passed.iter().filter(|(place, _)| place.step == *after).map(|(_, passed)| passed.at).max(),
    };
    let Some(since) = since else { return Ok(None) };
    let opens =
        date_of(since, moment.day_ends_at).checked_add_days(Days::new(wait.days.into())).unwrap_or(NaiveDate::MAX);
    Ok(Some(opens).filter(|opens| number(*opens) > number(moment.today)))
}

/// What is left of a timer that was started; none of it where the clock was set back.
pub(super) fn remaining(timer_at: i64, seconds: u32, now: DateTime<FixedOffset>) -> Option<u32> {
    if timer_at == 0 {
        return None;
    }
    let gone = TimeDelta::milliseconds(millis(now).saturating_sub(timer_at).max(0)).num_seconds();
    Some(seconds.saturating_sub(u32::try_from(gone).unwrap_or(u32::MAX)))
}

pub(super) fn turn_views(turns: &[Turn], text: &Text) -> Vec<TurnView> {
    let view = |turn: &Turn| {
        let id = match turn.speaker {
            Speaker::First => "guide-speaker-first",
            Speaker::Second => "guide-speaker-second",
            Speaker::Both => "guide-speaker-both",
        };
        TurnView { speaker: turn.speaker, words: text.get(id, &[]), minutes: turn.minutes }
    };
    turns.iter().map(view).collect()
}

pub(super) fn plan(asks: &[PlanField], within_days: u32, words: &Words, today: NaiveDate) -> Asks {
    let field = |field: &PlanField| {
        let id = match field {
            PlanField::Text => "guide-plan-text",
            PlanField::Day => "guide-plan-day",
            PlanField::Weekday => "guide-plan-weekday",
            PlanField::Time => "guide-plan-time",
        };
        PlanFieldView { field: *field, words: words.mend.get(id, &[]) }
    };
    Asks::Plan { fields: asks.iter().map(field).collect(), latest: answer::last_day(today, within_days) }
}

pub(super) fn points(scale: &str, text: &Text) -> Vec<PointView> {
    if scale == "strength" {
        let all = 0..=journal_limits::STRONGEST;
        return all.map(|value| PointView { value, words: text.strength(value) }).collect();
    }
    checkin::question::points(scale, text)
}

pub(super) fn option_views(options: Vec<(String, String)>) -> Vec<OptionView> {
    options.into_iter().map(|(id, words)| OptionView { id, words }).collect()
}

fn module_option(id: &str, mend: &std::sync::Arc<Text>) -> OptionView {
    let shipped = super::Pack::shipped().content(id);
    let title = shipped.map(|content| Words::of(content, mend.clone()).say(&format!("{id}.title"), None));
    OptionView { id: id.to_owned(), words: title.unwrap_or_else(|| id.to_owned()) }
}

/// The topic of an item of an agreement: the thing the step is about, or what was chosen; its key and its words.
fn topic_of(run: &Run, place: &Place, step: &Step, topic: Option<&str>) -> Option<(String, String)> {
    if let Some(words) = item_words(run, step, place) {
        return Some((place.item.clone(), words));
    }
    run.passed.get(&Place::of(topic?))?.question.labels.first().cloned()
}

//! One thing at a time: a feeling named, a promise made and missed, an agreement over one phone.

use std::sync::Arc;

use chrono::Duration;
use mend_core::agreement::{AgreementKind, AgreementRequest, AgreementState, Owner};
use mend_core::guide::{Answer, Asks, Chosen, Guides, Place, Plan, PlanField, StartRequest, StepView, TogetherPart};
use mend_core::profile::Role;
use mend_core::promise::{LogRequest, Outcome, PromiseRequest};
use mend_core::reminder::{Cadence, Weekday};
use mend_core::{FixedClock, Mend, MendError, Opened, PromiseId, RunId, SetUpRequest, UnlockOptions};

use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal, moment};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-guides",
    steps: &[
        Step { name: "feeling", play: name_a_feeling },
        Step { name: "promise", play: make_a_promise },
        Step { name: "missed", play: miss_a_day },
        Step { name: "agreement", play: agree },
    ],
};

/// What is said at a step of a module; every other step is passed.
enum Said {
    Text(&'static str),
    Options(&'static [&'static str]),
    Feelings(&'static [&'static str]),
    Point(u8),
}

impl Said {
    fn answer(&self) -> Answer {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Self::Text(text) => Answer::Text((*text).to_owned()),
            Self::Options(options) => Answer::Chosen(Chosen { options: owned(options), own: Vec::new() }),
            Self::Feelings(feelings) => Answer::Feelings(owned(feelings)),
            Self::Point(point) => Answer::Point(*point),
        }
    }
}

/// Goes on by a script until `done`, or to the end.
fn walk(
    guides: &Guides,
    run: RunId,
    script: &[(&str, Said)],
    done: impl Fn(&StepView) -> bool,
) -> Result<StepView, Problem> {
    let mut view = guides.step(run)?;
    while let Some(place) = view.place.clone().filter(|_| !done(&view)) {
        let said = script.iter().find(|(step, _)| *step == place.step);
        view = match said {
            Some((_, said)) => guides.answer(run, &place, said.answer())?,
            None => guides.pass(run, &place)?,
        };
    }
    Ok(view)
}

fn start(guides: &Guides, module: &str, role: Option<Role>) -> Result<(RunId, String), Problem> {
    let title = guides.module(module)?.row.title;
    Ok((guides.start(StartRequest { module: module.into(), role })?, title))
}

/// Ines, on the evening of her week.
fn name_a_feeling(stage: &mut Stage) -> Played {
    let session = stage.session()?;
    let (guides, journal) = (session.guides()?, session.journal()?);
    let before = journal.count()?;
    let (run, title) = start(&guides, "name-feeling", None)?;
    let script = [
        ("body", Said::Options(&["chest"])),
        ("feelings", Said::Feelings(&["longing", "worry"])),
        ("strength", Said::Point(3)),
        ("set-off", Said::Text("The stairs, at six. I listened for his step.")),
        ("asks-for", Said::Text("To sit in the kitchen with the door open.")),
    ];
    let end = walk(&guides, run, &script, |_| false)?;
    expect("the last step", "end", end.kind)?;
    expect("entries made", 1, journal.count()? - before)?;
    let made = guides.show(run)?.made;
    let Some(mend_core::guide::MadeView::Entry(entry)) = made.first().copied() else {
        return Err(Problem::Core(MendError::NotFound));
    };
    let feelings: Vec<String> = journal.show(entry)?.row.feelings.into_iter().map(|feeling| feeling.id).collect();
    expect("feelings", vec!["longing", "worry"], feelings.iter().map(String::as_str).collect())?;
    // The steps that show the journal's counts go on from what was there.
    journal.delete_for_good(entry)?;
    Ok(Told::nothing().and("title", title).and("feelings", feelings.len()))
}

const MADE: &str = "2026-03-01T20:00:00+01:00";
const WHAT: &str = "I say where I am when I come home late.";
const MISSED: usize = 3;
const DAYS: [Outcome; 8] = [
    Outcome::Kept,
    Outcome::Kept,
    Outcome::Partly,
    Outcome::Missed,
    Outcome::Kept,
    Outcome::Missed,
    Outcome::Kept,
    Outcome::Kept,
];

/// Joris's phone, so many days after he made his promise.
fn joris(stage: &Stage, later: i64) -> Result<Mend, Problem> {
    let now = moment(MADE)? + Duration::days(later);
    Ok(stage.another_at("joris", Arc::new(FixedClock(now))))
}

/// He stops in the middle, and goes on at the very step with nothing left of the first session.
fn make_a_promise(stage: &mut Stage) -> Played {
    let request = SetUpRequest { private: Some(stage.private.clone()), together: None };
    let session = joris(stage, 0)?.set_up(request)?;
    let guides = session.guides()?;
    let (run, title) = start(&guides, "count-on-it", Some(Role::Broke))?;
    let script = [("area", Said::Options(&["time"]))];
    let stopped = walk(&guides, run, &script, |view| matches!(view.asks, Asks::Promise { .. }))?;
    session.lock();
    expect_refusal("going on while locked", MendError::Locked, guides.step(run))?;

    let session = joris(stage, 0)?.unlock(&stage.private, UnlockOptions::default())?;
    let guides = session.guides()?;
    let view = guides.step(run)?;
    expect("where it goes on", &stopped.place, &view.place)?;
    let (Some(place), Asks::Promise { usual_last_day, .. }) = (view.place, view.asks) else {
        return Err(Problem::Core(MendError::NotFound));
    };
    let request = PromiseRequest {
        what: WHAT.into(),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(usual_last_day),
        tell: "On Sunday, after dinner.".into(),
    };
    guides.make_promise(run, &place, request)?;
    expect("promises", 1, session.promises()?.list(10, None)?.promises.len())?;
    session.lock();
    Ok(Told::nothing().and("title", title).and("what", WHAT))
}

fn miss_a_day(stage: &mut Stage) -> Played {
    let session = joris(stage, DAYS.len() as i64)?.unlock(&stage.private, UnlockOptions::default())?;
    let promises = session.promises()?;
    let id: PromiseId = promises.list(1, None)?.promises[0].id;
    let day = |n: usize| Ok::<_, Problem>((moment(MADE)? + Duration::days(n as i64)).date_naive());
    for (n, outcome) in DAYS.into_iter().enumerate() {
        let note = (outcome == Outcome::Missed).then(|| "The train stood, and my phone was empty.".to_owned());
        promises.log(id, LogRequest { day: Some(day(n)?), outcome, note, amends: None })?;
    }
    let counted = promises.show(id)?.row.counted.ok_or(MendError::NotFound)?;
    expect("kept of the last", (5, 8), (counted.kept, counted.of))?;
    expect("words of a missed day", 1, promises.log_history(id, day(MISSED)?)?.len())?;
    session.lock();
    Ok(Told::nothing().and("sentence", counted.sentence))
}

/// Over Ines's phone: her part alone, the cards that lie between the two, and her part afterwards.
fn agree(stage: &mut Stage) -> Played {
    let ines = stage.another("ines");
    let request = SetUpRequest { private: Some(stage.private.clone()), together: Some(stage.together.clone()) };
    let session = ines.set_up(request)?;
    let guides = session.guides()?;
    let (run, title) = start(&guides, "our-agreement", Some(Role::Hurt))?;
    let script = [
        ("trust-means", Said::Text("That I need not listen for the stairs.")),
        ("topics", Said::Options(&["time", "phones"])),
    ];
    walk(&guides, run, &script, |view| view.kind == "together")?;
    let part = session.hand_over(run)?;
    expect("what is open", Opened::TogetherOnly, session.opened())?;
    expect_refusal("the journal", MendError::PrivateLocked, session.journal())?;
    let cards = play_cards(&part)?;
    session.lock();

    let session = ines.unlock(&stage.private, UnlockOptions::default())?;
    let guides = session.guides()?;
    let mut view = guides.step(run)?;
    while let Some(place) = view.place.clone() {
        view = match view.asks {
            Asks::Agreement { topic: Some(topic), usual_review_day, .. } => {
                let request = AgreementRequest {
                    topic,
                    words: "We say it before we are late, and not after.".into(),
                    kind: AgreementKind::Habit,
                    owner: Owner::Both,
                    review_day: Some(usual_review_day),
                    holds_until: None,
                };
                guides.make_agreement(run, &place, request)?
            }
            _ => guides.pass(run, &place)?,
        };
    }
    let agreements = session.agreements()?;
    let items = agreements.list(10, None)?.agreements;
    expect("items", 2, items.len())?;
    for item in &items {
        let latest = agreements.show(item.id)?.versions.pop().ok_or(MendError::NotFound)?;
        agreements.accept(item.id, latest.hash)?;
        expect("an item", AgreementState::WrittenDown, agreements.show(item.id)?.row.state)?;
    }
    session.lock();
    Ok(Told::nothing().and("title", title).and("cards", cards).and("items", items.len()))
}

/// Every card, with what both say to it.
fn play_cards(part: &TogetherPart) -> Result<usize, Problem> {
    let mut cards = 0;
    let mut view = part.step()?;
    while let Some(place) = view.place.clone() {
        cards += 1;
        view = card(part, &place, &view.asks)?;
    }
    Ok(cards)
}

fn card(part: &TogetherPart, place: &Place, asks: &Asks) -> Result<StepView, Problem> {
    match asks {
        Asks::Turns { turns, .. } => {
            for _ in turns {
                part.start_timer()?;
                part.next_turn()?;
            }
            Ok(part.pass(place)?)
        }
        Asks::Plan { fields, .. } if fields.iter().any(|asked| asked.field == PlanField::Weekday) => {
            Ok(part.answer(place, Answer::Plan(Plan { weekday: Some(Weekday::Su), ..Plan::default() }))?)
        }
        _ => Ok(part.pass(place)?),
    }
}

//! Guides after some years: 500 runs that ended, 5 000 answers and more, and one run that goes on.

use std::sync::Arc;

use bench_facade::{Failure, expect, head, row};
use chrono::{DateTime, FixedOffset};
use mend_core::guide::{Answer, Asks, Chosen, Guides, Place, Plan, StartRequest, StepView};
use mend_core::{FixedClock, Mend, MendOptions, Passphrase, RunId, SetUpRequest};
use mend_vault::WipingAllocator;

#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

const NOW: &str = "2026-01-05T12:00:00+01:00";
const ENDED: usize = 500;
const GOAL: Option<f64> = Some(5.0);
/// Of the size of a journal entry.
const TEXT: &str = "It was quiet after dinner, and I noticed that I was waiting for the phone to light up. It did not. \
                    I would like to say that out loud once, and not have it fixed.";

fn main() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let now: DateTime<FixedOffset> = NOW.parse()?;
    let options = MendOptions { clock: Arc::new(FixedClock(now)), ..MendOptions::default() };
    let passphrase = Passphrase::new("kettle moss eleven quiet bridge").map_err(|e| e.to_string())?;
    let mend = Mend::with(folder.path().join("mend"), options);
    let session = mend.set_up(SetUpRequest { private: Some(passphrase), together: None })?;
    let guides = session.guides()?;

    let modules = ["name-feeling", "our-agreement", "our-agreement"];
    let mut answers = 0;
    for n in 0..ENDED {
        let run = guides.start(StartRequest { module: modules[n % 3].into(), role: None })?;
        guides.set_solo(run, true)?;
        let mut view = guides.step(run)?;
        while let Some(place) = view.place.clone() {
            view = match answer(&view) {
                Some(answer) => {
                    answers += 1;
                    guides.answer(run, &place, answer)?
                }
                None => guides.pass(run, &place)?,
            };
        }
    }
    if answers < 5_000 {
        return Err(format!("{answers} answers in place of 5 000").into());
    }
    println!("{ENDED} runs that ended, {answers} answers; from {} on\n", now.date_naive());

    head();
    row("the modules that there are", GOAL, || expect(guides.modules().len(), 3))?;
    row("a module before it begins", GOAL, || Ok(guides.module("count-on-it").map(drop)?))?;
    row("the first 50 runs", GOAL, || expect(guides.runs(50, None)?.runs.len(), 50))?;
    let last = guides.runs(500, None)?.runs.last().map(|run| run.id).ok_or("no run")?;
    row("a run of long ago, whole", GOAL, || Ok(guides.show(last).map(drop)?))?;
    let run = guides.start(StartRequest { module: "our-agreement".into(), role: None })?;
    guides.set_solo(run, true)?;
    to(&guides, run, "goal")?;
    row("where a run stands (resume)", GOAL, || Ok(guides.step(run).map(drop)?))?;
    row("an answer and the next step, and back, each on the disk", GOAL, || {
        let view = guides.step(run)?;
        let place = view.place.ok_or("it stands somewhere")?;
        guides.answer(run, &place, Answer::Text(TEXT.into()))?;
        Ok(guides.back(run).map(drop)?)
    })?;
    session.lock();
    Ok(())
}

fn to(guides: &Guides, run: RunId, step: &str) -> Result<(), Failure> {
    let mut view = guides.step(run)?;
    while let Some(place) = view.place.clone().filter(|place| place.step != step) {
        view = guides.pass(run, &place)?;
    }
    expect(usize::from(view.place == Some(Place { step: step.to_owned(), item: String::new() })), 1)
}

fn answer(view: &StepView) -> Option<Answer> {
    Some(match &view.asks {
        Asks::Text { .. } => Answer::Text(TEXT.into()),
        Asks::Choose { options, most, .. } => {
            let options = options.iter().take((*most).min(2) as usize).map(|option| option.id.clone()).collect();
            Answer::Chosen(Chosen { options, own: Vec::new() })
        }
        Asks::Feelings { .. } => Answer::Feelings(vec!["hurt".into(), "hope".into(), "calm".into()]),
        Asks::Rate { points } => Answer::Point(points.last()?.value),
        Asks::Plan { fields, .. } if fields.len() == 1 && fields[0].field == mend_core::guide::PlanField::Text => {
            Answer::Plan(Plan { text: TEXT.into(), ..Plan::default() })
        }
        _ => return None,
    })
}

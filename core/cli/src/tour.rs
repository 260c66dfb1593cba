//! `mend tour`: the whole product at work, on a made-up couple's week, in folders that are removed again.
//!
//! Every line is printed after its step ran, with what the step measured or counted. A step that finds anything else
//! than it claims ends the tour with an error. To add a step, write a function in the file of its group, put it into
//! that group's list and its sentence into `content/en/tour.ftl`.

mod beginning;
mod copies;
mod crash;
mod disk;
mod ending;
mod guides;
mod parting;
mod phones;
mod questions;
mod reading;
mod stage;
mod week;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::page::Page;

pub use crash::write_until_killed;
use phones::Look;
use stage::{Played, Stage, Told};

/// Steps that belong under one heading.
struct Group {
    heading: &'static str,
    steps: &'static [Step],
}

/// One claim and the function that makes it true or finds it false.
struct Step {
    /// Of its sentence, after `tour-`.
    name: &'static str,
    play: fn(&mut Stage) -> Played,
}

const GROUPS: &[Group] = &[
    beginning::GROUP,
    disk::GROUP,
    reading::GROUP,
    questions::GROUP,
    guides::GROUP,
    crash::GROUP,
    copies::GROUP,
    phones::GROUP,
    parting::GROUP,
    ending::GROUP,
];

#[derive(Serialize)]
struct StepReport {
    step: &'static str,
    happened: String,
    milliseconds: u64,
    /// What the two phones show after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    phones: Option<[Look; 2]>,
}

pub fn run(app: &mut App) -> Result<ExitCode, Failure> {
    let began = Instant::now();
    let mut reports = Vec::new();
    say(app, |page| page.text(&app.words.say("tour-title")))?;
    let mut stage = Stage::build(app.options()).map_err(|problem| stopped(app, "stage", &problem.to_string()))?;
    let folder = stage.root().to_owned();
    for group in GROUPS {
        say(app, |page| {
            page.blank();
            page.strong(&app.words.say(group.heading));
        })?;
        for step in group.steps {
            reports.push(play(app, step, &mut stage)?);
        }
    }
    let began_clearing = Instant::now();
    stage.clear().map_err(|problem| stopped(app, "cleared", &problem.to_string()))?;
    if folder.exists() {
        return Err(stopped(app, "cleared", "the folders are still there"));
    }
    reports.push(report(app, "cleared", Told::nothing(), began_clearing.elapsed())?);
    finish(app, &reports, began.elapsed())?;
    Ok(ExitCode::SUCCESS)
}

fn play(app: &App, step: &Step, stage: &mut Stage) -> Result<StepReport, Failure> {
    let began = Instant::now();
    let told = (step.play)(stage).map_err(|problem| stopped(app, step.name, &problem.to_string()))?;
    report(app, step.name, told, began.elapsed())
}

/// The line of a step that held.
fn report(app: &App, step: &'static str, told: Told, took: Duration) -> Result<StepReport, Failure> {
    let Told { mut args, refusal, code, phones } = told;
    args.extend(refusal.map(|(name, refusal)| (name, app.words.error(&refusal).0)));
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let happened = app.words.with(&format!("tour-{step}"), &args);
    say(app, |page| page.step(&duration(took), &happened))?;
    if let Some(code) = code {
        phones::print_code(app, &code)?;
    }
    if let Some(phones) = &phones {
        say(app, |page| phones::show(page, &app.words, phones))?;
    }
    Ok(StepReport { step, happened, milliseconds: took.as_millis().try_into().unwrap_or(u64::MAX), phones })
}

fn finish(app: &App, reports: &[StepReport], took: Duration) -> Result<(), Failure> {
    if app.out.json {
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        return app.out.reply(&serde_json::json!({ "steps": reports, "milliseconds": milliseconds }), |_| {});
    }
    say(app, |page| {
        page.blank();
        let (steps, seconds) = (reports.len().to_string(), format!("{:.1}", took.as_secs_f64()));
        page.text(&app.words.with("tour-end", &[("steps", &steps), ("seconds", &seconds)]));
        page.text(&app.words.say("tour-next"));
    })
}

/// To people at once, step by step; a program gets one document at the end.
fn say(app: &App, human: impl FnOnce(&mut Page)) -> Result<(), Failure> {
    if app.out.json { Ok(()) } else { app.out.reply(&(), human) }
}

fn stopped(app: &App, step: &str, problem: &str) -> Failure {
    let name = app.words.say(&format!("tour-name-{step}"));
    Failure::TourStep { step: format!("{name}: {problem}") }
}

fn duration(took: Duration) -> String {
    match took {
        t if t < Duration::from_millis(10) => format!("{:.1} ms", t.as_secs_f64() * 1e3),
        t if t < Duration::from_secs(1) => format!("{} ms", t.as_millis()),
        t => format!("{:.1} s", t.as_secs_f64()),
    }
}

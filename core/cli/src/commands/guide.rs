//! `mend guide`

mod ask;
mod begin;
mod coverage;
mod packs;
mod reading;
mod script;
mod timer;
mod together;
mod walk;

use std::process::ExitCode;

use mend_core::RunId;
use mend_core::guide::{Guides, RunRow, RunState};

use crate::app::App;
use crate::args::GuideCommand;
use crate::commands::ids;
use crate::failure::Failure;
use crate::words::Words;

pub fn guide(app: &mut App, command: GuideCommand) -> Result<ExitCode, Failure> {
    match command {
        GuideCommand::List => reading::list(app)?,
        GuideCommand::Start { module, answers } => begin::start(app, &module, answers)?,
        GuideCommand::Resume { run, role, solo, answers } => {
            begin::resume(app, run.as_deref(), begin::Changes { role, solo }, answers)?
        }
        GuideCommand::Show { run } => reading::show(app, &run)?,
        GuideCommand::Runs { page } => reading::runs(app, &page)?,
        GuideCommand::End { run } => begin::end(app, &run)?,
        GuideCommand::Delete { run, yes } => reading::delete(app, &run, yes)?,
        GuideCommand::Together { answers } => together::together(app, answers)?,
        GuideCommand::Coverage => return coverage::show(app),
        GuideCommand::Check { pack } => return packs::check(app, &pack),
        GuideCommand::Play { pack, module, answers } => return packs::play(app, &pack, module, answers),
    }
    Ok(ExitCode::SUCCESS)
}

/// A whole id, or the beginning of one.
fn found(guides: &Guides, typed: &str) -> Result<RunId, Failure> {
    ids::by_beginning(typed, |take| {
        each_run(guides, |row| {
            take(row.id);
            true
        })
    })
}

/// The latest run that is under way.
fn latest(guides: &Guides) -> Result<RunId, Failure> {
    let mut latest = None;
    each_run(guides, |row| {
        latest = (row.state == RunState::UnderWay).then_some(row.id);
        latest.is_none()
    })?;
    latest.ok_or(Failure::NoRun)
}

/// From the newest on, until `go_on` says no.
fn each_run(guides: &Guides, mut go_on: impl FnMut(&RunRow) -> bool) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let page = guides.runs(500, after.as_deref())?;
        if !page.runs.iter().all(&mut go_on) {
            return Ok(());
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// What the core words itself.
fn core(words: &Words, id: &str) -> String {
    words.core().get(id, &[])
}

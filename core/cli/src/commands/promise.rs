//! `mend promise`

mod days;
mod making;
mod reading;
mod reviews;

use mend_core::promise::Promises;
use mend_core::{PromiseId, ReviewId};

use crate::app::App;
use crate::args::PromiseCommand;
use crate::commands::ids;
use crate::failure::Failure;

pub fn promise(app: &mut App, command: PromiseCommand) -> Result<(), Failure> {
    match command {
        PromiseCommand::Add { template, rhythm, from, until, tell } => {
            making::add(app, making::New { template, cadence: rhythm.cadence(), first_day: from, until, tell })
        }
        PromiseCommand::Change { id, what, rhythm, until, tell, from } => {
            making::change(app, &id, making::Change { what, tell, cadence: rhythm.cadence(), until, from })
        }
        PromiseCommand::End { id } => making::end(app, &id),
        PromiseCommand::Delete { id, yes } => making::delete(app, &id, yes),
        PromiseCommand::Remind { id } => making::remind(app, &id),
        PromiseCommand::List { page } => reading::list(app, &page),
        PromiseCommand::Show { id } => reading::show(app, &id),
        PromiseCommand::Templates => reading::templates(app),
        PromiseCommand::Due { day } => days::due(app, day),
        PromiseCommand::Log { id, outcome, day, note, amends } => days::log(app, &id, &outcome, day, note, amends),
        PromiseCommand::Unlog { id, day, yes } => days::unlog(app, &id, day, yes),
        PromiseCommand::History { id, day: Some(day), .. } => days::of_day(app, &id, day),
        PromiseCommand::History { id, day: None, page } => days::history(app, &id, &page),
        PromiseCommand::ClearHistory { id, yes } => days::clear_history(app, &id, yes),
        PromiseCommand::Review { id, change } => reviews::write(app, &id, change.as_deref()),
        PromiseCommand::Reviews { id } => reviews::list(app, &id),
        PromiseCommand::RemoveReview { id, review, yes } => reviews::remove(app, &id, &review, yes),
    }
}

/// A whole id, or the beginning of one.
pub fn found(promises: &Promises, typed: &str) -> Result<PromiseId, Failure> {
    ids::by_beginning(typed, |take| {
        each(promises, |id| {
            take(id);
            Ok(())
        })
    })
}

/// The same for a review of any promise.
pub fn found_review(promises: &Promises, typed: &str) -> Result<ReviewId, Failure> {
    ids::by_beginning(typed, |take| {
        each(promises, |id| {
            promises.reviews(id)?.iter().for_each(|review| take(review.id));
            Ok(())
        })
    })
}

fn each(promises: &Promises, mut take: impl FnMut(PromiseId) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let page = promises.list(500, after.as_deref())?;
        page.promises.iter().try_for_each(|row| take(row.id))?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

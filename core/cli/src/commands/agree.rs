//! `mend agree`

mod answering;
mod reading;
mod writing;

use mend_core::AgreementId;
use mend_core::agreement::{AgreementRow, Agreements};
use serde_json::{Value, json};

use crate::app::App;
use crate::args::AgreeCommand;
use crate::commands::ids;
use crate::failure::Failure;

pub fn agree(app: &mut App, command: AgreeCommand) -> Result<(), Failure> {
    match command {
        AgreeCommand::Write { template, topic, kind, owner, review, until } => {
            writing::write(app, writing::New { template, topic, kind, owner, review, until })
        }
        AgreeCommand::Change { id, topic, words, owner, review, until } => {
            writing::change(app, &id, writing::Change { topic, words, owner, review, until })
        }
        AgreeCommand::Delete { id, yes } => writing::delete(app, &id, yes),
        AgreeCommand::Templates => reading::templates(app),
        AgreeCommand::List { page } => reading::list(app, &page),
        AgreeCommand::Show { id } => reading::show(app, &id),
        AgreeCommand::Due => reading::due(app),
        AgreeCommand::Accept { id, version } => answering::accept(app, &id, version),
        AgreeCommand::Withdraw { id } => answering::withdraw(app, &id),
        AgreeCommand::Review { id, next } => answering::review(app, &id, next),
        AgreeCommand::Remind { id } => answering::remind(app, &id),
    }
}

/// A whole id, or the beginning of one.
pub fn found(agreements: &Agreements, typed: &str) -> Result<AgreementId, Failure> {
    ids::by_beginning(typed, |take| {
        let mut after = None;
        loop {
            let page = agreements.list(500, after.as_deref())?;
            page.agreements.iter().for_each(|row| take(row.id));
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    })
}

/// Where an agreement stands after something was said of it.
fn standing(row: &AgreementRow) -> Value {
    json!({ "id": row.id, "version": row.version, "latest": row.latest, "state": row.state })
}

//! Saying yes, taking it back, looking again.

use chrono::NaiveDate;
use mend_core::agreement::AgreementState;
use mend_core::{FieldProblem, MendError};
use serde_json::json;

use super::{found, standing};
use crate::app::App;
use crate::commands::{checkin, ids};
use crate::failure::Failure;

pub fn accept(app: &mut App, id: &str, version: Option<u32>) -> Result<(), Failure> {
    let open = app.open()?;
    let agreements = open.agreements()?;
    let id = found(&agreements, id)?;
    let versions = agreements.show(id)?.versions;
    let wanted = match version {
        Some(number) => versions.iter().find(|one| one.version == number),
        None => versions.last(),
    };
    let hash = wanted.ok_or(MendError::BadField { field: "version", problem: FieldProblem::Unknown })?.hash;
    agreements.accept(id, hash)?;
    let view = agreements.show(id)?;
    let mut document = standing(&view.row);
    document["hash"] = json!(hash);
    app.out.reply(&document, |page| {
        let done = match view.row.state {
            AgreementState::Offered | AgreementState::InForce => "inbox-accepted",
            _ => "agree-accepted",
        };
        page.text(&app.words.say(done));
        page.text(&view.caveat);
    })
}

pub fn withdraw(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let agreements = open.agreements()?;
    let id = found(&agreements, id)?;
    agreements.withdraw(id)?;
    let row = agreements.show(id)?.row;
    app.out.reply(&standing(&row), |page| page.text(&app.words.say("agree-withdrawn")))
}

pub fn review(app: &mut App, id: &str, next: NaiveDate) -> Result<(), Failure> {
    let open = app.open()?;
    let agreements = open.agreements()?;
    let id = found(&agreements, id)?;
    agreements.review(id, next)?;
    let row = agreements.show(id)?.row;
    let mut document = standing(&row);
    document["review_day"] = json!(row.review_day);
    app.out.reply(&document, |page| {
        page.text(&app.words.with("agree-reviewed", &[("day", &row.review_day.to_string())]));
        let id = ids::short(id);
        // A draft has no yes that could have gone with it.
        let (next, args) = match row.state {
            AgreementState::Draft => ("agree-changed-next", [("id", id.as_str())]),
            _ => ("agree-reviewed-next", [("id", id.as_str())]),
        };
        page.faint(&app.words.with(next, &args));
    })
}

pub fn remind(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let agreements = open.agreements()?;
    let schedule = agreements.review_schedule(found(&agreements, id)?)?;
    checkin::schedule::add(app, &open, schedule)
}

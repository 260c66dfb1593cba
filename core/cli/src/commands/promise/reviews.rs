//! Reviews: what the owner of a promise says of it.

use mend_core::promise::Promises;
use mend_core::{PromiseId, ReviewId};
use serde_json::json;

use super::found;
use crate::app::App;
use crate::commands::{erase, ids};
use crate::failure::Failure;
use crate::page::Named;

pub fn write(app: &mut App, id: &str, change: Option<&str>) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    let changed = change.map(|review| found_review(&promises, id, review)).transpose()?;
    let text = app.take_words("promise-review-hint")?;
    let review = match changed {
        Some(review) => promises.edit_review(review, text).map(|()| review)?,
        None => promises.review(id, text)?,
    };
    app.out.reply(&json!({ "id": review }), |page| {
        page.text(&app.words.with("promise-reviewed", &[("id", &ids::short(review))]));
    })
}

pub fn list(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let reviews = promises.reviews(found(&promises, id)?)?;
    let words = &app.words;
    app.out.reply(&Named("reviews", &reviews), |page| {
        if reviews.is_empty() {
            page.text(&words.say("promise-no-reviews"));
        }
        for (i, review) in reviews.iter().enumerate() {
            if i > 0 {
                page.blank();
            }
            let when = review.written_at.format("%Y-%m-%d %H:%M");
            page.faint(&format!("{}  {when}", ids::short(review.id)));
            page.text(&review.text);
        }
    })
}

pub fn remove(app: &mut App, id: &str, review: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    let review = found_review(&promises, id, review)?;
    erase::confirm(app, yes, &app.words.say("promise-review-confirm"))?;
    promises.delete_review(review)?;
    app.out.reply(&json!({ "deleted": review }), |page| page.text(&app.words.say("promise-review-removed")))
}

fn found_review(promises: &Promises, id: PromiseId, typed: &str) -> Result<ReviewId, Failure> {
    ids::by_beginning(typed, |take| {
        promises.reviews(id)?.iter().for_each(|review| take(review.id));
        Ok(())
    })
}

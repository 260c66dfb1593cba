//! `mend inbox`: what the partner shared, and what can be said to it. Nothing has to be.

use chrono::{Days, NaiveDate};
use mend_core::agreement::{AgreementRequest, Owner, VersionHash};
use mend_core::partner::{ItemBody, Partner};
use mend_core::{FieldProblem, ItemId, MendError};
use serde_json::json;

use super::{ids, items, share};
use crate::app::App;
use crate::args::{InboxCommand, LastDay, PageArgs, TopicArgs};
use crate::failure::Failure;

pub fn inbox(app: &mut App, command: Option<InboxCommand>) -> Result<(), Failure> {
    match command.unwrap_or(InboxCommand::List { page: PageArgs::USUAL }) {
        InboxCommand::List { page } => list(app, &page),
        InboxCommand::Show { id } => share::show(app, &id),
        InboxCommand::Accept { id, version } => accept(app, &id, version),
        InboxCommand::Decline { id, version } => say(app, &id, version, "inbox-declined", Partner::decline),
        InboxCommand::Later { id } => say(app, &id, None, "inbox-later", |partner, id, _| partner.later(id)),
        InboxCommand::Withdraw { id } => say(app, &id, None, "agree-withdrawn", |partner, id, _| partner.withdraw(id)),
        InboxCommand::Ask { id, version } => ask(app, &id, version),
        InboxCommand::Change { id, topic, words, owner, review, until } => {
            change(app, &id, Change { topic, words, owner, review, until })
        }
        InboxCommand::Take { id } => take(app, &id),
    }
}

fn list(app: &mut App, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let list = open.partner()?.inbox(page.limit, page.after.as_deref())?;
    let words = &app.words;
    app.out.reply(&list, |page| {
        if list.items.is_empty() {
            page.text(&words.say("inbox-empty"));
        }
        items::show_list(page, words, &list);
    })
}

/// A yes to a promise or an agreement is said to what was seen; a letter is read by saying yes to it.
fn accept(app: &mut App, id: &str, version: Option<u32>) -> Result<(), Failure> {
    let open = app.open()?;
    let partner = open.partner()?;
    let id = items::found(&partner, id)?;
    let body = partner.item(id)?.body;
    let latest = match &body {
        ItemBody::Promise { versions, .. } => versions.last().map(|one| one.hash),
        ItemBody::Agreement { versions, .. } => versions.last().map(|one| one.hash),
        _ => None,
    };
    let hash = hash_of(&partner, id, version)?.or(latest);
    if hash.is_some() && version.is_none() && app.can_ask() && !app.out.json {
        let words = &app.words;
        app.out.reply(&(), |page| {
            items::show_body(page, words, &body);
            page.blank();
        })?;
        if !app.asks_yes_or_no(&app.words.say("inbox-accept-confirm"), false)? {
            return Err(Failure::NotConfirmed);
        }
    }
    partner.accept(id, hash).map_err(items::refused)?;
    answer(app, &partner, id, "inbox-accepted")
}

/// Says it, and shows the item as it is then.
fn say(
    app: &mut App,
    id: &str,
    version: Option<u32>,
    done: &str,
    said: impl FnOnce(&Partner, ItemId, Option<VersionHash>) -> mend_core::Result<()>,
) -> Result<(), Failure> {
    let open = app.open()?;
    let partner = open.partner()?;
    let id = items::found(&partner, id)?;
    let hash = hash_of(&partner, id, version)?;
    said(&partner, id, hash).map_err(items::refused)?;
    answer(app, &partner, id, done)
}

fn answer(app: &App, partner: &Partner, id: ItemId, done: &str) -> Result<(), Failure> {
    let view = partner.item(id)?;
    let words = &app.words;
    app.out.reply(&view, |page| match &view.body {
        // What was said about a letter stays here; what it says is what was asked for.
        ItemBody::Letter { .. } => items::show_body(page, words, &view.body),
        ItemBody::LetterUnread { .. } => page.text(&words.say("inbox-letter-kept")),
        _ => {
            page.text(&words.say(done));
            page.faint(&words.say("share-done-next"));
        }
    })
}

/// A number as lists show it becomes what an answer is said to.
fn hash_of(partner: &Partner, id: ItemId, version: Option<u32>) -> Result<Option<VersionHash>, Failure> {
    let Some(number) = version else { return Ok(None) };
    let hash = match partner.item(id)?.body {
        ItemBody::Promise { versions, .. } => versions.iter().rfind(|one| one.version == number).map(|one| one.hash),
        ItemBody::Agreement { versions, .. } => versions.iter().find(|one| one.version == number).map(|one| one.hash),
        _ => None,
    };
    hash.map(Some).ok_or(MendError::BadField { field: "version", problem: FieldProblem::Unknown }.into())
}

fn ask(app: &mut App, id: &str, version: Option<u32>) -> Result<(), Failure> {
    let open = app.open()?;
    let partner = open.partner()?;
    let id = items::found(&partner, id)?;
    let hash = hash_of(&partner, id, version)?;
    let wish = app.take_words("inbox-ask-hint")?;
    partner.ask_for_change(id, hash, &wish).map_err(items::refused)?;
    answer(app, &partner, id, "inbox-asked")
}

/// What the arguments say of another version.
struct Change {
    topic: TopicArgs,
    words: bool,
    owner: Option<String>,
    review: Option<NaiveDate>,
    until: Option<LastDay>,
}

fn change(app: &mut App, id: &str, change: Change) -> Result<(), Failure> {
    let owner: Option<Owner> = change.owner.map(|owner| owner.parse()).transpose()?;
    let open = app.open()?;
    let partner = open.partner()?;
    let id = items::found(&partner, id)?;
    let ItemBody::Agreement { versions, .. } = partner.item(id)?.body else {
        return Err(Failure::NotForItem);
    };
    let latest = versions.into_iter().last().ok_or(MendError::NotFound)?;
    let typed = app.take_agreement(&change.topic, change.words)?;
    let holds_until = change.until.map_or(latest.holds_until, |LastDay(day)| day);
    let usual = review_day(app.now().date_naive(), latest.review_day, holds_until);
    partner.propose(
        id,
        AgreementRequest {
            topic: typed.topic.unwrap_or(latest.topic),
            words: typed.words.unwrap_or(latest.words),
            kind: latest.kind,
            owner: owner.unwrap_or(latest.owner),
            review_day: Some(change.review.unwrap_or(usual)),
            holds_until,
        },
    )?;
    answer(app, &partner, id, "inbox-proposed")
}

/// The day that it had, or where that is past, in four weeks.
fn review_day(today: NaiveDate, before: NaiveDate, last: Option<NaiveDate>) -> NaiveDate {
    if before > today {
        return before;
    }
    let usual = today + Days::new(28);
    last.map_or(usual, |last| last.min(usual))
}

fn take(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let id = items::found(&open.partner()?, id)?;
    let schedule = open.sharing()?.take_schedule(id).map_err(items::refused)?;
    app.out.reply(&json!({ "id": schedule }), |page| {
        page.text(&app.words.with("schedule-added", &[("id", &ids::short(schedule))]));
    })
}

//! `mend share`, `shared`, `unshare` and `outbox`: nothing goes over that was not looked at first.

use mend_core::partner::ItemKind;
use mend_core::sharing::{PreviewView, ShareRequest};
use mend_core::{FieldProblem, ItemId, MendError};
use serde_json::json;

use super::{checkin, erase, ids, items, promise};
use crate::app::App;
use crate::args::{PageArgs, ShareArgs, ShareKind};
use crate::failure::Failure;
use crate::open::Open;
use crate::page::Named;

pub fn share(app: &mut App, args: ShareArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let sharing = open.sharing()?;
    let request = request(&open, &args)?;
    let preview = sharing.preview(&request)?;
    let asks = app.can_ask() && !app.out.json;
    if !app.out.json {
        show_preview(app, &preview)?;
    }
    let (mut yes, mut sure) = (args.yes, args.sure);
    if asks && !yes {
        yes = app.asks_yes_or_no(&app.words.say("share-confirm"), false)?;
    }
    if asks && yes && preview.asks_twice && !sure {
        let about = if preview.kind == ItemKind::Letter { "partner-sure-letter" } else { "partner-sure-decision" };
        app.out.note("");
        sure = app.asks_yes_or_no(&items::core(&app.words, about), false)?;
        yes = sure;
    }
    let shared = yes.then(|| sharing.share(&request, &preview.digest, sure)).transpose()?;
    answer(app, &preview, shared)
}

/// All that goes over, before anyone is asked.
fn show_preview(app: &App, preview: &PreviewView) -> Result<(), Failure> {
    let words = &app.words;
    app.out.reply(&(), |page| {
        page.faint(&words.say(if preview.again { "share-preview-again" } else { "share-preview" }));
        page.blank();
        items::show_body(page, words, &preview.view);
        page.blank();
    })?;
    app.out.note(&items::core(words, "partner-share-note"));
    app.out.note("");
    Ok(())
}

fn answer(app: &App, preview: &PreviewView, shared: Option<ItemId>) -> Result<(), Failure> {
    let mut document = serde_json::to_value(preview).map_err(|_| Failure::OutputFailed)?;
    document["shared"] = json!(shared);
    app.out.reply(&document, |page| match shared {
        Some(id) => {
            page.text(&app.words.with("share-done", &[("id", &ids::short(id))]));
            page.faint(&app.words.say("share-done-next"));
        }
        None => page.text(&app.words.say("share-not-done")),
    })
}

fn request(open: &Open, args: &ShareArgs) -> Result<ShareRequest, Failure> {
    let typed = args.id.as_str();
    if !args.item.is_empty() && args.kind != ShareKind::Checkin {
        return Err(MendError::BadField { field: "items", problem: FieldProblem::Unknown }.into());
    }
    Ok(match args.kind {
        ShareKind::Entry => ShareRequest::Entry { id: ids::entry(&open.journal()?, typed)? },
        ShareKind::Checkin => {
            let id = checkin::found(&open.checkins()?, typed)?;
            ShareRequest::Checkin { id, items: args.item.clone() }
        }
        ShareKind::Promise => ShareRequest::Promise { id: promise::found(&open.promises()?, typed)? },
        ShareKind::Review => ShareRequest::Review { id: promise::found_review(&open.promises()?, typed)? },
        ShareKind::Agreement => ShareRequest::Agreement { id: super::agree::found(&open.agreements()?, typed)? },
        ShareKind::Schedule => ShareRequest::Schedule { id: checkin::schedule::found(&open.reminders()?, typed)? },
    })
}

pub fn list(app: &mut App, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let list = open.partner()?.shared(page.limit, page.after.as_deref())?;
    let words = &app.words;
    app.out.reply(&list, |page| {
        if list.items.is_empty() {
            page.text(&words.say("shared-empty"));
        }
        items::show_list(page, words, &list);
    })
}

/// Of either side.
pub fn show(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let partner = open.partner()?;
    let view = partner.item(items::found(&partner, id)?)?;
    let words = &app.words;
    app.out.reply(&view, |page| items::show_item(page, words, &view))
}

pub fn outbox(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let waiting = open.partner()?.outbox()?;
    let words = &app.words;
    app.out.reply(&Named("items", &waiting), |page| {
        if waiting.is_empty() {
            page.text(&words.say("outbox-empty"));
            return;
        }
        items::show_rows(page, words, &waiting);
        page.blank();
        if waiting.iter().any(|row| row.held) {
            page.text(&words.say("outbox-held"));
        }
        page.faint(&words.say("share-done-next"));
    })
}

/// Nothing goes by itself that a restored backup still wanted to say.
pub fn send(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let partner = open.partner()?;
    let id = items::found(&partner, id)?;
    partner.release(id).map_err(items::refused)?;
    app.out.reply(&json!({ "sent": id }), |page| {
        page.text(&app.words.say("outbox-sent"));
        page.faint(&app.words.say("share-done-next"));
    })
}

pub fn unshare(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let partner = open.partner()?;
    let id = items::found(&partner, id)?;
    let title = partner.item(id)?.row.title;
    if !yes {
        app.out.note(&items::core(&app.words, "partner-unshare-note"));
        app.out.note("");
    }
    erase::confirm(app, yes, &app.words.with("unshare-confirm", &[("title", &title)]))?;
    partner.unshare(id).map_err(items::refused)?;
    app.out.reply(&json!({ "unshared": id }), |page| page.text(&app.words.say("unshared")))
}

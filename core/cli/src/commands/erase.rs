//! What removes for good. It asks first, or takes `--yes`; with nobody to ask it changes nothing.

use mend_core::SlotKind;
use serde_json::json;

use super::{access, ids};
use crate::app::App;
use crate::failure::Failure;
use crate::secrets::Ask;

pub fn entry(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let journal = open.journal()?;
    let id = ids::entry(&journal, id)?;
    let row = journal.show(id)?.row;
    let when = row.happened_at.format("%Y-%m-%d %H:%M").to_string();
    let named = row.title.filter(|title| !title.is_empty()).unwrap_or(row.preview);
    confirm(app, yes, &app.words.with("delete-confirm", &[("when", &when), ("title", &named)]))?;
    journal.delete_for_good(id)?;
    app.out.reply(&json!({ "deleted": id }), |page| page.text(&app.words.say("deleted")))
}

pub fn history(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let journal = open.journal()?;
    let id = ids::entry(&journal, id)?;
    let versions = journal.show(id)?.versions;
    confirm(app, yes, &app.words.with("clear-history-confirm", &[("versions", &versions.to_string())]))?;
    journal.clear_history(id)?;
    app.out.reply(&json!({ "id": id, "versions": 0 }), |page| page.text(&app.words.say("history-cleared")))
}

pub fn private(app: &mut App, with_new_passphrase: bool, yes: bool) -> Result<(), Failure> {
    someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let new = if with_new_passphrase { Some(app.ask_new_passphrase(Ask::New)?) } else { None };
    let together = if access::has_slot(&open, SlotKind::TogetherPassphrase)? {
        None
    } else {
        app.out.note(&app.words.say("erase-private-together"));
        Some(app.ask_new_passphrase(Ask::Together)?)
    };
    confirm(app, yes, &app.words.say("erase-private-confirm"))?;
    open.access().erase_private(open.again()?, new.as_ref(), together.as_ref())?;
    app.out.reply(&json!({ "erased": "private" }), |page| page.text(&app.words.say("erase-private-done")))
}

pub fn all(app: &mut App, yes: bool) -> Result<(), Failure> {
    someone_must_be_there(app, yes)?;
    let open = app.open()?;
    confirm(app, yes, &app.words.say("erase-all-confirm"))?;
    open.access().erase_all(open.again()?)?;
    app.out.reply(&json!({ "erased": "all" }), |page| page.text(&app.words.say("erase-all-done")))
}

/// Known before a passphrase is asked for.
pub(super) fn someone_must_be_there(app: &App, yes: bool) -> Result<(), Failure> {
    if yes || (app.can_ask() && !app.out.json) { Ok(()) } else { Err(Failure::NeedsYes) }
}

pub(super) fn confirm(app: &mut App, yes: bool, question: &str) -> Result<(), Failure> {
    if yes || app.asks_yes_or_no(question, false)? { Ok(()) } else { Err(Failure::NotConfirmed) }
}

//! `mend write`

use mend_core::journal::{DraftView, EntryKind, Journal, WriteRequest};
use serde_json::json;

use super::ids;
use super::typing::DraftOf;
use crate::app::App;
use crate::args::EntryFields;
use crate::failure::Failure;

pub fn write(app: &mut App, fields: EntryFields, starred: bool, draft: Option<String>) -> Result<(), Failure> {
    let (kind, mut request) = (fields.kind.map(EntryKind::from), fields.request(starred));
    request.check_around_text()?;
    let open = app.open()?;
    let journal = open.journal()?;
    let begun = match draft {
        Some(typed) => Some(named_draft(&journal, &typed)?),
        None => offered_draft(app, &journal)?,
    };
    request.kind = kind.or(begun.as_ref().map(|draft| draft.kind)).unwrap_or_default();
    request.title = request.title.or(begun.as_ref().and_then(|draft| draft.title.clone()));
    let of = DraftOf { entry: None, kind: request.kind, title: request.title.clone() };
    let typed = app.take_text(&journal, &of, begun, "write-hint")?;
    let id = journal.write(WriteRequest { text: typed.text, ..request })?;
    if let Some(draft) = typed.draft {
        journal.discard_draft(draft)?;
    }
    app.out.reply(&json!({ "id": id }), |page| {
        page.text(&app.words.with("written", &[("id", &ids::short(id))]));
    })
}

fn named_draft(journal: &Journal, typed: &str) -> Result<DraftView, Failure> {
    let id = ids::draft(journal, typed)?;
    journal.drafts()?.into_iter().find(|draft| draft.id == id).ok_or(Failure::NoSuchId)
}

/// The newest draft of a new entry, if there is a person and they want to go on with it.
fn offered_draft(app: &mut App, journal: &Journal) -> Result<Option<DraftView>, Failure> {
    if !app.can_ask() || app.out.json {
        return Ok(None);
    }
    let newest = journal.drafts()?.into_iter().filter(|draft| draft.entry.is_none()).max_by_key(|draft| draft.saved_at);
    let Some(draft) = newest else { return Ok(None) };
    app.offer_draft(draft)
}

impl App {
    /// Shows a draft that an interruption left, and asks whether to go on with it.
    pub fn offer_draft(&mut self, draft: DraftView) -> Result<Option<DraftView>, Failure> {
        let when = draft.saved_at.format("%Y-%m-%d %H:%M").to_string();
        self.out.note(&self.words.with("draft-found", &[("when", &when)]));
        self.out.note("");
        self.out.note(&draft.text);
        if self.asks_yes_or_no(&self.words.say("draft-go-on"), true)? { Ok(Some(draft)) } else { Ok(None) }
    }
}

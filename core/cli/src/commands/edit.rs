//! `mend journal edit` and `star`

use mend_core::journal::{EditRequest, EntryView, Journal};
use serde_json::json;

use super::ids;
use super::typing::{DraftOf, Typed};
use crate::app::App;
use crate::args::EntryFields;
use crate::failure::Failure;

pub struct Changes {
    pub fields: EntryFields,
    pub no_title: bool,
    pub no_tags: bool,
    pub no_feelings: bool,
    pub text: bool,
}

impl Changes {
    fn only_text(&self) -> bool {
        let EntryFields { kind, title, tag, feeling, at } = &self.fields;
        let named = kind.is_some() || title.is_some() || !tag.is_empty() || !feeling.is_empty() || at.is_some();
        !(named || self.no_title || self.no_tags || self.no_feelings)
    }
}

pub fn edit(app: &mut App, id: &str, changes: Changes) -> Result<(), Failure> {
    changes.fields.clone().request(false).check_around_text()?;
    let open = app.open()?;
    let journal = open.journal()?;
    let id = ids::entry(&journal, id)?;
    let new =
        if changes.text || changes.only_text() { Some(new_text(app, &journal, &journal.show(id)?)?) } else { None };
    let (text, draft) = new.map(|typed| (typed.text, typed.draft)).unzip();
    let EntryFields { kind, title, tag, feeling, at } = changes.fields;
    journal.edit(
        id,
        EditRequest {
            kind: kind.map(Into::into),
            title: if changes.no_title { Some(None) } else { title.map(Some) },
            text,
            happened_at: at,
            feelings: given(feeling.into_iter().map(|feeling| feeling.0).collect(), changes.no_feelings),
            tags: given(tag, changes.no_tags),
            starred: None,
        },
    )?;
    if let Some(draft) = draft.flatten() {
        journal.discard_draft(draft)?;
    }
    app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("edited")))
}

/// A list that is given replaces the old one; none given leaves it, unless it is to be emptied.
fn given<T>(list: Vec<T>, emptied: bool) -> Option<Vec<T>> {
    (emptied || !list.is_empty()).then_some(list)
}

/// The whole new text. A person sees the old one first.
fn new_text(app: &mut App, journal: &Journal, entry: &EntryView) -> Result<Typed, Failure> {
    let of = DraftOf { entry: Some(entry.row.id), kind: entry.row.kind, title: entry.row.title.clone() };
    let mut begun = None;
    if app.can_ask() && !app.out.json {
        match journal.drafts()?.into_iter().find(|draft| draft.entry == of.entry) {
            Some(draft) => begun = app.offer_draft(draft)?,
            None => {
                app.out.note(&app.words.say("edit-present-text"));
                app.out.note("");
                app.out.note(&entry.text);
                app.out.note("");
            }
        }
    }
    app.take_text(journal, &of, begun, "edit-hint")
}

pub fn star(app: &mut App, id: &str, starred: bool) -> Result<(), Failure> {
    let open = app.open()?;
    let journal = open.journal()?;
    let id = ids::entry(&journal, id)?;
    journal.set_starred(id, starred)?;
    app.out.reply(&json!({ "id": id, "starred": starred }), |page| {
        page.text(&app.words.say(if starred { "starred" } else { "star-removed" }));
    })
}

//! Making, changing, ending and removing promises.

use chrono::NaiveDate;
use mend_core::promise::{NoteView, PromiseChange, PromiseRequest};
use mend_core::reminder::Cadence;
use serde_json::json;

use super::found;
use crate::app::App;
use crate::args::LastDay;
use crate::commands::{checkin, erase, ids};
use crate::failure::Failure;
use crate::page::Page;

/// What the arguments say of a new promise.
pub struct New {
    pub template: Option<String>,
    pub cadence: Option<Cadence>,
    pub first_day: Option<NaiveDate>,
    pub until: Option<LastDay>,
    pub tell: bool,
}

/// What the arguments say of a change.
pub struct Change {
    pub what: bool,
    pub tell: bool,
    pub cadence: Option<Cadence>,
    pub until: Option<NaiveDate>,
    pub from: Option<NaiveDate>,
}

pub fn add(app: &mut App, new: New) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let template = new.template.map(|id| promises.template(&id)).transpose()?;
    let (typed, tell) = app.take_promise(template.is_none(), new.tell)?;
    let (words, usual) = template.map(|template| (template.what, template.cadence)).unzip();
    let last_day = match new.until {
        Some(LastDay(day)) => day,
        None => Some(promises.usual_last_day(new.first_day)?),
    };
    let what = typed.or(words).unwrap_or_default();
    let notes = promises.notes(&what);
    let id = promises.add(PromiseRequest {
        what,
        cadence: new.cadence.or(usual).expect("the group of arguments is required"),
        first_day: new.first_day,
        last_day,
        tell: tell.unwrap_or_default(),
    })?;
    let id_shown = ids::short(id);
    app.out.reply(&json!({ "id": id, "notes": notes }), |page| {
        page.text(&app.words.with("promise-added", &[("id", &id_shown)]));
        show_notes(page, &notes);
        page.faint(&app.words.with("promise-added-next", &[("id", &id_shown)]));
    })
}

pub fn change(app: &mut App, id: &str, change: Change) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    let (what, tell) = app.take_promise(change.what, change.tell)?;
    let notes = what.as_deref().map(|what| promises.notes(what)).unwrap_or_default();
    let Change { cadence, until: last_day, from: first_day, .. } = change;
    promises.change(id, PromiseChange { what, cadence, last_day, tell, first_day })?;
    let row = promises.show(id)?.row;
    app.out.reply(&json!({ "id": id, "first_day": row.first_day, "notes": notes }), |page| {
        page.text(&app.words.with("promise-changed", &[("day", &row.first_day.to_string())]));
        show_notes(page, &notes);
    })
}

fn show_notes(page: &mut Page, notes: &[NoteView]) {
    for note in notes {
        page.text(&note.words);
    }
}

pub fn end(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    promises.end(id)?;
    app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("promise-ended")))
}

pub fn delete(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    let what = promises.show(id)?.row.what;
    erase::confirm(app, yes, &app.words.with("promise-delete-confirm", &[("what", &what)]))?;
    promises.delete(id)?;
    app.out.reply(&json!({ "deleted": id }), |page| page.text(&app.words.say("promise-deleted")))
}

pub fn remind(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let schedule = promises.review_schedule(found(&promises, id)?)?;
    checkin::schedule::add(app, &open, schedule)
}

impl App {
    /// What is promised and when it is told, as far as each is asked for. A pipe has a line for each.
    fn take_promise(&mut self, what: bool, tell: bool) -> Result<(Option<String>, Option<String>), Failure> {
        if what && tell && !self.input.is_terminal {
            let both = self.piped_text()?;
            let (what, tell) = both.split_once('\n').unwrap_or((&both, ""));
            return Ok((Some(what.trim_end_matches('\r').to_owned()), Some(tell.to_owned())));
        }
        let what = what.then(|| self.take_line("promise-prompt")).transpose()?;
        let tell = tell.then(|| self.take_line("promise-tell-prompt")).transpose()?;
        Ok((what, tell))
    }
}

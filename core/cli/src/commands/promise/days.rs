//! What is due, and how days went.

use chrono::NaiveDate;
use mend_core::promise::{DayView, DuePromise, LogRequest, LogView, Outcome};
use serde_json::json;

use super::found;
use crate::app::App;
use crate::args::PageArgs;
use crate::commands::{erase, ids};
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

const TIME: &str = "%Y-%m-%d %H:%M";

pub fn due(app: &mut App, day: Option<NaiveDate>) -> Result<(), Failure> {
    let open = app.open()?;
    let due = open.promises()?.due(day)?;
    let words = &app.words;
    let row = |due: &DuePromise| {
        let said = due.outcome.map(|outcome| words.say(&format!("promise-outcome-{}", outcome.id())));
        vec![ids::short(due.id), said.unwrap_or_else(|| words.say("unset")), due.what.clone()]
    };
    app.out.reply(&Named("due", &due), |page| {
        if due.is_empty() {
            page.text(&words.say("promise-none-due"));
        }
        page.table(&due.iter().map(row).collect::<Vec<_>>());
    })
}

pub fn log(
    app: &mut App,
    id: &str,
    outcome: &str,
    day: Option<NaiveDate>,
    note: bool,
    amends: bool,
) -> Result<(), Failure> {
    // Known before a passphrase or a text is asked for.
    let outcome: Outcome = outcome.parse()?;
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    let plain = !note && !amends;
    let note = note.then(|| app.take_words("promise-note-hint")).transpose()?;
    let amends = amends.then(|| app.take_words("promise-amends-hint")).transpose()?;
    promises.log(id, LogRequest { day, outcome, note, amends })?;
    app.out.reply(&json!({ "id": id, "outcome": outcome }), |page| {
        page.text(&app.words.say("promise-logged"));
        // The road back after a day that went otherwise; nobody has to take it.
        if plain && matches!(outcome, Outcome::Partly | Outcome::Missed) {
            page.faint(&app.words.say("promise-missed-next"));
        }
    })
}

pub fn unlog(app: &mut App, id: &str, day: NaiveDate, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    erase::confirm(app, yes, &app.words.with("promise-unlog-confirm", &[("day", &day.to_string())]))?;
    promises.remove_log(id, day)?;
    app.out.reply(&json!({ "id": id, "day": day }), |page| page.text(&app.words.say("promise-unlogged")))
}

pub fn of_day(app: &mut App, id: &str, day: NaiveDate) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let log = promises.log_history(found(&promises, id)?, day)?;
    let words = &app.words;
    app.out.reply(&json!({ "day": day, "log": log }), |page| {
        if log.is_empty() {
            page.text(&words.say("promise-nothing-said"));
        }
        for (i, said) in log.iter().enumerate() {
            if i > 0 {
                page.blank();
            }
            page.strong(&said.words);
            page.faint(&said.logged_at.format(TIME).to_string());
            show_texts(page, words, said);
        }
    })
}

pub fn history(app: &mut App, id: &str, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let list = promises.days(found(&promises, id)?, page.limit, page.after.as_deref())?;
    let words = &app.words;
    app.out.reply(&list, |page| {
        if list.days.is_empty() {
            page.text(&words.say("promise-no-days"));
        }
        for DayView { day, log, .. } in &list.days {
            let said = log.as_ref().map_or_else(|| words.say("unset"), |log| log.words.clone());
            page.text(&format!("{}  {said}", day.format("%a %Y-%m-%d")));
            if let Some(log) = log {
                show_texts(page, words, log);
            }
        }
        if let Some(next) = &list.next {
            page.blank();
            page.faint(&words.with("list-more", &[("next", next)]));
        }
    })
}

fn show_texts(page: &mut Page, words: &Words, log: &LogView) {
    if !log.note.is_empty() {
        page.text(&log.note);
    }
    if !log.amends.is_empty() {
        page.text(&words.with("promise-amends", &[("amends", &log.amends)]));
    }
}

pub fn clear_history(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let promises = open.promises()?;
    let id = found(&promises, id)?;
    erase::confirm(app, yes, &app.words.say("promise-clear-confirm"))?;
    promises.clear_history(id)?;
    app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("promise-cleared")))
}

impl App {
    /// A text of several lines, typed until Ctrl-D or from a pipe.
    pub(in crate::commands) fn take_words(&mut self, hint: &str) -> Result<String, Failure> {
        if self.input.is_terminal {
            self.out.note(&self.words.say(hint));
        }
        self.piped_text()
    }
}

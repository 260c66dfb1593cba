//! Modules and runs as lists and pages show them.

use mend_core::MendError;
use mend_core::guide::{RunRow, RunState, RunView};
use serde_json::json;

use super::{begin, each_run, found};
use crate::app::App;
use crate::args::PageArgs;
use crate::commands::{erase, ids};
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

const TIME: &str = "%Y-%m-%d %H:%M";

pub fn list(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let guides = open.guides()?;
    let modules = guides.modules();
    let views = modules.iter().map(|module| guides.module(&module.id)).collect::<Result<Vec<_>, _>>()?;
    let words = &app.words;
    app.out.reply(&Named("modules", &modules), |page| {
        for view in &views {
            page.strong(&view.row.title);
            page.text(&format!("{}. {}.", view.audience_words, view.minutes_words));
            page.faint(&format!("mend guide start {}", view.row.id));
            page.blank();
        }
        page.faint(&words.say("guides-list-next"));
    })
}

pub fn runs(app: &mut App, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let list = open.guides()?.runs(page.limit, page.after.as_deref())?;
    let words = &app.words;
    let row = |run: &RunRow| {
        vec![run.started_at.format(TIME).to_string(), ids::short(run.id), state(words, run.state), run.title.clone()]
    };
    app.out.reply(&list, |page| {
        if list.runs.is_empty() {
            page.text(&words.say("guides-runs-empty"));
        }
        page.table(&list.runs.iter().map(row).collect::<Vec<_>>());
        if let Some(next) = &list.next {
            page.blank();
            page.faint(&words.with("list-more", &[("next", next)]));
        }
    })
}

fn state(words: &Words, state: RunState) -> String {
    words.say(match state {
        RunState::UnderWay => "guides-is-under-way",
        RunState::Ended => "guides-is-over",
    })
}

pub fn show(app: &mut App, typed: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let guides = open.guides()?;
    let view = guides.show(found(&guides, typed)?)?;
    let words = &app.words;
    app.out.reply(&view, |page| show_run(page, words, &view))
}

fn show_run(page: &mut Page, words: &Words, view: &RunView) {
    page.strong(&view.row.title);
    let mut facts = vec![
        (words.say("fact-id"), view.row.id.to_string()),
        (words.say("fact-when"), view.row.started_at.format(TIME).to_string()),
        (words.say("fact-state"), state(words, view.row.state)),
    ];
    facts.extend(view.role.map(|role| (words.say("profile-role"), words.core().role(role))));
    page.facts(&facts);
    if view.answers.is_empty() {
        page.blank();
        page.text(&words.say("guides-no-answers"));
    }
    for answer in &view.answers {
        page.blank();
        let asked = answer.title.as_ref().unwrap_or(&answer.question);
        page.faint(&answer.item.as_ref().map_or_else(|| asked.clone(), |item| format!("{asked}: {item}")));
        page.text(&answer.words);
    }
    begin::show_made(page, words, &view.made);
    if view.row.state == RunState::UnderWay {
        page.blank();
        let command = format!("{} {}", begin::RESUME, ids::short(view.row.id));
        page.faint(&words.with("guides-go-on", &[("command", &command)]));
    }
}

pub fn delete(app: &mut App, typed: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let guides = open.guides()?;
    let run = found(&guides, typed)?;
    // From the list, which also has the runs that this version cannot go on with.
    let mut row = None;
    each_run(&guides, |known| {
        row = (known.id == run).then(|| known.clone());
        row.is_none()
    })?;
    let row = row.ok_or(MendError::NotFound)?;
    let when = row.started_at.format(TIME).to_string();
    erase::confirm(app, yes, &app.words.with("guides-delete-confirm", &[("title", &row.title), ("when", &when)]))?;
    guides.delete(run)?;
    app.out.reply(&json!({ "deleted": run }), |page| page.text(&app.words.say("guides-deleted")))
}

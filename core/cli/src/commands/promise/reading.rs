//! Promises as lists and pages show them.

use mend_core::promise::{PromiseRow, PromiseState, PromiseVersionView, PromiseView};

use super::found;
use crate::app::App;
use crate::args::PageArgs;
use crate::commands::checkin::rhythm;
use crate::commands::ids;
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

pub fn list(app: &mut App, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let list = open.promises()?.list(page.limit, page.after.as_deref())?;
    let words = &app.words;
    let row = |row: &PromiseRow| {
        vec![ids::short(row.id), state(words, row.state), row.last_day.to_string(), row.what.clone()]
    };
    app.out.reply(&list, |page| {
        if list.promises.is_empty() {
            page.text(&words.say("promises-empty"));
        }
        page.table(&list.promises.iter().map(row).collect::<Vec<_>>());
        if let Some(next) = &list.next {
            page.blank();
            page.faint(&words.with("list-more", &[("next", next)]));
        }
    })
}

pub fn show(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let promises = open.promises()?;
    let view = promises.show(found(&promises, id)?)?;
    let words = &app.words;
    app.out.reply(&view, |page| show_promise(page, words, &view))
}

fn show_promise(page: &mut Page, words: &Words, view: &PromiseView) {
    let row = &view.row;
    page.strong(&row.what);
    let mut facts = vec![
        (words.say("fact-id"), row.id.to_string()),
        (words.say("fact-state"), state(words, row.state)),
        (words.say("fact-rhythm"), rhythm(words, &row.cadence)),
        (words.say("promise-fact-first"), view.begins.to_string()),
        (words.say("fact-until"), view.ended_on.unwrap_or(row.last_day).to_string()),
    ];
    if !row.tell.is_empty() {
        facts.push((words.say("promise-fact-tell"), row.tell.clone()));
    }
    facts.extend(view.next_day.map(|day| (words.say("fact-next"), day.to_string())));
    if view.reviews > 0 {
        facts.push((words.say("promise-fact-reviews"), view.reviews.to_string()));
    }
    page.facts(&facts);
    if let Some(counted) = &row.counted {
        page.blank();
        page.text(&counted.sentence);
        page.faint(&counted.caveat);
    }
    if view.versions.len() > 1 {
        for version in &view.versions {
            page.blank();
            show_version(page, words, version);
        }
    }
}

fn show_version(page: &mut Page, words: &Words, version: &PromiseVersionView) {
    page.faint(&words.with("version", &[("version", &version.version.to_string())]));
    page.text(&version.what);
    page.facts(&[
        (words.say("fact-rhythm"), rhythm(words, &version.cadence)),
        (words.say("promise-fact-first"), version.first_day.to_string()),
        (words.say("fact-until"), version.last_day.to_string()),
    ]);
}

fn state(words: &Words, state: PromiseState) -> String {
    words.say(match state {
        PromiseState::Ahead => "promise-ahead",
        PromiseState::Running => "promise-running",
        PromiseState::Over => "promise-over",
        PromiseState::Ended => "promise-is-ended",
    })
}

pub fn templates(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let templates = open.promises()?.templates();
    let words = &app.words;
    app.out.reply(&Named("templates", &templates), |page| {
        let mut area = "";
        for template in &templates {
            if template.area != area {
                if !area.is_empty() {
                    page.blank();
                }
                page.strong(&template.area_words);
                area = &template.area;
            }
            page.text(&template.what);
            page.faint(&format!("  {}: {}", template.id, rhythm(words, &template.cadence)));
        }
        page.blank();
        page.faint(&words.say("promise-templates-next"));
    })
}

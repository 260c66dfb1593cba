//! Agreements as lists and pages show them.

use mend_core::agreement::{AgreementRow, AgreementVersionView, AgreementView};
use serde_json::json;

use super::found;
use crate::app::App;
use crate::args::PageArgs;
use crate::commands::ids;
use crate::failure::Failure;
use crate::page::Page;
use crate::words::Words;

pub fn list(app: &mut App, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let list = open.agreements()?.list(page.limit, page.after.as_deref())?;
    let words = &app.words;
    let row = |row: &AgreementRow| {
        vec![ids::short(row.id), row.state_words.clone(), row.review_day.to_string(), row.words.clone()]
    };
    app.out.reply(&list, |page| {
        if list.agreements.is_empty() {
            page.text(&words.say("agree-empty"));
            return;
        }
        page.table(&list.agreements.iter().map(row).collect::<Vec<_>>());
        page.blank();
        page.text(&list.caveat);
        if let Some(next) = &list.next {
            page.faint(&words.with("list-more", &[("next", next)]));
        }
    })
}

pub fn show(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let agreements = open.agreements()?;
    let view = agreements.show(found(&agreements, id)?)?;
    let words = &app.words;
    app.out.reply(&view, |page| show_agreement(page, words, &view))
}

fn show_agreement(page: &mut Page, words: &Words, view: &AgreementView) {
    let row = &view.row;
    page.strong(&row.topic_words);
    page.text(&row.words);
    let mut facts = vec![
        (words.say("fact-id"), row.id.to_string()),
        (words.say("fact-state"), row.state_words.clone()),
        (words.say("agree-fact-kind"), row.kind_words.clone()),
        (words.say("agree-fact-owner"), row.owner_words.clone()),
        (words.say("agree-fact-review"), row.review_day.to_string()),
    ];
    facts.extend(row.holds_until.map(|day| (words.say("fact-until"), day.to_string())));
    page.facts(&facts);
    page.blank();
    page.text(&view.caveat);
    if row.version < row.latest {
        let args = [("version", row.latest.to_string()), ("id", ids::short(row.id))];
        page.faint(&words.with("agree-waits", &args.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    if view.versions.len() > 1 {
        for version in &view.versions {
            page.blank();
            show_version(page, words, version);
        }
    }
}

fn show_version(page: &mut Page, words: &Words, version: &AgreementVersionView) {
    let made = version.made_at.format("%Y-%m-%d").to_string();
    let id = if version.looked_at { "agree-version-looked" } else { "agree-version" };
    page.faint(&words.with(id, &[("version", &version.version.to_string()), ("day", &made)]));
    if !version.looked_at {
        page.text(&version.words);
    }
    let mut facts = vec![(words.say("agree-fact-review"), version.review_day.to_string())];
    facts.extend(version.holds_until.map(|day| (words.say("fact-until"), day.to_string())));
    let said = version.withdrawn_at.or(version.accepted_at).map(|at| at.format("%Y-%m-%d").to_string());
    if let Some(day) = said {
        let id = if version.withdrawn_at.is_some() { "agree-yes-taken-back" } else { "agree-yes-said" };
        facts.push((words.say("agree-fact-yes"), words.with(id, &[("day", &day)])));
    }
    page.facts(&facts);
}

pub fn templates(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let agreements = open.agreements()?;
    let (topics, templates) = (agreements.topics(), agreements.templates());
    let words = &app.words;
    app.out.reply(&json!({ "topics": topics, "templates": templates }), |page| {
        for topic in &topics {
            page.strong(&format!("{} ({})", topic.words, topic.id));
            for template in templates.iter().filter(|template| template.topic == topic.id) {
                page.text(&template.words);
                page.faint(&format!("  {}: {}", template.id, template.kind_words));
            }
            page.blank();
        }
        page.faint(&words.say("agree-templates-next"));
    })
}

pub fn due(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let due = open.agreements()?.due()?;
    let words = &app.words;
    app.out.reply(&due, |page| {
        if due.review.is_empty() && due.lapsing.is_empty() {
            page.text(&words.say("agree-none-due"));
        }
        if !due.review.is_empty() {
            page.strong(&words.say("agree-due-review"));
            let row = |row: &AgreementRow| {
                vec![ids::short(row.id), row.review_day.to_string(), row.state_words.clone(), row.words.clone()]
            };
            page.table(&due.review.iter().map(row).collect::<Vec<_>>());
            page.faint(&words.say("agree-due-review-next"));
        }
        if !due.lapsing.is_empty() {
            if !due.review.is_empty() {
                page.blank();
            }
            page.strong(&words.say("agree-due-lapsing"));
            let last = |row: &AgreementRow| row.holds_until.map(|day| day.to_string()).unwrap_or_default();
            let row =
                |row: &AgreementRow| vec![ids::short(row.id), last(row), row.state_words.clone(), row.words.clone()];
            page.table(&due.lapsing.iter().map(row).collect::<Vec<_>>());
        }
    })
}

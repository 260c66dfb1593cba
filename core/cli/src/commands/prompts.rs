//! What helps to write: drafts, prompts, the list of feelings.

use mend_core::journal::{EntryKind, Journal};
use serde_json::json;

use super::ids;
use crate::app::App;
use crate::args::PromptCommand;
use crate::failure::Failure;
use crate::page::Named;

pub fn drafts(app: &mut App, discard: Option<String>) -> Result<(), Failure> {
    let open = app.open()?;
    let journal = open.journal()?;
    if let Some(typed) = discard {
        let id = ids::draft(&journal, &typed)?;
        journal.discard_draft(id)?;
        return app.out.reply(&json!({ "discarded": id }), |page| page.text(&app.words.say("draft-discarded")));
    }
    let drafts = journal.drafts()?;
    let words = &app.words;
    app.out.reply(&Named("drafts", &drafts), |page| {
        if drafts.is_empty() {
            page.text(&words.say("drafts-empty"));
            return;
        }
        let rows: Vec<Vec<String>> = drafts
            .iter()
            .map(|draft| {
                let when = draft.saved_at.format("%Y-%m-%d %H:%M").to_string();
                let what = match draft.entry {
                    Some(entry) => words.with("draft-of", &[("id", &ids::short(entry))]),
                    None => words.core().kind(draft.kind),
                };
                vec![when, ids::short(draft.id), what, draft.text.clone()]
            })
            .collect();
        page.table(&rows);
        page.blank();
        page.faint(&words.say("drafts-next"));
    })
}

pub fn prompts(app: &mut App, command: Option<PromptCommand>) -> Result<(), Failure> {
    let open = app.open()?;
    let journal = open.journal()?;
    match command {
        None => list_prompts(app, &journal),
        Some(PromptCommand::Add { kind }) => {
            let text = app.take_line("prompt-prompt")?;
            let id = journal.add_prompt(&text, kind.into())?;
            app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("prompt-added")))
        }
        Some(PromptCommand::Remove { id }) => {
            let id = ids::prompt(&journal, &id)?;
            journal.remove_prompt(id)?;
            app.out.reply(&json!({ "removed": id }), |page| page.text(&app.words.say("prompt-removed")))
        }
    }
}

fn list_prompts(app: &App, journal: &Journal) -> Result<(), Failure> {
    let prompts = journal.prompts()?;
    let words = &app.words;
    app.out.reply(&Named("prompts", &prompts), |page| {
        let rows: Vec<(String, String)> = prompts
            .iter()
            .map(|prompt| {
                let own = if prompt.own { format!(" [{}]", ids::short(&prompt.id)) } else { String::new() };
                (words.core().kind(prompt.kind), format!("{}{own}", prompt.text))
            })
            .collect();
        page.facts(&rows);
    })
}

pub fn template(app: &mut App, kind: EntryKind) -> Result<(), Failure> {
    let open = app.open()?;
    let text = open.journal()?.template(kind);
    app.out.reply(&json!({ "kind": kind, "text": text }), |page| match &text {
        Some(text) => page.text(text),
        None => page.text(&app.words.say("template-none")),
    })
}

pub fn feelings(app: &App) -> Result<(), Failure> {
    let families = Journal::feelings();
    let answer: Vec<_> =
        families.iter().map(|(family, feelings)| json!({ "id": family, "feelings": feelings })).collect();
    app.out.reply(&json!({ "families": answer }), |page| {
        for (i, (family, feelings)) in families.iter().enumerate() {
            if i > 0 {
                page.blank();
            }
            page.strong(&app.words.core().feeling_family(family));
            let rows: Vec<_> = feelings.iter().map(|id| ((*id).to_owned(), app.words.core().feeling(id))).collect();
            page.facts(&rows);
        }
    })
}

//! The sets and their questions; questions of one's own.

use mend_core::QuestionId;
use mend_core::checkin::{AnswerKind, Checkins, ItemView};
use serde_json::json;

use crate::app::App;
use crate::args::QuestionCommand;
use crate::commands::ids;
use crate::failure::Failure;
use crate::page::{Named, Page};

/// What stands before the id of a question of one's own.
const OWN: &str = "own.";

pub fn sets(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let sets = open.checkins()?.sets()?;
    app.out.reply(&Named("sets", &sets), |page| {
        let rows = sets.iter().map(|set| (set.id.clone(), format!("{}. {}", set.title, set.about)));
        page.facts(&rows.collect::<Vec<_>>());
    })
}

pub fn questions(app: &mut App, set: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let set = open.checkins()?.set(set)?;
    app.out.reply(&set, |page| {
        page.strong(&set.title);
        page.text(&set.about);
        for item in &set.items {
            page.blank();
            show(page, item);
        }
    })
}

fn show(page: &mut Page, item: &ItemView) {
    page.faint(&item.id);
    page.text(&item.question);
    item.note.iter().for_each(|note| page.text(note));
    let choices: Vec<String> = match &item.answer {
        AnswerKind::Scale { points, .. } => points.iter().map(|p| format!("{} {}", p.value, p.words)).collect(),
        AnswerKind::Choice { options } | AnswerKind::Promises { options, .. } => {
            options.iter().map(|o| o.words.clone()).collect()
        }
        AnswerKind::YesNo { yes, no } => vec![yes.clone(), no.clone()],
        _ => Vec::new(),
    };
    if let AnswerKind::Promises { promises, .. } = &item.answer {
        if promises.is_empty() {
            return;
        }
        promises.iter().for_each(|promise| page.text(&format!("  {}  {}", ids::short(promise.id), promise.what)));
    }
    if !choices.is_empty() {
        page.text(&format!("  {}", choices.join(" · ")));
    }
}

pub fn own(app: &mut App, command: QuestionCommand) -> Result<(), Failure> {
    let open = app.open()?;
    let checkins = open.checkins()?;
    match command {
        QuestionCommand::Add { set, answer, lower_is_better } => {
            let words = app.take_line("question-prompt")?;
            let id = checkins.add_question(&set, &words, answer.with(lower_is_better))?;
            app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("question-added")))
        }
        QuestionCommand::Remove { id } => {
            let id = found(&checkins, id.strip_prefix(OWN).unwrap_or(&id))?;
            checkins.remove_question(id)?;
            app.out.reply(&json!({ "removed": id }), |page| page.text(&app.words.say("question-removed")))
        }
    }
}

fn found(checkins: &Checkins, typed: &str) -> Result<QuestionId, Failure> {
    ids::by_beginning(typed, |take| {
        for set in checkins.sets()? {
            let own = set.items.iter().filter(|item| item.own).filter_map(|item| item.id.strip_prefix(OWN));
            own.filter_map(|id| id.parse().ok()).for_each(&mut *take);
        }
        Ok(())
    })
}

//! Check-ins that were answered: making, showing, changing and removing them.

use chrono::{DateTime, FixedOffset};
use mend_core::checkin::{
    Answer, AnswerRequest, AnswerView, CheckinRow, CheckinView, Checkins, EditCheckinRequest, ItemAnswer, PromiseChoice,
};
use mend_core::reminder::Slot;
use mend_core::{CheckinId, MendError};
use serde_json::json;

use super::ask::Asked;
use super::piped;
use crate::app::App;
use crate::args::PageArgs;
use crate::commands::{erase, ids};
use crate::failure::Failure;
use crate::open::Open;
use crate::page::{Named, Page};
use crate::words::Words;

const TIME: &str = "%Y-%m-%d %H:%M";
/// The question whose yes leads to the journal.
const WRITE: &str = "daily.write";

pub fn answer(
    app: &mut App,
    set: &str,
    slot: Option<Slot>,
    answered_at: Option<DateTime<FixedOffset>>,
) -> Result<(), Failure> {
    let open = app.open()?;
    let checkins = open.checkins()?;
    let Some((id, answers)) = ask_and_keep(app, &open, &checkins, set, slot, answered_at)? else { return Ok(()) };
    let writes = answers.iter().any(|a| a.item == WRITE && a.answer == Answer::YesNo(true));
    let changes = answers.iter().any(|a| matches!(&a.answer, Answer::Promises(said) if said.iter().any(is_a_change)));
    app.out.reply(&json!({ "id": id }), |page| {
        page.text(&app.words.with("checkin-kept", &[("id", &ids::short(id))]));
        if writes {
            page.text(&app.words.say("checkin-write-next"));
        }
        if changes {
            page.text(&app.words.say("checkin-change-next"));
        }
    })
}

/// None where its person stopped; then it waits.
fn ask_and_keep(
    app: &mut App,
    open: &Open,
    checkins: &Checkins,
    set: &str,
    slot: Option<Slot>,
    answered_at: Option<DateTime<FixedOffset>>,
) -> Result<Option<(CheckinId, Vec<ItemAnswer>)>, Failure> {
    let view = checkins.set(set)?;
    let draft = checkins.draft(set)?;
    let begun_for = draft.as_ref().and_then(|draft| draft.slot);
    let slot = match slot.or(begun_for) {
        Some(slot) => Some(slot),
        None => open.reminders()?.open_slot(set)?,
    };
    let Asked::All(answers) = app.ask(checkins, &view, draft.as_ref(), slot)? else {
        app.out.note(&app.words.with("checkin-stopped", &[("set", set)]));
        return Ok(None);
    };
    let request = AnswerRequest { set: set.to_owned(), answers: answers.clone(), answered_at, slot };
    let id = match checkins.answer(request.clone()) {
        // The draft was begun for a schedule that is gone since. The answers stay welcome.
        Err(MendError::NotFound) if slot == begun_for => checkins.answer(AnswerRequest { slot: None, ..request })?,
        kept => kept?,
    };
    Ok(Some((id, answers)))
}

/// A set that something else asks for, in a terminal.
pub fn answer_set(app: &mut App, open: &Open, set: &str) -> Result<Option<CheckinId>, Failure> {
    let checkins = open.checkins()?;
    Ok(ask_and_keep(app, open, &checkins, set, None, None)?.map(|(id, _)| id))
}

/// The same with answers of JSON, as a pipe has them.
pub fn answer_set_with(open: &Open, set: &str, text: &str) -> Result<CheckinId, Failure> {
    let checkins = open.checkins()?;
    let answers = piped::answers(&checkins.set(set)?, text)?;
    let slot = open.reminders()?.open_slot(set)?;
    Ok(checkins.answer(AnswerRequest { set: set.to_owned(), answers, answered_at: None, slot })?)
}

/// What a review of the week leaves to its owner to do.
fn is_a_change(said: &PromiseChoice) -> bool {
    matches!(said.choice.as_str(), "change" | "stop")
}

pub fn edit(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let checkins = open.checkins()?;
    let id = found(&checkins, id)?;
    let old = checkins.show(id)?;
    let set = checkins.set(&old.row.set)?;
    let earlier: Vec<(ItemAnswer, String)> = old
        .answers
        .iter()
        .map(|a| (ItemAnswer { item: a.item.clone(), answer: a.answer.clone() }, a.words.clone()))
        .collect();
    let Asked::All(answers) = app.ask_again(&checkins, &set, &earlier)? else {
        return Err(Failure::PromptStopped);
    };
    checkins.edit(id, EditCheckinRequest { answers: Some(answers), answered_at: None })?;
    app.out.reply(&json!({ "id": id }), |page| page.text(&app.words.say("checkin-edited")))
}

pub fn show(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let checkins = open.checkins()?;
    let view = checkins.show(found(&checkins, id)?)?;
    let title = checkins.set(&view.row.set)?.title;
    let words = &app.words;
    app.out.reply(&view, |page| show_checkin(page, words, &title, &view))
}

fn show_checkin(page: &mut Page, words: &Words, title: &str, view: &CheckinView) {
    page.strong(title);
    let mut facts = vec![
        (words.say("fact-id"), view.row.id.to_string()),
        (words.say("fact-when"), view.row.answered_at.format(TIME).to_string()),
    ];
    if let Some(edited_at) = view.edited_at {
        facts.push((words.say("fact-edited"), edited_at.format(TIME).to_string()));
    }
    if view.versions > 0 {
        facts.push((words.say("fact-versions"), view.versions.to_string()));
    }
    page.facts(&facts);
    show_answers(page, &view.answers);
}

fn show_answers(page: &mut Page, answers: &[AnswerView]) {
    for answer in answers {
        page.blank();
        page.faint(&answer.question);
        page.text(&answer.words);
    }
}

pub fn versions(app: &mut App, id: &str, clear: bool, yes: bool) -> Result<(), Failure> {
    if clear {
        erase::someone_must_be_there(app, yes)?;
    }
    let open = app.open()?;
    let checkins = open.checkins()?;
    let id = found(&checkins, id)?;
    let versions = checkins.versions(id)?;
    if clear {
        let count = versions.len().to_string();
        erase::confirm(app, yes, &app.words.with("clear-history-confirm", &[("versions", &count)]))?;
        checkins.clear_versions(id)?;
        return app
            .out
            .reply(&json!({ "id": id, "versions": 0 }), |page| page.text(&app.words.say("checkin-versions-cleared")));
    }
    let words = &app.words;
    app.out.reply(&Named("versions", &versions), |page| {
        if versions.is_empty() {
            page.text(&words.say("history-empty"));
        }
        for version in &versions {
            page.strong(&words.with("version", &[("version", &version.version.to_string())]));
            page.facts(&[
                (words.say("fact-when"), version.answered_at.format(TIME).to_string()),
                (words.say("fact-replaced"), version.replaced_at.format(TIME).to_string()),
            ]);
            show_answers(page, &version.answers);
            page.blank();
        }
    })
}

pub fn delete(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let checkins = open.checkins()?;
    let id = found(&checkins, id)?;
    let row = checkins.show(id)?.row;
    let (title, when) = (checkins.set(&row.set)?.title, row.answered_at.format(TIME).to_string());
    erase::confirm(app, yes, &app.words.with("delete-confirm", &[("when", &when), ("title", &title)]))?;
    checkins.delete(id)?;
    app.out.reply(&json!({ "deleted": id }), |page| page.text(&app.words.say("checkin-deleted")))
}

pub fn history(app: &mut App, set: Option<&str>, page: &PageArgs) -> Result<(), Failure> {
    let open = app.open()?;
    let list = open.checkins()?.history(set, page.limit, page.after.as_deref())?;
    let words = &app.words;
    app.out.reply(&list, |page| {
        if list.checkins.is_empty() {
            page.text(&words.say("checkin-history-empty"));
        }
        page.table(&list.checkins.iter().map(|row| row_of(words, row)).collect::<Vec<_>>());
        if let Some(next) = &list.next {
            page.blank();
            page.faint(&words.with("list-more", &[("next", next)]));
        }
    })
}

fn row_of(words: &Words, row: &CheckinRow) -> Vec<String> {
    vec![
        row.answered_at.format(TIME).to_string(),
        ids::short(row.id),
        row.set.clone(),
        words.with("checkin-answered", &[("answered", &row.answered.to_string())]),
    ]
}

/// A whole id, or the beginning of one.
pub fn found(checkins: &Checkins, typed: &str) -> Result<CheckinId, Failure> {
    ids::by_beginning(typed, |take| {
        let mut after = None;
        loop {
            let page = checkins.history(None, 500, after.as_deref())?;
            page.checkins.iter().for_each(|row| take(row.id));
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    })
}

//! Writing, changing and removing agreements.

use chrono::NaiveDate;
use mend_core::agreement::{AgreementChange, AgreementKind, AgreementRequest, Owner, Topic};
use mend_core::promise::NoteView;
use serde_json::json;

use super::{found, standing};
use crate::app::App;
use crate::args::{LastDay, TopicArgs};
use crate::commands::{erase, ids};
use crate::failure::Failure;
use crate::page::Page;

/// What the arguments say of a new agreement.
pub struct New {
    pub template: Option<String>,
    pub topic: TopicArgs,
    pub kind: Option<String>,
    pub owner: Option<String>,
    pub review: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// What the arguments say of a change.
pub struct Change {
    pub topic: TopicArgs,
    pub words: bool,
    pub owner: Option<String>,
    pub review: Option<NaiveDate>,
    pub until: Option<LastDay>,
}

pub fn write(app: &mut App, new: New) -> Result<(), Failure> {
    // Known before a passphrase or a text is asked for.
    let kind: Option<AgreementKind> = new.kind.map(|kind| kind.parse()).transpose()?;
    let owner: Option<Owner> = new.owner.map(|owner| owner.parse()).transpose()?;
    let open = app.open()?;
    let agreements = open.agreements()?;
    let template = new.template.map(|id| agreements.template(&id)).transpose()?;
    let typed = app.take_agreement(&new.topic, template.is_none())?;
    let review_day = match new.review {
        Some(day) => day,
        None => agreements.usual_review_day(new.until)?,
    };
    let template = template.as_ref();
    let kind = template.map(|template| template.kind).or(kind).unwrap_or(AgreementKind::Habit);
    let owner = owner.or(template.map(|template| template.owner));
    let topic = typed.topic.or(template.map(|template| Topic::listed(&template.topic)));
    let words = typed.words.or(template.map(|template| template.words.clone())).unwrap_or_default();
    let notes = agreements.notes(&words);
    let id = agreements.add(AgreementRequest {
        topic: topic.expect("the group of arguments is required"),
        words,
        kind,
        // Openness is one's own, and what nobody said otherwise is for both.
        owner: owner.unwrap_or(if kind == AgreementKind::Transparency { Owner::Me } else { Owner::Both }),
        review_day: Some(review_day),
        holds_until: new.until,
    })?;
    let (id_shown, caveat) = (ids::short(id), agreements.caveat());
    app.out.reply(&json!({ "id": id, "notes": notes, "caveat": caveat }), |page| {
        page.text(&app.words.with("agree-written", &[("id", &id_shown)]));
        show_notes(page, &notes);
        page.text(&caveat);
        page.faint(&app.words.with("agree-written-next", &[("id", &id_shown)]));
    })
}

pub fn change(app: &mut App, id: &str, change: Change) -> Result<(), Failure> {
    let owner: Option<Owner> = change.owner.map(|owner| owner.parse()).transpose()?;
    let open = app.open()?;
    let agreements = open.agreements()?;
    let id = found(&agreements, id)?;
    let Typed { topic, words } = app.take_agreement(&change.topic, change.words)?;
    let notes = words.as_deref().map(|words| agreements.notes(words)).unwrap_or_default();
    let holds_until = change.until.map(|LastDay(day)| day);
    let before = agreements.show(id)?.row.latest;
    agreements.change(id, AgreementChange { topic, words, owner, review_day: change.review, holds_until })?;
    let row = agreements.show(id)?.row;
    let mut document = standing(&row);
    document["notes"] = json!(notes);
    app.out.reply(&document, |page| {
        if row.latest == before {
            return page.text(&app.words.say("agree-unchanged"));
        }
        page.text(&app.words.with("agree-changed", &[("version", &row.latest.to_string())]));
        show_notes(page, &notes);
        page.faint(&app.words.with("agree-changed-next", &[("id", &ids::short(id))]));
    })
}

fn show_notes(page: &mut Page, notes: &[NoteView]) {
    for note in notes {
        page.text(&note.words);
    }
}

pub fn delete(app: &mut App, id: &str, yes: bool) -> Result<(), Failure> {
    erase::someone_must_be_there(app, yes)?;
    let open = app.open()?;
    let agreements = open.agreements()?;
    let id = found(&agreements, id)?;
    let words = agreements.show(id)?.row.words;
    let first = words.lines().next().unwrap_or_default();
    erase::confirm(app, yes, &app.words.with("agree-delete-confirm", &[("words", first)]))?;
    agreements.delete(id)?;
    app.out.reply(&json!({ "deleted": id }), |page| page.text(&app.words.say("agree-deleted")))
}

/// What the input says, as far as it was asked for.
pub(in crate::commands) struct Typed {
    pub topic: Option<Topic>,
    pub words: Option<String>,
}

impl App {
    /// A topic of one's own and the words, as far as each is asked for. In a pipe the topic is the first line.
    pub(in crate::commands) fn take_agreement(&mut self, topic: &TopicArgs, words: bool) -> Result<Typed, Failure> {
        let listed = topic.topic.as_deref().map(Topic::listed);
        let own = |words: &str| Some(Topic::Own { words: words.trim_end_matches('\r').to_owned() });
        match (topic.own_topic, words) {
            (true, true) if !self.input.is_terminal => {
                let both = self.piped_text()?;
                let (topic, words) = both.split_once('\n').unwrap_or((&both, ""));
                Ok(Typed { topic: own(topic), words: Some(words.to_owned()) })
            }
            (own_topic, words) => {
                let typed = own_topic.then(|| self.take_line("agree-topic-prompt")).transpose()?;
                let words = words.then(|| self.take_words("agree-words-hint")).transpose()?;
                Ok(Typed { topic: typed.as_deref().map_or(listed, own), words })
            }
        }
    }
}

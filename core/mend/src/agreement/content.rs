//! The list of topics, what ships to begin an agreement from, and the wording that is worth a second look.

use std::sync::LazyLock;

use serde::Deserialize;

use super::limits::bad;
use super::{AgreementKind, AgreementState, AgreementTemplateView, Owner, Topic, TopicView};
use crate::error::{FieldProblem, Result};
use crate::promise::{self, NoteView};
use crate::text::Text;

/// With the name of its file for whoever has to find a line.
pub(super) const TEMPLATES: (&str, &str) =
    ("content/agreement/templates.toml", include_str!("../../content/agreement/templates.toml"));

static SHIPPED: LazyLock<Shipped> =
    LazyLock::new(|| toml::from_str(TEMPLATES.1).expect("a test reads the content that ships"));

/// Notes on promises that say nothing of an agreement: here it may be about what both do, and about the other.
const NOT_OF_AGREEMENTS: [&str; 1] = ["theirs"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shipped {
    topic: Vec<ListedTopic>,
    template: Vec<Template>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedTopic {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub id: String,
    /// Its topic.
    of: String,
    kind: AgreementKind,
    owner: Owner,
    pub serves: Vec<u16>,
}

pub(super) fn is_topic(id: &str) -> bool {
    SHIPPED.topic.iter().any(|topic| topic.id == id)
}

/// Templates, and the practices that each serves.
pub(crate) fn serves() -> impl Iterator<Item = (String, &'static [u16])> {
    SHIPPED.template.iter().map(|template| (format!("agreement {}", template.id), &template.serves[..]))
}

/// In the order to show them.
pub(super) fn topics(text: &Text) -> Vec<TopicView> {
    SHIPPED.topic.iter().map(|topic| TopicView { id: topic.id.clone(), words: listed_words(&topic.id, text) }).collect()
}

fn listed_words(id: &str, text: &Text) -> String {
    text.get(&format!("agreement-topic-{id}"), &[])
}

pub(super) fn topic_words(topic: &Topic, text: &Text) -> String {
    match topic {
        Topic::Listed { id } => listed_words(id, text),
        Topic::Own { words } => words.clone(),
    }
}

pub(crate) fn kind_words(kind: AgreementKind, text: &Text) -> String {
    text.get(&format!("agreement-kind-{}", kind.id()), &[])
}

pub(crate) fn owner_words(owner: Owner, text: &Text) -> String {
    text.get(&format!("agreement-owner-{}", owner.id()), &[])
}

pub(crate) fn state_words(state: AgreementState, text: &Text) -> String {
    text.get(&format!("agreement-state-{}", state.id()), &[])
}

pub(crate) fn caveat(text: &Text) -> String {
    text.get("agreement-caveat", &[])
}

/// In the order to show them.
pub(super) fn shipped() -> &'static [Template] {
    &SHIPPED.template
}

pub(super) fn template(id: &str) -> Result<&'static Template> {
    shipped().iter().find(|template| template.id == id).ok_or(bad("template", FieldProblem::Unknown))
}

impl Template {
    pub fn view(&self, text: &Text) -> AgreementTemplateView {
        AgreementTemplateView {
            id: self.id.clone(),
            topic: self.of.clone(),
            topic_words: listed_words(&self.of, text),
            kind: self.kind,
            kind_words: kind_words(self.kind, text),
            owner: self.owner,
            owner_words: owner_words(self.owner, text),
            words: text.get(&format!("agreement-template-{}", self.id), &[]),
        }
    }
}

/// The notes that fit some words, in the order of the list that promises have too.
pub(super) fn notes(words: &str, text: &Text) -> Vec<NoteView> {
    let fitting = promise::fitting_notes(words).filter(|id| !NOT_OF_AGREEMENTS.contains(id));
    fitting.map(|id| NoteView { id: id.to_owned(), words: text.get(&format!("agreement-note-{id}"), &[]) }).collect()
}

/// Every message that this content needs, with the file and line that need it.
#[cfg(test)]
pub(crate) fn messages_needed() -> Vec<(String, String)> {
    let (file, source) = TEMPLATES;
    let mut needed = Vec::new();
    let mut kind = "";
    for (line, text) in (1..).zip(source.lines()) {
        if let Some(table) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            kind = table;
        } else if let Some(id) = text.strip_prefix("id = \"").and_then(|rest| rest.strip_suffix('"')) {
            needed.push((format!("{file}:{line}"), format!("agreement-{kind}-{id}")));
        }
    }
    let of_agreements =
        promise::known_note_ids().into_iter().filter(|(_, id)| !NOT_OF_AGREEMENTS.contains(&id.as_str()));
    needed.extend(of_agreements.map(|(place, id)| (place, format!("agreement-note-{id}"))));
    needed
}

//! What ships to begin a promise from, and the closed list of wording that is worth a second look.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::limits::bad;
use super::{NoteView, TemplateView};
use crate::error::{FieldProblem, Result};
use crate::reminder::Cadence;
use crate::text::Text;
use crate::text::wording::is_in;
pub(super) use crate::text::wording::words_of;

/// Each with the name of its file for whoever has to find a line.
pub(super) const TEMPLATES: (&str, &str) =
    ("content/promise/templates.toml", include_str!("../../content/promise/templates.toml"));
pub(super) const NOTES: (&str, &str) = ("content/promise/notes.toml", include_str!("../../content/promise/notes.toml"));

static SHIPPED: LazyLock<(Templates, Notes)> = LazyLock::new(|| {
    const READ: &str = "a test reads the content that ships";
    (toml::from_str(TEMPLATES.1).expect(READ), toml::from_str(NOTES.1).expect(READ))
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Templates {
    template: Vec<Template>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub id: String,
    pub area: String,
    pub cadence: Cadence,
    /// Practices.
    pub serves: Vec<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notes {
    note: Vec<Note>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub id: String,
    /// By language.
    pub words: BTreeMap<String, Vec<String>>,
}

/// In the order to show them.
pub(super) fn shipped() -> &'static [Template] {
    &SHIPPED.0.template
}

pub(super) fn known_notes() -> &'static [Note] {
    &SHIPPED.1.note
}

/// What serves which practices.
pub(crate) fn serves() -> impl Iterator<Item = (String, &'static [u16])> {
    shipped().iter().map(|template| (format!("promise template {}", template.id), &template.serves[..]))
}

pub(super) fn template(id: &str) -> Result<&'static Template> {
    shipped().iter().find(|template| template.id == id).ok_or(bad("template", FieldProblem::Unknown))
}

impl Template {
    pub fn view(&self, text: &Text) -> TemplateView {
        TemplateView {
            id: self.id.clone(),
            area: self.area.clone(),
            area_words: text.get(&format!("promise-area-{}", self.area), &[]),
            what: text.get(&format!("promise-template-{}", self.id), &[]),
            cadence: self.cadence.clone(),
        }
    }
}

pub(super) fn notes(what: &str, text: &Text) -> Vec<NoteView> {
    let said = |id: &str| text.get(&format!("promise-note-{id}"), &[]);
    fitting_notes(what).map(|id| NoteView { id: id.to_owned(), words: said(id) }).collect()
}

/// The ids of the notes that fit some words, in the order of the list.
pub(crate) fn fitting_notes(what: &str) -> impl Iterator<Item = &'static str> {
    let said = words_of(what);
    let fits = move |note: &&Note| note.words.values().flatten().any(|words| is_in(words, &said));
    known_notes().iter().filter(fits).map(|note| note.id.as_str())
}

/// The ids of all notes, with the file and line of each.
#[cfg(test)]
pub(crate) fn known_note_ids() -> Vec<(String, String)> {
    let (file, source) = NOTES;
    let id = |text: &str| Some(text.strip_prefix("id = \"")?.strip_suffix('"')?.to_owned());
    (1..).zip(source.lines()).filter_map(|(line, text)| Some((format!("{file}:{line}"), id(text)?))).collect()
}

/// Every message that this content needs, with the file and line that need it.
#[cfg(test)]
pub(crate) fn messages_needed() -> Vec<(String, String)> {
    let mut needed = Vec::new();
    for ((file, source), kind) in [(TEMPLATES, "template"), (NOTES, "note")] {
        for (line, text) in (1..).zip(source.lines()) {
            let mut need = |message: String| needed.push((format!("{file}:{line}"), message));
            let quoted = |rest: &str| rest.trim_matches('"').to_owned();
            if let Some(id) = text.strip_prefix("id = ") {
                need(format!("promise-{kind}-{}", quoted(id)));
            } else if let Some(area) = text.strip_prefix("area = ") {
                need(format!("promise-area-{}", quoted(area)));
            }
        }
    }
    needed
}

//! The words of a module: which messages its structure asks for, and how they are said.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Fault;
use super::module::{Kind, Module, Step};
use super::pack::Content;
use crate::text::Text;
use crate::text::lint::texts::{self, File};

/// The most attributes that each kind of message may have.
const OF_MODULE: [&str; 4] = ["title", "not", "end", "end-solo"];
const OF_STEP: [&str; 3] = ["title", "note", "instead"];

/// Variables that the words of a module may use.
const VARIABLES: [&str; 4] = ["partner", "address", "partner_form", "item"];

/// Every message of Mend's own that guides say.
#[cfg(test)]
pub(crate) const SENTENCES: [&str; 55] = [
    "guide-if-afraid",
    "guide-if-afraid.title",
    "guide-harm",
    "guide-not-reviewed",
    "guide-for-broke",
    "guide-for-hurt",
    "guide-for-alone",
    "guide-for-two",
    "guide-intensity-light",
    "guide-intensity-middle",
    "guide-intensity-strong",
    "guide-minutes",
    "guide-needs",
    "guide-role",
    "guide-role.note",
    "guide-skip",
    "guide-stop",
    "guide-part-alone",
    "guide-part-alone.about",
    "guide-part-together",
    "guide-part-together.about",
    "guide-part-after",
    "guide-part-after.about",
    "guide-own-words",
    "guide-feelings-hint",
    "guide-waits",
    "guide-gone",
    "guide-answered-there",
    "guide-together-ready",
    "guide-together-copies",
    "guide-together-nothing-copied",
    "guide-together-hand-over",
    "guide-together-solo",
    "guide-together-later",
    "guide-together-done",
    "guide-speaker-first",
    "guide-speaker-second",
    "guide-speaker-both",
    "guide-turn-over",
    "guide-plan-text",
    "guide-plan-day",
    "guide-plan-weekday",
    "guide-plan-time",
    "guide-weekday-mo",
    "guide-weekday-tu",
    "guide-weekday-we",
    "guide-weekday-th",
    "guide-weekday-fr",
    "guide-weekday-sa",
    "guide-weekday-su",
    "guide-share-none",
    "guide-offered",
    "guide-written-down",
    "guide-stopped",
    "guide-safety-passed",
];

/// A message that a module may have, and where it is asked for.
struct Wanted {
    id: String,
    line: usize,
    required: bool,
    attributes: &'static [&'static str],
}

/// What is wrong with a file of words: what cannot be read, is missing, or belongs to nothing.
pub(super) fn faults(module: &Module, module_file: &str, file: &str, source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |file: &str, line: usize, what: String| faults.push(Fault { file: file.to_owned(), line, what });
    let wanted = wanted(module);
    let read = File::read(source);
    if !read.unreadable.is_empty() {
        // What is missing behind a broken line is not known.
        read.unreadable.iter().for_each(|line| fault(file, *line, "this is no message".to_owned()));
        return faults;
    }
    let mut said: BTreeSet<String> = BTreeSet::new();
    for message in read.messages() {
        let Some(known) = wanted.iter().find(|wanted| wanted.id == message.id) else {
            fault(file, message.line, format!("no step needs the message {}", message.id));
            continue;
        };
        for part in read.parts(&message) {
            if let Some((_, attribute)) = part.id.split_once('.')
                && !known.attributes.contains(&attribute)
            {
                fault(file, part.line, format!("{} has no attribute .{attribute}", message.id));
            }
            let mut variables = BTreeSet::new();
            texts::variables(part.pattern, &mut variables);
            for variable in variables.iter().filter(|name| !VARIABLES.contains(&name.as_str())) {
                fault(file, part.line, format!("there is no variable ${variable}"));
            }
            if !said.insert(part.id.clone()) {
                fault(file, part.line, format!("{} is there twice", part.id));
            }
        }
    }
    for Wanted { id, line, .. } in wanted.iter().filter(|wanted| wanted.required && !said.contains(&wanted.id)) {
        fault(module_file, *line, format!("{file} has no words for {id}"));
    }
    for attribute in &OF_MODULE[..3] {
        if !said.contains(&format!("{}.{attribute}", module.id)) {
            fault(file, 1, format!("{} needs the attribute .{attribute}", module.id));
        }
    }
    faults
}

fn wanted(module: &Module) -> Vec<Wanted> {
    let mut wanted = vec![Wanted { id: module.id.clone(), line: 1, required: true, attributes: &OF_MODULE }];
    for step in &module.steps {
        let line = step.line;
        let mut want = |id: String, attributes| wanted.push(Wanted { id, line, required: true, attributes });
        if step.text.is_none() {
            want(step.message_of(&module.id, false), &OF_STEP);
        }
        if step.solo.is_some() {
            want(step.message_of(&module.id, true), &OF_STEP);
        }
        for option in options(step) {
            want(module.option_message(&step.id, option), &[]);
        }
    }
    for make in &module.makes {
        let id = format!("{}-{}-title", module.id, make.id);
        wanted.push(Wanted { id, line: make.line, required: false, attributes: &[] });
    }
    wanted
}

/// Options of its own, done with another or alone.
fn options(step: &Step) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for kind in [Some(&step.kind), step.solo.as_ref()].into_iter().flatten() {
        if let Kind::Choose(choose) = kind {
            all.extend(choose.options.iter().map(String::as_str));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The words of one module in one language, and Mend's own.
pub(super) struct Words {
    own: Text,
    pub mend: Arc<Text>,
}

impl Words {
    pub fn of(content: &Content, mend: Arc<Text>) -> Self {
        Self { own: mend.of_content(&content.words()), mend }
    }

    /// A message of the module, or of Mend's own where a step says so.
    pub fn say(&self, id: &str, item: Option<&str>) -> String {
        self.maybe(id, item).unwrap_or_else(|| id.to_owned())
    }

    /// An attribute that may be left out.
    pub fn maybe(&self, id: &str, item: Option<&str>) -> Option<String> {
        let args = item.map(|item| ("item", item));
        let args = args.as_slice();
        let said = self.own.get(id, args);
        if said != id {
            return Some(said);
        }
        let said = self.mend.get(id, args);
        (said != id).then_some(said)
    }
}

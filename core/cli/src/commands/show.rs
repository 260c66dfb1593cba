//! One entry, as it is and as it was.

use mend_core::journal::{EntryView, Feeling, VersionView};

use super::ids;
use crate::app::App;
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

const TIME: &str = "%Y-%m-%d %H:%M %:z";

pub fn show(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let journal = open.journal()?;
    let entry = journal.show(ids::entry(&journal, id)?)?;
    let words = &app.words;
    app.out.reply(&entry, |page| show_entry(page, words, &entry))
}

fn show_entry(page: &mut Page, words: &Words, entry: &EntryView) {
    let row = &entry.row;
    if let Some(title) = row.title.as_deref().filter(|title| !title.is_empty()) {
        page.strong(title);
    }
    let kind = words.core().kind(row.kind);
    let mut facts = vec![
        (words.say("fact-id"), row.id.to_string()),
        (words.say("fact-when"), row.happened_at.format(TIME).to_string()),
        (words.say("fact-kind"), if row.starred { format!("{kind} *") } else { kind }),
    ];
    facts.extend(lists(words, &row.feelings, &row.tags));
    if let Some(edited_at) = entry.edited_at {
        facts.push((words.say("fact-edited"), edited_at.format(TIME).to_string()));
    }
    if entry.versions > 0 {
        facts.push((words.say("fact-versions"), entry.versions.to_string()));
    }
    page.facts(&facts);
    page.blank();
    page.text(entry.text.trim_end_matches('\n'));
}

fn lists(words: &Words, feelings: &[Feeling], tags: &[String]) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    if !feelings.is_empty() {
        let named: Vec<String> = feelings
            .iter()
            .map(|feeling| match feeling.strength {
                Some(strength) => {
                    format!("{} ({})", words.core().feeling(&feeling.id), words.core().strength(strength))
                }
                None => words.core().feeling(&feeling.id),
            })
            .collect();
        facts.push((words.say("fact-feelings"), named.join(", ")));
    }
    if !tags.is_empty() {
        facts.push((words.say("fact-tags"), tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join("  ")));
    }
    facts
}

pub fn history(app: &mut App, id: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let journal = open.journal()?;
    let versions = journal.history(ids::entry(&journal, id)?)?;
    let words = &app.words;
    app.out.reply(&Named("versions", &versions), |page| {
        if versions.is_empty() {
            page.text(&words.say("history-empty"));
        }
        for (i, version) in versions.iter().enumerate() {
            if i > 0 {
                page.blank();
            }
            show_version(page, words, version);
        }
    })
}

fn show_version(page: &mut Page, words: &Words, version: &VersionView) {
    page.strong(&words.with("version", &[("version", &version.version.to_string())]));
    let mut facts = Vec::new();
    if let Some(title) = version.title.as_deref().filter(|title| !title.is_empty()) {
        facts.push((words.say("fact-title"), title.to_owned()));
    }
    facts.push((words.say("fact-when"), version.happened_at.format(TIME).to_string()));
    facts.push((words.say("fact-kind"), words.core().kind(version.kind)));
    facts.extend(lists(words, &version.feelings, &version.tags));
    facts.push((words.say("fact-replaced"), version.replaced_at.format(TIME).to_string()));
    page.facts(&facts);
    page.blank();
    page.text(version.text.trim_end_matches('\n'));
}

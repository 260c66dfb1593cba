//! Many entries: the timeline, a search, this day in earlier years, tags.

use mend_core::journal::{EntryRow, Filter, TimelinePage};
use serde_json::json;

use super::ids;
use crate::app::App;
use crate::args::FilterArgs;
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

pub fn list(app: &mut App, filter: FilterArgs, limit: u32, after: Option<&str>) -> Result<(), Failure> {
    let filter = Filter::from(filter);
    let open = app.open()?;
    let timeline = open.journal()?.list(&filter, limit, after)?;
    let words = &app.words;
    app.out.reply(&timeline, |page| show_timeline(page, words, &timeline, filter == Filter::default()))
}

fn show_timeline(page: &mut Page, words: &Words, timeline: &TimelinePage, unfiltered: bool) {
    if timeline.entries.is_empty() {
        page.text(&words.say(if unfiltered { "list-empty" } else { "list-none-fits" }));
    }
    rows(page, words, &timeline.entries);
    if let Some(next) = &timeline.next {
        page.blank();
        page.faint(&words.with("list-more", &[("next", next)]));
    }
}

fn rows(page: &mut Page, words: &Words, entries: &[EntryRow]) {
    let rows: Vec<Vec<String>> = entries.iter().map(|entry| row(words, entry)).collect();
    page.table(&rows);
}

fn row(words: &Words, entry: &EntryRow) -> Vec<String> {
    let text = match entry.title.as_deref() {
        Some(title) if !title.is_empty() => format!("{title} · {}", entry.preview),
        _ => entry.preview.clone(),
    };
    vec![
        entry.happened_at.format("%Y-%m-%d %H:%M").to_string(),
        ids::short(entry.id),
        words.core().kind(entry.kind),
        if entry.starred { "*".to_owned() } else { String::new() },
        text.trim_end_matches([' ', '·']).to_owned(),
    ]
}

pub fn search(app: &mut App, query: Option<String>, filter: FilterArgs, limit: u32) -> Result<(), Failure> {
    let open = app.open()?;
    let query = match query {
        Some(query) => query,
        None => app.take_line("search-prompt")?,
    };
    let hits = open.journal()?.search(&query, &filter.into(), limit)?;
    let words = &app.words;
    app.out.reply(&Named("hits", &hits), |page| {
        if hits.is_empty() {
            page.text(&words.say("search-none"));
        }
        for hit in &hits {
            let when = hit.happened_at.format("%Y-%m-%d %H:%M");
            let head = format!("{when}  {}", ids::short(hit.id));
            match hit.title.as_deref() {
                Some(title) if !title.is_empty() => page.faint(&format!("{head}  {title}")),
                _ => page.faint(&head),
            }
            page.found("  ", &hit.snippet, &hit.found);
        }
    })
}

pub fn tags(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let tags = open.journal()?.tags()?;
    let answer: Vec<_> = tags.iter().map(|(tag, entries)| json!({ "tag": tag, "entries": entries })).collect();
    let words = &app.words;
    app.out.reply(&json!({ "tags": answer }), |page| {
        if tags.is_empty() {
            page.text(&words.say("tags-empty"));
        }
        let digits = tags.iter().map(|(_, entries)| entries.to_string().len()).max().unwrap_or(0);
        let rows: Vec<Vec<String>> =
            tags.iter().map(|(tag, entries)| vec![format!("{entries:>digits$}"), format!("#{tag}")]).collect();
        page.table(&rows);
    })
}

pub fn on_this_day(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let entries = open.journal()?.on_this_day()?;
    let on = open.settings().journal()?.on_this_day;
    let words = &app.words;
    app.out.reply(&Named("entries", &entries), |page| {
        if entries.is_empty() {
            page.text(&words.say(if on { "on-this-day-none" } else { "on-this-day-off" }));
        }
        rows(page, words, &entries);
    })
}

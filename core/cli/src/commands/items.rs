//! What is shared, as lists and pages show it: the same for a preview, for what went and for what came.

use std::fmt::Display;

use chrono::{DateTime, FixedOffset};
use mend_core::partner::{
    FeelingView, ItemBody, ItemKind, ItemPage, ItemRow, ItemView, OfferedVersionView, Partner, SharedVersionView,
};
use mend_core::{FieldProblem, ItemId, MendError};

use super::{checkin, ids};
use crate::failure::Failure;
use crate::page::Page;
use crate::words::Words;

const TIME: &str = "%Y-%m-%d %H:%M %:z";

type List = fn(&Partner, u32, Option<&str>) -> mend_core::Result<ItemPage>;

/// A whole id, or the beginning of one, of whatever the two shared.
pub fn found(partner: &Partner, typed: &str) -> Result<ItemId, Failure> {
    ids::by_beginning(typed, |take| {
        // What waits in the outbox and an agreement of both stand in more than one list.
        let mut seen = Vec::new();
        let mut once = |id: ItemId| {
            if !seen.contains(&id) {
                seen.push(id);
                take(id);
            }
        };
        partner.outbox()?.iter().for_each(|row| once(row.id));
        for list in [Partner::shared as List, Partner::inbox] {
            let mut after = None;
            loop {
                let page = list(partner, 500, after.as_deref())?;
                page.items.iter().for_each(|row| once(row.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(())
    })
}

/// Why nothing was said to an item.
pub fn refused(error: MendError) -> Failure {
    match error {
        MendError::BadField { field: "shared_item", problem: FieldProblem::Malformed } => Failure::NotForItem,
        error => error.into(),
    }
}

pub fn show_list(page: &mut Page, words: &Words, list: &ItemPage) {
    show_rows(page, words, &list.items);
    if let Some(next) = &list.next {
        page.blank();
        page.faint(&words.with("list-more", &[("next", next)]));
    }
}

pub fn show_rows(page: &mut Page, words: &Words, rows: &[ItemRow]) {
    let row = |row: &ItemRow| {
        let stands = match row.arrived {
            _ if row.former => words.say("item-former"),
            _ if row.held => words.say("item-held"),
            Some(true) => words.say("item-arrived"),
            Some(false) => words.say("item-not-arrived"),
            None if row.waiting && row.kind == ItemKind::Letter => words.say("item-closed"),
            None if row.waiting => words.say("item-waiting"),
            None => String::new(),
        };
        vec![ids::short(row.id), words.core().item_kind(row.kind), stands, row.title.clone()]
    };
    page.table(&rows.iter().map(row).collect::<Vec<_>>());
}

pub fn show_item(page: &mut Page, words: &Words, view: &ItemView) {
    show_body(page, words, &view.body);
    page.blank();
    page.facts(&[(words.say("fact-id"), view.row.id.to_string())]);
    match view.row.arrived {
        Some(true) => page.faint(&core(words, "partner-arrived")),
        Some(false) => page.faint(&core(words, "partner-not-arrived")),
        None if view.row.waiting => page.faint(&words.with("item-answer-next", &[("id", &ids::short(view.row.id))])),
        None => {}
    }
}

/// A sentence of the core's.
pub fn core(words: &Words, id: &str) -> String {
    words.core().get(id, &[])
}

pub fn show_body(page: &mut Page, words: &Words, body: &ItemBody) {
    match body {
        ItemBody::Entry { entry_kind, happened_at, edited_at, title, text, feelings } => {
            title_of(page, title.as_deref());
            let mut facts =
                vec![when(words, "fact-when", happened_at), (words.say("fact-kind"), words.core().kind(*entry_kind))];
            if !feelings.is_empty() {
                let felt: Vec<_> = feelings.iter().map(feeling).collect();
                facts.push((words.say("fact-feelings"), felt.join(", ")));
            }
            facts.extend(edited_at.as_ref().map(|at| when(words, "fact-edited", at)));
            with_text(page, &facts, text);
        }
        ItemBody::Checkin { set_title, answered_at, edited_at, answers, .. } => {
            title_of(page, Some(set_title));
            let mut facts = vec![when(words, "fact-when", answered_at)];
            facts.extend(edited_at.as_ref().map(|at| when(words, "fact-edited", at)));
            page.facts(&facts);
            for answer in answers {
                page.blank();
                page.faint(&answer.question);
                page.text(&answer.words);
            }
        }
        ItemBody::Promise { versions, reviews } => {
            each(page, versions, |page, version| show_offer(page, words, version));
            if !reviews.is_empty() {
                page.blank();
                show_rows(page, words, reviews);
            }
        }
        ItemBody::Review { text, written_at, .. } => with_text(page, &[when(words, "fact-when", written_at)], text),
        ItemBody::Agreement { versions, caveat } => {
            each(page, versions, |page, version| show_version(page, words, version));
            page.blank();
            page.text(caveat);
        }
        ItemBody::Schedule { request, words: about } => {
            title_of(page, Some(about));
            let times: Vec<_> = request.times.iter().map(|time| time.format("%H:%M").to_string()).collect();
            let mut facts = vec![
                (words.say("fact-rhythm"), checkin::rhythm(words, &request.cadence)),
                (words.say("fact-times"), times.join(", ")),
            ];
            facts.extend(request.until.map(|day| fact(words, "fact-until", day)));
            page.facts(&facts);
        }
        ItemBody::Letter { title, text, written_at } => {
            title_of(page, title.as_deref());
            with_text(page, &[when(words, "fact-when", written_at)], text);
        }
        ItemBody::LetterUnread { bytes, declined } => {
            page.text(&words.core().get("partner-letter-size", &[("size", &bytes.to_string())]));
            if *declined {
                page.text(&core(words, "partner-letter-declined"));
            }
        }
        ItemBody::Unknown => page.text(&core(words, "partner-title-unknown")),
    }
}

fn each<T>(page: &mut Page, all: &[T], mut show: impl FnMut(&mut Page, &T)) {
    for (i, one) in all.iter().enumerate() {
        if i > 0 {
            page.blank();
        }
        show(page, one);
    }
}

fn show_offer(page: &mut Page, words: &Words, version: &OfferedVersionView) {
    page.faint(&words.with("version", &[("version", &version.version.to_string())]));
    page.text(&version.what);
    let mut facts = vec![
        (words.say("fact-rhythm"), checkin::rhythm(words, &version.cadence)),
        fact(words, "promise-fact-first", version.first_day),
        fact(words, "fact-until", version.last_day),
    ];
    if !version.tell.is_empty() {
        facts.push(fact(words, "promise-fact-tell", &version.tell));
    }
    if let Some(answer) = &version.answer {
        let said = if answer.words.is_empty() {
            answer.said_words.clone()
        } else {
            format!("{}: {}", answer.said_words, answer.words)
        };
        facts.push((words.say("item-fact-answer"), said));
    }
    page.facts(&facts);
}

fn show_version(page: &mut Page, words: &Words, version: &SharedVersionView) {
    page.faint(&words.with("version", &[("version", &version.version.to_string())]));
    page.strong(&version.topic_words);
    page.text(&version.words);
    let yes = match (version.my_yes, version.partner_yes) {
        (true, true) => "item-yes-both",
        (true, false) => "item-yes-mine",
        (false, true) => "item-yes-theirs",
        (false, false) => "item-yes-none",
    };
    let mut facts = vec![
        (words.say("fact-state"), version.state_words.clone()),
        (words.say("item-fact-yes"), words.say(yes)),
        (words.say("agree-fact-kind"), version.kind_words.clone()),
        (words.say("agree-fact-owner"), version.owner_words.clone()),
        fact(words, "agree-fact-review", version.review_day),
    ];
    facts.extend(version.holds_until.map(|day| fact(words, "fact-until", day)));
    page.facts(&facts);
}

fn title_of(page: &mut Page, title: Option<&str>) {
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        page.strong(title);
    }
}

fn with_text(page: &mut Page, facts: &[(String, String)], text: &str) {
    page.facts(facts);
    page.blank();
    page.text(text.trim_end_matches('\n'));
}

fn fact(words: &Words, id: &str, value: impl Display) -> (String, String) {
    (words.say(id), value.to_string())
}

fn when(words: &Words, id: &str, at: &DateTime<FixedOffset>) -> (String, String) {
    fact(words, id, at.format(TIME))
}

fn feeling(feeling: &FeelingView) -> String {
    match &feeling.strength_words {
        Some(strength) => format!("{} ({strength})", feeling.words),
        None => feeling.words.clone(),
    }
}

//! Copies of what one of the two wrote: entries, check-ins, reviews, letters and schedules.

use super::{Around, FeelingView, ItemBody, LetterState, SharedAnswerView, Side, known_or_id, version};
use crate::journal::preview;
use crate::partner::{CardAnswer, CardFeeling, CheckinCard, EntryCard, Letter, Payload, ScheduleProposal};
use crate::reminder::{ScheduleRequest, Subject, Zone};
use crate::text::Text;

/// A letter shows how long it is in steps of this.
const SIZE: usize = 100;

pub(super) fn body(held: Option<&Payload>, around: &Around<'_>) -> ItemBody {
    match held {
        Some(Payload::EntryCard(card)) => entry(card.clone(), around.text),
        Some(Payload::CheckinCard(card)) => checkin(card.clone(), around.text),
        Some(Payload::PromiseReview(review)) => ItemBody::Review {
            promise: review.promise.into(),
            text: review.text.clone(),
            written_at: review.written_at.get(),
        },
        Some(Payload::ScheduleProposal(proposal)) => {
            let request = schedule(proposal.clone());
            ItemBody::Schedule { words: schedule_words(&request.subject, around.text), request }
        }
        Some(Payload::Letter(letter)) if opened(around) => ItemBody::Letter {
            title: letter.title.clone(),
            text: letter.text.clone(),
            written_at: letter.written_at.get(),
        },
        Some(Payload::Letter(letter)) => ItemBody::LetterUnread {
            bytes: in_steps(letter.text.len()),
            declined: around.letter == LetterState::Declined,
        },
        _ => ItemBody::Unknown,
    }
}

/// The number of its version, its line in a list, and whether something can still be said to it.
pub(super) fn row(held: Option<&Payload>, around: &Around<'_>) -> (u32, String, bool) {
    let text = around.text;
    let (title, waiting) = match held {
        Some(Payload::EntryCard(card)) => (line(&card.title, &card.text, || text.kind(card.kind)), false),
        Some(Payload::CheckinCard(card)) => {
            (text.get("partner-title-checkin", &[("set", &set_title(&card.set, text))]), false)
        }
        Some(Payload::PromiseReview(review)) => {
            (text.get("partner-title-review", &[("beginning", &preview(&review.text))]), false)
        }
        Some(Payload::ScheduleProposal(proposal)) => {
            (text.get("partner-title-schedule", &[("what", &schedule_words(&proposal.subject, text))]), false)
        }
        Some(Payload::Letter(letter)) if opened(around) => {
            let beginning = line(&letter.title, &letter.text, String::new);
            (text.get("partner-title-letter", &[("beginning", &beginning)]), false)
        }
        Some(Payload::Letter(letter)) => (letter_size(letter, text), around.letter == LetterState::Waiting),
        _ => (text.get("partner-title-unknown", &[]), false),
    };
    (held.and_then(version).unwrap_or(1), title, waiting)
}

/// Its writer sees it whole; the other once they chose to.
fn opened(around: &Around<'_>) -> bool {
    around.from == Side::Me || around.letter == LetterState::Accepted
}

fn entry(card: EntryCard, text: &Text) -> ItemBody {
    let EntryCard { version: _, kind, happened_at, title, text: words, feelings: felt, edited_at } = card;
    ItemBody::Entry {
        entry_kind: kind,
        happened_at: happened_at.get(),
        edited_at: edited_at.map(|at| at.get()),
        title,
        text: words,
        feelings: felt.into_iter().map(|feeling| feeling_view(feeling, text)).collect(),
    }
}

fn checkin(card: CheckinCard, text: &Text) -> ItemBody {
    let CheckinCard { version: _, set, answered_at, answers, edited_at } = card;
    let answers = answers.into_iter().map(|shared| SharedAnswerView {
        item: shared.item,
        question: shared.question,
        words: answer_words(shared.answer, text),
    });
    ItemBody::Checkin {
        set_title: set_title(&set, text),
        answers: answers.collect(),
        set,
        answered_at: answered_at.get(),
        edited_at: edited_at.map(|at| at.get()),
    }
}

fn answer_words(answer: CardAnswer, text: &Text) -> String {
    match answer {
        CardAnswer::Feelings(felt) => {
            let words = felt.into_iter().map(|feeling| {
                let FeelingView { words, strength_words, .. } = feeling_view(feeling, text);
                match strength_words {
                    Some(strength) => text.get("feeling-and-strength", &[("feeling", &words), ("strength", &strength)]),
                    None => words,
                }
            });
            words.collect::<Vec<_>>().join(", ")
        }
        CardAnswer::Scale { words, .. } | CardAnswer::Choice { words, .. } | CardAnswer::Text(words) => words,
        CardAnswer::YesNo(yes) => text.get(if yes { "checkin-yes" } else { "checkin-no" }, &[]),
    }
}

fn feeling_view(CardFeeling { id, strength }: CardFeeling, text: &Text) -> FeelingView {
    let words = known_or_id(text, "feeling-", &id);
    FeelingView { id, words, strength, strength_words: strength.map(|strength| text.strength(strength)) }
}

fn set_title(set: &str, text: &Text) -> String {
    known_or_id(text, "checkin-set-", set)
}

/// As a schedule of one's own would be asked for. What its alarm says stays each phone's own.
pub(super) fn schedule(proposal: ScheduleProposal) -> ScheduleRequest {
    let ScheduleProposal { subject, cadence, times, zone, anchor, grace_minutes, until } = proposal;
    ScheduleRequest {
        subject,
        cadence,
        times,
        zone: zone.map_or(Zone::Floating, Zone::Fixed),
        anchor: Some(anchor.0),
        grace_minutes,
        until: until.map(|day| day.0),
        notice: None,
    }
}

fn schedule_words(subject: &Subject, text: &Text) -> String {
    let message = match subject {
        Subject::CheckIn { set } => return text.get("partner-title-checkin", &[("set", &set_title(set, text))]),
        Subject::Own { about } if !about.is_empty() => return about.clone(),
        Subject::PromiseReview { .. } => "partner-schedule-promise",
        Subject::AgreementReview { .. } => "partner-schedule-agreement",
        Subject::TogetherTime => "partner-schedule-together",
        Subject::SwapCodes => "partner-schedule-codes",
        Subject::Own { .. } => "partner-schedule-own",
    };
    text.get(message, &[])
}

/// Of a letter that waits: what kind it is, and how long.
fn letter_size(letter: &Letter, text: &Text) -> String {
    let size = in_steps(letter.text.chars().count());
    text.get("partner-letter-size", &[("size", &size.to_string())])
}

fn in_steps(length: usize) -> u32 {
    // At most 64 KiB, as every text of a payload.
    (length.div_ceil(SIZE).max(1) * SIZE) as u32
}

/// The title, or the beginning of the text.
fn line(title: &Option<String>, text: &str, neither: impl FnOnce() -> String) -> String {
    let beginning = || Some(preview(text)).filter(|beginning| !beginning.is_empty());
    title.clone().or_else(beginning).unwrap_or_else(neither)
}

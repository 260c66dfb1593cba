//! Promises that were offered, with what was said to each version.

use super::{Around, OfferedVersionView, PromiseAnswerView, Side, Told};
use crate::agreement::VersionHash;
use crate::partner::{Payload, PromiseAnswer, PromiseOffer, SaidToPromise};
use crate::promise::hash_of_offer;
use crate::text::Text;

/// Each version once, in the order in which they were said.
pub(super) fn versions(told: &[Told], around: &Around<'_>) -> Vec<OfferedVersionView> {
    let mut versions: Vec<OfferedVersionView> = Vec::new();
    for Told { by, payload } in told {
        match payload {
            Payload::PromiseOffer(offer) if *by == around.from => {
                // A rhythm within its bounds can be written: there is no promise without a hash.
                let Ok(hash) = hash_of_offer(offer).map(VersionHash) else { continue };
                if !versions.iter().any(|version| version.hash == hash) {
                    versions.push(version(offer, hash));
                }
            }
            _ => {}
        }
    }
    for Told { by, payload } in told {
        match payload {
            // Nobody answers their own promise.
            Payload::PromiseAnswer(answer) if *by != around.from => {
                let hash = VersionHash(answer.hash);
                if let Some(version) = versions.iter_mut().find(|version| version.hash == hash) {
                    version.answer = Some(answer_view(answer, around.text));
                }
            }
            _ => {}
        }
    }
    versions
}

/// The number of the last version, the line in a list, and whether the last version waits for an answer here.
pub(super) fn row(versions: &[OfferedVersionView], around: &Around<'_>) -> (u32, String, bool) {
    let Some(last) = versions.last() else { return (1, String::new(), false) };
    (last.version, last.what.clone(), around.from == Side::Partner && last.answer.is_none())
}

fn version(offer: &PromiseOffer, hash: VersionHash) -> OfferedVersionView {
    let PromiseOffer { version, what, cadence, anchor, first_day, last_day, tell, made_at } = offer.clone();
    OfferedVersionView {
        version,
        hash,
        what,
        cadence,
        anchor: anchor.0,
        first_day: first_day.0,
        last_day: last_day.0,
        tell,
        made_at: made_at.get(),
        answer: None,
    }
}

fn answer_view(answer: &PromiseAnswer, text: &Text) -> PromiseAnswerView {
    let message = match answer.said {
        SaidToPromise::Accept => "partner-said-accept",
        SaidToPromise::AskForChange => "partner-said-ask_for_change",
        SaidToPromise::Decline => "partner-said-decline",
    };
    PromiseAnswerView {
        said: answer.said,
        said_words: text.get(message, &[]),
        words: answer.words.clone(),
        said_at: answer.said_at.get(),
    }
}

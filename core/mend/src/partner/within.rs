//! How much each kind of op may say. Asked before one is made and after one is read.

use super::limits::{ANSWERS, FEELINGS, ID_BYTES, QUESTION_CHARACTERS, TEXT_BYTES};
use super::payload::{
    AgreementSaid, AgreementVersion, CardAnswer, CardFeeling, CheckinCard, EntryCard, Letter, PromiseAnswer,
    PromiseOffer, PromiseReview, SaidToPromise, ScheduleProposal, SharedAnswer, Tombstone,
};
use super::{Day, Moment};
use crate::agreement::{AgreementKind, Owner, Topic, limits as agreements};
use crate::journal::{limits as journal, one_line};
use crate::promise::limits as promises;
use crate::reminder::{Cadence, Subject, limits as reminders};
use chrono::{Days, Timelike};

fn line(text: &str, most: usize) -> bool {
    one_line(text, "", most).is_ok()
}

/// An id that content gives.
fn id(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=ID_BYTES).contains(&text.len()) && text.bytes().all(known)
}

fn text(text: &str) -> bool {
    text.len() <= TEXT_BYTES
}

fn title(title: &Option<String>) -> bool {
    title.as_ref().is_none_or(|title| !title.is_empty() && line(title, journal::TITLE_CHARACTERS))
}

fn moments<const N: usize>(at: [Option<Moment>; N]) -> bool {
    at.into_iter().flatten().all(Moment::within)
}

fn days<const N: usize>(days: [Option<Day>; N]) -> bool {
    days.into_iter().flatten().all(Day::within)
}

fn feelings(feelings: &[CardFeeling]) -> bool {
    let one = |feeling: &CardFeeling| {
        id(&feeling.id) && feeling.strength.is_none_or(|strength| strength <= journal::STRONGEST)
    };
    let twice = |at: usize| feelings[..at].iter().any(|earlier| earlier.id == feelings[at].id);
    feelings.len() as u64 <= FEELINGS && feelings.iter().all(one) && !(0..feelings.len()).any(twice)
}

fn cadence(cadence: &Cadence) -> bool {
    cadence.clone().checked().is_ok_and(|checked| checked == *cadence)
}

impl EntryCard {
    pub(super) fn within(&self) -> bool {
        let Self { version, kind: _, happened_at, title: above, text: words, feelings: felt, edited_at } = self;
        *version > 0 && title(above) && text(words) && feelings(felt) && moments([Some(*happened_at), *edited_at])
    }
}

impl CheckinCard {
    pub(super) fn within(&self) -> bool {
        let Self { version, set, answered_at, answers, edited_at } = self;
        let twice = |at: usize| answers[..at].iter().any(|earlier| earlier.item == answers[at].item);
        *version > 0
            && id(set)
            && (1..=ANSWERS).contains(&(answers.len() as u64))
            && answers.iter().all(SharedAnswer::within)
            && !(0..answers.len()).any(twice)
            && moments([Some(*answered_at), *edited_at])
    }
}

impl SharedAnswer {
    fn within(&self) -> bool {
        let answer = match &self.answer {
            CardAnswer::Feelings(felt) => feelings(felt),
            CardAnswer::Scale { point, points, words } => point < points && line(words, QUESTION_CHARACTERS),
            CardAnswer::Choice { id: option, words } => id(option) && line(words, QUESTION_CHARACTERS),
            CardAnswer::Text(words) => text(words),
            CardAnswer::YesNo(_) => true,
        };
        answer && id(&self.item) && line(&self.question, QUESTION_CHARACTERS)
    }
}

impl PromiseOffer {
    pub(super) fn within(&self) -> bool {
        let Self { version, what, cadence: often, anchor, first_day, last_day, tell, made_at } = self;
        let length = i64::from(last_day.number()) - i64::from(first_day.number()) + 1;
        *version > 0
            && !what.trim().is_empty()
            && line(what, promises::WHAT_CHARACTERS)
            && line(tell, promises::TELL_CHARACTERS)
            && cadence(often)
            && (1..=promises::DAYS as i64).contains(&length)
            && anchor <= first_day
            && days([Some(*anchor), Some(*first_day), Some(*last_day)])
            && made_at.within()
    }
}

impl PromiseReview {
    pub(super) fn within(&self) -> bool {
        self.version > 0 && !self.text.trim().is_empty() && text(&self.text) && self.written_at.within()
    }
}

impl PromiseAnswer {
    pub(super) fn within(&self) -> bool {
        let asks = self.said == SaidToPromise::AskForChange;
        (asks || self.words.is_empty()) && text(&self.words) && self.said_at.within()
    }
}

impl AgreementVersion {
    pub(super) fn within(&self) -> bool {
        let Self { topic, words, kind, owner, review_day, holds_until, made_at } = self;
        let topic = match topic {
            Topic::Listed { id: listed } => id(listed),
            Topic::Own { words } => !words.trim().is_empty() && line(words, agreements::TOPIC_CHARACTERS),
        };
        // Nobody writes openness for another, and none is without an end, nor with one far away.
        let longest = Days::new(agreements::TRANSPARENCY_DAYS);
        let ends = holds_until.is_some_and(|last| {
            made_at.get().date_naive().checked_add_days(longest).is_some_and(|latest| last.0 <= latest)
        });
        let openness = *kind != AgreementKind::Transparency || *owner == Owner::Me && ends;
        topic
            && openness
            && !words.trim().is_empty()
            && words.len() <= agreements::WORDS_CHARACTERS * 4
            && words.chars().count() <= agreements::WORDS_CHARACTERS
            && !words.chars().any(|c| c.is_control() && c != '\n')
            && days([Some(*review_day), *holds_until])
            && made_at.within()
    }
}

impl AgreementSaid {
    pub(super) fn within(&self) -> bool {
        self.said_at.within()
    }
}

impl ScheduleProposal {
    pub(super) fn within(&self) -> bool {
        let Self { subject, cadence: often, times, zone, anchor, grace_minutes, until } = self;
        let subject = match subject {
            Subject::CheckIn { set } => id(set),
            Subject::PromiseReview { promise: of } | Subject::AgreementReview { agreement: of } => id(of),
            Subject::TogetherTime | Subject::SwapCodes => true,
            Subject::Own { about } => line(about, reminders::ABOUT_CHARACTERS),
        };
        // The list of zones is each phone's own: only the form of a name is looked at.
        let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'+');
        let zone = zone.as_ref().is_none_or(|z| (1..=ID_BYTES).contains(&z.len()) && z.bytes().all(name));
        subject
            && zone
            && cadence(often)
            && (1..=reminders::TIMES).contains(&times.len())
            && times.is_sorted_by(|a, b| a < b)
            && times.iter().all(|time| time.num_seconds_from_midnight() % 60 == 0 && time.nanosecond() == 0)
            && reminders::GRACE_MINUTES.contains(grace_minutes)
            && until.is_none_or(|until| *anchor <= until)
            && days([Some(*anchor), *until])
    }
}

impl Letter {
    pub(super) fn within(&self) -> bool {
        let says = !self.text.is_empty() || self.title.is_some();
        self.version > 0 && says && title(&self.title) && text(&self.text) && self.written_at.within()
    }
}

impl Tombstone {
    pub(super) fn within(&self) -> bool {
        true
    }
}

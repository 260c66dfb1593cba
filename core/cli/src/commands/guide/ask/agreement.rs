//! An item of an agreement: what it is about, its words, who does it, when to look at it again.

use chrono::NaiveDate;
use mend_core::agreement::{AgreementKind, AgreementRequest, Agreements, Owner, Topic};
use mend_core::checkin::OptionView;

use super::{Asking, Unsaid, core};
use crate::args::parse_day;
use crate::commands::guide::walk::Move;

impl Asking<'_> {
    pub(super) fn agreement(
        &mut self,
        topic: Option<(&Topic, &str)>,
        usual: NaiveDate,
        written_down: &str,
    ) -> Result<Move, Unsaid> {
        let Some((open, ..)) = self.mine.filter(|_| self.before.is_none()) else { return self.made_already() };
        let agreements = open.agreements()?;
        self.app.out.note_faint(&agreements.caveat());
        let topic = match topic {
            Some((topic, _)) => topic.clone(),
            None => self.topic(&agreements)?,
        };
        let words = loop {
            let Some(words) = self.written("checkin-text-hint")? else { return Ok(Move::Pass) };
            if self.keeps_words(&agreements.notes(&words))? {
                break words;
            }
        };
        self.asks_on(&self.app.words.say("guides-agreement-kind"));
        let kind = self.one_of(&AgreementKind::ALL.map(|kind| (kind, format!("agreement-kind-{}", kind.id()))))?;
        let (owner, holds_until) = if kind == AgreementKind::Transparency {
            self.asks_on(&self.app.words.with("guides-last-day", &[("day", &usual.to_string())]));
            let day = self.typed_as("", |_, word| parse_day(word).ok())?;
            (Owner::Me, Some(day.unwrap_or(usual)))
        } else {
            self.asks_on(&self.app.words.say("guides-agreement-owner"));
            let owners = [Owner::Both, Owner::Me, Owner::Partner]
                .map(|owner| (owner, format!("agreement-owner-{}", owner.id())));
            (self.one_of(&owners)?, None)
        };
        let usual = holds_until.map_or(usual, |last| usual.min(last));
        self.asks_on(&self.app.words.with("guides-review-day", &[("day", &usual.to_string())]));
        let review_day = self.typed_as("", |_, word| parse_day(word).ok())?.unwrap_or(usual);
        self.app.out.note_faint(written_down);
        Ok(Move::Agreement(AgreementRequest { topic, words, kind, owner, review_day: Some(review_day), holds_until }))
    }

    fn topic(&mut self, agreements: &Agreements) -> Result<Topic, Unsaid> {
        let topics = agreements.topics();
        let options: Vec<_> =
            topics.iter().map(|topic| OptionView { id: topic.id.clone(), words: topic.words.clone() }).collect();
        self.app.out.note(&self.app.words.say("guides-agreement-topic"));
        self.numbered(&options);
        let line = self.line(|_| ())?;
        let number = line.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        Ok(match number.and_then(|n| topics.get(n)) {
            Some(topic) => Topic::listed(&topic.id),
            None => Topic::Own { words: line.trim().trim_start_matches('+').trim().to_owned() },
        })
    }

    /// By number; Enter takes the first.
    fn one_of<T: Copy>(&mut self, known: &[(T, String)]) -> Result<T, Unsaid> {
        let named = |(_, id): &(T, String)| OptionView { id: id.clone(), words: core(&self.app.words, id) };
        let options: Vec<_> = known.iter().map(named).collect();
        self.numbered(&options);
        self.app.out.note_faint(&self.app.words.say("guides-first-usual"));
        loop {
            let number = match self.line_or_usual()? {
                None => Some(0),
                Some(typed) => typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1)),
            };
            match number.and_then(|n| known.get(n)) {
                Some((meant, _)) => return Ok(*meant),
                None => self.not_understood(),
            }
        }
    }
}

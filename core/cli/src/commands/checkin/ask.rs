//! Asking a set of questions, one after the other in a terminal. From elsewhere the answers come as one JSON object.

mod promises;

use std::collections::BTreeSet;

use mend_core::MendError;
use mend_core::checkin::{
    Answer, AnswerKind, CheckinDraftView, Checkins, ItemAnswer, ItemView, Part, PointView, SetView,
};
use mend_core::journal::Feeling;
use mend_core::reminder::Slot;

use crate::app::App;
use crate::args::FeelingArg;
use crate::failure::Failure;

/// Stops the asking; what was answered is kept.
const STOP: &str = ".";
/// Takes an earlier answer away.
const TAKE_AWAY: &str = "-";

/// How an asking ended.
pub enum Asked {
    All(Vec<ItemAnswer>),
    /// A draft has what was answered so far.
    Stopped,
}

/// What was typed after a question.
enum Typed {
    Answer(Answer),
    Nothing,
    TakeAway,
    Stop,
}

impl App {
    /// Asks in a terminal and keeps each answer as a draft; else reads the input.
    pub fn ask(
        &mut self,
        checkins: &Checkins,
        set: &SetView,
        draft: Option<&CheckinDraftView>,
        slot: Option<Slot>,
    ) -> Result<Asked, Failure> {
        if !self.asks_questions() {
            return self.read_answers(set).map(Asked::All);
        }
        self.out.note(&set.title);
        self.out.note(&set.about);
        self.out.note(&self.words.say("checkin-how"));
        let mut answers = draft.map(|draft| draft.answers.clone()).unwrap_or_default();
        if let Some(draft) = draft {
            let when = draft.saved_at.format("%Y-%m-%d %H:%M").to_string();
            self.out.note(&self.words.with("checkin-goes-on", &[("when", &when)]));
        }
        let mut part = None;
        let answered: Vec<String> = answers.iter().map(|known| known.item.clone()).collect();
        for item in set.items.iter().filter(|item| !answered.contains(&item.id)).cloned() {
            self.head_of_part(set, &item, &mut part);
            loop {
                let answer = match self.ask_one(checkins, &item, None)? {
                    Typed::Answer(answer) => answer,
                    Typed::Stop => return Ok(Asked::Stopped),
                    Typed::Nothing | Typed::TakeAway => break,
                };
                answers.push(ItemAnswer { item: item.id.clone(), answer });
                match checkins.save_draft(&set.id, answers.clone(), slot) {
                    // One that the core cannot take is no reason to end: the question is asked again.
                    Err(e @ MendError::BadField { .. }) => {
                        answers.pop();
                        self.out.note(&self.words.error(&e).0);
                    }
                    kept => break kept?,
                }
            }
        }
        Ok(Asked::All(answers))
    }

    /// Asks again what was answered before. Enter keeps an answer.
    pub fn ask_again(
        &mut self,
        checkins: &Checkins,
        set: &SetView,
        earlier: &[(ItemAnswer, String)],
    ) -> Result<Asked, Failure> {
        if !self.asks_questions() {
            return self.read_answers(set).map(Asked::All);
        }
        self.out.note(&self.words.say("checkin-how-again"));
        let takes_answers = |item: &&ItemView| !takes_none(&item.answer);
        let today: Vec<ItemView> = set.items.iter().filter(takes_answers).cloned().collect();
        // A question that is no longer asked keeps its answer.
        let gone = earlier.iter().filter(|(known, _)| !today.iter().any(|item| item.id == known.item));
        let mut answers: Vec<ItemAnswer> = gone.map(|(known, _)| known.clone()).collect();
        for item in today {
            let before = earlier.iter().find(|(known, _)| known.item == item.id);
            match self.ask_one(checkins, &item, before.map(|(_, words)| words.as_str()))? {
                Typed::Answer(answer) => {
                    let answer = promises::with_earlier(answer, before.map(|(known, _)| known));
                    answers.push(ItemAnswer { item: item.id, answer });
                }
                Typed::Nothing => answers.extend(before.map(|(known, _)| known.clone())),
                Typed::TakeAway => {}
                Typed::Stop => return Ok(Asked::Stopped),
            }
        }
        Ok(Asked::All(answers))
    }

    fn asks_questions(&self) -> bool {
        self.can_ask() && !self.out.json
    }

    fn head_of_part(&self, set: &SetView, item: &ItemView, part: &mut Option<Part>) {
        if set.parts.len() > 1 && *part != Some(item.part) {
            *part = Some(item.part);
            for head in set.parts.iter().filter(|head| head.part == item.part) {
                self.out.note("");
                self.out.note(&head.title);
                self.out.note(&head.about);
            }
        }
    }

    fn ask_one(&mut self, checkins: &Checkins, item: &ItemView, before: Option<&str>) -> Result<Typed, Failure> {
        self.out.note("");
        self.out.note(&item.question);
        if let Some(note) = &item.note {
            self.out.note(note);
        }
        if let Some(before) = before {
            self.out.note(&self.words.with("checkin-before", &[("answer", before)]));
        }
        if takes_none(&item.answer) {
            return self.show_one(checkins, item);
        }
        self.choices(&item.answer);
        if let AnswerKind::Promises { promises, options } = &item.answer {
            return self.ask_promises(promises, options, before.is_some());
        }
        loop {
            let Some(line) = self.ask_line("checkin-prompt")? else { return Ok(Typed::Stop) };
            match line.trim() {
                "" => return Ok(Typed::Nothing),
                STOP => return Ok(Typed::Stop),
                TAKE_AWAY if before.is_some() => return Ok(Typed::TakeAway),
                _ => {}
            }
            let answer = match &item.answer {
                AnswerKind::Text { .. } => Some(Answer::Text(self.more_lines(line)?)),
                kind => parsed(kind, line.trim()),
            };
            match answer {
                Some(answer) => return Ok(Typed::Answer(answer)),
                None => self.out.note(&self.words.say("checkin-not-understood")),
            }
        }
    }

    /// A question that takes no answer is shown and passed.
    fn show_one(&mut self, checkins: &Checkins, item: &ItemView) -> Result<Typed, Failure> {
        if item.way.as_ref().is_some_and(|way| way.id == "safety") {
            self.out.note("");
            let pages = super::safety::pages(&checkins.safety(), &self.words);
            for page in pages {
                self.out.note(&page);
                if self.ask_line("checkin-pass")?.is_none() {
                    return Ok(Typed::Stop);
                }
            }
            return Ok(Typed::Nothing);
        }
        match self.ask_line("checkin-pass")? {
            Some(line) if line.trim() != STOP => Ok(Typed::Nothing),
            _ => Ok(Typed::Stop),
        }
    }

    fn choices(&self, kind: &AnswerKind) {
        match kind {
            AnswerKind::Scale { points, .. } => {
                points.iter().for_each(|point| self.out.note(&format!("  {}  {}", point.value, point.words)));
            }
            AnswerKind::Choice { options } | AnswerKind::Promises { options, .. } => {
                options.iter().zip(1..).for_each(|(option, n)| self.out.note(&format!("  {n}  {}", option.words)));
            }
            AnswerKind::Feelings { .. } => self.out.note(&self.words.say("checkin-feelings-hint")),
            AnswerKind::YesNo { yes, no } => {
                self.out.note(&format!("  1  {yes}"));
                self.out.note(&format!("  2  {no}"));
            }
            AnswerKind::Text { .. } => self.out.note(&self.words.say("checkin-text-hint")),
            AnswerKind::None => {}
        }
    }

    /// Until an empty line, or the end of the input.
    fn more_lines(&mut self, first: String) -> Result<String, Failure> {
        let mut text = first;
        while let Some(line) = self.ask_line("checkin-prompt-more")?.filter(|line| !line.trim().is_empty()) {
            text.push('\n');
            text.push_str(&line);
        }
        Ok(text)
    }

    fn read_answers(&mut self, set: &SetView) -> Result<Vec<ItemAnswer>, Failure> {
        super::piped::answers(set, &self.piped_text()?)
    }
}

fn takes_none(kind: &AnswerKind) -> bool {
    match kind {
        AnswerKind::None => true,
        AnswerKind::Promises { promises, .. } => promises.is_empty(),
        _ => false,
    }
}

/// None where it is no answer to a question of this kind.
fn parsed(kind: &AnswerKind, typed: &str) -> Option<Answer> {
    let number = typed.parse::<usize>().ok();
    match kind {
        AnswerKind::Scale { points, .. } => {
            let mut known = points.iter();
            let is_meant = |point: &&PointView| number == Some(point.value.into()) || same_words(typed, &point.words);
            known.find(is_meant).map(|point| Answer::Scale(point.value))
        }
        AnswerKind::Choice { options } => {
            let mut numbered = options.iter().zip(1..);
            let (chosen, _) = numbered.find(|(option, n)| number == Some(*n) || same_words(typed, &option.words))?;
            Some(Answer::Choice(chosen.id.clone()))
        }
        AnswerKind::YesNo { yes, no } => {
            let mut both = [(yes, 1, true), (no, 2, false)].into_iter();
            // The first letters will do.
            let is_meant = |words: &str| words.to_lowercase().starts_with(&typed.to_lowercase());
            let (.., answer) = both.find(|(words, n, _)| number == Some(*n) || is_meant(words))?;
            Some(Answer::YesNo(answer))
        }
        AnswerKind::Feelings { most } => {
            let feelings: Option<Vec<Feeling>> = typed
                .split([',', ' '])
                .filter(|word| !word.is_empty())
                .map(|word| word.parse().ok().map(|FeelingArg(feeling)| feeling).filter(known))
                .collect();
            let feelings = feelings.filter(|feelings| feelings.len() <= *most as usize)?;
            let each_once: BTreeSet<_> = feelings.iter().map(|feeling| &feeling.id).collect();
            (each_once.len() == feelings.len()).then_some(Answer::Feelings(feelings))
        }
        AnswerKind::Text { .. } | AnswerKind::Promises { .. } | AnswerKind::None => None,
    }
}

/// The number before an answer stands for it, and so do its words.
fn same_words(typed: &str, words: &str) -> bool {
    typed.to_lowercase() == words.to_lowercase()
}

fn known(feeling: &Feeling) -> bool {
    let families = mend_core::journal::Journal::feelings();
    families.iter().any(|(_, feelings)| feelings.contains(&feeling.id.as_str()))
}

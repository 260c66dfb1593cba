//! The same choice for each promise.

use mend_core::checkin::{Answer, ItemAnswer, OptionView, PromiseChoice, PromiseOption};

use super::{STOP, TAKE_AWAY, Typed};
use crate::app::App;
use crate::failure::Failure;

impl App {
    /// Enter passes one promise; a dot stops, and forgets what was said of this question.
    pub(super) fn ask_promises(
        &mut self,
        promises: &[PromiseOption],
        options: &[OptionView],
        can_take_away: bool,
    ) -> Result<Typed, Failure> {
        let mut said = Vec::new();
        for promise in promises {
            self.out.note("");
            self.out.note(&promise.what);
            let choice = loop {
                let Some(line) = self.ask_line("checkin-prompt")? else { return Ok(Typed::Stop) };
                match line.trim() {
                    "" => break None,
                    STOP => return Ok(Typed::Stop),
                    TAKE_AWAY if can_take_away => return Ok(Typed::TakeAway),
                    typed => match option(options, typed) {
                        Some(option) => break Some(option.id.clone()),
                        None => self.out.note(&self.words.say("checkin-not-understood")),
                    },
                }
            };
            said.extend(choice.map(|choice| PromiseChoice { promise: promise.id, choice }));
        }
        Ok(if said.is_empty() { Typed::Nothing } else { Typed::Answer(Answer::Promises(said)) })
    }
}

fn option<'o>(options: &'o [OptionView], typed: &str) -> Option<&'o OptionView> {
    options.get(typed.parse::<usize>().ok()?.checked_sub(1)?)
}

/// An answer, and what was said before of promises that it passes.
pub(super) fn with_earlier(answer: Answer, earlier: Option<&ItemAnswer>) -> Answer {
    match (answer, earlier.map(|earlier| &earlier.answer)) {
        (Answer::Promises(mut said), Some(Answer::Promises(before))) => {
            let passed = |one: &&PromiseChoice| !said.iter().any(|said| said.promise == one.promise);
            let passed: Vec<_> = before.iter().filter(passed).cloned().collect();
            said.extend(passed);
            Answer::Promises(said)
        }
        (answer, _) => answer,
    }
}

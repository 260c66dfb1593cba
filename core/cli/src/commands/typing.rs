//! Taking in a text: whole from a pipe, or line by line from a person, whose every line is kept as a draft.

use mend_core::journal::{DraftView, EntryKind, Journal};
use mend_core::{DraftId, EntryId};

use crate::app::App;
use crate::failure::Failure;
use crate::input::{ReadProblem, without_last_ending};

/// Far more than an entry may have; it keeps a file given by mistake from filling the memory.
const MOST: usize = 16 << 20;

pub struct Typed {
    pub text: String,
    /// To be discarded once the text is an entry.
    pub draft: Option<DraftId>,
}

/// What a draft is saved with besides its text.
pub struct DraftOf {
    pub entry: Option<EntryId>,
    pub kind: EntryKind,
    pub title: Option<String>,
}

impl App {
    /// A text for `of`; going on with `begun`, if that is given.
    pub fn take_text(
        &mut self,
        journal: &Journal,
        of: &DraftOf,
        begun: Option<DraftView>,
        hint: &str,
    ) -> Result<Typed, Failure> {
        let draft = begun.as_ref().map(|draft| draft.id);
        let before = begun.map(|draft| draft.text).unwrap_or_default();
        if !self.input.is_terminal {
            return Ok(Typed { text: joined(&before, &self.piped_text()?), draft });
        }
        self.out.note(&self.words.say(hint));
        let mut typed = Typed { text: with_ending(before), draft };
        let mut keeps_drafts = true;
        while let Some(line) = self.input.line(MOST).map_err(unreadable)? {
            let line = std::str::from_utf8(&line).map_err(|_| Failure::TextNotText)?;
            if typed.text.len() + line.len() > MOST {
                return Err(Failure::TextTooLong);
            }
            typed.text.push_str(line);
            typed.text.push('\n');
            if keeps_drafts {
                match journal.save_draft(typed.draft, of.entry, of.kind, of.title.as_deref(), &typed.text) {
                    Ok(kept) => typed.draft = Some(kept),
                    // A full disk or too many drafts stop nobody from finishing what they write.
                    Err(e) => {
                        keeps_drafts = false;
                        self.out.note(&self.words.with("draft-not-kept", &[("problem", &self.words.error(&e).0)]));
                    }
                }
            }
        }
        typed.text.truncate(without_last_ending(&typed.text).len());
        if typed.text.trim().is_empty() { Err(Failure::TextEmpty) } else { Ok(typed) }
    }

    /// Everything on the standard input but the one line ending at its end.
    pub fn piped_text(&mut self) -> Result<String, Failure> {
        let bytes = self.input.rest(MOST).map_err(unreadable)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Failure::TextNotText)?;
        Ok(without_last_ending(text).to_owned())
    }

    /// One line: from a person after `prompt`, or all that a pipe has.
    pub fn take_line(&mut self, prompt: &str) -> Result<String, Failure> {
        if !self.input.is_terminal {
            return self.piped_text();
        }
        eprint!("{}", self.words.say(prompt));
        let line = self.input.line(MOST).map_err(unreadable)?.ok_or(Failure::PromptStopped)?;
        Ok(std::str::from_utf8(&line).map_err(|_| Failure::TextNotText)?.to_owned())
    }

    /// One line after a prompt; None at the end of the input.
    pub fn ask_line(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        eprint!("{}", self.words.say(prompt));
        let line = self.input.line(MOST).map_err(unreadable)?;
        line.map(|line| std::str::from_utf8(&line).map(str::to_owned).map_err(|_| Failure::TextNotText)).transpose()
    }

    pub fn asks_yes_or_no(&mut self, question: &str, usual: bool) -> Result<bool, Failure> {
        loop {
            let choices = self.words.say(if usual { "choose-yes" } else { "choose-no" });
            self.out.note(&format!("{question} {choices}"));
            let Some(line) = self.input.line(MOST).map_err(unreadable)? else { return Ok(false) };
            let answer = String::from_utf8_lossy(&line).trim().to_lowercase();
            if answer.is_empty() {
                return Ok(usual);
            }
            for (words, meaning) in [("answer-yes", true), ("answer-no", false)] {
                if self.words.say(words).split(' ').any(|word| word == answer) {
                    return Ok(meaning);
                }
            }
        }
    }
}

fn unreadable(problem: ReadProblem) -> Failure {
    match problem {
        ReadProblem::TooLong => Failure::TextTooLong,
        ReadProblem::Failed => Failure::InputFailed,
    }
}

fn with_ending(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn joined(before: &str, after: &str) -> String {
    if before.is_empty() { after.to_owned() } else { with_ending(before.to_owned()) + after }
}

//! Texts and lists, line by line, each line kept as a draft.

use mend_core::guide::Answer;

use super::{Asking, STOP, Unsaid};
use crate::commands::guide::walk::Move;

impl Asking<'_> {
    pub(super) fn text(&mut self) -> Result<Move, Unsaid> {
        let text = self.written("checkin-text-hint")?;
        Ok(text.map_or(Move::Pass, |text| Move::Answer(Answer::Text(text))))
    }

    pub(super) fn lines(&mut self) -> Result<Move, Unsaid> {
        let text = self.written("guides-lines-hint")?;
        let lines = |text: String| Move::Answer(Answer::Lines(text.lines().map(str::to_owned).collect()));
        Ok(text.map_or(Move::Pass, lines))
    }

    /// Lines until an empty one; None where there is none.
    pub(super) fn written(&mut self, hint: &str) -> Result<Option<String>, Unsaid> {
        self.app.out.note_faint(&self.app.words.say(hint));
        let mut text = match self.draft()? {
            Some(draft) => draft,
            None => match self.optional()? {
                Some(line) => line,
                None => return Ok(None),
            },
        };
        loop {
            self.keep_draft(&text);
            let line = self.app.ask_line("guides-prompt")?;
            match line.as_deref().map(str::trim) {
                Some("") => return Ok(Some(text)),
                Some(STOP) => return Err(Unsaid::Left(Move::Stop)),
                None => {
                    eprintln!();
                    return Err(Unsaid::Left(Move::Stop));
                }
                Some(_) => {
                    text.push('\n');
                    text.push_str(&line.unwrap_or_default());
                }
            }
        }
    }

    /// What was typed here before and not handed in, if it is to go on.
    pub(super) fn draft(&mut self) -> Result<Option<String>, Unsaid> {
        let Some(draft) = self.view.draft.clone() else { return Ok(None) };
        self.app.out.note(&self.app.words.say("guides-draft"));
        self.app.out.note(&draft);
        self.app.out.note_faint(&self.app.words.say("guides-draft-how"));
        loop {
            match self.line_or_usual()?.as_deref() {
                None => return Ok(Some(draft)),
                Some("1") => {
                    self.keep_draft("");
                    return Ok(None);
                }
                Some(_) => self.not_understood(),
            }
        }
    }

    /// A full disk stops nobody from finishing what they write; what is too long is said when it is handed in.
    pub(super) fn keep_draft(&self, text: &str) {
        let Some((_, guides, run)) = self.mine else { return };
        if let Err(e) = guides.save_draft(run, text) {
            let problem = self.app.words.error(&e).0;
            self.app.out.note_faint(&self.app.words.with("draft-not-kept", &[("problem", &problem)]));
        }
    }
}

//! Before the part that is done face to face: what both would see, and which way to go on.

use mend_core::guide::CopiedView;

use super::{Asking, Unsaid};
use crate::commands::guide::walk::Move;

impl Asking<'_> {
    /// Enter leaves it for another day.
    pub(super) fn gate(&mut self, about: &str, copied: &[CopiedView], ways: [&String; 3]) -> Result<Move, Unsaid> {
        if !copied.is_empty() {
            self.app.out.note(about);
            show_copied(&self.app.out, copied);
            self.app.out.note("");
        }
        for (n, way) in (1..).zip(ways.into_iter().chain([&self.view.skip])) {
            self.app.out.note(&format!("  {n}  {way}"));
        }
        loop {
            match self.line_or_usual()?.as_deref() {
                Some("1") => return Ok(Move::HandOver),
                Some("2") => return Ok(Move::Alone),
                None | Some("3") => return Ok(Move::Stop),
                Some("4") => return Ok(Move::Pass),
                Some(_) => self.not_understood(),
            }
        }
    }
}

/// What both see of its owner's answers.
pub fn show_copied(out: &crate::page::Output, copied: &[CopiedView]) {
    for one in copied {
        out.note(&one.question);
        one.words.iter().for_each(|words| out.note(&format!("  - {words}")));
    }
}

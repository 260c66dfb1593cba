//! The bounds of packs, runs and answers.

use crate::error::{FieldProblem, MendError};

/// Bytes of a pack's own page, of a module and of a file of words. Checked before anything is parsed.
pub const PACK_BYTES: usize = 64 << 10;
pub const MODULE_BYTES: usize = 128 << 10;
pub const WORDS_BYTES: usize = 256 << 10;

/// Modules and languages of a pack.
pub const MODULES: usize = 64;
pub const LOCALES: usize = 16;

/// Steps and makes of a module.
pub const STEPS: usize = 100;
pub const MAKES: usize = 20;

/// Characters of an id.
pub const ID_CHARACTERS: usize = 40;

/// Options of a choice, and the things that a step can come for.
pub const OPTIONS: usize = 30;
pub const ITEMS: usize = 12;

/// Levels and nodes of a condition.
pub const CONDITION_DEPTH: usize = 8;
pub const CONDITION_NODES: usize = 64;

/// UTF-8 bytes of a text that answers a step, or of one that is being typed.
pub const TEXT_BYTES: usize = 64 << 10;
/// UTF-8 bytes of a text that is written while the private space is locked.
pub const TOGETHER_TEXT_BYTES: usize = 4 << 10;
/// Characters of a line of a list, and of a choice in own words.
pub const LINE_CHARACTERS: usize = 300;
pub const OWN_CHARACTERS: usize = 100;
/// Choices in own words of one answer.
pub const OWN_CHOICES: usize = 10;

/// Runs under way at a time.
pub const RUNS_UNDER_WAY: u32 = 200;

pub(super) fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

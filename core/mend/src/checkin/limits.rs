//! How much a check-in may hold. The bounds on times and pages are the journal's.

/// Bytes of UTF-8 of one answer.
pub const TEXT_BYTES: usize = 64 * 1024;
/// Feelings in one answer.
pub const FEELINGS: usize = 3;
/// Characters of a question of one's own, on one line.
pub const QUESTION_CHARACTERS: usize = 300;
/// Questions of one's own in one set.
pub const OWN_QUESTIONS: u32 = 20;

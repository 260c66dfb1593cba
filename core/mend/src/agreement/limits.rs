//! How much an agreement may say, and for how long. The bounds on pages are the journal's.

use crate::error::{FieldProblem, MendError};

/// Characters of what is agreed, line breaks included.
pub const WORDS_CHARACTERS: usize = 2000;
/// Characters of a topic of one's own, on one line.
pub const TOPIC_CHARACTERS: usize = 60;
/// How many days ahead the next look at it is at most, counted from the day on which the version is written.
pub const REVIEW_DAYS: u64 = 90;
/// What a program may offer where nobody chose a day to look at it again.
pub const USUAL_REVIEW_DAYS: u64 = 28;
/// How many days ahead the last day of openness is at most, counted from the day on which the version is written.
pub const TRANSPARENCY_DAYS: u64 = 90;
/// How long before its last day an agreement is named as one that ends soon.
pub const LAPSING_DAYS: u64 = 14;
/// Versions of one agreement.
pub const VERSIONS: u32 = 100;

pub(super) fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

//! How much a promise may say, and for how long. The bounds on pages are the journal's.

use crate::error::{FieldProblem, MendError};

/// Characters of what is promised, on one line.
pub const WHAT_CHARACTERS: usize = 300;
/// Characters of when its owner tells of it, on one line.
pub const TELL_CHARACTERS: usize = 200;
/// Bytes of UTF-8 of a note, of amends, of a review.
pub const TEXT_BYTES: usize = 64 * 1024;
/// What a program may offer where nobody chose a last day: four weeks, the first day counted.
pub const USUAL_DAYS: u64 = 28;
/// The most days from first to last, both counted.
pub const DAYS: u64 = 90;
/// How many days ahead the first one may be.
pub const DAYS_AHEAD: u64 = 90;
/// Versions of one promise.
pub const VERSIONS: u32 = 100;
/// Reviews of one promise.
pub const REVIEWS: u32 = 200;
/// How many of the last results are counted.
pub const COUNTED: usize = 8;
/// Results from which a count is shown.
pub const FEWEST: usize = 4;

pub(super) fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

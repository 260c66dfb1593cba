//! Which Fluent sources are read at all. The parser calls itself for each brace within a brace, so that a file from
//! elsewhere could end the whole program; one of ours is far from these bounds.

/// Of one file.
pub(crate) const MOST_BYTES: usize = 1024 * 1024;
/// Opening braces of one message, with its attributes; no more of them can stand within each other.
pub(crate) const MOST_BRACES: usize = 200;

/// The line on which a source leaves the bounds; the first one where it is too long.
pub(crate) fn out_of_bounds(source: &str) -> Option<usize> {
    if source.len() > MOST_BYTES {
        return Some(1);
    }
    let mut braces = 0;
    for (number, line) in (1..).zip(source.split('\n')) {
        if begins_message(line) {
            braces = 0;
        }
        braces += line.matches('{').count();
        if braces > MOST_BRACES {
            return Some(number);
        }
    }
    None
}

/// Wherever such a line stands, the parser is not within a brace any more: either it begins a message there, or it
/// gives up what came before.
fn begins_message(line: &str) -> bool {
    let id = line.strip_prefix('-').unwrap_or(line);
    let rest = id.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    id.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.trim_start_matches(' ').starts_with('=')
}

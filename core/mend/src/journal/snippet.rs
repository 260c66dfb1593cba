//! The words around a find, on one line.

use std::ops::Range;

/// Marks that the index puts around what it found: noncharacters, which Unicode keeps for a program's own use.
pub(super) const OPEN: char = '\u{FDD0}';
pub(super) const CLOSE: char = '\u{FDD1}';
/// Words in a snippet.
pub(super) const TOKENS: u8 = 16;

/// Takes the marks out and says where they stood. White space becomes single spaces; the signs of Markdown that
/// stand at the beginning of a line or in pairs around words go.
pub(super) fn read(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut line = String::with_capacity(marked.len());
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    let mut gap = false;
    let mut line_start = true;
    for c in marked.chars() {
        match c {
            OPEN => {
                push_gap(&mut line, &mut gap);
                open = Some(line.len());
            }
            CLOSE => {
                if let Some(start) = open.take().filter(|start| *start < line.len()) {
                    found.push(start..line.len());
                }
            }
            '\n' | '\r' => {
                gap = true;
                line_start = true;
            }
            c if c.is_whitespace() || c.is_control() => gap = true,
            '#' | '>' if line_start => {}
            '*' | '`' => {}
            c => {
                line_start = false;
                push_gap(&mut line, &mut gap);
                line.push(c);
            }
        }
    }
    (line, found)
}

fn push_gap(line: &mut String, gap: &mut bool) {
    if std::mem::take(gap) && !line.is_empty() {
        line.push(' ');
    }
}

//! Text of a person on its way to a terminal.
//!
//! A terminal obeys bytes: an entry pasted from elsewhere could move the cursor, rewrite the title, or answer a
//! question in its reader's name. So no control character of a text reaches it, in any encoding, and no character
//! that turns the order of the line round. What is replaced stays visible as U+FFFD.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const REPLACED: char = '\u{fffd}';

/// Several lines: line breaks stay, everything else that commands a terminal goes.
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\t' => out.push_str("    "),
            c if commands_a_terminal(c) => out.push(REPLACED),
            c => out.push(c),
        }
    }
    out
}

/// One line: line breaks become spaces.
pub fn line(raw: &str) -> String {
    text(raw).replace('\n', " ")
}

fn commands_a_terminal(c: char) -> bool {
    // C0, DEL and C1; the embedding, override and isolate marks of bidirectional text; a byte order mark.
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// JSON on its way to a terminal. serde_json escapes C0 alone; the others may only stand inside of strings, where an
/// escape means the same.
pub fn json(document: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(document.len());
    for c in document.chars() {
        if c != '\n' && commands_a_terminal(c) {
            write!(out, "\\u{:04x}", c as u32).expect("writing to a string cannot fail");
        } else {
            out.push(c);
        }
    }
    out
}

/// Columns that it takes.
pub fn width(clean: &str) -> usize {
    clean.width()
}

/// As much of a line as fits, with an ellipsis where something is missing. Cuts between characters as people count
/// them: no half flag, no lone accent.
pub fn cut(clean: &str, columns: usize) -> String {
    if width(clean) <= columns {
        return clean.to_owned();
    }
    let mut out = String::new();
    for piece in clean.graphemes(true) {
        if width(&out) + width(piece) + 1 > columns {
            break;
        }
        out.push_str(piece);
    }
    let mut out = out.trim_end().to_owned();
    if columns > 0 {
        out.push('…');
    }
    out
}

/// Breaks one line at spaces; a word that is wider than a line breaks where it must.
pub fn wrap(clean: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in clean.split(' ') {
        let gap = usize::from(!current.is_empty());
        if width(&current) + gap + width(word) <= columns {
            if gap == 1 {
                current.push(' ');
            }
            current.push_str(word);
            continue;
        }
        if !current.is_empty() {
            lines.push(std::mem::take(&mut current));
        }
        for piece in word.graphemes(true) {
            if !current.is_empty() && width(&current) + width(piece) > columns {
                lines.push(std::mem::take(&mut current));
            }
            current.push_str(piece);
        }
    }
    lines.push(current);
    lines
}

/// Fills up with spaces on the right.
pub fn pad(clean: &str, columns: usize) -> String {
    format!("{clean}{}", " ".repeat(columns.saturating_sub(width(clean))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_sequence_survives() {
        let attack = "a\x1b]0;owned\x07b\u{9b}31mc\u{7f}\x08d\u{202e}e\r\nf\rg";
        let shown = text(attack);
        assert_eq!(shown, "a\u{fffd}]0;owned\u{fffd}b\u{fffd}31mc\u{fffd}\u{fffd}d\u{fffd}e\nf\u{fffd}g");
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!line("two\nlines").contains('\n'));
    }

    #[test]
    fn letters_of_every_script_and_joined_emoji_stay() {
        for kept in ["naïve", "日本語", "مرحبا", "👩‍👩‍👧", "🇳🇱", "e\u{301}"] {
            assert_eq!(text(kept), kept);
        }
    }

    #[test]
    fn json_stays_equal_after_its_control_characters_are_escaped() {
        let value = serde_json::json!({ "text": "a\u{9b}b\u{7f}c\u{202e}d\u{1b}e" });
        let shown = json(&value.to_string());
        assert!(shown.chars().all(|c| !commands_a_terminal(c)));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("still JSON"), value);
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(width(&pad("日本", 7)), 7);
    }

    #[test]
    fn wrapping_keeps_every_word_and_every_line_narrow() {
        let lines = wrap("we walked 日本語日本語日本語 along the canal", 8);
        assert!(lines.iter().all(|line| width(line) <= 8), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "wewalked日本語日本語日本語alongthecanal");
    }
}

//! The beginning of an entry as plain words on one line, for the timeline.

use pulldown_cmark::{Event, Options, Parser, Tag};
use unicode_segmentation::UnicodeSegmentation;

use super::limits::PREVIEW_CHARACTERS;

/// As much Markdown as is looked at. More than any preview needs, and a bound on what a long text costs.
const LOOKED_AT: usize = 4096;

/// At most [`PREVIEW_CHARACTERS`] characters, cut after a whole word where that is possible, never inside of what a
/// reader sees as one character.
pub(crate) fn preview(markdown: &str) -> String {
    let mut end = markdown.len().min(LOOKED_AT);
    while !markdown.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = &markdown[..end];
    let whole = beginning.len() == markdown.len();
    let words = plain_words(beginning);
    cut(&words, PREVIEW_CHARACTERS, whole)
}

/// The words without their markup, one space between them.
fn plain_words(markdown: &str) -> String {
    let mut plain = String::new();
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                plain.push_str(&text);
            }
            // A journal is read as text: what looks like HTML was typed to be seen.
            Event::Html(text) | Event::InlineHtml(text) => plain.push_str(&text),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) => {}
            Event::Start(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => plain.push(' '),
            Event::End(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    one_line(&plain)
}

/// Every run of white space and control characters becomes one space.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn cut(words: &str, most: usize, whole: bool) -> String {
    if whole && words.chars().count() <= most {
        return words.to_owned();
    }
    let room = most - 1;
    let mut end = 0;
    let mut characters = 0;
    let mut after_word = None;
    for cluster in words.graphemes(true) {
        if cluster == " " {
            after_word = Some(end);
        }
        characters += cluster.chars().count();
        if characters > room {
            let end = after_word.unwrap_or(end);
            return format!("{}…", &words[..end]);
        }
        end += cluster.len();
    }
    // All of what was looked at fits, and there is more behind it.
    if words.is_empty() { String::new() } else { format!("{}…", &words[..after_word.unwrap_or(end)]) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn preview_is_plain_words_on_one_line() {
        let text =
            "# Tuesday\n\nWe **talked** for `once`,\nand [it](https://example.org) was *fine*.\n\n- tea\n- bread";
        assert_eq!(preview(text), "Tuesday We talked for once, and it was fine. tea bread");
        assert_eq!(preview(""), "");
        assert_eq!(preview("   \n\n***\n"), "");
        assert_eq!(preview("3 < 4 & it's \"so\""), "3 < 4 & it's \"so\"");
    }

    #[test]
    fn long_text_is_cut_after_a_word() {
        let text = "word ".repeat(200);
        let cut = preview(&text);
        assert_eq!(cut.chars().count(), 24 * 5);
        assert!(cut.ends_with("word…"), "{cut}");
    }

    #[test]
    fn long_word_is_cut_between_what_looks_like_characters() {
        let family = "👩‍👩‍👧‍👦";
        let cut = preview(&family.repeat(60));
        assert_eq!(cut, format!("{}…", family.repeat(119 / family.chars().count())));
        let marks = preview(&"a\u{301}\u{302}".repeat(100));
        assert!(marks.ends_with("a\u{301}\u{302}…"), "{marks:?}");
    }

    #[test]
    fn text_whose_beginning_is_all_markup_has_an_empty_preview() {
        assert_eq!(preview(&"\n".repeat(5000)), "");
        assert_eq!(preview(&format!("{}late", " \n".repeat(3000))), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn preview_of_any_text_is_short_and_on_one_line(text in "\\PC{0,400}|[ \\n#*_>`\\[\\]()a-zé👩🏽‍🚀]{0,600}") {
            let line = preview(&text);
            prop_assert!(line.chars().count() <= PREVIEW_CHARACTERS);
            prop_assert!(!line.chars().any(char::is_control));
        }
    }
}

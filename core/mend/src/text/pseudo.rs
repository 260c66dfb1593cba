//! English as no one writes it, for whoever looks at screens: two fifths longer, every letter under an accent, and run
//! from right to left. What is still plain English on a screen did not come from a message; what is cut off will be in
//! German; a sentence that stands in more than one pair of brackets was put together from pieces.
//!
//! Anyone may set it as their language: it changes no data, and another language is as easily set again.

use std::borrow::Cow;

/// Its code. `XA` is kept free for uses like this one.
pub const PSEUDO: &str = "en-XA";

/// Around each message as a whole.
pub(super) const BRACKETS: [char; 2] = ['\u{27e6}', '\u{27e7}'];
/// Right-to-left embedding, and its end, around the words of each line.
pub(super) const MARKS: [char; 2] = ['\u{202b}', '\u{202c}'];

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "åƀçđéƒĝĥîĵķļɱñöþǫŕšŧûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";

/// The words of one text element. Spaces around them, and marks of Markdown before them, stay what they are.
pub(super) fn words(plain: &str) -> Cow<'_, str> {
    let begin = plain.find(char::is_alphabetic).unwrap_or(plain.len());
    let end = begin + plain[begin..].trim_end().len();
    if begin == end {
        return plain.into();
    }
    let mut out = String::from(&plain[..begin]);
    out.push(MARKS[0]);
    // Two letters are doubled in five characters.
    let mut owed = 0;
    for c in plain[begin..end].chars() {
        let c = PLAIN.chars().position(|plain| plain == c).and_then(|place| ACCENTED.chars().nth(place)).unwrap_or(c);
        out.push(c);
        owed += 2;
        if owed >= 5 && c.is_alphabetic() {
            out.push(c);
            owed -= 5;
        }
    }
    out.push(MARKS[1]);
    out.push_str(&plain[end..]);
    out.into()
}

/// A message with its brackets.
pub(super) fn whole(said: &str) -> String {
    format!("{}{said}{}", BRACKETS[0], BRACKETS[1])
}

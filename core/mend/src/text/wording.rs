//! Looking for words of a closed list: whole words, one or several in a row.

/// Words in lower case. An apostrophe belongs to its word, whichever way it is typed.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether these words stand somewhere in a row. A star at the end of a word stands for any ending.
pub(crate) fn is_in(pattern: &str, said: &[String]) -> bool {
    let pattern: Vec<&str> = pattern.split(' ').collect();
    said.windows(pattern.len()).any(|row| row.iter().zip(&pattern).all(|(word, wanted)| fits(wanted, word)))
}

fn fits(wanted: &str, word: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => wanted == word,
    }
}

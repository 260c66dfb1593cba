//! How hard words are to read: sentences, words, syllables, and the grade made of them.

use super::texts::PLACEABLE;

/// A sentence of a text: where it begins, and its words as they stand there.
pub(super) struct Sentence<'t> {
    pub at: usize,
    pub text: &'t str,
    pub words: Vec<&'t str>,
}

/// Words, sentences and syllables of many texts.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
}

/// The grade of a text by Flesch and Kincaid (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. `None`
/// where there is no word. For English.
pub fn grade(text: &str) -> Option<f64> {
    let mut tally = Tally::default();
    sentences(text).iter().for_each(|sentence| tally.add(sentence));
    tally.grade()
}

impl Tally {
    pub fn add(&mut self, sentence: &Sentence<'_>) {
        self.sentences += 1;
        self.words += sentence.words.len();
        self.syllables += sentence.words.iter().map(|word| syllables(word)).sum::<usize>();
    }

    pub fn join(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
    }

    pub fn grade(self) -> Option<f64> {
        let (sentences, words, syllables) = (self.sentences as f64, self.words as f64, self.syllables as f64);
        (self.words > 0).then(|| 0.39 * words / sentences + 11.8 * syllables / words - 15.59)
    }

    pub fn mean_sentence(self) -> Option<f64> {
        (self.sentences > 0).then(|| self.words as f64 / self.sentences as f64)
    }
}

/// A sentence ends at a full stop, question mark, exclamation mark, colon or ellipsis that ends a word, and before an
/// empty line, a heading or the next point of a list. A line break alone does not end it.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        let begun = line.trim();
        let mark = begun.split_whitespace().next().unwrap_or_default();
        let listed = mark.trim_end_matches(['.', ')']);
        let numbered = listed != mark && !listed.is_empty() && listed.bytes().all(|b| b.is_ascii_digit());
        if begun.is_empty() || matches!(mark, "-" | "*" | "+" | ">") || mark.starts_with('#') || numbered {
            end(text, &mut words, &mut sentences);
        }
        for word in line.split_whitespace() {
            if word.contains(|c: char| c.is_alphanumeric() || c == PLACEABLE)
                && !(numbered && words.is_empty() && word == mark)
            {
                words.push(word);
            }
            let core = word.trim_end_matches(['"', '\'', '”', '’', ')', ']', '*', '_']);
            if core.ends_with(['.', '?', '!', ':', '…']) {
                end(text, &mut words, &mut sentences);
            }
        }
        if mark.starts_with('#') {
            end(text, &mut words, &mut sentences);
        }
    }
    end(text, &mut words, &mut sentences);
    sentences
}

fn end<'t>(text: &'t str, words: &mut Vec<&'t str>, sentences: &mut Vec<Sentence<'t>>) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let (from, to) = (place(first), place(last) + last.len());
    sentences.push(Sentence { at: from, text: &text[from..to], words: std::mem::take(words) });
}

/// Endings before which an e stays silent: safe-ly, some-thing, care-ful.
const AFTER_SILENT_E: [&str; 10] = ["ly", "ness", "ful", "less", "ment", "ments", "thing", "times", "where", "how"];

/// How many syllables, about. A run of vowels is one, y among them, and two where both are often heard (quiet, idea,
/// being). An e at the end is silent, unless it is the only vowel or makes a syllable with an l (table); so is that of
/// -ed, but after t or d (wanted), and that of -es, but after a hiss (places). About 1 English word in 20 is one off, to
/// either side. What has no letter counts as two.
pub(super) fn syllables(word: &str) -> usize {
    let letters: String = word.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == '-').collect();
    let parts = letters.split('-').filter(|part| !part.is_empty());
    match parts.map(of_part).sum() {
        0 => 2,
        counted => counted,
    }
}

fn of_part(word: &str) -> usize {
    let mut endings = AFTER_SILENT_E.iter().filter_map(|ending| Some((word.strip_suffix(ending)?, ending)));
    if let Some((rest, ending)) = endings.find(|(rest, _)| rest.len() > 2 && rest.ends_with('e')) {
        return of_part(rest) + of_part(ending);
    }
    let letters: Vec<char> = word.chars().collect();
    let heard = (0..letters.len()).filter(|&i| {
        let follows = i > 0 && is_vowel(letters[i - 1]);
        is_vowel(letters[i]) && (!follows || both_heard(&letters, i))
    });
    let runs = heard.count();
    let silent = |end: &str, but: &[&str]| {
        let rest = word.strip_suffix(end).filter(|rest| rest.ends_with(|c| !is_vowel(c)));
        rest.is_some_and(|rest| !but.iter().any(|but| rest.ends_with(but)))
    };
    let table = word.strip_suffix("le").or(word.strip_suffix("les"));
    let table = table.is_some_and(|rest| rest.ends_with(|c| !is_vowel(c)));
    let hiss = ["s", "c", "g", "z", "x", "sh", "ch"];
    let silent = !table && (silent("e", &[]) || silent("ed", &["t", "d"]) || silent("es", &hiss));
    runs.saturating_sub(usize::from(silent)).max(1)
}

fn is_vowel(c: char) -> bool {
    "aeiouyäëïöüàáâèéêìíîòóôùúû".contains(c)
}

/// Whether a vowel and the one before it are two syllables.
fn both_heard(letters: &[char], i: usize) -> bool {
    let after = letters.get(i + 1).copied();
    match (letters[i - 1], letters[i]) {
        // Violent, diary; not nation, special.
        ('i', 'a' | 'o') => i < 3,
        // Quiet, society.
        ('i', 'e') => after == Some('t'),
        // Usual, situation; not guard, equal.
        ('u', 'a') => i > 1 && !matches!(letters[i - 2], 'q' | 'g'),
        // Idea, video; not sea.
        ('e', 'a' | 'o') => after.is_none() && i > 2,
        // Being, trying.
        (_, 'i') => letters[i..].starts_with(&['i', 'n', 'g']),
        _ => false,
    }
}

//! Entries that look like a journal's, the same for the same seed, on any machine and for every engine.
//!
//! Words are drawn by Zipf's law with Mandelbrot's shift, from a few hundred common ones and a tail of tens of
//! thousands of rare ones, since an index's size and speed depend on how often its words come back.

use crate::words::{COMMON, ENDINGS, PHRASES, STEMS};

/// One entry, as the schema stores it.
#[derive(Clone)]
pub struct Entry {
    pub id: [u8; 16],
    /// Milliseconds since 1970.
    pub happened_at: i64,
    /// Seconds east of UTC.
    pub utc_offset: i64,
    /// Whole days since 1970.
    pub day: i64,
    pub kind: i64,
    pub starred: bool,
    pub title: Option<String>,
    pub preview: String,
    pub text: String,
    pub tags: Vec<&'static str>,
    /// Feeling and strength from 0 to 4.
    pub feelings: Vec<(&'static str, u8)>,
}

/// Draws the entries of one journal.
pub struct Author {
    seed: u64,
    words: Vec<String>,
    /// Sum of the weights up to and with each word.
    cumulated: Vec<f64>,
    phrases: Vec<&'static str>,
}

const TAGS: [&str; 12] =
    ["us", "work", "family", "sleep", "money", "hope", "anger", "walks", "therapy", "children", "friends", "body"];

const FEELINGS: [&str; 12] = [
    "hurt", "angry", "ashamed", "afraid", "lonely", "numb", "hopeful", "calm", "grateful", "jealous", "guilty", "warm",
];

const DAY: i64 = 24 * 60 * 60 * 1000;
/// 2020-01-01; entries follow from there, several a day when there are many.
const FIRST_DAY: i64 = 1_577_836_800_000;
/// Ten years, whatever the number of entries, would need to know that number: three hours apart do without.
const STEP: i64 = 3 * 60 * 60 * 1000;

impl Author {
    pub fn new(seed: u64) -> Self {
        let words = vocabulary();
        let mut sum = 0.0;
        let cumulated = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 6.7).powf(1.25);
                sum
            })
            .collect();
        Self { seed, words, cumulated, phrases: PHRASES.split('|').collect() }
    }

    /// The entry of this number; entries do not depend on each other.
    pub fn entry(&self, number: u64) -> Entry {
        let mut dice = Dice::new(self.seed ^ (number << 8));
        let mut id = [0; 16];
        id[..8].copy_from_slice(&dice.next().to_le_bytes());
        id[8..].copy_from_slice(&dice.next().to_le_bytes());
        // Short ones are frequent: the square of an even draw.
        let length = 40 + (260.0 * dice.unit().powi(2)) as usize;
        let text = self.prose(&mut dice, length);
        let title = (dice.unit() < 0.6).then(|| {
            let words = 2 + dice.below(4);
            capitalised(&(0..words).map(|_| self.word(&mut dice)).collect::<Vec<_>>().join(" "))
        });
        let happened_at = FIRST_DAY + number as i64 * STEP + dice.below(STEP as usize) as i64;
        Entry {
            id,
            happened_at,
            utc_offset: 3_600,
            day: happened_at.div_euclid(DAY),
            // Most are plain entries.
            kind: if dice.unit() < 0.8 { 0 } else { 1 + dice.below(6) as i64 },
            starred: dice.unit() < 0.05,
            title,
            preview: text.chars().take(120).map(|c| if c == '\n' { ' ' } else { c }).collect(),
            tags: some_of(&TAGS, &mut dice, 3),
            feelings: some_of(&FEELINGS, &mut dice, 4).into_iter().map(|id| (id, dice.below(5) as u8)).collect(),
            text,
        }
    }

    /// Words that a person would search for: neither in every entry nor in none.
    pub fn searched_words(&self, count: usize) -> Vec<String> {
        let mut dice = Dice::new(self.seed ^ 1);
        let common = COMMON.split_whitespace().count();
        (0..count).map(|_| self.words[common / 3 + dice.below(common)].clone()).collect()
    }

    pub fn searched_phrases(&self, count: usize) -> Vec<String> {
        let mut dice = Dice::new(self.seed ^ 2);
        (0..count).map(|_| self.phrases[dice.below(self.phrases.len())].to_string()).collect()
    }

    fn word(&self, dice: &mut Dice) -> &str {
        let total = self.cumulated[self.cumulated.len() - 1];
        let drawn = dice.unit() * total;
        &self.words[self.cumulated.partition_point(|&up_to| up_to <= drawn).min(self.words.len() - 1)]
    }

    fn prose(&self, dice: &mut Dice, length: usize) -> String {
        let mut prose = String::with_capacity(length * 6);
        let mut written = 0;
        while written < length {
            let mut sentence = Vec::new();
            let wanted = 4 + dice.below(16);
            if dice.unit() < 0.25 {
                sentence.push(self.phrases[dice.below(self.phrases.len())]);
            }
            while sentence.len() < wanted {
                sentence.push(self.word(dice));
            }
            if dice.unit() < 0.15 {
                sentence.push(self.phrases[dice.below(self.phrases.len())]);
            }
            written += sentence.iter().map(|part| part.split(' ').count()).sum::<usize>();
            for (place, part) in sentence.iter().enumerate() {
                match place {
                    0 => prose.push_str(&capitalised(part)),
                    _ => {
                        prose.push_str(if dice.unit() < 0.07 { ", " } else { " " });
                        prose.push_str(part);
                    }
                }
            }
            prose.push(if dice.unit() < 0.1 { '?' } else { '.' });
            prose.push_str(if dice.unit() < 0.2 { "\n\n" } else { " " });
        }
        prose.truncate(prose.trim_end().len());
        prose
    }
}

/// The common words in their order, then the tail: stems with endings, then two stems together.
fn vocabulary() -> Vec<String> {
    let stems: Vec<&str> = STEMS.split_whitespace().collect();
    let mut seen = std::collections::HashSet::new();
    let common = COMMON.split_whitespace().map(str::to_string);
    let ended = ENDINGS.split_whitespace().flat_map(|end| stems.iter().map(move |stem| format!("{stem}{end}")));
    let joined = stems.iter().flat_map(|a| stems.iter().map(move |b| format!("{a}{b}")));
    common.chain(ended).chain(joined).filter(|word| seen.insert(word.clone())).collect()
}

/// Fewer than `end` of them, each once.
fn some_of(list: &[&'static str], dice: &mut Dice, end: usize) -> Vec<&'static str> {
    let first = dice.below(list.len());
    (0..dice.below(end)).map(|step| list[(first + step * 5) % list.len()]).collect()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// SplitMix64: small, fast, the same everywhere. Nothing secret comes from it.
struct Dice(u64);

impl Dice {
    /// The seed is mixed first: near seeds would else give the same stream, shifted.
    fn new(seed: u64) -> Self {
        Self(Self(seed).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_writes_the_same_entries() {
        let (one, other) = (Author::new(7).entry(12), Author::new(7).entry(12));
        assert_eq!(one.text, other.text);
        assert_ne!(one.text, Author::new(8).entry(12).text);
        assert_ne!(one.id, Author::new(7).entry(13).id);
    }

    #[test]
    fn words_come_as_often_as_in_real_text() {
        let author = Author::new(7);
        let mut counts = std::collections::HashMap::new();
        let mut total = 0;
        for number in 0..400 {
            for word in author.entry(number).text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                *counts.entry(word.to_lowercase()).or_insert(0) += 1;
                total += 1;
            }
        }
        let mean = total / 400;
        assert!((40..300).contains(&mean), "{mean} words an entry");
        let mut by_count: Vec<i32> = counts.into_values().collect();
        by_count.sort_unstable_by(|a, b| b.cmp(a));
        // English, in fifty thousand words: the first is some four to eight in a hundred; half and more come once.
        let first = f64::from(by_count[0]) / f64::from(total);
        let once = by_count.iter().filter(|&&n| n == 1).count() as f64 / by_count.len() as f64;
        assert!((0.03..0.09).contains(&first), "first word {first}");
        assert!((0.4..0.7).contains(&once), "once {once}");
    }
}

//! Words that the house does not use, and what makes a sentence a claim. For English.

use crate::text::wording::{is_in, words_of};

/// In lower case; a star at the end of a word stands for any ending. Names for people that reduce them to what they
/// did or suffered, words that push or judge, words that promise or belittle.
const NOT_OUR_WORDS: [&str; 32] = [
    "cheater*",
    "victim*",
    "abuser*",
    "betrayed",
    "betrayal*",
    "codependen*",
    "co dependen*",
    "toxic*",
    "narcissis*",
    "addict*",
    "should",
    "shouldn't",
    "must",
    "mustn't",
    "always",
    "never",
    "just",
    "simply",
    "obviously",
    "of course",
    "closure",
    "eggshell*",
    "forgive and move on",
    "forgive and forget",
    "get over it",
    "commit* suicide",
    "successful suicide",
    "failed",
    "failure*",
    "failing",
    "invalid",
    "illegal",
];

/// Words that lean on a study, on other people, or on what will come.
const CLAIMS: [&str; 22] = [
    "research*",
    "studies",
    "a study",
    "study shows",
    "proven",
    "evidence",
    "scientific*",
    "scientist*",
    "statistic*",
    "percent*",
    "per cent",
    "experts",
    "guarantee*",
    "most couples",
    "most people",
    "most partners",
    "many couples",
    "half of all",
    "twice as",
    "times more",
    "stronger than before",
    "save your relationship",
];

const SMALL: [&str; 2] = ["one", "two"];
const NUMBERS: [&str; 27] = [
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundreds",
    "thousands",
];
const OTHERS: [&str; 9] =
    ["people", "couples", "partners", "men", "women", "adults", "families", "marriages", "relationships"];
/// How long it takes is for no one to say.
const LONG_TIMES: [&str; 4] = ["month", "months", "year", "years"];

/// Every word or phrase of the list that a sentence has, as it is written there.
pub(super) fn not_ours(sentence: &str) -> Vec<String> {
    found(&NOT_OUR_WORDS, &words_of(sentence))
}

/// What makes a sentence a claim. Numbers that count one's own days, minutes or letters are none.
pub(super) fn claims(sentence: &str) -> Vec<String> {
    let said = words_of(sentence);
    let mut claims = found(&CLAIMS, &said);
    if let Some(sign) = sentence.split_whitespace().find(|word| word.contains('%')) {
        claims.push(sign.to_owned());
    }
    let large = |word: &String| NUMBERS.contains(&word.as_str()) || word.bytes().all(|b| b.is_ascii_digit());
    let number = |word: &String| large(word) || SMALL.contains(&word.as_str());
    for (i, word) in said.iter().enumerate() {
        let next = &said[i + 1..said.len().min(i + 4)];
        let phrase = |words: usize| said[i..(i + 1 + words).min(said.len())].join(" ");
        let of = |list: &[&str]| next.iter().take(2).position(|word| list.contains(&word.as_str()));
        if let Some(place) = of(&OTHERS).filter(|_| large(word)) {
            claims.push(phrase(place + 1));
        } else if let Some(place) = of(&LONG_TIMES).filter(|place| number(word) && *place == 0) {
            claims.push(phrase(place + 1));
        } else if number(word) {
            match next {
                [between, of, ..] if between == "in" && number(of) => claims.push(phrase(2)),
                [out, between, of] if out == "out" && between == "of" && number(of) => claims.push(phrase(3)),
                _ => {}
            }
        }
    }
    claims
}

fn found(list: &[&str], said: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for pattern in list {
        let length = pattern.split(' ').count();
        if let Some(row) = said.windows(length).find(|row| is_in(pattern, row)) {
            let words = row.join(" ");
            if !found.contains(&words) {
                found.push(words);
            }
        }
    }
    found
}

//! How hard the words are to read for someone in a hard hour.

use super::*;
use crate::checkin::SafetyView;

/// Of a safety page as a whole.
const MOST: f64 = 5.0;
/// Words that fit on a small screen; a part is what is read at once.
const WORDS_OF_A_PART: usize = 60;

/// How many syllables, about: runs of vowels, y among them. An e at the end is silent, unless it is the only vowel or
/// makes a syllable with an l (table); so is the e of -ed, but after t or d (wanted). Read this way, 1 in 20 English
/// words is one off, to either side.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_lowercase).collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut before = false;
    let mut runs = 0;
    for c in word.chars() {
        runs += usize::from(vowel(c) && !before);
        before = vowel(c);
    }
    let ends_silent = |end: &str, but: &[char]| {
        word.strip_suffix(end).is_some_and(|rest| rest.ends_with(|c| !vowel(c) && !but.contains(&c)))
    };
    let silent = ends_silent("e", &['l']) || ends_silent("ed", &['t', 'd']);
    runs.saturating_sub(usize::from(silent)).max(1)
}

/// The grade of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59. A sentence ends at a full
/// stop, a question mark, a colon or a line; what has no letter is no word.
fn grade(text: &str) -> f64 {
    let words_of = |sentence: &str| {
        let words = sentence.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let sentences: Vec<_> = text.split(['.', '?', ':', '\n']).map(words_of).filter(|words| !words.is_empty()).collect();
    let words: Vec<_> = sentences.iter().flatten().collect();
    let spoken: usize = words.iter().map(|word| syllables(word)).sum();
    let (sentences, words, spoken) = (sentences.len() as f64, words.len() as f64, spoken as f64);
    0.39 * words / sentences + 11.8 * spoken / words - 15.59
}

fn page(id: PageId) -> String {
    let page = help().page(id);
    let parts = page.parts.into_iter().map(|part| part.words);
    [page.title].into_iter().chain(parts).collect::<Vec<_>>().join("\n")
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    let counted = [
        ("a", 1),
        ("help", 1),
        ("the", 1),
        ("phone", 1),
        ("people", 2),
        ("called", 1),
        ("wanted", 2),
        ("partner", 2),
        ("emergency", 4),
        ("yourself", 2),
        ("danger", 2),
        ("table", 2),
        ("violence", 2),
        ("you're", 1),
        ("rhythm", 1),
    ];
    for (word, count) in counted {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn grade_is_that_of_flesch_and_kincaid() {
    // 6 words, 1 sentence, 6 syllables.
    assert!((grade("The cat sat on the mat.") - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
    assert!(
        grade("Subsequently, considerable psychological deterioration necessitates immediate consultation.") > 20.0
    );
}

#[test]
fn pages_for_a_hard_hour_are_easy_to_read() {
    for id in PageId::ALL {
        let grade = grade(&page(id));
        println!("{}: grade {grade:.1}", id.id());
        assert!(grade <= MOST, "{}: grade {grade:.1}", id.id());
    }
}

#[test]
fn questions_for_one_person_alone_and_the_page_after_them_are_easy_to_read() {
    let SafetyView { title, before, questions, after, .. } = crate::checkin::safety_in(&Text::new("en"));
    let all = [vec![title], before, questions, after].concat().join("\n");
    let grade = grade(&all);
    println!("safety: grade {grade:.1}");
    assert!(grade <= MOST, "grade {grade:.1}");
}

#[test]
fn words_around_the_numbers_are_easy_to_read() {
    let everything = |code: Option<&str>| help().lines(code, day("2100-01-01")).unwrap();
    let mut words: Vec<String> = ["KE", "DE"].iter().flat_map(|code| everything(Some(code)).about).collect();
    words.extend(everything(None).about);
    for country in help().countries() {
        words.extend(
            everything(Some(&country.code)).lines.into_iter().flat_map(|line| [line.note, line.check]).flatten(),
        );
    }
    words.sort_unstable();
    words.dedup();
    let grade = grade(&words.join("\n"));
    println!("directory: grade {grade:.1}");
    assert!(grade <= MOST, "grade {grade:.1}");
}

#[test]
fn no_part_is_longer_than_a_small_screen() {
    for id in PageId::ALL {
        for part in help().page(id).parts {
            let words = part.words.split_whitespace().filter(|word| *word != "-").count();
            assert!(words <= WORDS_OF_A_PART, "{}: {}: {words} words", id.id(), part.id);
        }
    }
}

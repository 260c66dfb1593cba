//! The rules of the word list.

use std::collections::{HashMap, HashSet};

use super::super::words::WORDS;
use super::*;

#[test]
fn list_has_2048_words_of_4_to_8_letters_in_order() {
    let words = word_list();
    assert_eq!(words.len(), WORDS);
    assert!(words.is_sorted_by(|a, b| a < b), "in order, each once");
    let odd: Vec<_> = words.iter().filter(|word| !(4..=8).contains(&word.len())).collect();
    assert!(odd.is_empty(), "{odd:?}");
    assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
}

/// Two words that differ by one letter, or by one letter more, are misread for each other.
#[test]
fn any_two_words_differ_by_two_letters_or_more() {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut near = Vec::new();
    for word in word_list() {
        let exchanged = (0..word.len()).map(|at| format!("{}?{}", &word[..at], &word[at + 1..]));
        for pattern in exchanged {
            near.extend(seen.insert(pattern, word).map(|other| (other, *word)));
        }
    }
    let all: HashSet<_> = word_list().iter().copied().collect();
    for word in word_list() {
        let shorter = (0..word.len()).map(|at| format!("{}{}", &word[..at], &word[at + 1..]));
        near.extend(shorter.filter_map(|shorter| Some((*all.get(shorter.as_str())?, *word))));
    }
    assert!(near.is_empty(), "{near:?}");
}

/// What is left of a word over a bad line: its consonants as they sound, the first vowel roughly, every other as one.
fn sound(word: &str) -> String {
    let mut word = word.to_owned();
    for (start, as_if) in [("kn", "n"), ("gn", "n"), ("wr", "r"), ("wh", "w"), ("ps", "s"), ("x", "s")] {
        if let Some(rest) = word.strip_prefix(start) {
            word = format!("{as_if}{rest}");
        }
    }
    const SPELT: [(&str, &str); 15] = [
        ("tch", "C"),
        ("ch", "C"),
        ("sh", "S"),
        ("ph", "f"),
        ("th", "T"),
        ("ght", "t"),
        ("gh", ""),
        ("dg", "j"),
        ("ck", "k"),
        ("qu", "kw"),
        ("x", "ks"),
        ("tion", "Sn"),
        ("sion", "Sn"),
        ("mb", "m"),
        ("sce", "se"),
    ];
    for (spelt, spoken) in SPELT {
        word = word.replace(spelt, spoken);
    }
    let letters: Vec<char> = word.chars().collect();
    let mut sound = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let soft = matches!(letters.get(at + 1), Some('e' | 'i' | 'y'));
        let spoken = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => '.',
            'c' if soft => 's',
            'c' | 'q' => 'k',
            'g' if soft => 'j',
            'z' => 's',
            other => *other,
        };
        if !sound.ends_with(spoken) {
            sound.push(spoken);
        }
    }
    if word.ends_with('e') && sound.ends_with('.') {
        sound.pop();
    }
    let first = letters.into_iter().find_map(|letter| match letter {
        'a' => Some('a'),
        'e' | 'i' | 'y' => Some('e'),
        'o' | 'u' => Some('o'),
        _ => None,
    });
    sound.extend(first);
    sound
}

#[test]
fn no_two_words_sound_alike() {
    assert_eq!(sound("knight"), sound("night"));
    assert_eq!(sound("flour"), sound("floor"));
    let mut seen: HashMap<String, &str> = HashMap::new();
    let alike: Vec<_> = word_list().iter().filter_map(|word| Some((seen.insert(sound(word), word)?, *word))).collect();
    assert!(alike.is_empty(), "{alike:?}");
}

/// Nine words in ten can be told by their first four letters. No four letters begin more than seven.
#[test]
fn first_four_letters_tell_most_words() {
    let mut begin: HashMap<&str, usize> = HashMap::new();
    for word in word_list() {
        *begin.entry(&word[..4]).or_default() += 1;
    }
    assert!(begin.len() >= 1700, "{}", begin.len());
    assert!(begin.values().all(|count| *count <= 8), "{:?}", begin.values().max());
}

/// Two people in a hard hour read these to each other. Also words that another word sounds like.
const NEVER: &str = "
abandon abuse abuser accuse addict adultery affair afraid alone anger angry ashamed assault attack bastard battle
beat beaten bedroom betray betrayed bitter blame bleed blood bomb break broken bruise bully burn bury cheap cheat cheated
cheater coffin corpse cruel cry crying damage danger dating dead death deceit deceive deny desert destroy detect devil
die dirty disgrace disgust divorce doubt drown drunk dump enemy evil ex fail failure fake false fat fault fear fight filth
flirt fool forgive forgiven fraud ghost grave grief guilt guilty gun harm hate hell hide hit horror hostile hotel hurt
husband idiot ignore injury insult jail jealous judge kill killer kiss knife leave liar lie lied lies lonely lose loser
loss lost love lover lust lying mad marriage married massage mess miscarry mistake mistress mistrust misuse motel murder
naked nasty never nightmare obsess orphan pain panic partner pathetic pay poison porn poverty pregnant prison private
punish quit rage rape regret reject revenge rob ruin sad scar scare scream secret sex sexy shame shoot sick sin slap slave
sleazy slut sorry spy stab stalk starve steal stolen strangle strip stupid suffer suicide suspect swear swinger tears
temper tempt terror threat thief torture toxic trap trash trauma traitor trouble true trust truth ugly unfair unfaithful
victim violent wedding weep whip whore widow wife woman worry worse worst worthless wound wreck wrong
flour flower night knight weight wait break brake meet meat piece peace stair stare waste waist weak week whole hole
write right hour pair pear plain plane sale sail sea see son sun tail tale their there wood would
";

#[test]
fn words_that_hurt_or_that_are_heard_as_another_are_not_there() {
    let never: HashSet<&str> = NEVER.split_whitespace().collect();
    let found: Vec<_> = word_list().iter().filter(|word| never.contains(**word)).collect();
    assert!(found.is_empty(), "{found:?}");
}

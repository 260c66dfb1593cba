//! Someone has the disk: what they can read, and what a guess brings them.

use std::collections::BTreeSet;

use mend_core::{MendError, Opened, Passphrase, UnlockOptions};

use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal};
use super::week::WEEK;
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-disk",
    steps: &[
        Step { name: "no-words", play: none_of_the_words },
        Step { name: "random", play: looks_random },
        Step { name: "wrong-passphrase", play: wrong_passphrase },
        Step { name: "together-only", play: together_passphrase_opens_only_that },
    ],
};

/// Shorter words could stand in random bytes by chance.
const SHORTEST: usize = 6;
/// Even bytes drawn at random fall a little short of 8 in files of some kilobytes.
const RANDOM: f64 = 7.9;

fn none_of_the_words(stage: &mut Stage) -> Played {
    let texts = WEEK.iter().flat_map(|sample| [sample.text, sample.title.unwrap_or_default()]);
    let words: BTreeSet<&str> =
        texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic())).filter(|word| word.len() >= SHORTEST).collect();
    let files = stage.files()?;
    for (name, bytes) in &files {
        expect(&format!("in {name}"), None, first_word_in(bytes, &words))?;
    }
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    Ok(Told::nothing().and("words", words.len()).and("kib", bytes.div_ceil(1024)))
}

/// In any case of its ASCII letters. One pass over the bytes, however many words there are.
fn first_word_in<'w>(bytes: &[u8], words: &BTreeSet<&'w str>) -> Option<&'w str> {
    let mut by_first: [Vec<&'w str>; 256] = std::array::from_fn(|_| Vec::new());
    for word in words {
        by_first[usize::from(word.as_bytes()[0].to_ascii_lowercase())].push(word);
    }
    (0..bytes.len()).find_map(|at| {
        let candidates = &by_first[usize::from(bytes[at].to_ascii_lowercase())];
        candidates
            .iter()
            .copied()
            .find(|word| bytes[at..].get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes())))
    })
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window.eq_ignore_ascii_case(wanted))
}

fn looks_random(stage: &mut Stage) -> Played {
    let files: Vec<_> =
        stage.files()?.into_iter().filter(|(name, bytes)| is_vault(name) && !bytes.is_empty()).collect();
    expect("both spaces on the disk", true, files.len() >= 2)?;
    let mut least = f64::MAX;
    for (name, bytes) in &files {
        expect(&format!("“SQLite format 3” in {name}"), false, contains(bytes, b"SQLite format 3"))?;
        let bits = entropy(bytes);
        if bits < RANDOM {
            return Err(Problem::Differs {
                expected: format!("at least {RANDOM} bits per byte in {name}"),
                found: format!("{bits:.3}"),
            });
        }
        least = least.min(bits);
    }
    Ok(Told::nothing().and("bits", format!("{least:.3}")))
}

fn is_vault(name: &str) -> bool {
    name.contains(".mend")
}

/// Shannon's entropy of the single bytes, in bits per byte: 8 for random ones, about 4 for text.
fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let total = bytes.len() as f64;
    counts.iter().filter(|count| **count > 0).map(|count| *count as f64 / total).map(|p| -p * p.log2()).sum()
}

fn wrong_passphrase(stage: &mut Stage) -> Played {
    let vaults = |stage: &Stage| -> Result<Vec<_>, Problem> {
        Ok(stage.files()?.into_iter().filter(|(name, _)| is_vault(name)).collect())
    };
    let before = vaults(stage)?;
    let guess = Passphrase::new("kettle moss eleven quiet bridges").map_err(MendError::from)?;
    expect_refusal("for a guess", MendError::WrongPassphrase, stage.mend.unlock(&guess, UnlockOptions::default()))?;
    expect("files changed by the guess", true, before == vaults(stage)?)?;
    Ok(Told::nothing())
}

fn together_passphrase_opens_only_that(stage: &mut Stage) -> Played {
    let session = stage.mend.unlock(&stage.together, UnlockOptions::default())?;
    stage.keep(session.clone());
    expect("with the together passphrase", Opened::TogetherOnly, session.opened())?;
    expect_refusal("for the journal", MendError::PrivateLocked, session.journal())?;
    stage.lock();
    Ok(Told::nothing())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_and_however_it_stands() {
        let words = BTreeSet::from(["canal", "herons", "café"]);
        assert_eq!(first_word_in(b"\0\0HERONS", &words), Some("herons"));
        assert_eq!(first_word_in("xxcafé".as_bytes(), &words), Some("café"));
        assert_eq!(first_word_in(b"cana", &words), None);
        assert_eq!(first_word_in(b"", &words), None);
    }

    #[test]
    fn entropy_tells_text_from_even_bytes() {
        let even: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!((entropy(&even) - 8.0).abs() < 1e-9);
        assert!(entropy(WEEK[0].text.as_bytes()) < 5.0);
        assert_eq!(entropy(&[7; 100]), 0.0);
    }
}

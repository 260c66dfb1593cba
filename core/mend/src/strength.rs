//! How hard a passphrase is to guess. Told to its owner, never a reason to refuse one.

use crate::Passphrase;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Someone who knows its owner, or a program in days, would find it.
    Weak,
    Fair,
    Strong,
}

/// By zxcvbn's estimate of guesses; the slow key derivation is on top of it.
pub fn passphrase_strength(passphrase: &Passphrase) -> Strength {
    match zxcvbn::zxcvbn(passphrase.as_str(), &[]).score() {
        zxcvbn::Score::Four => Strength::Strong,
        zxcvbn::Score::Three => Strength::Fair,
        _ => Strength::Weak,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_weak_and_several_rare_ones_are_strong() {
        let strength = |typed: &str| passphrase_strength(&Passphrase::new(typed).expect("text"));
        assert_eq!(strength("password1"), Strength::Weak);
        assert_eq!(strength("1"), Strength::Weak);
        assert_eq!(strength("lantern gravel oboe thirteen"), Strength::Strong);
    }

    #[test]
    fn the_longest_passphrase_is_rated_at_once() {
        let longest = Passphrase::new(&"ab1 ".repeat(Passphrase::LONGEST / 4)).expect("text");
        let started = std::time::Instant::now();
        passphrase_strength(&longest);
        assert!(started.elapsed().as_secs() < 5);
    }
}
